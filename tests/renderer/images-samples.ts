/** Sets, folders, uses and take-downs of a made-up school, valid by the contract; and the screens over them. */
import { flushPromises } from '@vue/test-utils'
import type { z } from 'zod'
import type { Component } from 'vue'
import {
  Breach,
  FileGroup,
  ImageFolder,
  ImageSet,
  Publication,
  PublicationCheck,
  ScanReport,
  TakeDown,
  type Role,
} from '@contract'
import { useSchools } from '@renderer/features/schools/schools-store'
import { aPupil, aPurpose, school } from './consents-samples'
import { installFakeVault, type Answers, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

export const website = aPurpose(1, { label: 'Website' })
export const amira = aPupil(1, { forename: 'Amira', surname: 'Khan' })
export const noah = aPupil(2, { forename: 'Noah', surname: 'Birch', className: '7B' })
export const head = aPerson(7, { name: 'Jo Larch' })

export function aSet(n: number, change: Partial<z.input<typeof ImageSet>> = {}): ImageSet {
  return ImageSet.parse({
    id: id(8000 + n),
    title: `Set ${n}`,
    imageClass: 'EVENT',
    takenOn: '2026-06-12',
    event: null,
    takenBy: 'Year 3 team',
    device: 'SCHOOL',
    why: 'For the website',
    purposes: [],
    storage: 'SHARED_DRIVE',
    place: 'Office drive',
    folder: null,
    heldOn: 'CONSENT',
    rule: null,
    count: 20,
    files: 0,
    pupils: 2,
    peopleKnown: true,
    publications: 1,
    live: 1,
    state: 'HELD',
    because: 'Events are kept for 12 months.',
    dueOn: '2027-06-12',
    disposeBy: '2028-06-12',
    missingFiles: 0,
    changedFiles: 0,
    ...change,
  })
}

export function aFolder(n: number, change: Partial<z.input<typeof ImageFolder>> = {}): ImageFolder {
  return ImageFolder.parse({
    id: id(8100 + n),
    label: `Folder ${n}`,
    path: `P:\\Pictures ${n}`,
    scannedAt: null,
    files: 0,
    missing: 0,
    changed: 0,
    ...change,
  })
}

export function aGroup(path: string, change: Partial<z.input<typeof FileGroup>> = {}): FileGroup {
  return FileGroup.parse({ path, from: '2026-06-12', to: '2026-06-12', files: 30, bytes: 90_000_000, ...change })
}

export function aReport(
  folder: ImageFolder,
  counts: Partial<z.input<typeof ScanReport>['counts']> = {},
  change: Partial<Omit<z.input<typeof ScanReport>, 'folder' | 'counts'>> = {},
): ScanReport {
  const none = {
    same: 0,
    new: 0,
    moved: 0,
    duplicated: 0,
    missing: 0,
    changed: 0,
    returned: 0,
    problems: 0,
    leftOut: 0,
    told: 0,
  }
  return ScanReport.parse({
    folder,
    asOf: Date.UTC(2026, 10, 30, 14, 5),
    complete: true,
    stopped: null,
    counts: { ...none, ...counts },
    groups: [],
    problems: [],
    ...change,
  })
}

export function aUse(n: number, change: Partial<z.input<typeof Publication>> = {}): Publication {
  return Publication.parse({
    id: id(8200 + n),
    set: id(8001),
    purpose: website.id,
    place: 'WEBSITE',
    channel: `News ${n}`,
    address: null,
    printRun: null,
    from: '2026-10-04',
    until: null,
    named: false,
    approvedBy: head.id,
    title: 'Sports day',
    label: 'Website',
    state: 'LIVE',
    stateOn: null,
    evidence: null,
    pupils: 2,
    blocked: 0,
    lapsed: 0,
    overran: false,
    publishedBy: id(2),
    ...change,
  })
}

export function aCheck(change: Partial<z.input<typeof PublicationCheck>> = {}): PublicationCheck {
  return PublicationCheck.parse({
    free: true,
    pupils: 2,
    blockers: [],
    conditions: [],
    names: [],
    obstacles: [],
    warnings: [],
    checkedAt: Date.UTC(2026, 10, 30, 10, 0),
    ...change,
  })
}

export function aTakeDown(n: number, change: Partial<z.input<typeof TakeDown>> = {}): TakeDown {
  return TakeDown.parse({
    publication: id(8200 + n),
    title: 'Sports day',
    channel: `News ${n}`,
    address: null,
    place: 'WEBSITE',
    state: 'LIVE',
    pupil: amira,
    words: 'A parent took consent back.',
    since: '2026-11-20',
    owner: id(2),
    dueOn: '2026-12-20',
    overdue: false,
    ...change,
  })
}

export function aBreach(n: number, change: Partial<z.input<typeof Breach>> = {}): Breach {
  return Breach.parse({
    publication: id(8200 + n),
    title: 'Sports day',
    channel: `News ${n}`,
    kind: 'KNOWINGLY',
    openedAt: Date.UTC(2026, 10, 30, 9, 0),
    decideBy: Date.UTC(2026, 11, 3, 9, 0),
    overdue: false,
    pupils: 1,
    why: 'Printed before the list was read.',
    decision: null,
    note: null,
    decidedBy: null,
    ...change,
  })
}

/** A vault with one school, its people, uses and pupils, and nothing about pictures but what is given. */
export function imagesVault(answers: Answers = {}): FakeVault {
  return installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' }), head],
    'consents.purposes': () => [website, aPurpose(2, { label: 'Press' })],
    'pupils.list': () => [amira, noah, aPupil(3, { className: '7B' })],
    'pupils.find': () => [{ ...noah, homonym: false }],
    'images.rules': () => [],
    'images.holds': () => [],
    'images.sets': () => [],
    'images.folders': () => [],
    'images.found': () => null,
    'images.clocks': () => [],
    'images.publications': () => [],
    'images.takeDowns': () => [],
    'images.breaches': () => [],
    'images.parentsPhotos': () => [],
    ...answers,
  })
}

export async function openImages(
  screen: Component,
  options: { at?: string; role?: Role; props?: Record<string, unknown> } = {},
): Promise<Shown> {
  const shown = await show(screen, {
    props: { school, ...options.props },
    session: aSession({ school }, options.role ?? 'OFFICE_STAFF'),
    at: `/schools/${school}/photos-kept${options.at ?? ''}`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}

/** Text of the first table row with the given words. */
export const rowOf = (words: string): string =>
  [...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes(words))?.textContent ?? ''

/** Headings of the rows from top to bottom. */
export const rowsInOrder = (table: string): string[] =>
  [...document.querySelectorAll(`#${table} tbody th[scope="row"]`)].map((cell) =>
    cell.textContent.replace(/\s+/g, ' ').trim(),
  )

/** Presses the button of the dialog that saves. */
export async function save(): Promise<void> {
  const all = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')]
  all.find((one) => one.type === 'submit')?.click()
  await flushPromises()
  await flushPromises()
}

export const dialog = () => document.querySelector('[role="dialog"]')

/** Chooses the radio button with the given words in front. */
export async function chooseRadio(words: string): Promise<void> {
  const labels = [...document.querySelectorAll('label')].filter((one) => one.querySelector('input[type="radio"]'))
  const found = labels.find((one) => one.textContent.trim().startsWith(words))
  found?.querySelector('input')?.click()
  await flushPromises()
}

export { school }
