import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { listsToErase } from '@db/repo/disposals'
import { filesOfSet } from '@db/repo/images'
import { destroyedIn, disposedSets, oneProposal } from '@db/repo/retention'
import { Fault, type Disposal } from '@contract/index'
import { disk } from '@vault/durable'
import { LockedKeyring } from '@vault/locked-keyring'
import { Opened } from '@vault/opened'
import { disposalOf } from '../../src-main/features/images/disposal-view'
import { contextFor } from '@vault/serving-context'
import { shelfIn } from '@vault/shelf'
import { fileEntity } from '../../src-main/features/images/registered'
import { bundle, start } from '../support/child'
import { hitsIn } from '../support/markers'
import { idsFrom, START_OF_TESTS } from '../support/tenant'
import { CHEAP, FOUNDER } from '../support/vault'
import { day, makeDisposalStage, WHY, type DisposalStage } from './images-disposal-stage'
import { filesIn, folderOf, pathsOf, strangerOf } from './images-kill.journey'
import { put } from './images-stage'
import { fileId } from './pupils-stage'

const KILLS = 200
/** Disposals made at a time, and how few of them left call for more: the programme must never have nothing to do. */
const MADE = 12
const AT_ONCE = 4
const SAID_TODAY = day('2026-10-01')

/** Numbers from 0 to 1 that look random and are the same in every run. */
function* numbersFrom(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/** One disposal with its one set. */
interface Going {
  readonly n: number
  readonly set: string
  readonly disposal: string
}

test(
  'every file is there and registered, or recorded as begun or gone, when the process is ended by force: 200 times',
  { timeout: 480_000 },
  async () => {
    const stage = await makeDisposalStage()
    const programme = await bundle('tests/vault/images-kill.child.ts')
    const chance = numbersFrom(2026)
    const baseMs = Date.now()
    const all: Going[] = []
    let left: Going[] = []
    let [amid, brokenOff] = [0, 0]
    const startChild = () =>
      start(programme, [
        ...[stage.vault.folder, stage.school, String(START_OF_TESTS), String(baseMs), SAID_TODAY],
        ...left.map(({ disposal }) => disposal),
      ])
    const keep = (found: Found): void => {
      left = left.filter(({ disposal }) => !found.finished.includes(disposal))
    }
    const more = async (): Promise<void> => {
      if (left.length >= AT_ONCE) return
      const made = await approvedDisposals(stage, all.length, baseMs)
      all.push(...made)
      left.push(...made)
    }
    // As long as this machine takes for one: the ends fall all over it, whatever else the machine does.
    await more()
    const first = startChild()
    expect(await first.line()).toBe('begun')
    const begunAt = performance.now()
    expect(await first.line()).toBe(left[0]?.disposal)
    let windowMs = performance.now() - begunAt
    await first.kill()
    keep(lookAt(stage, baseMs, left))

    for (let kill = 0; kill < KILLS; kill++) {
      await more()
      const child = startChild()
      expect(await child.line()).toBe('begun')
      // The point within the work is what is random here; nothing is waited for.
      await after(chance.next().value * windowMs)
      const carried = await child.kill()
      const found = lookAt(stage, baseMs, left)
      for (const id of carried) expect(found.finished).toContain(id)
      if (found.isAmid) amid++
      brokenOff += found.brokenOff
      keep(found)
      // Where too few get to their end for what is asked below, a disposal takes longer by now than the first one did.
      if (all.length - left.length < (2 * MADE * kill) / KILLS) windowMs *= 1.1
    }
    // Many ends fell between a file's deletion and its record, and each was told; many others let a set go to its end.
    expect(amid).toBeGreaterThan(10)
    expect(brokenOff).toBeGreaterThanOrEqual(amid)
    expect(all.length - left.length).toBeGreaterThan(MADE)

    const child = startChild()
    expect(await child.line()).toBe('begun')
    while ((await child.line()) !== 'done');
    await child.kill()
    expect(lookAt(stage, baseMs, all).finished).toHaveLength(all.length)
    for (const { n } of all) {
      expect(pathsOf(n).some((path) => stage.is(path))).toBe(false)
      expect(stage.is(strangerOf(n))).toBe(true)
    }
    const opened = openedBehind(stage, baseMs)
    const { log, file } = opened.tenant(fileId(stage.school))
    expect(log.verify().problems).toEqual([])
    expect(hitsIn(file.client.serialize(), ['Markelina'])).toBe(0)
    opened.close()
  },
)

/** Some more sets of small files, all proposed by one person and approved by another. The vault is closed afterwards. */
async function approvedDisposals(stage: DisposalStage, from: number, baseMs: number): Promise<readonly Going[]> {
  const { call, school, root, vault } = stage
  vault.advance(START_OF_TESTS + Date.now() - baseMs - vault.now())
  await vault.restart()
  await stage.asFounder()
  const numbers = Array.from({ length: MADE }, (_, i) => from + i)
  for (const n of numbers) {
    for (const path of pathsOf(n)) put(root, path, '2024-06-19')
    put(root, strangerOf(n))
  }
  await stage.scan()
  const going: Going[] = []
  for (const n of numbers) {
    const set = await stage.addSet(folderOf(n), '2024-06-19')
    const asked = { school, sets: [set], why: WHY, saidToday: SAID_TODAY }
    going.push({ n, set, disposal: (await call['images.propose'](asked)).id })
  }
  await stage.asHead()
  for (const { disposal } of going) {
    await call['images.approve']({ school, disposal, approved: true, note: 'Looked at it', saidToday: SAID_TODAY })
  }
  vault.close()
  return going
}

/** Opens the school's records as another run of the programme would. */
function openedBehind({ vault }: DisposalStage, baseMs: number): Opened {
  const path = join(vault.folder, 'trust', 'keyring.json')
  const locked = new LockedKeyring({ disk, path, stretching: CHEAP, floor: CHEAP })
  const now = () => START_OF_TESTS + Date.now() - baseMs
  const { keys, person } = locked.unlock(FOUNDER.signInName, FOUNDER.passphrase, now())
  const ports = { now, newId: idsFrom('looking'), nativeBinding: undefined, onCommit: () => {} }
  return new Opened(keys, person, false, path, ports)
}

interface Found {
  /** Disposals whose set is gone and whose names are erased. */
  readonly finished: readonly string[]
  /** Some files of a lot that was begun are gone, and nothing says so yet. */
  readonly isAmid: boolean
  /** Disposals told as broken off. */
  readonly brokenOff: number
}

/** Looks at every file of some disposals and at what is recorded of it. */
function lookAt(stage: DisposalStage, baseMs: number, of: readonly Going[]): Found {
  const opened = openedBehind(stage, baseMs)
  onTestFinished(() => opened.close())
  try {
    return found(opened, stage, baseMs, of)
  } finally {
    opened.close()
  }
}

function found(opened: Opened, stage: DisposalStage, baseMs: number, of: readonly Going[]): Found {
  const tenant = opened.tenant(fileId(stage.school))
  const { db } = tenant
  const gone = disposedSets(db)
  const finished: string[] = []
  let isAmid = false
  let brokenOff = 0
  for (const { n, set, disposal } of of) {
    const rows = destroyedIn(db, disposal)
    const results = new Map<string, Set<string>>()
    for (const { file, result } of rows) results.set(file, (results.get(file) ?? new Set()).add(result))
    const registered = new Set(filesOfSet(db, set).map(({ path }) => path))
    let [there, begun] = [0, 0]
    for (const path of pathsOf(n)) {
      const recorded = results.get(fileEntity(stage.folder.id, path))
      const isRecordedGone = recorded?.has('DELETED') === true || recorded?.has('ALREADY_GONE') === true
      if (existsSync(join(stage.root, path))) {
        there++
        expect(registered.has(path)).toBe(true)
        expect(isRecordedGone).toBe(false)
      } else expect(isRecordedGone || recorded?.has('PENDING') === true).toBe(true)
      if (recorded !== undefined && !isRecordedGone) begun++
    }
    if (gone.has(set)) {
      expect(there).toBe(0)
      expect(begun).toBe(0)
      finished.push(disposal)
    } else if (rows.length > 0) {
      const view = viewOf(opened, stage, baseMs, disposal)
      expect(view?.phase).toBe('BROKEN_OFF')
      brokenOff++
      if (begun > 0) expect(view?.problems.join()).toContain('Trustward ended while')
      if (begun > 0 && there < filesIn(n) - rows.filter(({ phase }) => phase === 'DONE').length) isAmid = true
    } else expect(there).toBe(filesIn(n))
  }
  const isErased = listsToErase(db).length === 0
  // The next run finishes what the last disposed set has left to be erased.
  return { finished: isErased ? finished : finished.slice(0, -1), isAmid, brokenOff }
}

/** What a page would be told. */
function viewOf(opened: Opened, stage: DisposalStage, baseMs: number, disposal: string): Disposal | null {
  const refuse = (): never => {
    throw new Fault('unavailable', 'Not in this test')
  }
  const around = {
    ...{ now: () => START_OF_TESTS + Date.now() - baseMs, newId: refuse, tell: () => {} },
    shelf: shelfIn(join(stage.vault.folder, 'reference')),
    host: new Proxy({}, { get: refuse }) as never, // Nothing here asks it.
  }
  const actor = opened.actor('TRUST_SAFEGUARDING_LEAD')
  const ctx = contextFor(opened, actor, { id: 'test', school: null }, around, refuse)
  const tenant = opened.tenant(fileId(stage.school))
  const row = oneProposal(tenant.db, disposal)
  return row === null ? null : disposalOf(tenant, row, ctx)
}
