/** What a run is about: what its devices hold, what their people do, and what must hold of it at any moment. */
import type { Draft, Json, LogEvent } from '../../../src-main/sync/core/event'
import type { Kind } from '../../../src-main/sync/core/replica'
import type { SetUp } from './plan'
import type { Chance } from './rig'
import type { Seat } from './seat'

export interface Content {
  /** A kind as an app of a version knows it; null: it does not. */
  readonly kindOf: (version: 1 | 2, type: string) => Kind | null
  /** What the first device of a school writes and the others read before anything goes wrong; empty: schools start empty. */
  readonly begin: (nowMs: number) => readonly Draft[]
  /** One action of a person at a device. */
  readonly actionOf: (chance: Chance, seat: Seat) => readonly Draft[]
  /** What an event says in another story told with its own device's key. */
  readonly twinOf: (event: LogEvent) => Json
  /**
   * Looks at a device after a step.
   * @param isTouched whether the step was this device's; the others have only grown older
   * @throws Broken
   */
  readonly look: (seat: Seat, isTouched: boolean) => void
  /** Looks at all devices of a school once everything has come to rest. @throws Broken */
  readonly compare: (seats: readonly Seat[]) => void
}

export type ContentOf = (setUp: SetUp) => Content
