/** Rows that were left out, as a file to be put right: as they stand in the file, with a column that says why. */
import { stringify } from 'csv-stringify/sync'
import type { SchoolId } from '@contract/primitives'
import type { ReadRows } from '@contract/tabular'
import type { Ctx } from '@vault/context'
import { asTenant } from '@vault/opened'
import { fileName, neutral } from '@vault/printing'
import { jobIn } from './jobs'
import { headingAt } from './rules/columns'
import type { Plan } from './rules/plan'
import { tableOf, triedIn } from './trying'

/** Asks where to save them. Nothing is in it that was not in the file; of rows that could not be read, the line alone. */
export async function saveLeftOut(
  school: SchoolId,
  id: string,
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null }> {
  const { file } = jobIn(ctx.tenant(asTenant(school)), id)
  const { mapping, plan } = triedIn(school, id, ctx)
  const suggestedName = fileName(['Rows left out', ctx.today()], 'csv')
  const saved = await ctx.host.saveFile({ suggestedName, bytes: leftOutCsv(tableOf(file, mapping), plan) })
  return { saved: saved !== null, fileName: saved }
}

/** UTF-8 with byte order mark; no cell of it is a formula (R114). */
export function leftOutCsv(table: ReadRows, { rows }: Pick<Plan, 'rows'>): Uint8Array {
  const cells = new Map(table.rows.map((row) => [row.line, row.cells]))
  const headings = Array.from({ length: table.columns }, (_, column) => headingAt(table, column))
  const blank = headings.map(() => '')
  const lines = rows
    .filter(({ outcome }) => outcome === 'LEFT_OUT')
    .map(({ line, why }) => [String(line), why ?? '', ...(cells.get(line) ?? blank)])
  const text = stringify(
    [['Line', 'Why it was left out', ...headings], ...lines].map((line) => line.map(neutral)),
    // A line end inside a cell is not the one between records, so it has to be named.
    { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
  return new TextEncoder().encode(text)
}
