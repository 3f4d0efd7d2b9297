/**
 * Runs plans: every step, then heal and drain, with all checks. A run that breaks a rule is made as short as it goes
 * and told with its seed, so that it can be played again.
 */
import { Broken } from './checks'
import { planOf, tell, type Plan } from './plan'
import { SOUND, type Parts } from './seat'
import { World } from './world'

export interface Failure {
  readonly rule: string
  readonly detail: string
}

/** The rule that breaks when something throws that nothing planned. */
export const NOTHING_THROWS = 'nothing throws'

/** @returns null when everything held */
export async function play(plan: Plan, parts: Parts = SOUND): Promise<Failure | null> {
  try {
    const world = new World(plan.setUp, parts)
    await world.begin()
    for (const step of plan.steps) await world.run(step)
    await world.drain()
    return null
  } catch (error) {
    if (error instanceof Broken) return { rule: error.rule, detail: error.message }
    return { rule: NOTHING_THROWS, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Leaves out steps as long as the same rule breaks. */
export async function shorten(plan: Plan, failure: Failure, parts: Parts = SOUND): Promise<Plan> {
  let steps = plan.steps
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let from = 0; from < steps.length;) {
      const shorter = [...steps.slice(0, from), ...steps.slice(from + size)]
      const again = await play({ ...plan, steps: shorter }, parts)
      if (again?.rule === failure.rule) steps = shorter
      else from += size
    }
  }
  return { ...plan, steps }
}

/** How seeds are run: plain runs of the toy tenant, unless said. */
export interface Trial {
  readonly parts?: Parts
  /** Longest number of steps. */
  readonly most?: number
  readonly planOf?: (seed: number, most?: number) => Plan
  /** The test that plays a seed again. */
  readonly file?: string
}

/** The failure of a seed in words, null when it has none. */
export async function trial(seed: number, how: Trial = {}): Promise<string | null> {
  const { parts = SOUND, most, file = 'simulator.test.ts' } = how
  const plan = (how.planOf ?? planOf)(seed, most)
  const failure = await play(plan, parts)
  if (!failure) return null
  const short = await shorten(plan, failure, parts)
  const last = await play(short, parts)
  return [
    `Seed ${seed}: ${last?.detail ?? failure.detail}`,
    `  ${JSON.stringify(plan.setUp)}`,
    ...short.steps.map((step, i) => `  ${i + 1}. ${tell(step)}`),
    `Replay: SYNC_SEED=${seed}${most === undefined ? '' : ` SYNC_STEPS=${most}`} npx vitest run --config tests/vitest.config.ts tests/sync/${file}`,
    `As a regression: ${JSON.stringify(short)}`,
  ].join('\n')
}
