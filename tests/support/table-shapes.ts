/** A matrix of the app and a table that was read, in one comparable form. */
import type { Cell, Column, MatrixView } from '@contract/matrices'
import type { ReadTable } from '@contract/report'

/** What has to come back. */
export interface Shape {
  readonly title: string
  readonly rowHeader: string
  /** Each printed value column under the headings over it, outermost first. */
  readonly columns: readonly string[]
  /** A cell's text without the sign of its footnote, and the footnote's text in braces. */
  readonly rows: readonly { readonly group: string | null; readonly label: string; readonly cells: readonly string[] }[]
}

const path = (...parts: readonly (string | null)[]): string => parts.filter((part) => part).join(' / ')
const noted = (text: string, note: string | null): string => (note === null ? text : `${text} {${note}}`)
const SIGN = /\s?([*†‡§]{1,4}|[⁰¹²³⁴-⁹]{1,3})$/

/** What a table that was read says. */
export function shapeRead(table: ReadTable): Shape {
  let at = 0
  const groups = table.columnGroups.map(({ label, columns }) => ({ label, columns: [...columns] }))
  const columns = table.columns.map((column) => {
    const group = groups[at]
    if (group === undefined || group.columns[0] !== column) return column
    group.columns.shift()
    if (group.columns.length === 0) at += 1
    return path(group.label, column)
  })
  const notes = new Map(table.footnotes.map(({ mark, text }) => [mark, text]))
  const cellOf = (text: string): string => {
    const sign = SIGN.exec(text)?.[1]
    return sign === undefined ? text : noted(text.replace(SIGN, ''), notes.get(sign) ?? null)
  }
  return {
    title: table.title,
    rowHeader: table.rowHeader,
    columns,
    rows: table.rows.map(({ group, label, cells }) => ({ group, label, cells: cells.map(cellOf) })),
  }
}

/** What the school's matrix says, column by printed column. */
export function shapeOf(view: MatrixView): Shape {
  const at = new Map(view.cells.map((cell) => [`${cell.row}/${cell.column}`, cell]))
  return {
    title: view.edition.title,
    rowHeader: view.edition.rowHeading,
    columns: view.columns.flatMap(({ group, label, captions }) =>
      captions.length === 0 ? [path(group, label)] : captions.map((caption) => path(group, label, caption.label)),
    ),
    rows: view.rows.map((row) => ({
      group: row.group,
      label: row.label,
      cells: view.columns.flatMap((column) => {
        const cell = at.get(`${row.id}/${column.id}`)
        return cell === undefined ? printedNothing(column) : printed(cell, column)
      }),
    })),
  }
}

const printedNothing = ({ captions }: Column): string[] =>
  Array.from({ length: Math.max(1, captions.length) }, () => '')

function printed({ content }: Cell, { captions }: Column): string[] {
  const bracketed = content.exception?.startsWith('(') === true
  const note =
    content.footnote?.text ?? (content.exception === null || bracketed ? null : `Exception: ${content.exception}`)
  const texts =
    captions.length === 0
      ? [content.silent ? 'Not stated' : (content.words ?? '')]
      : captions.map((caption) =>
          content.marks
            .filter((mark) => mark.caption === caption.id)
            .map(({ mark }) => mark.replace(SIGN, ''))
            .join(' '),
        )
  const first = Math.max(
    texts.findIndex((text) => text !== ''),
    0,
  )
  return texts.map((text, index) =>
    index === first ? noted(`${text}${bracketed ? ` ${content.exception ?? ''}` : ''}`.trim(), note) : text,
  )
}
