/** Strictness of whole answers, which may split by school years: R13 taken year by year. */
import type { Answer } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { compareParts, together, type Strictness } from './levels'
import { answerIn } from './years'

/** Answers of one side, and the years its school teaches in order; null: years unknown, as in the trust's baseline. */
export interface Side {
  readonly answers: readonly Answer[]
  readonly years: readonly YearCode[] | null
}

/**
 * How `a` stands to `b` over all years both teach (R13, R16). Two schools with no year in common, such as a junior
 * school and a college, are held against each other part by part: every part of the one with every part of the other.
 */
export function compareAnswers(a: Side, b: Side): Strictness {
  const shared = sharedYears(a, b)
  if (shared.length > 0) {
    return together(shared.map((year) => compareOptional(answerIn(a.answers, year), answerIn(b.answers, year))))
  }
  const [ofA, ofB] = [partsTaught(a), partsTaught(b)]
  if (ofA.length === 0 || ofB.length === 0) return ofA.length === ofB.length ? 'same' : 'missing'
  return together(ofA.flatMap((one) => ofB.map((other) => compareParts(one, other))))
}

function compareOptional(a: Answer | null, b: Answer | null): Strictness {
  if (a === null || b === null) {
    const none = (part: Answer | null): boolean => part === null || part.level === 'UNSET'
    return none(a) && none(b) ? 'same' : 'missing'
  }
  return compareParts(a, b)
}

/** Years both sides teach; where one side's are unknown, those of the other. */
function sharedYears(a: Side, b: Side): readonly YearCode[] {
  if (a.years === null || b.years === null) return a.years ?? b.years ?? []
  const taught = new Set(b.years)
  return a.years.filter((year) => taught.has(year))
}

/** Parts that reach at least one year the school teaches. */
function partsTaught({ answers, years }: Side): readonly Answer[] {
  if (years === null) return answers
  return answers.filter((part) => part.years === null || years.some((year) => answerIn([part], year) !== null))
}
