/** Tables in a text: cells parted by tabs, and Markdown's pipe tables. */
import type { BlockRow } from '@contract/document'
import type { Building } from './building'
import { plainLines } from './inline'
import { listMarker } from './markers'
import { indentOf, isBlank, type TextLine } from './text-lines'
import { joined } from './wrap'

/** An entry of a list whose number or letter stands in front of a tab. A null marker goes on with the entry before. */
export interface ListEntry {
  readonly marker: string | null
  readonly text: string
  readonly line: TextLine
}

export type TabRun =
  | { readonly kind: 'list'; readonly entries: readonly ListEntry[] }
  | { readonly kind: 'table'; readonly rows: readonly BlockRow[] }
  /** No table: text that is set in by tabs. */
  | { readonly kind: 'indented' }

/** Whether a line has cells parted by tabs: not a bullet with a tab behind it, and not a heading. */
export function isTabbed({ text, isBreak }: TextLine): boolean {
  if (isBreak || !text.includes('\t') || text.trim() === '') return false
  if (/^ {0,3}#{1,6}[ \t]/.test(text)) return false
  const body = text.trimStart()
  const marked = listMarker(body)
  return marked === null || !marked.bullet || marked.text.includes('\t')
}

/** The tabbed lines from `first` on, up to the first blank or other line. */
export function tabbedRun(lines: readonly TextLine[], first: number): readonly TextLine[] {
  let end = first
  while (end < lines.length && isTabbed(lines[end] as TextLine)) end += 1
  return lines.slice(first, end)
}

/**
 * Says what a run of tabbed lines is. A running number in front of a sentence is a list, as word processors save their
 * numbered lists; lines of dashes are no rows. Cells keep their places, blank ones at the end among them.
 * @param inList the number the list before has reached, so that its next entry is known; null: there is none
 */
export function tabRunOf(run: readonly TextLine[], inList: number | null, into: Building): TabRun {
  const rows = run.filter(({ text }) => !isRuleRow(text)).map((line) => ({ line, cells: line.text.split('\t') }))
  const list = listOf(rows, inList)
  if (list !== null) return { kind: 'list', entries: list }
  if (rows.every(({ cells }) => cells.slice(0, -1).every((cell) => cell.trim() === ''))) return { kind: 'indented' }
  return {
    kind: 'table',
    rows: rows.map(({ line, cells }) =>
      into.row(
        cells.map((cell) => into.cell(plainLines(cell, into).join('\n'))),
        { page: line.page, line: line.line },
      ),
    ),
  }
}

/** A row of dashes only: what is left of a table's rule. */
export const isRuleRow = (text: string): boolean =>
  text.includes('-') && text.split('\t').every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell))

function listOf(
  rows: readonly { readonly line: TextLine; readonly cells: readonly string[] }[],
  inList: number | null,
): readonly ListEntry[] | null {
  const entries = rows.map(({ line, cells: [mark = '', text = '', ...more] }) =>
    more.some((cell) => cell.trim() !== '') ? null : { marker: mark.trim(), text: text.trim(), line },
  )
  if (entries.length === 0 || entries.some((entry) => entry === null)) return null
  const known = entries as readonly { marker: string; text: string; line: TextLine }[]
  if (known.some(({ text }) => text === '')) return null
  return isRunning(known, inList) || isLettered(known)
    ? known.map((entry) => ({ ...entry, marker: entry.marker === '' ? null : entry.marker }))
    : null
}

/** Numbers that go up by one, each in front of words; lines without a number go on with the entry before. */
function isRunning(entries: readonly { marker: string; text: string }[], inList: number | null): boolean {
  let last = inList
  let numbers = 0
  for (const { marker, text } of entries) {
    if (marker === '') {
      if (last === null) return false
      continue
    }
    if (!/^\d{1,3}$/.test(marker)) return false
    const number = Number(marker)
    if (numbers > 0 ? number !== (last ?? 0) + 1 : number !== 1 && number !== (inList ?? number - 1) + 1) return false
    if (!/\p{L}{2,}\s+\S/u.test(text)) return false
    last = number
    numbers += 1
  }
  // A line alone is one only where it begins a list, goes on with one, or is plainly a sentence.
  return numbers !== 1 || inList !== null || (entries[0]?.text.split(/\s+/).length ?? 0) >= 3
}

/** Marks such as `a)` or `3.` in front of each. */
const isLettered = (entries: readonly { marker: string; text: string }[]): boolean =>
  entries.every(({ marker, text }) => marker !== '' && listMarker(`${marker} ${text}`)?.bullet === false)

const ALIGNMENT = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

const isPiped = (line: TextLine | undefined): line is TextLine =>
  line !== undefined && !isBlank(line) && !line.isBreak && line.text.includes('|') && indentOf(line.text) < 4

const isBoxed = (text: string): boolean => /^\s*\|.*\|\s*$/.test(text)

/**
 * A pipe table beginning at `first`: with a row of dashes below its heading, or two lines and more in pipes.
 * @returns its rows and the index behind it; null when there is none
 */
export function pipeTable(
  lines: readonly TextLine[],
  first: number,
  into: Building,
): { readonly rows: readonly BlockRow[]; readonly end: number } | null {
  const head = lines[first]
  const next = lines[first + 1]
  if (!isPiped(head)) return null
  const ruled = next !== undefined && next.text.includes('-') && next.text.includes('|') && ALIGNMENT.test(next.text)
  if (!ruled && !(isBoxed(head.text) && isPiped(next) && isBoxed(next.text))) return null
  const rows: BlockRow[] = []
  let end = first
  for (let line = lines[end]; isPiped(line); line = lines[end]) {
    end += 1
    if (ALIGNMENT.test(line.text)) continue
    const heading = ruled && rows.length === 0
    const cells = pipedCells(line.text).map((cell) => into.cell(plainLines(cell, into).join('\n'), { heading }))
    rows.push(into.row(cells, { page: line.page, line: line.line }))
  }
  return rows.length === 0 ? null : { rows, end }
}

const BORDER = /^\s*\+(?:[-=:]+\+)+\s*$/

/**
 * A table drawn with `+---+` and `|`, beginning at `first`: lines between two borders are one row.
 * @returns null when there is none, or when cells reach over several places, which its lines do not tell reliably
 */
export function drawnTable(
  lines: readonly TextLine[],
  first: number,
  into: Building,
): { readonly rows: readonly BlockRow[]; readonly end: number } | null {
  const border = lines[first]?.text.trim() ?? ''
  if (!BORDER.test(border)) return null
  const edges = [...border].flatMap((sign, at) => (sign === '+' ? [at] : []))
  const rows: BlockRow[] = []
  let gathered: TextLine[] = []
  let end = first
  for (let line = lines[end]; line !== undefined; line = lines[end]) {
    const text = line.text.trim()
    const isBorder = BORDER.test(text)
    if (!isBorder && !isBoxed(text)) break
    if (edges.some((edge) => text[edge] !== (isBorder ? '+' : '|')) || text.length !== border.length) return null
    end += 1
    if (!isBorder) gathered.push(line)
    else if (gathered.length > 0) {
      rows.push(drawnRow(gathered, edges, text.includes('='), into))
      gathered = []
    }
  }
  return rows.length === 0 || gathered.length > 0 ? null : { rows, end }
}

/** The index behind the lines of a drawing. */
export function endOfDrawing(lines: readonly TextLine[], first: number): number {
  let end = first
  while (end < lines.length && /^\s*[+|]/.test(lines[end]?.text ?? '')) end += 1
  return end
}

/** @param heading a border of `===` follows it */
function drawnRow(lines: readonly TextLine[], edges: readonly number[], heading: boolean, into: Building): BlockRow {
  const cells = edges.slice(1).map((edge, at) => {
    const texts = lines
      .map(({ text }) =>
        text
          .trim()
          .slice((edges[at] ?? 0) + 1, edge)
          .trim(),
      )
      .filter((text) => text !== '')
    return into.cell(
      joined(texts, edge - (edges[at] ?? 0) - 3)
        .flatMap((text) => plainLines(text, into))
        .join('\n'),
      { heading },
    )
  })
  return into.row(cells, { page: lines[0]?.page ?? null, line: lines[0]?.line ?? null })
}

/** A pipe behind a backslash is text. */
function pipedCells(text: string): readonly string[] {
  const inner = text.trim().replace(/^\|/, '')
  const cells: string[] = []
  let cell = ''
  for (let at = 0; at < inner.length; at += 1) {
    const sign = inner[at] ?? ''
    if (sign === '\\' && inner[at + 1] === '|') {
      cell += '|'
      at += 1
    } else if (sign === '|') {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  return cell.trim() === '' && cells.length > 0 ? cells : [...cells, cell]
}
