/** What changed since people last signed: a sheet for each version that was signed last, with how many it is for. */
import { Fault } from '@contract/fault'
import type { AgreementAudience } from '@contract/agreements'
import type { SchoolId } from '@contract/primitives'
import { byKey } from '@vault/by-key'
import type { Ctx } from '@vault/context'
import { fileName } from '@vault/printing'
import { fileOf, schoolFacts } from '../consents'
import { agreementChanges, languageOf, type ChangeSheet } from '../forms'
import { clauseDifferences } from './rules/diff'
import { inForceAmong } from './rules/in-force'
import { AUDIENCE_WORDS } from './rules/recording-words'
import { Signatures } from './signatures'
import { agreementIn, Texts } from './versions'

/** Of everybody here who is asked for the agreement. @throws Fault 'not-found', 'conflict' when nobody signed an earlier text */
export async function printChanges(
  school: SchoolId,
  agreement: string,
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null }> {
  const tenant = fileOf(school, ctx)
  const { facts } = agreementIn(tenant, agreement)
  const signatures = new Signatures(tenant, ctx)
  const last = signatures.present().flatMap((found) => {
    const { person, standings } = found
    const known = standings.find(({ requirement }) => requirement.members.some(({ id }) => id === agreement))
    const signed = known === undefined ? null : signatures.lastSigned(person, known.requirement)
    return signed === null ? [] : [{ version: signed.version, audience: signatures.member(person).audience }]
  })
  const texts = new Texts(tenant, ctx)
  const sheets = [...byKey(last, ({ version }) => version)]
    .flatMap(([version, people]) => sheetOf(texts, version, people, ctx) ?? [])
    .sort((a, b) => (a.signedFrom < b.signedFrom ? -1 : 1))
  if (sheets.length === 0) {
    throw new Fault('conflict', 'Everybody who signed has signed the text in force. Nothing was printed.')
  }
  const { name } = schoolFacts(school, ctx)
  const html = agreementChanges({
    ...{ school: name, title: facts.title, printed: ctx.today(), sheets },
    language: languageOf(facts.language, texts.issuedOf(agreement).at(-1)?.fixedWords?.tag),
  })
  const title = `What changed in ${facts.title} - ${name}`
  const bytes = await ctx.host.printPdf(html, { title, landscape: false, apart: true })
  const saved = await ctx.host.saveFile({ suggestedName: fileName([title, ctx.today()], 'pdf'), bytes })
  return { saved: saved !== null, fileName: saved }
}

/** Against the text of the very form they signed: a translation is held against the translation in force. */
function sheetOf(
  texts: Texts,
  version: string,
  people: readonly { readonly audience: AgreementAudience }[],
  ctx: Ctx,
): (ChangeSheet & { readonly signedFrom: string }) | null {
  const before = texts.version(version)
  const issued = texts.issuedOf(before.agreement)
  const now = inForceAmong(issued, ctx.today())
  if (now === null || now.id === version || now.effectiveFrom <= before.effectiveFrom) return null
  const between = issued.slice(issued.findIndex(({ id }) => id === version) + 1)
  const counts = [...byKey(people, ({ audience }) => audience).values()]
  return {
    ...{ before: before.label, after: now.label, since: now.effectiveFrom, people: people.length },
    ...{ signedFrom: before.effectiveFrom },
    groups: counts.map((of) => `${of[0] === undefined ? '' : AUDIENCE_WORDS[of[0].audience]}: ${of.length}`),
    summaries: between
      .filter(({ effectiveFrom, summary }) => effectiveFrom <= now.effectiveFrom && summary !== '')
      .map(({ summary }) => summary),
    clauses: clauseDifferences(before.clauses, now.clauses),
  }
}
