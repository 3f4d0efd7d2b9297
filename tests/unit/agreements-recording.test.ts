/** What may be recorded of a signature, and what is said beside it. */
import { expect, it } from 'vitest'
import {
  whyNot,
  warningsOf,
  type RecordingAsked,
  type SigningAsked,
} from '../../src-main/features/agreements/rules/recording'
import type { AdultSubject, AgreementKnown, PupilSubject } from '../../src-main/features/agreements/rules/scope'
import { day } from '../support/agreements/histories'

const TODAY = day('2026-10-05')

const pupil = (more: Partial<PupilSubject> = {}): PupilSubject => ({
  ...{ kind: 'PUPIL', year: '8', yearAt: TODAY, dateOfBirth: day('2014-01-10'), onRollFrom: day('2026-09-03') },
  ...{ leftOn: null, lastLeft: null, loans: [], ownDevice: false },
  ...more,
})

const adult: AdultSubject = {
  ...{
    kind: 'ADULT',
    audience: 'SUPPLY',
    from: day('2026-10-01'),
    until: day('2026-10-09'),
    loans: [],
    ownDevice: false,
  },
}

const agreement = (more: Partial<AgreementKnown> = {}): AgreementKnown => ({
  ...{ id: 'a', audiences: ['KS3_UP', 'SIXTH_FORM'], variantOf: null, signers: 'BOTH', childFrom: '8' },
  ...{ validity: 'ACADEMIC_YEAR', months: null, retiredOn: null },
  versions: [
    { id: 'v1', effectiveFrom: day('2025-09-01'), issuedOn: day('2025-07-01'), changes: [] },
    { id: 'v2', effectiveFrom: day('2026-10-01'), issuedOn: day('2026-09-10'), changes: [] },
  ],
  ...more,
})

const contact = { id: 'mother', endedOn: null, responsible: true }

function asked(signing: Partial<SigningAsked> = {}, more: Partial<RecordingAsked> = {}): RecordingAsked {
  return {
    signing: {
      ...{ version: 'v2', capacity: 'PARENT', outcome: 'SIGNED', contact: 'mother', signedOn: day('2026-10-02') },
      ...{ signer: 'mother', method: 'PAPER', witness: null, until: null },
      ...signing,
    },
    version: { state: 'ISSUED', issuedOn: day('2026-09-10'), effectiveFrom: day('2026-10-01') },
    ...{ agreement: agreement(), subject: pupil(), contacts: [contact], years: [], standing: [], today: TODAY },
    ...more,
  }
}

const on = (date: string) => ({ signedOn: day(date) })
const first = { state: 'ISSUED', issuedOn: day('2025-07-01'), effectiveFrom: day('2025-09-01') } as const
const child = { capacity: 'CHILD', contact: null } as const
const desk = { capacity: 'ADULT', contact: null } as const

it.each<[string, RecordingAsked, string | null]>([
  ['a parent', asked(), null],
  ['a draft', asked({}, { version: { state: 'DRAFT', issuedOn: null, effectiveFrom: TODAY } }), 'DRAFT'],
  ['an approved text', asked({}, { version: { state: 'APPROVED', issuedOn: null, effectiveFrom: TODAY } }), 'DRAFT'],
  ['the day of issue', asked(on('2026-09-10')), null],
  ['the day before issue', asked(on('2026-09-09')), 'BEFORE_ISSUE'],
  ['today', asked(on('2026-10-05')), null],
  ['tomorrow', asked(on('2026-10-06')), 'FUTURE'],
  ['a retired agreement', asked({}, { agreement: agreement({ retiredOn: day('2026-10-02') }) }), 'RETIRED'],
  ['before it retires', asked({}, { agreement: agreement({ retiredOn: day('2026-10-03') }) }), null],
  ['the last day on roll', asked({}, { subject: pupil({ leftOn: day('2026-10-02') }) }), null],
  ['after leaving', asked({}, { subject: pupil({ leftOn: day('2026-10-01') }) }), 'AFTER_LEFT'],
  [
    'a visitor who has gone',
    asked(
      { ...desk, ...on('2026-10-05') },
      { subject: { ...adult, until: day('2026-10-04') }, agreement: agreement({ audiences: ['SUPPLY'] }) },
    ),
    'AFTER_LEFT',
  ],
  ['ninety days before joining', asked(on('2026-06-05'), { version: first }), null],
  ['longer before joining', asked(on('2026-06-04'), { version: first }), 'BEFORE_JOINED'],
  [
    'an earlier stay',
    asked(on('2026-01-10'), { version: first, subject: pupil({ lastLeft: day('2026-02-01') }) }),
    null,
  ],
  ['the child', asked(child), null],
  ['another audience', asked({}, { subject: pupil({ year: '6' }) }), 'WRONG_AUDIENCE'],
  ['a year nobody has', asked({}, { subject: pupil({ year: 'X' }) }), 'WRONG_AUDIENCE'],
  [
    'a year the audience had then',
    asked(on('2026-07-10'), {
      version: first,
      agreement: agreement({ audiences: ['KS2'] }),
      subject: pupil({ year: '7', onRollFrom: null }),
    }),
    null,
  ],
  [
    'the new audience after a change of key stage',
    asked({}, { agreement: agreement({ audiences: ['KS2'] }), subject: pupil({ year: '7', onRollFrom: null }) }),
    'WRONG_AUDIENCE',
  ],
  [
    'in July for September',
    asked(on('2026-07-10'), {
      version: { ...first, issuedOn: day('2026-07-01'), effectiveFrom: day('2026-09-01') },
      subject: pupil({ year: '7', onRollFrom: null }),
    }),
    null,
  ],
  ['anybody for a loan', asked({}, { agreement: agreement({ audiences: ['DEVICE_LOAN'] }) }), null],
  ['a child too young', asked(child, { subject: pupil({ year: '7' }) }), 'CHILD_WHERE_PARENT'],
  ['a child where parents sign', asked(child, { agreement: agreement({ signers: 'PARENT' }) }), 'CHILD_WHERE_PARENT'],
  ['a parent where children sign', asked({}, { agreement: agreement({ signers: 'CHILD' }) }), 'WRONG_CAPACITY'],
  [
    'a parent of somebody of 18',
    asked({}, { subject: pupil({ year: '13', dateOfBirth: day('2008-10-02') }) }),
    'WRONG_CAPACITY',
  ],
  ['the day before 18', asked({}, { subject: pupil({ year: '13', dateOfBirth: day('2008-10-03') }) }), null],
  ['a pupil as an adult', asked(desk), 'WRONG_CAPACITY'],
  ['an adult', asked(desk, { subject: adult, agreement: agreement({ audiences: ['SUPPLY'] }) }), null],
  [
    'an adult as a parent',
    asked({}, { subject: adult, agreement: agreement({ audiences: ['SUPPLY'] }) }),
    'WRONG_CAPACITY',
  ],
  ['a stranger', asked({ contact: 'stranger' }), 'NOT_A_CONTACT'],
  ['a contact for the child', asked({ capacity: 'CHILD' }), 'NOT_A_CONTACT'],
  ['a contact until then', asked({}, { contacts: [{ ...contact, endedOn: day('2026-10-02') }] }), null],
  ['a contact no more', asked({}, { contacts: [{ ...contact, endedOn: day('2026-10-01') }] }), 'NOT_A_CONTACT'],
  ['a name that is no contact', asked({ contact: null }), null],
  ['in class without a witness', asked({ ...child, method: 'IN_CLASS' }), 'NO_WITNESS'],
  ['in class with one', asked({ ...child, method: 'IN_CLASS', witness: 'A teacher' }), null],
  ['who cannot sign, without a witness', asked({ ...child, outcome: 'CANNOT_SIGN' }), 'NO_WITNESS'],
  ['a last day before the first', asked({ until: day('2026-10-01') }), 'UNTIL_BEFORE_SIGNED'],
  ['a last day that is the first', asked({ until: day('2026-10-02') }), null],
])('%s', (_name, what, expected) => {
  expect(whyNot(what)?.code ?? null).toBe(expected)
})

const before = {
  ...({ version: 'v2', capacity: 'PARENT', signer: 'mother', outcome: 'SIGNED', until: null, witness: null } as const),
}

it.each<[string, RecordingAsked, readonly string[]]>([
  ['nothing', asked(), []],
  ['signed twice', asked({}, { standing: [{ ...before, ...on('2026-10-01') }] }), ['SIGNED_TWICE']],
  ['the very same', asked({}, { standing: [{ ...before, ...on('2026-10-02') }] }), []],
  ['another outcome', asked({}, { standing: [{ ...before, outcome: 'REFUSED', ...on('2026-10-01') }] }), []],
  ['another parent', asked({}, { standing: [{ ...before, signer: 'father', ...on('2026-10-01') }] }), []],
  [
    'another outcome of that day',
    asked({}, { standing: [{ ...before, outcome: 'REFUSED', ...on('2026-10-02') }] }),
    ['CORRECTS'],
  ],
  ['an old version', asked({ version: 'v1' }, { version: first }), ['OLD_VERSION']],
  ['the version of its day', asked({ version: 'v1', ...on('2026-09-30') }, { version: first }), []],
  ['a text to come', asked(on('2026-09-30')), ['COUNTS_LATER']],
  [
    'a contact without responsibility',
    asked({}, { contacts: [{ ...contact, responsible: false }] }),
    ['SIGNER_NOT_RESPONSIBLE'],
  ],
  ['an earlier stay', asked({}, { subject: pupil({ lastLeft: day('2026-10-02') }) }), ['EARLIER_STAY']],
])('says beside %s', (_name, what, expected) => {
  expect(warningsOf(what).map(({ code }) => code)).toEqual(expected)
})

it('says whose agreement it is and who has to sign', () => {
  expect(whyNot(asked({}, { subject: pupil({ year: '6' }) }))).toEqual({
    code: 'WRONG_AUDIENCE',
    theirs: ['KS2', 'PARENT'],
    agreement: ['KS3_UP', 'SIXTH_FORM'],
  })
  expect(whyNot(asked({}, { subject: pupil({ year: '13', dateOfBirth: day('2008-10-02') }) }))).toEqual({
    code: 'WRONG_CAPACITY',
    needed: ['CHILD'],
    ofAge: true,
  })
})
