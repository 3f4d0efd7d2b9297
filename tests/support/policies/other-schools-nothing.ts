/** Documents in which nothing is a table of permissions, a use of images, a time of keeping or a review block. */
import { page, piped, tabbed, type Policy } from './other-schools'
import { word } from './other-schools-word'

export const NOTHING: readonly Policy[] = [
  {
    title: 'an agreement with boxes and signature lines',
    file: 'agreement.docx',
    content: word([
      '# Pupil acceptable use agreement',
      'Please tick each box to show that you agree.',
      [
        ['I will', 'Tick'],
        ['Keep my password private', '☐'],
        ['Only use my tablet when a member of staff says so', '☐'],
        ['Tell an adult if something worries me', '☐'],
        ['Not use my phone in lessons', '☐'],
      ],
      [
        ['Name of pupil', 'Signed', 'Date'],
        ['', '', ''],
        ['Name of parent', 'Signed', 'Date'],
        ['', '', ''],
      ],
    ]),
    rules: [['LEARNER NOT_ALLOWED', /my phone in lessons/u]],
  },
  {
    title: 'an agreement whose boxes stand under pupil and parent',
    file: 'agreement two.txt',
    content: tabbed(`Home and school agreement

We agree to the following | Pupil | Parent
Phones are kept in bags during lessons | ✓ | ✓
Homework is done on time | ✓ | ✓
Uniform is worn with pride | ✓ | 
Reading records are signed each night | | ✓

Signed (pupil) ............ Signed (parent) ............
`),
  },
  {
    title: 'a privacy notice’s table',
    file: 'privacy.html',
    content: page(`<h1>Privacy notice for pupils</h1><table>
<tr><th>What we hold</th><th>Why we use it</th><th>Lawful basis</th><th>Who we share it with</th></tr>
<tr><td>Photographs</td><td>To identify pupils</td><td>Public task</td><td>Nobody</td></tr>
<tr><td>Attendance</td><td>To meet our legal duties</td><td>Legal obligation</td><td>Local authority</td></tr>
<tr><td>Device logs</td><td>To keep pupils safe online</td><td>Public task</td><td>Police where required</td></tr>
</table><p>You have the right to object.</p>`),
  },
  {
    title: 'a ladder of behaviour',
    file: 'behaviour.md',
    content: `# Behaviour policy

## Stages

${piped(`Stage | Behaviour | Consequence | Staff
1 | Low-level disruption | Reminder | Class teacher
2 | Phone seen or heard in lesson | Phone confiscated | Head of year
3 | Refusing to hand over a phone | Detention | Senior leader
4 | Bullying online | Suspension | Headteacher`)}
`,
  },
  {
    title: 'roles and responsibilities',
    file: 'roles.docx',
    content: word([
      '# Roles and responsibilities',
      [
        ['Role', 'Responsibilities'],
        ['Governors', 'Approve the policy\nAppoint an online safety governor'],
        ['Headteacher', 'Makes sure staff are trained'],
        ['Staff', 'Report concerns\nModel safe use of phones'],
        ['Pupils', 'Follow the agreement'],
        ['Parents', 'Support the school'],
        ['Visitors', 'Follow the guidance given at reception'],
      ],
    ]),
    heading: 'Roles and responsibilities',
  },
  {
    title: 'a contents page',
    file: 'contents.txt',
    content: `Contents

1. Aims ........................ 2
2. Staff use of mobile phones ........ 3
3. Pupils ...................... 4
   3.1 Allowed ................. 4
   3.2 Not allowed ............. 5
4. Visitors .................... 6
5. Review ...................... 7
`,
  },
  {
    title: 'contacts',
    file: 'contacts.csv',
    content: `Role,Name,Phone,Email
Designated safeguarding lead,To be confirmed,01999 000001,dsl@example.org
Deputy,To be confirmed,01999 000002,deputy@example.org
Staff governor,To be confirmed,01999 000003,governor@example.org
`,
  },
  {
    title: 'categories of filtering with marks by audience',
    file: 'filtering.md',
    content: `# Filtering

${piped(`Web category | Staff | Pupils
Gambling | Blocked | Blocked
Social media | Open | Blocked
News | Open | Open
Weapons | Blocked | Blocked`)}
`,
    declined: [/what a filter lets through/u],
  },
  {
    title: 'a risk register',
    file: 'risks.docx',
    content: word([
      '# Online safety risk assessment',
      [
        ['Risk', 'Likelihood', 'Impact', 'Control', 'Owner'],
        ['Pupils use phones to film others', 'Medium', 'High', 'Phones handed in', 'DSL'],
        ['Staff lose a laptop', 'Low', 'High', 'Encryption', 'IT lead'],
        ['Visitors photograph pupils', 'Low', 'Medium', 'Signage', 'Office'],
      ],
    ]),
  },
  {
    title: 'a log of training',
    file: 'training.csv',
    content: `Training,Staff,Governors,Volunteers,Date
Online safety,✓,✓,✓,12/09/2025
Phone policy briefing,✓,,✓,13/09/2025
Filtering and monitoring,✓,✓,,14/10/2025
`,
  },
  {
    title: 'a curriculum map with ticks by year',
    file: 'curriculum.html',
    content: page(`<h2>Online safety curriculum</h2><table>
<tr><th>Topic</th><th>Year 1</th><th>Year 2</th><th>Year 3</th><th>Year 4</th></tr>
<tr><td>Self-image</td><td>✓</td><td></td><td>✓</td><td></td></tr>
<tr><td>Using phones safely</td><td></td><td>✓</td><td></td><td>✓</td></tr>
<tr><td>Social media</td><td></td><td></td><td>✓</td><td>✓</td></tr>
<tr><td>Passwords</td><td>✓</td><td>✓</td><td></td><td></td></tr></table>`),
  },
  {
    title: 'who is responsible, accountable, consulted, informed',
    file: 'raci.txt',
    content: tabbed(`Responsibility matrix
Task | Headteacher | DSL | Staff | Pupils | Parents
Write the phone policy | A | R | C | C | I
Monitor device use | A | R | R | I | I
Report incidents | I | A | R | R | C
`),
  },
  {
    title: 'time limits of complaints and terms',
    file: 'complaints.md',
    content: `# Complaints

${piped(`Stage | What happens | Who | Within
1 | Informal talk | Class teacher | 5 school days
2 | Formal letter | Headteacher | 10 school days
3 | Panel | Governors | 20 school days`)}

## Term dates 2025-26

${piped(`Term | Starts | Ends
Autumn | 3 September 2025 | 19 December 2025
Spring | 5 January 2026 | 27 March 2026
Summer | 13 April 2026 | 21 July 2026`)}
`,
  },
  {
    title: 'a schedule of monitoring and a history of changes',
    file: 'schedule.docx',
    content: word([
      '# Monitoring schedule',
      [
        ['What', 'Who', 'How often'],
        ['Filtering reports', 'IT lead', 'Weekly'],
        ['Phone confiscation log', 'Head of year', 'Half-termly'],
        ['Staff devices', 'IT lead', 'Annually'],
      ],
      '# Amendments',
      [
        ['Date', 'Section', 'Change'],
        ['4 March 2023', '3.2', 'New wording on smart watches'],
        ['9 May 2024', '6', 'Approved systems listed'],
      ],
    ]),
  },
  {
    title: 'an index of policies with their dates',
    file: 'index.csv',
    content: `Policy,Statutory,Approved by,Last reviewed,Next review
Behaviour,Yes,Full governing body,March 2024,March 2025
Data protection,Yes,Resources committee,May 2024,May 2026
Mobile phones,No,Headteacher,June 2024,June 2026
`,
  },
  {
    title: 'an equality statement, a glossary and links',
    file: 'glossary.md',
    content: `# Equality

We have looked at this policy for its effect on people with protected characteristics. Images were considered.

## Glossary

${piped(`Term | Meaning
BYOD | Bring your own device: pupils' own phones and tablets
Sexting | Sending intimate pictures
Allowed list | Sites that are not blocked`)}

#### Links

- Guidance on mobile phones in schools, published February 2024, updated January 2025
- Retention schedule: see the records policy
- Staff code of conduct
`,
  },
  {
    title: 'a publisher’s sample full of placeholders',
    file: 'sample.txt',
    content: tabbed(`[School name] mobile phone policy

[Delete as appropriate] Pupils [are / are not] allowed to use mobile phones during the school day.
Phones will be kept for [insert number] weeks. Images are deleted after [X] years.

Activity | [Audience 1] | [Audience 2]
[Activity] | [Yes/No] | [Yes/No]
[Activity] | [Yes/No] | [Yes/No]

Approved by [insert name] on [date].
`),
  },
  {
    title: 'observations of lessons under pupils and staff',
    file: 'observation.txt',
    content: tabbed(`Learning walk: use of tablets

Focus | Staff | Pupils
Tablets out at the start | 4 of 6 | 20 of 24
Apps chosen with care | 6 of 6 | 18 of 24
Screens closed on request | 6 of 6 | 24 of 24
`),
  },
]
