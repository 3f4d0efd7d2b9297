import { describe, expect, it } from 'vitest'
import type { RetentionRuleFacts } from '@contract/index'
import { fileId } from './pupils-stage'
import { day, makeDisposalStage, ruleFacts } from './images-disposal-stage'
import { setFacts } from './images-stage'

const REASON = 'Agreed by the governors'

/** A school with one rule for events, and sets on tablets taken on some days. */
async function stageWith(...taken: readonly string[]) {
  const stage = await makeDisposalStage()
  const { call, school } = stage
  const add = async (on: string) => {
    const facts = setFacts({ title: `Set of ${on}`, takenOn: day(on), storage: 'DEVICE', place: 'Tablets', count: 3 })
    return (await call['images.addSet']({ school, facts, groups: [] })).id
  }
  const sets: string[] = []
  for (const on of taken) sets.push(await add(on))
  const [rule] = await call['images.rules']({ school: fileId(school) })
  if (rule === undefined) throw new Error('There is no rule')
  const save = (facts: Partial<RetentionRuleFacts>, of: string | null = null, trust = false) =>
    call['images.saveRule']({
      ...{ school: trust ? stage.trust : fileId(school), rule: of, facts: ruleFacts(facts), reason: REASON },
    })
  return { ...stage, add, sets, rule, save }
}

describe('retention rules', () => {
  it('tell how many sets each applies to today, and keep why they were changed', async () => {
    const { call, school, rule, save } = await stageWith('2024-06-19', '2026-06-19')
    expect(rule).toMatchObject({ label: 'Events: one year', sets: 2 })
    expect(await save({ months: 24 }, rule.id)).toMatchObject({ id: rule.id, months: 24, sets: 2 })
    const general = await save({ label: 'All others', imageClass: null, months: 60 })
    expect(general.sets).toBe(0)
    expect((await call['images.rules']({ school: fileId(school) })).map(({ label }) => label)).toEqual([
      ...['Events: one year', 'All others'],
    ])
    const { entries } = await call['history.list']({ school: fileId(school), type: 'images.rule' })
    expect(entries.every(({ reason }) => reason === REASON)).toBe(true)
    await save({ retiredOn: day('2026-10-01'), months: 24 }, rule.id)
    expect((await call['images.rules']({ school: fileId(school) })).map(({ sets }) => sets)).toEqual([0, 2])
  })

  it.each([
    ['no time at all', { months: 0 }],
    ['less than a pupil is old', { trigger: 'BIRTH', months: 35 }],
    ['an end that has passed', { retiredOn: day('2026-09-30') }],
    ['an end before it began', { retiredOn: day('2026-10-01') }],
  ] as const)('are not saved with %s', async (_what, facts) => {
    const { save, call, school } = await stageWith()
    await expect(save(facts)).rejects.toMatchObject({
      code: 'bad-input',
      words: expect.stringContaining('Nothing was saved'),
    })
    expect(await call['images.rules']({ school: fileId(school) })).toHaveLength(1)
  })

  it('come from the trust where the school has none, once', async () => {
    const { call, school, trust, save, rule } = await stageWith('2024-06-19')
    await save({ label: 'Trust: events', months: 36 }, null, true)
    await save({ label: 'Trust: portraits', imageClass: 'PORTRAIT' }, null, true)
    await save({ label: 'Trust: any', imageClass: null }, null, true)
    const old = await save({ label: 'Trust: videos', imageClass: 'VIDEO' }, null, true)
    await save({ label: 'Trust: videos', imageClass: 'VIDEO', retiredOn: day('2026-10-01') }, old.id, true)
    expect((await call['images.rules']({ school: trust })).map(({ sets }) => sets)).toEqual([0, 0, 0, 0])
    const labels = async () => (await call['images.adoptDefaults']({ school })).map(({ label }) => label)
    const adopted = ['Events: one year', 'Trust: portraits', 'Trust: any']
    expect(await labels()).toEqual(adopted)
    expect(await labels()).toEqual(adopted)
    // Retired here, the class has none in force any more.
    await save({ retiredOn: day('2026-10-01') }, rule.id)
    expect(await labels()).toEqual(['Events: one year', 'Trust: events', 'Trust: portraits', 'Trust: any'])
  })

  it('say what a change would do before it is saved, without titles for whoever may not see sets', async () => {
    const { call, school, sets, rule, vault } = await stageWith('2024-06-19', '2026-06-19', '2026-09-01')
    const facts = ruleFacts({ months: 3 })
    const would = await call['images.whatIf']({ school, rule: rule.id, facts })
    expect(would).toMatchObject({ sets: 3, changed: 3, dueNow: 1 })
    expect(would.changes).toContainEqual({
      ...{ set: sets[1], title: 'Set of 2026-06-19', before: '2027-06-19', after: '2026-09-19', dueNow: true },
    })
    expect(await call['images.whatIf']({ school, rule: rule.id, facts: ruleFacts() })).toMatchObject({ changed: 0 })
    // A second rule of one class only ever makes it later.
    expect(await call['images.whatIf']({ school, rule: null, facts })).toMatchObject({ changed: 0, dueNow: 0 })
    const after = await call['images.rules']({ school: fileId(school) })
    expect(after.map(({ months }) => months)).toEqual([12])

    const { id: lead } = await call['people.add']({ name: 'Quillan Marl' })
    await call['people.grant']({
      person: lead,
      role: 'POLICY_LEAD',
      grantFor: null,
      from: day('2026-01-01'),
      until: null,
    })
    await call['people.letUnlock']({ person: lead, signInName: 'quillan', passphrase: 'walnut saddle orbit fennel' })
    await vault.call['session.unlock']({ signInName: 'quillan', passphrase: 'walnut saddle orbit fennel' })
    const unnamed = await call['images.whatIf']({ school, rule: rule.id, facts })
    expect(unnamed).toMatchObject({ changed: 3, dueNow: 1 })
    expect(unnamed.changes.map(({ title }) => title)).toEqual(['', '', ''])
    await expect(call['images.holds']({ school })).rejects.toMatchObject({ code: 'denied' })
  })
})

describe('holds', () => {
  it('are put, reviewed and lifted, and outlast their review date (R72)', async () => {
    const { call, school, founder, head, sets, vault } = await stageWith('2024-06-19')
    const set = sets[0] ?? ''
    const facts = { set, kind: 'INQUIRY', owner: head, reason: 'An inquiry asks', reviewOn: day('2026-10-08') } as const
    const refused = (change: object) => call['images.hold']({ school, facts: { ...facts, ...change } })
    await expect(refused({ set: 'e'.repeat(32) })).rejects.toMatchObject({ code: 'not-found' })
    await expect(refused({ owner: 'e'.repeat(32) })).rejects.toMatchObject({ code: 'not-found' })
    await expect(refused({ reviewOn: day('2026-10-01') })).rejects.toMatchObject({ code: 'bad-input' })
    const hold = await call['images.hold']({ school, facts })
    expect(hold).toMatchObject({ ...facts, title: 'Set of 2024-06-19', from: '2026-10-01', reviewOverdue: false })
    const stateOf = async () => (await call['images.set']({ school, set })).set.state
    expect(await stateOf()).toBe('ON_HOLD')
    vault.advance(8 * 86_400_000)
    expect(await call['images.holds']({ school })).toMatchObject([{ id: hold.id, reviewOverdue: true }])
    expect(await stateOf()).toBe('ON_HOLD')
    const review = { school, hold: hold.id, reason: 'It goes on' }
    await expect(call['images.reviewHold']({ ...review, reviewOn: day('2026-10-09') })).rejects.toMatchObject({
      code: 'bad-input',
    })
    expect(await call['images.reviewHold']({ ...review, reviewOn: day('2026-12-01') })).toMatchObject([
      { id: hold.id, reviewOn: '2026-12-01', from: '2026-10-01', reason: 'An inquiry asks', reviewOverdue: false },
    ])
    const second = await call['images.hold']({
      school,
      facts: { ...facts, owner: founder, reviewOn: day('2026-12-01') },
    })
    const lift = (of: string) => call['images.liftHold']({ school, hold: of, reason: 'It is closed' })
    expect((await lift(hold.id)).map(({ id }) => id)).toEqual([second.id])
    expect(await stateOf()).toBe('ON_HOLD')
    expect(await lift(second.id)).toEqual([])
    expect(await stateOf()).toBe('OVERDUE')
    await expect(lift(hold.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

it('tells the trust every school in figures', async () => {
  const { call, school, founder, sets, add } = await stageWith('2024-06-19', '2025-09-19', '2026-06-19', '2024-01-10')
  const facts = { kind: 'OTHER', owner: founder, reason: 'Asked to wait', reviewOn: day('2026-12-01') } as const
  await call['images.hold']({ school, facts: { ...facts, set: sets[3] ?? '' } })
  await add('2023-02-28')
  const portrait = setFacts({ imageClass: 'PORTRAIT', takenOn: day('2026-01-01'), storage: 'PAPER', count: 1 })
  await call['images.addSet']({ school, facts: portrait, groups: [] })
  const none = { due: 0, overdue: 0, onHold: 0, noRule: 0, takeDowns: 0, takeDownsOverdue: 0, breachesOpen: 0 }
  expect(await call['images.figures']({})).toEqual([
    {
      school,
      counts: { ...none, sets: 6, due: 1, overdue: 2, onHold: 1, noRule: 1, oldestOverdue: '2025-02-28' },
    },
  ])
})
