/**
 * The Ecclesbourne School: what follows an incident, for learners and for staff. Several marks in a row are normal
 * here (R26). Labels of twelve printed words or more are shortened.
 */
import { ECCLESBOURNE_POLICY as document } from './documents'
import { caption, tickedTable, type ColumnFacts, type TickedRow } from './facts'

const LEARNER_ACTIONS: ColumnFacts = {
  group: null,
  label: 'Actions',
  audience: 'LEARNER',
  device: null,
  captions: [
    caption('tutor', 'Refer to class teacher/tutor', null),
    caption('department', 'Refer to Head of Department / Principal Teacher / Deputy Head', null),
    caption('head', 'Refer to Headteacher', null),
    caption('police', 'Refer to Police/Social Work', null),
    caption('authority', 'Refer to local authority technical support for advice/action', null),
    caption('it', 'Inform IT Provider', null),
    caption('parents', 'Inform parents/carers', null),
    caption('access', 'Remove device/network/internet access rights', null),
    caption('warning', 'Issue a warning', null),
    caption('sanction', 'Further sanction, in line with behaviour policy', null),
  ],
}

const STAFF_ACTIONS: ColumnFacts = {
  group: null,
  label: 'Actions',
  audience: 'STAFF',
  device: null,
  captions: [
    caption('manager', 'Refer to line manager', null),
    caption('head', 'Refer to Headteacher/', null),
    caption('authority', 'Refer to local authority', null),
    caption('police', 'Refer to Police', null),
    caption('technical', 'Refer to LA / Technical Support Staff for action re filtering, etc.', null),
    caption('warning', 'Issue a warning', null),
    caption('suspension', 'Suspension', null),
    caption('discipline', 'Disciplinary action', null),
  ],
}

/** An incident and the actions marked beside it. */
const incident = (label: string, actions: readonly string[], place?: string): TickedRow =>
  place === undefined ? [null, label, [actions]] : [null, label, [actions], place]

const head = { kind: 'incident', rowHeading: 'Incidents', document, mark: 'X' } as const

export const learnerIncidents = tickedTable(
  {
    ...head,
    title: 'Responding to learner actions',
    clause: '3.2 Reporting and responding: learner incidents',
    columns: [LEARNER_ACTIONS],
  },
  [
    [
      null,
      [
        incident('Deliberately accessing or trying to access material that could be illegal', [
          'department',
          'head',
          'police',
          'it',
          'parents',
        ]),
        incident("Using or trying to use another user's account on the network, or sharing username and passwords", [
          'department',
          'it',
          'access',
          'warning',
        ]),
        incident('Corrupting or destroying the data of other users.', ['department', 'it']),
        incident('Sending an e-mail, text or message that is offensive, harassing or bullying', ['it']),
        incident('Unauthorised downloading or uploading of files or use of file sharing.', ['it']),
        incident('Using proxy sites or other means to subvert the filtering system', ['head', 'sanction']),
        // The row runs over a page end with marks on both parts; both are kept.
        incident(
          'Accidentally accessing offensive or pornographic material and not reporting it',
          ['police', 'sanction', 'it'],
          'broken over two pages: police/social work and further sanction above, IT provider below',
        ),
        incident('Deliberately accessing or trying to access offensive or pornographic material.', [
          'head',
          'it',
          'sanction',
        ]),
        incident('Receipt or transmission of material that infringes copyright or the Data Protection Act', [
          'department',
          'it',
          'sanction',
        ]),
        incident('Unauthorised use of digital devices (including taking images)', ['it', 'sanction']),
        incident('Unauthorised use of online services', ['it', 'sanction']),
        incident('Actions which could bring the school into disrepute or breach its integrity or ethos', [
          'head',
          'it',
          'sanction',
        ]),
        incident('Continued infringements of the above, following previous warnings or sanctions.', [
          'head',
          'it',
          'sanction',
        ]),
      ],
    ],
  ],
)

export const staffIncidents = tickedTable(
  {
    ...head,
    title: 'Responding to staff actions',
    clause: '3.2.3 Responding to staff actions',
    columns: [STAFF_ACTIONS],
  },
  [
    [
      null,
      [
        incident('Deliberately accessing or trying to access material that could be illegal', [
          'head',
          'authority',
          'police',
        ]),
        incident('Actions which breach data protection or network / cyber-security rules.', ['head']),
        incident('Deliberately accessing or trying to access offensive or pornographic material', [
          'head',
          'authority',
          'discipline',
        ]),
        incident('Corrupting or destroying data of others, or deliberately damaging hardware or software', [
          'head',
          'discipline',
        ]),
        incident('Using proxy sites or other means to subvert the filtering system', ['head', 'discipline']),
        incident('Unauthorised downloading or uploading of files or file sharing', ['head', 'discipline']),
        incident('Breaching copyright, intellectual property or licensing rules (including through AI systems)', [
          'manager',
          'head',
        ]),
        incident("Sharing username and passwords, or using or trying to use another person's account on the network", [
          'head',
          'discipline',
        ]),
        incident('Sending an e-mail, text or message that is offensive, harassing or bullying', [
          'head',
          'authority',
          'discipline',
        ]),
        incident(
          'Using personal e-mail, social networking or messaging to communicate with learners and parents/carers',
          ['head'],
        ),
        incident('Inappropriate personal use of digital technologies e.g. social media / personal e-mail', ['head']),
        incident('Careless use of personal data (shown, held or sent insecurely)', ['technical']),
        incident("Actions which could compromise the staff member's professional standing", ['head']),
        incident('Actions which could bring the school into disrepute or breach its integrity or ethos', ['authority']),
        incident('Failing to report incidents whether caused by deliberate or accidental actions', ['manager']),
        incident('Continued infringements of the above, following previous warnings or sanctions.', [
          'head',
          'discipline',
        ]),
      ],
    ],
  ],
)
