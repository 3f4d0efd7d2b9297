/**
 * What becomes of the records of one act when some of them are taken back. An act is what one signer said of one version,
 * for one person, in one capacity, on one day; whatever was recorded of it, corrections included, is one graph. Pure.
 */
import type { SigningOutcome } from '@contract/signatures'

/** One record of an act. */
export interface ActRecord {
  readonly event: string
  /** Null once erased. */
  readonly outcome: SigningOutcome | null
  /** Records this one was made over. */
  readonly over: readonly string[]
  /** Records taken back with it. */
  readonly voids: readonly string[]
  /** The record whose answer it says again; null: an answer of its own. */
  readonly restores: string | null
  /** Nothing later is over it. */
  readonly stands: boolean
}

/** What is to be recorded so that some records count no more. */
export interface TakenBack {
  /**
   * Records whose answers stand again, or still, each said anew; null: nothing stands. More than one where two PCs had
   * differed before it was corrected.
   */
  readonly restores: readonly (string | null)[]
  readonly over: readonly string[]
  readonly voids: readonly string[]
}

/** Where records of one act differ, what clears nobody counts. */
export const RESTRICTIVENESS: Readonly<Record<SigningOutcome, number>> = {
  SIGNED: 0,
  VOID: 1,
  CANNOT_SIGN: 2,
  REFUSED: 3,
}

/** The record whose answer another one gives: itself, or the one it says again. */
export const rootOf = ({ event, restores }: Pick<ActRecord, 'event' | 'restores'>): string => restores ?? event

/** Everything of an act that was taken back. */
export const goneOf = (records: readonly Pick<ActRecord, 'voids'>[]): ReadonlySet<string> =>
  new Set(records.flatMap(({ voids }) => voids))

/**
 * Taking back says of records that they never counted. What they had corrected stands again; a correction made since stays.
 * @param records of one act, the one recorded first in front
 * @param wrong records to take back; others than those of this act are passed over
 * @returns null where none of them is of this act, or all are taken back already
 */
export function takingBack(records: readonly ActRecord[], wrong: ReadonlySet<string>): TakenBack | null {
  const before = goneOf(records)
  const isAnswer = ({ restores, outcome }: ActRecord) => restores === null && outcome !== 'VOID' && outcome !== null
  const voids = records.filter((one) => isAnswer(one) && wrong.has(one.event) && !before.has(one.event))
  if (voids.length === 0) return null
  const gone = new Set([...before, ...voids.map(({ event }) => event)])
  const isGone = (one: ActRecord) => gone.has(rootOf(one))
  const standing = records.filter(({ stands }) => stands)
  const [leaving, staying] = [standing.filter(isGone), safest(standing.filter((one) => !isGone(one)))]
  const of = { voids: voids.map(({ event }) => event) }
  if (staying !== null) {
    return { ...of, restores: [answerOf(staying)], over: [...leaving, staying].map(({ event }) => event) }
  }
  const byEvent = new Map(records.map((one) => [one.event, one]))
  const under = new Set(leaving.flatMap((one) => beneath(rootOf(one), byEvent, isGone)))
  const back = new Set(records.filter(({ event }) => under.has(event)).map(answerOf))
  return { ...of, restores: back.size === 0 ? [null] : [...back], over: leaving.map(({ event }) => event) }
}

/** Null: it says nothing any more. */
const answerOf = (one: ActRecord): string | null =>
  one.outcome === 'VOID' || one.outcome === null ? null : rootOf(one)

/** What an answer had corrected, and where that is gone too, what that had. */
function beneath(
  root: string,
  byEvent: ReadonlyMap<string, ActRecord>,
  isGone: (one: ActRecord) => boolean,
): readonly string[] {
  const over = byEvent.get(root)?.over ?? []
  return over.flatMap((event) => {
    const one = byEvent.get(event)
    if (one === undefined) return []
    return one.outcome !== 'VOID' && isGone(one) ? beneath(rootOf(one), byEvent, isGone) : [event]
  })
}

/** What was erased says nothing, and nothing of it can be said again. */
const severity = ({ outcome }: ActRecord): number => RESTRICTIVENESS[outcome ?? 'VOID']

/** Of several that are alike the one recorded first. */
function safest(records: readonly ActRecord[]): ActRecord | null {
  let found: ActRecord | null = null
  for (const one of records) if (found === null || severity(one) > severity(found)) found = one
  return found
}
