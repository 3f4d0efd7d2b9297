/** The body of an answer, as recording makes it. */
import type { Capacity, ConsentAnswer } from '@contract/answers'
import type { YearCode } from '@contract/primitives'
import type { AnswerBody } from '../../../../src-main/features/consents/events'
import { SOMEBODY, type Day } from './days-and-ids'

export interface Answered {
  readonly pupil: string
  readonly purpose: string
  /** Id of a contact, null for the pupil, or the name of somebody who is neither, in brackets. */
  readonly by: string | null
  readonly year: YearCode
  readonly decidedOn: Day
  readonly wording: string | null
  readonly answer: ConsentAnswer
  /** First day of the wording, if that is later than the answer. */
  readonly coversFrom?: Day
  readonly expiresOn?: Day | null
  readonly outlastsLeaving?: boolean
  readonly conditions?: string | null
}

export function bodyOfAnswer(said: Answered): AnswerBody {
  const { pupil, purpose, by, year, decidedOn, wording, answer } = said
  const stranger = strangerIn(by)
  const capacity: Capacity = by === null ? 'PUPIL' : stranger === null ? 'PARENT' : 'OTHER'
  return {
    ...{ pupil, purpose, contact: stranger === null ? by : null, name: stranger },
    ...{ capacity, answer, decidedOn, channel: 'PAPER', wording, coversFrom: said.coversFrom ?? decidedOn },
    ...{ yearThen: year, expiresOn: said.expiresOn ?? null, outlastsLeaving: said.outlastsLeaving ?? false },
    ...{ conditions: said.conditions ?? null, evidence: null, from: null, by: SOMEBODY, voids: [] },
  }
}

/** The name of somebody who is no contact, null for everybody else. */
export const strangerIn = (by: string | null): string | null => /^\[(.*)\]$/.exec(by ?? '')?.[1] ?? null
