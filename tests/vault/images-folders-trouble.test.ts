/** Looks through a folder of pictures in which something goes wrong, through the contract. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { disk } from '../../src-main/folders/disk'
import { failure, group, makeFolderStage, setFacts, wordsAbout } from './images-stage'

describe('what goes wrong on the way', () => {
  test('an unreadable file and one in use are told, and a registered one of them is not missing', async () => {
    let shut: Readonly<Record<string, string>> = {}
    const stage = await makeFolderStage({
      open: (path) => {
        const code = Object.entries(shut).find(([name]) => path.endsWith(name))?.[1]
        return code === undefined ? disk.open(path) : Promise.reject(failure(code))
      },
    })
    stage.put('a.jpg')
    stage.put('b.jpg')
    await stage.scan()
    await stage.file(group('', '2026-06-19'))
    shut = { 'a.jpg': 'EACCES', 'b.jpg': 'EBUSY' }
    const report = await stage.scan()
    expect(report).toMatchObject({ complete: true, counts: { same: 0, missing: 0, problems: 2 } })
    expect(wordsAbout(report, 'a.jpg')).toContain('Ask IT')
    expect(wordsAbout(report, 'b.jpg')).toContain('Another program')
  })

  test('with a folder that cannot be opened nothing is missing', async () => {
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
    await stage.file(group('shut', '2026-06-19'))
    isShut = true
    rmSync(join(stage.root, 'open/b.jpg'))
    const report = await stage.scan()
    expect(report).toMatchObject({ complete: false, counts: { missing: 0, problems: 1 }, folder: { missing: 0 } })
    expect(report.stopped).toContain('nothing counts as missing')
    expect(wordsAbout(report, 'shut')).toContain('could not be opened')
  })

  test('when the network goes in mid-scan, what was seen counts and nothing is missing', async () => {
    let goesAt = Infinity
    let opened = 0
    const isGone = () => opened >= goesAt
    const stage = await makeFolderStage({
      open: (path) => ((opened += 1), isGone() ? Promise.reject(failure('ENOENT')) : disk.open(path)),
      lstat: (path) => (isGone() ? Promise.reject(failure('ENOENT')) : disk.lstat(path)),
      realpath: (path) => (isGone() ? Promise.reject(failure('ENOENT')) : disk.realpath(path)),
    })
    for (let at = 0; at < 40; at += 1) stage.put(`fete/${at}.jpg`)
    await stage.scan()
    await stage.file(group('fete', '2026-06-19'))
    for (let at = 0; at < 40; at += 1) stage.put(`fete/fresh ${at}.jpg`)
    goesAt = opened + 50
    const report = await stage.scan()
    expect(report).toMatchObject({ complete: false, counts: { missing: 0, moved: 0 }, folder: { missing: 0 } })
    expect(report.stopped).toContain('could not be reached any more')
    expect(report.counts.same + report.counts.new).toBeGreaterThan(0)
    goesAt = 0
    await expect(stage.scan()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('drive') })
    goesAt = Infinity
    await expect(stage.scan()).resolves.toMatchObject({ complete: true, counts: { same: 40, new: 40, missing: 0 } })
  })

  test('where it broke off before everything was seen, a copy is not taken for a move', async () => {
    let isShut = false
    const stage = await makeFolderStage({
      async *list(folder) {
        if (isShut && folder.endsWith('fete')) throw failure('EACCES')
        yield* disk.list(folder)
      },
    })
    stage.put('fete/a.jpg')
    await stage.scan()
    const set = await stage.file(group('fete', '2026-06-19'))
    isShut = true
    stage.put('copy.jpg', '2026-06-19', 'fete/a.jpg')
    const report = await stage.scan()
    expect(report).toMatchObject({ counts: { moved: 0, new: 0 }, groups: [] })
    expect(wordsAbout(report, 'copy.jpg')).toContain('not known whether')
    const { files } = await stage.call['images.set']({ school: stage.school, set })
    expect(files).toMatchObject([{ path: 'fete/a.jpg', state: 'PRESENT' }])
  })

  test('is stopped at once when somebody says so, keeps what was found, and one look at a time is enough', async () => {
    const held: (() => void)[] = []
    let holds = false
    const stage = await makeFolderStage({
      open: async (path) => {
        if (holds && path.endsWith('9.jpg')) await new Promise<void>((go) => held.push(go))
        return disk.open(path)
      },
    })
    stage.put('a.jpg')
    await stage.scan()
    const set = await stage.file(group('', '2026-06-19'))
    rmSync(join(stage.root, 'a.jpg'))
    await expect(stage.scan()).resolves.toMatchObject({ folder: { missing: 1 } })
    for (let at = 0; at < 10; at += 1) stage.put(`${at}.jpg`)
    holds = true
    const looking = stage.scan('b'.repeat(32))
    await expect(stage.scan()).rejects.toMatchObject({ code: 'busy' })
    await stage.call['images.cancelScan']({ school: stage.school, job: 'c'.repeat(32) })
    await stage.call['images.cancelScan']({ school: stage.school, job: 'b'.repeat(32) })
    for (const go of held) go()
    holds = false
    const report = await looking
    expect(report).toMatchObject({ complete: false, counts: { missing: 0 } })
    expect(report.stopped).toContain('stopped')
    // What the look before knew stands.
    expect(report.folder.missing).toBe(1)
    const { files } = await stage.call['images.set']({ school: stage.school, set })
    expect(files).toMatchObject([{ path: 'a.jpg', state: 'MISSING' }])
    await expect(stage.scan()).resolves.toMatchObject({ complete: true, counts: { new: 10 } })
  })

  test('ends with the session; what was found before it stands', async () => {
    const stage = await makeFolderStage()
    const { call, school, folder } = stage
    stage.put('a.jpg')
    const before = await stage.scan()
    const looking = stage.scan()
    const ended = expect(looking).rejects.toMatchObject({ code: 'locked' })
    await call['session.lock']({})
    await ended
    await stage.unlock()
    await expect(call['images.found']({ school, folder: folder.id })).resolves.toEqual(before)
    const facts = setFacts({ storage: 'FOLDER', folder: folder.id })
    const asked = { school, facts, groups: [group('', '2026-06-19')] }
    await expect(call['images.addSet'](asked)).resolves.toMatchObject({ files: 1 })
  })

  test('cut off by a lock, it keeps what was found until then, and says that it is unfinished', async () => {
    const held: (() => void)[] = []
    let opened = 0
    const stage = await makeFolderStage({
      open: async (path) => {
        if ((opened += 1) === 580) await new Promise<void>((go) => held.push(go))
        return disk.open(path)
      },
    })
    const { call, school, folder, vault } = stage
    for (let at = 0; at < 602; at += 1) stage.put(`${at}.jpg`)
    const looking = stage.scan()
    const ended = expect(looking).rejects.toMatchObject({ code: 'locked' })
    await expect.poll(() => held.length).toBe(1)
    await expect.poll(() => vault.events.some(({ topic }) => topic === 'progress')).toBe(true)
    await call['session.lock']({})
    for (const go of held) go()
    await ended
    vault.advance(60_000)
    await stage.unlock()
    const found = await call['images.found']({ school, folder: folder.id })
    expect(found).toMatchObject({ complete: false, asOf: vault.now() - 60_000, folder: { scannedAt: null } })
    expect(found?.stopped).toContain('cut off')
    expect(found?.groups).toMatchObject([{ path: '', files: found?.counts.new }])
    expect(found?.counts.new).toBeGreaterThan(0)
    await expect(stage.scan()).resolves.toMatchObject({ complete: true, stopped: null, counts: { new: 602 } })
  })

  test('a folder nobody registered is not found', async () => {
    const { call, school } = await makeFolderStage()
    const folder = '0'.repeat(32)
    await expect(call['images.scan']({ school, folder, job: folder })).rejects.toMatchObject({ code: 'not-found' })
    await expect(call['images.found']({ school, folder })).rejects.toMatchObject({ code: 'not-found' })
  })
})
