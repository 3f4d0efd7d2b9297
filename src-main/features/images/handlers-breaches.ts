/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { publications } from '@contract/publications'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const breachesHandlers: Handlers<Pick<typeof publications, 'images.breaches' | 'images.decideBreach'>, Ctx> = {
  'images.breaches': notYet,
  'images.decideBreach': notYet,
}
