/** Serving the calls that keep agreements and templates, compare their versions and print them. */
import type { AgreementFacts, agreements } from '@contract/agreements'
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import { agreementYears, oneAgreement } from '@db/repo/agreements'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { canonical, type Json } from '../../sync/core/event'
import { AGREEMENT_SETTINGS, agreementKind, agreementSettingsKind, draftKind } from './events'
import { checkFacts, checkYears } from './facts'
import { printVersion } from './printing'
import { clauseDifferences } from './rules/diff'
import { DEFAULT_YEARS } from './rules/scope'
import { agreementIn, Texts } from './versions'

export const textsHandlers: Handlers<
  Pick<
    typeof agreements,
    | 'agreements.list'
    | 'agreements.add'
    | 'agreements.edit'
    | 'agreements.adopt'
    | 'agreements.settings'
    | 'agreements.setSettings'
    | 'agreements.compare'
    | 'agreements.print'
  >,
  Ctx
> = {
  'agreements.list': ({ school }, ctx) => {
    const texts = new Texts(ctx.tenant(school), ctx)
    const templates = new Texts(ctx.trust(), ctx)
    return texts.agreements
      .map((row) => texts.agreementOf(row, templates))
      .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || (a.id < b.id ? -1 : 1))
  },

  'agreements.add': ({ school, facts }, ctx) => {
    const tenant = ctx.tenant(school)
    checkFacts(tenant, null, facts, ctx)
    const id = ctx.newId()
    ctx.append(tenant, [set(agreementKind, id, facts)])
    return agreementOf(tenant, id, ctx)
  },

  /**
   * What changes after an issue, such as who signs, counts from now: signatures given before are judged by it from then on,
   * and no issued text is touched.
   */
  'agreements.edit': ({ school, agreement, facts, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const { facts: before } = agreementIn(tenant, agreement)
    checkFacts(tenant, agreement, facts, ctx)
    if (before.template !== facts.template && before.template !== null) {
      throw new Fault(
        'conflict',
        'This agreement stays with the template it was made from. Make another instead. Nothing was changed.',
      )
    }
    const changed = differing(before, facts)
    if (Object.keys(changed).length > 0) ctx.append(tenant, [set(agreementKind, agreement, changed)], { reason })
    return agreementOf(tenant, agreement, ctx)
  },

  'agreements.adopt': ({ school, template }, ctx) => {
    const tenant = ctx.tenant(school)
    if (tenant.kind === 'trust') {
      throw new Fault('bad-input', 'A template is taken over by a school. Open the school first. Nothing was changed.')
    }
    const templates = new Texts(ctx.trust(), ctx)
    const row = oneAgreement(ctx.trust().db, template)
    if (row === null) throw new Fault('not-found', 'The trust has no such template. Nothing was changed.')
    const text = templates.issuedOf(template).at(-1)
    if (text === undefined) {
      throw new Fault('conflict', 'The trust has not issued this template yet. Nothing was changed.')
    }
    const existing = new Texts(tenant, ctx).agreements.find(
      ({ facts }) => facts.template === template && facts.retiredOn === null,
    )
    if (existing !== undefined) {
      throw new Fault('conflict', `“${existing.facts.title}” is made from this template already. Nothing was changed.`)
    }
    const [agreement, version] = [ctx.newId(), ctx.newId()]
    // Which of the school's own agreements a variant belongs to is for a person to say.
    const facts = { ...row.facts, template, variantOf: null, retiredOn: null }
    const { label, clauses } = text
    const effectiveFrom = text.effectiveFrom > ctx.today() ? text.effectiveFrom : ctx.today()
    ctx.append(tenant, [
      set(agreementKind, agreement, facts),
      set(draftKind, version, {
        ...{ agreement, label, clauses, effectiveFrom, changes: [], summary: '' },
        ...{ templateVersion: text.id, author: ctx.actor.id },
      }),
    ])
    return agreementOf(tenant, agreement, ctx)
  },

  'agreements.settings': ({ school }, ctx) => ({ years: agreementYears(ctx.tenant(school).db) ?? [...DEFAULT_YEARS] }),

  'agreements.setSettings': ({ school, settings, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    checkYears(settings)
    ctx.append(tenant, [set(agreementSettingsKind, AGREEMENT_SETTINGS, settings)], { reason })
    return settings
  },

  'agreements.compare': ({ school, before, after }, ctx) => {
    const texts = new Texts(ctx.tenant(school), ctx)
    const [old, fresh] = [texts.version(before), texts.version(after)]
    return { before: old, after: fresh, clauses: [...clauseDifferences(old.clauses, fresh.clauses)] }
  },

  'agreements.print': async ({ school, version, ...asked }, ctx) => {
    const tenant = ctx.tenant(school)
    const text = new Texts(tenant, ctx).version(version)
    return printVersion(tenant, agreementIn(tenant, text.agreement).facts, text, asked, ctx)
  },
}

const agreementOf = (tenant: Tenant, id: string, ctx: Ctx) =>
  new Texts(tenant, ctx).agreementOf(agreementIn(tenant, id), new Texts(ctx.trust(), ctx))

/** The fields in which two agreements differ. */
function differing(before: AgreementFacts, after: AgreementFacts): Readonly<Record<string, Json>> {
  const old = new Map<string, Json>(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => canonical(old.get(name) ?? null) !== canonical(value)),
  )
}
