/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { publications } from '@contract/publications'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const takeDownsHandlers: Handlers<
  Pick<typeof publications, 'images.takeDowns' | 'images.assignTakeDown' | 'images.leaveOut'>,
  Ctx
> = {
  'images.takeDowns': notYet,
  'images.assignTakeDown': notYet,
  'images.leaveOut': notYet,
}
