/** Made-up sets of pictures and schedules, many on the days at which rules turn. One is known by its seed and number. */
import type { CivilDate } from '@contract/primitives'
import {
  TRIGGERS,
  type PupilOnSet,
  type RuleKnown,
  type SetKnown,
} from '../../../src-main/features/images/rules/retention'
import { chance, type Chance } from '../../fuzz/chance'
import { oracle } from './oracle'

export interface Asked {
  readonly set: SetKnown
  readonly rules: readonly RuleKnown[]
  readonly on: CivilDate
}

const DAY = 86_400_000
export const dayOf = (number: number): CivilDate => new Date(number * DAY).toISOString().slice(0, 10) as CivilDate // As it writes dates.
export const numberOf = (date: string): number => Date.parse(date) / DAY

/** Days at which years, months and leap years turn. */
const TURNS = ['08-31', '09-01', '02-28', '03-01', '12-31', '01-31', '03-31', '10-31', '01-01']
const LEAP_DAYS = ['2016-02-29', '2020-02-29', '2024-02-29']

export function someDay(by: Chance, from: number, to: number): CivilDate {
  const day = dayOf(from + by.upTo(to - from))
  if (by.in(12)) return by.one(LEAP_DAYS) as CivilDate // Written above.
  return by.in(3) ? (`${day.slice(0, 4)}-${by.one(TURNS)}` as CivilDate) : day // Every year has these.
}

const TAKEN = [numberOf('2019-01-01'), numberOf('2026-12-31')] as const

export function pupilOf(by: Chance, taken: number): PupilOnSet {
  const around = (): CivilDate => someDay(by, taken - 200, taken + 900)
  return {
    bornOn: by.in(4) ? null : someDay(by, taken - 18 * 365, taken - 4 * 365),
    leftOn: by.in(2) ? null : around(),
    endedOn: by.in(2) ? null : around(),
    withdrawn: by.in(3),
  }
}

export const CLASSES = ['EVENT', 'CLASS_PHOTO', 'ID']

export function ruleOf(by: Chance, number: number, around: number): RuleKnown {
  const trigger = by.one(TRIGGERS)
  return {
    id: `rule ${number}`,
    label: `Rule ${number}`,
    imageClass: by.one([...CLASSES, null, null, 'EVENT']),
    trigger,
    months: trigger === 'BIRTH' ? 120 + by.upTo(120) : by.one([0, 1, 6, 12, 13, 24, 36]),
    windowMonths: by.one([0, 0, 1, 6, 12]),
    retiredOn: by.in(5) ? dayOf(around + by.upTo(1200)) : null,
  }
}

/** Makes one set with a schedule; half of the days asked are on or beside a day that matters. */
export function askedOf(seed: number, number: number): Asked {
  const by = chance(seed, number)
  const takenOn = someDay(by, ...TAKEN)
  const taken = numberOf(takenOn)
  const rules = Array.from({ length: by.upTo(5) }, (_, at) => ruleOf(by, at, taken))
  const set: SetKnown = {
    imageClass: by.one(CLASSES),
    takenOn,
    heldOn: by.one(['CONSENT', 'PUBLIC_TASK']),
    rule: by.in(4) ? `rule ${by.upTo(6)}` : null,
    pupils: Array.from({ length: by.upTo(4) }, () => pupilOf(by, taken)),
    lastUsedOn: by.in(2) ? null : someDay(by, taken - 30, taken + 600),
    inUse: by.in(4),
    held: by.in(8),
    disposal: by.one(['NONE', 'NONE', 'NONE', 'NONE', 'PROPOSED', 'DISPOSED']),
  }
  const someTime = someDay(by, taken, taken + 2000)
  const { dueOn, disposeBy } = oracle(set, rules, someTime)
  const [retired] = rules.flatMap(({ retiredOn }) => (retiredOn === null ? [] : [retiredOn]))
  const turn = by.one([dueOn, disposeBy, dueOn, disposeBy, retired ?? null, null, null, null])
  return { set, rules, on: turn === null ? someTime : dayOf(numberOf(turn) - 1 + by.upTo(3)) }
}
