/**
 * How everybody of a school stands to its agreements on one day: agreements, versions, years, pupils, adults and what
 * stands of signatures put together. Read once for a call, whatever it asks; nothing of it is kept.
 */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { PupilCard } from '@contract/pupils'
import type { Clearance, Member, Signee, Standing } from '@contract/signatures'
import { contactsOfAll } from '@db/repo/pupils'
import { standingSignings } from '@db/repo/signings'
import type { Ctx, Tenant } from '@vault/context'
import { cardOf, namesOf, restrictedPupils, shownName, sortKey, wholeName } from '../pupils'
import { agreementsKnown, peopleKnown, type AgreementsKnown, type PeopleKnown, type Person } from './known'
import { requirementsOn, type Requirement } from './rules/requirements'
import { belonging, ownAudiences, scopeOn, yearOfPupil, type Scope } from './rules/scope'
import { clearanceOf, standingOf, type ClearanceKnown, type SigningKnown, type StandingKnown } from './rules/standing'
import { clearanceWords, standingWords, type LastSigned } from './rules/standing-words'
import { signerKey } from './signing-entity'

/** One person with everything asked of them. */
export interface Found {
  readonly person: Person
  readonly scope: Scope
  readonly standings: readonly StandingKnown[]
}

export interface Looking {
  /** The day asked about; today when left out. */
  readonly on?: CivilDate
  /** Whom to read; null or left out: everybody. */
  readonly of?: readonly Signee[] | null
}

export class Signatures {
  readonly on: CivilDate
  readonly known: AgreementsKnown
  readonly #people: PeopleKnown
  readonly #asked: (audiences: Scope['audiences']) => readonly Requirement[]
  readonly #cards: boolean
  readonly #of: readonly string[] | null
  #byId: ReadonlyMap<string, Person> | null = null
  #restricted: ReadonlySet<string> | null = null

  constructor(
    readonly tenant: Tenant,
    private readonly ctx: Pick<Ctx, 'today' | 'may'>,
    { on = ctx.today(), of = null }: Looking = {},
  ) {
    this.on = on
    this.known = agreementsKnown(tenant)
    this.#people = peopleKnown(tenant, this.known, of, { today: ctx.today(), on })
    this.#asked = requirementsOn(this.known.agreements, on)
    this.#of = of === null ? null : of.map(({ id }) => id)
    this.#cards = ctx.may('pupils.read', tenant.id) !== null
  }

  /** In no order; also those who have left and those still to come. */
  get people(): readonly Person[] {
    return this.#people.people
  }

  /** @throws Fault 'not-found' for nobody of this school, or nobody among those read */
  person(signee: Signee): Person {
    const person = this.personOrNull(signee)
    if (person === null) throw noSignee()
    return person
  }

  /** The same, null for somebody who was erased. */
  personOrNull({ id, kind }: Signee): Person | null {
    this.#byId ??= new Map(this.people.map((person) => [person.signee.id, person]))
    const person = this.#byId.get(id)
    return person?.signee.kind === kind ? person : null
  }

  signingsOf({ id }: Signee): readonly SigningKnown[] {
    return this.#people.signings(id)
  }

  find(person: Person): Found {
    const scope = scopeOn(person.subject, this.known.years, this.on)
    return { person, scope, standings: this.standings(person, this.#asked(scope.audiences)) }
  }

  /** What an agreement asks of audiences on the day, whoever belongs to them. */
  requirements(audiences: Scope['audiences']): readonly Requirement[] {
    return this.#asked(audiences)
  }

  standings({ subject, signee }: Person, requirements: readonly Requirement[]): readonly StandingKnown[] {
    const signings = this.#people.signings(signee.id)
    return requirements.map((requirement) => standingOf(subject, requirement, signings))
  }

  /** Everybody here on the day, pupils in the order of lists, then adults by name. */
  present(): readonly Found[] {
    return this.people
      .map((person) => this.find(person))
      .filter(({ scope }) => scope.presence === 'HERE')
      .map((found) => ({ found, key: listKey(found.person) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ found }) => found)
  }

  cleared({ scope, standings }: Found): ClearanceKnown {
    return clearanceOf(scope, standings)
  }

  /**
   * R31: whether somebody is cleared on the day, and everything asked of them.
   * @param naming whether words may name who refused, to whoever may see pupils; never in a fault
   */
  clearance(found: Found, naming = true): Clearance {
    const { person, standings } = found
    const known = this.cleared(found)
    const told = standings.map((one) => ({ one, standing: this.standing(person, one, naming) }))
    const { from, until } = belonging(person.subject)
    const { subject } = person
    return {
      member: this.member(person),
      cleared: known.cleared,
      words: clearanceWords(known, {
        ...{ from, until, year: subject.kind === 'PUPIL' ? yearOfPupil(subject, this.on) : null },
        open: told.flatMap(({ one, standing }) => (known.open.includes(one) ? [standing] : [])),
      }),
      holdsUntil: known.holdsUntil,
      standings: told.map(({ standing }) => standing),
    }
  }

  /** @param naming as for {@link clearance} */
  standing(person: Person, known: StandingKnown, naming = true): Standing {
    const { requirement, state, holdsUntil, missing, toInform, refusedBy } = known
    const refusers = naming && this.#cards && refusedBy.length > 0 ? this.#refusers(person, refusedBy) : []
    return {
      agreement: requirement.lead.id,
      title: this.title(requirement.lead.id),
      version: requirement.inForce?.id ?? null,
      state,
      words: standingWords(known, this.lastSigned(person, requirement), refusers),
      ...{ holdsUntil, missing: [...missing], toInform },
    }
  }

  /** Names of parents who refused, null for whom none is known or whom it covers. In the order given. */
  #refusers({ signee }: Person, refusedBy: StandingKnown['refusedBy']): readonly (string | null)[] {
    const rows = standingSignings(this.tenant.db, [signee.id]).filter(({ outcome }) => outcome === 'REFUSED')
    const contacts = contactsOfAll(this.tenant.db, [signee.id])
    return refusedBy.map(({ capacity, signer, signedOn }) => {
      if (signer === null) return null
      const row = rows.find(
        (one) =>
          one.capacity === capacity && one.signedOn === signedOn && signerKey(one.capacity, one.signer) === signer,
      )
      return contacts.find(({ id }) => id === row?.signer)?.name ?? row?.facts?.name ?? null
    })
  }

  /** The newest signature to any version of a requirement; null: there is none. */
  lastSigned({ signee }: Person, { lives }: Requirement): (LastSigned & { readonly version: string }) | null {
    const [newest] = this.signingsOf(signee)
      .filter(({ version, outcome, signedOn }) => outcome === 'SIGNED' && signedOn <= this.on && lives.has(version))
      .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))
    if (newest === undefined) return null
    const { version, signedOn } = newest
    return { version, label: this.label(version), signedOn }
  }

  title(agreement: string): string {
    return this.known.titles.get(agreement) ?? ''
  }

  /** As printed on an issued version. */
  label(version: string): string {
    return this.known.versions.get(version)?.label ?? ''
  }

  /** What a list shows of somebody; more than name and class only for whoever may see pupils. */
  member({ signee, subject, pupil, adult }: Person): Member {
    const [audience = 'PARENT'] = ownAudiences(subject, this.known.years, this.on)
    return {
      signee,
      name: nameOf({ pupil, adult }),
      group: groupOf({ pupil, adult }),
      audience,
      card: this.#card(pupil),
    }
  }

  #card(pupil: Person['pupil']): PupilCard | null {
    if (pupil === null || !this.#cards) return null
    this.#restricted ??= restrictedPupils(this.tenant.db, this.#of, this.on)
    return cardOf(pupil, this.on, this.#restricted.has(pupil.id))
  }
}

const orderOf = ({ signedOn, version }: SigningKnown): string => `${signedOn} ${version}`

type Named = { readonly pupil: Person['pupil']; readonly adult: Person['adult'] }

/** Preferred names (R113). */
export const nameOf = ({ pupil, adult }: Named): string =>
  pupil === null ? (adult?.facts.name ?? '') : wholeName(shownName(namesOf(pupil)))

/** Class of a pupil; department, team or else organisation of an adult; null: none. */
export const groupOf = ({ pupil, adult }: Named): string | null =>
  pupil === null ? (adult?.facts.group ?? adult?.facts.organisation ?? null) : (pupil.className ?? null)

/** Pupils first, by shown surname and forename. */
const listKey = ({ pupil, adult, signee: { id } }: Person): string =>
  pupil === null ? `2 ${(adult?.facts.name ?? '').toLowerCase()} ${id}` : `1 ${sortKey(namesOf(pupil))} ${id}`

export const noSignee = (): Fault =>
  new Fault('not-found', 'This school has no such pupil or adult. Nothing was changed. Open the list again.')
