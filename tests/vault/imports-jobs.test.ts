import { afterEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '@contract/fault'
import type { Host } from '@vault/context'
import { csv, idOf, makeImports, rowAt, type Imports, type Rows } from '../support/imports/stage'

afterEach(() => {
  vi.restoreAllMocks()
})

const many = (rows: number): Rows => [
  ['Adno', 'Surname', 'Forename', 'DOB', 'Year'],
  ...Array.from({ length: rows }, (_, at) => [`${5000 + at}`, `Velvet${at}`, 'Ana', '2016-05-04', '5']),
]

/** Reads nothing until it is stopped. */
const hanging: Host['readTables'] = (_file, { stop }) =>
  new Promise((_go, refuse) =>
    stop.addEventListener('abort', () => refuse(new Fault('unavailable', 'Reading was stopped.'))),
  )

describe('stopping', () => {
  it('ends the reading of a file, and nothing of it is left', async () => {
    const { vault, call, school } = await makeImports({ host: { readTables: hanging } })
    vault.toOpen.push({ name: 'pupils.csv', bytes: csv(many(3)) })
    const job = idOf(1)
    const picking = call['imports.pick']({ school, job })
    const ended = expect(picking).rejects.toMatchObject({ code: 'unavailable' })
    // Served after the picking has begun, so that it finds the job.
    await call['imports.list']({ school })
    await call['imports.drop']({ school, job })
    await ended
    await expect(call['imports.saveLeftOut']({ school, job })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('ends the trying out in the middle, and nothing was changed', async () => {
    const { call, school, pick, tryOut, roll } = await makeImports()
    const seen = await pick(csv(many(30_000)))
    const trying = expect(tryOut(seen)).rejects.toMatchObject({
      code: 'unavailable',
      words: 'Stopped. Nothing was changed.',
    })
    await call['imports.drop']({ school, job: seen.job })
    await trying
    expect(await roll()).toHaveLength(1)
  })
})

describe('applying and taking back', () => {
  const writing = ({ vault }: Imports) =>
    vault.events.filter(({ topic }) => topic === 'progress').map(({ payload }) => payload as Told) // The topic's own payload.
  interface Told {
    readonly job: string
    readonly words: string
    readonly done: number
    readonly total: number | null
  }

  it('are stopped before anything is written, and can be begun again', async () => {
    const stage = await makeImports()
    const { call, school, pick, tryOut, apply, roll } = stage
    const seen = await pick(csv(many(1500)))
    await tryOut(seen)
    const applying = expect(apply(seen)).rejects.toMatchObject({ words: 'Stopped. Nothing was changed.' })
    await call['imports.stop']({ school, job: seen.job })
    await applying
    expect(await roll()).toHaveLength(1)
    const { id } = await apply(seen)
    const job = idOf(77)
    const undoing = call['imports.undo']({ school, job, import: id, reason: 'The wrong list' })
    const ended = expect(undoing).rejects.toMatchObject({ words: 'Stopped. Nothing was changed.' })
    await call['imports.stop']({ school, job })
    await ended
    expect((await call['imports.list']({ school })).map(({ undone }) => undone)).toEqual([false])
    await call['imports.undo']({ school, job, import: id, reason: 'The wrong list' })
    expect(await roll()).toHaveLength(1)
  })

  it('tell how far they are, and as the whole that it is written', async () => {
    const stage = await makeImports()
    const { call, school, pick, tryOut, apply } = stage
    const seen = await pick(csv(many(1500)))
    await tryOut(seen)
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (clock += 200))
    const { id } = await apply(seen)
    expect(writing(stage).some(({ words, done }) => words === 'Preparing the changes' && done < 100)).toBe(true)
    expect(writing(stage).at(-1)).toMatchObject({ job: seen.job, done: 100, total: 100 })
    expect(writing(stage).filter(({ done, total }) => done === total)).toHaveLength(1)
    await call['imports.undo']({ school, job: idOf(78), import: id, reason: 'The wrong list' })
    expect(writing(stage).at(-1)).toMatchObject({
      ...{ job: idOf(78), words: expect.stringContaining('cannot be stopped any more'), done: 100, total: 100 },
    })
  })

  it('let others write in between, and then change nothing', async () => {
    const stage = await makeImports()
    const { call, school, pick, tryOut, apply, roll } = stage
    const seen = await pick(csv(many(1500)))
    await tryOut(seen)
    const applying = expect(apply(seen)).rejects.toMatchObject({ code: 'conflict' })
    await stage.answer(stage.pupil, stage.mother, 'REFUSED')
    await applying
    await tryOut(seen)
    const { id } = await apply(seen)
    const undoing = call['imports.undo']({ school, job: idOf(79), import: id, reason: 'The wrong list' })
    const ended = expect(undoing).rejects.toMatchObject({ words: expect.stringContaining('Nothing was taken back.') })
    await stage.answer(stage.pupil, stage.mother, 'GIVEN')
    await ended
    expect(await roll()).toHaveLength(1501)
  })

  it('one thing of a name is done at a time', async () => {
    const stage = await makeImports()
    const seen = await stage.pick(csv(many(1500)))
    await stage.tryOut(seen)
    const applying = stage.apply(seen)
    await expect(stage.apply(seen)).rejects.toMatchObject({ code: 'conflict' })
    await applying
    expect(await stage.roll()).toHaveLength(1501)
  })
})

it('says how far it is once it has taken more than a second', async () => {
  const { vault, pick, tryOut } = await makeImports()
  const seen = await pick(csv(many(1000)))
  const told = () => vault.events.filter(({ topic }) => topic === 'progress').map(({ payload }) => payload)
  await tryOut(seen)
  expect(told()).toEqual([])
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 200))
  await tryOut(seen)
  expect(told().length).toBeGreaterThan(3)
  expect(told()[0]).toMatchObject({ job: seen.job, words: 'Trying the file out', total: 100 })
})

it('one file is picked under one id', async () => {
  const { vault, call, school, pick } = await makeImports()
  const { job } = await pick(many(1))
  vault.toOpen.push({ name: 'pupils.csv', bytes: csv(many(1)) })
  await expect(call['imports.pick']({ school, job })).rejects.toMatchObject({ code: 'conflict' })
})

it('an older file in hand gives way to the fourth', async () => {
  const { pick, tryOut } = await makeImports()
  const first = await pick(many(1))
  for (let more = 0; more < 3; more += 1) await pick(many(1))
  await expect(tryOut(first)).rejects.toMatchObject({ code: 'not-found' })
})

it('what the reader sends and does not fit is refused', async () => {
  const { pick } = await makeImports({ host: { readTables: async () => ({ version: 1, tables: [] }) } })
  await expect(pick(many(1))).rejects.toMatchObject({
    code: 'bad-input',
    words: expect.stringContaining('does not fit together'),
  })
})

describe('a hostile or broken file', () => {
  it('of more rows than any school has is refused whole', async () => {
    const { pick, call, school } = await makeImports()
    const long = new TextEncoder().encode(`Adno,Surname,Forename\n${'1,Ash,Bo\n'.repeat(200_001)}`)
    await expect(pick(long)).rejects.toMatchObject({ code: 'bad-input', words: expect.stringContaining('200,000') })
    expect(await call['imports.list']({ school })).toEqual([])
  })

  it('has its control characters, formulas and addresses left out row by row', async () => {
    const { pick, tryOut, roll, apply } = await makeImports()
    const rows: Rows = [
      ['Adno', 'Surname', 'Forename', 'Year', 'Reg'],
      ['901', 'Velvet\u0007', 'Ana', '5', '5A'],
      ['902', '=HYPERLINK("x")', 'Ana', '5', '5A'],
      ['903', 'Velvet', '<img src=x>', '5', '5A'],
      ['904', 'Velvet', 'Ana', '5', '=1+1'],
      ['905', '12345', '', '5', '5A'],
    ]
    const seen = await pick(rows)
    const run = await tryOut(seen)
    expect(run.counts).toMatchObject({ new: 1, leftOut: 4 })
    expect(rowAt(run, 2)).toMatchObject({
      outcome: 'LEFT_OUT',
      name: '',
      why: expect.stringContaining('nobody can see'),
    })
    expect(rowAt(run, 3).why).toBe('A name in it holds signs that names do not have.')
    expect(rowAt(run, 4).why).toBe('A name in it holds signs that names do not have.')
    expect(rowAt(run, 6).why).toBe('Its name holds no letter.')
    await apply(seen)
    expect((await roll()).map(({ className }) => className)).toContain('=1+1')
  })
})
