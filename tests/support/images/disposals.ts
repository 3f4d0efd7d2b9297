/**
 * Made-up lives of one set of pictures on a PC: holds, leavings, uses and rules come and go, an old copy is restored and
 * caught up, the clock goes wrong, and three people try to propose, approve and carry out. What the records say and what is
 * true are kept apart, so that a destruction can be judged by what was true on the true day. A life is known by its seed
 * and its number.
 */
import type { CivilDate } from '@contract/primitives'
import {
  mayApprove,
  mayCarryOut,
  mayPropose,
  type DayKnown,
  type DisposalKnown,
  type Refusal,
  type ToDispose,
} from '../../../src-main/features/images/rules/disposing'
import type { SetKnown } from '../../../src-main/features/images/rules/retention'
import { chance, type Chance } from '../../fuzz/chance'
import { daysAfter } from './calendar'
import { oracle, oracleStep, type Step } from './oracle'
import { dayOf, numberOf, pupilOf, ruleOf, someDay } from './sets'

/** Asks whether a step may be taken. */
export type Asks = (
  step: Step,
  of: ToDispose,
  disposal: DisposalKnown | null,
  by: string,
  day: DayKnown,
) => Refusal | null

export const product: Asks = (step, of, disposal, by, day) => {
  if (step === 'PROPOSE') return mayPropose(of, day)
  return step === 'APPROVE' ? mayApprove(of, disposal, by, day) : mayCarryOut(of, disposal, day)
}

/** What came of a life. */
export interface Lived {
  /** Steps answered otherwise than by the oracle. */
  readonly differences: readonly string[]
  /** Destructions that were early, under a hold, of something in use, by one person, long after approval or a second time. */
  readonly unsafe: readonly string[]
  readonly destroyed: boolean
  readonly refused: readonly Refusal['code'][]
}

interface World extends ToDispose {
  readonly disposal: DisposalKnown | null
}

const PEOPLE = ['head', 'office', 'officer']
const STEPS = 40

/** Lives one life, with the product's answers or with others. */
export function lived(seed: number, number: number, asks: Asks = product): Lived {
  const life = new Life(chance(seed, number), asks)
  for (let gone = 0; gone < STEPS; gone++) life.goOn()
  return life
}

class Life implements Lived {
  readonly differences: string[] = []
  readonly unsafe: string[] = []
  readonly refused: Refusal['code'][] = []
  destroyed = false

  private day: number
  /** Days the PC's clock is ahead; negative: behind. */
  private wrong = 0
  private truth: World
  /** What the PC shows: the truth, or for a while after a restore what once was. */
  private known: World
  private backup: World
  private isRestored = false
  private newest: CivilDate | null = null

  constructor(
    private readonly by: Chance,
    private readonly asks: Asks,
  ) {
    const takenOn = someDay(by, numberOf('2021-01-01'), numberOf('2024-12-31'))
    this.day = numberOf(takenOn) + by.upTo(400)
    const set: SetKnown = {
      ...{ imageClass: 'EVENT', takenOn, heldOn: by.one(['CONSENT', 'PUBLIC_TASK']), rule: null },
      pupils: Array.from({ length: by.upTo(3) }, () => pupilOf(by, numberOf(takenOn))),
      ...{ lastUsedOn: null, inUse: false, held: false, disposal: 'NONE' },
    }
    const rules = Array.from({ length: 1 + by.upTo(2) }, (_, at) => ({ ...ruleOf(by, at, this.day), imageClass: null }))
    this.truth = { set, rules, usesInReach: 0, disposal: null }
    this.known = this.backup = this.truth
  }

  goOn(): void {
    const { by } = this
    const { dueOn } = oracle(this.truth.set, this.truth.rules, dayOf(this.day))
    const due = dueOn === null ? 0 : numberOf(dueOn) - 1 + by.upTo(3)
    this.day = due > this.day && by.in(3) ? due : this.day + by.one([0, 0, 0, 1, 1, 2, 7, 29, 30, 31])
    const happens = by.upTo(24)
    if (happens < 7) this.change(this.changed(happens))
    else if (happens === 7) this.backup = this.truth
    else if (happens === 8) [this.known, this.isRestored] = [this.backup, true]
    else if (happens === 9) [this.known, this.isRestored] = [this.truth, false]
    else if (happens === 10) this.wrong = by.one([0, 365, 366, -365, 30, 1, -1, 3650])
    else if (happens < 13) this.wrong = 0
    else this.attempt()
  }

  /** Something happens to the set; it is recorded here, or heard of from another PC. */
  private changed(what: number): Partial<World> {
    const { by } = this
    const { set, rules } = this.truth
    const today = dayOf(this.day)
    const others = set.pupils.slice(1)
    if (what === 0) return { set: { ...set, held: !set.held } }
    if (what === 1) return { set: { ...set, held: false } }
    if (what === 2) {
      const ends = set.inUse
      return {
        usesInReach: ends ? 0 : by.upTo(3),
        set: { ...set, inUse: !ends, lastUsedOn: ends ? today : set.lastUsedOn },
      }
    }
    if (what === 3) return { set: { ...set, pupils: others } }
    if (what === 4) return { set: { ...set, pupils: [...others, pupilOf(by, this.day)] } }
    if (what === 5) return { rules: rules.map((rule) => ({ ...rule, months: by.one([0, 1, 12, 24]) })) }
    return { usesInReach: 0, set: { ...set, inUse: false } }
  }

  private change(parts: Partial<World>): void {
    this.truth = { ...this.truth, ...parts }
    if (!this.isRestored) this.known = this.truth
    // Most changes are recorded elsewhere, by a right clock.
    this.wrote(this.by.in(20) ? this.clock() : dayOf(this.day))
  }

  private wrote(on: CivilDate): void {
    if (this.newest === null || on > this.newest) this.newest = on
  }

  private clock(): CivilDate {
    return dayOf(this.day + this.wrong)
  }

  private attempt(): void {
    const { by, known } = this
    const who = by.one(PEOPLE)
    const phase = known.disposal === null ? 0 : known.disposal.decision === null ? 1 : 2
    const step = by.in(5) ? by.one(STEP_NAMES) : (STEP_NAMES[phase] ?? 'PROPOSE')
    const typed = by.in(15) ? dayOf(this.day + by.one([-1, 1, 10])) : dayOf(this.day)
    const day: DayKnown = {
      today: this.clock(),
      // Somebody who mistypes does not by chance type what the wrong clock shows.
      saidToday: by.in(30) ? null : typed === this.clock() ? dayOf(this.day) : typed,
      newestRecordedOn: this.newest,
      recordsDoubtful: this.isRestored,
    }
    const refusal = this.asks(step, known, known.disposal, who, day)
    const expected = oracleStep(step, known, known.disposal, who, day)
    if ((refusal?.code ?? null) !== expected) this.differences.push(`${step}: ${refusal?.code}, expected ${expected}`)
    if (refusal === null) this.take(step, who, day.today)
    else this.refused.push(refusal.code)
  }

  private take(step: Step, who: string, today: CivilDate): void {
    const { by, known } = this
    const { set, disposal } = known
    if (step === 'PROPOSE') {
      const proposed = {
        proposedBy: who,
        proposedOn: today,
        decision: null,
        begunOn: null,
        stoppedOn: null,
        finishedOn: null,
      }
      this.change({ disposal: proposed, set: { ...set, disposal: 'PROPOSED' } })
    } else if (disposal === null) {
      this.unsafe.push(`${step} of nothing`)
    } else if (step === 'APPROVE') {
      const approved = !by.in(8)
      const decided = { ...disposal, decision: { by: who, on: today, approved } }
      this.change({ disposal: decided })
      // What was refused, or what a person lets go, can be proposed anew.
      if (!approved && by.in(2)) this.change({ disposal: null, set: { ...set, disposal: 'NONE' } })
    } else {
      this.judge(disposal)
      this.destroyed = true
      this.change({ disposal: { ...disposal, finishedOn: today }, set: { ...set, disposal: 'DISPOSED' } })
    }
    this.wrote(today)
  }

  /** What was true, on the true day. */
  private judge({ proposedBy, decision }: DisposalKnown): void {
    const today = dayOf(this.day)
    const { set, rules, usesInReach } = this.truth
    const { dueOn } = oracle(set, rules, today)
    const wrongs: readonly (readonly [boolean, string])[] = [
      [dueOn === null || today < dueOn, 'early'],
      [set.held, 'under a hold'],
      [usesInReach > 0, 'in use'],
      [this.destroyed, 'a second time'],
      [decision?.approved !== true, 'without approval'],
      [decision?.by === proposedBy, 'by one person'],
      [decision !== null && daysAfter(decision.on, 30) < today, 'long after approval'],
    ]
    for (const [is, what] of wrongs) if (is) this.unsafe.push(`${today}: ${what}`)
  }
}

const STEP_NAMES: readonly Step[] = ['PROPOSE', 'APPROVE', 'CARRY_OUT']
