/** What a list may be at most, each breach in its own words (C35). */
import { TABLE_CELLS } from '@contract/tabular'
import { unreadable } from '../limits'

const IN_PARTS = 'Save the list in parts, a school or a few years each, and choose them one after another.'

export const tooLong = (): Error => unreadable('That list has more than 200,000 rows.', IN_PARTS)

export const tooWide = (): Error =>
  unreadable('That list has more than 500 columns.', 'Save a copy with the columns you need and choose that.')

export const tooManyCells = (): Error => unreadable('That list has more than 8 million values.', IN_PARTS)

/** Counts the cells of all tables of a file. */
export class Budget {
  #cells = 0

  /** @throws Fault 'bad-input' when there are more than fit the memory */
  take(cells: number): void {
    this.#cells += cells
    if (this.#cells > TABLE_CELLS) throw tooManyCells()
  }
}
