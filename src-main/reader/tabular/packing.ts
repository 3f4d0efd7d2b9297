/** Rows as JSON text in pieces, outside the heap: as strings of their own they would not fit beside the file. */
import type { TableRow } from '@contract/tabular'

/** A row that is only looked at. */
export interface Packable {
  readonly line: number
  readonly cells: readonly string[]
  readonly dates: readonly number[]
}

/** Letters of a piece, about. */
const PIECE = 1_000_000

export class Packing {
  readonly #pieces: Uint8Array[] = []
  #rows: string[] = []
  #letters = 0

  add({ line, cells, dates }: Packable): void {
    const text = JSON.stringify({ line, cells, dates } satisfies Packable)
    this.#rows.push(text)
    this.#letters += text.length
    if (this.#letters >= PIECE) this.#pack()
  }

  /** Pieces in the order of their rows. */
  end(): Uint8Array[] {
    if (this.#rows.length > 0) this.#pack()
    return this.#pieces
  }

  #pack(): void {
    const piece = Buffer.from(`[${this.#rows.join(',')}]`)
    // A small one shares its memory with others, which would travel along.
    this.#pieces.push(piece.buffer.byteLength === piece.length ? new Uint8Array(piece.buffer) : new Uint8Array(piece))
    this.#rows = []
    this.#letters = 0
  }
}

/** The same rows, each changed; one piece at a time is taken out of its pack. */
export function repacked(pieces: readonly Uint8Array[], change: (row: Packable) => Packable): Uint8Array[] {
  const packing = new Packing()
  for (const piece of pieces) {
    const rows = JSON.parse(new TextDecoder().decode(piece)) as TableRow[] // Packed by `Packing` itself.
    for (const row of rows) packing.add(change(row))
  }
  return packing.end()
}
