/** HTML pages: what a browser would show, as blocks. Scripts, styles, comments and hidden text are gone. */
import { textOf } from '../decode'
import type { Parse, Parsed } from '../format'
import { Building } from './building'
import { attribute, lineOf, treeOf, walk, type Element } from './html-tree'
import { captionOf, isLayout, rowsOf, termsOf } from './html-table'
import { beginsLine, isLeftOut, isPreformatted, Lines, linesIn, spokenText } from './html-words'
import { listMarker, listNumber } from './markers'
import { joined } from './wrap'

/** Bytes looked at for the encoding a page names. */
const HEAD = 2048

export const parseHtml: Parse = (bytes) => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))
  const declared = /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head)?.[1] ?? null
  const { text, notes } = textOf(bytes, declared)
  const into = new Building()
  for (const note of notes) into.leaveOut(note)
  return blocksOf(text, into)
}

/** An open list: its kind, and the number of its next item. */
interface List {
  readonly ordered: boolean
  readonly style: string
  next: number
}

/** Blocks of a page or of a piece of one. */
export function blocksOf(html: string, into: Building = new Building()): Parsed {
  const page = new Page(into)
  walk(treeOf(html), {
    enter: (element) => page.enter(element),
    leave: (element) => page.leave(element),
    text: (text, node) => {
      if (text.trim() !== '') page.line ??= lineOf(node)
      page.text(text, isPreformatted(node))
    },
  })
  page.end()
  return { pages: null, blocks: into.blocks, leftOut: into.leftOut }
}

class Page {
  readonly #into: Building
  readonly #lists: List[] = []
  readonly #words = new Lines()
  /** The list item the next text belongs to, with its mark unless the text holds it; null: a paragraph. */
  #as: { readonly depth: number; readonly marker: string | null } | null = null
  #level = 0
  /** Where the text being gathered begins. */
  line: number | null = null

  constructor(into: Building) {
    this.#into = into
  }

  text(text: string, preformatted: boolean): void {
    if (!preformatted) {
      this.#words.add(text)
      return
    }
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.#words.end()
      this.#words.add(line)
    }
  }

  enter(element: Element): boolean {
    if (isLeftOut(element, this.#into)) return false
    this.#pageBreak(element, 'before')
    const { tagName } = element
    if (tagName === 'br') {
      this.#words.end()
      return false
    }
    if (beginsLine(element)) this.end()
    const heading = /^h([1-6])$/.exec(tagName)?.[1]
    if (heading !== undefined) {
      this.#heading(Number(heading), element)
      return false
    }
    if (tagName === 'table') return this.#table(element)
    if (tagName === 'dl') return this.#terms(element)
    if (tagName === 'ul' || tagName === 'ol' || tagName === 'menu' || tagName === 'dir') this.#openList(element)
    else if (tagName === 'li') this.#openItem(element)
    else if (tagName === 'p') this.#officeItem(element)
    // Only the cells of tables that lay out the page come here.
    else if (tagName === 'td' || tagName === 'th') this.end()
    const spoken = spokenText(element, this.#into)
    if (spoken !== null) {
      this.line ??= lineOf(element)
      this.#words.add(spoken)
      if (tagName === 'hr') this.end()
    }
    return spoken === null
  }

  leave(element: Element): void {
    const { tagName } = element
    if (beginsLine(element) || tagName === 'td' || tagName === 'th') this.end()
    if (tagName === 'ul' || tagName === 'ol' || tagName === 'menu' || tagName === 'dir') this.#lists.pop()
    if (tagName === 'li') this.#as = null
    this.#pageBreak(element, 'after')
  }

  /** Ends the text being gathered. */
  end(): void {
    const lines = this.#words.take()
    const place = { page: null, line: this.line }
    this.line = null
    const as = this.#as
    this.#as = null
    if (lines.length === 0) {
      this.#as = as
      return
    }
    if (as !== null) {
      const text = lines.join(' ')
      const own = as.marker === null ? listMarker(text) : null
      this.#into.item(as.depth, own?.marker ?? as.marker, own?.text ?? text, place)
      return
    }
    for (const text of joined(lines)) {
      const marked = listMarker(text)
      if (marked?.bullet === true) this.#into.item(0, marked.marker, marked.text, place)
      else this.#into.paragraph(text, place)
    }
  }

  #heading(level: number, element: Element): void {
    const text = linesIn(element, this.#into).join(' ')
    if (text !== '') this.#level = level
    this.#into.heading(level, text, { page: null, line: lineOf(element) })
  }

  #table(table: Element): boolean {
    const place = { page: null, line: lineOf(table) }
    const caption = captionOf(table, this.#into).join(' ')
    this.#into.heading(this.#level + 1, caption, place)
    if (isLayout(table)) return true
    this.#into.table(rowsOf(table, this.#into), true, place)
    return false
  }

  #terms(list: Element): boolean {
    const rows = termsOf(list, this.#into)
    if (rows.length === 0) return true
    this.#into.table(rows, true, { page: null, line: lineOf(list) })
    return false
  }

  #openList(list: Element): void {
    const start = Number.parseInt(attribute(list, 'start') ?? '1', 10)
    this.#lists.push({
      ordered: list.tagName === 'ol',
      style: attribute(list, 'type') ?? '1',
      next: Number.isNaN(start) ? 1 : start,
    })
  }

  #openItem(item: Element): void {
    const list = this.#lists.at(-1)
    const depth = Math.max(0, this.#lists.length - 1)
    if (list?.ordered !== true) {
      this.#as = { depth, marker: '•' }
      return
    }
    const stated = Number.parseInt(attribute(item, 'value') ?? '', 10)
    const number = Number.isNaN(stated) ? list.next : stated
    list.next = number + 1
    this.#as = { depth, marker: `${listNumber(number, list.style)}.` }
  }

  /** Word saves list items as paragraphs that name their level. */
  #officeItem(paragraph: Element): void {
    const level = /mso-list\s*:[^;]{0,40}?level(\d)/i.exec(attribute(paragraph, 'style') ?? '')?.[1]
    if (level === undefined) return
    const marked = listMarker(linesIn(paragraph, this.#into).join(' '))
    if (marked !== null) this.#as = { depth: Number(level) - 1, marker: null }
  }

  #pageBreak(element: Element, side: 'before' | 'after'): void {
    const style = attribute(element, 'style')
    if (style === null || !new RegExp(`(?:page-)?break-${side}\\s*:\\s*(?:always|page)\\b`, 'i').test(style)) return
    this.end()
    this.#into.break({ page: null, line: lineOf(element) })
  }
}
