/** Choosing rows of a grid by keys: Space, Shift with arrows, Ctrl+A for all that are shown, Escape for none (ux 5). */
import type { GridColumn } from './grid'
import { isKey, keysOf } from './keys'
import { say } from './live'

export interface Choosing<Row> {
  toggle(row: Row): void
  /** For the grid's `key`: takes the keys of choosing and leaves all others alone. */
  onKey(event: KeyboardEvent, row: Row, column: GridColumn): void
}

/**
 * @param of.may whether rows can be chosen at all; left out: they can
 * @param of.rows those shown, in their order: nothing else can be chosen
 * @param of.chosen keys of the rows chosen
 * @param of.choose keeps other ones
 * @param of.reach brings the focus to a row
 * @param of.words says how many are chosen
 */
export function useChoosing<Row>(of: {
  readonly may?: () => boolean
  readonly rows: () => readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly chosen: () => readonly string[]
  readonly choose: (keys: readonly string[]) => void
  readonly reach: (key: string, column: string) => void
  readonly words: (count: number) => string
}): Choosing<Row> {
  const choose = (keys: readonly string[]) => {
    of.choose(keys)
    say(of.words(keys.length))
  }
  const toggle = (row: Row) => {
    const key = of.keyOf(row)
    const chosen = of.chosen()
    choose(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])
  }
  /** Shift with an arrow takes the next row in as well and goes there. */
  const extend = (row: Row, column: GridColumn, by: number) => {
    const key = of.keyOf(row)
    const rows = of.rows()
    const next = rows[rows.findIndex((one) => of.keyOf(one) === key) + by]
    if (next === undefined) return
    choose([...new Set([...of.chosen(), key, of.keyOf(next)])])
    of.reach(of.keyOf(next), column.key)
  }
  return {
    toggle,
    onKey(event, row, column) {
      if (of.may?.() === false) return
      if (isKey(event, keysOf('choose-row'))) toggle(row)
      else if (isKey(event, keysOf('choose-rows'))) extend(row, column, event.key === 'ArrowDown' ? 1 : -1)
      else if (isKey(event, keysOf('choose-all'))) choose(of.rows().map(of.keyOf))
      else if (event.key === 'Escape' && of.chosen().length > 0) choose([])
      else return
      event.preventDefault()
    },
  }
}
