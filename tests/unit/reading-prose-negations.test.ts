/** Sentences whose words turn a rule round, leave people out of it, or only speak of one: right, or nothing. */
import { describe, expect, it } from 'vitest'
import { proseOf } from './reading-prose-document'

const rulesOf = (text: string): string[] =>
  proseOf(`# Policy\n# 5 Devices\n${text}`).deviceRules.map(({ audience, permission }) => `${audience} ${permission}`)

describe('read with its own audience and leave', () => {
  it.each([
    [
      'Neither children nor contractors may use smartphones in the washrooms.',
      ['LEARNER NOT_ALLOWED', 'VISITOR NOT_ALLOWED'],
    ],
    ['No pupil may use a mobile phone in lessons.', ['LEARNER NOT_ALLOWED']],
    ['No student may bring a mobile phone to school without permission.', ['LEARNER NOMINATED_OR_PERMISSION']],
    ['None of our learners may use mobile phones in class.', ['LEARNER NOT_ALLOWED']],
    ['Nobody may use mobile phones in the changing rooms.', ['EVERYONE NOT_ALLOWED']],
    ['Teachers must ensure that students do not use smartphones in class.', ['LEARNER NOT_ALLOWED']],
    ['Staff must not use personal phones in lessons; this keeps pupils safe.', ['STAFF NOT_ALLOWED']],
    ['Mobile phones are prohibited for students in lessons.', ['LEARNER NOT_ALLOWED']],
    ['Pupils may not use mobile phones in lessons but staff may.', ['LEARNER NOT_ALLOWED']],
    ['It is forbidden to:\n- keep mobile phones on the desk', ['EVERYONE NOT_ALLOWED']],
    ['Parents may not post photographs of other pupils on Facebook.', ['PARENT NOT_ALLOWED']],
    ['Mobile phones cannot be used by pupils without permission.', ['LEARNER NOMINATED_OR_PERMISSION']],
    ['Pupils must never use mobile phones in lessons.', ['LEARNER NOT_ALLOWED']],
    ['Pupils must not use mobile phones in lessons. Should we forget, remind us.', ['LEARNER NOT_ALLOWED']],
    ['Pupils must not:\n- use mobile phones in lessons\n- leave their phones switched on', ['LEARNER NOT_ALLOWED']],
    ['Phones not in use must be kept in bags by pupils.', ['LEARNER CERTAIN_TIMES']],
  ])('%s', (text, rules) => expect(rulesOf(text)).toEqual(rules))

  it('speaks of what is posted, not of where', () => {
    const [rule] = proseOf('# Policy\nParents may not post photographs of other pupils on Facebook.').deviceRules
    expect(rule?.device).toMatch(/photographs/)
  })
})

describe('no rule', () => {
  it.each([
    // Turned round
    'It is not the case that students may not bring smartphones to school.',
    'It is not true that pupils must not use mobile phones at lunch.',
    'It is a myth that staff are not allowed to carry mobile phones.',
    'There is no rule that visitors must not carry mobile phones.',
    'There is no requirement that pupils must keep phones in lockers.',
    'There is no ban on phones and staff may say so when pupils are not allowed to use phones.',
    'Our policy does not mean that pupils may use mobile phones in lessons.',
    'Nothing in this policy says that staff may not use mobile phones.',
    'We no longer prohibit the use of mobile phones by pupils.',
    'The school does not ban pupils from using mobile phones.',
    'Pupils must not be prevented from using mobile phones they need for medical reasons.',
    'Staff may not stop pupils who are allowed to use mobile phones.',
    'Not all pupils may use mobile phones at break.',
    'Pupils may hardly ever use mobile phones in school.',
    'Pupils rarely may use mobile phones in school.',
    'Few pupils may use mobile phones in lessons.',
    'We never allow pupils to use mobile phones in lessons.',
    'Pupils may use mobile phones at no time during lessons.',
    'Mobile phones may be used not by pupils but by staff.',
    'Not only staff but also visitors may use mobile phones in the hall.',
    'Pupils may or may not use mobile phones at break.',
    'Pupils may / may not use mobile phones at break.',
    'We have lifted the ban, and the rule that pupils must not use phones is gone.',
    // Who sees to it, who tells, who says
    'Staff must ensure that mobile phones are not used in lessons.',
    'Teachers must ensure that mobile phones are switched off.',
    'Visitors are told by the office that smartphones may not be used on site.',
    'Pupils say that mobile phones should be allowed at break.',
    'Some parents think that pupils may use mobile phones at lunch.',
    'Governors were told that staff may use mobile phones in class.',
    'A parent asked whether pupils may use mobile phones on trips.',
    'Staff are allowed to stop pupils using mobile phones.',
    'Teachers may ask pupils to put phones away if they are allowed to use phones.',
    // Left out
    'All pupils must not use mobile phones, except sixth formers.',
    'Everyone except staff is not permitted to use mobile phones in school.',
    'All users other than staff must not use mobile phones on site.',
    'Mobile phones are banned on site; staff are exempt.',
    'Mobile phones must not be used in school. This does not apply to staff.',
    'Mobile phones must not be used in school. Staff are exempt.',
    'Unlike staff, pupils may use mobile phones at break.',
    'Pupils may use mobile phones at break, but Year 7 may not.',
    'Mobile phones must not be used on site.\n\nThis rule does not apply to visitors.',
    // Some of them
    'Only sixth formers in Year 13 may use mobile phones.',
    'Only pupils with medical needs may use mobile phones in lessons.',
    'Some pupils may use mobile phones in lessons.',
    'Pupils who have diabetes may use their mobile phones.',
    // Two people in one sentence
    'Staff may, but pupils may not, use mobile phones in lessons.',
    'Staff supervising pupils on trips whereas visitors must not use mobile phones.',
    // Questions
    'Should students be permitted to use smartphones at lunch?',
    'May pupils use mobile phones at break? Parents answered.',
    'Did you know that pupils must not use mobile phones in lessons?',
    // Imagined
    'If pupils were allowed to use mobile phones, lessons would suffer.',
    'Pupils would be allowed to use mobile phones at break.',
    'Suppose that pupils may use mobile phones at break.',
    'Pupils could be allowed to use mobile phones at break.',
    'Pupils may be allowed to use mobile phones at break.',
    // Past and to come
    'Pupils used to be allowed to use mobile phones at break.',
    'Pupils were not allowed to bring mobile phones to school until 2024.',
    'Formerly, pupils were permitted to use mobile phones at lunch.',
    'In the past pupils must not use mobile phones.',
    'Until 2024, pupils may not use mobile phones in school.',
    'Under the old policy, pupils must not use mobile phones in school.',
    'From September 2027 pupils must not bring mobile phones to school.',
    'With effect from January 2028, staff may not use mobile phones in class.',
    // Proposed
    'We propose that pupils must not use mobile phones at break.',
    'We are considering whether pupils may use mobile phones at break.',
    'The school plans to ban mobile phones: pupils may not use mobile phones then.',
    'We will consult parents on a rule that pupils must not use mobile phones.',
    'It is proposed that pupils may not use mobile phones in school.',
    'The proposed rule is that pupils must not use mobile phones.',
    'Governors have not decided that pupils may use mobile phones.',
    'The school council voted that pupils may use mobile phones at break.',
    // Others
    'Many schools do not allow pupils to use mobile phones.',
    'Some academies allow students to use smartphones; we have not decided.',
    'At another school, pupils may use mobile phones in lessons.',
    'The government recommends that pupils must not use mobile phones.',
    'Schools may allow pupils to use mobile phones at break.',
    // Shown, quoted, titled, left open
    'For example, a policy might say that pupils must not use mobile phones in lessons.',
    'A poster says pupils must not use mobile phones in lessons.',
    'Our leaflet is called “Pupils must not use mobile phones in lessons”.',
    'One pupil wrote "Pupils must not use mobile phones in lessons" on a form.',
    'Pupils must not use mobile phones for [insert number] weeks.',
    'Pupils must not use mobile phones in _____.',
    'Pupils [may / may not] use mobile phones at break.',
    // Lists
    'Pupils must not:\n- leave their mobile phones switched on',
    'Mobile phones may be used by staff but not by pupils.',
    'We are considering these rules:\n- Pupils must not use mobile phones in lessons',
    // Somebody else agrees
    'If staff agree, they may be used: mobile phones belong in bags.',
  ])('%s', (text) => expect(rulesOf(text)).toEqual([]))

  it('under a heading over what is proposed or what others said', () => {
    for (const heading of ['Proposed rules', 'Consultation', 'What parents said', 'Previous rules']) {
      expect(proseOf(`# Policy\n# ${heading}\nPupils must not use mobile phones in lessons.`).deviceRules).toEqual([])
    }
  })
})

describe('keeping', () => {
  it.each([
    'We no longer keep CCTV footage for 90 days.',
    'CCTV footage is not kept for 90 days.',
    'Footage must not be deleted for 30 days.',
    'No photographs are kept for three years.',
    'Neither photographs nor videos are retained for two years.',
    'Photographs used to be kept for five years.',
    'Other schools keep CCTV footage for 90 days.',
    'Should CCTV footage be kept for 30 days?',
    'We propose that images are kept for two years.',
    'Images will be kept for [insert number] years.',
  ])('%s is none', (text) => expect(proseOf(`# Policy\n# Data\n${text}`).retention).toEqual([]))

  it.each([
    'CCTV footage is kept for 30 days and is not shared.',
    'Images are kept no longer than is necessary for the purpose.',
    'Images that are not needed are deleted after 30 days.',
  ])('%s is kept', (text) => expect(proseOf(`# Policy\n# Data\n${text}`).retention).toHaveLength(1))
})

describe('leave for pictures', () => {
  it.each([
    ['We do not need consent to display photographs in class.', ['not-needed']],
    ['There is no need to ask parents for consent to take photographs for records.', ['not-needed']],
    ['Parents are not asked to give consent for photographs kept in class.', ['not-needed']],
    ['Photographs will not be published unless written consent has been given by parents.', ['needed']],
    ['Photographs are not taken without the consent of parents.', ['needed']],
    ['Some schools obtain consent from parents before photographs are taken.', []],
    ['Should consent be obtained before photographs are published?', []],
    ['We propose that consent is obtained before photographs are published.', []],
  ])('%s', (text, about) =>
    expect(proseOf(`# Policy\n# Pictures\n${text}`).consentRules.map((rule) => rule.about)).toEqual(about),
  )
})
