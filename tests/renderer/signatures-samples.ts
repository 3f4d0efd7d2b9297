/** People, agreements and signatures of a made-up school, valid by the contract; and the screens over them. */
import { flushPromises } from '@vue/test-utils'
import type { z } from 'zod'
import type { Component } from 'vue'
import {
  Adult,
  Agreement,
  Clearance,
  Completion,
  Member,
  PupilCard,
  SchoolId,
  Signing,
  Standing,
  Version,
  type Role,
} from '@contract'
import { useSchools } from '@renderer/features/schools/schools-store'
import { installFakeVault, type Answers, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

export const school = SchoolId.parse(id(101))
export const agreementId = id(3001)
export const versionId = id(3101)

export const aPupilMember = (n: number, change: Partial<z.input<typeof Member>> = {}): Member => {
  const name = change.name ?? 'Corbo Thistlemead'
  const [forename = '', surname = ''] = name.split(' ')
  return Member.parse({
    ...{ signee: { kind: 'PUPIL', id: id(700 + n) }, name, group: '4A', audience: 'KS2' },
    card: PupilCard.parse({
      ...{ id: id(700 + n), forename, surname, year: '4', className: change.group ?? '4A' },
      ...{ admissionNumber: String(1000 + n), roll: 'ON_ROLL', restricted: false },
    }),
    ...change,
  })
}
export const corbo = aPupilMember(1)
export const aldana = aPupilMember(2, { name: 'Aldana Birch', group: '4B' })
export const tamsin = aPupilMember(3, { name: 'Tamsin Birch', group: '4A' })
export const visitor = Member.parse({
  ...{ signee: { kind: 'ADULT', id: id(751) }, name: 'Perran Holloway', group: 'Lift repairs' },
  ...{ audience: 'VISITOR', card: null },
})
export const mother = id(801)
export const father = id(802)

export const aStanding = (change: Partial<z.input<typeof Standing>> = {}): Standing =>
  Standing.parse({
    ...{ agreement: agreementId, title: 'Pupils, key stage 2', version: versionId, state: 'NOT_SIGNED' },
    ...{ words: 'Nobody has signed.', holdsUntil: null, missing: ['CHILD', 'PARENT'], toInform: false },
    ...change,
  })
export const signed = (change: Partial<z.input<typeof Standing>> = {}): Standing =>
  aStanding({ state: 'CURRENT', words: 'Signed.', missing: [], holdsUntil: '2027-08-31', ...change })

export const aClearance = (member: Member, standings: readonly Standing[]): Clearance => {
  const open = standings.find(({ state }) => state !== 'CURRENT')
  return Clearance.parse({
    ...{ member, standings, cleared: open === undefined, words: open?.words ?? null },
    holdsUntil: open === undefined ? '2027-08-31' : null,
  })
}

export const anAgreement = (change: Partial<z.input<typeof Agreement>> = {}): Agreement =>
  Agreement.parse({
    ...{ id: agreementId, title: 'Pupils, key stage 2', audiences: ['KS2'], variant: 'PLAIN', language: null },
    ...{ variantOf: null, signers: 'BOTH', childFrom: null, validity: 'ACADEMIC_YEAR', months: null, template: null },
    ...{ retiredOn: null, inForce: { id: versionId, label: '2026/27', since: '2026-09-01' }, coming: null },
    ...{ versions: 1, drafts: 0, templateNewer: false },
    ...change,
  })
export const forVisitors = anAgreement({
  ...{ id: id(3002), title: 'Visitors', audiences: ['VISITOR'], signers: 'ADULT', validity: 'VISIT' },
  inForce: { id: id(3102), label: '3.1', since: '2026-09-01' },
})
export const aVersion = (change: Partial<z.input<typeof Version>> = {}): Version =>
  Version.parse({
    ...{ agreement: forVisitors.id, label: '3.1', effectiveFrom: '2026-09-01', changes: [], summary: '' },
    clauses: [
      { id: id(1), heading: 'The network', text: 'I use the guest network only.', local: false, symbol: null },
      { id: id(2), heading: 'Pictures', text: 'I take no pictures of pupils.', local: false, symbol: null },
    ],
    ...{ templateVersion: null, id: id(3102), state: 'ISSUED', hash: 'ab', issuedOn: '2026-08-20', approvedBy: null },
    ...{ approvedOn: null, note: null, author: id(2), inForce: true, problems: [], localParts: [] },
    ...change,
  })

export const aSigning = (n: number, change: Partial<z.input<typeof Signing>> = {}): Signing =>
  Signing.parse({
    ...{ id: id(3200 + n), version: versionId, signee: corbo.signee, capacity: 'CHILD', outcome: 'SIGNED' },
    ...{ contact: null, name: null, signedOn: '2026-09-10', method: 'PAPER', witness: null, until: null },
    ...{ parentRead: false, note: null, label: '2026/27', title: 'Pupils, key stage 2', hash: 'ab' },
    ...{ recordedBy: id(2), recordedAt: Date.UTC(2026, 8, 11), isVoid: false, isCorrected: false, signer: null },
    ...{ batch: id(3), together: 1 },
    ...change,
  })
export const anAdult = (n: number, change: Partial<z.input<typeof Adult>> = {}): Adult =>
  Adult.parse({
    ...{ id: id(750 + n), name: 'Perran Holloway', audience: 'VISITOR', group: null, organisation: 'Lift repairs' },
    ...{ from: '2026-09-01', until: '2026-09-01' },
    ...change,
  })
export const aCompletion = (change: Partial<z.input<typeof Completion>> = {}): Completion =>
  Completion.parse({
    ...{ agreement: agreementId, title: 'Pupils, key stage 2', group: null, inScope: 30, current: 24, resignDue: 1 },
    ...{ expired: 1, refused: 1, cannotSign: 1, notSigned: 2 },
    ...change,
  })

/** A vault with one school and nothing of agreements but what is given. */
export const signaturesVault = (answers: Answers = {}): FakeVault =>
  installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' })],
    'matrices.list': () => [],
    'agreements.list': () => [anAgreement(), forVisitors],
    'agreements.clearances': () => [],
    'agreements.completion': () => [],
    'agreements.adults': () => [],
    'agreements.signings': () => [],
    'agreements.together': () => [],
    'agreements.loans': () => [],
    'agreements.access': () => [],
    ...answers,
  })

export async function openSignatures(
  screen: Component,
  options: { at?: string; role?: Role; props?: Record<string, unknown> } = {},
): Promise<Shown> {
  const shown = await show(screen, {
    props: { school, ...options.props },
    session: aSession({ school }, options.role ?? 'OFFICE_STAFF'),
    at: `/schools/${school}/agreements${options.at ?? ''}`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}

export const rowsOf = (table: string): string[] =>
  [...document.querySelectorAll(`#${table} tbody tr`)].map((row) => row.textContent.replace(/\s+/g, ' ').trim())

export const dialog = () => document.querySelector('[role="dialog"]')

/** Presses the button of the dialog that saves. */
export async function save(): Promise<void> {
  const all = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')]
  all.find((one) => one.type === 'submit')?.click()
  await flushPromises()
  await flushPromises()
}

/** Ticks or unticks the box with the given words. */
export async function tick(words: string): Promise<void> {
  const labels = [...document.querySelectorAll<HTMLLabelElement>('label.check')]
  labels
    .find((one) => one.textContent.trim().startsWith(words))
    ?.querySelector('input')
    ?.click()
  await flushPromises()
}
/** Ticks the box of a row, which is named by a label of its own. */
export async function choose(label: string): Promise<void> {
  document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)?.click()
  await flushPromises()
}
