/**
 * How thousands stand, by state alone. Whoever has the same to sign and signed the same on the same days stands alike, so
 * the rules are asked once for all of them; what they say of each is what `Signatures` says.
 */
import type { CivilDate } from '@contract/primitives'
import type { SigningState } from '@contract/signatures'
import { allAdults, allLoans } from '@db/repo/agreements'
import { pupilPlaces } from '@db/repo/pupils'
import { signedBy, unwitnessed, type Signed } from '@db/repo/signings'
import type { Tenant } from '@vault/context'
import { byKey, ownDeviceVersions, type AgreementsKnown } from './known'
import { requirementsOn, type Requirement } from './rules/requirements'
import { isOfAge, requiredOf, scopeOn, type LoanKnown, type Subject } from './rules/scope'
import { stateOf, type SigningKnown } from './rules/standing'

/** One requirement of somebody, with where it is counted. */
export type Count = (requirement: Requirement, state: SigningState, group: string | null) => void

/** Tells the state of everything asked of everybody here today. */
export function countStates({ db }: Pick<Tenant, 'db'>, known: AgreementsKnown, today: CivilDate, count: Count): void {
  const states = new States(known, today, unwitnessed(db))
  const signed = states.read(signedBy(db, null))
  const latest = `${Number(today.slice(0, 4)) - 18}-12-31`
  const loans = byKey(allLoans(db), ({ facts }) => facts.borrower.id)
  const loansOf = (id: string): readonly LoanKnown[] =>
    (loans.get(id) ?? []).map(({ facts: { from }, returnedOn }) => ({ from, returnedOn }))
  for (const { id, className, year, dateOfBirth, onRollFrom, leftOn, lastLeft } of pupilPlaces(db)) {
    if (leftOn !== null && leftOn < today) continue
    const said = signed.get(id) ?? NONE
    const pupil: Subject = {
      ...{ kind: 'PUPIL', year, yearAt: today, dateOfBirth, onRollFrom, leftOn, lastLeft },
      ...{ loans: loans.size === 0 ? NONE : loansOf(id), ownDevice: states.hasOwnDevice(said) },
    }
    // Whoever was born in a later year is not 18 yet.
    const age = dateOfBirth !== null && dateOfBirth <= latest && isOfAge(pupil, today) ? 'of age' : ''
    const stay = `${onRollFrom ?? ''} ${leftOn ?? ''} ${lastLeft ?? ''}`
    states.tell({ subject: pupil, key: `${year} ${age} ${stay}`, stay, said }, className, count)
  }
  for (const { id, facts } of allAdults(db)) {
    const { audience, from, until } = facts
    const said = signed.get(id) ?? NONE
    const adult: Subject = {
      ...{ kind: 'ADULT', audience, from, until },
      ...{ loans: loansOf(id), ownDevice: states.hasOwnDevice(said) },
    }
    const stay = `${from} ${until ?? ''}`
    states.tell({ subject: adult, key: `${audience} ${stay}`, stay, said }, facts.group ?? facts.organisation, count)
  }
}

const NONE: readonly never[] = []

interface Counted {
  readonly subject: Subject
  /** All that what is asked of them follows from, beside devices. */
  readonly key: string
  /** The days of their time at the school. */
  readonly stay: string
  /** What stands. */
  readonly said: readonly SaidOnce[]
}

/** One requirement for those of one stay and age. */
interface AskedOf {
  readonly requirement: Requirement
  /** Stands for the capacities asked and the stay: with the signatures all that tells on the day. */
  readonly place: number
  readonly states: Map<number | string, SigningState>
  readonly likeness: Map<number, number>
}

interface SaidOnce {
  readonly number: number
  readonly signing: SigningKnown
}

/** Signatures told apart in one number, together with places. */
const MOST_SAID = 100_000

class States {
  readonly #asked: ReturnType<typeof requirementsOn>
  readonly #ownDevice: ReadonlySet<string>
  readonly #askedOf = new Map<string, readonly AskedOf[]>()
  readonly #kept = new Map<Requirement, Pick<AskedOf, 'states' | 'likeness'>>()
  readonly #likenesses = new Map<string, number>()
  readonly #places = new Map<string, number>()
  readonly #said = new Map<number, SaidOnce>()
  readonly #words = new Map<string, number>()
  #numbers = 0

  constructor(
    private readonly known: AgreementsKnown,
    private readonly on: CivilDate,
    private readonly alone: ReadonlySet<string>,
  ) {
    this.#asked = requirementsOn(known.agreements, on)
    this.#ownDevice = ownDeviceVersions(known.agreements)
  }

  /** By signee. */
  read(rows: readonly Signed[]): ReadonlyMap<string, readonly SaidOnce[]> {
    const groups = new Map<string, SaidOnce[]>()
    for (const row of rows) {
      const said = this.#once(row)
      const group = groups.get(row.signee)
      if (group === undefined) groups.set(row.signee, [said])
      else group.push(said)
    }
    return groups
  }

  hasOwnDevice(said: readonly SaidOnce[]): boolean {
    return (
      this.#ownDevice.size > 0 &&
      said.some(({ signing: { version, outcome } }) => outcome === 'SIGNED' && this.#ownDevice.has(version))
    )
  }

  tell(counted: Counted, group: string | null, count: Count): void {
    const asked = this.#of(counted)
    if (asked.length === 0) return
    for (const one of asked) count(one.requirement, this.#stateOf(one, counted.subject, counted.said), group)
  }

  #of({ subject, key, stay }: Counted): readonly AskedOf[] {
    const hasDevice = subject.ownDevice || subject.loans.length > 0
    const known = hasDevice ? undefined : this.#askedOf.get(key)
    if (known !== undefined) return known
    const found = this.#asked(scopeOn(subject, this.known.years, this.on).audiences).map((requirement): AskedOf => {
      const required = requiredOf(subject, requirement.lead, requirement.audiences, this.on).join()
      const kept = this.#kept.get(requirement) ?? { states: new Map(), likeness: new Map() }
      this.#kept.set(requirement, kept)
      const place = this.#places.get(`${required} ${stay}`) ?? this.#places.size + 1
      this.#places.set(`${required} ${stay}`, place)
      return { requirement, place, ...kept }
    })
    if (!hasDevice) this.#askedOf.set(key, found)
    return found
  }

  #stateOf(asked: AskedOf, subject: Subject, said: readonly SaidOnce[]): SigningState {
    const { requirement, place, states } = asked
    let [key, text]: [number, string | null] = [place, place < MOST_SAID ? null : '']
    let count = 0
    let before: SigningKnown | null = null
    for (const one of said) {
      const { signing, number } = one
      if (!requirement.lives.has(signing.version)) continue
      count += 1
      const isTwice = before?.version === signing.version && before.capacity === signing.capacity
      before = signing
      if (text !== null || count > 2 || isTwice || signing.outcome !== 'SIGNED' || number >= MOST_SAID) text = ''
      else key = key * MOST_SAID + this.#likeness(asked, subject, one)
    }
    // What is more than two signatures of two people is rare, and told apart by each of them.
    if (text !== null) text = [place, ...said.map(({ number }) => number)].join(' ')
    const known = states.get(text ?? key)
    if (known !== undefined) return known
    const state = stateOf(
      subject,
      requirement,
      said.map(({ signing }) => signing),
    )
    states.set(text ?? key, state)
    return state
  }

  /**
   * A number that signatures to one text in one capacity share when each by itself comes to the same today: beside other
   * signatures they cannot differ then, since whether one counts, has ended or was replaced is its own affair.
   */
  #likeness({ requirement, place, likeness }: AskedOf, subject: Subject, { number, signing }: SaidOnce): number {
    const own = place * MOST_SAID + number
    const known = likeness.get(own)
    if (known !== undefined) return known
    const name = `${signing.version} ${signing.capacity} ${stateOf(subject, requirement, [signing])}`
    const alike = this.#likenesses.get(name) ?? this.#likenesses.size + 1
    this.#likenesses.set(name, alike)
    likeness.set(own, alike)
    return alike
  }

  #once(row: Signed): SaidOnce {
    const { version, capacity, outcome, signedOn, until, signee } = row
    const isPlain = until === null && outcome !== 'CANNOT_SIGN'
    // A number for each text, capacity, outcome and day, so that nothing has to be put together to tell two apart.
    const what = isPlain ? (this.#wordOf(version) * PARTS + this.#wordOf(capacity)) * PARTS + this.#wordOf(outcome) : 0
    const key = what * PARTS + this.#wordOf(signedOn)
    const isKept = isPlain && this.#words.size <= PARTS
    const known = isKept ? this.#said.get(key) : undefined
    if (known !== undefined) return known
    const isAlone = outcome === 'CANNOT_SIGN' && this.alone.has(`${version} ${signee} ${capacity}`)
    const signing: SigningKnown = { version, capacity, outcome, signedOn, until, witness: isAlone ? null : 'seen' }
    const said = { number: this.#numbers++, signing }
    if (isKept) this.#said.set(key, said)
    return said
  }

  #wordOf(word: string): number {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    this.#words.set(word, this.#words.size)
    return this.#words.size - 1
  }
}

/** Words told apart in a key of four: above that nothing is kept, since two might be taken for one. */
const PARTS = 4096
