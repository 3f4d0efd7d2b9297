/**
 * The consent register as the content of runs: the product's own kinds, merge, rows and decision on every device, asked
 * after every step about every pupil and use, and held against readings of that device's log that share no code with them.
 */
import type { AskVerdict } from '@contract/answers'
import type { ViewAges } from '@contract/consents-settings'
import { accept } from '@vault/log/acceptance'
import type { Registry } from '@vault/registry'
import { isAllowed, isAllowedNamed, type Case, type Found } from '../../../../src-main/features/consents/rules/decide'
import { canonical, type LogEvent } from '../../../../src-main/sync/core/event'
import type { Replica } from '../../../../src-main/sync/core/replica'
import { oracle, oracleNamed, type Facts, type Told } from '../../../support/consents/oracle'
import { msOf, must } from '../checks'
import type { Content } from '../content'
import type { SetUp } from '../plan'
import { Chance } from '../rig'
import type { Seat } from '../seat'
import { actionOf } from './acts'
import { beginningOf, NAMING, PUPILS, PURPOSES } from './cast'
import { dayAt, daysAfter, type Day } from './days-and-ids'
import { themeOf, type Theme } from './desk'
import { LogFacts } from './facts'
import { Ledger } from './ledger'
import { PRODUCT, Shown, type Product } from './product'
import { whyUnsafe, whyUnsafeNamed, type Asked } from './safety'
import type { Tally } from './tally'
import { twinOf } from './twin'

/** The rules a run can break, beside those of syncing. */
export const NO_UNSAFE_YES = 'no unsafe Yes'
export const AS_THE_RULES_SAY = 'a device answers what the rules say of its log'
export const ALIKE = 'devices that know the same answer alike'

export interface RegisterRun {
  /** The product's functions, or a mutant's. */
  readonly product?: Product
  readonly tally?: Tally
  /** Holds answers against `safety.ts` alone. */
  readonly onlySafety?: boolean
}

const CLEAR = { old: false, clockDoubtful: false }
const FIVE_MINUTES = 300_000
const isYes = ({ verdict }: Told): boolean => verdict === 'YES' || verdict === 'YES_IF'

/** @returns the register as content of one run */
export const registerOf =
  ({ product = PRODUCT, tally, onlySafety = false }: RegisterRun = {}) =>
  (setUp: SetUp): Content =>
    new Register(setUp, product, tally ?? null, onlySafety)

/** One device as it was last looked at. */
interface Glance {
  readonly shown: Shown
  replica: Replica | null
  version: number
  ledger: Ledger
  facts: LogFacts
  signs: ReadonlyMap<string, string>
  /** Newest stamp in its log, milliseconds since 1970 UTC. */
  newestMs: number
  /** Something of the register is in its log and not applied. */
  waits: boolean
  /** What each question rested on when it was last asked, so that only what may be answered otherwise is asked again. */
  readonly asked: Map<string, string>
}

class Register implements Content {
  readonly #glances = new Map<Seat, Glance>()
  readonly #registry: Registry
  readonly #chance: Chance
  readonly #theme: Theme
  /** A day pictures are planned for. */
  #planned: Day = dayAt(0)

  constructor(
    private readonly setUp: SetUp,
    private readonly product: Product,
    private readonly tally: Tally | null,
    private readonly onlySafety: boolean,
  ) {
    this.#chance = new Chance(setUp.seed ^ 0x9e157e5)
    this.#theme = themeOf(this.#chance, setUp.seed)
    this.#registry = new Map([...product.kinds].map(([type, kind]) => [type, { kind, project: () => {} }]))
  }

  /** Version 2 of the app writes orders in a form that version 1 cannot read. */
  kindOf = (version: 1 | 2, type: string): ReturnType<Content['kindOf']> => {
    const kind = this.product.kinds.get(type)
    if (kind === undefined) return null
    const { family, rank, references = [] } = kind
    return { family, schema: type === 'pupils.order' ? version : 1, references, ...(rank && { rank }) }
  }

  begin = (nowMs: number): ReturnType<Content['begin']> => {
    const today = dayAt(nowMs)
    this.#planned = this.#chance.pick([daysAfter(today, 3), daysAfter(today, 9), ...TURNS_OF_YEAR])
    return this.#accepted(beginningOf(this.#chance, today, this.#theme))
  }

  actionOf = (chance: Chance, seat: Seat): ReturnType<Content['actionOf']> => {
    const { shown } = this.#glance(seat)
    shown.refresh()
    return this.#accepted(actionOf({ chance, desk: shown, today: dayAt(seat.state.now()), theme: this.#theme }))
  }

  twinOf = twinOf

  look = (seat: Seat): void => {
    const glance = this.#glance(seat)
    const { shown } = glance
    shown.refresh()
    if (glance.replica !== seat.replica) glance.asked.clear()
    glance.replica = seat.replica
    if (glance.version !== shown.version) this.#read(seat, glance)
    const records = shown.records()
    const doubt = whyDoubtful(seat, glance)
    const isDoubted = doubt !== null || records.old || records.clockDoubtful
    const today = dayAt(seat.state.now())
    for (const on of new Set([today, this.#planned])) {
      this.#ask(seat, glance, { on, today, records: CLEAR, doubt: null })
      if (isDoubted) this.#ask(seat, glance, { on, today, records, doubt })
    }
  }

  /** Reads the device's log anew. */
  #read(seat: Seat, glance: Glance): void {
    const held = seat.replica.held()
    const log = seat.log()
    const applied = log.filter(({ id }) => !held.has(id))
    glance.newestMs = log.reduce((newest, { hlc }) => Math.max(newest, msOf(hlc)), 0)
    glance.waits = log.some(({ id, type }) => held.has(id) && /^(pupils|consents)\./.test(type))
    glance.version = glance.shown.version
    glance.ledger = new Ledger(applied)
    glance.facts = new LogFacts(glance.ledger)
    glance.signs = signsOf(applied)
    this.tally?.count(this.setUp.seed, glance.ledger)
  }

  compare = (seats: readonly Seat[]): void => {
    const answers = new Map<string, string>()
    for (const seat of seats) {
      this.look(seat)
      const { shown } = this.#glance(seat)
      const told = this.#told(shown)
      const known = seat.replica.dump()
      const before = answers.get(known)
      must(before === undefined || before === told, ALIKE, () => `pc ${seat.pc}\n    ${told}\n    ${before ?? ''}`)
      answers.set(known, told)
    }
  }

  /** Every answer for the planned day in one text, each held against the oracle fed with what the rows say. */
  #told(shown: Shown): string {
    // As of that very day, whatever each device's clock says.
    const cases = shown.casesOn(this.#planned, CLEAR, this.#planned)
    return [...cases]
      .map(([key, of]) => {
        const told = this.product.decide(of)
        const expected = oracle(factsOf(of, shown.viewAges))
        must(this.onlySafety || isSame(told, expected), AS_THE_RULES_SAY, () => `${key}: ${words(told, expected)}`)
        return `${key} ${told.verdict} ${told.reason} ${canonical([...told.conditions])}`
      })
      .sort()
      .join('\n    ')
  }

  /** Every question to one device for one day that may be answered otherwise than when it was last asked. */
  #ask(seat: Seat, glance: Glance, state: State): void {
    const { shown, signs } = glance
    let cases: ReadonlyMap<string, Case> | null = null
    for (const pupil of PUPILS) {
      for (const purpose of PURPOSES) {
        const slot = `${pupil} ${purpose} ${state.on === this.#planned ? 'planned' : 'today'} ${state.records === CLEAR}`
        const parts = ['', pupil, `${pupil} ${purpose}`, `${pupil} ${NAMING}`].map((part) => signs.get(part) ?? '')
        const rests = `${parts.join()} ${state.on} ${state.today} ${JSON.stringify(state.records)} ${state.doubt ?? ''}`
        if (glance.asked.get(slot) === rests) continue
        glance.asked.set(slot, rests)
        cases ??= shown.casesOn(state.on, state.records, state.today)
        this.#askOne(seat, glance, state, cases, { pupil, purpose, on: state.on, today: state.today })
      }
    }
  }

  #askOne(
    seat: Seat,
    { ledger, facts }: Glance,
    { records, doubt }: State,
    cases: ReadonlyMap<string, Case>,
    asked: Asked & Pick<State, 'on' | 'today'>,
  ): void {
    const { pupil, purpose, on } = asked
    const of = cases.get(`${pupil} ${purpose}`)
    const name = cases.get(`${pupil} ${NAMING}`)
    if (of === undefined || name === undefined) return
    const where = (): string => `pc ${seat.pc}, pupil ${PUPILS.indexOf(pupil)}, use ${PURPOSES.indexOf(purpose)}, ${on}`
    const told = this.product.decide(of)
    this.#hold(told, doubt ?? (isYes(told) ? whyUnsafe(ledger, asked) : null), where)
    const picture = this.onlySafety ? null : facts.about(asked, records)
    if (picture !== null) this.#same(told, oracle(picture), where)
    this.#short(isAllowed(of), told, where)
    if (purpose === NAMING) return
    const named = this.product.decideNamed(of, name)
    this.#hold(named, doubt ?? (isYes(named) ? whyUnsafeNamed(ledger, asked, NAMING) : null), where)
    const names = picture === null ? null : facts.about({ ...asked, purpose: NAMING }, records)
    if (picture !== null && names !== null) this.#same(named, oracleNamed(picture, names), where)
    this.#short(isAllowedNamed(of, name), named, where)
  }

  /** The short form of the decision, which lists of other uses ask, says Yes where the decision does. */
  #short(isYesInShort: boolean, told: Found, where: () => string): void {
    must(this.product !== PRODUCT || isYesInShort === isYes(told), AS_THE_RULES_SAY, () => `${where()}: in short`)
  }

  #hold(told: Found, unsafe: string | null, where: () => string): void {
    this.tally?.answer(told.verdict)
    must(!isYes(told) || unsafe === null, NO_UNSAFE_YES, () => `${where()}: ${told.verdict}, but ${unsafe ?? ''}`)
  }

  #same(told: Found, expected: Told, where: () => string): void {
    must(isSame(told, expected), AS_THE_RULES_SAY, () => `${where()}: ${words(told, expected)}`)
  }

  /** What the log itself would take of drafts; a draft it refused would prove nothing. */
  #accepted(drafts: ReturnType<Content['begin']>): ReturnType<Content['begin']> {
    for (const draft of drafts) accept(this.#registry, draft)
    return drafts
  }

  #glance(seat: Seat): Glance {
    const known = this.#glances.get(seat)
    if (known !== undefined) return known
    const schemaOf = (type: string): number => this.kindOf(seat.state.version, type)?.schema ?? 0
    const ledger = new Ledger([])
    const made: Glance = {
      ...{ shown: new Shown(this.product, seat, schemaOf), replica: null, version: -1 },
      ...{ ledger, facts: new LogFacts(ledger), signs: new Map(), newestMs: 0, waits: false, asked: new Map() },
    }
    this.#glances.set(seat, made)
    return made
  }
}

/** How one device is asked. */
interface State {
  readonly on: Day
  /** By the device's clock. */
  readonly today: Day
  readonly records: typeof CLEAR
  /** Why this device may not say Yes at all. */
  readonly doubt: string | null
}

/** Which events bear on one pupil and use, on one pupil, and on everybody, as texts that differ when the events do. */
function signsOf(events: readonly LogEvent[]): ReadonlyMap<string, string> {
  const sums = new Map<string, readonly [number, number]>()
  for (const { id, type, entity, body } of events) {
    const { pupil = '', purpose = '' } = (body ?? {}) as { readonly pupil?: string; readonly purpose?: string }
    const about = type === 'pupils.pupil' ? entity : purpose === '' || pupil === '' ? pupil : `${pupil} ${purpose}`
    const [count, sum] = sums.get(about) ?? [0, 0]
    sums.set(about, [count + 1, sum + parseInt(id.slice(0, 10), 16)])
  }
  return new Map([...sums].map(([about, parts]) => [about, parts.join('/')]))
}

/** Around the end of an academic year, when yearly consents run out. */
const TURNS_OF_YEAR: readonly Day[] = [dayAt(Date.UTC(2027, 7, 31)), dayAt(Date.UTC(2027, 8, 1))]

/**
 * Why a device may say Yes to nothing at all (C38, S16): its clock is more than five minutes behind a stamp in its log,
 * or something of the register is in its log that is not applied, and nobody knows what that forbids.
 */
function whyDoubtful(seat: Seat, { newestMs, waits }: Glance): string | null {
  if (newestMs > seat.state.now() + FIVE_MINUTES) return 'its clock is behind its log'
  return waits ? 'something it has not applied may forbid it' : null
}

const factsOf = ({ pupil, ...rest }: Case, [pupilViewFrom, ...otherAges]: ViewAges): Facts => ({
  ...rest,
  ...{ known: pupil.known, on: pupil.on, pupilViewFrom, otherAges },
})

const isSame = (told: Told, expected: Told): boolean =>
  told.verdict === expected.verdict && told.reason === expected.reason

const words = (told: { verdict: AskVerdict; reason: string }, expected: Told): string =>
  `tells ${told.verdict} ${told.reason}, the rules ${expected.verdict} ${expected.reason}`
