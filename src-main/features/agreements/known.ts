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
import { signedBy, unwitnessed } from '@db/repo/signings'
import type { Tenant } from '@vault/context'
import { DEVICE_AUDIENCES, type AgreementKnown, type AudienceYears, type LoanKnown, type Subject } from './rules/scope'
import type { SigningKnown } from './rules/standing'

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
 * @param today the day years of pupils are as recorded
 */
export function peopleKnown(
  { db }: Pick<Tenant, 'db'>,
  { agreements }: Pick<AgreementsKnown, 'agreements'>,
  of: readonly Signee[] | null,
  today: CivilDate,
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
        (signed.get(id) ?? NONE).some(({ version, outcome }) => outcome === 'SIGNED' && ownDevice.has(version)),
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

function signingsKnown(db: Tenant['db'], ids: readonly string[] | null): ReadonlyMap<string, readonly SigningKnown[]> {
  const alone = unwitnessed(db)
  const groups = new Map<string, SigningKnown[]>()
  for (const { signee, version, capacity, outcome, signedOn, until } of signedBy(db, ids)) {
    // Whether there is a witness is all the rules ask.
    const witness = outcome === 'CANNOT_SIGN' && alone.has(`${version} ${signee} ${capacity}`) ? null : SEEN
    const signing: SigningKnown = { version, capacity, outcome, signedOn, until, witness }
    const group = groups.get(signee)
    if (group === undefined) groups.set(signee, [signing])
    else group.push(signing)
  }
  return groups
}

const SEEN = 'seen'

export function byKey<T>(things: readonly T[], key: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const group = groups.get(key(thing))
    if (group === undefined) groups.set(key(thing), [thing])
    else group.push(thing)
  }
  return groups
}
