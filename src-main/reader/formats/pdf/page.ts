/**
 * What one page of a PDF shows, in one coordinate system: points from the page's top left corner, downwards, after the
 * page's own rotation. Produced by drawing.ts, read by everything else here.
 */

/** Reading direction of text: 0 as usual, 90 upwards (head tilted left), 270 downwards. */
export type Turn = 0 | 90 | 270

/**
 * Characters drawn without a gap. `left`, `right` and `base` count along and across its own reading direction, so that
 * turned text is put into lines by the same rules: for 90 `left` is -y and `base` is x, for 270 `left` is y and `base` -x.
 */
export interface Word {
  text: string
  readonly turn: Turn
  readonly left: number
  right: number
  readonly base: number
  readonly size: number
  readonly bold: boolean
  /** Number of the font in this document; only to tell fonts apart. */
  readonly font: number
  /** A space was drawn before it. */
  readonly spaced: boolean
  /** Where one piece of drawn text was put to another without a gap: how many letters stand before, and where. */
  readonly joints: readonly { readonly letters: number; readonly at: number; readonly end: number }[]
  /** Middle of the word on the page. */
  x: number
  y: number
}

/** A drawn straight line, or a filled rectangle thin enough to be one. `lies`: `across` runs from left to right. */
export interface Rule {
  readonly lies: 'across' | 'down'
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A filled rectangle that is no rule: shading. */
export interface Area extends Box {
  readonly colour: string
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly words: readonly Word[]
  readonly rules: readonly Rule[]
  /** In the order of painting; a later one covers an earlier one. */
  readonly areas: readonly Area[]
  readonly pictures: readonly Box[]
  /** Small drawn things that are neither rule nor rectangle: bullets, ticks drawn as lines, icons. */
  readonly shapes: readonly Box[]
  /** Characters drawn, blanks not counted. */
  readonly characters: number
  /** Of them, those whose letter the file does not say. */
  readonly unreadable: number
  /** Of them, those drawn invisibly, as over a scanned picture. */
  readonly invisible: number
  /** Of them, those that stand at an angle (a watermark) and were left out. */
  readonly slanted: number
  /** Characters that lie outside what the page shows, not among the others. */
  readonly cut: number
  /** It holds more words, or more rules and shapes, than are kept of one page. */
  readonly full: boolean
}

export function contains(box: Box, x: number, y: number, margin = 0): boolean {
  return x >= box.left - margin && x <= box.right + margin && y >= box.top - margin && y <= box.bottom + margin
}
