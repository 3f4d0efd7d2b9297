/** Turns a page of HTML into a PDF, in a window of its own that can run nothing and reach nothing. */
import { session } from 'electron'
import { PRINT_PAGE, PRINT_SCHEME } from './addresses'
import { HostFailure } from './ipc/refusal'
import type { PrintOptions } from './vault/wire'
import { openPrintWindow } from './window'

/** No script, no address but the page's own; printed pages bring their styles with them. */
const PRINT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** 15 mm in inches, in which Electron measures. */
const MARGIN = 15 / 25.4

const FOOT_STYLE = 'width:100%;margin:0 15mm;font:8px sans-serif;color:#444;display:flex;justify-content:space-between'

/** Chromium fills in the spans of these two classes. */
const PAGE_NUMBER = '<span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>'
const PAGE_FIGURES = '<span><span class="pageNumber"></span> / <span class="totalPages"></span></span>'

let pages = 0

/**
 * @param html a complete page
 * @param options `title` stands at the foot of each page, beside "Page x of y" unless its papers go `apart`; in `figures`
 *   alone where a word would be in the wrong language
 * @returns the bytes of a PDF on A4 or A3, tagged where the runtime can do that
 * @throws HostFailure `unavailable` when the page cannot be printed
 */
export async function printPdf(html: string, options: PrintOptions): Promise<Uint8Array> {
  // In memory (no `persist:`), and never used twice.
  const own = session.fromPartition(`print-${++pages}`)
  let served = false
  own.protocol.handle(PRINT_SCHEME, (request) => {
    if (served || request.url !== PRINT_PAGE) return new Response('', { status: 404 })
    served = true
    return new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': PRINT_POLICY,
        'cache-control': 'no-store',
      },
    })
  })
  const window = openPrintWindow(own)
  try {
    await window.loadURL(PRINT_PAGE)
    return await window.webContents.printToPDF({
      pageSize: options.paper,
      landscape: options.landscape,
      printBackground: true,
      margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: `<div style="${FOOT_STYLE}"><span>${escapeHtml(options.title)}</span>${options.apart ? '' : options.figures ? PAGE_FIGURES : PAGE_NUMBER}</div>`,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
  } catch (cause) {
    throw new HostFailure('unavailable', 'The PDF could not be made. Nothing was saved. Try again.', { cause })
  } finally {
    window.destroy()
    own.protocol.unhandle(PRINT_SCHEME)
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')
