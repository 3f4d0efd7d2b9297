/** Runs the decision and the oracle side by side. */
import type { AskVerdict, ReasonCode } from '@contract/answers'
import { decide, decideNamed } from '../../../src-main/features/consents/rules/decide'
import { caseOf, historyOf } from './histories'
import { oracle, oracleNamed, type Told } from './oracle'

export interface Compared {
  /** One line for each history told differently, the first ten of them. */
  readonly differences: readonly string[]
  /** How often each was told, of pictures and of names beside pictures. */
  readonly reasons: ReadonlyMap<ReasonCode, number>
  readonly verdicts: ReadonlyMap<AskVerdict, number>
}

/** Asks both of so many histories, each about its picture and about the name beside it. */
export function compared(seed: number, histories: number): Compared {
  const differences: string[] = []
  const reasons = new Map<ReasonCode, number>()
  const verdicts = new Map<AskVerdict, number>()
  const hold = (number: number, found: Told, expected: Told): void => {
    reasons.set(found.reason, (reasons.get(found.reason) ?? 0) + 1)
    verdicts.set(found.verdict, (verdicts.get(found.verdict) ?? 0) + 1)
    if (found.verdict === expected.verdict && found.reason === expected.reason) return
    if (differences.length < 10) differences.push(`history ${number}: ${words(found)}, expected ${words(expected)}`)
  }
  for (let number = 0; number < histories; number++) {
    const { picture, name } = historyOf(seed, number)
    const [of, naming] = [caseOf(picture), name === null ? null : caseOf(name)]
    hold(number, decide(of), oracle(picture))
    hold(number, decideNamed(of, naming), oracleNamed(picture, name))
  }
  return { differences, reasons, verdicts }
}

const words = ({ verdict, reason }: Told): string => `${verdict} ${reason}`
