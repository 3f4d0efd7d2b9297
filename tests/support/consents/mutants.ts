/**
 * Faults planted on purpose, one rule each: the decision is asked about facts read in the wrong way, or its reasons are told
 * in the wrong order. The oracle has to notice each of them, or it proves nothing.
 */
import type { LawfulBasis } from '@contract/answers'
import { YEAR_CODES, type CivilDate, type YearCode } from '@contract/primitives'
import type { Responsibility } from '@contract/pupils'
import { academicYear, addDays, addYears } from '@vault/clock'
import { decide, type PurposeKnown } from '../../../src-main/features/consents/rules/decide'
import type { ContactKnown, PupilKnown } from '../../../src-main/features/consents/rules/pupil-standing'
import type { StandingAnswer } from '../../../src-main/features/consents/rules/validity'
import { caseOf, type Question } from './histories'
import type { Told } from './oracle'

export type Mutant = (of: Question) => Told

const right: Mutant = (of) => {
  const { verdict, reason } = decide(caseOf(of))
  return { verdict, reason }
}

/** The decision about facts that were read otherwise. */
const reading =
  (alter: (of: Question) => Question): Mutant =>
  (of) =>
    right(alter(of))

/** The decision by one of the ages from which a pupil decides. */
const byAge = (one: (...ages: readonly number[]) => number): Mutant =>
  reading((of) => {
    const ages = [of.pupilViewFrom, ...(of.otherAges ?? [])].map((age) => age ?? 18)
    return { ...of, pupilViewFrom: one(...ages), otherAges: [] }
  })

const pupil = (alter: (known: PupilKnown, of: Question) => Partial<PupilKnown>): Mutant =>
  reading((of) => ({ ...of, known: { ...of.known, ...alter(of.known, of) } }))

const contacts = (alter: (one: ContactKnown, of: Question) => Partial<ContactKnown>): Mutant =>
  pupil((known, of) => ({ contacts: known.contacts.map((one) => ({ ...one, ...alter(one, of) })) }))

const responsibility = (alter: (one: Responsibility, of: Question) => Partial<Responsibility>): Mutant =>
  contacts((contact, of) => ({ responsibility: contact.responsibility.map((one) => ({ ...one, ...alter(one, of) })) }))

const answers = (alter: (one: StandingAnswer, of: Question) => Partial<StandingAnswer>): Mutant =>
  reading((of) => ({ ...of, answers: of.answers.map((one) => ({ ...one, ...alter(one, of) })) }))

/** A reason told although one above it applies: without what makes the higher apply, the decision tells the lower. */
const tellingFirst =
  (lower: Told['reason'], without: (of: Question) => Question): Mutant =>
  (of) => {
    const told = right(without(of))
    return told.reason === lower ? told : right(of)
  }

const unflagged = (of: Question): Question => ({ ...of, known: { ...of.known, flags: [] } })
const unordered = (of: Question): Question => ({ ...of, known: { ...of.known, orders: [] } })
const trusted = (of: Question): Question => ({ ...of, records: { old: false, clockDoubtful: false } })
const careless = (of: Question): Question => ({ ...of, known: { ...of.known, care: [] } })

const dayAfter = (date: CivilDate | null): CivilDate | null => (date === null ? null : addDays(date, 1))
const schoolYearOf = (date: CivilDate): number => Number(academicYear(date).begins.slice(0, 4))
const yearBack = (year: YearCode, by: number): YearCode =>
  year === 'X' ? year : (YEAR_CODES[Math.max(0, YEAR_CODES.indexOf(year) - by)] ?? year)
const dayBefore = (date: CivilDate | null): CivilDate | null => (date === null ? null : addDays(date, -1))

const use = (alter: (purpose: PurposeKnown) => Partial<PurposeKnown>): Mutant =>
  reading((of) => ({ ...of, purpose: { ...of.purpose, ...alter(of.purpose) } }))

const basis = (alter: (basis: LawfulBasis) => LawfulBasis): Mutant =>
  reading((of) => ({ ...of, purpose: { ...of.purpose, basis: alter(of.purpose.basis) } }))

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  // What two PCs recorded apart (C19)
  'of two last days on roll the later counts': pupil(({ loosest }) =>
    loosest === null ? {} : { leftOn: loosest.leftOn, loosest: null },
  ),
  'of two ends of an earlier stay the first counts': pupil(({ loosest }) =>
    loosest === null ? {} : { lastLeft: loosest.lastLeft, loosest: null },
  ),
  'of two bases the one without consent counts': use(({ loosest }) =>
    loosest === null ? {} : { basis: loosest.basis, loosest: null },
  ),
  'of two bases consent alone is asked about': use(() => ({ loosest: null })),
  'of two renewals the later counts': use(({ loosest }) => (loosest === null ? {} : { renewal: loosest.renewal })),
  // What protects (R55, R56)
  'an order is not looked at': reading(unordered),
  'an order without an end is over': pupil(({ orders }) => ({
    orders: orders.map((one) => ({ ...one, until: one.until ?? one.from })),
  })),
  'an order is over on its last day': pupil(({ orders }) => ({
    orders: orders.map((one) => ({ ...one, until: dayBefore(one.until) })),
  })),
  'an order of another use counts for this one': pupil(({ orders }) => ({
    orders: orders.map((one) => ({ ...one, scope: null })),
  })),
  'an order counts before its first day': pupil(({ orders }) => ({
    orders: orders.map((one) => ({ ...one, from: addDays(one.from, -1) })),
  })),
  'a flag that was cleared counts': pupil(({ flags }) => ({ flags: flags.map((one) => ({ ...one, isSet: true })) })),
  'a flag counts before its first day': pupil(({ flags }) => ({
    flags: flags.map((one) => ({ ...one, from: addDays(one.from, -1) })),
  })),
  'no publishing forbids displays inside': reading((of) => ({ ...of, purpose: { ...of.purpose, outside: true } })),
  'no capture forbids identity photographs outright': reading((of) => ({
    ...of,
    purpose: { ...of.purpose, code: of.purpose.code === 'ID_PHOTO' ? null : of.purpose.code },
  })),
  'what needs the lead’s approval is told before any No': (of) => {
    const told = right(of)
    const asks = of.purpose.code === 'ID_PHOTO' && told.reason !== 'COURT_ORDER'
    const isFlagged = of.known.flags.some(({ kind, isSet, from }) => kind === 'NO_CAPTURE' && isSet && from <= of.on)
    return asks && isFlagged ? { verdict: 'CHECK_FIRST', reason: 'PROTECTED' } : told
  },
  'no names is forgotten': pupil(({ flags }) => ({ flags: flags.filter(({ kind }) => kind !== 'NO_NAME') })),

  'no names allows work with the name': reading((of) => ({
    ...of,
    purpose: { ...of.purpose, code: of.purpose.code === 'PUPIL_WORK_NAMED' ? null : of.purpose.code },
  })),

  // Who decides (R47-R53)
  'a judgement of competence is not looked at': pupil(() => ({ competence: [] })),
  'the first of two judgements counts': pupil(({ competence }) => ({ competence: competence.slice(0, 1) })),
  'a school without an age goes by thirteen': reading((of) => ({ ...of, pupilViewFrom: of.pupilViewFrom ?? 13 })),
  'of several ages from which a pupil decides one PC’s counts': reading((of) => ({ ...of, otherAges: [] })),
  'of several ages from which a pupil decides the lowest counts': byAge(Math.min),
  'of several ages from which a pupil decides the highest counts': byAge(Math.max),
  'a pupil is of an age the day after the birthday': pupil(({ dateOfBirth: born }) => ({
    dateOfBirth: born === null ? null : addDays(born, 1),
  })),
  'the birthday of a leap day comes in March': pupil(({ dateOfBirth: born }) => ({
    dateOfBirth: born?.endsWith('-02-29') === true ? addDays(born, 1) : born,
  })),
  'eighteen is seventeen': pupil(({ dateOfBirth: born }) => ({
    dateOfBirth: born === null ? null : addYears(born, -1),
  })),
  'a pupil without a date of birth is a child': pupil(({ dateOfBirth: born }, { on }) => ({
    dateOfBirth: born ?? addYears(on, -7),
  })),
  'a pupil without a date of birth is of the age of the year': pupil(({ dateOfBirth: born, year }, { on }) => ({
    dateOfBirth: born ?? (Number(year) > 0 ? addYears(on, -Number(year) - 5) : addYears(on, -4)),
  })),
  'whoever is of age decides, whatever was found': pupil((known, { on }) => ({
    competence:
      known.dateOfBirth !== null && addYears(known.dateOfBirth, 18) <= on
        ? known.competence.filter((one) => one !== 'NOT_COMPETENT')
        : known.competence,
  })),
  'the year group of today is that of any day': pupil((_known, { on }) => ({ yearAt: on })),
  'care is not looked at': reading(careless),
  'care without a recorded authority leaves it to the parents': pupil(({ care }) => ({
    care: care.map((one) => ({ ...one, authority: one.authority ?? 'PARENTS' })),
  })),
  'the first of two records of care counts': pupil(({ care }) => ({ care: care.slice(0, 1) })),
  'accommodation is no care': pupil(({ care }) => ({
    care: care.map((one) => ({ ...one, status: one.status === 'ACCOMMODATED' ? 'NONE' : one.status })),
  })),
  'a carer needs no delegated authority': contacts((one) => ({ delegated: one.delegated ?? 'taken as read' })),
  'a contact whom the school has ended gives on': contacts(() => ({ endedOn: null })),
  'a contact has ended on the last day': contacts(({ endedOn }) => ({ endedOn: dayBefore(endedOn) })),
  'a contact who was ended holds no responsibility': contacts(({ endedOn, responsibility: records }, { on }) => ({
    responsibility: endedOn !== null && endedOn < on ? [] : records,
  })),
  'a carer who was ended was never delegated to': contacts(({ endedOn, delegated }, { on }) => ({
    delegated: endedOn !== null && endedOn < on ? null : delegated,
  })),
  'any contact holds responsibility': contacts(({ responsibility: records }) => ({
    responsibility:
      records.length > 0 ? records : [{ holds: true, basis: null, evidence: null, from: null, until: null }],
  })),
  'the first of two records of responsibility counts': contacts(({ responsibility: records }) => ({
    responsibility: records.slice(0, 1),
  })),
  'responsibility ends the day before its last': responsibility(({ until }) => ({ until: dayBefore(until) })),
  'responsibility never ends': responsibility(() => ({ until: null })),
  'responsibility has always been held': responsibility(() => ({ from: null })),
  'responsibility that ended was never recorded': contacts(({ responsibility: records }, { on }) => ({
    responsibility: records.every(({ until }) => until !== null && until < on) ? [] : records,
  })),
  'somebody unknown is taken for the mother': answers(({ contact, capacity }) => ({
    contact: contact === null && capacity !== 'PUPIL' ? 'mother' : contact,
    capacity: capacity === 'OTHER' ? 'PARENT' : capacity,
  })),

  // What an answer is worth (R41-R46, R61, R70)
  'a Yes older than a No of the same person counts': answers(() => ({ latestNoOn: null })),
  'a Yes of the day of a No does not count': answers(({ latestNoOn }) => ({
    latestNoOn: latestNoOn === null ? null : addDays(latestNoOn, 1),
  })),
  'consent taken back is as if nothing was said': answers(({ answer }) => ({
    answer: answer === 'WITHDRAWN' ? 'VOID' : answer,
  })),
  'an answer recorded in error counts as a Yes': answers(({ answer }) => ({
    answer: answer === 'VOID' ? 'GIVEN' : answer,
  })),
  'no objection is a Yes': answers(({ answer }) => ({ answer: answer === 'NO_OBJECTION' ? 'GIVEN' : answer })),
  'a Yes dated in the future counts': answers(({ decidedOn, coversFrom }, { on }) => ({
    decidedOn: decidedOn > on ? on : decidedOn,
    coversFrom: decidedOn > on ? on : coversFrom,
  })),
  'a Yes counts before its form says so': answers(({ decidedOn, coversFrom }, { on }) => ({
    coversFrom: coversFrom > on && decidedOn <= on ? on : coversFrom,
  })),
  'a limit of a Yes is not looked at': answers(() => ({ expiresOn: null })),
  'a limit of a Yes excludes its last day': answers(({ expiresOn }) => ({ expiresOn: dayBefore(expiresOn) })),
  'nothing is asked anew': reading((of) => ({ ...of, purpose: { ...of.purpose, renewal: 'ON_ENTRY' } })),
  'everything is asked anew each year': reading((of) => ({ ...of, purpose: { ...of.purpose, renewal: 'ANNUAL' } })),
  'a key stage counts from the year of now': answers((_one, { known: { year } }) => ({ yearThen: year })),
  'a form signed in July is of the year it was signed in': answers(({ decidedOn, coversFrom }) => ({
    coversFrom: coversFrom.slice(5) >= '09-01' && decidedOn.slice(5) < '09-01' ? decidedOn : coversFrom,
  })),
  'every Yes outlasts leaving': answers(() => ({ outlastsLeaving: true })),
  'no Yes outlasts leaving': answers(() => ({ outlastsLeaving: false })),
  'the last day on roll is one too late': pupil(({ leftOn }) => ({ leftOn: dayBefore(leftOn) })),
  'an earlier stay is forgotten': pupil(() => ({ lastLeft: null })),
  'a Yes of the last day of an earlier stay lives on': pupil(({ lastLeft }) => ({ lastLeft: dayBefore(lastLeft) })),
  'a wording nobody issued is as good as any': reading((of) => ({
    ...of,
    since: (wording) => of.since(wording) ?? ('2000-01-01' as CivilDate), // Before every answer.
  })),
  'a form for September counts its key stage from the year it was signed in': answers(
    ({ decidedOn, coversFrom, yearThen }) => ({
      yearThen: yearBack(yearThen, schoolYearOf(coversFrom) - schoolYearOf(decidedOn)),
    }),
  ),
  'a Yes of the day its wording was issued is without evidence': reading((of) => ({
    ...of,
    since: (wording) => dayAfter(of.since(wording)),
  })),
  'a Yes without a wording is evidenced': answers(({ wording }) => ({ wording: wording ?? 'first' })),
  'a Yes may be older than its wording': reading((of) => ({
    ...of,
    since: (wording) => (of.since(wording) === null ? null : ('2000-01-01' as CivilDate)), // As above.
  })),
  'a Yes in no known capacity is evidenced': answers(({ capacity, contact }) => ({
    capacity: capacity === 'OTHER' && contact !== null ? 'PARENT' : capacity,
  })),
  'conditions are dropped': answers(() => ({ conditions: null })),
  'the last record of a person counts, whatever another PC holds': reading((of) => ({
    ...of,
    answers: [...new Map(of.answers.map((one) => [one.entity, one])).values()],
  })),

  'two Noes of one person are a dispute': (of) => {
    const noes = of.answers.filter(({ answer }) => ['REFUSED', 'WITHDRAWN', 'OBJECTED'].includes(answer))
    const differ = noes.some((one) => noes.some((two) => one.entity === two.entity && one.answer !== two.answer))
    const told = right(of)
    return differ && told.reason === 'RESPONSIBLE_SAID_NO' ? { verdict: 'CHECK_FIRST', reason: 'DISPUTED' } : told
  },

  // Settlements (R40, R52)
  'settlements are not looked at': reading((of) => ({ ...of, settlements: [] })),
  'a settlement covers what came after it': reading((of) => ({
    ...of,
    settlements: of.settlements.map((one) => ({ ...one, covers: of.answers.map(({ event }) => event) })),
  })),
  'a settlement for the No is one for the Yes': reading((of) => ({
    ...of,
    settlements: of.settlements.map((one) => ({
      ...one,
      outcome: one.outcome === 'REFUSED' && of.purpose.basis === 'CONSENT' ? 'GIVEN' : one.outcome,
    })),
  })),

  // Bases, records, forms (R39-R41, R123, C38)
  'a public task asks for consent': basis((one) => (one === 'PUBLIC_TASK' ? 'CONSENT' : one)),
  'consent is a legitimate interest': basis((one) => (one === 'CONSENT' ? 'LEGITIMATE_INTERESTS' : one)),
  'old records are trusted': reading((of) => ({ ...of, records: { ...of.records, old: false } })),
  'a doubtful clock is trusted': reading((of) => ({ ...of, records: { ...of.records, clockDoubtful: false } })),
  'a form that is out is not looked at': reading((of) => ({ ...of, formIsOut: false })),

  // The order of reasons (R54)
  'a flag is told before an order': tellingFirst('PROTECTED', unordered),
  'missing authority is told before a flag': tellingFirst('CARE_AUTHORITY_MISSING', unflagged),
  'a dispute is told before missing authority': tellingFirst('DISPUTED', careless),
  'a dispute is told before a flag': tellingFirst('DISPUTED', unflagged),
  'an objection is told before a flag': tellingFirst('OBJECTED', unflagged),
  'a pupil’s No is told before a dispute': tellingFirst('PUPIL_SAID_NO', (of) => ({
    ...of,
    answers: of.answers.filter(({ capacity, answer }) => capacity === 'PUPIL' && answer !== 'GIVEN'),
  })),
  'leaving is told before somebody else’s No': tellingFirst('LEFT', (of) => ({
    ...of,
    answers: of.answers.filter(({ name }) => name === null),
  })),
  'a Yes is told before old records': tellingFirst('GIVEN', trusted),
  'a missing view is told before a No': tellingFirst('PUPIL_VIEW_MISSING', (of) => ({
    ...of,
    answers: of.answers.filter(({ answer }) => answer === 'GIVEN'),
  })),
  'a Yes that ran out is told before one to come': tellingFirst('EXPIRED', (of) => ({
    ...of,
    answers: of.answers.filter(({ coversFrom, decidedOn }) => coversFrom <= of.on && decidedOn <= of.on),
  })),
}

/** The unchanged decision, of which nothing may be found. */
export const SOUND: Mutant = right
