import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Disposal, DisposalResult, DisposalSystem } from '@contract/index'
import { hitsIn } from '../support/markers'
import { put, setFacts } from './images-stage'
import { day, makeDisposalStage, WHY, type DisposalStage } from './images-disposal-stage'
import { fileId, pagesOf } from './pupils-stage'

const DAY_MS = 86_400_000

const answers: readonly (readonly [DisposalSystem, DisposalResult, string | null])[] = [
  ['SHARED_DRIVE', 'ALREADY_GONE', null],
  ['DEVICES', 'DELETED', null],
  ['APP', 'ALREADY_GONE', null],
  ['OFF_SITE', 'ALREADY_GONE', null],
  ['BACKUP', 'BEYOND_USE', '2026-12-31'],
]

const record = (
  { call, school }: DisposalStage,
  { id: disposal }: Disposal,
  system: DisposalSystem,
  result: DisposalResult,
  purgeBy: string | null = null,
) =>
  call['images.recordResult']({
    ...{ school, disposal, system, result, items: 2, words: 'Looked at by the office' },
    purgeBy: purgeBy === null ? null : day(purgeBy),
  })

describe('a disposal', () => {
  it('waits for the newest picture, whatever day was typed for the set', async () => {
    const stage = await makeDisposalStage()
    const { call, school } = stage
    const set = await stage.dueSet('sports', ['a.jpg'])
    put(stage.root, 'party/new.jpg', '2026-06-19')
    await call['images.scan']({ school, folder: stage.folder.id, job: 'd'.repeat(32) })
    const typed = setFacts({ takenOn: day('2020-01-01'), storage: 'FOLDER', folder: stage.folder.id })
    const groups = [{ path: 'party', from: day('2026-06-19'), to: day('2026-06-19') }]
    const early = await call['images.addSet']({ school, facts: typed, groups })
    expect(early).toMatchObject({ state: 'HELD', dueOn: '2027-06-19' })
    expect((await call['images.set']({ school, set })).set.dueOn).toBe('2025-06-19')
  })

  it(
    'goes from due to gone by two people, with proof, and takes nothing else (R72-R77)',
    { timeout: 60_000 },
    async () => {
      const stage = await makeDisposalStage()
      const { vault, call, school, is } = stage
      const set = await stage.dueSet('sports', ['Markelina-1.jpg', 'Markelina-2.jpg', 'c.jpg'])
      put(stage.root, 'sports/notes.txt')
      put(stage.root, 'other/kept.jpg')
      const proposed = await stage.propose(set)
      expect(proposed).toMatchObject({ number: '1', phase: 'PROPOSED', proposedBy: stage.founder, answeredBy: null })
      expect(proposed.sets).toMatchObject([{ set, dueOn: '2025-06-19', files: 3, pending: 3, kept: 0 }])
      expect(proposed.sets[0]?.rule).toContain('Image policy, section 9')
      expect((await call['images.set']({ school, set })).set.state).toBe('PROPOSED')
      await expect(stage.carryOut(proposed)).rejects.toMatchObject({ code: 'conflict' })

      const approved = await stage.approve(proposed)
      expect(approved).toMatchObject({ phase: 'APPROVED', answeredBy: stage.head })
      expect(is('sports/c.jpg')).toBe(true)
      const pages = await pagesOf(stage, school)
      expect(hitsIn(pages, ['Markelina'])).toBeGreaterThan(0)
      await stage.asFounder()

      const carried = await stage.carryOut(approved)
      expect(['Markelina-1.jpg', 'Markelina-2.jpg', 'c.jpg', 'notes.txt'].map((name) => is(`sports/${name}`))).toEqual([
        ...[false, false, false, true],
      ])
      expect(is('other/kept.jpg')).toBe(true)
      expect(carried).toMatchObject({ phase: 'BEGUN', carriedOutAt: null, problems: [] })
      expect(carried.results).toMatchObject([
        { system: 'REGISTERED_FOLDER', result: 'DELETED', items: 3, by: stage.founder },
      ])
      expect(carried.sets).toMatchObject([{ pending: 0, kept: 0 }])
      expect(carried.open).toEqual(['SHARED_DRIVE', 'DEVICES', 'APP', 'OFF_SITE', 'BACKUP'])
      expect((await call['images.set']({ school, set })).set).toMatchObject({ state: 'DISPOSED', files: 0 })
      expect(vault.events.filter(({ topic }) => topic === 'progress').at(-1)?.payload).toMatchObject({
        done: 3,
        total: 3,
      })

      // Names of files may be names of children.
      expect(hitsIn(await pagesOf(stage, school), ['Markelina'])).toBe(0)
      await stage.asFounder()
      for (const [system, result, purgeBy] of answers) await record(stage, carried, system, result, purgeBy)
      const finished = await stage.find(carried)
      expect(finished).toMatchObject({ phase: 'CARRIED_OUT', open: [], carriedOutAt: vault.now() })
      await expect(stage.carryOut(finished)).rejects.toMatchObject({ code: 'conflict' })
      expect((await call['history.verify']({ school: fileId(school) })).problems).toEqual([])

      expect(await call['images.saveRecord']({ school, disposal: finished.id })).toEqual({
        ...{ saved: true, fileName: 'Destruction record 1 - 2026-10-01.pdf' },
      })
      const html = vault.printed.at(-1)?.html ?? ''
      expect(html).not.toMatch(/Markelina|Set sports|c\.jpg/)
      for (const word of [set, WHY, 'Bryony Fettlewick', 'Image policy, section 9', 'until 31 December 2026']) {
        expect(html, word).toContain(word)
      }
      expect(html.match(/<li>[0-9a-f]{64}<\/li>/g)).toHaveLength(3)

      const print = async () => {
        await call['images.saveRecord']({ school, disposal: finished.id })
        return /class="fingerprint">.*?<\/p>/.exec(vault.printed.at(-1)?.html ?? '')?.[0]
      }
      const first = await print()
      expect(await print()).toBe(first)
      expect(await record(stage, finished, 'BACKUP', 'PURGED')).toMatchObject({ phase: 'CARRIED_OUT' })
      expect(await print()).not.toBe(first)
      // What was disposed of is known when it comes back (R76).
      put(stage.root, 'sports/c.jpg')
      expect((await stage.scan()).counts).toMatchObject({ returned: 1 })
    },
  )

  it('is not proposed whole when one set may not go, and says why without naming it', async () => {
    const stage = await makeDisposalStage()
    const { call, school } = stage
    const due = await stage.dueSet('due', ['a.jpg'])
    const young = await stage.dueSet('young', ['b.jpg'], '2026-06-01')
    const refusal = stage.propose(due, young)
    await expect(refusal).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining('1 June 2027') })
    await expect(refusal).rejects.not.toThrow(/Set young/)
    const wrong = { school, sets: [due], why: WHY, saidToday: day('2027-10-01') }
    await expect(call['images.propose'](wrong)).rejects.toMatchObject({ code: 'bad-input' })
    await expect(call['images.propose'](wrong)).rejects.not.toThrow(/2026/)
    expect(await call['images.disposals']({ school })).toEqual([])
    await stage.propose(due)
    await expect(stage.propose(due)).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      call['images.saveRecord']({ school, disposal: (await call['images.disposals']({ school }))[0]?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('takes a second person, and may be proposed anew once refused (R74)', async () => {
    const stage = await makeDisposalStage()
    const set = await stage.dueSet('a', ['a.jpg'])
    const first = await stage.propose(set)
    for (const approved of [true, false]) {
      const own = { school: stage.school, disposal: first.id, approved, note: 'I say so', saidToday: day('2026-10-01') }
      await expect(stage.call['images.approve'](own)).rejects.toMatchObject({ code: 'denied' })
    }
    expect(await stage.approve(first, false)).toMatchObject({ phase: 'REFUSED', open: [] })
    await expect(stage.carryOut(first)).rejects.toMatchObject({ code: 'conflict' })
    await expect(record(stage, first, 'DEVICES', 'DELETED')).rejects.toMatchObject({ code: 'conflict' })
    expect(await stage.propose(set)).toMatchObject({ number: '2', phase: 'PROPOSED' })
    expect(stage.is('a/a.jpg')).toBe(true)
  })

  it('is stopped by a hold and by a clock that is wrong, and an approval grows old', async () => {
    const stage = await makeDisposalStage()
    const { call, school, founder, vault } = stage
    const set = await stage.dueSet('a', ['a.jpg'])
    const disposal = await stage.approve(await stage.propose(set))
    const facts = {
      set,
      kind: 'POLICE',
      owner: founder,
      reason: 'Asked to keep them',
      reviewOn: day('2026-10-08'),
    } as const
    const { id: hold } = await call['images.hold']({ school, facts })
    await expect(stage.carryOut(disposal)).rejects.toMatchObject({
      ...{ code: 'conflict', words: expect.stringContaining('police') },
    })
    expect((await stage.find(disposal)).problems[0]).toContain('on hold')
    vault.advance(20 * DAY_MS)
    // A hold does not end when its review date passes.
    await expect(stage.carryOut(disposal)).rejects.toMatchObject({ code: 'conflict' })
    await call['images.liftHold']({ school, hold, reason: 'The police have closed it' })
    vault.advance(-3 * DAY_MS)
    await expect(stage.carryOut(disposal)).rejects.toMatchObject({ words: expect.stringContaining('clock') })
    vault.advance(14 * DAY_MS)
    await expect(stage.carryOut(disposal)).rejects.toMatchObject({ words: expect.stringContaining('31 October 2026') })
    expect(stage.is('a/a.jpg')).toBe(true)
    await stage.carryOut(await stage.approve(disposal))
    expect(stage.is('a/a.jpg')).toBe(false)
  })

  it('keeps what is not certain, tells it, and goes on once it is put right', async () => {
    const stage = await makeDisposalStage()
    const { call, school, root, vault } = stage
    const set = await stage.dueSet('a', ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
    const disposal = await stage.approve(await stage.propose(set))
    put(root, 'a/b.jpg', '2024-06-19', 'another picture')
    rmSync(join(root, 'a/c.jpg'))
    rmSync(join(root, 'a/d.jpg'))
    symlinkSync(join(root, 'a/b.jpg'), join(root, 'a/d.jpg'))
    const broken = await stage.carryOut(disposal)
    expect(['a', 'b', 'd'].map((name) => stage.is(`a/${name}.jpg`))).toEqual([false, true, true])
    expect(broken).toMatchObject({ phase: 'BROKEN_OFF', sets: [{ pending: 0, kept: 2 }] })
    expect(broken.results.map(({ result, items }) => [result, items]).sort()).toEqual([
      ...[
        ['ALREADY_GONE', 1],
        ['DELETED', 1],
        ['KEPT', 2],
      ],
    ])
    expect(broken.problems.filter((words) => words.includes('left alone'))).toHaveLength(2)
    expect((await call['images.set']({ school, set })).set.state).not.toBe('DISPOSED')

    vault.advance(60_000)
    await stage.scan()
    await call['images.acceptChanged']({ school, set, path: 'a/b.jpg', reason: 'Cropped by the office' })
    rmSync(join(root, 'a/d.jpg'))
    const gone = await stage.carryOut(broken)
    expect(stage.is('a/b.jpg')).toBe(false)
    expect(gone).toMatchObject({ phase: 'BEGUN', sets: [{ pending: 0, kept: 0 }], problems: [] })
  })

  it('says nothing is gone while the folder cannot be reached', async () => {
    const stage = await makeDisposalStage()
    const set = await stage.dueSet('a', ['a.jpg'])
    const disposal = await stage.approve(await stage.propose(set))
    const away = `${stage.root} away`
    const { renameSync } = await import('node:fs')
    renameSync(stage.root, away)
    await expect(stage.carryOut(disposal)).rejects.toMatchObject({ code: 'unavailable' })
    const told = await stage.find(disposal)
    expect(told).toMatchObject({ phase: 'BROKEN_OFF', sets: [{ pending: 0, kept: 1 }] })
    expect(told.problems.join()).toContain('could not be reached')
    renameSync(away, stage.root)
    stage.vault.advance(60_000)
    expect(await stage.carryOut(disposal)).toMatchObject({ phase: 'BEGUN', problems: [] })
    expect(stage.is('a/a.jpg')).toBe(false)
  })

  it('lets the others go where one set is held, and goes on when it is free', async () => {
    const stage = await makeDisposalStage()
    const { call, school, founder } = stage
    const [one, two] = [await stage.dueSet('a', ['a.jpg']), await stage.dueSet('b', ['b.jpg'])]
    const disposal = await stage.approve(await stage.propose(one, two))
    const facts = {
      set: one,
      kind: 'COMPLAINT',
      owner: founder,
      reason: 'A parent asks',
      reviewOn: day('2026-11-01'),
    } as const
    const { id: hold } = await call['images.hold']({ school, facts })
    const part = await stage.carryOut(disposal)
    expect([stage.is('a/a.jpg'), stage.is('b/b.jpg')]).toEqual([true, false])
    expect(part).toMatchObject({ phase: 'BROKEN_OFF', sets: [{ pending: 1 }, { pending: 0 }] })
    await call['images.liftHold']({ school, hold, reason: 'Settled' })
    expect(await stage.carryOut(disposal)).toMatchObject({ phase: 'BEGUN', problems: [] })
    expect(stage.is('a/a.jpg')).toBe(false)
  })

  it('tells copies of the same bytes in a set that stays, and where sets are held', async () => {
    const stage = await makeDisposalStage()
    const { call, school, founder } = stage
    put(stage.root, 'stays/copy.jpg', '2026-06-01', 'the same bytes')
    put(stage.root, 'goes/first.jpg', '2024-06-19', 'the same bytes')
    // Found in one look, neither is the other's copy.
    await stage.scan()
    const stays = await stage.addSet('stays', '2026-06-01')
    const goes = await stage.addSet('goes', '2024-06-19')
    const facts = {
      set: stays,
      kind: 'LITIGATION',
      owner: founder,
      reason: 'A claim',
      reviewOn: day('2026-11-01'),
    } as const
    await call['images.hold']({ school, facts })
    const { problems } = await stage.propose(goes)
    expect(problems).toEqual([
      expect.stringContaining('1 copy lies in another set'),
      expect.stringContaining('Set stays (legal claim'),
    ])
  })
})

describe('places the app cannot reach', () => {
  /** A set of prints and one on tablets, approved. */
  async function elsewhere(storage: 'DEVICE' | 'PAPER' = 'DEVICE') {
    const stage = await makeDisposalStage()
    const { call, school } = stage
    const facts = setFacts({ takenOn: day('2024-06-19'), storage, place: 'Tablets of the first floor', count: 12 })
    const { id: set } = await call['images.addSet']({ school, facts, groups: [] })
    return { stage, set, disposal: await stage.approve(await stage.propose(set)) }
  }

  it('are gone when a person says so, after approval', async () => {
    const { stage, set, disposal } = await elsewhere()
    const stateOf = async () => (await stage.call['images.set']({ school: stage.school, set })).set.state
    expect(await stage.carryOut(disposal)).toMatchObject({ phase: 'APPROVED', results: [] })
    expect(await record(stage, disposal, 'DEVICES', 'KEPT')).toMatchObject({ phase: 'BEGUN' })
    expect(await stateOf()).toBe('PROPOSED')
    stage.vault.advance(60_000)
    expect((await record(stage, disposal, 'DEVICES', 'DELETED')).open).not.toContain('DEVICES')
    expect(await stateOf()).toBe('DISPOSED')
  })

  it.each([
    ['REGISTERED_FOLDER', 'DELETED', null, 'bad-input'],
    ['BACKUP', 'BEYOND_USE', null, 'bad-input'],
    ['BACKUP', 'BEYOND_USE', '2026-10-01', 'bad-input'],
    ['DEVICES', 'DELETED', '2027-10-01', 'bad-input'],
    ['BACKUP', 'PURGED', null, 'conflict'],
  ] as const)('%s cannot be %s (purge by %s)', async (system, result, purgeBy, code) => {
    const { stage, disposal } = await elsewhere()
    await expect(record(stage, disposal, system, result, purgeBy)).rejects.toMatchObject({ code })
  })

  it('end as out of reach, never as deleted, where pictures were printed or with the press (R77)', async () => {
    const stage = await makeDisposalStage()
    const { call, school } = stage
    const purpose = await call['consents.addPurpose']({
      school,
      facts: {
        ...{ label: 'Displays', asWritten: null, code: 'DISPLAY_INTERNAL', basis: 'PUBLIC_TASK', outside: false },
        ...{ renewal: 'ANNUAL', reminderDays: 30, position: 1, retiredOn: null, source: null },
      },
    })
    const facts = setFacts({
      takenOn: day('2024-06-19'),
      storage: 'DEVICE',
      place: 'Tablets',
      purposes: [purpose.id],
      count: 4,
    })
    const { id: set } = await call['images.addSet']({ school, facts, groups: [] })
    await call['images.setPeople']({ school, set, pupils: [], staff: [] })
    const use = { set, purpose: purpose.id, from: day('2024-07-01'), until: null, named: false, pupils: null } as const
    const texts = { captions: '', fileNames: [], address: null, approvedBy: stage.head }
    const publish = (place: 'PRESS' | 'WEBSITE') =>
      call['images.publish']({
        ...{ school, despite: 'It was out before Trustward was here' },
        facts: { ...use, ...texts, place, channel: `Summer, ${place}`, printRun: null },
      })
    const [press, website] = [await publish('PRESS'), await publish('WEBSITE')]
    await expect(stage.propose(set)).rejects.toMatchObject({
      words: expect.stringContaining('still in use in 1 place'),
    })
    const set2 = { school, on: day('2026-09-30'), evidence: 'Looked at the page' }
    await call['images.setPublication']({ ...set2, publication: website.id, state: 'REMOVED' })
    const disposal = await stage.approve(await stage.propose(set))
    expect(disposal.open).toContain('PRINT_STOCK')
    expect(disposal.open).not.toContain('WEBSITE')
    for (const result of ['DELETED', 'ALREADY_GONE', 'BEYOND_USE'] as const) {
      const said = record(stage, disposal, 'PRINT_STOCK', result, result === 'BEYOND_USE' ? '2027-01-01' : null)
      await expect(said, result).rejects.toMatchObject({ code: 'bad-input', words: expect.stringContaining('press') })
    }
    await call['images.setPublication']({ ...set2, publication: press.id, state: 'REQUESTED' })
    const told = await stage.find(disposal)
    expect(told.open).not.toContain('PRINT_STOCK')
    expect(told.results.map(({ system, result }) => [system, result])).toEqual(
      expect.arrayContaining([
        ['WEBSITE', 'DELETED'],
        ['PRINT_STOCK', 'CANNOT_RECALL'],
      ]),
    )
  })

  it('deletes nothing of a set whose rule says to archive', async () => {
    const stage = await makeDisposalStage()
    const { call, school } = stage
    const [rule] = await call['images.rules']({ school })
    const { id, sets: _sets, ...facts } = rule!
    await call['images.saveRule']({
      school,
      rule: id,
      facts: { ...facts, action: 'ARCHIVE' },
      reason: 'For the archive',
    })
    const set = await stage.dueSet('a', ['a.jpg'])
    const told = await stage.carryOut(await stage.approve(await stage.propose(set)))
    expect(stage.is('a/a.jpg')).toBe(true)
    expect(told.problems.join()).toContain('deletes nothing')
    expect(told.open).toContain('SHARED_DRIVE')
  })
})
