/** Which format a file has, by its bytes first and its name second. */
import type { Format } from '@contract/document'
import { isBinary, textOf } from './decode'
import { sizeWithin, unreadable } from './limits'
import { officeFormat } from './sniff-office'
import { refuseForeign } from './sniff-foreign'

/** Bytes of a text looked at to tell its kind. */
const HEAD = 4096

/**
 * Says how to read a file. A file whose name says another format than its bytes is read as what it is.
 * @throws Fault 'bad-input' with words of its own for each: empty, only white space, over 50 MB, an older or another
 * program's format, protected by a password, a picture, an archive, a program, no text at all
 */
export function formatOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Format {
  if (bytes.length === 0) throw unreadable('That file is empty.', 'Choose the document itself.')
  sizeWithin(bytes)
  if (isPdf(bytes)) return 'pdf'
  const office = officeFormat(bytes)
  if (office !== null) return office
  refuseForeign(bytes)
  if (isBlank(bytes)) throw unreadable('That file holds only white space.', 'Choose the document itself.')
  if (isBinary(bytes)) {
    throw unreadable(
      'That file is no document that Trustward reads, whatever its name says.',
      'Choose a .docx, .pdf, .xlsx, .csv, .html, .md or .txt file.',
    )
  }
  return textFormat(name, textOf(bytes.subarray(0, HEAD)).text)
}

/** Some programs write a few bytes before the mark. */
export function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')
}

function isBlank(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD)
  if (head.some((byte) => byte > 0x20 && byte < 0x80)) return false
  return !isBinary(bytes) && !/\S/.test(textOf(bytes).text)
}

/** Text formats have no mark, so markup at the beginning counts first, then the ending of the name. */
function textFormat(name: string, head: string): Format {
  const start = head.trimStart()
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (/^(?:<!--[^]{0,2000}?-->\s*)?(?:<!doctype html|<html\b)/i.test(start)) return 'html'
  if (/^<\?xml\b/i.test(start)) {
    if (/<html\b/i.test(start)) return 'html'
    throw unreadable(
      /progid="?Word\.Document|wordDocument|mso-application|office:document/i.test(start)
        ? 'That file is an Office document saved as XML.'
        : 'That file is data in XML and no document.',
      'Open it in the program it was made with, save it as .docx, .xlsx or .pdf, and choose that.',
    )
  }
  if (
    /^(?:MIME-Version|From|Received|Return-Path|Subject|Date|Message-ID):/im.test(start) &&
    /^MIME-Version:/im.test(start)
  ) {
    throw unreadable(
      'That file is an e-mail or a web page packed like one.',
      'Save the document it holds as a file of its own and choose that.',
    )
  }
  if (/\bendobj\b[^]*\bendstream\b|\bendstream\b[^]*\bendobj\b/.test(head)) {
    throw unreadable('That file is a damaged PDF: its beginning is missing.', 'Ask for a fresh copy and choose that.')
  }
  if (start.startsWith('%!PS')) {
    throw unreadable('That file is written for a printer (PostScript).', 'Save the document as .pdf and choose that.')
  }
  if (['html', 'htm', 'xhtml'].includes(ending)) return 'html'
  if (
    /^<(?:head|body|table|h[1-6]|div|p|ul|ol|meta|style)\b/i.test(start) &&
    !['txt', 'md', 'markdown'].includes(ending)
  ) {
    return 'html'
  }
  // Office systems hand out comma or tab separated lists under the ending of a workbook.
  if (['csv', 'tsv', 'xls', 'xlsx'].includes(ending)) return 'csv'
  return ['md', 'markdown'].includes(ending) ? 'md' : 'txt'
}
