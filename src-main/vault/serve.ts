/**
 * The one serving function (models B2). Every call of the app, the command line and the tests comes through here, in
 * this order: size, name, shape, session, school of the window, rights, handler, shape of the answer, envelope.
 * Nothing is thrown out of it.
 */
import type { z } from 'zod'
import { Fault, type FaultReply } from '@contract/fault'
import { REQUEST_LIMIT, type Call, type Contract, type Needs, type Reply } from '@contract/rpc'
import type { CallingWindow } from './wire'

/** Runs one call whose input has the right shape. @throws Fault */
export type Run = (input: never, admission: Admission) => unknown

/** What the gate found about a caller. */
export interface Admission {
  readonly window: CallingWindow
  /** The call asked for. */
  readonly name: string
  /** Whatever the gate wants to hand on to the handler. */
  readonly pass: unknown
}

export interface Serving {
  readonly contract: Contract
  /** By call name; a call without one is answered as not ready. */
  readonly run: Readonly<Record<string, Run | undefined>>
  /**
   * Decides on session, window and rights.
   * @param school the tenant the input names, null when it names none
   * @throws Fault 'locked' or 'denied'
   */
  readonly gate: (needs: Needs, school: string | null, window: CallingWindow) => unknown
  /** A fresh random reference, eight characters. */
  readonly newRef: () => string
  readonly note: (fault: {
    readonly ref: string
    readonly call: string | null
    readonly code: string
    readonly cause: unknown
  }) => void
}

/** @returns the function that answers calls */
export function serve({
  contract,
  run,
  gate,
  newRef,
  note,
}: Serving): (name: unknown, input: unknown, window: CallingWindow) => Promise<Reply> {
  // A Map answers to no name but its own: a plain object would answer to `constructor`.
  const table = new Map<unknown, { readonly call: Call; readonly run: Run | undefined }>(
    Object.entries(contract).map(([name, call]) => [
      name,
      { call, run: Object.hasOwn(run, name) ? run[name] : undefined },
    ]),
  )

  const answer = async (name: unknown, input: unknown, window: CallingWindow): Promise<unknown> => {
    const plain = measured(input)
    const entry = table.get(name)
    if (entry === undefined || typeof name !== 'string') {
      throw new Fault(
        'not-found',
        'Trustward does not know this request. Nothing was changed. Restart the app if it comes again.',
      )
    }
    const { call } = entry
    const parsed = call.input.safeParse(plain)
    if (!parsed.success) throw new Fault('bad-input', inputWords(parsed.error))
    const pass = gate(call.needs, schoolIn(parsed.data), window)
    if (entry.run === undefined) {
      throw new Fault('unavailable', 'This part of Trustward is not ready in this version. Nothing was changed.')
    }
    // The parse above is what makes the value the handler's own type; the table cannot say so for all calls at once.
    const value = await entry.run(parsed.data as never, { window, name, pass })
    const out = call.output.safeParse(value)
    if (!out.success) throw new AnswerShape(out.error)
    return out.data
  }

  return async (name, input, window) => {
    try {
      return { ok: true, value: await answer(name, input, window) }
    } catch (error) {
      const known = table.has(name) && typeof name === 'string' ? name : null
      const ref = newRef()
      const told = toldOf(error, ref)
      if (!(error instanceof Fault) || error.cause !== undefined)
        note({ ref, call: known, code: told.code, cause: error })
      return { ok: false, error: told }
    }
  }
}

/** An answer that breaks its own contract. Its message names paths of our own schemas, never values. */
class AnswerShape extends Error {
  override readonly name = 'AnswerShape'
  constructor(error: z.ZodError) {
    super(`The answer does not fit at ${pathWords(error) ?? 'its top'}`)
  }
}

/**
 * The input as plain JSON, so that what is checked is exactly what was measured: no prototypes, no hidden members.
 * @throws Fault 'bad-input' when it is too large or not JSON at all
 */
function measured(input: unknown): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(input)
  } catch {
    throw new Fault('bad-input', 'This request cannot be read. Nothing was changed.')
  }
  if (text === undefined) return undefined
  if (text.length > REQUEST_LIMIT) {
    throw new Fault(
      'bad-input',
      'This is more than Trustward takes at once. Make it shorter and try again. Nothing was changed.',
    )
  }
  return JSON.parse(text)
}

/** The tenant a call is about: the input's own `school`. */
function schoolIn(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, 'school')) return null
  const { school } = input as { school?: unknown }
  return typeof school === 'string' ? school : null
}

/** Names the field, never what was in it. */
function inputWords(error: z.ZodError): string {
  const path = pathWords(error)
  return path === null
    ? 'This request does not hold what it should. Nothing was changed.'
    : `"${path}" does not hold what it should. Check it and try again. Nothing was changed.`
}

/** Path of the first thing wrong; null at the top. Keys are ours: no schema of the contract takes keys from outside. */
function pathWords(error: z.ZodError): string | null {
  const path = (error.issues[0]?.path ?? []).filter(
    (part) => typeof part === 'number' || (typeof part === 'string' && /^[A-Za-z]{1,40}$/.test(part)),
  )
  return path.length === 0 ? null : path.map(String).join('.')
}

function toldOf(error: unknown, ref: string): FaultReply {
  if (error instanceof Fault) return { code: error.code, message: error.words, ref }
  return {
    code: 'internal',
    message: `Something went wrong in Trustward. What was saved before is safe; look whether the last change is there. If it happens again, tell IT this reference: ${ref}.`,
    ref,
  }
}
