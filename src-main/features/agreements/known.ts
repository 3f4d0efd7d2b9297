/** Agreements, their issued versions and the people of a school, as the rules take them. Read from one school's file. */
import type { Signee } from '@contract/signatures'
import type { CivilDate } from '@contract/primitives'
import {
  agreementYears,
  allAdults,
  allAgreements,
  allLoans,
  issuedRows,
  oneAdult,
  type AdultRow,
  type IssuedRow,
} from '@db/repo/agreements'
import { allPupils, somePupils, type PupilRow } from '@db/repo/pupils'
import { signedBy, unwitnessed, witnessKey, type Signed } from '@db/repo/signings'
import { byKey } from '@vault/by-key'
import type { Tenant } from '@vault/context'
import { DEVICE_AUDIENCES, type AgreementKnown, type AudienceYears, type LoanKnown, type Subject } from './rules/scope'
import type { SigningKnown } from './rules/standing'
import { signerKey } from './signing-entity'

/** Every agreement that was ever issued or drafted here, with what a word about it needs. */
export interface AgreementsKnown {
  readonly agreements: readonly AgreementKnown[]
  readonly titles: ReadonlyMap<string, string>
  /** Issued versions by id. */
  readonly versions: ReadonlyMap<string, IssuedRow>
  readonly years: AudienceYears
}

export function agreementsKnown({ db }: Pick<Tenant, 'db'>): AgreementsKnown {
  const rows = allAgreements(db)
  const issued = issuedRows(db)
  return {
    agreements: rows.map(({ id, facts }) => ({ ...facts, id, versions: issued.filter((one) => one.agreement === id) })),
    titles: new Map(rows.map(({ id, facts }) => [id, facts.title])),
    versions: new Map(issued.map((row) => [row.id, row])),
    years: agreementYears(db) ?? [],
  }
}

/** Somebody a signature may cover. */
export type Person =
  | { readonly signee: Signee; readonly subject: Subject; readonly pupil: PupilRow; readonly adult: null }
  | { readonly signee: Signee; readonly subject: Subject; readonly pupil: null; readonly adult: AdultRow }

export interface PeopleKnown {
  readonly people: readonly Person[]
  readonly signings: (signee: string) => readonly SigningKnown[]
}

const NONE: readonly never[] = []

/**
 * @param of whom to read; null: everybody, the pupils by surname, then the adults by name
 * @param days.today the day years of pupils are as recorded
 * @param days.on the day asked about
 */
export function peopleKnown(
  { db }: Pick<Tenant, 'db'>,
  { agreements }: Pick<AgreementsKnown, 'agreements'>,
  of: readonly Signee[] | null,
  { today, on }: { readonly today: CivilDate; readonly on: CivilDate },
): PeopleKnown {
  const ids = of === null ? null : of.map(({ id }) => id)
  const signed = signingsKnown(db, ids)
  const loans = byKey(allLoans(db), ({ facts }) => facts.borrower.id)
  const ownDevice = ownDeviceVersions(agreements)
  const devices = (id: string) => {
    const kept = loans.get(id)
    return {
      loans:
        kept === undefined ? NONE : kept.map(({ facts, returnedOn }): LoanKnown => ({ from: facts.from, returnedOn })),
      ownDevice:
        ownDevice.size > 0 &&
        (signed.get(id) ?? NONE).some(
          ({ version, outcome, signedOn }) => outcome === 'SIGNED' && signedOn <= on && ownDevice.has(version),
        ),
    }
  }
  const pupils = (ids === null ? allPupils(db) : somePupils(db, ids)).map((row): Person => {
    const { year, dateOfBirth, onRollFrom, leftOn, lastLeft } = row
    return {
      signee: { kind: 'PUPIL', id: row.id },
      subject: { kind: 'PUPIL', year, yearAt: today, dateOfBirth, onRollFrom, leftOn, lastLeft, ...devices(row.id) },
      ...{ pupil: row, adult: null },
    }
  })
  const adults = (ids === null ? allAdults(db) : ids.flatMap((id) => oneAdult(db, id) ?? [])).map((row): Person => {
    const { audience, from, until } = row.facts
    return {
      signee: { kind: 'ADULT', id: row.id },
      subject: { kind: 'ADULT', audience, from, until, ...devices(row.id) },
      ...{ pupil: null, adult: row },
    }
  })
  return { people: [...pupils, ...adults], signings: (signee) => signed.get(signee) ?? NONE }
}

/** Nobody lists devices of people's own: whoever once signed for one has one, until that signature is taken back. */
export function ownDeviceVersions(agreements: readonly AgreementKnown[]): ReadonlySet<string> {
  const forDevices = agreements.filter(
    ({ audiences }) =>
      audiences.includes('OWN_DEVICE') && audiences.every((audience) => DEVICE_AUDIENCES.includes(audience)),
  )
  return new Set(forDevices.flatMap(({ versions }) => versions.map(({ id }) => id)))
}

/** What stands of some, or of everybody with null, by whose it is. */
export function signingsKnown(
  db: Tenant['db'],
  ids: readonly string[] | null,
): ReadonlyMap<string, readonly SigningKnown[]> {
  const [alone, signerOf] = [unwitnessed(db), signers()]
  const groups = new Map<string, SigningKnown[]>()
  for (const row of signedBy(db, ids)) {
    const signing = signingKnown(row, signerOf(row), alone)
    const group = groups.get(row.signee)
    if (group === undefined) groups.set(row.signee, [signing])
    else group.push(signing)
  }
  return groups
}

/** @param alone records that lack a witness they need */
function signingKnown(row: Signed, signer: string | null, alone: ReadonlySet<string>): SigningKnown {
  const { version, capacity, outcome, signedOn, until } = row
  // Whether there is a witness is all the rules ask.
  const witness = outcome === 'CANNOT_SIGN' && alone.has(witnessKey(row)) ? null : SEEN
  return { version, capacity, signer, outcome, signedOn, until, witness }
}

const SEEN = 'seen'

/** Signers of many rows, each name folded once. */
function signers(): (row: Pick<Signed, 'capacity' | 'signer'>) => string | null {
  const known = new Map<string, string | null>()
  return ({ capacity, signer }) => {
    if (signer === null) return null
    const found = known.get(signer)
    if (found !== undefined) return found
    const key = signerKey(capacity, signer)
    known.set(signer, key)
    return key
  }
}
