/**
 * What one cell says: as written beside as understood (design 1). Understanding never invents: what the captions or the
 * vocabulary do not settle stays `unread` until a person says what it means.
 */
import type { Answer, Caption, CellContent, CellState, Column, Kind } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { strictest } from './levels'
import { readWords } from './vocabulary'

export interface Understood {
  /** Empty unless answered or conflict; then the strictest applies (R15). Empty for incident grids: actions are no answers. */
  readonly answers: readonly Answer[]
  readonly state: CellState
  /** The written value in one line; empty when blank. */
  readonly asWritten: string
}

/** A cell nobody has written in. */
export const BLANK: CellContent = {
  marks: [],
  words: null,
  answers: null,
  footnote: null,
  silent: false,
  exception: null,
  source: null,
}

/** The marks of a cell, sorted by the captions of its column. */
export interface Marked {
  /** Captions with a mark under them, in printed order; two marks under one caption count once. */
  readonly captions: readonly Caption[]
  /** Marks that stand under no caption of this column, and marks that are no tick, such as "No": nobody can say what they mean. */
  readonly stray: readonly string[]
}

/** Which captions are marked. A column without captions has none, so every mark in it is stray. */
export function markedIn(column: Pick<Column, 'captions'>, content: Pick<CellContent, 'marks'>): Marked {
  const known = new Set(column.captions.map((caption) => caption.id))
  const clear = content.marks.filter(({ caption, mark }) => known.has(caption) && TICK.test(mark))
  const marked = new Set(clear.map((mark) => mark.caption))
  return {
    captions: column.captions.filter((caption) => marked.has(caption.id)),
    stray: content.marks.filter((mark) => !clear.includes(mark)).map(({ mark }) => mark),
  }
}

/**
 * Reads one cell. Total: any content under any column has exactly one state.
 * @param taught years the school teaches, null when they are not known
 */
export function understand(
  kind: Kind,
  column: Pick<Column, 'captions'>,
  content: CellContent,
  taught: readonly YearCode[] | null,
): Understood {
  const marked = markedIn(column, content)
  const asWritten = writtenIn(marked, content)
  if (content.answers !== null && content.answers.length > 0) {
    return { answers: content.answers, state: 'answered', asWritten }
  }
  if (content.marks.length === 0 && !hasWords(content.words))
    return { answers: [], state: content.silent ? 'silent' : 'blank', asWritten }
  if (kind === 'incident') return { answers: [], state: marked.captions.length > 0 ? 'answered' : 'unread', asWritten }
  const read = column.captions.length > 0 ? readMarks(marked, content.words) : readFree(marked, content.words, taught)
  return { ...read, asWritten }
}

type Reading = Pick<Understood, 'answers' | 'state'>

const UNREAD: Reading = { answers: [], state: 'unread' }

function readMarks({ captions, stray }: Marked, words: string | null): Reading {
  const answers = captions.flatMap((caption) => answerOf(caption) ?? [])
  const understood = answers.length === captions.length
  if (captions.length + stray.length > 1) {
    const applies = strictest(answers)
    return understood && applies !== null ? { answers: [applies], state: 'conflict' } : UNREAD
  }
  const [only] = answers
  if (only === undefined || hasWords(words)) return UNREAD
  return only.level === 'UNSET' ? { answers: [], state: 'silent' } : { answers: [only], state: 'answered' }
}

function readFree({ stray }: Marked, words: string | null, taught: readonly YearCode[] | null): Reading {
  if (stray.length > 0 || words === null) return UNREAD
  const answers = readWords(words, taught)
  return answers === null ? UNREAD : { answers, state: 'answered' }
}

/** What a mark under a caption means, null where the caption was given no level. */
function answerOf(caption: Caption): Answer | null {
  if (caption.level === null) return null
  return { level: caption.level, permitting: caption.permitting, years: null, condition: null }
}

const hasWords = (words: string | null): boolean => words !== null && words.trim() !== ''

/** A mark that says no more than "here", and the sign of a footnote after it. */
const TICK = /^(?:x|✓|✔|√|•|yes|y|tick) ?([^a-z]{0,4})$/i

function writtenIn(marked: Marked, content: CellContent): string {
  const ticked = marked.captions.map(({ id, label }) => {
    const signs = content.marks.flatMap(({ caption, mark }) => (caption === id ? (TICK.exec(mark)?.[1] ?? []) : []))
    return (label === '' ? 'Marked' : label) + (signs.find((sign) => sign !== '') ?? '')
  })
  const words = content.words === null ? '' : content.words.replace(/\s+/g, ' ').trim()
  return [...ticked, ...marked.stray, words].filter((part) => part !== '').join(' / ')
}
