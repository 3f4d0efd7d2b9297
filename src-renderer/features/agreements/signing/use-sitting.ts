/** One sitting of keying paper forms: the form in hand, saved one after the other, counted, and the last taken back. */
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { SchoolId } from '@contract'
import { useToasts, type UndoStep } from '../../../ui/toasts-store'
import { faultWords } from '../../../ui/words'
import { useSignatures } from '../signatures-store'
import { newPaper, signingsOf, type PaperForm, type PaperTarget } from './paper'
import { paperWords as w } from './sign-words'

/** A form that was saved, and what came of it. */
export interface SavedForm {
  readonly form: PaperForm
  readonly recorded: number
  /** What was recorded with it; null: nothing new. */
  readonly batch: string | null
  readonly warnings: readonly string[]
}

export interface Sitting {
  readonly form: ShallowRef<PaperForm | null>
  /** What stands in the way, in words. */
  readonly failure: Ref<string | null>
  readonly saving: ShallowRef<PaperForm | null>
  /** The last form that was saved and not taken back. */
  readonly last: ShallowRef<SavedForm | null>
  /** Forms saved in this sitting, those taken back left out. */
  readonly keyed: Ref<number>
  change(form: PaperForm): void
  drop(): void
  /** Takes a form to hand. @returns whether it is there; `failure` says why not */
  open(find: () => Promise<PaperTarget>): Promise<boolean>
  /** Takes the form out of the hand at once, and saves it. @returns null when it was refused: then it is in the hand again */
  save(): Promise<SavedForm | null>
  /** Takes the last form back. @returns whose it was; null when there is none. @throws Fault */
  undo(): Promise<string | null>
}

export function useSitting(school: () => SchoolId): Sitting {
  const signatures = useSignatures()
  const toasts = useToasts()
  const form = shallowRef<PaperForm | null>(null)
  const failure = ref<string | null>(null)
  const saving = shallowRef<PaperForm | null>(null)
  const keyed = ref(0)
  const saved = shallowRef<readonly SavedForm[]>([])
  const last = shallowRef<SavedForm | null>(null)
  let steps: UndoStep[] = []
  let isGone = false
  let queue: Promise<unknown> = Promise.resolve()

  /** Runs work after all that was begun before. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work)
    queue = mine.catch(() => undefined)
    return mine
  }
  function lay(next: PaperForm | null) {
    form.value = next
    failure.value = null
  }
  const open = (find: () => Promise<PaperTarget>) =>
    inTurn(async () => {
      // A form that was refused meanwhile is in the hand again and stays there.
      if (form.value !== null) return false
      try {
        lay(newPaper(await find(), signatures.lastDay))
        return true
      } catch (refusal) {
        failure.value = faultWords(refusal)
        return false
      }
    })

  function save(): Promise<SavedForm | null> {
    const now = form.value
    if (now === null) return Promise.resolve(null)
    lay(null)
    saving.value = now
    return inTurn(async () => {
      try {
        const done = await signatures.sign({ school: school(), signings: signingsOf(now) })
        const one: SavedForm = { form: now, recorded: done.recorded, batch: done.batch, warnings: done.warnings }
        signatures.lastDay = now.signedOn
        keyed.value += 1
        keepStep(one)
        return one
      } catch (refusal) {
        comeBack(now, faultWords(refusal))
        return null
      } finally {
        saving.value = null
      }
    })
  }
  function keepStep(one: SavedForm) {
    saved.value = [...saved.value, one]
    last.value = one
    const step: UndoStep = {
      words: w.undoWords,
      run: async () => {
        await takeBack(one)
        steps = steps.filter((other) => other !== step)
        return null
      },
    }
    steps = [...steps, step]
    toasts.keep(step)
  }
  /** Nobody is there to take a refused form once the screen is gone. */
  function comeBack(now: PaperForm, why: string) {
    if (isGone) return toasts.done(w.notSaved(now.target.member.name, why))
    lay(now)
    failure.value = why
  }
  async function takeBack(one: SavedForm) {
    const { batch } = one
    // What the form had corrected stands again.
    if (batch !== null) await signatures.takeBackTogether({ school: school(), batch, reason: w.undoReason })
    saved.value = saved.value.filter((other) => other !== one)
    last.value = saved.value.at(-1) ?? null
    keyed.value -= 1
  }
  async function undo(): Promise<string | null> {
    const one = last.value
    const step = steps.at(-1)
    if (one === null || step === undefined) return null
    await inTurn(() => step.run())
    toasts.forget(step)
    return one.form.target.member.name
  }

  onBeforeUnmount(() => {
    isGone = true
  })
  return {
    ...{ form, failure, saving, last, keyed, open, save, undo },
    change: (next) => (form.value = next),
    drop: () => lay(null),
  }
}
