/** A vault that answers from a table, over the page's own bridge: every input and answer is held against the contract. */
import { contract, Fault, topics, type AppContract, type CallName, type Topic, type TopicPayload } from '@contract'
import type { z } from 'zod'

type Answer<K extends CallName> = (
  input: z.output<AppContract[K]['input']>,
) => z.input<AppContract[K]['output']> | Promise<z.input<AppContract[K]['output']>>
export type Answers = { [K in CallName]?: Answer<K> }

export interface FakeVault {
  /** What was asked, in order. */
  readonly asked: { name: CallName; input: unknown }[]
  /** Replaces or adds answers. */
  answer(more: Answers): void
  /** Inputs of one call so far. */
  inputsOf<K extends CallName>(name: K): z.output<AppContract[K]['input']>[]
  /** Tells the page something changed. */
  tell<T extends Topic>(topic: T, payload: TopicPayload<T>): void
  /** How many listeners the page has now. */
  listeners(): number
}

const isCall = (name: string): name is CallName => Object.hasOwn(contract, name)

/** Puts the fake where the preload would put the real one. A call without an answer is refused as not found. */
export function installFakeVault(answers: Answers = {}): FakeVault {
  const table: Answers = { ...answers }
  const asked: FakeVault['asked'] = []
  const listening = new Map<string, Set<(payload: unknown) => void>>()

  async function call(name: string, input: unknown): Promise<unknown> {
    if (!isCall(name)) throw new Error(`There is no call ${name}.`)
    const parsed = contract[name].input.parse(input)
    asked.push({ name, input: parsed })
    // The table pairs each name with its own answer; the union over all names hides that from the type.
    const answer = table[name] as ((input: unknown) => unknown) | undefined
    try {
      if (!answer) throw new Fault('not-found', `No answer for ${name} in this test.`)
      return { ok: true, value: contract[name].output.parse(await answer(parsed)) }
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      return { ok: false, error: { code: failure.code, message: failure.words, ref: 'ref-1' } }
    }
  }
  function on(topic: string, listener: (payload: unknown) => void): () => void {
    const set = listening.get(topic) ?? new Set()
    listening.set(topic, set.add(listener))
    return () => set.delete(listener)
  }
  Object.defineProperty(window, 'trustward', { configurable: true, value: { call, on } })
  return {
    asked,
    answer: (more) => Object.assign(table, more),
    // Inputs were parsed by the schema of their own call.
    inputsOf: <K extends CallName>(name: K) =>
      asked.filter((one) => one.name === name).map(({ input }) => input as z.output<AppContract[K]['input']>),
    tell: (topic, payload) => {
      for (const listener of listening.get(topic) ?? []) listener(topics[topic].parse(payload))
    },
    listeners: () => [...listening.values()].reduce((sum, set) => sum + set.size, 0),
  }
}
