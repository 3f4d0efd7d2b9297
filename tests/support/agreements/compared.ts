/** Runs the rules of agreements and the oracle side by side. */
import { requirementsOn } from '../../../src-main/features/agreements/rules/requirements'
import { scopeOn } from '../../../src-main/features/agreements/rules/scope'
import {
  clearanceOf,
  standingOf,
  type SigningKnown,
  type StandingKnown,
} from '../../../src-main/features/agreements/rules/standing'
import { historyOf, type History } from './histories'
import { oracle, type Told, type ToldStanding } from './oracle'
import { played } from './played'

function toldStanding({ requirement, state, because, missing, ...more }: StandingKnown): ToldStanding {
  const { code, capacity, date } = because
  const { holdsUntil, toInform, refusedBy } = more
  const by = refusedBy.map((one) => [one.capacity, one.signedOn, one.signer ?? '-'].join(' '))
  return {
    lead: requirement.lead.id,
    state,
    because: [code, date, capacity].filter((part) => part !== null).join(' '),
    missing: missing.join(),
    ...{ holdsUntil, toInform, refusedBy: [...new Set(by)].sort() },
  }
}

/** What the product says, in the oracle's shape. */
export const product = (history: History): Told => productOf(history, played(history.steps))

/** The same of what stands in the end. */
export function productOf(
  { agreements, years, subject, on }: Omit<History, 'steps'>,
  signings: readonly SigningKnown[],
): Told {
  const scope = scopeOn(subject, years, on)
  const standings = requirementsOn(
    agreements,
    on,
  )(scope.audiences).map((requirement) => standingOf(subject, requirement, signings))
  const { cleared, code, holdsUntil } = clearanceOf(scope, standings)
  return {
    scope: `${scope.presence} ${[...scope.audiences].sort().join()} ${String(scope.yearUnplaced)}`,
    standings: standings.map(toldStanding).sort((a, b) => (a.lead < b.lead ? -1 : 1)),
    clearance: cleared ? `cleared ${holdsUntil ?? '-'}` : (code ?? ''),
  }
}

export const wordsOf = ({ scope, standings, clearance }: Told): string =>
  [
    scope,
    ...standings.map(({ lead, state, because, missing, holdsUntil, toInform, refusedBy }) =>
      [lead, state, because.replace(/ -$| \d (?=\d)/, (found) => (found === ' -' ? '' : ' ')), missing || '-']
        .concat(holdsUntil ?? '-', toInform ? 'to inform' : '', ...refusedBy)
        .join(' '),
    ),
    clearance,
  ].join('\n')

/** Whether both say the same of a history. */
export const agrees = (history: History, by: (history: History) => Told): boolean =>
  wordsOf(by(history)) === wordsOf(oracle(history))

export interface Compared {
  /** One entry for each history told differently, the first ten of them. */
  readonly differences: readonly string[]
  /** How often each state and each reason for clearance was told. */
  readonly told: ReadonlyMap<string, number>
}

export function agreementsAgainstOracle(seed: number, histories: number): Compared {
  const differences: string[] = []
  const told = new Map<string, number>()
  const count = (name: string) => told.set(name, (told.get(name) ?? 0) + 1)
  for (let number = 0; number < histories; number++) {
    const history = historyOf(seed, number)
    const [found, expected] = [product(history), oracle(history)]
    for (const { state, because, toInform } of expected.standings) {
      count(state)
      count(because.split(' ')[0] ?? '')
      if (toInform) count('to inform')
    }
    count(expected.clearance.split(' ')[0] ?? '')
    const [left, right] = [wordsOf(found), wordsOf(expected)]
    if (left !== right && differences.length < 10) differences.push(`history ${number}:\n${left}\nexpected\n${right}`)
  }
  return { differences, told }
}
