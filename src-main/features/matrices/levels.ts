/**
 * Strictness (R13): a partial order on levels, and on answers with conditions.
 *
 * ALLOWED < {CERTAIN_TIMES, NOMINATED_OR_PERMISSION} < NOT_ALLOWED < ILLEGAL; the two in the middle cannot be ranked.
 * UNSET is no answer and stands outside the order.
 */
import type { Answer, Condition, Level } from '@contract/matrices'

/** How one answer stands to another. `missing`: one of them is no answer at all; two missing answers are `same`. */
export type Strictness = 'same' | 'stricter' | 'looser' | 'different-kind' | 'missing'

const RANK: Readonly<Record<Exclude<Level, 'UNSET'>, number>> = {
  ALLOWED: 0,
  CERTAIN_TIMES: 1,
  NOMINATED_OR_PERMISSION: 1,
  NOT_ALLOWED: 2,
  ILLEGAL: 3,
}

/** What letting somebody do something may mean, with or without a condition. */
export const lets = (level: Level): boolean =>
  level === 'ALLOWED' || level === 'CERTAIN_TIMES' || level === 'NOMINATED_OR_PERMISSION'

/** How `a` stands to `b`, by level alone. */
export function compareLevels(a: Level, b: Level): Strictness {
  if (a === b) return 'same'
  if (a === 'UNSET' || b === 'UNSET') return 'missing'
  const by = RANK[a] - RANK[b]
  return by === 0 ? 'different-kind' : by > 0 ? 'stricter' : 'looser'
}

/**
 * How `a` stands to `b`: by level first, at equal levels by conditions. A further condition on leave makes it stricter;
 * on a ban it makes it looser, since the ban then reaches less far. The two captions of NOMINATED_OR_PERMISSION are
 * one level and do not count here (R14).
 */
export function compareParts(a: Answer, b: Answer): Strictness {
  const byLevel = compareLevels(a.level, b.level)
  if (byLevel !== 'same') return byLevel
  const byCondition = compareConditions(a.condition, b.condition)
  return lets(a.level) ? byCondition : opposite(byCondition)
}

/** Turns an outcome round: what `b` is to `a`. */
export function opposite(outcome: Strictness): Strictness {
  if (outcome === 'stricter') return 'looser'
  return outcome === 'looser' ? 'stricter' : outcome
}

type Claims = ReadonlyMap<string, string>

/** The single claims of a condition; case, spaces and end punctuation do not count. */
function claimsOf(condition: Condition | null): Claims {
  const claims = new Map<string, string>()
  if (condition === null) return claims
  for (const part of ['when', 'where', 'whoPermits', 'purpose'] as const) {
    const words = condition[part]
    if (words !== null) claims.set(part, plainly(words))
  }
  if (condition.needsAgreement) claims.set('needsAgreement', 'yes')
  return claims
}

/** Words as they are compared: case, spaces and punctuation at the ends left out. */
export const plainly = (words: string): string =>
  words
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'(.,;:]+|[\s"').,;:]+$/g, '')

/** More claims are stricter; claims that say different things cannot be ranked. */
function compareConditions(a: Condition | null, b: Condition | null): Strictness {
  const [ofA, ofB] = [claimsOf(a), claimsOf(b)]
  const within = (inner: Claims, outer: Claims): boolean =>
    [...inner].every(([part, words]) => outer.get(part) === words)
  const [aInB, bInA] = [within(ofA, ofB), within(ofB, ofA)]
  if (aInB && bInA) return 'same'
  return bInA ? 'stricter' : aInB ? 'looser' : 'different-kind'
}

/** Joins outcomes point by point: all must agree, `same` agrees with everything, `missing` outweighs the rest. */
export function together(outcomes: Iterable<Strictness>): Strictness {
  let joined: Strictness = 'same'
  for (const outcome of outcomes) {
    if (outcome === 'missing') return 'missing'
    if (outcome === 'same' || outcome === joined) continue
    joined = joined === 'same' ? outcome : 'different-kind'
  }
  return joined
}

/**
 * The strictest of some answers (R15), null when there is none. Of two that cannot be ranked the one that asks for
 * somebody's permission is taken: it is the answer a person has to act on.
 */
export function strictest(answers: readonly Answer[]): Answer | null {
  const stated = answers.filter((part) => part.level !== 'UNSET')
  let worst: Answer | null = null
  for (const part of stated) if (worst === null || outranks(part, worst)) worst = part
  return worst
}

function outranks(part: Answer, worst: Answer): boolean {
  const outcome = compareParts(part, worst)
  return (
    outcome === 'stricter' ||
    (outcome === 'different-kind' && part.level === 'NOMINATED_OR_PERMISSION' && worst.level === 'CERTAIN_TIMES')
  )
}
