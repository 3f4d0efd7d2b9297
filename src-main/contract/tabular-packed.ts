/**
 * How a list travels from the reader to the vault: its rows as JSON text in pieces. Millions of single values would not
 * fit the reader's memory beside the file, and would be taken apart and put together again in every process on the way.
 */
import { z } from 'zod'
import { ReadRows, TablesRead, type TableRow } from './tabular'

const Piece = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Each piece is a JSON array of `TableRow` in UTF-8. */
export const PackedRows = ReadRows.extend({ rows: z.array(Piece).max(10_000) })
export type PackedRows = z.output<typeof PackedRows>

/** A `TablesRead` whose rows are packed. */
export const PackedTables = TablesRead.extend({ tables: z.array(PackedRows).max(1000) })
export type PackedTables = z.output<typeof PackedTables>

/**
 * Takes rows out of their pieces.
 * @param answer anything
 * @returns `answer` itself when it is no `PackedTables`; rows are as they were packed, still to be checked
 * @throws SyntaxError when a piece is no JSON
 */
export function unpacked(answer: unknown): unknown {
  const packed = PackedTables.safeParse(answer)
  if (!packed.success) return answer
  return { ...packed.data, tables: packed.data.tables.map((table) => ({ ...table, rows: rowsOf(table.rows) })) }
}

/** Rows of pieces this process packed itself. */
export const rowsIn = (pieces: readonly Uint8Array[]): TableRow[] => rowsOf(pieces) as TableRow[] // What went in comes out.

function rowsOf(pieces: readonly Uint8Array[]): unknown[] {
  const rows: unknown[] = []
  for (const piece of pieces) {
    const some: unknown = JSON.parse(new TextDecoder().decode(piece))
    // Anything but a list is no row either, and is found out with the rows.
    if (Array.isArray(some)) for (const row of some) rows.push(row)
    else rows.push(some)
  }
  return rows
}
