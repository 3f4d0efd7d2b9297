/**
 * Opens and makes the encrypted files. The only place that names the driver, and the order of its steps is part of
 * the protection (models B3): without a key the driver makes a plain file and says nothing, and a key of the wrong
 * shape is quietly taken for a passphrase.
 */
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { asFault, codeOf, fileFault } from './faults'
import type { LocalOnlyDb, ReadableDb, WritableDb } from './handles'
import { writesHereOnly } from './here'
import { refuseUnsafe } from './location'
import { takeLock, type FileLock } from './lock'
import { migrate, newestOf, type HashText } from './migrate'
import type { Migration } from './migrations/migration'

/** Which file, which key, and what it should be. */
export interface FileRequest {
  /** Absolute path. */
  readonly file: string
  /** Id the file carries inside, 32 hex digits. */
  readonly id: string
  /** The file's key, exactly 64 lower-case hex digits. */
  readonly keyHex: string
  readonly migrations: readonly Migration[]
  readonly hashText: HashText
  /** Another build of the driver's native part, for the test runtime. A packaged app hands in nothing. */
  readonly nativeBinding?: string | undefined
}

/** An open file. */
export interface OpenFile {
  /** For queries: refuses every statement that could write, whatever way it was put together. */
  readonly readable: ReadableDb
  /** For the log alone, inside `write`. */
  readonly writable: WritableDb
  /** For what stays on this PC, inside `write`: refuses every statement that would write another table. */
  readonly local: LocalOnlyDb
  /** The driver's own handle, for this room and its tests. */
  readonly client: Database.Database
  /**
   * Runs one transaction, durable when it returns.
   * @throws Fault for every failure of the file; what `work` throws as a `Fault` passes. Nothing is written then.
   */
  write<T>(work: () => T): T
  /** The driver's whole check: pages, indexes, constraints. */
  isSound(): boolean
  /**
   * Leaves nothing of what was deleted, not even to somebody with the key. Overwriting what is deleted is not enough:
   * where the driver moves rows from page to page, their old places keep what stood there. So the file is written anew,
   * the log beside it is emptied, and the copy made before a change of structure goes. Outside of `write`; rows of
   * tables without an integer key may get other row numbers.
   * @returns false when that could not be done now, such as on a full disk; the file is as it was then
   */
  sweep(): boolean
  close(): void
}

const PLAIN_HEADER = 'SQLite format 3\0'

/**
 * Opens an existing file.
 * @throws Fault 'not-found' no such file; 'busy' open elsewhere; 'foreign' a plain database or another tenant's file;
 *   'damaged' unreadable with this key or failing its own check; 'newer-version'; 'no-space'; 'unavailable' for a
 *   place where files are not safe or a disk that fails; 'internal' for a key of the wrong shape
 */
export function openFile(request: FileRequest): OpenFile {
  refuseBadKey(request.keyHex)
  refuseUnsafe(dirname(request.file))
  return orFault(() => {
    if (!existsSync(request.file)) throw fileFault('not-found')
    return locked(request.file, (lock) => openLocked(request, lock))
  })
}

function openLocked(request: FileRequest, lock: FileLock): OpenFile {
  // Read before the driver opens the file: closing any other handle on it would drop the system locks it holds.
  const isPlain = hasPlainHeader(request.file)
  const wasUnclean = lock.wasLeft || hasContent(`${request.file}-wal`)
  const client = connect(request)
  try {
    firstRead(client, isPlain)
    if (userVersion(client) > newestOf(request.migrations)) throw fileFault('newer-version')
    if (metaOf(client, 'id') !== request.id) throw fileFault('foreign')
    settle(client)
    if (wasUnclean && client.pragma('quick_check(1)', { simple: true }) !== 'ok') throw fileFault('damaged')
    const copy = copyName(request.file)
    const applied = migrate(client, request.migrations, request.hashText, () => keepCopy(client, request, copy))
    // The copy is kept until the file has opened well once more.
    if (applied.length === 0) rmSync(copy, { force: true })
    return handle(client, lock, copy)
  } catch (error) {
    client.close()
    throw error
  }
}

/**
 * Makes a new file: built beside its place, checked, then moved there, so that a crash leaves nothing half made.
 * @param about facts written into the file at birth, by name; `id` is added
 * @throws Fault 'conflict' when a file is there already; otherwise as `openFile`
 */
export function createFile(request: FileRequest, about: Readonly<Record<string, string>>): OpenFile {
  refuseBadKey(request.keyHex)
  refuseUnsafe(dirname(request.file))
  const stage = `${request.file}.new`
  return orFault(() =>
    locked(request.file, (lock) => {
      if (existsSync(request.file)) throw fileFault('foreign')
      removeStage(stage)
      try {
        build({ ...request, file: stage }, about)
        if (hasPlainHeader(stage)) throw fileFault('internal', new Error('The new file is not encrypted'))
        flush(stage)
        renameSync(stage, request.file)
        flush(dirname(request.file))
      } catch (error) {
        removeStage(stage)
        throw error
      }
      return openLocked(request, { ...lock, wasLeft: false })
    }),
  )
}

/** A file that lives in memory only and ends with its handle: for rebuilding rows. */
export function openMemory(migrations: readonly Migration[], hashText: HashText, nativeBinding?: string): OpenFile {
  const client = new Database(':memory:', driverOptions(nativeBinding))
  client.pragma('temp_store = MEMORY')
  migrate(client, migrations, hashText)
  // Rows are rebuilt entity by entity, in no order a reference could rely on.
  client.pragma('foreign_keys = OFF')
  return handle(client, null, null)
}

function build(request: FileRequest, about: Readonly<Record<string, string>>): void {
  const client = connect(request)
  try {
    settle(client)
    migrate(client, request.migrations, request.hashText)
    client
      .transaction(() => {
        const note = client.prepare<[string, string]>('INSERT INTO meta (name, value) VALUES (?, ?)')
        for (const [name, value] of Object.entries({ ...about, id: request.id })) note.run(name, value)
      })
      .immediate()
  } finally {
    client.close()
  }
}

function connect({ file, keyHex, nativeBinding }: FileRequest): Database.Database {
  const client = new Database(file, { ...driverOptions(nativeBinding), timeout: 0 })
  try {
    client.pragma("cipher = 'chacha20'")
    client.pragma(`key = "raw:${keyHex}"`)
    // One process, one connection: the system's own lock, and no shared-memory file beside the write-ahead log.
    client.pragma('locking_mode = EXCLUSIVE')
    client.pragma('temp_store = MEMORY')
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

function driverOptions(nativeBinding: string | undefined): Database.Options {
  return nativeBinding === undefined ? {} : { nativeBinding }
}

/** The first page is deciphered here: this is where a wrong key or a damaged file shows. */
function firstRead(client: Database.Database, isPlain: boolean): void {
  try {
    client.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    if (isPlain && codeOf(error) === 'SQLITE_NOTADB') throw fileFault('foreign', error)
    throw error
  }
  if (isPlain) throw fileFault('foreign')
  const isEmpty = client.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() === undefined
  if (isEmpty) throw fileFault('damaged')
}

/** Settings that live in the connection, not in the file; each is off or unsafe unless set (C27, C36). */
function settle(client: Database.Database): void {
  client.pragma('foreign_keys = ON')
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('secure_delete = ON')
  client.pragma('trusted_schema = OFF')
  client.pragma('cell_size_check = ON')
}

function userVersion(client: Database.Database): number {
  return Number(client.pragma('user_version', { simple: true }))
}

function metaOf(client: Database.Database, name: string): string | null {
  return client.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value ?? null
}

/** @param copy where a copy from before a change of structure may lie; null for a file in memory */
function handle(client: Database.Database, lock: FileLock | null, copy: string | null): OpenFile {
  return {
    readable: drizzle({ client: readingOnly(client) }),
    // The brand is given here and nowhere else: this is what "writable" means.
    writable: drizzle({ client }) as unknown as WritableDb,
    // As above, of "local".
    local: drizzle({ client: writingHereOnly(client) }) as unknown as LocalOnlyDb,
    client,
    write: (work) => orFault(() => client.transaction(work).immediate()),
    isSound: () => orFault(() => client.pragma('integrity_check(1)', { simple: true }) === 'ok'),
    sweep: () => sweep(client, copy),
    close: () => {
      client.close()
      lock?.release()
    },
  }
}

function sweep(client: Database.Database, copy: string | null): boolean {
  try {
    if (copy !== null) rmSync(copy, { force: true })
    client.exec('VACUUM')
    // Pages from before stand in the log too, until it is cut off.
    const [done] = client.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[]
    return done?.busy === 0
  } catch {
    return false // what went wrong was not a change, so nothing is lost; it is due until it has worked
  }
}

/** The same connection, without the statements that are more than a question. */
function readingOnly(client: Database.Database): Database.Database {
  const prepare = (source: string) => {
    const statement = client.prepare(source)
    if (!statement.readonly) throw new Error('A query tried to write')
    return statement
  }
  // The query library asks its client for statements and nothing else; everything else stays out of reach.
  return { prepare } as unknown as Database.Database
}

/** The same connection, without the statements that write anything but what stays on this PC. */
function writingHereOnly(client: Database.Database): Database.Database {
  const prepare = (source: string) => {
    const statement = client.prepare(source)
    if (!statement.readonly && !writesHereOnly(source)) throw new Error('What stays on this PC reached for the records')
    return statement
  }
  // As above.
  return { prepare } as unknown as Database.Database
}

/** `VACUUM INTO` is the one way of copying that works on an encrypted file and keeps its key. */
function keepCopy(client: Database.Database, request: FileRequest, copy: string): void {
  removeStage(copy)
  client.prepare('VACUUM INTO ?').run(copy)
  flush(copy)
  const isPlain = hasPlainHeader(copy)
  const check = connect({ ...request, file: copy })
  try {
    firstRead(check, isPlain)
    if (check.pragma('quick_check(1)', { simple: true }) !== 'ok') throw fileFault('damaged')
  } finally {
    check.close()
  }
}

/** Where the copy made before a change of structure lies. */
export const copyName = (file: string): string => `${file}.before`

function removeStage(stage: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(stage + suffix, { force: true })
}

function hasContent(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0
}

function hasPlainHeader(file: string): boolean {
  const start = Buffer.alloc(PLAIN_HEADER.length)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, start, 0, start.length, 0)
  } finally {
    closeSync(descriptor)
  }
  return start.toString('latin1') === PLAIN_HEADER
}

/** Makes a file, or the entry in its folder, outlast a power cut (C27). */
function flush(path: string): void {
  const isFolder = statSync(path).isDirectory()
  if (isFolder && process.platform === 'win32') return // folders cannot be opened there; the rename is journalled
  const descriptor = openSync(path, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function refuseBadKey(keyHex: string): void {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw fileFault('internal', new Error('The key is not 64 hex digits'))
}

function locked(file: string, work: (lock: FileLock) => OpenFile): OpenFile {
  const lock = takeLock(file)
  try {
    return work(lock)
  } catch (error) {
    // An unclean close stays known until the file has opened well.
    if (lock.wasLeft) lock.leave()
    else lock.release()
    throw error
  }
}

function orFault<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFault(error)
  }
}
