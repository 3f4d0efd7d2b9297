/** The one way in for a window: every check in its order, every outcome an envelope (models B2, C47). */
import { REQUEST_LIMIT, type Reply } from '../contract/rpc'
import type { Pace } from './pace'
import { refusal } from './refusal'
import type { Relay } from './relay'
import type { Asking, Senders } from './senders'
import type { SessionWatch } from './session-watch'

export interface DoorParts {
  readonly senders: Senders
  readonly pace: Pace
  readonly relay: Pick<Relay, 'call'>
  readonly watch: SessionWatch
  /** Locks everything; see `lock.ts`. Answers what the vault said to it. */
  readonly lock: (window: number) => Promise<Reply>
}

const LONGEST_NAME = 100

/**
 * @param event who asks, as Electron tells it
 * @param parts what was sent: the call's name and its input, nothing else
 */
export async function answerCall(door: DoorParts, event: Asking, parts: readonly unknown[]): Promise<Reply> {
  const window = door.senders.trusted(event)
  if (window === null) return refusal('denied', 'This page is not part of Trustward. Nothing was done.')
  if (!door.pace.allows(window)) {
    return refusal('busy', 'Too many requests at once. Nothing was lost. Wait a moment and try again.')
  }
  const [name, input] = parts
  if (parts.length !== 2 || typeof name !== 'string' || name.length > LONGEST_NAME) {
    return refusal('bad-input', 'Trustward did not understand this request. Nothing was changed.')
  }
  const text = asJson(input)
  if (text === null) return refusal('bad-input', 'Trustward did not understand this request. Nothing was changed.')
  if (text.length > REQUEST_LIMIT) {
    return refusal('bad-input', 'This is more than Trustward takes in one go. Nothing was changed. Send it in parts.')
  }
  // Not left to the vault alone, which may be busy: locking must work within a second, whatever it does (C12).
  if (name === 'session.lock') return door.lock(window)
  const reply = await door.relay.call({ id: String(window), school: door.watch.schoolOf(window, name) }, name, text)
  // A window that closed meanwhile must not be remembered.
  if (!event.sender.isDestroyed()) door.watch.learn(window, name, reply)
  return reply
}

/** @returns null for what JSON cannot say: a cycle, a big integer, nothing at all */
function asJson(input: unknown): string | null {
  try {
    return JSON.stringify(input) ?? null
  } catch {
    return null
  }
}
