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
  'pupils.read',
  'pupils.edit',
  'pupils.protect',
  'pupils.reasons',
  'pupils.subject',
  'pupils.erase',
  'consents.figures',
  'consents.read',
  'consents.ask',
  'consents.record',
  'consents.design',
  'consents.settle',
  'consents.overrule',
  'consents.exportNames',
  'entry.key',
  'checklists.make',
  'imports.run',
  'images.schedule',
  'images.read',
  'images.keep',
  'images.publish',
  'images.breach',
  'images.rules',
  'images.hold',
  'images.dispose',
  'images.approve',
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
  'consents.figures',
  'images.schedule',
] as const

/** Seeing pupils and answering for a picture (R3, R6). Without it a role sees counts only. */
const seePupils = ['pupils.read', 'consents.read', 'consents.ask', 'checklists.make'] as const

/** The office's daily work on the register. */
const keepRegister = [...seePupils, 'pupils.edit', 'consents.record', 'entry.key', 'imports.run'] as const

/** The office's daily work on pictures kept; whoever keeps them also records where they are used and carries out disposals. */
const keepImages = ['images.read', 'images.keep', 'images.publish', 'images.dispose'] as const

/** Answering for pictures: holds, and the second person of a disposal (R72, R74). */
const answerForImages = ['images.hold', 'images.approve'] as const

/** Setting, changing and clearing what protects a pupil is for the safeguarding leads alone (R5). */
const protect = ['pupils.protect', 'pupils.reasons', 'pupils.subject'] as const

/** The rights table. Tests enumerate every role x action x scope against the published table in the README. */
export const RIGHTS: Readonly<Record<Role, readonly Action[]>> = {
  TRUST_SAFEGUARDING_LEAD: [
    ...readAll,
    ...keepRegister,
    ...keepImages,
    ...answerForImages,
    'images.rules',
    'images.breach',
    'pupils.subject',
    'consents.design',
    'consents.settle',
    'consents.exportNames',
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
    'images.rules',
    'consents.design',
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
    ...keepRegister,
    ...keepImages,
    ...answerForImages,
    'images.rules',
    'images.breach',
    ...protect,
    'consents.design',
    'consents.settle',
    'consents.exportNames',
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
    ...keepRegister,
    ...keepImages,
    ...answerForImages,
    'images.breach',
    ...protect,
    'consents.settle',
    'consents.exportNames',
    'posts.edit',
    'matrices.edit',
    'matrices.map',
    'reading.review',
    'comparison.annotate',
    'history.undo',
    'export.plain',
  ],
  HEAD: [
    ...readAll,
    ...seePupils,
    'images.read',
    'images.publish',
    ...answerForImages,
    'pupils.reasons',
    'pupils.subject',
    'consents.settle',
    'schools.edit',
    'posts.edit',
    'matrices.approve',
    'comparison.annotate',
    'export.plain',
  ],
  OFFICE_STAFF: [
    'trust.read',
    'people.read',
    'schools.read',
    'matrices.read',
    'consents.figures',
    'images.schedule',
    ...keepRegister,
    ...keepImages,
    'export.plain',
  ],
  IT: ['trust.read', 'people.read', 'people.manage', 'schools.read', 'schools.edit', 'history.read', 'kit.print'],
  DPO: [
    ...readAll,
    'images.read',
    'images.breach',
    ...answerForImages,
    'pupils.read',
    'pupils.subject',
    'pupils.erase',
    'consents.read',
    'consents.ask',
    'consents.overrule',
    'consents.exportNames',
    'export.plain',
  ],
  GOVERNOR: ['trust.read', 'schools.read', 'matrices.read', 'comparison.read', 'consents.figures', 'images.schedule'],
}

/** Roles that are granted for the whole trust only. All others may be granted for one school or for the trust. */
export const TRUST_WIDE_ROLES: readonly Role[] = ['TRUST_SAFEGUARDING_LEAD']
