/** Dates as people write them in a review block: a day, a month or a year, or words that only look like one (R84, R112). */

export interface DateReading {
  readonly iso: string | null
  readonly precision: 'day' | 'month' | 'year' | null
  /**
   * Why there is no `iso`: `none` has nothing of a date, `vague` is a term, an academic year, several dates or a month
   * without its full year, `malformed` cannot be a date of the calendar. Null: there is one.
   */
  readonly trouble: 'none' | 'vague' | 'malformed' | null
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const DAY = '(\\d{1,2})\\s*(?:st|nd|rd|th)?'
const YEAR = '((?:19|20)\\d{2})'
const EDGE = '(?![\\p{L}\\p{N}])'
const START = '(?<![\\p{L}\\p{N}/.-])'
const JOIN = "[\\s,./'’-]*"

const FORMS: readonly (readonly [pattern: RegExp, read: (match: RegExpMatchArray) => DateReading])[] = [
  [
    new RegExp(`${START}${DAY}(?:\\s+of)?${JOIN}${MONTH}${JOIN}${YEAR}${EDGE}`, 'giu'),
    (match) => day(match[3], monthOf(match[2]), match[1]),
  ],
  [
    new RegExp(`${START}${MONTH}\\s*${DAY}\\s*,?\\s+${YEAR}${EDGE}`, 'giu'),
    (match) => day(match[3], monthOf(match[1]), match[2]),
  ],
  [new RegExp(`${START}${YEAR}-(\\d{2})-(\\d{2})${EDGE}`, 'gu'), (match) => day(match[1], Number(match[2]), match[3])],
  [
    // Day before month, as in the United Kingdom (R112).
    new RegExp(`${START}(\\d{1,2})\\s?([/.-])\\s?(\\d{1,2})\\s?\\2\\s?((?:19|20)?\\d{2})${EDGE}`, 'gu'),
    (match) => day(match[4]?.length === 2 ? `20${match[4]}` : match[4], Number(match[3]), match[1]),
  ],
  [new RegExp(`${START}${MONTH}${JOIN}${YEAR}${EDGE}`, 'giu'), (match) => month(match[2], monthOf(match[1]))],
  [new RegExp(`${START}(\\d{1,2})[/.-]${YEAR}${EDGE}`, 'gu'), (match) => month(match[2], Number(match[1]))],
  [new RegExp(`${START}${YEAR}-(0[1-9]|1[0-2])${EDGE}(?!-)`, 'gu'), (match) => month(match[1], Number(match[2]))],
]

const TERM = /\b(?:autumn|spring|summer|winter|michaelmas|lent|term|half[- ]term|academic year|school year|easter)\b/i
const YEARS = /\b(?:19|20)\d{2}\s*[/–-]\s*(?:(?:19|20)?\d{2})\b(?![/-])/
const ONLY_YEAR = /^\D{0,12}((?:19|20)\d{2})\D{0,3}$/

const MALFORMED: DateReading = { iso: null, precision: null, trouble: 'malformed' }
const VAGUE: DateReading = { iso: null, precision: null, trouble: 'vague' }
const NONE: DateReading = { iso: null, precision: null, trouble: 'none' }

const monthOf = (name: string | undefined): number =>
  MONTHS.findIndex((full) => full.startsWith((name ?? '?').toLowerCase().slice(0, 3))) + 1

const two = (part: number): string => String(part).padStart(2, '0')

function day(year: string | undefined, monthNumber: number, dayText: string | undefined): DateReading {
  const [y, d] = [Number(year), Number(dayText)]
  const date = new Date(Date.UTC(y, monthNumber - 1, d))
  const real = monthNumber >= 1 && monthNumber <= 12 && date.getUTCMonth() === monthNumber - 1 && d > 0
  return real ? { iso: `${year}-${two(monthNumber)}-${two(d)}`, precision: 'day', trouble: null } : MALFORMED
}

function month(year: string | undefined, monthNumber: number): DateReading {
  return monthNumber >= 1 && monthNumber <= 12
    ? { iso: `${year}-${two(monthNumber)}`, precision: 'month', trouble: null }
    : MALFORMED
}

/** A date found in a longer text. */
export interface FoundDate extends DateReading {
  readonly words: string
  readonly start: number
}

/** Every day and month written out in a text, real or not, in its order. */
export function datesIn(text: string): FoundDate[] {
  if (!/\d/.test(text)) return []
  const taken: { start: number; end: number }[] = []
  const found: FoundDate[] = []
  for (const [pattern, read] of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (taken.some((other) => start < other.end && other.start < end)) continue
      taken.push({ start, end })
      found.push({ ...read(match), words: match[0].trim(), start })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Whether a word is a month spelled wrongly: two letters swapped, one too many, one missing, one wrong. */
function nearlyMonth(word: string): boolean {
  const low = word.toLowerCase()
  if (low.length < 3 || monthOfExact(low)) return false
  return MONTHS.some(
    (name) => closeTo(low, name) || (low.length === 4 && name === 'june' && [...low].sort().join('') === 'ejnu'),
  )
}

const monthOfExact = (low: string): boolean =>
  MONTHS.some((name) => name === low || name.slice(0, 3) === low) || low === 'sept'

/** One change apart, swapped neighbours counting as one. Short names of months only match by a swap. */
function closeTo(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  let at = 0
  while (at < word.length && word[at] === name[at]) at += 1
  const [a, b] = [word.slice(at), name.slice(at)]
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
  if (swapped) return true
  return name.length > 4 && (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1))
}

/**
 * Reads the value of a date field.
 * @param text as written: "1st September 2026", "01/09/2026" (day first), "June 2024", "2026"
 */
export function dateOf(text: string): DateReading {
  const value = text.trim()
  if (YEARS.test(value) && datesIn(value.replace(YEARS, ' ')).length === 0) return VAGUE
  const found = datesIn(value)
  const [first] = found
  if (first !== undefined) {
    const same = found.every(({ iso, trouble }) => iso === first.iso && trouble === first.trouble)
    return same ? { iso: first.iso, precision: first.precision, trouble: first.trouble } : VAGUE
  }
  const year = ONLY_YEAR.exec(value)?.[1]
  const words = value.match(/\p{L}+/gu) ?? []
  if (TERM.test(value)) return VAGUE
  if (words.some((word) => nearlyMonth(word)) && /\d/.test(value)) return MALFORMED
  if (new RegExp(`\\b${MONTH}(?![\\p{L}])`, 'iu').test(value)) {
    if (!/\d/.test(value)) return /^\W*\p{L}+\W*$/u.test(value) ? VAGUE : NONE
    // "Sept 26" may be a day or a year; "June 20245" is neither.
    return /\d{3,}/.test(value) ? MALFORMED : VAGUE
  }
  if (/\d{1,4}\s?[/.-]\s?\d{1,4}\s?[/.-]\s?\d{1,4}/.test(value)) return MALFORMED
  if (year !== undefined && words.length < 3) return { iso: year, precision: 'year', trouble: null }
  return NONE
}
