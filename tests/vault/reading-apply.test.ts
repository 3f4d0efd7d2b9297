/** Putting what was accepted into the records: everything or nothing, with what the document states of itself. */
import { describe, expect, test, vi } from 'vitest'
import { registry } from '@vault/registry'
import { fact, metadata, paragraph, rule } from './reading-documents'
import {
  accept,
  apply,
  decide,
  firstEdition,
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
