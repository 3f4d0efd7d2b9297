/** What can happen beside a comparison, as the log knows it. All of it lives in the trust's file. */
import { z } from 'zod'
import { QuestionKey } from '@contract/comparison'
import { Audience } from '@contract/matrices'
import { CivilDate, Line, Note, PersonId, SchoolId, YearCode } from '@contract/primitives'
import { entityKind } from '@vault/entity'

const row = { question: QuestionKey, audience: Audience }

/** One person's mark on one row: its entity id is made from person, question, audience and year, so two devices set the same one. */
export const reviewKind = entityKind({
  type: 'comparison.review',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    ...row,
    person: PersonId,
    year: YearCode.nullable(),
    digest: z.string().min(1).max(100),
    reviewed: z.boolean(),
  }),
  words: (event) =>
    fieldOf(event.body, 'reviewed') === false ? 'Took back a reviewed mark' : 'Marked a row of the comparison reviewed',
  shown: () => null,
  undo: 'comparison.annotate',
})

/** A note on a row; kept as it was written. */
export const noteKind = entityKind({
  type: 'comparison.note',
  family: 'records',
  schema: 1,
  body: z.strictObject({ ...row, person: PersonId, text: Note }),
  words: () => 'Wrote a note on a row of the comparison',
})

/** Something somebody is to settle with one school by a day. */
export const actionKind = entityKind({
  type: 'comparison.action',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    ...row,
    about: SchoolId,
    text: Note,
    owner: PersonId,
    dueOn: CivilDate,
    state: z.enum(['open', 'done']),
    outcome: Line.nullable(),
  }),
  words: (event, before) =>
    before === null
      ? 'Raised an action from the comparison'
      : fieldOf(event.body, 'state') === 'done'
        ? 'Closed an action'
        : 'Changed an action',
  undo: 'comparison.annotate',
})

export const comparisonKinds = [reviewKind, noteKind, actionKind] as const

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined
}
