/** PDF files written object by object, so that they can point at themselves, lie and break off. */
import { deflateSync } from 'node:zlib'
import { bytesOf, joined } from './zip'

/** An object's number and what stands in it, or the bytes of a stream with its dictionary. */
export type PdfObject =
  | { readonly body: string }
  | { readonly dictionary: string; readonly stream: Uint8Array | string; readonly length?: string }

/** @param trailer more entries of the trailer, such as `/Encrypt 5 0 R` */
export function pdf(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const pieces: Uint8Array[] = [bytesOf('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = pieces[0]!.length
  const put = (piece: Uint8Array | string): void => {
    const bytes = bytesOf(piece)
    pieces.push(bytes)
    at += bytes.length
  }
  objects.forEach((one, index) => {
    offsets.push(at)
    put(`${index + 1} 0 obj\n`)
    if ('body' in one) put(one.body)
    else {
      const stream = bytesOf(one.stream)
      put(`<< ${one.dictionary} /Length ${one.length ?? stream.length} >>\nstream\n`)
      put(stream)
      put('\nendstream')
    }
    put('\nendobj\n')
  })
  const start = at
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`)
  for (const offset of offsets) put(`${String(offset).padStart(10, '0')} 00000 n \n`)
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`)
  return joined(pieces)
}

export const SENTENCE = 'Pupils keep phones in lockers all day'

/** The operators that show one line of text. */
export const showing = (text: string): string => `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`

export interface Page {
  readonly content?: string | Uint8Array
  /** Filter of the content stream. */
  readonly filter?: string
  /** More entries of the catalogue, of the page, of its resources, of the font. */
  readonly catalogue?: string
  readonly page?: string
  readonly resources?: string
  readonly font?: string
  readonly pages?: string
  /** Objects from number 6 on. */
  readonly more?: readonly PdfObject[]
  readonly trailer?: string
}

/** One page with one line of text, and whatever stands around it. */
export function onePage(with_: Page = {}): Uint8Array {
  return pdf(
    [
      { body: `<< /Type /Catalog /Pages 2 0 R ${with_.catalogue ?? ''} >>` },
      { body: with_.pages ?? '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
      {
        body: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${with_.resources ?? ''} >> ${with_.page ?? ''} >>`,
      },
      { dictionary: with_.filter ?? '', stream: with_.content ?? showing(SENTENCE) },
      { body: `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${with_.font ?? ''} >>` },
      ...(with_.more ?? []),
    ],
    with_.trailer,
  )
}

export const flate = (content: string | Uint8Array): Uint8Array => deflateSync(bytesOf(content))
