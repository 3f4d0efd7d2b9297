/** Serving the calls of reading. */
import { Fault } from '@contract/fault'
import type { reading } from '@contract/reading'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'

const notYet = (): never => {
  throw new Fault('unavailable', 'Documents cannot be read yet. Nothing was changed.')
}

export const readingHandlers: Handlers<typeof reading, Ctx> = {
  'reading.read': notYet,
  'reading.cancel': notYet,
  'reading.list': notYet,
  'reading.open': notYet,
  'reading.decide': notYet,
  'reading.apply': notYet,
  'reading.share': notYet,
  'reading.discard': notYet,
  'reading.records': notYet,
}
