/** One record of calls, typed and validated on both sides of the bridge (models B2). */
import type { z } from 'zod'
import type { FaultReply } from './fault'
import type { Action } from './rights'

/**
 * Who may make a call.
 * `none`: before unlocking. `session`: any unlocked person. Otherwise an action of the rights table, asked
 * for the tenant named by the input's `school`, or for the trust when the input names none (C20).
 */
export type Needs = 'none' | 'session' | Action

/** One call: what goes in, what comes out, who may ask. */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
  readonly needs: Needs
}

/** Declares a call; the types of both sides follow from the two schemas. */
export const call = <I extends z.ZodType, O extends z.ZodType>(needs: Needs, input: I, output: O): Call<I, O> => ({
  input,
  output,
  needs,
})

export type Contract = Record<string, Call>

/** The serving side. `X` is the context of one call: who asks, from which window, over which open files. */
export type Handlers<C extends Contract, X> = {
  [K in keyof C]: (input: z.output<C[K]['input']>, ctx: X) => z.input<C[K]['output']> | Promise<z.input<C[K]['output']>>
}

/** The asking side. Rejects with a `Fault`, never with anything else. */
export type Client<C extends Contract> = {
  [K in keyof C]: (input: z.input<C[K]['input']>) => Promise<z.output<C[K]['output']>>
}

/** The envelope of every answer: nothing is thrown across the bridge. */
export type Reply = { ok: true; value: unknown } | { ok: false; error: FaultReply }

/** The largest request the bridge accepts, in characters of its JSON form (C47). */
export const REQUEST_LIMIT = 1_000_000
