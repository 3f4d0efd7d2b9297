/**
 * What the main process must know of the session without holding any of it: whether it is open, when it locks, and
 * which school each window works in (C37). It learns this from the vault's own successful replies.
 */
import type { SchoolId } from '../contract/primitives'
import type { Reply } from '../contract/rpc'

/** Calls after which another session stands, so that no window keeps the school it was in. */
const BEGINS_ANEW: ReadonlySet<string> = new Set([
  'session.createTrust',
  'session.practice',
  'session.leavePractice',
  'session.unlock',
  'session.recover',
  'session.lock',
])

export interface SessionFacts {
  readonly open: boolean
  /** Minutes without a key or pointer before the session locks, 1 to 15 (C11). */
  readonly idleMinutes: number
  /** Id of the trust's own file; null while none is open. */
  readonly trust: string | null
}

const SHUT: SessionFacts = { open: false, idleMinutes: 5, trust: null }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

export class SessionWatch {
  readonly #schools = new Map<number, SchoolId>()
  #facts: SessionFacts = SHUT

  /** @param changed told after each change of the facts */
  constructor(private readonly changed: (facts: SessionFacts) => void) {}

  get facts(): SessionFacts {
    return this.#facts
  }

  /** @returns the school this window works in for this call, null for the whole trust */
  schoolOf(window: number, name: string): SchoolId | null {
    return BEGINS_ANEW.has(name) ? null : (this.#schools.get(window) ?? null)
  }

  /** Takes in the vault's answer to one call. */
  learn(window: number, name: string, reply: Reply): void {
    if (!name.startsWith('session.') || !reply.ok || !isRecord(reply.value)) return
    const { state, idleMinutes, trust, school } = reply.value
    if (typeof state !== 'string') return
    if (BEGINS_ANEW.has(name)) this.#schools.clear()
    if (name === 'session.enterSchool') {
      // The vault's reply has passed its own schema: what is not a string there is null.
      if (typeof school === 'string') this.#schools.set(window, school as SchoolId)
      else this.#schools.delete(window)
    }
    this.#set({
      open: state === 'open',
      idleMinutes: Number.isFinite(idleMinutes) ? Math.min(15, Math.max(1, Number(idleMinutes))) : 5,
      trust: isRecord(trust) && typeof trust['id'] === 'string' ? trust['id'] : null,
    })
  }

  /** Takes in the vault's own word that the session began or ended. */
  learnEvent(topic: string, payload: unknown): void {
    if (topic !== 'session' || !isRecord(payload)) return
    const open = payload['state'] === 'open'
    if (open !== this.#facts.open) this.#set(open ? { ...this.#facts, open } : SHUT)
  }

  /** The vault process is gone, and every window's school with it. */
  shut(): void {
    this.#schools.clear()
    this.#set(SHUT)
  }

  drop(window: number): void {
    this.#schools.delete(window)
  }

  /** Whether a window is told of an event: changes of a school go to its own windows and to trust-wide ones (models B2). */
  concerns(window: number, topic: string, payload: unknown): boolean {
    if (topic !== 'changed') return true
    const own = this.#schools.get(window)
    if (own === undefined) return true
    const changed = isRecord(payload) ? payload['school'] : undefined
    return changed === own || changed === this.#facts.trust
  }

  #set(facts: SessionFacts): void {
    const { open, idleMinutes, trust } = this.#facts
    if (facts.open === open && facts.idleMinutes === idleMinutes && facts.trust === trust) return
    this.#facts = facts
    this.changed(facts)
  }
}
