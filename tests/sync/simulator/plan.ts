/** A run of the simulator as data: the set-up and the steps, both from one seed. Steps can be left out and it still runs. */
import type { PlaceFault } from './place'
import { Chance, type WriteFault } from './rig'

const DAY = 86_400_000

/** What may go wrong with copies in a run. Only `both` and `twins` can make a device tell two stories. */
export type Trouble = 'none' | 'restores' | 'rollbacks' | 'both' | 'twins' | 'removals'

export interface SetUp {
  readonly seed: number
  readonly devices: number
  /** For each school, which devices hold it. */
  readonly schools: readonly (readonly number[])[]
  /** Whether the place has a clock of its own. */
  readonly placeHasClock: boolean
  readonly trouble: Trouble
  readonly pageSize: number
}

export type Fault = { readonly place: PlaceFault } | { readonly write: WriteFault } | { readonly meanwhile: true }

/** `roll` feeds the chances inside a step, so that leaving a step out leaves the others as they were. */
export type Step = { readonly device: number; readonly roll: number } & (
  | { readonly does: 'edit'; readonly fault: WriteFault | null }
  | { readonly does: 'sync'; readonly fault: Fault | null }
  | { readonly does: 'restart' | 'upgrade' | 'back-up' | 'restore' | 'remove' }
  | { readonly does: 'clock'; readonly offMs: number }
)

export interface Plan {
  readonly setUp: SetUp
  readonly steps: readonly Step[]
}

const TROUBLES: readonly (readonly [Trouble, number])[] = [
  ['none', 3],
  ['restores', 3],
  ['rollbacks', 3],
  ['both', 1],
  ['twins', 1],
  ['removals', 1],
]

/**
 * The plan of a seed.
 * @param most longest number of steps
 * @param least smallest number of devices
 */
export function planOf(seed: number, most = 60, least = 2): Plan {
  const chance = new Chance(seed)
  const drawn = chance.weigh([
    [2, 4],
    [3, 5],
    [chance.between(4, 8), 3],
  ])
  const devices = Math.max(least, drawn)
  const all = Array.from({ length: devices }, (_, i) => i)
  const schools = Array.from({ length: chance.between(1, 3) }, (_, i) =>
    i === 0 ? all : all.filter(() => chance.isTrue(0.6)),
  )
  const trouble = chance.weigh(TROUBLES)
  const setUp = { seed, devices, schools, placeHasClock: chance.isTrue(0.6), trouble, pageSize: chance.between(1, 6) }
  const steps = Array.from({ length: chance.between(15, most) }, () => stepOf(chance, setUp))
  return { setUp, steps }
}

function stepOf(chance: Chance, { devices, trouble }: SetUp): Step {
  const at = { device: chance.below(devices), roll: chance.below(2 ** 31) }
  const canRestore = trouble === 'restores' || trouble === 'both' ? 6 : 0
  const does = chance.weigh<Step['does']>([
    ['edit', 46],
    ['sync', 36],
    ['restart', 4],
    ['upgrade', 2],
    ['clock', 4],
    ['back-up', canRestore],
    ['restore', canRestore],
    ['remove', trouble === 'removals' ? 2 : 0],
  ])
  if (does === 'edit') return { ...at, does, fault: chance.isTrue(0.06) ? writeFault(chance, 0) : null }
  if (does === 'sync') return { ...at, does, fault: chance.isTrue(0.5) ? faultOf(chance, trouble) : null }
  if (does !== 'clock') return { ...at, does }
  const offMs = chance.pick([0, 0, 4 * 60_000, -4 * 60_000, 6 * 60_000, DAY, -DAY, 400 * DAY, -400 * DAY])
  return { ...at, does, offMs }
}

function faultOf(chance: Chance, trouble: Trouble): Fault {
  if (trouble === 'twins' && chance.isTrue(0.4)) return { place: { kind: 'twin' } }
  const at = chance.below(8)
  const canGoBack = trouble === 'rollbacks' || trouble === 'both' ? 3 : 0
  return chance.weigh<Fault>([
    [{ place: { kind: chance.pick(['refused', 'missing', 'foreign', 'stale']) } }, 3],
    [{ place: { kind: chance.pick(['request-lost', 'reply-lost']), at } }, 4],
    [{ place: { kind: chance.pick(['crash-before-call', 'crash-after-call']), at } }, 4],
    [{ place: { kind: 'partial-upload' } }, 2],
    [{ place: { kind: chance.pick(['duplicated', 'reordered', 'garbage', 'stripped', 'wrong-school']) } }, 6],
    [{ place: { kind: chance.pick(['emptied', 'forked']) } }, canGoBack],
    [{ place: { kind: 'rolled-back', share: chance.next() } }, canGoBack],
    [{ write: writeFault(chance, at) }, 5],
    [{ meanwhile: true }, 2],
  ])
}

const writeFault = (chance: Chance, after: number): WriteFault => ({
  after,
  how: chance.pick(['crash-before', 'crash-after', 'no-space']),
})

/** One step in words. */
export function tell(step: Step): string {
  const who = `device ${step.device}`
  if (step.does === 'clock') return `${who}: clock ${step.offMs} ms off`
  const fault = 'fault' in step && step.fault ? ` with ${JSON.stringify(step.fault)}` : ''
  return `${who}: ${step.does}${fault} (roll ${step.roll})`
}
