/** One document for several schools: each gets its own part of it, and only within the rights held there (R17, C20). */
import { describe, expect, test } from 'vitest'
import type { Host } from '@vault/context'
import type { SchoolId, TenantId } from '@contract/primitives'
import { makeVault, OTHER_PASSPHRASE, schoolFacts } from '../support/vault'
import {
  fact,
  heading,
  made,
  metadata,
  paragraph,
  report,
  rule,
  source,
  table,
  worded,
  type Made,
} from './reading-documents'
import { accept, byTitle, JOB, reason } from './reading-stage'

const HIGH = schoolFacts({
  name: 'Oakmere High School',
  shortName: 'OHS',
  phase: 'SECONDARY',
  lowYear: '7',
  highYear: '11',
})
const COLLEGE = schoolFacts({
  name: 'Thornby Road College',
  shortName: 'TRC',
  phase: 'SIXTH_FORM',
  lowYear: '12',
  highYear: '13',
})
const JUNIOR = schoolFacts({
  name: 'The Sandwell & Ash Junior School',
  shortName: 'Sandwell',
  lowYear: '3',
  highYear: '6',
})
const ELSEWHERE = schoolFacts({ name: 'Marrowby Infant School', shortName: 'MIS', lowYear: 'R', highYear: '2' })

/** A policy of three schools, with a table for two of them and a row that leaves one out. */
const shared = (): Made =>
  made(
    'Trust policy.pdf',
    [
      heading('Trust online safety policy'),
      paragraph('For the high school, the college and the junior school.'),
      table([
        ['', 'Pupils', 'Staff'],
        ['Phones brought in', 'Allowed but turned off (Not TRC)', 'Allowed'],
        ['Use of chat rooms (OHS only)', 'Not allowed', 'Not allowed'],
      ]),
      paragraph('Juniors bring no phones.'),
    ],
    report({
      schools: ['Oakmere High School', 'Thornby Road College', 'Sandwell and Ash Junior'],
      schoolTags: { OHS: 'Oakmere High School', TRC: 'Thornby Road College', SJS: 'Sandwell and Ash Junior School' },
      trust: 'Marrowby Learning Trust',
      metadata: metadata({ title: fact('Trust Online Safety Policy') }),
      matrices: [
        worded(
          'Technology (OHS & TRC)',
          2,
          [
            ['Phones brought in', 'Allowed but turned off (Not TRC)', 'Allowed'],
            ['Use of chat rooms (OHS only)', 'Not allowed', 'Not allowed'],
          ],
          {
            appliesTo: ['OHS', 'TRC'],
            rows: [
              {
                ...{ label: 'Phones brought in', group: null, items: [], source: source(2, 1) },
                cells: ['Allowed but turned off (Not TRC)', 'Allowed'],
                exceptions: [{ words: '(Not TRC)', not: ['TRC'], only: [], column: 0 }],
              },
              {
                ...{ label: 'Use of chat rooms (OHS only)', group: null, items: [], source: source(2, 2) },
                cells: ['Not allowed', 'Not allowed'],
                exceptions: [{ words: '(OHS only)', not: [], only: ['OHS'], column: null }],
              },
            ],
          },
        ),
      ],
      deviceRules: [rule({ appliesTo: ['SJS'], quote: 'Juniors bring no phones.', source: source(3) })],
    }),
  )

async function withTrust() {
  const readDocument: Host['readDocument'] = async () => JSON.parse(JSON.stringify(shared()))
  const vault = await makeVault({ host: { readDocument } })
  await vault.createTrust()
  const make = async (facts: typeof HIGH) => (await vault.call['schools.create']({ facts })).id
  const ids = {
    high: await make(HIGH),
    college: await make(COLLEGE),
    junior: await make(JUNIOR),
    other: await make(ELSEWHERE),
  }
  const fileOf = (id: SchoolId) => id as string as TenantId // A school's file has the school's own id.
  const read = async (id: SchoolId) => {
    vault.toPick.push({ name: 'Trust policy.pdf', bytes: new TextEncoder().encode('the very bytes') })
    const [outcome] = await vault.call['reading.read']({ school: fileOf(id), from: 'files', job: JOB })
    return { school: fileOf(id), document: outcome?.document ?? '' }
  }
  return { vault, ids, fileOf, read }
}
type Trust = Awaited<ReturnType<typeof withTrust>>

/** Accepts the table for a school and gives back the matrix. */
async function technologyOf({ vault, read }: Trust, school: SchoolId) {
  const where = await read(school)
  const { findings } = await vault.call['reading.open'](where)
  await vault.call['reading.decide']({ ...where, decisions: [accept(byTitle(findings, 'Technology (OHS & TRC)'))] })
  const { made: words } = await vault.call['reading.apply']({ ...where, reason })
  const view = await vault.call['matrices.open']({ school: where.school, edition: words[0]?.edition ?? '' })
  return view.rows.map((row) =>
    view.columns.map((column) => {
      const cell = view.cells.find((one) => one.row === row.id && one.column === column.id)
      return [cell?.state, cell?.asWritten, cell?.content.exception]
    }),
  )
}

describe('a document for several schools', () => {
  test('shows each school only what names it or names nobody', async () => {
    const { vault, ids, read } = await withTrust()
    const titles = async (id: SchoolId) =>
      (await vault.call['reading.open'](await read(id))).findings.map(({ kind, title }) => [kind, title])
    const about = 'Use a mobile phone in lessons or for learning: pupils'
    expect(await titles(ids.high)).toEqual([
      ['fact', 'Title'],
      ['table', 'Technology (OHS & TRC)'],
    ])
    expect(await titles(ids.junior)).toEqual([
      ['fact', 'Title'],
      ['rule', about],
    ])
  })

  test('has its exceptions resolved for the school that reads it', async () => {
    const trust = await withTrust()
    expect(await technologyOf(trust, trust.ids.high)).toEqual([
      [
        ['answered', 'Allowed but turned off', '(Not TRC)'],
        ['answered', 'Allowed', null],
      ],
      [
        ['answered', 'Not allowed', '(OHS only)'],
        ['answered', 'Not allowed', '(OHS only)'],
      ],
    ])
    // What leaves a school out gives it no rule in its place: "not stated", with the words that say so.
    expect(await technologyOf(trust, trust.ids.college)).toEqual([
      [
        ['silent', '', '(Not TRC)'],
        ['answered', 'Allowed', null],
      ],
      [
        ['silent', '', '(OHS only)'],
        ['silent', '', '(OHS only)'],
      ],
    ])
  })

  test('says so, hides nothing and is less sure of itself when it is read for a school it does not name', async () => {
    const { vault, ids, read } = await withTrust()
    const { findings } = await vault.call['reading.open'](await read(ids.other))
    expect(findings.map(({ kind, confidence }) => [kind, confidence])).toEqual([
      ['notice', 'certain'],
      ['fact', 'likely'],
      ['table', 'likely'],
      ['rule', 'likely'],
    ])
    expect(findings[0]?.title).toBe(
      'This document names Oakmere High School, Thornby Road College and Sandwell and Ash Junior, not Marrowby Infant School. Check that it is the right one.',
    )
  })
})

test('a document read for the whole trust shows everything, with its exceptions as words', async () => {
  const { vault, ids } = await withTrust()
  const trust = (await vault.call['session.state']({})).trust?.id as TenantId
  vault.toPick.push({ name: 'Trust policy.pdf', bytes: new TextEncoder().encode('the very bytes') })
  const [outcome] = await vault.call['reading.read']({ school: trust, from: 'files', job: JOB })
  const where = { school: trust, document: outcome?.document ?? '' }
  const { card, findings } = await vault.call['reading.open'](where)
  expect(findings.map(({ kind }) => kind)).toEqual(['fact', 'table', 'rule'])
  expect(card.alsoFor.map(({ school }) => school)).toEqual([ids.high, ids.junior, ids.college])
  await vault.call['reading.decide']({ ...where, decisions: [accept(findings[1]!)] })
  const { made: words } = await vault.call['reading.apply']({ ...where, reason })
  const view = await vault.call['matrices.open']({ school: trust, edition: words[0]?.edition ?? '' })
  expect(view.cells.map(({ content }) => [content.words, content.silent, content.exception])).toContainEqual([
    ...['Allowed but turned off', false, '(Not TRC)'],
  ])
  const { shared: count } = await vault.call['reading.share']({ ...where, to: [ids.junior] })
  expect(count).toBe(1)
  expect(await vault.call['history.verify']({ school: trust })).toMatchObject({ sound: true, problems: [] })
})

describe('sharing', () => {
  test('lays the same document before the other schools it names, once, and says who was left out and why', async () => {
    const { vault, ids, fileOf, read } = await withTrust()
    const where = await read(ids.high)
    const { card } = await vault.call['reading.open'](where)
    expect(card.alsoFor).toEqual([
      { school: ids.junior, name: JUNIOR.name, shared: false },
      { school: ids.college, name: COLLEGE.name, shared: false },
    ])
    const to = [ids.college, ids.other, ids.high]
    const answer = await vault.call['reading.share']({ ...where, to })
    expect(answer.shared).toBe(1)
    expect(answer.leftOut).toEqual([
      'Marrowby Infant School: the document does not name it.',
      'Oakmere High School: it was read there.',
    ])
    expect(answer.card.alsoFor.map(({ name, shared: has }) => [name, has])).toEqual([
      [JUNIOR.name, false],
      [COLLEGE.name, true],
    ])
    const again = await vault.call['reading.share']({ ...where, to: [ids.college] })
    expect(again).toMatchObject({
      shared: 0,
      leftOut: ['Thornby Road College: it has the document already.'],
    })
    const [there] = await vault.call['reading.list']({ school: fileOf(ids.college) })
    expect(there).toMatchObject({ title: 'Trust Online Safety Policy', toDecide: 2 })
    const { entries } = await vault.call['history.list']({ school: fileOf(ids.college), type: 'reading.document' })
    expect(entries[0]?.words).toBe('Took over “Trust Online Safety Policy” as Oakmere High School read it')
    const opened = await vault.call['reading.open']({ school: fileOf(ids.college), document: there?.id ?? '' })
    expect(opened.blocks).toEqual(shared().document.blocks)
    expect(await read(ids.college)).toMatchObject({ document: there?.id })
    for (const id of [ids.high, ids.college]) {
      expect(await vault.call['history.verify']({ school: fileOf(id) })).toMatchObject({ sound: true, problems: [] })
    }
  })

  test('goes no further than the rights of the person', async () => {
    const { vault, ids, fileOf, read } = await withTrust()
    const where = await read(ids.high)
    const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
    await vault.call['people.grant']({ person, role: 'DSL', grantFor: ids.high, from: '2026-10-01', until: null })
    await vault.call['people.grant']({ person, role: 'HEAD', grantFor: ids.college, from: '2026-10-01', until: null })
    await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    const answer = await vault.call['reading.share']({ ...where, to: [ids.college, ids.junior] })
    expect(answer).toMatchObject({
      shared: 0,
      leftOut: [
        'Thornby Road College: your role does not allow it there.',
        'The Sandwell & Ash Junior School: your role does not allow it there.',
      ],
    })
    await expect(vault.call['reading.list']({ school: fileOf(ids.junior) })).rejects.toMatchObject({ code: 'denied' })
    expect(await vault.call['reading.list']({ school: fileOf(ids.college) })).toEqual([])
    await expect(
      vault.call['reading.read']({ school: fileOf(ids.college), from: 'files', job: JOB }),
    ).rejects.toMatchObject({ code: 'denied' })
  })
})
