/** From what an author says to the next events of this device's chain. */
import { nodeOf, tick } from '../../sync/core/clock'
import type { Draft, Heads, LogEvent, Texts } from '../../sync/core/event'
import { seal, type Sealing } from '../../sync/core/seal'
import type { Author, Log } from './log'
import type { LogPorts } from './tenant-log'

/** What a batch follows and says of itself. */
export interface Place {
  /** The newest event of the chain, and the newest stamp made or witnessed. */
  readonly last: Pick<LogEvent, 'seq' | 'hash' | 'hlc'>
  /** Version of the body of each draft's kind, in the order of the drafts. */
  readonly schemas: readonly number[]
  /** Bodies of the drafts as they are written. */
  readonly texts: Texts
  /** Others' newest events that no event of this device has named yet. */
  readonly told: Heads
  readonly author: Author
  readonly options: Parameters<Log['append']>[2]
}

/** The events of one batch, each behind the one before it; the last is signed and covers them all (S3). */
export function compose(
  ports: Pick<LogPorts, 'device' | 'school' | 'now' | 'newId'>,
  sealing: Sealing,
  drafts: readonly Draft[],
  { last, schemas, texts, told, author, options: { batch, reason, undoes } }: Place,
): readonly LogEvent[] {
  const { device, school, now, newId } = ports
  const events: LogEvent[] = []
  drafts.forEach((draft, i) => {
    const before = events.at(-1) ?? last
    const event = {
      id: newId(),
      school,
      device: device.id,
      seq: before.seq + 1,
      hlc: tick(before.hlc, now(), nodeOf(device.id)),
      type: draft.type,
      entity: draft.entity,
      op: draft.op,
      body: draft.body,
      salt: newId(),
      parents: draft.parents ?? [],
      person: author.person,
      role: author.role,
      // Half a character would be changed by storage, and the hash with it.
      reason: reason?.replace(/\p{Surrogate}/gu, '\ufffd') ?? null,
      batch,
      undoes,
      basedOn: i === 0 ? told : [],
      schema: schemas[i] ?? 1,
      previous: before.hash,
    }
    events.push(seal(sealing, event, i === drafts.length - 1, texts))
  })
  return events
}
