/** Files of no set, put together as somebody would: one folder, days that follow one another. Pure. */
import type { FileGroup } from '@contract/images'
import type { CivilDate } from '@contract/primitives'
import { addDays } from '@vault/clock'

/** Files of one folder and day. */
export interface DayOfFolder {
  readonly path: string
  readonly on: CivilDate
  readonly files: number
  /** Bytes of all of them. */
  readonly bytes: number
}

/**
 * Groups of files of one folder whose days lie at most one day apart. The largest first, of those alike the newest.
 * @param days each folder and day once, in any order
 * @param most groups beyond that are left out
 */
export function groupsOf(days: Iterable<DayOfFolder>, most: number): FileGroup[] {
  const groups: FileGroup[] = []
  for (const { path, on, files, bytes } of [...days].sort(byPlace)) {
    const open = groups.at(-1)
    if (open?.path === path && on <= addDays(open.to, 1)) {
      open.to = on
      open.files += files
      open.bytes += bytes
      continue
    }
    groups.push({ path, from: on, to: on, files, bytes })
  }
  return groups.sort((a, b) => b.files - a.files || compared(b.to, a.to) || compared(a.path, b.path)).slice(0, most)
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byPlace = (a: DayOfFolder, b: DayOfFolder): number => compared(a.path, b.path) || compared(a.on, b.on)
