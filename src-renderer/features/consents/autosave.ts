/** Saves what is typed within a second of the last key, one save after another, so that a crash loses nothing (ux 2.7). */
import { onScopeDispose, ref, type Ref } from 'vue'
import { faultWords } from '../../ui/words'

/** A pause in typing, in milliseconds; with the save itself it stays within a second. */
const PAUSE = 500

export interface Autosave {
  /** `idle`: all is saved. */
  readonly state: Ref<'idle' | 'waiting' | 'saving' | 'failed'>
  /** Why the last save was refused. */
  readonly failure: Ref<string | null>
  /** Something was typed. */
  touch(): void
  /** Saves now what is not saved yet. Resolves to whether all is saved. */
  flush(): Promise<boolean>
}

/** @param save saves what stands now; resolves to false when it cannot be saved as it stands */
export function useAutosave(save: () => Promise<boolean>): Autosave {
  const state = ref<'idle' | 'waiting' | 'saving' | 'failed'>('idle')
  const failure = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let dirty = false
  let running: Promise<boolean> | null = null

  async function run(): Promise<boolean> {
    clearTimeout(timer)
    while (dirty) {
      dirty = false
      state.value = 'saving'
      try {
        if (!(await save())) {
          state.value = 'waiting'
          dirty = true
          return false
        }
        failure.value = null
      } catch (refusal) {
        failure.value = faultWords(refusal)
        state.value = 'failed'
        // The next key, or leaving the screen, tries again.
        dirty = true
        return false
      }
    }
    state.value = 'idle'
    return true
  }
  const flush = (): Promise<boolean> => {
    running ??= run().finally(() => (running = null))
    return running
  }
  // Leaving the screen is no reason to lose the last words.
  onScopeDispose(() => void flush())
  return {
    state,
    failure,
    touch() {
      dirty = true
      if (state.value !== 'saving') state.value = 'waiting'
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), PAUSE)
    },
    flush,
  }
}
