/** Errors of one form: kept by field, listed in a summary, cleared when the field is put right (A11). */
import { computed, nextTick, reactive, ref, type ComputedRef, type Ref } from 'vue'
import { faultWords } from './words'

/** One line of the summary: which control to go to and what to do there. */
export interface FieldError {
  /** The id of the control. */
  readonly field: string
  readonly words: string
}

export interface FormState<Name extends string> {
  /** Words beside each field; absent when it is in order. */
  readonly errors: Partial<Record<Name, string>>
  readonly summary: ComputedRef<FieldError[]>
  /** Words of a refusal that belongs to no field. */
  readonly failure: Ref<string | null>
  readonly busy: Ref<boolean>
  /** The id of a field's control. */
  idOf(name: Name): string
  /** Takes the rules' findings (undefined: in order); true when there is nothing to put right. Moves focus to the summary. */
  check(found: Partial<Record<Name, string | undefined>>): boolean
  /** Runs the work of the form once at a time; a refusal lands in `failure`. Resolves to whether it was done. */
  send(work: () => Promise<void>): Promise<boolean>
  clear(): void
}

/**
 * Makes the state of one form.
 * @param form short name that stands before the ids of its controls; unique on the screen.
 */
export function useForm<Name extends string>(form: string): FormState<Name> {
  const errors = reactive<Record<string, string>>({})
  const failure = ref<string | null>(null)
  const busy = ref(false)
  const idOf = (name: Name) => `${form}-${name}`
  const toSummary = async () => {
    await nextTick()
    document.getElementById(`${form}-errors`)?.focus()
  }
  const clear = () => {
    for (const name of Object.keys(errors)) Reflect.deleteProperty(errors, name)
    failure.value = null
  }
  return {
    // The keys are only ever those of `Name`: `check` is the one writer.
    errors: errors as Partial<Record<Name, string>>,
    failure,
    busy,
    idOf,
    clear,
    summary: computed(() => [
      ...(failure.value === null ? [] : [{ field: '', words: failure.value }]),
      ...Object.entries(errors).map(([name, words]) => ({ field: `${form}-${name}`, words })),
    ]),
    check(found) {
      clear()
      for (const [name, words] of Object.entries(found)) if (typeof words === 'string') errors[name] = words
      const sound = Object.keys(errors).length === 0
      if (!sound) void toSummary()
      return sound
    },
    async send(work) {
      if (busy.value) return false
      busy.value = true
      failure.value = null
      try {
        await work()
        return true
      } catch (refusal) {
        failure.value = faultWords(refusal)
        void toSummary()
        return false
      } finally {
        busy.value = false
      }
    },
  }
}
