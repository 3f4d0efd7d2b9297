/** An office with pupils who have answered, and real pictures in a real folder of its network. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { CivilDate, SchoolId } from '@contract/primitives'
import { jpeg, tiff } from '../../support/pictures'
import { openFolder } from './dialogs'
import { call, FOUNDER, openOffice, type Named, type Office } from './forms'
import type { Launch, RunningApp } from './launch'
import { pressByKeys } from './keyboard'

const ROLL: readonly Named[] = [
  { forename: 'Alda', surname: 'Thistlea', className: '4A' },
  { forename: 'Brena', surname: 'Thistleb', className: '4A' },
  { forename: 'Corin', surname: 'Thistlec', className: '4A' },
]

/** Somebody else with a passphrase on this PC: the safeguarding lead of the school. */
export const SECOND = { name: 'Robin Marsh', signInName: 'rm', passphrase: 'violet anchor humming cedar' }

export interface PicturesOffice extends RunningApp, Omit<Office, 'school'> {
  readonly school: SchoolId
  /** The use "Website", which everybody but the third child's family has agreed to. */
  readonly website: string
  /** The folder of pictures. */
  readonly pictures: string
}

/** @returns the app on the first screen, with nothing registered yet */
export async function openPicturesOffice(launch: Launch): Promise<PicturesOffice> {
  const running = await launch()
  const { app, page, folder } = running
  await page.setViewportSize({ width: 1280, height: 800 })
  const office = await openOffice(app, page, folder, ROLL)
  const school = SchoolId.parse(office.school)
  const purposes = await call(page, 'consents.purposes', { school })
  const website = purposes.find(({ label }) => label === 'Website')?.id ?? ''
  for (const { pupil, forename } of office.children) {
    const { contacts } = await call(page, 'pupils.view', { school, pupil })
    const mother = contacts.find(({ relationship }) => relationship === 'MOTHER')
    await call(page, 'consents.record', {
      ...{ school, pupil, by: { kind: 'CONTACT', contact: mother?.id ?? '' }, capacity: 'PARENT' },
      ...{ decidedOn: daysAgo(20), channel: 'PAPER', wording: office.wording, evidence: 'Form in the folder' },
      answers: purposes.map(({ id }) => ({
        purpose: id,
        answer: id === website && forename === 'Corin' ? 'REFUSED' : 'GIVEN',
      })),
    })
  }
  await openFolder(app, null)
  return { ...running, ...office, school, website, pictures: join(folder, 'Office drive') }
}

/** A day of London. */
export function daysAgo(days: number): CivilDate {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now() - days * 86_400_000)
  return CivilDate.parse(day)
}

/** A date as somebody types it from a calendar. */
export const typed = (date: CivilDate): string => date.split('-').reverse().join(' ')

/** Writes a picture taken on a day. @param path below `folder`. @returns its whole path */
export function takePicture(folder: string, path: string, on: CivilDate): string {
  const whole = join(folder, ...path.split('/'))
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, jpeg(tiff(`${on.replaceAll('-', ':')} 10:15:00`), Buffer.from(`picture ${path}`)))
  return whole
}

/** Registers the folder, scans it, and makes one set of all that is in it, as the folders' screen would. */
export async function keepAll(
  { app, page, school, pictures, website, children }: PicturesOffice,
  title: string,
): Promise<{ readonly folder: string; readonly set: string }> {
  await openFolder(app, pictures)
  const folder = await call(page, 'images.addFolder', { school, label: 'Office drive' })
  if (folder === null) throw new Error('No folder was registered')
  const { groups } = await call(page, 'images.scan', { school, folder: folder.id, job: '0'.repeat(31) + '1' })
  const { id: set } = await call(page, 'images.addSet', {
    school,
    groups: groups.map(({ path, from, to }) => ({ path, from, to })),
    facts: {
      ...{ title, imageClass: 'EVENT', takenOn: groups[0]?.to ?? daysAgo(1), event: null, takenBy: 'Year 4 team' },
      ...{ device: 'SCHOOL', why: 'For the website', purposes: [website], storage: 'FOLDER', place: 'Sports day' },
      ...{ folder: folder.id, heldOn: 'CONSENT', rule: null, count: null },
    },
  })
  const pupils = children.slice(0, 2).map(({ pupil }) => pupil)
  await call(page, 'images.setPeople', { school, set, pupils, staff: [] })
  return { folder: folder.id, set }
}

/** Lets a second person in on this PC. */
export async function addSecond({ page, school }: PicturesOffice): Promise<void> {
  const { id: person } = await call(page, 'people.add', { name: SECOND.name })
  await call(page, 'people.grant', { person, role: 'DSL', grantFor: school, from: daysAgo(1), until: null })
  await call(page, 'people.letUnlock', { person, signInName: SECOND.signInName, passphrase: SECOND.passphrase })
}

/** Locks, and unlocks as somebody, by keys. */
export async function unlockAs(
  page: Page,
  who: { readonly signInName: string; readonly passphrase: string },
): Promise<void> {
  // A page that is still loading hears no keys.
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('Control+L')
  await page.getByLabel('Sign-in name').fill(who.signInName)
  await page.getByLabel('Passphrase', { exact: true }).fill(who.passphrase)
  await page.keyboard.press('Enter')
}

export const FIRST = { signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase }

/** The tabs of pictures kept. */
export const nav = (page: Page) => page.getByRole('navigation', { name: 'Screens of pictures kept' })

/** Goes to a screen of pictures kept by keys. */
export async function goTo(page: Page, name: string): Promise<void> {
  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Photos kept' }))
  await nav(page).waitFor()
  await pressByKeys(page, nav(page).getByRole('link', { name, exact: true }))
}
