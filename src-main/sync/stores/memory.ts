/** A store in memory: for tests, and the plainest statement of what every store must do. */
import type { LogEvent } from '../core/event'
import { HeadMoved, type Head, type LogStore, type Page } from '../log-store'

/** An event as it lies in the store. The mark is given once and never again, so that a cursor knows its place. */
export interface Stored {
  readonly mark: number
  readonly event: LogEvent
}

export class MemoryStore implements LogStore {
  protected spaces = new Map<string, readonly Stored[]>()
  #marks = 0

  /** @param now the store's own time in milliseconds, null for a store that has none */
  constructor(
    protected storeId: string,
    private readonly now: (() => number) | null = null,
  ) {}

  open(): Promise<{ readonly storeId: string }> {
    return Promise.resolve({ storeId: this.storeId })
  }

  head(school: string, device: string): Promise<Head | null> {
    return Promise.resolve(this.#headOf(school, device))
  }

  append(school: string, device: string, events: readonly LogEvent[], expect: Head | null): Promise<Head> {
    const actual = this.#headOf(school, device)
    if (actual?.hash !== expect?.hash) return Promise.reject(new HeadMoved(actual))
    const last = events.at(-1)
    const first = (actual?.seq ?? 0) + 1
    if (!last || events.some((event, i) => event.device !== device || event.seq !== first + i)) {
      return Promise.reject(new TypeError('Only the next events of one device can be added'))
    }
    const stored = events.map((event) => ({ mark: ++this.#marks, event }))
    this.spaces.set(school, [...this.all(school), ...stored])
    return Promise.resolve({ seq: last.seq, hash: last.hash })
  }

  read(school: string, cursor: string | null, limit: number): Promise<Page> {
    const all = this.all(school)
    const from = placeOf(all, cursor)
    const page = all.slice(from, from + limit)
    const last = page.at(-1)
    return Promise.resolve({
      events: page.map(({ event }) => event),
      cursor: last ? `${from + page.length}.${last.mark}` : from === 0 ? '' : (cursor ?? ''),
      more: from + page.length < all.length,
    })
  }

  clock(): Promise<number | null> {
    return Promise.resolve(this.now?.() ?? null)
  }

  protected all(school: string): readonly Stored[] {
    return this.spaces.get(school) ?? []
  }

  #headOf(school: string, device: string): Head | null {
    const last = this.all(school).findLast(({ event }) => event.device === device)
    return last ? { seq: last.event.seq, hash: last.event.hash } : null
  }
}

/** How many events a cursor has behind it; none when it no longer fits. */
function placeOf(all: readonly Stored[], cursor: string | null): number {
  const [count = 0, mark = 0] = (cursor ?? '').split('.').map(Number)
  return all[count - 1]?.mark === mark ? count : 0
}
