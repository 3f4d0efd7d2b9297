/** Recording what people answered to agreements, one row or hundreds: all of them, or none (R29-R35). */
import { Fault } from '@contract/fault'
import type { PersonId } from '@contract/primitives'
import type { Signing, SigningFacts } from '@contract/signatures'
import { contactsOfAll, standingOfAll, type ContactRow } from '@db/repo/pupils'
import { oneSigning, standingSignings, type SigningRow } from '@db/repo/signings'
import type { Ctx, Tenant } from '@vault/context'
import { dateWords } from '@vault/clock'
import { decideOver } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { standsAs } from '../pupils'
import { signingKind, type SigningBody } from './events-signing'
import { byKey } from './known'
import { warningsOf, whyNot, type ContactAsked, type RecordingAsked } from './rules/recording'
import { refusalWords, warningWords } from './rules/recording-words'
import { nameOf, Signatures } from './signatures'
import { signingEntity } from './signing-entity'

/** What one row comes to. */
export type Outcome =
  | { readonly kind: 'NEW'; readonly entity: string; readonly body: SigningBody; readonly warnings: readonly string[] }
  | { readonly kind: 'SAME' }
  /** In words for a person that name nobody. */
  | { readonly kind: 'REFUSED'; readonly words: string; readonly code: 'bad-input' | 'conflict' | 'not-found' }

/** Everything by which rows are judged, read once for all of them. */
export class Recording {
  readonly signatures: Signatures
  readonly #contacts: ReadonlyMap<string, readonly ContactRow[]>
  readonly #responsibility: ReadonlyMap<string, readonly ResponsibilityKnown[]>
  readonly #standing: ReadonlyMap<string, readonly SigningRow[]>

  /** @param rows whom they are about is read, nobody else */
  constructor(
    tenant: Tenant,
    private readonly ctx: Ctx,
    rows: readonly Pick<SigningFacts, 'signee'>[],
  ) {
    const of = [...new Map(rows.map(({ signee }) => [signee.id, signee])).values()]
    const ids = of.map(({ id }) => id)
    this.signatures = new Signatures(tenant, ctx, { of })
    this.#contacts = byKey(contactsOfAll(tenant.db, ids), ({ pupil }) => pupil)
    this.#responsibility = byKey(
      standsAs('responsibility', standingOfAll(tenant.db, ids)).flatMap(({ value }) => (value === null ? [] : [value])),
      ({ contact }) => contact,
    )
    this.#standing = byKey(standingSignings(tenant.db, ids), ({ entity }) => entity)
  }

  /** Contacts of a pupil with whether they held parental responsibility on a day. */
  contactsOf(pupil: string, on: SigningFacts['signedOn']): readonly (ContactAsked & { readonly name: string })[] {
    return (this.#contacts.get(pupil) ?? []).map(({ id, name, endedOn }) => {
      const said = this.#responsibility.get(id) ?? []
      const responsible =
        said.length > 0 &&
        said.every(
          ({ holds, from, until }) => holds && (from === null || from <= on) && (until === null || on <= until),
        )
      return { id, name, endedOn, responsible }
    })
  }

  /** @param byHand whether a person gives this very answer now; what a file repeats settles nothing */
  judge(row: SigningFacts, byHand: boolean): Outcome {
    const { known } = this.signatures
    const person = this.signatures.personOrNull(row.signee)
    const version = known.versions.get(row.version)
    const agreement = known.agreements.find(({ id }) => id === version?.agreement)
    if (person === null) return refused('not-found', 'This school has no such pupil or adult.')
    if (version === undefined || agreement === undefined) {
      return refused('bad-input', refusalWords({ code: 'DRAFT', state: 'DRAFT' }))
    }
    const entity = signingEntity(row)
    const before = this.#standing.get(entity) ?? []
    if (before.some((one) => isSame(one, row)) && (before.length === 1 || !byHand)) return { kind: 'SAME' }
    const asked: RecordingAsked = {
      ...{ signing: row, version: { ...version, state: 'ISSUED' }, agreement, subject: person.subject },
      contacts: row.signee.kind === 'PUPIL' ? this.contactsOf(row.signee.id, row.signedOn) : [],
      ...{ years: known.years, standing: this.signatures.signingsOf(row.signee), today: this.ctx.today() },
    }
    const why = whyNot(asked)
    if (why !== null) return refused('bad-input', refusalWords(why))
    const against = whyNotOver(before, row, byHand)
    if (against !== null) return refused('conflict', against)
    const by: PersonId = this.ctx.actor.id
    const body = { ...row, agreement: agreement.id, hash: version.hash, by, voids: [] }
    const warnings = warningsOf(asked).map(
      (warning) => `${nameOf(person)}: ${warningWords(warning, (id) => this.signatures.label(id))}`,
    )
    return { kind: 'NEW', entity, body, warnings }
  }
}

interface ResponsibilityKnown {
  readonly contact: string
  readonly holds: boolean
  readonly from: string | null
  readonly until: string | null
}

const refused = (code: Extract<Outcome, { kind: 'REFUSED' }>['code'], words: string): Outcome => ({
  ...{ kind: 'REFUSED', code, words },
})

/** What stands of another outcome and a later day is not written over by an older paper. */
function whyNotOver(
  before: readonly SigningRow[],
  { outcome, signedOn }: SigningFacts,
  byHand: boolean,
): string | null {
  if (before.length > 1 && !byHand) return 'Two PCs recorded different answers. Settle them by hand first.'
  const [later] = before.filter((one) => one.outcome !== 'VOID' && one.outcome !== outcome && one.signedOn > signedOn)
  if (later !== undefined) {
    return `Another answer of ${dateWords(later.signedOn)} stands, which is later. Take it back first if it was recorded in error.`
  }
  const [other] = byHand ? [] : before.filter((one) => one.outcome === 'REFUSED' && outcome !== 'REFUSED')
  return other !== undefined && other.signedOn >= signedOn
    ? `It was refused on ${dateWords(other.signedOn)}. Record by hand what is right.`
    : null
}

/** Whether a row says nothing that does not stand already. */
const isSame = ({ outcome, signedOn, until, facts }: SigningRow, row: SigningFacts): boolean =>
  outcome === row.outcome &&
  signedOn === row.signedOn &&
  until === row.until &&
  facts !== null &&
  facts.contact === row.contact &&
  facts.name === row.name &&
  facts.witness === row.witness &&
  facts.parentRead === row.parentRead &&
  facts.note === row.note

export const signingDraft = (tenant: Tenant, { entity, body }: Extract<Outcome, { kind: 'NEW' }>): Draft =>
  decideOver(tenant, signingKind, entity, body)

/** @throws Fault with every reason against rows, by their places; then nothing was recorded */
export function sign(
  tenant: Tenant,
  rows: readonly SigningFacts[],
  ctx: Ctx,
): { recorded: number; same: number; batch: string | null; warnings: string[] } {
  const recording = new Recording(tenant, ctx, rows)
  const outcomes = rows.map((row) => recording.judge(row, true))
  refuseTwice(rows)
  refuse(outcomes)
  const fresh = outcomes.filter((one) => one.kind === 'NEW')
  const drafts = fresh.map((one) => signingDraft(tenant, one))
  const batch = drafts.length === 0 ? null : ctx.append(tenant, drafts).batch
  return {
    ...{ recorded: fresh.length, same: outcomes.length - fresh.length, batch },
    warnings: fresh.flatMap(({ warnings }) => warnings),
  }
}

/** Rows a refusal names at most. */
const NAMED = 5

function refuse(outcomes: readonly Outcome[]): void {
  const against = outcomes.flatMap((one, at) => (one.kind === 'REFUSED' ? [{ ...one, at }] : []))
  const [first] = against
  if (first === undefined) return
  const each = against
    .slice(0, NAMED)
    .map(({ words, at }) => (outcomes.length === 1 ? words : `Row ${at + 1}: ${words}`))
  const more = against.length > NAMED ? ` ${against.length - NAMED} more rows cannot be recorded either.` : ''
  throw new Fault(first.code, `${each.join(' ')}${more} Nothing was recorded.`)
}

function refuseTwice(rows: readonly SigningFacts[]): void {
  const places = new Map<string, number>()
  rows.forEach((row, at) => {
    const entity = signingEntity(row)
    const before = places.get(entity)
    if (before !== undefined) {
      throw new Fault(
        'bad-input',
        `Rows ${before + 1} and ${at + 1} answer for the same person and text. Leave one out. Nothing was recorded.`,
      )
    }
    places.set(entity, at)
  })
}

/** Takes back what was recorded in error, with all that stands beside it. @throws Fault 'not-found', 'conflict' */
export function takeBack(tenant: Tenant, signing: string, reason: string, ctx: Ctx): Signing {
  const row = oneSigning(tenant.db, signing)
  if (row?.facts == null || row.outcome === 'VOID') {
    throw new Fault('not-found', 'There is no such signature here. Nothing was changed. Open the person again.')
  }
  if (!row.stands) {
    throw new Fault('conflict', 'This signature does not stand any more: another took its place. Nothing was changed.')
  }
  const { signeeKind, facts, agreement } = row
  const standing = standingSignings(tenant.db, [row.signee]).filter(({ entity }) => entity === row.entity)
  const body: SigningBody = {
    ...{ ...facts, outcome: 'VOID', agreement, by: ctx.actor.id, voids: standing.map(({ event }) => event) },
    signee: { kind: signeeKind, id: row.signee },
  }
  ctx.append(tenant, [decideOver(tenant, signingKind, row.entity, body)], { reason })
  const signatures = new Signatures(tenant, ctx, { of: [facts.signee] })
  return { ...signingOf(signatures, row, true), isVoid: true }
}

/** One recorded answer as a page shows it. */
export function signingOf(signatures: Signatures, row: SigningRow, isVoid: boolean): Signing {
  if (row.facts === null) throw new Error('A row of what was erased')
  const { voids: _voids, by, hash, ...facts } = row.facts
  const version = signatures.known.versions.get(row.version)
  return {
    ...{ ...facts, id: row.event, hash, recordedBy: by, recordedAt: row.recordedAt, isVoid },
    // What takes something back is not listed as an answer.
    outcome: row.outcome === 'VOID' ? 'SIGNED' : row.outcome,
    label: version?.label ?? '',
    title: signatures.title(row.agreement),
  }
}
