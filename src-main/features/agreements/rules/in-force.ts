/** Which issued version of an agreement counts on a day (R28, R34). Nothing of this is stored: it follows from dates. */
import type { CivilDate } from '@contract/primitives'

/** What the order of versions is told by. */
export interface Dated {
  readonly id: string
  readonly effectiveFrom: CivilDate
  readonly issuedOn: CivilDate
}

/**
 * Issued versions in the order in which they come into force. Two that begin on one day can only have been issued on two
 * PCs that had not heard of each other: then the later issue, then the id, the same on every PC.
 */
export const inTurn = <T extends Dated>(issued: readonly T[]): readonly T[] =>
  [...issued].sort(
    (a, b) => order(a.effectiveFrom, b.effectiveFrom) || order(a.issuedOn, b.issuedOn) || order(a.id, b.id),
  )

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The version in force on a day; null: none yet. */
export const inForceAmong = <T extends Dated>(issued: readonly T[], day: CivilDate): T | null =>
  inTurn(issued).findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? null

/** The first version that comes into force after a day; null: none. */
export const comingAfter = <T extends Dated>(issued: readonly T[], day: CivilDate): T | null =>
  inTurn(issued).find(({ effectiveFrom }) => effectiveFrom > day) ?? null
