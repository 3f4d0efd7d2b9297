/**
 * The wire between the two halves of pdf.js, here in one process. Its own wire copies every letter of a page as if for
 * another process; and when a page's list of operators breaks off, it hands out the broken list as a whole one. On this
 * wire the break is seen.
 */

type Transfer = NonNullable<NonNullable<Parameters<typeof structuredClone>[1]>['transfer']>
type Listener = (event: { readonly data: unknown }) => void

interface Message {
  readonly stream?: unknown
  readonly chunk?: unknown
  readonly reason?: unknown
}

/** pdf.js's own numbers for what a stream message says. */
const ENQUEUE = 4
const ERROR = 5

/** One end, as pdf.js expects a worker's port to be. */
class End {
  other: End | null = null
  private readonly listeners = new Set<Listener>()
  private turn = Promise.resolve()

  constructor(private readonly sent: (message: Message) => void) {}

  postMessage(message: unknown, transfer?: Transfer | null): void {
    this.sent(message as Message)
    const data = copied(message as Message, transfer)
    const { other } = this
    void this.turn.then(() => other?.hear({ data }))
  }

  addEventListener(_name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.listeners.add(listener)
    options?.signal?.addEventListener('abort', () => this.listeners.delete(listener))
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.listeners.delete(listener)
  }

  terminate(): void {
    this.listeners.clear()
    this.other = null
  }

  private hear(event: { readonly data: unknown }): void {
    for (const listener of [...this.listeners]) listener(event)
  }
}

/** Operators are handed over as they are, for they are only read; their list is emptied by its sender afterwards. */
function copied(message: Message, transfer: Transfer | null | undefined): unknown {
  const { stream, chunk } = message
  if (stream === ENQUEUE && typeof chunk === 'object' && chunk !== null && 'fnArray' in chunk) {
    const list = chunk as { fnArray: unknown[]; argsArray: unknown[] }
    return { ...message, chunk: { ...chunk, fnArray: [...list.fnArray], argsArray: [...list.argsArray] } }
  }
  return structuredClone(message, transfer === undefined || transfer === null ? undefined : { transfer })
}

export interface Wire {
  /** For the half that asks. */
  readonly near: End
  /** For the half that parses. */
  readonly far: End
  /** Takes the reason of a break since the last time; null: nothing broke off. */
  readonly broken: () => unknown
}

export function wire(): Wire {
  let reason: unknown = null
  const near = new End(() => {})
  const far = new End((message) => {
    if (message.stream === ERROR) reason ??= message.reason ?? new Error('broken off')
  })
  near.other = far
  far.other = near
  return {
    near,
    far,
    broken: () => {
      const taken = reason
      reason = null
      return taken
    },
  }
}
