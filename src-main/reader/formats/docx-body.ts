/** Walks through the text of a Word file once, from the first sign to the last, and gathers its blocks. */
import type { Block } from '@contract/document'
import { readXml, type XmlSteps } from '../xml'
import { NoteCalls, noteKey, type NoteKind } from './docx-notes'
import type { Numbering } from './docx-numbering'
import { isOn, PREFIXES } from './docx-package'
import { Paragraph, plainRun } from './docx-paragraph'
import { append, boxOf, chosenOf, countedOn, flowOf, formField, LEFT_OUT, takeCell, takeField } from './docx-state'
import { takeParagraph, takeRow, type Cell, type Flow, type FormField } from './docx-state'
import type { Place, Row, Within } from './docx-state'
import { takeRunLook, type Styles } from './docx-styles'
import { symbolOf } from './docx-symbols'
import { tableBlocks, textOf } from './docx-table'

type Attributes = () => Readonly<Record<string, string>>
type Close = (() => void) | undefined

/** What the whole file shares. */
export interface Shared {
  readonly styles: Styles
  readonly numbering: Numbering
  /** Text of a note by its key (`f1`, `e1`); read before the body. */
  readonly notes: ReadonlyMap<string, string>
  /** Says what could not be taken over, in words; may be called as often as it happens. */
  readonly leaveOut: (words: string) => void
}

export interface Walked {
  readonly blocks: readonly Block[]
  /** Texts of notes, for a part that holds them. */
  readonly notes: ReadonlyMap<string, string>
  /** Page breaks of any kind; `rendered`: those the program that saved it noted down. */
  readonly breaks: { readonly all: number; readonly rendered: number }
}

/** Tables inside tables: below this depth their lines belong to the cell around them. */
const DEEPEST_TABLE = 12

/**
 * Reads the body, or a part with notes.
 * @throws Fault 'bad-input' when the part is damaged
 */
export function walk(part: Uint8Array, shared: Shared): Walked {
  const walker = new Walker(shared)
  readXml(part, PREFIXES, walker)
  return walker.done()
}

class Walker implements XmlSteps {
  readonly #shared: Shared
  readonly #body = flowOf('body')
  #at: Place = { flow: this.#body, paragraph: null, table: null, row: null, cell: null }
  /** What to do when each open element closes. */
  readonly #closes: Close[] = []
  #skipped = 0
  #within: Within = null
  #run = plainRun()
  #runStyle: string | null = null
  #isText = false
  #depth = 0
  readonly #alternatives: boolean[] = []
  readonly #controls: boolean[] = []
  #prompts = 0
  #field: FormField | null = null
  #page = 1
  #rendered = 0
  /** Break blocks placed so far. */
  #broken = 0
  /** Nothing was written since the last page break: the program's own note of it that follows is not another one. */
  #fresh = true
  readonly #calls: NoteCalls
  readonly #notes = new Map<string, string>()
  #paragraphs = 0

  constructor(shared: Shared) {
    this.#shared = shared
    this.#calls = new NoteCalls(shared.notes)
  }

  done(): Walked {
    if (this.#body.unended !== null) this.#endParagraph(this.#body.unended, this.#body)
    this.#placeNotes('f')
    this.#placeNotes('e')
    return { blocks: this.#body.blocks, notes: this.#notes, breaks: { all: this.#page - 1, rendered: this.#rendered } }
  }

  readonly open = (name: string, attributes: Attributes): void => {
    if (this.#skipped > 0 || this.#skips(name, attributes)) this.#skipped += 1
    else this.#closes.push(this.#opened(name, attributes))
  }

  readonly close = (): void => {
    if (this.#skipped > 0) this.#skipped -= 1
    else this.#closes.pop()?.()
  }

  readonly text = (text: string): void => {
    if (this.#isText && this.#skipped === 0) this.#write(text)
  }

  /** Whether an element and all in it is left aside. */
  #skips(name: string, attributes: Attributes): boolean {
    switch (name) {
      case 'w:del':
      case 'w:moveFrom':
        if (this.#within === 'mark' && this.#at.paragraph !== null) this.#at.paragraph.direct.endDeleted = true
        else if (this.#within === 'row' && this.#at.row !== null) this.#at.row.deleted = true
        this.#shared.leaveOut(LEFT_OUT.deleted)
        return true
      case 'mc:Fallback':
        // For programs that do not know the choice before it; where there is none it is all there is.
        return this.#alternatives.at(-1) === true
      case 'm:oMath':
        return this.#standIn('[formula]', LEFT_OUT.formula)
      case 'w:object':
        return this.#standIn('[object]', LEFT_OUT.embedded)
      case 'pic:pic':
      case 'c:chart':
      case 'dgm:relIds':
      case 'v:imagedata':
        return this.#standIn('[picture]', LEFT_OUT.picture)
      case 'w:altChunk':
      case 'w:subDoc':
        return this.#standIn('[document]', LEFT_OUT.document)
      case 'w:commentReference':
        this.#shared.leaveOut(LEFT_OUT.comment)
        return true
      case 'w:footnote':
      case 'w:endnote':
        // Lines that separate the notes from the text are kept in the same part.
        return this.#within === null && (attributes()['w:type'] ?? 'normal') !== 'normal'
      case 'w:instrText':
      case 'w:delText':
      case 'w:delInstrText':
      case 'w:rt':
      case 'w:tblGridChange':
      case 'w:numberingChange':
        return true
      default:
        return name.endsWith('PrChange')
    }
  }

  /** What cannot be read stands in a cell as a word, so that the cell is not taken for an empty one. */
  #standIn(sign: string, words: string): true {
    this.#shared.leaveOut(words)
    if (this.#at.flow.kind === 'cell') this.#at.paragraph?.addSign(sign)
    return true
  }

  #opened(name: string, attributes: Attributes): Close {
    if (this.#within !== null) return this.#property(name, attributes)
    return this.#holder(name, attributes) ?? this.#content(name, attributes)
  }

  /** Elements that hold properties, paragraphs or tables. */
  #holder(name: string, attributes: Attributes): Close {
    switch (name) {
      case 'w:p':
        return this.#openParagraph()
      case 'w:pPr':
        return this.#enter('paragraph', () => this.#settleStart())
      case 'w:rPr':
        return this.#enter('run')
      case 'w:tbl':
        return this.#openTable()
      case 'w:tr':
        return this.#openRow()
      case 'w:tc':
        return this.#openCell()
      case 'w:trPr':
        return this.#enter('row')
      case 'w:tcPr':
        return this.#enter('cell')
      case 'w:tblPr':
      case 'w:tblPrEx':
      case 'w:tblGrid':
        return this.#enter('other')
      case 'w:sectPr':
        return this.#section()
      case 'w:sdt':
        this.#controls.push(false)
        return () => {
          if (this.#controls.pop() === true) this.#prompts -= 1
        }
      case 'w:sdtPr':
        return this.#enter('control')
      case 'w:txbxContent':
        return this.#openFlow(this.#at.flow.kind === 'cell' ? 'cell' : 'box', ({ blocks }) => {
          append(this.#at.paragraph?.boxes ?? this.#at.flow.blocks, blocks)
        })
      case 'w:footnote':
      case 'w:endnote': {
        const key = noteKey(name === 'w:footnote' ? 'f' : 'e', attributes()['w:id'])
        return this.#openFlow('note', ({ blocks }) => {
          this.#notes.set(key, textOf(blocks).replaceAll('\n', ' '))
        })
      }
      case 'mc:AlternateContent':
        this.#alternatives.push(false)
        return () => {
          this.#alternatives.pop()
        }
      default:
        return undefined
    }
  }

  #enter(within: Within, then: () => void = () => {}): Close {
    const before = this.#within
    this.#within = within
    return () => {
      this.#within = before
      then()
    }
  }

  #property(name: string, attributes: Attributes): Close {
    const value = (): string | undefined => attributes()['w:val']
    const own = this.#at.paragraph?.direct
    const { row, cell } = this.#at
    if (name === 'w:sectPr') return this.#section()
    if (this.#within === 'run') {
      if (takeRunLook(this.#run, name, attributes)) return undefined
      if (name === 'w:rStyle') this.#runStyle = value() ?? null
      else if (/^w:d?strike$/.test(name) && isOn(value())) this.#shared.leaveOut(LEFT_OUT.struck)
    } else if (this.#within === 'paragraph' && own !== undefined) {
      if (name === 'w:rPr') return this.#enter('mark')
      takeParagraph(own, name, value())
    } else if (this.#within === 'section' && own !== undefined) {
      if (name === 'w:type' && value() === 'continuous') own.sectionBreak = false
    } else if (this.#within === 'row' && row !== null) {
      takeRow(row, name, value())
    } else if (this.#within === 'cell' && cell !== null) {
      takeCell(cell, name, value())
    } else if (this.#within === 'control' && name === 'w:showingPlcHdr' && isOn(value())) {
      if (this.#controls.at(-1) === false) {
        this.#controls[this.#controls.length - 1] = true
        this.#prompts += 1
      }
    }
    return undefined
  }

  #section(): Close {
    // The last section of the body has no paragraph and begins no page.
    if (this.#at.paragraph !== null) this.#at.paragraph.direct.sectionBreak = true
    return this.#enter('section')
  }

  #openParagraph(): Close {
    const { flow, paragraph: around } = this.#at
    const { run, style } = { run: this.#run, style: this.#runStyle }
    const paragraph = new Paragraph(this.#page)
    if (flow.unended !== null) paragraph.follow(flow.unended)
    flow.unended = null
    this.#at.paragraph = paragraph
    return () => {
      this.#at.paragraph = around
      this.#run = run
      this.#runStyle = style
      if (paragraph.direct.endDeleted) flow.unended = paragraph
      else this.#endParagraph(paragraph, flow)
    }
  }

  /** Once a paragraph's own formatting is known: whether it begins a page. */
  #settleStart(): void {
    const { flow, paragraph } = this.#at
    if (flow === this.#body && !this.#fresh && paragraph?.opensPage(this.#shared.styles) === true) this.#pageBreak()
  }

  #endParagraph(paragraph: Paragraph, flow: Flow): void {
    const { styles, numbering } = this.#shared
    const plain = flow.kind === 'cell' || flow.kind === 'note'
    append(flow.blocks, paragraph.blocks(styles, numbering, plain))
    append(flow.blocks, paragraph.boxes)
    this.#paragraphs = countedOn(this.#paragraphs)
    if (flow !== this.#body) return
    this.#placeNotes('f')
    if (paragraph.direct.sectionBreak) this.#pageBreak()
    this.#placeBreaks()
  }

  #openTable(): Close {
    this.#depth += 1
    if (this.#depth > DEEPEST_TABLE) {
      return () => {
        this.#depth -= 1
      }
    }
    const before = this.#at
    const rows: Place['table'] = { rows: [] }
    this.#at = { flow: before.flow, paragraph: null, table: rows, row: null, cell: null }
    return () => {
      this.#depth -= 1
      this.#at = before
      append(before.flow.blocks, tableBlocks(rows.rows, this.#shared))
      if (before.flow !== this.#body) return
      this.#placeNotes('f')
      // Pages begun inside the table are told by its rows.
      this.#broken = this.#page - 1
    }
  }

  #openRow(): Close {
    const { table } = this.#at
    if (table === null || this.#at.row !== null) return undefined
    const row: Row = { cells: [], before: 0, after: 0, heading: false, deleted: false, page: this.#page }
    this.#at.row = row
    return () => {
      this.#at.row = null
      if (!row.deleted) table.rows.push(row)
    }
  }

  #openCell(): Close {
    const { row } = this.#at
    if (row === null || this.#at.cell !== null) return undefined
    const cell: Cell = { columns: 1, merge: null, joinsLeft: false }
    const closed = this.#openFlow('cell', ({ blocks }) => {
      row.cells.push({ blocks, ...cell })
    })
    this.#at.cell = cell
    this.#at.row = row
    this.#at.table = null
    return closed
  }

  /** Opens a place of its own; whatever is open around it waits. */
  #openFlow(kind: Flow['kind'], then: (flow: Flow) => void): Close {
    const before = { at: this.#at, run: this.#run, style: this.#runStyle }
    const flow = flowOf(kind)
    this.#at = { flow, paragraph: null, table: null, row: null, cell: null }
    return () => {
      // A paragraph whose end was deleted and that nothing follows ends with what it stands in.
      if (flow.unended !== null) this.#endParagraph(flow.unended, flow)
      this.#at = before.at
      this.#run = before.run
      this.#runStyle = before.style
      then(flow)
    }
  }

  /** What stands in runs. */
  #content(name: string, attributes: Attributes): Close {
    switch (name) {
      case 'w:r':
        this.#run = plainRun()
        this.#runStyle = null
        return undefined
      case 'w:t':
        this.#isText = true
        return () => {
          this.#isText = false
        }
      case 'w:tab':
      case 'w:ptab':
        this.#write('\t', true)
        return undefined
      case 'w:cr':
        this.#write('\n', true)
        return undefined
      case 'w:br':
        if (attributes()['w:type'] === 'page') this.#pageBreak()
        else this.#write('\n', true)
        return undefined
      case 'w:noBreakHyphen':
        this.#write('-', true)
        return undefined
      case 'w:sym': {
        const { 'w:font': font = null, 'w:char': place = '' } = attributes()
        this.#write(symbolOf(font, Number.parseInt(place, 16) || 0), true)
        return undefined
      }
      case 'w:lastRenderedPageBreak':
        this.#rendered += 1
        if (!this.#fresh) this.#pageBreak()
        return undefined
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#write(this.#calls.call(name === 'w:footnoteReference' ? 'f' : 'e', attributes()), true)
        return undefined
      case 'mc:Choice':
        if (this.#alternatives.length > 0) this.#alternatives[this.#alternatives.length - 1] = true
        return undefined
      default:
        return this.#formField(name, attributes)
    }
  }

  /** Boxes and lists of older form fields, whose value is not among the words. */
  #formField(name: string, attributes: Attributes): Close {
    if (name === 'w:checkBox' || name === 'w:ddList') {
      const own = formField()
      this.#field = own
      return () => {
        this.#field = null
        this.#write(name === 'w:ddList' ? chosenOf(own) : boxOf(own), true)
      }
    }
    if (this.#field !== null) takeField(this.#field, name, attributes()['w:val'])
    return undefined
  }

  /** @param isSign already the character meant, whatever the font */
  #write(text: string, isSign = false): void {
    const { paragraph } = this.#at
    if (paragraph === null) return
    if (this.#prompts > 0) {
      if (text.trim() !== '') this.#shared.leaveOut(LEFT_OUT.prompt)
      return
    }
    if (!paragraph.add(text, this.#run, this.#shared.styles, this.#runStyle, isSign)) {
      this.#shared.leaveOut(LEFT_OUT.hidden)
    } else if (text.trim() !== '') this.#fresh = false
  }

  /** Puts the words of notes that were called after what called them. */
  #placeNotes(kind: NoteKind): void {
    for (const text of this.#calls.take(kind))
      this.#body.blocks.push({ kind: 'paragraph', text, page: this.#page, line: null })
  }

  #pageBreak(): void {
    const { flow, paragraph, row } = this.#at
    this.#page += 1
    this.#fresh = true
    if (paragraph !== null && !paragraph.isEmpty) return
    // Nothing stands there yet, so it begins on the new page.
    if (paragraph !== null) paragraph.page = this.#page
    if (row !== null && row.cells.length === 0) row.page = this.#page
    if (flow === this.#body) this.#placeBreaks()
  }

  /** A break block for each page begun since the last one. */
  #placeBreaks(): void {
    for (; this.#broken < this.#page - 1; this.#broken += 1) {
      this.#body.blocks.push({ kind: 'break', page: this.#broken + 2, line: null })
    }
  }
}
