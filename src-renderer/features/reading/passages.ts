/**
 * Which finding belongs to which place of a document, and which one is nearest to a place. Pure: the eye's part,
 * which block stands where on the screen, is in `view-geometry.ts`.
 */
import type { Finding } from '@contract'
import type { Passage } from './places'

/** A place of the document that findings come from. */
export interface Stop extends Passage {
  /** Keys of its findings, in the order of the list. */
  readonly keys: readonly string[]
  /** Their titles, for the words of the mark in the margin. */
  readonly titles: readonly string[]
}

/** Where a finding stands in this document; null when it comes from an earlier edition and is gone from this one. */
export function placeOf(finding: Pick<Finding, 'source' | 'news'>): Passage | null {
  return finding.news === 'gone' ? null : { block: finding.source.block, row: finding.source.row }
}

/** Document order; the whole block stands before its rows. */
export const comparePlaces = (a: Passage, b: Passage): number => a.block - b.block || (a.row ?? -1) - (b.row ?? -1)

export const samePlace = (a: Passage | null, b: Passage | null): boolean => a?.block === b?.block && a?.row === b?.row

/** All places findings come from, in document order, each once. */
export function stopsOf(findings: readonly Finding[]): Stop[] {
  const stops = new Map<string, { block: number; row: number | null; keys: string[]; titles: string[] }>()
  for (const finding of findings) {
    const place = placeOf(finding)
    if (place === null) continue
    const name = `${place.block}:${place.row ?? ''}`
    const stop = stops.get(name) ?? { ...place, keys: [], titles: [] }
    stop.keys.push(finding.key)
    stop.titles.push(finding.title)
    stops.set(name, stop)
  }
  return [...stops.values()].sort(comparePlaces)
}

/** Whether two lists of stops say the same, so that a decision does not draw the document anew. */
export function sameStops(a: readonly Stop[], b: readonly Stop[]): boolean {
  return (
    a.length === b.length &&
    a.every((stop, at) => {
      const other = b[at]
      return other !== undefined && samePlace(stop, other) && stop.titles.join('\n') === other.titles.join('\n')
    })
  )
}

/**
 * The stop nearest to a place: the very row, else another of the same block (the whole block before a row far off),
 * else the last one before or the first one after, whichever block is less far away; the one before where both are as far.
 * @returns null when there is none at all
 */
export function nearestStop(stops: readonly Stop[], place: Passage): Stop | null {
  let best: Stop | null = null
  let bestFar: readonly [number, number] = [Infinity, Infinity]
  for (const stop of stops) {
    const far = [Math.abs(stop.block - place.block), withinFar(stop, place)] as const
    if (far[0] < bestFar[0] || (far[0] === bestFar[0] && far[1] < bestFar[1])) {
      best = stop
      bestFar = far
    }
  }
  return best
}

/** What decides between stops whose blocks are as far away. */
function withinFar(stop: Passage, place: Passage): number {
  if (stop.block === place.block) return rowsApart(stop.row, place.row)
  const row = stop.row ?? -1
  return stop.block < place.block ? -row : AFTER + row
}

/** More than any row's number: what comes after a place gives way to what comes before it. */
const AFTER = 1_000_000

/** A block as a whole is half a row from its top, so that a row's own stop comes first and a far row's last. */
const rowsApart = (a: number | null, b: number | null): number => {
  if (a === b) return 0
  return a === null || b === null ? 0.5 : Math.abs(a - b)
}

/** The stop of exactly this place, else one of the same block; null when the block has none. */
export function stopWithin(stops: readonly Stop[], place: Passage): Stop | null {
  const near = nearestStop(stops, place)
  return near?.block === place.block ? near : null
}

/** The findings that stand in the document, in its order; where several share a place, in the order of the list. */
export function inDocument(findings: readonly Finding[]): Finding[] {
  return findings
    .flatMap((finding) => {
      const place = placeOf(finding)
      return place === null ? [] : [{ finding, place }]
    })
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ finding }) => finding)
}
