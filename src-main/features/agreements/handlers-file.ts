/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const fileHandlers: Handlers<Pick<typeof signatures, 'agreements.tryFile' | 'agreements.applyFile'>, Ctx> = {
  'agreements.tryFile': notYet,
  'agreements.applyFile': notYet,
}
