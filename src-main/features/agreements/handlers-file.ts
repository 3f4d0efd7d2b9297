/** Serving the calls that read signatures in from the file of a form tool. */
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'
import { applyFile, tryFile } from './file'

export const fileHandlers: Handlers<Pick<typeof signatures, 'agreements.tryFile' | 'agreements.applyFile'>, Ctx> = {
  'agreements.tryFile': ({ school, ...asked }, ctx) => tryFile(school, asked, ctx),

  'agreements.applyFile': ({ school, job }, ctx) => applyFile(school, job, ctx),
}
