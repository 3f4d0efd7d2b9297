/** Serving the calls that print packs to sign, letters, and what changed. Nothing is recorded of what was not saved. */
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'
import { printChanges } from './changes'
import { printLetters, printPack } from './packs'

export const packsHandlers: Handlers<
  Pick<typeof signatures, 'agreements.printPack' | 'agreements.printLetters' | 'agreements.printChanges'>,
  Ctx
> = {
  'agreements.printPack': ({ school, ...asked }, ctx) => printPack(school, asked, ctx),

  'agreements.printLetters': ({ school, ...asked }, ctx) => printLetters(school, asked, ctx),

  'agreements.printChanges': ({ school, agreement }, ctx) => printChanges(school, agreement, ctx),
}
