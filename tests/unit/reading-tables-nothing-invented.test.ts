/** Tables drawn from the words of rules at random: whatever is read holds nothing that was not printed. */
import { ReadTable, Declined } from '@contract/report'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../support/properties'
import { heading, pageBreak, paragraph, readBlocks, table, type CellSketch } from './reading-tables-blocks'
import type { Block } from '@contract/document'

const WORDS = [
  ...['', '', '', 'X', '✓', '✗', 'X*', '•', '-', '☐', 'Yes', 'No', 'N/A', 'P', '1', '---'],
  ...['Staff', 'Pupils', 'Visitors', 'Staff and pupils', 'Sixth form', 'Everyone', 'Parents/carers'],
  ...[
    'Allowed',
    'Not allowed',
    'Allowed at certain times',
    'With permission',
    'Prohibited',
    'Illegal',
    'Nominated users',
  ],
  ...['Staff: allowed', 'Allowed unless told otherwise', 'Allowed in emergencies', 'No (7-11) Yes (12-13)'],
  ...['School devices', 'Personal devices', 'Student owned', 'School owned for single user', 'Internet only'],
  ...[
    'Refer to head',
    'Inform parents',
    'Issue a warning',
    'Incidents',
    'User actions',
    'Activity',
    'Technology Matrix (AAA)',
  ],
  ...[
    'Phones in lessons',
    'social media',
    'of school e-mail',
    'Use of',
    'Games (Not BBB)',
    'iPads',
    'Photos:',
    'ONLINE USE',
  ],
  ...[
    '* only at break',
    '¹ see the code',
    'Key: ✓ = allowed',
    'See or share:\n• Weapons\n• Hate',
    'Page 3 of 9',
    '(continued)',
  ],
]

const text = fc.constantFrom(...WORDS)
const cell: fc.Arbitrary<CellSketch> = fc.record({
  text,
  columns: fc.oneof({ weight: 12, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 4 })),
  rows: fc.oneof({ weight: 12, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 4 })),
  heading: fc.boolean(),
})
const HEADS: readonly (readonly string[])[] = [
  ['', 'Staff', '', 'Pupils', ''],
  ['', 'Allowed', 'Not allowed', 'Allowed', 'Not allowed'],
  ['Activity', 'Staff', 'Pupils'],
  ['User actions', '', 'Acceptable', 'Unacceptable', 'Unacceptable and illegal'],
  ['Incidents', 'Refer to head', 'Refer to police', 'Inform parents'],
  ['', 'School owned for single user', 'Student owned', 'Staff owned'],
]
const headRow = fc.constantFrom(...HEADS)
const anyRow = fc.oneof(
  fc.array(cell, { minLength: 1, maxLength: 7 }),
  fc.array(text, { minLength: 3, maxLength: 5 }),
  headRow,
)
const anyTable = fc.tuple(
  fc.array(headRow, { maxLength: 2 }),
  fc.array(anyRow, { minLength: 1, maxLength: 9 }),
  fc.boolean(),
)
/** Nearly a table of rules: one kind of headings, rows mostly as wide, and now and then a row of something else. */
const LABELS = [
  'Phones in lessons',
  'of school e-mail',
  'Social media',
  'Games (Not BBB)',
  'iPads',
  '',
  'Online chat',
  'Use of',
]
const nearlyTable = fc
  .tuple(
    fc.constantFrom([0, 1], [2], [3], [4], [5]),
    fc.constantFrom(['X', ''], ['Yes', 'No'], ['Allowed', 'Not allowed', '']),
  )
  .chain(([head, values]) => {
    const heads = head.map((at) => HEADS[at] ?? [])
    const width = heads[0]?.length ?? 3
    const row = fc.tuple(
      fc.constantFrom(...LABELS),
      fc.array(fc.constantFrom(...values), { minLength: width - 1, maxLength: width - 1 }),
    )
    const rows = fc.array(
      fc.oneof(
        { weight: 14, arbitrary: row.map(([label, cells]) => [label, ...cells]) },
        { weight: 1, arbitrary: anyRow },
      ),
      { minLength: 2, maxLength: 9 },
    )
    return fc.tuple(fc.constant(heads), rows, fc.boolean())
  })
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  { weight: 5, arbitrary: anyTable.map(([head, rows, spans]) => table([...head, ...rows], spans)) },
  { weight: 5, arbitrary: nearlyTable.map(([head, rows, spans]) => table([...head, ...rows], spans)) },
  { weight: 2, arbitrary: fc.constant(pageBreak) },
  { weight: 1, arbitrary: text.map(paragraph) },
  { weight: 1, arbitrary: text.map((words) => heading(words)) },
)

/** What is printed in a row of a block, or reaches into it from above; the whole block where no row is named. */
function printedIn(blocks: readonly Block[], { block, row }: { block: number; row: number | null }): string[] {
  const at = blocks[block]
  if (at?.kind !== 'table') return []
  return at.rows.flatMap(({ cells }, index) =>
    cells.flatMap((one) => (row === null || (index <= row && index + one.rows > row) ? [one.text.trim()] : [])),
  )
}

describe('tables drawn at random', () => {
  it('are read without a fault, into what the contract allows, and hold nothing that was not printed', () => {
    let tables = 0
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 6 }), (blocks) => {
        const { matrices, deviceTables, declined } = readBlocks(blocks)
        tables += matrices.length + deviceTables.length
        for (const one of declined) expect(Declined.safeParse(one).success).toBe(true)
        for (const read of [...matrices, ...deviceTables]) {
          expect(ReadTable.safeParse(read).error).toBeUndefined()
          expect(read.understood).toHaveLength(read.columns.length)
          for (const [index, row] of read.rows.entries()) {
            expect(row.cells).toHaveLength(read.columns.length)
            const joined = read.flags.some((flag) => flag.code === 'joined' && flag.row === index)
            if (joined) continue
            const texts = printedIn(blocks, row.source)
            for (const words of [row.label, ...row.cells]) if (words !== '') expect(texts).toContain(words)
          }
        }
      }),
      { numRuns: 1200 },
    )
    expect(tables).toBeGreaterThan(200)
  })

  it('are read the same every time', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 4 }), (blocks) => {
        expect(readBlocks(blocks)).toEqual(readBlocks(structuredClone(blocks)))
      }),
      { numRuns: 300 },
    )
  })
})
