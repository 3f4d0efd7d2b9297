/** Matrices as they are exported, and as they are read back, in one comparable form. */
import type { Cell, Column, MatrixView, Row } from '@contract/matrices'
import { StatedDate } from '@contract/primitives'
import { toCsv, toDocx, toHtml, toXlsx, type PrintDocument } from '@vault/printing'
import { editionDocument } from '../../src-main/features/matrices/export'
import { understand } from '../../src-main/features/matrices/understand'
import type { TableFacts } from '../../src-main/features/practice/facts'

export const FORMATS_WITHOUT_PDF = ['xlsx', 'docx', 'html', 'csv'] as const
export type FormatWithoutPdf = (typeof FORMATS_WITHOUT_PDF)[number]

const id = (kind: number, number: number): string => `${kind}${String(number)}`.padStart(32, '0')

/** A table as the app would show it. */
export function viewOf(
  table: Omit<TableFacts, 'document'> & { readonly document?: TableFacts['document'] },
): MatrixView {
  const columns: Column[] = table.columns.map((column, number) => ({ ...column, id: id(2, number), position: number }))
  const rows: Row[] = table.rows.map(({ group, label, activity }, number) => ({
    ...{ group, label, activity },
    ...{ id: id(1, number), position: number },
  }))
  const cells: Cell[] = table.rows.flatMap((row, y) =>
    columns.flatMap((column, x) => {
      const content = row.cells[x] ?? null
      if (content === null) return []
      const meant = understand(table.kind, column, content, null)
      return [
        {
          ...{ id: id(3, y * 100 + x), row: id(1, y), column: column.id, content },
          ...{ answers: [...meant.answers], state: meant.state, asWritten: meant.asWritten },
        },
      ]
    }),
  )
  return {
    edition: {
      ...{ id: id(4, 0), matrix: id(5, 0), title: table.title, kind: table.kind, rowHeading: table.rowHeading },
      ...{ document: table.document?.title ?? 'Online safety policy', status: 'IN_FORCE' as const },
      ...{
        effectiveFrom: StatedDate.parse('2026-05'),
        approvedOn: StatedDate.parse('2026-05-12'),
        approvingBody: 'Trust board',
      },
      ...{
        nextReview: StatedDate.parse('2027-05'),
        reviewOverdue: false,
        openedBecause: null,
        changedAt: 1_762_077_600_000,
      },
    },
    ...{ editions: [], columns, rows, cells, problems: [] },
  }
}

/** The document an export writes. */
export const documentOf = (view: MatrixView): PrintDocument =>
  editionDocument(view, 'Oakwood High School', 'Made on 25 November 2026 by A. Person with Trustward')

/** The file an export saves. */
export async function exported(
  view: MatrixView,
  format: FormatWithoutPdf,
): Promise<{ name: string; bytes: Uint8Array }> {
  const document = documentOf(view)
  const name = `export.${format}`
  switch (format) {
    case 'xlsx':
      return { name, bytes: await toXlsx(document) }
    case 'docx':
      return { name, bytes: await toDocx(document) }
    case 'html':
      return { name, bytes: new TextEncoder().encode(toHtml(document)) }
    case 'csv':
      return { name, bytes: toCsv(document) }
  }
}
