/** The blind re-key: which forms are keyed again, and what the differences say of the batch (ux 6). Pure. */
import type { Tick } from '@contract/entry'
import type { CivilDate } from '@contract/primitives'

/** One form in so many. */
const ONE_IN = 10
const LEAST = 5

/** Over this share of boxes keyed differently, every form is keyed again. */
const TOLERATED = 0.01

/**
 * The forms to key again: one in ten, five at least, all when there are fewer. Chosen by hash, so that every PC asks for
 * the same ones and nobody who keys knows which.
 * @param hash of a form's id, in any form that sorts
 */
export function sampleOf<T extends { readonly id: string }>(
  keyed: readonly T[],
  hash: (id: string) => string,
  full: boolean,
): readonly T[] {
  const size = full ? keyed.length : Math.min(keyed.length, Math.max(LEAST, Math.ceil(keyed.length / ONE_IN)))
  return keyed
    .map((one) => ({ one, key: hash(one.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, size)
    .map(({ one }) => one)
}

/** What is keyed a second time. */
export interface Keyed {
  readonly ticks: readonly Tick[]
  readonly signedOn: CivilDate | null
}

/** Numbers of the questions that differ, from 1; 0 stands for the date. */
export function differencesOf(first: Keyed, second: Keyed): readonly number[] {
  const boxes = Math.max(first.ticks.length, second.ticks.length)
  const ticks = Array.from({ length: boxes }, (_, i) => i + 1).filter((n) => first.ticks[n - 1] !== second.ticks[n - 1])
  return first.signedOn === second.signedOn ? ticks : [0, ...ticks]
}

/** A form keyed again, as far as the error rate needs it. */
export interface Rekeyed {
  readonly ticks: readonly Tick[]
  readonly differs: readonly number[]
}

/** Share of all boxes keyed again that differed; the date is a box too. Null before anything was keyed again. */
export function errorRate(rekeyed: readonly Rekeyed[]): number | null {
  const boxes = rekeyed.reduce((total, { ticks }) => total + ticks.length + 1, 0)
  return boxes === 0 ? null : rekeyed.reduce((total, { differs }) => total + differs.length, 0) / boxes
}

/** Whether so many differ that every form of the batch is keyed again. */
export const needsFullRekey = (rekeyed: readonly Rekeyed[]): boolean => (errorRate(rekeyed) ?? 0) > TOLERATED
