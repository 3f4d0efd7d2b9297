/** Failures as the page may see them: a code, safe words, a reference. Never a key, a path, a name of a pupil or SQL. */
import { z } from 'zod'
import './parsing'

export const FAULT_CODES = [
  'bad-input',
  'denied',
  'locked',
  'not-found',
  'conflict',
  'newer-version',
  'damaged',
  'foreign',
  'busy',
  'no-space',
  'unavailable',
  'internal',
] as const
export const FaultCode = z.enum(FAULT_CODES)
export type FaultCode = z.output<typeof FaultCode>

/**
 * An expected failure with words fit for a person: what happened, what is safe, what to do next.
 * @param code one of the closed list above; the page may choose its behaviour by it.
 * @param words plain sentences; must hold no secret and no personal data.
 * @param options.cause kept for the local log only; it never crosses the bridge.
 */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    readonly words: string,
    options?: { cause?: unknown },
  ) {
    super(words, options)
    this.name = 'Fault'
  }
}

/** What travels in place of a failure. `ref` is random and stands beside the detail in the local log (C32). */
export const FaultReply = z.strictObject({ code: FaultCode, message: z.string(), ref: z.string() })
export type FaultReply = z.output<typeof FaultReply>
