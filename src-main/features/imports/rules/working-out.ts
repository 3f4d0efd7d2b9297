/**
 * Working out an import: from a file and a mapping to what becomes of every row (R102-R115). Changes nothing and reads no
 * clock: the same ground gives the same plan. A generator, so that whoever runs it can tell how far it is, and stop. Pure.
 */
import type { DryRow } from '@contract/imports'
import { rollIndex } from '../../pupils/rules/matching'
import { numberKey } from '../../pupils/rules/finding'
import { foldName } from '../../pupils/rules/names'
import { readUpn } from '../../pupils/rules/upn'
import { dateCells, headingAt } from './columns'
import { datesRefusal, lookAtDates } from './dates'
import type { PupilKept } from './difference'
import { incomingOf, readingOf, type Incoming } from './incoming'
import { mappingProblem } from './mapping'
import { refusal, type Ground, type OtherRoll, type Plan } from './plan'
import { outcomeOfKnown, outcomeOfNew, rowsWith, type PupilOutcome } from './plan-pupil'
import { groupsOf, type Group } from './same-pupil'
import { Tally } from './tally'
import { pupilWords, rollPupil, whoseIs, type Looking, type Whose } from './whose'
import { cut, linesWords } from './wording'
import { ENOUGH, schoolNamed, teaches, wrongSchool, type OtherSchool, type WholeFile } from './wrong-school'

/** Rows between two words of how far it is. */
const STEP = 100

/** How far a plan is, from 0 to 1. */
export type Working = Generator<number, Plan>

/** @returns yields the part done */
export function* workOut(ground: Ground): Working {
  const { table, mapping, today } = ground
  const problem =
    mappingProblem(table, mapping) ?? datesRefusal(lookAtDates(dateCells(table, mapping.columns)), mapping.dates)
  if (problem !== null) return refusal(problem)
  const headings = Array.from({ length: table.columns }, (_, column) => headingAt(table, column))
  const reading = readingOf(mapping, headings, today)
  const incoming: Incoming[] = []
  for (const row of table.rows) {
    incoming.push(incomingOf(row, reading))
    if (incoming.length % STEP === 0) yield (incoming.length / table.rows.length) * 0.4
  }
  const groups = groupsOf(incoming)
  const byId = new Map(ground.roll.map((kept) => [kept.id, kept]))
  const kept = (pupil: string): PupilKept | null => byId.get(pupil) ?? null
  const looking: Looking = { index: rollIndex(ground.roll.map(rollPupil)), kept, today }
  const whose: Whose[] = []
  for (const group of groups) {
    whose.push(whoseIs(group, looking))
    if (whose.length % STEP === 0) yield 0.4 + (whose.length / groups.length) * 0.3
  }
  const wrong = refusedAsAnothers(groups, whose, ground)
  if (wrong !== null) return refusal(wrong)
  return yield* decide(groups, settled(groups, whose, ground, kept), { ...ground, kept })
}

interface Deciding extends Ground {
  readonly kept: (pupil: string) => PupilKept | null
}

function* decide(groups: readonly Group[], whose: readonly Whose[], ground: Deciding): Working {
  const { roll, table, mapping } = ground
  const tally = new Tally(ground)
  const numbers = new Numbers(roll)
  const chosenBack = new Set(ground.choices.values())
  for (const [at, group] of groups.entries()) {
    tally.take(group, outcomeFor(group, whose[at] ?? { kind: 'new' }, { ground, numbers, tally, chosenBack }))
    if (at % STEP === 0) yield 0.7 + (at / groups.length) * 0.3
  }
  for (const { line, why } of table.leftOut) tally.leftOut({ line, why })
  if (mapping.wholeRoll) tally.missing(roll)
  return tally.plan()
}

function outcomeFor(
  group: Group,
  whose: Whose,
  {
    ground,
    numbers,
    tally,
    chosenBack,
  }: {
    readonly ground: Deciding
    readonly numbers: Numbers
    readonly tally: Tally
    readonly chosenBack: ReadonlySet<string | null>
  },
): PupilOutcome {
  const only = (rows: readonly DryRow[]): PupilOutcome => ({ rows, planned: null, outcomes: [], notes: [] })
  switch (whose.kind) {
    case 'left-out':
      tally.seen(whose.near)
      return only(rowsWith(group, 'LEFT_OUT', whose.why))
    case 'to-confirm': {
      tally.seen(whose.candidates)
      const candidates = whose.candidates.flatMap((id) => {
        const pupil = ground.kept(id)
        return pupil === null ? [] : [{ pupil: id, words: cut(pupilWords(pupil), 300) }]
      })
      return only(rowsWith(group, 'TO_CONFIRM', whose.why, { candidates }))
    }
    case 'new': {
      if (isGone(group)) return only(rowsWith(group, 'SAME', 'Marked as deleted, and not on the roll here.'))
      const taken = numbers.whyTaken(group, null)
      return taken === null ? outcomeOfNew(numbers.claimed(group), ground) : only(rowsWith(group, 'LEFT_OUT', taken))
    }
    case 'known': {
      const pupil = ground.kept(whose.pupil)
      if (pupil === null) return only(rowsWith(group, 'LEFT_OUT', 'The pupil is not on the roll any more.'))
      tally.seen([pupil.id])
      if (isGone(group)) {
        tally.gone(pupil)
        return only(
          rowsWith(group, 'SAME', 'Marked as deleted: if the pupil has left, give the last day.', { pupil: pupil.id }),
        )
      }
      const taken = numbers.whyTaken(group, pupil)
      if (taken !== null) return only(rowsWith(group, 'LEFT_OUT', taken))
      const hasLeft = pupil.leftOn !== null && pupil.leftOn < ground.today && group.facts.leftOn === null
      return outcomeOfKnown(group, pupil, hasLeft && chosenBack.has(pupil.id), ground)
    }
  }
}

const isGone = ({ rows }: Group): boolean => rows.some(({ gone }) => gone)

/**
 * Whose each group is once it is known what a person chose, what school its rows name, and that no pupil is claimed by two.
 * A choice for one row of a group holds for all of it.
 */
function settled(
  groups: readonly Group[],
  found: readonly Whose[],
  ground: Ground,
  kept: (pupil: string) => PupilKept | null,
): readonly Whose[] {
  const chosen = groups.map((group, at): Whose => {
    const whose = found[at] ?? { kind: 'new' }
    if (whose.kind !== 'left-out' && group.rows.some((row) => isOfAnother(row, ground))) {
      return { kind: 'left-out', near: [], why: 'It says that it is of another school.' }
    }
    if (whose.kind !== 'to-confirm') return whose
    const choice = group.rows.map(({ line }) => ground.choices.get(line)).find((one) => one !== undefined)
    if (choice === undefined) return whose
    if (choice === null) return { kind: 'new' }
    return whose.candidates.includes(choice) && kept(choice) !== null ? { kind: 'known', pupil: choice } : whose
  })
  const claims = new Map<string, number[]>()
  for (const [at, whose] of chosen.entries()) {
    if (whose.kind === 'known') claims.set(whose.pupil, [...(claims.get(whose.pupil) ?? []), at])
  }
  return chosen.map((whose) => {
    if (whose.kind !== 'known') return whose
    const claimed = claims.get(whose.pupil) ?? []
    if (claimed.length < 2) return whose
    const lines = claimed.flatMap((at) => groups[at]?.rows[0]?.line ?? [])
    return {
      kind: 'left-out',
      near: [whose.pupil],
      why: `The rows of ${linesWords(lines)} fit one pupil and differ from each other.`,
    }
  })
}

const NO_ROLL = { matches: 0, upns: 0 }

function isOfAnother({ school }: Incoming, ground: Ground): boolean {
  if (school === null) return false
  const named = schoolNamed(
    school,
    ground.school,
    ground.others.map((other) => ({ ...other, ...NO_ROLL })),
  )
  return named !== null && named !== 'here'
}

/** Numbers that are somebody's: an admission number and a UPN are one pupil's in a school (R103). */
class Numbers {
  readonly #admission = new Map<string, string>()
  readonly #upns = new Map<string, string>()

  constructor(roll: readonly PupilKept[]) {
    for (const { id, admissionNumber, upn } of roll) {
      this.#admission.set(numberKey(admissionNumber), id)
      if (upn !== null) this.#upns.set(upn, id)
    }
  }

  /** Why a group cannot have its admission number, in words; null when it can. @param pupil whose it is; null: a new one's */
  whyTaken({ facts }: Group, pupil: PupilKept | null): string | null {
    const number = facts.admissionNumber ?? (pupil === null ? facts.sourceId : null)
    const owner = number === null ? undefined : this.#admission.get(numberKey(number))
    if (owner !== undefined && owner !== pupil?.id)
      return 'Its admission number is that of another pupil of this school.'
    const upnOwner = facts.upn === null ? undefined : this.#upns.get(facts.upn)
    if (upnOwner !== undefined && upnOwner !== pupil?.id) return 'Its UPN is that of another pupil of this school.'
    return null
  }

  /** Takes the numbers of a new pupil, so that no other has them. */
  claimed(group: Group): Group {
    const { admissionNumber, sourceId, upn } = group.facts
    const number = admissionNumber ?? sourceId
    if (number !== null) this.#admission.set(numberKey(number), `line ${group.rows[0]?.line ?? 0}`)
    if (upn !== null) this.#upns.set(upn, `line ${group.rows[0]?.line ?? 0}`)
    return group
  }
}

function refusedAsAnothers(groups: readonly Group[], whose: readonly Whose[], ground: Ground): string | null {
  const isHere = (one: Whose | undefined): boolean =>
    one?.kind === 'known' || one?.kind === 'to-confirm' || (one?.kind === 'left-out' && one.near.length > 0)
  const counted = groups.map((group, at) => ({ group, here: isHere(whose[at]) }))
  const withUpn = counted.filter(({ group }) => group.facts.upn !== null)
  const file: WholeFile = {
    pupils: groups.length,
    here: counted.filter(({ here }) => here).length,
    withUpn: withUpn.length,
    upnsHere: withUpn.filter(({ here }) => here).length,
    years: groups.flatMap(({ facts }) => facts.year ?? []),
    schools: groups.flatMap(({ rows }) => rows[0]?.school ?? []),
  }
  // The rolls of other schools are looked at only where this one does not explain the file.
  const isStrange = file.here * 10 < file.pupils && (file.pupils >= ENOUGH || withUpn.length > 0)
  if (!isStrange && file.schools.length === 0) return wrongSchool(file, ground.school, [])
  const others = ground.others.map((other) => (isStrange ? comparedWith(other, groups) : { ...other, ...NO_ROLL }))
  return wrongSchool(file, ground.school, others)
}

/** Pupils in years a school does not teach are not its own any more: that is how a new intake looks. */
function comparedWith(other: OtherRoll, groups: readonly Group[]): OtherSchool {
  const upns = new Set<string>()
  const born = new Map<string, ReturnType<OtherRoll['roll']>[number][]>()
  for (const pupil of other.roll()) {
    if (pupil.upn !== null) upns.add(pupil.upn)
    if (pupil.dateOfBirth !== null) born.set(pupil.dateOfBirth, [...(born.get(pupil.dateOfBirth) ?? []), pupil])
  }
  let [byUpn, byEither] = [0, 0]
  for (const { facts } of groups) {
    if (facts.year !== null && !teaches(other, facts.year)) continue
    const hasUpn = facts.upn !== null && upns.has(facts.upn) && isPermanent(facts.upn)
    if (hasUpn) byUpn += 1
    const alike = facts.dateOfBirth === null ? [] : (born.get(facts.dateOfBirth) ?? [])
    if (hasUpn || alike.some((pupil) => isNamesake(pupil, facts))) byEither += 1
  }
  return { facts: other.facts, name: other.name, matches: byEither, upns: byUpn }
}

const isPermanent = (text: string): boolean => {
  const read = readUpn(text)
  return 'upn' in read && read.kind === 'permanent'
}

type Named = Pick<PupilKept, 'legalForename'> & { readonly legalSurname: string | null }

const isNamesake = (a: Named, b: Named): boolean =>
  foldName(a.legalSurname ?? '') === foldName(b.legalSurname ?? '') &&
  foldName(a.legalForename ?? '') === foldName(b.legalForename ?? '')
