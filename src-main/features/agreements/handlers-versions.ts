/** Not served yet. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { agreements } from '@contract/agreements'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'This cannot be done yet. Nothing was changed.')
}

export const versionsHandlers: Handlers<
  Pick<
    typeof agreements,
    | 'agreements.takeOver'
    | 'agreements.versions'
    | 'agreements.version'
    | 'agreements.saveDraft'
    | 'agreements.discardDraft'
    | 'agreements.sendToReview'
    | 'agreements.review'
    | 'agreements.issue'
  >,
  Ctx
> = {
  'agreements.takeOver': notYet,
  'agreements.versions': notYet,
  'agreements.version': notYet,
  'agreements.saveDraft': notYet,
  'agreements.discardDraft': notYet,
  'agreements.sendToReview': notYet,
  'agreements.review': notYet,
  'agreements.issue': notYet,
}
