/**
 * How thousands stand, by state alone. Whoever has the same to sign and signed the same on the same days stands alike, so
 * the rules are asked once for all of them; what they say of each is what `Signatures` says.
 */
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity, SigningState } from '@contract/signatures'
import { allAdults, allLoans } from '@db/repo/agreements'
import { pupilPlaces } from '@db/repo/pupils'
import { everythingSaid, partsOfSaid } from '@db/repo/signings'
import { byKey } from '@vault/by-key'
import type { Tenant } from '@vault/context'
import { ownDeviceVersions, signingsKnown, type AgreementsKnown } from './known'
import { requirementsOn, type Requirement } from './rules/requirements'
import { isOfAge, requiredOf, scopeOn, type LoanKnown, type Subject } from './rules/scope'
import { stateOf, type SigningKnown } from './rules/standing'

/** One requirement of somebody, with where it is counted. */
export type Count = (requirement: Requirement, state: SigningState) => void

/**
 * Tells the state of everything asked of everybody here today.
 * @param countIn gives what counts in a class or group; null: in none
 */
export function countStates(
  { db }: Pick<Tenant, 'db'>,
  known: AgreementsKnown,
  today: CivilDate,
  countIn: (group: string | null) => Count,
): void {
  const states = new States(known, today)
  const signed = linesOfEach(everythingSaid(db), (said) => states.once(said))
  const latest = `${Number(today.slice(0, 4)) - 18}-12-31`
  const loans = byKey(allLoans(db), ({ facts }) => facts.borrower.id)
  const loansOf = (id: string): readonly LoanKnown[] =>
    (loans.get(id) ?? []).map(({ facts: { from }, returnedOn }) => ({ from, returnedOn }))
  /** Where it matters who signed: that is told by the very records. */
  const apart: Apart[] = []
  const tell = (id: string, counted: Counted, count: Count): void => {
    states.tell(counted, count, (requirement) => apart.push({ id, subject: counted.subject, requirement, count }))
  }
  for (const { id, className, year, dateOfBirth, onRollFrom, leftOn, lastLeft } of pupilPlaces(db)) {
    if (leftOn !== null && leftOn < today) continue
    const said = signed.get(id) ?? NONE
    const pupil: Subject = {
      // Each by itself: for thousands, putting objects together takes as long as the rules do.
      kind: 'PUPIL',
      year,
      yearAt: today,
      dateOfBirth,
      onRollFrom,
      leftOn,
      lastLeft,
      loans: loans.size === 0 ? NONE : loansOf(id),
      ownDevice: states.hasOwnDevice(said),
    }
    // Whoever was born in a later year is not 18 yet.
    const age = dateOfBirth !== null && dateOfBirth <= latest && isOfAge(pupil, today) ? 'of age' : ''
    const stay = `${onRollFrom ?? ''} ${leftOn ?? ''} ${lastLeft ?? ''}`
    tell(id, { subject: pupil, key: `${year} ${age} ${stay}`, stay, said }, countIn(className))
  }
  for (const { id, facts } of allAdults(db)) {
    const { audience, from, until } = facts
    const said = signed.get(id) ?? NONE
    const adult: Subject = {
      ...{ kind: 'ADULT', audience, from, until },
      ...{ loans: loansOf(id), ownDevice: states.hasOwnDevice(said) },
    }
    const stay = `${from} ${until ?? ''}`
    tell(id, { subject: adult, key: `${audience} ${stay}`, stay, said }, countIn(facts.group ?? facts.organisation))
  }
  if (apart.length === 0) return
  const each = signingsKnown(
    db,
    apart.map(({ id }) => id),
  )
  for (const { id, subject, requirement, count } of apart) {
    count(requirement, stateOf(subject, requirement, each.get(id) ?? NONE))
  }
}

const NONE: readonly never[] = []

interface Apart {
  readonly id: string
  readonly subject: Subject
  readonly requirement: Requirement
  readonly count: Count
}

/** By whose they are. */
function linesOfEach<T>(
  lines: readonly (readonly [string, string])[],
  make: (said: string) => T,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  let [of, group]: [string, T[]] = ['', []]
  for (const [signee, said] of lines) {
    // Mostly they come together.
    if (signee !== of) {
      of = signee
      group = groups.get(of) ?? []
      groups.set(of, group)
    }
    group.push(make(said))
  }
  return groups
}

interface Counted {
  readonly subject: Subject
  /** All that what is asked of them follows from, beside devices. */
  readonly key: string
  /** The days of their time at the school. */
  readonly stay: string
  /** What stands. */
  readonly said: readonly SaidOnce[]
}

/** What many have said alike. */
interface SaidOnce {
  readonly number: number
  readonly signing: SigningKnown
  /** Signed, and no last day is written on it. */
  readonly isPlain: boolean
  readonly needsWitness: boolean
  /** A bit for each. */
  readonly capacity: number
}

/** One requirement for those of one stay and age. */
interface AskedOf {
  readonly requirement: Requirement
  /** Stands for the capacities asked and the stay: with the signatures all that tells on the day. */
  readonly place: number
  readonly states: Map<number | string, SigningState>
  /** By what was said, of those of this place; null: nothing to this requirement. */
  readonly likeness: Map<number, number | null>
}

interface Kept extends Pick<AskedOf, 'states'> {
  /** By place. */
  readonly likeness: Map<number, AskedOf['likeness']>
}

/** Things told apart in one number, together with places. */
const MOST_TOLD = 100_000

class States {
  readonly #asked: ReturnType<typeof requirementsOn>
  readonly #ownDevice: ReadonlySet<string>
  readonly #askedOf = new Map<string, readonly AskedOf[]>()
  readonly #kept = new Map<Requirement, Kept>()
  readonly #likenesses = new Map<string, number>()
  readonly #places = new Map<string, number>()
  readonly #said = new Map<string, SaidOnce>()

  constructor(
    private readonly known: AgreementsKnown,
    private readonly on: CivilDate,
  ) {
    this.#asked = requirementsOn(known.agreements, on)
    this.#ownDevice = ownDeviceVersions(known.agreements)
  }

  hasOwnDevice(said: readonly SaidOnce[]): boolean {
    return (
      this.#ownDevice.size > 0 &&
      said.some(
        ({ signing: { version, outcome, signedOn } }) =>
          outcome === 'SIGNED' && signedOn <= this.on && this.#ownDevice.has(version),
      )
    )
  }

  /** @param apart takes what depends on more than was said alike: on a witness, or on who signed */
  tell({ subject, key, stay, said }: Counted, count: Count, apart: (requirement: Requirement) => void): void {
    for (const one of this.#of(subject, key, stay)) {
      const state = this.#stateOf(one, subject, said)
      if (state === null) apart(one.requirement)
      else count(one.requirement, state)
    }
  }

  #of(subject: Subject, key: string, stay: string): readonly AskedOf[] {
    const hasDevice = subject.ownDevice || subject.loans.length > 0
    const known = hasDevice ? undefined : this.#askedOf.get(key)
    if (known !== undefined) return known
    const found = this.#asked(scopeOn(subject, this.known.years, this.on).audiences).map((requirement): AskedOf => {
      const required = requiredOf(subject, requirement.lead, requirement.audiences, this.on).join()
      const kept: Kept = this.#kept.get(requirement) ?? { states: new Map(), likeness: new Map() }
      this.#kept.set(requirement, kept)
      const place = this.#places.get(`${required} ${stay}`) ?? this.#places.size + 1
      this.#places.set(`${required} ${stay}`, place)
      const likeness: AskedOf['likeness'] = kept.likeness.get(place) ?? new Map()
      kept.likeness.set(place, likeness)
      return { requirement, place, states: kept.states, likeness }
    })
    if (!hasDevice) this.#askedOf.set(key, found)
    return found
  }

  /** Null: it depends on more than was said alike. */
  #stateOf(asked: AskedOf, subject: Subject, said: readonly SaidOnce[]): SigningState | null {
    const { requirement, place, states } = asked
    let [key, count, isShort] = [place, 0, place < MOST_TOLD]
    let [areAllPlain, isTwice, needsWitness] = [true, false, false]
    let capacities = 0
    for (const one of said) {
      const alike = this.#likeness(asked, subject, one)
      if (alike === null) continue
      count += 1
      key = key * MOST_TOLD + alike
      if (count > 2 || alike >= MOST_TOLD) isShort = false
      if (!one.isPlain) areAllPlain = false
      if (one.needsWitness) needsWitness = true
      if ((capacities & one.capacity) !== 0) isTwice = true
      capacities |= one.capacity
    }
    // Who of several signed matters where one refused, cannot sign or wrote a last day.
    if (!areAllPlain && (isTwice || needsWitness)) return null
    // What is more than two answers is rarer, and told by all of them.
    const known = states.get(isShort ? key : textOf(asked, said))
    if (known !== undefined) return known
    const state = stateOf(
      subject,
      requirement,
      said.map(({ signing }) => signing),
    )
    states.set(isShort ? key : textOf(asked, said), state)
    return state
  }

  /**
   * A number that answers to one text in one capacity share when each by itself comes to the same today. Where no refusal
   * meets another answer of its capacity they cannot differ beside others then: whether one counts, has ended or was
   * replaced is its own affair.
   */
  #likeness({ requirement, likeness }: AskedOf, subject: Subject, { number, signing }: SaidOnce): number | null {
    const known = likeness.get(number)
    if (known !== undefined) return known
    let alike: number | null = null
    if (requirement.lives.has(signing.version)) {
      const state = stateOf(subject, requirement, [signing])
      const name = `${signing.version} ${signing.capacity} ${signing.outcome} ${state}`
      alike = this.#likenesses.get(name) ?? this.#likenesses.size + 1
      this.#likenesses.set(name, alike)
    }
    likeness.set(number, alike)
    return alike
  }

  /** @param text as `everythingSaid` gives it */
  once(text: string): SaidOnce {
    const known = this.#said.get(text)
    if (known !== undefined) return known
    const signing: SigningKnown = { ...partsOfSaid(text), signer: null, witness: 'seen' }
    const isPlain = signing.outcome === 'SIGNED' && signing.until === null
    const [needsWitness, capacity] = [signing.outcome === 'CANNOT_SIGN', CAPACITY_BITS[signing.capacity]]
    const said = { number: this.#said.size, signing, isPlain, needsWitness, capacity }
    this.#said.set(text, said)
    return said
  }
}

const CAPACITY_BITS: Readonly<Record<SigningCapacity, number>> = { CHILD: 1, PARENT: 2, ADULT: 4 }

const textOf = ({ place, likeness }: AskedOf, said: readonly SaidOnce[]): string =>
  [place, ...said.flatMap(({ number }) => likeness.get(number) ?? []).sort((a, b) => a - b)].join(' ')
