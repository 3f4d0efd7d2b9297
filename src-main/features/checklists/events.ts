/** What can happen to lists taken to an event. All in the school's file. */
import { z } from 'zod'
import { ASK_VERDICTS } from '@contract/answers'
import { CivilDate, EntityId, Line, PersonId } from '@contract/primitives'
import { entityKind } from '@vault/entity'

/** A list made: what it said of whom, so that a later change can be told. */
export const checklistKind = entityKind({
  type: 'checklists.checklist',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    event: Line,
    on: CivilDate,
    classes: z.array(z.string().max(40)).max(200),
    purposes: z.array(EntityId).min(1).max(20),
    named: z.boolean(),
    photographer: Line,
    copies: z.int().min(1).max(50),
    pupils: z.int(),
    noes: z.int(),
    by: PersonId,
  }),
  words: () => 'Made a list for a photographer',
})

/** What a list said, a part of its pupils at a time: verdicts in the order of its uses. */
export const saidKind = entityKind({
  type: 'checklists.said',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    checklist: EntityId,
    lines: z.array(z.strictObject({ pupil: EntityId, verdicts: z.array(z.enum(ASK_VERDICTS)).max(20) })).max(150),
  }),
  words: () => 'Noted what a list for a photographer says',
})

/** Copies came back for shredding. */
export const returnedKind = entityKind({
  type: 'checklists.returned',
  family: 'records',
  schema: 1,
  body: z.strictObject({ checklist: EntityId, copies: z.int().min(1).max(50), by: PersonId }),
  words: () => 'Noted that copies of a list came back',
})

export const checklistsKinds = [checklistKind, saidKind, returnedKind] as const
