/** Small whole documents on a dozen templates: what each says is read, and no more. */
import { describe, expect, it } from 'vitest'
import { codesOf, contextOf, factsOf, proseOf } from './reading-prose-document'

const rulesOf = (text: string): string[] =>
  proseOf(text).deviceRules.map(({ audience, permission, activity }) => `${audience} ${permission} ${activity ?? '-'}`)

describe('fronts of policies', () => {
  it.each([
    [
      'lines without room behind the colon',
      '# Online Safety Policy\nApproved by:Premises Committee\nDate of last review:26 January 2025\nNext review due by:January 2026\n# Aims\nText.',
      {
        title: 'Online Safety Policy',
        approvedBy: 'Premises Committee',
        approvingBody: 'Premises Committee',
        lastReviewed: '26 January 2025',
        nextReview: 'January 2026',
      },
    ],
    [
      'a label that names the body',
      'The Larches Academy\nE-Safety Policy\nPolicy Lead: Assistant Principal\nRatified by Governors: 14th October 2025\nReview Cycle: Annual\nVersion: 3.2\n# Aims\nText.',
      {
        title: 'E-Safety Policy',
        owner: 'Assistant Principal',
        approvingBody: 'Governors',
        dateApproved: '14th October 2025',
        frequency: 'Annual',
        version: '3.2',
      },
    ],
    [
      'a list of policy details',
      '# Acceptable Use Policy\nPolicy details\n- Date created - October 2025\n- Date approved - November 2025\n- Next review date - October 2026\n- Policy owner - The network manager\n# Purpose\nText.',
      {
        title: 'Acceptable Use Policy',
        issued: 'October 2025',
        dateApproved: 'November 2025',
        nextReview: 'October 2026',
        owner: 'The network manager',
      },
    ],
    [
      'document control with a version history',
      '# Mobile Phone Policy\nDocument Title | Smart Device Policy\nStatus | Final\nEffective from | 1 September 2025\nApproving Committee | Standards Committee\nDate of Approval | 17/07/2025\nReference | SC-12\n\nVersion | Date | Author | Summary\n1.0 | 10/07/2023 | DHT | New\n2.0 | 17/07/2025 | DHT | New law\n# Aims\nText.',
      {
        title: 'Smart Device Policy',
        effectiveFrom: '1 September 2025',
        approvingBody: 'Standards Committee',
        dateApproved: '17/07/2025',
        version: '2.0',
      },
    ],
    [
      'several labels in one line',
      '# E-Safety Policy\nDate Policy Agreed: 12.03.25 Review Date: 12.03.26\nHeadteacher: A Head Chair of Governors: B Chair\n# Aims\nText.',
      { title: 'E-Safety Policy', dateApproved: '12.03.25', nextReview: '12.03.26' },
    ],
    [
      'signature lines beside dates',
      '# Online Safety Policy 2025-26\nAgreed by Governors: September 2025\nTo be reviewed: September 2026\nSigned: ____________ (Chair)\nDate: ____________\n# Aims\nText.',
      {
        title: 'Online Safety Policy 2025-26',
        approvingBody: 'Governors',
        dateApproved: 'September 2025',
        nextReview: 'September 2026',
      },
    ],
    [
      'a body with its date',
      '# Online Safety Policy\nReviewed by: Pupil Committee March 2026\nNext Review: Spring 2027\n# Aims\nText.',
      {
        title: 'Online Safety Policy',
        reviewingBody: 'Pupil Committee',
        lastReviewed: 'March 2026',
        nextReview: 'Spring 2027',
      },
    ],
    [
      'running words',
      '# Policy for Online Safety\nThis policy was adopted by the full governing body on 3rd November 2025. It will be reviewed every year, or sooner if the law changes. Next review: November 2026\n# Aims\nText.',
      {
        ...{
          title: 'Policy for Online Safety',
          approvedBy: 'full governing body',
          approvingBody: 'full governing body',
        },
        ...{ dateApproved: '3rd November 2025', frequency: 'every year', nextReview: 'November 2026' },
      },
    ],
    [
      'a template nobody filled in',
      '# ICT Policy\nApproved by: | [Name] | Date: [Date]\nLast reviewed on: | [Date] |\nNext review due by: | [Date] |\n# Aims\nText.',
      { title: 'ICT Policy' },
    ],
    ['nothing at all', '# Using computers\nText.', { title: 'Using computers' }],
  ])('%s', (_, text, facts) => expect(factsOf(text)).toEqual(facts))

  it('flag what is no date and what is two', () => {
    expect(
      codesOf(
        proseOf(
          '# Online Safety Policy\nDate approved by the Board of Trustees: 31/11/2025\nNext review: Spring 2027\n# Aims\nText.',
        ),
      ),
    ).toEqual(['malformed-date', 'date-unclear'])
  })
})

describe('rules about phones', () => {
  it('of a primary school, by heading and list', () => {
    const text = `# Larch Primary School: mobile phones
## Pupils
Pupils are not permitted to have phones in school, unless the year leader has agreed. Where one is agreed:
- The phone must be handed in at the office each morning.
- Phones found in bags will be confiscated.
## Staff
- All staff must have their phones on silent or switched off during class time.
- Use of phones must be limited to non-contact time.
- Photographs may be taken on personal phones with permission of the year leader.
- Staff know that phones can distract.`
    expect(rulesOf(text)).toEqual([
      'LEARNER NOMINATED_OR_PERMISSION phone-in-school',
      'LEARNER CERTAIN_TIMES phone-in-school',
      'STAFF CERTAIN_TIMES -',
      'STAFF CERTAIN_TIMES phone-in-social-time',
      'STAFF NOMINATED_OR_PERMISSION photo-own-device',
    ])
  })

  it('of an academy, with exceptions and work phones', () => {
    const text = `# Mobile phone policy
## Use of phones by staff
Staff allow for emergencies. Staff must not use their personal phones to process personal data.
Some members of staff are given a phone by the academy.
In these circumstances, staff will:
- Not use their phones to take recordings of pupils
- Refrain from using their phones to contact parents
## Use of phones by parents, volunteers and visitors
This means:
- Not using phones in lessons
- Not taking pictures of pupils, unless it is at a public event
Parents supervising trips must not:
- Use their phones to make contact with other parents`
    expect(rulesOf(text)).toEqual([
      'STAFF NOT_ALLOWED -',
      'STAFF NOT_ALLOWED photo-own-device',
      'STAFF NOT_ALLOWED phone-to-contact-families',
      'PARENT NOT_ALLOWED phone-in-lessons',
      'VISITOR NOT_ALLOWED phone-in-lessons',
      'PARENT CERTAIN_TIMES -',
      'VISITOR CERTAIN_TIMES -',
      'PARENT NOT_ALLOWED -',
    ])
    const { deviceRules } = proseOf(text)
    expect(deviceRules[1]?.conditions).toContain('In these circumstances')
    expect(deviceRules.at(-1)?.conditions).toContain('supervising trips')
  })

  it('of a student agreement in the second person', () => {
    const text = `# Acceptable use policy
## Student terms of use
- You must not try to install any software on academy systems without permission from the ICT team.
- You must not share your password.
- You are responsible for your account.
- You are not permitted to connect personal devices to the academy network.`
    expect(rulesOf(text)).toEqual([
      'LEARNER NOMINATED_OR_PERMISSION software-install',
      'LEARNER NOT_ALLOWED device-full-network',
    ])
  })

  it('of people nobody here knows yield none', () => {
    expect(
      rulesOf(
        '# Policy\n# Trips\nWhen children go on a trip, phone use by drivers should be limited to calls to the office.',
      ),
    ).toEqual([])
  })
})

describe('a policy for several schools', () => {
  const text = `# Trust Online Safety Policy
The Brightwater Learning Trust runs Northgate High School (NHS), Millbrook Infant School (MIS) and Eastfield Sixth Form College (ESC).
Approved by | Trust Board
Next review | July 2027
# All schools
Concerns are logged on MyConcern (CPOMS at NHS and MIS).
Staff must not use memory sticks (NHS only).
# Millbrook Infant School (MIS)
Written consent from parents is obtained before photographs of pupils are used:
- on the school website
- in the newsletter
Photographs are deleted when a pupil leaves the school.
# Appendix 1 - ESC
Students may use phones in the common room.`

  it('keeps each school to itself', () => {
    const prose = proseOf(text)
    expect(contextOf(text).names).toMatchObject({ school: null, trust: 'Brightwater Learning Trust' })
    expect(factsOf(text)).toMatchObject({
      title: 'Trust Online Safety Policy',
      approvingBody: 'Trust Board',
      nextReview: 'July 2027',
    })
    expect(prose.systemsNamed.map(({ name, appliesTo }) => [name, appliesTo])).toEqual([
      ['MyConcern', []],
      ['CPOMS', ['NHS', 'MIS']],
    ])
    expect(prose.deviceRules.map(({ audience, appliesTo }) => [audience, appliesTo])).toEqual([
      ['STAFF', ['NHS']],
      ['LEARNER', ['ESC']],
    ])
    expect(prose.consentPurposes.map(({ purpose, appliesTo }) => [purpose, appliesTo])).toEqual([
      ['WEBSITE', ['MIS']],
      ['NEWSLETTER', ['MIS']],
    ])
    expect(prose.retention).toMatchObject([
      { subject: 'Photographs', trigger: 'when a pupil leaves the school', appliesTo: ['MIS'] },
    ])
  })
})
