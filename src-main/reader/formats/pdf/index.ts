/**
 * Reads a PDF with a text layer: paragraphs, headings, lists and tables. What a PDF holds is letters and lines at places
 * of a page; tables come from the drawn rules, the rest from where the letters stand. A table goes as far as its page:
 * its parts on other pages are blocks of their own, heading rows and cut rows as they are printed.
 */
import type { Parse, Parsed, Told } from '../../format'
import { unreadable } from '../../limits'
import { assemble } from './assemble'
import { drawingOf } from './drawing'
import { type Layout, layoutOf } from './layout'
import { damaged, openPdf, type Opened } from './library'
import { lettingGo } from './orphans'

const MOST_PAGES = 2000
/** A page with fewer letters on it has no text layer worth the name. */
const LEAST_LETTERS = 12

/**
 * Parses a PDF.
 * @throws Fault 'bad-input' when it is locked, damaged, scanned, without pages, or longer than 2,000 pages
 */
export const parsePdf: Parse = async (bytes: Uint8Array, told: Told): Promise<Parsed> => {
  if (!isPdf(bytes)) throw damaged()
  const stop = lettingGo()
  try {
    return await read(await openPdf(bytes), told)
  } finally {
    stop()
  }
}

async function read(opened: Opened, told: Told): Promise<Parsed> {
  try {
    if (opened.pages < 1) throw damaged()
    if (opened.pages > MOST_PAGES) {
      throw unreadable(
        `That PDF has ${opened.pages} pages; up to ${MOST_PAGES} are read.`,
        'Save the part that holds the policy as a PDF of its own and choose that.',
      )
    }
    return assemble(await layoutsOf(opened, told))
  } finally {
    await opened.close()
  }
}

/** One page of the document with what is known about how it could be read. */
export interface ReadPage {
  readonly layout: Layout
  readonly scanned: boolean
  readonly faulty: boolean
}

async function layoutsOf(opened: Opened, told: Told): Promise<readonly ReadPage[]> {
  const pages: ReadPage[] = []
  let failed = 0
  let cause: unknown
  for (let number = 1; number <= opened.pages; number += 1) {
    try {
      pages.push(
        await opened.page(number, (page, shown) => {
          const drawing = drawingOf(page, shown, opened.operators)
          const layout = layoutOf(drawing)
          const pictured = shown.largePicture || drawing.pictures.length > 0
          return { layout, scanned: pictured && drawing.characters < LEAST_LETTERS, faulty: shown.faulty }
        }),
      )
    } catch (reason) {
      failed += 1
      cause = reason
      pages.push({ layout: EMPTY, scanned: false, faulty: true })
    }
    told.progress(number, opened.pages)
  }
  if (failed === opened.pages) throw damaged(cause)
  return pages
}

const EMPTY: Layout = {
  ...{ width: 0, height: 0, pieces: [], pictures: 0, overdrawn: false },
  ...{ characters: 0, unreadable: 0, invisible: 0, slanted: 0, cut: 0 },
}

/** The signature may stand behind a few bytes of something else, as mail programs leave them. */
function isPdf(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  return head.includes('%PDF-')
}
