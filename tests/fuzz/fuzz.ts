/** Running the fuzz in processes of its own, with a watch on each: a hang is told by seed and number and hangs nobody else. */
import { fork } from 'node:child_process'
import type { Kind } from './inputs'
import type { Counts, Told, Work } from './work.child'

/** Most inputs one process is given before a fresh one takes over. */
const MOST_IN_ONE = 1000
/** A process that says nothing for so long hangs, on the busiest machine as well. */
const SILENCE_MS = 30_000
const AT_ONCE = 2
const MOST_TOLD = 20

export interface Outcome extends Counts {
  /** What went wrong, each with what is needed to see it again. */
  readonly faults: readonly string[]
}

const NOTHING: Counts = { read: 0, refused: 0, tables: 0 }

/** @param programme the bundled `work.child.ts` */
export async function fuzz(programme: string, kind: Kind, seed: number, count: number): Promise<Outcome> {
  const batches: Work[] = []
  const batch = Math.min(MOST_IN_ONE, Math.ceil(count / 4))
  for (let from = 0; from < count; from += batch) {
    batches.push({ kind, seed, from, to: Math.min(count, from + batch) })
  }
  const faults: string[] = []
  const total: Counts = { read: 0, refused: 0, tables: 0 }
  const take = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const outcome = await ran(programme, batch)
      total.read += outcome.read
      total.refused += outcome.refused
      total.tables += outcome.tables
      faults.push(...outcome.faults)
      if (faults.length >= MOST_TOLD) return
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  return { ...total, faults: faults.slice(0, MOST_TOLD) }
}

function ran(programme: string, work: Work): Promise<Outcome> {
  const faults: string[] = []
  let at = work.from
  const known = (number: number, words: string): void =>
    void faults.push(`${work.kind} ${number} of seed ${work.seed}: ${words}`)
  return new Promise((resolve) => {
    const child = fork(programme, [], {
      env: {},
      execArgv: ['--max-old-space-size=512'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let silence = setTimeout(() => {}, 0)
    const end = ({ read, refused, tables }: Counts): void => {
      clearTimeout(silence)
      child.removeAllListeners()
      child.kill('SIGKILL')
      resolve({ faults, read, refused, tables })
    }
    const listen = (): void => {
      clearTimeout(silence)
      silence = setTimeout(() => {
        known(at, 'hangs')
        end(NOTHING)
      }, SILENCE_MS)
    }
    child.on('message', (message) => {
      listen()
      const told = message as Told // Sent by our own programme.
      if (told.what === 'ready') child.send(work)
      else if (told.what === 'at') at = told.number
      else if (told.what === 'fault') known(told.number, told.words)
      else end(told)
    })
    child.on('exit', (code, signal) => {
      known(at, `ended the process (${code ?? signal})`)
      end(NOTHING)
    })
    listen()
  })
}

/** The same inputs in every run; others are searched for with `FAST_CHECK_SEED=N`. */
export const fuzzSeed = Number(process.env['FAST_CHECK_SEED'] ?? 20_261_125) || Date.now() % 1_000_000_000
