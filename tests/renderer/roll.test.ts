import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@contract'
import PupilListScreen from '@renderer/features/pupils/PupilListScreen.vue'
import { entryOf, readEntry } from '@renderer/features/pupils/pupil-entry'
import { fitsSearch } from '@renderer/features/pupils/search'
import { useSchools } from '@renderer/features/schools/schools-store'
import { aPupil, aView, school } from './consents-samples'
import { amira, amiraView, pupilVault } from './pupil-screen'
import type { FakeVault } from './support/fake-vault'
import { aSession } from './support/samples'
import { show } from './support/show'

let vault: FakeVault

beforeEach(() => {
  vault = pupilVault(() => amiraView())
})

describe('the roll', () => {
  const noemi = aPupil(2, { forename: 'Noémi', surname: "O'Hara", className: '9C', year: '9' })
  const openRoll = async (role: Role = 'OFFICE_STAFF') => {
    vault.answer({ 'pupils.list': () => [amira, noemi] })
    const shown = await show(PupilListScreen, {
      props: { school },
      session: aSession({ school }, role),
      at: `/schools/${school}/pupils`,
    })
    await useSchools().load()
    await flushPromises()
    return shown
  }
  const names = () => [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())

  test('is narrowed by letters of any name, class or number, accents or not', async () => {
    const { fill } = await openRoll()
    expect(names()).toEqual(['Khan, Amira', "O'Hara, Noémi"])
    await fill('Find by name, class or number', 'noemi 9c')
    expect(names()).toEqual(["O'Hara, Noémi"])
  })

  test.each([
    ['', true],
    ['hara', true],
    ["o'h", true],
    ['NOÉ', true],
    ['002', true],
    ['year 9', true],
    ['oemi', false],
    ['noemi 7a', false],
  ])('“%s” fits: %s', (typed, fits) => {
    expect(fitsSearch(typed)(noemi)).toBe(fits)
  })

  test('leavers come when asked for', async () => {
    const { field } = await openRoll()
    field('Leavers too').click()
    await flushPromises()
    expect(vault.inputsOf('pupils.list').map(({ leavers }) => leavers)).toEqual([false, true])
  })

  test('a new pupil is added with the facts and opened', async () => {
    vault.answer({ 'pupils.add': () => aView(aPupil(9)) })
    const shown = await openRoll()
    await shown.press('Add a pupil')
    await shown.fill('Legal surname', 'Ash')
    await shown.fill('Year', '7')
    await shown.fill('Admission number', '0099')
    await shown.fill('UPN', ' p831900124017 ')
    await shown.press('Add the pupil')
    expect(vault.inputsOf('pupils.add')[0]?.facts).toMatchObject({
      legalSurname: 'Ash',
      legalForename: null,
      admissionNumber: '0099',
      upn: 'P831900124017',
      leftOn: null,
    })
    expect(shown.router.currentRoute.value.params['pupil']).toBe(aPupil(9).id)
  })

  test('somebody who may only look adds nobody', async () => {
    const { text } = await openRoll('HEAD')
    expect(text()).not.toContain('Add a pupil')
  })

  test('facts come back as they were when shown and read again', () => {
    const { upn, ...facts } = readEntry(entryOf(amiraView().facts), null).facts ?? { upn: 'x' }
    expect(facts).toEqual(amiraView().facts)
    expect(upn).toBeNull()
  })
})
