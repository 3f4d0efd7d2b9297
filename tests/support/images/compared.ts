/** Runs the rules of retention and the oracle side by side. */
import { retentionOf, type Retention } from '../../../src-main/features/images/rules/retention'
import { oracle, type Told } from './oracle'
import { askedOf, type Asked } from './sets'

export interface Compared {
  /** One line for each set told differently, the first ten of them. */
  readonly differences: readonly string[]
  readonly states: ReadonlySet<string>
  readonly codes: ReadonlySet<string>
}

/** What the product says, in the oracle's shape. */
export const told = ({ state, rule, because, dueOn, disposeBy }: Retention): Told => ({
  ...{ state, rule, code: because.code, from: because.date, dueOn, disposeBy },
})

export const product = ({ set, rules, on }: Asked): Told => told(retentionOf(set, rules, on))

const words = (of: Told): string =>
  [of.state, of.rule, of.code, of.from, of.dueOn, of.disposeBy].map((part) => part ?? '-').join(' ')

/** Whether both say the same of a set. */
export const agrees = (asked: Asked, by: (asked: Asked) => Told): boolean =>
  words(by(asked)) === words(oracle(asked.set, asked.rules, asked.on))

export function retentionAgainstOracle(seed: number, sets: number): Compared {
  const differences: string[] = []
  const [states, codes] = [new Set<string>(), new Set<string>()]
  for (let number = 0; number < sets; number++) {
    const asked = askedOf(seed, number)
    const found = product(asked)
    const expected = oracle(asked.set, asked.rules, asked.on)
    states.add(found.state)
    codes.add(found.code)
    if (words(found) === words(expected) || differences.length === 10) continue
    differences.push(`set ${number}: ${words(found)}, expected ${words(expected)}`)
  }
  return { differences, states, codes }
}
