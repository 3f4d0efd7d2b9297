/** What holds for every reading, whatever the file was. */
import { ReadDocument, type Source } from '@contract/document'
import { ReadReport, type ReadTable } from '@contract/report'

/** White space of any kind is one space; nothing else is smoothed over. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Most pieces a text may be put together from: a row torn by a page break lies in several. */
const MOST_PIECES = 6

/** Whether a text stands in another, in one piece or in few, word for word. */
function standsIn(whole: string, text: string): boolean {
  const wanted = plain(text)
  if (wanted === '' || whole.includes(wanted)) return true
  const words = wanted.split(' ')
  let pieces = 0
  for (let at = 0; at < words.length; pieces += 1) {
    let end = at
    while (end < words.length && whole.includes(words.slice(at, end + 1).join(' '))) end += 1
    if (end === at || pieces === MOST_PIECES) return false
    at = end
  }
  return true
}

function wordsOf(document: ReadDocument): string {
  return plain(
    document.blocks
      .map((block) => {
        if (block.kind === 'break') return ''
        if (block.kind === 'table')
          return block.rows.map((row) => row.cells.map(({ text }) => text).join(' ')).join(' ')
        return block.kind === 'item' ? `${block.marker ?? ''} ${block.text}` : block.text
      })
      .join('\n'),
  )
}

/** Every text a table is made of. */
const textsOf = (table: ReadTable): readonly string[] => [
  table.title,
  table.rowHeader,
  ...table.columns,
  ...table.columnGroups.flatMap(({ label, columns }) => [label, ...columns]),
  ...table.rows.flatMap(({ label, group, cells, items }) => [label, group ?? '', ...cells, ...items]),
  ...table.footnotes.map(({ text }) => text ?? ''),
]

/**
 * Holds a reading against the schemas and against itself.
 * @returns null when all holds; otherwise what does not
 */
export function faultOf(value: { readonly document: unknown; readonly report: unknown }): string | null {
  const document = ReadDocument.safeParse(value.document)
  if (!document.success) return `document: ${document.error.message.slice(0, 400)}`
  const report = ReadReport.safeParse(value.report)
  if (!report.success) return `report: ${report.error.message.slice(0, 400)}`
  const { blocks } = document.data
  const { matrices, deviceTables, declined, reviewBlock } = report.data
  const tables = [...matrices, ...deviceTables]
  const astray = (source: Source): boolean => {
    const block = blocks[source.block]
    if (block === undefined) return true
    return source.row !== null && (block.kind !== 'table' || source.row >= block.rows.length)
  }
  const sources = [
    ...[...tables, ...declined, ...reviewBlock].map(({ source }) => source),
    ...tables.flatMap(({ rows }) => rows.map(({ source }) => source)),
  ]
  const lost = sources.find(astray)
  if (lost !== undefined) return `a source that is nowhere: ${JSON.stringify(lost)}`
  const uneven = tables.find(({ rows, columns }) => rows.some(({ cells }) => cells.length !== columns.length))
  if (uneven !== undefined) return `rows and columns differ in number: ${uneven.title}`
  const whole = wordsOf(document.data)
  const invented = tables.flatMap(textsOf).find((text) => !standsIn(whole, text))
  return invented === undefined ? null : `words that the document has not: ${JSON.stringify(invented).slice(0, 300)}`
}
