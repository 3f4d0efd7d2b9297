/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const accessHandlers: Handlers<
  Pick<
    typeof signatures,
    | 'agreements.loans'
    | 'agreements.lend'
    | 'agreements.takeBack'
    | 'agreements.access'
    | 'agreements.grantAccess'
    | 'agreements.endAccess'
  >,
  Ctx
> = {
  'agreements.loans': notYet,
  'agreements.lend': notYet,
  'agreements.takeBack': notYet,
  'agreements.access': notYet,
  'agreements.grantAccess': notYet,
  'agreements.endAccess': notYet,
}
