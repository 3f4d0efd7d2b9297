/** What looks through folders found, kept on this PC alone: across a lock, until a later look, and gone with what is destroyed. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { imagesProjections } from '@db/repo/images'
import { retentionProjections } from '@db/repo/retention'
import { amissCounts, forgetFolder, keepAmiss, keepLook, keepUnsorted, lookAt, unsortedDays } from '@db/repo/found'
import { folder as folderTable } from '@db/schema/images'
import { remove, set } from '@vault/entity'
import { folderKind, setsKinds } from '../../src-main/features/images/events'
import { retentionKinds } from '../../src-main/features/images/events-retention'
import { disk } from '../../src-main/folders/disk'
import { hitsIn } from '../support/markers'
import { makeTenant, someone, type TestTenant } from '../support/tenant'
import { makeDisposalStage } from './images-disposal-stage'
import { failure, group, makeFolderStage, wordsAbout } from './images-stage'
import { behind, fileId } from './pupils-stage'

describe('what was found', () => {
  test('is there after a lock and a new start, with its time, and a set can be made of it', async () => {
    const stage = await makeFolderStage()
    const { call, school, folder, vault, put, root } = stage
    for (const name of ['goes', 'changes', 'stays']) put(`fete/${name}.jpg`)
    await stage.scan()
    const made = await stage.file(group('fete', '2026-06-19'))
    rmSync(join(root, 'fete/goes.jpg'))
    put('fete/changes.jpg', '2026-06-19', 'other')
    put('new/one.jpg')
    put('new/twin.jpg', '2026-06-19', 'fete/stays.jpg')
    const report = await stage.scan()
    expect(report).toMatchObject({ asOf: vault.now(), complete: true, groups: [{ path: 'new', files: 1 }] })
    vault.advance(3 * 60 * 60_000)
    await vault.restart()
    await stage.unlock()
    const found = await call['images.found']({ school, folder: folder.id })
    expect(found).toEqual(report)
    const view = await call['images.set']({ school, set: made })
    expect(view).toMatchObject({ seenAt: report.asOf, set: { missingFiles: 1, changedFiles: 1 } })
    expect(view.files.map(({ state }) => state)).toEqual(['CHANGED', 'MISSING', 'PRESENT'])
    const accepted = { school, set: made, path: 'fete/changes.jpg', reason: 'Turned upright' }
    await expect(call['images.acceptChanged'](accepted)).resolves.toMatchObject({ changedFiles: 0, missingFiles: 1 })
    await stage.file(group('new', '2026-06-19'), 'The rest')
    await expect(call['images.found']({ school, folder: folder.id })).resolves.toMatchObject({
      ...{ groups: [], folder: { missing: 1, changed: 0, files: 4 } },
    })
    await expect(stage.file(group('new', '2026-06-19'))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is null before the first look on this PC', async () => {
    const { call, school, folder } = await makeFolderStage()
    await expect(call['images.found']({ school, folder: folder.id })).resolves.toBeNull()
  })

  test('of a look that did not reach the end stands beside what it did not come to; the next whole one replaces all', async () => {
    let isShut = false
    const stage = await makeFolderStage({
      async *list(folder) {
        if (isShut && folder.endsWith('shut')) throw failure('EACCES')
        yield* disk.list(folder)
      },
    })
    stage.put('shut/a.jpg')
    stage.put('open/b.jpg')
    await stage.scan()
    isShut = true
    rmSync(join(stage.root, 'open/b.jpg'))
    stage.put('open/c.jpg')
    const part = await stage.scan()
    expect(part).toMatchObject({ complete: false, counts: { new: 1 } })
    expect(part.groups).toMatchObject([
      { path: 'open', files: 2 },
      { path: 'shut', files: 1 },
    ])
    isShut = false
    const whole = await stage.scan()
    expect(whole).toMatchObject({ complete: true, groups: [{ files: 1 }, { files: 1 }], problems: [] })
  })

  test('of a moved folder larger than what is in hand is recorded, each file where it is now', async () => {
    const stage = await makeFolderStage()
    for (let at = 0; at < 620; at += 1) stage.put(`fete/${at}.jpg`)
    await stage.scan()
    const made = await stage.file(group('fete', '2026-06-19'))
    rmSync(join(stage.root, 'fete'), { recursive: true })
    for (let at = 0; at < 620; at += 1) stage.put(`moved/${at}.jpg`, '2026-06-19', `fete/${at}.jpg`)
    await expect(stage.scan()).resolves.toMatchObject({ counts: { moved: 620, missing: 0, new: 0 }, groups: [] })
    await expect(stage.scan()).resolves.toMatchObject({ counts: { same: 620, moved: 0, missing: 0 } })
    const { files } = await stage.call['images.set']({ school: stage.school, set: made })
    expect(files.every(({ path, state }) => path.startsWith('moved/') && state === 'PRESENT')).toBe(true)
  })

  test('holds no name of what was destroyed (R73, R76), and no bytes of a picture (R81)', async () => {
    const stage = await makeDisposalStage()
    const made = await stage.dueSet('sports', ['Markelina one.jpg', 'Markelina two.jpg', 'Markelina three.jpg'])
    rmSync(join(stage.root, 'sports/Markelina two.jpg'))
    stage.put('copies/twin.jpg', '2024-06-19', 'sports/Markelina one.jpg')
    stage.put('other/kept.jpg', '2024-06-19', 'Brandolyn in the picture itself')
    const report = await stage.scan()
    expect(report).toMatchObject({ counts: { missing: 1, duplicated: 1, new: 1 } })
    expect(wordsAbout(report, 'copies/twin.jpg')).toContain('Markelina one.jpg')
    const proposed = await stage.propose(made)
    await stage.approve(proposed)
    const done = await stage.carryOut(proposed)
    expect(done.phase).toBe('BEGUN')
    const found = await stage.call['images.found']({ school: stage.school, folder: stage.folder.id })
    expect(found).toMatchObject({ problems: [], groups: [{ path: 'other', files: 1 }] })
    await behind(stage, (_ctx, opened) => {
      const { file, log } = opened.tenant(fileId(stage.school))
      expect(hitsIn(file.client.serialize(), ['Markelina', 'Brandolyn'])).toBe(0)
      expect(log.verify()).toMatchObject({ sound: true })
    })
    expect(hitsIn(readFileSync(join(stage.root, 'other/kept.jpg')), ['Brandolyn'])).toBeGreaterThan(0)
  })
})

describe('what stays on this PC', () => {
  const folderId = '5'.repeat(32)
  const make = (device: string, folder?: string) =>
    makeTenant({
      kinds: [...setsKinds, ...retentionKinds],
      projections: { ...imagesProjections, ...retentionProjections },
      ...{ device, ...(folder === undefined ? {} : { folder }) },
    })
  const counts = {
    ...{
      same: 0,
      new: 1,
      moved: 0,
      duplicated: 0,
      missing: 1,
      changed: 0,
      returned: 0,
      problems: 0,
      leftOut: 0,
      told: 1,
    },
  }
  const find = ({ tenant }: TestTenant): void => {
    const [of, on] = [{ folder: folderId, look: 1 }, '2026-06-19' as never] // As parsing would make it.
    const { device } = tenant.here
    tenant.here.write((db) => {
      keepLook(db, {
        ...{ folder: folderId, device, number: 1, at: 1, ended: 'WHOLE', stopped: null, whole: true, counts },
      })
      keepUnsorted(db, [
        { ...of, path: 'a/b.jpg', below: 'a', size: 3, takenOn: on, hash: 'a'.repeat(64), filed: false },
      ])
      keepAmiss(db, [
        { ...of, path: 'gone.jpg', set: '1'.repeat(32), state: 'MISSING', size: null, takenOn: null, hash: null },
      ])
    })
  }

  test('is no part of the log: nothing waits to be sent, and the proof of the file does not ask for it', async () => {
    const made = await make('here')
    const before = made.log.outbox()
    find(made)
    expect(made.log.outbox()).toEqual(before)
    expect(made.log.verify()).toMatchObject({ sound: true, problems: [] })
    expect(unsortedDays(made.db, folderId)).toMatchObject([{ path: 'a', files: 1, bytes: 3 }])
    made.reopen()
    expect(lookAt(made.db, folderId)?.number).toBe(1)
  })

  test('cannot be used to write a record', async () => {
    const { tenant } = await make('here')
    expect(() =>
      tenant.here.write((db) => db.insert(folderTable).values({ id: folderId, label: 'x', path: '/x' }).run()),
    ).toThrow(expect.objectContaining({ code: 'internal' }))
    expect(() => tenant.here.write((db) => db.delete(folderTable).run())).toThrow()
  })

  test('goes with its folder', async () => {
    const made = await make('here')
    made.write([set(folderKind, folderId, { label: 'Drive', path: '/drive', by: someone.person })])
    find(made)
    made.write([remove(folderKind, folderId)])
    expect(lookAt(made.db, folderId)).toBeNull()
    expect(amissCounts(made.db)).toEqual([])
    expect(unsortedDays(made.db, folderId)).toEqual([])
  })

  test('is not believed on another PC to which the file was carried', async () => {
    const first = await make('here')
    find(first)
    first.close()
    const { tenants, id, key } = await makeOther(first)
    const there = tenants.open(id, key())
    expect(lookAt(there.db, folderId)).toBeNull()
    expect(amissCounts(there.db)).toEqual([])
    there.here.write((db) => forgetFolder(db, folderId))
  })

  /** Another PC with a file of its own, in whose place the first one's is put. */
  async function makeOther(first: TestTenant) {
    const { cpSync } = await import('node:fs')
    const other = await make('there')
    other.close()
    cpSync(first.path, other.path)
    return other
  }
})
