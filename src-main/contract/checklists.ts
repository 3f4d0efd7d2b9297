/** Lists taken to an event by whoever photographs: printed, counted, and told when they are no longer true. */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, Line, PersonId, SchoolId } from './primitives'
import { call, type Contract } from './rpc'

export const Checklist = z.strictObject({
  id: EntityId,
  event: Line,
  on: CivilDate,
  classes: z.array(z.string()),
  /** Labels of the uses it was made for. */
  uses: z.array(z.string()),
  photographer: Line,
  copies: z.int(),
  madeAt: Instant,
  madeBy: PersonId,
  pupils: z.int(),
  noes: z.int(),
  returned: z.int(),
  /** Pupils whose answer is another now; 0 while the list is true. */
  changed: z.int(),
  /** Copies are still out. */
  out: z.boolean(),
})
export type Checklist = z.output<typeof Checklist>

const inSchool = { school: SchoolId }

export const checklists = {
  'checklists.list': call('checklists.make', z.strictObject(inSchool), z.array(Checklist)),
  /** Makes the list and saves it as a PDF; nothing is recorded when saving is cancelled. */
  'checklists.make': call(
    'checklists.make',
    z.strictObject({
      ...inSchool,
      event: Line,
      on: CivilDate,
      /** Class names; empty: the whole school. */
      classes: z.array(z.string().max(40)).max(200),
      purposes: z.array(EntityId).min(1).max(20),
      named: z.boolean(),
      photographer: Line,
      copies: z.int().min(1).max(50),
      returnTo: Line,
    }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable(), checklist: Checklist.nullable() }),
  ),
  /** Notes that copies have come back for shredding. */
  'checklists.returned': call(
    'checklists.make',
    z.strictObject({ ...inSchool, checklist: EntityId, copies: z.int().min(1).max(50) }),
    Checklist,
  ),
} satisfies Contract
