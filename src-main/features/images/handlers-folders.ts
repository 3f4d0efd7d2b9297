/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { images } from '@contract/images'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const foldersHandlers: Handlers<
  Pick<
    typeof images,
    | 'images.folders'
    | 'images.addFolder'
    | 'images.scan'
    | 'images.cancelScan'
    | 'images.groups'
    | 'images.acceptChanged'
  >,
  Ctx
> = {
  'images.folders': notYet,
  'images.addFolder': notYet,
  'images.scan': notYet,
  'images.cancelScan': notYet,
  'images.groups': notYet,
  'images.acceptChanged': notYet,
}
