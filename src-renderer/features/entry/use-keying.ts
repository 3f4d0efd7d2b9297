/** The form in hand: opened, kept every second, saved, set down. What goes to the vault goes one after the other. */
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Batch, FormTarget, SchoolId, Sheet, SheetFacts } from '@contract'
import { client } from '../../ipc/client'
import { say } from '../../ui/live'
import { useToasts, type UndoStep } from '../../ui/toasts-store'
import { faultWords } from '../../ui/words'
import { useEntry } from './entry-store'
import { factsOf, formOf, newForm, type Form, type LastForm } from './form'
import { words as w } from './words'

/** Nothing typed is older than a second before it is kept (ux 2.7); the way to the file takes the rest. */
const KEPT_AFTER = 700

export interface Keying {
  readonly form: ShallowRef<Form | null>
  /** What stands in the way, in words; red when the form was not taken at all. */
  readonly failure: Ref<string | null>
  /** The form that has left the hand and is being saved. */
  readonly saving: ShallowRef<Form | null>
  readonly last: ShallowRef<LastForm | null>
  /** Something was given since the form was opened. */
  readonly touched: Ref<boolean>
  /** The child behind a scan. @returns whether a form is open now */
  scan(number: string): Promise<boolean>
  pick(pupil: string): Promise<boolean>
  /** A sheet of the batch again. */
  reopen(sheet: Sheet): Promise<boolean>
  change(next: Form): void
  /** Brings the form in hand back to how it stood a moment ago. */
  takeBack(was: Form): void
  /** Lets go of the form in hand without keeping it. */
  drop(): void
  /**
   * Takes the form out of the hand at once, and saves it; the next one waits for that, the person does not.
   * @returns the saved sheet; null when it was refused, and then the form is back in the hand with all of it
   */
  save(): Promise<Sheet | null>
  /** Puts the form down: kept as a draft where something was given. */
  putDown(): Promise<boolean>
  /** Keeps at once what has not been kept. */
  keepNow(): Promise<boolean>
  /** Resolves once everything begun has been answered. */
  settled(): Promise<void>
}

export function useKeying(school: () => SchoolId, batch: () => Batch | null): Keying {
  const entry = useEntry()
  const toasts = useToasts()
  const form = shallowRef<Form | null>(null)
  const failure = ref<string | null>(null)
  const saving = shallowRef<Form | null>(null)
  const last = shallowRef<LastForm | null>(null)
  const touched = ref(false)
  /** What the form in hand is kept as: it goes with the form, whatever comes to hand meanwhile. */
  let kept: { draft: string | null } = { draft: null }
  let unkept = false
  let isGone = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  /** Runs work after all that was begun before. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work)
    queue = mine.catch(() => undefined)
    return mine
  }
  const at = () => {
    const open = batch()
    if (open === null) throw new Error('No batch is open')
    return { school: school(), batch: open.id }
  }

  function lay(next: Form | null) {
    clearTimeout(timer)
    timer = undefined
    form.value = next
    touched.value = false
    unkept = false
    kept = { draft: null }
    failure.value = null
  }
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      failure.value = null
      await work()
      return true
    } catch (refusal) {
      failure.value = faultWords(refusal)
      return false
    }
  }
  /** Another form comes to hand: the one before is put down first, and nothing moves while that cannot be done. */
  const begin = (find: () => Promise<FormTarget>, fill: (target: FormTarget) => Form) =>
    inTurn(async () => {
      let open = false
      const done = await attempt(async () => {
        const target = await find()
        const same = form.value?.target.number ?? null
        // The same code twice: the scanner was held there too long.
        if (same !== null && same === target.number) return
        if (!(await setDown())) return
        lay(fill(target))
        open = true
      })
      return done && open
    })
  /** A form begun and not saved goes on; otherwise a new one. */
  const fresh = (target: FormTarget) => {
    const begun = batch()?.sheets.find(
      ({ state, pupil, number }) => state === 'DRAFT' && pupil === target.card.id && number === target.number,
    )
    return begun === undefined
      ? newForm(target, batch()?.questions.length ?? 0, last.value?.signedOn ?? null)
      : formOf(begun, target)
  }

  function change(next: Form) {
    form.value = next
    touched.value = true
    unkept = true
    timer ??= setTimeout(() => {
      timer = undefined
      void keepNow()
    }, KEPT_AFTER)
  }
  const keepNow = () => inTurn(keep)
  async function keep(): Promise<boolean> {
    clearTimeout(timer)
    timer = undefined
    const [now, mine] = [form.value, kept]
    if (now === null || !unkept) return true
    unkept = false
    const done = await attempt(async () => {
      const { school: inSchool, batch: id } = at()
      mine.draft = await entry.keep(inSchool, id, now.sheet ?? mine.draft, factsOf(now))
    })
    if (!done) unkept = true
    return done
  }
  async function setDown(): Promise<boolean> {
    const [now, mine] = [form.value, kept]
    if (now === null) return true
    if (!touched.value) {
      lay(null)
      return true
    }
    if (!(await keep())) return false
    if (mine.draft !== null) entry.placeDraft(draftSheet(now, mine.draft))
    say(w.keptAsDraft(now.target.card))
    lay(null)
    return true
  }
  function draftSheet(now: Form, id: string): Sheet {
    const sheets = batch()?.sheets ?? []
    const known = sheets.find((one) => one.id === (now.sheet ?? id))
    const position = known?.position ?? Math.max(0, ...sheets.map((one) => one.position)) + 1
    return { ...factsOf(now), id, position, state: 'DRAFT', problems: [], card: now.target.card }
  }

  function save(): Promise<Sheet | null> {
    const [now, mine] = [form.value, kept]
    if (now === null) return Promise.resolve(null)
    const facts = factsOf(now)
    lay(null)
    saving.value = now
    return inTurn(async () => {
      const { school: inSchool, batch: id } = at()
      try {
        const saved = await entry.save(inSchool, id, now.sheet ?? mine.draft, facts)
        toasts.keep(undoOf(inSchool, id, saved, now.before))
        last.value = { ticks: facts.ticks, signedOn: facts.signedOn }
        return saved
      } catch (refusal) {
        comeBack(now, mine, faultWords(refusal))
        return null
      } finally {
        saving.value = null
      }
    })
  }
  /** A form that was refused is in the hand again, and with its draft; nobody is there to take it once the screen is gone. */
  function comeBack(now: Form, mine: typeof kept, why: string) {
    if (isGone) return toasts.done(w.notSaved(now.target.card, why))
    lay(now)
    kept = mine
    touched.value = true
    unkept = true
    failure.value = why
  }
  /** Ctrl+Z: a new form is set aside, a corrected one says again what it had said. */
  function undoOf(inSchool: SchoolId, id: string, saved: Sheet, before: SheetFacts | null): UndoStep {
    return {
      words: w.undo(saved.position),
      run: async () => {
        if (before === null) await entry.setAside(inSchool, id, saved.id, w.undone)
        else await entry.save(inSchool, id, saved.id, before)
        return null
      },
    }
  }

  const leave = () => void keepNow()
  window.addEventListener('pagehide', leave)
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', leave)
    void keepNow()
    isGone = true
  })
  return {
    ...{ form, failure, saving, last, touched, change, save, keepNow },
    takeBack: change,
    settled: () => inTurn(() => Promise.resolve()),
    drop: () => lay(null),
    scan: (number) => begin(() => client['entry.scan']({ ...at(), number }), fresh),
    pick: (pupil) => begin(() => client['entry.target']({ ...at(), pupil }), fresh),
    reopen: (sheet) =>
      begin(
        // By its number where it has one, so that a form of another wording says so again.
        () =>
          sheet.number === null
            ? client['entry.target']({ ...at(), pupil: sheet.pupil })
            : client['entry.scan']({ ...at(), number: sheet.number }),
        (target) => formOf(sheet, target),
      ),
    putDown: () => inTurn(setDown),
  }
}
