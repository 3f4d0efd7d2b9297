/** Noes that were recorded elsewhere before a use was, and were not known to whoever recorded the use (R58, R59). */
import { isNo } from '@contract/answers'
import type { Pictures, Use } from './standing'

/**
 * @returns the pupil and when the No was recorded, milliseconds since 1970 UTC; null: no answer that stands forbade the
 *   use before it was checked. A protection or order that came later is a take-down, not a breach.
 */
export function noRecordedBefore(
  pictures: Pictures,
  { row }: Use,
  pupil: string,
): { readonly pupil: string; readonly recordedAt: number } | null {
  const decided = pictures.decided(pupil, row.facts.purpose, row.facts.named)
  if (decided === null || decided.verdict !== 'NO') return null
  const recorded = pictures.knowledge
    .answersOf(pupil, row.facts.purpose)
    .flatMap(({ answer, recordedAt, decidedOn }) =>
      isNo(answer) && recordedAt < row.checkedAt && decidedOn <= row.facts.from ? [recordedAt] : [],
    )
  return recorded.length === 0 ? null : { pupil, recordedAt: Math.max(...recorded) }
}
