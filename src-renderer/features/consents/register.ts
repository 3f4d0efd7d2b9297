/** The register on the screen: which lines are shown, in which order, and what a cell says. Pure. */
import {
  YEAR_CODES,
  type AskVerdict,
  type CivilDate,
  type ConsentState,
  type Purpose,
  type RegisterLine,
  type YearCode,
} from '@contract'
import { dateText, shifted } from '../../ui/dates'
import { verdictSentence } from '../../ui/verdict'
import { filedName, fullName, whereabouts } from '../pupils/learner'
import { fitsSearch } from '../pupils/search'

/** What an answer is looked for by: the verdict, or the state behind it. */
export type AnswerSought = AskVerdict | ConsentState

/** States that are looked for by themselves, because their verdict covers others too. */
export const SOUGHT_STATES = [
  'NOT_ASKED',
  'REQUESTED',
  'EXPIRED',
  'DISPUTED',
  'WITHDRAWN',
  'OBJECTED',
] as const satisfies readonly ConsentState[]

/** What the list is narrowed to. Empty: not by this. */
export interface RegisterFilter {
  readonly typed: string
  readonly year: YearCode | ''
  readonly className: string
  /** A use, and with it the answer it must have. */
  readonly purpose: string
  readonly answer: AnswerSought | ''
  readonly restricted: boolean
  readonly action: boolean
}

export const EVERYBODY: RegisterFilter = {
  typed: '',
  year: '',
  className: '',
  purpose: '',
  answer: '',
  restricted: false,
  action: false,
}

export interface Register {
  readonly on: CivilDate
  readonly purposes: readonly Purpose[]
  readonly lines: readonly RegisterLine[]
}

/**
 * Makes the test whether somebody has to do something for a line: an answer to check first, or a Yes about to run out.
 * Its days are worked out once for the whole register.
 */
export function actionTest({ on, purposes }: Register): (line: RegisterLine) => boolean {
  const remindBy = purposes.map(({ reminderDays }) => shifted(on, reminderDays))
  return ({ cells }) =>
    cells.some(({ verdict, holdsUntil }, index) => {
      if (verdict === 'CHECK_FIRST') return true
      return verdict !== 'NO' && holdsUntil !== null && holdsUntil <= (remindBy[index] ?? on)
    })
}

/** The lines that fit a filter, in the order they came. */
export function filtered(register: Register, filter: RegisterFilter): RegisterLine[] {
  const fits = fitsSearch(filter.typed)
  const needsAction = actionTest(register)
  const at = register.purposes.findIndex(({ id }) => id === filter.purpose)
  return register.lines.filter((line) => {
    if (filter.year !== '' && line.pupil.year !== filter.year) return false
    if (filter.className !== '' && line.pupil.className !== filter.className) return false
    if (filter.restricted && !line.pupil.restricted) return false
    if (filter.answer !== '') {
      // Without a use, any use with that answer will do.
      const cells = at < 0 ? line.cells : line.cells.slice(at, at + 1)
      // What its cell says in words of its own is not looked for by the state.
      const says = ({ verdict, state, reason }: RegisterLine['cells'][number]): boolean =>
        verdict === filter.answer || (state === filter.answer && reason === undefined)
      if (!cells.some(says)) return false
    }
    if (filter.action && !needsAction(line)) return false
    return fits(line.pupil)
  })
}

/** From what needs a person first to what is settled. */
const VERDICT_ORDER: readonly AskVerdict[] = ['CHECK_FIRST', 'NO', 'YES_IF', 'YES']

/** What a column sorts by; null where there is nothing. Columns of uses are named by the use's id. */
export function registerValue(register: Register, line: RegisterLine, key: string): string | number | null {
  switch (key) {
    case 'name':
      return filedName(line.pupil)
    case 'year':
      return YEAR_CODES.indexOf(line.pupil.year)
    case 'className':
      return line.pupil.className
    case 'answered':
      return line.answeredOn
    default: {
      const verdict = line.cells[register.purposes.findIndex(({ id }) => id === key)]?.verdict
      return verdict === undefined ? null : VERDICT_ORDER.indexOf(verdict)
    }
  }
}

/** The sentence of a use's cell (A4): "Amira Khan, Year 7, 7A. Website: No, taken back." */
export function cellSentence(register: Register, line: RegisterLine, key: string): string | undefined {
  const at = register.purposes.findIndex(({ id }) => id === key)
  const [purpose, cell] = [register.purposes[at], line.cells[at]]
  if (!purpose || !cell) return undefined
  const until = cell.holdsUntil === null ? '' : `, until ${dateText(cell.holdsUntil)}`
  const who = `${fullName(line.pupil)}, ${whereabouts(line.pupil)}`
  return `${who}. ${purpose.label}: ${verdictSentence(cell.verdict, cell.state, cell.reason)}${until}.`
}

/** The years and classes there are, in teaching order and by name. */
export function groupsOf(lines: readonly RegisterLine[]): { years: YearCode[]; classes: string[] } {
  const years = new Set(lines.map(({ pupil }) => pupil.year))
  const classes = new Set(lines.flatMap(({ pupil }) => pupil.className ?? []))
  return {
    years: YEAR_CODES.filter((year) => years.has(year)),
    classes: [...classes].sort((a, b) => a.localeCompare(b, 'en-GB', { numeric: true })),
  }
}
