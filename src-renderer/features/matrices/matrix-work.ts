/** What a person does with the open matrix, told in a toast and undone by Ctrl+Z. */
import type { CellContent, ExportFormat, TenantId } from '@contract'
import { useToasts, type UndoStep } from '../../ui/toasts-store'
import { faultWords } from '../../ui/words'
import { useMatrices } from './matrix-store'
import { words } from './words'

export interface MatrixWork {
  /** Saves a cell and offers its undoing. @throws Fault for the dialog to show */
  readonly saveCell: (
    row: string,
    rowLabel: string,
    column: string,
    change: Partial<CellContent>,
    reason: string,
  ) => Promise<void>
  readonly exportAs: (format: ExportFormat) => Promise<void>
}

/** @param school whose matrix is open; a getter, because the route may move on */
export function useMatrixWork(school: () => TenantId): MatrixWork {
  const matrices = useMatrices()
  const toasts = useToasts()
  const stepFor = (batch: string): UndoStep => ({
    words: words.matrix.takenBack,
    run: async () => stepFor(await matrices.undo(school(), batch)),
  })
  return {
    async saveCell(row, rowLabel, column, change, reason) {
      const batch = await matrices.setCell(school(), row, column, change, reason)
      toasts.done(words.matrix.saved(rowLabel), stepFor(batch))
    },
    async exportAs(format) {
      try {
        const { saved, fileName } = await matrices.exportAs(school(), format)
        toasts.done(saved && fileName !== null ? words.matrix.exported(fileName) : words.matrix.nothingSaved)
      } catch (refusal) {
        toasts.done(faultWords(refusal))
      }
    },
  }
}
