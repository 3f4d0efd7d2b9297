/**
 * A note beside an open file that says who has it open (C55). The operating system's own lock, which the driver
 * takes, decides; the note gives a second process a quick answer, holds where such locks do not reach (another
 * computer), and, when its writer is gone, tells that the last close was not clean.
 */
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  linkSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { hostname, uptime } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { codeOf, fileFault } from './faults'

interface Holder {
  readonly pid: number
  readonly host: string
  /** When this computer started, milliseconds since 1970 UTC, give or take a few seconds. */
  readonly bootedAt: number
  /** When the process started, in the system's own ticks; null where the system does not say. */
  readonly started: string | null
}

/** Start times computed from an uptime differ by rounding and by clock corrections. */
const SAME_BOOT_MS = 60_000

/** A note without content is being written, unless it is older than this. */
const WRITING_MS = 10_000

export interface FileLock {
  /** True when a note of a process that is gone was found: the last close was not clean. */
  readonly wasLeft: boolean
  release(): void
  /** Ends the hold but keeps the note as one of a process that is gone. */
  leave(): void
}

/** No process has this id; a note that carries it is free to take. */
const NOBODY = 0

/**
 * Takes the note `<file>.lock`.
 * @throws Fault 'busy' while a living process, or any other computer, holds it
 */
export function takeLock(file: string): FileLock {
  const note = `${file}.lock`
  if (write(note)) return lock(note, false)
  const held = read(note)
  if (held === null || isAlive(held, note)) throw fileFault('busy')
  setAside(note, held)
  if (!write(note)) throw fileFault('busy')
  return lock(note, true)
}

function lock(note: string, wasLeft: boolean): FileLock {
  return {
    wasLeft,
    release: () => rmSync(note, { force: true }),
    leave: () => writeFileSync(note, JSON.stringify({ ...self(), pid: NOBODY }), { mode: 0o600 }),
  }
}

/**
 * Writes the note aside and gives it its name whole: a process ended between the two leaves no note that says nothing.
 * @returns false when a note is there already
 */
function write(note: string): boolean {
  const aside = asideOf(note)
  sweep(note)
  writeFileSync(aside, JSON.stringify(self()), { mode: 0o600 })
  try {
    linkSync(aside, note)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    return writeInPlace(note)
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Where a file may not have two names (FAT, some shares). @returns false when a note is there already */
function writeInPlace(note: string): boolean {
  let handle: number
  try {
    handle = openSync(note, 'wx', 0o600)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(handle, JSON.stringify(self()))
  } finally {
    closeSync(handle)
  }
  return true
}

const asideOf = (note: string): string => `${note}.${process.pid}`

/** Takes away what processes that are gone had put aside. */
function sweep(note: string): void {
  const start = `${basename(note)}.`
  for (const name of readdirSync(dirname(note))) {
    const pid = name.startsWith(start) ? Number(name.slice(start.length)) : NaN
    if (Number.isSafeInteger(pid) && pid !== process.pid && !isRunning(pid)) {
      rmSync(join(dirname(note), name), { force: true })
    }
  }
}

const self = (): Holder => ({
  pid: process.pid,
  host: hostname(),
  bootedAt: bootedAt(),
  started: startOf(process.pid),
})

/** @returns the note's text, null when it has gone meanwhile */
function read(note: string): string | null {
  try {
    return readFileSync(note, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/**
 * Takes a dead process's note out of the way. If another process did so first and wrote its own, that one is put back:
 * renaming is the only step that cannot be half done.
 */
function setAside(note: string, expected: string): void {
  const aside = asideOf(note)
  try {
    renameSync(note, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw fileFault('busy')
    throw error
  }
  try {
    if (read(aside) === expected) return
    try {
      linkSync(aside, note)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    throw fileFault('busy')
  } finally {
    rmSync(aside, { force: true })
  }
}

function isAlive(text: string, note: string): boolean {
  const holder = parse(text)
  if (!holder) return ageOf(note) < WRITING_MS
  if (holder.host !== hostname()) return true
  if (Math.abs(holder.bootedAt - bootedAt()) > SAME_BOOT_MS) return false
  if (!isRunning(holder.pid)) return false
  return holder.started === null || holder.started === startOf(holder.pid)
}

function parse(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const { pid, host, bootedAt, started } = value as Partial<Record<keyof Holder, unknown>>
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof bootedAt !== 'number') return null
    return { pid, host, bootedAt, started: typeof started === 'string' ? started : null }
  } catch {
    return null // a torn note says nothing
  }
}

function ageOf(note: string): number {
  try {
    return Date.now() - statSync(note).mtimeMs
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}

function isRunning(pid: number): boolean {
  if (pid === NOBODY) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function bootedAt(): number {
  return Math.round(Date.now() - uptime() * 1000)
}

/** Linux: field 22 of a process's status line, counted behind the name in brackets, which may hold spaces. */
function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return null
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    // Z: ended, but its parent has not taken note yet. It holds nothing any more.
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null // gone, or not ours to read
  }
}
