/**
 * Judges events of other devices before anything is written: integrity, place in the chain, signature (S2 to S5).
 * Events without a signature wait in memory until the signed one that covers them arrives (S3); after a crash they
 * are simply offered again, because the device's head has not moved.
 */
import type { DeviceRow } from '@db/repo/log'
import { nodeOf, parts } from '../../sync/core/clock'
import type { LogEvent } from '../../sync/core/event'
import { EventShape } from './acceptance'
import { beginningOf, isIntact, isSignedBy } from './seal'

/** What is to be done with an event. */
export type Verdict =
  | { readonly is: 'duplicate' | 'gap' | 'refused' | 'waiting' | 'frozen' }
  /** These contradict what was taken before and are signed by the same key. */
  | { readonly is: 'fork'; readonly events: readonly LogEvent[] }
  /** The chain's next events, all covered by the signature of the last. */
  | { readonly is: 'next'; readonly events: readonly LogEvent[] }

/** Longest run of events one signature may cover. */
const RUN_LIMIT = 100_000

export class Intake {
  readonly #waiting = new Map<string, LogEvent[]>()

  /**
   * @param school tenant of the file
   * @param deviceOf a device's row, null when it was never admitted
   * @param eventAt the stored event of a device under a number
   */
  constructor(
    private readonly school: string,
    private readonly deviceOf: (id: string) => DeviceRow | null,
    private readonly eventAt: (device: string, seq: number) => LogEvent | null,
  ) {}

  judge(event: LogEvent): Verdict {
    const device = this.deviceOf(event.device)
    if (!device || !this.#isSound(event)) return { is: 'refused' }
    if (device.frozen) return { is: 'frozen' }
    if (this.eventAt(event.device, event.seq)?.hash === event.hash) return { is: 'duplicate' }
    const run = this.#runBefore(event)
    if (run.some(({ hash }) => hash === event.hash)) return { is: 'waiting' }
    const last = run.at(-1) ?? this.#storedBefore(event)
    if (last === 'unknown') return { is: 'gap' }
    const follows = last.hash === event.previous && last.hlc < event.hlc
    if (event.signature === null) return follows ? this.#wait(event, run) : { is: 'refused' }
    this.#waiting.delete(event.device)
    if (!isSignedBy(event.hash, event.signature, device.publicKey)) return { is: 'refused' }
    const events = [...run, event]
    if (!follows) return { is: 'fork', events: [event] }
    const first = events[0] ?? event
    return { is: first.seq <= device.seq ? 'fork' : 'next', events }
  }

  #isSound(event: LogEvent): boolean {
    return (
      EventShape.safeParse(event).success &&
      event.school === this.school &&
      parts(event.hlc).node === nodeOf(event.device) &&
      isIntact(event)
    )
  }

  /** The waiting events this one continues, or is one of; a run it does not belong to is dropped. */
  #runBefore(event: LogEvent): readonly LogEvent[] {
    const run = this.#waiting.get(event.device) ?? []
    const [first] = run
    const last = run.at(-1)
    const belongs = first && last && event.seq >= first.seq && event.seq <= last.seq + 1
    if (!belongs) return []
    return event.seq === last.seq + 1 || run.some(({ hash }) => hash === event.hash) ? run : []
  }

  #storedBefore({ device, seq }: LogEvent): Pick<LogEvent, 'hash' | 'hlc'> | 'unknown' {
    if (seq === 1) return { hash: beginningOf(this.school, device), hlc: '' }
    return this.eventAt(device, seq - 1) ?? 'unknown'
  }

  #wait(event: LogEvent, run: readonly LogEvent[]): Verdict {
    if (run.length >= RUN_LIMIT) return { is: 'refused' }
    this.#waiting.set(event.device, [...run, event])
    return { is: 'waiting' }
  }
}
