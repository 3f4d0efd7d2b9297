/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const clearancesHandlers: Handlers<
  Pick<
    typeof signatures,
    | 'agreements.clearances'
    | 'agreements.clearance'
    | 'agreements.mayUse'
    | 'agreements.completion'
    | 'agreements.trustCompletion'
    | 'agreements.exportClearances'
  >,
  Ctx
> = {
  'agreements.clearances': notYet,
  'agreements.clearance': notYet,
  'agreements.mayUse': notYet,
  'agreements.completion': notYet,
  'agreements.trustCompletion': notYet,
  'agreements.exportClearances': notYet,
}
