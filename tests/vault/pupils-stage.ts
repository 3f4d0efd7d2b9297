/** A trust with two schools and one person for each role that has to do with pupils, over real encrypted files. */
import { join } from 'node:path'
import {
  CivilDate,
  Fault,
  type AppContract,
  type Client,
  type ContactFacts,
  type PersonId,
  type PupilFacts,
  type PupilView,
  type Responsibility,
  type Role,
  type SchoolId,
  type TenantId,
} from '@contract/index'
import type { Ctx } from '@vault/context'
import { disk } from '@vault/durable'
import { LockedKeyring } from '@vault/locked-keyring'
import { Opened } from '@vault/opened'
import { contextFor } from '@vault/serving-context'
import { shelfIn } from '@vault/shelf'
import { foldersInProcess } from '../support/folders'
import { idsFrom } from '../support/tenant'
import { CHEAP, FOUNDER, makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

export const day = (date: string): CivilDate => CivilDate.parse(date)

/** The civil date on which tests begin. */
export const TODAY = day('2026-10-01')
export const REASON = 'As the family told the office'

export const facts = (change: Partial<PupilFacts> = {}): PupilFacts => ({
  legalForename: 'Nevica',
  legalSurname: 'Copperdale',
  preferredForename: null,
  preferredSurname: null,
  dateOfBirth: day('2015-03-14'),
  year: '6',
  className: '6A',
  admissionNumber: '004512',
  upn: null,
  registration: 'MAIN',
  onRollFrom: day('2020-09-01'),
  leftOn: null,
  ...change,
})

export const contact = (change: Partial<ContactFacts> = {}): ContactFacts => ({
  name: 'Odile Copperdale',
  relationship: 'MOTHER',
  resident: true,
  asksToBeConsulted: false,
  delegated: null,
  endedOn: null,
  ...change,
})

export const held = (change: Partial<Responsibility> = {}): Responsibility => ({
  ...{ holds: true, basis: 'BIRTH_CERTIFICATE', evidence: null, from: null, until: null },
  ...change,
})

/** Roles with a person in the first school; the lead stands for the whole trust. */
const IN_SCHOOL = ['DSL', 'DDSL', 'HEAD', 'OFFICE_STAFF'] as const
export type Who = (typeof IN_SCHOOL)[number] | 'LEAD' | 'DPO' | 'POLICY_LEAD'

export interface Stage {
  readonly vault: TestVault
  readonly call: Client<AppContract>
  readonly school: SchoolId
  readonly other: SchoolId
  /** Person by role. */
  readonly people: Readonly<Record<Who, PersonId>>
  /** Unlocks as the person of a role. */
  readonly as: (who: Who) => Promise<void>
  readonly add: (change?: Partial<PupilFacts>, school?: SchoolId) => Promise<PupilView>
  readonly addContact: (
    pupil: string,
    change?: Partial<ContactFacts>,
    responsibility?: Responsibility | null,
  ) => Promise<PupilView>
}

export async function makeStage(options: { readonly folder?: string } = {}): Promise<Stage> {
  const vault = await makeVault(options)
  const founded = await vault.createTrust()
  const { call } = vault
  const school = (await call['schools.create']({ facts: schoolFacts() })).id
  const other = (await call['schools.create']({ facts: schoolFacts({ name: 'Elsewhere School', shortName: 'ES' }) })).id
  const grants: readonly (readonly [Who, Role, SchoolId | null])[] = [
    ...IN_SCHOOL.map((role) => [role, role, school] as const),
    ['DPO', 'DPO', null],
    ['POLICY_LEAD', 'POLICY_LEAD', null],
  ]
  const people: Partial<Record<Who, PersonId | undefined>> = { LEAD: founded.person?.id }
  for (const [who, role, grantFor] of grants) {
    const { id: person } = await call['people.add']({ name: `Colleague ${who}` })
    await call['people.grant']({ person, role, grantFor, from: TODAY, until: null })
    await call['people.letUnlock']({ person, signInName: who.toLowerCase(), passphrase: OTHER_PASSPHRASE })
    people[who] = person
  }
  const as = async (who: Who): Promise<void> => {
    const passphrase = who === 'LEAD' ? FOUNDER.passphrase : OTHER_PASSPHRASE
    await call['session.unlock']({ signInName: who === 'LEAD' ? FOUNDER.signInName : who.toLowerCase(), passphrase })
  }
  await as('OFFICE_STAFF')
  return {
    ...{ vault, call, school, other, as },
    people: people as Record<Who, PersonId>, // One for every role by now.
    add: (change = {}, to = school) => call['pupils.add']({ school: to, facts: facts(change) }),
    addContact: (pupil, change = {}, responsibility = null) =>
      call['pupils.addContact']({ school, pupil, facts: contact(change), responsibility }),
  }
}

/** A school's id names its file. */
export const fileId = (school: SchoolId): TenantId => school as unknown as TenantId

/** Ids of one visit must not come again in the next. */
let visits = 0

/**
 * Does something behind the calls, between two runs of the vault, with the context a handler would be given.
 * Whoever was unlocked has to be unlocked again.
 */
export async function behind(
  { vault }: Pick<Stage, 'vault'>,
  work: (ctx: Ctx, opened: Opened) => void | Promise<void>,
  who: Who = 'LEAD',
): Promise<void> {
  vault.close()
  const path = join(vault.folder, 'trust', 'keyring.json')
  const locked = new LockedKeyring({ disk, path, stretching: CHEAP, floor: CHEAP })
  const [name, passphrase] =
    who === 'LEAD' ? [FOUNDER.signInName, FOUNDER.passphrase] : [who.toLowerCase(), OTHER_PASSPHRASE]
  const { keys, person } = locked.unlock(name, passphrase, vault.now())
  const newId = idsFrom(`behind ${(visits += 1)}`)
  const opened = new Opened(keys, person, false, path, {
    ...{ now: vault.now, newId, nativeBinding: undefined, onCommit: () => {} },
  })
  const refuse = (): Promise<never> => Promise.reject(new Fault('unavailable', 'Not in this test'))
  const read = { readDocument: refuse, readTables: refuse }
  const host = {
    printPdf: refuse,
    saveFile: refuse,
    openFile: refuse,
    pickDocuments: refuse,
    ...read,
    ...foldersInProcess([]),
  }
  const around = { now: vault.now, newId, host, shelf: shelfIn(join(vault.folder, 'reference')), tell: () => {} }
  const role: Role = who === 'LEAD' ? 'TRUST_SAFEGUARDING_LEAD' : who
  const actor = { id: person, name: `Colleague ${who}`, role }
  try {
    await work(contextFor(opened, actor, { id: 'test', school: null }, around, newId), opened)
  } finally {
    opened.close()
  }
  await vault.restart()
}

/** Every byte of a school's file as somebody with its key would find it, pages on the free list included. */
export async function pagesOf(stage: Pick<Stage, 'vault'>, school: SchoolId): Promise<Buffer> {
  let pages = Buffer.alloc(0)
  await behind(stage, (_ctx, opened) => {
    pages = Buffer.from(opened.tenant(fileId(school)).file.client.serialize())
  })
  return pages
}
