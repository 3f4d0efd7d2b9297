/** Numbers of a workbook as the sheet shows them, as far as that says something: dates, percentages, leading noughts. */

const MILLISECONDS = 86_400_000
/** Day 0 of the two calendars. Excel counts a 29 February 1900 that never was, which the first absorbs from day 61 on. */
const FROM_1900 = Date.UTC(1899, 11, 30)
const FROM_1904 = Date.UTC(1904, 0, 1)
/** The year 9999 ends here. */
const LAST_DAY = 2_958_465

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
]

/**
 * A number as text.
 * @param value as the file has it
 * @param format number format; empty: none
 * @returns dates as `2026-09-01`, months without day as `September 2026`, so that no day is made up; anything else that is
 * no plain number, percentage or number with leading noughts as the number itself
 */
export function shownNumber(value: string, format: string, from1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  const bare = format.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, '').split(';')[0] ?? ''
  if (isDateFormat(bare)) return shownDate(number, bare, from1904) ?? plainNumber(number)
  if (bare.includes('%')) return `${plainNumber(Number((number * 100).toPrecision(12)))}%`
  if (/^0{2,20}$/.test(bare) && Number.isInteger(number) && number >= 0)
    return String(number).padStart(bare.length, '0')
  return plainNumber(number)
}

const isDateFormat = (bare: string): boolean => /[dmyhs]/i.test(bare) && !/[#?]|e\+|general/i.test(bare)

/** Without the last digits that only the binary form of the number has. */
const plainNumber = (number: number): string => String(Number(number.toPrecision(15)))

function shownDate(day: number, format: string, from1904: boolean): string | null {
  if (day < 0 || day > LAST_DAY) return null
  const early = !from1904 && day > 0 && day < 60 ? 1 : 0
  const date = new Date((from1904 ? FROM_1904 : FROM_1900) + Math.round((day + early) * MILLISECONDS))
  const year = date.getUTCFullYear()
  const iso = date.toISOString()
  const time = iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19)
  const words = format.toLowerCase().replace(/am\/pm|a\/p/g, '')
  const hasTime = /h|s/.test(words)
  // The letter m stands for minutes beside hours or seconds.
  const hasMonth = /m/.test(words.replace(/h+[:.\s]*m+|m+[:.\s]*s+|\[m+\]/g, ''))
  if (!/[yd]/.test(words) && !hasMonth) return time
  if (!/d/.test(words)) {
    if (!hasMonth) return String(year)
    const month = MONTHS[date.getUTCMonth()] ?? ''
    return /y/.test(words) ? `${month} ${year}` : month
  }
  if (!/y/.test(words) && !hasTime) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`
  return hasTime && time !== '00:00' ? `${iso.slice(0, 10)} ${time}` : iso.slice(0, 10)
}
