/** Until when a Yes holds, as far as anybody can know today. Pure. */
import { addDays } from '@vault/clock'
import type { CivilDate } from '@contract/primitives'
import { lastDayOf } from './validity'
import type { Case } from './weighing'

/**
 * The last day of an unbroken Yes. Nothing but the day changes, so it is enough to ask again after each day on which
 * something in the facts turns: a renewal, a birthday, a last day on roll, an order that begins, a responsibility that ends.
 * @param of a case that is a Yes on its day
 * @param isYes the decision itself
 * @returns null when nothing known ends it
 */
export function lastDayOfYes(of: Case, isYes: (of: Case) => boolean): CivilDate | null {
  const { pupil, purpose, answers } = of
  const turns = [
    ...pupil.turns(),
    ...answers.flatMap((answer) => {
      const last = lastDayOf(answer, purpose.renewal)
      const begins = answer.coversFrom > answer.decidedOn ? answer.coversFrom : answer.decidedOn
      return [...(last === null ? [] : [last]), ...(begins > pupil.on ? [addDays(begins, -1)] : [])]
    }),
  ].filter((day) => day >= pupil.on)
  for (const day of new Set(turns.sort())) if (!isYes({ ...of, pupil: pupil.after(day) })) return day
  return null
}
