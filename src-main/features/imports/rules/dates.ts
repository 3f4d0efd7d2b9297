/**
 * Dates in files (R112): day first or ISO. The order of day and month is a matter of the whole file and never guessed for
 * one row: a file that may be read both ways waits for a person, and one that can only be American is refused. Pure.
 */
import { CivilDate } from '@contract/primitives'
import { MONTH_NAMES } from '@contract/words'
import { listed } from './wording'

/** Order of day and month that a file keeps to. */
export type DateOrder = 'DMY' | 'ISO'

/** A date taken apart; the order of `first` and `second` is not known yet. */
type Parts =
  | {
      readonly kind: 'plain'
      readonly year: number
      readonly month: number
      readonly day: number
      readonly short: boolean
    }
  | {
      readonly kind: 'order'
      readonly year: number
      readonly first: number
      readonly second: number
      readonly short: boolean
    }

/** A time of day behind a date: forms and databases write one. */
const TIME = /[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|BST))?$/i
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const NUMBERS = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/
const DAY_MONTH = /^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/., ]+([a-z]+)\.?[-/., ]+(\d{4}|\d{2})$/i
const MONTH_DAY = /^(?:[a-z]+,? )?([a-z]+)\.?[-/., ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})$/i

const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase())

/** Number of a month written out or cut to three or four letters; null for anything else. */
function monthOf(word: string): number | null {
  const plain = word.toLowerCase()
  if (plain.length < 3) return null
  const at = MONTHS.findIndex((name) => name === plain || (plain.length <= 4 && name.startsWith(plain)))
  return at < 0 ? null : at + 1
}

function partsOf(text: string): Parts | null {
  const plain = text.normalize('NFKC').replace(/\s+/gu, ' ').trim().replace(TIME, '')
  const iso = ISO.exec(plain)
  if (iso !== null) {
    return { kind: 'plain', year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), short: false }
  }
  const numbers = NUMBERS.exec(plain)
  if (numbers !== null) {
    const [, first, second, year = ''] = numbers
    return { kind: 'order', year: Number(year), first: Number(first), second: Number(second), short: year.length === 2 }
  }
  const [, day, monthWord = '', year = ''] = DAY_MONTH.exec(plain) ?? []
  const month = monthOf(monthWord)
  if (month !== null) return { kind: 'plain', year: Number(year), month, day: Number(day), short: year.length === 2 }
  const [, otherWord = '', otherDay, otherYear] = MONTH_DAY.exec(plain) ?? []
  const otherMonth = monthOf(otherWord)
  if (otherMonth === null) return null
  return { kind: 'plain', year: Number(otherYear), month: otherMonth, day: Number(otherDay), short: false }
}

/** What the way a date is written says of its file. */
export type DateStyle = 'plain' | 'day-first' | 'month-first' | 'either' | 'none'

/** `either`: day and month could change places and give another date. */
export function styleOf(text: string): DateStyle {
  const parts = partsOf(text)
  if (parts === null) return 'none'
  if (parts.kind === 'plain') return 'plain'
  const { first, second } = parts
  if (first > 12 && second > 12) return 'none'
  if (first > 12) return 'day-first'
  if (second > 12) return 'month-first'
  return first === second ? 'plain' : 'either'
}

/** Dates of a file by how they are written; of each style the first few, as written with their lines. */
export interface DatesSeen {
  readonly counts: Readonly<Record<DateStyle, number>>
  readonly first: Readonly<Record<DateStyle, readonly string[]>>
}

const SHOWN = 3

/** Looks through the dates of a file. Blank cells do not count. */
export function lookAtDates(cells: Iterable<{ readonly line: number; readonly text: string }>): DatesSeen {
  const counts: Record<DateStyle, number> = { plain: 0, 'day-first': 0, 'month-first': 0, either: 0, none: 0 }
  const first: Record<DateStyle, string[]> = { plain: [], 'day-first': [], 'month-first': [], either: [], none: [] }
  for (const { line, text } of cells) {
    if (text.trim() === '') continue
    const style = styleOf(text)
    counts[style] += 1
    if (first[style].length < SHOWN) first[style].push(`${text.trim().slice(0, 30)} (line ${line})`)
  }
  return { counts, first }
}

/** The order a file's own dates prove; null: none of them needs one, or none proves it. */
export const provenOrder = ({ counts }: DatesSeen): DateOrder | null => (counts['day-first'] > 0 ? 'DMY' : null)

const NOTHING = 'Nothing of it was read in.'

/**
 * Why the dates of a file cannot be read, in words for a person; null when they can.
 * @param order as a person or the file's own dates say; null: nobody said
 */
export function datesRefusal({ counts, first }: DatesSeen, order: DateOrder | null): string | null {
  if (counts['month-first'] > 0 && counts['day-first'] > 0) {
    return `Some dates in this file put the day first, such as ${listed(first['day-first'])}, and others the month, such as ${listed(first['month-first'])}. ${NOTHING} Export it again with one kind of date.`
  }
  if (counts['month-first'] > 0) {
    return `The dates in this file put the month first, such as ${listed(first['month-first'])}. ${NOTHING} Export it again with dates like 03/09/2026 for 3 September.`
  }
  const open = [...first['day-first'], ...first.either]
  if (order === 'ISO' && open.length > 0) {
    return `Not all dates in this file begin with the year: ${listed(open.slice(0, SHOWN))}. ${NOTHING} Choose day first if that is how they are written.`
  }
  if (order === null && counts.either > 0 && counts['day-first'] === 0) {
    return `Nobody can tell day and month apart in the dates of this file, such as ${listed(first.either)}. ${NOTHING} Say that the day comes first if it does, or export it again with dates like 2026-09-03.`
  }
  return null
}

/**
 * Reads one date of a file whose dates are fit to be read, day first.
 * @param latest the last day two figures of a year may mean; beyond it they are of the century before
 * @returns null for what is no date of the calendar
 */
export function readDate(text: string, latest: CivilDate): CivilDate | null {
  const parts = partsOf(text)
  if (parts === null) return null
  const { year, short } = parts
  const [month, day] = parts.kind === 'plain' ? [parts.month, parts.day] : [parts.second, parts.first]
  if (!short) return dateOf(year, month, day)
  const century = Math.floor(Number(latest.slice(0, 4)) / 100) * 100
  const near = dateOf(century + year, month, day)
  return near !== null && near > latest ? dateOf(century - 100 + year, month, day) : near
}

function dateOf(year: number, month: number, day: number): CivilDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return year < 1000 ? null : (CivilDate.safeParse(text).data ?? null)
}
