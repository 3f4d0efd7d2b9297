/** Whatever a document holds, what is read from its prose fits the report, quotes it and comes to an end. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, ReadDocument } from '@contract/document'
import { ReadReport } from '@contract/report'
import { outlineOf } from '../../src-main/reader/recognise/outline'
import { recogniseProse } from '../../src-main/reader/recognise/prose'
import { schoolNamesIn } from '../../src-main/reader/recognise/schools'

function reportOf(blocks: Block[]): ReadReport {
  const document: ReadDocument = { name: 'x.txt', format: 'txt', pages: null, blocks, leftOut: [] }
  const outline = outlineOf(document)
  const names = schoolNamesIn(document, outline)
  const prose = recogniseProse({ document, outline, names }, { matrices: [], deviceTables: [], declined: [] })
  return ReadReport.parse({
    ...{ version: 1, school: names.school, schools: [...names.schools], schoolTags: names.tags, trust: names.trust },
    ...{ matrices: [], deviceTables: [], ...prose },
  })
}

const at = { page: null, line: 1 }
const paragraph = (text: string): Block => ({ kind: 'paragraph', text, ...at })

const WORDS = [
  ...[
    'Pupils',
    'staff',
    'must',
    'not',
    'may',
    'only',
    'use',
    'mobile phones',
    'images',
    'of',
    'unless',
    'permission',
    'in',
    'lessons',
  ],
  ...[
    'and',
    'be',
    'taken',
    'on',
    'school devices',
    'is',
    'permitted',
    'to',
    '(',
    ')',
    '.',
    'The',
    'where',
    '"',
    '“',
    '”',
    ':',
    ';',
    '\n',
    '\t',
  ],
  ...[
    'Approved by',
    'Next review',
    'Version',
    'May 2026',
    '31/02/2026',
    '[insert date]',
    '____',
    'Hill High School',
    '(HHS)',
    'Mill Junior School',
  ],
  ...[
    '(MJS)',
    'only',
    'Not',
    'consent',
    'website',
    'following',
    'retained',
    'for',
    '3 years',
    'deleted',
    'CPOMS',
    'logged',
    'uses',
    'Zoom',
    'Committee',
  ],
  ...[
    'three areas',
    'Content',
    'Contact',
    'Conduct',
    'appendix',
    'Schools may wish to',
    'UKCCIS',
    '',
    '….....',
    '\u0000',
    '\u{1F4F1}',
    'Ünï',
  ],
]
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' '))
const block: fc.Arbitrary<Block> = fc.oneof(
  text.map(paragraph),
  fc
    .record({ level: fc.integer({ min: 1, max: 9 }), text })
    .map(({ level, text: words }): Block => ({ kind: 'heading', level, text: words, ...at })),
  fc
    .record({ depth: fc.integer({ min: 0, max: 9 }), text })
    .map(({ depth, text: words }): Block => ({ kind: 'item', depth, marker: null, text: words, ...at })),
  fc.constant<Block>({ kind: 'break', ...at }),
  fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { maxLength: 6 }).map((rows): Block => ({
    kind: 'table',
    spans: false,
    rows: rows.map((cells) => ({
      cells: cells.map((words) => ({ text: words, columns: 1, rows: 1, heading: false })),
      ...at,
    })),
    ...at,
  })),
)

it('fits the report', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 25 }), (blocks) => {
      const report = reportOf(blocks)
      const whole = JSON.stringify(blocks).replace(/\\[nt]|\s+/g, ' ')
      const stands = (words: string): boolean =>
        whole.includes(
          JSON.stringify(words)
            .slice(1, -1)
            .replace(/\\[nt]|\s+/g, ' '),
        )
      for (const system of report.systemsNamed) expect(stands(system.name)).toBe(true)
      for (const fact of Object.values(report.metadata)) {
        if (fact?.iso != null) expect(fact.iso.length).toBe({ year: 4, month: 7, day: 10 }[fact.precision!])
      }
    }),
    { numRuns: 300 },
  )
})

it('is the same every time', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      expect(reportOf(blocks)).toEqual(reportOf(structuredClone(blocks)))
    }),
    { numRuns: 50 },
  )
})

describe('comes to an end on', () => {
  const long = 100_000
  it.each([
    ['one long word', 'a'.repeat(long)],
    ['one long name', 'A'.repeat(long)],
    ['many names', 'Hill '.repeat(long / 5)],
    ['many schools', Array.from({ length: 5000 }, (_, at_) => `Hill${at_.toString(36)} School`).join(', ')],
    ['dots', '.'.repeat(long)],
    ['spaces between dots', '. '.repeat(long / 2)],
    ['brackets', '('.repeat(long)],
    ['brackets with rules', '(Pupils must not '.repeat(long / 17)],
    ['quotation marks', '" “ '.repeat(long / 4)],
    ['slashes', `images of ${'a/'.repeat(long / 2)}`],
    ['commas', 'phones, '.repeat(long / 8)],
    ['rules without an end', 'Pupils must not use phones and '.repeat(long / 31)],
    ['conditions without an end', `Pupils may use phones ${'in lessons if '.repeat(long / 14)}`],
    ['days', '31/02/2026 '.repeat(long / 11)],
    ['labels', 'Approved by: '.repeat(long / 13)],
    ['lines of labels', 'Approved by:\n'.repeat(long / 13)],
    ['figures', '1'.repeat(long)],
    ['committees', 'The Governors and '.repeat(long / 18)],
    ['line breaks', '\n'.repeat(long)],
  ])('%s', (_, words) => {
    const heading: Block = { kind: 'heading', level: 1, text: words, ...at }
    const item: Block = { kind: 'item', depth: 0, marker: null, text: words, ...at }
    const cell = { text: words.slice(0, 32_767), columns: 1, rows: 1, heading: false }
    expect(reportOf([paragraph(words), heading, item]).version).toBe(1)
    expect(reportOf([{ kind: 'table', spans: true, rows: [{ cells: [cell, cell], ...at }], ...at }]).version).toBe(1)
  })
})
