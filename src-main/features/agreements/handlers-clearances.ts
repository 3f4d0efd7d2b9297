/** Serving the gate: who is cleared, what that allows, how far everybody has come, and the list for the network manager. */
import type { Handlers } from '@contract/rpc'
import type { Clearance, signatures } from '@contract/signatures'
import { instantWords } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { add } from '@vault/entity'
import { asTenant } from '@vault/opened'
import { save } from '@vault/printing'
import { fileOf, schoolFacts } from '../consents'
import { ROLE_WORDS } from '../people'
import { mayUse } from './allowed'
import { clearancesDocument } from './clearances-document'
import { completionOf } from './completion'
import { clearanceExportedKind } from './events'
import { groupOf, Signatures } from './signatures'

export const clearancesHandlers: Handlers<
  Pick<
    typeof signatures,
    | 'agreements.clearances'
    | 'agreements.clearance'
    | 'agreements.mayUse'
    | 'agreements.completion'
    | 'agreements.trustCompletion'
    | 'agreements.exportClearances'
  >,
  Ctx
> = {
  /** Those here on the day: with an agreement those it is asked of, with a state those who stand so to it or to any. */
  'agreements.clearances': ({ school, agreement, group, state, on }, ctx) => {
    const known = new Signatures(fileOf(school, ctx), ctx, on === null ? {} : { on })
    return known
      .present()
      .filter(({ person }) => group === null || groupOf(person) === group)
      .filter(({ standings }) => {
        const concerned = standings.filter(
          ({ requirement: { members } }) => agreement === null || members.some(({ id }) => id === agreement),
        )
        return agreement === null && state === null
          ? true
          : concerned.some((one) => state === null || one.state === state)
      })
      .map((found): Clearance => known.clearance(found))
  },

  'agreements.clearance': ({ school, signee }, ctx) => {
    const known = new Signatures(fileOf(school, ctx), ctx, { of: [signee] })
    return known.clearance(known.find(known.person(signee)))
  },

  'agreements.mayUse': ({ school, ...asked }, ctx) => mayUse(fileOf(school, ctx), asked, ctx),

  'agreements.completion': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    return [...completionOf(tenant, ctx.today(), ctx.may('agreements.see', tenant.id) === null)]
  },

  'agreements.trustCompletion': (_input, ctx) =>
    ctx.schools().map(({ id, tenant }) => ({
      school: id,
      completion:
        tenant === null
          ? null
          : completionOf(tenant, ctx.today(), ctx.may('agreements.see', asTenant(id)) === null).filter(
              ({ group }) => group === null,
            ),
    })),

  'agreements.exportClearances': async ({ school, format, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const known = new Signatures(tenant, ctx)
    const people = known.present()
    const document = clearancesDocument(known, people, {
      school: schoolFacts(school, ctx).name,
      made: `Made on ${instantWords(ctx.now())} by ${ctx.actor.name} (${ROLE_WORDS[ctx.actor.role]})`,
    })
    const saved = await save(document, format, ctx.today(), ctx.host)
    if (saved.saved) {
      const left = { format, people: people.length, by: ctx.actor.id }
      ctx.append(tenant, [add(clearanceExportedKind, ctx.newId(), left)], { reason })
    }
    return saved
  },
}
