/**
 * Documents of other schools: what is read is what they say, or it is a question; never anything else. Written without
 * regard to how the recognisers work.
 */
import { describe, expect, it } from 'vitest'
import type { ReadReport, ReadTable } from '@contract/report'
import type { Audience, Level } from '@contract/matrices'
import { readFile } from '../../src-main/reader/read'
import type { Policy, TableTruth } from '../support/policies/other-schools'
import { GRIDS } from '../support/policies/other-schools-grids'
import { MORE } from '../support/policies/other-schools-more'
import { NOTHING } from '../support/policies/other-schools-nothing'
import { PLAIN, SENTENCES, STATEMENTS } from '../support/policies/other-schools-sentences'
import { TRAPS } from '../support/policies/other-schools-traps'
import { WORDS } from '../support/policies/other-schools-words'

const AUDIENCE_SIGNS: Readonly<Record<Audience, string>> = {
  STAFF: 'S',
  LEARNER: 'L',
  VISITOR: 'V',
  PARENT: 'P',
  COMMUNITY: 'C',
  EVERYONE: 'E',
}
const LEVEL_SIGNS: Readonly<Record<Level, string>> = {
  ALLOWED: 'A',
  CERTAIN_TIMES: 'T',
  NOMINATED_OR_PERMISSION: 'P',
  NOT_ALLOWED: 'N',
  ILLEGAL: 'I',
  UNSET: 'U',
}

async function reportOf({ file, content }: Policy): Promise<ReadReport> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : await content()
  return (await readFile({ name: file, bytes })).report
}

/** Rows as the truth writes them: no room before the end of a line, a heading where the group changes. */
const rowsOf = ({ rows }: ReadTable): string =>
  rows
    .flatMap((row, index) => {
      const line = [row.label, ...row.cells].join(' | ').replaceAll('\n', '⏎')
      const begins = row.group !== null && row.group !== rows[index - 1]?.group
      return begins ? [`# ${row.group}`, line] : [line]
    })
    .map((line) => line.trimEnd())
    .join('\n')

function asTruth(table: ReadTable): TableTruth {
  return {
    kind: table.kind,
    columns: table.columns,
    audiences: table.understood.map(({ audience }) => (audience === null ? '-' : AUDIENCE_SIGNS[audience])).join(''),
    levels: table.understood.map(({ level }) => (level === null ? '-' : LEVEL_SIGNS[level])).join(''),
    rows: rowsOf(table),
    appliesTo: table.appliesTo,
    flags: [...new Set(table.flags.map(({ code }) => code))].filter((code) => code !== 'noise-removed').sort(),
  }
}

const plain = (truth: TableTruth): TableTruth => ({
  ...truth,
  rows: truth.rows
    .trim()
    .split('\n')
    .map((line) => line.replaceAll(/\| +(?=\|)/gu, '|  ').trimEnd())
    .join('\n'),
  appliesTo: truth.appliesTo ?? [],
  flags: [...(truth.flags ?? [])].sort(),
})

/** The review block's facts that are not null; the title is a matter of its own. */
const factsOf = ({ metadata }: ReadReport): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(metadata).flatMap(([name, fact]) =>
      fact === null || name === 'title' ? [] : [[name, [fact.asWritten, fact.iso, fact.precision]]],
    ),
  )

function expectRules(report: ReadReport, rules: NonNullable<Policy['rules']>): void {
  const read = report.deviceRules.map(({ audience, permission, quote }) => ({
    rule: `${audience} ${permission}`,
    quote,
  }))
  expect(
    read.filter(({ rule, quote }) => !rules.some(([truth, words]) => truth === rule && words.test(quote))),
    'rules the document does not state',
  ).toEqual([])
  for (const [truth, words, hard] of rules) {
    if (hard === 'may be missed') continue
    expect(
      read.filter(({ rule, quote }) => truth === rule && words.test(quote)),
      `${truth} ${String(words)}`,
    ).toHaveLength(1)
  }
}

describe.each([...GRIDS, ...WORDS, ...TRAPS, ...MORE, ...NOTHING])('$title', (policy) => {
  it('is read as it stands, or asked about', async () => {
    const report = await reportOf(policy)
    expect([...report.matrices, ...report.deviceTables].map(asTruth)).toEqual((policy.tables ?? []).map(plain))
    expect(
      report.declined.filter(({ what, why }) => !(policy.declined ?? []).some((words) => words.test(`${what} ${why}`))),
      'asked about without need',
    ).toEqual([])
    for (const words of policy.declined ?? []) {
      expect(
        report.declined.map(({ what, why }) => `${what} ${why}`).filter((one) => words.test(one)),
        `a question about ${String(words)}`,
      ).not.toEqual([])
    }
    expect(factsOf(report)).toEqual(policy.facts ?? {})
    if (policy.heading !== undefined) expect(report.metadata.title?.asWritten).toBe(policy.heading)
    expect(report.consentPurposes.map(({ purpose }) => purpose)).toEqual(policy.purposes ?? [])
    expect(report.retention).toHaveLength(policy.retention?.length ?? 0)
    policy.retention?.forEach(([subject, period], index) => {
      expect(report.retention[index]?.subject).toMatch(subject)
      expect(report.retention[index]?.period).toMatch(period)
    })
    expectRules(report, policy.rules ?? [])
    if (policy.schools !== undefined) expect(report.schools).toEqual(policy.schools)
  })
})

describe('a sentence about devices', () => {
  it.each(SENTENCES)('%s', async (sentence, rules) => {
    const report = await reportOf({ title: '', file: 'one.txt', content: `Use of technology\n\n${sentence}\n` })
    const read = report.deviceRules.map(({ audience, permission }) => `${audience} ${permission}`)
    expect(read).toEqual(read.length === 0 && !PLAIN.has(sentence) ? [] : rules)
  })
})

describe('a sentence about images', () => {
  it.each(STATEMENTS)('%s', async (sentence, purposes, kept) => {
    const report = await reportOf({ title: '', file: 'one.txt', content: `Images\n\n${sentence}\n` })
    expect(report.consentPurposes.map(({ purpose }) => purpose)).toEqual(purposes)
    expect(report.retention.map(({ subject }) => subject)).toEqual(kept)
  })
})
