/** Telling a person how far something is, once it takes longer than a second, and letting others have their turn meanwhile. */
import type { Ctx } from '@vault/context'
import { stopped, type Work } from './jobs'

/** Before this, nobody needs to be told. */
const PATIENCE_MS = 1000
/** How long others wait for their turn. */
const TURN_MS = 40
/** Parts told of one thing. */
const PARTS = 100
/** Drafts that take no time worth telling to write. */
const FEW = 1000

const turn = (): Promise<void> => new Promise((go) => setImmediate(go))

/** @returns tells the part done, from 0 to 1; not before a second has gone, and no more often than a hundred times */
export function tellerOf({ id }: Pick<Work, 'id'>, words: string, ctx: Ctx): (part: number) => void {
  const begun = performance.now()
  let told = -1
  return (part) => {
    // The whole is told by what is written alone.
    const done = Math.min(PARTS - 1, Math.floor(part * PARTS))
    if (done === told || performance.now() - begun < PATIENCE_MS) return
    told = done
    ctx.tell('progress', { job: id, words, done, total: PARTS })
  }
}

/** Works something out, in turns; it yields the part done. @throws Fault 'unavailable' when it is stopped */
export async function worked<T>(working: Generator<number, T>, work: Work, words: string, ctx: Ctx): Promise<T> {
  const tell = tellerOf(work, words, ctx)
  let since = performance.now()
  for (;;) {
    const step = working.next()
    if (step.done === true) return step.value
    tell(step.value)
    if (performance.now() - since < TURN_MS) continue
    await turn()
    if (work.signal.aborted) throw stopped()
    since = performance.now()
  }
}

/**
 * Tells that everything is now written at once, in one transaction during which nobody else has a turn, and lets whoever
 * pressed Stop until now be heard. @throws Fault 'unavailable' when it is stopped
 */
export async function toldOfWriting(drafts: number, { id, signal }: Work, words: string, ctx: Ctx): Promise<void> {
  if (drafts > FEW) ctx.tell('progress', { job: id, words, done: PARTS, total: PARTS })
  await turn()
  if (signal.aborted) throw stopped()
}

/** Items in lots, each with the part done before it. */
export function* inLots<T>(
  items: readonly T[],
  lot = 100,
): Generator<{ readonly lot: readonly T[]; readonly part: number }> {
  for (let at = 0; at < items.length; at += lot) yield { lot: items.slice(at, at + lot), part: at / items.length }
}
