/** Ages on civil dates of Europe/London, and what the year group says where no date of birth is held (R49, R51). Pure. */
import { YEAR_CODES, type CivilDate, type YearCode } from '@contract/primitives'
import { addYears } from '@vault/clock'

/**
 * The first day on which a person has an age: the whole of the birthday (Family Law Reform Act 1969, section 9).
 *
 * The Act does not say which day that is in a common year for somebody born on 29 February, and lawyers differ between
 * 28 February and 1 March. The earlier day counts here: on it a parent's consent ends a day too soon at worst, and
 * nothing is shown for a day that might have been; with the later day a picture might be used on a consent that had
 * ended (R51).
 */
export const turnsOn = (dateOfBirth: CivilDate, age: number): CivilDate => addYears(dateOfBirth, age)

/** The day from which only the pupil decides (R47, R51). */
export const turns18On = (dateOfBirth: CivilDate): CivilDate => turnsOn(dateOfBirth, 18)

/** Whole years of age on a date; null for a date before the birth. */
export function ageOn(dateOfBirth: CivilDate, date: CivilDate): number | null {
  if (date < dateOfBirth) return null
  const years = Number(date.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  return turnsOn(dateOfBirth, years) <= date ? years : years - 1
}

/** Pupils are taught a year above or below their age group (edge case 24). */
const OUT_OF_COHORT = 1

/** Years by the age on 31 August before they start: E1 is 0, Year 13 is 17. 14 and `X` have no age of their own. */
const START_AGES: ReadonlyMap<YearCode, number> = new Map(
  YEAR_CODES.filter((year) => year !== '14' && year !== 'X').map((year, age) => [year, age]),
)

/** The youngest a pupil of a year may be, in whole years, where no date of birth is held; null for 14 and `X`. */
export function youngestAge(year: YearCode): number | null {
  const start = START_AGES.get(year)
  return start === undefined ? null : Math.max(0, start - OUT_OF_COHORT)
}

/** The oldest a pupil of a year may be before that year ends, in whole years; null for 14 and `X`. */
export function oldestAge(year: YearCode): number | null {
  const start = START_AGES.get(year)
  return start === undefined ? null : start + 1 + OUT_OF_COHORT
}
