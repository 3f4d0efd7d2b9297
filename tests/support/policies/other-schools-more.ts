/** More layouts that are easily taken the wrong way round. */
import { page, piped, tabbed, type Policy } from './other-schools'
import { word } from './other-schools-word'

export const MORE: readonly Policy[] = [
  {
    title: 'groups without a place for the corner',
    file: 'no corner.txt',
    content: tabbed(`Communications

Staff | | | Pupils | | 
Technology | Allowed | Certain times | Not allowed | Allowed | Certain times | Not allowed
Mobile phones | | X | | | | X
Personal email | | X | | | | X
Chat rooms | | | X | | | X
`),
    declined: [/which columns/u],
  },
  {
    title: 'groups set to the right of their columns',
    file: 'right.txt',
    content: tabbed(`Communications

 | | | Staff | | | Pupils
Technology | Allowed | Certain times | Not allowed | Allowed | Certain times | Not allowed
Mobile phones | | X | | | | X
Personal email | | X | | | | X
Chat rooms | | | X | | | X
`),
    declined: [/which columns/u],
  },
  {
    title: 'the same head again overleaf with the groups changed round',
    file: 'changed.txt',
    content: tabbed(`Communications

 | Staff | | Pupils | 
Technology | Allowed | Not allowed | Allowed | Not allowed
Mobile phones | X | | | X
Chat rooms | | X | | X
\f | Pupils | | Staff | 
Technology | Allowed | Not allowed | Allowed | Not allowed
Personal email | | X | X | 
Tablets | X | | X | 
`),
    tables: [
      {
        kind: 'permission',
        columns: ['Allowed', 'Not allowed', 'Allowed', 'Not allowed'],
        audiences: 'SSLL',
        levels: 'ANAN',
        rows: `Mobile phones | X | | | X
Chat rooms | | X | | X`,
      },
      {
        kind: 'permission',
        columns: ['Allowed', 'Not allowed', 'Allowed', 'Not allowed'],
        audiences: 'LLSS',
        levels: 'ANAN',
        rows: `Personal email | | X | X |
Tablets | X | | X |`,
      },
    ],
  },
  {
    title: 'rows cut short and a row that lost its label',
    file: 'short.md',
    content: `# Phones

| Use | Staff | Pupils | Visitors |
|---|---|---|---|
| Phones in lessons | No | No | No |
| Phones at break | Yes | No |
| Yes | No | Yes |
| Smart watches | Yes | Yes | Yes |
`,
    declined: [/cells have moved/u],
  },
  {
    title: 'marks and words that span several columns',
    file: 'spans.html',
    content: page(`<h2>Use of technology</h2><table>
<tr><th>Use</th><th>Staff</th><th>Pupils</th><th>Visitors</th></tr>
<tr><td>Mobile phones in class</td><td colspan="3">Not allowed</td></tr>
<tr><td>Mobile phones on trips</td><td>Allowed</td><td colspan="2">Not allowed</td></tr>
<tr><td>Social media</td><td rowspan="2">Not allowed</td><td>Not allowed</td><td>Not allowed</td></tr>
<tr><td>Gaming sites</td><td>Allowed</td><td>Not allowed</td></tr></table>`),
    tables: [
      {
        kind: 'permission',
        columns: ['Staff', 'Pupils', 'Visitors'],
        audiences: 'SLV',
        levels: '---',
        rows: `Mobile phones in class | Not allowed | Not allowed | Not allowed
Mobile phones on trips | Allowed | Not allowed | Not allowed
Social media | Not allowed | Not allowed | Not allowed
Gaming sites | Not allowed | Allowed | Not allowed`,
        flags: ['mark-for-several'],
      },
    ],
  },
  {
    title: 'a column of notes, words of another audience in cells',
    file: 'notes.docx',
    content: word([
      '# Who can use what',
      [
        ['Technology', 'Pupils', 'Staff', 'Notes'],
        ['Mobile phone', 'No', 'Yes', 'Staff only in the staff room'],
        ['School camera', 'With permission', 'Yes', 'Ask the office'],
        ['Personal tablet', 'No', 'No', ''],
        ['Voice assistants', 'Staff only', 'Yes', ''],
      ],
    ]),
    tables: [
      {
        kind: 'permission',
        columns: ['Pupils', 'Staff', 'Notes'],
        audiences: 'LS-',
        levels: '---',
        rows: `Mobile phone | No | Yes | Staff only in the staff room
School camera | With permission | Yes | Ask the office
Personal tablet | No | No |
Voice assistants | Staff only | Yes |`,
        flags: ['no-audience'],
      },
    ],
  },
  {
    title: 'staff’s use of pupils’ devices, pupils’ use of staff’s devices',
    file: 'crossed.md',
    content: `# Borrowing devices

${piped(`Situation | Staff use of pupils' devices | Pupils' use of staff devices
In lessons | Not allowed | With permission
Tablets on trips | Not allowed | Not allowed
Phones in emergencies | Allowed | Allowed`)}
`,
  },
  {
    title: 'a title that names pupils over a table for staff',
    file: 'protecting.docx',
    content: word([
      '# Protecting pupils: how staff use technology',
      [
        ['Activity', 'Allowed', 'With permission', 'Not allowed'],
        ['Personal mobile phone in class', '', '', 'X'],
        ['Taking photographs on school cameras', 'X', '', ''],
        ['Messaging parents', '', 'X', ''],
      ],
    ]),
    tables: [
      {
        kind: 'permission',
        columns: ['Allowed', 'With permission', 'Not allowed'],
        audiences: '---',
        levels: 'APN',
        rows: `Personal mobile phone in class | | | X
Taking photographs on school cameras | X | |
Messaging parents | | X |`,
        flags: ['no-audience'],
      },
    ],
  },
  {
    title: 'a sentence above that names both',
    file: 'covered.md',
    content: `# Technology

The table shows what staff may do. Pupils are covered in section 6.

${piped(`Activity | Allowed | Not allowed
Mobile phone in the staff room | X | 
Mobile phone in class | | X
Personal email | X | `)}
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Allowed', 'Not allowed'],
        audiences: '--',
        levels: 'AN',
        rows: `Mobile phone in the staff room | X |
Mobile phone in class | | X
Personal email | X |`,
        flags: ['no-audience'],
      },
    ],
  },
  {
    title: 'two tables in one sheet',
    file: 'two tables.csv',
    content: `Staff devices,,
Use,Allowed,Not allowed
Mobile phone in class,,X
Mobile phone in office,X,

Pupil devices,,
Use,Allowed,Not allowed
Mobile phone in class,,X
Smart watch,X,
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Allowed', 'Not allowed'],
        audiences: 'SS',
        levels: 'AN',
        rows: `Mobile phone in class | | X
Mobile phone in office | X |`,
      },
      {
        kind: 'permission',
        columns: ['Allowed', 'Not allowed'],
        audiences: 'LL',
        levels: 'AN',
        rows: `Mobile phone in class | | X
Smart watch | X |`,
      },
    ],
  },
  {
    title: 'several kinds of staff',
    file: 'kinds.md',
    content: `# Devices

${piped(`Use | Teachers | Support staff | Governors | Pupils
Own phone in class | No | No | No | No
Own laptop on wifi | Yes | Yes | Yes | No
School email on own phone | Yes | With permission | Yes | No`)}
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Teachers', 'Support staff', 'Governors', 'Pupils'],
        audiences: 'S--L',
        levels: '----',
        rows: `Own phone in class | No | No | No | No
Own laptop on wifi | Yes | Yes | Yes | No
School email on own phone | Yes | With permission | Yes | No`,
        flags: ['no-audience'],
      },
    ],
  },
  {
    title: 'uniform with ticks, a smart watch among it',
    file: 'uniform.md',
    content: `# Uniform

${piped(`Item | Allowed | Not allowed
Black shoes | ✓ | 
Trainers | | ✓
Nail varnish | | ✓
Smart watch | | ✓
Stud earrings | ✓ | `)}
`,
  },
  {
    title: 'food',
    file: 'food.txt',
    content: tabbed(`Packed lunches

Food | Pupils | Staff
Nuts | Not allowed | Not allowed
Fruit | Allowed | Allowed
Fizzy drinks | Not allowed | Allowed
`),
  },
  {
    title: 'access rights to systems',
    file: 'rights.csv',
    content: `System,Teachers,Office staff,Pupils,Parents
Registers,Read and write,Read and write,None,None
Email,Full,Full,Limited,None
Homework app,Full,Read only,Full,Read only
`,
  },
  {
    title: 'who sees which data, ticked',
    file: 'data shared.html',
    content:
      page(`<h2>Sharing of information</h2><table><tr><th>Information</th><th>Staff</th><th>Parents</th><th>Local authority</th></tr>
<tr><td>Photographs</td><td>✓</td><td>✓</td><td></td></tr><tr><td>Online safety incidents</td><td>✓</td><td>✓</td><td>✓</td></tr>
<tr><td>Mobile phone numbers</td><td>✓</td><td></td><td></td></tr></table>`),
    declined: [/what its marks mean/u],
  },
  {
    title: 'the times of the day',
    file: 'day.txt',
    content: tabbed(`The school day

Time | Pupils | Staff
8.30 | Arrive, phones handed in | Briefing
12.00 | Lunch | Lunch duty
15.15 | Phones given back | Meetings
`),
  },
  {
    title: 'sanctions by number of the offence',
    file: 'sanctions.docx',
    content: word([
      '# Mobile phone sanctions',
      [
        ['Offence', 'Sanction', 'Parents told', 'Recorded'],
        ['First', 'Phone kept until the end of the day', 'No', 'Yes'],
        ['Second', 'Phone kept until collected', 'Yes', 'Yes'],
        ['Third', 'Phone banned for a term', 'Yes', 'Yes'],
      ],
    ]),
  },
  {
    title: 'a history of approvals, oldest first',
    file: 'history.docx',
    content: word([
      '# Online safety policy',
      [
        ['Version', 'Date', 'Approved by', 'Change'],
        ['1', 'May 2021', 'Full governing body', 'First edition'],
        ['2', 'May 2023', 'Full governing body', 'Filtering'],
        ['3', '6 May 2025', 'Safeguarding committee', 'Phones'],
      ],
      '# Aims',
      'Reviewed by Ofsted in June 2022.',
    ]),
    facts: { version: ['3', null, null] },
  },
  {
    title: 'terms, months without years, words for a date',
    file: 'terms.txt',
    content: tabbed(`Mobile phone policy

Ratified: | Autumn 2 2024
Last updated: | Feb-24
Next review: | Two years from approval
Reviewed: | Annually
Policy lead: | Deputy head (pastoral)
Approved by governors: | 3.4.24
Signed: | 

1. Aims
The school was founded in 1965.
`),
    facts: {
      owner: ['Deputy head (pastoral)', null, null],
      approvingBody: ['governors', null, null],
      // Two are given; a person is told.
      dateApproved: ['Autumn 2 2024', null, null],
      lastReviewed: ['Feb-24', null, null],
      frequency: ['Two years from approval', null, null],
    },
  },
  {
    title: 'review words in a footer and a quotation',
    file: 'quoted.md',
    content: `# Photography policy

Approved by: Headteacher

## National guidance

> "Schools must not allow pupils to use mobile phones. Consent is needed for the website. Images are kept for six years."
> Department for Education, last reviewed 3 March 2024, next review March 2027

The model policy we used says: "Photographs are deleted after five years."

Reviewed September 2019 by Template Ltd
`,
    facts: { approvedBy: ['Headteacher', null, null] },
  },
]
