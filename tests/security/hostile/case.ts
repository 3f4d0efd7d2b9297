/** One hostile file: how it is made, and what must come of it. */
import type { ReadDocument } from '@contract/document'
import type { ReadReport } from '@contract/report'

export interface Reading {
  readonly document: ReadDocument
  readonly report: ReadReport
}

/** A server and a file that no reading may touch. */
export interface Bait {
  readonly url: string
  readonly path: string
}

export interface Hostile {
  readonly what: string
  /** Name of the file, as a person would choose it. */
  readonly name: string
  readonly bytes: (bait: Bait) => Uint8Array
  /**
   * Words of the refusal; or what is looked at in what was read; or `either`, where a refusal in words of its own and a
   * plain reading are both right; or `stopped`, where the limits of the process may be what ends it.
   */
  readonly then: RegExp | ((reading: Reading) => void) | 'either' | 'stopped'
}

/** All text of a document, as read. */
export function textOf({ document }: Reading): string {
  return document.blocks
    .map((block) => {
      if (block.kind === 'break') return ''
      if (block.kind !== 'table') return block.text
      return block.rows.map((row) => row.cells.map(({ text }) => text).join('\t')).join('\n')
    })
    .join('\n')
}

/** Text `times` over. */
export const times = (text: string, count: number): string => text.repeat(count)
