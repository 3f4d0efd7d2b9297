/** Rules set out as a list with whom they are for in a column of its own: seen, and not read as a grid. */
import { isOnSubject } from '../../vocabulary/activities'
import { isCaption, type Caption } from './captions'
import { textAt, type GridRow } from './grid'
import { isNoiseRow } from './noise'
import { plainWords } from '../../vocabulary/wording'

const MOST_ROWS_LOOKED_AT = 40
/** Headings of the plain table this product writes beside every exported matrix. */
const AS_UNDERSTOOD = ['for', 'as written', 'as understood', 'stands in']

/** Why such a list is declined; null when the table is no such list. */
export function audienceIsInAColumn(rows: readonly GridRow[], read: (text: string) => Caption): string | null {
  const [heading, ...below] = rows.filter((row) => !isNoiseRow(row)).slice(0, MOST_ROWS_LOOKED_AT)
  if (heading === undefined || below.length < 2) return null
  const headings = heading.places.map(({ text }) => plainWords(text))
  if (AS_UNDERSTOOD.every((text) => headings.includes(text))) return null
  const portion = (column: number, test: (caption: Caption) => boolean): number => {
    const texts = below.map((row) => textAt(row, column)).filter((text) => text !== '')
    return texts.length < 2 ? 0 : texts.filter((text) => test(read(text))).length / below.length
  }
  const columns = headings.map((_, column) => column)
  const people = columns.find((column) => portion(column, (c) => c.people.length > 0) >= 0.6)
  const rules = columns.find((column) => column > 0 && portion(column, (c) => isCaption(c) && c.level !== null) >= 0.6)
  const subject = below.filter((row) => row.places.some(({ text }) => isOnSubject(text))).length
  if (rules === undefined || subject * 2 < below.length) return null
  if (people !== undefined) return 'Whom each rule is for stands in a column of its own, not in the headings.'
  return columns.length === 2 ? 'It does not say whom its rules are for.' : null
}
