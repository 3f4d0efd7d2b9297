/** How fast one window may ask (C47): generous for a person and a busy screen, an end for a runaway page. */

const PER_SECOND = 200
const BURST = 400

export class Pace {
  readonly #left = new Map<number, { tokens: number; at: number }>()

  /** @param now milliseconds on a steady clock */
  constructor(private readonly now: () => number) {}

  /** @returns whether this window may ask once more */
  allows(window: number): boolean {
    const now = this.now()
    const before = this.#left.get(window) ?? { tokens: BURST, at: now }
    const tokens = Math.min(BURST, before.tokens + ((now - before.at) / 1000) * PER_SECOND)
    this.#left.set(window, { tokens: tokens < 1 ? tokens : tokens - 1, at: now })
    return tokens >= 1
  }

  drop(window: number): void {
    this.#left.delete(window)
  }
}
