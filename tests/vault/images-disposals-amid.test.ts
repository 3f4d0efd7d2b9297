import { expect, it } from 'vitest'
import { set } from '@vault/entity'
import { filesOfSet } from '@db/repo/images'
import { disk } from '../../src-main/folders/disk'
import { filesKind, setKind } from '../../src-main/features/images/events'
import { put, setFacts } from './images-stage'
import { day, makeDisposalStage, type DisposalStage } from './images-disposal-stage'
import { behind, fileId } from './pupils-stage'

const [twin, twinList] = ['7'.repeat(32), '8'.repeat(32)]

it('stops before the next lot when a hold comes in the midst of it, and is not carried out twice at once', async () => {
  let amid: () => Promise<void> = async () => {}
  const stage = await makeDisposalStage({
    unlinkIf: async (...asked) => {
      const act = amid
      amid = async () => {}
      await act()
      return disk.unlinkIf(...asked)
    },
  })
  const { call, school, founder } = stage
  const names = Array.from({ length: 205 }, (_, i) => `${String(i).padStart(3, '0')}.jpg`)
  const set = await stage.dueSet('a', names)
  const disposal = await stage.approve(await stage.propose(set))
  const seen: unknown[] = []
  amid = async () => {
    seen.push((await stage.find(disposal)).phase, (await stage.find(disposal)).sets[0]?.pending)
    await expect(stage.carryOut(disposal)).rejects.toMatchObject({ code: 'busy' })
    const facts = { kind: 'POLICE', owner: founder, reason: 'Asked to keep them', reviewOn: day('2026-11-01') } as const
    await call['images.hold']({ school, facts: { ...facts, set } })
  }
  const stopped = await stage.carryOut(disposal)
  expect(seen).toEqual(['BEGUN', 205])
  expect(names.filter((name) => stage.is(`a/${name}`))).toEqual(names.slice(200))
  expect(stopped).toMatchObject({ phase: 'BROKEN_OFF', sets: [{ pending: 5, kept: 0 }] })
  expect(stopped.problems[0]).toContain('on hold (police')
  const [hold] = await call['images.holds']({ school })
  await call['images.liftHold']({ school, hold: hold?.id ?? '', reason: 'The police have closed it' })
  expect(await stage.carryOut(disposal)).toMatchObject({ phase: 'BEGUN', problems: [], sets: [{ pending: 0 }] })
  expect(names.some((name) => stage.is(`a/${name}`))).toBe(false)
})

/** Another PC has put the very files of a set into one of its own. */
const makeTwin = (stage: DisposalStage, of: string, takenOn: string) =>
  behind(stage, (ctx) => {
    const tenant = ctx.tenant(fileId(stage.school))
    const files = filesOfSet(tenant.db, of).map(({ path, size, takenOn: on, hash }) => ({
      path,
      size,
      takenOn: on,
      hash,
    }))
    const facts = setFacts({ title: 'Twin', takenOn: day(takenOn), storage: 'FOLDER', folder: stage.folder.id })
    ctx.append(tenant, [
      set(setKind, twin, facts),
      set(filesKind, twinList, { set: twin, folder: stage.folder.id, files }),
    ])
  })

it('leaves files that a set which stays names too, and takes them with both', async () => {
  const stage = await makeDisposalStage()
  const one = await stage.dueSet('a', ['a.jpg', 'b.jpg'])
  const approved = await stage.approve(await stage.propose(one))
  await makeTwin(stage, one, '2024-06-19')
  await stage.asFounder()
  const shared = { code: 'conflict', words: expect.stringContaining('also belong to a set that stays') }
  await expect(stage.carryOut(approved)).rejects.toMatchObject(shared)
  expect((await stage.find(approved)).problems.join()).toContain('also belong to a set that stays')
  await stage.approve(approved, false)
  await expect(stage.propose(one)).rejects.toMatchObject(shared)
  const both = await stage.approve(await stage.propose(one, twin))
  const gone = await stage.carryOut(both)
  expect(stage.is('a/a.jpg')).toBe(false)
  expect(gone).toMatchObject({ phase: 'BEGUN', problems: [], sets: [{ pending: 0 }, { pending: 0 }] })
  expect(gone.results).toMatchObject([{ result: 'DELETED', items: 2 }])
})

it('tells files another PC added to a set that is gone, and does not touch them', async () => {
  const stage = await makeDisposalStage()
  const set1 = await stage.dueSet('a', ['a.jpg'])
  const disposal = await stage.carryOut(await stage.approve(await stage.propose(set1)))
  put(stage.root, 'a/late.jpg', '2024-06-19')
  await behind(stage, (ctx) => {
    const late = { path: 'a/late.jpg', size: 10, takenOn: day('2024-06-19'), hash: 'd'.repeat(64) }
    const body = { set: set1, folder: stage.folder.id, files: [late] }
    ctx.append(ctx.tenant(fileId(stage.school)), [set(filesKind, twinList, body)])
  })
  await stage.asFounder()
  expect((await stage.find(disposal)).problems.join()).toContain('1 file was added on another PC')
  await expect(stage.carryOut(disposal)).rejects.toMatchObject({ code: 'conflict' })
  expect(stage.is('a/late.jpg')).toBe(true)
})
