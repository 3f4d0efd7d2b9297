/** Getting figures for a screen: the value, a refusal in words, and whether it has taken long enough to say so. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { faultWords } from './words'

/** Nothing moves on the screen for waits shorter than this (ux 2.5). */
const SLOW_AFTER = 300

export interface Loading<T> {
  readonly value: ShallowRef<T | null>
  readonly failure: Ref<string | null>
  /** True once the wait has passed 300 ms and nothing has come yet. */
  readonly slow: Ref<boolean>
  readonly loading: Ref<boolean>
  /** Asks again. An answer to an earlier question never replaces a later one. */
  load(): Promise<void>
}

/** @param ask the call; its last answer stays on the screen until the next one comes. */
export function useLoading<T>(ask: () => Promise<T>): Loading<T> {
  const value = shallowRef<T | null>(null)
  const failure = ref<string | null>(null)
  const slow = ref(false)
  const loading = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => {
    clearTimeout(timer)
    turn += 1
  })
  return {
    value,
    failure,
    slow,
    loading,
    async load() {
      const mine = ++turn
      loading.value = true
      clearTimeout(timer)
      timer = setTimeout(() => (slow.value = true), SLOW_AFTER)
      try {
        const answer = await ask()
        if (mine !== turn) return
        value.value = answer
        failure.value = null
      } catch (refusal) {
        if (mine === turn) failure.value = faultWords(refusal)
      } finally {
        if (mine === turn) {
          clearTimeout(timer)
          slow.value = false
          loading.value = false
        }
      }
    },
  }
}

/** True once something has been waited for longer than 300 ms; false as soon as the wait is over. */
export function useSlow(waiting: () => boolean): Ref<boolean> {
  const slow = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    waiting,
    (now) => {
      clearTimeout(timer)
      slow.value = false
      if (now) timer = setTimeout(() => (slow.value = true), SLOW_AFTER)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return slow
}
