/**
 * The date a person types before something of a disposal is done, from a calendar on the wall (C38). Nothing of it may
 * come from the clock of the PC, or a wrong clock would agree with itself. Pure.
 */
import { CivilDate } from '@contract'
import { readDate, type TypedDate } from '../../../ui/dates'

/**
 * Two days to read from: whatever reads differently from them was said by a clock and not by the person. They lie more than
 * a leap year apart, so that 29 February without its year differs too.
 */
const ONE = CivilDate.parse('2048-03-10')
const OTHER = CivilDate.parse('2053-09-20')

const NOT_WHOLE = 'Type the whole date with its year, like 3 9 2026'

/**
 * Reads a whole date in every way the date fields read one. What needs to know the day of today ("today", "-3",
 * "3 sep" without a year) is refused with words.
 */
export function readSaidDate(text: string): TypedDate {
  const read = readDate(text, ONE)
  const again = readDate(text, OTHER)
  if (read.ok && again.ok && read.date === again.date) return read
  return !read.ok && !again.ok && read.words === again.words ? read : { ok: false, words: NOT_WHOLE }
}
