/** Short notes of what was just done, with its undoing; and the steps Ctrl+Z and Ctrl+Y go through. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import { say, sayNow } from './live'
import { faultWords } from './words'

/** One thing that can be taken back. Running it gives the step that brings it back again, or null when there is none. */
export interface UndoStep {
  /** What taking it back does, after "Undo: ". */
  readonly words: string
  run(): Promise<UndoStep | null>
}

export interface Toast {
  readonly id: number
  readonly words: string
  readonly undo: UndoStep | null
}

/** How long a note with an undo stands (ux 7), in milliseconds. */
export const TOAST_STANDS = 10_000
const STEPS_KEPT = 100

let nextId = 1

export const useToasts = defineStore('toasts', {
  state: () => ({
    toasts: [] as Toast[],
    undoSteps: [] as UndoStep[],
    redoSteps: [] as UndoStep[],
    running: false,
  }),
  clearOn: 'lock',
  actions: {
    /** Tells what was done. With `undo` the note offers it, and Ctrl+Z reaches it later too. */
    done(words: string, undo: UndoStep | null = null) {
      this.toasts = [...this.toasts.slice(-2), { id: nextId++, words, undo: undo && markRaw(undo) }]
      if (undo) this.keep(undo)
      say(undo ? `${words}. Undo: Ctrl Z` : words)
    },
    /** Keeps a step for Ctrl+Z without a note, where notes would follow one another too fast to be read. */
    keep(undo: UndoStep) {
      this.undoSteps = [...this.undoSteps.slice(1 - STEPS_KEPT), markRaw(undo)]
      this.redoSteps = []
    },
    /** Drops a kept step: what it would have taken back did not happen. */
    forget(undo: UndoStep) {
      this.undoSteps = this.undoSteps.filter((step) => step !== undo)
    },
    dismiss(id: number) {
      this.toasts = this.toasts.filter((toast) => toast.id !== id)
    },
    /** Takes back one step: the given one, or the newest. */
    async undo(chosen?: UndoStep) {
      const step = chosen ?? this.undoSteps.at(-1)
      if (!step) return say('Nothing to undo')
      await this.take(step, 'undoSteps', 'redoSteps')
    },
    async redo() {
      const step = this.redoSteps.at(-1)
      if (!step) return say('Nothing to redo')
      await this.take(step, 'redoSteps', 'undoSteps')
    },
    async take(step: UndoStep, from: 'undoSteps' | 'redoSteps', to: 'undoSteps' | 'redoSteps') {
      if (this.running) return
      this.running = true
      try {
        const back = await step.run()
        this[from] = this[from].filter((other) => other !== step)
        if (back) this[to] = [...this[to].slice(1 - STEPS_KEPT), markRaw(back)]
        this.toasts = this.toasts.filter((toast) => toast.undo !== step)
        say(from === 'undoSteps' ? `Undone: ${step.words}` : `Done again: ${step.words}`)
      } catch (refusal) {
        const words = faultWords(refusal)
        this.toasts = [...this.toasts.slice(-2), { id: nextId++, words, undo: null }]
        sayNow(words)
      } finally {
        this.running = false
      }
    },
  },
})
