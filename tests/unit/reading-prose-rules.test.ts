/** Rules about devices in sentences: who, what, how far and under which conditions; and sentences that are no rule. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proseOf } from './reading-prose-document'

/** "STAFF NOT_ALLOWED phone-in-lessons" for each rule, in the document's order. */
const rulesOf = (text: string): string[] =>
  proseOf(text).deviceRules.map(({ audience, permission, activity }) => `${audience} ${permission} ${activity ?? '-'}`)

describe('a sentence', () => {
  it.each([
    // Forbidden
    ['Pupils must not use mobile phones during lessons.', ['LEARNER NOT_ALLOWED phone-in-lessons']],
    ['Students are not permitted to bring smartphones into the academy.', ['LEARNER NOT_ALLOWED phone-in-school']],
    [
      'The use of mobile phones by pupils in toilets and changing rooms is strictly forbidden.',
      ['LEARNER NOT_ALLOWED phone-in-private-areas'],
    ],
    [
      'Staff should never use their own phone to contact parents or pupils.',
      ['STAFF NOT_ALLOWED phone-to-contact-families'],
    ],
    ['Teachers may not take photographs of children on personal devices.', ['STAFF NOT_ALLOWED photo-own-device']],
    ['No mobile phones are allowed in the changing areas.', ['EVERYONE NOT_ALLOWED phone-in-private-areas']],
    [
      'Visitors must not, under any circumstances, take photographs on their phones.',
      ['VISITOR NOT_ALLOWED photo-own-device'],
    ],
    ['Staff cannot use personal email accounts for school business.', ['STAFF NOT_ALLOWED personal-email-for-school']],
    ['Learners must not use VPNs.', ['LEARNER NOT_ALLOWED bypassing-filtering']],
    ['Pupils are not allowed to use unapproved AI tools.', ['LEARNER NOT_ALLOWED ai-unapproved']],
    ['Staff must not enter personal data about pupils into ChatGPT.', ['STAFF NOT_ALLOWED ai-sensitive-information']],
    ['Online gaming is not permitted.', ['EVERYONE NOT_ALLOWED gaming']],
    ['We do not allow pupils to use chat rooms.', ['LEARNER NOT_ALLOWED chat-rooms']],
    ['The academy prohibits the use of memory sticks by students.', ['LEARNER NOT_ALLOWED portable-media']],
    // Forbidden unless somebody agrees
    [
      'Children must not bring a mobile phone to school unless the headteacher has given written permission.',
      ['LEARNER NOMINATED_OR_PERMISSION phone-in-school'],
    ],
    [
      'Staff must not install software without the approval of the network manager.',
      ['STAFF NOMINATED_OR_PERMISSION software-install'],
    ],
    [
      'USB sticks are not to be used without the consent of the IT technician.',
      ['EVERYONE NOMINATED_OR_PERMISSION portable-media'],
    ],
    [
      'Pupils may not use mobile phones in lessons unless authorised by the teacher.',
      ['LEARNER NOMINATED_OR_PERMISSION phone-in-lessons'],
    ],
    // Forbidden with an exception nobody has to grant
    [
      'Staff must not use personal mobile phones in class except in an emergency.',
      ['STAFF CERTAIN_TIMES phone-in-lessons'],
    ],
    // Allowed
    ['Staff may use their mobile phones in the staff room at break.', ['STAFF CERTAIN_TIMES phone-in-social-time']],
    ['Sixth formers may use mobile phones at lunchtime.', ['LEARNER CERTAIN_TIMES phone-in-social-time']],
    ['Parents are welcome to take photographs at sports day for their own use.', ['PARENT ALLOWED -']],
    ['Staff are permitted to bring mobile phones to school.', ['STAFF ALLOWED phone-in-school']],
    ['Pupils may use blogs for school projects.', ['LEARNER ALLOWED blogs']],
    ['Pupils can use the school laptops in class.', ['LEARNER ALLOWED -']],
    // Allowed when somebody agrees
    [
      'Pupils may use their phones in lessons with the permission of the class teacher.',
      ['LEARNER NOMINATED_OR_PERMISSION phone-in-lessons'],
    ],
    [
      'Visitors may only connect personal devices to the guest wifi with permission from the office.',
      ['VISITOR NOMINATED_OR_PERMISSION device-internet-only'],
    ],
    [
      'Any use of social media by staff on behalf of the school must be approved by the headteacher.',
      ['STAFF NOMINATED_OR_PERMISSION social-media'],
    ],
    [
      'Staff must ask the headteacher for permission before using personal devices in class.',
      ['STAFF NOMINATED_OR_PERMISSION -'],
    ],
    ['Designated staff may use mobile phones on the playground.', ['STAFF NOMINATED_OR_PERMISSION -']],
    // Kept off or handed in
    ['Pupils who bring a phone must hand it in to the office on arrival.', []],
    [
      "Pupils' mobile phones must be handed in to the school office on arrival.",
      ['LEARNER CERTAIN_TIMES phone-in-school'],
    ],
    ['Visitors must keep their mobile phones switched off while on site.', ['VISITOR CERTAIN_TIMES phone-in-school']],
    [
      'Phones must be switched off and must not be used during lessons.',
      ['EVERYONE CERTAIN_TIMES -', 'EVERYONE NOT_ALLOWED phone-in-lessons'],
    ],
    // Only so
    [
      'Photographs of pupils must only be taken on school cameras.',
      ['EVERYONE ALLOWED photo-school-device', 'EVERYONE NOT_ALLOWED photo-own-device'],
    ],
    [
      'Staff should only use school devices to record videos of pupils.',
      ['STAFF ALLOWED photo-school-device', 'STAFF NOT_ALLOWED photo-own-device'],
    ],
    // Several people, several things
    [
      'Staff and pupils must not use online chat rooms.',
      ['STAFF NOT_ALLOWED chat-rooms', 'LEARNER NOT_ALLOWED chat-rooms'],
    ],
    [
      'Pupils may bring a mobile phone to school but must not use it in lessons.',
      ['LEARNER ALLOWED phone-in-school', 'LEARNER NOT_ALLOWED phone-in-lessons'],
    ],
    [
      'If a pupil brings a phone to school, it must be handed in to the office.',
      ['LEARNER CERTAIN_TIMES phone-in-school'],
    ],
  ])('%s', (text, expected) => expect(rulesOf(`# Policy\n# 5 Devices\n${text}`)).toEqual(expected))
})

it('says what “only” leaves out, without the conditions of what it lets in', () => {
  const { deviceRules } = proseOf('# Policy\n# AI\nOnly AI services approved by the academy may be used.')
  expect(deviceRules).toMatchObject([
    { permission: 'NOMINATED_OR_PERMISSION', activity: null, conditions: ['approved by the academy'] },
    { permission: 'NOT_ALLOWED', activity: 'ai-unapproved', conditions: [], confidence: 'possible' },
  ])
})

describe('no rule', () => {
  it.each([
    'We aim to teach pupils how to use mobile phones safely.',
    'Pupils will be taught not to share photographs online.',
    'Staff will receive training on the use of social media.',
    'Mobile phones may be used to bully other pupils.',
    'Children may access inappropriate content on their phones.',
    'If a pupil uses a phone in class it may be confiscated by staff.',
    'Staff may confiscate a mobile phone and phones may be searched.',
    'The school is not responsible for phones that are lost or damaged.',
    'Where mobile phones are allowed, staff supervise their use.',
    'The use of school devices is monitored.',
    'Parents should be aware that phones can be a distraction.',
    'The school uses filtering software on all devices.',
    'Pupils who are not permitted to have their photograph taken are listed in the office.',
    'Staff know where personal devices may be used.',
    "Pupils' full names must not be used on the website.",
    'Permission is not required for photographs in class books.',
    'Written consent from parents must be obtained before photographs are published.',
    'The mobile phone policy must not be changed without governors.',
    'It may be necessary to store images of pupils.',
    'Sanctions for misuse of phones will not be used lightly.',
    'How should phones not be used?',
    'Passwords must not be shared.',
    'Governors will review the use of mobile phones annually.',
    'Pupils must report messages that upset them.',
  ])('%s', (text) => expect(rulesOf(`# Policy\n# 5 Devices\n${text}`)).toEqual([]))

  it('in what is quoted, listed, headed or printed in a table of many columns', () => {
    expect(
      rulesOf(
        '# Policy\nThe guidance states:\n"Pupils must not use mobile phones during the school day and staff must not use them in class."',
      ),
    ).toEqual([])
    expect(rulesOf('# Policy\n# Useful links\nPupils must not use mobile phones: www.example.org')).toEqual([])
    expect(rulesOf('# Policy\n# Pupils must not use mobile phones in lessons\nText.')).toEqual([])
    expect(
      rulesOf(
        '# Policy\nActivity | Allowed | Not allowed | Certain times\nPupils must not use mobile phones in lessons | x | | ',
      ),
    ).toEqual([])
    expect(
      rulesOf(
        '# Policy\n# Contents\nPupils must not use phones in lessons ... 4\nStaff must not use phones in lessons ... 5',
      ),
    ).toEqual([])
  })
})

describe('the audience', () => {
  it('comes from what leads a list in', () => {
    const text =
      '# Policy\nStaff must not:\n- use personal phones in class\n- take photographs of pupils on their own devices\nPupils may:\n- use tablets in the library'
    expect(rulesOf(text)).toEqual([
      'STAFF NOT_ALLOWED phone-in-lessons',
      'STAFF NOT_ALLOWED photo-own-device',
      'LEARNER ALLOWED other-personal-devices',
    ])
    expect(proseOf(text).deviceRules[0]).toMatchObject({
      quote: 'Staff must not: use personal phones in class',
      confidence: 'certain',
    })
  })

  it('comes from the heading, or from the heading above it', () => {
    const text =
      "# Policy\n# 8 Mobile technology\n## 8.1 Visitors' use of phones\nPhones must not be used in classrooms.\n## 8.2 Staff\nMobile phones must not be used in lessons."
    expect(rulesOf(text)).toEqual(['VISITOR NOT_ALLOWED phone-in-lessons', 'STAFF NOT_ALLOWED phone-in-lessons'])
    expect(proseOf(text).deviceRules[0]?.confidence).toBe('likely')
  })

  it('is never who is photographed, written to or spoken about', () => {
    expect(rulesOf('# Policy\n# Images\nImages of pupils must not be stored on personal devices.')).toEqual([
      'EVERYONE NOT_ALLOWED -',
    ])
    expect(
      rulesOf('# Policy\n# Images\nStaff must not exchange text messages with pupils or parents on personal phones.'),
    ).toEqual(['STAFF NOT_ALLOWED phone-to-contact-families'])
  })

  it('is everyone where nobody is named, and then only possible', () => {
    const [rule] = proseOf('# Policy\n# 4 Security\nMemory sticks must not be used.').deviceRules
    expect(rule).toMatchObject({ audience: 'EVERYONE', permission: 'NOT_ALLOWED', confidence: 'possible' })
  })
})

describe('what a rule keeps', () => {
  it('conditions as written', () => {
    const conditions = (text: string) => proseOf(`# Policy\n${text}`).deviceRules[0]?.conditions
    expect(conditions('Students in Years 12 and 13 may use phones but only in the common room.')).toEqual([
      'Years 12 and 13',
      'only in the common room',
    ])
    expect(conditions('Pupils must not use tablets during lessons, unless a teacher has given permission.')).toEqual([
      'during lessons',
      'unless a teacher has given permission',
    ])
    expect(conditions('On trips, pupils may use cameras provided that staff agree.')).toEqual([
      'On trips',
      'provided that staff agree',
    ])
  })

  it('the device in the words of the document, its class and the schools', () => {
    const text =
      '# Policy\nThis is for Northgate High School (NHS) and Millbrook Infant School (MIS).\n# Millbrook Infant School (MIS)\nStaff must not use personal mobile phones, tablets or cameras in class.\n# All\nPupils must not bring phones to school (NHS only).'
    expect(proseOf(text).deviceRules).toMatchObject([
      { device: 'personal mobile phones, tablets or cameras', deviceClass: 'STAFF_OWNED', appliesTo: ['MIS'] },
      { device: 'phones', deviceClass: 'PUPIL_OWNED', appliesTo: ['NHS'] },
    ])
  })

  it('an agreement in the first person, by its heading', () => {
    const text =
      '# Policy\n# Appendix 2: acceptable use agreement for pupils\n- I will not use my mobile phone in lessons unless a teacher gives permission.\n- I will be kind online.'
    expect(rulesOf(text)).toEqual(['LEARNER NOMINATED_OR_PERMISSION phone-in-lessons'])
  })
})

it('always quotes the document and never runs away', () => {
  const words = fc.constantFrom(
    ...[
      'Pupils',
      'staff',
      'must',
      'not',
      'may',
      'only',
      'use',
      'phones',
      'images',
      'of',
      'unless',
      'permission',
      'in',
      'lessons',
      ',',
      ';',
    ],
    ...['and', 'be', 'taken', 'on', 'school', 'devices', 'is', 'permitted', 'to', '(', ')', '.', 'The', 'where', '"'],
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 120 }), (parts) => {
      const text = parts.join(' ')
      for (const rule of proseOf(text).deviceRules) {
        expect(text).toContain(rule.quote)
        expect(rule.conditions.every((words) => words.length <= 400)).toBe(true)
      }
    }),
  )
})
