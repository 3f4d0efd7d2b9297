/** From rows to what the decision needs: read once for all pupils and uses asked about, whatever their number. */
import type { ViewAges } from '@contract/consents-settings'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { Care, Competence, CourtOrder, FlagKind, Responsibility } from '@contract/pupils'
import {
  allPurposes,
  issuesOfWordings,
  standingAnswers,
  standingSettlements,
  viewAges,
  type AnswerRow,
  type PurposeRow,
  type SettlementRow,
} from '@db/repo/consents'
import { formsOut } from '@db/repo/entry'
import { contactsOfAll, standingOfAll, type ContactRow, type PupilRow, type StandingRow } from '@db/repo/pupils'
import { byKey } from '@vault/by-key'
import type { Tenant } from '@vault/context'
import { restrictedAmong } from '../pupils'
import type { RecordsHere } from './records'
import { decide, decideNamed, isAllowed, isAllowedNamed, type Case, type Found } from './rules/decide'
import { standingOn, type PupilKnown, type PupilStanding } from './rules/pupil-standing'

/** Ages until a school sets its own (R49). */
export const DEFAULT_SETTINGS = { pupilViewFrom: 13, onlineServiceAge: 13 } as const

/** Everything the decision needs of some pupils, on one day. */
export class Knowledge {
  readonly #contacts: ReadonlyMap<string, readonly ContactRow[]>
  readonly #standing: ReadonlyMap<string, readonly StandingRow[]>
  readonly #answers: ByPupilAndUse<AnswerRow>
  readonly #settlements: ByPupilAndUse<SettlementRow>
  readonly #formIsOut: ReadonlySet<string>
  readonly #since: ReadonlyMap<string, CivilDate>
  readonly #viewAges: ViewAges
  readonly #standings = new Map<string, PupilStanding>()
  /** Uses in paper order, retired ones too. */
  readonly purposes: readonly PurposeRow[]
  /** The use by which names are allowed beside pictures; null: this school names nobody (R60). */
  readonly naming: PurposeRow | null

  /**
   * @param db a school's file, or its rows as of an earlier day
   * @param pupils ids to read; null: all
   * @param of ids of the uses to read answers for; null: all
   */
  constructor(
    db: Tenant['db'],
    pupils: readonly string[] | null,
    of: readonly string[] | null,
    readonly on: CivilDate,
    private readonly records: RecordsHere,
  ) {
    this.purposes = allPurposes(db)
    this.naming =
      this.purposes.find(({ code, retiredOn }) => code === 'NAME_WITH_IMAGE' && inUse(retiredOn, on)) ?? null
    this.#contacts = byKey(contactsOfAll(db, pupils), ({ pupil }) => pupil)
    this.#standing = byKey(standingOfAll(db, pupils), ({ pupil }) => pupil)
    this.#answers = byPupilAndUse(standingAnswers(db, pupils, of))
    this.#settlements = byPupilAndUse(standingSettlements(db, pupils, of))
    this.#since = sinceOf(db)
    this.#formIsOut = new Set(
      formsOut(db, pupils).flatMap(({ pupil, wording }) => (this.#since.has(wording) ? [pupil] : [])),
    )
    this.#viewAges = viewAges(db) ?? [DEFAULT_SETTINGS.pupilViewFrom]
  }

  /** PCs recorded differently from which age a pupil decides. */
  get agesDiffer(): boolean {
    return this.#viewAges.length > 1
  }

  /** Contacts of a pupil that was read. */
  contactsOf(pupil: string): readonly ContactRow[] {
    return this.#contacts.get(pupil) ?? []
  }

  /** Answers that stand for a pupil and use that were read. */
  answersOf(pupil: string, purpose: string): readonly AnswerRow[] {
    return this.#answers.get(pupil)?.get(purpose) ?? []
  }

  /** First day on which a wording could be signed, null when it was not issued here. */
  since = (wording: string): CivilDate | null => this.#since.get(wording) ?? null

  /** Whether a restriction is in force for a pupil that was read. */
  isRestricted(pupil: string): boolean {
    return restrictedAmong(this.#standing.get(pupil) ?? [], this.on).has(pupil)
  }

  /** Who may decide for a pupil, worked out once. */
  standingOf(pupil: PupilRow): PupilStanding {
    const known = this.#standings.get(pupil.id)
    if (known !== undefined) return known
    const standing = standingOn(
      knownOf(pupil, this.contactsOf(pupil.id), this.#standing.get(pupil.id) ?? [], this.records.asOf),
      this.on,
      ...this.#viewAges,
    )
    this.#standings.set(pupil.id, standing)
    return standing
  }

  /** Whether a picture may be used, and why. @param named with the pupil's name beside it */
  decide(pupil: PupilRow, purpose: PurposeRow, named: boolean): Found {
    const picture = this.caseOf(pupil, purpose)
    if (!named) return decide(picture)
    return decideNamed(picture, this.naming === null ? null : this.caseOf(pupil, this.naming))
  }

  /** Whether `decide` would say yes, with or without a condition. */
  isAllowed(pupil: PupilRow, purpose: PurposeRow, named: boolean): boolean {
    const picture = this.caseOf(pupil, purpose)
    if (!named) return isAllowed(picture)
    return isAllowedNamed(picture, this.naming === null ? null : this.caseOf(pupil, this.naming))
  }

  /** Everything about one pupil and use. */
  caseOf(pupil: PupilRow, purpose: PurposeRow): Case {
    return {
      pupil: this.standingOf(pupil),
      purpose,
      answers: inOrder(this.answersOf(pupil.id, purpose.id)),
      settlements: this.#settlements.get(pupil.id)?.get(purpose.id) ?? [],
      formIsOut: this.#formIsOut.has(pupil.id),
      since: this.since,
      records: this.records,
    }
  }
}

type ByPupilAndUse<T> = ReadonlyMap<string, ReadonlyMap<string, readonly T[]>>

function byPupilAndUse<T extends { readonly pupil: string; readonly purpose: string }>(
  rows: readonly T[],
): ByPupilAndUse<T> {
  const pupils = byKey(rows, ({ pupil }) => pupil)
  return new Map([...pupils].map(([pupil, own]) => [pupil, byKey(own, ({ purpose }) => purpose)]))
}

/** Oldest first: the same on every PC, in whatever order it heard of them, and so are the words a decision is told in. */
const inOrder = (rows: readonly AnswerRow[]): readonly AnswerRow[] =>
  rows.length < 2 ? rows : [...rows].sort((a, b) => a.recordedAt - b.recordedAt || (a.event < b.event ? -1 : 1))

/** Whether a use is asked and used on a day. */
export const inUse = (retiredOn: CivilDate | null, on: CivilDate): boolean => retiredOn === null || on < retiredOn

/** A wording can be signed from its issue, or from its own first day where that came before, as one used on paper long ago. */
function sinceOf(db: Tenant['db']): ReadonlyMap<string, CivilDate> {
  return new Map(
    issuesOfWordings(db).flatMap(({ id, issuedOn, effectiveFrom }) =>
      issuedOn === null ? [] : [[id, effectiveFrom < issuedOn ? effectiveFrom : issuedOn] as const],
    ),
  )
}

/** What is known of a pupil, from its rows. @param asOf the day they are of, on which the year group is the one they say */
export function knownOf(
  pupil: { readonly dateOfBirth: CivilDate | null; readonly year: YearCode } & Pick<
    PupilRow,
    'leftOn' | 'lastLeft' | 'loosest'
  >,
  contacts: readonly ContactRow[],
  standing: readonly StandingRow[],
  asOf: CivilDate,
): PupilKnown {
  // The log has checked each value against its kind.
  const values = <T>(kind: StandingRow['kind']): readonly T[] =>
    standing.flatMap((row) => (row.kind === kind && row.value !== null ? [JSON.parse(row.value) as T] : []))
  const responsibility = values<Responsibility & { readonly contact: string }>('responsibility')
  // What was erased may have forbidden something, so it leaves nobody to decide.
  const erased: readonly Care[] = standing.some(({ value }) => value === null)
    ? [{ status: 'CARE_ORDER', authority: null, evidence: null }]
    : []
  const { dateOfBirth, year, leftOn, lastLeft, loosest } = pupil
  return {
    ...{ dateOfBirth, year, yearAt: asOf, leftOn, lastLeft, loosest },
    contacts: contacts.map(({ id, relationship, delegated, endedOn }) => ({
      ...{ id, relationship, delegated, endedOn },
      responsibility: responsibility.filter(({ contact }) => contact === id),
    })),
    flags: values<{ readonly kind: FlagKind; readonly isSet: boolean; readonly from: CivilDate }>('flag'),
    orders: values<Pick<CourtOrder, 'scope' | 'from' | 'until'>>('order'),
    care: [...values<Care>('care'), ...erased],
    competence: values<{ readonly competence: Competence }>('competence').map(({ competence }) => competence),
  }
}
