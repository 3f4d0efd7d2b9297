/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { retention } from '@contract/retention'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const holdsHandlers: Handlers<
  Pick<typeof retention, 'images.holds' | 'images.hold' | 'images.reviewHold' | 'images.liftHold'>,
  Ctx
> = {
  'images.holds': notYet,
  'images.hold': notYet,
  'images.reviewHold': notYet,
  'images.liftHold': notYet,
}
