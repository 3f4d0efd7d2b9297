/** The product's own functions between a device's states and its answers. A mutant replaces one of them. */
import type { ViewAges } from '@contract/consents-settings'
import {
  answerRowsOf,
  purposeRowOf,
  settlementRowsOf,
  termsRowOf,
  viewFromRowOf,
  type AnswerRow,
  type PurposeFactsRow,
  type PurposeRow,
  type SettlementRow,
  type TermsRow,
  type ViewFromRow,
} from '@db/repo/consents'
import { recordOf } from '@db/repo/graph'
import {
  contactRowOf,
  membershipRowOf,
  pupilRowOf,
  standingRowsOf,
  type ContactRow,
  type MembershipRow,
  type PupilFactsRow,
  type PupilRow,
  type StandingRow,
} from '@db/repo/pupils'
import { standingIn, type EntityKind } from '@vault/entity'
import { hasAllFields } from '@vault/log/acceptance'
import { consentsKinds } from '../../../../src-main/features/consents/events'
import { DEFAULT_SETTINGS, knownOf } from '../../../../src-main/features/consents/knowledge'
import { recordsOf } from '../../../../src-main/features/consents/records'
import { decide, decideNamed, type Case, type Records } from '../../../../src-main/features/consents/rules/decide'
import { standingOn } from '../../../../src-main/features/consents/rules/pupil-standing'
import { pupilsKinds } from '../../../../src-main/features/pupils/events'
import type { Json, LogEvent } from '../../../../src-main/sync/core/event'
import type { Kept } from '../../../../src-main/sync/core/replica'
import type { Merged, Restrictiveness } from '../../../../src-main/sync/core/merge'
import type { Seat } from '../seat'
import type { Day } from './days-and-ids'
import type { Desk } from './desk'

export interface Product {
  readonly kinds: ReadonlyMap<string, EntityKind>
  readonly answerRowsOf: typeof answerRowsOf
  readonly settlementRowsOf: typeof settlementRowsOf
  readonly standingRowsOf: typeof standingRowsOf
  readonly membershipRowOf: typeof membershipRowOf
  readonly termsRowOf: typeof termsRowOf
  readonly viewFromRowOf: typeof viewFromRowOf
  readonly knownOf: typeof knownOf
  readonly standingOn: typeof standingOn
  readonly decide: typeof decide
  readonly decideNamed: typeof decideNamed
  readonly recordsOf: typeof recordsOf
  /** What a projection leaves in the file, given the rows of a thing before. */
  readonly left: <T extends { readonly event: string }>(before: readonly T[], after: readonly T[]) => readonly T[]
}

export const PRODUCT: Product = {
  kinds: new Map([...pupilsKinds, ...consentsKinds].map((kind): [string, EntityKind] => [kind.type, kind])),
  answerRowsOf,
  settlementRowsOf,
  standingRowsOf,
  membershipRowOf,
  termsRowOf,
  viewFromRowOf,
  knownOf,
  standingOn,
  decide,
  decideNamed,
  recordsOf,
  left: (_before, after) => after,
}

/** The table of `db/repo/pupils` by event type. */
export const STANDING_KINDS: Readonly<Record<string, StandingRow['kind']>> = {
  'pupils.flag': 'flag',
  'pupils.order': 'order',
  'pupils.responsibility': 'responsibility',
  'pupils.care': 'care',
  'pupils.competence': 'competence',
}

/** Rows of one thing, made again only when its state is another. */
interface Made<T> {
  readonly state: Merged
  readonly rows: readonly T[]
}

type Stored = Readonly<Record<string, unknown>>

/** The rows a device has, kept up with its log, and its answers. */
export class Shown implements Desk {
  readonly #made = new Map<string, Made<Stored>>()
  #kept: Kept | null = null
  #events: readonly LogEvent[] = []
  #newest: LogEvent | null = null
  #byType = new Map<string, Stored[]>()
  /** Changes whenever the rows do. */
  version = 0

  constructor(
    private readonly product: Product,
    private readonly seat: Seat,
    /** Newest version of a kind's body that the device's app can apply. */
    private readonly schemaOf: (type: string) => number,
  ) {}

  /** Brings the rows up to the device's log. */
  refresh(): void {
    const { kept } = this.seat.disk.copy()
    if (kept === this.#kept) return
    this.#kept = kept
    const { events } = kept
    // An old copy that was put back has its own rows.
    if (events[this.#events.length - 1] !== this.#events.at(-1)) this.#made.clear()
    this.#events = events
    this.version++
    const byType = new Map<string, Stored[]>()
    for (const key of new Set(events.map(({ type, entity }) => `${type} ${entity}`))) {
      const [type = '', entity = ''] = key.split(' ')
      const all = byType.get(type) ?? []
      all.push(...this.#rowsOf(type, entity, key))
      byType.set(type, all)
    }
    this.#byType = byType
    this.#newest = events.reduce<LogEvent | null>((a, b) => (a === null || b.hlc > a.hlc ? b : a), null)
  }

  get pupils(): readonly PupilRow[] {
    const stays = new Map(this.#all<MembershipRow>('pupils.membership').map((row) => [row.pupil, row]))
    return this.#all<PupilFactsRow>('pupils.pupil').flatMap((row) => {
      const stay = stays.get(row.id)
      if (stay === undefined) return []
      const { pupil: _pupil, ...dates } = stay
      return [{ ...row, ...dates }]
    })
  }

  get purposes(): readonly PurposeRow[] {
    const terms = new Map(this.#all<TermsRow>('consents.terms').map((row) => [row.purpose, row]))
    return this.#all<PurposeFactsRow>('consents.purpose').flatMap((row) => {
      const own = terms.get(row.id)
      if (own === undefined) return []
      const { purpose: _purpose, ...rest } = own
      return [{ ...row, ...rest }]
    })
  }

  get contacts(): readonly ContactRow[] {
    return this.#all('pupils.contact')
  }

  /** Every answer ever recorded. */
  get answers(): readonly AnswerRow[] {
    return this.#all('consents.answer')
  }

  said = (type: string, entity: string): ReturnType<Desk['said']> => {
    const kind = this.product.kinds.get(type)
    const { replica } = this.seat
    const log = { stateOf: (of: string, id: string) => replica.stateOf(of, id) }
    return kind === undefined ? [] : saidIn({ log }, kind, entity)
  }

  get settlements(): readonly SettlementRow[] {
    return this.#all<SettlementRow>('consents.settlement').filter(({ stands }) => stands)
  }

  /** What stands about pupils. */
  get standing(): readonly StandingRow[] {
    return Object.keys(STANDING_KINDS)
      .flatMap((type) => this.#all<StandingRow>(type))
      .filter(({ stands }) => stands)
  }

  /** Wordings issued here. */
  get wordings(): readonly { readonly id: string; readonly issuedOn: Day; readonly effectiveFrom: Day }[] {
    return this.#all('consents.issue')
  }

  /** First day a wording could be signed, as the product reads it from its rows. */
  since = (wording: string): Day | null => {
    const issue = this.wordings.find(({ id }) => id === wording)
    if (issue === undefined) return null
    return issue.effectiveFrom < issue.issuedOn ? issue.effectiveFrom : issue.issuedOn
  }

  parentsOf = (id: string): readonly string[] => this.#events.find((event) => event.id === id)?.parents ?? []

  get viewAges(): ViewAges {
    const [set] = this.#all<ViewFromRow>('consents.viewFrom')
    return set?.ages ?? [DEFAULT_SETTINGS.pupilViewFrom]
  }

  /** What may be trusted of this device's records just now. */
  records(): Records {
    const ids = this.seat.replica.held()
    const held = ids.size === 0 ? [] : this.#events.filter(({ id }) => ids.has(id))
    const log = {
      newestStamp: () => this.#newest?.hlc ?? null,
      held: () =>
        held.map(({ id, type, schema }) => ({
          ...{ event: id, why: schema > this.schemaOf(type) ? ('newer' as const) : ('ahead' as const) },
        })),
      event: (id: string) => held.find((event) => event.id === id) ?? null,
    }
    return this.product.recordsOf({ log }, { now: this.seat.state.now })
  }

  /** Cases of one day by `pupil purpose`. @param today the day on which pupils are in the years the rows say */
  casesOn(on: Day, records: Records, today: Day): ReadonlyMap<string, Case> {
    const cases = new Map<string, Case>()
    const answers = this.answers.filter(({ stands }) => stands)
    const { standing, contacts, settlements, purposes } = this
    for (const pupil of this.pupils) {
      const known = this.product.knownOf(
        pupil,
        contacts.filter((contact) => contact.pupil === pupil.id),
        standing.filter((row) => row.pupil === pupil.id),
        today,
      )
      const person = this.product.standingOn(known, on, ...this.viewAges)
      for (const purpose of purposes) {
        const isAbout = (row: { readonly pupil: string; readonly purpose: string }): boolean =>
          row.pupil === pupil.id && row.purpose === purpose.id
        cases.set(`${pupil.id} ${purpose.id}`, {
          ...{ pupil: person, purpose, formIsOut: false, since: this.since, records },
          ...{ answers: answers.filter(isAbout), settlements: settlements.filter(isAbout) },
        })
      }
    }
    return cases
  }

  #all<T>(type: string): readonly T[] {
    return (this.#byType.get(type) ?? []) as unknown as readonly T[] // The rows the product's functions made of that type.
  }

  #rowsOf(type: string, entity: string, key: string): readonly Stored[] {
    const state = this.seat.replica.stateOf(type, entity)
    if (state === null) return []
    const before = this.#made.get(key)
    if (before?.state === state) return before.rows
    const rows = this.#make(type, entity, state, before?.rows ?? [])
    this.#made.set(key, { state, rows })
    return rows
  }

  #make(type: string, entity: string, state: Merged, before: readonly Stored[]): readonly Stored[] {
    const kind = this.product.kinds.get(type)
    if (kind === undefined) return []
    // As the log hands states to projections: a thing that lacks a part has no rows.
    if (state.family === 'fields' && !hasAllFields(kind, state)) return []
    const rank: Restrictiveness = kind.rank ?? (() => 0)
    const { product } = this
    // What was made before was made here, for the same type.
    if (type === 'consents.answer')
      return product.left(before as unknown as readonly AnswerRow[], product.answerRowsOf(entity, state, rank))
    if (type === 'consents.settlement')
      return product.left(before as unknown as readonly SettlementRow[], product.settlementRowsOf(entity, state, rank))
    const standing = STANDING_KINDS[type]
    if (standing !== undefined) {
      const rows = product.standingRowsOf(standing, entity, state, rank)
      return product.left(before as unknown as readonly StandingRow[], rows)
    }
    if (type === 'pupils.membership') return one(product.membershipRowOf(entity, state, rank))
    if (type === 'consents.viewFrom') return one(product.viewFromRowOf(entity, state, rank))
    if (type === 'consents.terms') return one(product.termsRowOf(entity, state, rank))
    return one(thingOf(type, entity, state))
  }
}

/** What stands of a thing, as the product's own function reads it. */
export const saidIn = (...of: Parameters<typeof standingIn>): ReturnType<Desk['said']> =>
  standingIn(...of).map(({ event, value }) => ({ event, says: value as Readonly<Record<string, Json>> })) // An object, by its kind.

const one = (row: Stored | null): readonly Stored[] => (row === null ? [] : [row])

function thingOf(type: string, entity: string, state: Merged): Stored | null {
  switch (type) {
    case 'pupils.pupil':
      return pupilRowOf(entity, state)
    case 'pupils.contact':
      return contactRowOf(entity, state)
    case 'consents.purpose':
      return purposeRowOf(entity, state)
    case 'consents.issue': {
      const value: Readonly<Record<string, Json>> | undefined = recordOf(state)?.value
      return value === undefined ? null : { id: entity, ...value }
    }
    default:
      return null
  }
}
