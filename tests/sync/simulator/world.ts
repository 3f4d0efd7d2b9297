/** The devices, the place they share, and a ledger of everything anybody was told is saved. */
import { canonical, type LogEvent } from '../../../src-main/sync/core/event'
import type { Outcome } from '../../../src-main/sync/engine'
import { Broken, checkChains, checkRebuild, FIVE_MINUTES, msOf, must } from './checks'
import type { Content } from './content'
import { Place, STORE_ID, type PlaceFault } from './place'
import type { SetUp, Step } from './plan'
import { Chance, Crash, NoSpace } from './rig'
import { Seat, type Parts } from './seat'

const DAY = 86_400_000
const HOUR = 3_600_000

/** One PC with a seat in each school it holds. */
interface Pc {
  readonly seats: readonly Seat[]
  readonly state: { version: 1 | 2; now: () => number; newest: number }
  offMs: number
  isRemoved: boolean
}

export class World {
  readonly #chance: Chance
  readonly #place: Place
  readonly #foreign = new Place('f'.repeat(32))
  readonly #pcs: readonly Pc[]
  readonly #schools: readonly string[]
  readonly #content: Content
  /** Every event anybody has signed, twins included, by hash. */
  readonly #written = new Map<string, LogEvent>()
  /** Every event a person was told is saved, by id. */
  readonly #acknowledged = new Map<string, LogEvent>()
  /** Last number accepted of a removed device, by school and device. */
  readonly #removed = new Map<string, number>()
  /** Chains parts of which may be known to some devices and no longer to their own or to the place. */
  readonly #stranded = new Set<string>()
  #time = 1_800_000_000_000

  constructor(
    private readonly setUp: SetUp,
    parts: Parts,
  ) {
    this.#chance = new Chance(setUp.seed ^ 0x5eed)
    this.#place = new Place(STORE_ID, setUp.placeHasClock ? () => this.#time : null)
    this.#schools = setUp.schools.map(() => this.#chance.id())
    this.#content = parts.contentOf(setUp)
    const around = {
      parts,
      content: this.#content,
      place: this.#place,
      foreign: this.#foreign,
      pageSize: setUp.pageSize,
      newId: () => this.#chance.id(),
      removedAfter: (school: string, device: string) => this.#removed.get(`${school} ${device}`) ?? null,
    }
    this.#pcs = Array.from({ length: setUp.devices }, (_, pc) => {
      const state = { version: 1 as 1 | 2, now: () => this.#time + (this.#pcs?.[pc]?.offMs ?? 0), newest: this.#time }
      const schools = this.#schools.filter((_school, i) => setUp.schools[i]?.includes(pc))
      return { seats: schools.map((school) => new Seat(school, pc, around, state)), state, offMs: 0, isRemoved: false }
    })
  }

  /** What every school has before anything goes wrong. */
  async begin(): Promise<void> {
    for (const school of this.#schools) {
      const seats = this.#seatsOf(school)
      const [first] = seats
      const drafts = first === undefined ? [] : this.#content.begin(first.state.now())
      if (first === undefined || drafts.length === 0) continue
      this.#acknowledge(first, first.append(drafts))
      for (const seat of seats) await this.#session(seat, null, new Chance(1), null)
    }
  }

  /** Runs one step and looks at every device, closest at the one it touched. */
  async run(step: Step): Promise<void> {
    const pc = this.#pcs[step.device]
    if (!pc) return
    const chance = new Chance(step.roll)
    this.#pass(chance.between(1, 8 * HOUR))
    switch (step.does) {
      case 'edit':
        this.#edit(pc, chance, step.fault)
        break
      case 'sync':
        await this.#sync(pc, chance, step.fault)
        break
      case 'restart':
        this.#restart(pc)
        for (const seat of pc.seats) checkRebuild(seat)
        break
      case 'upgrade':
        pc.state.version = 2
        this.#restart(pc)
        break
      case 'clock':
        pc.offMs = step.offMs
        this.#pass(0)
        break
      case 'back-up':
        for (const seat of pc.seats) seat.backUp()
        break
      case 'restore':
        for (const seat of pc.seats) this.#restore(seat)
        this.#forgetLost()
        break
      case 'remove':
        this.#remove(pc)
        break
    }
    for (const seat of pc.seats) this.#check(seat)
    for (const other of this.#pcs) if (other !== pc) for (const seat of other.seats) this.#content.look(seat, false)
  }

  /** No more faults: right clocks, one version, time enough for all that waits; then everybody syncs until quiet. */
  async drain(): Promise<void> {
    for (const pc of this.#pcs) {
      pc.offMs = 0
      pc.state.version = 2
    }
    this.#pass(402 * DAY)
    for (const pc of this.#pcs) this.#restart(pc)
    const most = 2 * this.#pcs.length + 6
    let rounds = 0
    while (await this.#round()) must(++rounds < most, 'sync comes to rest', () => `not after ${most} rounds`)
    for (const school of this.#schools) this.#compare(this.#seatsOf(school))
  }

  /** @returns whether anything moved */
  async #round(): Promise<boolean> {
    let moved = false
    for (const seat of this.#schools.flatMap((school) => this.#seatsOf(school))) {
      const before = seat.id
      const { ending, taken, sent } = await this.#session(seat, null, new Chance(1), null)
      must(
        ending === 'done' || ending === 'copied',
        'sync works once nothing is wrong',
        () => `${ending} on ${seat.pc}`,
      )
      moved ||= taken > 0 || sent > 0 || seat.id !== before
      this.#check(seat)
    }
    return moved
  }

  #compare(seats: readonly Seat[]): void {
    const mayFork = ['both', 'twins'].includes(this.setUp.trouble)
    for (const seat of seats) {
      const frozen = seat.replica.frozen()
      must(mayFork || frozen.size === 0, 'no chain is frozen without a second history', () => `pc ${seat.pc}`)
      must(seat.replica.held().size === 0, 'nothing waits at the end', () => `pc ${seat.pc}`)
      const log = new Map(seat.log().map((event) => [event.id, event]))
      for (const event of this.#acknowledged.values()) {
        const last = this.#removed.get(`${event.school} ${event.device}`) ?? Infinity
        const isExempt = frozen.has(event.device) || this.#stranded.has(event.device) || event.seq > last
        if (event.school !== seat.school || isExempt) continue
        const found = log.get(event.id)
        const where = `${event.type} ${event.device.slice(0, 4)}:${event.seq} is not on pc ${seat.pc}`
        must(found !== undefined, 'nothing acknowledged is lost', () => where)
        must(canonical(found?.body ?? null) === canonical(event.body), 'nothing acknowledged is altered', () => where)
      }
      checkRebuild(seat)
      if (!mayFork) must(seat.replica.dump() === seats[0]?.replica.dump(), 'devices agree', () => `pc ${seat.pc}`)
    }
    this.#content.compare(seats)
  }

  #seatsOf(school: string): readonly Seat[] {
    return this.#pcs
      .filter(({ isRemoved }) => !isRemoved)
      .flatMap(({ seats }) => seats.filter((s) => s.school === school))
  }

  #pass(ms: number): void {
    this.#time += ms
    for (const { state } of this.#pcs) state.newest = Math.max(state.newest, state.now())
  }

  #restart(pc: Pc): void {
    for (const seat of pc.seats) seat.restart()
  }

  #check(seat: Seat): void {
    checkChains(seat, this.#written)
    this.#content.look(seat, true)
    for (const { device, seq } of seat.replica.heads()) {
      const last = device === seat.id ? undefined : this.#removed.get(`${seat.school} ${device}`)
      must(last === undefined || seq <= last, 'a removed device adds nothing', () => `${device.slice(0, 4)}:${seq}`)
    }
  }

  #edit(pc: Pc, chance: Chance, fault: Parameters<Seat['disk']['failAt']>[0]): void {
    const seat = chance.pick(pc.seats)
    const drafts = this.#content.actionOf(chance, seat)
    seat.disk.failAt(fault)
    try {
      this.#acknowledge(seat, seat.append(drafts))
    } catch (error) {
      if (error instanceof Crash) this.#restart(pc)
      else if (!(error instanceof NoSpace)) throw error
      // A write that was made but never acknowledged is there all the same.
      this.#register(seat)
    } finally {
      seat.disk.failAt(null)
    }
  }

  #acknowledge(seat: Seat, events: readonly LogEvent[]): void {
    for (const event of events) {
      this.#written.set(event.hash, event)
      this.#acknowledged.set(event.id, event)
      const isDragged = msOf(event.hlc) > seat.state.newest + FIVE_MINUTES
      must(!isDragged, 'a wrong clock elsewhere does not drag stamps along', () => `pc ${seat.pc}`)
    }
    for (const event of events) {
      if (event.op !== 'set' || typeof event.body !== 'object' || event.body === null) continue
      const state = seat.replica.stateOf(event.type, event.entity)
      const later = events.filter(({ seq }) => seq > event.seq)
      for (const name of Object.keys(event.body)) {
        const shown = state?.family === 'fields' ? state.fields[name] : undefined
        const isRight = shown?.event === event.id || later.some(({ id }) => id === shown?.event)
        const isBehind = shown !== undefined && msOf(shown.hlc) > seat.state.now()
        must(isRight || isBehind, 'what was just saved is what is shown', () => `${event.type} ${name} on ${seat.pc}`)
      }
    }
  }

  async #sync(pc: Pc, chance: Chance, fault: Extract<Step, { does: 'sync' }>['fault']): Promise<void> {
    const seats = chance.isTrue(0.6) ? pc.seats : [chance.pick(pc.seats)]
    for (const seat of seats) {
      const place = fault && 'place' in fault ? fault.place : null
      const memory = this.#place.memory()
      if (place?.kind === 'emptied') this.#place.empty()
      if (place?.kind === 'rolled-back') this.#place.rollBack(place.share)
      if (place?.kind === 'emptied' || place?.kind === 'rolled-back') this.#forgetLost()
      let left = 2
      const meanwhile = fault && 'meanwhile' in fault ? () => void (left-- > 0 && this.#edit(pc, chance, null)) : null
      if (fault && 'write' in fault) seat.disk.failAt(fault.write)
      try {
        await this.#session(seat, place, chance, meanwhile)
      } catch (error) {
        if (error instanceof Crash) this.#restart(pc)
        else if (!(error instanceof NoSpace)) throw error
        this.#register(seat)
      } finally {
        seat.disk.failAt(null)
      }
      if (place?.kind === 'forked') this.#place.putBack(memory)
    }
  }

  /** One session, and what an administrator does when it says that this PC was copied. */
  async #session(
    seat: Seat,
    fault: PlaceFault | null,
    chance: Chance,
    meanwhile: (() => void) | null,
  ): Promise<Outcome> {
    const before = seat.disk.copy().kept.events
    const { outcome, twins } = await seat.session(fault, chance, meanwhile).finally(() => this.#register(seat))
    for (const twin of twins) this.#written.set(twin.hash, twin)
    must(this.#foreign.schools().length === 0, 'nothing goes to another trust', () => `pc ${seat.pc}`)
    const after = new Set(seat.disk.copy().kept.events.map(({ id }) => id))
    for (const { id, device } of before) {
      must(after.has(id), 'sync removes nothing', () => `${device.slice(0, 4)} ${fault?.kind}`)
    }
    this.#checkTwins(seat, twins)
    const isSure =
      fault === null || !['garbage', 'stripped', 'stale', 'wrong-school', 'twin', 'withheld'].includes(fault.kind)
    if (outcome.ending === 'copied' && isSure) this.#enrolAnew(seat, outcome.shared)
    return outcome
  }

  /** A device that was shown two stories of one device, and has got so far in its chain, has stopped taking from it. */
  #checkTwins(seat: Seat, twins: readonly LogEvent[]): void {
    const heads = new Map(seat.replica.heads().map(({ device, seq }) => [device, seq]))
    for (const twin of twins) {
      const hasOne = seat.replica.eventsAfter(twin.device, twin.seq - 1, 1).some(({ hash }) => hash === twin.hash)
      const isFrozen = seat.replica.frozen().has(twin.device)
      const isLast = heads.get(twin.device) === twin.seq
      // The true event of that number may have come without its signature; then the next one proves it.
      must(isFrozen || !hasOne || isLast, 'a second history is never merged quietly', () => twin.device.slice(0, 4))
    }
  }

  #enrolAnew(seat: Seat, shared: number): void {
    const old = seat.id
    if (this.setUp.trouble === 'twins') this.#stranded.add(old)
    const { before, after } = seat.enrolAnew(shared)
    must(before.length === after.length, 'nothing is lost by enrolling anew', () => `pc ${seat.pc}`)
    before.forEach((event, i) => {
      const moved = after[i]
      if (!moved) return
      this.#written.set(moved.hash, moved)
      if (this.#acknowledged.delete(event.id)) this.#acknowledged.set(moved.id, moved)
    })
  }

  /** Own events get new stamps now and then: same event, same content, another hash. */
  #register(seat: Seat): void {
    for (const event of seat.replica.eventsAfter(seat.id, 0, Infinity)) {
      if (this.#written.has(event.hash)) continue
      const known = this.#acknowledged.get(event.id)
      const isSame = known === undefined || canonical(known.body) === canonical(event.body)
      if (!isSame || event.person !== `person ${seat.pc}`) throw new Broken('own events stay what they were', event.id)
      this.#written.set(event.hash, event)
      this.#acknowledged.set(event.id, event)
    }
  }

  /** Where the place may have lost events as well, nobody is left to offer those of the old chain again. */
  #restore(seat: Seat): void {
    if (this.setUp.trouble === 'both') this.#stranded.add(seat.id)
    seat.restore()
    if (this.setUp.trouble === 'both') this.#stranded.add(seat.id)
  }

  /** After a copy was put back: what only that copy held is gone, and nobody can be asked for it. */
  #forgetLost(): void {
    const known = new Set(this.#schools.flatMap((school) => this.#place.events(school).map(({ id }) => id)))
    for (const { seats } of this.#pcs) for (const seat of seats) for (const { id } of seat.log()) known.add(id)
    for (const id of this.#acknowledged.keys()) if (!known.has(id)) this.#acknowledged.delete(id)
  }

  /** A PC leaves: what the place holds of it is the last that counts. */
  #remove(pc: Pc): void {
    if (pc.isRemoved || this.#pcs.filter(({ isRemoved }) => !isRemoved).length < 3) return
    pc.isRemoved = true
    for (const seat of pc.seats) {
      const proven = this.#place
        .events(seat.school)
        .findLast(({ device, signature }) => device === seat.id && signature !== null)
      this.#removed.set(`${seat.school} ${seat.id}`, proven?.seq ?? 0)
    }
  }
}
