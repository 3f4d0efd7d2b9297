/** The screen of one pupil over a vault that answers from a table. */
import { flushPromises } from '@vue/test-utils'
import { expect, vi } from 'vitest'
import type { PupilView, Role } from '@contract'
import PupilScreen from '@renderer/features/pupils/PupilScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { aContact, aDecision, anEntryOf, aPupil, aPurpose, aView, aWording, school } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

export const amira = aPupil(1, { forename: 'Amira', surname: 'Khan' })
export const website = aPurpose(1, { label: 'Website' })
export const files = aPurpose(2, { label: 'Photo for our files', basis: 'PUBLIC_TASK' })
export const issued = aWording(1, { issuedOn: '2026-08-20', hash: 'ab' })
export const parent = aContact(1, { name: 'Kim Khan' })

/** What is recorded of Amira, with one parent, unless changed. */
export const amiraView = (change: Parameters<typeof aView>[1] = {}): PupilView =>
  aView({ ...amira, ...change.card }, { contacts: [parent], ...change })

/** @param view asked for anew each time the pupil is opened */
export function pupilVault(view: () => PupilView): FakeVault {
  return installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1), aCard(2)],
    'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' })],
    'pupils.view': view,
    'consents.purposes': () => [website, files],
    'consents.wordings': () => [issued, aWording(2)],
    'images.sets': () => [],
    'images.takeDowns': () => [],
    'agreements.clearance': () => ({
      member: {
        ...{ signee: { kind: 'PUPIL', id: amira.id }, name: 'Amira Khan', group: amira.className },
        ...{ audience: 'KS3_UP', card: amira },
      },
      ...{ cleared: false, words: 'Nobody has signed.', holdsUntil: null, standings: [] },
    }),
    'consents.ofPupil': () => ({
      uses: [
        { purpose: website, decision: aDecision('NO') },
        { purpose: files, decision: aDecision('YES', { state: 'NO_OBJECTION', reason: 'NO_CONSENT_NEEDED' }) },
      ],
      answers: [anEntryOf(1, { name: null, answer: 'REFUSED' }), anEntryOf(0, { name: 'Kim Khan', stands: false })],
    }),
  })
}

export async function openPupil(role: Role = 'OFFICE_STAFF'): Promise<Shown> {
  const shown = await show(PupilScreen, {
    props: { school, pupil: amira.id },
    session: aSession({ school }, role),
    at: `/schools/${school}/pupils/${amira.id}`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}

/** Text of the first table row with the given words. */
export const rowOf = (words: string) =>
  [...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes(words))?.textContent ?? ''

export const dialog = () => document.querySelector('[role="dialog"]')

/** Presses the button of the dialog that saves. */
export async function save(): Promise<void> {
  const all = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')]
  all.find((one) => one.type === 'submit')?.click()
  await flushPromises()
  await flushPromises()
}

/** Opens the menu of further actions. @returns its items */
export async function openMenu(): Promise<HTMLElement[]> {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')]
  const trigger = buttons.find((one) => one.textContent.trim() === 'More')
  trigger?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await vi.waitFor(() => expect(document.querySelector('[role="menuitem"]')).not.toBeNull())
  return [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
}

export async function choose(words: string): Promise<void> {
  const item = (await openMenu()).find((one) => one.textContent.includes(words))
  if (!item) throw new Error(`The menu has no ${words}`)
  item.click()
  await flushPromises()
}
