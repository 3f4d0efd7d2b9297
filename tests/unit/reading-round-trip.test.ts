import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadReport } from '@contract/report'
import { PRACTICE_SCHOOLS } from '../../src-main/features/practice/schools'
import { readFile } from '../../src-main/reader/read'
import { exported, FORMATS_WITHOUT_PDF, viewOf, type FormatWithoutPdf } from '../support/round-trip'
import { shapeOf, shapeRead } from '../support/table-shapes'
import { TABLES, type AnyTable } from './matrices-tables'

/** Exports a table and reads the file back. */
async function readBack(table: AnyTable, format: FormatWithoutPdf): Promise<ReadReport> {
  return (await readFile(await exported(viewOf(table), format))).report
}

const shapesIn = ({ matrices, deviceTables }: ReadReport) => [...matrices, ...deviceTables].map(shapeRead)

/** How a table of the app is called by the reader: rules taken from sentences make an ordinary table. */
const kindsOf = ({ kind }: AnyTable): readonly string[] => (kind === 'prose' ? ['permission', 'device'] : [kind])

const RUNS = 10

describe.each(FORMATS_WITHOUT_PDF)('a matrix exported as .%s', (format) => {
  it.each(Object.entries(TABLES))('reads back as it is: %s', async (_shape, tables) => {
    await fc.assert(
      fc.asyncProperty(tables as fc.Arbitrary<AnyTable>, async (table) => {
        const report = await readBack(table, format)
        expect(shapesIn(report)).toEqual([shapeOf(viewOf(table))])
        expect(kindsOf(table)).toContain([...report.matrices, ...report.deviceTables][0]?.kind)
        // The second table, which says what the first is understood to mean, is neither read nor held up to a person.
        expect(report.declined).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('gives back whom each column speaks of and what its marks mean', async () => {
    await fc.assert(
      fc.asyncProperty(TABLES.tickedGrid, async (table) => {
        const [read] = (await readBack(table, format)).matrices
        const columns = table.columns.flatMap(({ audience, captions }) =>
          captions.map(({ level }) => ({ audience, level })),
        )
        expect(read?.understood.map(({ audience, level }) => ({ audience, level }))).toEqual(columns)
      }),
      { numRuns: RUNS },
    )
  })

  it('gives back its facts as the review block', async () => {
    const [table] = fc.sample(TABLES.tickedGrid, { numRuns: 1, seed: 1 })
    if (table === undefined) throw new Error('Nothing was drawn')
    const { metadata, school } = await readBack(table, format)
    expect(school).toBe('Oakwood High School')
    expect(metadata.approvedBy?.asWritten).toBe('Trust board')
    expect(metadata.dateApproved).toMatchObject({ asWritten: '12 May 2026', iso: '2026-05-12', precision: 'day' })
    expect(metadata.nextReview).toMatchObject({ asWritten: 'May 2027', iso: '2027-05', precision: 'month' })
  })

  const practice = PRACTICE_SCHOOLS.flatMap(({ facts, tables }) =>
    tables.map((table) => [`${facts.shortName}: ${table.title}`, table] as const),
  )
  it.each(practice)('reads back from the practice trust: %s', async (_name, table) => {
    const report = await readBack(table, format)
    expect(shapesIn(report)).toEqual([shapeOf(viewOf(table))])
    expect(report.declined).toEqual([])
  })
})
