/**
 * Looks through a folder: every picture and film in it with its size, its dates and the hash of its bytes, each read
 * once. Batches are made only as they are asked for, so that memory stays flat however many files there are.
 */
import { createHash } from 'node:crypto'
import {
  absolute,
  codeOf,
  disk as realDisk,
  isAbsent,
  isInUse,
  otherNamesOf,
  readThrough,
  type FileSystem,
} from './disk'
import { dayOf } from './day'
import { MOST_SCANNED } from './limits'
import { rootAt, type Root } from './root'
import { takenIn } from './taken'
import { walk, type Found, type Tally } from './walk'
import type { ScanBatch, ScanEntry, ScanSummary } from './wire'

/** Pictures read at the same time: hides the waiting of a network drive without crowding it. */
const AT_ONCE = 4
/** Read at a time; the day a picture was taken stands in the first 128 KiB. */
const PIECE = 256 * 1024
const HEAD = 128 * 1024
/** A batch is handed over after this many milliseconds, full or not, so that somebody who waits sees it move. */
const BATCH_MS = 1000
/** From this length on, Windows opens a path only in its long form, which not every program knows. */
const LONG_PATH = 260

export interface ScanOptions {
  readonly disk?: FileSystem
  /** Milliseconds since 1970 UTC; the system's clock when left out. */
  readonly now?: number
  /** A clock for the length of a batch; the system's when left out. */
  readonly clock?: () => number
}

/**
 * Yields batches, the last with an `end`; a folder that is not there gives one batch that ends `GONE`. Never throws for
 * what it finds.
 * @param root absolute path of a folder
 * @param stop ends the scan after the file in hand; then it ends `STOPPED`
 */
export async function* scanFolder(root: string, options: ScanOptions, stop: AbortSignal): AsyncGenerator<ScanBatch> {
  const { disk = realDisk, now = Date.now(), clock = () => performance.now() } = options
  const tally: Tally = { leftOut: 0, folders: 0, unreadable: 0 }
  let [files, bytes] = [0, 0]
  const sofar = () => ({ files, bytes, leftOut: tally.leftOut, folders: tally.folders })
  let entries: ScanEntry[] = []
  const endAs = (ended: ScanSummary['ended']): ScanBatch => {
    const end: ScanSummary = { ...sofar(), complete: ended === 'WHOLE', ended }
    return { entries, sofar: sofar(), end }
  }

  const found = await rootAt(root, disk)
  if (found === null) {
    entries.push(GONE)
    yield endAs('GONE')
    return
  }
  let since = clock()
  const reading = inTurn(walk(found, tally, disk, stop), (one, buffer) => entriesOf(one, found, buffer, disk, now))
  for await (const some of reading) {
    if (stop.aborted) break
    if (entries.length + some.length > MOST_SCANNED || (entries.length > 0 && clock() - since > BATCH_MS)) {
      yield { entries, sofar: sofar(), end: null }
      entries = []
      since = clock()
    }
    entries.push(...some)
    if (some.some((entry) => entry.kind === 'TROUBLE' && entry.code === 'GONE')) {
      yield endAs('GONE')
      return
    }
    for (const entry of some) {
      if (entry.kind !== 'FILE') continue
      files += 1
      bytes += entry.size
    }
  }
  if (stop.aborted) yield endAs('STOPPED')
  else if (await found.stands()) yield endAs(tally.unreadable === 0 ? 'WHOLE' : 'PARTS_UNREADABLE')
  else {
    // An empty folder stands where a drive was, so that nothing failed on the way.
    if (entries.length === MOST_SCANNED) {
      yield { entries, sofar: sofar(), end: null }
      entries = []
    }
    entries.push(GONE)
    yield endAs('GONE')
  }
}

const GONE: ScanEntry = { kind: 'TROUBLE', code: 'GONE', path: '', read: false }

/** Works on a few at a time and hands them on in their order. `work` never rejects; each has a buffer of its own. */
async function* inTurn<T, R>(
  source: AsyncGenerator<T>,
  work: (one: T, buffer: Uint8Array) => Promise<R>,
): AsyncGenerator<R> {
  const buffers = Array.from({ length: AT_ONCE }, () => new Uint8Array(PIECE))
  const underWay: Promise<R>[] = []
  let taken = 0
  for await (const one of source) {
    const oldest = underWay.length === AT_ONCE ? underWay.shift() : undefined
    // Its buffer is the one that is used next.
    const ready = oldest === undefined ? null : { value: await oldest }
    const buffer = buffers[taken % AT_ONCE]
    if (buffer !== undefined) underWay.push(work(one, buffer))
    taken += 1
    if (ready !== null) yield ready.value
  }
  for (const rest of underWay) yield await rest
}

async function entriesOf(
  found: Found,
  root: Root,
  buffer: Uint8Array,
  disk: FileSystem,
  now: number,
): Promise<readonly ScanEntry[]> {
  if (found.kind === 'TROUBLE') return [found]
  const { path } = found
  const whole = absolute(root.real, path)
  const entry = await entryOf(path, whole, root, buffer, disk, now)
  const read = entry.kind === 'FILE'
  const notes: ScanEntry[] = []
  if (`${root.real}/${path}`.length >= LONG_PATH && (read || entry.code !== 'TOO_LONG')) {
    notes.push({ kind: 'TROUBLE', code: 'TOO_LONG', path, read })
  }
  if (found.isOdd) notes.push({ kind: 'TROUBLE', code: 'ODD_NAME', path, read })
  return notes.length === 0 ? [entry] : [...notes, entry]
}

async function entryOf(
  path: string,
  whole: string,
  root: Root,
  buffer: Uint8Array,
  disk: FileSystem,
  now: number,
): Promise<ScanEntry> {
  const trouble = (code: Extract<ScanEntry, { kind: 'TROUBLE' }>['code']): ScanEntry => ({
    kind: 'TROUBLE',
    code,
    path: code === 'GONE' ? '' : path,
    read: false,
  })
  try {
    const file = await disk.open(whole)
    try {
      const before = await file.stat()
      if (!before.isFile()) return trouble('CHANGED_WHILE_READ')
      const size = Number(before.size)
      const hash = createHash('sha256')
      let inPicture: string | null = null
      const came = await readThrough(file, size, hash, buffer, (head) => (inPicture = takenIn(head.subarray(0, HEAD))))
      const after = await file.stat()
      if (came !== size || after.size !== before.size || after.mtimeNs !== before.mtimeNs) {
        return trouble('CHANGED_WHILE_READ')
      }
      const modifiedAt = Number(before.mtimeMs)
      return {
        kind: 'FILE',
        path,
        size,
        modifiedAt,
        ...dayOf(inPicture, [modifiedAt, Number(before.birthtimeMs)], now),
        hash: hash.digest('hex'),
        ...otherNamesOf(before),
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = codeOf(error)
    if (isInUse(code)) return trouble('IN_USE')
    if (!(await root.stands())) return trouble('GONE')
    if (code === 'ELOOP') return trouble('LINK')
    if (code === 'ENAMETOOLONG') return trouble('TOO_LONG')
    return trouble(isAbsent(code) ? 'CHANGED_WHILE_READ' : 'UNREADABLE')
  }
}
