/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { images } from '@contract/images'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const setsHandlers: Handlers<
  Pick<
    typeof images,
    | 'images.addSet'
    | 'images.editSet'
    | 'images.sets'
    | 'images.set'
    | 'images.setPeople'
    | 'images.recordPersonal'
    | 'images.parentsPhotos'
    | 'images.recordParentsPhotos'
  >,
  Ctx
> = {
  'images.addSet': notYet,
  'images.editSet': notYet,
  'images.sets': notYet,
  'images.set': notYet,
  'images.setPeople': notYet,
  'images.recordPersonal': notYet,
  'images.parentsPhotos': notYet,
  'images.recordParentsPhotos': notYet,
}
