/** Deciding on findings: corrections, tables finished by hand, undo. */
import { describe, expect, test } from 'vitest'
import type { Correction, Finding } from '@contract/reading'
import { FOUNDER } from '../support/vault'
import { heading, made, paragraph, report, source, table, ticked, worded } from './reading-documents'
import { apply, byTitle, decide, opened, withReading } from './reading-stage'

const columnMeaning = { audience: null, device: null, level: null, permitting: null } as const
const nothingElse = { title: null, cells: [], rows: [], columns: [] } as const

describe('a decision', () => {
  test('is kept at once and survives the end of the process', async () => {
    const reading = await withReading()
    const { vault, school, document, find } = reading
    const key = find('Next review').key
    const words = { of: 'words', words: 'June 2027', iso: '2027-06' } as const
    const answer = await decide(reading, { key, correction: words }, { key: find('Title').key, verdict: 'rejected' })
    expect(answer.card).toMatchObject({ toDecide: 4, accepted: 1, rejected: 1, waiting: 1 })
    expect(answer.findings.map(({ verdict, correction }) => [verdict, correction])).toEqual([
      ['rejected', null],
      ['accepted', words],
    ])
    await vault.restart()
    await vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
    const after = await vault.call['reading.open']({ school, document })
    expect(after.card).toEqual(answer.card)
    expect(byTitle(after.findings, 'Next review')).toMatchObject({ verdict: 'accepted', correction: words })
  })

  test('is one thing however often it is made, and is told in plain words', async () => {
    const reading = await withReading()
    const { vault, school, find } = reading
    const key = find('Next review').key
    const first = await decide(reading, { key })
    await decide(reading, { key })
    await decide(reading, { key, verdict: 'rejected' })
    await decide(reading, { key, correction: { of: 'words', words: 'June 2027', iso: null } })
    await decide(reading, { key, verdict: 'undecided' })
    const { entries } = await vault.call['history.list']({ school, type: 'reading.finding' })
    expect(entries.map(({ words, after }) => [words, after])).toEqual([
      ['Took back the decision on “Next review”', 'Not decided'],
      ['Corrected and accepted “Next review”', 'June 2027'],
      ['Rejected “Next review”', 'Rejected'],
      ['Accepted “Next review”', 'Accepted'],
    ])
    expect(new Set(entries.map(({ entity }) => entity)).size).toBe(1)
    expect(entries.at(-1)?.batch).toBe(first.batch)
  })

  test('can be undone until it is put in, and made again after that', async () => {
    const reading = await withReading()
    const { vault, school, document, find } = reading
    const key = find('Next review').key
    const { batch } = await decide(reading, { key })
    await vault.call['history.undo']({ school, batch })
    expect((await opened(reading, document)).card).toMatchObject({ toDecide: 6, accepted: 0 })
    const again = await decide(reading, { key })
    expect(again.card).toMatchObject({ toDecide: 5, accepted: 1, waiting: 1 })
    const put = await apply(reading)
    await expect(vault.call['history.undo']({ school, batch: again.batch })).rejects.toThrow(
      'put into the records since',
    )
    await expect(decide(reading, { key, verdict: 'rejected' })).rejects.toMatchObject({ code: 'conflict' })
    // Putting facts in can be undone as a whole; then the decision waits again.
    await vault.call['history.undo']({ school, batch: put.batch ?? '' })
    expect(await vault.call['reading.records']({ school })).toEqual([])
    expect((await opened(reading, document)).card).toMatchObject({ accepted: 1, waiting: 1 })
    await apply(reading)
    expect(await vault.call['reading.records']({ school })).toMatchObject([{ asWritten: 'May 2027' }])
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })

  test.each<[string, string, Correction | null, Finding['verdict'], string]>([
    [
      'a table’s correction for a fact',
      'Title',
      { of: 'table', ...nothingElse } as unknown as Correction,
      'accepted',
      'bad-input',
    ],
    ['words for a table', 'Use of technology', { of: 'words', words: 'Yes', iso: null }, 'accepted', 'bad-input'],
    [
      'a place the table does not have',
      'Use of technology',
      { of: 'table', ...nothingElse, cells: [{ row: 3, column: 0, text: 'X' }], rows: [], columns: [] },
      'undecided',
      'bad-input',
    ],
  ])('is refused for %s, and nothing is kept', async (_what, title, correction, verdict, code) => {
    const reading = await withReading()
    const { key } = reading.find(title)
    await expect(
      decide(reading, { key: reading.find('Issued').key }, { key, verdict, correction }),
    ).rejects.toMatchObject({ code })
    expect((await opened(reading, reading.document)).card.toDecide).toBe(6)
  })

  test('is refused for a finding the document does not have', async () => {
    const reading = await withReading()
    await expect(decide(reading, { key: 'fact:owner' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      reading.vault.call['reading.open']({ school: reading.school, document: 'c'.repeat(32) }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a correction', () => {
  test('stands in the place of what was read, with what had been read kept beside it', async () => {
    const reading = await withReading()
    const { vault, school, find } = reading
    await decide(reading, {
      key: find('Next review').key,
      correction: { of: 'words', words: 'June 2027', iso: '2027-06' },
    })
    await apply(reading)
    const [record] = await vault.call['reading.records']({ school })
    expect(record).toMatchObject({ title: 'Next review', asWritten: 'June 2027', understood: 'June 2027' })
  })

  test('of a table’s cells, labels and columns is what becomes the matrix', async () => {
    const reading = await withReading()
    const { vault, school, find } = reading
    const correction: Correction = {
      ...{ of: 'table', title: 'Technology at school' },
      cells: [
        { row: 0, column: 0, text: '' },
        { row: 0, column: 1, text: '✓' },
      ],
      rows: [{ row: 2, label: 'Use of blogs and wikis' }],
      columns: [0, 1, 2].map((column) => ({
        ...{ column, audience: 'VISITOR' as const, device: null, permitting: null },
        level: (['ALLOWED', 'CERTAIN_TIMES', 'NOT_ALLOWED'] as const)[column] ?? null,
      })),
    }
    await decide(reading, { key: find('Use of technology').key, correction })
    const { made: words } = await apply(reading)
    const view = await vault.call['matrices.open']({ school, edition: words[0]?.edition ?? '' })
    expect(view.edition.title).toBe('Technology at school')
    expect(view.columns.map(({ audience }) => audience)).toEqual(['VISITOR', 'LEARNER'])
    expect(view.rows.map(({ label }) => label)).toEqual([
      'Bring a phone to school',
      'Use of chat rooms',
      'Use of blogs and wikis',
    ])
    const first = view.cells.find(({ row, column }) => row === view.rows[0]?.id && column === view.columns[0]?.id)
    expect(first).toMatchObject({ asWritten: 'At certain times', content: { marks: [{ mark: '✓' }] } })
  })
})

describe('a table nobody has settled', () => {
  const unsettled = () =>
    made(
      'Rules.docx',
      [
        heading('Rules'),
        table([
          ['Activity', 'Who knows', 'Staff'],
          ['Phones', 'No', 'Yes'],
        ]),
      ],
      report({
        matrices: [
          worded('Technology', 1, [['Phones', 'No', 'Yes']], {
            columns: ['Who knows', 'Staff'],
            understood: [columnMeaning, { ...columnMeaning, audience: 'STAFF' }],
            rows: [
              { label: 'Phones', group: null, cells: ['No', 'Yes'], items: [], exceptions: [], source: source(1, 1) },
            ],
          }),
        ],
      }),
    )

  test('is not accepted before somebody says whom the column speaks of', async () => {
    const reading = await withReading(unsettled())
    const { key } = reading.find('Technology')
    await expect(decide(reading, { key })).rejects.toThrow('Say whom the column “Who knows” speaks of.')
    const columns = [{ ...columnMeaning, column: 0, audience: 'PARENT' as const }]
    const { findings } = await decide(reading, {
      key,
      correction: { of: 'table', title: null, cells: [], rows: [], columns },
    })
    expect(findings[0]?.verdict).toBe('accepted')
    const { made: words } = await apply(reading)
    const view = await reading.vault.call['matrices.open']({ school: reading.school, edition: words[0]?.edition ?? '' })
    expect(view.columns.map(({ label, audience }) => [label, audience])).toEqual([
      ['Who knows', 'PARENT'],
      ['Staff', 'STAFF'],
    ])
  })

  test('is not accepted before somebody says what a mark means', async () => {
    const marked = ticked('Marks', 1, [['Phones', 0, 1]])
    const understood = marked.understood.map((column, index) => (index === 0 ? { ...column, level: null } : column))
    const document = unsettled()
    const reading = await withReading({ ...document, report: report({ matrices: [{ ...marked, understood }] }) })
    await expect(decide(reading, { key: reading.find('Marks').key })).rejects.toThrow(
      'Say what a mark under “Staff, Allowed” means.',
    )
  })
})

describe('a table that was declined', () => {
  const declined = () =>
    made(
      'Rules.docx',
      [
        heading('Rules'),
        table([
          ['Group', 'What', 'Pupils', 'Note'],
          ['Phones', 'Bring one', 'No', 'since 2020'],
          ['', '', '', ''],
          ['Phones', 'Use one', 'With permission', ''],
        ]),
        paragraph('A list that is none'),
      ],
      report({
        declined: [
          { what: 'Group, What, Pupils, Note', why: 'Nobody can say what its columns mean.', source: source(1) },
          { what: 'A list', why: 'It has no columns.', source: source(2) },
        ],
      }),
    )
  const use = (column: Partial<Extract<Correction, { of: 'hand' }>['columns'][number]>) => ({
    ...{ use: 'value' as const, label: '', group: null, ...columnMeaning },
    ...column,
  })
  const hand: Correction = {
    ...{ of: 'hand', title: 'Phones', kind: 'permission', headingRows: 1 },
    columns: [
      use({ use: 'group' }),
      use({ use: 'label' }),
      use({ label: 'Pupils', audience: 'LEARNER' }),
      use({ use: 'leave-out' }),
    ],
  }

  test('is finished by hand beside the page, every text the document’s', async () => {
    const reading = await withReading(declined())
    const { vault, school, document, find } = reading
    const { key } = find('Group, What, Pupils, Note')
    await expect(decide(reading, { key })).rejects.toThrow('Say beside the page what its columns are')
    await decide(reading, { key, correction: hand })
    const { made: words } = await apply(reading)
    const view = await vault.call['matrices.open']({ school, edition: words[0]?.edition ?? '' })
    expect(view.edition.title).toBe('Phones')
    expect(view.rows.map(({ group, label }) => [group, label])).toEqual([
      ['Phones', 'Bring one'],
      ['Phones', 'Use one'],
    ])
    const cells = view.rows.map(({ id }) => view.cells.find(({ row }) => row === id))
    expect(cells.map((cell) => [cell?.asWritten, cell?.answers[0]?.level])).toEqual([
      ['No', 'NOT_ALLOWED'],
      ['With permission', 'NOMINATED_OR_PERMISSION'],
    ])
    expect(cells.map((cell) => cell?.content.source?.passage)).toEqual([
      { document, block: 1, row: 1 },
      { document, block: 1, row: 3 },
    ])
    expect((await opened(reading, document)).findings.map(({ news, applied }) => [news, applied])).toEqual([
      ['same', true],
      ['new', false],
    ])
  })

  test.each<[string, string, Correction]>([
    [
      'columns it does not have',
      'printed table has 4 columns',
      { ...hand, columns: hand.columns.slice(1) } as Correction,
    ],
    [
      'no column of values',
      'holds values',
      { ...hand, columns: [0, 1, 2, 3].map(() => use({ use: 'label' })) } as Correction,
    ],
    [
      'nobody it speaks of',
      'speaks of',
      { ...hand, columns: [use({ use: 'label' }), use({}), use({}), use({})] } as Correction,
    ],
  ])('is refused with %s', async (_what, words, correction) => {
    const reading = await withReading(declined())
    await expect(decide(reading, { key: reading.find('Group, What, Pupils, Note').key, correction })).rejects.toThrow(
      words,
    )
  })

  test('is read as it was finished in the edition before, and only what changed is proposed', async () => {
    const reading = await withReading(declined())
    const { vault, shelf, find } = reading
    await decide(reading, { key: find('Group, What, Pupils, Note').key, correction: hand })
    await apply(reading)
    const later = declined()
    const [, printed] = later.document.blocks
    const rows = printed?.kind === 'table' ? printed.rows : []
    rows[3]!.cells[2]!.text = 'No'
    later.document.name = 'Rules 2027.docx'
    shelf.set(later.document.name, later)
    vault.advance(60_000)
    const [outcome] = await reading.read(later.document.name)
    const { findings } = await opened(reading, outcome?.document)
    expect(findings[0]).toMatchObject({
      ...{ kind: 'declined', news: 'changed', verdict: 'undecided', correction: hand },
      changes: [{ place: 'Use one, Pupils', before: 'With permission', after: 'No' }],
    })
  })

  test('cannot be finished where no table is printed', async () => {
    const reading = await withReading(declined())
    await expect(decide(reading, { key: reading.find('A list').key, correction: hand })).rejects.toThrow(
      'no printed table',
    )
  })
})
