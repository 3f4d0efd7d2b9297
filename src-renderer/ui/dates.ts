/**
 * Dates as people in schools write and read them. The only place of the page that loads `Temporal`.
 * Civil dates are days in Europe/London, `2026-09-03`; day always comes before month; a month without a day
 * stays a month (R84).
 */
import { Temporal } from 'temporal-polyfill'
import { CivilDate, CivilMonth, MONTH_NAMES, type StatedDate } from '@contract'

const ZONE = 'Europe/London'

/** Today in London. */
export function today(): CivilDate {
  return CivilDate.parse(Temporal.Now.plainDateISO(ZONE).toString())
}

/** The day some days before (negative) or after. */
export function shifted(date: CivilDate, days: number): CivilDate {
  return CivilDate.parse(Temporal.PlainDate.from(date).add({ days }).toString())
}

const nameOf = (month: number): string => MONTH_NAMES[month - 1] ?? ''

/** "3 September 2026", or "September 2026" for a month. */
export function dateText(date: StatedDate): string {
  const [year, month, day] = date.split('-')
  const name = nameOf(Number(month))
  return day === undefined ? `${name} ${year ?? ''}` : `${Number(day)} ${name} ${year ?? ''}`
}

/** For tables: "3 Sep 2026", or "Sep 2026" for a month. */
export function dateShort(date: StatedDate): string {
  const [year, month, day] = date.split('-')
  const name = nameOf(Number(month)).slice(0, 3)
  return day === undefined ? `${name} ${year ?? ''}` : `${Number(day)} ${name} ${year ?? ''}`
}

/** A moment (milliseconds since 1970 UTC) as London clocks show it: "3 Sep 2026, 2:30pm". */
export function momentText(instant: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE)
  const hour = local.hour % 12 === 0 ? 12 : local.hour % 12
  const time = `${hour}:${String(local.minute).padStart(2, '0')}${local.hour < 12 ? 'am' : 'pm'}`
  return `${dateShort(CivilDate.parse(local.toPlainDate().toString()))}, ${time}`
}

/** London's civil date of a moment. */
export function dateOfMoment(instant: number): CivilDate {
  return CivilDate.parse(
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString(),
  )
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/**
 * Days a review is late on a given day: 0 when it is not. A month is over when its last day is over, so
 * "June 2024" is late from 1 July.
 */
export function daysLate(due: StatedDate, on: CivilDate): number {
  const last = CivilMonth.safeParse(due).success
    ? Temporal.PlainYearMonth.from(due).toPlainDate({ day: 31 })
    : Temporal.PlainDate.from(due)
  return Math.max(0, last.until(Temporal.PlainDate.from(on), { largestUnit: 'days' }).days)
}

/** Which way a date without a year, or with a short one, most likely points. */
export type Lean = 'past' | 'future' | 'near'

export type TypedDate = { ok: true; date: CivilDate } | { ok: false; words: string }

const EXAMPLE = 'like 3 9 2026'

/**
 * Reads a date as somebody types it: `3/9/26`, `3.9.2026`, `3 sep`, `3 September 2026`, `2026-09-03`, `today`,
 * `yesterday`, `tomorrow`, `-3`, `+14`.
 * @param today the day the words "today" and "-3" count from.
 * @param lean how a missing year or a two-digit year is filled in: the newest day not after today (`past`), the
 *   first not before it (`future`), or the nearest (`near`). The field echoes the whole date, so nothing is hidden.
 */
export function readDate(text: string, today: CivilDate, lean: Lean = 'near'): TypedDate {
  const typed = text.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ')
  if (typed === '') return { ok: false, words: `Enter a date, ${EXAMPLE}` }
  const offset = { today: 0, yesterday: -1, tomorrow: 1 }[typed] ?? daysTyped(typed)
  if (offset !== null) return { ok: true, date: shifted(today, offset) }

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return whole(Number(iso[1]), Number(iso[2]), Number(iso[3]))

  const parts = /^(\d{1,2})(?:st|nd|rd|th)?\s*[ /.-]?\s*(\d{1,2}|[a-z]{3,9})(?:\.?\s*[ /.-]?\s*'?(\d{4}|\d{2}))?$/.exec(
    typed,
  )
  if (!parts) return { ok: false, words: `Enter a date, ${EXAMPLE}` }
  const day = Number(parts[1])
  const month = monthTyped(parts[2] ?? '')
  if (month === null)
    return { ok: false, words: `There is no month called "${parts[2] ?? ''}". Enter a date, ${EXAMPLE}` }
  if (month < 1 || month > 12) {
    return { ok: false, words: `There is no month ${month}. Type the day first, ${EXAMPLE}` }
  }
  const year = parts[3]
  if (year?.length === 4) return whole(Number(year), month, day)
  const base = Number(today.slice(0, 4))
  const years =
    year === undefined
      ? [base - 1, base, base + 1]
      : [-100, 0, 100].map((century) => base - (base % 100) + century + Number(year))
  // A short year a little on the wrong side is a slip to be seen, not a date a hundred years on.
  return nearest(years, month, day, today, year !== undefined && lean === 'future' ? 'near' : lean)
}

const daysTyped = (typed: string): number | null => {
  const match = /^([+-])\s?(\d{1,4})$/.exec(typed)
  return match ? Number(`${match[1] ?? ''}${match[2] ?? ''}`) : null
}

function monthTyped(typed: string): number | null {
  if (/^\d+$/.test(typed)) return Number(typed)
  const index = MONTH_NAMES.findIndex((name) => name.toLowerCase().startsWith(typed))
  return index >= 0 ? index + 1 : typed === 'sept' ? 9 : null
}

function whole(year: number, month: number, day: number): TypedDate {
  if (month < 1 || month > 12) return { ok: false, words: `There is no month ${month}. Enter a date, ${EXAMPLE}` }
  const last = Temporal.PlainYearMonth.from({ year, month }).daysInMonth
  if (day < 1 || day > last) return { ok: false, words: noSuchDay(day, `${nameOf(month)} ${year}`, last) }
  return { ok: true, date: CivilDate.parse(Temporal.PlainDate.from({ year, month, day }).toString()) }
}

const noSuchDay = (day: number, month: string, last: number) =>
  `There is no ${day} ${month}. It has ${last} days; check the day`

function nearest(years: number[], month: number, day: number, today: CivilDate, lean: Lean): TypedDate {
  const found = years
    .map((year) => whole(year, month, day))
    .flatMap((read) => (read.ok ? [{ date: read.date, away: daysBetween(today, read.date) }] : []))
  const fits = found.filter(({ away }) => (lean === 'past' ? away <= 0 : lean === 'future' ? away >= 0 : true))
  const best = fits.sort((a, b) => Math.abs(a.away) - Math.abs(b.away))[0]
  if (best) return { ok: true, date: best.date }
  const middle = years[1] ?? Number(today.slice(0, 4))
  const read = whole(middle, month, day)
  return read.ok ? { ok: false, words: `Enter the whole year, ${EXAMPLE}` } : read
}
