/** What a change of a draft version, or a step of its review, is made of. */
import type { VersionFacts } from '@contract/agreements'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { canonical, type Draft, type Json } from '../../sync/core/event'
import { headsOf } from '../../sync/core/merge'
import { draftKind, reviewKind } from './events'

/**
 * Sets what differs from the draft as it stands, so that another PC's change of something else in the same moment stays.
 * Who began a draft stays its author.
 * @param before null: the draft is new
 */
export function drafting(
  id: string,
  before: VersionFacts | null,
  facts: VersionFacts,
  author: PersonId,
): readonly Draft[] {
  if (before === null) return [set(draftKind, id, { ...facts, author })]
  const old = new Map<string, Json>(Object.entries(before))
  const changed = Object.entries(facts).filter(([name, value]) => {
    const stood = old.get(name)
    return stood === undefined || canonical(stood) !== canonical(value)
  })
  return changed.length === 0 ? [] : [set(draftKind, id, Object.fromEntries(changed))]
}

export interface ReviewStep {
  readonly version: string
  readonly step: 'SENT' | 'APPROVED' | 'CHANGES'
  readonly hash: string
  readonly note: string | null
  readonly by: PersonId
  readonly on: CivilDate
}

/** A step over all that was said of the version so far. Whoever takes it has both sides of a disagreement before them. */
export function reviewing({ log }: Tenant, step: ReviewStep): Draft {
  const state = log.stateOf(reviewKind.type, step.version)
  const parents = state?.family === 'decisions' ? headsOf(state.nodes, reviewKind.rank ?? null) : []
  return {
    type: reviewKind.type,
    entity: step.version,
    op: parents.length > 1 ? 'resolve' : 'decide',
    body: { ...step },
    parents,
  }
}

/** Whether a person wrote anything into a draft: then somebody else approves it (C23). Changes taken back since count too. */
export const wroteInto = (log: Tenant['log'], version: string, person: string): boolean =>
  log.find({ entity: version, typePrefix: draftKind.type, person, limit: 1 }).length > 0
