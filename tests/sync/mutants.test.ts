/** Bugs planted on purpose: the simulator has to find each of them, or it proves nothing. */
import { expect, test } from 'vitest'
import type { Admission, Chain } from '../../src-main/sync/core/admit'
import { latest, ZERO } from '../../src-main/sync/core/clock'
import type { Family, LogEvent } from '../../src-main/sync/core/event'
import {
  headsOf,
  type CurrentDecision,
  type Graph,
  type Merged,
  type Restrictiveness,
} from '../../src-main/sync/core/merge'
import { Replica, type Kind, type Kept, type ReplicaPorts } from '../../src-main/sync/core/replica'
import { Engine, type EnginePorts } from '../../src-main/sync/engine'
import type { Head, Page } from '../../src-main/sync/log-store'
import { planOf } from './simulator/plan'
import { SOUND, type Parts } from './simulator/seat'
import { NOTHING_THROWS, play } from './simulator/simulator'

const SEEDS = 200

/** The event is taken whatever the chain says. */
const take = (event: LogEvent): Admission => ({ verdict: 'take', events: [event] })

/** A replica that admits what the right one would not. */
function admitting(mutate: (event: LogEvent, right: Admission, chain: Chain | null) => Admission): Parts {
  return {
    ...SOUND,
    Replica: class extends Replica {
      protected override admission(event: LogEvent): Admission {
        const right = super.admission(event)
        return mutate(
          event,
          right,
          right.verdict === 'refused' && right.why === 'form' ? null : this.chain(event.device),
        )
      }
    },
  }
}

/** A replica that merges in another way. */
function combining(
  mutate: (right: (event: LogEvent) => Merged, event: LogEvent, state: Merged | null, family: Family) => Merged,
): Parts {
  return {
    ...SOUND,
    Replica: class extends Replica {
      protected override combine(family: Family, state: Merged | null, event: LogEvent): Merged {
        return mutate((one) => super.combine(family, state, one), event, state, family)
      }
    },
  }
}

/** A replica that reads decisions in another way. */
function deciding(choose: (nodes: Graph, rank: Restrictiveness) => readonly string[], byClock = false): Parts {
  return {
    ...SOUND,
    Replica: class extends Replica {
      protected override current(nodes: Graph, rank: Restrictiveness): CurrentDecision | null {
        const right = super.current(nodes, rank)
        if (!right) return null
        const heads = choose(nodes, rank)
        const weight = (id: string): string | number =>
          byClock ? (nodes[id]?.hlc ?? '') : rank(nodes[id]?.value ?? null)
        const event = [...heads].sort((a, b) => (weight(a) > weight(b) ? -1 : 1))[0] ?? right.event
        const value = nodes[event]?.value ?? null
        const open = heads.some((id) => JSON.stringify(nodes[id]?.value) !== JSON.stringify(value))
        return { ...right, event, value, heads, open }
      }
    },
  }
}

/** A replica over other ports. */
function over(mutate: (ports: ReplicaPorts) => ReplicaPorts): Parts {
  return {
    ...SOUND,
    Replica: class extends Replica {
      constructor(ports: ReplicaPorts) {
        super(mutate(ports))
      }
    },
  }
}

const notSuperseded = (nodes: Graph, clears: (next: string, old: string) => boolean): readonly string[] =>
  Object.keys(nodes)
    .filter((old) => !Object.keys(nodes).some((next) => nodes[next]?.parents.includes(old) && clears(next, old)))
    .sort()

const refusedFor = (why: string, admission: Admission): boolean =>
  admission.verdict === 'refused' && admission.why === why

const mutants: Readonly<Record<string, Parts>> = {
  'the outbox is cleared before the place has answered': {
    ...SOUND,
    Engine: class extends Engine {
      protected override async push(): Promise<void> {
        const { log, device, store, school } = this.ports
        const events = log.eventsAfter(device, this.bookmark.published, 1000)
        const [first] = events
        const last = events.at(-1)
        if (!first || !last) return
        this.keep({ published: last.seq })
        const head = await store.head(school, device)
        if (first.seq === (head?.seq ?? 0) + 1) await store.append(school, device, events, head)
      }
    },
  },
  'the notes of what was sent are believed over the place': {
    ...SOUND,
    Engine: class extends Engine {
      protected override async push(): Promise<void> {
        const newest = this.ports.log.heads().find(({ device }) => device === this.ports.device)?.seq ?? 0
        if (newest > this.bookmark.published) await super.push()
      }
    },
  },
  'the cursor is kept before what was read is': {
    ...SOUND,
    Engine: class extends Engine {
      protected override takePage(page: Page, shown: Map<string, number>): boolean {
        this.keep({ cursor: page.cursor })
        return super.takePage(page, shown)
      }
    },
  },
  'the cursor moves on over a gap or damage': {
    ...SOUND,
    Engine: class extends Engine {
      protected override takePage(page: Page): boolean {
        super.takePage(page, new Map())
        return false
      }
    },
  },
  'any place will do': {
    ...SOUND,
    Engine: class extends Engine {
      constructor(ports: EnginePorts) {
        super(ports)
        this.bookmark = { ...this.bookmark, storeId: null }
      }
    },
  },
  'a head of another history is built upon': {
    ...SOUND,
    Engine: class extends Engine {
      protected override isOurs(_head: Head | null): boolean {
        return true
      }
    },
  },
  'an emptied place deletes': {
    ...SOUND,
    Engine: class extends Engine {
      protected override async pull(from: string | null): Promise<void> {
        await super.pull(from)
        const { store, school, log } = this.ports
        const page = await store.read(school, null, 1)
        if (page.events.length === 0 && log instanceof Replica) (log as ForgetfulReplica).forget?.()
      }
    },
    Replica: class extends Replica implements ForgetfulReplica {
      forget(): void {
        const kept = this.ports.store.load()
        this.ports.store.save({ ...kept, events: kept.events.filter(({ device }) => device === this.device) })
      }
    },
  },
  'what arrives last wins': combining((right, event, _state, family) =>
    right(family === 'fields' ? { ...event, hlc: (arrivals++).toString(16).padStart(32, '0') } : event),
  ),
  'a deletion beats a later restore': combining((right, event, state) =>
    event.op === 'restore' && state?.family === 'fields' && state.deleted?.value === true ? state : right(event),
  ),
  'a deletion takes the fields with it': combining((right, event) => {
    const next = right(event)
    return event.op === 'delete' && next.family === 'fields' ? { ...next, fields: {} } : next
  }),
  'a later record replaces an earlier one': combining((right, event, state) => {
    const isLater = state?.family === 'records' && event.hlc > state.record.hlc
    return isLater
      ? { family: 'records', record: { value: event.body, hlc: event.hlc, event: event.id } }
      : right(event)
  }),
  'parents are ignored': combining((right, event) => right({ ...event, parents: [] })),
  'the clock decides a decision': deciding((nodes) => notSuperseded(nodes, () => true), true),
  'a plain decision clears heads that disagree': deciding((nodes) => notSuperseded(nodes, () => true)),
  'a parent not yet here counts as agreeing': deciding((nodes, rank) =>
    notSuperseded(nodes, (next, old) => {
      const node = nodes[next]
      const known = node?.parents.filter((id) => nodes[id] !== undefined) ?? []
      const strict = rank(nodes[old]?.value ?? null)
      const agree = known.every((id) => rank(nodes[id]?.value ?? null) === strict)
      return node?.resolves === true || agree || rank(node?.value ?? null) >= strict
    }),
  ),
  'the least restrictive head counts': deciding((nodes) => headsOf(nodes).slice(0, 1)),
  'an edit over two texts settles them': {
    ...SOUND,
    Replica: class extends Replica {
      protected override texts(nodes: Graph): readonly string[] {
        return notSuperseded(nodes, () => true)
      }
    },
  },
  'a gap is ignored': admitting((event, right) =>
    right.verdict === 'gap' || right.verdict === 'wait' ? take(event) : right,
  ),
  'a duplicate is taken twice': admitting((event, right, chain) =>
    right.verdict === 'duplicate' && chain?.seq === event.seq ? take(event) : right,
  ),
  'a second history is merged quietly': admitting((event, right) => (right.verdict === 'fork' ? take(event) : right)),
  'a second history is left unmentioned': admitting((_event, right) =>
    right.verdict === 'fork' ? { verdict: 'duplicate' } : right,
  ),
  'what no signature covers yet is applied': admitting((event, right) =>
    right.verdict === 'wait' ? take(event) : right,
  ),
  'signatures are not checked': over((ports) => ({ ...ports, verify: () => true })),
  'contents are not held against their hash': admitting((event, right, chain) =>
    refusedFor('altered', right) && chain?.seq === event.seq - 1 ? take(event) : right,
  ),
  'the school is not checked': admitting((event, right, chain) =>
    refusedFor('another-school', right) && chain?.seq === event.seq - 1 ? take(event) : right,
  ),
  'a payload may be stripped': over((ports) => ({ ...ports, mayBeErased: () => true })),
  'a removed device goes on': over(({ removedAfter: _removedAfter, ...ports }) => ports),
  'what is newer than the app is dropped': {
    ...SOUND,
    Replica: class extends Replica {
      constructor(ports: ReplicaPorts) {
        const { store } = ports
        const drop = (kept: Kept): Kept => ({ ...kept, held: new Set() })
        super({ ...ports, store: { load: () => drop(store.load()), save: (kept) => store.save(drop(kept)) } })
      }
    },
  },
  'what is newer than the app is applied': {
    ...SOUND,
    Replica: class extends Replica {
      protected override whyNot(event: LogEvent, kind: Kind | null): ReturnType<Replica['whyNot']> {
        const why = super.whyNot(event, kind)
        return why === 'newer' ? null : why
      }
    },
  },
  'stamps ahead of the clock are applied at once': {
    ...SOUND,
    Replica: class extends Replica {
      protected override whyNot(event: LogEvent, kind: Kind | null): ReturnType<Replica['whyNot']> {
        const why = super.whyNot(event, kind)
        return why === 'ahead' ? null : why
      }
    },
  },
  'a withdrawal from a fast clock waits': {
    ...SOUND,
    Replica: class extends Replica {
      protected override whyNot(event: LogEvent, kind: Kind | null): ReturnType<Replica['whyNot']> {
        return super.whyNot(event, kind && { ...kind, family: kind.family === 'decisions' ? 'fields' : kind.family })
      }
    },
  },
  'a save is confirmed before it is durable': over((ports) => {
    let kept = ports.store.load()
    const save = (next: Kept): void => {
      const behind = kept
      kept = next
      ports.store.save(behind)
    }
    return { ...ports, store: { load: () => kept, save } }
  }),
  'stamps are the wall clock alone': {
    ...SOUND,
    Replica: class extends Replica {
      protected override stampAfter(): string {
        return ZERO
      }
    },
  },
  'stamps follow one that is ahead': {
    ...SOUND,
    Replica: class extends Replica {
      protected override stampAfter(events: readonly LogEvent[], from = ZERO): string {
        return events.reduce((last, { hlc }) => latest(last, hlc), from)
      }
    },
  },
}

interface ForgetfulReplica extends Replica {
  forget?(): void
}

let arrivals = 0

async function foundBy(parts: Parts): Promise<{ readonly seed: number; readonly rule: string } | null> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const failure = await play(planOf(seed), parts)
    if (failure && failure.rule !== NOTHING_THROWS) return { seed, rule: failure.rule }
  }
  return null
}

test.each(Object.keys(mutants))('the simulator finds out when %s', async (name) => {
  expect(await foundBy(mutants[name] ?? SOUND)).not.toBeNull()
})
