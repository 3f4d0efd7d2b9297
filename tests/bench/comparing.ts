/** Comparing many schools against reading the same rows raw, and how the cost grows with the number of schools. */
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { contract } from '@contract/index'
import { comparisonHandlers } from '../../src-main/features/comparison/handlers'
import { manySchools } from './many-schools'
import { against, type Figure } from './measure'
import { trustOf, type BenchTrust } from './trust'

const TABLES = ['matrix_edition', 'matrix_column', 'matrix_row', 'matrix_cell']

const query = contract['comparison.compare'].input.parse({
  audience: 'LEARNER',
  year: '8',
  asAt: '2026-11-22',
  reference: { kind: 'commonest' },
})

/** As a call is served: the handler, then the check of its output. */
async function compare({ ctx }: BenchTrust): Promise<unknown> {
  return contract['comparison.compare'].output.parse(await comparisonHandlers['comparison.compare'](query, ctx))
}

function readRaw({ ctx }: BenchTrust): number {
  let rows = 0
  for (const { tenant } of ctx.schools()) {
    if (tenant === null) throw new Error('A school of the benchmark could not be opened')
    for (const table of TABLES) rows += tenant.db.all(sql.raw(`SELECT * FROM ${table}`)).length
  }
  return rows
}

/** @param folder an empty folder on a local disk */
export async function comparing(folder: string): Promise<Figure[]> {
  const small = await trustOf(join(folder, 'nine'), manySchools(9))
  const large = await trustOf(join(folder, 'ninety'), manySchools(90))
  try {
    const whole = await against(
      'Compare 90 schools x 64 questions',
      () => compare(large),
      () => readRaw(large),
      { target: 3, against: 'reading the same rows raw' },
    )
    const growth = await against(
      'Compare 90 schools, as ten comparisons of 9',
      () => compare(large),
      async () => {
        for (let n = 0; n < 10; n += 1) await compare(small)
      },
      { target: 1.2, against: 'ten comparisons of 9 schools: 1 means the cost per school is flat' },
    )
    return [whole, growth]
  } finally {
    small.opened.close()
    large.opened.close()
  }
}
