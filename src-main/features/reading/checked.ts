/**
 * What came from the reader process, checked before anything is done with it: it read a file from outside, so its answer
 * is taken no more on trust than the file itself (C33, C35).
 */
import { z } from 'zod'
import { ReadDocument, type Source } from '@contract/document'
import { Fault } from '@contract/fault'
import { ReadReport, type ReadTable } from '@contract/report'

const Answer = z.strictObject({ document: ReadDocument, report: ReadReport })

/** One document with what was found in it. */
export type Reading = z.output<typeof Answer>

/** @throws Fault 'bad-input' when the answer has not the agreed shape, or points to places that are not there */
export function checkedReading(answer: unknown): Reading {
  const parsed = Answer.safeParse(answer)
  if (!parsed.success || !isConsistent(parsed.data)) {
    throw new Fault(
      'bad-input',
      'This file could not be read: what came of it does not fit together. Nothing of it was kept. Save it in another format and try that.',
    )
  }
  return parsed.data
}

function isConsistent({ document, report }: Reading): boolean {
  const stands = ({ block, row }: Source): boolean => {
    const at = document.blocks[block]
    if (at === undefined) return false
    return row === null || (at.kind === 'table' ? row < at.rows.length : row === 0)
  }
  return sourcesOf(report).every(stands) && [...report.matrices, ...report.deviceTables].every(isEven)
}

/** Every row has a cell for each column, and whatever names a column or row names one that is there. */
function isEven({ columns, understood, rows, flags, columnGroups }: ReadTable): boolean {
  const [width, height] = [columns.length, rows.length]
  const isColumn = (column: number | null): boolean => column === null || column < width
  return (
    understood.length === width &&
    columnGroups.reduce((sum, group) => sum + group.columns.length, 0) <= width &&
    rows.every((row) => row.cells.length === width && row.exceptions.every(({ column }) => isColumn(column))) &&
    flags.every(({ row, column }) => (row === null || row < height) && isColumn(column))
  )
}

function sourcesOf(report: ReadReport): readonly Source[] {
  const tables = [...report.matrices, ...report.deviceTables]
  const listed = [
    ...[report.reviewBlock, tables, report.deviceRules, report.consentPurposes, report.consentRules],
    ...[report.retention, report.systemsNamed, report.declined],
  ].flatMap((items: readonly { readonly source: Source }[]) => items.map(({ source }) => source))
  return [
    ...listed,
    ...Object.values(report.metadata).flatMap((fact) => fact?.source ?? []),
    ...tables.flatMap(({ rows }) => rows.map(({ source }) => source)),
    ...report.findings.flatMap(({ quotes }) => quotes.map(({ source }) => source)),
  ]
}
