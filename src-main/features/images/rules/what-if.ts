/** What a change of the retention schedule would do, told before anybody saves it. Pure. */
import type { CivilDate } from '@contract/primitives'
import { retentionOf, type Retention, type RuleKnown, type SetKnown } from './retention'

/** A set that would stand otherwise. */
export interface Changed<S extends SetKnown> {
  readonly set: S
  readonly before: Retention
  readonly after: Retention
  /** It may not go under the schedule as it is, and may under the changed one. */
  readonly newlyDue: boolean
}

/**
 * The sets whose state, due day or window would change; those that are gone do not.
 * @param before the schedule in force, rules that are retired included
 * @param after the schedule as it would be
 * @param on the day asked about, Europe/London
 * @returns in the order of `sets`
 */
export function whatIf<S extends SetKnown>(
  sets: readonly S[],
  before: readonly RuleKnown[],
  after: readonly RuleKnown[],
  on: CivilDate,
): readonly Changed<S>[] {
  return sets.flatMap((set) => {
    const [was, would] = [retentionOf(set, before, on), retentionOf(set, after, on)]
    if (was.state === 'DISPOSED') return []
    if (was.state === would.state && was.dueOn === would.dueOn && was.disposeBy === would.disposeBy) return []
    return [{ set, before: was, after: would, newlyDue: !hasComeDue(was, on) && hasComeDue(would, on) }]
  })
}

/** By its day alone: a set on hold comes due as well. */
const hasComeDue = ({ dueOn }: Retention, on: CivilDate): boolean => dueOn !== null && dueOn <= on
