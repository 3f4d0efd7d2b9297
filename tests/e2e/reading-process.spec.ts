import type { ElectronApplication, Page } from '@playwright/test'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onePage, SENTENCE, showing } from '../security/hostile/pdf-file'
import { ask, pressLock, untilLocked, valueOf } from './support/ask'
import { openAllFrom, openFrom } from './support/dialogs'
import { expect, test, type RunningApp } from './support/launch'

const JOB = '0123456789abcdef0123456789abcdef'

interface Outcome {
  readonly fileName: string
  readonly state: string
  readonly words: string
}

/** The processes that read documents now. */
async function readersOf(app: ElectronApplication): Promise<readonly number[]> {
  const metrics = await app.evaluate(({ app: own }) => own.getAppMetrics())
  return metrics
    .filter(({ name, serviceName }) => [name, serviceName].includes('Trustward reader'))
    .map(({ pid }) => pid)
}

/** @returns the id of the first school of the practice trust */
async function firstSchool(page: Page): Promise<string> {
  valueOf(await ask(page, 'session.practice'))
  const [school] = valueOf(await ask(page, 'schools.list')) as { id: string }[] // The contract's answer.
  if (school === undefined) throw new Error('There is no school.')
  return school.id
}

/** A page that a reader is busy with for minutes. */
function slowFile({ folder }: RunningApp): string {
  const path = join(folder, 'slow.pdf')
  writeFileSync(path, onePage({ content: 'q '.repeat(300_000) + showing(SENTENCE) }))
  return path
}

async function read(page: Page, school: string, from: 'files' | 'folder'): Promise<readonly Outcome[]> {
  return valueOf(await ask(page, 'reading.read', { school, from, job: JOB })) as readonly Outcome[] // The contract's answer.
}

test('a folder is read in one process without keys, and the process goes when all is read', async ({ launch }) => {
  const { app, page, folder } = await launch()
  const school = await firstSchool(page)
  const policies = join(folder, 'policies')
  mkdirSync(join(policies, 'older'), { recursive: true })
  for (const name of ['a.txt', 'b.txt', 'c.txt', '~$lock.docx', '.hidden.txt']) {
    writeFileSync(join(policies, name), `Policy ${name}\n\nPupils keep phones in lockers all day.\n`)
  }
  writeFileSync(join(policies, 'empty.txt'), '')
  const before = readdirSync(policies, { recursive: true })
  await openFrom(app, policies)
  const outcomes = await read(page, school, 'folder')
  expect(outcomes.map(({ fileName, state }) => [fileName, state])).toEqual([
    ['a.txt', 'read'],
    ['b.txt', 'read'],
    ['c.txt', 'read'],
    ['empty.txt', 'refused'],
  ])
  expect(readdirSync(policies, { recursive: true })).toEqual(before)
  await expect.poll(() => readersOf(app)).toEqual([])
})

test('a reader that is busy ends at once when the reading is cancelled, and what came before stays', async ({
  launch,
}) => {
  const running = await launch()
  const { app, page, folder } = running
  const school = await firstSchool(page)
  const good = join(folder, 'good.txt')
  writeFileSync(good, 'Policy\n\nPupils keep phones in lockers all day.\n')
  await openAllFrom(app, [good, slowFile(running)])
  const outcomes = read(page, school, 'files')
  await expect.poll(async () => (await readersOf(app)).length).toBe(1)
  await expect
    .poll(async () => (valueOf(await ask(page, 'reading.list', { school })) as readonly unknown[]).length)
    .toBe(1)
  valueOf(await ask(page, 'reading.cancel', { school, job: JOB }))
  expect((await outcomes).map(({ fileName, state }) => [fileName, state])).toEqual([
    ['good.txt', 'read'],
    ['slow.pdf', 'cancelled'],
  ])
  await expect.poll(() => readersOf(app)).toEqual([])
})

test('a reader that is busy ends at once when the app is locked', async ({ launch }) => {
  const running = await launch()
  const { app, page } = running
  const school = await firstSchool(page)
  await openAllFrom(app, [slowFile(running)])
  // The page that asks is emptied by the lock, so its answer never comes.
  const left = read(page, school, 'files').catch(() => [])
  await expect.poll(async () => (await readersOf(app)).length).toBe(1)
  await untilLocked([page], () => pressLock(page))
  await expect.poll(() => readersOf(app)).toEqual([])
  await left
})

test('a PDF is read by the runtime the app has', async ({ launch }) => {
  const { app, page, folder } = await launch()
  const school = await firstSchool(page)
  const path = join(folder, 'policy.pdf')
  writeFileSync(path, onePage({ content: showing(SENTENCE) }))
  await openAllFrom(app, [path])
  expect((await read(page, school, 'files')).map(({ state, words }) => [state, words])).toEqual([
    ['read', expect.stringMatching(/^Read\./)],
  ])
})
