/** Agreements to sign on paper: packs of sheets with a number each, and letters to those who have still to sign. */
import { Fault } from '@contract/fault'
import type { Version } from '@contract/agreements'
import type { SchoolId } from '@contract/primitives'
import type { SigningCapacity, SigningState } from '@contract/signatures'
import { byKey } from '@vault/by-key'
import { addDays } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { fileName, type TextDocument } from '@vault/printing'
import { fileOf, schoolFacts } from '../consents'
import { agreementLetters, agreementPack, type AgreementOccasion } from '../forms'
import { agreementRunKind, clearanceExportedKind } from './events'
import { freshNumber } from './form-numbers'
import { printedAgreement, sayingOf, signaturesFor } from './printing'
import { capacitiesOf } from './rules/recording'
import { DEVICE_AUDIENCES } from './rules/scope'
import type { StandingKnown } from './rules/standing'
import { groupOf, nameOf, Signatures, type Found } from './signatures'
import { agreementIn, Texts } from './versions'

/** Sheets one run holds: its event has to fit an envelope. */
const RUN = 500

/** Days a letter gives. */
const DAYS_TO_ANSWER = 14

/** What paper can put right. Who would not or cannot sign is talked to, not written to. */
const TO_ASK: readonly SigningState[] = ['NOT_SIGNED', 'PART_SIGNED', 'RESIGN_DUE', 'EXPIRED']

interface Sheet {
  readonly found: Found
  readonly number: string
  readonly capacities: readonly SigningCapacity[]
}

interface Run {
  readonly id: string
  readonly label: string
  readonly sheets: readonly Sheet[]
}

/**
 * Prints sheets for everybody an agreement is asked of, or for those of one class or group. Recorded when saved.
 * @throws Fault 'conflict' for a text that was not issued, or when there is nobody to print for
 */
export async function printPack(
  school: SchoolId,
  asked: { readonly version: string; readonly group: string | null; readonly onlyMissing: boolean },
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null; forms: number }> {
  const tenant = fileOf(school, ctx)
  const version = new Texts(tenant, ctx).version(asked.version)
  if (version.state !== 'ISSUED') {
    throw new Fault('conflict', 'This text is a draft, so nobody can sign it yet. Issue it first. Nothing was printed.')
  }
  const { facts } = agreementIn(tenant, version.agreement)
  const { name } = schoolFacts(school, ctx)
  const runs = runsOf(tenant, version, asked, ctx)
  const forms = runs.reduce((total, { sheets }) => total + sheets.length, 0)
  if (forms === 0) {
    throw new Fault(
      'conflict',
      asked.onlyMissing
        ? 'Nobody there has still to sign this agreement. Nothing was printed.'
        : 'There is nobody this agreement is for. Nothing was printed.',
    )
  }
  const text = printedAgreement(facts, version, name)
  const say = sayingOf(facts, version)
  const labels = { for: say('FOR'), group: say('GROUP'), formNumber: say('FORM_NUMBER') }
  const page = agreementPack({
    ...{ school: name, title: facts.title, version: version.label, printed: ctx.today() },
    runs: runs.map(({ id, label, sheets }) => ({
      ...{ label, run: id.slice(0, 8) },
      sheets: sheets.map(({ found: { person }, number, capacities }) => ({
        person: { number, name: nameOf(person), group: groupOf(person), labels },
        document: { ...text, signatures: signaturesFor(facts, capacities, say) } satisfies TextDocument,
      })),
    })),
  })
  const title = `${facts.title} - ${name}`
  const bytes = await ctx.host.printPdf(page, { title, landscape: false, apart: true })
  const suggestedName = fileName([facts.title, version.label, name, ctx.today()], 'pdf')
  const saved = await ctx.host.saveFile({ suggestedName, bytes })
  if (saved !== null) {
    ctx.append(
      tenant,
      runs.map(({ id, label, sheets }) =>
        add(agreementRunKind, id, {
          ...{ version: version.id, label, by: ctx.actor.id },
          forms: sheets.map(({ number, found }) => ({ number, signee: found.person.signee })),
        }),
      ),
    )
  }
  return { saved: saved !== null, fileName: saved, forms }
}

const NO_GROUP = 'No class or group'

/** For the day the text is in force: who is here then, and who has to sign then. */
function runsOf(
  tenant: Tenant,
  version: Version,
  { group, onlyMissing }: { readonly group: string | null; readonly onlyMissing: boolean },
  ctx: Ctx,
): readonly Run[] {
  const on = version.effectiveFrom > ctx.today() ? version.effectiveFrom : ctx.today()
  const signatures = new Signatures(tenant, ctx, { on })
  const agreement = signatures.known.agreements.find(({ id }) => id === version.agreement)
  if (agreement === undefined) return []
  // A device is handed out after the signature, so whoever is chosen gets a sheet.
  const isForDevices = agreement.audiences.every((audience) => DEVICE_AUDIENCES.includes(audience)) && group !== null
  const taken = new Set<string>()
  const sheets = signatures.present().flatMap((found): readonly Sheet[] => {
    const { person } = found
    if (group !== null && (groupOf(person) ?? NO_GROUP) !== group) return []
    const known = askedOf(signatures, found, agreement.id, isForDevices)
    if (known === null || (onlyMissing && !TO_ASK.includes(known.state))) return []
    const all = capacitiesOf(person.subject, agreement, signatures.known.years, on)
    const capacities = onlyMissing ? all.filter((capacity) => known.missing.includes(capacity)) : all
    return capacities.length === 0 ? [] : [{ found, capacities, number: freshNumber(tenant, taken) }]
  })
  return [...byKey(sheets, ({ found }) => groupOf(found.person) ?? NO_GROUP)]
    .sort(([a], [b]) => a.localeCompare(b, 'en-GB', { numeric: true }))
    .flatMap(([label, of]) =>
      Array.from({ length: Math.ceil(of.length / RUN) }, (_, i) => ({
        ...{ id: ctx.newId(), label, sheets: of.slice(i * RUN, (i + 1) * RUN) },
      })),
    )
}

/** How somebody stands to an agreement; null: it is not asked of them. */
function askedOf(
  signatures: Signatures,
  { person, standings }: Found,
  agreement: string,
  anybody: boolean,
): StandingKnown | null {
  const isIt = ({ members }: StandingKnown['requirement']): boolean => members.some(({ id }) => id === agreement)
  const asked = standings.find(({ requirement }) => isIt(requirement))
  if (asked !== undefined || !anybody) return asked ?? null
  const [requirement] = signatures.requirements(DEVICE_AUDIENCES).filter(isIt)
  return requirement === undefined ? null : (signatures.standings(person, [requirement])[0] ?? null)
}

/** Letters to whoever has still to sign. @throws Fault 'not-found', 'conflict' when there is nobody to write to */
export async function printLetters(
  school: SchoolId,
  { agreement, group }: { readonly agreement: string; readonly group: string | null },
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null; letters: number }> {
  const tenant = fileOf(school, ctx)
  const { facts } = agreementIn(tenant, agreement)
  const signatures = new Signatures(tenant, ctx)
  const due = signatures.present().flatMap((found) => {
    if (group !== null && (groupOf(found.person) ?? NO_GROUP) !== group) return []
    const known = askedOf(signatures, found, agreement, false)
    return known === null || !TO_ASK.includes(known.state) ? [] : [{ found, known }]
  })
  if (due.length === 0) throw new Fault('conflict', 'There is nobody to write to. Nothing was saved.')
  const { name, postcode } = schoolFacts(school, ctx)
  const html = agreementLetters({
    ...{ school: name, title: facts.title, address: postcode ?? '' },
    ...{ date: ctx.today(), returnBy: addDays(ctx.today(), DAYS_TO_ANSWER) },
    letters: due.map(({ found: { person }, known }) => ({
      ...{ name: nameOf(person), group: groupOf(person), missing: known.missing },
      occasion: occasionOf(known, signatures.lastSigned(person, known.requirement)),
    })),
  })
  const title = `Letters about ${facts.title} - ${name}`
  const bytes = await ctx.host.printPdf(html, { title, landscape: false, apart: true })
  const saved = await ctx.host.saveFile({ suggestedName: fileName([title, ctx.today()], 'pdf'), bytes })
  if (saved !== null) {
    const left = { format: 'pdf', people: due.length, by: ctx.actor.id }
    ctx.append(tenant, [add(clearanceExportedKind, ctx.newId(), left)])
  }
  return { saved: saved !== null, fileName: saved, letters: due.length }
}

function occasionOf({ state, because }: StandingKnown, last: ReturnType<Signatures['lastSigned']>): AgreementOccasion {
  switch (state) {
    case 'RESIGN_DUE':
      return { kind: 'new-text', signed: last?.signedOn ?? null, since: because.date }
    case 'EXPIRED':
      return { kind: 'ended', until: because.date }
    case 'PART_SIGNED':
      return { kind: 'part-signed' }
    default:
      return { kind: 'not-signed' }
  }
}
