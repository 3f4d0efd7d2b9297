/** What the vault tells the windows: which things changed, never "something changed" (models B2). */
import { z } from 'zod'
import { EntityId, TenantId } from './primitives'

export const topics = {
  /** Rows of one tenant changed. `types` are entity types such as `matrices.cell`. Sent to windows of that school and to trust windows. */
  changed: z.strictObject({ school: TenantId, types: z.array(z.string()), ids: z.array(EntityId).max(500) }),
  /** The session ended or began; windows reload their state. */
  session: z.strictObject({ state: z.enum(['no-trust', 'locked', 'open']) }),
  /** A long job moved on. `done` of `total`, null while unknown. */
  progress: z.strictObject({
    job: z.string(),
    words: z.string(),
    done: z.int().nonnegative(),
    total: z.int().nonnegative().nullable(),
  }),
  /** The session will lock in so many seconds unless someone touches a key. */
  lockSoon: z.strictObject({ seconds: z.int().nonnegative() }),
}
export type Topic = keyof typeof topics
export type TopicPayload<T extends Topic> = z.output<(typeof topics)[T]>
