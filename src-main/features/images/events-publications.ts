/** What can happen to uses of pictures: put out, taken down, gone out against the decision (R57-R60, R63). */
import { z } from 'zod'
import { CivilDate, EntityId, Line, PersonId, Reason } from '@contract/primitives'
import { PublicationFacts, PublicationState } from '@contract/publications'
import { entityKind, fieldOf } from '@vault/entity'

/** A use of a set, with the moment of the group check it rests on (R58). */
export const publicationKind = entityKind({
  type: 'images.publication',
  family: 'records',
  schema: 1,
  body: PublicationFacts.extend({ by: PersonId, checkedAt: z.int().nonnegative() }),
  words: () => 'Recorded where pictures are used',
})

const STATE_RANK: Readonly<Record<PublicationState, number>> = { REMOVED: 0, CANNOT_RECALL: 1, REQUESTED: 2, LIVE: 3 }

/** What became of a use. Entity: the publication. Where two PCs differ, the one that leaves more to do counts. */
export const publicationStateKind = entityKind({
  type: 'images.state',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    publication: EntityId,
    state: PublicationState,
    on: CivilDate,
    evidence: Line,
    by: PersonId,
  }),
  rank: (value) => {
    const state = PublicationState.safeParse(fieldOf(value, 'state'))
    return state.success ? STATE_RANK[state.data] : Infinity
  },
  words: (event) => STATE_WORDS[String(fieldOf(event.body, 'state'))] ?? 'Recorded what became of a use of pictures',
})

const STATE_WORDS: Readonly<Record<string, string>> = {
  LIVE: 'Recorded that a use of pictures is out',
  REQUESTED: 'Asked for a use of pictures to be taken down',
  REMOVED: 'Recorded that a use of pictures was taken down',
  CANNOT_RECALL: 'Recorded that a use of pictures cannot be taken back',
}

/** Who sees to a take-down by when. Entity: publication and pupil. The take-down itself is worked out, not recorded. */
export const takeDownKind = entityKind({
  type: 'images.takedown',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ publication: EntityId, pupil: EntityId, owner: PersonId, dueOn: CivilDate }),
  words: () => 'Gave a take-down to somebody',
  shown: () => null,
  undo: 'images.publish',
})

/** A pupil is on a use no more. Entity: publication and pupil. */
export const leftOutKind = entityKind({
  type: 'images.leftout',
  family: 'records',
  schema: 1,
  body: z.strictObject({ publication: EntityId, pupil: EntityId, evidence: Line, by: PersonId, on: CivilDate }),
  words: () => 'Recorded that a pupil is no longer on a use of pictures',
})

/** A use that went out against the decision (R59). Entity: the publication. */
export const breachKind = entityKind({
  type: 'images.breach',
  family: 'records',
  schema: 1,
  body: z.strictObject({ pupils: z.array(EntityId).max(1500), why: Reason, by: PersonId }),
  words: () => 'Opened a breach: pictures went out against the decision',
})

/**
 * That this school became aware of a use against the decision which nobody knew of when it went out: what shows it was here,
 * and the app had put it together. The 72 hours count from there (R59; UK GDPR article 33: "after having become aware of
 * it"). Entity: the publication. Of two PCs that both found it the earlier record stands, so no second one starts it anew.
 */
export const breachAwareKind = entityKind({
  type: 'images.breachaware',
  family: 'records',
  schema: 1,
  body: z.strictObject({ by: PersonId }),
  words: () => 'Found a breach: pictures had gone out against the decision',
})

/** Whether the regulator is told. Entity: the publication. Where two PCs differ, telling counts. */
export const breachDecisionKind = entityKind({
  type: 'images.breachdecision',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    publication: EntityId,
    decision: z.enum(['REPORTED', 'NOT_REPORTED']),
    note: Reason,
    by: PersonId,
  }),
  rank: (value) => (fieldOf(value, 'decision') === 'NOT_REPORTED' ? 0 : 1),
  words: () => 'Decided whether the regulator is told of a breach',
})

export const publicationsKinds = [
  publicationKind,
  publicationStateKind,
  takeDownKind,
  leftOutKind,
  breachKind,
  breachAwareKind,
  breachDecisionKind,
] as const
