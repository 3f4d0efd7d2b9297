/**
 * A document on its way to paper or to a spreadsheet: facts, tables with real spans, notes. Pure; one description, four
 * writers (csv, xlsx, docx, html also for PDF), so that every format holds the same cells, marks and notes.
 */

/** One printed cell. Spans count grid places, as in HTML; missing means 1. */
export interface PrintCell {
  readonly text: string
  readonly columns?: number
  readonly rows?: number
  /** Heading of its column or row; missing for a plain cell. */
  readonly heading?: 'column' | 'row'
}

export interface PrintTable {
  readonly caption: string
  readonly header: readonly (readonly PrintCell[])[]
  readonly body: readonly (readonly PrintCell[])[]
  /** Texts of the signs printed in it, right under it; one line each. */
  readonly footnotes?: readonly string[]
}

export interface PrintDocument {
  readonly title: string
  /** Printed under the title and on every page: whose figures these are. */
  readonly school: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly tables: readonly PrintTable[]
  /** Explanations that belong to no one table; one line each. */
  readonly notes: readonly string[]
  readonly landscape: boolean
  /** What it holds and who may see it, such as "No personal data". */
  readonly classification: string
  /** When and by whom it was made, in words. */
  readonly made: string
}

/** Lays spans out on a grid; a place covered by another cell is null. All lines have equal length. */
export function grid(lines: readonly (readonly PrintCell[])[]): readonly (readonly (PrintCell | null)[])[] {
  const places: (PrintCell | null | undefined)[][] = lines.map(() => [])
  lines.forEach((line, y) => {
    let x = 0
    for (const cell of line) {
      while (places[y]?.[x] !== undefined) x += 1
      for (let dy = 0; dy < (cell.rows ?? 1); dy += 1) {
        const row = places[y + dy]
        if (row === undefined) break
        for (let dx = 0; dx < (cell.columns ?? 1); dx += 1) row[x + dx] = dx === 0 && dy === 0 ? cell : null
      }
    }
  })
  const width = Math.max(0, ...places.map((row) => row.length))
  return places.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? null))
}

/**
 * Text as a spreadsheet may hold it: a leading formula sign is neutralised by an apostrophe (R114). Full-width forms
 * count as well, because some programs read them as the plain sign.
 */
export function neutral(text: string): string {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
}

/** A file name without signs that file systems refuse, dates and words kept: `Title - School - 2026-09-03.pdf`. */
export function fileName(parts: readonly string[], extension: string): string {
  const clean = parts
    .map((part) =>
      part
        .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '')
  return `${clean.join(' - ').slice(0, 120).trim()}.${extension}`
}
