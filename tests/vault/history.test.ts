import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SchoolId, TenantId } from '@contract/index'
import { fieldsBefore, undoDrafts, withNames, type EntityPast } from '../../src-main/features/history/rules'
import type { Json, LogEvent } from '../../src-main/sync/core/event'
import { fieldsOf, merge, type Merged } from '../../src-main/sync/core/merge'
import { makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

async function withSchool(): Promise<{ vault: TestVault; school: SchoolId; trust: TenantId }> {
  const vault = await makeVault()
  const state = await vault.createTrust()
  const school = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  return { vault, school, trust: state.trust?.id as TenantId }
}

const shortNameOf = async (vault: TestVault) => (await vault.call['schools.list']({}))[0]?.facts.shortName
const rename = (vault: TestVault, school: SchoolId, shortName: string, reason = 'Agreed') =>
  vault.call['schools.edit']({ school, facts: schoolFacts({ shortName }), reason })
const newest = async (vault: TestVault, trust: TenantId, entity?: string) => {
  const { entries } = await vault.call['history.list']({ school: trust, ...(entity !== undefined && { entity }) })
  const [entry] = entries
  if (entry === undefined) throw new Error('The history is empty')
  return entry
}

test('says who did what, in which role, when and why, newest first', async () => {
  const { vault, school, trust } = await withSchool()
  vault.advance(60_000)
  await rename(vault, school, 'TB', 'Shorter on paper')
  const entry = await newest(vault, trust, school)
  expect(entry).toMatchObject({
    person: { name: 'Tamsin Quillfeather' },
    role: 'TRUST_SAFEGUARDING_LEAD',
    at: vault.now(),
    reason: 'Shorter on paper',
    undoable: true,
    undone: false,
  })
  expect(entry.words).toContain('Thistlebrook Primary School')
  expect(entry.device).toMatch(/^[0-9a-f]{8}$/)
})

test('pages without losing or repeating an entry, and filters', async () => {
  const { vault, school, trust } = await withSchool()
  for (let i = 0; i < 7; i++) await rename(vault, school, `T${i}`)
  const all = (await vault.call['history.list']({ school: trust, limit: 200 })).entries.map(({ event }) => event)
  const paged: string[] = []
  for (let before: string | undefined; ;) {
    const page = await vault.call['history.list']({ school: trust, limit: 3, ...(before !== undefined && { before }) })
    paged.push(...page.entries.map(({ event }) => event))
    before = page.entries.at(-1)?.event
    if (!page.more) break
  }
  expect(paged).toEqual(all)
  const { entries } = await vault.call['history.list']({ school: trust, type: 'schools.', entity: school })
  expect(entries).toHaveLength(8)
  const person = entries[0]?.person.id ?? ''
  expect((await vault.call['history.list']({ school: trust, person, limit: 200 })).entries).toHaveLength(all.length)
  expect((await vault.call['history.list']({ school: trust, person: '0'.repeat(32) })).entries).toEqual([])
})

test('puts the earlier values back when a change is undone, and forth again when that is undone', async () => {
  const { vault, school, trust } = await withSchool()
  await rename(vault, school, 'TB')
  const change = await newest(vault, trust, school)
  const undone = await vault.call['history.undo']({ school: trust, batch: change.batch, reason: 'By mistake' })
  expect(undone.words).toContain('Undone:')
  expect(await shortNameOf(vault)).toBe('TPS')
  const entry = await newest(vault, trust, school)
  expect(entry).toMatchObject({ batch: undone.batch, reason: 'By mistake', undoable: true })
  const { entries } = await vault.call['history.list']({ school: trust, entity: school })
  expect(entries.map(({ undone: is, undoable }) => [is, undoable])).toEqual([
    [false, true],
    [true, false],
    [false, true],
  ])
  await vault.call['history.undo']({ school: trust, batch: undone.batch })
  expect(await shortNameOf(vault)).toBe('TB')
  const again = await vault.call['history.list']({ school: trust, entity: school })
  expect(again.entries.map(({ undone: is }) => is)).toEqual([false, true, false, false])
})

test('refuses to undo twice, or what something later changed, and writes nothing then', async () => {
  const { vault, school, trust } = await withSchool()
  await rename(vault, school, 'TB')
  const first = await newest(vault, trust, school)
  await rename(vault, school, 'TBP')
  const second = await newest(vault, trust, school)
  const undo = (batch: string) => vault.call['history.undo']({ school: trust, batch })
  await expect(undo(first.batch)).rejects.toMatchObject({ code: 'conflict' })
  expect((await newest(vault, trust)).event).toBe(second.event)
  await undo(second.batch)
  await expect(undo(second.batch)).rejects.toThrow('undone already')
  expect(await shortNameOf(vault)).toBe('TB')
})

test('undoes one change after another, newest first, and takes the school away last', async () => {
  const { vault, school, trust } = await withSchool()
  for (const name of ['A', 'B', 'C']) await rename(vault, school, name)
  const { entries } = await vault.call['history.list']({ school: trust, entity: school })
  const seen: unknown[] = []
  for (const { batch } of entries) {
    await vault.call['history.undo']({ school: trust, batch })
    seen.push(await shortNameOf(vault))
  }
  expect(seen).toEqual(['B', 'A', 'TPS', undefined])
})

test('refuses to undo people, roles and access, which have screens of their own', async () => {
  const { vault, trust } = await withSchool()
  const { entries } = await vault.call['history.list']({ school: trust, limit: 200 })
  const guarded = entries.filter(({ type }) => type.startsWith('people.') || type.startsWith('session.'))
  expect(guarded.length).toBeGreaterThanOrEqual(4)
  for (const entry of guarded) {
    expect(entry.undoable).toBe(false)
    await expect(vault.call['history.undo']({ school: trust, batch: entry.batch })).rejects.toMatchObject({
      code: 'conflict',
    })
  }
  await expect(vault.call['history.undo']({ school: trust, batch: '0'.repeat(32) })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('undoing takes the right to do it: a reader of one school undoes nothing of the trust', async () => {
  const { vault, school, trust } = await withSchool()
  await rename(vault, school, 'TB')
  const { batch } = await newest(vault, trust, school)
  const person = (await vault.call['people.add']({ name: 'Orla Pennywhistle' })).id
  await vault.call['people.grant']({ person, role: 'DSL', grantFor: school, from: '2026-10-01', until: null })
  await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await expect(vault.call['history.undo']({ school: trust, batch })).rejects.toMatchObject({ code: 'denied' })
  const { entries } = await vault.call['history.list']({ school: trust, entity: school })
  expect(entries.every(({ undoable }) => !undoable)).toBe(true)
})

test('refuses to undo what was approved since, and lets a matching of rows be undone', async () => {
  const { vault, school } = await withSchool()
  const own = school as unknown as TenantId // A school's id names its file.
  const bram = (await vault.call['people.add']({ name: 'Bram Teapot' })).id
  await vault.call['people.grant']({ person: bram, role: 'HEAD', grantFor: school, from: '2026-10-01', until: null })
  await vault.call['people.letUnlock']({ person: bram, signInName: 'bram', passphrase: OTHER_PASSPHRASE })
  const made = await vault.call['matrices.create']({
    school: own,
    title: 'Phones',
    kind: 'prose',
    rowHeading: 'Rule',
    document: 'Online safety policy',
    columns: [{ group: null, label: 'Pupils', audience: 'LEARNER', device: null, captions: [] }],
  })
  const where = { school: own, edition: made.edition.id }
  const label = 'Phones in lessons'
  const added = await vault.call['matrices.addRow']({ ...where, label, group: null, after: null, reason: 'As agreed' })
  const [row, column] = [added.rows[0]?.id ?? '', added.columns[0]?.id ?? '']
  const cell = { ...where, row, column, reason: 'As agreed' }
  const source = { document: 'Online safety policy', clause: '1', place: null }
  await vault.call['matrices.setCell']({ ...cell, change: { words: 'Yes', source } })
  const first = await vault.call['matrices.setCell']({ ...cell, change: { words: 'No' } })
  await vault.call['history.undo']({ school: own, batch: first.batch })
  const second = await vault.call['matrices.setCell']({ ...cell, change: { words: 'No' } })
  await vault.call['matrices.mapRow']({ ...where, row, activity: 'phone-in-lessons' })
  const mapped = await newest(vault, own)

  await vault.call['session.unlock']({ signInName: 'bram', passphrase: OTHER_PASSPHRASE })
  await vault.call['matrices.approve']({
    ...where,
    approvingBody: 'Governing board',
    approvedOn: '2026-10-01',
    effectiveFrom: '2026-10-01',
    nextReview: '2027-10-01',
    minute: 'Item 4',
  })
  await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
  await expect(vault.call['history.undo']({ school: own, batch: second.batch })).rejects.toThrow('approved since')
  expect((await vault.call['matrices.open'](where)).edition.status).not.toBe('DRAFT')
  await vault.call['history.undo']({ school: own, batch: mapped.batch })
  expect((await vault.call['matrices.open'](where)).rows[0]?.activity).toBeNull()
})

test('proves the files sound, with a head to hold a later check against', async () => {
  const { vault, school, trust } = await withSchool()
  await vault.call['schools.appoint']({
    school,
    post: 'DSL',
    person: null,
    holderName: 'Orla Pennywhistle',
    deputy: false,
    from: '2026-10-01',
    until: null,
  })
  for (const id of [trust, school as unknown as TenantId]) {
    const proof = await vault.call['history.verify']({ school: id })
    expect(proof).toMatchObject({ sound: true, problems: [] })
    expect(proof.events).toBeGreaterThan(0)
    expect(proof.head).toMatch(/^[0-9a-f]{64}$/)
  }
})

test('fills in the names of today, and says so where there is none', () => {
  const names = { person: (id: string) => (id.startsWith('a') ? 'Orla' : null), school: () => null }
  expect(withNames(`Gave {person:${'a'.repeat(32)}} a role`, names)).toBe('Gave Orla a role')
  expect(withNames(`{person:${'b'.repeat(32)}} in {school:${'c'.repeat(32)}}`, names)).toBe(
    'somebody no longer listed in a school no longer listed',
  )
  expect(withNames('{person:short} {other:x}', names)).toBe('{person:short} {other:x}')
})

/** A toy log of one entity: each batch sets some fields, deletes or restores. */
const action = fc.oneof(
  fc
    .dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 }), { minKeys: 1 })
    .map((body) => ({ op: 'set' as const, body: body as Json })),
  fc.constantFrom({ op: 'delete' as const, body: null }, { op: 'restore' as const, body: null }),
)
const full = { op: 'set' as const, body: { a: 0, b: 0, c: 0 } as Json }

const eventOf = (
  at: number,
  batch: string,
  { op, body }: { op: LogEvent['op']; body: Json },
  undoes: string | null = null,
): LogEvent =>
  ({
    id: `e${String(at).padStart(4, '0')}`,
    batch,
    type: 'toy.thing',
    entity: 'x',
    op,
    body,
    hlc: String(at).padStart(32, '0'),
    erased: false,
    parents: [],
    undoes,
  }) as unknown as LogEvent // As much of an event as merging reads.

const stateOf = (events: readonly LogEvent[]) =>
  fieldsOf(events.reduce<Merged | null>((state, event) => merge('fields', state, event), null))

test('undoing the newest batch gives back exactly what stood before it, and undoing that what stood after', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      (batches) => {
        const events = [[full], ...batches].flatMap((actions, i) =>
          actions.map((one, j) => eventOf(i * 10 + j, `b${i}`, one)),
        )
        const last = `b${batches.length}`
        const before = stateOf(events.filter(({ batch }) => batch !== last))
        const after = stateOf(events)
        const drafts = undoDrafts(last, [{ family: 'fields', events }], 'somebody')
        if (typeof drafts === 'string') throw new Error(drafts)
        const undone = [...events, ...drafts.map((draft, i) => eventOf(900 + i, 'undo', draft, last))]
        expect(stateOf(undone)).toEqual(before)
        if (drafts.length === 0) return
        const again = undoDrafts('undo', [{ family: 'fields', events: undone }], 'somebody')
        if (typeof again === 'string') throw new Error(again)
        expect(stateOf([...undone, ...again.map((draft, i) => eventOf(950 + i, 'redo', draft, 'undo'))])).toEqual(after)
      },
    ),
    { numRuns: 500 },
  )
})

test('undoing all batches, newest first, walks back through every state there was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      (batches) => {
        const all = [[full], ...batches].map((actions, i) => actions.map((one, j) => eventOf(i * 10 + j, `b${i}`, one)))
        const events = all.flat()
        for (let i = batches.length; i > 0; i--) {
          const drafts = undoDrafts(`b${i}`, [{ family: 'fields', events }], 'somebody')
          if (typeof drafts === 'string') throw new Error(drafts)
          // A batch that changed nothing has nothing to undo, and hides what stands before it.
          if (drafts.length === 0) return
          events.push(...drafts.map((draft, j) => eventOf(1000 - i * 10 + j, `u${i}`, draft, `b${i}`)))
          expect(stateOf(events)).toEqual(stateOf(all.slice(0, i).flat()))
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('undoing an older batch never takes away what a later one set', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(action, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 6 }),
      fc.nat(),
      (batches, which) => {
        const events = [[full], ...batches].flatMap((actions, i) =>
          actions.map((one, j) => eventOf(i * 10 + j, `b${i}`, one)),
        )
        const older = which % batches.length
        const drafts = undoDrafts(`b${older}`, [{ family: 'fields', events }], 'somebody')
        if (typeof drafts === 'string') return
        const later = events.filter(({ batch }) => Number(batch.slice(1)) > older)
        const setLater = new Set(later.flatMap(({ op, body }) => (op === 'set' ? Object.keys(body as object) : [])))
        const touched = drafts.flatMap(({ op, body }) => (op === 'set' ? Object.keys(body as object) : []))
        expect(touched.filter((name) => setLater.has(name))).toEqual([])
        if (drafts.some(({ op }) => op !== 'set')) expect(later.filter(({ op }) => op !== 'set')).toEqual([])
      },
    ),
    { numRuns: 500 },
  )
})

test('takes away what a batch made, and brings it back', () => {
  const made: EntityPast = { family: 'fields', events: [eventOf(1, 'b1', full)] }
  const drafts = undoDrafts('b1', [made], 'somebody')
  expect(drafts).toMatchObject([{ op: 'delete' }])
  const gone = eventOf(2, 'b2', { op: 'delete', body: null })
  expect(undoDrafts('b2', [{ family: 'fields', events: [...made.events, gone] }], 'somebody')).toMatchObject([
    { op: 'restore' },
  ])
})

test('refuses when a value would have to become nothing', () => {
  const events = [eventOf(1, 'b1', { op: 'set', body: { a: 1 } }), eventOf(2, 'b2', { op: 'set', body: { b: 1 } })]
  expect(undoDrafts('b2', [{ family: 'fields', events }], 'somebody')).toBe('cannot-be-emptied')
})

test('knows what stood before each event', () => {
  const events = [
    eventOf(1, 'b1', full),
    eventOf(2, 'b2', { op: 'set', body: { a: 2 } }),
    eventOf(3, 'b3', { op: 'delete', body: null }),
  ]
  const before = fieldsBefore({ family: 'fields', events })
  expect([...before.values()]).toEqual([null, { a: 0, b: 0, c: 0 }, { a: 2, b: 0, c: 0 }])
})
