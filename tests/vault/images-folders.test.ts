/** Folders of pictures through the contract, over real files and over drives that fail. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TODAY } from '../support/consents/register'
import { temporaryFolder } from '../support/tenant'
import { makeVault, schoolFacts } from '../support/vault'
import { fileEntity } from '../../src-main/features/images/registered'
import { disk } from '../../src-main/folders/disk'
import { group, makeFolderStage, put, wordsAbout, type FolderStage } from './images-stage'
import { behind, fileId } from './pupils-stage'

const eventsOf = async ({ call, school }: FolderStage, type: string): Promise<number> =>
  (await call['history.list']({ school: fileId(school), type })).entries.length

describe('registering a folder', () => {
  const makeSchool = async () => {
    const vault = await makeVault()
    await vault.createTrust()
    const { id: school } = await vault.call['schools.create']({ facts: schoolFacts() })
    const add = (path: string) => {
      vault.toPickFolders.push(path)
      return vault.call['images.addFolder']({ school, label: 'Pictures' })
    }
    return { vault, school, add, list: () => vault.call['images.folders']({ school }) }
  }

  test('keeps its path, and nothing when it is cancelled', async () => {
    const { vault, school, add, list } = await makeSchool()
    await expect(vault.call['images.addFolder']({ school, label: 'Pictures' })).resolves.toBeNull()
    const root = temporaryFolder()
    const made = await add(root)
    expect(made).toMatchObject({ label: 'Pictures', path: root, scannedAt: null, files: 0, missing: 0, changed: 0 })
    await expect(list()).resolves.toEqual([made])
  })

  test('refuses one that is registered, lies in one, or holds one', async () => {
    const { add, list } = await makeSchool()
    const root = temporaryFolder()
    mkdirSync(join(root, 'summer', 'fete'), { recursive: true })
    await add(join(root, 'summer'))
    for (const path of [
      join(root, 'summer'),
      join(root, 'summer') + sep,
      `${root}/winter/../summer`,
      join(root, 'summer', 'fete'),
      root,
    ]) {
      await expect(add(path), path).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/Pictures/),
      })
    }
    mkdirSync(join(root, 'summer 2'))
    await expect(add(join(root, 'summer 2'))).resolves.not.toBeNull()
    await expect(list()).resolves.toHaveLength(2)
  })

  test('refuses one that cannot be looked into', async () => {
    const { add, list } = await makeSchool()
    await expect(add(join(temporaryFolder(), 'gone'))).rejects.toMatchObject({ code: 'denied' })
    await expect(list()).resolves.toEqual([])
  })

  test.each([
    ['CCTV archive', 'CCTV system'],
    ['Incident 12 evidence', 'reference number'],
  ])('refuses %s, and says where such pictures belong (R79, R80)', async (name, words) => {
    const { add, list } = await makeSchool()
    const path = join(temporaryFolder(), name, 'May')
    mkdirSync(path, { recursive: true })
    await expect(add(path)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(words) })
    await expect(list()).resolves.toEqual([])
  })
})

describe('looking through a folder', () => {
  test('offers what is in it by folder and run of days, the largest first', async () => {
    const stage = await makeFolderStage()
    const { put, call, school, folder } = stage
    for (const [at, on] of ['2026-06-19', '2026-06-20', '2026-06-20', '2026-06-23'].entries()) {
      put(`sports/${at}.jpg`, on, 'x'.repeat(10 + at))
    }
    put('odds.png', '2026-07-01', 'odds')
    put('sports/notes.docx')
    const report = await stage.scan()
    expect(report).toMatchObject({ complete: true, stopped: null, problems: [] })
    expect(report.counts).toEqual({
      ...{
        same: 0,
        new: 5,
        moved: 0,
        duplicated: 0,
        missing: 0,
        changed: 0,
        returned: 0,
        problems: 0,
        leftOut: 1,
        told: 0,
      },
    })
    expect(report.folder).toMatchObject({ id: folder.id, scannedAt: stage.vault.now(), files: 0 })
    expect(report.groups).toEqual([
      { ...group('sports', '2026-06-19', '2026-06-20'), files: 3, bytes: 33 },
      { ...group('', '2026-07-01'), files: 1, bytes: 4 },
      { ...group('sports', '2026-06-23'), files: 1, bytes: 13 },
    ])
    await expect(call['images.found']({ school, folder: folder.id })).resolves.toEqual(report)
    expect(stage.vault.events).toContainEqual({
      topic: 'progress',
      payload: { job: 'a'.repeat(32), words: 'Looked at 5 pictures', done: 5, total: null },
    })
    await expect(eventsOf(stage, 'images.scanned')).resolves.toBe(1)
  })

  test('finds the same again, and what is moved, copied, changed, missing and new', async () => {
    const stage = await makeFolderStage()
    const { put, root, call, school, folder } = stage
    for (const name of ['stays', 'moves', 'changes', 'goes', 'twin']) put(`fete/${name}.jpg`)
    await stage.scan()
    const set = await stage.file(group('fete', '2026-06-19'))
    await expect(stage.scan()).resolves.toMatchObject({ counts: { same: 5, new: 0 }, groups: [] })

    mkdirSync(join(root, 'kept'))
    renameSync(join(root, 'fete/moves.jpg'), join(root, 'kept/moved.jpg'))
    put('fete/changes.jpg', '2026-06-19', 'other')
    rmSync(join(root, 'fete/goes.jpg'))
    put('copies/twin.jpg', '2026-06-19', 'fete/twin.jpg')
    put('fete/fresh.jpg')
    const before = await eventsOf(stage, 'images.files')
    const report = await stage.scan()
    expect(report.counts).toEqual({
      ...{
        same: 2,
        moved: 1,
        changed: 1,
        missing: 1,
        duplicated: 1,
        new: 1,
        returned: 0,
        problems: 0,
        leftOut: 0,
        told: 3,
      },
    })
    expect(report.groups).toMatchObject([{ path: 'fete', files: 1 }])
    expect(wordsAbout(report, 'copies/twin.jpg')).toContain('fete/twin.jpg')
    expect(wordsAbout(report, 'fete/goes.jpg')).toContain('was not there')
    expect(wordsAbout(report, 'fete/changes.jpg')).toContain('differ')
    expect(report.folder).toMatchObject({ files: 5, missing: 1, changed: 1 })
    await expect(eventsOf(stage, 'images.files')).resolves.toBe(before + 1)

    const view = await call['images.set']({ school, set })
    expect(view.set).toMatchObject({ files: 5, missingFiles: 1, changedFiles: 1 })
    expect(view.files.map(({ path, state }) => [path, state])).toEqual([
      ['fete/changes.jpg', 'CHANGED'],
      ['fete/goes.jpg', 'MISSING'],
      ['fete/stays.jpg', 'PRESENT'],
      ['fete/twin.jpg', 'PRESENT'],
      ['kept/moved.jpg', 'PRESENT'],
    ])
    await expect(stage.scan()).resolves.toMatchObject({ counts: { same: 3, moved: 0, changed: 1, missing: 1 } })
    put('fete/goes.jpg')
    await expect(stage.scan()).resolves.toMatchObject({ folder: { missing: 0, changed: 1 } })
    await call['images.sets']({ school }).then(([one]) =>
      expect(one).toMatchObject({ missingFiles: 0, changedFiles: 1 }),
    )
    await stage.vault.restart()
    await stage.unlock()
    await expect(call['images.folders']({ school })).resolves.toMatchObject([{ id: folder.id, missing: 0, changed: 1 }])
  })

  test('takes a changed file as it is when somebody says so, with the reason, and not before a look', async () => {
    const stage = await makeFolderStage()
    const { put, call, school } = stage
    put('a.jpg')
    put('b.jpg')
    await stage.scan()
    const set = await stage.file(group('', '2026-06-19'))
    const accept = (path: string) =>
      call['images.acceptChanged']({ school, set, path, reason: 'Turned upright in the office' })
    put('a.jpg', '2026-06-19', 'upright')
    await expect(accept('a.jpg')).rejects.toMatchObject({ code: 'conflict' })
    await stage.scan()
    await expect(accept('b.jpg')).rejects.toMatchObject({ code: 'conflict' })
    await expect(accept('c.jpg')).rejects.toMatchObject({ code: 'not-found' })
    await expect(accept('a.jpg')).resolves.toMatchObject({ changedFiles: 0, files: 2 })
    await expect(accept('a.jpg')).rejects.toMatchObject({ code: 'conflict' })
    await expect(stage.scan()).resolves.toMatchObject({ counts: { same: 2, changed: 0 }, folder: { changed: 0 } })
    const { entries } = await call['history.list']({ school: fileId(school), type: 'images.files' })
    expect(entries[0]).toMatchObject({ reason: 'Turned upright in the office' })
  })

  test('never offers what was destroyed under a disposal, and names the disposal (R76)', async () => {
    const stage = await makeFolderStage()
    const { put, root, vault, school, folder } = stage
    put('old.jpg')
    put('kept.jpg')
    await stage.scan()
    const set = await stage.file(group('', '2026-06-19'))
    const hash = createHash('sha256')
      .update(await readFile(join(root, 'old.jpg')))
      .digest('hex')
    await behind({ vault }, (ctx) => {
      const [disposal, by] = ['d'.repeat(32), ctx.actor.id]
      const file = { file: fileEntity(folder.id, 'old.jpg'), hash, result: 'DELETED' }
      const sets = [{ set, title: 'Sports day', rule: 'Two years', dueOn: TODAY, files: 1, count: 0 }]
      ctx.append(ctx.tenant(fileId(school)), [
        {
          type: 'images.proposal',
          entity: disposal,
          op: 'add',
          body: { number: 41, why: 'Two years', sets, by, on: TODAY },
        },
        {
          type: 'images.destroyed',
          entity: 'e'.repeat(32),
          op: 'add',
          body: { disposal, set, phase: 'DONE', files: [file], by },
        },
      ])
    })
    await stage.unlock()
    rmSync(join(root, 'old.jpg'))
    await expect(stage.scan()).resolves.toMatchObject({ counts: { same: 1, missing: 0, returned: 0 } })
    const { files } = await stage.call['images.set']({ school, set })
    expect(files.map(({ path, state }) => [path, state])).toEqual([
      ['kept.jpg', 'PRESENT'],
      ['old.jpg', 'DESTROYED'],
    ])
    put('old.jpg')
    put('restored/copy.jpg', '2026-06-19', 'old.jpg')
    put('kept.jpg', '2026-06-19', 'old.jpg')
    const report = await stage.scan()
    expect(report).toMatchObject({ counts: { returned: 3, new: 0, changed: 1, missing: 0 }, groups: [] })
    for (const path of ['old.jpg', 'restored/copy.jpg', 'kept.jpg']) {
      expect(wordsAbout(report, path)).toContain('disposal number 41')
    }
    await expect(
      stage.call['images.acceptChanged']({ school, set, path: 'kept.jpg', reason: 'It is the same' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('disposal') })
  })

  test('leaves out what says CCTV or incident, and says so', async () => {
    const stage = await makeFolderStage()
    stage.put('gate/cctv-0412.jpg')
    stage.put('Incident 7/one.jpg')
    stage.put('evidence of learning/one.jpg')
    const report = await stage.scan()
    expect(report.groups).toMatchObject([{ path: 'evidence of learning', files: 1 }])
    expect(report.counts).toMatchObject({ new: 1, leftOut: 2, problems: 2 })
    expect(wordsAbout(report, 'gate/cctv-0412.jpg')).toContain('CCTV system')
    expect(wordsAbout(report, 'Incident 7/one.jpg')).toContain('safeguarding lead')
  })

  test('puts a picture without a believable day under today, and says so', async () => {
    const stage = await makeFolderStage({
      async open(path) {
        const file = await disk.open(path)
        const stat = async () => Object.assign(await file.stat(), { mtimeMs: 0n, birthtimeMs: 0n })
        return { ...file, stat }
      },
    })
    stage.put('undated.jpg')
    const report = await stage.scan()
    expect(report.groups).toMatchObject([{ from: TODAY, to: TODAY }])
    expect(wordsAbout(report, 'undated.jpg')).toContain('1 October 2026')
  })

  test('follows no link, reads long paths and odd names, and tells them', async () => {
    const stage = await makeFolderStage()
    const outside = temporaryFolder()
    put(outside, 'elsewhere.jpg')
    symlinkSync(outside, join(stage.root, 'shortcut'))
    const long = `${'a long name of a folder '.repeat(8).trim()}/${'and another one '.repeat(9).trim()}/x.jpg`
    stage.put(long)
    stage.put('odd\u202egpj.jpg')
    const report = await stage.scan()
    expect(report.counts).toMatchObject({ new: 2, problems: 3, missing: 0 })
    expect(report).toMatchObject({ complete: true })
    expect(wordsAbout(report, 'shortcut')).toContain('not followed')
    expect(wordsAbout(report, long)).toContain('longer than many programs open')
    expect(wordsAbout(report, 'odd\u202egpj.jpg')).toContain('unusual characters')
  })
})
