/** Footnotes and endnotes of a Word file: their signs in the order they are called, their words where they belong. */
import { TEXT_LIMIT } from '@contract/document'
import { numberIn } from './docx-numbering'
import { isOn } from './docx-package'
import { raised } from './signs'

/** `f` for a footnote, `e` for an endnote. */
export type NoteKind = 'f' | 'e'

/** How a note is named within one file. */
export const noteKey = (kind: NoteKind, id: string | undefined): string => `${kind}${id ?? ''}`

const ROMAN: Readonly<Record<string, string>> = { i: 'ⁱ', v: 'ᵛ', x: 'ˣ', l: 'ˡ', c: 'ᶜ' }

export class NoteCalls {
  /** Words of the notes by key. */
  readonly #texts: ReadonlyMap<string, string>
  /** Signs by key: a note called twice keeps its sign. */
  readonly #signs = new Map<string, string>()
  readonly #count = { f: 0, e: 0 }
  readonly #waiting: Record<NoteKind, string[]> = { f: [], e: [] }

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts
  }

  /** @returns the sign to print; empty where the text brings a sign of its own */
  call(kind: NoteKind, { 'w:id': id, 'w:customMarkFollows': own }: Readonly<Record<string, string>>): string {
    const key = noteKey(kind, id)
    const known = this.#signs.get(key)
    if (known !== undefined) return known
    const sign = own !== undefined && isOn(own) ? '' : this.#next(kind)
    this.#signs.set(key, sign)
    const text = this.#texts.get(key) ?? ''
    // A sign of the school's own stands in the note's words as well.
    if (text !== '') this.#waiting[kind].push(`${sign}${sign === '' ? '' : ' '}${text}`.slice(0, TEXT_LIMIT))
    return sign
  }

  /** Lines of the notes called since the last time, each with its sign in front. */
  take(kind: NoteKind): readonly string[] {
    const lines = this.#waiting[kind]
    if (lines.length > 0) this.#waiting[kind] = []
    return lines
  }

  /** Endnotes count in small roman letters, so that they are not taken for footnotes. */
  #next(kind: NoteKind): string {
    const number = (this.#count[kind] += 1)
    if (kind === 'f') return raised(String(number))
    return numberIn('lowerRoman', number).replace(/[ivxlc]/g, (letter) => ROMAN[letter] ?? letter)
  }
}
