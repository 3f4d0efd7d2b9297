/** How one answer stands to another (R13, R119). Pure. */
import type { AnswerState, Difference } from '@contract/comparison'
import type { Answer, Condition } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { answerIn, compareLevels, ORDERED_YEARS, plainly, together, type Strictness } from '../matrices'
import type { Combined } from './combine'

/** States in which there is nothing to hold against anything. */
const OUTSIDE: readonly AnswerState[] = ['file-closed', 'no-such-year']

/**
 * The difference of an answer against the reference (R119).
 * Either side in conflict: `conflict`, since what applies there is only for the time being (R15). No answer against
 * one: `missing`. A reference that does not answer measures nothing (R117): `none`; that it lacks what others have is
 * told at the reference itself.
 * @param reference null when there is nothing to measure against
 */
export function differenceOf(own: Combined, reference: Combined | null): Difference {
  if (OUTSIDE.includes(own.state)) return 'none'
  if (own.state === 'conflict' || reference?.state === 'conflict') return 'conflict'
  if (reference?.state !== 'answered') return own.state === reference?.state ? 'same' : 'none'
  if (own.state !== 'answered') return 'missing'
  const outcome = heldAgainst(own, reference)
  if (outcome !== 'same') return outcome
  return saysTheSame(own.asWritten, reference.asWritten) ? 'same' : 'wording-only'
}

/**
 * Strictness year by year over the years both teach (R13, R16). Two schools with no year in common, such as a junior
 * school and a college, are held against each other part by part, every part of the one with every part of the other.
 */
export function heldAgainst(a: Combined, b: Combined): Strictness {
  const years = sharedYears(a, b)
  if (years.length > 0) {
    return together(years.map((year) => partAgainst(answerIn(a.answers, year), answerIn(b.answers, year))))
  }
  return together(a.answers.flatMap((one) => b.answers.map((other) => partAgainst(one, other))))
}

const splits = ({ answers }: Combined): boolean => answers.some((part) => part.years !== null)

function sharedYears(a: Combined, b: Combined): readonly YearCode[] {
  // Without a split the years do not matter: the one answer of each side is held against the other's.
  if (!splits(a) && !splits(b)) return []
  if (a.years === null && b.years === null) return ORDERED_YEARS
  if (a.years === null || b.years === null) return a.years ?? b.years ?? []
  const taught = new Set(b.years)
  return a.years.filter((year) => taught.has(year))
}

/**
 * One part against another: by level where the levels have an order; at one level, conditions that say different
 * things are another kind of answer, never a stricter one: "at certain times" may name no times and still be narrow.
 */
function partAgainst(a: Answer | null, b: Answer | null): Strictness {
  if (a === null || b === null) return a === b ? 'same' : 'missing'
  const byLevel = compareLevels(a.level, b.level)
  if (byLevel !== 'same') return byLevel
  return conditionKey(a.condition) === conditionKey(b.condition) ? 'same' : 'different-kind'
}

/** Case, spaces and punctuation at the ends make no other wording. */
const saysTheSame = (a: string, b: string): boolean => a === b || plainly(a) === plainly(b)

/** Worked out once for each condition: a row asks for the same ones again and again. */
const keys = new WeakMap<Condition, string>()

/** A condition as it is compared: case, spaces and punctuation at the ends do not count. */
export function conditionKey(condition: Condition | null): string {
  if (condition === null) return ''
  const known = keys.get(condition)
  if (known !== undefined) return known
  const words = [condition.when, condition.where, condition.whoPermits, condition.purpose]
  const parts = [...words.map((part) => (part === null ? '' : plainly(part))), condition.needsAgreement ? 'signed' : '']
  const key = parts.every((part) => part === '') ? '' : JSON.stringify(parts)
  keys.set(condition, key)
  return key
}
