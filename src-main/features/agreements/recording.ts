/** Recording what people answered to agreements, one row or hundreds: all of them, or none (R29-R35). */
import { Fault } from '@contract/fault'
import type { PersonId } from '@contract/primitives'
import type { SigningFacts } from '@contract/signatures'
import { contactsOfAll, standingOfAll, type ContactRow } from '@db/repo/pupils'
import { standingSignings, type SigningRow } from '@db/repo/signings'
import { byKey } from '@vault/by-key'
import type { Ctx, Tenant } from '@vault/context'
import { decideOver } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { foldName, standsAs } from '../pupils'
import { signingKind, type SigningBody } from './events-signing'
import { warningsOf, whyNot, type ContactAsked, type RecordingAsked } from './rules/recording'
import { refusalWords, warningWords } from './rules/recording-words'
import { nameOf, Signatures } from './signatures'
import { signerOf, signingEntity } from './signing-entity'

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

  /** A parent's name that one contact alone has on the day is that contact: one signer, however recorded. */
  withContact(facts: SigningFacts): SigningFacts {
    const { capacity, contact, name, signee, signedOn } = facts
    if (capacity !== 'PARENT' || contact !== null || name === null || signee.kind !== 'PUPIL') return facts
    const [found, other] = this.contactsOf(signee.id, signedOn).filter(
      (one) => foldName(one.name) === foldName(name) && (one.endedOn === null || signedOn <= one.endedOn),
    )
    return found === undefined || other !== undefined ? facts : { ...facts, contact: found.id, name: null }
  }

  /**
   * @param row as {@link withContact} gives it
   * @param byHand whether a person gives this very answer now; what a file repeats settles nothing
   */
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
      signing: { ...row, signer: signerOf(row) },
      ...{ version: { ...version, state: 'ISSUED' }, agreement, subject: person.subject },
      contacts: row.signee.kind === 'PUPIL' ? this.contactsOf(row.signee.id, row.signedOn) : [],
      ...{ years: known.years, standing: this.signatures.signingsOf(row.signee), today: this.ctx.today() },
    }
    const why = whyNot(asked)
    if (why !== null) return refused('bad-input', refusalWords(why))
    const against = whyNotOver(before, row, byHand)
    if (against !== null) return refused('conflict', against)
    const by: PersonId = this.ctx.actor.id
    const body = { ...row, agreement: agreement.id, hash: version.hash, by, voids: [], restores: [] }
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

/** What a file says settles nothing that people recorded differently. */
function whyNotOver(before: readonly SigningRow[], { outcome }: SigningFacts, byHand: boolean): string | null {
  if (byHand) return null
  if (before.length > 1) return 'Two PCs recorded different answers. Settle them by hand first.'
  const isRefused = before.some((one) => one.outcome === 'REFUSED') && outcome !== 'REFUSED'
  return isRefused ? 'It is recorded that they refused on that day. Record by hand what is right.' : null
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
  const named = rows.map((row) => recording.withContact(row))
  const outcomes = named.map((row) => recording.judge(row, true))
  refuseTwice(named)
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
        `Rows ${before + 1} and ${at + 1} answer for the same person and signer, text and day. Leave one out. Nothing was recorded.`,
      )
    }
    places.set(entity, at)
  })
}
