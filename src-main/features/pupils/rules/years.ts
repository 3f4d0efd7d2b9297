/** Year groups as people write them, and the key stages they belong to (R111; domain section 7). Pure. */
import { YEAR_CODES, YearCode, type CivilDate } from '@contract/primitives'
import { academicYear } from '@vault/clock'

/** Early years, the four key stages of the curriculum, and what schools call the fifth: the sixth form. */
export const KEY_STAGES = ['EYFS', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5'] as const
export type KeyStage = (typeof KEY_STAGES)[number]

/** Words before a code. "Class" and "form" are not among them: they name a group, whose digit need not be its year. */
const LEAD_IN = /^(?:nc |national curriculum |curriculum )?(?:year(?: group)?|yr|y)\.? ?/

/** Names that stand for one code. "Nursery" alone is none: it may be the first year or the second. */
const NAMES: Readonly<Record<string, YearCode>> = {
  reception: 'R',
  rec: 'R',
  'reception year': 'R',
  'reception class': 'R',
  'nursery 1': 'N1',
  'nursery 2': 'N2',
}

/**
 * Reads a year group as a file or a person writes it: a code, `Year 7`, `Yr. 7`, `Y07`, `07`, `Reception`, `0` (R111).
 * @returns null for anything else, such as a class ("7A"), a range, or a word that may mean two years
 */
export function readYear(text: string): YearCode | null {
  // Unlike "Yr", which may have lost its number, capitals are how a MIS writes Year R.
  if (text.trim() === 'YR') return 'R'
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  return codeOf(plain) ?? codeOf(plain.replace(LEAD_IN, ''))
}

function codeOf(plain: string): YearCode | null {
  const number = /^0?(\d|1[0-4])$/.exec(plain)?.[1]
  if (number !== undefined) return number === '0' ? 'R' : (YearCode.safeParse(number).data ?? null)
  if (Object.hasOwn(NAMES, plain)) return NAMES[plain] ?? null
  return YearCode.safeParse(plain.toUpperCase()).data ?? null
}

const STAGES: Readonly<Record<YearCode, KeyStage | null>> = {
  E1: 'EYFS',
  E2: 'EYFS',
  N1: 'EYFS',
  N2: 'EYFS',
  R: 'EYFS',
  1: 'KS1',
  2: 'KS1',
  3: 'KS2',
  4: 'KS2',
  5: 'KS2',
  6: 'KS2',
  7: 'KS3',
  8: 'KS3',
  9: 'KS3',
  10: 'KS4',
  11: 'KS4',
  12: 'KS5',
  13: 'KS5',
  14: null,
  X: null,
}

/** The stage a year belongs to; null for 14 and `X`, where the age has to tell or a person (domain section 7). */
export const keyStageOf = (year: YearCode): KeyStage | null => STAGES[year]

const LAST_YEARS: Readonly<Record<KeyStage, YearCode>> = {
  EYFS: 'R',
  KS1: '2',
  KS2: '6',
  KS3: '9',
  KS4: '11',
  KS5: '13',
}

/** The year whose end is the end of the stage. */
export const lastYearOfStage = (stage: KeyStage): YearCode => LAST_YEARS[stage]

/**
 * The year a pupil was in on a day, from the year on a later one: what was signed in July belongs to the year before the
 * one it is keyed in. A day of the same academic year, or a later one, and years outside the order change nothing.
 * @param year the year on `today`
 */
export function yearOn(year: YearCode, today: CivilDate, day: CivilDate): YearCode {
  const back = startOf(today) - startOf(day)
  if (back <= 0 || year === '14' || year === 'X') return year
  return YEAR_CODES[Math.max(0, YEAR_CODES.indexOf(year) - back)] ?? year
}

/**
 * The years a pupil may be in on a day of another academic year: schools move their rolls on in July or in October, and
 * not everybody moves on. Years outside the order stay.
 * @param year the year on the day `at`
 * @returns the lowest and the highest, the same within the year of `at`; beyond Year 13 comes 14
 */
export function yearsOn(year: YearCode, at: CivilDate, day: CivilDate): readonly [lowest: YearCode, highest: YearCode] {
  if (year === '14' || year === 'X') return [year, year]
  const moved = startOf(day) - startOf(at)
  const last = YEAR_CODES.indexOf('14')
  const placed = (by: number): YearCode =>
    YEAR_CODES[Math.min(last, Math.max(0, YEAR_CODES.indexOf(year) + by))] ?? year
  return [placed(Math.min(0, moved)), placed(Math.max(0, moved))]
}

const startOf = (day: CivilDate): number => Number(academicYear(day).begins.slice(0, 4))
