/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { publications } from '@contract/publications'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const publicationsHandlers: Handlers<
  Pick<typeof publications, 'images.check' | 'images.publish' | 'images.publications' | 'images.setPublication'>,
  Ctx
> = {
  'images.check': notYet,
  'images.publish': notYet,
  'images.publications': notYet,
  'images.setPublication': notYet,
}
