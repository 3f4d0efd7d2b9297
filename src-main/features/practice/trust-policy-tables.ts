/** The trust policy's two technology tables: words for Oakwood and Thomas Rotherham, ticks for Sitwell (R14, R17). */
import { TRUST_POLICY as document } from './documents'
import {
  allowed,
  caption,
  certainTimes,
  notAllowed,
  says,
  selected,
  tickedTable,
  wordedTable,
  type ColumnFacts,
  type TableFacts,
  type WordedCell,
} from './facts'

const worded = (label: string, audience: 'STAFF' | 'LEARNER'): ColumnFacts => ({
  group: null,
  label,
  audience,
  device: null,
  captions: [],
})

const pupilsNot = says('Pupil /students not allowed', notAllowed())
const staffNot = says('S Staff not allowed', notAllowed())

/**
 * The table of Oakwood High School and Thomas Rotherham College. Letters left over from an older layout stay.
 * @param ownPhones the learners' cell of the first row, the one place where the two schools differ
 */
const sharedTable = (ownPhones: WordedCell): TableFacts =>
  wordedTable(
    {
      title: 'Technology Matrix (OHS & TRC)',
      kind: 'permission',
      rowHeading: 'Technology Matrix (OHS & TRC)',
      document,
      clause: 'Teaching & Learning: Technology Matrix (OHS & TRC)',
      columns: [worded('learners', 'LEARNER'), worded('Staff', 'STAFF')],
    },
    [
      [
        'phone-in-school',
        'Personal mobile phones brought into school/college',
        [ownPhones, says('S Staff allowed', allowed())],
      ],
      [
        'phone-in-lessons',
        'Mobile phones used in lessons',
        [
          says('P learners not allowed', notAllowed()),
          says('S Staff allowed in emergencies', certainTimes({ when: 'In emergencies' })),
        ],
      ],
      [
        'phone-in-social-time',
        'Mobile phones used outside of lessons',
        [
          says('P learners not allowed', notAllowed()),
          says('S Staff restricted to staff only areas', certainTimes({ where: 'Staff only areas' })),
        ],
      ],
      ['photo-own-device', 'Taking Photographs or videos on personal equipment', [pupilsNot, staffNot]],
      [
        'photo-school-device',
        'Taking Photographs or videos on school/college devices',
        [
          says('Pupil /students allowed in accordance with AUP', allowed({ agreement: true })),
          says('S Staff allowed in accordance with AUP', allowed({ agreement: true })),
        ],
      ],
      [
        'personal-email-in-school',
        'Use of personal email addresses in school/college',
        [says('Pupil not allowed', notAllowed()), staffNot],
      ],
      [
        'school-email-for-personal',
        'Use of school/college email address for personal correspondence',
        [pupilsNot, staffNot],
      ],
      ['chat-rooms', 'Use of online chat rooms', [pupilsNot, staffNot]],
      ['messaging', 'Use of Instant Messaging Service', [pupilsNot, staffNot]],
      [
        'blogs',
        'Use of blogs, Wikis and podcasts',
        [
          says('Pupil /students allowed (Educational use only)', allowed({ purpose: 'Educational use only' })),
          says('S Staff allowed (for professional reasons)', allowed({ purpose: 'Professional reasons' })),
        ],
      ],
      [
        'social-media',
        'Use of Social networking sites',
        [
          says(
            'P Pupil /students have limited access (educational use only)',
            certainTimes({ when: 'Limited access', purpose: 'Educational use only' }),
          ),
          says('S Limited Staff allowed (educational use only)', selected({ purpose: 'Educational use only' })),
        ],
      ],
    ],
  )

export const oakwoodTechnology = sharedTable({
  words: 'Learners allowed but turned off and not used during the day',
  answers: [allowed({ when: 'Turned off and not used during the day' })],
  exception: '(Not TRC)',
})

/** The first row excludes this college and gives no rule in its place. */
export const thomasRotherhamTechnology = sharedTable({ silentBecause: '(Not TRC)' })

const STAFF: ColumnFacts = {
  group: null,
  label: 'Staff and other adults',
  audience: 'STAFF',
  device: null,
  captions: [
    caption('allowed', 'Allowed', 'ALLOWED'),
    caption('certainTimes', 'Allowed at certain times', 'CERTAIN_TIMES'),
    caption(
      'permission',
      'Allowed with permission from Safeguarding coordinator/ Head Teacher',
      'NOMINATED_OR_PERMISSION',
      'permission',
    ),
    caption('notAllowed', 'Not allowed', 'NOT_ALLOWED'),
  ],
}

const PUPILS: ColumnFacts = {
  group: null,
  label: 'Student/pupil',
  audience: 'LEARNER',
  device: null,
  captions: [
    caption('allowed', 'Allowed', 'ALLOWED'),
    caption('certainTimes', 'Allowed at certain times', 'CERTAIN_TIMES'),
    caption('permission', 'Allowed with staff permission', 'NOMINATED_OR_PERMISSION', 'permission'),
    caption('notAllowed', 'Not allowed', 'NOT_ALLOWED'),
  ],
}

/** Printed in three fragments, read as one table. */
export const sitwellTechnology = tickedTable(
  {
    title: 'Technology Matrix (SJS)',
    kind: 'permission',
    rowHeading: 'Communication Technologies',
    document,
    clause: 'Teaching & Learning: Technology Matrix (SJS)',
    mark: '✓',
    columns: [STAFF, PUPILS],
  },
  [
    [
      null,
      [
        ['phone-in-school', 'Mobile phones may be brought to school/college', ['allowed', 'permission']],
        ['phone-in-lessons', 'Use of mobile phones in lessons', ['permission', 'notAllowed']],
        ['phone-in-social-time', 'Use of mobile phones in social time', ['allowed', 'notAllowed']],
        ['photo-own-device', 'Taking photos on mobile phones or other camera devices', ['permission', 'notAllowed']],
        [
          'personal-email-in-school',
          'Use of personal email addresses in school/college, or on school/college network',
          ['notAllowed', 'notAllowed'],
        ],
        ['school-email-for-personal', 'Use of school/college email for personal emails', ['notAllowed', 'notAllowed']],
        ['chat-rooms', 'Use of chat rooms / facilities', ['certainTimes', 'notAllowed']],
        ['messaging', 'Use of instant messaging', ['certainTimes', 'permission']],
        ['social-media', 'Use of social networking sites', ['permission', 'notAllowed']],
        ['blogs', 'Use of blogs', ['allowed', 'permission']],
      ],
    ],
  ],
)
