/**
 * Locks after so many minutes without a key or pointer in the app's own windows (C11). The system's idle time is not
 * asked: where it cannot be had it reads as nought for ever, and the app would stay open.
 */

/** Whoever is about to be locked out is told so long before, or half the limit when that is shorter. */
const WARNING_MS = 60_000

export interface IdleParts {
  /** Clocks in milliseconds; the one that has moved furthest counts, since one may stand still while the machine sleeps. */
  readonly clocks: readonly (() => number)[]
  /** @returns a function that calls it off */
  readonly after: (ms: number, act: () => void) => () => void
  readonly warn: (seconds: number) => void
  readonly lock: () => void
}

export class IdleClock {
  #limit: number | null = null
  #touched: readonly number[] = []
  #warned = false
  #callOff: () => void = () => {}

  constructor(private readonly parts: IdleParts) {}

  /** Begins, or goes on with another limit. @param limitMs milliseconds */
  start(limitMs: number): void {
    if (this.#limit === null) this.touch()
    this.#limit = limitMs
    this.#look()
  }

  stop(): void {
    this.#limit = null
    this.#callOff()
  }

  /** Somebody pressed a key or moved the pointer. */
  touch(): void {
    this.#touched = this.parts.clocks.map((clock) => clock())
    this.#warned = false
  }

  #look(): void {
    this.#callOff()
    const limit = this.#limit
    if (limit === null) return
    const idle = Math.max(0, ...this.parts.clocks.map((clock, at) => clock() - (this.#touched[at] ?? 0)))
    const warnAt = limit - Math.min(WARNING_MS, limit / 2)
    if (idle >= limit) {
      this.stop()
      this.parts.lock()
      return
    }
    if (idle >= warnAt && !this.#warned) {
      this.#warned = true
      this.parts.warn(Math.ceil((limit - idle) / 1000))
    }
    this.#callOff = this.parts.after((this.#warned ? limit : warnAt) - idle, () => this.#look())
  }
}
