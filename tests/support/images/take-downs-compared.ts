/** Runs the rules of what has to come down and the oracle side by side. */
import { addDays } from '@vault/clock'
import { decidedNamedOf, decidedOf } from '../../../src-main/features/images/rules/deciding'
import {
  dueOf,
  endedOf,
  isOut,
  pupilsOn,
  TAKE_DOWN_DAYS,
  useStanding,
  type Decided,
} from '../../../src-main/features/images/rules/ending'
import { caseOf } from '../consents/histories'
import type { PupilMade, SchoolMade } from './pictures-in-use'
import { schoolOf } from './pictures-in-use'
import { endedOracle, takeDownOracle } from './take-down-oracle'

/** What a fault may change: how each step is taken. */
export interface Steps {
  readonly decided: (pupil: PupilMade, purpose: string, named: boolean) => Decided | null
  readonly isOut: typeof isOut
  readonly pupilsOn: typeof pupilsOn
  readonly dueOf: typeof dueOf
  readonly days: (isUrgent: boolean) => number
  readonly endedOf: typeof endedOf
}

export const PRODUCT: Steps = {
  decided: ({ uses, name }, purpose, named) => {
    const picture = uses.get(purpose)
    if (picture === undefined) return null
    return named ? decidedNamedOf(caseOf(picture), name === null ? null : caseOf(name)) : decidedOf(caseOf(picture))
  },
  ...{ isOut, pupilsOn, dueOf, endedOf },
  days: (isUrgent) => (isUrgent ? 0 : TAKE_DOWN_DAYS),
}

/** The lines of both: what comes down, and what has ended. */
export function productSays({ on, sets, uses, pupils }: SchoolMade, steps: Steps): readonly string[] {
  const decided = (pupil: string, purpose: string, named: boolean): Decided | null => {
    const known = pupils.get(pupil) ?? null
    return known === null ? null : steps.decided(known, purpose, named)
  }
  const coming = uses.flatMap((use) => {
    if (!steps.isOut(use.became ?? 'LIVE')) return []
    const onSet = sets.find(({ id }) => id === use.set)?.pupils ?? []
    return steps.pupilsOn(use.pupils, onSet, new Set(use.leftOut)).flatMap((pupil) => {
      const due = steps.dueOf(use.from, decided(pupil, use.purpose, use.named), use.against.includes(pupil))
      if (due === null) return []
      return [`${use.id} ${pupil} since ${due.since} by ${addDays(due.since, steps.days(due.isUrgent))}`]
    })
  })
  const ended = sets.flatMap(({ id, pupils: onSet, purposes }) =>
    onSet.flatMap((pupil) => {
      const isErased = (pupils.get(pupil) ?? null) === null
      const { endedOn, withdrawn } = isErased
        ? { endedOn: on, withdrawn: true }
        : steps.endedOf(purposes.flatMap((purpose) => decided(pupil, purpose, false) ?? []))
      return endedOn === null ? [] : [`${id} ${pupil} ended ${endedOn}${withdrawn ? ' by a no' : ''}`]
    }),
  )
  return [...coming, ...ended]
}

export const oracleSays = (school: SchoolMade): readonly string[] => [
  ...takeDownOracle(school).map(({ use, pupil, since, due }) => `${use} ${pupil} since ${since} by ${due}`),
  ...endedOracle(school, school.on).map(
    ({ set, pupil, on, hastened }) => `${set} ${pupil} ended ${on}${hastened ? ' by a no' : ''}`,
  ),
]

/** What both say of a school, each line told by one of them alone. */
export function differencesIn(school: SchoolMade, steps: Steps = PRODUCT): readonly string[] {
  const [said, expected] = [productSays(school, steps), oracleSays(school)]
  return [
    ...said.filter((line) => !expected.includes(line)).map((line) => `told, not expected: ${line}`),
    ...expected.filter((line) => !said.includes(line)).map((line) => `expected, not told: ${line}`),
  ]
}

/** How often each thing was met, so that a run is known to be about something. */
export interface Met {
  uses: number
  takeDowns: number
  lapsed: number
  hastened: number
  readonly reasons: Map<string, number>
}

/** Compares so many schools. @returns the first ten differences, and what was met */
export function takeDownsAgainstOracle(seed: number, schools: number): { differences: string[]; met: Met } {
  const differences: string[] = []
  const met: Met = { uses: 0, takeDowns: 0, lapsed: 0, hastened: 0, reasons: new Map() }
  for (let number = 0; number < schools; number++) {
    const school = schoolOf(seed, number)
    for (const line of differencesIn(school)) if (differences.length < 10) differences.push(`school ${number}: ${line}`)
    meet(met, school)
  }
  return { differences, met }
}

function meet(met: Met, school: SchoolMade): void {
  met.uses += school.uses.length
  met.hastened += endedOracle(school, school.on).filter(({ hastened }) => hastened).length
  for (const { use, pupil } of takeDownOracle(school)) {
    const { purpose, named } = school.uses.find(({ id }) => id === use) ?? { purpose: '', named: false }
    const known = school.pupils.get(pupil) ?? null
    const reason = known === null ? 'ERASED' : (PRODUCT.decided(known, purpose, named)?.reason ?? 'NO_SUCH_USE')
    met.takeDowns++
    met.reasons.set(reason, (met.reasons.get(reason) ?? 0) + 1)
  }
  for (const { purpose, named, pupils } of school.uses) {
    for (const pupil of pupils ?? []) {
      const known = school.pupils.get(pupil) ?? null
      const decided = known === null ? null : PRODUCT.decided(known, purpose, named)
      if (decided !== null && useStanding(decided) === 'LAPSED') met.lapsed++
    }
  }
}
