/**
 * The one place of the main side that names Temporal. Civil dates are those of Europe/London (domain section 2);
 * every wall-clock reading is handed in as milliseconds since 1970 UTC.
 */
import { Temporal } from 'temporal-polyfill'
import type { CivilDate, StatedDate } from '../contract/primitives'
import { MONTH_NAMES } from '../contract/words'

const ZONE = 'Europe/London'

/** Reads a date already checked by `CivilDate`. */
const plain = (date: CivilDate): Temporal.PlainDate => Temporal.PlainDate.from(date)

/** The only way a Temporal date becomes a civil date again: its ISO form is exactly that shape. */
const civil = (date: Temporal.PlainDate): CivilDate => date.toString() as CivilDate

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

interface LondonHour {
  /** Hours since 1970 UTC. */
  readonly since: number
  readonly date: CivilDate
  /** As a clock in London shows it, 0 to 23. */
  readonly hour: number
}

/** The hour asked about last. */
let lastHour: LondonHour | null = null

/** London has been whole hours from UTC since 1970, so that no hour of its clock and no day begins within one of UTC. */
function londonHour(ms: number): LondonHour {
  const since = Math.floor(ms / HOUR_MS)
  if (lastHour?.since === since) return lastHour
  const at = Temporal.Instant.fromEpochMilliseconds(since * HOUR_MS).toZonedDateTimeISO(ZONE)
  return (lastHour = { since, date: civil(at.toPlainDate()), hour: at.hour })
}

/**
 * The civil date in Europe/London at an instant.
 * @param nowMs milliseconds since 1970 UTC
 */
export const londonToday = (nowMs: number): CivilDate => londonHour(nowMs).date

/**
 * The instant at which a civil date, or a time of that day, begins in Europe/London, milliseconds since 1970 UTC.
 * @param time `HH:MM`; a time the spring change skips is taken as the moment just after the change
 */
export function instantOf(date: CivilDate, time = '00:00'): number {
  return plain(date).toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
}

/** A date so many days later; negative goes back. */
export function addDays(date: CivilDate, days: number): CivilDate {
  // A decision asks this several times, and a register holds thousands of decisions: days of UTC are all of one length.
  const at = Date.parse(date) + days * DAY_MS
  if (!(at >= FIRST_MS && at < END_MS)) return civil(plain(date).add({ days }))
  return new Date(at).toISOString().slice(0, 10) as CivilDate // A civil date is written in the same way.
}

/** Within which a year is written with four digits. */
const [FIRST_MS, END_MS] = [Date.parse('0000-01-01'), Date.parse('9999-12-31') + DAY_MS]

/** A date so many months later; a day the month lacks becomes its last day. */
export const addMonths = (date: CivilDate, months: number): CivilDate => civil(plain(date).add({ months }))

/** A date so many years later; 29 February becomes 28 February in a common year. */
export function addYears(date: CivilDate, years: number): CivilDate {
  const [year, day] = [Number(date.slice(0, 4)) + years, date.slice(4)]
  // All other days are in every year.
  if (day === '-02-29' || year < 0 || year > 9999) return civil(plain(date).add({ years }))
  return `${String(year).padStart(4, '0')}${day}` as CivilDate // As above.
}

/** Days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => plain(from).until(plain(to)).days

/** The academic year, 1 September to 31 August, that a date falls in (domain section 2). */
export function academicYear(date: CivilDate): {
  /** `2026/27` */
  readonly label: string
  readonly begins: CivilDate
  readonly ends: CivilDate
} {
  // Read off its text: a decision asks this several times, and a register holds thousands of decisions.
  const year = Number(date.slice(0, 4))
  const first = date.slice(5) >= '09-01' ? year : year - 1
  return {
    label: `${first}/${String((first + 1) % 100).padStart(2, '0')}`,
    begins: `${first}-09-01` as CivilDate,
    ends: `${first + 1}-08-31` as CivilDate,
  }
}

/** Whether a stated date names no day. */
const isMonth = (date: StatedDate): boolean => date.length === 7

/** The first day a stated date may mean: itself, or the month's first (R84). */
export function firstDay(date: StatedDate): CivilDate {
  return civil(
    isMonth(date) ? Temporal.PlainYearMonth.from(date).toPlainDate({ day: 1 }) : Temporal.PlainDate.from(date),
  )
}

/** The last day a stated date may mean: itself, or the month's last. Overdue begins after it (R84). */
export function lastDay(date: StatedDate): CivilDate {
  if (!isMonth(date)) return civil(Temporal.PlainDate.from(date))
  const month = Temporal.PlainYearMonth.from(date)
  return civil(month.toPlainDate({ day: month.daysInMonth }))
}

/** `3 September 2026`, or `June 2024` where no day is stated. */
export function dateWords(date: StatedDate): string {
  const [year, month, day] = date.split('-').map(Number)
  const words = `${MONTH_NAMES[(month ?? 0) - 1] ?? ''} ${year}`
  return day === undefined ? words : `${day} ${words}`
}

/** `3 September 2026 at 14:05`, Europe/London. */
export function instantWords(ms: number): string {
  const { date, hour } = londonHour(ms)
  const time = [hour, Math.floor(ms / MINUTE_MS) % 60].map((part) => String(part).padStart(2, '0'))
  return `${dateWords(date)} at ${time.join(':')}`
}
