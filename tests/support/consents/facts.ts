/** Plain facts to start from: a pupil of ten in Year 5 with two parents, one use, a day in March, and nobody's answer yet. */
import type { ConsentAnswer } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import type { Relationship, Responsibility } from '@contract/pupils'
import type { PurposeKnown } from '../../../src-main/features/consents/rules/decide'
import type { ContactKnown, PupilKnown } from '../../../src-main/features/consents/rules/pupil-standing'
import type { StandingAnswer } from '../../../src-main/features/consents/rules/validity'
import type { Question } from './histories'

export const day = (date: string): CivilDate => date as CivilDate // Written as one in the tests.

export const HOLDS: Responsibility = { holds: true, basis: 'MOTHER', evidence: null, from: null, until: null }

/** A contact who holds parental responsibility, unless told otherwise. */
export const contact = (id: string, over: Partial<ContactKnown> = {}): ContactKnown => ({
  ...{ id, relationship: 'OTHER' as Relationship, delegated: null, endedOn: null, responsibility: [HOLDS] },
  ...over,
})

export const PURPOSE: PurposeKnown = {
  id: 'website',
  code: 'WEBSITE',
  basis: 'CONSENT',
  outside: true,
  renewal: 'ANNUAL',
  loosest: null,
}

export const ON = day('2026-03-10')

/** The day the form was issued, and the day everybody signed it. */
const ISSUED = day('2025-06-01')
const SIGNED = day('2025-09-10')

const PUPIL: PupilKnown = {
  dateOfBirth: day('2015-11-20'),
  year: '5',
  yearAt: ON,
  leftOn: null,
  lastLeft: null,
  loosest: null,
  contacts: [
    contact('mother', { relationship: 'MOTHER' }),
    contact('father', { relationship: 'FATHER' }),
    contact('grandmother', { relationship: 'GRANDPARENT', responsibility: [] }),
  ],
  ...{ flags: [], orders: [], care: [], competence: [] },
}

/** Facts with some of them otherwise. */
export const facts = (
  over: Partial<Omit<Question, 'known' | 'purpose'>> = {},
  known: Partial<PupilKnown> = {},
  purpose: Partial<PurposeKnown> = {},
): Question => ({
  ...{ on: ON, pupilViewFrom: 13, answers: [], settlements: [], formIsOut: false },
  since: (wording) => (wording === 'form' ? ISSUED : null),
  records: { old: false, clockDoubtful: false },
  ...over,
  known: { ...PUPIL, ...known },
  purpose: { ...PURPOSE, ...purpose },
})

/** One answer on that form. @param who a contact's id, `pupil`, or the name of somebody who is neither */
export function said(who: string, answer: ConsentAnswer, over: Partial<StandingAnswer> = {}): StandingAnswer {
  const isPupil = who === 'pupil'
  const isContact = !isPupil && !who.includes(' ')
  const decidedOn = over.decidedOn ?? SIGNED
  return {
    ...{ event: `${who} ${answer} ${decidedOn}`, entity: who, contact: isContact ? who : null },
    name: isPupil || isContact ? null : who,
    capacity: isPupil ? 'PUPIL' : isContact ? 'PARENT' : 'OTHER',
    ...{ answer, channel: 'PAPER', wording: 'form', decidedOn, coversFrom: decidedOn, yearThen: '5' },
    ...{ expiresOn: null, outlastsLeaving: false, conditions: null, latestNoOn: null },
    ...over,
  }
}

/** The same facts with one answer more. */
export const plus = (of: Question, ...answers: readonly StandingAnswer[]): Question => ({
  ...of,
  answers: [...of.answers, ...answers],
})

/** The same facts with something of the pupil otherwise. */
export const withKnown = (of: Question, known: Partial<PupilKnown>): Question => ({
  ...of,
  known: { ...of.known, ...known },
})

/** The same facts with one contact more. */
export const withContact = (of: Question, one: ContactKnown): Question =>
  withKnown(of, { contacts: [...of.known.contacts.filter(({ id }) => id !== one.id), one] })

/** The same facts with everything that stands settled. */
export const settledAs = (of: Question, outcome: 'GIVEN' | 'REFUSED' | 'OVERRULED'): Question => ({
  ...of,
  settlements: [...of.settlements, { outcome, covers: of.answers.map(({ event }) => event) }],
})
