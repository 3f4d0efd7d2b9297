/** Answers of one person while they are put in, use by use. Pure. */
import type { AppContract, CivilDate, Client, ConsentAnswer, LawfulBasis, Purpose } from '@contract'

/** What can be answered to one use. */
export type PutIn = Exclude<ConsentAnswer, 'VOID' | 'WITHDRAWN'>

/** `NONE`: left blank on purpose; empty: nothing chosen. Neither answers anything. */
export type Chosen = PutIn | 'NONE' | ''

export interface GivenAnswer {
  readonly purpose: string
  answer: Chosen
  conditions: string
  expiresOn: CivilDate | null
  /** What is wrong with the date typed. */
  problem: string | null
  outlastsLeaving: boolean
}

/** The two answers a use can have: a Yes or a No where consent is asked, else an objection or none (R40). */
export function answersFor(basis: LawfulBasis): readonly PutIn[] {
  return basis === 'CONSENT' ? ['GIVEN', 'REFUSED'] : ['NO_OBJECTION', 'OBJECTED']
}

/** Whether an answer lets a picture be used, so that conditions can go with it. */
export const allows = (answer: Chosen): boolean => answer === 'GIVEN' || answer === 'NO_OBJECTION'

/** An empty answer for each use that is in use. Nothing is ticked beforehand (R41). */
export function emptyAnswers(purposes: readonly Purpose[]): GivenAnswer[] {
  return purposes.map(({ id }) => ({
    purpose: id,
    answer: '',
    conditions: '',
    expiresOn: null,
    problem: null,
    outlastsLeaving: false,
  }))
}

type Recorded = Parameters<Client<AppContract>['consents.record']>[0]['answers']

/** What is to be recorded: the uses that were answered, with conditions only where something is allowed. */
export function recordedAnswers(given: readonly GivenAnswer[]): Recorded {
  return given.flatMap(({ purpose, answer, conditions, expiresOn, outlastsLeaving }) => {
    if (answer === '' || answer === 'NONE') return []
    if (!allows(answer)) return [{ purpose, answer }]
    const words = conditions.trim()
    return [{ purpose, answer, conditions: words === '' ? null : words, expiresOn, outlastsLeaving }]
  })
}
