/**
 * When a set of pictures has to go (R66-R72): the rule that applies to it, the day its period ends, and the day by which
 * it should be gone. Never early: where two readings are possible the later day counts, and a missing fact is no day at
 * all. What was decided where the domain leaves a choice: `decision-when-pictures-go.md`. Pure.
 */
import type { CivilDate } from '@contract/primitives'
import { academicYear, addDays, addMonths } from '@vault/clock'

/** What a period is counted from (R67). */
export const TRIGGERS = ['CAPTURE', 'ACADEMIC_YEAR_END', 'LEAVING', 'CONSENT_END', 'LAST_USE', 'BIRTH'] as const
export type Trigger = (typeof TRIGGERS)[number]

/** How a set stands on a day (R68). NO_RULE: nothing says when it goes, so a person has to look. */
export const RETENTION_STATES = ['HELD', 'DUE', 'OVERDUE', 'ON_HOLD', 'PROPOSED', 'DISPOSED', 'NO_RULE'] as const
export type RetentionState = (typeof RETENTION_STATES)[number]

/** A rule of a school's schedule (R67). */
export interface RuleKnown {
  readonly id: string
  readonly label: string
  /** Null: any class. */
  readonly imageClass: string | null
  readonly trigger: Trigger
  /** Whole calendar months from the trigger, 0 or more. */
  readonly months: number
  /** Whole calendar months from the due day to the day by which a set should be gone, 0 or more (R68). */
  readonly windowMonths: number
  /** The first day on which the rule counts no more; null: in force. */
  readonly retiredOn: CivilDate | null
}

/** A pupil shown in a set. */
export interface PupilOnSet {
  readonly bornOn: CivilDate | null
  /** The actual leaving date, never one guessed from the year group; null: on roll, or not known (R69). */
  readonly leftOn: CivilDate | null
  /** The first day on which nothing allows any use the pictures were taken for; null: something does. */
  readonly endedOn: CivilDate | null
  /** It ended because somebody said no, took a Yes back or objected, or by protection or an order; not by running out. */
  readonly withdrawn: boolean
}

/** What is known of a set of pictures. */
export interface SetKnown {
  readonly imageClass: string
  readonly takenOn: CivilDate
  readonly heldOn: 'CONSENT' | 'PUBLIC_TASK'
  /** The id of a rule chosen for this set alone; null: the schedule decides. */
  readonly rule: string | null
  readonly pupils: readonly PupilOnSet[]
  /** The last day of the last use that ended; null: none ended. */
  readonly lastUsedOn: CivilDate | null
  /** A use is LIVE or REQUESTED, wherever. */
  readonly inUse: boolean
  /** A hold is in force (R72). */
  readonly held: boolean
  readonly disposal: 'NONE' | 'PROPOSED' | 'DISPOSED'
}

/**
 * What a due day was counted from. NEVER_USED counts from the day of taking, for a rule that counts from the last use;
 * SAID_NO is the day from which somebody's No forbids every use (R71).
 */
export const COUNTED_FROM = [
  'TAKEN',
  'YEAR_ENDED',
  'LEFT',
  'CONSENT_ENDED',
  'LAST_USED',
  'NEVER_USED',
  'BORN',
  'SAID_NO',
] as const

/** Why there is no due day. RULE_NOT_KNOWN: the rule chosen for the set is not in the schedule. */
export const NO_DUE_DAY = [
  'NOBODY_SHOWN',
  'NOBODY_LEFT',
  'CONSENT_RUNS',
  'STILL_USED',
  'NO_BIRTH_DATE',
  'NO_RULE',
  'RULE_NOT_KNOWN',
] as const

/** What a due day rests on, or what is missing for one. */
export type Because =
  | { readonly code: (typeof COUNTED_FROM)[number]; /** The day counted from. */ readonly date: CivilDate }
  | { readonly code: (typeof NO_DUE_DAY)[number]; readonly date: null }

/** How a set stands. */
export interface Retention {
  readonly state: RetentionState
  /** The id of the rule that gave the due day or is waiting for a fact; null: none applies. */
  readonly rule: string | null
  readonly because: Because
  /** The first day on which the set may go, told for every state; null: none yet. */
  readonly dueOn: CivilDate | null
  /** The last day of the window; overdue begins after it. Null with `dueOn`. */
  readonly disposeBy: CivilDate | null
  /** The day from which a No hastens this set (R71), even where the rule's own due day came first; null: none does. */
  readonly saidNoOn: CivilDate | null
}

/**
 * Days in which pictures held only on consent should be gone after a No. R71 makes them due on the day itself; a second
 * person and the copies in other systems take time, and a month is what families are told for any request (R65).
 */
export const DAYS_AFTER_NO = 30

/** A due day, its window and its reason; the days are null together. */
type Counted = Pick<Retention, 'rule' | 'because' | 'dueOn' | 'disposeBy'>

/**
 * How a set stands on a day.
 * @param rules the whole schedule, rules that are retired included
 * @param on the day asked about, Europe/London
 */
export function retentionOf(set: SetKnown, rules: readonly RuleKnown[], on: CivilDate): Retention {
  const saidNoOn = saidNo(set)
  const counted = hastened(byRule(set, rules, on), saidNoOn)
  return { state: stateOf(set, counted, on), ...counted, saidNoOn }
}

function stateOf(set: SetKnown, { because, dueOn, disposeBy }: Counted, on: CivilDate): RetentionState {
  // What is gone is gone; everything else waits for a hold (R72).
  if (set.disposal === 'DISPOSED') return 'DISPOSED'
  if (set.held) return 'ON_HOLD'
  if (set.disposal === 'PROPOSED') return 'PROPOSED'
  if (dueOn === null || disposeBy === null) {
    return because.code === 'NO_RULE' || because.code === 'RULE_NOT_KNOWN' ? 'NO_RULE' : 'HELD'
  }
  if (on < dueOn) return 'HELD'
  return on <= disposeBy ? 'DUE' : 'OVERDUE'
}

/** The due day the schedule gives. Of rules that apply alike, all have to be due. */
function byRule(set: SetKnown, rules: readonly RuleKnown[], on: CivilDate): Counted {
  const applying = rulesFor(set, rules, on)
  if (applying === null) return noDay(set.rule, 'RULE_NOT_KNOWN')
  const [first, ...others] = applying.map((rule) => countedBy(rule, set))
  return first === undefined ? noDay(null, 'NO_RULE') : others.reduce(laterCounted, first)
}

/**
 * The rules that apply to a set, all of one specificity: the one chosen for it, else those of its class, else those of
 * any class.
 * @returns null where the rule chosen for it is not in the schedule
 */
export function rulesFor(set: SetKnown, rules: readonly RuleKnown[], on: CivilDate): readonly RuleKnown[] | null {
  if (set.rule !== null && rules.every(({ id }) => id !== set.rule)) return null
  const inForce = rules.filter(({ retiredOn }) => retiredOn === null || on < retiredOn)
  const tiers = [
    inForce.filter(({ id }) => id === set.rule),
    inForce.filter(({ imageClass }) => imageClass === set.imageClass),
    inForce.filter(({ imageClass }) => imageClass === null),
  ]
  return tiers.find((tier) => tier.length > 0) ?? []
}

function countedBy(rule: RuleKnown, set: SetKnown): Counted {
  const because = triggerOf(rule.trigger, set)
  if (because.date === null) return { ...noDay(rule.id, because.code) }
  // Whatever came first, no picture goes before the day it was taken.
  const dueOn = later(set.takenOn, addMonths(because.date, rule.months))
  return { rule: rule.id, because, dueOn, disposeBy: addMonths(dueOn, rule.windowMonths) }
}

/** The day a rule counts from, for this set. */
function triggerOf(trigger: Trigger, set: SetKnown): Because {
  const { takenOn, pupils } = set
  const firstOf = (code: 'LEFT' | 'CONSENT_ENDED', missing: 'NOBODY_LEFT' | 'CONSENT_RUNS', days: Days): Because => {
    const day = earliest(days)
    // A period cannot have begun before there was a picture.
    if (day !== null) return { code, date: later(takenOn, day) }
    return { code: pupils.length === 0 ? 'NOBODY_SHOWN' : missing, date: null }
  }
  switch (trigger) {
    case 'CAPTURE':
      return { code: 'TAKEN', date: takenOn }
    case 'ACADEMIC_YEAR_END':
      return { code: 'YEAR_ENDED', date: academicYear(takenOn).ends }
    case 'LEAVING':
      return firstOf(
        'LEFT',
        'NOBODY_LEFT',
        pupils.map(({ leftOn }) => leftOn),
      )
    case 'CONSENT_END':
      return firstOf(
        'CONSENT_ENDED',
        'CONSENT_RUNS',
        pupils.map(({ endedOn }) => endedOn),
      )
    case 'LAST_USE':
      if (set.inUse) return { code: 'STILL_USED', date: null }
      return set.lastUsedOn === null
        ? { code: 'NEVER_USED', date: takenOn }
        : { code: 'LAST_USED', date: later(takenOn, set.lastUsedOn) }
    case 'BIRTH': {
      const born = earliest(pupils.map(({ bornOn }) => bornOn))
      if (born !== null) return { code: 'BORN', date: born }
      return { code: pupils.length === 0 ? 'NOBODY_SHOWN' : 'NO_BIRTH_DATE', date: null }
    }
  }
}

/** The later of two due days; a rule without a day yet keeps the set. */
function laterCounted(one: Counted, other: Counted): Counted {
  if (one.dueOn === null || one.disposeBy === null) return one
  if (other.dueOn === null || other.disposeBy === null) return other
  if (one.dueOn !== other.dueOn) return one.dueOn > other.dueOn ? one : other
  return one.disposeBy >= other.disposeBy ? one : other
}

/** R71: the first day on which a No forbids pictures held only on consent; null: none does. */
function saidNo({ heldOn, takenOn, pupils }: SetKnown): CivilDate | null {
  if (heldOn !== 'CONSENT') return null
  const day = earliest(pupils.map(({ endedOn, withdrawn }) => (withdrawn ? endedOn : null)))
  return day === null ? null : later(takenOn, day)
}

/** A No brings the due day and the end of the window forward, and never puts either back. */
function hastened(counted: Counted, saidNoOn: CivilDate | null): Counted {
  if (saidNoOn === null) return counted
  const goneBy = addDays(saidNoOn, DAYS_AFTER_NO)
  if (counted.dueOn === null || counted.disposeBy === null || saidNoOn < counted.dueOn) {
    const disposeBy = counted.disposeBy === null ? goneBy : earlier(goneBy, counted.disposeBy)
    return { rule: counted.rule, because: { code: 'SAID_NO', date: saidNoOn }, dueOn: saidNoOn, disposeBy }
  }
  return { ...counted, disposeBy: earlier(goneBy, counted.disposeBy) }
}

type Days = readonly (CivilDate | null)[]

const noDay = (rule: string | null, code: (typeof NO_DUE_DAY)[number]): Counted => ({
  rule,
  because: { code, date: null },
  dueOn: null,
  disposeBy: null,
})

const later = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other)
const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one < other ? one : other)

function earliest(days: Days): CivilDate | null {
  const known = days.filter((day) => day !== null)
  return known.length === 0 ? null : known.reduce(earlier)
}
