/** Documents made to mislead a reader: layouts and sentences that are easily taken the wrong way round. */
import { page, piped, tabbed, type Policy } from './other-schools'
import { word } from './other-schools-word'

export const TRAPS: readonly Policy[] = [
  {
    title: 'groups printed over the middle of their columns',
    file: 'centred.txt',
    content: tabbed(`Communications

 | | Staff | | | Pupils | 
Technology | Allowed | Certain times | Not allowed | Allowed | Certain times | Not allowed
Mobile phones | | X | | | | X
Personal email | | X | | | | X
Chat rooms | | | X | | | X
Blogs | X | | | | X | 
`),
    declined: [/which columns/u],
  },
  {
    title: 'rows for people, columns for things',
    file: 'turned.md',
    content: `# Devices on site

${piped(`Who | Mobile phone | Tablet | Smart watch
Staff | Allowed | Allowed | Allowed
Pupils | Not allowed | With permission | Allowed
Visitors | Not allowed | Not allowed | Allowed`)}
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Staff', 'Pupils', 'Visitors'],
        audiences: 'SLV',
        levels: '---',
        rows: `Mobile phone | Allowed | Not allowed | Not allowed
Tablet | Allowed | With permission | Not allowed
Smart watch | Allowed | Allowed | Allowed`,
      },
    ],
  },
  {
    title: 'one rule in each line',
    file: 'lines.csv',
    content: `Audience,Device,Rule
Staff,Mobile phone,Allowed
Pupils,Mobile phone,Not allowed
Visitors,Mobile phone,With permission
`,
    declined: [/column of its own/u],
  },
  {
    title: 'answers whose order changes from group to group',
    file: 'order.docx',
    content: word([
      '# Use of technology',
      [
        [
          { text: '', down: 2 },
          { text: 'Adults working in school', across: 2 },
          { text: 'Children', across: 2 },
        ],
        ['Not allowed', 'Allowed', 'Allowed', 'Not allowed'],
        ['Mobile phones in lessons', 'X', '', '', 'X'],
        ['Mobile phones in the staff room', '', 'X', '', 'X'],
        ['School tablets', '', 'X', 'X', ''],
      ],
    ]),
    tables: [
      {
        kind: 'permission',
        columns: ['Not allowed', 'Allowed', 'Allowed', 'Not allowed'],
        audiences: 'SSLL',
        levels: 'NAAN',
        rows: `Mobile phones in lessons | X | | | X
Mobile phones in the staff room | | X | | X
School tablets | | X | X | `,
      },
    ],
  },
  {
    title: 'a second head in the middle that turns the answers round',
    file: 'second head.md',
    content: `# Phones

${piped(`Staff | Allowed | Not allowed
Phone in the classroom | | X
Phone in the office | X | 
Pupils | Not allowed | Allowed
Phone in the classroom | X | 
Phone at the gate | | X`)}
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Allowed', 'Not allowed'],
        audiences: 'SS',
        levels: 'AN',
        rows: `Phone in the classroom | | X
Phone in the office | X |`,
      },
      {
        kind: 'permission',
        columns: ['Not allowed', 'Allowed'],
        audiences: 'LL',
        levels: 'NA',
        rows: `Phone in the classroom | X |
Phone at the gate | | X`,
      },
    ],
  },
  {
    title: 'headings with a no that is a yes',
    file: 'negative headings.html',
    content: page(`<h2>Pupils' devices</h2><table>
<tr><th rowspan=2>Device</th><th colspan=3>Pupils</th></tr>
<tr><th>No restrictions</th><th>Not unless the head agrees</th><th>Never</th></tr>
<tr><td>Smart watch</td><td>X</td><td></td><td></td></tr>
<tr><td>Mobile phone</td><td></td><td>X</td><td></td></tr>
<tr><td>Drone</td><td></td><td></td><td>X</td></tr></table>`),
    declined: [/do not plainly say/u],
  },
  {
    title: 'a key of signs where a cross means yes',
    file: 'key.md',
    content: `# Who may use what

Key: X = may use, O = may not use

${piped(`Service | Staff | Pupils
Video calls | X | O
Class blog | X | X
Cloud storage | X | O`)}
`,
    declined: [/key explains/u],
  },
  {
    title: 'a head whose groups and columns do not fit',
    file: 'uneven.html',
    content: page(`<h2>Communication</h2><table>
<tr><th></th><th colspan="3">Staff</th><th colspan="2">Pupils</th></tr>
<tr><th>Use</th><th>Allowed</th><th>Not allowed</th><th>Allowed</th><th>With permission</th><th>Not allowed</th></tr>
<tr><td>Phones</td><td>X</td><td></td><td></td><td></td><td>X</td></tr>
<tr><td>Email</td><td>X</td><td></td><td></td><td>X</td><td></td></tr>
<tr><td>Chat</td><td></td><td>X</td><td></td><td></td><td>X</td></tr></table>`),
    declined: [/which columns/u],
  },
  {
    title: 'columns set with spaces',
    file: 'spaces.txt',
    content: `Phones and watches

Activity                      Staff              Pupils             Visitors
Phone in lessons              Not allowed        Not allowed        Not allowed
Phone in the staff room       Allowed            Not allowed        With permission
Smart watch                   Allowed            Allowed            Allowed

The office keeps phones safe.
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Staff', 'Pupils', 'Visitors'],
        audiences: 'SLV',
        levels: '---',
        rows: `Phone in lessons | Not allowed | Not allowed | Not allowed
Phone in the staff room | Allowed | Not allowed | With permission
Smart watch | Allowed | Allowed | Allowed`,
      },
    ],
  },
  {
    title: 'sentences in which one group is told about another',
    file: 'about others.txt',
    content: `Mobile phones

Staff must make sure that pupils do not use mobile phones in lessons.
Pupils must not ask staff to use their mobile phones.
Visitors are told by staff that mobile phones may not be used in the hall.
Mobile phones are banned for pupils; staff are exempt.
Neither pupils nor visitors may use mobile phones in the changing rooms.
`,
    rules: [
      ['LEARNER NOT_ALLOWED', /do not use mobile phones in lessons/u, 'may be missed'],
      ['VISITOR NOT_ALLOWED', /in the hall/u, 'may be missed'],
      ['LEARNER NOT_ALLOWED', /banned for pupils/u, 'may be missed'],
      ['LEARNER NOT_ALLOWED', /Neither/u, 'may be missed'],
      ['VISITOR NOT_ALLOWED', /Neither/u, 'may be missed'],
    ],
  },
  {
    title: 'images that are not used, and not of pupils',
    file: 'never.md',
    content: `# Images

- We never put photographs of pupils on social media.
- Parents may not post photographs of other children on social media.
- Photographs of staff appear on the website.
- We do not need consent to show photographs inside the classroom.

## Records

The headteacher has kept this policy for three years. We no longer keep CCTV footage for 90 days.
Training records are kept for six years.
Phones handed in are kept until the end of the day.
`,
    purposes: [],
    retention: [[/^Training records$/u, /six years/u]],
    rules: [['PARENT NOT_ALLOWED', /Parents may not post/u]],
  },
  {
    title: 'facts that are none yet',
    file: 'pending.txt',
    content: tabbed(`Online safety policy

Status: | Draft for consultation
Approved by: | Pending
Date approved: | 29 February 2025
Next review: | To be agreed
Author: | N/A
Version: | 2.1

1. Purpose
The Act came into force on 1 September 2025. Guidance was last reviewed in July 2024.
`),
    facts: {
      dateApproved: ['29 February 2025', null, null],
      version: ['2.1', null, null],
      author: ['N/A', null, null],
    },
  },
  {
    title: 'a day and a month in the American order, a year alone, a short year',
    file: 'dates.html',
    content: page(`<h1>Mobile phone policy</h1><table>
<tr><td>Approved by</td><td>Local governing committee</td></tr><tr><td>Approved on</td><td>12/13/2024</td></tr>
<tr><td>Effective from</td><td>1st Sept 24</td></tr><tr><td>Next review</td><td>2026</td></tr></table>
<h3>1. Scope</h3><p>All pupils.</p>`),
    facts: {
      approvedBy: ['Local governing committee', null, null],
      approvingBody: ['Local governing committee', null, null],
      dateApproved: ['12/13/2024', null, null],
      effectiveFrom: ['1st Sept 24', null, null],
      nextReview: ['2026', '2026', 'year'],
    },
  },
  {
    title: 'chosen people answer, in a table of duties with yes and no',
    file: 'duties.md',
    content: `# Safeguarding training by group

${piped(`Course | Staff | Governors | Volunteers
Online safety | Yes | Yes | No
First aid | Yes | No | No
Safer recruitment | Some | Yes | No`)}
`,
  },
  {
    title: 'survey answers by pupils and parents',
    file: 'survey.md',
    content: `# Survey on phones

${piped(`Question | Pupils | Parents
Do you own a phone? | Yes | Yes
Should phones be banned? | No | Yes
Do you use social media? | Yes | No`)}
`,
  },
  {
    title: 'a head of two rows in words nobody knows, over answers',
    file: 'lessons and break.md',
    content: `# Phones

${piped(`Activity | Staff | Pupils | Staff | Pupils
 | Lessons | Lessons | Break | Break
Mobile phones | No | No | Yes | No
Tablets | Yes | Yes | Yes | No`)}
`,
    declined: [/may have moved/u],
  },
  {
    title: 'answers still to be chosen',
    file: 'to choose.md',
    content: `# Phones

${piped(`Activity | Staff | Pupils
Phones in class | [Yes/No] | [Yes/No]
Tablets | Yes / No | Yes / No
Social media | delete as appropriate | Yes/No`)}
`,
    declined: [/nobody has filled it in/u],
  },
  {
    title: 'levels and people in one heading, ordered by level',
    file: 'by level.csv',
    content: `Communication,Allowed for staff,Allowed for pupils,Not allowed for staff,Not allowed for pupils
Phones in class,,,X,X
Email,X,,,X
Blogs,X,X,,
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Allowed for staff', 'Allowed for pupils', 'Not allowed for staff', 'Not allowed for pupils'],
        audiences: 'SLSL',
        levels: 'AANN',
        rows: `Phones in class | | | X | X
Email | X | | | X
Blogs | X | X | |`,
      },
    ],
  },
]
