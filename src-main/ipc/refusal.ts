/** Envelopes that the main process makes itself. It imports types only: zod would cost a tenth of a second at start. */
import type { FaultCode } from '../contract/fault'
import type { Reply } from '../contract/rpc'
import { randomUUID } from 'node:crypto'

/** @returns what a person can quote: random, it says nothing by itself */
export const newRef = (): string => randomUUID().slice(0, 8)

/** @param words what happened, what is safe, what to do next; no secret, no personal data */
export function refusal(code: FaultCode, words: string): Reply {
  return { ok: false, error: { code, message: words, ref: newRef() } }
}

/** A failure of the main process's own work, to be told in words. */
export class HostFailure extends Error {
  constructor(
    readonly code: FaultCode,
    readonly words: string,
    options?: { cause?: unknown },
  ) {
    super(words, options)
    this.name = 'HostFailure'
  }
}
