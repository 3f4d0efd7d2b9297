/**
 * Between the windows and the vault process: gives each call a number, matches replies, carries the vault's own
 * requests to the host, and sees to it that no call is left without an answer when the vault process ends.
 */
import type { FaultReply } from '../contract/fault'
import type { Reply } from '../contract/rpc'
import type { CallingWindow, HostAnswer, HostAsk, ToVault, VaultStart } from '../vault/wire'
import { readFromVault } from './from-vault'
import { refusal } from './refusal'

/** A running vault process. */
export interface VaultLink {
  post(message: ToVault): void
  /** Ends the process. @returns when it is gone */
  end(): Promise<void>
}

/** Starts a vault process. `message` and `gone` are told of it from then on; `gone` at most once. */
export type OpenLink = (told: { message: (message: unknown) => void; gone: () => void }) => VaultLink

/** Long work the vault has asked for. */
export interface HostJob {
  /** Tells the vault how far it has come. */
  readonly progress: (done: number, total: number | null) => void
  /** Aborted when the vault does not want it any more, or has ended. */
  readonly stop: AbortSignal
}

export interface RelayParts {
  readonly open: OpenLink
  readonly start: VaultStart
  /** Does what the vault asks. `left` is aborted when the vault process that asked has ended. */
  readonly host: (ask: HostAsk, window: string | null, left: AbortSignal, job: HostJob) => Promise<HostAnswer>
  readonly event: (topic: string, payload: unknown) => void
  /** The vault process ended by itself; `wasReady` is false when it did not even start. Every pending call has its answer by then. */
  readonly died: (wasReady: boolean) => void
  /** Resolves after so many milliseconds; for the short grace a locking vault gets. */
  readonly wait: (ms: number) => Promise<void>
}

/** How long a vault that is told to lock may take to close its files before its process is ended. */
export const LOCK_GRACE_MS = 400

const LOCKED_WORDS = 'Trustward is locked. Everything saved is safe. Unlock it and try again.'
export const DIED_WORDS =
  'The part of Trustward that keeps the records stopped and was started again. Everything it had reported as saved is safe. Unlock, and check your last change.'
const START_WORDS =
  'The part of Trustward that keeps the records could not start. Nothing was changed. Close Trustward, open it again, and tell your IT support if it stays so.'

/** One vault process from its start to its end. */
interface Term {
  link: VaultLink
  ready: boolean
  refused: FaultReply | null
  /** It is being locked: from now on its end is no accident. */
  ending: boolean
  /** Calls that came before the vault was ready. */
  readonly queue: ToVault[]
  readonly pending: Map<number, (reply: Reply) => void>
  /** What the vault has asked for and not been answered, by number. */
  readonly asked: Map<number, AbortController>
  readonly left: AbortController
}

export class Relay {
  #term: Term | null = null
  #lastId = 0

  constructor(private readonly parts: RelayParts) {}

  /** Starts the vault process unless one is running. */
  start(): void {
    if (this.#term === null) this.#open()
  }

  /**
   * Asks the vault. Always answers, with an envelope; never throws.
   * @param input JSON text of the input
   */
  call(window: CallingWindow, name: string, input: string): Promise<Reply> {
    const term = this.#term ?? this.#open()
    if (term.refused !== null) return Promise.resolve({ ok: false, error: term.refused })
    const id = ++this.#lastId
    return new Promise((resolve) => {
      term.pending.set(id, resolve)
      this.#post(term, { kind: 'call', id, name, input, window })
    })
  }

  /**
   * Locks the vault, ends its process, and answers every pending call with `locked`. A vault that does not manage
   * in the time it is given is ended in the middle of its work, which its files withstand.
   * @param window who asked, null when nobody did
   * @returns what the vault said to it; a `locked` refusal when it said nothing in time
   */
  async end(window: CallingWindow | null): Promise<Reply> {
    const term = this.#term
    const locked = refusal('locked', LOCKED_WORDS)
    if (term === null) return locked
    let reply = locked
    term.ending = true
    if (term.ready) {
      const asked = this.call(window ?? { id: 'main', school: null }, 'session.lock', '{}')
      reply = await Promise.race([asked, this.parts.wait(LOCK_GRACE_MS).then(() => locked)])
    }
    this.#close(term, locked)
    await term.link.end()
    return reply
  }

  #open(): Term {
    const term: Term = {
      link: { post: () => {}, end: () => Promise.resolve() },
      ready: false,
      refused: null,
      ending: false,
      queue: [],
      pending: new Map(),
      asked: new Map(),
      left: new AbortController(),
    }
    this.#term = term
    term.link = this.parts.open({
      message: (message) => this.#take(term, message),
      gone: () => this.#gone(term),
    })
    term.link.post({ kind: 'start', start: this.parts.start })
    return term
  }

  #post(term: Term, message: ToVault): void {
    if (term.ready) term.link.post(message)
    else term.queue.push(message)
  }

  #take(term: Term, arrived: unknown): void {
    // A process that has been let go may still have had something on the way.
    if (term !== this.#term) return
    const message = readFromVault(arrived)
    switch (message?.kind) {
      case undefined:
        return
      case 'ready':
        term.ready = true
        for (const waiting of term.queue.splice(0)) term.link.post(waiting)
        return
      case 'refused':
        term.refused = message.error
        this.#answerAll(term, { ok: false, error: message.error })
        return
      case 'reply':
        this.#answer(term, message.id, message.reply)
        return
      case 'odd-reply':
        this.#answer(term, message.id, refusal('internal', DIED_WORDS))
        return
      case 'event':
        this.parts.event(message.topic, message.payload)
        return
      case 'ask':
        void this.#ask(term, message.id, message.ask, message.window)
        return
      case 'stop':
        term.asked.get(message.id)?.abort()
    }
  }

  async #ask(term: Term, id: number, ask: HostAsk, window: string | null): Promise<void> {
    const stop = new AbortController()
    term.asked.set(id, stop)
    const post = (message: ToVault): void => {
      if (!term.left.signal.aborted) term.link.post(message)
    }
    const answer = await this.parts.host(ask, window, term.left.signal, {
      progress: (done, total) => post({ kind: 'progress', id, done, total }),
      stop: stop.signal,
    })
    term.asked.delete(id)
    post({ kind: 'answer', id, answer })
  }

  #gone(term: Term): void {
    if (term !== this.#term) return
    if (term.ending) {
      this.#close(term, refusal('locked', LOCKED_WORDS))
      return
    }
    this.#close(term, term.ready ? refusal('internal', DIED_WORDS) : refusal('unavailable', START_WORDS))
    this.parts.died(term.ready)
  }

  #close(term: Term, answer: Reply): void {
    if (this.#term === term) this.#term = null
    term.left.abort()
    for (const stop of term.asked.values()) stop.abort()
    this.#answerAll(term, answer)
  }

  #answer(term: Term, id: number, reply: Reply): void {
    term.pending.get(id)?.(reply)
    term.pending.delete(id)
  }

  #answerAll(term: Term, reply: Reply): void {
    for (const id of [...term.pending.keys()]) this.#answer(term, id, reply)
    term.queue.length = 0
  }
}
