/**
 * What looks through folders found, from a look until the session ends: in memory alone and never on disk, by the open
 * file of their school. What is registered stands in the log; this is only how it compares with what lies in the folder.
 */
import { Buffer } from 'node:buffer'
import type { FileGroup } from '@contract/images'
import type { CivilDate } from '@contract/primitives'
import type { Tenant } from '@vault/context'
import type { RegisteredFile } from './events'
import { groupsOf, type DayOfFolder } from './rules/groups'
import type { FilesSeen } from './set-view'

/** Most groups told of one folder. */
const MOST_GROUPS = 2000

/** A registered file that is not there as it was registered. */
export interface Amiss {
  readonly set: string
  readonly state: 'MISSING' | 'CHANGED'
  /** What lies in its place; null where it is missing. */
  readonly now: RegisteredFile | null
}

/** What is known of one folder. */
export interface FoundInFolder {
  /** Every registered file was looked for: what is not amiss is there. */
  isWhole: boolean
  readonly unsorted: Unsorted
  readonly amiss: Map<string, Amiss>
}

/** Key of a registered file among those amiss. */
export const amissKey = (set: string, path: string): string => `${set} ${path}`

/** Files of no set, as few bytes each as they take: there may be a hundred thousand. */
export class Unsorted {
  readonly #folders = new Map<string, Files>()
  readonly #days = new Map<string, CivilDate>()

  add({ path, size, takenOn, hash }: RegisteredFile): void {
    const cut = path.lastIndexOf('/')
    const folder = path.slice(0, Math.max(cut, 0))
    const files = this.#folders.get(folder) ?? { names: [], sizes: [], days: [], hashes: [] }
    this.#folders.set(folder, files)
    files.names.push(path.slice(cut + 1))
    files.sizes.push(size)
    // One text for each day, and a byte for each byte of a hash.
    const day = this.#days.get(takenOn) ?? takenOn
    this.#days.set(day, day)
    files.days.push(day)
    files.hashes.push(Buffer.from(hash, 'hex').toString('latin1'))
  }

  groups(): FileGroup[] {
    return groupsOf(this.#eachDay(), MOST_GROUPS)
  }

  /** Files of a group, in the order they were found; none where no look found it. */
  filesOf(group: Pick<FileGroup, 'path' | 'from' | 'to'>): readonly RegisteredFile[] {
    const files = this.#folders.get(group.path)
    if (files === undefined) return []
    return files.names.flatMap((name, at) => {
      const file = fileAt(group.path, files, name, at)
      return group.from <= file.takenOn && file.takenOn <= group.to ? [file] : []
    })
  }

  /** Forgets files; one that is not among them is forgotten already. */
  drop(paths: ReadonlySet<string>): void {
    for (const [folder, files] of this.#folders) {
      const kept = [...files.names.keys()].filter((at) => !paths.has(below(folder, files.names[at] ?? '')))
      if (kept.length === files.names.length) continue
      const those = <T>(of: readonly T[]): T[] => kept.flatMap((at) => of[at] ?? [])
      const rest = { names: those(files.names), sizes: those(files.sizes), days: those(files.days) }
      if (kept.length === 0) this.#folders.delete(folder)
      else this.#folders.set(folder, { ...rest, hashes: those(files.hashes) })
    }
  }

  has(path: string): boolean {
    const cut = path.lastIndexOf('/')
    return this.#folders.get(path.slice(0, Math.max(cut, 0)))?.names.includes(path.slice(cut + 1)) === true
  }

  /** Paths of all of them, in no order. */
  *paths(): Generator<string> {
    for (const [folder, { names }] of this.#folders) for (const name of names) yield below(folder, name)
  }

  *#eachDay(): Generator<DayOfFolder> {
    for (const [path, files] of this.#folders) {
      const days = new Map<CivilDate, { files: number; bytes: number }>()
      for (const [at, on] of files.days.entries()) {
        const sum = days.get(on) ?? { files: 0, bytes: 0 }
        days.set(on, { files: sum.files + 1, bytes: sum.bytes + (files.sizes[at] ?? 0) })
      }
      for (const [on, sum] of days) yield { path, on, ...sum }
    }
  }
}

/** Files of one folder; what belongs together has the same place. */
interface Files {
  readonly names: string[]
  readonly sizes: number[]
  readonly days: CivilDate[]
  /** A letter of Latin-1 for each byte. */
  readonly hashes: string[]
}

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

function fileAt(folder: string, { sizes, days, hashes }: Files, name: string, at: number): RegisteredFile {
  const [size, takenOn, hash] = [sizes[at], days[at], hashes[at]]
  if (size === undefined || takenOn === undefined || hash === undefined) throw new RangeError('Files out of step')
  return { path: below(folder, name), size, takenOn, hash: Buffer.from(hash, 'latin1').toString('hex') }
}

const found = new WeakMap<Tenant, Map<string, FoundInFolder>>()

/** What is known of a folder, null where it was not looked through since unlocking. */
export const foundIn = (tenant: Tenant, folder: string): FoundInFolder | null => found.get(tenant)?.get(folder) ?? null

/** Keeps what a look found in place of what the one before found. */
export function keepFound(tenant: Tenant, folder: string, what: FoundInFolder): void {
  const folders = found.get(tenant) ?? new Map<string, FoundInFolder>()
  found.set(tenant, folders.set(folder, what))
}

/** What the looks since unlocking say of the files of each set; sets without anything amiss are left out. */
export function seenBySet(tenant: Tenant): ReadonlyMap<string, FilesSeen> {
  const sets = new Map<string, { missing: number; changed: number }>()
  for (const { amiss } of found.get(tenant)?.values() ?? []) {
    for (const { set, state } of amiss.values()) {
      const seen = sets.get(set) ?? { missing: 0, changed: 0 }
      seen[state === 'MISSING' ? 'missing' : 'changed'] += 1
      sets.set(set, seen)
    }
  }
  return sets
}
