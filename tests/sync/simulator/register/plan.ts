/** Runs about the register: the same steps and faults as any, mostly in one school, and mostly about one thing. */
import { planOf, type Plan, type Step } from '../plan'

/** What a run is mostly about, so that people meet over it. */
export const CONCERNS = [
  ...(['a person', 'settling', 'a person', 'uses', 'flags', 'a person', 'orders', 'a family', 'settling'] as const),
  ...(['responsibility', 'a person', 'care', 'competence', 'leaving', 'uses', 'everything'] as const),
] as const
export type Concern = (typeof CONCERNS)[number]

export const concernOf = (seed: number): Concern => CONCERNS[seed % CONCERNS.length] ?? 'everything'

/** The plan of a seed. @param most longest number of steps */
export function registerPlanOf(seed: number, most?: number): Plan {
  const isPerson = concernOf(seed) === 'a person'
  const { setUp, steps } = planOf(seed, most, isPerson ? 3 : 2)
  const schools = seed % 5 === 0 ? setUp.schools : setUp.schools.slice(0, 1)
  return { setUp: { ...setUp, schools }, steps: isPerson ? steps.map(late(setUp.devices - 1)) : steps }
}

/** The last device hears of one of the others late, so that answers come to it before what their authors had seen. */
const late =
  (last: number) =>
  (step: Step): Step =>
    step.does === 'sync' && step.device === last ? { ...step, fault: { place: { kind: 'withheld' } } } : step
