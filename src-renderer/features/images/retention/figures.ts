/** What the trust's overview says of pictures kept: the sentence on top, and what its columns sort by. Pure. */
import type { ImagesFigures } from '@contract'
import { dateText } from '../../../ui/dates'
import { counted, plural } from '../../../ui/words'

export type Counts = NonNullable<ImagesFigures['counts']>

/** Columns of figures, in the order they stand. */
export const FIGURES = [
  'sets',
  'due',
  'overdue',
  'onHold',
  'noRule',
  'takeDowns',
  'takeDownsOverdue',
  'breachesOpen',
] as const
export type Figure = (typeof FIGURES)[number]

/** Figures that say somebody has to act now, and those that will need somebody soon; the others are plain. */
export const PRESSING: readonly Figure[] = ['overdue', 'takeDownsOverdue', 'breachesOpen']
export const SOON: readonly Figure[] = ['due', 'noRule', 'takeDowns']

/** Whether somebody should do something at this school; a file that cannot be opened counts too. */
export const needsAction = ({ counts }: ImagesFigures): boolean =>
  counts === null || PRESSING.some((figure) => counts[figure] > 0)

const isFigure = (key: string): key is Figure => FIGURES.some((figure) => figure === key)

/** @param nameOf a school's name */
export function figureValue(row: ImagesFigures, key: string, nameOf: (row: ImagesFigures) => string) {
  if (key === 'school') return nameOf(row)
  return row.counts !== null && isFigure(key) ? row.counts[key] : null
}

/**
 * One sentence from the figures, the most pressing first: pictures overdue, take-downs overdue, breaches open, sets due.
 * Schools whose file cannot be opened are named by their count, never left out.
 */
export function figuresSentence(rows: readonly ImagesFigures[]): string {
  if (rows.length === 0) return 'There are no schools to see.'
  const all = counted(rows.length, 'school', 'schools')
  const known = rows.flatMap(({ counts }) => (counts === null ? [] : [counts]))
  const unread = rows.length - known.length
  const tail = unread === 0 ? '' : `; of ${counted(unread, 'school', 'schools')} nothing can be said`
  const having = (figure: Figure) => known.filter((counts) => counts[figure] > 0).length
  const sum = (figure: Figure) => known.reduce((total, counts) => total + counts[figure], 0)
  const of = (schools: number) => `${schools} of ${all} ${plural(schools, 'has', 'have')}`

  if (known.length === 0)
    return `The pictures of ${rows.length === 1 ? 'the one school' : `all ${all}`} cannot be seen.`
  if (having('overdue') > 0) {
    const [oldest] = known.flatMap((counts) => counts.oldestOverdue ?? []).sort()
    const since = oldest === undefined ? '' : `; the oldest since ${dateText(oldest)}`
    return `${of(having('overdue'))} pictures overdue${since}${tail}.`
  }
  if (having('takeDownsOverdue') > 0) {
    const uses = counted(sum('takeDownsOverdue'), 'use should be down', 'uses should be down')
    return `${of(having('takeDownsOverdue'))} take-downs overdue: ${uses} already${tail}.`
  }
  if (having('breachesOpen') > 0) return `${of(having('breachesOpen'))} a breach that is not decided${tail}.`
  if (having('due') > 0) {
    const sets = counted(sum('due'), 'set is due', 'sets are due')
    return `No pictures are overdue; ${sets} at ${counted(having('due'), 'school', 'schools')}${tail}.`
  }
  if (having('noRule') > 0) {
    const sets = counted(sum('noRule'), 'set has', 'sets have')
    return `No pictures are due; ${sets} no rule that says how long they are kept${tail}.`
  }
  return `No pictures are due and none overdue${tail}.`
}
