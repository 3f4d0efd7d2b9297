/**
 * How a set stands and who may do what, written a second time: from the rules (domain 3.5, R66-R77) and with its own
 * calendar. It shares no code with the product, only the shapes of the facts.
 */
import type { DayKnown, DisposalKnown, Refusal, ToDispose } from '../../../src-main/features/images/rules/disposing'
import type { Because, RetentionState, RuleKnown, SetKnown } from '../../../src-main/features/images/rules/retention'
import { daysAfter, endOfSchoolYear, monthsAfter } from './calendar'

export interface Told {
  readonly state: RetentionState
  readonly rule: string | null
  readonly code: Because['code']
  readonly from: string | null
  readonly dueOn: string | null
  readonly disposeBy: string | null
}

interface Reckoned {
  readonly rule: string | null
  readonly code: Because['code']
  readonly from: string | null
  readonly due: string | null
  readonly by: string | null
}

/** How the set stands on a day. */
export function oracle(set: SetKnown, rules: readonly RuleKnown[], on: string): Told {
  const ruled = ruledBy(set, rules, on)
  const no = dayOfNo(set)
  let { due, by, code, from } = ruled
  if (no !== null) {
    // R71: a month, unless the schedule wants it gone sooner.
    by = [daysAfter(no, 30), ...(by === null ? [] : [by])].sort()[0] ?? null
    if (due === null || no < due) {
      due = no
      from = no
      code = 'SAID_NO'
    }
  }
  return { state: stateOf(set, code, due, by, on), rule: ruled.rule, code, from, dueOn: due, disposeBy: by }
}

function stateOf(set: SetKnown, code: string, due: string | null, by: string | null, on: string): RetentionState {
  if (set.disposal === 'DISPOSED') return 'DISPOSED'
  if (set.held) return 'ON_HOLD'
  if (set.disposal === 'PROPOSED') return 'PROPOSED'
  if (due === null) return code.includes('RULE') ? 'NO_RULE' : 'HELD'
  if (by !== null && by < on) return 'OVERDUE'
  return due <= on ? 'DUE' : 'HELD'
}

function dayOfNo(set: SetKnown): string | null {
  if (set.heldOn === 'PUBLIC_TASK') return null
  const days: string[] = []
  for (const { withdrawn, endedOn } of set.pupils) if (withdrawn && endedOn !== null) days.push(endedOn)
  return notBefore(set.takenOn, days.sort()[0] ?? null)
}

const notBefore = (floor: string, day: string | null): string | null => (day !== null && day < floor ? floor : day)

function ruledBy(set: SetKnown, rules: readonly RuleKnown[], on: string): Reckoned {
  const none = { rule: null, from: null, due: null, by: null }
  const chosen = rules.filter(({ id }) => id === set.rule)
  if (set.rule !== null && chosen.length === 0) return { ...none, rule: set.rule, code: 'RULE_NOT_KNOWN' }
  const counts = (rule: RuleKnown): boolean => !(rule.retiredOn !== null && rule.retiredOn <= on)
  let those = chosen.filter(counts)
  if (those.length === 0) those = rules.filter((rule) => counts(rule) && rule.imageClass === set.imageClass)
  if (those.length === 0) those = rules.filter((rule) => counts(rule) && rule.imageClass === null)
  if (those.length === 0) return { ...none, code: 'NO_RULE' }
  const reckoned = those.map((rule) => reckon(rule, set))
  const waiting = reckoned.find(({ due }) => due === null)
  if (waiting !== undefined) return waiting
  const [last] = reckoned.sort((one, other) => compare(other.due, one.due) || compare(other.by, one.by))
  if (last === undefined) throw new Error('No rule left')
  return last
}

const compare = (one: string | null, other: string | null): number =>
  (one ?? '') === (other ?? '') ? 0 : (one ?? '') < (other ?? '') ? -1 : 1

function reckon(rule: RuleKnown, set: SetKnown): Reckoned {
  const [code, from] = countedFrom(rule, set)
  if (from === null) return { rule: rule.id, code, from, due: null, by: null }
  const due = notBefore(set.takenOn, monthsAfter(from, rule.months)) ?? ''
  return { rule: rule.id, code, from, due, by: monthsAfter(due, rule.windowMonths) }
}

function countedFrom({ trigger }: RuleKnown, set: SetKnown): readonly [Because['code'], string | null] {
  const { takenOn, pupils } = set
  const nobody = pupils.length === 0
  const sorted = (days: readonly (string | null)[]): string | null =>
    days.filter((day) => day !== null).sort()[0] ?? null
  if (trigger === 'CAPTURE') return ['TAKEN', takenOn]
  if (trigger === 'ACADEMIC_YEAR_END') return ['YEAR_ENDED', endOfSchoolYear(takenOn)]
  if (trigger === 'LEAVING') {
    const left = notBefore(takenOn, sorted(pupils.map((pupil) => pupil.leftOn)))
    return left === null ? [nobody ? 'NOBODY_SHOWN' : 'NOBODY_LEFT', null] : ['LEFT', left]
  }
  if (trigger === 'CONSENT_END') {
    const ended = notBefore(takenOn, sorted(pupils.map((pupil) => pupil.endedOn)))
    return ended === null ? [nobody ? 'NOBODY_SHOWN' : 'CONSENT_RUNS', null] : ['CONSENT_ENDED', ended]
  }
  if (trigger === 'BIRTH') {
    const born = sorted(pupils.map((pupil) => pupil.bornOn))
    return born === null ? [nobody ? 'NOBODY_SHOWN' : 'NO_BIRTH_DATE', null] : ['BORN', born]
  }
  if (set.inUse) return ['STILL_USED', null]
  if (set.lastUsedOn === null) return ['NEVER_USED', takenOn]
  return ['LAST_USED', notBefore(takenOn, set.lastUsedOn)]
}

export type Step = 'PROPOSE' | 'APPROVE' | 'CARRY_OUT'

type Line = readonly [applies: boolean, code: Refusal['code']]

/** Why a step may not be taken; null: it may. */
export function oracleStep(
  step: Step,
  { set, rules, usesInReach }: ToDispose,
  disposal: DisposalKnown | null,
  by: string,
  day: DayKnown,
): Refusal['code'] | null {
  const { today } = day
  const decision = disposal?.decision ?? null
  const recorded = [day.newestRecordedOn, step === 'PROPOSE' ? null : newestOf(disposal)]
  const { dueOn } = oracle(set, rules, today)
  const runOut = decision !== null && daysAfter(decision.on, 30) < today
  const common: Line[] = [
    [day.saidToday === null || day.saidToday !== today, 'CLOCK_DIFFERS'],
    [recorded.some((one) => one !== null && one > today), 'CLOCK_BEHIND'],
    [day.recordsDoubtful, 'RECORDS_DOUBTFUL'],
    [set.disposal === 'DISPOSED', 'ALREADY_DISPOSED'],
    [set.held, 'ON_HOLD'],
    [dueOn === null || dueOn > today, 'NOT_DUE'],
    [usesInReach > 0, 'IN_USE'],
  ]
  const own: Readonly<Record<Step, readonly Line[]>> = {
    PROPOSE: [[set.disposal === 'PROPOSED', 'ALREADY_PROPOSED']],
    APPROVE: [
      [disposal === null, 'NOT_PROPOSED'],
      [disposal?.finishedOn != null, 'ALREADY_DISPOSED'],
      [decision !== null && !decision.approved, 'REFUSED'],
      [decision !== null && !runOut, 'ALREADY_APPROVED'],
      [disposal?.proposedBy === by, 'SAME_PERSON'],
    ],
    CARRY_OUT: [
      [disposal === null, 'NOT_PROPOSED'],
      [disposal?.finishedOn != null, 'ALREADY_DISPOSED'],
      [decision === null, 'NOT_APPROVED'],
      [decision !== null && !decision.approved, 'REFUSED'],
      [decision?.by === disposal?.proposedBy, 'SAME_PERSON'],
      [runOut, 'APPROVAL_OLD'],
    ],
  }
  return [...common, ...own[step]].find(([applies]) => applies)?.[1] ?? null
}

function newestOf(disposal: DisposalKnown | null): string | null {
  if (disposal === null) return null
  const { proposedOn, decision, begunOn, stoppedOn } = disposal
  return [proposedOn, decision?.on ?? '', begunOn ?? '', stoppedOn ?? ''].sort().at(-1) ?? null
}
