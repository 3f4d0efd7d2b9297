/** Serving the calls about lent devices and granted access. */
import type { Handlers } from '@contract/rpc'
import type { signatures } from '@contract/signatures'
import type { Ctx } from '@vault/context'
import { fileOf } from '../consents'
import { accessOf, end, grant } from './access'
import { giveBack, lend, loansOf } from './loans'

export const accessHandlers: Handlers<
  Pick<
    typeof signatures,
    | 'agreements.loans'
    | 'agreements.lend'
    | 'agreements.takeBack'
    | 'agreements.access'
    | 'agreements.grantAccess'
    | 'agreements.endAccess'
  >,
  Ctx
> = {
  'agreements.loans': ({ school }, ctx) => loansOf(fileOf(school, ctx), ctx),

  'agreements.lend': ({ school, facts }, ctx) => lend(fileOf(school, ctx), facts, ctx),

  'agreements.takeBack': ({ school, ...back }, ctx) => giveBack(fileOf(school, ctx), back, ctx),

  'agreements.access': ({ school }, ctx) => accessOf(fileOf(school, ctx), ctx),

  'agreements.grantAccess': ({ school, ...asked }, ctx) => grant(fileOf(school, ctx), asked, ctx),

  'agreements.endAccess': ({ school, ...asked }, ctx) => end(fileOf(school, ctx), asked, ctx),
}
