/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const packsHandlers: Handlers<
  Pick<typeof signatures, 'agreements.printPack' | 'agreements.printLetters' | 'agreements.printChanges'>,
  Ctx
> = {
  'agreements.printPack': notYet,
  'agreements.printLetters': notYet,
  'agreements.printChanges': notYet,
}
