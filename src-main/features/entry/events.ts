/** What can happen to paper forms: printed, put into a batch, keyed, keyed again. All in the school's file. */
import { z } from 'zod'
import { FormNumber, SheetFacts, SheetProblem, Tick } from '@contract/entry'
import { CivilDate, EntityId, Line, PersonId } from '@contract/primitives'
import { entityKind } from '@vault/entity'

/** Forms printed together. A class is one run; each form stands for one child. */
export const printRunKind = entityKind({
  type: 'entry.run',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    wording: EntityId,
    label: Line,
    forms: z
      .array(z.strictObject({ number: FormNumber, pupil: EntityId }))
      .min(1)
      .max(500),
    by: PersonId,
  }),
  words: () => 'Printed consent forms',
})

/** A pile of forms being keyed; one owner at a time. */
export const batchKind = entityKind({
  type: 'entry.batch',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    wording: EntityId,
    receivedOn: CivilDate,
    expected: z.int().min(1).max(2000),
    owner: PersonId,
    state: z.enum(['OPEN', 'PAUSED', 'CLOSED']),
  }),
  words: (_event, before) => (before === null ? 'Began a batch of forms' : 'Changed a batch of forms'),
  shown: () => null,
  undo: 'never',
})

/** One form as keyed. Its answers are events of their own, written together with it. */
export const sheetKind = entityKind({
  type: 'entry.sheet',
  family: 'fields',
  schema: 1,
  body: SheetFacts.extend({
    batch: EntityId,
    position: z.int().positive(),
    state: z.enum(['DRAFT', 'SAVED', 'TO_CHECK', 'SET_ASIDE']),
    problems: z.array(SheetProblem),
    keyedBy: PersonId,
    /** What somebody found out who looked at a held form; null before. */
    outcome: Line.nullable(),
  }),
  words: (_event, before) => (before === null ? 'Keyed a form' : 'Changed a keyed form'),
  shown: () => null,
  undo: 'never',
})

/** A form keyed again by somebody else, blind. */
export const rekeyKind = entityKind({
  type: 'entry.rekey',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    batch: EntityId,
    sheet: EntityId,
    ticks: z.array(Tick).max(40),
    signedOn: CivilDate.nullable(),
    /** Numbers of the questions that differed then, from 1; 0 stands for the date. */
    differs: z.array(z.int().min(0).max(40)),
    by: PersonId,
  }),
  words: () => 'Keyed a form again to check it',
})

export const entryKinds = [printRunKind, batchKind, sheetKind, rekeyKind] as const
