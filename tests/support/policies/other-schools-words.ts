/** Documents with a review block, rules in sentences, uses of images, times of keeping. */
import { page, piped, tabbed, type Policy } from './other-schools'
import { word } from './other-schools-word'

export const WORDS: readonly Policy[] = [
  {
    title: 'a front table of three rows and four cells',
    file: 'front.docx',
    content: word([
      '# Acceptable use of IT policy',
      'Oxlip Grange School',
      [
        ['Approved by:', 'Full governing board', 'Date:', '12 March 2025'],
        ['Last reviewed on:', 'March 2025', '', ''],
        ['Next review due by:', 'March 2026', '', ''],
      ],
      '# 1. Aims',
      'We want everyone to use IT well.',
    ]),
    facts: {
      approvedBy: ['Full governing board', null, null],
      approvingBody: ['Full governing board', null, null],
      dateApproved: ['12 March 2025', '2025-03-12', 'day'],
      lastReviewed: ['March 2025', '2025-03', 'month'],
      nextReview: ['March 2026', '2026-03', 'month'],
    },
  },
  {
    title: 'a front left as the publisher printed it',
    file: 'front unfilled.txt',
    content: tabbed(`E-safety policy
[School name]

Approved by: | [Name of governing body]
Date approved: | [insert date]
Last reviewed on: | DD/MM/YYYY
Next review due by: | TBC
Version: | 

1. Aims
Our school aims to keep pupils safe online.

Reviewed September 2019 by Template Ltd. Copyright 2019.
`),
    facts: {},
  },
  {
    title: 'dates that cannot be, two committees, guidance with dates',
    file: 'control.md',
    content: `# Data and images policy

${piped(`Document control | 
Policy owner | Deputy Headteacher
Reviewed by | Curriculum Committee
Approved by | Resources Committee
Date approved | 31 June 2024
Next review | Summer 2026
Review cycle | Every two years`)}

## Legal framework

This policy follows Keeping Children Safe in Education (September 2025), which replaced the guidance of
1 September 2024. The Data Protection Act was approved in May 2018.

### Links

Behaviour policy (reviewed January 2023).
`,
    facts: {
      owner: ['Deputy Headteacher', null, null],
      approvedBy: ['Resources Committee', null, null],
      approvingBody: ['Resources Committee', null, null],
      reviewingBody: ['Curriculum Committee', null, null],
      dateApproved: ['31 June 2024', null, null],
      nextReview: ['Summer 2026', null, null],
      frequency: ['Every two years', null, null],
    },
  },
  {
    title: 'a review block at the end, after other rows of names and dates',
    file: 'end.html',
    content: page(`<h1>Photography policy</h1><p>Foxglove Nursery School</p>
<h2>1 Purpose</h2><p>Why we take photographs.</p>
<h3>1.1 Training</h3><table><tr><th>Course</th><th>Date</th></tr><tr><td>Online safety</td><td>4 May 2024</td></tr></table>
<h2>9 Monitoring and review</h2>
<p>Policy agreed: 7.2.25</p><p>Review date: Spring Term 2027</p><p>Signed (Chair): ____________</p>`),
    facts: {
      dateApproved: ['7.2.25', '2025-02-07', 'day'],
    },
  },
  {
    title: 'uses of images on a consent form, in a list',
    file: 'consent.txt',
    content: `Photograph consent form
Willow Bank Special School

Dear Parent or Carer
We ask for your consent before we use photographs of your child. Please tick yes or no for each use:

- on the school website
- in the school newsletter
- on the school's social media pages
- in the local press
- in the school prospectus

You may withdraw your consent at any time by writing to the office.

Name of child: ....................  Signed: ....................  Date: ............
`,
    purposes: ['WEBSITE', 'NEWSLETTER', 'SOCIAL_MEDIA', 'PRESS_MEDIA', 'PROSPECTUS_PRINT'],
  },
  {
    title: 'consent in a table with boxes',
    file: 'consent table.md',
    content: `# Use of images: parental consent

Please tick one box in each row. We will only use your child's image where you have given consent.

${piped(`I give consent for my child's image to be used | Yes | No
On display boards inside school | ☐ | ☐
On the school website | ☐ | ☐
On the school's Facebook page | ☐ | ☐
In the local newspaper | ☐ | ☐`)}

Signed ______________ Date ____________
`,
    purposes: ['DISPLAY_INTERNAL', 'WEBSITE', 'SOCIAL_MEDIA', 'PRESS_MEDIA'],
  },
  {
    title: 'how long images are kept',
    file: 'retention.md',
    content: `# Images of pupils

## Storage and retention

Photographs of pupils are kept for two years after the pupil has left and are then deleted by the school office.

CCTV footage is kept for 30 days.

## Training

Staff have been trained for five years. The course lasts 30 days.
`,
    retention: [
      [/photographs? of pupils/iu, /two years/u],
      [/cctv/iu, /30 days/u],
    ],
  },
  {
    title: 'plain rules for phones in a secondary school',
    file: 'phones.txt',
    content: `Mobile phones

Students

Students must not use mobile phones during the school day. Sixth form students may use mobile phones in the common room.

Visitors

Visitors are not allowed to use mobile phones unless they are in the reception area.

Staff

Staff must not use personal mobile phones to photograph students.
`,
    rules: [
      ['LEARNER NOT_ALLOWED', /Students must not use mobile phones during/u],
      ['LEARNER ALLOWED', /common room/u],
      ['VISITOR CERTAIN_TIMES', /Visitors/u],
      ['STAFF NOT_ALLOWED', /photograph students/u],
    ],
  },
  {
    title: 'negations that are easily turned round',
    file: 'negations.txt',
    content: `Use of phones

It is not the case that pupils may not bring mobile phones to school.
There is no rule that staff must not carry mobile phones.
We do not say that visitors cannot use mobile phones.
No pupil is refused permission to use a tablet without a reason.
Should pupils be allowed to use mobile phones at break? We asked parents.
In the past, pupils were allowed to use mobile phones at lunch.
Some schools allow pupils to use mobile phones; we have not decided.
`,
    rules: [],
  },
]
