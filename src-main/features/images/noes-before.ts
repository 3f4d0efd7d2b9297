/** Noes that were recorded elsewhere before a use was, and were not known to whoever recorded the use (R58, R59). */
import { isNo } from '@contract/answers'
import { answersWhereSomebodySaidNo, settlementsEver, type AnswerRow } from '@db/repo/consents'
import type { Pictures, Use } from './standing'

/** A No that had been recorded; milliseconds since 1970 UTC. */
export interface NoBefore {
  readonly pupil: string
  readonly recordedAt: number
}

/**
 * Asks what was recorded before the check a use rests on, so that a breach does not end with what was answered, settled or
 * left out since.
 * @returns for a use, the pupils about whom somebody whose word counts had said No before it was checked, where that had
 *   not been taken back or settled for the Yes before. A protection or order that came later is a take-down, not a breach
 */
export function noesBefore(pictures: Pictures): (use: Use) => readonly NoBefore[] {
  const { db } = pictures.tenant
  const answers = byPupil(answersWhereSomebodySaidNo(db))
  const settlements = settlementsEver(db).filter(({ outcome }) => outcome !== 'REFUSED')
  const counts = (pupil: string, { contact, name, capacity }: AnswerRow): boolean => {
    const known = pictures.pupil(pupil)
    if (known === null) return false
    const { own, contacts } = pictures.knowledge.standingOf(known)
    const isOwn = contact === null && name === null && capacity === 'PUPIL'
    return (isOwn ? own : contacts.get(contact ?? ''))?.refuses !== 'no-longer'
  }
  return ({ row: { facts, checkedAt }, everShown, against }) => {
    const naming = facts.named ? pictures.knowledge.naming?.id : undefined
    return everShown.flatMap((pupil): NoBefore[] => {
      // Who knowingly put it out has opened a breach already.
      const own = against.has(pupil) ? [] : (answers.get(pupil) ?? [])
      const before = own.filter(
        ({ purpose, recordedAt }) => recordedAt < checkedAt && (purpose === facts.purpose || purpose === naming),
      )
      const isSettled = ({ event }: AnswerRow): boolean =>
        settlements.some(({ recordedAt, covers }) => recordedAt < checkedAt && covers.includes(event))
      const noes = before.filter(
        (answer) =>
          saidNo(answer) &&
          answer.decidedOn <= facts.from &&
          !isReplaced(answer, before) &&
          !isSettled(answer) &&
          counts(pupil, answer),
      )
      return noes.length === 0 ? [] : [{ pupil, recordedAt: Math.max(...noes.map(({ recordedAt }) => recordedAt)) }]
    })
  }
}

/** What was recorded in error since was never said. */
const saidNo = ({ answer, decidedOn, latestNoOn }: AnswerRow): boolean =>
  isNo(answer) && latestNoOn !== null && decidedOn <= latestNoOn

/** Whether the same person's later answer had taken its place by then. What still stands was replaced by none. */
const isReplaced = ({ stands, entity, recordedAt }: AnswerRow, before: readonly AnswerRow[]): boolean =>
  !stands && before.some((other) => other.entity === entity && other.recordedAt > recordedAt)

function byPupil(rows: readonly AnswerRow[]): ReadonlyMap<string, readonly AnswerRow[]> {
  const groups = new Map<string, AnswerRow[]>()
  for (const row of rows) {
    const group = groups.get(row.pupil)
    if (group === undefined) groups.set(row.pupil, [row])
    else group.push(row)
  }
  return groups
}
