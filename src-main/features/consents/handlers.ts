/** Serving the calls of the consent register; each group stands in a file of its own. */
import type { consents } from '@contract/consents'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { answersHandlers } from './handlers-answers'
import { askHandlers } from './handlers-ask'
import { designHandlers } from './handlers-design'
import { filesHandlers } from './handlers-files'
import { listsHandlers } from './handlers-lists'

export const consentsHandlers: Handlers<typeof consents, Ctx> = {
  ...designHandlers,
  ...answersHandlers,
  ...askHandlers,
  ...listsHandlers,
  ...filesHandlers,
}
