/** What a cell shows and says. Pure: a cell in, marks and sentences out. */
import type { Answer, Cell, Column, YearCode } from '@contract'
import { kindOfLevel, kindOfState, type MarkKind } from '../../ui/permission'

/** One drawn mark of a cell with its years and condition in words. */
export interface ShownPart {
  readonly kind: MarkKind
  /** "Years 7 to 11"; empty for all years. */
  readonly years: string
  /** When, where, who and for what, in one line; empty without a condition. */
  readonly condition: string
}

/** "Year 8", "Reception", "Years 7 to 11". */
export function yearsText(years: Answer['years']): string {
  if (years === null) return ''
  return years.from === years.to ? oneYear(years.from) : `${oneYear(years.from)} to ${bareYear(years.to)}`
}

/** A year's name as schools say it (domain section 7). */
export function oneYear(code: YearCode): string {
  if (code === 'R') return 'Reception'
  if (code === 'X') return 'Not by year'
  if (code.startsWith('N')) return `Nursery ${code.slice(1)}`
  if (code.startsWith('E')) return `Early years ${code.slice(1)}`
  return `Year ${code}`
}

const bareYear = (code: YearCode): string => (/^\d+$/.test(code) ? code : oneYear(code))

/** A condition in one line. */
export function conditionText(condition: Answer['condition']): string {
  if (condition === null) return ''
  const { when, where, whoPermits, purpose, needsAgreement } = condition
  return [
    when,
    where,
    whoPermits === null ? null : `permission from ${whoPermits}`,
    purpose,
    needsAgreement ? 'with a signed agreement' : null,
  ]
    .filter((part) => part !== null)
    .join('; ')
}

/** One answer as a mark. */
export function partOf(answer: Answer): ShownPart {
  return {
    kind: kindOfLevel(answer.level, answer.permitting),
    years: yearsText(answer.years),
    condition: conditionText(answer.condition),
  }
}

/** The marks of a cell: its answers, or the one mark of its kind of "no answer". A conflict shows itself and what applies. */
export function partsOf(cell: Cell | undefined): readonly ShownPart[] {
  if (cell === undefined) return [{ kind: 'blank', years: '', condition: '' }]
  const answers = cell.answers.map(partOf)
  const kind = kindOfState(cell.state)
  if (kind === null) return answers
  return [{ kind, years: '', condition: '' }, ...(cell.state === 'conflict' ? answers : [])]
}

/** A cell of an incident grid: its actions are marks, not levels (R26). */
export function actionMarks(cell: Cell | undefined, column: Column): readonly string[] {
  const marks = cell?.content.marks ?? []
  return column.captions.filter(({ id }) => marks.some((mark) => mark.caption === id)).map(({ label }) => label)
}
