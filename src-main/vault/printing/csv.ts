/** A document as CSV: UTF-8 with byte order mark, so that spreadsheets show accents (ux 10). */
import { stringify } from 'csv-stringify/sync'
import { grid, neutral, type PrintDocument } from './document'

/** Facts first, then each table under its caption, then the notes; blank lines between. Spanned places are empty. */
export function toCsv(document: PrintDocument): Uint8Array {
  const lines: string[][] = [[document.title], ['School', document.school]]
  for (const fact of document.facts) lines.push([fact.label, fact.value])
  for (const table of document.tables) {
    lines.push([''], [table.caption])
    for (const row of grid([...table.header, ...table.body])) lines.push(row.map((cell) => cell?.text ?? ''))
    for (const footnote of table.footnotes ?? []) lines.push([footnote])
  }
  if (document.notes.length > 0) lines.push([''], ['Notes'], ...document.notes.map((note) => [note]))
  lines.push([''], [document.classification], [document.made])
  const text = stringify(
    lines.map((line) => line.map(neutral)),
    // A line end inside a cell is not the one between records, so it has to be named.
    { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
  return new TextEncoder().encode(text)
}
