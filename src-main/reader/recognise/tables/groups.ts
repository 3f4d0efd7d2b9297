/** Headings over several columns: which columns each of them covers. Certain, or not said at all. */
import { deviceGroupOf, deviceOf } from '../../vocabulary/devices'
import { plainWords } from '../../vocabulary/wording'
import type { Caption } from './captions'
import { textAt, type GridRow } from './grid'

/** For each value column the heading over it; null: none. */
export type Cover = readonly (string | null)[]

export interface Covered {
  readonly cover: Cover
  /** The file states the spans, or every other way of laying the headings over the columns is ruled out. */
  readonly how: 'stated' | 'placed' | 'shared-out'
}

type Read = (text: string) => Caption

/**
 * Lays the headings of a row over the value columns.
 * @param leaf captions of the value columns, as printed
 * @returns null when several ways are possible, or none
 */
export function coverOf(row: GridRow, first: number, leaf: readonly string[], read: Read): Covered | null {
  const places = row.places.slice(first, first + leaf.length)
  if (places.some((place) => place.text !== '' && place.columns > 1)) {
    const cover = places.map(({ text }) => (text === '' ? null : text))
    return fits(cover, leaf) ? { cover, how: 'stated' } : null
  }
  if (places.every(({ text }) => text !== '')) {
    return { cover: places.map(({ text }) => text), how: 'stated' }
  }
  const names = places.flatMap(({ text }) => (text === '' ? [] : [text]))
  const placed = placedCover(places.map(({ text }) => text))
  const bunched = names.length > 1 && places.slice(0, names.length).every(({ text }) => text !== '')
  const suspicious = bunched && leaf.length >= names.length * 2
  if (placed !== null && fits(placed, leaf) && (!suspicious || sayTheSame(placed, leaf)))
    return { cover: placed, how: 'placed' }
  const shared = sharedOut(names, leaf, read)
  return shared === null ? null : { cover: shared, how: 'shared-out' }
}

/** A heading stands in the first of its columns; the others are empty. */
function placedCover(texts: readonly string[]): Cover | null {
  if (texts[0] === '') return null
  let over: string | null = null
  return texts.map((text) => {
    if (text !== '') over = text
    return over
  })
}

/** Every caption says by itself what the heading laid over it says: whose devices they are. */
function sayTheSame(cover: Cover, leaf: readonly string[]): boolean {
  return leaf.every((caption, index) => {
    const [over, device] = [deviceGroupOf(cover[index] ?? ''), deviceOf(caption)]
    if (over === null || device === null) return false
    return device === 'AUTHORISED' || (over === 'school') === device.startsWith('SCHOOL')
  })
}

/** Under one heading no caption stands twice. */
function fits(cover: Cover, leaf: readonly string[]): boolean {
  const seen = new Set<string>()
  for (const [index, over] of cover.entries()) {
    const caption = plainWords(leaf[index] ?? '')
    const key = `${over ?? ''}\n${caption}`
    if (over !== null && caption !== '' && seen.has(key)) return false
    seen.add(key)
  }
  return true
}

/**
 * Headings that do not stand over their columns (a row with fewer cells than the next): shared out evenly, if each
 * share holds the same levels and none twice. Then no other way of sharing them out is possible.
 */
function sharedOut(names: readonly string[], leaf: readonly string[], read: Read): Cover | null {
  const share = leaf.length / names.length
  if (names.length < 2 || share < 2 || !Number.isInteger(share)) return null
  const levels = leaf.map((text) => read(text).level?.level ?? null)
  if (levels.includes(null)) return null
  const shares = names.map((_, index) => levels.slice(index * share, (index + 1) * share))
  const same = (one: readonly unknown[]): string => [...one].sort().join()
  const [model] = shares
  if (model === undefined || new Set(model).size !== share) return null
  if (!shares.every((one) => same(one) === same(model))) return null
  return leaf.map((_, index) => names[Math.floor(index / share)] ?? null)
}

/** One heading over all value columns, or none: it groups nothing. */
export const groupsNothing = (cover: Cover): boolean => new Set(cover).size < 2

/** Texts of a heading row over the value columns. */
export const leafTexts = (row: GridRow, first: number): string[] =>
  row.places.slice(first).map((_, index) => textAt(row, first + index))
