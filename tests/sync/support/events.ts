/** Events for tests that need no chain: only what merging reads is of interest. */
import type { Json, LogEvent, Operation } from '../../../src-main/sync/core/event'
import { beginningOf, seal } from '../../../src-main/sync/core/seal'
import { sealingOf, sha256 } from '../simulator/rig'

export const SCHOOL = sha256('school').slice(0, 32)
export const idOf = (name: string): string => sha256(name).slice(0, 32)

/** A stamp of a device at a time in milliseconds. */
export const stampAt = (ms: number, device = idOf('device'), counter = 0): string =>
  ms.toString(16).padStart(12, '0') + counter.toString(16).padStart(4, '0') + device.slice(0, 16)

/** An event with a name instead of an id. */
export function event(name: string, op: Operation, body: Json, more: Partial<LogEvent> = {}): LogEvent {
  const device = more.device ?? idOf('device')
  const bare = {
    id: idOf(name),
    school: SCHOOL,
    device,
    seq: 1,
    hlc: stampAt(1, device),
    type: 'toy.thing',
    entity: 'e',
    op,
    body,
    salt: idOf(`salt of ${name}`),
    parents: [],
    person: 'person',
    role: 'dsl',
    reason: null,
    batch: idOf('batch'),
    undoes: null,
    basedOn: [],
    schema: 1,
    previous: beginningOf(sha256, SCHOOL, device),
  }
  return { ...seal(sealingOf(device), { ...bare, ...more }, true), ...more }
}

/** The next events of a device's chain, the last of them signed. */
export function chain(device: string, after: LogEvent | null, ...names: readonly string[]): readonly LogEvent[] {
  let last = after
  return names.map((name, i) => {
    const seq = (last?.seq ?? 0) + 1
    const previous = last?.hash ?? beginningOf(sha256, SCHOOL, device)
    const more = { device, seq, previous, hlc: stampAt(seq, device), entity: name }
    const { signature, ...bare } = event(name, 'set', { name }, more)
    const isLast = i === names.length - 1
    const next = seal(sealingOf(device), bare, isLast && signature !== null)
    last = next
    return next
  })
}
