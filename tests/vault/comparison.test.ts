/** The comparison over real files: the practice trust's five schools, read as at a date, with what people lay beside it. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CivilDate, PersonId, SchoolId, TenantId } from '@contract/primitives'
import type { Comparison, ComparedRow, SchoolAnswer } from '@contract/comparison'
import type { Audience } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { makeVault, type TestVault } from '../support/vault'
import { keptFolder } from '../support/kept-folder'

const folder = keptFolder()
const TODAY = CivilDate.parse('2026-10-01')
let vault: TestVault

beforeAll(async () => {
  vault = await makeVault({ folder: folder.path })
  await vault.call['session.practice']({})
}, 60_000)

afterAll(() => {
  vault.close()
  folder.remove()
})

const compare = (
  audience: Audience,
  year: YearCode | null,
  more: Partial<Parameters<TestVault['call']['comparison.compare']>[0]> = {},
): Promise<Comparison> =>
  vault.call['comparison.compare']({ audience, year, asAt: TODAY, reference: { kind: 'commonest' }, ...more })

function rowOf(comparison: Comparison, question: string): ComparedRow {
  const found = comparison.rows.find((row) => row.question === question)
  if (!found) throw new Error(`No row ${question}`)
  return found
}

/** Answers of a row by short name of the school. */
const answersBy = (comparison: Comparison, question: string): Record<string, SchoolAnswer> =>
  Object.fromEntries(
    rowOf(comparison, question).answers.map((answer, index) => [comparison.schools[index]?.shortName, answer]),
  )

async function idOf(shortName: string): Promise<SchoolId> {
  const schools = await vault.call['schools.list']({})
  const found = schools.find(({ facts }) => facts.shortName === shortName)
  return SchoolId.parse(found?.id)
}

describe('the practice trust compared', () => {
  test('answers phones by year when Year 8 and Year 12 are asked for', async () => {
    const [eight, twelve] = [await compare('LEARNER', '8'), await compare('LEARNER', '12')]
    const states = (comparison: Comparison) =>
      Object.fromEntries(
        Object.entries(answersBy(comparison, 'phone-in-school')).map(([school, { state, answers }]) => [
          school,
          answers[0] ? `${state} ${answers[0].level}` : state,
        ]),
      )
    expect(states(eight)).toEqual({
      Asterdale: 'no-such-year',
      OHS: 'answered ALLOWED',
      SJS: 'no-such-year',
      Ecclesbourne: 'answered NOT_ALLOWED',
      TRC: 'no-such-year',
    })
    // For the sixth form the table and section 7 of one document contradict each other; the college's row leaves it out.
    expect(states(twelve)).toMatchObject({
      Ecclesbourne: 'conflict NOT_ALLOWED',
      TRC: 'not-stated',
      OHS: 'no-such-year',
    })
  })

  test('has no school without a state when staff, learners, visitors or parents are asked for', async () => {
    for (const audience of ['STAFF', 'LEARNER', 'VISITOR', 'PARENT'] as const) {
      const { rows, schools } = await compare(audience, null)
      expect(schools).toHaveLength(5)
      expect(rows.length).toBeGreaterThan(20)
      const open = rows.flatMap((row) =>
        row.answers.filter(({ state }) => state === 'no-equivalent' || state === 'unread').map(() => row.question),
      )
      expect(open).toEqual([])
    }
  })

  test('keeps both statements in sight and applies the stricter when a document contradicts itself', async () => {
    const { Ecclesbourne } = answersBy(await compare('STAFF', null), 'ai-unapproved')
    expect(Ecclesbourne).toMatchObject({
      state: 'conflict',
      difference: 'conflict',
      asWritten: 'Allowed / Approved AI only',
      answers: [{ level: 'NOT_ALLOWED' }],
    })
  })

  test('labels what is overdue and what is not evidenced when editions are named', async () => {
    const { schools } = await compare('STAFF', null)
    const editions = Object.fromEntries(schools.map((school) => [school.shortName, school.editions]))
    expect(editions['Asterdale']?.every(({ overdue, status }) => overdue && status === 'IN_FORCE')).toBe(true)
    expect(editions['OHS']?.every(({ overdue, status }) => overdue && status === 'NOT_EVIDENCED')).toBe(true)
    expect(editions['Ecclesbourne']?.some(({ overdue }) => overdue)).toBe(false)
  })

  test('reads the editions of the date when an earlier day is asked for', async () => {
    const { schools, rows } = await compare('LEARNER', null, { asAt: CivilDate.parse('2022-06-01') })
    const read = schools.filter(({ editions }) => editions.length > 0).map(({ shortName }) => shortName)
    expect(read).toEqual(['OHS', 'SJS', 'TRC'])
    const { Asterdale } = Object.fromEntries(
      (rows[0]?.answers ?? []).map((answer, index) => [schools[index]?.shortName, answer.state]),
    )
    expect(Asterdale).toBe('no-equivalent')
    const before = await compare('LEARNER', null, { asAt: CivilDate.parse('2020-01-01') })
    expect(before.rows).toEqual([])
    expect(before.schools).toHaveLength(5)
  })

  test('shows the baseline as a column of its own when it is the reference', async () => {
    const comparison = await compare('LEARNER', '8', { reference: { kind: 'baseline' } })
    expect(comparison.schools.map(({ baseline }) => baseline)).toEqual([true, false, false, false, false, false])
    const row = answersBy(comparison, 'phone-in-school')
    expect(row['Baseline']?.difference).toBe('none')
    expect(row['OHS']?.difference).toBe('looser')
    expect(['same', 'wording-only']).toContain(row['Ecclesbourne']?.difference)
    expect(row['SJS']?.difference).toBe('none')
  })

  test('measures against one school and shows it when that school is the reference', async () => {
    const [oakwood, sitwell] = [await idOf('OHS'), await idOf('SJS')]
    const comparison = await compare('STAFF', null, { schools: [sitwell], reference: { kind: 'school', of: oakwood } })
    expect(comparison.schools.map(({ shortName }) => shortName)).toEqual(['SJS', 'OHS'])
    // Emergencies at Oakwood, permission at Sitwell: nobody can say which is stricter (R13).
    expect(answersBy(comparison, 'phone-in-lessons')['SJS']?.difference).toBe('different-kind')
    expect(answersBy(comparison, 'photo-own-device')['SJS']?.difference).toBe('looser')
    expect(answersBy(comparison, 'chat-rooms')['SJS']?.difference).toBe('looser')
  })

  test('gives the words and the place of every statement when the sources of a row are asked for', async () => {
    const sources = await vault.call['comparison.sources']({
      audience: 'STAFF',
      year: null,
      asAt: TODAY,
      reference: { kind: 'commonest' },
      question: 'photo-own-device',
    })
    const of = (name: string) => sources.filter(({ schoolName }) => schoolName === name)
    expect(of('The Ecclesbourne School').map(({ asWritten, source }) => [asWritten, source?.clause])).toEqual(
      expect.arrayContaining([
        ['Allowed', '3.1 Acceptable use: non-educational purposes'],
        ['Pictures of learners on school devices only', '9 Digital and video images'],
      ]),
    )
    expect(
      of('Sitwell Junior School')
        .map(({ matrix }) => matrix)
        .sort(),
    ).toEqual(['Rules in prose', 'Technology Matrix (SJS)'])
    expect(sources.every(({ source }) => source !== null)).toBe(true)
  })

  test('says once that a document is silent when nothing of the school speaks to the question', async () => {
    const sources = await vault.call['comparison.sources']({
      audience: 'STAFF',
      year: null,
      asAt: TODAY,
      reference: { kind: 'commonest' },
      question: 'shopping',
    })
    expect(sources.map(({ schoolName, state }) => [schoolName, state])).toEqual([
      ['Asterdale Primary School', 'not-stated'],
      ['Oakwood High School', 'not-stated'],
      ['Sitwell Junior School', 'not-stated'],
      ['The Ecclesbourne School', 'answered'],
      ['Thomas Rotherham College', 'not-stated'],
    ])
  })

  test('is refused when a school is not of this trust', async () => {
    const stranger = SchoolId.parse('0'.repeat(32))
    await expect(compare('STAFF', null, { schools: [stranger] })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('beside the rows', () => {
  const row = { question: 'phone-in-school', audience: 'LEARNER' } as const

  test('keeps a reviewed mark for the row, audience and year it was set on, and takes it back', async () => {
    const { digest } = rowOf(await compare('LEARNER', '8'), row.question)
    await vault.call['comparison.setReviewed']({ ...row, year: '8', digest, reviewed: true })
    const after = await compare('LEARNER', '8')
    expect([rowOf(after, row.question).reviewed, after.reviewed]).toEqual([true, 1])
    expect((await compare('LEARNER', '12')).reviewed).toBe(0)
    expect((await compare('STAFF', null)).reviewed).toBe(0)
    await vault.call['comparison.setReviewed']({ ...row, year: '8', digest, reviewed: false })
    expect((await compare('LEARNER', '8')).reviewed).toBe(0)
  })

  test('lets a mark fall away when the row no longer reads as it did', async () => {
    await vault.call['comparison.setReviewed']({ ...row, year: null, digest: 'f'.repeat(64), reviewed: true })
    expect(rowOf(await compare('LEARNER', null), row.question).reviewed).toBe(false)
  })

  test('lets a mark fall away and labels the draft when a draft with another answer is read', async () => {
    const school = await idOf('OHS')
    const file = { school: TenantId.parse(school) }
    const matrix = (await vault.call['matrices.list'](file)).find(({ title }) => title.startsWith('Technology'))
    if (!matrix) throw new Error('No technology matrix')
    const reason = 'Phones are to stay at home'
    const draft = await vault.call['matrices.openDraft']({ ...file, edition: matrix.shown, reason })
    const [first] = draft.rows
    const learners = draft.columns.find(({ audience }) => audience === 'LEARNER')
    if (!first || !learners) throw new Error('No first row')
    const { digest } = rowOf(await compare('LEARNER', null), row.question)
    await vault.call['comparison.setReviewed']({ ...row, year: null, digest, reviewed: true })
    await vault.call['matrices.setCell']({
      ...file,
      edition: draft.edition.id,
      row: first.id,
      column: learners.id,
      change: { words: 'Not allowed', answers: null },
      reason,
    })
    const inForce = await compare('LEARNER', null)
    expect(rowOf(inForce, row.question).reviewed).toBe(true)
    expect(answersBy(inForce, row.question)['OHS']?.answers).toMatchObject([{ level: 'ALLOWED' }])

    const asDraft = await compare('LEARNER', null, { drafts: [school] })
    expect(rowOf(asDraft, row.question).reviewed).toBe(false)
    expect(answersBy(asDraft, row.question)['OHS']?.answers).toMatchObject([{ level: 'NOT_ALLOWED' }])
    const editions = asDraft.schools.find(({ shortName }) => shortName === 'OHS')?.editions
    expect(editions?.filter((edition) => edition.draft).map(({ edition }) => edition)).toEqual([draft.edition.id])

    const pinned = await compare('LEARNER', null, { pinned: [{ pinFor: school, edition: draft.edition.id }] })
    expect(answersBy(pinned, row.question)['OHS']?.answers).toMatchObject([{ level: 'NOT_ALLOWED' }])
    await vault.call['matrices.discardDraft']({ ...file, edition: draft.edition.id, reason: 'Only a trial' })
  })

  test('keeps the digest of a row when the schools are asked for in another order', async () => {
    const ids = (await vault.call['schools.list']({})).map(({ id }) => id)
    const forth = await compare('LEARNER', null, { schools: ids })
    const back = await compare('LEARNER', null, { schools: [...ids].reverse() })
    expect(back.rows.map(({ digest }) => digest)).toEqual(forth.rows.map(({ digest }) => digest))
  })

  test('lists notes with their writer, oldest first, and counts them on the row', async () => {
    await vault.call['comparison.addNote']({ ...row, text: 'Ask the college for its rule' })
    vault.advance(60_000)
    await vault.call['comparison.addNote']({ ...row, text: 'Asked' })
    const notes = await vault.call['comparison.notes'](row)
    expect(notes.map(({ text }) => text)).toEqual(['Ask the college for its rule', 'Asked'])
    expect(notes[0]?.by).toBe((await vault.call['session.state']({})).person?.name)
    expect((notes[1]?.at ?? 0) - (notes[0]?.at ?? 0)).toBe(60_000)
    expect(rowOf(await compare('LEARNER', null), row.question).notes).toBe(2)
    expect(rowOf(await compare('STAFF', null), row.question).notes).toBe(0)
  })

  test('gives an action an owner and a day, counts it while it is open, and closes it once', async () => {
    const people = await vault.call['people.list']({})
    const owner = people.find(({ name }) => name === 'Cornelius Paperclip')
    const about = await idOf('TRC')
    const raise = (change: object) =>
      vault.call['comparison.raiseAction']({
        ...row,
        about,
        text: 'State a rule for phones',
        owner: PersonId.parse(owner?.id),
        dueOn: CivilDate.parse('2026-10-02'),
        ...change,
      })
    const action = await raise({})
    expect(action).toMatchObject({
      questionLabel: 'Bring a mobile phone to school',
      schoolName: 'Thomas Rotherham College',
      owner: { name: 'Cornelius Paperclip' },
      state: 'open',
      overdue: false,
    })
    expect(rowOf(await compare('LEARNER', null), row.question).actions).toBe(1)
    vault.advance(3 * 24 * 3_600_000)
    expect(await vault.call['comparison.actions']({})).toMatchObject([{ id: action.id, overdue: true }])
    const closing = { action: action.id, outcome: 'Rule written' }
    expect(await vault.call['comparison.closeAction'](closing)).toMatchObject({ state: 'done', overdue: false })
    await expect(vault.call['comparison.closeAction'](closing)).rejects.toMatchObject({ code: 'conflict' })
    expect(rowOf(await compare('LEARNER', null), row.question).actions).toBe(0)

    await expect(raise({ dueOn: CivilDate.parse('2026-10-01') })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(raise({ owner: PersonId.parse('0'.repeat(32)) })).rejects.toMatchObject({ code: 'not-found' })
    await expect(raise({ about: SchoolId.parse('0'.repeat(32)) })).rejects.toMatchObject({ code: 'not-found' })
    await expect(raise({ question: 'flying-to-the-moon' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await vault.call['comparison.actions']({})).toHaveLength(1)
  })

  test('saves what is shown when the comparison is exported', async () => {
    const query = { audience: 'LEARNER', year: '8', asAt: TODAY, reference: { kind: 'baseline' } } as const
    const saved = await vault.call['comparison.export']({ query, differencesOnly: false, format: 'csv' })
    expect(saved.saved).toBe(true)
    const text = new TextDecoder().decode(vault.saved.at(-1)?.bytes)
    expect(text).toContain('Bring a mobile phone to school')
    expect(text).toContain('Learners allowed but turned off and not used during the day')
  })
})

describe('a school file that cannot be read', () => {
  test('is listed as such and changes no other answer when it has gone missing', async () => {
    const [whole, gone] = [await compare('LEARNER', null), await idOf('SJS')]
    vault.close()
    const files = filesUnder(folder.path).filter((file) => file.includes(gone))
    expect(files).not.toEqual([])
    for (const file of files) rmSync(file)
    await vault.restart()
    await vault.call['session.practice']({})
    const after = await compare('LEARNER', null)
    const index = after.schools.findIndex(({ shortName }) => shortName === 'SJS')
    expect(after.schools[index]).toMatchObject({ file: 'missing', editions: [] })
    expect(after.schools[index]?.fileWords).toMatch(/\w/)
    for (const row of after.rows) {
      expect(row.answers[index]).toMatchObject({ state: 'file-closed', difference: 'none', answers: [] })
      const before = rowOf(whole, row.question)
      const rest = ({ answers }: ComparedRow) =>
        answers
          .filter((_answer, at) => at !== index)
          .map(({ state, answers: parts, asWritten }) => [state, parts, asWritten])
      expect(rest(row)).toEqual(rest(before))
    }
  })
})

function filesUnder(path: string): readonly string[] {
  return readdirSync(path).flatMap((name) => {
    const inside = join(path, name)
    return statSync(inside).isDirectory() ? filesUnder(inside) : [inside]
  })
}
