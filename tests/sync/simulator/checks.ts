/** What must hold on a device at any moment, whatever has happened to it. */
import { canonical, type LogEvent } from '../../../src-main/sync/core/event'
import { expected } from './oracle'
import { signAs } from './rig'
import type { Seat } from './seat'

/** Something that must never happen has happened. */
export class Broken extends Error {
  constructor(
    readonly rule: string,
    detail: string,
  ) {
    super(`${rule}: ${detail}`)
  }
}

export function must(holds: boolean, rule: string, detail: () => string): void {
  if (!holds) throw new Broken(rule, detail())
}

const WRITABLE_AT_1 = [
  ...['matrices.cell', 'matrices.row', 'agreements.signature', 'consents.decision', 'consents.flag', 'policies.clause'],
]
const TIMED = ['matrices.cell', 'matrices.row', 'duties.duty']

/** Whether an app of a version can apply an event at all: from the toy tenant's history, not from the product's tables. */
function isKnown(event: LogEvent, version: 1 | 2): boolean {
  return version === 2 || (WRITABLE_AT_1.includes(event.type) && event.schema === 1)
}

export const msOf = (hlc: string): number => parseInt(hlc.slice(0, 12), 16)
export const FIVE_MINUTES = 300_000

/** The log itself: whole chains of this school, each written by somebody, none beyond its last signature (S2, S3, S5). */
export function checkChains(seat: Seat, written: ReadonlyMap<string, LogEvent>): void {
  const ids = new Set<string>()
  for (const { device } of seat.replica.heads()) {
    const chain = seat.replica.eventsAfter(device, 0, Infinity)
    chain.forEach((event, i) => {
      const where = `${device.slice(0, 4)}:${event.seq}`
      must(event.school === seat.school, 'tenants are apart', () => where)
      must(event.device === device && event.seq === i + 1, 'a chain has no gap and no double', () => where)
      must(i === 0 || event.previous === chain[i - 1]?.hash, 'a chain hangs together', () => where)
      must(sameEvent(written.get(event.hash), event), 'only what somebody wrote is in a log', () => where)
      const isSigned = event.signature === null || event.signature === signAs(device, event.hash)
      must(isSigned, "every signature in a log is its device's", () => where)
      must(!ids.has(event.id), 'an event is in a log once', () => where)
      ids.add(event.id)
    })
    must(chain.at(-1)?.signature !== null, 'nothing is applied beyond the last signature', () => device)
  }
}

function sameEvent(a: LogEvent | undefined, b: LogEvent): boolean {
  return (
    a === b ||
    (a !== undefined && a.hash === b.hash && canonical(a.body) === canonical(b.body) && a.erased === b.erased)
  )
}

/** What the device shows is what the rules say of the events it has applied. */
export function checkStates(seat: Seat): void {
  const held = seat.replica.held()
  const log = seat.log()
  for (const event of log) {
    const where = `${event.type} ${event.device.slice(0, 4)}:${event.seq}`
    const isTimed = TIMED.includes(event.type)
    const known = isKnown(event, seat.state.version)
    if (held.has(event.id)) {
      must(!known || (isTimed && event.device !== seat.id), 'only what must wait waits', () => where)
    } else {
      must(known, 'what is newer than the app waits', () => where)
      const limit = seat.state.newest + FIVE_MINUTES
      must(
        !isTimed || event.device === seat.id || msOf(event.hlc) <= limit,
        'what is ahead of the clock waits',
        () => where,
      )
    }
  }
  for (const [key, text] of expected(log.filter(({ id }) => !held.has(id)))) {
    const shown = show(seat, key)
    must(shown === text, 'a device shows what the rules say', () => `${key}\n    shows ${shown}\n    rules ${text}`)
  }
}

/** What a device shows of one entity, in the oracle's words. */
function show(seat: Seat, key: string): string {
  const [type = '', entity = ''] = key.split(' ')
  const { replica } = seat
  const state = replica.stateOf(type, entity)
  if (!state) return 'nothing known'
  if (state.family === 'records') return JSON.stringify(state.record.value)
  if (state.family === 'revisions') return replica.standing(type, entity).join(',')
  if (state.family === 'decisions') {
    const decision = replica.decision(type, entity)
    const answer = decision?.value as { readonly answer: string } | undefined
    return `${answer?.answer ?? 'NOTHING'}${decision?.open ? ' open' : ''} ${decision?.heads.join(',') ?? ''}`
  }
  const fields = replica.fields(type, entity)
  if (fields === null) return 'absent'
  const names = Object.keys(fields).sort()
  return names.map((name) => `${name}=${JSON.stringify(fields[name])}`).join(' ')
}

/**
 * No unsafe Yes (S19, R120, R121), said without the merge rule: where a device shows the least restrictive answer,
 * every stricter one in its log was followed, directly or step by step, by a decision whose author had it in front of
 * them, and the last of those steps is what stands.
 */
export function checkSafety(seat: Seat): void {
  const stands = new Map<string, Set<string>>()
  const held = seat.replica.held()
  const events = seat.log().filter(({ id }) => !held.has(id))
  const byId = new Map(events.map((event) => [event.id, event]))
  for (const event of events) {
    const least = event.type === 'consents.decision' ? 'GIVEN' : event.type === 'consents.flag' ? 'CLEAR' : null
    if (least === null || answerIn(event) === least) continue
    const decision = seat.replica.decision(event.type, event.entity)
    const shown = (decision?.value as { readonly answer: string } | undefined)?.answer
    if (shown !== least) continue
    const key = `${event.type} ${event.entity}`
    const known = stands.get(key) ?? ancestors(decision?.heads ?? [], byId)
    stands.set(key, known)
    must(known.has(event.id), 'no unsafe Yes', () => `${key} shows ${least} over ${answerIn(event)} ${event.id}`)
  }
}

const answerIn = (event: LogEvent): string => (event.body as { readonly answer: string }).answer

function ancestors(from: readonly string[], byId: ReadonlyMap<string, LogEvent>): Set<string> {
  const found = new Set<string>()
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const parent of byId.get(id)?.parents ?? []) {
      if (found.has(parent)) continue
      found.add(parent)
      open.push(parent)
    }
  }
  return found
}

/** The digest is one's own: the same log opened again comes to the same. */
export function checkRebuild(seat: Seat): void {
  const again = seat.rebuilt()
  must(again.dump() === seat.replica.dump(), 'rows equal the log', () => `pc ${seat.pc}`)
  must(again.digest() === seat.replica.digest(), 'the digest is computed from the own log', () => `pc ${seat.pc}`)
}
