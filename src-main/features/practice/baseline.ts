/**
 * A baseline for the practice trust, made up after national guidance: no phones for pupils to the end of Year 11, own
 * areas for the sixth form (R21), pictures on school devices only, approved AI only. No trust has decided this text.
 */
import { CivilDate } from '@contract/primitives'
import {
  allowed,
  certainTimes,
  inYears,
  notAllowed,
  permission,
  says,
  wordedTable,
  type ColumnFacts,
  type PolicyDocument,
  type Said,
  type WordedRow,
} from './facts'

const day = (text: string) => CivilDate.parse(text)

export const BASELINE_DOCUMENT: PolicyDocument = {
  title: 'Practice baseline (made up)',
  effectiveFrom: day('2026-02-01'),
  approvedOn: day('2026-01-28'),
  approvingBody: 'Board of the Practice Trust (made up)',
  nextReview: day('2027-01-31'),
}

const column = (label: string, audience: ColumnFacts['audience']): ColumnFacts => ({
  group: null,
  label,
  audience,
  device: null,
  captions: [],
})

const yes = says('Allowed', allowed())
const no = says('Not allowed', notAllowed())
const signed = says('Allowed once the agreement is signed', allowed({ agreement: true }))
const head = says('With permission of the head', permission({ who: 'Headteacher' }))
const staffAreas = says('In staff areas', certainTimes({ where: 'Staff areas' }))
const untilYear11 = (sixthForm: string, where: string): Said =>
  says(
    `Not allowed to Year 11; sixth form ${sixthForm}`,
    inYears('E1', '11', notAllowed()),
    inYears('12', '14', certainTimes({ where })),
  )
const ownAreas = untilYear11('in own areas', 'Sixth form areas')

/** Question, then staff, learners, visitors; null where the baseline has no rule. */
const rows: readonly WordedRow[] = [
  ['phone-in-school', 'Mobile phones in school', [yes, ownAreas, staffAreas]],
  ['phone-in-lessons', 'Mobile phones in lessons', [head, no, no]],
  ['phone-in-social-time', 'Mobile phones at social times', [staffAreas, ownAreas, null]],
  ['phone-in-private-areas', 'Phones in toilets and medical rooms', [no, no, no]],
  ['phone-to-contact-families', 'Own phones to contact families', [no, null, null]],
  ['photo-own-device', 'Pictures on own devices', [no, no, no]],
  ['photo-school-device', 'Pictures on school devices', [signed, signed, null]],
  ['other-personal-devices', 'Other personal devices', [head, no, null]],
  ['internet-in-lessons', 'Internet in lessons', [yes, says('Supervised', allowed({ when: 'Supervised' })), null]],
  ['portable-media', 'Portable media', [head, no, no]],
  ['software-install', 'Installing software', [head, no, no]],
  ['personal-email-in-school', 'Personal e-mail in school', [yes, no, null]],
  ['school-email-for-personal', 'School e-mail for personal messages', [no, no, null]],
  ['personal-email-for-school', 'Personal e-mail for school business', [no, null, null]],
  ['social-media', 'Social media', [head, no, null]],
  [
    'messaging',
    'Messaging and chat',
    [says('Approved systems', certainTimes({ where: 'Approved systems' })), no, null],
  ],
  ['chat-rooms', 'Chat rooms', [no, no, null]],
  ['blogs', 'Blogs, wikis and podcasts', [yes, says('With staff permission', permission({ who: 'A teacher' })), null]],
  ['streaming', 'Entertainment streaming', [no, no, no]],
  ['video-broadcasting', 'Video broadcasting', [head, no, null]],
  ['gaming', 'Online games', [no, no, no]],
  ['file-sharing', 'File sharing', [says('Approved systems', certainTimes({ where: 'Approved systems' })), no, null]],
  ['shopping', 'Shopping online', [no, no, null]],
  ['ai-approved', 'Approved AI', [yes, says('With staff permission', permission({ who: 'A teacher' })), null]],
  ['ai-unapproved', 'AI that is not approved', [no, no, no]],
  ['ai-sensitive-information', 'Personal information in AI', [no, no, null]],
  ['school-systems', 'School systems', [signed, signed, signed]],
  ['personal-data-own-device', 'School data on own devices', [no, null, null]],
]

export const baselineTable = wordedTable(
  {
    title: 'Trust baseline (practice)',
    kind: 'permission',
    rowHeading: 'Activity',
    document: BASELINE_DOCUMENT,
    clause: 'Made up for practice',
    columns: [column('Staff', 'STAFF'), column('Learners', 'LEARNER'), column('Visitors', 'VISITOR')],
  },
  rows,
)
