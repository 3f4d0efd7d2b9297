/**
 * What a scan saw beside what is registered. Pure: the register is asked, never loaded, and of a registered file no more
 * than its id is kept. A scan that did not see everything says of nothing that it is missing or moved.
 */
import type { ScanEntry, ScannedFile, ScanSummary, ScanTrouble } from './wire'

/** A live registered file of the scanned folder. */
export interface RegisteredFile<Id> {
  readonly id: Id
  /** As the scan gave it. */
  readonly path: string
  readonly hash: string
}

/** What is registered of the scanned folder, by lookup. */
export interface Register<Id> {
  /** @returns null when no live file is registered there */
  readonly byPath: (path: string) => RegisteredFile<Id> | null
  /** Every live file registered with those bytes, in an order of its own. */
  readonly byHash: (hash: string) => readonly RegisteredFile<Id>[]
  /** Whether a file of those bytes was destroyed under a disposal, whatever became of other copies (R76). */
  readonly isDestroyed: (hash: string) => boolean
  /** Every live file, page by page. */
  readonly every: () => Iterable<RegisteredFile<Id>>
}

/** Files that can be judged only when all others were seen; in memory unless somebody has a better place. */
export interface Later {
  readonly put: (file: ScannedFile) => void
  /** In the order in which they were put. */
  readonly all: () => Iterable<ScannedFile>
}

/**
 * - `SAME`: registered there, with those bytes.
 * - `CHANGED`: registered there, with other bytes.
 * - `MOVED`: registered elsewhere with those bytes, and not seen there. `DUPLICATED`: seen there too.
 * - `UNDECIDED`: one of those two; the place it is registered in was not looked at.
 * - `RETURNED`: bytes that were destroyed (R76). `registered` is the file in whose place they stand, if any.
 * - `NEW`: nothing is known of it. An empty file is new wherever it is not registered, as all of those are alike.
 * - `TROUBLE`: something stood in the way, of a registered file or not. It is not missing.
 * - `MISSING`: registered, and a scan of everything did not see it.
 */
export type Sighting<Id> =
  | {
      readonly what: 'SAME' | 'CHANGED' | 'MOVED' | 'DUPLICATED' | 'UNDECIDED'
      readonly file: ScannedFile
      readonly registered: RegisteredFile<Id>
    }
  | { readonly what: 'RETURNED'; readonly file: ScannedFile; readonly registered: RegisteredFile<Id> | null }
  | { readonly what: 'NEW'; readonly file: ScannedFile }
  | { readonly what: 'TROUBLE'; readonly trouble: ScanTrouble; readonly registered: RegisteredFile<Id> | null }
  | { readonly what: 'MISSING'; readonly registered: RegisteredFile<Id> }

/** Links that are remembered; with more, nothing is said to be missing. */
const MOST_LINKS = 10_000

/** @returns keeps them in memory, about half a kilobyte each */
export function inMemory(): Later {
  const files: ScannedFile[] = []
  return { put: (file) => void files.push(file), all: () => files }
}

/** One scan beside the register: every entry is shown to `see` once, then the scan's summary to `finish`. */
export class Sightings<Id> {
  /** Registered files whose place was seen, or whose bytes were found to have moved. */
  readonly #met = new Set<Id>()
  /** Links, in which nothing was looked at. */
  readonly #links = new Set<string>()

  constructor(
    private readonly register: Register<Id>,
    private readonly later: Later = inMemory(),
  ) {}

  /** @returns null for what `finish` will say */
  see(entry: ScanEntry): Sighting<Id> | null {
    return entry.kind === 'FILE' ? this.#seeFile(entry) : this.#seeTrouble(entry)
  }

  /**
   * Says what was left for later, then what is missing.
   * @param end how the scan ended; null when it was cancelled or broke off before it said so
   */
  *finish(end: ScanSummary | null): Generator<Sighting<Id>> {
    const isWhole = end?.complete === true && this.#links.size <= MOST_LINKS
    for (const file of this.later.all()) yield this.#settle(file, isWhole)
    if (!isWhole) return
    for (const registered of this.register.every()) {
      if (!this.#met.has(registered.id) && !this.#isBehindLink(registered.path)) yield { what: 'MISSING', registered }
    }
  }

  #seeFile(file: ScannedFile): Sighting<Id> | null {
    const registered = this.register.byPath(file.path)
    if (registered !== null) {
      this.#met.add(registered.id)
      if (registered.hash === file.hash) return { what: 'SAME', file, registered }
      const isReturned = file.size > 0 && this.register.isDestroyed(file.hash)
      return { what: isReturned ? 'RETURNED' : 'CHANGED', file, registered }
    }
    if (file.size === 0) return { what: 'NEW', file }
    const alike = this.register.byHash(file.hash)
    const [first] = alike
    if (first === undefined) {
      return this.register.isDestroyed(file.hash) ? { what: 'RETURNED', file, registered: null } : { what: 'NEW', file }
    }
    if (alike.every(({ id }) => this.#met.has(id))) return this.#copyOf(file, first)
    this.later.put(file)
    return null
  }

  #seeTrouble(trouble: ScanTrouble): Sighting<Id> {
    const registered = trouble.path === '' ? null : this.register.byPath(trouble.path)
    // One that was read all the same comes as a file as well.
    if (registered !== null && !trouble.read) this.#met.add(registered.id)
    if (trouble.code === 'LINK' && this.#links.size <= MOST_LINKS) this.#links.add(trouble.path)
    return { what: 'TROUBLE', trouble, registered }
  }

  #settle(file: ScannedFile, isWhole: boolean): Sighting<Id> {
    const alike = this.register.byHash(file.hash)
    const unmet = alike.filter(({ id }) => !this.#met.has(id))
    const [away] = unmet.filter(({ path }) => !this.#isBehindLink(path))
    if (isWhole && away !== undefined) {
      // One registered file moves to one place; a second one of the same bytes is a copy.
      this.#met.add(away.id)
      return { what: 'MOVED', file, registered: away }
    }
    const [unseen] = unmet
    if (unseen !== undefined) return { what: 'UNDECIDED', file, registered: unseen }
    const [first] = alike
    return first === undefined ? { what: 'NEW', file } : this.#copyOf(file, first)
  }

  /** A copy of what is registered and seen; where another copy was destroyed, it has come back (R76). */
  #copyOf(file: ScannedFile, registered: RegisteredFile<Id>): Sighting<Id> {
    return this.register.isDestroyed(file.hash)
      ? { what: 'RETURNED', file, registered: null }
      : { what: 'DUPLICATED', file, registered }
  }

  #isBehindLink(path: string): boolean {
    if (this.#links.size === 0) return false
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (this.#links.has(path.slice(0, at))) return true
    }
    return this.#links.has(path)
  }
}
