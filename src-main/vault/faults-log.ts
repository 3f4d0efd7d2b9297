/**
 * The local log of what went wrong: one line of JSON a fault, of allow-listed fields only. No message, no value and no
 * path gets in, so there is nothing personal to find in it (C32).
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What is kept of one fault. */
export interface FaultEntry {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  /** Random; stands in the reply too, so that a person can name the line. */
  readonly ref: string
  /** The call, null when its name is none of ours. */
  readonly call: string | null
  readonly code: string
  readonly cause: unknown
}

export interface FaultsLog {
  readonly note: (entry: FaultEntry) => void
}

/** Larger than this, the file becomes the old one and a new one begins. */
const SIZE_LIMIT = 256_000
const FRAMES = 12

/** @param folder made when missing */
export function faultsLogIn(folder: string): FaultsLog {
  const path = join(folder, 'faults.log')
  return {
    note(entry) {
      try {
        mkdirSync(folder, { recursive: true })
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > SIZE_LIMIT) renameSync(path, `${path}.old`)
        appendFileSync(path, `${JSON.stringify(lineOf(entry))}\n`, { mode: 0o600 })
      } catch {
        // A full or missing disk must not turn a told fault into an untold one.
        return
      }
    },
  }
}

/** Exactly what is written. */
export function lineOf({ at, ref, call, code, cause }: FaultEntry): Readonly<Record<string, unknown>> {
  return { at, ref, call, code, ...detailOf(cause, 'error'), ...detailOf(causeOf(cause), 'under') }
}

function detailOf(error: unknown, as: string): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return {}
  const kind = word(error.constructor.name)
  const code = 'code' in error ? word(error.code) : null
  return { [as]: code === null ? kind : `${kind} ${code}`, [`${as}At`]: framesOf(error) }
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined)

/** Names that code chose: letters, digits and underlines. Anything else is left out. */
const word = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(value) ? value : null

/** `file:line` of each frame, without folders: they may hold the name of whoever uses the PC. */
function framesOf(error: Error): readonly string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return lines.flatMap((line) => /([\w.-]+\.(?:ts|js|cjs|mjs):\d+):\d+\)?$/.exec(line)?.[1] ?? []).slice(0, FRAMES)
}
