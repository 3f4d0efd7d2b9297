/** Serving the calls that record who signed what, and list it. */
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import type { Adult, AdultFacts, signatures } from '@contract/signatures'
import { allAdults, oneAdult } from '@db/repo/agreements'
import type { Ctx } from '@vault/context'
import { setChanged } from '@vault/entity'
import { fileOf } from '../consents'
import { adultKind } from './events'
import { readForm } from './form-numbers'
import { sign } from './recording'
import { presenceOn } from './rules/scope'
import { Signatures } from './signatures'
import { signingsIn, togetherIn } from './signings'
import { takeBack, takeBackTogether } from './taking-back'

export const signingHandlers: Handlers<
  Pick<
    typeof signatures,
    | 'agreements.adults'
    | 'agreements.saveAdult'
    | 'agreements.sign'
    | 'agreements.voidSigning'
    | 'agreements.together'
    | 'agreements.takeBackTogether'
    | 'agreements.signings'
    | 'agreements.readForm'
  >,
  Ctx
> = {
  'agreements.adults': ({ school, past }, ctx) =>
    allAdults(fileOf(school, ctx).db)
      .map(({ id, facts }): Adult => ({ ...facts, id }))
      .filter((adult) => past || !hasLeft(adult, ctx)),

  'agreements.saveAdult': ({ school, adult, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (facts.until !== null && facts.until < facts.from) {
      throw new Fault('bad-input', 'The last day lies before the first. Check both. Nothing was changed.')
    }
    const before = adult === null ? null : oneAdult(tenant.db, adult)
    if (adult !== null && before === null) {
      throw new Fault('not-found', 'This school has no such adult. Nothing was changed. Open the list again.')
    }
    const id = adult ?? ctx.newId()
    const drafts = setChanged(adultKind, id, before?.facts ?? null, facts)
    if (drafts.length > 0) ctx.append(tenant, drafts)
    return { ...facts, id }
  },

  'agreements.sign': ({ school, signings }, ctx) => sign(fileOf(school, ctx), signings, ctx),

  'agreements.voidSigning': ({ school, signing, reason }, ctx) => takeBack(fileOf(school, ctx), signing, reason, ctx),

  'agreements.together': ({ school }, ctx) => togetherIn(fileOf(school, ctx), ctx),

  'agreements.takeBackTogether': ({ school, batch, reason }, ctx) =>
    takeBackTogether(fileOf(school, ctx), batch, reason, ctx),

  'agreements.signings': ({ school, signee }, ctx) => {
    const known = new Signatures(fileOf(school, ctx), ctx, { of: [signee] })
    known.person(signee)
    return signingsIn(known, signee, ctx)
  },

  'agreements.readForm': ({ school, number }, ctx) => readForm(fileOf(school, ctx), number, ctx),
}

const hasLeft = ({ audience, from, until }: AdultFacts, ctx: Ctx): boolean =>
  presenceOn({ kind: 'ADULT', audience, from, until, loans: [], ownDevice: false }, ctx.today()) === 'LEFT'
