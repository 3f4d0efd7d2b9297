/** The catalogue as a trust has it: the activities every trust starts with, and those it added. */
import type { Activity } from '@contract/matrices'
import type { ReadableDb } from '@db/handles'
import { addedActivities } from '@db/repo/matrices'
import { CATALOGUE } from './catalogue'

/**
 * Every activity of a trust, in order. Where the trust words one of the first anew its own wording stands; two PCs
 * that added one key at once made one activity.
 * @param db the trust's file
 */
export function catalogueOf(db: ReadableDb): readonly Activity[] {
  const byKey = new Map(CATALOGUE.map((activity) => [activity.key, activity]))
  for (const added of addedActivities(db)) byKey.set(added.key, added)
  return [...byKey.values()].sort((a, b) => a.position - b.position || a.key.localeCompare(b.key, 'en'))
}

/** Room between two positions of the catalogue. */
const STEP = 10

/** The place behind the last activity of an area, and behind all where the area is new. */
export function positionIn(catalogue: readonly Activity[], area: string): number {
  const last = catalogue.filter((activity) => activity.area === area).at(-1)
  return last === undefined ? (catalogue.at(-1)?.position ?? 0) + STEP : last.position + 1
}

const KEY_LIMIT = 60

/** A key for a new label, unlike every other: "Fly a drone" is `fly-a-drone`. */
export function keyFor(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
  const stem = (words.join('-') || 'activity').slice(0, KEY_LIMIT - 4).replace(/-$/, '')
  for (let copy = 1; ; copy += 1) {
    const key = copy === 1 ? stem : `${stem}-${copy}`
    if (!taken.has(key)) return key
  }
}
