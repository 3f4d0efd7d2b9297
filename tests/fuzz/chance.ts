/** Chance that gives the same every time: an input is known by its seed and its number. */

export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  readonly upTo: (below: number) => number
  readonly one: <T>(from: readonly T[]) => T
  readonly in: (outOf: number) => boolean
}

/** Mulberry32, a small generator that is even enough for tests. */
export function chance(seed: number, number: number): Chance {
  let state = (seed ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return (value ^ (value >>> 14)) >>> 0
  }
  const upTo = (below: number): number => (below <= 0 ? 0 : next() % below)
  return {
    upTo,
    one: (from) => {
      const chosen = from[upTo(from.length)]
      if (chosen === undefined) throw new Error('Nothing to choose from')
      return chosen
    },
    in: (outOf) => upTo(outOf) === 0,
  }
}
