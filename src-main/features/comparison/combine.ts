/**
 * One school's answer to one question: what its statements say together, for one audience and one year or all.
 * Pure: statements in, answer out.
 */
import type { AnswerState } from '@contract/comparison'
import type { Answer, Audience, Condition } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { answerIn, compareLevels, ORDERED_YEARS, plainly, speaksTo, strictest, type MatrixStatement } from '../matrices'

/** The longest a part of a condition may be: the contract's limit for a line. */
const LINE_LIMIT = 200

/** What of a statement counts here. */
export type Said = Pick<MatrixStatement, 'audience' | 'state' | 'answers' | 'asWritten'>

/** An answer before it is held against any other. */
export interface Combined {
  readonly state: AnswerState
  /** Parts by years in teaching order; one part with years null when the answer does not split. */
  readonly answers: readonly Answer[]
  readonly asWritten: string
  /** Years the school teaches, null when not known, as for the trust's baseline. */
  readonly years: readonly YearCode[] | null
}

/** Years mean something for children and their families; staff and visitors have one answer for the whole school. */
export const asksByYear = (audience: Audience): boolean =>
  audience === 'LEARNER' || audience === 'PARENT' || audience === 'EVERYONE'

/** A school taught "not by year" may have a child of any year. */
const teaches = (taught: readonly YearCode[], year: YearCode): boolean => taught.includes(year) || taught.includes('X')

/** The answer of a school whose file cannot be read: none, and never counted as one. */
export const closed: Combined = { state: 'file-closed', answers: [], asWritten: '', years: null }

/**
 * Combines the statements of one school about one question. Equal ones are one answer, with the conditions of all;
 * statements that differ in level are a conflict: both are kept as written, the strictest applies (R15).
 * @param statements all of the school's statements about the question, of whatever audience
 * @param year one year, or null for all years taught; does not count for audiences without years
 * @param taught years the school teaches; null when not known
 */
export function combine(
  statements: readonly Said[],
  audience: Audience,
  year: YearCode | null,
  taught: readonly YearCode[] | null,
): Combined {
  const asked = asksByYear(audience) ? year : null
  const none = (state: AnswerState): Combined => ({ state, answers: [], asWritten: '', years: taught })
  if (asked !== null && taught !== null && !teaches(taught, asked)) return none('no-such-year')

  const said = statements.filter((statement) => speaksTo(statement, audience))
  if (said.length === 0) return none('no-equivalent')

  const speaking = said.filter(({ state }) => state === 'answered' || state === 'conflict')
  const unread = said.filter(({ state }) => state === 'unread')
  if (speaking.length === 0 && unread.length === 0) {
    return none(said.some(({ state }) => state === 'blank') ? 'blank' : 'not-stated')
  }

  const points = asked !== null ? [asked] : pointsOf(speaking, taught)
  const found = points.map((point) => appliedAt(speaking, point))
  const answers = partsOf(points, found)
  const asWritten = distinct([...speaking, ...unread].map((statement) => statement.asWritten)).join(' / ')
  const disagrees = speaking.some(({ state }) => state === 'conflict') || found.some((one) => one?.disagrees === true)
  // Words nobody has understood may say anything, so what is understood beside them cannot stand alone.
  if (unread.length > 0) return { state: 'unread', answers, asWritten, years: taught }
  if (answers.length === 0) return { ...none('not-stated'), asWritten }
  return { state: disagrees ? 'conflict' : 'answered', answers, asWritten, years: taught }
}

/** A point an answer is taken at: a year, or null for an answer that knows no years. */
type Point = YearCode | null

function pointsOf(speaking: readonly Said[], taught: readonly YearCode[] | null): readonly Point[] {
  const splits = speaking.some(({ answers }) => answers.some((part) => part.years !== null))
  return splits ? (taught ?? ORDERED_YEARS) : [null]
}

interface Applied {
  readonly answer: Answer
  readonly disagrees: boolean
}

/** What applies at one point; null where nothing is said. The order of the statements decides nothing. */
function appliedAt(speaking: readonly Said[], point: Point): Applied | null {
  const parts = speaking
    .map(({ answers }) => answerIn(answers, point ?? 'X'))
    .filter((part): part is Answer => part !== null && part.level !== 'UNSET')
    .map(bare)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const [first] = parts
  if (first === undefined) return null
  const disagrees = parts.some((part) => compareLevels(first.level, part.level) !== 'same')
  const { level } = strictest(parts) ?? first
  const [one, ...alike] = parts.filter((part) => part.level === level)
  return { answer: alike.reduce(joined, one ?? first), disagrees }
}

/** An answer without its years, and with a caption of permission only where permission is the answer (R14). */
const bare = (answer: Answer): Answer => ({
  ...answer,
  permitting: answer.level === 'NOMINATED_OR_PERMISSION' ? answer.permitting : null,
  years: null,
})

/** Two answers of one level as one: all conditions of both hold. */
const joined = (a: Answer, b: Answer): Answer => ({
  level: a.level,
  permitting: a.permitting ?? b.permitting,
  years: null,
  condition: joinedCondition(a.condition, b.condition),
})

function joinedCondition(a: Condition | null, b: Condition | null): Condition | null {
  if (a === null || b === null) return a ?? b
  return {
    when: joinedWords(a.when, b.when),
    where: joinedWords(a.where, b.where),
    whoPermits: joinedWords(a.whoPermits, b.whoPermits),
    purpose: joinedWords(a.purpose, b.purpose),
    needsAgreement: a.needsAgreement || b.needsAgreement,
  }
}

function joinedWords(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  if (plainly(a) === plainly(b)) return a
  const both = `${a}; ${b}`
  return both.length <= LINE_LIMIT ? both : `${both.slice(0, LINE_LIMIT - 1)}…`
}

/** Points in order as parts: neighbours with the same answer share a range; one answer for all points has none. */
function partsOf(points: readonly Point[], found: readonly (Applied | null)[]): readonly Answer[] {
  const parts: { readonly answer: Answer; readonly from: Point; to: Point; last: number }[] = []
  found.forEach((one, index) => {
    if (one === null) return
    const before = parts.at(-1)
    const point = points[index] ?? null
    if (before && before.last === index - 1 && sameAnswer(before.answer, one.answer)) {
      before.to = point
      before.last = index
    } else parts.push({ answer: one.answer, from: point, to: point, last: index })
  })
  const [only] = parts
  if (only && parts.length === 1 && found.every((one) => one !== null)) return [only.answer]
  return parts.map(({ answer, from, to }) => ({
    ...answer,
    years: from === null || to === null ? null : { from, to },
  }))
}

const sameAnswer = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Different wordings in order of appearance; case and spaces do not make one different. */
function distinct(texts: readonly string[]): readonly string[] {
  const seen = new Map<string, string>()
  for (const text of texts) if (text.trim() !== '' && !seen.has(plainly(text))) seen.set(plainly(text), text)
  return [...seen.values()]
}
