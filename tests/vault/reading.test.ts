/** Reading documents through the contract, over real encrypted files, with a reader that hands over made-up reports. */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { Host } from '@vault/context'
import type { TenantId } from '@contract/primitives'
import type { Finding } from '@contract/reading'
import { makeVault, schoolFacts } from '../support/vault'
import {
  fact,
  heading,
  made,
  metadata,
  paragraph,
  purpose,
  report,
  rule,
  table,
  ticked,
  type Made,
} from './reading-documents'

const reason = 'Agreed with the governors'
const JOB = 'a'.repeat(32)

/** What a made-up file says is looked up by its name. */
type Shelf = Map<string, Made | Fault | 'hang'>

const bytesOf = (name: string): Uint8Array => new TextEncoder().encode(`bytes of ${name}`)

async function withSchool(shelf: Shelf = new Map()) {
  let reads = 0
  const readDocument: Host['readDocument'] = async ({ name }, { progress, stop }) => {
    reads += 1
    const found = shelf.get(name)
    progress(1, 2)
    if (found === 'hang') {
      return new Promise((_resolve, reject) => {
        const end = () => reject(new Fault('unavailable', 'Stopped.'))
        if (stop.aborted) end()
        stop.addEventListener('abort', end)
      })
    }
    if (found instanceof Fault) throw found
    return JSON.parse(JSON.stringify(found))
  }
  const vault = await makeVault({ host: { readDocument } })
  await vault.createTrust()
  const { id } = await vault.call['schools.create']({ facts: schoolFacts() })
  const school = id as string as TenantId // A school's file has the school's own id.
  const read = async (...names: readonly string[]) => {
    vault.toPick.push(...names.map((name) => ({ name, bytes: bytesOf(name) })))
    return vault.call['reading.read']({ school, from: 'files', job: JOB })
  }
  return { vault, school, id, shelf, read, reads: () => reads }
}

type Stage = Awaited<ReturnType<typeof withSchool>>

const ROWS = [
  ['Bring a phone to school', 0, 2],
  ['Use of chat rooms', 1, 2],
  ['Use of blogs', 0, 1],
] as const

const blocks = (...more: readonly Parameters<typeof paragraph>[0][]) => [
  heading('Acceptable use'),
  paragraph('Pupils do not use mobile phones in lessons. Pictures go on the website.'),
  table([['Activity', 'Staff', 'Pupils'], ...ROWS.map(([label]) => [label, 'X', 'X'])]),
  ...more.map(paragraph),
]

/** The first edition of a made-up policy, and a later one. */
const firstEdition = () =>
  made(
    'Online safety policy 2026.docx',
    blocks(),
    report({
      school: 'Thistlebrook Primary School',
      schools: ['Thistlebrook Primary School'],
      metadata: metadata({
        title: fact('Online Safety Policy 2026'),
        nextReview: fact('May 2027', 0, '2027-05'),
        issued: fact('12 May 2026', 0, '2026-05-12'),
      }),
      matrices: [ticked('Use of technology', 2, ROWS)],
      deviceRules: [rule({})],
      consentPurposes: [purpose('Website', 'Pictures go on the website.')],
    }),
  )

const laterEdition = () =>
  made(
    'Online safety policy 2027.docx',
    blocks('A new sentence.'),
    report({
      school: 'Thistlebrook Primary School',
      schools: ['Thistlebrook Primary School'],
      metadata: metadata({
        title: fact('Online Safety Policy 2027'),
        nextReview: fact('May 2028', 0, '2028-05'),
      }),
      matrices: [
        ticked('Use of technology', 2, [
          ['Bring a phone to school', 0, 2],
          ['Use of chat rooms', 1, 1],
          ['Fly a drone', 2, 2],
        ]),
      ],
      deviceRules: [rule({})],
    }),
  )

async function opened(stage: Stage, document: string | null | undefined) {
  return stage.vault.call['reading.open']({ school: stage.school, document: document ?? '' })
}

const byTitle = (findings: readonly Finding[], title: string): Finding => {
  const found = findings.find((finding) => finding.title === title)
  if (found === undefined) throw new Error(`No finding ${title} among ${findings.map((one) => one.title).join(', ')}`)
  return found
}

const accept = (finding: Pick<Finding, 'key'>) => ({ key: finding.key, verdict: 'accepted' as const, correction: null })

/** Reads a document, accepts everything in it and puts it into the records. */
async function takeOver(stage: Stage, name: string) {
  const [outcome] = await stage.read(name)
  const document = outcome?.document ?? ''
  const { findings } = await opened(stage, document)
  const decisions = findings.filter(({ kind, news }) => kind !== 'notice' && news !== 'same').map(accept)
  await stage.vault.call['reading.decide']({ school: stage.school, document, decisions })
  return { document, ...(await stage.vault.call['reading.apply']({ school: stage.school, document, reason })) }
}

const shelfOf = (...documents: readonly Made[]): Shelf =>
  new Map(documents.map((document) => [document.document.name, document]))

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
