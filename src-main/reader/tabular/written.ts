/** Texts of a workbook as they were written: in contrast to a document's, no sign in a list stands for a footnote. */
import { isTrue, lettersIn, NAMESPACES, escapesRead } from '../formats/xlsx-package'
import { unzipPieces } from '../limits'
import { XmlPieces } from '../xml'

export interface Written {
  readonly text: string
  readonly isStruck: boolean
}

export const NOTHING: Written = { text: '', isStruck: false }

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

  /** Nothing was gathered since it was last taken. */
  get isBlank(): boolean {
    return this.#pieces.length === 0
  }

  take(): Written {
    const written = { text: apart(escapesRead(this.#pieces.splice(0).join(''))), isStruck: this.#isStruck }
    this.#isStruck = false
    return written
  }
}

/** Texts that cells name by number: a workbook may have a million. */
export interface SharedTexts {
  readonly texts: readonly string[]
  readonly struck: ReadonlySet<number>
}

/** @param path name of the part that holds them; undefined: there are none */
export function sharedTexts(bytes: Uint8Array, path: string | undefined): SharedTexts {
  const texts: string[] = []
  const struck = new Set<number>()
  if (path === undefined) return { texts, struck }
  const written = new WrittenText()
  const xml = new XmlPieces('si', NAMESPACES, {
    open: (name, attributes) => written.open(name, attributes),
    text: (text) => written.text(text),
    close: (name) => {
      written.close(name)
      if (name !== 's:si') return
      const { text, isStruck } = written.take()
      if (isStruck) struck.add(texts.length)
      texts.push(text)
    },
  })
  unzipPieces(bytes, path, (piece) => xml.push(piece))
  xml.end()
  return { texts, struck }
}

/** Shortest piece that engines keep as a place in the text it was cut from. */
const SHORTEST_CUT = 13

/** A piece that no longer holds on to the whole part it was cut from, which may be tens of megabytes. */
const apart = (text: string): string => (text.length < SHORTEST_CUT ? text : ` ${text}`.slice(1))
