/** Serving the calls of pupils: each part of them in a file of its own. */
import type { pupils } from '@contract/pupils'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { erase } from './erase'
import { contactHandlers } from './handlers-contacts'
import { protectionHandlers } from './handlers-protection'
import { rollHandlers } from './handlers-roll'
import { subjectAccess } from './subject-access'
import { transfer } from './transfer'

export const pupilsHandlers: Handlers<typeof pupils, Ctx> = {
  ...rollHandlers,
  ...contactHandlers,
  ...protectionHandlers,
  'pupils.transfer': transfer,
  'pupils.subjectAccess': subjectAccess,
  'pupils.erase': erase,
}
