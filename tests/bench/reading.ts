/**
 * What reading a policy costs: parsing and recognising against taking the plain text out of the same file, and by page
 * for longer and longer files. Files are made here; only `readFile` is the product's.
 */
import { strFromU8, unzipSync } from 'fflate'
import { Parser } from 'saxen'
import { getDocument } from 'unpdf/pdfjs'
import { loadParsers, readFile } from '../../src-main/reader/read'
import { asPageContent, asWordBody, TEXTS } from '../fuzz/policies'
import { pdf, type PdfObject } from '../security/hostile/pdf-file'
import { docx } from '../security/hostile/zip'
import { against, type Figure } from './measure'

const LINES_OF_PAGE = 45

/** Lines of pages: policies one after another, each page begun by a heading of its own so that no two are the same. */
function pagesOf(count: number): readonly string[] {
  const lines = TEXTS.join('\n').replaceAll('\f', '').split('\n')
  return Array.from({ length: count }, (_, page) => {
    const from = (page * LINES_OF_PAGE) % lines.length
    return [`${page + 1} Section ${page + 1}`, ...lines.slice(from, from + LINES_OF_PAGE)].join('\n')
  })
}

const textFile = (count: number): Uint8Array => new TextEncoder().encode(pagesOf(count).join('\n\f\n'))

const wordFile = (count: number): Uint8Array =>
  docx(pagesOf(count).map(asWordBody).join('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))

function pdfFile(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, page) => `${4 + 2 * page} 0 R`)
  const pages = pagesOf(count).flatMap((text, page): PdfObject[] => [
    {
      body: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * page} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    },
    { dictionary: '', stream: asPageContent(text) },
  ])
  return pdf([
    { body: '<< /Type /Catalog /Pages 2 0 R >>' },
    { body: `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${count} >>` },
    { body: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
    ...pages,
  ])
}

/** The text alone: every page's pieces joined. */
async function pdfText(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: bytes.slice(), useSystemFonts: false, disableFontFace: true, verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
    page.cleanup()
  }
  await task.destroy()
  return pages.join('\n')
}

/** The text alone, paragraph by paragraph: unpacked and read as XML. */
function wordText(bytes: Uint8Array): string {
  const paragraphs: string[] = []
  let words = ''
  new Parser()
    .on('text', (piece: string) => {
      words += piece
    })
    .on('closeTag', (tag: string) => {
      if (tag !== 'w:p') return
      paragraphs.push(words)
      words = ''
    })
    .parse(mainPart(bytes))
  return paragraphs.join('\n')
}

const mainPart = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())

/** The letters alone: unpacked, and every tag taken out. */
const wordLetters = (bytes: Uint8Array): string => mainPart(bytes).replace(/<[^>]*>/g, ' ')

const plainText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const FORMATS = [
  { name: 'policy.pdf', label: 'PDF', make: pdfFile, text: pdfText, taken: "pdf.js's own text of it", target: 3 },
  {
    name: 'policy.docx',
    label: 'Word',
    make: wordFile,
    text: wordText,
    taken: 'unpacking it and reading the text of its XML',
    target: 3,
  },
  // Decoding is next to nothing, so this one is printed for its own sake.
  { name: 'policy.txt', label: 'text', make: textFile, text: plainText, taken: 'decoding it', target: null },
] as const

const PAGES = 60
const FEW = 5
const LONGER = [20, 60, 200]

/** How much dearer a page of a long file may be than one of a short file. */
const FLAT = 1.5

export async function reading(): Promise<Figure[]> {
  await loadParsers()
  const figures: Figure[] = []
  for (const { name, label, make, text, taken, target } of FORMATS) {
    const bytes = make(PAGES)
    figures.push(
      await against(
        `Read a ${label} file of ${PAGES} pages`,
        () => readFile({ name, bytes }),
        () => text(bytes),
        { target, against: taken },
      ),
    )
    const few = make(FEW)
    for (const pages of LONGER) {
      const long = make(pages)
      const readFew = async (): Promise<void> => {
        for (let done = 0; done < pages; done += FEW) await readFile({ name, bytes: few })
      }
      figures.push(
        await against(`Read a page of ${pages}, ${label}`, () => readFile({ name, bytes: long }), readFew, {
          pairs: 3,
          target: FLAT,
          against: `a page of ${FEW}`,
        }),
      )
    }
  }
  const word = wordFile(PAGES)
  figures.push(
    await against(
      `Read a Word file of ${PAGES} pages`,
      () => readFile({ name: 'policy.docx', bytes: word }),
      () => wordLetters(word),
      { target: null, against: 'unpacking it and striking out all between angle brackets' },
    ),
  )
  return figures
}
