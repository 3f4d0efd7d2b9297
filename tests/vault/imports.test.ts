import { describe, expect, it } from 'vitest'
import { TODAY } from '../support/consents/register'
import { csv, idOf, makeImports, rowAt, SIMS, sims, upnOf } from '../support/imports/stage'

const ANA = {
  ...{ Adno: '002001', UPN: upnOf(1), 'Legal Surname': 'Copperdale', 'Legal Forename': 'Ana', DOB: '25/12/2016' },
  ...{ Year: '5', Reg: '5A', 'Date of Admission': '03/09/2021' },
}
const BO = {
  ...ANA,
  Adno: '002002',
  UPN: upnOf(2),
  'Legal Surname': 'Lanterngate',
  'Legal Forename': 'Bo',
  DOB: '04/05/2017',
}
const list = (...rows: readonly Parameters<typeof sims>[0][]) => [SIMS, ...rows.map(sims)]

/** The pupil the register begins with. */
const CORBO = {
  ...{ Adno: '001001', 'Legal Surname': 'Thistlemead', 'Legal Forename': 'Corbo', DOB: '03/03/2017', Year: '4' },
  ...{ Reg: '4A', 'Date of Admission': '02/09/2024' },
}

describe('a file', () => {
  it('is recognised, and its columns get meanings that hold no UPN', async () => {
    const { pick } = await makeImports()
    const seen = await pick([['Report of 1 October 2026'], [], ...list(ANA, BO)])
    expect(seen).toMatchObject({ looksLike: 'SIMS report of pupils', source: 'csv', remembered: false })
    expect(seen.tables[0]).toMatchObject({ rows: 2, preamble: ['Report of 1 October 2026'] })
    const named = seen.mapping.columns.map(({ column, meaning }) => [seen.tables[0]?.columns[column]?.heading, meaning])
    expect(Object.fromEntries(named)).toMatchObject({
      ...{ Adno: 'admissionNumber', UPN: 'upn', 'Legal Surname': 'legalSurname', Surname: 'preferredSurname' },
      ...{ Forename: 'preferredForename', DOB: 'dateOfBirth', Gender: 'ignore', Year: 'year', Reg: 'className' },
      ...{ 'Date of Leaving': 'leftOn', 'In Care': 'inCare', 'Consent Date': 'consentDate' },
    })
    expect(seen.mapping.dates).toBe('DMY')
    expect(JSON.stringify(seen)).not.toContain(upnOf(1))
  })

  it('says what it would change, changes nothing until it is applied, and then all of it', async () => {
    const { vault, pick, tryOut, apply, roll } = await makeImports()
    const seen = await pick(list(ANA, BO, { ...CORBO, Reg: '4B', UPN: upnOf(3) }))
    const run = await tryOut(seen)
    expect(run).toMatchObject({ refused: null, counts: { new: 2, changed: 1, same: 0, leftOut: 0, toConfirm: 0 } })
    expect(rowAt(run, 2)).toMatchObject({
      ...{ outcome: 'NEW', name: 'Ana Copperdale', pupil: null },
      changes: ['Year 5', 'Class 5A', 'Admission number 002001', 'Born 25 December 2016'],
    })
    expect(rowAt(run, 4).changes).toEqual(['Class: 4A → 4B', 'UPN: added'])
    expect(JSON.stringify(run)).not.toContain(upnOf(3))
    expect(await roll()).toHaveLength(1)
    vault.events.length = 0
    expect(await apply(seen)).toMatchObject({ words: '2 rows new and 1 row changed', undone: false })
    expect(vault.events.filter(({ topic }) => topic === 'changed')).toHaveLength(1)
    expect(await roll()).toMatchObject([
      {
        legalForename: 'Ana',
        dateOfBirth: '2016-12-25',
        onRollFrom: '2021-09-03',
        upn: upnOf(1),
        registration: 'MAIN',
      },
      { legalForename: 'Bo', className: '5A' },
      { legalForename: 'Corbo', className: '4B', upn: upnOf(3) },
    ])
  })

  it('read twice brings nothing new, and says that it was read before', async () => {
    const { readIn, pick, tryOut, apply, roll, call, tenant } = await makeImports()
    const file = list(ANA, BO, CORBO)
    await readIn(file)
    const before = await roll()
    const again = await pick(file)
    expect(again.notes[0]).toMatch(/^This very file was read in before, on 1 October 2026 by Tamsin Quillfeather\./)
    const run = await tryOut(again)
    expect(run.counts).toEqual({ new: 0, changed: 0, same: 3, leftOut: 0, toConfirm: 0, missing: 0 })
    expect(run.warnings[0]).toBe(again.notes[0])
    await apply(again)
    expect(await roll()).toEqual(before)
    const { entries } = await call['history.list']({ school: tenant, type: 'pupils.pupil', limit: 50 })
    expect(entries).toHaveLength(3)
  })

  it('of the same headings is read as the last one was, whatever its columns would be taken for', async () => {
    const { pick, tryOut, apply } = await makeImports()
    const first = await pick([
      ['Surname', 'Forename', 'Adno', 'Year', 'Set'],
      ['Copperdale', 'Ana', '9', '5', '5A'],
    ])
    const columns = first.mapping.columns.map((column) =>
      column.column === 4 ? { ...column, meaning: 'className' as const } : column,
    )
    await tryOut(first, { columns })
    await apply(first)
    const next = await pick([
      ['surname ', 'FORENAME', 'Adno', 'Year', 'Set'],
      ['Lanterngate', 'Bo', '10', '5', '5B'],
    ])
    expect(next.remembered).toBe(true)
    expect((await tryOut(next)).rows[0]?.changes).toContain('Class 5B')
  })

  it('is forgotten when it is dropped, and when it was applied', async () => {
    const { pick, tryOut, call, school } = await makeImports()
    const seen = await pick(list(ANA))
    await call['imports.drop']({ school, job: seen.job })
    await expect(tryOut(seen)).rejects.toMatchObject({ code: 'not-found' })
    const other = await pick(list(ANA))
    await expect(call['imports.apply']({ school, job: other.job, choices: [], leavers: [] })).rejects.toMatchObject({
      ...{ code: 'conflict', words: expect.stringContaining('was not tried out yet') },
    })
    await tryOut(other)
    await call['imports.apply']({ school, job: other.job, choices: [], leavers: [] })
    await expect(tryOut(other)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not held beyond the session', async () => {
    const { vault, pick, tryOut } = await makeImports()
    const seen = await pick(list(ANA))
    await vault.call['session.lock']({})
    await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    await expect(tryOut(seen)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('nobody chose changes nothing', async () => {
    const { call, school } = await makeImports()
    expect(await call['imports.pick']({ school, job: idOf(7) })).toBeNull()
    expect(await call['imports.list']({ school })).toEqual([])
  })

  it('that is no list is refused in the words of the reader', async () => {
    const { pick } = await makeImports()
    await expect(pick(new TextEncoder().encode('%PDF-1.7 nothing'))).rejects.toMatchObject({
      ...{ code: 'bad-input', words: expect.stringContaining('PDF') },
    })
  })

  it('tried out before the roll changed is not applied', async () => {
    const { pick, tryOut, apply, addPupil, roll } = await makeImports()
    const seen = await pick(list(ANA, BO))
    await tryOut(seen)
    await addPupil({ legalForename: 'Ana', legalSurname: 'Copperdale', admissionNumber: '002001' })
    await expect(apply(seen)).rejects.toMatchObject({
      ...{ code: 'conflict', words: expect.stringContaining('have changed since this file was tried out') },
    })
    expect(await roll()).toHaveLength(2)
    await tryOut(seen)
    expect(await apply(seen)).toMatchObject({ words: expect.stringContaining('1 row new') })
  })
})

describe('rows', () => {
  it.each<[string, Parameters<typeof sims>[0], string]>([
    ['born in the future', { ...ANA, DOB: '25/12/2030' }, 'Its date of birth is in the future.'],
    ['born on no day', { ...ANA, DOB: '31/04/2016' }, 'Its date of birth cannot be read.'],
    ['too old', { ...ANA, DOB: '25/12/1976' }, 'Its date of birth is more than 25 years ago.'],
    ['of no year', { ...ANA, Year: '7A' }, 'Its year group is none that schools have.'],
    ['without a name', { ...ANA, 'Legal Surname': '', 'Legal Forename': '' }, 'It has no name.'],
    [
      'gone before they came',
      { ...ANA, 'Date of Leaving': '01/09/2020' },
      'Its leaving date comes before its first day on roll.',
    ],
    ['without a number', { ...ANA, Adno: '' }, 'Nobody on the roll fits, and a new pupil needs an admission number.'],
    ['without a year', { ...ANA, Year: '' }, 'Nobody on the roll fits, and a new pupil needs a year group.'],
    [
      'who left and were never here',
      { ...ANA, 'Date of Leaving': '20/07/2026' },
      'Has left already, and is not on the roll here.',
    ],
    [
      'with the number of another',
      { ...ANA, Adno: '001001' },
      'The admission number is that of a pupil whom the rest of the row does not fit.',
    ],
  ])('%s are left out and say why', async (_, row, why) => {
    const { pick, tryOut, roll, apply } = await makeImports()
    const seen = await pick(list(row, BO))
    const run = await tryOut(seen, { dates: 'DMY' })
    expect(rowAt(run, 2)).toMatchObject({ outcome: 'LEFT_OUT', why })
    expect(run.counts).toMatchObject({ new: 1, leftOut: 1 })
    await apply(seen)
    expect((await roll()).map(({ legalForename }) => legalForename)).toEqual(['Bo', 'Corbo'])
  })

  it('that were left out are saved as a file with the reason, and nothing in it is a formula', async () => {
    const { vault, pick, tryOut, call, school } = await makeImports()
    const seen = await pick(list({ ...ANA, Year: '7A', House: '=cmd()' }, BO))
    await tryOut(seen)
    expect(await call['imports.saveLeftOut']({ school, job: seen.job })).toEqual({
      ...{ saved: true, fileName: 'Rows left out - 2026-10-01.csv' },
    })
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(vault.saved.at(-1)?.bytes)
    expect(text.startsWith('\uFEFFLine,Why it was left out,Adno,UPN')).toBe(true)
    expect(text.trim().split('\r\n')).toHaveLength(2)
    expect(text).toContain('2,Its year group is none that schools have.,002001')
    expect(text).toContain("'=cmd()")
  })

  it('lose a UPN that does not hold together, and nothing else', async () => {
    const { readIn, roll } = await makeImports()
    const wrong = `${upnOf(1).startsWith('A') ? 'B' : 'A'}${upnOf(1).slice(1)}`
    const run = await readIn(list({ ...ANA, UPN: wrong }, BO))
    expect(rowAt(run, 2)).toMatchObject({ outcome: 'NEW', why: 'Its UPN does not hold together and was left out.' })
    expect(run.warnings).toEqual(['1 UPN does not hold together and was left out (line 2). Check it in your MIS.'])
    expect((await roll())[0]).toMatchObject({ legalForename: 'Ana', upn: null })
  })

  it('said twice count once; rows that differ are both left out', async () => {
    const { pick, tryOut } = await makeImports()
    const run = await tryOut(await pick(list(ANA, ANA, BO, { ...BO, Reg: '5B' })))
    expect(run.counts).toMatchObject({ new: 1, same: 1, leftOut: 2 })
    expect(rowAt(run, 3)).toMatchObject({ outcome: 'SAME', why: 'The same pupil as line 2.' })
    expect(rowAt(run, 4).why).toBe('Lines 4 and 5 are about one pupil, or share a number, and differ in class.')
  })

  it('of twins, of one name and with accents each find their own pupil', async () => {
    const { addPupil, pick, tryOut } = await makeImports()
    const born = { dateOfBirth: '2016-12-25' as never, legalSurname: 'Copperdale' }
    await addPupil({ ...born, legalForename: 'Ana', admissionNumber: '11' })
    await addPupil({ ...born, legalForename: 'Ena', admissionNumber: '12' })
    await addPupil({ legalForename: null, legalSurname: 'Pebblebo', admissionNumber: '13' })
    await addPupil({ legalForename: 'Zoë', legalSurname: 'O’Ærngate', admissionNumber: '14' })
    const row = (adno: string, surname: string, forename: string, dob: string) =>
      sims({ Adno: adno, 'Legal Surname': surname, 'Legal Forename': forename, DOB: dob, Year: '5', Reg: '5C' })
    const run = await tryOut(
      await pick([
        SIMS,
        row('12', 'Copperdale', 'Ena', '25/12/2016'),
        row('11', 'Copperdale', 'Ana', '25/12/2016'),
        row('13', 'Pebblebo', '', '03/03/2017'),
        row('14', "O'AERNGATE", 'ZOE', '03/03/2017'),
        row('11', 'Copperdale', 'Una', '25/12/2016'),
      ]),
    )
    // The twin who is not on the roll has another twin's number: neither row is taken.
    expect(run.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      ...[
        [2, 'CHANGED'],
        [4, 'CHANGED'],
        [5, 'CHANGED'],
        [3, 'LEFT_OUT'],
        [6, 'LEFT_OUT'],
      ],
    ])
    expect(rowAt(run, 5).changes).toEqual(['Year: 4 → 5', 'Class: 4A → 5C'])
  })

  it('that fit by name alone wait for a person, who may say that it is nobody of them', async () => {
    const { pick, tryOut, apply, roll, pupil } = await makeImports()
    const seen = await pick(list({ ...CORBO, Adno: '7001', Reg: '4C' }, BO))
    const run = await tryOut(seen, { dates: 'DMY' })
    expect(rowAt(run, 2)).toMatchObject({
      ...{
        outcome: 'TO_CONFIRM',
        why: 'Name and date of birth are the same, but no number shows that it is this pupil.',
      },
      candidates: [{ pupil, words: 'Corbo Thistlemead, Year 4, 4A, born 3 March 2017, admission number 001001' }],
    })
    await expect(apply(seen, [{ line: 2, pupil: idOf(99) }])).rejects.toMatchObject({ code: 'bad-input' })
    await expect(apply(seen, [{ line: 3, pupil: null }])).rejects.toMatchObject({ code: 'bad-input' })
    await apply(seen, [{ line: 2, pupil }])
    expect(await roll()).toMatchObject([{ legalForename: 'Bo' }, { admissionNumber: '7001', className: '4C' }])
    const again = await pick(list({ ...CORBO, Adno: '7002' }))
    await tryOut(again, { dates: 'DMY' })
    await apply(again, [{ line: 2, pupil: null }])
    expect((await roll()).map(({ admissionNumber }) => admissionNumber).sort()).toEqual(['002002', '7001', '7002'])
  })

  it('nobody chose for stay as they are', async () => {
    const { readIn, roll } = await makeImports()
    await readIn(list({ ...CORBO, Adno: '7001', Reg: '4C' }), { dates: 'DMY' })
    expect(await roll()).toMatchObject([{ admissionNumber: '001001', className: '4A' }])
  })

  it('of somebody who had left wait, and a pupil who is back keeps no earlier consent', async () => {
    const { call, school, pick, tryOut, apply, roll, pupil, mother, answer, ask, website, vault } = await makeImports()
    await answer(pupil, mother, 'GIVEN')
    await call['pupils.leave']({ school, pupil, on: TODAY })
    vault.advance(3 * 86_400_000)
    const seen = await pick(list({ ...CORBO, 'Date of Admission': '04/10/2026' }))
    const run = await tryOut(seen, { dates: 'DMY' })
    expect(rowAt(run, 2)).toMatchObject({
      outcome: 'TO_CONFIRM',
      why: expect.stringContaining('left on 1 October 2026'),
    })
    await apply(seen, [{ line: 2, pupil }])
    expect(await roll()).toMatchObject([{ leftOn: null, onRollFrom: '2026-10-04' }])
    expect(await ask([pupil], website, { on: '2026-10-04' })).toMatchObject({ pupils: [{ reason: 'EXPIRED' }] })
  })
})

describe('whole names', () => {
  it.each([
    ['Surname Forename', 'Thistlemead Corbo', 'SAME'],
    ['Surname Forename', 'Thistlemead, Corbo', 'SAME'],
    ['Pupil name', 'Corbo Thistlemead', 'SAME'],
    // The other way round than the heading says: nobody on the roll has that name.
    ['Surname Forename', 'Corbo Thistlemead', 'LEFT_OUT'],
    ['Pupil name', 'Thistlemead Corbo', 'LEFT_OUT'],
  ] as const)('under "%s": %s is %s', async (heading, name, outcome) => {
    const { readIn } = await makeImports()
    const run = await readIn([
      ['Adno', heading, 'DOB'],
      ['001001', name, '03/03/2017'],
      ['', 'Velvet, Ana', '13/03/2017'],
    ])
    expect(rowAt(run, 2)).toMatchObject({ outcome })
  })
})

describe('pupils missing from the file', () => {
  it('are listed and stay on roll until somebody gives their last day', async () => {
    const { pick, tryOut, apply, roll, pupil } = await makeImports()
    const seen = await pick(list(ANA, BO))
    const run = await tryOut(seen, { wholeRoll: true })
    expect(run.missing).toEqual([{ pupil, words: expect.stringContaining('Corbo Thistlemead') }])
    expect(run.counts.missing).toBe(1)
    await expect(apply(seen, [], [{ pupil: idOf(5), on: TODAY }])).rejects.toMatchObject({ code: 'bad-input' })
    await expect(apply(seen, [], [{ pupil, on: '2020-01-01' as never }])).rejects.toMatchObject({ code: 'bad-input' })
    await apply(seen, [], [{ pupil, on: TODAY }])
    expect((await roll()).map(({ leftOn }) => leftOn)).toEqual([null, null, TODAY])
  })

  it('are none where the file is not the whole roll, nor where a row may be theirs', async () => {
    const { pick, tryOut } = await makeImports()
    expect((await tryOut(await pick(list(ANA)), { wholeRoll: false })).missing).toEqual([])
    const doubtful = [
      { ...CORBO, Adno: '9' },
      { ...CORBO, Year: 'none' },
    ]
    for (const row of doubtful) {
      expect((await tryOut(await pick(list(ANA, row)), { wholeRoll: true })).missing).toEqual([])
    }
  })
})

it('shows more rows of an outcome than come with the dry run', async () => {
  const { pick, tryOut, call, school } = await makeImports()
  const many = Array.from({ length: 230 }, (_, at) => ({
    ...ANA,
    Adno: String(5000 + at),
    UPN: '',
    'Legal Forename': `Ana${at}`,
  }))
  const seen = await pick(list(...many))
  const run = await tryOut(seen)
  expect(run.counts.new).toBe(230)
  expect(run.rows).toHaveLength(100)
  const rest = await call['imports.rows']({ school, job: seen.job, outcome: 'NEW', from: 100 })
  expect([rest.length, rest[0]?.line, rest.at(-1)?.line]).toEqual([130, 102, 231])
})

it('reads letters of an older encoding, and values parted by semicolons', async () => {
  const { pick, tryOut } = await makeImports()
  const latin = Uint8Array.from('Surname;Forename;Adno;Year\r\nN\u00fa\u00f1ezgate;Zo\u00eb;77;5\r\n', (letter) =>
    letter.charCodeAt(0),
  )
  expect((await tryOut(await pick(latin))).rows[0]).toMatchObject({ outcome: 'NEW', name: 'Zoë Núñezgate' })
})

it('takes a list in which no heading is known for what a person says it is', async () => {
  const { pick, tryOut } = await makeImports()
  const seen = await pick(
    csv([
      ['A1', 'B1', 'C1', 'D1'],
      ['Copperdale', 'Ana', '5', '900'],
    ]),
  )
  expect(seen.looksLike).toBe('A list whose headings Trustward does not know')
  const run = await tryOut(seen)
  expect(run.refused).toMatch(/^No column is said to hold surnames/)
})
