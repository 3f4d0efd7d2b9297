/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { agreements } from '@contract/agreements'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const textsHandlers: Handlers<
  Pick<
    typeof agreements,
    | 'agreements.list'
    | 'agreements.add'
    | 'agreements.edit'
    | 'agreements.adopt'
    | 'agreements.settings'
    | 'agreements.setSettings'
    | 'agreements.compare'
    | 'agreements.print'
  >,
  Ctx
> = {
  'agreements.list': notYet,
  'agreements.add': notYet,
  'agreements.edit': notYet,
  'agreements.adopt': notYet,
  'agreements.settings': notYet,
  'agreements.setSettings': notYet,
  'agreements.compare': notYet,
  'agreements.print': notYet,
}
