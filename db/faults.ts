/**
 * What the driver's failures mean to a person. Neither SQL, nor a parameter, nor a path gets into the words or into
 * the error that is kept for the local log (C32).
 */
import { Fault, type FaultCode } from '../src-main/contract/fault'

const WORDS = {
  damaged:
    'This file is damaged and was not opened. Nothing in it was changed. Keep it, and restore it from a backup or ask IT.',
  'not-found':
    'This file is not where it should be. Nothing else was touched. Ask IT whether it was moved, or restore it from a backup.',
  foreign:
    'Another file lies in this place. It was not opened and not changed. Put the right file back or restore it from a backup.',
  'newer-version':
    'This file was last used by a newer version of Trustward. It was not changed. Update Trustward on this PC to open it.',
  busy: 'This file is in use by another Trustward on this PC or another. Close it there, then try again.',
  'no-space':
    'There is no room left on the disk, so nothing was saved. What was there before is safe. Free some space, then try again.',
  unavailable:
    'The disk did not answer as it should, so nothing was saved. What was there before is safe. Try again, and ask IT if it stays so.',
  internal: 'Something went wrong and nothing was saved. What was there before is safe.',
} as const satisfies Partial<Record<FaultCode, string>>

/** A failure of a file, in the usual words for its code. */
export function fileFault(code: keyof typeof WORDS, cause?: unknown): Fault {
  return new Fault(code, WORDS[code], { cause: cause === undefined ? undefined : withoutValues(cause) })
}

/** The driver's code of an error, such as `SQLITE_FULL`, or a system code such as `ENOSPC`; null for any other. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return error.code
}

/**
 * Turns what the driver, the query library or the file system threw into a `Fault`; a `Fault` passes unchanged.
 */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : null) ?? ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return fileFault('no-space', error)
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return fileFault('damaged', error)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return fileFault('busy', error)
  if (/^(SQLITE_(IOERR|CANTOPEN|READONLY|PERM)|E[A-Z]+$)/.test(code)) return fileFault('unavailable', error)
  return fileFault('internal', error)
}

/**
 * What may be kept of an error: its kind, its code and where it happened. The message is left out, because a query
 * library may write a statement and its parameters into it.
 */
function withoutValues(error: unknown): Error {
  const code = codeOf(error)
  const kind = error instanceof Error ? error.constructor.name : typeof error
  const kept = new Error(code ? `${kind} ${code}` : kind)
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  kept.stack = [kept.message, ...frames].join('\n')
  return kept
}
