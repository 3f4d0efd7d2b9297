/** What every format's parser is: bytes in, blocks out, nothing else (C33). */
import type { Block } from '@contract/document'

/** Told while a long file is read. */
export interface Told {
  /** @param total null while unknown */
  readonly progress: (done: number, total: number | null) => void
}

export interface Parsed {
  /** Null where the format has no pages. */
  readonly pages: number | null
  readonly blocks: readonly Block[]
  /** What could not be taken over, in words. */
  readonly leftOut: readonly string[]
}

/**
 * Parses one file of one format.
 * @throws Fault 'bad-input' with words for a person when the file cannot be read as this format: damaged, encrypted,
 * scanned, empty, over a limit
 */
export type Parse = (bytes: Uint8Array, told: Told) => Parsed | Promise<Parsed>
