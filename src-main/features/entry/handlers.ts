/** Serving the calls of paper forms; each group stands in a file of its own. */
import type { entry } from '@contract/entry'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { batchHandlers } from './handlers-batch'
import { keyHandlers } from './handlers-key'
import { printHandlers } from './handlers-print'
import { rekeyHandlers } from './handlers-rekey'

export const entryHandlers: Handlers<typeof entry, Ctx> = {
  ...printHandlers,
  ...batchHandlers,
  ...keyHandlers,
  ...rekeyHandlers,
}
