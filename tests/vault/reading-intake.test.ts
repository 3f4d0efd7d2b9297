/** Files as they come in: each has its own outcome, and one that is refused leaves nothing behind. */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { Host } from '@vault/context'
import { makeVault, schoolFacts } from '../support/vault'
import type { TenantId } from '@contract/primitives'
import { fact, made, metadata, paragraph, report, type Made } from './reading-documents'
import { bytesOf, firstEdition, JOB, withSchool, type Shelf } from './reading-stage'

/** A small document whose words are its own. */
const policy = (number: number): Made =>
  made(
    `Policy ${String(number)}.docx`,
    [paragraph(`Policy number ${String(number)}. Next review in May 2027.`)],
    report({
      metadata: metadata({ title: fact(`Policy of matter ${'abcdefghij'.charAt(number % 10)}${String(number)}x`) }),
    }),
  )

test('a folder of a hundred documents has a hundred outcomes, each its own', async () => {
  const shelf: Shelf = new Map()
  const names = Array.from({ length: 100 }, (_name, index) => `Policy ${String(index)}.docx`)
  names.forEach((name, index) => {
    const unreadable = new Fault('bad-input', 'That file is encrypted. Nothing was read. Save it without a passphrase.')
    shelf.set(name, index % 10 === 3 ? unreadable : policy(index))
  })
  const stage = await withSchool(shelf)
  const outcomes = await stage.read(...names)
  expect(outcomes.map(({ fileName }) => fileName)).toEqual(names)
  expect(outcomes.filter(({ state }) => state === 'read')).toHaveLength(90)
  const refused = outcomes.filter(({ state }) => state === 'refused')
  expect(refused).toHaveLength(10)
  expect(new Set(refused.map(({ words }) => words))).toEqual(
    new Set(['That file is encrypted. Nothing was read. Save it without a passphrase.']),
  )
  expect(refused.every(({ document, toDecide }) => document === null && toDecide === 0)).toBe(true)
  const { vault, school } = stage
  expect(await vault.call['reading.list']({ school })).toHaveLength(90)
  const { entries } = await vault.call['history.list']({ school, type: 'reading.document', limit: 200 })
  expect(entries).toHaveLength(90)
  const progress = vault.events.filter(({ topic }) => topic === 'progress').map(({ payload }) => payload)
  expect(progress[0]).toEqual({ job: JOB, words: '1 of 100: Policy 0.docx', done: 0, total: 100 })
  expect(progress).toContainEqual({ job: JOB, words: '3 of 100: Policy 2.docx, 50 per cent', done: 2, total: 100 })
  expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
})

test('a page is named where the file has pages', async () => {
  const stage = await withSchool(new Map([['Policy.pdf', policy(1)]]))
  await stage.read('Policy.pdf')
  expect(stage.vault.events).toContainEqual({
    topic: 'progress',
    payload: { job: JOB, words: '1 of 1: Policy.pdf, page 1 of 2', done: 0, total: 1 },
  })
})

describe('an answer that does not fit', () => {
  const good = firstEdition()
  const [matrix] = good.report.matrices
  const spoiled: readonly (readonly [string, unknown])[] = [
    ['nothing at all', null],
    ['a text', 'hello'],
    ['a report alone', { report: good.report }],
    ['a field nobody knows', { ...good, script: 'x' }],
    ['a place beyond the document', { ...good, document: { ...good.document, blocks: [] } }],
    [
      'a row of another width',
      { ...good, report: { ...good.report, matrices: [{ ...matrix, columns: matrix?.columns.slice(1) }] } },
    ],
    ['a version from elsewhere', { ...good, report: { ...good.report, version: 2 } }],
    ['blocks without end', { ...good, document: { ...good.document, blocks: Array(300_001).fill(paragraph('x')) } }],
  ]
  test.each(spoiled)('is refused with words and leaves nothing behind: %s', async (_what, answer) => {
    const stage = await withSchool(new Map([['Policy.docx', answer as Made]]))
    const [outcome] = await stage.read('Policy.docx')
    expect(outcome).toMatchObject({ state: 'refused', document: null })
    expect(outcome?.words).toMatch(/could not be read.*Nothing of it was kept/)
    const { vault, school } = stage
    expect(await vault.call['reading.list']({ school })).toEqual([])
    expect((await vault.call['history.list']({ school, type: 'reading.' })).entries).toEqual([])
  })

  test('is refused with words when the reader breaks down in a way nobody foresaw', async () => {
    // The reader of these tests throws a plain error for a file it was not told of.
    const [outcome] = await (await withSchool()).read('Policy.docx')
    expect(outcome).toMatchObject({ state: 'refused' })
    expect(outcome?.words).toMatch(/could not be read/)
  })
})

test('a file of more than 50 MB is refused before anything of it is opened', async () => {
  let opened = 0
  const pickDocuments: Host['pickDocuments'] = async () => ({
    files: [{ name: 'Huge.pdf', size: 50_000_001 }],
    open: async () => {
      opened += 1
      return bytesOf('Huge.pdf')
    },
  })
  const vault = await makeVault({ host: { pickDocuments } })
  await vault.createTrust()
  const { id } = await vault.call['schools.create']({ facts: schoolFacts() })
  const school = id as string as TenantId // A school's file has the school's own id.
  const [outcome] = await vault.call['reading.read']({ school, from: 'folder', job: JOB })
  expect(outcome).toMatchObject({ state: 'refused', fileName: 'Huge.pdf' })
  expect(outcome?.words).toContain('larger than 50 MB')
  expect(opened).toBe(0)
})

test('nothing happens when the person picks nothing', async () => {
  const stage = await withSchool()
  expect(await stage.read()).toEqual([])
})

describe('a job that is stopped', () => {
  const stuck = (): Shelf =>
    new Map<string, Made | Fault | 'hang'>([
      ['Policy 1.docx', policy(1)],
      ['Policy 2.docx', 'hang'],
      ['Policy 3.docx', policy(3)],
    ])

  /** Resolves when the windows are told that a file is under way. */
  const underWay = async (stage: Awaited<ReturnType<typeof withSchool>>, words: string) => {
    while (!stage.vault.events.some(({ payload }) => JSON.stringify(payload).includes(words))) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  test('keeps what was read, and leaves the file in hand and those after it', async () => {
    const stage = await withSchool(stuck())
    const { vault, school } = stage
    const reading = stage.read('Policy 1.docx', 'Policy 2.docx', 'Policy 3.docx')
    await underWay(stage, '2 of 3: Policy 2.docx, 50 per cent')
    expect(await vault.call['reading.cancel']({ school, job: 'b'.repeat(32) })).toEqual({ cancelled: false })
    await expect(stage.vault.call['reading.read']({ school, from: 'files', job: JOB })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await vault.call['reading.cancel']({ school, job: JOB })).toEqual({ cancelled: true })
    const outcomes = await reading
    expect(outcomes.map(({ state }) => state)).toEqual(['read', 'cancelled', 'cancelled'])
    expect(await vault.call['reading.list']({ school })).toHaveLength(1)
    expect(await vault.call['reading.cancel']({ school, job: JOB })).toEqual({ cancelled: false })
    // The same job may be begun again, and goes on where it was stopped.
    stage.shelf.set('Policy 2.docx', policy(2))
    const again = await stage.read('Policy 1.docx', 'Policy 2.docx', 'Policy 3.docx')
    expect(again.map(({ state }) => state)).toEqual(['known', 'read', 'read'])
  })

  test('ends with the session, and nothing more of it is kept', async () => {
    let progress: (() => void) | null = null
    const readDocument: Host['readDocument'] = ({ name }, job) =>
      new Promise((_resolve, reject) => {
        progress = () => job.progress(name.length, 100)
        job.stop.addEventListener('abort', () => reject(new Fault('unavailable', 'Stopped.')))
      })
    const vault = await makeVault({ host: { readDocument } })
    await vault.createTrust()
    const { id } = await vault.call['schools.create']({ facts: schoolFacts() })
    const school = id as string as TenantId // A school's file has the school's own id.
    vault.toPick.push({ name: 'Policy 1.docx', bytes: bytesOf('1') }, { name: 'Policy 2.docx', bytes: bytesOf('2') })
    const reading = vault.call['reading.read']({ school, from: 'files', job: JOB })
    const ended = expect(reading).rejects.toMatchObject({ code: 'locked' })
    while (progress === null) await new Promise((resolve) => setImmediate(resolve))
    await vault.call['session.lock']({})
    ;(progress as () => void)()
    await ended
    await vault.call['session.unlock']({ signInName: null, passphrase: 'copper lantern drifts westward' })
    expect(await vault.call['reading.list']({ school })).toEqual([])
  })
})
