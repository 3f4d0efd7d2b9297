/**
 * Who may do what: roles x actions, as data (C20). A right holds for the school, or the whole trust, that the
 * role was granted for. Deny by default: an action a role does not list is refused.
 */
import { z } from 'zod'
import type { Role } from './primitives'

export const ACTIONS = [
  'trust.read',
  'trust.manage',
  'people.read',
  'people.manage',
  'schools.read',
  'schools.edit',
  'posts.edit',
  'matrices.read',
  'matrices.edit',
  'matrices.map',
  'matrices.approve',
  'catalogue.edit',
  'reading.see',
  'reading.review',
  'comparison.read',
  'comparison.annotate',
  'history.read',
  'history.undo',
  'export.plain',
  'kit.print',
] as const
export const Action = z.enum(ACTIONS)
export type Action = z.output<typeof Action>

const readAll = [
  'trust.read',
  'people.read',
  'schools.read',
  'matrices.read',
  'reading.see',
  'comparison.read',
  'history.read',
] as const

/** The rights table. Tests enumerate every role x action x scope against the published table in the README. */
export const RIGHTS: Readonly<Record<Role, readonly Action[]>> = {
  TRUST_SAFEGUARDING_LEAD: [
    ...readAll,
    'trust.manage',
    'people.manage',
    'schools.edit',
    'posts.edit',
    'matrices.edit',
    'matrices.map',
    'reading.review',
    'matrices.approve',
    'catalogue.edit',
    'comparison.annotate',
    'history.undo',
    'export.plain',
    'kit.print',
  ],
  POLICY_LEAD: [
    ...readAll,
    'schools.edit',
    'posts.edit',
    'matrices.edit',
    'matrices.map',
    'reading.review',
    'catalogue.edit',
    'comparison.annotate',
    'history.undo',
    'export.plain',
  ],
  DSL: [
    ...readAll,
    'schools.edit',
    'posts.edit',
    'matrices.edit',
    'matrices.map',
    'reading.review',
    'comparison.annotate',
    'history.undo',
    'export.plain',
  ],
  DDSL: [
    ...readAll,
    'posts.edit',
    'matrices.edit',
    'matrices.map',
    'reading.review',
    'comparison.annotate',
    'history.undo',
    'export.plain',
  ],
  HEAD: [...readAll, 'schools.edit', 'posts.edit', 'matrices.approve', 'comparison.annotate', 'export.plain'],
  OFFICE_STAFF: ['trust.read', 'people.read', 'schools.read', 'matrices.read', 'export.plain'],
  IT: ['trust.read', 'people.read', 'people.manage', 'schools.read', 'schools.edit', 'history.read', 'kit.print'],
  DPO: [...readAll, 'export.plain'],
  GOVERNOR: ['trust.read', 'schools.read', 'matrices.read', 'comparison.read'],
}

/** Roles that are granted for the whole trust only. All others may be granted for one school or for the trust. */
export const TRUST_WIDE_ROLES: readonly Role[] = ['TRUST_SAFEGUARDING_LEAD']
