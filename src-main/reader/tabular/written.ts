/** Texts of a workbook as they were written: in contrast to a document's, no sign in a list stands for a footnote. */
import { isTrue, lettersIn, NAMESPACES, escapesRead } from '../formats/xlsx-package'
import { readXml } from '../xml'

export interface Written {
  readonly text: string
  readonly isStruck: boolean
}

/** Gathers one text of several pieces, without the phonetic ones. */
export class WrittenText {
  #pieces: string[] = []
  #font: string | null = null
  #strikes = false
  #isStruck = false
  #inText = false
  #inPhonetic = false

  open(name: string, attributes: () => Readonly<Record<string, string>>): void {
    if (name === 's:t') this.#inText = true
    else if (name === 's:rPh') this.#inPhonetic = true
    else if (name === 's:rFont') this.#font = attributes()['val'] ?? null
    else if (name === 's:strike') this.#strikes = isTrue(attributes()['val'] ?? '1')
  }

  text(text: string): void {
    if (!this.#inText || this.#inPhonetic) return
    if (this.#strikes && text.trim() !== '') this.#isStruck = true
    this.#pieces.push(lettersIn(text, this.#font))
  }

  close(name: string): void {
    if (name === 's:t') this.#inText = false
    else if (name === 's:rPh') this.#inPhonetic = false
    else if (name === 's:r') {
      this.#font = null
      this.#strikes = false
    }
  }

  take(): Written {
    const written = { text: apart(escapesRead(this.#pieces.splice(0).join(''))), isStruck: this.#isStruck }
    this.#isStruck = false
    return written
  }
}

/** Texts that cells name by number. */
export function sharedTexts(part: Uint8Array | undefined): readonly Written[] {
  const texts: Written[] = []
  if (part === undefined) return texts
  const written = new WrittenText()
  readXml(part, NAMESPACES, {
    open: (name, attributes) => written.open(name, attributes),
    text: (text) => written.text(text),
    close: (name) => {
      written.close(name)
      if (name === 's:si') texts.push(written.take())
    },
  })
  return texts
}

/** Shortest piece that engines keep as a place in the text it was cut from. */
const SHORTEST_CUT = 13

/** A piece that no longer holds on to the whole part it was cut from, which may be tens of megabytes. */
export const apart = (text: string): string => (text.length < SHORTEST_CUT ? text : ` ${text}`.slice(1))
