/**
 * Tells a scanner from somebody typing. A scanner is a keyboard that types the code and Enter; what it types must never
 * end in the field that happens to have the focus (ux 6). Pure: it is handed each key with its time and says what to do.
 */

/** Keys this close together, in milliseconds, no hand presses one after another for long. */
export const FAST = 50

/** So many of them in a row are a scan, before its end has come. */
const SCAN_LENGTH = 8

/** With Enter as fast behind them, so few are one too: a code of something else, such as a badge. */
const SHORT_SCAN = 4

/** A slow scanner is known by what it types: the prefix and fourteen digits. Longer than this between two keys, and it is another text. */
const PATIENCE = 500

const FORM_CODE = /TW\d{14}$/i
const CODE_LENGTH = 16

/** A key as the page gets it. */
export interface Press {
  readonly key: string
  /** Milliseconds, from any beginning: the event's own time, so that a busy page measures the keys and not itself. */
  readonly at: number
  /** With Ctrl, Alt or Cmd, or held down until it repeats: no scanner does that. */
  readonly byHand: boolean
}

export type Step =
  /** Somebody types. */
  | { readonly kind: 'pass' }
  /** The same, but a scan may begin here: whatever this key and the next few do has to be taken back if so. */
  | { readonly kind: 'pass-first' }
  /** It is a scan: this key goes nowhere, and what the keys before it did is taken back, to the press of number `from`. */
  | { readonly kind: 'caught'; readonly from: number }
  /** More of the same scan. */
  | { readonly kind: 'hold' }
  /** The scan is over. `from` is null when what came before was taken back already. */
  | { readonly kind: 'done'; readonly text: string; readonly from: number | null }

/** One watched window. */
export class ScanWatch {
  #press = 0
  #last = -Infinity
  /** Keys of the run of fast ones, and the press it began with. */
  #run = ''
  #runFrom = 0
  /** Text of anything that may be a slow scan, and the press of each of its letters. */
  #slow = ''
  #slowFrom: number[] = []
  #caught = false

  /** Number of the last press that was handed in; each press has its own. */
  get press(): number {
    return this.#press
  }

  /** A scan is being taken in. */
  get busy(): boolean {
    return this.#caught
  }

  next({ key, at, byHand }: Press): Step {
    // Shift and the like come with capitals and mean nothing by themselves.
    if (key.length > 1 && key !== 'Enter' && key !== 'Tab') {
      if (!MODIFIERS.includes(key)) this.#forget()
      return { kind: 'pass' }
    }
    this.#press += 1
    const gap = at - this.#last
    this.#last = at
    if (byHand) {
      this.#forget()
      return { kind: 'pass' }
    }
    if (gap > PATIENCE) this.#forget()
    return key === 'Enter' || key === 'Tab' ? this.#end(key, gap) : this.#letter(key, gap)
  }

  /**
   * The scan that no Enter has ended, once its keys have stopped; null when there is none.
   * @param at now, by the same clock as the presses
   */
  stopped(at: number): string | null {
    if (!this.#caught || at - this.#last < FAST) return null
    const text = this.#run
    this.#forget()
    return text
  }

  #letter(key: string, gap: number): Step {
    const isFast = gap < FAST
    if (this.#caught && isFast) {
      this.#run += key
      return { kind: 'hold' }
    }
    if (!isFast || this.#run === '') {
      this.#run = ''
      this.#runFrom = this.#press
      this.#caught = false
    }
    this.#run += key
    this.#slow = (this.#slow + key).slice(-CODE_LENGTH)
    this.#slowFrom = [...this.#slowFrom, this.#press].slice(-CODE_LENGTH)
    if (this.#run.length >= SCAN_LENGTH) {
      this.#caught = true
      return { kind: 'caught', from: this.#runFrom }
    }
    return { kind: this.#runFrom === this.#press || /t/i.test(key) ? 'pass-first' : 'pass' }
  }

  #end(key: string, gap: number): Step {
    const [isFast, run, runFrom] = [gap < FAST, this.#run, this.#runFrom]
    const code = FORM_CODE.exec(this.#slow)
    const codeFrom = code === null ? undefined : this.#slowFrom[code.index]
    const caught = this.#caught
    this.#forget()
    if (caught) return { kind: 'done', text: run, from: null }
    if (code !== null && codeFrom !== undefined && key === 'Enter') {
      return { kind: 'done', text: code[0], from: codeFrom }
    }
    if (isFast && run.length >= SHORT_SCAN) return { kind: 'done', text: run, from: runFrom }
    return { kind: 'pass' }
  }

  #forget(): void {
    this.#run = ''
    this.#slow = ''
    this.#slowFrom = []
    this.#caught = false
  }
}

const MODIFIERS: readonly string[] = ['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta', 'NumLock']
