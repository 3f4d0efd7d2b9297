/** A step Ctrl+Z can take, made of one batch of answers: undoing adds reversing answers, redoing reverses those (ux 7). */
import type { SchoolId } from '@contract'
import { client } from '../../ipc/client'
import type { UndoStep } from '../../ui/toasts-store'
import { words as w } from './words'

/**
 * @param batch the answers, as their call returned it
 * @param words what was done, in the words of the note that offers the undo
 */
export function reverseStep(school: SchoolId, batch: string, words: string): UndoStep {
  return {
    words,
    run: async () => {
      const back = await client['consents.reverse']({ school, batch, reason: w.reverseReason })
      return reverseStep(school, back.batch, words)
    },
  }
}
