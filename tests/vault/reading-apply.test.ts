/** Putting what was accepted into the records: everything or nothing, with what the document states of itself. */
import { describe, expect, test, vi } from 'vitest'
import { registry } from '@vault/registry'
import type { TenantId } from '@contract/primitives'
import { schoolFacts } from '../support/vault'
import { fact, metadata, paragraph, rule, worded } from './reading-documents'
import {
  accept,
  apply,
  byTitle,
  bytesOf,
  decide,
  firstEdition,
  JOB,
  opened,
  reason,
  shelfOf,
  takeOver,
  withReading,
  withSchool,
  type Stage,
} from './reading-stage'

describe('putting it in', () => {
  test('is all or nothing when it fails half way', async () => {
    const reading = await withReading()
    const { vault, school, document, findings } = reading
    await decide(reading, ...findings.map(({ key }) => ({ key })))
    const before = await vault.call['history.list']({ school, limit: 200 })
    const cell = registry.get('matrices.cell')!
    let written = 0
    const { project } = cell
    const failing = vi.spyOn(cell as { project: typeof project }, 'project').mockImplementation((...given) => {
      written += 1
      if (written === 4) throw new Error('The power went')
      project(...given)
    })
    await expect(apply(reading)).rejects.toMatchObject({ code: 'internal' })
    expect(written).toBe(4)
    failing.mockRestore()
    expect(await vault.call['history.list']({ school, limit: 200 })).toEqual(before)
    expect(await vault.call['matrices.list']({ school })).toEqual([])
    expect(await vault.call['reading.records']({ school })).toEqual([])
    expect((await opened(reading, document)).card).toMatchObject({ accepted: 6, waiting: 6 })
    await apply(reading)
    expect(await vault.call['matrices.list']({ school })).toHaveLength(2)
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })

  test('does nothing when nothing waits', async () => {
    const reading = await withReading()
    expect(await apply(reading)).toMatchObject({ batch: null, made: [] })
  })

  test('takes the body and day of approval over only where the document states them', async () => {
    const base = firstEdition()
    const stated = (facts: Parameters<typeof metadata>[0]) => ({
      ...base,
      report: { ...base.report, metadata: metadata({ ...base.report.metadata, ...facts }) },
    })
    const both = await takeIn(
      stated({ approvingBody: fact('Governing Body'), dateApproved: fact('June 2026', 0, '2026-06') }),
    )
    expect(both).toMatchObject({ status: 'IN_FORCE', approvingBody: 'Governing Body', approvedOn: '2026-06' })
    const person = await takeIn(stated({ approvedBy: fact('R. Teaspoon'), dateApproved: fact('2026', 0, '2026') }))
    expect(person).toMatchObject({ status: 'NOT_EVIDENCED', approvingBody: null, approvedOn: null })
  })

  async function takeIn(document: ReturnType<typeof firstEdition>) {
    const stage = await withSchool(shelfOf(document))
    const { made: words } = await takeOver(stage, document.document.name)
    const edition = words.find((one) => one.words.includes('Use of technology'))?.edition ?? ''
    return (await stage.vault.call['matrices.open']({ school: stage.school, edition })).edition
  }

  test('goes on with the draft the same reading opened, and with nobody else’s', async () => {
    const base = firstEdition()
    const later = {
      ...base,
      document: {
        ...base.document,
        name: 'Online safety policy 2027.docx',
        blocks: [...base.document.blocks, paragraph('More.')],
      },
      report: {
        ...base.report,
        deviceRules: [
          rule({ permission: 'ALLOWED', quote: 'Pupils use mobile phones in lessons.' }),
          rule({ activity: 'phone-in-school', quote: 'Pupils bring no phones.' }),
        ],
      },
    }
    const stage = await withSchool(shelfOf(base, later))
    const { vault, school } = stage
    await takeOver(stage, base.document.name)
    vault.advance(60_000)
    const [outcome] = await stage.read(later.document.name)
    const reading = { vault, school, document: outcome?.document ?? '' }
    const { findings } = await opened(stage, outcome?.document)
    const rules = findings.filter(({ kind }) => kind === 'rule')
    expect(rules.map(({ news }) => news)).toEqual(['changed', 'new'])
    await decide(reading, accept(rules[0]!))
    const first = await apply(reading)
    expect(first.made.at(-1)?.words).toBe('Opened a draft of “Rules in prose” with 1 change')
    await decide(reading, accept(rules[1]!))
    const second = await apply(reading)
    expect(second.made.at(-1)?.words).toBe('Put 1 more change into the draft of “Rules in prose”')
    const draft = await vault.call['matrices.open']({ school, edition: second.made.at(-1)?.edition ?? '' })
    expect(draft.edition.status).toBe('DRAFT')
    expect(draft.rows.map(({ label }) => label).sort()).toEqual([
      'Bring a mobile phone to school',
      'Use a mobile phone in lessons or for learning',
    ])
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })
})

test('a reading that is taken off the list can be read again, and what came of it keeps its source', async () => {
  const stage: Stage = await withSchool(shelfOf(firstEdition()))
  const { vault, school } = stage
  const { document } = await takeOver(stage, 'Online safety policy 2026.docx')
  const { batch } = await vault.call['reading.discard']({ school, document, reason })
  expect(await vault.call['reading.list']({ school })).toEqual([])
  await expect(vault.call['reading.discard']({ school, document, reason })).rejects.toMatchObject({ code: 'conflict' })
  expect((await vault.call['reading.records']({ school })).length).toBe(5)
  expect((await opened(stage, document)).blocks).toHaveLength(3)
  const [again] = await stage.read('Online safety policy 2026.docx')
  expect(again).toMatchObject({ state: 'read', toDecide: 0 })
  await vault.call['history.undo']({ school, batch })
  expect(await vault.call['reading.list']({ school })).toHaveLength(2)
  const { entries } = await vault.call['history.list']({ school, type: 'reading.document' })
  expect(entries.map(({ words }) => words)).toEqual([
    'Undid: Took “Online Safety Policy 2026” off the list',
    'Read “Online Safety Policy 2026”',
    'Took “Online Safety Policy 2026” off the list',
    'Read “Online Safety Policy 2026”',
  ])
})

describe('what the trust knows already', () => {
  test('matches a row by itself only where the trust matched those very words and no school otherwise', async () => {
    const stage = await withSchool(shelfOf(firstEdition()))
    const { vault, school } = stage
    const { made: words } = await takeOver(stage, 'Online safety policy 2026.docx')
    const edition = words.find((one) => one.words.includes('Use of technology'))?.edition ?? ''
    const first = await vault.call['matrices.open']({ school, edition })
    expect(first.rows.map(({ activity }) => activity)).toEqual([null, null, null])
    const map = (row: number, activity: string) =>
      vault.call['matrices.mapRow']({ school, edition, row: first.rows[row]?.id ?? '', activity })
    await map(0, 'phone-in-school')
    await map(1, 'chat-rooms')
    const other = await vault.call['schools.create']({ facts: schoolFacts({ name: 'Birch School', shortName: 'BS' }) })
    const there = other.id as string as TenantId // A school's file has the school's own id.
    const second = await takeOver(
      { ...stage, school: there, read: readIn(stage, there) },
      'Online safety policy 2026.docx',
    )
    const taken = second.made.find((one) => one.words.includes('Use of technology'))?.edition ?? ''
    const view = await vault.call['matrices.open']({ school: there, edition: taken })
    expect(view.rows.map(({ activity }) => activity)).toEqual(['phone-in-school', 'chat-rooms', null])
  })

  const readIn =
    ({ vault }: Stage, school: TenantId) =>
    async (name: string) => {
      vault.toPick.push({ name, bytes: bytesOf(name) })
      return vault.call['reading.read']({ school, from: 'files', job: JOB })
    }

  test('settles a heading nobody can read as a person settled it in the edition before', async () => {
    const unread = (title: string, more: readonly ReturnType<typeof paragraph>[]) => {
      const base = worded('Technology', 2, [
        ['Phones', 'No', 'Yes'],
        ['Blogs', 'Yes', title.endsWith('7') ? 'No' : 'Yes'],
      ])
      const [first, second] = base.understood
      const understood = [{ ...first!, audience: null }, second!]
      const { document, report: found } = firstEdition()
      return {
        document: { ...document, name: `${title}.docx`, blocks: [...document.blocks, ...more] },
        report: {
          ...found,
          deviceRules: [],
          metadata: metadata({ title: fact(title) }),
          matrices: [{ ...base, understood }],
        },
      }
    }
    const stage = await withSchool(
      shelfOf(unread('Policy of rules 2026', []), unread('Policy of rules 2027', [paragraph('More.')])),
    )
    const { vault, school } = stage
    const [outcome] = await stage.read('Policy of rules 2026.docx')
    const first = { vault, school, document: outcome?.document ?? '' }
    const key = byTitle((await opened(stage, first.document)).findings, 'Technology').key
    const columns = [{ column: 0, audience: 'PARENT' as const, device: null, level: null, permitting: null }]
    await decide(first, { key, correction: { of: 'table', title: null, cells: [], rows: [], columns } })
    await apply(first)
    vault.advance(60_000)
    const [again] = await stage.read('Policy of rules 2027.docx')
    const later = { vault, school, document: again?.document ?? '' }
    const finding = byTitle((await opened(stage, later.document)).findings, 'Technology')
    expect(finding).toMatchObject({
      news: 'changed',
      changes: [{ place: 'Blogs, Staff', before: 'Yes', after: 'No' }],
      table: { understood: [{ audience: 'PARENT' }, { audience: 'STAFF' }] },
    })
    await decide(later, { key: finding.key })
    expect((await apply(later)).made.map(({ words }) => words)).toEqual([
      'Opened a draft of “Technology” with 1 change',
    ])
  })

  test('takes a rule that is gone from the document out of the rules in prose, in a draft', async () => {
    const base = firstEdition()
    const later = {
      document: {
        ...base.document,
        name: 'Online safety policy 2027.docx',
        blocks: [...base.document.blocks, paragraph('More.')],
      },
      report: { ...base.report, deviceRules: [] },
    }
    const stage = await withSchool(shelfOf(base, later))
    const { vault, school } = stage
    await takeOver(stage, base.document.name)
    vault.advance(60_000)
    const { made: words } = await takeOver(stage, later.document.name)
    expect(words.map((one) => one.words)).toEqual([
      'Took “Use a mobile phone in lessons or for learning: pupils” off the records',
      'Opened a draft of “Rules in prose” with 1 change',
    ])
    const draft = await vault.call['matrices.open']({ school, edition: words[1]?.edition ?? '' })
    expect(draft.cells.map(({ state }) => state)).toEqual(['silent'])
  })
})
