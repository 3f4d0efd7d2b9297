/**
 * Faults planted on purpose in who may do the next step of a disposal. The lives of `disposals.ts` have to show each of
 * them, most by a destruction that should not have been.
 */
import type { DayKnown, DisposalKnown, ToDispose } from '../../../src-main/features/images/rules/disposing'
import type { SetKnown } from '../../../src-main/features/images/rules/retention'
import { product, type Asks } from './disposals'
import type { Step } from './oracle'
import { dayOf, numberOf } from './sets'

/** The product about facts that were read otherwise. */
const otherwise =
  (alter: (of: ToDispose, disposal: DisposalKnown | null, day: DayKnown, by: string) => Partial<Told>): Asks =>
  (step, of, disposal, by, day) => {
    const told = { of, disposal, day, by, ...alter(of, disposal, day, by) }
    return product(step, told.of, told.disposal, told.by, told.day)
  }

interface Told {
  readonly of: ToDispose
  readonly disposal: DisposalKnown | null
  readonly day: DayKnown
  readonly by: string
}

const decided = (
  alter: (decision: NonNullable<DisposalKnown['decision']>, day: DayKnown) => DisposalKnown['decision'],
): Asks =>
  otherwise((_of, disposal, day) => ({
    disposal: disposal?.decision == null ? disposal : { ...disposal, decision: alter(disposal.decision, day) },
  }))

const withSet = (alter: (set: SetKnown) => Partial<SetKnown>): Asks =>
  otherwise((of) => ({ of: { ...of, set: { ...of.set, ...alter(of.set) } } }))

const only =
  (step: Step, asks: Asks): Asks =>
  (asked, ...rest) =>
    (asked === step ? asks : product)(asked, ...rest)

const unread = otherwise((_of, _disposal, day) => ({ day: { ...day, saidToday: day.today } }))
const unheld = withSet(() => ({ held: false }))

/** By what each fault shows: a destruction that should not have been, or at least another answer than the oracle's. */
export const MUTANTS: Readonly<Record<string, readonly [asks: Asks, shows: 'unsafe' | 'differences']>> = {
  'the typed date is not looked at': [unread, 'unsafe'],
  'the typed date is looked at when proposing alone': [
    (step, ...rest) => (step === 'PROPOSE' ? product : unread)(step, ...rest),
    'differences',
  ],
  'the typed date is not looked at when proposing': [only('PROPOSE', unread), 'differences'],
  'the typed date is not looked at when approving': [only('APPROVE', unread), 'differences'],
  'no typed date is as good as the right one': [
    otherwise((_of, _disposal, day) => ({ day: { ...day, saidToday: day.saidToday ?? day.today } })),
    'differences',
  ],
  'the typed date counts and not that of the PC': [
    otherwise((_of, _disposal, day) => ({ day: { ...day, today: day.saidToday ?? day.today } })),
    'unsafe',
  ],
  'the newest recorded day is not looked at': [
    otherwise((_of, _disposal, day) => ({ day: { ...day, newestRecordedOn: null } })),
    'differences',
  ],
  'doubtful records are trusted': [
    otherwise((_of, _disposal, day) => ({ day: { ...day, recordsDoubtful: false } })),
    'unsafe',
  ],
  'a hold is not looked at': [unheld, 'unsafe'],
  'a hold is looked at until the approval': [only('CARRY_OUT', unheld), 'unsafe'],
  'what is due when proposed is due': [
    only(
      'CARRY_OUT',
      withSet(({ takenOn }) => ({
        heldOn: 'CONSENT',
        pupils: [{ bornOn: null, leftOn: null, endedOn: takenOn, withdrawn: true }],
      })),
    ),
    'unsafe',
  ],
  'uses are not looked at': [otherwise((of) => ({ of: { ...of, usesInReach: 0 } })), 'unsafe'],
  'uses are looked at until the approval': [
    only(
      'CARRY_OUT',
      otherwise((of) => ({ of: { ...of, usesInReach: 0 } })),
    ),
    'unsafe',
  ],
  'what is gone may go again': [
    (step, of, disposal, by, day) =>
      product(
        step,
        { ...of, set: { ...of.set, disposal: of.set.disposal === 'DISPOSED' ? 'PROPOSED' : of.set.disposal } },
        disposal === null ? null : { ...disposal, finishedOn: null },
        by,
        day,
      ),
    'unsafe',
  ],
  'one person is enough': [
    (step, of, disposal, by, day) => {
      const other = disposal === null ? null : { ...disposal, proposedBy: 'nobody' }
      return product(step, of, other, by, day)
    },
    'unsafe',
  ],
  'one person may approve': [otherwise(() => ({ by: 'nobody' })), 'differences'],
  'a proposal is an approval': [
    only(
      'CARRY_OUT',
      otherwise((_of, disposal, { today }) => ({
        disposal:
          disposal === null
            ? null
            : { ...disposal, decision: disposal.decision ?? { by: 'nobody', on: today, approved: true } },
      })),
    ),
    'unsafe',
  ],
  'a refusal is an approval': [
    only(
      'CARRY_OUT',
      decided((decision) => ({ ...decision, approved: true })),
    ),
    'unsafe',
  ],
  'an approval never ends': [decided((decision, { today }) => ({ ...decision, on: today })), 'unsafe'],
  'an approval ends a day late': [
    decided((decision) => ({ ...decision, on: dayOf(numberOf(decision.on) + 1) })),
    'unsafe',
  ],
  'an approval ends a day early': [
    decided((decision) => ({ ...decision, on: dayOf(numberOf(decision.on) - 1) })),
    'differences',
  ],
  'what is due tomorrow may go': [
    (step, of, disposal, by, day) => {
      const refusal = product(step, of, disposal, by, day)
      const isTomorrow = refusal?.code === 'NOT_DUE' && refusal.dueOn === dayOf(numberOf(day.today) + 1)
      return isTomorrow && of.usesInReach === 0 && disposal?.decision?.approved !== false ? null : refusal
    },
    'unsafe',
  ],
  'a set without a due day may go': [
    (step, of, disposal, by, day) => {
      const refusal = product(step, of, disposal, by, day)
      return refusal?.code === 'NOT_DUE' && refusal.dueOn === null ? null : refusal
    },
    'unsafe',
  ],
  'a proposal may be made over another': [
    withSet(({ disposal }) => ({ disposal: disposal === 'PROPOSED' ? 'NONE' : disposal })),
    'differences',
  ],
}
