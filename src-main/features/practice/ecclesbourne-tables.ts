/**
 * The Ecclesbourne School: user actions, use for non-educational purposes, device ownership (R11, R15, R16, R18-R20).
 * Labels of twelve printed words or more are shortened; marks stand as printed, double marks and the lone star too.
 */
import type { Audience, DeviceClass } from '@contract/matrices'
import { ECCLESBOURNE_POLICY as document } from './documents'
import {
  allowed,
  caption,
  inYears,
  notAllowed,
  says,
  tickedTable,
  wordedTable,
  type ColumnFacts,
  type Said,
  type TickedRow,
} from './facts'

const OUTCOMES: ColumnFacts = {
  group: null,
  label: 'Users',
  audience: 'EVERYONE',
  device: null,
  captions: [
    caption('acceptable', 'Acceptable', 'ALLOWED'),
    caption('certainTimes', 'Acceptable at certain times', 'CERTAIN_TIMES'),
    caption('nominated', 'Acceptable for nominated users', 'NOMINATED_OR_PERMISSION', 'selected'),
    caption('unacceptable', 'Unacceptable', 'NOT_ALLOWED'),
    caption('illegal', 'Unacceptable and illegal', 'ILLEGAL'),
  ],
}

/** The chart prints one mark beside a whole list of examples; every example carries it, and its place says so. */
const sharingOneMark = (examples: readonly (readonly [activity: string, label: string])[]): TickedRow[] =>
  examples.map(([activity, label], index) => [
    activity,
    label,
    ['illegal'],
    `example ${index + 1} of ${examples.length}: one mark for the whole group`,
  ])

export const userActions = tickedTable(
  {
    title: 'User actions',
    kind: 'userActions',
    rowHeading: 'User actions',
    document,
    clause: '3.1 Acceptable use: user actions',
    mark: 'X',
    columns: [OUTCOMES],
  },
  [
    [
      'Online content that contains or relates to any illegal activity',
      sharingOneMark([
        ['child-abuse-imagery', 'Child sexual abuse imagery*'],
        ['grooming', 'Child sexual abuse/exploitation/grooming'],
        ['terrorism', 'Terrorism'],
        ['encouraging-suicide', 'Encouraging or assisting suicide'],
        ['sexual-image-offences', 'Offences relating to sexual images i.e., revenge and extreme pornography'],
        ['threats-of-violence', 'Incitement to and threats of violence'],
        ['hate-crime', 'Hate crime'],
        ['public-order', 'Public order offences - harassment and stalking'],
        ['drug-offences', 'Drug-related offences'],
        ['weapon-offences', 'Weapons / firearms offences'],
        ['fraud', 'Fraud and financial crime including money laundering'],
      ]),
    ],
    [
      'Activities that might be cyber-crime under the Computer Misuse Act (1990)',
      sharingOneMark([
        [
          'using-another-account',
          "Using another person's username or ID and password to reach data, programs or systems without authority",
        ],
        ['unauthorised-access', 'Gaining unauthorised access to school networks, data and files'],
        ['harmful-files', 'Creating or propagating computer viruses or other harmful files'],
        [
          'revealing-confidential',
          'Revealing or publicising confidential or proprietary information (such as access codes and passwords)',
        ],
        ['disrupting-network', 'Disable/Impair/Disrupt network functionality through the use of computers/devices'],
        ['penetration-testing', 'Using penetration testing equipment (without relevant permission)'],
      ]),
    ],
    [
      'Activities that are not illegal but are unacceptable in school policies',
      [
        [
          'inappropriate-material',
          'Accessing inappropriate material/activities online in school (pornography, gambling, drugs)',
          [['nominated', 'unacceptable']],
        ],
        ['promoting-discrimination', 'Promotion of any kind of discrimination', ['unacceptable']],
        ['private-business', 'Using school systems to run a private business', ['unacceptable']],
        [
          'bypassing-filtering',
          'Using systems, applications or websites that bypass filtering, monitoring or other safeguards',
          ['unacceptable'],
        ],
        [
          'infringing-copyright',
          'Infringing copyright and intellectual property (including through AI services)',
          ['unacceptable'],
        ],
        ['unfair-usage', 'Unfair usage (large downloads or uploads that hinder others)', [['unacceptable', 'illegal']]],
      ],
    ],
  ],
)

const STAFF: ColumnFacts = {
  group: null,
  label: 'Staff and other adults',
  audience: 'STAFF',
  device: null,
  captions: [
    caption('notAllowed', 'Not allowed', 'NOT_ALLOWED'),
    caption('allowed', 'Allowed', 'ALLOWED'),
    caption('certainTimes', 'Allowed at certain times', 'CERTAIN_TIMES'),
    caption('selected', 'Allowed for selected staff', 'NOMINATED_OR_PERMISSION', 'selected'),
  ],
}

const LEARNERS: ColumnFacts = {
  group: null,
  label: 'Learners',
  audience: 'LEARNER',
  device: null,
  captions: [
    caption('notAllowed', 'Not allowed', 'NOT_ALLOWED'),
    caption('allowed', 'Allowed', 'ALLOWED'),
    caption('certainTimes', 'Allowed at certain times', 'CERTAIN_TIMES'),
    caption('permission', 'Allowed with staff permission/awareness', 'NOMINATED_OR_PERMISSION', 'permission'),
  ],
}

export const nonEducationalUse = tickedTable(
  {
    title: 'Activities for non-educational purposes',
    kind: 'permission',
    rowHeading: 'Activities when undertaken for non-educational purposes',
    document,
    clause: '3.1 Acceptable use: non-educational purposes',
    mark: 'X',
    columns: [STAFF, LEARNERS],
  },
  [
    [
      null,
      [
        ['gaming', 'Online gaming', ['allowed', 'certainTimes']],
        ['shopping', 'Online shopping/commerce', ['allowed', 'notAllowed']],
        // The star has no footnote anywhere in the document (R18).
        ['file-sharing', 'File sharing', ['allowed', { caption: 'notAllowed', mark: 'X*' }]],
        ['social-media', 'Social media', ['notAllowed', 'notAllowed']],
        ['messaging', 'Messaging/chat', ['notAllowed', 'notAllowed']],
        ['streaming', 'Entertainment streaming e.g. Netflix, Disney+', ['allowed', 'notAllowed']],
        ['video-broadcasting', 'Use of video broadcasting, e.g. YouTube, Twitch, TikTok', ['notAllowed', 'notAllowed']],
        ['phone-in-school', 'Mobile phones may be brought to school', ['allowed', 'notAllowed']],
        ['phone-in-lessons', 'Use of mobile phones for learning at school', ['allowed', 'notAllowed']],
        ['phone-in-social-time', 'Use of mobile phones in social time at school', ['allowed', 'notAllowed']],
        ['photo-own-device', 'Taking photos on mobile phones/cameras', ['allowed', 'notAllowed']],
        [
          'other-personal-devices',
          'Use of other personal devices, e.g. tablets, gaming devices',
          ['allowed', 'notAllowed'],
        ],
        [
          'personal-email-in-school',
          'Use of personal e-mail in school, or on school network/wi-fi',
          ['allowed', 'notAllowed'],
        ],
        ['school-email-for-personal', 'Use of school e-mail for personal e-mails', ['allowed', 'allowed']],
        ['ai-unapproved', 'Use of AI services that have not been approved by the school', ['allowed', 'notAllowed']],
      ],
    ],
  ],
)

const device = (group: string, label: string, device: DeviceClass, audience: Audience): ColumnFacts => ({
  group,
  label,
  audience,
  device,
  captions: [],
})

const yes = says('Yes', allowed())
const no = says('No', notAllowed())

/** Footnote 1 of the table, which stands at the heading of the column. */
const scheme = (cell: Said): Said => ({
  ...cell,
  footnote: {
    mark: '1',
    text: 'Bought by the family through a scheme the school runs; may be given the same full access as a school device.',
  },
})

export const deviceOwnership = wordedTable(
  {
    title: 'Devices the school allows',
    kind: 'device',
    rowHeading: 'The school allows',
    document,
    clause: '7 Mobile technologies: devices',
    columns: [
      device('School devices', 'School owned for individual use', 'SCHOOL_SINGLE', 'EVERYONE'),
      device('School devices', 'School owned for multiple users', 'SCHOOL_SHARED', 'EVERYONE'),
      device('School devices', 'Authorised device', 'AUTHORISED', 'LEARNER'),
      device('Personal devices', 'Student owned', 'PUPIL_OWNED', 'LEARNER'),
      device('Personal devices', 'Staff owned', 'STAFF_OWNED', 'STAFF'),
      device('Personal devices', 'Visitor owned', 'VISITOR_OWNED', 'VISITOR'),
    ],
  },
  [
    [
      'device-in-school',
      'Allowed in school',
      [
        yes,
        yes,
        scheme(yes),
        says('No (7-11) Yes (12-13)', inYears('7', '11', notAllowed()), inYears('12', '13', allowed())),
        yes,
        yes,
      ],
    ],
    ['device-full-network', 'Full network access', [no, yes, scheme(no), no, no, no]],
    [
      'device-internet-only',
      'Internet only',
      [
        yes,
        no,
        scheme(yes),
        says('BYOD SF Only', inYears('7', '11', notAllowed()), inYears('12', '13', allowed())),
        yes,
        no,
      ],
    ],
  ],
)
