/** Pupils, uses and answers of a made-up register, valid by the contract. */
import {
  AnswerEntry,
  AskAnswer,
  Checklist,
  Contact,
  Decision,
  PupilCard,
  PupilDecision,
  PupilView,
  Purpose,
  Wording,
  type AskVerdict,
} from '@contract'
import type { z } from 'zod'
import { id } from './support/samples'

export const school = id(101)

/** A pupil of class 7A, unless changed. */
export function aPupil(n: number, change: Partial<z.input<typeof PupilCard>> = {}): PupilCard {
  return PupilCard.parse({
    id: id(2000 + n),
    forename: `Given${n}`,
    surname: `Family${n}`,
    year: '7',
    className: '7A',
    admissionNumber: `00${n}`,
    roll: 'ON_ROLL',
    restricted: false,
    ...change,
  })
}

export function aPurpose(n: number, change: Partial<z.input<typeof Purpose>> = {}): Purpose {
  return Purpose.parse({
    id: id(3000 + n),
    label: `Use ${n}`,
    asWritten: null,
    code: null,
    basis: 'CONSENT',
    outside: true,
    renewal: 'ANNUAL',
    reminderDays: 30,
    position: n,
    retiredOn: null,
    loosest: null,
    source: null,
    ...change,
  })
}

const WHY: Readonly<Record<AskVerdict, Partial<z.input<typeof Decision>>>> = {
  YES: { state: 'GIVEN', reason: 'GIVEN', words: 'A parent said yes on 3 September 2026.' },
  YES_IF: { state: 'GIVEN', reason: 'GIVEN', words: 'A parent said yes.', conditions: ['No close-up'] },
  NO: { state: 'REFUSED', reason: 'RESPONSIBLE_SAID_NO', words: 'A parent said no on 3 September 2026.' },
  CHECK_FIRST: {
    state: 'NOT_ASKED',
    reason: 'NOT_ASKED',
    words: 'Nobody was asked.',
    whoResolves: 'The office: ask the family',
  },
}

export function aDecision(verdict: AskVerdict, change: Partial<z.input<typeof Decision>> = {}): Decision {
  return Decision.parse({
    verdict,
    state: 'GIVEN',
    reason: 'GIVEN',
    words: '',
    conditions: [],
    whoResolves: null,
    holdsUntil: null,
    ...WHY[verdict],
    ...change,
  })
}

export const decided = (pupil: PupilCard, verdict: AskVerdict): PupilDecision =>
  PupilDecision.parse({ ...aDecision(verdict), pupil })

/** The answer for pupils of whom each has the verdict given; the whole is the worst. */
export function anAnswer(pupils: readonly PupilDecision[], change: Partial<z.input<typeof AskAnswer>> = {}): AskAnswer {
  const worst = (['NO', 'CHECK_FIRST', 'YES_IF', 'YES'] as const).find((verdict) =>
    pupils.some((one) => one.verdict === verdict),
  )
  return AskAnswer.parse({
    record: id(9000),
    purpose: id(3001),
    named: false,
    on: '2026-11-30',
    askedAt: Date.UTC(2026, 10, 30, 10, 0),
    verdict: worst,
    words: `In words: ${worst ?? ''}`,
    pupils,
    instead: [],
    warnings: [],
    note: `Note of ${pupils.length}`,
    ...change,
  })
}

export function aWording(n: number, change: Partial<z.input<typeof Wording>> = {}): Wording {
  return Wording.parse({
    id: id(4000 + n),
    version: `2026/27, ${n}`,
    title: 'Pictures of your child',
    controller: 'Rowan Trust',
    otherControllers: [],
    intro: 'We ask about pictures.',
    questions: [{ purpose: id(3001), text: 'May we show pictures on the website?', whatWillBeDone: 'Shown to all.' }],
    withdrawal: 'Tell the office at any time.',
    language: 'en-GB',
    direction: 'ltr',
    effectiveFrom: '2026-09-01',
    issuedOn: null,
    hash: null,
    problems: [],
    ...change,
  })
}

export function aChecklist(n: number, change: Partial<z.input<typeof Checklist>> = {}): Checklist {
  return Checklist.parse({
    id: id(5000 + n),
    event: `Event ${n}`,
    on: '2026-12-10',
    classes: ['7A'],
    uses: ['Use 1'],
    photographer: 'Studio Larch',
    copies: 2,
    madeAt: Date.UTC(2026, 10, 20, 9, 0) + n,
    madeBy: id(2),
    pupils: 28,
    noes: 3,
    returned: 0,
    changed: 0,
    out: true,
    ...change,
  })
}

export function aContact(n: number, change: Partial<z.input<typeof Contact>> = {}): Contact {
  return Contact.parse({
    id: id(6000 + n),
    name: `Parent ${n}`,
    relationship: 'MOTHER',
    resident: true,
    asksToBeConsulted: false,
    delegated: null,
    endedOn: null,
    responsibility: { holds: true, basis: 'MOTHER', evidence: null, from: null, until: null },
    disagrees: false,
    responsible: true,
    ...change,
  })
}

/** What is recorded of one pupil, with one parent and nothing that protects it, unless changed. */
export function aView(card: PupilCard, change: Partial<z.input<typeof PupilView>> = {}): PupilView {
  const { forename, surname, year, className, admissionNumber } = card
  return PupilView.parse({
    card,
    facts: {
      legalForename: forename,
      legalSurname: surname,
      preferredForename: null,
      preferredSurname: null,
      dateOfBirth: '2014-05-04',
      registration: 'MAIN',
      onRollFrom: '2025-09-01',
      leftOn: null,
      ...{ year, className, admissionNumber },
    },
    hasUpn: true,
    temporaryUpn: false,
    contacts: [aContact(1)],
    competence: 'BY_AGE',
    flags: [],
    orders: [],
    care: { status: 'NONE', authority: null, evidence: null },
    formerUpn: null,
    membershipSaid: [],
    ...change,
  })
}

export function anEntryOf(n: number, change: Partial<z.input<typeof AnswerEntry>> = {}): AnswerEntry {
  return AnswerEntry.parse({
    event: id(7000 + n),
    purpose: id(3001),
    contact: id(6001),
    name: 'Parent 1',
    capacity: 'PARENT',
    answer: 'GIVEN',
    decidedOn: '2026-09-03',
    channel: 'PAPER',
    wording: id(4001),
    conditions: null,
    evidence: 'Blue folder',
    expiresOn: null,
    recordedAt: Date.UTC(2026, 8, 4, 9, 0) + n,
    recordedBy: id(2),
    stands: true,
    ...change,
  })
}
