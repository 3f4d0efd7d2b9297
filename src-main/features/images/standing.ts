/**
 * How every set and every use stands today: the records, the one decision and the calendar put together. Read once for a
 * call, whatever it asks; nothing of it is kept.
 */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import { OUT_OF_REACH, type PublicationState } from '@contract/publications'
import { allSets, filesBySet, pupilsShown, staffShown, type SetRow } from '@db/repo/images'
import {
  allBreaches,
  allPublications,
  publicationStates,
  pupilsLeftOut,
  type PublicationRow,
  type PublicationStateRow,
} from '@db/repo/publications'
import { somePupils, type PupilRow } from '@db/repo/pupils'
import { allHolds, allProposals, allRules, approvals, disposedSets, type HoldRow } from '@db/repo/retention'
import { byKey } from '@vault/by-key'
import type { Ctx, Tenant } from '@vault/context'
import { Knowledge, readingsOf, recordsOf } from '../consents'
import { loosestOf } from '../pupils'
import { decidedNamedOf, decidedOf } from './rules/deciding'
import {
  dueOf,
  endedByAll,
  isOut,
  pupilsOn,
  useStanding,
  type Decided,
  type Due,
  type UseStanding,
} from './rules/ending'
import { retentionOf, type PupilOnSet, type Retention, type RuleKnown, type SetKnown } from './rules/retention'

/** One use with what became of it and whom it shows. */
export interface Use {
  readonly row: PublicationRow
  readonly state: PublicationState
  /** Null while nothing was recorded. */
  readonly became: PublicationStateRow | null
  /** Still out: `LIVE` or `REQUESTED`. */
  readonly isOut: boolean
  /** Ids of the pupils on it today: those left out since are gone from it. */
  readonly pupils: readonly string[]
  /** The same with those left out since. */
  readonly everShown: readonly string[]
  /** Pupils whose pictures went out against the decision, knowingly (R59). */
  readonly against: ReadonlySet<string>
}

/** One set with everything its dates rest on. */
export interface SetStanding {
  readonly row: SetRow
  readonly known: SetKnown
  readonly retention: Retention
  readonly files: number
  /** Ids of the pupils on it. */
  readonly pupils: readonly string[]
  readonly peopleKnown: boolean
  readonly uses: readonly Use[]
  /** Uses that are out and that the school itself can take down (R77). */
  readonly usesInReach: number
  readonly holds: readonly HoldRow[]
}

/** Pictures of one school on one day. */
export class Pictures {
  readonly on: CivilDate
  readonly rules: readonly RuleKnown[]
  readonly sets: readonly SetStanding[]
  readonly uses: readonly Use[]
  readonly knowledge: Knowledge
  readonly #pupils: ReadonlyMap<string, PupilRow>
  readonly #byId: ReadonlyMap<string, SetStanding>
  readonly #purposes: ReadonlyMap<string, Knowledge['purposes'][number]>
  /** By pupil, then by use: a pupil is on many sets, and each asks about the same few uses. */
  readonly #decided = { named: new Map<string, Map<string, Decided>>(), bare: new Map<string, Map<string, Decided>>() }

  /** @param ids sets to look at; null: all */
  constructor(
    readonly tenant: Tenant,
    ctx: Ctx,
    ids: readonly string[] | null = null,
  ) {
    const { db } = tenant
    this.on = ctx.today()
    this.rules = rulesKnown(tenant)
    const rows = allSets(db, ids)
    const shown = pupilsShown(db, ids)
    this.uses = usesOf(tenant, shown, ids)
    const concerned = new Set<string>()
    for (const pupils of [...shown.values(), ...this.uses.map(({ everShown }) => everShown)])
      for (const pupil of pupils) concerned.add(pupil)
    this.#pupils = new Map(somePupils(db, [...concerned]).map((row) => [row.id, row]))
    this.knowledge = new Knowledge(
      db,
      // By pupil, however many: read whole, the answers would cost what all their history costs.
      [...concerned],
      null,
      this.on,
      recordsOf(tenant, ctx),
    )
    this.#purposes = new Map(this.knowledge.purposes.map((purpose) => [purpose.id, purpose]))
    const uses = byKey(this.uses, ({ row }) => row.set)
    const holds = byKey(allHolds(db), ({ set }) => set)
    const [files, people, gone, proposed] = [filesBySet(db), staffShown(db), disposedSets(db), proposedSets(tenant)]
    this.sets = rows.map((row) => {
      const own = uses.get(row.id) ?? []
      const pupils = shown.get(row.id) ?? []
      const held = holds.get(row.id) ?? []
      const filed = files.get(row.id)
      const known: SetKnown = {
        ...{ imageClass: row.facts.imageClass, heldOn: row.facts.heldOn },
        // Whatever somebody typed, a period does not begin before the newest of the pictures themselves was taken.
        takenOn: lastOf([row.facts.takenOn, ...(filed === undefined ? [] : [filed.lastTakenOn])]) ?? row.facts.takenOn,
        rule: row.facts.rule,
        pupils: pupils.map((pupil) => this.#onSet(pupil, row.facts.purposes)),
        lastUsedOn: lastOf(own.flatMap(({ isOut, became }) => (isOut || became === null ? [] : [became.on]))),
        inUse: own.some(({ isOut }) => isOut),
        held: held.length > 0,
        disposal: gone.has(row.id) ? 'DISPOSED' : proposed.has(row.id) ? 'PROPOSED' : 'NONE',
      }
      return {
        ...{ row, known, pupils, uses: own, holds: held },
        retention: retentionOf(known, this.rules, this.on),
        files: filed?.count ?? 0,
        peopleKnown: people.has(row.id),
        usesInReach: own.filter(({ isOut, row: use }) => isOut && !OUT_OF_REACH.includes(use.facts.place)).length,
      }
    })
    this.#byId = new Map(this.sets.map((set) => [set.row.id, set]))
  }

  /** @throws Fault 'not-found' */
  of(id: string): SetStanding {
    const set = this.#byId.get(id)
    if (set === undefined)
      throw new Fault('not-found', 'This school has no such set of pictures. Nothing was changed. Open the list again.')
    return set
  }

  /** A pupil who is on a picture, null once erased. */
  pupil(id: string): PupilRow | null {
    return this.#pupils.get(id) ?? null
  }

  /** What the one decision says of a pupil and a use today, and since when; null once the pupil is erased. */
  decided(pupil: string, purpose: string, named: boolean): Decided | null {
    const known = this.#decidedOf(pupil, named)
    const before = known.get(purpose)
    if (before !== undefined) return before
    const [row, use] = [this.pupil(pupil), this.#purposes.get(purpose)]
    if (row === null || use === undefined) return null
    const { naming } = this.knowledge
    const picture = this.knowledge.caseOf(row, use)
    const decided = named
      ? decidedNamedOf(picture, naming === null ? null : this.knowledge.caseOf(row, naming))
      : decidedOf(picture)
    known.set(purpose, decided)
    return decided
  }

  #decidedOf(pupil: string, named: boolean): Map<string, Decided> {
    const all = named ? this.#decided.named : this.#decided.bare
    const known = all.get(pupil)
    if (known !== undefined) return known
    const made = new Map<string, Decided>()
    all.set(pupil, made)
    return made
  }

  /** What a use needs because of one pupil. Whoever was erased is to be shown nowhere, and a use nobody knows of is none. */
  useStanding(use: Use, pupil: string): UseStanding {
    return useStanding(this.#decidedFor(use, pupil), use.against.has(pupil))
  }

  /** Since when a use has to come down because of one pupil; null: it need not, or is down. */
  dueOf(use: Use, pupil: string): Due | null {
    if (!use.isOut || !use.pupils.includes(pupil)) return null
    return dueOf(use.row.from, this.#decidedFor(use, pupil), use.against.has(pupil))
  }

  #decidedFor({ row: { facts } }: Use, pupil: string): Decided | null {
    return this.decided(pupil, facts.purpose, facts.named)
  }

  #onSet(pupil: string, purposes: readonly string[]): PupilOnSet {
    const row = this.pupil(pupil)
    // An erasure is a request to have nothing kept that rests on consent (R71).
    if (row === null) return { bornOn: null, leftOn: null, endedOn: this.on, withdrawn: true }
    const decided = purposes.map((purpose) => this.#everyReading(row, purpose))
    // What somebody may still be on roll for, or consent to, is not destroyed on the word of one PC.
    return { bornOn: row.dateOfBirth, leftOn: loosestOf(row).leftOn, ...endedByAll(decided) }
  }

  /** What is decided by each of two PCs that differ; once where they agree, and nothing of a use nobody knows of. */
  #everyReading(row: PupilRow, purpose: string): readonly Decided[] {
    const use = this.#purposes.get(purpose)
    if (use === undefined) return []
    if (row.loosest !== null || use.loosest !== null) {
      return readingsOf(this.knowledge.caseOf(row, use)).map(decidedOf)
    }
    const decided = this.decided(row.id, purpose, false)
    return decided === null ? [] : [decided]
  }
}

const NOBODY: ReadonlySet<string> = new Set()

/** The school's schedule, retired rules too: one of them may be a set's own. */
export const rulesKnown = ({ db }: Pick<Tenant, 'db'>): readonly RuleKnown[] =>
  allRules(db).map(({ id, facts: { label, imageClass, trigger, months, windowMonths, retiredOn } }) => ({
    ...{ id, label, imageClass, trigger, months, windowMonths, retiredOn },
  }))

function usesOf(
  { db }: Tenant,
  shown: ReadonlyMap<string, readonly string[]>,
  sets: readonly string[] | null,
): readonly Use[] {
  const states = publicationStates(db)
  const leftOut = pupilsLeftOut(db)
  const against = new Map(allBreaches(db).map(({ publication, pupils }) => [publication, new Set(pupils)]))
  return allPublications(db, sets).map((row) => {
    const became = states.get(row.id) ?? null
    const state = became?.state ?? 'LIVE'
    const onSet = shown.get(row.set) ?? []
    return {
      ...{ row, state, became },
      isOut: isOut(state),
      pupils: pupilsOn(row.facts.pupils, onSet, leftOut.get(row.id) ?? NOBODY),
      everShown: pupilsOn(row.facts.pupils, onSet, NOBODY),
      against: against.get(row.id) ?? NOBODY,
    }
  })
}

/** Sets of disposals that are neither refused nor finished. */
function proposedSets({ db }: Tenant): ReadonlySet<string> {
  const answers = approvals(db)
  return new Set(
    allProposals(db).flatMap(({ id, sets }) => (answers.get(id)?.approved === false ? [] : sets.map(({ set }) => set))),
  )
}

const lastOf = (days: readonly CivilDate[]): CivilDate | null =>
  days.reduce<CivilDate | null>((last, day) => (last === null || day > last ? day : last), null)
