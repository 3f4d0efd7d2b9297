/** Serving the calls that draft, review and issue versions of an agreement. */
import type { agreements, Version, VersionFacts } from '@contract/agreements'
import { Fault } from '@contract/fault'
import type { Handlers } from '@contract/rpc'
import { oneVersion, type AgreementRow } from '@db/repo/agreements'
import { addDays } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add, remove, set } from '@vault/entity'
import { drafting, reviewing, wroteInto } from './drafting'
import { agreementIssueKind, draftKind } from './events'
import { keepingPart, keptIn } from './kept-parts'
import { changesOver, freeLabel, takenOver, trustTextChanged } from './rules/template-text'
import { agreementIn, noVersion, Texts, type IssuedVersion } from './versions'

export const versionsHandlers: Handlers<
  Pick<
    typeof agreements,
    | 'agreements.takeOver'
    | 'agreements.versions'
    | 'agreements.version'
    | 'agreements.saveDraft'
    | 'agreements.keepPart'
    | 'agreements.discardDraft'
    | 'agreements.sendToReview'
    | 'agreements.review'
    | 'agreements.issue'
  >,
  Ctx
> = {
  'agreements.takeOver': ({ school, agreement }, ctx) => {
    const tenant = ctx.tenant(school)
    const facts = newestText(tenant, agreementIn(tenant, agreement), ctx)
    const id = ctx.newId()
    ctx.append(tenant, [set(draftKind, id, { ...facts, author: ctx.actor.id })])
    return new Texts(tenant, ctx).version(id)
  },

  'agreements.versions': ({ school, agreement }, ctx) => {
    const tenant = ctx.tenant(school)
    return [...new Texts(tenant, ctx).versionsOf(agreementIn(tenant, agreement))]
  },

  'agreements.version': ({ school, version }, ctx) => new Texts(ctx.tenant(school), ctx).version(version),

  'agreements.saveDraft': ({ school, version, facts }, ctx) => {
    const tenant = ctx.tenant(school)
    checkText(tenant, facts, ctx)
    const before = version === null ? null : draftIn(tenant, version, ctx)
    if (before !== null && before.agreement !== facts.agreement) {
      throw new Fault('bad-input', 'A draft stays with its agreement. Begin one for the other. Nothing was changed.')
    }
    const id = version ?? ctx.newId()
    const drafts = drafting(id, before, facts, ctx.actor.id)
    if (drafts.length > 0) ctx.append(tenant, drafts)
    return new Texts(tenant, ctx).version(id)
  },

  'agreements.keepPart': ({ school, version, clause, kept }, ctx) => {
    const tenant = ctx.tenant(school)
    const drafts = keepingPart(tenant, draftIn(tenant, version, ctx), clause, kept, ctx)
    if (drafts.length > 0) ctx.append(tenant, drafts)
    return new Texts(tenant, ctx).version(version)
  },

  'agreements.discardDraft': ({ school, version, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const { agreement } = draftIn(tenant, version, ctx)
    ctx.append(tenant, [remove(draftKind, version)], { reason })
    return [...new Texts(tenant, ctx).versionsOf(agreementIn(tenant, agreement))]
  },

  'agreements.sendToReview': ({ school, version }, ctx) => {
    const tenant = ctx.tenant(school)
    const { hash, state, problems } = draftIn(tenant, version, ctx)
    if (state !== 'DRAFT') {
      throw new Fault(
        'conflict',
        `This text ${state === 'APPROVED' ? 'is approved' : 'is in review'} already. Nothing was changed.`,
      )
    }
    refuseProblems(problems, 'go to review')
    const step = { version, step: 'SENT', hash, note: null, by: ctx.actor.id, on: ctx.today() } as const
    ctx.append(tenant, [reviewing(tenant, step)])
    return new Texts(tenant, ctx).version(version)
  },

  'agreements.review': ({ school, version, hash, approved, note }, ctx) => {
    const tenant = ctx.tenant(school)
    const draft = draftIn(tenant, version, ctx)
    const { id: reviewer } = ctx.actor
    if (draft.author === reviewer || wroteInto(tenant.log, version, reviewer) || keptIn(tenant, version, reviewer)) {
      throw new Fault(
        'denied',
        'Author cannot approve own text. Ask a second person to review it. Nothing was changed.',
      )
    }
    refuseOther(draft, hash)
    if (draft.state === 'DRAFT' || (approved && draft.state === 'APPROVED')) {
      const why = draft.state === 'DRAFT' ? 'was not sent to review' : 'is approved already'
      throw new Fault('conflict', `This text ${why}. Nothing was changed.`)
    }
    if (approved) refuseProblems(draft.problems, 'be approved')
    const step = approved ? 'APPROVED' : 'CHANGES'
    const said = { version, step, hash, note, by: ctx.actor.id, on: ctx.today() } as const
    ctx.append(tenant, [reviewing(tenant, said)])
    return new Texts(tenant, ctx).version(version)
  },

  'agreements.issue': ({ school, version, hash }, ctx) => {
    const tenant = ctx.tenant(school)
    const draft = draftIn(tenant, version, ctx)
    refuseOther(draft, hash)
    const { approvedBy, approvedOn } = draft
    if (draft.state !== 'APPROVED' || approvedBy === null || approvedOn === null) {
      throw new Fault('conflict', 'Only an approved text can be issued. Send it to review first. Nothing was changed.')
    }
    refuseProblems(draft.problems, 'be issued')
    const { agreement, label, clauses, effectiveFrom, changes, summary, templateVersion, author, fixedWords } = draft
    const issue = {
      ...{ agreement, label, clauses, effectiveFrom, changes, summary, templateVersion, author },
      ...(fixedWords === undefined ? {} : { fixedWords }),
      ...{ issuedOn: ctx.today(), hash, approvedBy, approvedOn, by: ctx.actor.id },
    }
    ctx.append(tenant, [add(agreementIssueKind, version, issue)])
    return new Texts(tenant, ctx).version(version)
  },
}

/** @throws Fault 'not-found', 'conflict' when it was issued */
function draftIn(tenant: Tenant, version: string, ctx: Ctx): Version {
  // A discarded draft has no row.
  if (oneVersion(tenant.db, version) === null) throw noVersion()
  const found = new Texts(tenant, ctx).version(version)
  if (found.state !== 'ISSUED') return found
  throw new Fault(
    'conflict',
    'This version was issued and stands as it is: people sign exactly these words. Draft a new one instead. Nothing was changed.',
  )
}

function refuseProblems(problems: readonly string[], what: string): void {
  if (problems.length === 0) return
  throw new Fault('conflict', `This text cannot ${what} yet. ${problems.slice(0, 5).join(' ')} Nothing was changed.`)
}

/** An approval is of exactly the text that was read. */
function refuseOther(draft: Version, hash: string): void {
  if (draft.hash === hash) return
  throw new Fault('conflict', 'The text was changed since you opened it. Read it again. Nothing was changed.')
}

/** @throws Fault 'bad-input', 'not-found', 'conflict' where the trust's own text was changed */
function checkText(
  tenant: Tenant,
  { agreement, clauses, changes, templateVersion, fixedWords }: VersionFacts,
  ctx: Ctx,
): void {
  const { facts } = agreementIn(tenant, agreement)
  if (new Set(clauses.map(({ id }) => id)).size < clauses.length)
    throw new Fault('bad-input', 'One clause is there twice. Give each its own. Nothing was changed.')
  const lines = (fixedWords?.lines ?? []).map(({ line }) => line)
  if (new Set(lines).size < lines.length)
    throw new Fault('bad-input', 'A fixed line has its words twice. Say it once. Nothing was changed.')
  if (new Set(changes.map(({ audience }) => audience)).size < changes.length)
    throw new Fault('bad-input', 'An audience is classed twice. Say it once for each. Nothing was changed.')
  const issued = facts.template === null ? [] : new Texts(ctx.trust(), ctx).issuedOf(facts.template)
  const template = issued.find(({ id }) => id === templateVersion)
  if (template === undefined) {
    if (templateVersion === null && issued.length === 0) return
    throw new Fault(
      'bad-input',
      'Say which issued version of the trust’s template this text carries. Nothing was changed.',
    )
  }
  const changed = trustTextChanged(clauses, template.clauses)
  if (changed !== null) throw new Fault('conflict', `${changed} Nothing was saved.`)
}

/** The template's newest text with the school's own parts. @throws Fault 'conflict' when there is nothing to take over */
function newestText(tenant: Tenant, { id, facts }: AgreementRow, ctx: Ctx): VersionFacts {
  const templates = facts.template === null ? [] : new Texts(ctx.trust(), ctx).issuedOf(facts.template)
  const newest = templates.at(-1)
  if (newest === undefined) throw nothingNew('This agreement is made from no template of the trust that was issued.')
  const texts = new Texts(tenant, ctx)
  const [issued, drafts] = [texts.issuedOf(id), texts.draftsOf(id)]
  if (issued.at(-1)?.templateVersion === newest.id) throw nothingNew('The newest issued version carries it already.')
  if (drafts.some(({ templateVersion }) => templateVersion === newest.id))
    throw nothingNew('A draft carries it already.')
  // One that is issued and still to come holds the school's newest parts, and is what this one will follow.
  const own: IssuedVersion | null = issued.at(-1) ?? null
  const days = [ctx.today(), newest.effectiveFrom, ...(own === null ? [] : [addDays(own.effectiveFrom, 1)])]
  const missed = templates.slice(templates.findIndex((one) => one.id === own?.templateVersion) + 1)
  return {
    agreement: id,
    label: freeLabel(
      newest.label,
      [...issued, ...drafts].map(({ label }) => label),
    ),
    clauses: [
      ...takenOver(
        newest.clauses,
        (own ?? drafts[0])?.clauses ?? null,
        templates.map((one) => one.clauses),
      ),
    ],
    effectiveFrom: days.reduce((latest, day) => (day > latest ? day : latest)),
    changes: own === null ? [] : changesOver(missed, facts.audiences),
    summary: own === null ? '' : summaryOver(missed),
    templateVersion: newest.id,
    ...(own?.fixedWords === undefined ? {} : { fixedWords: own.fixedWords }),
  }
}

function summaryOver(versions: readonly Pick<VersionFacts, 'summary'>[]): string {
  const all = versions.map(({ summary }) => summary).filter((summary) => summary !== '')
  const together = all.join('\n')
  return together.length <= 2000 ? together : (all.at(-1) ?? '')
}

const nothingNew = (words: string): Fault => new Fault('conflict', `${words} Nothing was changed.`)
