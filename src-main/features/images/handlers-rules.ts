/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { retention } from '@contract/retention'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const rulesHandlers: Handlers<
  Pick<
    typeof retention,
    'images.rules' | 'images.saveRule' | 'images.adoptDefaults' | 'images.whatIf' | 'images.figures'
  >,
  Ctx
> = {
  'images.rules': notYet,
  'images.saveRule': notYet,
  'images.adoptDefaults': notYet,
  'images.whatIf': notYet,
  'images.figures': notYet,
}
