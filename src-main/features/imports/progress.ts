/** Telling a person how far something is, once it takes longer than a second, and letting others have their turn meanwhile. */
import type { Ctx } from '@vault/context'
import { stopped, type Job } from './jobs'
import type { Plan } from './rules/plan'
import type { Working } from './rules/working-out'

/** Before this, nobody needs to be told. */
const PATIENCE_MS = 1000
/** How long others wait for their turn. */
const TURN_MS = 40
/** Parts told of one thing. */
const PARTS = 100

const turn = (): Promise<void> => new Promise((go) => setImmediate(go))

/** @returns tells the part done, from 0 to 1; not before a second has gone, and no more often than a hundred times */
export function tellerOf(job: Job, words: string, ctx: Ctx): (part: number) => void {
  const begun = performance.now()
  let told = -1
  return (part) => {
    const done = Math.min(PARTS, Math.floor(part * PARTS))
    if (done === told || performance.now() - begun < PATIENCE_MS) return
    told = done
    ctx.tell('progress', { job: job.id, words, done, total: PARTS })
  }
}

/** Works a plan out, in turns. @throws Fault 'unavailable' when it is stopped */
export async function worked(working: Working, job: Job, words: string, ctx: Ctx): Promise<Plan> {
  const tell = tellerOf(job, words, ctx)
  let since = performance.now()
  for (;;) {
    const step = working.next()
    if (step.done === true) return step.value
    tell(step.value)
    if (performance.now() - since < TURN_MS) continue
    await turn()
    if (job.stop.signal.aborted) throw stopped()
    since = performance.now()
  }
}
