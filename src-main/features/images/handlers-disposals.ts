/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { retention } from '@contract/retention'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const disposalsHandlers: Handlers<
  Pick<
    typeof retention,
    | 'images.disposals'
    | 'images.propose'
    | 'images.approve'
    | 'images.carryOut'
    | 'images.recordResult'
    | 'images.saveRecord'
  >,
  Ctx
> = {
  'images.disposals': notYet,
  'images.propose': notYet,
  'images.approve': notYet,
  'images.carryOut': notYet,
  'images.recordResult': notYet,
  'images.saveRecord': notYet,
}
