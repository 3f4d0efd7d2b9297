/** What can happen to the trust as such, as its own log knows it. */
import { z } from 'zod'
import { Line } from '@contract/primitives'
import { entityKind } from '@vault/entity'

/** The trust. Its entity id is its tenant id. */
export const trustKind = entityKind({
  type: 'session.trust',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ name: Line }),
  words: (_event, before) => (before === null ? 'Created the trust' : 'Changed the name of the trust'),
  undo: 'never',
})

/** How sessions behave on every PC of the trust. Its entity id is the trust's. */
export const settingsKind = entityKind({
  type: 'session.settings',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ idleMinutes: z.int().min(1).max(15) }),
  words: () => 'Changed after how many minutes Trustward locks by itself',
  undo: 'never',
})

export const sessionKinds = [trustKind, settingsKind] as const
