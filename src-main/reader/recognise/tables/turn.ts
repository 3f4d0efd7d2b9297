/** A grid printed on its side: activities across, audiences or levels down. Turned only where every row says so. */
import { isOnSubject } from '../../vocabulary/activities'
import { isCaption, type Caption } from './captions'
import { textAt, type GridRow, type Place } from './grid'
import { headOf } from './heads'
import { isNoiseRow } from './noise'

/** The rows with columns for rows; null when the table does not lie on its side for certain. */
export function turned(rows: readonly GridRow[], read: (text: string) => Caption): GridRow[] | null {
  const { titles } = headOf(rows, read)
  const kept = rows.filter((row) => !isNoiseRow(row) && !titles.includes(row))
  const [heading, ...below] = kept
  if (heading === undefined || below.length < 2 || below.length > 12) return null
  const labels = labelColumns(kept, read)
  if (labels === null) return null
  const across = heading.places.slice(labels).map(({ text }) => text)
  if (across.length < 2 || across.some((text) => text === '' || isCaption(read(text)))) return null
  if (across.filter(isOnSubject).length * 2 < across.length) return null
  if (
    kept.some((row) =>
      row.places.some(({ columns, begins, below: under }, at) => at >= labels && (columns > 1 || !begins || under)),
    )
  )
    return null
  return [...titles, ...turn(kept)]
}

/** Number of label columns whose every text below the headings is a heading of rules; null otherwise. */
function labelColumns(rows: readonly GridRow[], read: (text: string) => Caption): number | null {
  const [, ...below] = rows
  const known = (column: number, blank: boolean): boolean =>
    below.every((row) => (textAt(row, column) === '' ? blank : isRuleHeading(read(textAt(row, column)))))
  if (known(0, false)) return 1
  return textAt(below[0] ?? rows[0] ?? EMPTY, 0) !== '' && known(0, true) && known(1, false) ? 2 : null
}

const EMPTY: GridRow = { places: [], stated: 0, block: 0, row: 0, page: null }

const isRuleHeading = (caption: Caption): boolean =>
  caption.level !== null || (caption.people.length === 1 && !caption.unclearPeople)

function turn(rows: readonly GridRow[]): GridRow[] {
  const [heading] = rows
  const width = heading?.places.length ?? 0
  return Array.from({ length: width }, (_, column) => {
    const places: Place[] = rows.map((row) => ({
      text: textAt(row, column),
      heading: false,
      begins: true,
      below: false,
      columns: 1,
    }))
    const place = { block: heading?.block ?? 0, row: heading?.row ?? 0, page: heading?.page ?? null }
    return { places, stated: places.length, ...place }
  })
}
