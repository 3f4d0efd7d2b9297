/** One input of the right shape for each call of the contract; every id in it is nobody's. */
import type { z } from 'zod'
import type { AppContract, CallName } from '@contract/index'

/** An id that no test makes. */
export const NOBODYS = '0123456789abcdef0123456789abcdef'

const where = { school: NOBODYS, edition: NOBODYS }
const reason = 'As agreed in the meeting'
const facts = {
  name: 'Thistlebrook Primary School',
  shortName: 'TPS',
  phase: 'PRIMARY',
  lowYear: 'R',
  highYear: '6',
  urn: null,
  laEstab: null,
  ukprn: null,
  localAuthority: null,
  policeForce: null,
  postcode: null,
  learnerWord: 'pupil',
  predecessorUrn: null,
} as const
const query = { audience: 'LEARNER', year: null, asAt: '2026-10-01', reference: { kind: 'commonest' } } as const
const row = { question: 'phone-in-lessons', audience: 'LEARNER' } as const

/**
 * By call name. The type asks for a line as soon as the contract has a new call.
 */
export const samples: { readonly [K in CallName]: z.input<AppContract[K]['input']> } = {
  'session.state': {},
  'session.strength': { passphrase: 'copper lantern drifts westward' },
  'session.createTrust': {
    trustName: 'Marrowby Learning Trust',
    personName: 'Tamsin Quillfeather',
    signInName: 'tamsin',
    passphrase: 'copper lantern drifts westward',
  },
  'session.practice': {},
  'session.leavePractice': {},
  'session.unlock': { signInName: null, passphrase: 'not the passphrase at all' },
  'session.recover': { kit: 'AAAAA', signInName: 'tamsin', passphrase: 'badger kettle thimble moss' },
  'session.lock': {},
  'session.changePassphrase': { current: 'not the passphrase at all', next: 'badger kettle thimble moss' },
  'session.printKit': {},
  'session.setIdleMinutes': { minutes: 5 },
  'session.enterSchool': { enter: NOBODYS },
  'people.list': {},
  'people.add': { name: 'Orla Pennywhistle' },
  'people.rename': { person: NOBODYS, name: 'Orla Pennywhistle', reason },
  'people.grant': { person: NOBODYS, role: 'DSL', grantFor: NOBODYS, from: '2026-10-01', until: null },
  'people.endGrant': { person: NOBODYS, grant: NOBODYS, until: '2026-10-31', reason },
  'people.letUnlock': { person: NOBODYS, signInName: 'orla', passphrase: 'badger kettle thimble moss' },
  'people.stopUnlock': { person: NOBODYS, reason },
  'schools.list': {},
  'schools.create': { facts },
  'schools.edit': { school: NOBODYS, facts, reason },
  'schools.posts': { school: NOBODYS },
  'schools.appoint': {
    school: NOBODYS,
    post: 'DSL',
    person: null,
    holderName: 'Orla Pennywhistle',
    deputy: false,
    from: '2026-10-01',
    until: null,
  },
  'schools.endAppointment': { school: NOBODYS, appointment: NOBODYS, until: '2026-10-31', reason },
  'schools.readRegister': {},
  'schools.register': {},
  'schools.searchRegister': { query: 'thistle' },
  'schools.roll': { school: NOBODYS },
  'matrices.list': { school: NOBODYS },
  'matrices.open': where,
  'matrices.create': {
    school: NOBODYS,
    title: 'Phones',
    kind: 'permission',
    rowHeading: 'Activity',
    document: 'Online safety policy',
    columns: [{ group: null, label: 'Pupils', audience: 'LEARNER', device: null, captions: [] }],
  },
  'matrices.openDraft': { ...where, reason },
  'matrices.discardDraft': { ...where, reason },
  'matrices.setCell': { ...where, row: NOBODYS, column: NOBODYS, change: { words: 'Yes' }, reason },
  'matrices.addRow': { ...where, label: 'Phone in lessons', group: null, after: null, reason },
  'matrices.renameRow': { ...where, row: NOBODYS, label: 'Phone in lessons', reason },
  'matrices.removeRow': { ...where, row: NOBODYS, reason },
  'matrices.mapRow': { ...where, row: NOBODYS, activity: null },
  'matrices.proposeMappings': where,
  'matrices.approve': {
    ...where,
    approvingBody: 'Board',
    approvedOn: '2026-10-01',
    effectiveFrom: '2026-10-01',
    nextReview: null,
    minute: null,
  },
  'matrices.export': { ...where, format: 'csv' },
  'matrices.catalogue': {},
  'matrices.addActivity': { label: 'Smart glasses', area: 'Devices and network', reason },
  'comparison.compare': query,
  'comparison.sources': { ...query, question: 'phone-in-lessons' },
  'comparison.setReviewed': { ...row, year: null, digest: 'x', reviewed: true },
  'comparison.addNote': { ...row, text: 'Ask the schools.' },
  'comparison.notes': row,
  'comparison.raiseAction': { ...row, about: NOBODYS, text: 'Agree one rule.', owner: NOBODYS, dueOn: '2026-11-01' },
  'comparison.closeAction': { action: NOBODYS, outcome: 'Agreed' },
  'comparison.actions': {},
  'comparison.export': { query, differencesOnly: false, format: 'csv' },
  'history.list': { school: NOBODYS },
  'history.undo': { school: NOBODYS, batch: NOBODYS },
  'history.verify': { school: NOBODYS },
}
