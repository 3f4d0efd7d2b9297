import { describe, expect, test } from 'vitest'
import { contract, TenantId } from '@contract/index'
import { checkLetter } from '../../src-main/features/pupils'
import { contact, day, facts, held, makeStage, REASON, TODAY, type Stage } from './pupils-stage'

const UPN = 'P831900124017'
const OTHER_UPN = 'P831900125018'

/** The facts of a view as `pupils.edit` takes them. */
const edited = (change: Parameters<typeof facts>[0]) => {
  const { upn: _upn, ...rest } = facts(change)
  return rest
}

describe('adding', () => {
  test('shows the pupil as written, in lists and when searched for, and hides the UPN', async () => {
    const { call, school, add } = await makeStage()
    const view = await add({ upn: UPN, preferredForename: 'Nev' })
    expect(view.card).toEqual({
      ...{ id: view.card.id, forename: 'Nev', surname: 'Copperdale', year: '6', className: '6A' },
      ...{ admissionNumber: '004512', roll: 'ON_ROLL', restricted: false },
    })
    expect(view).toMatchObject({ hasUpn: true, temporaryUpn: false, contacts: [], formerUpn: null })
    expect(JSON.stringify(await call['pupils.view']({ school, pupil: view.card.id }))).not.toContain(UPN)
    expect(JSON.stringify(await call['pupils.list']({ school }))).not.toContain('2015')
    expect(await call['pupils.find']({ school, query: 'cop ne' })).toEqual([{ ...view.card, homonym: false }])
    expect(await call['pupils.find']({ school, query: '4512' })).toHaveLength(1)
    expect(await call['pupils.find']({ school, query: UPN })).toHaveLength(1)
  })

  test('takes one name, signs of other languages, and pupils of any registration (edge cases 22, 31)', async () => {
    const { call, school, add } = await makeStage()
    await add({ legalForename: null, legalSurname: 'Pebblebo', admissionNumber: '1', registration: 'GUEST' })
    await add({
      legalForename: 'Zoë',
      legalSurname: "O'Copper-Brook",
      admissionNumber: '2',
      registration: 'SUBSIDIARY',
    })
    await add({ legalForename: 'Ælfan', legalSurname: 'van der Øster', admissionNumber: '3', dateOfBirth: null })
    expect((await call['pupils.list']({ school })).map(({ surname }) => surname)).toEqual([
      "O'Copper-Brook",
      'Pebblebo',
      'van der Øster',
    ])
    expect(await call['pupils.find']({ school, query: 'pebb' })).toMatchObject([{ forename: null }])
    expect(await call['pupils.find']({ school, query: 'ocopper zoe' })).toHaveLength(1)
  })

  test.each([
    ['a birth in the future', { dateOfBirth: day('2026-10-02') }, /in the future/],
    ['a birth over 25 years ago', { dateOfBirth: day('2001-09-30') }, /more than 25 years/],
    ['leaving before joining', { leftOn: day('2020-08-31') }, /comes before the first/],
    ['a UPN whose letter does not fit', { upn: 'A831900124017' }, /first letter of this UPN/],
  ])('refuses %s', async (_what, change, words) => {
    const { call, school, add } = await makeStage()
    await expect(add(change)).rejects.toMatchObject({ code: 'bad-input', words: expect.stringMatching(words) })
    expect(await call['pupils.list']({ school, leavers: true })).toEqual([])
  })

  test('takes a birth of today and one just 25 years ago', async () => {
    const { add } = await makeStage()
    await add({ dateOfBirth: TODAY, admissionNumber: '1', year: 'E1', onRollFrom: null })
    await add({ dateOfBirth: day('2001-10-01'), admissionNumber: '2', year: '14' })
  })

  test('keeps admission numbers and UPNs apart in a school, leavers among them, and lets another school have both', async () => {
    const { add, other, as } = await makeStage()
    await add({ upn: UPN, leftOn: day('2026-07-17') })
    const conflict = { code: 'conflict', words: expect.stringContaining('Nothing was changed') }
    await expect(add({ legalSurname: 'Lantern' })).rejects.toMatchObject(conflict)
    await expect(add({ admissionNumber: '004513', upn: UPN })).rejects.toMatchObject(conflict)
    // Zeros in front are part of the number (R103).
    await add({ admissionNumber: '4512' })
    await as('LEAD')
    await add({ upn: UPN }, other) // edge case 21
  })

  test('names nobody in what it refuses', async () => {
    const { add } = await makeStage()
    await add()
    const refusals = [
      add(),
      add({ admissionNumber: '2', upn: 'A831900124017' }),
      add({ dateOfBirth: day('2030-01-01') }),
    ]
    for (const refusal of await Promise.allSettled(refusals)) {
      if (refusal.status === 'fulfilled') throw new Error('not refused')
      expect(String((refusal.reason as Error).message)).not.toMatch(/Copperdale|Nevica|004512|831900124017/)
    }
  })
})

describe('changing', () => {
  test('writes what differs and nothing when nothing does, with the reason for those who may see pupils (R3)', async () => {
    const { vault, call, school, add, as } = await makeStage()
    const { card } = await add()
    vault.advance(1000)
    await call['pupils.edit']({ school, pupil: card.id, facts: edited({}), reason: REASON })
    const view = await call['pupils.edit']({
      school,
      pupil: card.id,
      facts: edited({ className: '6B' }),
      reason: REASON,
    })
    expect(view.card.className).toBe('6B')
    const history = async () =>
      (await call['history.list']({ school: TenantId.parse(school), type: 'pupils.' })).entries
    await as('DSL')
    expect(await history()).toMatchObject([
      { words: 'Changed a pupil on the roll', reason: REASON, before: null, after: null },
      { words: 'Recorded that a pupil is on roll', reason: null },
      { words: 'Added a pupil to the roll', reason: null },
    ])
    await as('POLICY_LEAD')
    expect((await history()).map(({ reason }) => reason)).toEqual([null, null, null])
  })

  test('a changed name is found, the former one is not (edge case 9)', async () => {
    const { call, school, add, as } = await makeStage()
    const { card } = await add({ upn: UPN })
    await call['pupils.edit']({
      ...{ school, pupil: card.id, reason: REASON },
      facts: edited({ legalForename: 'Ibana', legalSurname: 'Lanternfold' }),
    })
    await call['pupils.setUpn']({ school, pupil: card.id, upn: OTHER_UPN, keepFormer: true, reason: REASON })
    for (const query of ['copper', 'copperdale nevica', 'nevica', UPN]) {
      expect(await call['pupils.find']({ school, query, leavers: true }), query).toEqual([])
    }
    expect(await call['pupils.findAll']({ school, lines: ['Copperdale, Nevica', UPN] })).toMatchObject([
      { found: [] },
      { found: [] },
    ])
    expect(await call['pupils.find']({ school, query: 'lanternf' })).toHaveLength(1)
    expect(await call['pupils.find']({ school, query: OTHER_UPN })).toHaveLength(1)
    expect((await call['pupils.view']({ school, pupil: card.id })).formerUpn).toBeNull()
    await as('DSL')
    expect((await call['pupils.view']({ school, pupil: card.id })).formerUpn).toBe(UPN)
  })

  test('refuses the admission number of another, and keeps its own', async () => {
    const { call, school, add } = await makeStage()
    await add()
    const { card } = await add({ admissionNumber: '7' })
    const edit = (admissionNumber: string) =>
      call['pupils.edit']({ school, pupil: card.id, facts: edited({ admissionNumber }), reason: REASON })
    await expect(edit('004512')).rejects.toMatchObject({ code: 'conflict' })
    expect((await edit('7')).facts.admissionNumber).toBe('7')
  })
})

describe('the unique pupil number', () => {
  const withPupil = async (): Promise<Stage & { readonly pupil: string }> => {
    const stage = await makeStage()
    return { ...stage, pupil: (await stage.add({ upn: UPN })).card.id }
  }

  test('is shown on request and the showing is noted for the safeguarding lead (C24)', async () => {
    const { call, school, pupil, as } = await withPupil()
    expect(await call['pupils.revealUpn']({ school, pupil })).toEqual({ upn: UPN })
    await as('DSL')
    const { entries } = await call['history.list']({ school: TenantId.parse(school), type: 'pupils.viewed' })
    expect(entries).toMatchObject([{ words: "Looked at a pupil's UPN", person: { name: 'Colleague OFFICE_STAFF' } }])
    await call['pupils.setUpn']({ school, pupil, upn: null, keepFormer: false, reason: REASON })
    expect(await call['pupils.revealUpn']({ school, pupil })).toEqual({ upn: null })
  })

  test.each([
    ['P83190012401', /13 characters/],
    ['P8319O0124017', /^Sign 6 does not belong there/],
    ['1831900124017', /^Sign 1 does not belong there/],
    ['P83190012401S', /^Sign 13 does not belong there/],
    ['N831900124017', /first letter of this UPN/],
  ])('refuses %s and says which sign', async (upn, words) => {
    const { call, school, pupil } = await withPupil()
    const setting = call['pupils.setUpn']({ school, pupil, upn, keepFormer: false, reason: REASON })
    await expect(setting).rejects.toMatchObject({ code: 'bad-input', words: expect.stringMatching(words) })
    expect(await call['pupils.revealUpn']({ school, pupil })).toEqual({ upn: UPN })
  })

  test('is taken in small letters, refused when it is another’s, and replaced without keeping the old one', async () => {
    const { call, school, pupil, add, as } = await withPupil()
    const { card } = await add({ admissionNumber: '2' })
    const setting = (upn: string) =>
      call['pupils.setUpn']({ school, pupil: card.id, upn, keepFormer: false, reason: REASON })
    await expect(setting(UPN)).rejects.toMatchObject({ code: 'conflict' })
    await setting(` ${OTHER_UPN.toLowerCase()} `)
    expect(await call['pupils.revealUpn']({ school, pupil: card.id })).toEqual({ upn: OTHER_UPN })
    await setting('N831900126001')
    await as('DSL')
    expect((await call['pupils.view']({ school, pupil: card.id })).formerUpn).toBeNull()
    expect((await call['pupils.view']({ school, pupil })).hasUpn).toBe(true)
  })

  test('warns of a temporary number, of one issued later, and of an authority no school has (R102, R104)', async () => {
    const { vault, call, school, pupil, as } = await withPupil()
    const setting = async (upn: string) => {
      const { view, warnings } = await call['pupils.setUpn']({ school, pupil, upn, keepFormer: true, reason: REASON })
      return { temporary: view.temporaryUpn, warnings }
    }
    expect(await setting('Q83190012401A')).toEqual({
      temporary: true,
      warnings: [expect.stringContaining('temporary'), expect.stringContaining('normally kept')],
    })
    expect(await setting(UPN)).toEqual({ temporary: false, warnings: [] })
    await as('LEAD')
    const register = [
      'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (code),StatutoryLowAge,StatutoryHighAge,Postcode',
      '100001,831,Exampleshire,12,Fernbrook Academy,Academy converter,Open,4,11,18,EX1 2MP',
    ].join('\r\n')
    vault.toOpen.push({ name: 'register.csv', bytes: new TextEncoder().encode(register) })
    await call['schools.readRegister']({})
    expect((await setting(OTHER_UPN)).warnings).toEqual([expect.stringContaining('normally kept')])
    expect((await setting(UPN)).warnings).toEqual([])
    const body = '999100024001'
    expect((await setting(`${checkLetter(body)}${body}`)).warnings).toEqual([expect.stringContaining('authority')])
  })
})

describe('leaving and coming back', () => {
  test('a leaver is on roll through the last day, then found on request only', async () => {
    const { vault, call, school, add } = await makeStage()
    const { card } = await add()
    const view = await call['pupils.leave']({ school, pupil: card.id, on: TODAY })
    expect(view.card.roll).toBe('ON_ROLL')
    vault.advance(24 * 3_600_000)
    expect((await call['pupils.view']({ school, pupil: card.id })).card.roll).toBe('LEFT')
    expect(await call['pupils.list']({ school })).toEqual([])
    expect(await call['pupils.find']({ school, query: 'copper' })).toEqual([])
    expect(await call['pupils.findAll']({ school, lines: ['Copperdale, Nevica'] })).toMatchObject([{ found: [] }])
    expect(await call['pupils.list']({ school, leavers: true })).toHaveLength(1)
    expect(await call['pupils.find']({ school, query: 'copper', leavers: true })).toHaveLength(1)
  })

  test('who joins later is listed as joining', async () => {
    const { call, school, add } = await makeStage()
    await add({ onRollFrom: day('2026-11-02') })
    expect(await call['pupils.list']({ school })).toMatchObject([{ roll: 'JOINING' }])
  })

  test('a leaver who comes back starts a new stay, and the earlier one stays ended (edge case 20)', async () => {
    const { call, school, add } = await makeStage()
    const { card } = await add({ leftOn: day('2025-07-18') })
    const back = { school, pupil: card.id, year: '6', className: '6C' } as const
    await expect(call['pupils.return']({ ...back, from: day('2025-07-18') })).rejects.toMatchObject({
      code: 'bad-input',
    })
    const view = await call['pupils.return']({ ...back, from: TODAY })
    expect(view.facts).toMatchObject({ onRollFrom: TODAY, leftOn: null, className: '6C' })
    expect(view.card.roll).toBe('ON_ROLL')
    await expect(call['pupils.return']({ ...back, from: TODAY })).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['pupils.leave']({ school, pupil: card.id, on: day('2026-09-30') })).rejects.toMatchObject({
      code: 'bad-input',
    })
  })
})

describe('contacts and parental responsibility', () => {
  test('a mother holds it by law, others as recorded, a contact without any holds none (R48, edge case 1)', async () => {
    const { add, addContact } = await makeStage()
    const { card } = await add()
    await addContact(card.id)
    await addContact(card.id, { name: 'Ibo Copperdale', relationship: 'FATHER' }, held())
    const { contacts } = await addContact(card.id, { name: 'Gwella Thistle', relationship: 'GRANDPARENT' })
    expect(contacts.map(({ name, responsibility, responsible }) => [name, responsibility?.basis, responsible])).toEqual(
      [
        ['Gwella Thistle', undefined, false],
        ['Ibo Copperdale', 'BIRTH_CERTIFICATE', true],
        ['Odile Copperdale', 'MOTHER', true],
      ],
    )
  })

  test('for an adopted pupil nobody is taken to hold it for being the mother', async () => {
    const { add, addContact } = await makeStage()
    const { card } = await add()
    await addContact(card.id, { name: 'Sefa Lantern', relationship: 'OTHER' }, held({ basis: 'ADOPTION' }))
    const { contacts } = await addContact(card.id)
    expect(contacts.find(({ relationship }) => relationship === 'MOTHER')).toMatchObject({
      responsibility: null,
      responsible: false,
    })
  })

  test('ends on its last day, or is recorded not to be held (edge case 5)', async () => {
    const { vault, call, school, add, addContact } = await makeStage()
    const { card } = await add()
    const { contacts } = await addContact(card.id, { relationship: 'FATHER' }, held({ until: TODAY }))
    const [father] = contacts
    expect(father?.responsible).toBe(true)
    vault.advance(24 * 3_600_000)
    const responsible = async () => (await call['pupils.view']({ school, pupil: card.id })).contacts[0]?.responsible
    expect(await responsible()).toBe(false)
    const set = (responsibility: ReturnType<typeof held>) =>
      call['pupils.setResponsibility']({ school, pupil: card.id, contact: father?.id ?? '', responsibility })
    expect((await set(held({ basis: 'ORDER' }))).contacts[0]).toMatchObject({ responsible: true, disagrees: false })
    expect((await set(held({ holds: false, basis: null }))).contacts[0]?.responsible).toBe(false)
    await expect(set(held({ from: TODAY, until: day('2026-09-30') }))).rejects.toMatchObject({ code: 'bad-input' })
    await expect(set(held({ basis: 'MOTHER' }))).rejects.toMatchObject({ code: 'bad-input' })
  })

  test('a contact of one pupil is not another’s', async () => {
    const { call, school, add, addContact } = await makeStage()
    const { card } = await add()
    const { card: twin } = await add({ admissionNumber: '2' })
    const { contacts } = await addContact(card.id)
    const mine = { school, pupil: twin.id, contact: contacts[0]?.id ?? '' }
    await expect(
      call['pupils.editContact']({ ...mine, facts: contact({ name: 'Else' }), reason: REASON }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(call['pupils.setResponsibility']({ ...mine, responsibility: held() })).rejects.toMatchObject({
      code: 'not-found',
    })
    const changed = await call['pupils.editContact']({
      ...{ ...mine, pupil: card.id, reason: REASON },
      facts: contact({ asksToBeConsulted: true, endedOn: TODAY }),
    })
    expect(changed.contacts).toMatchObject([{ name: 'Odile Copperdale', asksToBeConsulted: true, endedOn: TODAY }])
  })
})

describe('pasted lines', () => {
  test('name pupils exactly, all of a name, or nobody', async () => {
    const { call, school, add } = await makeStage()
    const ids: string[] = []
    const people = [
      ['Nevica', 'Copperdale', '6A', '004512'],
      ['Nevica', 'Copperdale', '6B', '004513'],
      ['Brenbo', 'Copperdale', '6A', '004514'],
      ['Mary-Ann', "O'Thistle", 'Willow', '004515'],
      ['Elgan', 'van der Brook', '6B', '004516'],
    ] as const
    for (const [legalForename, legalSurname, className, admissionNumber] of people) {
      ids.push((await add({ legalForename, legalSurname, className, admissionNumber })).card.id)
    }
    const cases: readonly (readonly [line: string, found: readonly number[]])[] = [
      ['Copperdale, Nevica', [0, 1]],
      ['Copperdale, Nevica (6B)', [1]],
      ['Nevica Copperdale [6a]', [0]],
      ['Copperdale, Nevica (6C)', []],
      ['Copperdale', []],
      ['Copperd, Brenbo', []],
      ['brenbo COPPERDALE', [2]],
      ['3. Copperdale Brenbo', [2]],
      ['- O’Thistle, Mary Ann', [3]],
      ['Mary-Ann O Thistle, Willow', [3]],
      ['Elgan van der Brook', [4]],
      ['van der Brook\tElgan\t6B', [4]],
      ['Elgan\tvan der Brook\t6A', []],
      ['004514', [2]],
      ['4514', [2]],
      ['Brenbo Copperdale 004514', [2]],
      ['Brenbo Copperdale 004512', []],
      ['Brenbo Copperdale (absent today)', [2]],
      ['', []],
      ['6A', []],
      ['Year 6', []],
    ]
    const lines = cases.map(([line]) => line)
    const answer = await call['pupils.findAll']({ school, lines })
    expect(answer.map(({ line, found }) => [line, found.map(({ id }) => ids.indexOf(id)).sort()])).toEqual(
      cases.map(([line, found]) => [line, [...found]]),
    )
  })
})

describe('finding', () => {
  test('tells homonyms apart by a choice, and follows every change at once', async () => {
    const { call, school, add } = await makeStage()
    const { card } = await add()
    await add({ admissionNumber: '2', className: '6B' })
    const found = await call['pupils.find']({ school, query: 'copperdale nevica' })
    expect(found.map(({ homonym, className }) => [homonym, className]).sort()).toEqual([
      [true, '6A'],
      [true, '6B'],
    ])
    await call['pupils.leave']({ school, pupil: card.id, on: day('2026-09-30') })
    expect(await call['pupils.find']({ school, query: 'copperdale nevica' })).toMatchObject([
      { homonym: false, className: '6B' },
    ])
  })
})

test('a pupil of one school is not found in another', async () => {
  const { vault, call, school, other, add, as } = await makeStage()
  const { card } = await add()
  await as('LEAD')
  await expect(call['pupils.view']({ school: other, pupil: card.id })).rejects.toMatchObject({ code: 'not-found' })
  const names = Object.keys(contract).filter((name) => name.startsWith('pupils.'))
  expect(names.length).toBeGreaterThan(20)
  const crossed = await vault
    .window('2', other)
    ['pupils.view']({ school, pupil: card.id })
    .catch((error: unknown) => error)
  expect(crossed).toMatchObject({ code: 'denied' })
})
