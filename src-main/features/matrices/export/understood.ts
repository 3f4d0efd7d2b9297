/** What an edition is understood to mean, as a plain table beside its own shape: level, years, conditions, source. Pure. */
import type { Answer, Cell, CellState, MatrixView } from '@contract/matrices'
import { LEVEL_WORDS } from '@contract/words'
import type { PrintTable } from '@vault/printing'
import { cellsByPlace } from './footnotes'

const STATE_WORDS: Readonly<Record<Exclude<CellState, 'answered'>, string>> = {
  blank: 'Blank in source',
  silent: 'Not stated',
  conflict: 'Conflict',
  unread: 'Needs checking',
}

/** One answer in words: level, years, conditions. */
export function answerWords(answer: Answer): string {
  const level =
    answer.level === 'NOMINATED_OR_PERMISSION' && answer.permitting === 'selected'
      ? 'Selected people'
      : LEVEL_WORDS[answer.level]
  const years = answer.years === null ? '' : ` (${yearWords(answer.years)})`
  const condition = answer.condition
  const parts =
    condition === null
      ? []
      : [
          condition.when,
          condition.where,
          condition.whoPermits === null ? null : `permission: ${condition.whoPermits}`,
          condition.purpose,
          condition.needsAgreement ? 'with a signed agreement' : null,
        ].filter((part) => part !== null)
  return `${level}${years}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}`
}

function yearWords(years: { readonly from: string; readonly to: string }): string {
  return years.from === years.to ? `Year ${years.from}` : `Years ${years.from} to ${years.to}`
}

/** A cell in words; a conflict says so and gives the answer that applies. */
export function cellWords(cell: Cell): string {
  const answers = cell.answers.map(answerWords).join(' / ')
  if (cell.state === 'answered') return answers
  return answers === '' ? STATE_WORDS[cell.state] : `${STATE_WORDS[cell.state]}: ${answers} applies`
}

/** Row by row and column by column: written, understood, source. Incident grids are left out: their marks are actions, not levels (R26). */
export function understoodTable(view: MatrixView): PrintTable | null {
  if (view.edition.kind === 'incident') return null
  const at = cellsByPlace(view)
  const body = view.rows.flatMap((row) =>
    view.columns.flatMap((column) => {
      const cell = at(row, column)
      if (cell === undefined) return []
      const source = cell.content.source
      const place = source === null ? '' : [source.clause, source.place].filter((part) => part !== null).join(', ')
      return [
        [
          { text: row.label, heading: 'row' as const },
          { text: column.label },
          { text: cell.asWritten },
          { text: cellWords(cell) },
          { text: place },
        ],
      ]
    }),
  )
  const names = [view.edition.rowHeading, 'For', 'As written', 'As understood', 'Stands in']
  return { caption: 'As understood', header: [names.map((text) => ({ text, heading: 'column' as const }))], body }
}
