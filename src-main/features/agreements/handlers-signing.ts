/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const signingHandlers: Handlers<
  Pick<
    typeof signatures,
    | 'agreements.adults'
    | 'agreements.saveAdult'
    | 'agreements.sign'
    | 'agreements.voidSigning'
    | 'agreements.signings'
    | 'agreements.readForm'
  >,
  Ctx
> = {
  'agreements.adults': notYet,
  'agreements.saveAdult': notYet,
  'agreements.sign': notYet,
  'agreements.voidSigning': notYet,
  'agreements.signings': notYet,
  'agreements.readForm': notYet,
}
