/** Documents with tables of rules. */
import { page, piped, tabbed, type Policy } from './other-schools'
import { word } from './other-schools-word'

export const GRIDS: readonly Policy[] = [
  {
    title: 'a primary school’s tabbed table with a footnote and marks that need a look',
    file: 'mobile and smart technology.txt',
    content: tabbed(`Larkfield Primary School
Mobile and Smart Technology Policy

1. Introduction
This policy sets out how technology is used by everyone on our site.

2. What is and is not permitted
The table below shows what the school considers acceptable.

 | Staff and other adults | | | | Pupils | | |
Communication technology | Allowed | Allowed at certain times | Allowed for selected staff | Not allowed | Allowed | Allowed with staff permission | Not allowed
Bringing a mobile phone to school | X | | | | | X* | 
Using a mobile phone in class | | | | X | | | X
Using a mobile phone at break | | X | | | | | X
Taking photos on a personal phone | | | X | X | | | X
Using personal email on the school network | | X | | | | | 
Using a smart watch | X | | | | | X | /

* Year 6 only, handed in at the office.

3. Monitoring
The headteacher checks that this policy is followed.
`),
    tables: [
      {
        kind: 'permission',
        columns: [
          'Allowed',
          'Allowed at certain times',
          'Allowed for selected staff',
          'Not allowed',
          'Allowed',
          'Allowed with staff permission',
          'Not allowed',
        ],
        audiences: 'SSSSLLL',
        levels: 'ATPNAPN',
        rows: `Bringing a mobile phone to school | X | | | | | X* | 
Using a mobile phone in class | | | | X | | | X
Using a mobile phone at break | | X | | | | | X
Taking photos on a personal phone | | | X | X | | | X
Using personal email on the school network | | X | | | | | 
Using a smart watch | X | | | | | X | /`,
        flags: ['two-marks', 'stray-mark'],
      },
    ],
  },
  {
    title: 'answers in words, in Markdown',
    file: 'technology.md',
    content: `# Brackenhurst Infant School: Using technology

## Who may do what

${piped(`Activity | Staff | Pupils | Visitors
Mobile phones in the classroom | No | No | No
Mobile phones in the staffroom | Yes | No | With permission
Taking photographs | School cameras only | No | No
Using the school wifi | Yes | Yes, supervised | Guest network only
Smart speakers | |  No | `)}

## Breaches

Concerns go to the headteacher.
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Staff', 'Pupils', 'Visitors'],
        audiences: 'SLV',
        levels: '---',
        rows: `Mobile phones in the classroom | No | No | No
Mobile phones in the staffroom | Yes | No | With permission
Taking photographs | School cameras only | No | No
Using the school wifi | Yes | Yes, supervised | Guest network only
Smart speakers | | No | `,
      },
    ],
  },
  {
    title: 'a secondary school’s Word table with merged headings, students first',
    file: 'communications.docx',
    content: word(
      [
        '# Communication technologies',
        'A tick shows the school’s decision.',
        [
          [
            { text: 'Technology', down: 2 },
            { text: 'Students', across: 3 },
            { text: 'Staff', across: 3 },
            { text: 'Visitors', across: 2 },
          ],
          ['Yes', 'With permission', 'No', 'Yes', 'With permission', 'No', 'Yes', 'No'],
          ['Phones in corridors', '', '', '✓', '✓', '', '', '', '✓'],
          ['Tablets brought from home', '', '✓', '', '✓', '', '', '', ''],
          ['Social media', '', '', '✓', '', '✓', '', '', '✓'],
          ['Instant messaging', '', '', '✓', '', '✓', '', '', '✓'],
          ['Online gaming (educational)', '✓', '', '', '✓', '', '', '', '✓'],
        ],
        '# Sanctions',
        'See the behaviour policy.',
      ],
      'Reviewed September 2019 by Template Publishing Ltd',
    ),
    tables: [
      {
        kind: 'permission',
        columns: ['Yes', 'With permission', 'No', 'Yes', 'With permission', 'No', 'Yes', 'No'],
        audiences: 'LLLSSSVV',
        levels: 'APNAPNAN',
        rows: `Phones in corridors | | | ✓ | ✓ | | | | ✓
Tablets brought from home | | ✓ | | ✓ | | | |
Social media | | | ✓ | | ✓ | | | ✓
Instant messaging | | | ✓ | | ✓ | | | ✓
Online gaming (educational) | ✓ | | | ✓ | | | | ✓`,
      },
    ],
  },
  {
    title: 'HTML with headings of groups across the table; sixth form beside main school',
    file: 'digital.html',
    content: page(`<h1>Digital conduct</h1><h2>Permitted use</h2>
<table><thead>
<tr><th rowspan="2">Use</th><th colspan="2">Students in Years 7 to 11</th><th colspan="2">Sixth form students</th><th colspan="2">Staff</th></tr>
<tr><th>Permitted</th><th>Not permitted</th><th>Permitted</th><th>Not permitted</th><th>Permitted</th><th>Not permitted</th></tr>
</thead><tbody>
<tr><th colspan="7">Own devices</th></tr>
<tr><td>Mobile phone switched on during lessons</td><td></td><td>&#10007;</td><td>&#10007;</td><td></td><td>&#10007;</td><td></td></tr>
<tr><td>Laptop on the school network</td><td></td><td>&#10007;</td><td>&#10007;</td><td></td><td>&#10007;</td><td></td></tr>
<tr><th colspan="7">Online services</th></tr>
<tr><td>Streaming video for study</td><td>&#10007;</td><td></td><td>&#10007;</td><td></td><td>&#10007;</td><td></td></tr>
<tr><td>File sharing</td><td></td><td>&#10007;</td><td></td><td>&#10007;</td><td></td><td>&#10007;</td></tr>
</tbody></table><p>Questions go to the network team.</p>`),
    tables: [
      {
        kind: 'permission',
        columns: ['Permitted', 'Not permitted', 'Permitted', 'Not permitted', 'Permitted', 'Not permitted'],
        audiences: '----SS',
        levels: 'ANANAN',
        flags: ['no-audience'],
        rows: `# Own devices
Mobile phone switched on during lessons | | ✗ | ✗ | | ✗ |
Laptop on the school network | | ✗ | ✗ | | ✗ |
# Online services
Streaming video for study | ✗ | | ✗ | | ✗ |
File sharing | | ✗ | | ✗ | | ✗`,
      },
    ],
  },
  {
    title: 'a CSV of devices and who owns them',
    file: 'devices.csv',
    content: `Device use,School-owned (one user),School-owned (shared),Student-owned,Staff-owned,Visitor-owned
Allowed on site,Yes,Yes,"No (Y7-11), Yes (Y12-13)",Yes,Yes
Full network access,Yes,Yes,No,No,No
Internet only,,,Yes (sixth form),Yes,Yes
Taken off site,Yes,No,n/a,n/a,n/a
`,
    tables: [
      {
        kind: 'device',
        columns: ['School-owned (one user)', 'School-owned (shared)', 'Student-owned', 'Staff-owned', 'Visitor-owned'],
        audiences: '--LSV',
        levels: '-----',
        rows: `Allowed on site | Yes | Yes | No (Y7-11), Yes (Y12-13) | Yes | Yes
Full network access | Yes | Yes | No | No | No
Internet only | | | Yes (sixth form) | Yes | Yes
Taken off site | Yes | No | n/a | n/a | n/a`,
      },
    ],
  },
  {
    title: 'user actions in five columns, page break and repeated head in plain text',
    file: 'unsuitable.txt',
    content: tabbed(`5 Unsuitable and inappropriate activities

User actions | Acceptable | Acceptable at certain times | Acceptable for nominated users | Unacceptable | Unacceptable and illegal
Users shall not visit internet sites, make, post, download or pass on material that contains or relates to:
Images of child sexual abuse | | | | | X
Racist material | | | | | X
Pornography | | | | X | 
Promotion of extremism | | | | X | X
\fUser actions | Acceptable | Acceptable at certain times | Acceptable for nominated users | Unacceptable | Unacceptable and illegal
Using school systems to run a private business | | | | X | 
Online gaming (educational) | | X | | | 
Online shopping | | | X | | 
File sharing | | | X | | 

6 Responding to incidents
Staff tell the designated safeguarding lead.
`),
    tables: [
      {
        kind: 'userActions',
        columns: [
          'Acceptable',
          'Acceptable at certain times',
          'Acceptable for nominated users',
          'Unacceptable',
          'Unacceptable and illegal',
        ],
        audiences: 'EEEEE',
        levels: 'ATPNI',
        rows: `Using school systems to run a private business | | | | X |
Online gaming (educational) | | X | | |
Online shopping | | | X | |
File sharing | | | X | |`,
      },
    ],
    // A line between its rows cuts the first page's table in two: both parts are shown as questions.
    declined: [/headings and no rows/u, /what its marks mean/u],
  },
  {
    title: 'two incident grids, learners’ and staff’s, in one Word file',
    file: 'incidents.docx',
    content: word([
      '# Responding to misuse',
      '## Pupils',
      [
        ['Incident', 'Refer to class teacher', 'Refer to headteacher', 'Refer to police', 'Inform parents', 'Warning'],
        ['Unauthorised use of a phone', '✓', '', '', '', '✓'],
        ['Deliberately opening unlawful material', '', '✓', '✓', '✓', ''],
        ['Cyberbullying', '✓', '✓', '', '✓', ''],
        ['Using another pupil’s account', '✓', '', '', '', '✓'],
      ],
      '## Staff',
      [
        ['Incident', 'Refer to line manager', 'Refer to headteacher', 'Refer to police', 'Disciplinary action'],
        ['Careless use of personal data', '✓', '✓', '', ''],
        ['Deliberately opening unlawful material', '', '✓', '✓', '✓'],
        ['Sharing a password', '✓', '', '', ''],
      ],
    ]),
    tables: [
      {
        kind: 'incident',
        columns: ['Refer to class teacher', 'Refer to headteacher', 'Refer to police', 'Inform parents', 'Warning'],
        audiences: '-----',
        levels: '-----',
        rows: `Unauthorised use of a phone | ✓ | | | | ✓
Deliberately opening unlawful material | | ✓ | ✓ | ✓ |
Cyberbullying | ✓ | ✓ | | ✓ |
Using another pupil’s account | ✓ | | | | ✓`,
      },
      {
        kind: 'incident',
        columns: ['Refer to line manager', 'Refer to headteacher', 'Refer to police', 'Disciplinary action'],
        audiences: '----',
        levels: '----',
        rows: `Careless use of personal data | ✓ | ✓ | |
Deliberately opening unlawful material | | ✓ | ✓ | ✓
Sharing a password | ✓ | | |`,
      },
    ],
  },
  {
    title: 'letters that a legend explains',
    file: 'bring your own.txt',
    content: tabbed(`Bring your own device
Key: A = always allowed, P = ask first, N = never allowed

Device | Pupils | Staff | Visitors
Mobile phone | N | A | P
Tablet | P | A | P
Smart watch | A | A | A
Games console | N | N | N

Lost devices are the owner's loss.
`),
    declined: [/key explains/u],
  },
  {
    title: 'crosses that mean yes',
    file: 'online tools.md',
    content: `# Online tools

An X shows that the group may use the tool.

${piped(`Tool | Staff | Pupils
Video calls | X | 
Class blog | X | X
Email | X | 
Search engine | X | X`)}
`,
    declined: [/what its marks mean/u],
  },
  {
    title: 'two audiences under one heading',
    file: 'shared column.md',
    content: `# Phones and tablets

${piped(`Activity | Staff and visitors | Pupils | Parents
Phone calls in the playground | Not allowed | Not allowed | Not allowed
Phone in the hall | Allowed at certain times | Not allowed | Allowed at certain times
Photographs at the school fair | Not allowed | Not allowed | Allowed`)}
`,
    tables: [
      {
        kind: 'permission',
        columns: ['Staff and visitors', 'Pupils', 'Parents'],
        audiences: '-LP',
        levels: '---',
        flags: ['no-audience'],
        rows: `Phone calls in the playground | Not allowed | Not allowed | Not allowed
Phone in the hall | Allowed at certain times | Not allowed | Allowed at certain times
Photographs at the school fair | Not allowed | Not allowed | Allowed`,
      },
    ],
  },
  {
    title: 'a special school’s table whose title fills its first row, years split in cells',
    file: 'phones.html',
    content: page(`<h2>7. Phones</h2><table border="1">
<tr><td colspan="4"><b>Mobile technology at Hazel Bank</b></td></tr>
<tr><td><b>When</b></td><td><b>Learners</b></td><td><b>Staff</b></td><td><b>Parents and carers</b></td></tr>
<tr><td>Phones in lessons</td><td>No (KS1-3)<br>With permission (KS4)</td><td>No</td><td>No</td></tr>
<tr><td>Phones on the school bus</td><td>Yes (Years 10-14)</td><td>Emergencies only</td><td></td></tr>
<tr><td>Photos at events</td><td>No</td><td>School camera only</td><td>Own child only</td></tr>
</table><p>Approved by governors each year.</p>`),
    tables: [
      {
        kind: 'permission',
        columns: ['Learners', 'Staff', 'Parents and carers'],
        audiences: 'LSP',
        levels: '---',
        rows: `Phones in lessons | No (KS1-3)⏎With permission (KS4) | No | No
Phones on the school bus | Yes (Years 10-14) | Emergencies only |
Photos at events | No | School camera only | Own child only`,
      },
    ],
  },
  {
    title: 'a trust’s table with exceptions for single schools',
    file: 'trust technology.docx',
    content: word([
      '# Online Safety Policy',
      'Marlow Vale Trust',
      'This policy applies to Elmtree Academy (EA), Fernside Primary School (FPS) and Gorse Hill High School (GHHS).',
      '# Permitted technology',
      [
        ['', 'Staff', 'Pupils'],
        ['Mobile phones in school', 'Yes', 'No (GHHS only: Yes at lunch)'],
        ['Chromebooks at home (GHHS only)', 'Yes', 'Yes'],
        ['School wifi on own devices (not FPS)', 'Yes', 'With permission'],
        ['Messaging apps', 'No', 'No'],
      ],
    ]),
    schools: ['Elmtree Academy', 'Fernside Primary School', 'Gorse Hill High School'],
    tables: [
      {
        kind: 'permission',
        columns: ['Staff', 'Pupils'],
        audiences: 'SL',
        levels: '--',
        rows: `Mobile phones in school | Yes | No (GHHS only: Yes at lunch)
Chromebooks at home (GHHS only) | Yes | Yes
School wifi on own devices (not FPS) | Yes | With permission
Messaging apps | No | No`,
      },
    ],
  },
]
