/** A school with pupils of one key stage, a second person who may review, and agreements that are in force. */
import { expect, type Page } from '@playwright/test'
import type { AgreementFacts } from '@contract/agreements'
import { CivilDate, PersonId, SchoolId, TenantId } from '@contract/primitives'
import { call, FOUNDER, openOffice, type Named, type Office } from './forms'
import { pressByKeys } from './keyboard'
import type { Launch, RunningApp } from './launch'

const ROLL: readonly Named[] = [
  { forename: 'Alda', surname: 'Thistlea', className: '4A' },
  { forename: 'Brena', surname: 'Thistleb', className: '4A' },
  { forename: 'Corin', surname: 'Thistlec', className: '4A' },
  { forename: 'Doran', surname: 'Thistled', className: '5B' },
]

export interface Unlocks {
  readonly signInName: string
  readonly passphrase: string
}
export const FIRST: Unlocks = { signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase }
export const SECOND = { name: 'Robin Marsh', signInName: 'rm', passphrase: 'violet anchor humming cedar' }

export interface AgreementsOffice extends RunningApp, Omit<Office, 'school'> {
  readonly school: SchoolId
  readonly trust: TenantId
}

/** A day of London. */
export const daysAgo = (days: number): CivilDate =>
  CivilDate.parse(
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now() - days * 86_400_000),
  )

/** @returns the app with the first person in it, a roll, and a second person with a passphrase; no agreement yet */
export async function openAgreementsOffice(launch: Launch): Promise<AgreementsOffice> {
  const running = await launch()
  const { app, page, folder } = running
  await page.setViewportSize({ width: 1280, height: 800 })
  const office = await openOffice(app, page, folder, ROLL)
  const { trust } = await call(page, 'session.state', {})
  const { id: person } = await call(page, 'people.add', { name: SECOND.name })
  await call(page, 'people.grant', {
    ...{ person: PersonId.parse(person), role: 'DSL', grantFor: null, from: daysAgo(1), until: null },
  })
  const { signInName, passphrase } = SECOND
  await call(page, 'people.letUnlock', { person: PersonId.parse(person), signInName, passphrase })
  return { ...running, ...office, school: SchoolId.parse(office.school), trust: TenantId.parse(trust?.id) }
}

/** Locks, and unlocks as somebody, by keys. */
export async function unlockAs(page: Page, { signInName, passphrase }: Unlocks): Promise<void> {
  // A page that is still loading hears no keys.
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('Control+L')
  await page.getByLabel('Sign-in name').fill(signInName)
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Agreements' })).toBeVisible()
}

/** A clause: heading, text, and whether each school writes its own. */
type Said = readonly [heading: string, text: string, local?: boolean]

/** An agreement or a template, and what its first version says. */
export interface Wanted {
  readonly tenant: TenantId
  readonly facts: Pick<AgreementFacts, 'title' | 'audiences' | 'signers' | 'validity'>
  readonly clauses: readonly Said[]
  /** First day in force; left out: today. */
  readonly from?: CivilDate
}

/** Drafts first versions as whoever is unlocked, and sends them to review. @returns their ids, in order */
export async function draftAll(page: Page, wanted: readonly Wanted[]): Promise<string[]> {
  const versions: string[] = []
  for (const { tenant, facts, clauses, from = daysAgo(0) } of wanted) {
    const { id: agreement } = await call(page, 'agreements.add', {
      school: tenant,
      facts: {
        ...{ ...facts, variant: 'PLAIN', language: null, variantOf: null, childFrom: null, months: null },
        ...{ template: null, retiredOn: null },
      },
    })
    const { id: version } = await call(page, 'agreements.saveDraft', {
      ...{ school: tenant, version: null },
      facts: {
        ...{ agreement, label: '1', effectiveFrom: from, changes: [], summary: '', templateVersion: null },
        clauses: clauses.map(([heading, text, local = false], at) => ({
          ...{
            id: (versions.length * 100 + at + 1).toString(16).padStart(32, 'a'),
            heading,
            text,
            local,
            symbol: null,
          },
        })),
      },
    })
    await call(page, 'agreements.sendToReview', { school: tenant, version })
    versions.push(version)
  }
  return versions
}

/** Approves and issues as whoever is unlocked, who is not the author. */
export async function issueAll(page: Page, wanted: readonly Wanted[], versions: readonly string[]): Promise<void> {
  for (const [at, { tenant: school }] of wanted.entries()) {
    const version = versions[at] ?? ''
    const { hash } = await call(page, 'agreements.version', { school, version })
    await call(page, 'agreements.review', { school, version, hash, approved: true, note: 'Read on paper' })
    await call(page, 'agreements.issue', { school, version, hash })
  }
}

export const nav = (page: Page) => page.getByRole('navigation', { name: 'Screens of agreements' })

/** Goes to the school's agreements by keys, and to one of their screens. */
export async function goTo(page: Page, name: string): Promise<void> {
  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Agreements' }))
  await nav(page).waitFor()
  await pressByKeys(page, nav(page).getByRole('link', { name, exact: true }))
}
