/** A date as a document states it: a day, or a month without a day (R84). */
import { CivilMonth, type CivilDate, type StatedDate } from '@contract'
import { readDate } from '../../ui/dates'

export type TypedStated = { ok: true; date: StatedDate } | { ok: false; words: string }

/**
 * Reads "3 September 2026", "3/9/26", "September 2026", "9/2026". A month must name its year.
 * @param today the day words such as "today" count from
 */
export function readStated(text: string, today: CivilDate): TypedStated {
  const month = monthOf(text.trim().toLowerCase())
  if (month !== null) return { ok: true, date: month }
  const read = readDate(text, today)
  return read.ok
    ? read
    : { ok: false, words: read.words.replace(/, like 3 9 2026$/, ', like 3 9 2026 or September 2026') }
}

function monthOf(typed: string): CivilMonth | null {
  const named = /^([a-z]{3,9})\.?,? +(\d{4})$/.exec(typed)
  const figures = /^(\d{1,2}) ?[/.-] ?(\d{4})$/.exec(typed)
  const iso = /^(\d{4})-(\d{2})$/.exec(typed)
  const [number, year] = named
    ? [monthNamed(named[1] ?? ''), named[2]]
    : figures
      ? [Number(figures[1]), figures[2]]
      : iso
        ? [Number(iso[2]), iso[1]]
        : [null, undefined]
  if (number === null || year === undefined) return null
  const read = CivilMonth.safeParse(`${year}-${String(number).padStart(2, '0')}`)
  return read.success ? read.data : null
}

const LONG = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]

function monthNamed(name: string): number | null {
  const at = LONG.findIndex((long) => long.startsWith(name))
  return at >= 0 ? at + 1 : name === 'sept' ? 9 : null
}
