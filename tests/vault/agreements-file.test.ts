/** Signatures from the file of a form tool: tried with nothing recorded, then recorded once. */
import { describe, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { answerIn } from '../../src-main/features/agreements/file-columns'
import { makeSigning, type SigningStage } from '../support/agreements/signing-stage'

const job = (digit: string): string => digit.repeat(32)
const HEAD = 'Timestamp,Email Address,Full name,Class,I agree to this agreement'

function stageWith(stage: SigningStage) {
  const { vault, call, school, version } = stage
  return {
    tryText: (text: string, of = job('a'), capacity: 'CHILD' | 'PARENT' | 'ADULT' = 'CHILD') => {
      vault.toOpen.push({ name: 'answers.csv', bytes: new TextEncoder().encode(text) })
      return call['agreements.tryFile']({ school, version: version.id, capacity, job: of })
    },
    apply: (of = job('a')) => call['agreements.applyFile']({ school, job: of }),
  }
}

const said = (tried: Awaited<ReturnType<ReturnType<typeof stageWith>['tryText']>>) =>
  (tried?.rows ?? []).map(({ row, outcome, words }) => `${row} ${outcome} ${words}`)

test('a file is tried, then recorded once, and read again says the same', async () => {
  const stage = await makeSigning()
  const { addPupil, call, school, clearance } = stage
  const { tryText, apply } = stageWith(stage)
  const [one, two, three] = [await addPupil(), await addPupil({ className: '4B' }), await addPupil()]
  await stage.later(3)
  const text = [
    HEAD,
    '02/10/2026 08:14:03,a@example.org,Corbo1 Thistlemead,4A,I agree',
    '13/10/2025 09:00:00,b@example.org,"Thistlemead, Corbo2",4B,Yes',
    '03/10/2026 09:00:00,c@example.org,CORBO3  THISTLEMEAD,,No',
    '03/10/2026 09:00:00,d@example.org,Nobody Here,4A,Yes',
    '03/10/2026 09:00:00,e@example.org,Corbo2 Thistlemead,9Z,Yes',
    ',f@example.org,Corbo1 Thistlemead,4A,Yes',
  ].join('\n')
  const tried = await tryText(text)
  expect(said(tried)).toEqual([
    '2 NEW Agrees.',
    '3 LEFT_OUT This text was issued on 1 October 2026, so nobody can have signed it before. Check the day and the version.',
    '4 NEW Does not agree.',
    '5 LEFT_OUT Nobody here has that name.',
    '6 LEFT_OUT Nobody of that name is in 9Z here.',
    '7 LEFT_OUT No day stands here that is one of the calendar.',
  ])
  expect(tried).toMatchObject({ fileName: 'answers.csv', fresh: 2 })
  expect(JSON.stringify(tried)).not.toContain('example.org')
  expect((await clearance(one.signee)).standings[0]?.state).toBe('NOT_SIGNED')

  expect(await apply()).toMatchObject({ recorded: 2 })
  expect(await apply()).toEqual({ recorded: 0, batch: null })
  const [signing] = await call['agreements.signings']({ school, signee: one.signee })
  expect(signing).toMatchObject({ method: 'IMPORT', signedOn: '2026-10-02', outcome: 'SIGNED' })
  expect((await clearance(three.signee)).standings[0]?.state).toBe('REFUSED')
  expect((await clearance(two.signee)).standings[0]?.state).toBe('NOT_SIGNED')
  const again = await tryText(text, job('b'))
  expect(again?.rows.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'LEFT_OUT')).toEqual([
    'SAME',
    'SAME',
  ])
  expect(await apply(job('b'))).toMatchObject({ recorded: 0 })
})

test('numbers are taken exactly, and not against the name', async () => {
  const stage = await makeSigning()
  const { addPupil } = stage
  const { tryText } = stageWith(stage)
  const [one, two] = [await addPupil(), await addPupil()]
  // Two of one name, told apart by their numbers alone.
  const twin = await addPupil({ legalForename: 'Corbo1' })
  const tried = await tryText(
    [
      'Admission number,Forename,Surname,Date,Do you agree?',
      `${one.number},Corbo1,Thistlemead,2026-10-01,yes`,
      `${two.number},Corbo1,Thistlemead,2026-10-01,yes`,
      '999999,Corbo2,Thistlemead,2026-10-01,yes',
      ',Corbo1,Thistlemead,2026-10-01,yes',
      `${twin.number},Corbo1,Thistlemead,2026-10-01,perhaps`,
    ].join('\n'),
  )
  expect(said(tried)).toEqual([
    '2 NEW Agrees.',
    '3 LEFT_OUT The number is that of a pupil with another name.',
    '4 LEFT_OUT No pupil of this school has that number.',
    '5 LEFT_OUT 2 people here have that name. Give the class as well.',
    '6 LEFT_OUT Whether that is a yes or a no is not plain.',
  ])
})

test('dates nobody can read for certain leave the whole file out, with words', async () => {
  const stage = await makeSigning()
  await stage.addPupil()
  const { tryText, apply } = stageWith(stage)
  const tried = await tryText([HEAD, '01/10/2026,x,Corbo1 Thistlemead,4A,Yes'].join('\n'))
  expect(tried?.fresh).toBe(0)
  expect(tried?.rows).toMatchObject([{ outcome: 'LEFT_OUT' }])
  expect(tried?.rows[0]?.words).toContain('Nobody can tell day and month apart')
  expect(await apply()).toEqual({ recorded: 0, batch: null })
  const american = await tryText([HEAD, '10/13/2026,x,Corbo1 Thistlemead,4A,Yes'].join('\n'), job('c'))
  expect(american?.rows[0]?.words).toContain('put the month first')
})

test('a person who says yes and no, and one who is there twice, are not guessed at', async () => {
  const stage = await makeSigning()
  await stage.addPupil()
  await stage.addPupil()
  const { tryText } = stageWith(stage)
  await stage.later(14)
  const line = (name: string, on: string, answer: string) => `2026-10-${on} 08:00,x,${name} Thistlemead,4A,${answer}`
  const tried = await tryText(
    [
      HEAD,
      line('Corbo1', '02', 'Yes'),
      line('Corbo1', '09', 'Yes'),
      line('Corbo2', '02', 'Yes'),
      line('Corbo2', '03', 'No'),
    ].join('\n'),
  )
  expect(said(tried)).toEqual([
    '2 LEFT_OUT This person stands in line 3 as well, which is taken.',
    '3 NEW Agrees.',
    '4 LEFT_OUT This person says yes in one row and no in another. Ask them, and record by hand what is right.',
    '5 LEFT_OUT This person says yes in one row and no in another. Ask them, and record by hand what is right.',
  ])
})

test('a parent is taken as a contact by name, and a workbook of adults is read as well', async () => {
  const stage = await makeSigning()
  const { addPupil, addAdult, call, school, vault, issued } = stage
  const { tryText, apply } = stageWith(stage)
  const { signee, mother } = await addPupil()
  await tryText(
    ['Date,Child name,Parent name,I agree', '2026-10-01,Corbo1 Thistlemead,marba1 thistlemead,Yes'].join('\n'),
    job('a'),
    'PARENT',
  )
  await apply()
  expect(await call['agreements.signings']({ school, signee })).toMatchObject([{ contact: mother, name: null }])
  const staff = { title: 'Working with technology', audiences: ['STAFF_VOLUNTEER' as const], childFrom: null }
  const text = await issued({ ...staff, signers: 'ADULT', validity: 'UNTIL_LEFT' })
  const adult = await addAdult()
  const cell = (value: string) => ({ value, type: String })
  const bytes = await writeExcelFile([
    ['Completion time', 'Name', 'I have read and accept this'].map(cell),
    [
      { value: new Date(Date.UTC(2026, 9, 1)), type: Date, format: 'dd/mm/yyyy' },
      cell('Orla Pennywhistle'),
      cell('Yes'),
    ],
  ]).toBuffer()
  vault.toOpen.push({ name: 'staff.xlsx', bytes: new Uint8Array(bytes) })
  const tried = await call['agreements.tryFile']({ school, version: text.id, capacity: 'ADULT', job: job('d') })
  expect(said(tried)).toEqual(['2 NEW Agrees.'])
  await apply(job('d'))
  expect(await call['agreements.signings']({ school, signee: adult })).toMatchObject([
    { signedOn: '2026-10-01', capacity: 'ADULT' },
  ])
})

describe('a file', () => {
  test.each([
    ['without names', 'Timestamp,Email,I agree\n2026-10-01,x,Yes', 'No column says whom a row is about'],
    ['without days', 'Name,I agree\nCorbo1 Thistlemead,Yes', 'No column says when it was signed'],
    ['without answers', 'Timestamp,Name\n2026-10-01,Corbo1 Thistlemead', 'No column says whether they agree'],
    [
      'of too many rows',
      `Timestamp,Name,I agree\n${'2026-10-01,Corbo1 Thistlemead,Yes\n'.repeat(5001)}`,
      'more than 5000 rows',
    ],
  ])('%s is not taken', async (_name, text, words) => {
    const stage = await makeSigning()
    const { tryText, apply } = stageWith(stage)
    await expect(tryText(text)).rejects.toThrow(words)
    await expect(apply()).rejects.toMatchObject({ code: 'not-found' })
  })

  test('that was not chosen leaves nothing, and for a draft none is asked for', async () => {
    const stage = await makeSigning()
    const { call, school, version } = stage
    const ask = { school, version: version.id, capacity: 'CHILD', job: job('a') } as const
    expect(await call['agreements.tryFile'](ask)).toBeNull()
    expect(await call['agreements.tryFile'](ask)).toBeNull()
    await expect(call['agreements.tryFile']({ ...ask, version: job('e') })).rejects.toMatchObject({ code: 'not-found' })
  })
})

test.each([
  ['Yes', 'yes'],
  ['I agree', 'yes'],
  ['TRUE', 'yes'],
  ['I have read and agree to the rules', 'yes'],
  ['No', 'no'],
  ['I do not agree', 'no'],
  ["don't agree", 'no'],
  ['Disagree', 'no'],
  ['I agree not to share my password', 'unclear'],
  ['maybe', 'unclear'],
] as const)('“%s” is taken as %s', (cell, answer) => {
  expect(answerIn(cell)).toBe(answer)
})
