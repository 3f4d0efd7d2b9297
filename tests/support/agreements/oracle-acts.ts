/**
 * What stands of all that two PCs recorded, told a second time from the decision alone: each statement remembers what it was
 * said over, and what was taken back is looked up among all of them. It shares nothing with the product but types.
 */
import type { SigningKnown } from '../../../src-main/features/agreements/rules/standing'
import type { Step } from './histories'

/** All that stands of one act. `heads`: what was recorded of it and counts; empty: all of it was taken back. */
export interface Act {
  readonly outcome: string
  readonly heads: readonly SigningKnown[]
}

interface Statement {
  /** The step by which it was first said; null: nothing is said any more. */
  readonly answer: number | null
  readonly over: readonly number[]
  /** Answers that were taken back with it. */
  readonly without: readonly number[]
}

const SAFER = ['SIGNED', 'VOID', 'CANNOT_SIGN', 'REFUSED']

/** One act of two PCs: statements in the order they were made, and which of them each PC has heard of. */
class Told {
  readonly #all: Statement[] = []
  readonly #heard = [new Set<number>(), new Set<number>()]

  constructor(private readonly said: ReadonlyMap<number, SigningKnown>) {}

  #state(pc: number, one: Statement): Statement {
    this.#heard[pc]?.add(this.#all.length)
    this.#all.push(one)
    return one
  }

  #known(pc: number): readonly (readonly [number, Statement])[] {
    return this.#all.flatMap((one, at) => (this.#heard[pc]?.has(at) === true ? [[at, one] as const] : []))
  }

  #last(pc: number): readonly number[] {
    const known = this.#known(pc)
    return known.flatMap(([at]) => (known.some(([, other]) => other.over.includes(at)) ? [] : [at]))
  }

  #gone(pc: number): readonly number[] {
    return this.#known(pc).flatMap(([, one]) => one.without)
  }

  #severity = (answer: number | null): number => SAFER.indexOf(this.#outcome(answer))
  #outcome = (answer: number | null): string => (answer === null ? 'VOID' : (this.said.get(answer)?.outcome ?? ''))

  /** The safest of some statements' answers; of equal ones the one said first. */
  #safest(of: readonly number[]): number | undefined {
    const answerAt = (at: number) => this.#all[at]?.answer ?? null
    const worst = Math.max(...of.map((at) => this.#severity(answerAt(at))))
    return [...of].sort((a, b) => a - b).find((at) => this.#severity(answerAt(at)) === worst)
  }

  say(pc: number, step: number): void {
    this.#state(pc, { answer: step, over: this.#last(pc), without: [] })
  }

  takeBack(pc: number, steps: readonly number[]): void {
    const gone = this.#gone(pc)
    const known = this.#known(pc)
    const wrong = steps.filter((step) => known.some(([, { answer }]) => answer === step) && !gone.includes(step))
    if (wrong.length === 0) return
    const out = [...gone, ...wrong]
    const isOut = (at: number): boolean => {
      const answer = this.#all[at]?.answer ?? null
      return answer !== null && out.includes(answer)
    }
    const last = this.#last(pc)
    const leaving = last.filter(isOut)
    const staying = this.#safest(last.filter((at) => !isOut(at)))
    if (staying !== undefined) {
      const answer = this.#all[staying]?.answer ?? null
      this.#state(pc, { answer, over: [...leaving, staying], without: wrong })
      return
    }
    const before = leaving.flatMap((at) => this.#before(at, out)).map((at) => this.#all[at]?.answer ?? null)
    for (const answer of before.length === 0 ? [null] : new Set(before)) {
      this.#state(pc, { answer, over: leaving, without: wrong })
    }
  }

  /** What an answer had corrected when it was first said, and where that is taken back too, what that had. */
  #before(at: number, out: readonly number[]): readonly number[] {
    const answer = this.#all[at]?.answer
    const first = this.#all.find((one) => one.answer === answer)
    return (first?.over ?? []).flatMap((under) => {
      const of = this.#all[under]?.answer ?? null
      return of !== null && out.includes(of) ? this.#before(under, out) : [under]
    })
  }

  tell(from: number): void {
    for (const at of this.#heard[from] ?? []) this.#heard[1 - from]?.add(at)
  }

  end(): Act {
    this.tell(0)
    this.tell(1)
    const gone = this.#gone(0)
    const answers = this.#last(0).map((at) => {
      const answer = this.#all[at]?.answer ?? null
      return answer !== null && gone.includes(answer) ? null : answer
    })
    const outcome = SAFER.findLast((name) => answers.some((answer) => this.#outcome(answer) === name)) ?? 'VOID'
    const heads = answers.flatMap((answer) => (answer === null ? [] : (this.said.get(answer) ?? [])))
    return { outcome, heads: heads.filter((one) => one.outcome === outcome) }
  }
}

const nameOf = ({ version, capacity, signer, signedOn }: SigningKnown): string =>
  [version, capacity, signer ?? '', signedOn].join(' | ')

/** Every act with something left of it, in no order. */
export function actsTold(steps: readonly Step[]): readonly Act[] {
  const said = new Map(steps.flatMap((step, at) => (step.kind === 'SAY' ? [[at, step.answer] as const] : [])))
  const acts = new Map<string, Told>([...said.values()].map((answer) => [nameOf(answer), new Told(said)]))
  steps.forEach((step, at) => {
    if (step.kind === 'SAY') return acts.get(nameOf(step.answer))?.say(step.pc, at)
    for (const [name, act] of acts) {
      if (step.kind === 'TELL') act.tell(step.from)
      else {
        const own = step.of.filter((other) => {
          const answer = said.get(other)
          return answer !== undefined && nameOf(answer) === name
        })
        act.takeBack(step.pc, own)
      }
    }
  })
  return [...acts.values()].map((act) => act.end()).filter(({ heads }) => heads.length > 0)
}
