/** A cell on its way through the form: filled from what stands there, read back as the parts that changed. Pure. */
import type { Answer, Caption, CellContent, Cell, Column, Condition, Level, Permitting, YearCode } from '@contract'
import type { MarkKind } from '../../ui/permission'

/** One answer as the form holds it; empty text is "nothing". */
export interface AnswerEntry {
  kind: 'ALLOWED' | 'CERTAIN_TIMES' | 'PERMISSION' | 'SELECTED' | 'NOT_ALLOWED' | 'ILLEGAL' | ''
  from: YearCode | ''
  to: YearCode | ''
  when: string
  where: string
  whoPermits: string
  purpose: string
  needsAgreement: boolean
}

export interface CellEntry {
  /** Captions with a mark, in any order. */
  marked: string[]
  words: string
  /** Follow the marks and words, or a reading of one's own. */
  reading: 'written' | 'own'
  answers: AnswerEntry[]
  footnoteMark: string
  footnoteText: string
  exception: string
  silent: boolean
}

/** The choices of the form, in the order of strictness (R13). */
export const ANSWER_KINDS: readonly {
  value: Exclude<AnswerEntry['kind'], ''>
  level: Level
  permitting: Permitting | null
  mark: MarkKind
}[] = [
  { value: 'ALLOWED', level: 'ALLOWED', permitting: null, mark: 'allowed' },
  { value: 'CERTAIN_TIMES', level: 'CERTAIN_TIMES', permitting: null, mark: 'times' },
  { value: 'PERMISSION', level: 'NOMINATED_OR_PERMISSION', permitting: 'permission', mark: 'permission' },
  { value: 'SELECTED', level: 'NOMINATED_OR_PERMISSION', permitting: 'selected', mark: 'selected' },
  { value: 'NOT_ALLOWED', level: 'NOT_ALLOWED', permitting: null, mark: 'not-allowed' },
  { value: 'ILLEGAL', level: 'ILLEGAL', permitting: null, mark: 'illegal' },
]

/** The mark a new tick is written as: the one this table uses, else a cross as printed policies do. */
const NEW_MARK = 'X'

export const emptyAnswer = (): AnswerEntry => ({
  kind: '',
  from: '',
  to: '',
  when: '',
  where: '',
  whoPermits: '',
  purpose: '',
  needsAgreement: false,
})

/** The form of a cell as it stands. */
export function entryOf(cell: Cell | undefined): CellEntry {
  const content = cell?.content
  return {
    marked: (content?.marks ?? []).map((mark) => mark.caption),
    words: content?.words ?? '',
    reading: content?.answers == null ? 'written' : 'own',
    answers: (content?.answers ?? cell?.answers ?? []).map(answerEntry),
    footnoteMark: content?.footnote?.mark ?? '',
    footnoteText: content?.footnote?.text ?? '',
    exception: content?.exception ?? '',
    silent: content?.silent ?? false,
  }
}

function answerEntry(answer: Answer): AnswerEntry {
  const kind = ANSWER_KINDS.find(({ level, permitting }) => level === answer.level && permitting === answer.permitting)
  return {
    kind: kind?.value ?? (answer.level === 'NOMINATED_OR_PERMISSION' ? 'PERMISSION' : ''),
    from: answer.years?.from ?? '',
    to: answer.years?.to ?? '',
    when: answer.condition?.when ?? '',
    where: answer.condition?.where ?? '',
    whoPermits: answer.condition?.whoPermits ?? '',
    purpose: answer.condition?.purpose ?? '',
    needsAgreement: answer.condition?.needsAgreement ?? false,
  }
}

/** What the form says, as the change of a cell. Marks that stay keep the sign they were printed with. */
export function readEntry(entry: CellEntry, cell: Cell | undefined, column: Column): Partial<CellContent> {
  const standing = new Map((cell?.content.marks ?? []).map((mark) => [mark.caption, mark.mark]))
  const sign = [...standing.values()][0] ?? NEW_MARK
  const words = entry.words.trim()
  return {
    ...(column.captions.length > 0
      ? { marks: entry.marked.map((caption) => ({ caption, mark: standing.get(caption) ?? sign })) }
      : { words: words === '' ? null : words }),
    answers: entry.reading === 'own' ? entry.answers.flatMap(readAnswer) : null,
    footnote:
      entry.footnoteMark.trim() === ''
        ? null
        : {
            mark: entry.footnoteMark.trim(),
            text: entry.footnoteText.trim() === '' ? null : entry.footnoteText.trim(),
          },
    exception: entry.exception.trim() === '' ? null : entry.exception.trim(),
    silent: entry.silent,
  }
}

function readAnswer(entry: AnswerEntry): Answer[] {
  const kind = ANSWER_KINDS.find(({ value }) => value === entry.kind)
  if (kind === undefined) return []
  const from = entry.from === '' ? entry.to : entry.from
  const to = entry.to === '' ? entry.from : entry.to
  const years = from === '' || to === '' ? null : { from, to }
  return [{ level: kind.level, permitting: kind.permitting, years, condition: readCondition(entry) }]
}

function readCondition(entry: AnswerEntry): Condition | null {
  const line = (text: string) => (text.trim() === '' ? null : text.trim())
  const condition: Condition = {
    when: line(entry.when),
    where: line(entry.where),
    whoPermits: line(entry.whoPermits),
    purpose: line(entry.purpose),
    needsAgreement: entry.needsAgreement,
  }
  const said = condition.when ?? condition.where ?? condition.whoPermits ?? condition.purpose
  return said === null && !condition.needsAgreement ? null : condition
}

/** Letter keys of the grid (ux 9): what pressing one makes of a cell; null when this column has no place for it. */
export function changeForLetter(letter: string, cell: Cell | undefined, column: Column): Partial<CellContent> | null {
  if (letter === '-') return { marks: [], words: null, answers: null, silent: true }
  const kind = ANSWER_KINDS.find(({ mark }) => LETTERS[mark] === letter.toUpperCase())
  if (kind === undefined) return null
  if (column.captions.length === 0) {
    return {
      answers: [{ level: kind.level, permitting: kind.permitting, years: null, condition: null }],
      silent: false,
    }
  }
  const caption = captionFor(column.captions, kind.level, kind.permitting)
  if (caption === null) return null
  const sign = cell?.content.marks[0]?.mark ?? NEW_MARK
  return { marks: [{ caption: caption.id, mark: sign }], answers: null, silent: false }
}

const LETTERS: Partial<Record<MarkKind, string>> = {
  allowed: 'A',
  times: 'T',
  permission: 'P',
  selected: 'S',
  'not-allowed': 'N',
  illegal: 'X',
}

function captionFor(captions: readonly Caption[], level: Level, permitting: Permitting | null): Caption | null {
  const ofLevel = captions.filter((caption) => caption.level === level)
  return (
    ofLevel.find((caption) => caption.permitting === permitting) ?? (permitting === null ? (ofLevel[0] ?? null) : null)
  )
}
