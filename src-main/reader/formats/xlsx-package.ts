/** The parts of a workbook: its sheets in order, its shared texts, its number formats. */
import { visible } from '../decode'
import { damaged, partNames, unzipWithin } from '../limits'
import { readXml } from '../xml'
import { lettersOf } from './docx-symbols'
import { raised } from './signs'

export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  /** Name of its part. */
  readonly path: string
  /** Unpacks it; one sheet at a time is enough for the memory. */
  readonly part: () => Uint8Array
}

/** How cells of one style are shown. */
export interface Style {
  /** Number format as Excel writes it; empty: none. */
  readonly format: string
  /** Name of a font that may draw signs in place of letters. */
  readonly font: string | null
  readonly isStruck: boolean
}

interface Book {
  readonly sheets: readonly Sheet[]
  readonly styles: readonly Style[]
  /** Days count from 1904 and not from 1900. */
  readonly from1904: boolean
  /** What the file holds besides cells, in words. */
  readonly leftOut: readonly string[]
}

export interface Workbook extends Book {
  readonly shared: readonly string[]
}

/** A workbook whose shared texts are still to be read. */
export interface Package extends Book {
  /** Name of the part that holds them; undefined: there are none. */
  readonly sharedPath: string | undefined
}

const MAIN = 's'
/** The usual and the strict form of each address. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': MAIN,
  'http://purl.oclc.org/ooxml/spreadsheetml/main': MAIN,
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'p',
}

const WANTED = /^(?:_rels\/\.rels|xl\/workbook\d*\.xml|xl\/_rels\/workbook\d*\.xml\.rels|xl\/styles\d*\.xml)$/i
const SHARED = /^xl\/sharedStrings\d*\.xml$/i

/** @throws Fault 'bad-input' when the package is over a limit, or holds no sheet */
export function workbookOf(bytes: Uint8Array): Workbook {
  const { sharedPath, ...book } = packageOf(bytes)
  const struck = { count: 0 }
  const parts = unzipWithin(bytes, (name) => name === sharedPath)
  const shared = sharedTexts(sharedPath === undefined ? undefined : parts.get(sharedPath), struck)
  return {
    ...book,
    shared,
    leftOut: struck.count > 0 ? [...book.leftOut, 'Struck-out text was left out.'] : book.leftOut,
  }
}

/** @throws Fault 'bad-input' when the package is over a limit, or holds no sheet */
export function packageOf(bytes: Uint8Array): Package {
  const left = new Set<string>()
  const parts = unzipWithin(bytes, (name) => {
    note(name, left)
    return WANTED.test(name)
  })
  const named = (pattern: RegExp): [string, Uint8Array] | undefined => [...parts].find(([name]) => pattern.test(name))
  const book = named(/^xl\/workbook\d*\.xml$/i)
  if (book === undefined) throw damaged()
  const targets = targetsOf(named(/^xl\/_rels\/workbook\d*\.xml\.rels$/i)?.[1])
  const { entries, from1904 } = entriesOf(book[1])
  const byName = new Map(partNames(bytes).map((name) => [name.toLowerCase(), name]))
  const sheets = entries.flatMap(({ name, isHidden, relation }) => {
    const path = byName.get((targets.get(relation) ?? '').toLowerCase())
    // A sheet that is a chart has no cells.
    if (path === undefined || !/^xl\/worksheets\//i.test(path)) return []
    return [
      { name, isHidden, path, part: () => unzipWithin(bytes, (part) => part === path).get(path) ?? new Uint8Array() },
    ]
  })
  if (sheets.length === 0) throw damaged()
  return {
    sheets,
    sharedPath: [...byName.values()].find((name) => SHARED.test(name)),
    styles: stylesOf(named(/^xl\/styles\d*\.xml$/i)?.[1]),
    from1904,
    leftOut: [...left],
  }
}

function note(name: string, left: Set<string>): void {
  if (/\/vbaProject\.bin$/i.test(name)) left.add('Macros were left out; nothing of them was run.')
  else if (/^xl\/media\//i.test(name)) left.add('Pictures were left out.')
  else if (/^xl\/charts\/chart/i.test(name)) left.add('Charts were left out.')
  else if (/^xl\/(?:comments|threadedComments)/i.test(name)) left.add('Comments were left out.')
  else if (/^xl\/externalLinks\//i.test(name)) left.add('Links to other workbooks were not followed.')
  else if (/\/embeddings\//i.test(name)) left.add('Embedded files were left out.')
}

/** Names of parts by the relation that leads to them. */
function targetsOf(part: Uint8Array | undefined): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  if (part === undefined) return targets
  readXml(part, NAMESPACES, {
    open: (name, attributes) => {
      if (name !== 'p:Relationship') return
      const { Id = '', Target = '' } = attributes()
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    },
  })
  return targets
}

function entriesOf(part: Uint8Array): {
  readonly entries: readonly { readonly name: string; readonly isHidden: boolean; readonly relation: string }[]
  readonly from1904: boolean
} {
  const entries: { name: string; isHidden: boolean; relation: string }[] = []
  let from1904 = false
  readXml(part, NAMESPACES, {
    open: (name, attributes) => {
      if (name === 's:workbookPr') from1904 = isTrue(attributes()['date1904'])
      if (name !== 's:sheet') return
      const sheet = attributes()
      entries.push({
        name: sheet['name'] ?? '',
        isHidden: sheet['state'] === 'hidden' || sheet['state'] === 'veryHidden',
        relation: sheet['r:id'] ?? '',
      })
    },
  })
  return { entries, from1904 }
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on'

/** Gathers one text of several pieces: raised pieces are signs, struck-out and phonetic ones are left out. */
export class RichText {
  #pieces: string[] = []
  #run: { font: string | null; isRaised: boolean; isStruck: boolean } = { font: null, isRaised: false, isStruck: false }
  #inText = false
  #inPhonetic = false
  /** Struck-out pieces met. */
  struck = 0

  open(name: string, attributes: () => Readonly<Record<string, string>>): void {
    if (name === 's:r') this.#run = { font: null, isRaised: false, isStruck: false }
    else if (name === 's:rPh') this.#inPhonetic = true
    else if (name === 's:t') this.#inText = true
    else if (name === 's:rFont') this.#run.font = attributes()['val'] ?? null
    else if (name === 's:vertAlign') this.#run.isRaised = attributes()['val'] === 'superscript'
    else if (name === 's:strike') this.#run.isStruck = isTrue(attributes()['val'] ?? '1')
  }

  close(name: string): void {
    if (name === 's:t') this.#inText = false
    else if (name === 's:rPh') this.#inPhonetic = false
    else if (name === 's:r') this.#run = { font: null, isRaised: false, isStruck: false }
  }

  text(text: string): void {
    if (!this.#inText || this.#inPhonetic) return
    if (this.#run.isStruck) {
      this.struck += 1
      return
    }
    const lettered = lettersIn(text, this.#run.font)
    this.#pieces.push(this.#run.isRaised ? raised(lettered) : lettered)
  }

  take(): string {
    return escapesRead(this.#pieces.splice(0).join(''))
  }
}

/** Text in a font that may draw signs in place of letters. */
export const lettersIn = (text: string, font: string | null): string =>
  font !== null && /^(?:wingdings|webdings|symbol)/i.test(font) ? lettersOf(text, font) : text

/** Control characters as Excel writes them in text: `_x000D_`. */
export const escapesRead = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

function sharedTexts(part: Uint8Array | undefined, struck: { count: number }): readonly string[] {
  const texts: string[] = []
  if (part === undefined) return texts
  const rich = new RichText()
  readXml(part, NAMESPACES, {
    open: (name, attributes) => rich.open(name, attributes),
    close: (name) => {
      rich.close(name)
      if (name === 's:si') texts.push(visible(rich.take()).replace(/\r\n?/g, '\n'))
    },
    text: (text) => rich.text(text),
  })
  struck.count = rich.struck
  return texts
}

/** Formats Excel knows by number without writing them out. */
const BUILT_IN: Readonly<Record<number, string>> = {
  ...{ 9: '0%', 10: '0.00%', 14: 'dd/mm/yyyy', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM' },
  ...{ 19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss', 22: 'dd/mm/yyyy h:mm', 45: 'mm:ss', 46: '[h]:mm:ss' },
}

function stylesOf(part: Uint8Array | undefined): readonly Style[] {
  const styles: Style[] = []
  if (part === undefined) return styles
  const formats = new Map<number, string>(Object.entries(BUILT_IN).map(([id, code]) => [Number(id), code]))
  const fonts: { name: string | null; isStruck: boolean }[] = []
  let section = ''
  readXml(part, NAMESPACES, {
    open: (name, attributes) => {
      if (name === 's:fonts' || name === 's:cellXfs' || name === 's:cellStyleXfs' || name === 's:dxfs') section = name
      else if (name === 's:numFmt' && section === '') {
        const { numFmtId = '', formatCode = '' } = attributes()
        formats.set(Number(numFmtId), formatCode)
      } else if (section === 's:fonts') {
        const font = fonts.at(-1)
        if (name === 's:font') fonts.push({ name: null, isStruck: false })
        else if (name === 's:name' && font !== undefined) font.name = attributes()['val'] ?? null
        else if (name === 's:strike' && font !== undefined) font.isStruck = isTrue(attributes()['val'] ?? '1')
      } else if (section === 's:cellXfs' && name === 's:xf') {
        const { numFmtId = '0', fontId = '0' } = attributes()
        const font = fonts[Number(fontId)]
        styles.push({
          format: formats.get(Number(numFmtId)) ?? '',
          font: font?.name ?? null,
          isStruck: font?.isStruck ?? false,
        })
      }
    },
    close: (name) => {
      if (name === section) section = ''
    },
  })
  return styles
}
