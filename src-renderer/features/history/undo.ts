/** A step Ctrl+Z can take, made of one batch of the history. Undoing adds a reversing batch; redoing undoes that one. */
import type { AppContract, Client } from '@contract'
import { client } from '../../ipc/client'
import type { UndoStep } from '../../ui/toasts-store'

type Input = Parameters<Client<AppContract>['history.undo']>[0]

/**
 * @param school the tenant the change was made in.
 * @param batch the change, as its call returned it.
 * @param words what was done, in the words of the note that offers the undo.
 */
export function undoStep(school: Input['school'], batch: Input['batch'], words: string): UndoStep {
  return {
    words,
    run: async () => {
      const back = await client['history.undo']({ school, batch })
      return undoStep(school, back.batch, words)
    },
  }
}
