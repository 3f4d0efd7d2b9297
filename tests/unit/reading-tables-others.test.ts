/** Tables that look like tables of rules and are none: nothing is read, and nobody is asked about them. */
import { describe, expect, it } from 'vitest'
import type { Block } from '@contract/document'
import { heading, pageBreak, paragraph, readBlocks, sketch } from './reading-tables-blocks'

const OTHERS: Readonly<Record<string, readonly Block[]>> = {
  'contact list': [
    sketch(
      'Name of service | Telephone | Website\nHelpline | 0800 000000 | www.example.org\nPolice | 101 | www.example.org',
    ),
  ],
  'review block': [
    sketch(
      'Written by | Head of Computing\nApproved by | Governors\nDate approved | June 2026\nNext review | June 2027',
    ),
  ],
  'contents page': [
    sketch(' | Page no\n1. Aims | 3\n2. Scope | 4\n3. Acceptable use | 5\n4. Staff | 6\n5. Pupils | 7'),
  ],
  'numbered responsibilities': [
    heading('Responsibilities of staff'),
    sketch(
      '1 | Read and understand the policy.\n2 | Keep passwords safe.\n3 | Report misuse of devices.\n4 | Supervise pupils online.',
    ),
  ],
  'responsibilities by post': [
    sketch(
      'Role | Responsibility\nHeadteacher | Overall responsibility for online safety\nStaff | Reporting incidents to the lead\nPupils | Following the agreement',
    ),
  ],
  'responsibilities by audience': [
    sketch(
      'Responsibilities | Staff | Pupils | Parents\nPasswords | Change them each term and keep them safe | Keep them secret | Help children choose good ones\nDevices | Look after school laptops | Charge tablets at home | Check settings at home',
    ),
  ],
  'behaviour ladder': [
    sketch(
      'Stage | Behaviour | Consequence\n1 | Calling out | Verbal warning\n2 | Refusal | Detention\n3 | Violence | Exclusion\n4 | Misuse of a phone | Confiscation',
    ),
  ],
  'levels of sanctions with examples': [
    sketch(
      'Level 1 | Level 2 | Level 3\nLate to lesson | Swearing | Fighting\nNo equipment | Truancy | Theft\nPhone seen | Phone used | Filming others',
    ),
  ],
  'rewards and sanctions': [
    sketch('Rewards | Sanctions\nPraise | Warning\nStickers | Loss of playtime\nCertificates | Phone call home'),
  ],
  'list of what to bring': [
    sketch('Allowed | Not allowed\nBlack shoes | Trainers\nOne pair of studs | Other jewellery\nA watch | False nails'),
  ],
  'do and do not list': [
    sketch(
      'Acceptable | Unacceptable\nAsking before taking photos | Sharing photos of others\nUsing kind words online | Joining group chats at school',
    ),
  ],
  'agreement to sign': [
    paragraph('Pupil acceptable use agreement'),
    sketch(
      'I will | Pupil signature | Parent signature\nKeep my password safe | | \nTell an adult about worrying messages | | ',
    ),
  ],
  'agreement with yes and no': [
    sketch(
      'Statement | Yes | No\nI agree to my child using the internet | | \nI have read the online safety policy | | ',
    ),
  ],
  'consent form filled in': [
    sketch('Use of images | Yes | No\nSchool website | ✓ | \nSocial media | | ✓\nPrinted newsletter | ✓ | '),
  ],
  'privacy notice': [
    sketch(
      'What we hold | Why | Lawful basis\nImages of pupils | Celebrating work | Consent\nInternet logs | Keeping children safe | Public task\nEmail accounts | Teaching | Public task',
    ),
  ],
  timetable: [
    sketch(
      ' | Monday | Tuesday | Wednesday\n9:00 | Maths | English | Computing\n10:00 | PE | Art | Online safety\n11:00 | Break | Break | Break',
    ),
  ],
  'term dates': [
    sketch(
      'Term | Begins | Ends\nAutumn | 2 September | 18 December\nSpring | 5 January | 27 March\nSummer | 13 April | 21 July',
    ),
  ],
  'risk register': [
    sketch(
      'Risk | Likelihood | Impact | Control\nPhishing e-mail | High | High | Training\nLost laptop | Medium | High | Encryption\nVirus | Low | High | Updates',
    ),
  ],
  glossary: [
    sketch('Term | Meaning\nGrooming | Building trust to harm\nPhishing | E-mail that tricks\nVPN | A private network'),
  ],
  'training log': [
    sketch(
      'Training | Date | Staff | Governors\nOnline safety | 3 May | ✓ | ✓\nPassword security | 4 June | ✓ | \nUse of AI | 5 July | | ✓',
    ),
  ],
  'training with attendance': [
    paragraph('Training attended'),
    sketch('Session | Staff | Visitors\nInternet basics | ✓ | ✗\nSocial media | ✓ | ✓\nPhones and devices | ✗ | ✓'),
  ],
  'RACI chart': [
    sketch(
      'Task | Headteacher | DSL | Staff | IT\nFilter the internet | A | C | I | R\nCheck devices | I | A | C | R\nTeach online safety | A | C | R | I',
    ),
  ],
  'retention schedule': [
    sketch(
      'Record | Kept for | Then\nImages of pupils | While on roll | Deleted\nInternet logs | 12 months | Deleted\nIncident forms | 25 years | Shredded',
    ),
  ],
  'survey results': [
    sketch(
      'Question | Yes | No | Sometimes\nDo you use a phone at night? | 45% | 30% | 25%\nHave you seen something worrying online? | 20% | 70% | 10%',
    ),
  ],
  'survey of frequency': [
    sketch(
      'Activity | Never | Sometimes | Always\nGaming | 4 | 12 | 9\nSocial media | 2 | 10 | 13\nStreaming | 1 | 9 | 15',
    ),
  ],
  'distribution list': [
    paragraph('Distribution of this policy'),
    sketch(
      'Document | Staff | Parents | Pupils\nOnline safety policy | ✓ | ✓ | \nMobile phone rules | ✓ | ✓ | ✓\nPassword guide | ✓ | | ',
    ),
  ],
  'curriculum map': [
    sketch(
      'Year | Autumn | Spring | Summer\n1 | Using devices safely | Kind messages | Who to tell\n2 | Passwords | Photos online | Games\n3 | E-mail | Search engines | Social media',
    ),
  ],
  'checklist of controls': [
    sketch('Check | In place | Not in place\nFilter tested | ✓ | \nPasswords changed | ✓ | \nBackups tested | | ✓'),
  ],
  'self-review with yes and no': [
    sketch(
      'Question | Yes | No | Comments\nIs there a filter? | ✓ | | Reviewed yearly\nAre devices encrypted? | | ✓ | In hand\nAre staff trained? | ✓ | | ',
    ),
  ],
  'list of systems': [
    sketch(
      'System | Used for | Used by\nClassroom app | Homework | Pupils and staff\nMessaging app | Messages home | Parents\nMonitoring tool | Safety | Staff',
    ),
  ],
  'asset list': [
    sketch(
      'Device | School owned | Staff owned | Student owned\nLaptops | 120 | 4 | 0\nTablets | 60 | 2 | 310\nPhones | 12 | 80 | 900',
    ),
  ],
  'key stage expectations': [
    sketch(
      'Skill | KS1 | KS2\nUses a password | With help | Alone\nSends an email | Shared account | Own account\nSearches the web | Given sites | Child-safe search',
    ),
  ],
  'version history': [
    sketch(
      'Version | Date | Change\n1 | May 2024 | First issue\n2 | May 2025 | Added AI\n3 | May 2026 | Phones not allowed',
    ),
  ],
  'door codes for visitors': [
    sketch(
      'Area | Staff | Visitors\nCar park | Blue permit | Green permit\nReception | Fob | Sign in\nServer room | Key | Escorted',
    ),
  ],
  'two lists with a page end': [
    sketch('1 | Check the filter\n2 | Check the logs'),
    pageBreak,
    sketch('3 | Report to governors\n4 | Review the policy'),
  ],
  'stakeholder voice': [
    sketch(
      'Group | How they are consulted\nPupils | School council\nParents | Survey\nStaff | Meetings\nGovernors | Committee',
    ),
  ],
  'one cell': [sketch('Mobile phones are not allowed in school.')],
  'only blank cells': [sketch(' | | \n | | \n | | ')],
  'marks about nothing': [sketch('X | X | X\nX | | X\n | X | ')],
}

describe('tables that are no tables of rules', () => {
  it.each(Object.entries(OTHERS))('leave %s alone', (_, blocks) => {
    expect(readBlocks(blocks)).toEqual({ matrices: [], deviceTables: [], declined: [] })
  })

  it.each(Object.entries(OTHERS))('leave %s alone where the file states spans', (_, blocks) => {
    const spanned = blocks.map((block): Block => (block.kind === 'table' ? { ...block, spans: true } : block))
    expect(readBlocks(spanned)).toEqual({ matrices: [], deviceTables: [], declined: [] })
  })

  it('leaves all of them alone when they stand in one document', () => {
    const all = Object.values(OTHERS).flatMap((blocks) => [...blocks, paragraph('The school reviews this often.')])
    expect(readBlocks(all)).toEqual({ matrices: [], deviceTables: [], declined: [] })
    expect(readBlocks(Object.values(OTHERS).flat())).toEqual({ matrices: [], deviceTables: [], declined: [] })
  })
})
