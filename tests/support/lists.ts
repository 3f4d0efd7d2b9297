/** Lists as other systems write them, made while testing: text in any encoding, workbooks with formats, OneRoster sets. */
import { stringify } from 'csv-stringify/sync'
import { zip, type Part } from '../security/hostile/zip'

export const TEXT_ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'utf-16le-bare', 'windows-1252'] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

const LETTERS_1252 = new Map([...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((letter) => [letter, byteOf(letter)] as const))

function byteOf(letter: string): number {
  const places = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'
  return 0x80 + places.indexOf(letter)
}

/** Bytes of a text; the UTF-16 ones have a mark in front unless they are bare. */
export function encoded(text: string, encoding: TextEncoding = 'utf-8'): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8-bom':
      return new TextEncoder().encode(`\uFEFF${text}`)
    case 'utf-16le':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))
    case 'utf-16le-bare':
      return Uint8Array.from(Buffer.from(text, 'utf16le'))
    case 'utf-16be':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())
    case 'windows-1252':
      return Uint8Array.from([...text], (letter) => LETTERS_1252.get(letter) ?? letter.charCodeAt(0))
  }
}

/** Rows as comma separated text, quoted where they need it. */
export const commas = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  )

/** A cell of a sheet: text as it stands, or the whole element between its address and its end. */
export type SheetCell = string | { readonly attributes?: string; readonly inside: string }

export interface SheetMade {
  readonly name?: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly rows: readonly (readonly SheetCell[])[]
  /** Rows that are hidden, from 1. */
  readonly hidden?: readonly number[]
  readonly before?: string
  readonly after?: string
}

export interface BookMade {
  /** Inside of `<si>`. */
  readonly shared?: readonly string[]
  /** Formats of the styles 1, 2, ... Style 0 has none. */
  readonly formats?: readonly string[]
  /** Styles that are struck out, by number. */
  readonly struck?: readonly number[]
  readonly from1904?: boolean
  readonly more?: readonly Part[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export const columnLetters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26)

/** A number as Excel keeps it, in a style. */
export const numeric = (value: number | string, style = 0): SheetCell => ({
  attributes: `s="${style}"`,
  inside: `<v>${value}</v>`,
})
/** A text that cells share, by its number. */
export const shared = (index: number, style = 0): SheetCell => ({
  attributes: `t="s" s="${style}"`,
  inside: `<v>${index}</v>`,
})

function cellXml(cell: SheetCell, row: number, column: number): string {
  if (cell === '') return ''
  const at = `${columnLetters(column)}${row}`
  if (typeof cell === 'string') {
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  }
  return `<c r="${at}" ${cell.attributes ?? ''}>${cell.inside}</c>`
}

function sheetXml({ rows, hidden = [], before = '', after = '' }: SheetMade): string {
  const body = rows.map((cells, index) => {
    const shown = hidden.includes(index + 1) ? ' hidden="1"' : ''
    return `<row r="${index + 1}"${shown}>${cells.map((cell, column) => cellXml(cell, index + 1, column)).join('')}</row>`
  })
  return `${HEAD}<worksheet xmlns="${SHEET}">${before}<sheetData>${body.join('')}</sheetData>${after}</worksheet>`
}

/** A workbook of sheets. */
export function workbook(sheets: readonly SheetMade[], made: BookMade = {}): Uint8Array {
  const { shared: texts = [], formats = [], struck = [], from1904 = false, more = [] } = made
  const entries = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="r${index + 1}"/>`,
  )
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="r${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  const styles = ['', ...formats]
  const stylesXml = `${HEAD}<styleSheet xmlns="${SHEET}"><numFmts>${formats
    .map((format, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>`)
    .join('')}</numFmts><fonts><font/><font><strike/></font></fonts><cellXfs>${styles
    .map((_, index) => `<xf numFmtId="${index === 0 ? 0 : 199 + index}" fontId="${struck.includes(index) ? 1 : 0}"/>`)
    .join('')}</cellXfs></styleSheet>`
  return zip([
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${entries.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships xmlns="${RELATIONS}">${relations.join('')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: stylesXml },
    {
      name: 'xl/sharedStrings.xml',
      content: `${HEAD}<sst xmlns="${SHEET}">${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet) })),
    ...more,
  ])
}

/** A OneRoster set: files by name, as rows. */
export const rosterZip = (files: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array =>
  zip(Object.entries(files).map(([name, rows]) => ({ name, content: commas(rows) })))

/** A manifest that says so much of each file. */
export const manifestRows = (version: string, modes: Readonly<Record<string, string>>): string[][] => [
  ['propertyName', 'value'],
  ['manifest.version', '1.0'],
  ['oneroster.version', version],
  ...Object.entries(modes).map(([file, mode]) => [`file.${file}`, mode]),
  ['source.systemName', 'Thistle MIS'],
  ['source.systemCode', 'thistle'],
]
