/** The page's only way to the vault: one function per call of the contract, and the topics it may listen to. */
import { contract, Fault, FaultCode, topics } from '@contract'
import type { AppContract, Client, Contract, Topic, TopicPayload } from '@contract'

/** What the preload puts into the page. */
export interface Bridge {
  readonly call: (name: string, input: unknown) => Promise<unknown>
  /** @returns a function that ends the subscription */
  readonly on: (topic: string, listener: (payload: unknown) => void) => () => void
}

declare global {
  interface Window {
    readonly trustward: Bridge
  }
}

const STRANGE =
  'Trustward gave an answer that does not fit. Everything saved is safe. Try again, or open Trustward anew.'

/** @param path where in the input the trouble is; the value itself is never repeated */
function badInput(path: string): Fault {
  return new Fault(
    'bad-input',
    path === '' ? 'This entry does not fit. Check it and try again.' : `Check "${path}" and try again.`,
  )
}

/** @returns the value inside an envelope. @throws Fault for a refusal and for anything that is no envelope */
function unwrap(reply: unknown): unknown {
  if (typeof reply !== 'object' || reply === null || !('ok' in reply)) throw new Fault('internal', STRANGE)
  if (reply.ok === true && 'value' in reply) return reply.value
  const error = 'error' in reply ? reply.error : undefined
  if (typeof error !== 'object' || error === null) throw new Fault('internal', STRANGE)
  const code = FaultCode.safeParse('code' in error ? error.code : undefined)
  const words = 'message' in error ? error.message : undefined
  if (!code.success || typeof words !== 'string') throw new Fault('internal', STRANGE)
  const ref = 'ref' in error && typeof error.ref === 'string' ? error.ref : undefined
  throw new Fault(code.data, words, { cause: ref })
}

/**
 * Makes the client from the contract's own names, so that a new call needs no line here.
 * @returns a function per call; each rejects with a `Fault` and never with anything else. The fault's `cause` is the
 * reference a person can quote, undefined for a fault found before anything was sent
 */
export function connect<C extends Contract>(calls: C, bridge: Bridge): Client<C> {
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const schema = calls[name]?.input
    if (schema === undefined) throw new Fault('not-found', 'Trustward does not know this request.')
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw badInput(parsed.error.issues[0]?.path.map(String).join(' ') ?? '')
    let reply: unknown
    try {
      // The parsed copy: a reactive object cannot cross the bridge.
      reply = await bridge.call(name, parsed.data)
    } catch (cause) {
      throw new Fault('internal', STRANGE, { cause })
    }
    return unwrap(reply)
  }
  const entries = Object.keys(calls).map((name) => [name, (input: unknown) => ask(name, input)])
  // The names and schemas come from `calls` itself, which the type cannot see through `Object.fromEntries`.
  return Object.fromEntries(entries) as Client<C>
}

/**
 * Listens to one topic.
 * @returns a function that ends it; whoever listens owns that end
 */
export function listen<T extends Topic>(
  bridge: Bridge,
  topic: T,
  listener: (payload: TopicPayload<T>) => void,
): () => void {
  return bridge.on(topic, (payload) => {
    // Each topic's schema gives that topic's payload; the union of all topics hides it from the type.
    listener(topics[topic].parse(payload) as TopicPayload<T>)
  })
}

/** The app's own client, over the preload's bridge. */
export const client: Client<AppContract> = connect(contract, {
  call: (name, input) => window.trustward.call(name, input),
  on: (topic, listener) => window.trustward.on(topic, listener),
})

/** `listen` over the preload's bridge. */
export const on = <T extends Topic>(topic: T, listener: (payload: TopicPayload<T>) => void): (() => void) =>
  listen(window.trustward, topic, listener)
