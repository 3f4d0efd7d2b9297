/** The register as a look through a folder asks it: looked up for one batch at a time, never loaded. */
import { destroyedWithHash, type DestroyedRow } from '@db/repo/retention'
import { filesAt, filesOfPart, filesWithHash, partsOfFolder, type FileRow } from '@db/repo/images'
import type { Tenant } from '@vault/context'
import { entityOf } from '@vault/entity'
import type { Later, Register, RegisteredFile } from '../../folders/seen'
import type { ScanEntry, ScannedFile } from '../../folders/wire'
import type { Finding } from './finding'

/** Names a file for as long as anybody speaks of it: two files may have one hash. */
export const fileEntity = (folder: string, path: string): string => entityOf('images.file', folder, path)

/** A registered file, with the event that names it and its set. */
export interface Known extends RegisteredFile<number> {
  readonly part: string
  readonly set: string
}

/** Files of one part take no more places than this. */
const PLACES = 1024

/** Files to be judged at the end, kept on this PC until then and looked up by the page. */
class Waiting implements Later {
  constructor(
    private readonly registered: Pick<Registered, 'lookUp'>,
    private readonly finding: Pick<Finding, 'wait' | 'waiting'>,
  ) {}

  put(file: ScannedFile): void {
    this.finding.wait(file)
  }

  *all(): Generator<ScannedFile> {
    for (const page of this.finding.waiting()) {
      this.registered.lookUp(page)
      yield* page
    }
  }
}

/** Registered files of one folder that were not destroyed under a disposal. */
export class Registered implements Register<number> {
  readonly #parts = new Map<string, number>()
  readonly #byPath = new Map<string, Known | null>()
  readonly #byHash = new Map<string, Known[]>()
  readonly #destroyed = new Map<string, DestroyedRow[]>()
  /** Places of files that are registered where another one is, as on two PCs at once. */
  readonly #sharing = new Map<number, number>()

  readonly later: Later

  constructor(
    private readonly tenant: Pick<Tenant, 'db'>,
    private readonly folder: string,
    finding: Pick<Finding, 'wait' | 'waiting'>,
  ) {
    this.later = new Waiting(this, finding)
  }

  /** Looks up everything a batch will ask for, and forgets the batch before. */
  lookUp(entries: readonly ScanEntry[]): void {
    for (const known of [this.#byPath, this.#byHash, this.#destroyed]) known.clear()
    const files = entries.flatMap((entry) => (entry.kind === 'FILE' && entry.size > 0 ? [entry] : []))
    this.#lookUpPaths(entries.map(({ path }) => path))
    const strange = files.filter(({ path, hash }) => this.#byPath.get(path)?.hash !== hash)
    this.#lookUpHashes([...new Set(strange.map(({ hash }) => hash))])
  }

  readonly byPath = (path: string): Known | null => {
    if (!this.#byPath.has(path)) this.#lookUpPaths([path])
    return this.#byPath.get(path) ?? null
  }

  readonly byHash = (hash: string): readonly Known[] => {
    if (!this.#byHash.has(hash)) this.#lookUpHashes([hash])
    return this.#byHash.get(hash) ?? []
  }

  readonly isDestroyed = (hash: string): boolean => this.destroyedAs(hash).length > 0

  /** What was destroyed of a hash, in no order. */
  destroyedAs(hash: string): readonly DestroyedRow[] {
    if (!this.#destroyed.has(hash)) this.#lookUpDestroyed([hash])
    return this.#destroyed.get(hash) ?? []
  }

  *every(): Generator<Known> {
    for (const { part } of partsOfFolder(this.tenant.db, this.folder)) {
      const rows = filesOfPart(this.tenant.db, part)
      this.#lookUpDestroyed(rows.map(({ hash }) => hash))
      for (const row of rows) if (!this.#isGone(row)) yield this.#knownOf(row)
      this.#destroyed.clear()
    }
  }

  #lookUpPaths(paths: readonly string[]): void {
    const rows = filesAt(this.tenant.db, this.folder, paths)
    this.#lookUpDestroyed(rows.map(({ hash }) => hash))
    for (const path of paths) this.#byPath.set(path, null)
    for (const row of rows) {
      if (this.#isGone(row)) continue
      const first = this.#byPath.get(row.path) ?? null
      // What is seen of a place is seen of every file registered there.
      if (first !== null) this.#sharing.set(this.#placeOf(row), first.id)
      else this.#byPath.set(row.path, this.#knownOf(row))
    }
  }

  #lookUpHashes(hashes: readonly string[]): void {
    const rows = filesWithHash(this.tenant.db, this.folder, hashes)
    this.#lookUpDestroyed(hashes)
    for (const hash of hashes) this.#byHash.set(hash, [])
    for (const row of rows) if (!this.#isGone(row)) this.#byHash.get(row.hash)?.push(this.#knownOf(row))
  }

  #lookUpDestroyed(hashes: readonly string[]): void {
    const rows = destroyedWithHash(this.tenant.db, hashes)
    for (const hash of hashes) this.#destroyed.set(hash, [])
    for (const row of rows) this.#destroyed.get(row.hash)?.push(row)
  }

  #isGone({ path, hash }: FileRow): boolean {
    const destroyed = this.destroyedAs(hash)
    return destroyed.length > 0 && destroyed.some(({ file }) => file === fileEntity(this.folder, path))
  }

  #knownOf(row: FileRow): Known {
    const place = this.#placeOf(row)
    const { part, set, path, hash } = row
    return { id: this.#sharing.get(place) ?? place, path, hash, part, set }
  }

  #placeOf({ part, position }: FileRow): number {
    const at = this.#parts.get(part) ?? this.#parts.size
    this.#parts.set(part, at)
    return at * PLACES + position
  }
}
