/** What replicas stand on in these tests: seeded chance, cheap hashes and signatures, and a disk that can fail. */
import { createHash } from 'node:crypto'
import type { Kind, Kept, ReplicaStore } from '../../../src-main/sync/core/replica'
import { NOTHING_KEPT } from '../../../src-main/sync/core/replica'
import type { Sealing } from '../../../src-main/sync/core/seal'
import { NO_BOOKMARK, type Bookmark, type Bookmarks } from '../../../src-main/sync/engine'

/** Chance that repeats: the same seed gives the same numbers. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  isTrue(share: number): boolean {
    return this.next() < share
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)]
    if (choice === undefined) throw new Error('Nothing to pick from')
    return choice
  }

  /** Picks by weight. */
  weigh<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [choice, weight] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    return this.pick(choices)[0]
  }

  id(): string {
    return Array.from({ length: 4 }, () => this.below(0x1_0000_0000).toString(16).padStart(8, '0')).join('')
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Stands in for a signature: only who knows the device's secret can make it, and here the tests know all. */
export const signAs = (device: string, hash: string): string => sha256(`secret of ${device}\n${hash}`)

export const sealingOf = (device: string): Sealing => ({
  hash: sha256,
  sign: (hash) => signAs(device, hash),
  verify: (signer, hash, signature) => signature === signAs(signer, hash),
})

const consentRanks = ['GIVEN', 'NOT_ASKED', 'REQUESTED', 'EXPIRED', 'DISPUTED', 'REFUSED', 'WITHDRAWN']
const answerOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'answer' in value ? String(value.answer) : ''

const consentRank = (value: unknown): number => {
  const place = consentRanks.indexOf(answerOf(value))
  return place < 0 ? Infinity : place
}

const common: readonly (readonly [string, Kind])[] = [
  ['matrices.row', { family: 'fields', schema: 1 }],
  ['agreements.signature', { family: 'records', schema: 1 }],
  ['consents.decision', { family: 'decisions', schema: 1, rank: consentRank }],
  ['consents.flag', { family: 'decisions', schema: 1, rank: (value) => (answerOf(value) === 'SET' ? 1 : 0) }],
  ['policies.clause', { family: 'revisions', schema: 1 }],
]

const kinds: Readonly<Record<1 | 2, ReadonlyMap<string, Kind>>> = {
  1: new Map([...common, ['matrices.cell', { family: 'fields', schema: 1 }]]),
  2: new Map([
    ...common,
    ['matrices.cell', { family: 'fields', schema: 2 }],
    ['duties.duty', { family: 'fields', schema: 1 }],
  ]),
}

/** A kind of the toy tenant. Version 2 knows one more, and a further field of cells. */
export const kindOf = (version: 1 | 2, type: string): Kind | null => kinds[version].get(type) ?? null

/** The process ended here. */
export class Crash extends Error {}

/** The disk is full: nothing is written and the process goes on. */
export class NoSpace extends Error {}

/** Where and how the next writes fail. */
export interface WriteFault {
  /** Fails at this many further writes. */
  readonly after: number
  readonly how: 'crash-before' | 'crash-after' | 'no-space'
}

export interface Saved {
  readonly kept: Kept
  readonly bookmark: Bookmark
}

/** One tenant file of one device. A copy costs nothing, because what is saved is never changed in place. */
export class Disk {
  #saved: Saved = { kept: NOTHING_KEPT, bookmark: NO_BOOKMARK }
  #fault: WriteFault | null = null

  readonly log: ReplicaStore = {
    load: () => this.#saved.kept,
    save: (kept) => this.#write({ ...this.#saved, kept }),
  }

  readonly bookmarks: Bookmarks = {
    load: () => this.#saved.bookmark,
    save: (bookmark) => this.#write({ ...this.#saved, bookmark }),
  }

  copy(): Saved {
    return this.#saved
  }

  putBack(saved: Saved): void {
    this.#saved = saved
  }

  failAt(fault: WriteFault | null): void {
    this.#fault = fault
  }

  #write(next: Saved): void {
    const how = this.#due()
    if (how === 'crash-before') throw new Crash('before the write')
    if (how === 'no-space') throw new NoSpace('disk full')
    this.#saved = next
    if (how === 'crash-after') throw new Crash('after the write')
  }

  #due(): WriteFault['how'] | null {
    if (!this.#fault) return null
    const { after, how } = this.#fault
    this.#fault = after > 0 ? { after: after - 1, how } : null
    return after > 0 ? null : how
  }
}
