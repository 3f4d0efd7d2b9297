/**
 * The proof that a file says what was written into it: every hash, every link and every signature is computed again,
 * then all rows are rebuilt from the events and compared (C14, C25). Findings are plain sentences without contents.
 */
import { compareTables, tablesOf } from '@db/compare'
import { asFault } from '@db/faults'
import { staysHere } from '@db/here'
import { namingIn } from '@db/repo/erasure'
import type { OpenFile } from '@db/open'
import { LOG_TABLES } from '@db/schema/log'
import type { DeviceRow, LogRows } from '@db/repo/log'
import { rowOf } from '@db/repo/log-texts'
import type { Verification } from '../../contract/history'
import { END_OF_TIME, nodeOf, parts } from '../../sync/core/clock'
import type { LogEvent } from '../../sync/core/event'
import { beginningOf, hashesHold } from '../../sync/core/seal'
import { hashHex } from '../crypto'
import type { Registry } from '../registry'
import { whyHeld } from './acceptance'
import { mayBeErased } from './erase'
import { rebuild } from './rebuild'
import { deviceIdOf, isSignedBy, type Device } from './seal'

interface Subject {
  readonly file: OpenFile
  readonly school: string
  readonly device: Pick<Device, 'id'>
  readonly registry: Registry
  readonly now: () => number
  readonly memory: () => OpenFile
}

/** More findings than this help nobody; the rest is counted. */
const PROBLEM_LIMIT = 50

/** Checks a whole file. Damage met on the way is a finding, not a failure. */
export function verify(rows: LogRows, subject: Subject): Verification {
  const problems: string[] = []
  let summary = { events: 0, upTo: null as number | null, head: null as string | null }
  try {
    if (!subject.file.isSound()) problems.push('The file itself is damaged in places.')
    summary = checkChains(rows, subject, problems)
    checkHeld(rows, subject, problems)
    checkRows(rows, subject, problems)
  } catch (error) {
    problems.push(`The check could not be finished. ${asFault(error).words}`)
  }
  const rest = problems.length - PROBLEM_LIMIT
  const shown = rest > 0 ? [...problems.slice(0, PROBLEM_LIMIT), `There are ${rest} more findings.`] : problems
  return { sound: problems.length === 0, ...summary, problems: shown }
}

function checkChains(rows: LogRows, { file, school, device }: Subject, problems: string[]) {
  const naming = namingIn(file.readable)
  const lossOf = (event: LogEvent) => lossIn(event, mayBeErased(event) && naming(event))
  let [events, newest] = [0, '']
  let head: string | null = null
  for (const row of rows.devices()) {
    if (deviceIdOf(row.publicKey) !== row.id) problems.push(`The key of ${pc(row.id)} is not the one it joined with.`)
    if (row.frozen) {
      problems.push(
        `${pc(row.id)} wrote two different histories: it was copied or restored. Its newer changes are not taken.`,
      )
    }
    const chain = new Chain(row, school, lossOf, problems)
    for (const stored of rows.rowsOfDevice(row.id)) {
      chain.check(stored, rows.read(stored))
      if (stored.hlc > newest) newest = stored.hlc
      events++
    }
    chain.end()
    if (row.id === device.id && row.seq > 0) head = row.hash
  }
  const strangers = rows.count() - events
  if (strangers > 0) problems.push(`Entries from PCs that were never added: ${strangers}.`)
  const unsent = rows.outbox().filter((seq) => rows.eventAt(device.id, seq) === null)
  if (unsent.length > 0) problems.push(`Changes that wait to be sent but are not in the history: ${unsent.length}.`)
  if (rows.meta('id') !== school) problems.push('The file carries the id of another school or trust.')
  for (const id of rows.alteredEvidence((event) => hashesHold(hashHex, event))) {
    problems.push(`Evidence kept about ${pc(id)} was altered.`)
  }
  for (const event of rows.evidence()) {
    const loss = lossOf(event)
    if (loss !== null) problems.push(`Evidence kept about ${pc(event.device)} ${loss}.`)
  }
  return { events, upTo: newest === '' ? null : parts(newest).ms, head }
}

/**
 * What is wrong between an event's payload and the records of erasures, null when nothing is. The rows that say what
 * records name are compared with the records themselves like all other rows.
 */
function lossIn({ erased }: LogEvent, isNamed: boolean): string | null {
  if (erased === isNamed) return null
  return erased ? 'has lost its content without a record of why' : 'still holds content that was erased'
}

/** One device's events in the order of their numbers. */
class Chain {
  #previous: string
  #seq = 0
  #hlc = ''
  #last: LogEvent | null = null

  constructor(
    private readonly device: DeviceRow,
    school: string,
    private readonly lossOf: (event: LogEvent) => string | null,
    private readonly problems: string[],
  ) {
    this.#previous = beginningOf(hashHex, school, device.id)
  }

  /** @param event the row as an event, null when its text cannot be read */
  check(stored: ReturnType<typeof rowOf>, event: LogEvent | null): void {
    this.#checkBatchEnd(stored.batch)
    if (stored.seq !== this.#seq + 1) this.#find(stored.seq, 'does not follow the one before it: entries are missing')
    else if (stored.previous !== this.#previous) this.#find(stored.seq, 'does not follow the one before it')
    if (stored.hlc <= this.#hlc || parts(stored.hlc).node !== nodeOf(this.device.id)) {
      this.#find(stored.seq, 'carries a time that cannot be its own')
    }
    const isIntact = event !== null && hashesHold(hashHex, event) && isAsWritten(stored, event)
    const fault = isIntact ? this.lossOf(event) : 'was altered after it was written'
    if (fault !== null) this.#find(stored.seq, fault)
    if (event && event.signature !== null && !isSignedBy(event.hash, event.signature, this.device.publicKey)) {
      this.#find(stored.seq, 'carries a signature that is not of this PC')
    }
    this.#previous = stored.hash
    this.#seq = stored.seq
    this.#hlc = stored.hlc
    this.#last = event
  }

  end(): void {
    this.#checkBatchEnd(null)
    const { seq, hash, id } = this.device
    if (seq !== this.#seq || hash !== this.#previous) {
      this.problems.push(
        `The history of ${pc(id)} does not end where it should: entries are missing at its end or were added.`,
      )
    }
  }

  /** S3: the last event of each batch is signed and covers those before it. */
  #checkBatchEnd(next: string | null): void {
    if (this.#last && this.#last.batch !== next && this.#last.signature === null) {
      this.#find(this.#last.seq, 'ends a change but is not signed')
    }
  }

  #find(seq: number, what: string): void {
    this.problems.push(`Entry ${seq} of ${pc(this.device.id)} ${what}.`)
  }
}

/** Equal hashes can come from other spellings of the same JSON; what was stored had one spelling only. */
function isAsWritten(stored: ReturnType<typeof rowOf>, event: LogEvent): boolean {
  const { body, parents, basedOn } = rowOf(event)
  return stored.body === body && stored.parents === parents && stored.basedOn === basedOn
}

/** Nothing may be kept aside without a reason that still holds: that would be a way to hide an entry. */
function checkHeld(rows: LogRows, { registry, now, device }: Subject, problems: string[]): void {
  for (const held of rows.held()) {
    const event = rows.event(held.event)
    const why = event && whyHeld(registry, event, now(), device.id)
    if (!event || why !== held.why || event.hlc !== held.hlc) problems.push('An entry is kept aside without a reason.')
  }
}

function checkRows(rows: LogRows, subject: Subject, problems: string[]): void {
  const { file } = rebuild(rows, subject, END_OF_TIME)
  try {
    const tables = tablesOf(subject.file).filter((name) => !LOG_TABLES.includes(name) && !staysHere(name))
    for (const { table, missing, extra, altered } of compareTables(subject.file, file, ['entity', ...tables])) {
      problems.push(
        `The records under "${table}" do not match the history: ${missing} missing, ${extra} too many, ${altered} different.`,
      )
    }
  } finally {
    file.close()
  }
}

const pc = (device: string): string => `PC ${device.slice(0, 8)}`
