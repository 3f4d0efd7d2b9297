/** Whether a Yes is evidenced, and until when it holds (R44, R51, R61, R70). Pure. */
import type { Capacity, Channel, ConsentAnswer, Renewal } from '@contract/answers'
import { YEAR_CODES, type CivilDate, type YearCode } from '@contract/primitives'
import { academicYear } from '@vault/clock'
import { keyStageOf, lastYearOfStage } from '../../pupils/rules/years'

/** One answer that stands, as far as a decision needs it. */
export interface StandingAnswer {
  readonly event: string
  /** Person and use: two answers of one entity come from two PCs. */
  readonly entity: string
  readonly contact: string | null
  readonly name: string | null
  readonly capacity: Capacity
  readonly answer: ConsentAnswer
  readonly decidedOn: CivilDate
  readonly channel: Channel
  readonly wording: string | null
  readonly coversFrom: CivilDate
  readonly yearThen: YearCode
  readonly expiresOn: CivilDate | null
  readonly outlastsLeaving: boolean
  readonly conditions: string | null
  /** Date of the newest No of the same person for the same use, not counting what was taken back as an error. */
  readonly latestNoOn: CivilDate | null
}

/** When a wording could first be signed: its issue or its own first day, whichever came first; null: not issued here. */
export type WordingSince = (wording: string) => CivilDate | null

/** The pupil's own word: nobody else's, whatever capacity was written beside it (R47). */
export const isOwnWord = ({ contact, name, capacity }: StandingAnswer): boolean =>
  capacity === 'PUPIL' && contact === null && name === null

/**
 * R44: who and in what capacity, when, how, and exactly what they were told. A Yes signed before its wording existed
 * was given to something else.
 */
export function isEvidenced(answer: StandingAnswer, since: WordingSince): boolean {
  const who = answer.contact !== null ? answer.capacity !== 'PUPIL' : isOwnWord(answer)
  const told = answer.wording === null ? null : since(answer.wording)
  return who && answer.capacity !== 'OTHER' && told !== null && answer.decidedOn >= told
}

/** The last day a Yes holds by the school's renewal, or its own limit if that comes first; null: until the pupil leaves (R61). */
export function lastDayOf(answer: StandingAnswer, renewal: Renewal): CivilDate | null {
  const renewed = renewalEnd(answer, renewal)
  if (renewed === null || answer.expiresOn === null) return renewed ?? answer.expiresOn
  return renewed < answer.expiresOn ? renewed : answer.expiresOn
}

function renewalEnd({ decidedOn, coversFrom, yearThen }: StandingAnswer, renewal: Renewal): CivilDate | null {
  if (renewal === 'ON_ENTRY') return null
  const { begins, ends } = academicYear(coversFrom)
  if (renewal === 'ANNUAL') return ends
  // A form signed in July for September finds the pupil one year on.
  const yearsOn = startOf(begins) - startOf(academicYear(decidedOn).begins)
  const year = YEAR_CODES[YEAR_CODES.indexOf(yearThen) + yearsOn]
  const stage = year === undefined ? null : keyStageOf(year)
  // Years outside the stages are renewed with each academic year.
  if (year === undefined || stage === null) return ends
  const left = YEAR_CODES.indexOf(lastYearOfStage(stage)) - YEAR_CODES.indexOf(year)
  return `${String(startOf(ends) + left)}${ends.slice(4)}` as CivilDate // A 31 August, which every year has.
}

const startOf = (date: CivilDate): number => Number(date.slice(0, 4))
