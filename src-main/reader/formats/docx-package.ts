/** The parts of a Word file and the names its XML goes by, whichever edition of the standard wrote it. */
import { unreadable, unzipWithin } from '../limits'
import { readXml } from '../xml'

const OFFICE = 'http://schemas.openxmlformats.org'
const STRICT = 'http://purl.oclc.org/ooxml'

/** Prefixes the reading code uses, for the usual and the strict form. */
export const PREFIXES: Readonly<Record<string, string>> = {
  [`${OFFICE}/wordprocessingml/2006/main`]: 'w',
  [`${STRICT}/wordprocessingml/main`]: 'w',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  [`${OFFICE}/markup-compatibility/2006`]: 'mc',
  [`${OFFICE}/officeDocument/2006/math`]: 'm',
  [`${STRICT}/officeDocument/math`]: 'm',
  [`${OFFICE}/drawingml/2006/picture`]: 'pic',
  [`${STRICT}/drawingml/picture`]: 'pic',
  [`${OFFICE}/drawingml/2006/chart`]: 'c',
  [`${STRICT}/drawingml/chart`]: 'c',
  [`${OFFICE}/drawingml/2006/diagram`]: 'dgm',
  [`${STRICT}/drawingml/diagram`]: 'dgm',
  'urn:schemas-microsoft-com:vml': 'v',
}

/** What is read of a package; everything else in it is left alone. */
export interface WordParts {
  readonly body: Uint8Array
  readonly styles: Uint8Array | null
  readonly numbering: Uint8Array | null
  readonly footnotes: Uint8Array | null
  readonly endnotes: Uint8Array | null
  /** Pages as the program that saved the file counted them; null: not told. */
  readonly pages: number | null
  readonly hasMacros: boolean
  readonly hasHeaders: boolean
}

const WANTED = /^(?:_rels\/\.rels|docprops\/app\.xml|.*\.rels|.*\.xml)$/i
/** Parts of no use here that may be large. */
const UNWANTED = /(?:^|\/)(?:theme|media|embeddings|charts|diagrams|customxml|glossary|fonts|activex|drawings)\//i

/**
 * Unpacks a Word file within the limits.
 * @throws Fault 'bad-input' with words: over a limit, damaged, another Office file, a package without a document
 */
export function wordParts(bytes: Uint8Array): WordParts {
  const names: string[] = []
  const parts = unzipWithin(bytes, (name) => {
    names.push(name)
    return WANTED.test(name) && !UNWANTED.test(name)
  })
  const part = (name: string): Uint8Array | null => parts.get(name) ?? null
  const main = targetsOf(part('_rels/.rels'), '').find(({ type }) => type.endsWith('/officeDocument'))?.path
  const path = main !== undefined && parts.has(main) ? main : 'word/document.xml'
  const body = part(path)
  if (body === null || !/(?:^|\/)document\d*\.xml$/i.test(path)) throw noDocument(names)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const beside = targetsOf(part(`${folder}_rels/${path.slice(folder.length)}.rels`), folder)
  const related = (kind: string): Uint8Array | null =>
    part(beside.find(({ type }) => type.endsWith(`/${kind}`))?.path ?? `${folder}${kind}.xml`)
  return {
    body,
    styles: related('styles'),
    numbering: related('numbering'),
    footnotes: related('footnotes'),
    endnotes: related('endnotes'),
    pages: pagesOf(part('docProps/app.xml')),
    hasMacros: names.some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name)),
    hasHeaders: names.some((name) => /(?:^|\/)(?:header|footer)\d*\.xml$/i.test(name)),
  }
}

function noDocument(names: readonly string[]): Error {
  const other = names.some((name) => /^xl\//i.test(name))
    ? 'an Excel workbook'
    : names.some((name) => /^ppt\//i.test(name))
      ? 'a presentation'
      : null
  return other === null
    ? unreadable('That file is packed like a Word document but holds no document.', 'Choose another copy of it.')
    : unreadable(`That file is ${other}, not a Word document.`, 'Give it the ending of its kind and choose it again.')
}

/** Relationships to parts inside the package; addresses outside it are never followed. */
function targetsOf(part: Uint8Array | null, folder: string): { type: string; path: string }[] {
  if (part === null) return []
  const found: { type: string; path: string }[] = []
  readXml(
    part,
    {},
    {
      open: (name, attributes) => {
        if (!/(?:^|:)Relationship$/.test(name)) return
        const { Type: type = '', Target: target = '', TargetMode: mode = '' } = attributes()
        if (mode !== 'External') found.push({ type, path: resolved(target, folder) })
      },
    },
  )
  return found
}

function resolved(target: string, folder: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

function pagesOf(part: Uint8Array | null): number | null {
  if (part === null) return null
  let told = ''
  let inside = false
  readXml(
    part,
    {},
    {
      open: (name) => {
        inside = /(?:^|:)Pages$/.test(name)
      },
      close: () => {
        inside = false
      },
      text: (text) => {
        if (inside) told += text
      },
    },
  )
  const pages = Number.parseInt(told, 10)
  return Number.isSafeInteger(pages) && pages > 0 ? pages : null
}

/** A switch as Word writes it: present means on, unless its value says off. */
export const isOn = (value: string | undefined): boolean => !['0', 'false', 'off', 'none'].includes(value ?? '1')

/** A whole number of an attribute; null when it is none. */
export function wholeOf(value: string | undefined): number | null {
  const number = Number(value)
  return value !== undefined && value.trim() !== '' && Number.isSafeInteger(number) ? number : null
}
