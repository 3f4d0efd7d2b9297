/** Zip files written byte by byte, so that their directories can lie. */
import { deflateRawSync } from 'node:zlib'
import { checksum } from '../../../src-main/reader/zip'

export interface Part {
  readonly name: string
  readonly content: Uint8Array | string
  /** What the directory says in place of the truth. */
  readonly says?: {
    readonly size?: number
    readonly checksum?: number
    readonly flags?: number
    readonly method?: number
  }
  readonly stored?: boolean
  /** Shares the packed bytes of the part of that number. */
  readonly sharesWith?: number
}

export const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function record(length: number, fill: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length)
  fill(new DataView(bytes.buffer))
  return bytes
}

/** @param counted how many parts the directory claims; the true number when left out */
export function zip(parts: readonly Part[], counted = parts.length): Uint8Array {
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  const offsets: number[] = []
  const packedOf: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    const content = bytesOf(part.content)
    const name = bytesOf(part.name)
    const packed =
      part.sharesWith === undefined ? (part.stored ? content : deflateRawSync(content)) : packedOf[part.sharesWith]!
    const { size = content.length, flags = 0, method = part.stored ? 0 : 8 } = part.says ?? {}
    const sum = part.says?.checksum ?? checksum(content)
    packedOf.push(packed)
    const facts = (view: DataView, from: number): void => {
      view.setUint16(from, flags, true)
      view.setUint16(from + 2, method, true)
      view.setUint32(from + 8, sum, true)
      view.setUint32(from + 12, packed.length, true)
      view.setUint32(from + 16, size, true)
      view.setUint16(from + 20, name.length, true)
    }
    if (part.sharesWith === undefined) {
      offsets.push(at)
      const local = record(30, (view) => {
        view.setUint32(0, 0x04034b50, true)
        view.setUint16(4, 20, true)
        facts(view, 6)
      })
      pieces.push(local, name, packed)
      at += local.length + name.length + packed.length
    } else offsets.push(offsets[part.sharesWith]!)
    const offset = offsets.at(-1)!
    directory.push(
      record(46, (view) => {
        view.setUint32(0, 0x02014b50, true)
        view.setUint16(4, 20, true)
        view.setUint16(6, 20, true)
        facts(view, 8)
        view.setUint32(42, offset, true)
      }),
      name,
    )
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = record(22, (view) => {
    view.setUint32(0, 0x06054b50, true)
    view.setUint16(8, counted, true)
    view.setUint16(10, counted, true)
    view.setUint32(12, length, true)
    view.setUint32(16, at, true)
  })
  return joined([...pieces, ...directory, end])
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const types = (overrides: string): Part => ({
  name: '[Content_Types].xml',
  content: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
})
const relations = (name: string, inside: string): Part => ({
  name,
  content: `${HEAD}<Relationships xmlns="${RELATIONS}">${inside}</Relationships>`,
})
const override = (name: string, type: string): string =>
  `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`

/** A paragraph of a Word document. */
export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** @param documentXml the whole main part, in place of one around `body` */
export function docx(
  body: string,
  more: readonly Part[] = [],
  documentXml: Uint8Array | string = wordXml(body),
  outer = '',
): Uint8Array {
  return zip([
    types(override('word/document.xml', 'wordprocessingml.document.main')),
    relations('_rels/.rels', `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`),
    ...(outer === '' ? [] : [relations('word/_rels/document.xml.rels', outer)]),
    { name: 'word/document.xml', content: documentXml },
    ...more,
  ])
}

export const wordXml = (body: string, before = ''): string =>
  `${HEAD}${before}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${body}</w:body></w:document>`

/** A relation of the main part that leads out of the file. */
export const outward = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}" TargetMode="External"/>`

/** @param sheet what stands inside the sheet's root element */
export function xlsx(sheet: string, more: readonly Part[] = [], sheetXml?: string): Uint8Array {
  return zip([
    types(
      override('xl/workbook.xml', 'spreadsheetml.sheet.main') +
        override('xl/worksheets/sheet1.xml', 'spreadsheetml.worksheet'),
    ),
    relations('_rels/.rels', `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`),
    relations(
      'xl/_rels/workbook.xml.rels',
      `<Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`,
    ),
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="Rules" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: sheetXml ?? `${HEAD}<worksheet xmlns="${SHEET}">${sheet}</worksheet>`,
    },
    ...more,
  ])
}

export const sharedStrings = (inside: string, attributes = ''): Part => ({
  name: 'xl/sharedStrings.xml',
  content: `${HEAD}<sst xmlns="${SHEET}"${attributes}>${inside}</sst>`,
})

/** A cell with its own text. */
export const cell = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
