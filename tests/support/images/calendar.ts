/** The calendar day by day, for the oracle: slow, and with nothing of the product's or of a library in it. */

interface Day {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function lengthOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0)
}

function read(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return { year, month, day }
}

const written = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function next({ year, month, day }: Day): Day {
  if (day < lengthOf(year, month)) return { year, month, day: day + 1 }
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
}

/** The day so many days later. */
export function daysAfter(text: string, days: number): string {
  let at = read(text)
  for (let gone = 0; gone < days; gone++) at = next(at)
  return written(at)
}

const walked = new Map<string, string>()

/** Walks on until so many months have begun, then to the same day of the month, or to the month's end if that comes first. */
export function monthsAfter(text: string, months: number): string {
  const key = `${text} ${months}`
  const known = walked.get(key)
  if (known !== undefined) return known
  const { day } = read(text)
  let at = read(text)
  let begun = 0
  while (begun < months) {
    at = next(at)
    if (at.day === 1) begun++
  }
  while (at.day < day && next(at).day !== 1) at = next(at)
  walked.set(key, written(at))
  return written(at)
}

/** Walks on to the next 31 August, the day itself included. */
export function endOfSchoolYear(text: string): string {
  let at = read(text)
  while (at.month !== 8 || at.day !== 31) at = next(at)
  return written(at)
}
