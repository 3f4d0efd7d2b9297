/** Plain text and Markdown: headings, paragraphs, lists and tables by their lines. */
import { textOf } from '../decode'
import type { Parse } from '../format'
import { Building, type Place } from './building'
import { blocksOf } from './html'
import { plain, plainLines } from './inline'
import { listMarker, type Marked } from './markers'
import { isGapped, spacedTable } from './text-columns'
import { unmarkedHeadings } from './text-headings'
import { indentOf, isBlank, isRule, linesOf, type TextLine } from './text-lines'
import { drawnTable, endOfDrawing, isTabbed, pipeTable, tabbedRun, tabRunOf, type ListEntry } from './text-tables'
import { goesOn, widthOf } from './wrap'

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/
/** Longest line that a line of dashes below makes a heading. */
const LONGEST_UNDERLINED = 120
/** Characters of one line that are looked through for markup; more is no line of a document. */
const LONGEST_LINE = 100_000

export const parseText: Parse = (bytes, told) => {
  const { text, notes } = textOf(bytes)
  const { lines, pages } = linesOf(text)
  const into = new Building()
  for (const note of notes) into.leaveOut(note)
  const reading = new Reading(lines, into)
  while (reading.step()) {
    if (reading.at % 5000 === 0) told.progress(reading.at, lines.length)
  }
  return { pages, blocks: into.blocks, leftOut: into.leftOut }
}

/** A paragraph or list entry whose last line has not come yet. */
interface Open {
  readonly place: Place
  /** Null for a paragraph. */
  readonly item: { readonly depth: number; readonly marker: string | null; readonly indent: number } | null
  text: string
  /** The last line as written. */
  last: string
  /** Lines so far. */
  count: number
  /** A blank line came after it. */
  parted: boolean
}

class Reading {
  readonly #lines: readonly TextLine[]
  readonly #into: Building
  readonly #width: number | null
  readonly #unmarked: ReadonlyMap<number, number>
  /** The last line that ends a table written in HTML; -1: none. */
  readonly #lastMarkup: number
  #open: Open | null = null
  /** Page breaks that came after what is open. */
  #breaks: Place[] = []
  /** Indents of the lists that are open, outermost first. */
  #indents: number[] = []
  /** The number a list with tabs has reached; null outside one. */
  #counted: number | null = null
  #fenced = false
  /** Behind the last line of a drawn table that could not be read. */
  #refusedTo = 0
  at = 0

  constructor(lines: readonly TextLine[], into: Building) {
    this.#lines = lines
    this.#into = into
    this.#lastMarkup = lines.findLastIndex(isTableEnd)
    this.#width = widthOf(brokenLengths(lines))
    this.#unmarked = isMarkdown(lines) ? new Map() : unmarkedHeadings(lines)
  }

  /** Reads the next line, or the table that begins with it. @returns false at the end */
  step(): boolean {
    const line = this.#lines[this.at]
    if (line === undefined) {
      this.#close()
      return false
    }
    this.at += 1
    if (line.isBreak) {
      // A sentence may go on behind the break; the break then follows it.
      if (this.#open === null) this.#into.break(placeOf(line))
      else {
        this.#breaks.push(placeOf(line))
        this.#open.parted = true
      }
    } else if (isBlank(line)) {
      if (this.#open !== null) this.#open.parted = true
    } else if (line.text.length > LONGEST_LINE) {
      this.#close()
      this.#into.paragraph(line.text, placeOf(line))
    } else if (/^\s*(?:```|~~~)/.test(line.text)) {
      this.#fenced = !this.#fenced
      this.#close()
    } else if (this.#fenced) this.#paragraphLine(line, line.text.trim())
    else if (!this.#heading(line) && !this.#table(line)) this.#textLine(line)
    return true
  }

  #heading(line: TextLine): boolean {
    const atx = ATX.exec(line.text)
    const unmarked = this.#unmarked.get(this.at - 1)
    if (atx !== null || (unmarked !== undefined && unmarked > 0)) {
      this.#close()
      this.#leaveLists()
      const text = atx === null ? line.text.trim() : withoutClosing(atx[2] ?? '')
      this.#into.heading(atx?.[1]?.length ?? unmarked ?? 1, oneLine(plain(text, this.#into)), placeOf(line))
      return true
    }
    return this.#underlined(line)
  }

  /** A line of `===` or `---` below a line of text; alone, it only parts. */
  #underlined(line: TextLine): boolean {
    const open = this.#open
    const level = /^ {0,3}={3,}\s*$/.test(line.text) ? 1 : /^ {0,3}-{3,}\s*$/.test(line.text) ? 2 : null
    const alone = isParted(this.#lines[this.at - 3])
    const title = open !== null && open.item === null && open.count === 1 && !open.parted && alone ? open : null
    if (level !== null && title !== null && title.text.length <= LONGEST_UNDERLINED && !/[.;,]$/.test(title.text)) {
      this.#open = null
      this.#leaveLists()
      this.#into.heading(level, oneLine(plain(title.text, this.#into)), title.place)
      return true
    }
    if (!isRule(line.text)) return false
    this.#close()
    return true
  }

  #table(line: TextLine): boolean {
    const first = this.at - 1
    if (/^\s*<table\b/i.test(line.text)) return this.#markup(first)
    const isDrawn = /^\s*\+[-=:]/.test(line.text) && first >= this.#refusedTo
    if (isDrawn || line.text.includes('|')) {
      const piped = (isDrawn ? drawnTable : pipeTable)(this.#lines, first, this.#into)
      if (piped !== null) {
        this.#close()
        this.#leaveLists()
        this.#into.table(piped.rows, false, placeOf(line))
        this.at = piped.end
        return true
      }
    }
    // A drawing that is refused once is not tried again from each of its borders.
    if (isDrawn) this.#refusedTo = endOfDrawing(this.#lines, first)
    if (isTabbed(line)) return this.#tabbed(line)
    return isGapped(line) && this.#spaced(line)
  }

  #tabbed(line: TextLine): boolean {
    const lines = tabbedRun(this.#lines, this.at - 1)
    const run = tabRunOf(lines, this.#counted, this.#into)
    if (run.kind === 'indented') return false
    this.at += lines.length - 1
    if (run.kind === 'list') {
      for (const entry of run.entries) this.#entry(entry)
      return true
    }
    this.#close()
    this.#leaveLists()
    this.#into.table(run.rows, false, placeOf(line))
    return true
  }

  #entry({ marker, text, line }: ListEntry): void {
    if (marker === null && this.#open !== null) {
      this.#goOn(this.#open, text)
      return
    }
    this.#close()
    this.#open = opened(line, text, { depth: 0, marker, indent: 0 })
    this.#indents = []
    this.#counted = marker !== null && /^\d+$/.test(marker) ? Number(marker) : null
  }

  #spaced(line: TextLine): boolean {
    const first = this.at - 1
    // Only a line that begins its run can begin a table.
    const above = this.#lines[first - 1]
    if (above !== undefined && !isBlank(above) && !above.isBreak && this.#open !== null) return false
    const table = spacedTable(this.#lines, first, this.#into)
    if (table === null) return false
    this.#close()
    this.#leaveLists()
    if (table.rows === null) {
      this.#into.leaveOut(
        `Lines laid out by spaces, from line ${line.line}, were not read as a table: its columns cannot be told apart.`,
      )
      for (const each of this.#lines.slice(first, table.end))
        this.#into.paragraph(plain(each.text, this.#into), placeOf(each))
    } else this.#into.table(table.rows, false, placeOf(line))
    this.at = table.end
    return true
  }

  /** A table written in HTML, as converters leave it for tables Markdown cannot hold. */
  #markup(first: number): boolean {
    if (first > this.#lastMarkup || !this.#into.allows(20)) return false
    let end = first
    while (end < this.#lastMarkup && !isTableEnd(this.#lines[end])) end += 1
    this.#close()
    this.#leaveLists()
    const lines = this.#lines.slice(first, end + 1)
    const before = (this.#lines[first]?.line ?? 1) - 1
    const page = this.#lines[first]?.page ?? null
    const inner = new Building()
    blocksOf(lines.map(({ text }) => text).join('\n'), inner)
    for (const note of inner.leftOut) this.#into.leaveOut(note)
    this.#into.append(inner.blocks, (line) => ({ page, line: line === null ? null : line + before }))
    this.at = end + 1
    return true
  }

  #textLine(line: TextLine): void {
    const body = line.text
      .trim()
      .replace(/^(?:>[ \t]?)+/, '')
      .trim()
    if (body === '') return
    const indent = indentOf(line.text)
    const lost = this.#unmarked.get(this.at - 1) === 0
    const marked: Marked | null = lost ? { marker: '•', text: body, bullet: true } : listMarker(body)
    const plainLine = marked === null || (indent >= 8 && this.#indents.length === 0 && !marked.bullet)
    if (plainLine || this.#isFootnote(body)) this.#paragraphLine(line, body)
    else this.#item(line, indent, marked)
  }

  /** A star alone below a table whose cells lead to one is a footnote's sign, not a bullet. */
  #isFootnote(body: string): boolean {
    const last = this.#into.blocks.at(-1)
    if (!/^\*\s+\S/.test(body) || this.#open !== null || last?.kind !== 'table') return false
    const next = this.#lines.slice(this.at, this.at + 3).find((line) => !isBlank(line))
    if (next !== undefined && /^\s*\*\s/.test(next.text)) return false
    return last.rows.some(({ cells }) => cells.some(({ text }) => /[^*]\*\)?$/.test(text)))
  }

  #item(line: TextLine, indent: number, { marker, text }: Marked): void {
    this.#close()
    this.#counted = null
    while ((this.#indents.at(-1) ?? -1) > indent) this.#indents.pop()
    if ((this.#indents.at(-1) ?? -1) < indent) this.#indents.push(indent)
    this.#open = opened(line, text, { depth: this.#indents.length - 1, marker, indent })
  }

  #paragraphLine(line: TextLine, body: string): void {
    const open = this.#open
    const text = oneLine(body)
    if (open !== null && this.#belongs(open, line, text)) {
      this.#goOn(open, text)
      open.last = line.text.trimStart()
      return
    }
    this.#close()
    if (open?.item == null || indentOf(line.text) <= open.item.indent) this.#leaveLists()
    this.#open = opened(line, text, null)
  }

  /** Whether a line goes on with what is open: broken at the edge, by a page, or set in below its list entry. */
  #belongs(open: Open, line: TextLine, text: string): boolean {
    if (!open.parted && / {2}$/.test(open.last) && open.item === null) return false
    if (!open.parted && open.item !== null && indentOf(line.text) > open.item.indent) return true
    return goesOn(open.last.trimEnd(), text, open.parted ? null : this.#width)
  }

  #goOn(open: Open, text: string): void {
    open.text = `${open.text} ${text}`
    open.last = text
    open.count += 1
    open.parted = false
  }

  #leaveLists(): void {
    this.#indents = []
    this.#counted = null
  }

  #close(): void {
    const open = this.#open
    this.#open = null
    if (open === null) return
    const breaks = this.#breaks
    this.#breaks = []
    const lines = plainLines(open.text, this.#into)
    if (open.item !== null) this.#into.item(open.item.depth, open.item.marker, oneLine(lines.join(' ')), open.place)
    else for (const line of lines) this.#line(line, open.place)
    for (const place of breaks) this.#into.break(place)
  }

  /** Lines of markup inside a paragraph may be entries of a list. */
  #line(line: string, place: Place): void {
    if (line.startsWith('• ')) this.#into.item(0, '•', line.slice(2), place)
    else this.#into.paragraph(oneLine(line), place)
  }
}

const isTableEnd = (line: TextLine | undefined): boolean => line !== undefined && /<\/table>/i.test(line.text)

const placeOf = ({ page, line }: TextLine): Place => ({ page, line })

const opened = (line: TextLine, text: string, item: Open['item']): Open => ({
  place: placeOf(line),
  item,
  text: oneLine(text),
  last: line.text.trimStart(),
  count: 1,
  parted: false,
})

const oneLine = (text: string): string => text.replace(/[\t\n]+/g, ' ')

const withoutClosing = (title: string): string => {
  const end = title.trimEnd()
  const bare = end.replace(/#{1,20}$/, '')
  return bare === '' || /\s$/.test(bare) ? bare : end
}

/** Whether a text marks its headings itself. */
function isMarkdown(lines: readonly TextLine[]): boolean {
  return lines.some(
    ({ text }, index) =>
      /^ {0,3}#{1,6}[ \t]+\S/.test(text) ||
      (/^ {0,3}(?:={3,}|-{3,})\s*$/.test(text) &&
        /\p{L}/u.test(lines[index - 1]?.text ?? '') &&
        isParted(lines[index - 2])),
  )
}

/** Whether a line leaves the next one standing alone: a blank line, a page break, the beginning of the file. */
const isParted = (line: TextLine | undefined): boolean => line === undefined || isBlank(line) || line.isBreak

/** Lengths of lines that another line of the same paragraph follows. */
function brokenLengths(lines: readonly TextLine[]): readonly number[] {
  return lines.flatMap((line, index) => {
    const next = lines[index + 1]
    const both = next !== undefined && !isBlank(line) && !isBlank(next) && !line.isBreak && !next.isBreak
    return both && !isTabbed(line) && !isTabbed(next) && listMarker(next.text.trimStart()) === null
      ? [line.text.trimEnd().length]
      : []
  })
}
