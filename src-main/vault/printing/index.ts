/** Writing a document in the format a person chose. */
import type { Host } from '../context'
import { toCsv } from './csv'
import { fileName, type PrintDocument } from './document'
import { toDocx } from './docx'
import { toHtml } from './html'
import { toXlsx } from './xlsx'

export { fileName, grid, neutral, type PrintCell, type PrintDocument, type PrintTable } from './document'
export { toCsv } from './csv'
export { toDocx } from './docx'
export { toTextDocx, type FixedText, type TextDocument, type TextPart, type TextSignature } from './docx-text'
export { escape, toHtml } from './html'
export { toXlsx } from './xlsx'

export type PrintFormat = 'xlsx' | 'pdf' | 'csv' | 'docx' | 'html'

/** The bytes of a document. @throws Fault 'unavailable' for PDF where there is nothing to print with */
export async function render(document: PrintDocument, format: PrintFormat, host: Host): Promise<Uint8Array> {
  switch (format) {
    case 'csv':
      return toCsv(document)
    case 'xlsx':
      return toXlsx(document)
    case 'docx':
      return toDocx(document)
    case 'html':
      return new TextEncoder().encode(toHtml(document))
    case 'pdf':
      return host.printPdf(toHtml(document), {
        // At the foot of every page, so that a single one still says whose it is, who made it and when (ux 10).
        title: `${document.title} - ${document.school}. ${document.made}`,
        landscape: document.landscape,
      })
  }
}

/**
 * Writes a document and asks where to keep it.
 * @param date civil date for the file's name
 * @returns what the contract's export calls answer: saved or cancelled, and the chosen name without folder
 */
export async function save(
  document: PrintDocument,
  format: PrintFormat,
  date: string,
  host: Host,
): Promise<{ saved: boolean; fileName: string | null }> {
  const bytes = await render(document, format, host)
  const name = await host.saveFile({ suggestedName: fileName([document.title, document.school, date], format), bytes })
  return { saved: name !== null, fileName: name }
}
