/** One cause for each reason, to be laid one over another: of two reasons at once the higher is told (R54). */
import type { AskVerdict, ConsentState, ReasonCode } from '@contract/answers'
import type { Told } from './oracle'
import { contact, day, plus, said, settledAs, withContact, withKnown } from './facts'
import type { Question } from './histories'

/** Adds what makes a reason apply. */
type Cause = (of: Question) => Question

/** A reason, what it tells, the state it is (R40), and ways in which it comes about. */
export interface Step {
  readonly reason: ReasonCode
  readonly verdict: AskVerdict
  readonly state: ConsentState
  readonly causes: readonly Cause[]
}

const ORDER: Cause = (of) => withKnown(of, { orders: [{ scope: null, from: day('2020-01-01'), until: null }] })
const NO_CAPTURE: Cause = (of) =>
  withKnown(of, { flags: [{ kind: 'NO_CAPTURE', isSet: true, from: day('2025-01-01') }] })
const NO_PUBLISH: Cause = (of) =>
  withKnown(of, { flags: [{ kind: 'NO_PUBLISH', isSet: true, from: day('2025-01-01') }] })
const LEFT: Cause = (of) => withKnown(of, { leftOn: day('2026-02-13') })
const OLD: Cause = (of) => ({ ...of, records: { ...of.records, old: true } })
const CLOCK: Cause = (of) => ({ ...of, records: { ...of.records, clockDoubtful: true } })

/** A Yes or No by a further contact with parental responsibility, so that nobody's earlier word is touched. */
const by =
  (id: string, ...answers: readonly Parameters<typeof said>[]): Cause =>
  (of) =>
    plus(withContact(of, contact(id)), ...answers.map((answer) => said(...answer)))

const given = by('guardian', ['guardian', 'GIVEN'])
const competent: Cause = (of) => withKnown(of, { competence: ['COMPETENT'] })

/** Uses that ask for consent, highest first. */
export const CONSENT_STEPS: readonly Step[] = [
  { reason: 'COURT_ORDER', verdict: 'NO', state: 'REFUSED', causes: [ORDER] },
  { reason: 'PROTECTED', verdict: 'NO', state: 'REFUSED', causes: [NO_CAPTURE, NO_PUBLISH] },
  {
    reason: 'CARE_AUTHORITY_MISSING',
    verdict: 'CHECK_FIRST',
    state: 'DISPUTED',
    causes: [(of) => withKnown(of, { care: [{ status: 'CARE_ORDER', authority: null, evidence: null }] })],
  },
  {
    reason: 'DISPUTED',
    verdict: 'CHECK_FIRST',
    state: 'DISPUTED',
    causes: [
      by('aunt', ['aunt', 'GIVEN'], ['aunt', 'WITHDRAWN']),
      (of) =>
        by('uncle', ['uncle', 'GIVEN', { outlastsLeaving: true }])(by('stepfather', ['stepfather', 'REFUSED'])(of)),
    ],
  },
  {
    reason: 'UNEVIDENCED',
    verdict: 'CHECK_FIRST',
    state: 'NOT_ASKED',
    causes: [
      by('cousin', ['cousin', 'GIVEN', { wording: null, outlastsLeaving: true }]),
      (of) => plus(competent(of), said('pupil', 'GIVEN', { wording: null, outlastsLeaving: true })),
    ],
  },
  {
    reason: 'PUPIL_SAID_NO',
    verdict: 'NO',
    state: 'REFUSED',
    causes: [(of) => plus(competent(of), said('pupil', 'REFUSED'))],
  },
  {
    reason: 'RESPONSIBLE_SAID_NO',
    verdict: 'NO',
    state: 'REFUSED',
    causes: [
      by('stepmother', ['stepmother', 'REFUSED']),
      (of) => settledAs(by('stepmother', ['stepmother', 'REFUSED'])(of), 'REFUSED'),
    ],
  },
  {
    reason: 'OTHER_SAID_NO',
    verdict: 'CHECK_FIRST',
    state: 'REFUSED',
    causes: [(of) => plus(of, said('Wren Attercliffe', 'REFUSED'))],
  },
  { reason: 'LEFT', verdict: 'NO', state: 'EXPIRED', causes: [LEFT] },
  { reason: 'PUPIL_VIEW_MISSING', verdict: 'CHECK_FIRST', state: 'REQUESTED', causes: [(of) => competent(given(of))] },
  { reason: 'RECORDS_OLD', verdict: 'CHECK_FIRST', state: 'GIVEN', causes: [(of) => OLD(given(of))] },
  { reason: 'CLOCK_DOUBTFUL', verdict: 'CHECK_FIRST', state: 'GIVEN', causes: [(of) => CLOCK(given(of))] },
  { reason: 'GIVEN', verdict: 'YES', state: 'GIVEN', causes: [given] },
  {
    reason: 'NOT_YET',
    verdict: 'CHECK_FIRST',
    state: 'REQUESTED',
    causes: [by('godfather', ['godfather', 'GIVEN', { coversFrom: day('2026-04-01') }])],
  },
  {
    reason: 'EXPIRED',
    verdict: 'CHECK_FIRST',
    state: 'EXPIRED',
    causes: [
      by('godmother', ['godmother', 'GIVEN', { expiresOn: day('2026-03-09') }]),
      (of) => plus(of, said('mother', 'GIVEN', { decidedOn: day('2025-06-20'), coversFrom: day('2025-06-20') })),
    ],
  },
  {
    reason: 'NOT_THEIRS_TO_GIVE',
    verdict: 'CHECK_FIRST',
    state: 'NOT_ASKED',
    causes: [(of) => plus(of, said('grandmother', 'GIVEN'))],
  },
  {
    reason: 'NOT_RETURNED',
    verdict: 'CHECK_FIRST',
    state: 'REQUESTED',
    causes: [(of) => ({ ...of, formIsOut: true })],
  },
  { reason: 'NOT_ASKED', verdict: 'CHECK_FIRST', state: 'NOT_ASKED', causes: [(of) => of] },
]

/** Uses that need no consent. */
export const OTHER_STEPS: readonly Step[] = [
  { reason: 'COURT_ORDER', verdict: 'NO', state: 'REFUSED', causes: [ORDER] },
  { reason: 'PROTECTED', verdict: 'NO', state: 'REFUSED', causes: [NO_CAPTURE, NO_PUBLISH] },
  {
    reason: 'OBJECTED',
    verdict: 'NO',
    state: 'OBJECTED',
    causes: [
      (of) => plus(of, said('father', 'OBJECTED')),
      (of) => plus(of, said('pupil', 'OBJECTED')),
      (of) => plus(of, said('Wren Attercliffe', 'WITHDRAWN')),
    ],
  },
  { reason: 'LEFT', verdict: 'NO', state: 'EXPIRED', causes: [LEFT] },
  { reason: 'RECORDS_OLD', verdict: 'CHECK_FIRST', state: 'NO_OBJECTION', causes: [OLD] },
  { reason: 'CLOCK_DOUBTFUL', verdict: 'CHECK_FIRST', state: 'NO_OBJECTION', causes: [CLOCK] },
  {
    reason: 'OVERRULED',
    verdict: 'YES',
    state: 'OBJECTION_OVERRULED',
    causes: [(of) => settledAs(plus(of, said('mother', 'OBJECTED')), 'OVERRULED')],
  },
  { reason: 'NO_CONSENT_NEEDED', verdict: 'YES', state: 'NO_OBJECTION', causes: [(of) => of] },
]

/** A pair of reasons laid one over the other, and what a decision tells of it. */
export interface Pair {
  readonly higher: Step
  readonly lower: Step
  readonly question: Question
}

/** Every pair of a ladder, in every way each of the two comes about. */
export function* pairsOf(steps: readonly Step[], clean: Question): Generator<Pair> {
  for (const [i, higher] of steps.entries()) {
    for (const lower of steps.slice(i + 1)) {
      for (const below of lower.causes)
        for (const above of higher.causes) yield { higher, lower, question: above(below(clean)) }
    }
  }
}

/** Pairs told by the higher, as `HIGHER over LOWER`. */
export function toldHigher(pairs: Iterable<Pair>, decide: (of: Question) => Told): ReadonlySet<string> {
  const told = new Set<string>()
  for (const { higher, lower, question } of pairs) {
    const { reason, verdict } = decide(question)
    if (reason === higher.reason && verdict === higher.verdict) told.add(`${higher.reason} over ${lower.reason}`)
  }
  return told
}
