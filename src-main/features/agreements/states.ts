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
import { byKey, ownDeviceVersions, signers, signingKnown, type AgreementsKnown } from './known'
import { requirementsOn, type Requirement } from './rules/requirements'
import { isOfAge, requiredOf, scopeOn, type LoanKnown, type Subject } from './rules/scope'
import { stateOf, type SigningKnown } from './rules/standing'

/** One requirement of somebody, with where it is counted. */
export type Count = (requirement: Requirement, state: SigningState, group: string | null) => void

/** Tells the state of everything asked of everybody here today. */
export function countStates({ db }: Pick<Tenant, 'db'>, known: AgreementsKnown, today: CivilDate, count: Count): void {
  const states = new States(known, today, unwitnessed(db))
  const signed = rowsOfEach(signedBy(db, null))
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

/** By signee. */
function rowsOfEach(rows: readonly Signed[]): ReadonlyMap<string, readonly Signed[]> {
  const groups = new Map<string, Signed[]>()
  let [of, group]: [string, Signed[]] = ['', []]
  for (const row of rows) {
    // Mostly they come together.
    if (row.signee !== of) {
      of = row.signee
      group = groups.get(of) ?? []
      groups.set(of, group)
    }
    group.push(row)
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
  readonly said: readonly Signed[]
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
  /** Null: told of nobody else. */
  readonly number: number | null
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
  readonly #signerOf = signers()

  constructor(
    private readonly known: AgreementsKnown,
    private readonly on: CivilDate,
    private readonly alone: ReadonlySet<string>,
  ) {
    this.#asked = requirementsOn(known.agreements, on)
    this.#ownDevice = ownDeviceVersions(known.agreements)
  }

  hasOwnDevice(said: readonly Signed[]): boolean {
    return (
      this.#ownDevice.size > 0 &&
      said.some(
        ({ version, outcome, signedOn }) => outcome === 'SIGNED' && signedOn <= this.on && this.#ownDevice.has(version),
      )
    )
  }

  tell({ subject, key, stay, said }: Counted, group: string | null, count: Count): void {
    const asked = this.#of({ subject, key, stay })
    if (asked.length === 0) return
    if (!dependsOnSigners(said)) {
      const once = said.map((row) => this.#once(row))
      for (const one of asked) count(one.requirement, this.#stateOf(one, subject, once), group)
      return
    }
    const signings = said.map((row) => signingKnown(row, this.#signerOf(row), this.alone))
    for (const { requirement } of asked) count(requirement, stateOf(subject, requirement, signings), group)
  }

  #of({ subject, key, stay }: Omit<Counted, 'said'>): readonly AskedOf[] {
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
    const alike: number[] = []
    for (const one of said) {
      if (requirement.lives.has(one.signing.version)) alike.push(this.#likeness(asked, subject, one))
    }
    const [first = 0, second = 0] = alike
    const isShort = alike.length <= 2 && place < MOST_SAID && first < MOST_SAID && second < MOST_SAID
    const key = isShort ? (place * MOST_SAID + first) * MOST_SAID + second : [place, ...alike.sort()].join(' ')
    const known = states.get(key)
    if (known !== undefined) return known
    const state = stateOf(
      subject,
      requirement,
      said.map(({ signing }) => signing),
    )
    states.set(key, state)
    return state
  }

  /**
   * A number that answers to one text in one capacity share when each by itself comes to the same today. Where no refusal
   * meets another answer of its capacity they cannot differ beside others then: whether one counts, has ended or was
   * replaced is its own affair.
   */
  #likeness({ requirement, place, likeness }: AskedOf, subject: Subject, { number, signing }: SaidOnce): number {
    const own = number === null ? null : place * MOST_SAID + number
    const known = own === null ? undefined : likeness.get(own)
    if (known !== undefined) return known
    const name = `${signing.version} ${signing.capacity} ${signing.outcome} ${stateOf(subject, requirement, [signing])}`
    const alike = this.#likenesses.get(name) ?? this.#likenesses.size + 1
    this.#likenesses.set(name, alike)
    if (own !== null) likeness.set(own, alike)
    return alike
  }

  #once(row: Signed): SaidOnce {
    const { version, capacity, outcome, signedOn, until } = row
    const isPlain = until === null && outcome !== 'CANNOT_SIGN'
    if (!isPlain || this.#words.size > PARTS || this.#said.size >= MOST_SAID) {
      return { number: null, signing: signingKnown(row, null, this.alone) }
    }
    // A number for each text, capacity, outcome and day, so that nothing has to be put together to tell two apart.
    const what = (this.#wordOf(version) * PARTS + this.#wordOf(capacity)) * PARTS + this.#wordOf(outcome)
    const key = what * PARTS + this.#wordOf(signedOn)
    const known = this.#said.get(key)
    if (known !== undefined) return known
    const said = { number: this.#said.size, signing: signingKnown(row, null, this.alone) }
    this.#said.set(key, said)
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

/** Whether it matters who of several signed: one of them refused, cannot sign or wrote a last day, beside another's answer. */
function dependsOnSigners(said: readonly Signed[]): boolean {
  if (said.length < 2 || said.every(({ outcome, until }) => outcome === 'SIGNED' && until === null)) return false
  return said.some(({ capacity }, at) => said.findIndex((other) => other.capacity === capacity) < at)
}
