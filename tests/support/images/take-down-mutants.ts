/**
 * Faults planted on purpose in what has to come down and in what has ended: one step is taken wrongly, the others rightly.
 * The oracle has to notice each of them, or it proves nothing.
 */
import type { ReasonCode } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import { addDays } from '@vault/clock'
import {
  dueOf,
  endedOf,
  isOut,
  pupilsOn,
  useStanding,
  type Decided,
} from '../../../src-main/features/images/rules/ending'
import type { Question } from '../consents/histories'
import type { PupilMade } from './pictures-in-use'
import { PRODUCT, type Steps } from './take-downs-compared'

export type Mutant = Partial<Steps>

/** The decision told otherwise. */
const telling = (alter: (told: Decided, of: Question) => Partial<Decided>): Mutant => ({
  decided: (pupil, purpose, named) => {
    const told = PRODUCT.decided(pupil, purpose, named)
    const of = pupil.uses.get(purpose)
    return told === null || of === undefined ? told : { ...told, ...alter(told, of) }
  },
})

/** The decision about facts read otherwise. */
const reading = (alter: (of: Question) => Question): Mutant => ({
  decided: ({ uses, name }, purpose, named) => {
    const altered: PupilMade = {
      uses: new Map([...uses].map(([id, of]) => [id, alter(of)])),
      name: name === null ? null : alter(name),
    }
    return PRODUCT.decided(altered, purpose, named)
  },
})

/** The day of one reason told otherwise, the verdict left as it is. */
const since = (reasons: readonly ReasonCode[], of: (question: Question, told: Decided) => CivilDate | null): Mutant =>
  telling((told, question) => (reasons.includes(told.reason) ? { since: of(question, told) } : {}))

const NOES: readonly ReasonCode[] = ['PUPIL_SAID_NO', 'RESPONSIBLE_SAID_NO', 'OTHER_SAID_NO', 'OBJECTED', 'DISPUTED']

/** A reason for which nothing comes down. */
const ignoring = (...reasons: readonly ReasonCode[]): Mutant => ({
  dueOf: (from, decided, against) =>
    decided !== null && reasons.includes(decided.reason) ? null : dueOf(from, decided, against),
})

const firstOf = (days: readonly CivilDate[]): CivilDate | null => [...days].sort()[0] ?? null
const lastOf = (days: readonly CivilDate[]): CivilDate | null => [...days].sort().at(-1) ?? null

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  // What comes down
  'a use that was asked to be removed counts as gone': { isOut: (state) => state === 'LIVE' },
  'a use that cannot be recalled is a task': { isOut: (state) => state !== 'REMOVED' },
  'a use that was removed is a task': { isOut: (state) => isOut(state) || state === 'REMOVED' },
  'whoever was left out is on it still': { pupilsOn: (chosen, onSet) => pupilsOn(chosen, onSet, new Set()) },
  'everybody on the set is on every use of it': { pupilsOn: (_chosen, onSet, out) => pupilsOn(null, onSet, out) },
  'a use of everybody on the set shows nobody': { pupilsOn: (chosen, _onSet, out) => pupilsOn(chosen ?? [], [], out) },
  'an erased pupil may be shown': { dueOf: (from, decided, against) => decided && dueOf(from, decided, against) },
  'a disputed use may stay': ignoring('DISPUTED'),
  'a use without evidence may stay': ignoring('UNEVIDENCED'),
  'the No of somebody unknown is none': ignoring('OTHER_SAID_NO'),
  'a use after leaving may stay': ignoring('LEFT'),
  'a use that nobody was asked about may stay': ignoring('NOT_ASKED', 'NOT_RETURNED'),
  'a Yes of somebody who may not give it is one': ignoring('NOT_THEIRS_TO_GIVE'),
  'a Yes that is still to come is one': ignoring('NOT_YET'),
  'only a No brings anything down': {
    dueOf: (from, decided, against) => (decided?.verdict === 'CHECK_FIRST' ? null : dueOf(from, decided, against)),
  },
  'a Yes that ran out brings everything down': telling(({ reason }) => (reason === 'EXPIRED' ? { ranOut: false } : {})),
  'a view of their own that is missing brings everything down': {
    dueOf: (from, decided) => dueOf(from, decided, true),
  },
  'what went out against the decision may stay when the Yes has run out': {
    dueOf: (from, decided) => dueOf(from, decided),
  },
  'doubt about this PC brings everything down': telling(({ reason }) =>
    reason === 'RECORDS_OLD' || reason === 'CLOCK_DOUBTFUL' ? { reason: 'NOT_ASKED' } : {},
  ),
  'a condition brings a use down': {
    dueOf: (from, decided, against) =>
      decided?.verdict === 'YES_IF' ? { since: from, isUrgent: false } : dueOf(from, decided, against),
  },
  'the name beside a picture is not asked about': {
    decided: (pupil, purpose) => PRODUCT.decided(pupil, purpose, false),
  },
  'a use with the name is asked about the name alone': {
    decided: (pupil, purpose, named) =>
      named && pupil.name !== null
        ? PRODUCT.decided({ ...pupil, uses: new Map([[purpose, pupil.name]]) }, purpose, false)
        : PRODUCT.decided(pupil, purpose, named),
  },
  'the name of whoever is not to be named does not hurry': telling(({ reason }, of) =>
    reason === 'PROTECTED' && !of.purpose.outside && of.known.flags.every(({ kind }) => kind === 'NO_NAME')
      ? { reason: 'NAME_NOT_ALLOWED' }
      : {},
  ),
  'at 18 the No of a parent is forgotten': telling(({ reason }) => (reason === 'EXPIRED' ? { ranOut: true } : {})),
  'a Yes to come for whoever said No before is as one that ran out': telling(({ reason }, { answers }) =>
    reason === 'NOT_YET' && answers.length > 1 ? { ranOut: true } : {},
  ),

  // Since when, and how soon
  'an order is told from the first that ever was': since(['COURT_ORDER'], (of) =>
    firstOf(of.known.orders.map(({ from }) => from)),
  ),
  'an order is told from the newest': since(['COURT_ORDER'], (of) => lastOf(of.known.orders.map(({ from }) => from))),
  'protection is told from any flag': since(['PROTECTED'], (of) => firstOf(of.known.flags.map(({ from }) => from))),
  'leaving counts from the last day on roll': since(['LEFT'], (of) => of.known.leftOn),
  'a No counts from the newest answer': since(NOES, (of) =>
    lastOf(of.answers.map(({ decidedOn }) => decidedOn).filter((day) => day <= of.on)),
  ),
  'a No counts from the oldest answer': since(NOES, (of) =>
    firstOf(of.answers.map(({ decidedOn }) => decidedOn).filter((day) => day <= of.on)),
  ),
  'a No that was settled counts on': since(NOES, (of, told) =>
    of.settlements.length === 0
      ? told.since
      : (firstOf(
          of.answers
            .filter(({ answer }) => ['REFUSED', 'WITHDRAWN', 'OBJECTED'].includes(answer))
            .map(({ decidedOn }) => decidedOn),
        ) ?? told.since),
  ),
  'every day is told from today': telling((_told, { on }) => ({ since: on })),
  'a take-down may be older than the use': {
    dueOf: (from, decided, against) => {
      const due = dueOf(from, decided, against)
      return due === null ? null : { ...due, since: decided?.since ?? due.since }
    },
  },
  'an erased pupil does not hurry': {
    dueOf: (from, decided, against) => {
      const due = dueOf(from, decided, against)
      return due !== null && decided === null ? { ...due, isUrgent: false } : due
    },
  },
  'an order does not hurry': telling(({ reason }) => (reason === 'COURT_ORDER' ? { reason: 'OBJECTED' } : {})),
  'care does not hurry': telling(({ reason }) => (reason === 'CARE_AUTHORITY_MISSING' ? { reason: 'DISPUTED' } : {})),
  'a dispute hurries': {
    dueOf: (from, decided, against) => {
      const due = dueOf(from, decided, against)
      return due !== null && decided?.reason === 'DISPUTED' ? { ...due, isUrgent: true } : due
    },
  },
  'a use has a day to come down': { days: (isUrgent) => (isUrgent ? 0 : 1) },
  'what hurries has a day': { days: (isUrgent) => (isUrgent ? 1 : 2) },
  'a flag that was cleared counts': reading((of) => ({
    ...of,
    known: { ...of.known, flags: of.known.flags.map((flag) => ({ ...flag, isSet: true })) },
  })),
  'settlements are not looked at': reading((of) => ({ ...of, settlements: [] })),

  // What has ended
  'one use that is over ends the set': {
    endedOf: (decided) => endedOf(decided.filter(({ verdict, reason }) => verdict === 'NO' || reason === 'EXPIRED')),
  },
  'the first use that is over is the day': {
    endedOf: (decided) => {
      const ended = endedOf(decided)
      const first = firstOf(decided.flatMap(({ since: day }) => day ?? []))
      return ended.endedOn === null ? ended : { ...ended, endedOn: first }
    },
  },
  'doubt ends a set': {
    endedOf: (decided) =>
      endedOf(decided.map((one) => (one.verdict === 'CHECK_FIRST' ? { ...one, verdict: 'NO' } : one))),
  },
  'a Yes that ran out keeps a set': {
    endedOf: (decided) => (decided.some(({ reason }) => reason === 'EXPIRED') ? endedOf([]) : endedOf(decided)),
  },
  'a Yes that ran out hastens a set': {
    endedOf: (decided) => {
      const ended = endedOf(decided)
      return { ...ended, withdrawn: ended.endedOn !== null && !decided.some(({ reason }) => reason === 'LEFT') }
    },
  },
  'leaving hastens a set': {
    endedOf: (decided) => {
      const ended = endedOf(decided)
      return {
        ...ended,
        withdrawn: ended.withdrawn || (ended.endedOn !== null && decided.some(({ verdict }) => verdict === 'NO')),
      }
    },
  },
  'protection hastens nothing': {
    endedOf: (decided) => {
      const ended = endedOf(decided)
      return { ...ended, withdrawn: ended.withdrawn && decided.some(({ reason }) => NOES.includes(reason)) }
    },
  },
  'an objection hastens nothing': {
    endedOf: (decided) => {
      const ended = endedOf(decided)
      return {
        ...ended,
        withdrawn: ended.withdrawn && decided.some(({ reason }) => reason !== 'OBJECTED' && reason !== 'LEFT'),
      }
    },
  },
  'a Yes ends the day it ran out': {
    decided: (pupil, purpose, named) => {
      const told = PRODUCT.decided(pupil, purpose, named)
      return told?.reason === 'EXPIRED' && told.since !== null ? { ...told, since: addDays(told.since, -1) } : told
    },
  },
  'an earlier stay ends what was given since': since(['EXPIRED'], (of, told) =>
    of.known.lastLeft === null ? told.since : addDays(of.known.lastLeft, 1),
  ),
  'what the pupil gave ends at 18': since(['EXPIRED'], (of, told) =>
    told.since !== null && of.known.dateOfBirth !== null && of.answers.every(({ contact }) => contact === null)
      ? addDays(told.since, -400)
      : told.since,
  ),
}

/** Steps that say the same in other words. */
export const SOUND: Readonly<Record<string, Mutant>> = {
  'the rules as they are': {},
  'the standing asked instead of the day': {
    dueOf: (from, decided, against) =>
      useStanding(decided, against) === 'TAKE_DOWN' ? dueOf(from, decided, against) : null,
  },
}
