/** Lengths of time of a retention rule, as people say and type them. Pure. */
import { counted, listed } from '../../../ui/words'

/** The longest period a rule may have, in months. */
export const MOST_MONTHS = 1200
/** The longest window, in months. */
export const MOST_WINDOW = 60

/** "2 years", "18 months" as "1 year and 6 months", "at once" for none. */
export function periodWords(months: number): string {
  const years = Math.floor(months / 12)
  const rest = months % 12
  const parts = [
    ...(years > 0 ? [counted(years, 'year', 'years')] : []),
    ...(rest > 0 ? [counted(rest, 'month', 'months')] : []),
  ]
  return parts.length === 0 ? 'at once' : listed(parts)
}

/**
 * Reads a period as typed: `2 years`, `18 months`, `1 year and 6 months`, `at once`.
 * @returns whole months; null when it is no period
 */
export function readPeriod(text: string): number | null {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\band\b|,/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^(at once|0|0 months?|0 years?)$/.test(typed)) return 0
  const match = /^(?:(\d{1,3}) ?(?:years?|yrs?|y))?(?: ?(\d{1,4}) ?(?:months?|mths?|m))?$/.exec(typed)
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null
  return Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0)
}
