/**
 * The five schools of the practice trust: what their policies say of them, their tables and posts. Identifiers the
 * policies do not give are null; posts are held by made-up people or vacant, never by anybody named in a policy.
 */
import type { Post, YearCode } from '@contract/primitives'
import type { PurposeFacts } from '@contract/consents'
import type { SchoolFacts } from '@contract/schools'
import { asterdaleDevices, asterdaleRules } from './asterdale-rules'
import { ASTERDALE_POLICY, ECCLESBOURNE_POLICY, TRUST_POLICY } from './documents'
import { learnerIncidents, staffIncidents } from './ecclesbourne-incidents'
import { ecclesbourneRules } from './ecclesbourne-rules'
import { deviceOwnership, nonEducationalUse, userActions } from './ecclesbourne-tables'
import type { TableFacts } from './facts'
import { asterdaleUses, ecclesbourneUses, oakwoodUses, sitwellUses, thomasRotherhamUses } from './purposes'
import { deviceProse, proseTables, type DocumentSources } from './prose'
import { oakwoodRules, sitwellRules, thomasRotherhamRules } from './trust-policy-rules'
import { oakwoodTechnology, sitwellTechnology, thomasRotherhamTechnology } from './trust-policy-tables'

/** A post as the policy names it; holder null: vacant. */
export interface PracticePost {
  readonly post: Post
  readonly holder: string | null
}

export interface PracticeSchool {
  readonly facts: SchoolFacts
  readonly tables: readonly TableFacts[]
  /** Uses of images its policy names, in paper order. */
  readonly uses: readonly PurposeFacts[]
  readonly posts: readonly PracticePost[]
  /** The made-up safeguarding lead, who has a role in the app as well. */
  readonly lead: string
  readonly roll: { readonly perYear: number; readonly first: number; readonly establishment: string }
}

const facts = (
  name: string,
  shortName: string,
  phase: SchoolFacts['phase'],
  lowYear: YearCode,
  highYear: YearCode,
  learnerWord: SchoolFacts['learnerWord'],
): SchoolFacts => ({
  name,
  shortName,
  phase,
  lowYear,
  highYear,
  learnerWord,
  urn: null,
  laEstab: null,
  ukprn: null,
  localAuthority: null,
  policeForce: null,
  postcode: null,
  predecessorUrn: null,
})

/** What each document says on its own, in the order of the schools. */
const SOURCES: readonly DocumentSources[] = [
  {
    document: ECCLESBOURNE_POLICY,
    rules: ecclesbourneRules,
    tables: [userActions, nonEducationalUse, deviceOwnership],
  },
  { document: ASTERDALE_POLICY, rules: asterdaleRules, tables: [] },
  { document: TRUST_POLICY, rules: oakwoodRules, tables: [oakwoodTechnology] },
  { document: TRUST_POLICY, rules: sitwellRules, tables: [sitwellTechnology] },
  { document: TRUST_POLICY, rules: thomasRotherhamRules, tables: [thomasRotherhamTechnology] },
]

const prose = proseTables(SOURCES)

/** All tables of a school: the document's own, its rules in prose, and those that answer no question of permission. */
const tablesOf = (index: number, ...others: readonly TableFacts[]): readonly TableFacts[] => [
  ...(SOURCES[index]?.tables ?? []),
  ...prose.slice(index, index + 1),
  ...others,
]

/** The trust policy has no table of devices and no rule by class of device. */
const trustDevices = deviceProse(TRUST_POLICY, {})

export const PRACTICE_SCHOOLS: readonly PracticeSchool[] = [
  {
    facts: facts('The Ecclesbourne School', 'Ecclesbourne', 'SECONDARY', '7', '13', 'learner'),
    tables: tablesOf(0, learnerIncidents, staffIncidents),
    uses: ecclesbourneUses,
    lead: 'Marigold Inkwell',
    posts: [
      { post: 'HEAD', holder: 'Horatio Thimble' },
      { post: 'DSL', holder: 'Marigold Inkwell' },
      { post: 'ONLINE_SAFETY_LEAD', holder: 'Marigold Inkwell' },
      { post: 'ONLINE_SAFETY_GOVERNOR', holder: 'Ottoline Pencil' },
      { post: 'SAFEGUARDING_GOVERNOR', holder: 'Ottoline Pencil' },
      { post: 'FM_SENIOR_LEADER', holder: 'Barnaby Blotter' },
      { post: 'FM_GOVERNOR', holder: 'Ottoline Pencil' },
      { post: 'IT_PROVIDER', holder: 'Cosmo Lanyard' },
      { post: 'DPO', holder: null },
      { post: 'CHAIR', holder: 'Winifred Doorbell' },
    ],
    roll: { perYear: 9, first: 100, establishment: '9001' },
  },
  {
    facts: {
      ...facts('Asterdale Primary School', 'Asterdale', 'PRIMARY', 'R', '6', 'pupil'),
      localAuthority: 'Derby City',
      policeForce: 'Derby City Police',
    },
    tables: tablesOf(1, asterdaleDevices),
    uses: asterdaleUses,
    lead: 'Clementine Ledger',
    // One person is both leads, and one governor is named, as the policy has it.
    posts: [
      { post: 'HEAD', holder: 'Fitzgerald Coathook' },
      { post: 'DSL', holder: 'Clementine Ledger' },
      { post: 'ONLINE_SAFETY_LEAD', holder: 'Clementine Ledger' },
      { post: 'ONLINE_SAFETY_GOVERNOR', holder: 'Rosamund Teacup' },
      { post: 'SAFEGUARDING_GOVERNOR', holder: 'Rosamund Teacup' },
      { post: 'IT_PROVIDER', holder: 'Percival Staple' },
      { post: 'COMPUTING_LEAD', holder: 'Araminta Ruler' },
      { post: 'PSHE_LEAD', holder: null },
      { post: 'SENDCO', holder: 'Leopold Pegboard' },
    ],
    roll: { perYear: 9, first: 300, establishment: '9002' },
  },
  {
    facts: facts('Oakwood High School', 'OHS', 'SECONDARY', '7', '11', 'pupil'),
    tables: tablesOf(2, trustDevices),
    uses: oakwoodUses,
    lead: 'Bartholomew Satchel',
    posts: [
      { post: 'HEAD', holder: 'Philippa Notebook' },
      { post: 'DSL', holder: 'Bartholomew Satchel' },
      { post: 'IT_MANAGER', holder: 'Ignatius Keyring' },
    ],
    roll: { perYear: 12, first: 500, establishment: '9003' },
  },
  {
    facts: facts('Sitwell Junior School', 'SJS', 'PRIMARY', '3', '6', 'pupil'),
    tables: tablesOf(3, trustDevices),
    uses: sitwellUses,
    lead: 'Henrietta Crayon',
    posts: [
      { post: 'HEAD', holder: 'Augustus Beanbag' },
      { post: 'DSL', holder: 'Henrietta Crayon' },
      { post: 'IT_MANAGER', holder: 'Ignatius Keyring' },
    ],
    roll: { perYear: 15, first: 700, establishment: '9004' },
  },
  {
    facts: facts('Thomas Rotherham College', 'TRC', 'SIXTH_FORM', '12', '13', 'student'),
    tables: tablesOf(4, trustDevices),
    uses: thomasRotherhamUses,
    lead: 'Theodora Bookend',
    posts: [
      { post: 'HEAD', holder: 'Montgomery Lampshade' },
      { post: 'DSL', holder: 'Theodora Bookend' },
      { post: 'ONLINE_SAFETY_OFFICER', holder: null },
      { post: 'IT_MANAGER', holder: 'Ignatius Keyring' },
    ],
    roll: { perYear: 30, first: 900, establishment: '9005' },
  },
]
