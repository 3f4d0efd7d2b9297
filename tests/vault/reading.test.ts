/** Reading documents through the contract, over real encrypted files, with a reader that hands over made-up reports. */
import { describe, expect, test } from 'vitest'
import { byTitle, firstEdition, laterEdition, opened, reason, shelfOf, takeOver, withSchool } from './reading-stage'

describe('a first reading', () => {
  test('keeps the document with its findings, and nothing of it counts before somebody decides', async () => {
    const stage = await withSchool(shelfOf(firstEdition()))
    const [outcome] = await stage.read('Online safety policy 2026.docx')
    expect(outcome).toMatchObject({ state: 'read', toDecide: 6, fileName: 'Online safety policy 2026.docx' })
    const { card, blocks: said, findings } = await opened(stage, outcome?.document)
    expect(card).toMatchObject({
      ...{ title: 'Online Safety Policy 2026', format: 'docx', pages: 3, readBy: 'Tamsin Quillfeather' },
      ...{ readAt: stage.vault.now(), toDecide: 6, accepted: 0, waiting: 0, earlier: null, alsoFor: [] },
      leftOut: ['A picture was left out.'],
    })
    expect(said).toEqual(firstEdition().document.blocks)
    expect(findings.map(({ kind, title, news }) => [kind, title, news])).toEqual([
      ['fact', 'Title', 'new'],
      ['fact', 'Issued', 'new'],
      ['fact', 'Next review', 'new'],
      ['rule', 'Use a mobile phone in lessons or for learning: pupils', 'new'],
      ['purpose', 'Website', 'new'],
      ['table', 'Use of technology', 'new'],
    ])
    expect(byTitle(findings, 'Next review')).toMatchObject({ asWritten: 'May 2027', understood: 'May 2027' })
    expect(byTitle(findings, 'Issued').understood).toBe('12 May 2026')
    expect(findings.find(({ kind }) => kind === 'rule')?.understood).toBe('Not allowed')
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length)
    const { vault, school } = stage
    expect(await vault.call['matrices.list']({ school })).toEqual([])
    expect(await vault.call['reading.records']({ school })).toEqual([])
    expect(await vault.call['reading.list']({ school })).toEqual([card])
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })

  test('takes what was accepted over into the records, all with its place in the document', async () => {
    const stage = await withSchool(shelfOf(firstEdition()))
    const { vault, school } = stage
    const { document, view, made: words, batch } = await takeOver(stage, 'Online safety policy 2026.docx')
    expect(batch).toMatch(/^[0-9a-f]{32}$/)
    expect(words.map((one) => one.words)).toEqual([
      'Recorded “Title”',
      'Recorded “Issued”',
      'Recorded “Next review”',
      'Recorded “Use a mobile phone in lessons or for learning: pupils”',
      'Recorded “Website”',
      'Took “Use of technology” over as in use: 3 rows',
      'Took “Rules in prose” over as in use: 1 row',
    ])
    expect(view.card).toMatchObject({ toDecide: 0, accepted: 6, waiting: 0 })
    expect(view.findings.every(({ applied, news }) => applied && news === 'same')).toBe(true)
    const records = await vault.call['reading.records']({ school })
    expect(records.map(({ kind, asWritten }) => [kind, asWritten])).toEqual(
      expect.arrayContaining([
        ['fact', 'May 2027'],
        ['purpose', 'Pictures go on the website.'],
        ['rule', 'Pupils do not use mobile phones in lessons.'],
      ]),
    )
    expect(records.every((one) => one.document === document && one.acceptedBy === 'Tamsin Quillfeather')).toBe(true)
    const cards = await vault.call['matrices.list']({ school })
    expect(cards.map(({ title, kind }) => [title, kind])).toEqual([
      ['Use of technology', 'permission'],
      ['Rules in prose', 'prose'],
    ])
    const matrix = await vault.call['matrices.open']({ school, edition: cards[0]?.shown ?? '' })
    // No body and no day of approval is stated, so that it is in use and not evidenced (R86).
    expect(matrix.edition).toMatchObject({
      ...{ status: 'NOT_EVIDENCED', effectiveFrom: '2026-05-12', nextReview: '2027-05', approvedOn: null },
      document: 'Online Safety Policy 2026',
    })
    expect(matrix.columns.map(({ label, audience, captions }) => [label, audience, captions.length])).toEqual([
      ['Staff', 'STAFF', 3],
      ['Pupils', 'LEARNER', 3],
    ])
    expect(matrix.cells.map(({ asWritten }) => asWritten).sort()).toEqual(
      ['Allowed', 'Allowed', 'At certain times', 'At certain times', 'Not allowed', 'Not allowed'].sort(),
    )
    expect(matrix.rows.every(({ activity }) => activity === null)).toBe(true)
    expect(matrix.cells.find(({ row }) => row === matrix.rows[1]?.id)?.content.source).toEqual({
      ...{ document: 'Online Safety Policy 2026', clause: 'Acceptable use', place: 'Row 2' },
      passage: { document, block: 2, row: 2 },
    })
    const prose = await vault.call['matrices.open']({ school, edition: cards[1]?.shown ?? '' })
    expect(prose.rows).toMatchObject([{ activity: 'phone-in-lessons' }])
    expect(prose.cells).toMatchObject([{ state: 'answered', answers: [{ level: 'NOT_ALLOWED' }] }])
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })

  test('is known again by its bytes and by its words, and is not read twice', async () => {
    const copy = { ...firstEdition(), document: { ...firstEdition().document, name: 'Copy of it.docx' } }
    const stage = await withSchool(shelfOf(firstEdition(), copy))
    const [first] = await stage.read('Online safety policy 2026.docx')
    const [again] = await stage.read('Online safety policy 2026.docx')
    expect(again).toMatchObject({ state: 'known', document: first?.document, toDecide: 6 })
    expect(again?.words).toBe(
      'This very file was read before, on 1 October 2026. It was not read again. There is still something to decide: 6 findings.',
    )
    expect(stage.reads()).toBe(1)
    const [alike] = await stage.read('Copy of it.docx')
    expect(alike).toMatchObject({ state: 'known', document: first?.document })
    expect(await stage.vault.call['reading.list']({ school: stage.school })).toHaveLength(1)
  })
})

describe('a later edition', () => {
  test('proposes only what changed, and says what stood before', async () => {
    const stage = await withSchool(shelfOf(firstEdition(), laterEdition()))
    const first = await takeOver(stage, 'Online safety policy 2026.docx')
    stage.vault.advance(60_000)
    const [outcome] = await stage.read('Online safety policy 2027.docx')
    const { card, findings } = await opened(stage, outcome?.document)
    expect(card.earlier).toBe(first.document)
    expect(findings.map(({ kind, title, news, before }) => [kind, title, news, before])).toEqual([
      ['fact', 'Title', 'changed', 'Online Safety Policy 2026'],
      ['fact', 'Next review', 'changed', 'May 2027'],
      [
        'rule',
        'Use a mobile phone in lessons or for learning: pupils',
        'same',
        'Pupils do not use mobile phones in lessons.',
      ],
      ['table', 'Use of technology', 'changed', 'Use of technology'],
      ['fact', 'Issued', 'gone', '12 May 2026'],
      ['purpose', 'Website', 'gone', 'Pictures go on the website.'],
    ])
    expect(card.toDecide).toBe(5)
    expect(byTitle(findings, 'Use of technology').changes).toEqual([
      { place: 'Use of chat rooms, Pupils', row: 1, column: 4, before: 'Not allowed', after: 'At certain times' },
      { place: 'Row “Fly a drone”', row: 2, column: null, before: null, after: 'Fly a drone' },
      { place: 'Row “Use of blogs”', row: null, column: null, before: 'Use of blogs', after: null },
    ])
  })

  test('opens a draft with only the changes set, and takes the place of earlier records', async () => {
    const stage = await withSchool(shelfOf(firstEdition(), laterEdition()))
    const { vault, school } = stage
    await takeOver(stage, 'Online safety policy 2026.docx')
    vault.advance(60_000)
    const { made: words, view } = await takeOver(stage, 'Online safety policy 2027.docx')
    expect(words.map((one) => one.words)).toEqual([
      'Recorded anew “Title”',
      'Recorded anew “Next review”',
      'Opened a draft of “Use of technology” with 3 changes',
      'Took “Issued” off the records',
      'Took “Website” off the records',
    ])
    expect(view.card).toMatchObject({ toDecide: 0, waiting: 0 })
    const records = await vault.call['reading.records']({ school })
    expect(records.map(({ title, asWritten }) => [title, asWritten])).toEqual(
      expect.arrayContaining([['Next review', 'May 2028']]),
    )
    expect(records.map(({ title }) => title)).not.toContain('Website')
    const edition = words[2]?.edition ?? ''
    const draft = await vault.call['matrices.open']({ school, edition })
    expect(draft.edition).toMatchObject({ status: 'DRAFT', openedBecause: 'Read from Online Safety Policy 2027' })
    expect(draft.rows.map(({ label }) => label)).toEqual([
      'Bring a phone to school',
      'Use of chat rooms',
      'Fly a drone',
    ])
    const inForce = draft.editions.find(({ status }) => status !== 'DRAFT')
    const before = await vault.call['matrices.open']({ school, edition: inForce?.id ?? '' })
    const cell = (view_: typeof draft, row: number, column: number) =>
      view_.cells.find((one) => one.row === view_.rows[row]?.id && one.column === view_.columns[column]?.id)
    expect(cell(draft, 0, 0)?.content).toEqual(cell(before, 0, 0)?.content)
    expect(cell(draft, 1, 1)).toMatchObject({ asWritten: 'At certain times' })
    expect(cell(before, 1, 1)).toMatchObject({ asWritten: 'Not allowed' })
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })

  test('leaves somebody’s open draft alone and puts nothing in then', async () => {
    const stage = await withSchool(shelfOf(firstEdition(), laterEdition()))
    const { vault, school } = stage
    await takeOver(stage, 'Online safety policy 2026.docx')
    const [card] = await vault.call['matrices.list']({ school })
    await vault.call['matrices.openDraft']({ school, edition: card?.shown ?? '', reason })
    vault.advance(60_000)
    await expect(takeOver(stage, 'Online safety policy 2027.docx')).rejects.toMatchObject({ code: 'conflict' })
    const records = await vault.call['reading.records']({ school })
    expect(records.map(({ asWritten }) => asWritten)).toContain('May 2027')
    const [latest] = await vault.call['reading.list']({ school })
    expect(latest).toMatchObject({ accepted: 5, waiting: 5 })
  })

  test('asks nothing again that was turned down and says the same', async () => {
    const same = { ...laterEdition(), report: { ...firstEdition().report } }
    const stage = await withSchool(shelfOf(firstEdition(), same))
    const [outcome] = await stage.read('Online safety policy 2026.docx')
    const document = outcome?.document ?? ''
    const { findings } = await opened(stage, document)
    const decisions = findings.map(({ key }) => ({ key, verdict: 'rejected' as const, correction: null }))
    await stage.vault.call['reading.decide']({ school: stage.school, document, decisions })
    stage.vault.advance(60_000)
    const [later] = await stage.read('Online safety policy 2027.docx')
    expect(later).toMatchObject({ state: 'read', toDecide: 0, words: 'Read. It says what the records hold already.' })
  })
})
