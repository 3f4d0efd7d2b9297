import { describe, expect, it } from 'vitest'
import type { ValueMeaning } from '@contract/imports'
import {
  asksForNo,
  proposedValues,
  readRegistration,
  readRelationship,
  readSigner,
} from '../../src-main/features/imports/rules/values'
import { useOf, asksForConsent, type UseKnown } from '../../src-main/features/imports/rules/uses'

const meanings = (
  column: { meaning: 'consent' | 'consentStatus' | 'consentDenied'; asksForNo?: boolean; isSure?: boolean },
  ...values: readonly string[]
) =>
  Object.fromEntries(
    proposedValues(values, { asksForNo: false, isSure: true, ...column }).map(({ value, means }) => [value, means]),
  )

describe('values of a consent', () => {
  it.each<[ValueMeaning, readonly string[]]>([
    ['GIVEN', ['Y', 'yes', 'TRUE', '1', 'Consented', 'Consent given', 'Granted', '✓']],
    ['GIVEN', ['Yes, I give permission', 'I give my consent', 'Yes - I agree', 'We consent.']],
    ['REFUSED', ['No, I do not give permission', 'I don’t give my consent', 'No: we do not agree']],
    [
      'STOP',
      ['Yes, I do not give permission', 'Yes, I give permission for the school play', 'No, I agree', 'I give up'],
    ],
    ['NOTHING', ['Not provided', 'Not specified', 'No reply']],
    ['REFUSED', ['N', 'No', 'FALSE', '0', 'Declined', 'Refused', 'Not given', 'Opted out', '✗', 'I do not consent']],
    ['WITHDRAWN', ['Withdrawn', 'Revoked']],
    ['NOTHING', ['', 'Pending/Awaiting', 'Not returned', 'N/A', '-', 'Expired']],
    // A cross in a box is a tick to some and a no to others; notes are for a person to read.
    ['STOP', ['x', 'mum to ask dad', 'Y but not facebook', '2', 'Partial', 'see file', 'yes/no']],
  ])('%s: %j', (means, values) => {
    expect(meanings({ meaning: 'consent' }, ...values)).toEqual(
      Object.fromEntries(values.map((value) => [value, means])),
    )
  })

  it('are turned round where the column says that consent was denied', () => {
    expect(meanings({ meaning: 'consentDenied' }, 'Yes', 'No', 'True', 'F', '', 'Consent', 'Denied')).toEqual({
      ...{
        Yes: 'REFUSED',
        No: 'GIVEN',
        True: 'REFUSED',
        F: 'GIVEN',
        '': 'NOTHING',
        Consent: 'STOP',
        Denied: 'REFUSED',
      },
    })
  })

  it('never become a yes by a box left open that is ticked to refuse', () => {
    expect(meanings({ meaning: 'consent', asksForNo: true }, 'Y', 'No', '', '0', 'TRUE')).toEqual({
      ...{ Y: 'REFUSED', No: 'STOP', '': 'NOTHING', '0': 'STOP', TRUE: 'REFUSED' },
    })
  })

  it('stand once where capitals alone differ', () => {
    expect(
      proposedValues(['Yes', 'YES', 'yes ', 'No'], { meaning: 'consent', asksForNo: false, isSure: true }),
    ).toHaveLength(2)
  })

  it('say no yes by themselves where the column may ask something else, but every no', () => {
    expect(
      meanings({ meaning: 'consent', isSure: false }, 'Yes', 'No', '', 'Withdrawn', 'Yes, I give permission'),
    ).toEqual({
      ...{ Yes: 'STOP', No: 'REFUSED', '': 'NOTHING', Withdrawn: 'WITHDRAWN', 'Yes, I give permission': 'STOP' },
    })
  })
})

it.each([
  ['Do NOT use photographs', true],
  ['Opt out of website', true],
  ['Photo consent refused', true],
  ["Don't photograph", true],
  ['Tick if you object', true],
  ['Photo - Website', false],
  ['Photo consent No.', false],
  ['Photographs in notices', false],
])('a tick under "%s" refuses: %s', (heading, refuses) => {
  expect(asksForNo(heading)).toBe(refuses)
})

describe('who answered', () => {
  it.each([
    ['Mother', 'MOTHER'],
    ['DAD', 'FATHER'],
    ['Step-father', 'STEP_PARENT'],
    ['Nan', 'GRANDPARENT'],
    ['Foster Carer', 'FOSTER_CARER'],
    ['Social worker', 'LOCAL_AUTHORITY'],
    ['Aunt', 'OTHER'],
    ['Parent', null],
    ['', null],
  ])('%s is %s', (text, relationship) => {
    expect(readRelationship(text)).toBe(relationship)
  })

  it('is the pupil, somebody by name, or nobody named', () => {
    expect(readSigner('Student')).toBe('PUPIL')
    expect(readSigner('Mrs O. Copperdale')).toEqual({ name: 'Mrs O. Copperdale' })
    for (const text of ['', 'Contact', 'Parent/Carer', 'Mother', '???', 'N/A']) {
      expect([text, readSigner(text)]).toEqual([text, null])
    }
  })
})

it('reads how a pupil is registered', () => {
  expect(['C', 'Main (dual registration)', 'S', 'Guest', 'Q'].map(readRegistration)).toEqual([
    ...['MAIN', 'MAIN', 'SUBSIDIARY', 'GUEST', null],
  ])
})

describe('the use a heading is about', () => {
  const uses: readonly UseKnown[] = [
    { id: 'web', label: 'School website', code: 'WEBSITE' },
    { id: 'social', label: 'Social media', code: 'SOCIAL_MEDIA' },
    { id: 'inside', label: 'Displays in school', code: 'DISPLAY_INTERNAL' },
    { id: 'press', label: 'Local newspapers', code: 'PRESS_MEDIA' },
    { id: 'video', label: 'Video', code: 'VIDEO_LIVESTREAM' },
    { id: 'name', label: 'Name beside a picture', code: 'NAME_WITH_IMAGE' },
    { id: 'own', label: 'Reading scheme covers', code: null },
  ]
  it.each([
    ['Photo - Internal', 'inside'],
    ['Photo - Website', 'web'],
    ['Photo - Social Media', 'social'],
    ['Photo - Press', 'press'],
    ['Video', 'video'],
    ['Name with photo', 'name'],
    ['consent for Reading Scheme covers', 'own'],
    ['Photo - Prospectus', undefined],
    ['Biometric fingerprint consent', undefined],
    ['Parental Consent', undefined],
  ])('%s: %s', (heading, use) => {
    expect(useOf(heading, uses)?.id).toBe(use)
  })

  it('is left open where two uses have one code', () => {
    expect(useOf('Photo - Website', [...uses, { id: 'web2', label: 'Trust website', code: 'WEBSITE' }])).toBeNull()
  })

  it('is none for consents of another law', () => {
    expect(asksForConsent('Cashless catering biometric consent', uses)).toBe(false)
    expect(asksForConsent('Trip consent', uses)).toBe(false)
    expect(asksForConsent('Parental Consent', uses)).toBe(true)
  })
})
