/** Pupils, uses and answers of a made-up register, valid by the contract. */
import { AskAnswer, Checklist, Decision, PupilCard, PupilDecision, Purpose, Wording, type AskVerdict } from '@contract'
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
