import { describe, expect, it } from 'vitest'
import type { DryRun, Mapping } from '@contract/imports'
import { day } from '../support/consents/register'
import { makeImports, means, remapped, rowAt, type Imports, type Rows } from '../support/imports/stage'

const WIDE = [
  ...['Admission Number', 'Forename', 'Surname', 'Year', 'Photo - Website', 'Name with photo'],
  ...['Signed by', 'Relationship', 'Date signed'],
] as const
type Cells = Partial<Record<(typeof WIDE)[number], string>>

/** The pupil the register begins with; the mother is among the contacts. */
const CORBO: Cells = { 'Admission Number': '001001', Forename: 'Corbo', Surname: 'Thistlemead', Year: '4' }
const MOTHER: Cells = { 'Signed by': 'Mrs Marba Thistlemead', Relationship: 'Mother', 'Date signed': '14/09/2026' }

const sheet = (...rows: readonly Cells[]): Rows => [
  WIDE,
  ...rows.map((row) => WIDE.map((heading) => ({ ...CORBO, ...row })[heading] ?? '')),
]

async function verdicts({ ask, pupil, website, naming }: Imports) {
  return [(await ask([pupil], website)).pupils[0]?.reason, (await ask([pupil], naming)).pupils[0]?.reason]
}

describe('a sheet with a column for each use', () => {
  it('says of a report of a school system that it holds consents too', async () => {
    const { pick } = await makeImports()
    const { looksLike } = await pick([
      ['Adno', 'Legal Surname', 'Legal Forename', 'Photo - Website'],
      ['001001', 'Thistlemead', 'Corbo', 'Y'],
    ])
    expect(looksLike).toBe('SIMS report of pupils and consents')
  })

  it('proposes a use and a meaning for every value, in words a person can check', async () => {
    const { pick, website, naming } = await makeImports()
    const seen = await pick(
      sheet({ 'Photo - Website': 'Y', 'Name with photo': 'No' }, { 'Photo - Website': 'ask mum' }),
    )
    expect(seen.looksLike).toBe('Sheet of consents, a column for each use')
    const mapped = seen.mapping.columns.filter(({ meaning }) => meaning === 'consent')
    expect(mapped).toMatchObject([
      { purpose: website, values: means({ Y: 'GIVEN', 'ask mum': 'STOP' }) },
      { purpose: naming, values: means({ No: 'REFUSED', '': 'NOTHING' }) },
    ])
    expect(seen.mapping.wording).toBeNull()
  })

  it('raises with who, when and which wording; lowers at once', async () => {
    const stage = await makeImports()
    const { readIn, wording } = stage
    const run = await readIn(sheet({ ...MOTHER, 'Photo - Website': 'Y', 'Name with photo': 'N' }), { wording })
    expect(run.consents).toEqual({ lowered: 1, raised: 1, keptLower: 0, unevidenced: 0 })
    expect(rowAt(run, 2).changes).toEqual([
      'School website: not answered → yes of 14 September 2026',
      'Name beside a picture: not answered → no of 14 September 2026',
    ])
    expect(await verdicts(stage)).toEqual(['GIVEN', 'RESPONSIBLE_SAID_NO'])
    const { answers } = await stage.call['consents.ofPupil']({ school: stage.school, pupil: stage.pupil })
    expect([...answers].sort((a, b) => (a.answer < b.answer ? -1 : 1))).toMatchObject([
      {
        contact: stage.mother,
        capacity: 'PARENT',
        channel: 'IMPORT',
        wording,
        evidence: 'Line 2 of a list read in on 1 October 2026',
      },
      { contact: stage.mother, answer: 'REFUSED', decidedOn: '2026-09-14', wording: null },
    ])
  })

  it.each<[string, Cells, Partial<Mapping>]>([
    ['who', { ...MOTHER, 'Signed by': '', Relationship: '' }, {}],
    ['who, as the name is nobody’s of the pupil', { ...MOTHER, 'Signed by': 'Vel Ribbonstile', Relationship: '' }, {}],
    ['when', { ...MOTHER, 'Date signed': '' }, {}],
    ['a day that can be, as it is still to come', { ...MOTHER, 'Date signed': '14/09/2027' }, {}],
    ['which wording', MOTHER, { wording: null }],
    ['a wording of that day, as it was given before', { ...MOTHER, 'Date signed': '14/08/2026' }, {}],
  ])('a yes raises nothing without %s', async (_, cells, change) => {
    const stage = await makeImports()
    const run = await stage.readIn(sheet({ ...cells, 'Photo - Website': 'Y' }), { wording: stage.wording, ...change })
    expect(run.consents).toMatchObject({ raised: 0, unevidenced: 1 })
    expect(run.rows[0]).toMatchObject({
      outcome: 'SAME',
      why: expect.stringContaining('School website: yes left out.'),
    })
    expect(await verdicts(stage)).toEqual(['NOT_ASKED', 'NOT_ASKED'])
  })

  it('a no counts whoever said it, and whenever', async () => {
    const stage = await makeImports()
    await stage.answer(stage.pupil, stage.mother, 'GIVEN')
    const run = await stage.readIn(sheet({ 'Photo - Website': 'N' }))
    expect(run.consents).toMatchObject({ lowered: 1 })
    expect(await verdicts(stage)).toEqual(['OTHER_SAID_NO', 'NOT_ASKED'])
    const again = await stage.readIn(sheet({ 'Photo - Website': 'N' }))
    expect(again.counts).toMatchObject({ same: 1, changed: 0 })
  })

  it('waits with the whole row where nobody has said what a value means', async () => {
    const stage = await makeImports()
    const run = await stage.readIn(
      sheet({ ...MOTHER, Year: '5', 'Photo - Website': 'ask mum', 'Name with photo': 'N' }),
    )
    expect(rowAt(run, 2)).toMatchObject({
      ...{ outcome: 'LEFT_OUT', why: 'Nobody has said what the value under "Photo - Website" means.' },
    })
    expect(await verdicts(stage)).toEqual(['NOT_ASKED', 'NOT_ASKED'])
    expect(await stage.roll()).toMatchObject([{ year: '4' }])
  })

  it('a value that comes new in a later file waits, though the file is read as the last one', async () => {
    const stage = await makeImports()
    const seen = await stage.pick(sheet({ ...MOTHER, 'Photo - Website': 'Q' }))
    const columns = remapped(seen.mapping, WIDE, { 'Photo - Website': { values: means({ Q: 'REFUSED' }) } })
    await stage.tryOut(seen, { columns })
    await stage.apply(seen)
    expect(await verdicts(stage)).toEqual(['RESPONSIBLE_SAID_NO', 'NOT_ASKED'])
    const next = await stage.pick(sheet({ ...MOTHER, 'Photo - Website': 'Y' }))
    expect(next.remembered).toBe(true)
    expect(next.mapping.columns[4]?.values).toEqual(means({ Y: 'STOP', Q: 'REFUSED' }))
    expect((await stage.tryOut(next)).counts).toMatchObject({ leftOut: 1 })
  })

  it('raises nothing under the wording of an earlier file', async () => {
    const stage = await makeImports()
    await stage.readIn(sheet({ ...MOTHER, 'Photo - Website': 'N' }), { wording: stage.wording })
    const next = await stage.pick(sheet({ ...MOTHER, 'Photo - Website': 'N' }))
    expect(next).toMatchObject({ remembered: true, mapping: { wording: null } })
  })

  it('a value left out of the mapping altogether waits as well', async () => {
    const stage = await makeImports()
    const seen = await stage.pick(sheet({ ...MOTHER, 'Photo - Website': 'Y' }))
    const columns = remapped(seen.mapping, WIDE, { 'Photo - Website': { values: [] } })
    expect((await stage.tryOut(seen, { columns })).counts).toMatchObject({ leftOut: 1 })
  })

  it('a column without a use is no column to guess at', async () => {
    const stage = await makeImports()
    const seen = await stage.pick([
      ['Forename', 'Surname', 'Admission Number', 'Parental Consent'],
      ['Corbo', 'Thistlemead', '001001', 'Y'],
    ])
    expect((await stage.tryOut(seen)).refused).toBe(
      'Nobody has said which use "Parental Consent" is about. Nothing was changed. Choose a use, or leave the column out.',
    )
    await expect(stage.apply(seen)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a yes over a no that stands here', () => {
  it.each([
    ['of the same day', '14/09/2026', '2026-09-14'],
    ['of an earlier day', '14/09/2026', '2026-09-20'],
  ])('loses when it is %s', async (_, signed, takenBack) => {
    const stage = await makeImports()
    const { answer, pupil, mother, website, wording, readIn } = stage
    await answer(pupil, mother, 'WITHDRAWN', { on: takenBack, purposes: [website] })
    const run = await readIn(sheet({ ...MOTHER, 'Date signed': signed, 'Photo - Website': 'Y' }), { wording })
    expect(run.consents).toEqual({ lowered: 0, raised: 0, keptLower: 1, unevidenced: 0 })
    expect(rowAt(run, 2)).toMatchObject({ outcome: 'SAME', why: expect.stringContaining('stands') })
    expect(await verdicts(stage)).toEqual(['RESPONSIBLE_SAID_NO', 'NOT_ASKED'])
  })

  it('is taken when it is newer and has its evidence', async () => {
    const stage = await makeImports()
    await stage.answer(stage.pupil, stage.mother, 'WITHDRAWN', { on: '2026-09-10' })
    await stage.readIn(sheet({ ...MOTHER, 'Photo - Website': 'Y' }), { wording: stage.wording })
    expect(await verdicts(stage)).toEqual(['GIVEN', 'NOT_ASKED'])
  })

  it('of somebody else leaves them differing, and nobody may use the picture', async () => {
    const stage = await makeImports()
    await stage.answer(stage.pupil, stage.father, 'REFUSED', { on: '2026-09-20' })
    await stage.readIn(sheet({ ...MOTHER, 'Photo - Website': 'Y' }), { wording: stage.wording })
    expect((await stage.ask([stage.pupil], stage.website)).verdict).not.toBe('YES')
  })
})

describe('an old no', () => {
  const old = { ...MOTHER, 'Date signed': '02/09/2026', 'Photo - Website': 'N' }

  it('that was read before and answered anew since does not come back', async () => {
    const stage = await makeImports()
    await stage.readIn(sheet(old), { dates: 'DMY' })
    await stage.answer(stage.pupil, stage.mother, 'GIVEN', { on: '2026-09-20' })
    const again = await stage.readIn(sheet(old), { dates: 'DMY' })
    expect(again.counts).toMatchObject({ same: 1 })
    expect(await verdicts(stage)).toEqual(['GIVEN', 'NOT_ASKED'])
  })

  it('that nobody knew here lowers a newer yes', async () => {
    const stage = await makeImports()
    await stage.answer(stage.pupil, stage.mother, 'GIVEN', { on: '2026-09-20' })
    await stage.readIn(sheet(old), { dates: 'DMY' })
    expect(await verdicts(stage)).toEqual(['RESPONSIBLE_SAID_NO', 'NOT_ASKED'])
  })
})

describe('whoever signed', () => {
  const addedBy = async (cells: Cells) => {
    const stage = await makeImports()
    const run = await stage.readIn(sheet({ ...MOTHER, ...cells, 'Photo - Website': 'Y' }), { wording: stage.wording })
    const { contacts } = await stage.call['pupils.view']({ school: stage.school, pupil: stage.pupil })
    return { run, contacts: contacts.filter(({ id }) => id !== stage.mother && id !== stage.father), stage }
  }

  it('is added as a contact where the file says how they belong; a mother with responsibility', async () => {
    const stage = await makeImports()
    const run = await stage.readIn(
      sheet({
        ...{ ...MOTHER, 'Admission Number': '77', Forename: 'Ana', Surname: 'Pebblereach', 'Photo - Website': 'Y' },
        'Signed by': 'Orla Pebblereach',
      }),
      { wording: stage.wording },
    )
    expect(rowAt(run, 2)).toMatchObject({
      outcome: 'NEW',
      changes: expect.arrayContaining(['Contact added: Orla Pebblereach']),
    })
    const [{ id: ana } = { id: '' }] = await stage.call['pupils.find']({ school: stage.school, query: 'Pebblereach' })
    const { contacts } = await stage.call['pupils.view']({ school: stage.school, pupil: ana })
    expect(contacts).toMatchObject([{ name: 'Orla Pebblereach', relationship: 'MOTHER', responsible: true }])
    expect(await stage.ask([ana], stage.website)).toMatchObject({ verdict: 'YES' })
  })

  it('is no second mother beside the one on record, whose responsibility may have ended', async () => {
    const { run, contacts, stage } = await addedBy({ 'Signed by': 'M Thistlemead-Velvet' })
    expect(contacts).toEqual([])
    expect(run.consents).toMatchObject({ raised: 0, unevidenced: 1 })
    expect(await verdicts(stage)).toEqual(['NOT_ASKED', 'NOT_ASKED'])
  })

  it('is nobody whose time as a contact has ended', async () => {
    const stage = await makeImports()
    const { call, school, pupil, mother } = stage
    const { contacts } = await call['pupils.view']({ school, pupil })
    const { name, relationship, resident, asksToBeConsulted, delegated } = contacts.find(({ id }) => id === mother)!
    await call['pupils.editContact']({
      ...{ school, pupil, contact: mother, reason: 'Order seen' },
      facts: { name, relationship, resident, asksToBeConsulted, delegated, endedOn: day('2026-09-01') },
    })
    const run = await stage.readIn(sheet({ ...MOTHER, 'Photo - Website': 'Y' }), { wording: stage.wording })
    expect(run.consents).toMatchObject({ raised: 0, unevidenced: 1 })
    expect((await call['pupils.view']({ school, pupil })).contacts).toHaveLength(2)
    expect((await stage.ask([pupil], stage.website)).verdict).not.toBe('YES')
  })

  it('is added without responsibility where being that gives none, so that the yes counts for nothing yet', async () => {
    const { contacts, stage } = await addedBy({ 'Signed by': 'Hesgan Walnutstile', Relationship: 'Grandfather' })
    expect(contacts).toMatchObject([{ relationship: 'GRANDPARENT', responsibility: null, responsible: false }])
    expect((await stage.ask([stage.pupil], stage.website)).verdict).toBe('CHECK_FIRST')
  })

  it('is nobody new where the file does not say', async () => {
    expect((await addedBy({ 'Signed by': 'Orla Pebblereach', Relationship: '' })).contacts).toEqual([])
  })

  it('may be the pupil', async () => {
    const stage = await makeImports()
    const run = await stage.readIn(
      sheet({ ...MOTHER, 'Signed by': 'Student', Relationship: '', 'Photo - Website': 'N' }),
    )
    expect(run.consents.lowered).toBe(1)
    const { answers } = await stage.call['consents.ofPupil']({ school: stage.school, pupil: stage.pupil })
    expect(answers).toMatchObject([{ capacity: 'PUPIL', contact: null, name: null }])
  })
})

describe('lists with a line for each consent', () => {
  const ARBOR = [
    ...['Arbor Student ID', 'Legal First Name', 'Legal Last Name', 'Date of birth', 'Year group', 'Registration form'],
    ...['Consent type', 'Consent status', 'Consented by', 'Consent date'],
  ]
  const line = (type: string, status: string, by = 'Marba Thistlemead', on = '2026-09-14') => [
    ...['87', 'Corbo', 'Thistlemead', '2017-03-03', 'Year 4', '4A', type, status, by, on],
  ]

  it('take each line for its own use, and the words of their own for what they mean', async () => {
    const stage = await makeImports()
    const { pick, tryOut, apply, wording, website, naming, pupil } = stage
    const seen = await pick([
      ARBOR,
      line('Photo - website', 'Consented'),
      line('Name with photo', 'Declined'),
      line('Trips', 'Consented'),
      line('Photo - website', 'Awaiting'),
    ])
    expect(seen.looksLike).toBe('Arbor list of consents')
    expect(seen.mapping.types).toEqual([
      { value: 'Photo - website', purpose: website },
      { value: 'Name with photo', purpose: naming },
      { value: 'Trips', purpose: null },
    ])
    const run = await tryOut(seen, { wording })
    expect(run.warnings).toEqual(['1 row is about kinds of consent that are left out.'])
    // The Arbor number is no admission number here, so that name and birthday wait for a person.
    expect(run.counts).toMatchObject({ toConfirm: 4 })
    await apply(seen, [{ line: 2, pupil }])
    expect(await verdicts(stage)).toEqual(['GIVEN', 'RESPONSIBLE_SAID_NO'])
  })

  it('are turned round where they say what was denied; an archived yes raises nothing', async () => {
    const headings = [
      ...[
        'Adno',
        'Surname',
        'Forename',
        'Category',
        'Consent Denied',
        'Date',
        'Topic',
        'Given By (Student/Contact)',
        'Archived',
      ],
    ]
    const row = (denied: string, topic: string, archived = 'No', by = 'Marba Thistlemead') => [
      ...['001001', 'Thistlemead', 'Corbo', 'Media', denied, '14/09/2026', topic, by, archived],
    ]
    const stage = await makeImports()
    const seen = await stage.pick([
      headings,
      row('Yes', 'Name with photo'),
      row('No', 'Website', 'Yes'),
      row('No', 'Website', 'No', 'Delbo Thistlemead'),
    ])
    expect(seen.looksLike).toBe('DataBridge list of consents, in which Yes means no')
    expect(seen.mapping.columns[4]?.values).toEqual(means({ Yes: 'REFUSED', No: 'GIVEN' }))
    const run: DryRun = await stage.tryOut(seen, { wording: stage.wording })
    expect(run.consents).toEqual({ lowered: 1, raised: 1, keptLower: 0, unevidenced: 1 })
    await stage.apply(seen)
    expect(await verdicts(stage)).toEqual(['GIVEN', 'RESPONSIBLE_SAID_NO'])
  })

  it('with two answers of one person to one use count the newest, and of one day the no', async () => {
    const stage = await makeImports()
    const headings = ['Adno', 'Surname', 'Forename', 'Consent type', 'Consent status', 'Signed by', 'Consent date']
    const row = (status: string, on: string, type = 'Website') => [
      ...['001001', 'Thistlemead', 'Corbo', type, status, 'Marba Thistlemead', on],
    ]
    await stage.readIn(
      [
        headings,
        ...[row('Declined', '2026-09-05'), row('Consented', '2026-09-14')],
        ...[row('Consented', '2026-09-14', 'Name with photo'), row('Withdrawn', '2026-09-14', 'Name with photo')],
      ],
      { wording: stage.wording },
    )
    expect(await verdicts(stage)).toEqual(['GIVEN', 'RESPONSIBLE_SAID_NO'])
  })
})

it('a use that needs no consent is lowered by an objection and never raised', async () => {
  const stage = await makeImports()
  const { pick, tryOut, apply, display, ask, pupil } = stage
  const seen = await pick([
    ['Adno', 'Surname', 'Forename', 'Photo - Internal'],
    ['001001', 'Thistlemead', 'Corbo', 'N'],
  ])
  expect(seen.mapping.columns[3]).toMatchObject({ meaning: 'consent', purpose: display })
  await tryOut(seen)
  await apply(seen)
  expect(await ask([pupil], display)).toMatchObject({ verdict: 'NO', pupils: [{ reason: 'OBJECTED' }] })
  const yes = await pick([
    ['Adno', 'Surname', 'Forename', 'Photo - Internal'],
    ['001001', 'Thistlemead', 'Corbo', 'Y'],
  ])
  expect(
    (
      await tryOut({
        ...yes,
        mapping: {
          ...yes.mapping,
          columns: yes.mapping.columns.map((column) => ({
            ...column,
            values: column.values.map((value) => ({ ...value, means: 'GIVEN' as const })),
          })),
        },
      })
    ).consents,
  ).toMatchObject({ keptLower: 1 })
})

it('a pupil in care starts at denied until it is recorded who decides', async () => {
  const stage = await makeImports()
  await stage.answer(stage.pupil, stage.mother, 'GIVEN')
  const file = [
    ['Adno', 'Surname', 'Forename', 'In Care'],
    ['001001', 'Thistlemead', 'Corbo', 'True'],
  ]
  const run = await stage.readIn(file)
  expect(rowAt(run, 2).changes).toEqual(['In care: nobody decides about pictures until it is recorded who may'])
  expect((await stage.ask([stage.pupil], stage.website, { on: day('2026-10-01') })).verdict).not.toBe('YES')
  expect((await stage.readIn(file)).counts).toMatchObject({ same: 1 })
})
