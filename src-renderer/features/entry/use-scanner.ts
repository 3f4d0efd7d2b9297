/** Catches a scanner's keys before anything on the screen sees them, and takes back what its first ones did. */
import { onBeforeUnmount, onMounted } from 'vue'
import { FAST, PATIENCE, ScanWatch, type Step } from './scan'

/** Takes back what has been done since it was made. */
type TakeBack = () => void

/** So many beginnings are remembered: a code is shorter than that. */
const REMEMBERED = 32

/** A little longer than two keys of a scanner are apart, so that the next one would have come. */
const STOPPED_AFTER = 2 * FAST

/**
 * Watches for scans while the calling component is mounted.
 * @param remember notes how things stand before a key; the function it gives brings them back
 * @param scanned is handed the text once the scan is over and everything stands as it did before it
 */
export function useScanner(remember: () => TakeBack, scanned: (text: string) => void): void {
  const watch = new ScanWatch()
  let memory: { readonly press: number; readonly takeBack: TakeBack }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const takeBackTo = (press: number | null) => {
    if (press === null) return
    memory.find((one) => one.press === press)?.takeBack()
  }
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const settle = (at: number) => {
    const text = watch.stopped(at)
    if (text === null) return
    clearTimeout(timer)
    scanned(text)
  }
  const waitForMore = (since: number, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      settle(since + ms)
      if (watch.busy) waitForMore(since, ms + PATIENCE)
    }, ms)
  }
  const follow = (step: Step, event: KeyboardEvent) => {
    switch (step.kind) {
      case 'pass':
        return
      case 'pass-first':
        memory = [...memory.slice(1 - REMEMBERED), { press: watch.press, takeBack: remember() }]
        return
      case 'caught':
      case 'hold':
        stop(event)
        if (step.kind === 'caught') takeBackTo(step.from)
        if (watch.busy) waitForMore(event.timeStamp, STOPPED_AFTER)
        return
      case 'done':
        stop(event)
        clearTimeout(timer)
        takeBackTo(step.from)
        scanned(step.text)
    }
  }
  const listen = (event: KeyboardEvent) => {
    settle(event.timeStamp)
    const byHand = event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing
    follow(watch.next({ key: event.key, at: event.timeStamp, byHand }), event)
  }
  onMounted(() => window.addEventListener('keydown', listen, true))
  onBeforeUnmount(() => {
    clearTimeout(timer)
    window.removeEventListener('keydown', listen, true)
  })
}

/** How the fields of the page and the focus stand; the function brings them back. */
export function rememberFields(): TakeBack {
  const focused = document.activeElement
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(FIELDS)].map(
    (field) => ({ field, value: field.value, caret: field instanceof HTMLSelectElement ? null : field.selectionStart }),
  )
  return () => {
    for (const { field, value, caret } of fields) {
      if (field.value === value || !field.isConnected) continue
      field.value = value
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
      if (caret !== null && !(field instanceof HTMLSelectElement)) field.setSelectionRange(caret, caret)
    }
    if (focused instanceof HTMLElement && focused.isConnected && focused !== document.activeElement) focused.focus()
  }
}

/** Fields that hold text; boxes to tick are not changed by letters and digits. */
const FIELDS = 'input[type="text"], input[type="search"], input:not([type]), textarea, select'
