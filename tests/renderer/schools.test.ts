import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CivilDate, Fault, SchoolFacts, SchoolId } from '@contract'
import AddSchoolScreen from '@renderer/features/schools/AddSchoolScreen.vue'
import EditSchoolScreen from '@renderer/features/schools/EditSchoolScreen.vue'
import OverviewScreen from '@renderer/features/schools/OverviewScreen.vue'
import RegisterScreen from '@renderer/features/schools/RegisterScreen.vue'
import SchoolScreen from '@renderer/features/schools/SchoolScreen.vue'
import { entryOf, readEntry, yearRangeWords } from '@renderer/features/schools/facts-entry'
import { needsAction, overviewSentence } from '@renderer/features/schools/overview'
import { useSchools } from '@renderer/features/schools/schools-store'
import { dateText, today } from '@renderer/ui/dates'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, anAppointment, aPerson, aSession, id, someFacts } from './support/samples'
import { show } from './support/show'

const day = CivilDate.parse('2026-11-22')
const late = { count: 1, conflicts: 0, unmappedRows: 0, nextReview: '2026-09-22', reviewOverdue: true }
const register = { rows: 3, fileName: 'register.csv', readOn: '2026-11-02', leftOut: [] }
let vault: FakeVault

beforeEach(() => {
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1), aCard(2, { alerts: ['No data protection officer is recorded'] })],
    'schools.register': () => register,
    'schools.posts': () => ({ appointments: [anAppointment(1)], alerts: [] }),
    'people.list': () => [aPerson(1)],
  })
})

describe('the sentence on top', () => {
  test.each([
    [[], 'There are no schools yet.'],
    [[aCard(1)], 'The one school is in order.'],
    [[aCard(1), aCard(2)], 'All 2 schools are in order.'],
    [[aCard(1), aCard(2, { matrices: late })], '1 of 2 schools needs action; the oldest review is 61 days overdue.'],
    [
      [aCard(1, { file: 'damaged', matrices: null, pupils: null }), aCard(2, { matrices: late })],
      '2 of 2 schools need action; 1 school file cannot be read.',
    ],
    [[aCard(1, { alerts: ['x', 'y'] })], '1 of 1 school needs action; 2 posts need attention.'],
    [
      [aCard(1, { matrices: { ...late, reviewOverdue: false, conflicts: 1 } })],
      '1 of 1 school needs action; 1 cell holds two marks that disagree.',
    ],
  ])('tells the most pressing thing of the figures', (cards, words) => {
    expect(overviewSentence(cards, day)).toBe(words)
  })

  test('a school whose file cannot be read always needs action', () => {
    for (const file of ['missing', 'damaged', 'newer', 'foreign', 'busy'] as const) {
      expect(needsAction(aCard(1, { file, matrices: null, pupils: null }))).toBe(true)
    }
  })
})

describe('the overview', () => {
  const open = async () => {
    const shown = await show(OverviewScreen, { session: aSession() })
    await useSchools().load()
    await flushPromises()
    return shown
  }

  test('every school stands there, the unreadable one with its words', async () => {
    vault.answer({
      'schools.list': () => [
        aCard(1),
        aCard(2, { file: 'newer', fileWords: 'Update Trustward first.', matrices: null, pupils: null }),
      ],
    })
    const { text } = await open()
    expect(document.querySelectorAll('tbody tr')).toHaveLength(2)
    expect(text()).toContain('School 2: the school file cannot be read.')
    expect(text()).toContain('Update Trustward first.')
    const cells = [...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes('School 2'))
    expect(cells?.textContent).toContain('Not known')
    expect(cells?.textContent).not.toMatch(/\b0\b/)
  })

  test('only schools needing action are left when asked for', async () => {
    const { field } = await open()
    field('Only schools needing action').click()
    await flushPromises()
    expect([...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())).toEqual(['School 2'])
  })

  test('a column sorts up and down', async () => {
    const { press } = await open()
    const names = () => [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())
    await press('Posts')
    expect(names()).toEqual(['School 1', 'School 2'])
    await press('Posts')
    expect(names()).toEqual(['School 2', 'School 1'])
    expect(document.querySelector('[aria-sort="descending"]')?.textContent).toContain('Posts')
  })

  test('an empty trust says what will be here and offers the one button', async () => {
    vault.answer({ 'schools.list': () => [] })
    const { text } = await open()
    expect(text()).toContain('No schools yet')
  })

  test('a refusal stands where the schools would', async () => {
    vault.answer({
      'schools.list': () => {
        throw new Fault('busy', 'Another program holds the file. Try again in a minute.')
      },
    })
    const { text } = await open()
    expect(text()).toContain('Another program holds the file.')
  })

  test('adding is not offered to somebody who may not', async () => {
    const { text } = await show(OverviewScreen, { session: aSession({}, 'GOVERNOR') })
    expect(text()).not.toContain('Add a school')
  })
})

describe('facts of a school', () => {
  test('facts come back as they were when shown and read again', () => {
    const facts = someFacts({ laEstab: '8304167', ukprn: '10012345', predecessorUrn: '112233', policeForce: 'North' })
    expect(readEntry(entryOf(facts)).facts).toEqual(facts)
  })

  test('leading zeros and pasted slashes survive in identifiers', () => {
    const entry = { ...entryOf(someFacts()), laEstab: '001/0042', ukprn: ' 00012345 ' }
    expect(readEntry(entry).facts).toMatchObject({ laEstab: '0010042', ukprn: '00012345' })
  })

  test.each([
    [{ name: ' ' }, 'name'],
    [{ shortName: 'far too long a name' }, 'shortName'],
    [{ phase: '' as const }, 'phase'],
    [{ lowYear: '9' as const, highYear: '7' as const }, 'highYear'],
    [{ urn: '12345' }, 'urn'],
    [{ ukprn: '12a45678' }, 'ukprn'],
  ])('%o is put right before anything is sent', (change, field) => {
    const { facts, errors } = readEntry({ ...entryOf(someFacts()), ...change })
    expect(facts).toBeNull()
    expect(Object.keys(errors)).toEqual([field])
  })

  test('what is accepted always fits the contract', () => {
    const text = fc.string({ maxLength: 14 })
    fc.assert(
      fc.property(
        fc.record({ name: text, shortName: text, urn: text, postcode: text, localAuthority: text }),
        (typed) => {
          const { facts } = readEntry({ ...entryOf(someFacts()), ...typed })
          if (facts) expect(SchoolFacts.safeParse(facts).success).toBe(true)
        },
      ),
    )
  })

  test('years are said as people say them', () => {
    expect(yearRangeWords('R', '6')).toBe('Reception to Year 6')
    expect(yearRangeWords('12', '12')).toBe('Year 12')
  })
})

describe('adding a school', () => {
  test('facts of the register fill the form and are sent when confirmed', async () => {
    const facts = someFacts({ name: 'Oakwood High School', shortName: 'OHS' })
    const establishment = {
      urn: '123456',
      name: facts.name,
      laCode: '372',
      localAuthority: 'Rotherham',
      laEstab: '3724000',
      type: 'Academy',
      status: 'Open',
      phase: 'SECONDARY' as const,
      lowAge: 11,
      highAge: 16,
      postcode: 'S60 2JB',
      ukprn: null,
      trust: null,
      openDate: null,
    }
    vault.answer({
      'schools.searchRegister': () => [{ establishment, facts }],
      'schools.create': ({ facts: given }) => aCard(9, { facts: given }),
    })
    const { fill, press, field, router } = await show(AddSchoolScreen, { session: aSession(), at: '/schools/add' })
    await fill('Name, URN or postcode', 'oakwood')
    await vi.waitFor(() => expect(document.body.textContent).toContain('Rotherham, S60 2JB'))
    await press('Use these facts')
    expect(field('Name').value).toBe('Oakwood High School')
    await press('Add the school')
    expect(vault.inputsOf('schools.create')).toEqual([{ facts }])
    await flushPromises()
    expect(router.currentRoute.value.params['school']).toBe(id(109))
  })

  test('without a register the way to reading it is shown', async () => {
    vault.answer({ 'schools.register': () => ({ rows: 0, fileName: null, readOn: null, leftOut: [] }) })
    const { text } = await show(AddSchoolScreen, { session: aSession(), at: '/schools/add' })
    expect(text()).toContain('No register on this PC yet.')
  })

  test('a form left empty lists what is missing and sends nothing', async () => {
    const { press, text } = await show(AddSchoolScreen, { session: aSession(), at: '/schools/add' })
    await press('Add the school')
    expect(text()).toContain('Enter the name of the school')
    expect(document.activeElement?.id).toBe('school-errors')
    expect(vault.inputsOf('schools.create')).toEqual([])
  })

  test('a school that is there already is refused in words, and the entry stays', async () => {
    vault.answer({
      'schools.create': () => {
        throw new Fault('conflict', 'A school with this URN is in the trust already.')
      },
    })
    const { press, fill, field, text } = await show(AddSchoolScreen, { session: aSession(), at: '/schools/add' })
    await fill('Name', 'Oakwood')
    await fill('Short name', 'OHS')
    await fill('Phase', 'SECONDARY')
    await fill('Lowest year taught', '7')
    await fill('Highest year taught', '11')
    await press('Add the school')
    expect(text()).toContain('A school with this URN is in the trust already.')
    expect(field('Name').value).toBe('Oakwood')
  })
})

describe('changing facts', () => {
  const school = SchoolId.parse(id(101))

  test('a reason is asked for and goes with the change', async () => {
    vault.answer({ 'schools.edit': ({ facts }) => aCard(1, { facts }) })
    const { press, fill, text } = await show(EditSchoolScreen, { session: aSession(), props: { school } })
    await useSchools().load()
    await flushPromises()
    await fill('Postcode', 'S60 2JB')
    await press('Save the facts')
    expect(text()).toContain('Enter a reason of at least 3 letters')
    expect(vault.inputsOf('schools.edit')).toEqual([])
    await fill('Why you are changing this', 'Moved in August')
    await press('Save the facts')
    expect(vault.inputsOf('schools.edit')[0]).toMatchObject({ school, reason: 'Moved in August' })
    expect(useSchools().find(school)?.facts.postcode).toBe('S60 2JB')
  })

  test('what is being typed stays when the facts change elsewhere', async () => {
    const { fill, field } = await show(EditSchoolScreen, { session: aSession(), props: { school } })
    await useSchools().load()
    await flushPromises()
    await fill('Postcode', 'S60')
    await useSchools().load()
    await flushPromises()
    expect(field('Postcode').value).toBe('S60')
  })
})

describe('posts of a school', () => {
  const school = SchoolId.parse(id(101))
  const open = async () => {
    const shown = await show(SchoolScreen, {
      session: aSession({ school }),
      props: { school },
      at: `/schools/${school}`,
    })
    await useSchools().load()
    await flushPromises()
    return shown
  }

  test('posts that have ended are kept out of sight until asked for', async () => {
    vault.answer({
      'schools.posts': () => ({
        appointments: [
          anAppointment(1),
          anAppointment(2, { holderName: 'Pat Vale', until: '2025-08-31', current: false }),
          anAppointment(3, { post: 'DPO', holderName: null }),
        ],
        alerts: ['No data protection officer is recorded'],
      }),
    })
    const { text, field } = await open()
    expect(text()).toContain('No data protection officer is recorded')
    expect(text()).toContain('Vacant')
    expect(text()).not.toContain('Pat Vale')
    field('Show posts that have ended').click()
    await flushPromises()
    expect(text()).toContain('Pat Vale')
  })

  test('a holder is recorded from a day, and warnings stay on the screen', async () => {
    vault.answer({
      'schools.appoint': () => ({
        appointment: anAppointment(5, { post: 'DPO' }),
        warnings: ['The data protection officer is also headteacher or principal: a conflict of interest'],
      }),
    })
    const { press, fill, field, text } = await open()
    await press('Add a post holder')
    await press('Add the post holder')
    expect(text()).toContain('Choose the post')
    await fill('Post', 'DPO')
    field('Someone else, by name').click()
    await flushPromises()
    await fill('Name', 'Robin Marsh')
    await fill('From', '1/9/26')
    await fill('Last day', '31 8 26')
    await press('Add the post holder')
    expect(text()).toContain('The last day comes before the first')
    await fill('Last day', '31 8 2027')
    await press('Add the post holder')
    expect(vault.inputsOf('schools.appoint')).toEqual([
      {
        school,
        post: 'DPO',
        person: null,
        holderName: 'Robin Marsh',
        deputy: false,
        from: '2026-09-01',
        until: '2027-08-31',
      },
    ])
    expect(text()).toContain('a conflict of interest')
  })

  test('ending a post asks for the day and the reason', async () => {
    vault.answer({ 'schools.endAppointment': () => anAppointment(1, { until: today() }) })
    const { press, fill, field } = await open()
    await press('End: Designated safeguarding lead, Robin Marsh')
    expect(field('Last day in post').value).toBe(dateText(today()))
    await fill('Why', 'Left the school')
    await press('End the post')
    expect(vault.inputsOf('schools.endAppointment')[0]).toMatchObject({ until: today(), reason: 'Left the school' })
  })

  test('somebody who may only read finds no buttons to change things', async () => {
    const { text } = await show(SchoolScreen, {
      session: aSession({ school }, 'GOVERNOR'),
      props: { school },
      at: `/schools/${school}`,
    })
    expect(text()).not.toContain('Add a post holder')
    expect(text()).not.toContain('Change the facts')
  })
})

describe('reading the register', () => {
  test('rows left out are listed with their reasons', async () => {
    vault.answer({
      'schools.readRegister': () => ({ ...register, rows: 10, leftOut: [{ line: 17, why: 'The URN is missing' }] }),
    })
    const { press, text } = await show(RegisterScreen, { session: aSession(), at: '/schools/register' })
    expect(text()).toContain('3 establishments from register.csv, read on 2 November 2026.')
    await press('Read a newer file')
    expect(text()).toContain('The URN is missing')
    expect(text()).toContain('10 establishments')
  })

  test('nothing changes when no file was chosen', async () => {
    vault.answer({ 'schools.readRegister': () => null })
    const { press, text } = await show(RegisterScreen, { session: aSession(), at: '/schools/register' })
    await press('Read a newer file')
    expect(text()).toContain('No file was chosen. Nothing has changed')
    expect(text()).toContain('3 establishments')
  })

  test('a file with other columns is refused in the vault’s words', async () => {
    vault.answer({
      'schools.readRegister': () => {
        throw new Fault('bad-input', 'This file has no URN column. Nothing was kept. Choose all establishment data.')
      },
    })
    const { press, text } = await show(RegisterScreen, { session: aSession(), at: '/schools/register' })
    await press('Read a newer file')
    expect(text()).toContain('This file has no URN column.')
  })
})
