/** The words of headings: what each means, and what must mean nothing. */
import { audienceOf, peopleOf, speaksOfPeople } from '../../src-main/reader/vocabulary/audiences'
import { levelOf } from '../../src-main/reader/vocabulary/levels'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../support/properties'

const LEVELS: Readonly<Record<string, readonly string[]>> = {
  ALLOWED: [
    ...['Allowed', 'ALLOWED', 'Permitted', 'Acceptable', 'Yes', 'yes.', 'Always allowed', 'Allowed at all times'],
    ...['Use is permitted', 'Acceptable use', 'Allowed¹', 'Allowed *', '“Allowed”', 'Allowed / permitted', 'OK'],
    'A\nl\nl\no\nw\ne\nd',
  ],
  NOT_ALLOWED: [
    ...['Not allowed', 'Not  allowed', 'Not\npermitted', 'Not permitted', 'Prohibited', 'Forbidden', 'Banned', 'No'],
    ...['Unacceptable', 'Never', 'Never allowed', 'Not acceptable', 'Strictly forbidden', 'Not allowed at any time'],
    ...['Prohibited/forbidden', 'Not allowed at all', 'Disallowed', 'No - not allowed', 'Not authorised'],
  ],
  ILLEGAL: ['Illegal', 'Unacceptable and illegal', 'Not allowed and illegal', 'Illegal and unacceptable', 'Unlawful'],
  CERTAIN_TIMES: [
    ...['Allowed at certain times', 'Acceptable at certain times', 'At certain times', 'At break and lunch'],
    ...['Allowed at certain times only', 'At break and lunchtime', 'Permitted at break times', 'Outside lessons only'],
    ...['Permitted outside of lesson time', 'In designated areas', 'Allowed in lessons', 'Yes, at lunchtime'],
    ...['Sometimes', 'Before and after school', 'In emergencies only', 'Allowed only at agreed times', 'Social time'],
  ],
  'NOMINATED_OR_PERMISSION permission': [
    ...['Allowed with permission', 'With permission', "With teacher's permission", 'With staff permission'],
    ...['Allowed with staff permission/awareness', 'With permission from the head teacher', 'Staff discretion'],
    ...['Allowed with permission from Safeguarding coordinator/ Head Teacher', 'With prior written consent'],
    ...[
      'Permission required',
      'Allowed (with permission)',
      'At the discretion of the headteacher',
      'Only with permission',
    ],
    ...['Permission needed', "At teacher's discretion", 'Permitted with the approval of SLT'],
  ],
  'NOMINATED_OR_PERMISSION selected': [
    ...['Allowed for selected staff', 'Acceptable for nominated users', 'Nominated users', 'Nominated users only'],
    ...['Sixth form only', 'Authorised users only', 'Allowed for selected staff only', 'Years 12-13 only'],
    ...['Permitted for named people', 'Selected pupils', 'SF only', 'Allowed for sixth formers only'],
  ],
}

/** What must stay unread: conditions, negations, near misses, and headings of quite other tables. */
const NO_LEVEL = [
  ...[
    'Allowed unless told otherwise',
    'Not allowed unless agreed',
    'Not allowed without permission',
    'Not unacceptable',
  ],
  ...['Not prohibited', 'Never not allowed', 'No permission required', 'Allowed without permission', 'Not illegal'],
  ...['Not illegal but unacceptable', 'Allowed except in exams', 'Not allowed at certain times', 'Usually allowed'],
  ...['Not allowed with permission', 'Allowed / not allowed', 'Yes/No', 'Allowed (not in lessons)', 'Allowances'],
  ...['Not usually allowed', 'Allowed with no permission', 'Not with permission', 'No restrictions', 'Allowed devices'],
  ...['Permission slip', 'Acceptable use agreement', 'Acceptable use policy', 'Notes', 'Number', 'Not started', ''],
  ...[
    'Staff',
    'Pupils',
    'Action',
    'Sanction',
    'In lessons',
    'Illegal downloads',
    'Prohibited items',
    'Who may allow it',
  ],
  ...['Allowed for staff', 'Rarely permitted', 'Non-permitted', 'Cannot be allowed', 'Yes and no', 'Nobody', 'None'],
  ...[
    'Allowed with permission unless in lessons',
    'Allowed but not in class',
    'Approved by',
    'Date approved',
    'Restricted',
  ],
  'Allowed '.repeat(40),
]

describe('levels of captions', () => {
  for (const [meaning, captions] of Object.entries(LEVELS)) {
    const [level, permitting] = meaning.split(' ')
    it.each(captions)(`reads “%s” as ${meaning}`, (caption) => {
      expect(levelOf(caption)).toEqual({ level, permitting: permitting ?? null })
    })
  }

  it.each(NO_LEVEL)('leaves “%s” unread', (caption) => {
    expect(levelOf(caption)).toBeNull()
  })

  it('never reads a refusing word as leave, whatever stands round it', () => {
    const word = fc.constantFrom(
      ...[
        'not',
        'no',
        'never',
        'allowed',
        'permitted',
        'with',
        'permission',
        'at',
        'certain',
        'times',
        'unless',
        'only',
      ],
      ...['staff', 'and', 'illegal', 'unacceptable', 'without', 'for', 'selected', 'yes', 'break', 'or', '/', '-'],
    )
    const refusing = ['not', 'no', 'never', 'illegal', 'unacceptable', 'without', 'unless']
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), (words) => {
        const read = levelOf(words.join(' '))
        const refuses = words.some((one) => refusing.includes(one))
        if (read !== null && refuses) expect(['NOT_ALLOWED', 'ILLEGAL']).toContain(read.level)
        if (read !== null && !refuses) expect(['NOT_ALLOWED', 'ILLEGAL']).not.toContain(read.level)
      }),
      { numRuns: 4000 },
    )
  })

  it('ends at once on long and repetitive captions', () => {
    for (const piece of ['at break and ', 'with a ', 'no - ', 'allowed / ', '(((', ' - ']) {
      expect(levelOf(piece.repeat(5000))).toBeNull()
      expect(levelOf(piece.repeat(15))).toBeNull()
    }
  })
})

const AUDIENCES: Readonly<Record<string, readonly string[]>> = {
  STAFF: [
    ...['Staff', 'STAFF', 'Staff and other adults', 'Staff & other adults', 'Teachers', 'All staff', 'Employees'],
    ...['Staff/volunteers', 'Staff (including volunteers)', 'Members of staff', 'For staff', 'Staff use', 'Staff:'],
    ...['Staff and volunteers', 'Use by staff', 'Teachers and support staff', "Staff's use", 'School staff'],
  ],
  LEARNER: [
    ...['Learners', 'learners', 'Pupils', 'Student/pupil', 'Students', 'Children', 'Pupils / students', "Pupils' use"],
    ...['All pupils', 'Children and young people', 'Pupil use', 'Student', 'Pupils²'],
  ],
  VISITOR: ['Visitors', 'Visitor', 'Visitors and guests', 'Guests'],
  PARENT: ['Parents', 'Parents/carers', 'Parents and carers', 'Parent / carer', 'Parents & Carers'],
  COMMUNITY: ['Community users', 'Community', 'Members of the community'],
  EVERYONE: ['Everyone', 'All users', 'All', 'Users', 'Everybody'],
}

const NO_AUDIENCE = [
  ...[
    'Staff and pupils',
    'Staff, pupils and visitors',
    'Pupils and parents',
    'Staff owned',
    'Student owned',
    'Non-staff',
  ],
  ...[
    'Student teachers',
    'Parent governors',
    'Sixth form',
    'Year 7',
    'Staff permission',
    'Pupils (Years 7-11)',
    'KS2 pupils',
  ],
  ...[
    'Staff only',
    'Staff room',
    'Pupil premium',
    'Former pupils',
    'Other adults',
    'Volunteers',
    'Adults',
    'Visitor owned',
  ],
  ...[
    'Responsible person',
    'Children in care',
    'Community centre',
    '',
    'Allowed',
    'Staff devices',
    'Who',
    'Support staff',
  ],
]

describe('audiences of headings', () => {
  for (const [audience, headings] of Object.entries(AUDIENCES)) {
    it.each(headings)(`reads “%s” as ${audience}`, (heading) => {
      expect(audienceOf(heading)).toBe(audience)
    })
  }

  it.each(NO_AUDIENCE)('finds no one audience in “%s”', (heading) => {
    expect(audienceOf(heading)).toBeNull()
  })

  it('knows headings about people that fit no one audience', () => {
    expect(peopleOf('Staff and pupils')).toEqual(['STAFF', 'LEARNER'])
    expect(speaksOfPeople('Sixth form')).toBe(true)
    expect(speaksOfPeople('Pupils (Years 7-11)')).toBe(true)
    expect(speaksOfPeople('Not allowed')).toBe(false)
  })
})
