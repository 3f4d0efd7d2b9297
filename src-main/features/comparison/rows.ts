/** One question down, many schools across: groups, the commonest answer, disagreement, digest. Pure. */
import type { AnswerState, Difference, SchoolAnswer } from '@contract/comparison'
import type { Answer, Level } from '@contract/matrices'
import type { Combined } from './combine'
import { conditionKey, differenceOf } from './differences'

/** A school's answer on a row. `id` orders nothing but the digest. */
export interface Placed {
  readonly id: string
  /** The trust's baseline stands on the row but is no school: it has no vote and makes no disagreement. */
  readonly baseline: boolean
  readonly answer: Combined
}

/** What differences of a row are measured against. */
export type RowReference = { readonly kind: 'commonest' } | { readonly kind: 'column'; readonly id: string }

/** A row as compared, before marks, notes and actions are laid beside it. */
export interface HeldRow {
  /** In the order handed in. */
  readonly answers: readonly SchoolAnswer[]
  readonly disagreement: number
  /** What the digest is made of: every answer as understood and as written, whatever the order of the schools. */
  readonly content: string
}

/** States that are no way of answering: the school cannot or need not answer. */
const ABSENT: readonly AnswerState[] = ['file-closed', 'no-such-year']

/** States in which the document was read and gives no answer. That a baseline has no such row is no gap of it. */
const LACKING: readonly AnswerState[] = ['blank', 'not-stated', 'unread']

/** Greater is stricter; used only to put groups in a steady order. */
const WEIGHT: Readonly<Record<Level, number>> = {
  ILLEGAL: 5,
  NOT_ALLOWED: 4,
  NOMINATED_OR_PERMISSION: 3,
  CERTAIN_TIMES: 2,
  ALLOWED: 1,
  UNSET: 0,
}

/**
 * Two answers with one signature answer alike: same state and, part by part, same level, years and conditions. The two
 * captions of one level (R14) and other words for the same thing do not count; words nobody understood count as they are.
 */
export function signatureOf({ state, answers, asWritten }: Combined): string {
  const parts = answers.map((part) => [
    part.level,
    part.years?.from ?? '',
    part.years?.to ?? '',
    conditionKey(part.condition),
  ])
  return JSON.stringify([state, parts, state === 'unread' ? asWritten : ''])
}

interface Group {
  readonly signature: string
  readonly state: AnswerState
  readonly answers: readonly Answer[]
  readonly members: Combined[]
  votes: number
}

/** A column with its signature worked out once. */
interface Signed extends Placed {
  readonly signature: string
}

function groupsOf(columns: readonly Signed[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { answer, baseline, signature } of columns) {
    const group = groups.get(signature) ?? {
      signature,
      state: answer.state,
      answers: answer.answers,
      members: [],
      votes: 0,
    }
    group.members.push(answer)
    if (!baseline) group.votes += 1
    groups.set(signature, group)
  }
  return [...groups.values()].sort(byCommonness)
}

/** Answers before no answers, the commoner before the rarer, then the stricter first; nothing depends on the order of schools. */
function byCommonness(a: Group, b: Group): number {
  // Closed files last of all: that one cannot be read moves nobody else's number.
  const absent = (group: Group): number => (group.state === 'file-closed' ? 2 : ABSENT.includes(group.state) ? 1 : 0)
  return (
    absent(a) - absent(b) ||
    b.votes - a.votes ||
    byStrictness(a.answers, b.answers) ||
    (a.signature < b.signature ? -1 : a.signature > b.signature ? 1 : 0)
  )
}

/** Stricter first: the heaviest parts are compared in turn. */
function byStrictness(a: readonly Answer[], b: readonly Answer[]): number {
  const weights = (answers: readonly Answer[]): readonly number[] =>
    answers.map(({ level }) => WEIGHT[level]).sort((one, other) => other - one)
  const [ofA, ofB] = [weights(a), weights(b)]
  for (let index = 0; index < Math.max(ofA.length, ofB.length); index += 1) {
    const by = (ofB[index] ?? 0) - (ofA[index] ?? 0)
    if (by !== 0) return by
  }
  return 0
}

/**
 * The answer most schools give; ties go to the stricter. Years are left open, so that each school is measured over its
 * own. Null when no school answers.
 */
function commonest(groups: readonly Group[]): Combined | null {
  const group = groups.find(({ state, votes }) => state === 'answered' && votes > 0)
  if (group === undefined) return null
  const wordings = group.members.map(({ asWritten }) => asWritten)
  const counts = new Map<string, number>()
  for (const words of wordings) counts.set(words, (counts.get(words) ?? 0) + 1)
  const [asWritten] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0] ?? ['']
  return { state: 'answered', answers: group.answers, asWritten, years: null }
}

/** What others are measured against is not measured against itself; but it may lack what a school answers. */
function ofReference(answer: Combined, columns: readonly Placed[]): Difference {
  const lacks = LACKING.includes(answer.state) && columns.some((other) => other.answer.state === 'answered')
  return lacks ? 'missing' : 'none'
}

/** Lays the answers of one question side by side. */
export function holdRow(columns: readonly Placed[], reference: RowReference): HeldRow {
  const signed = columns.map((column) => ({ ...column, signature: signatureOf(column.answer) }))
  const groups = groupsOf(signed)
  const numbers = new Map(groups.map((group, index) => [group.signature, index]))
  const measure =
    reference.kind === 'commonest' ? commonest(groups) : (columns.find(({ id }) => id === reference.id)?.answer ?? null)
  const ways = groups.filter(({ state, votes }) => votes > 0 && !ABSENT.includes(state)).length
  return {
    answers: signed.map(({ id, answer, signature }) => ({
      state: answer.state,
      answers: [...answer.answers],
      asWritten: answer.asWritten,
      difference:
        reference.kind === 'column' && reference.id === id
          ? ofReference(answer, columns)
          : differenceOf(answer, measure),
      group: numbers.get(signature) ?? 0,
    })),
    disagreement: Math.max(0, ways - 1),
    content: contentOf(signed),
  }
}

/** Letters rather than objects: the order of an object's parts is no part of an answer. */
function contentOf(columns: readonly Signed[]): string {
  const lines = columns.map(({ id, answer, signature }) =>
    JSON.stringify([id, signature, answer.answers.map(({ permitting }) => permitting), answer.asWritten]),
  )
  return lines.sort().join('\n')
}

/** Differences that are worth a look in the strip above the table; other words alone are not. */
export const isDeparture = ({ difference }: SchoolAnswer): boolean =>
  difference !== 'same' && difference !== 'none' && difference !== 'wording-only'

/** Per area, in order of appearance: rows, and rows on which some school departs from the reference. */
export function areasOf(
  rows: readonly { readonly area: string; readonly answers: readonly SchoolAnswer[] }[],
): readonly { readonly area: string; readonly rows: number; readonly differing: number }[] {
  const areas = new Map<string, { rows: number; differing: number }>()
  for (const { area, answers } of rows) {
    const count = areas.get(area) ?? { rows: 0, differing: 0 }
    count.rows += 1
    if (answers.some(isDeparture)) count.differing += 1
    areas.set(area, count)
  }
  return [...areas].map(([area, count]) => ({ area, ...count }))
}
