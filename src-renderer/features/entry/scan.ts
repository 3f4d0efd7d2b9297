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

/**
 * A form's own code is known by what it is, the prefix and fourteen digits, so a slow scanner may take its time and a busy
 * PC may halt it. Longer than this between two keys, in milliseconds, and it is another text.
 */
export const PATIENCE = 500

/** The code, or as much of it as has come. */
const CODE = /TW\d{0,14}$/i
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
  /** The last keys, however slow, and the press of each: what a code may stand in. */
  #recent = ''
  #recentFrom: number[] = []
  #caught = false
  /** A scan has just ended by its keys stopping: its Enter may still come. */
  #endMayCome = false

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
   * The scan that no Enter has ended, once its keys have stopped; null when there is none. A code that is not whole yet is
   * waited for longer.
   * @param at now, by the same clock as the presses
   */
  stopped(at: number): string | null {
    const code = this.#code()?.text
    const isPart = code !== undefined && code.length < CODE_LENGTH
    if (!this.#caught || at - this.#last < (isPart ? PATIENCE : FAST)) return null
    const text = code ?? this.#run
    this.#forget()
    this.#endMayCome = true
    return text
  }

  #letter(key: string, gap: number): Step {
    const isFast = gap < FAST
    this.#endMayCome = false
    this.#recent = (this.#recent + key).slice(-CODE_LENGTH)
    this.#recentFrom = [...this.#recentFrom, this.#press].slice(-CODE_LENGTH)
    const code = this.#code()
    if (this.#caught && (isFast || code !== null)) {
      this.#run += key
      return { kind: 'hold' }
    }
    if (!isFast || this.#run === '') {
      this.#run = ''
      this.#runFrom = this.#press
      this.#caught = false
    }
    this.#run += key
    if (this.#run.length >= SCAN_LENGTH) {
      this.#caught = true
      // The code says where it began, whatever hand pressed a key a moment before.
      return { kind: 'caught', from: code?.from ?? this.#runFrom }
    }
    return { kind: this.#runFrom === this.#press || /t/i.test(key) ? 'pass-first' : 'pass' }
  }

  #end(key: string, gap: number): Step {
    const [isFast, run, runFrom, caught] = [gap < FAST, this.#run, this.#runFrom, this.#caught]
    const code = this.#code()
    const isLate = this.#endMayCome
    this.#forget()
    if (isLate) return { kind: 'hold' }
    if (caught) return { kind: 'done', text: code?.text ?? run, from: null }
    if (code?.text.length === CODE_LENGTH && key === 'Enter') return { kind: 'done', ...code }
    return isFast && run.length >= SHORT_SCAN ? { kind: 'done', text: run, from: runFrom } : { kind: 'pass' }
  }

  #code(): { readonly text: string; readonly from: number } | null {
    const found = CODE.exec(this.#recent)
    const from = found === null ? undefined : this.#recentFrom[found.index]
    return found === null || from === undefined ? null : { text: found[0], from }
  }

  #forget(): void {
    this.#run = ''
    this.#recent = ''
    this.#recentFrom = []
    this.#caught = false
    this.#endMayCome = false
  }
}

const MODIFIERS: readonly string[] = ['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta', 'NumLock']
