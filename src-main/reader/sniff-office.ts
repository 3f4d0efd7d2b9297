/** Office packages told apart by their parts, and the older Office files by their streams. */
import type { Format } from '@contract/document'
import type { Fault } from '@contract/fault'
import { partNames, unreadable, unzipWithin } from './limits'

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte)

const SAVE_AS = (endings: string): string => `Open it there, save it as ${endings}, and choose that.`

/**
 * @returns null when the file is neither a package nor an older Office file
 * @throws Fault 'bad-input' for those that are not read
 */
export function officeFormat(bytes: Uint8Array): Format | null {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw older(bytes)
  if (!startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) && !startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return null
  const names = partNames(bytes)
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  if (has(/^word\/document\d*\.xml$/i)) return 'docx'
  if (has(/^xl\/workbook\d*\.xml$/i)) return 'xlsx'
  throw packageOf(bytes, has)
}

function packageOf(bytes: Uint8Array, has: (pattern: RegExp) => boolean): Fault {
  if (has(/^ppt\//i)) {
    return unreadable('That file is a PowerPoint presentation.', 'Save it in PowerPoint as .pdf and choose that.')
  }
  if (has(/^xl\/workbook\.bin$/i)) {
    return unreadable('That file is a binary Excel workbook (.xlsb).', 'Save it in Excel as .xlsx and choose that.')
  }
  if (has(/^mimetype$/i)) {
    const parts = unzipWithin(bytes, (name) => name === 'mimetype')
    const type = new TextDecoder().decode(parts.get('mimetype')?.subarray(0, 100))
    if (type.includes('opendocument.text')) {
      return unreadable('That file is an OpenDocument text (.odt).', SAVE_AS('.docx or .pdf'))
    }
    if (type.includes('opendocument.spreadsheet')) {
      return unreadable('That file is an OpenDocument spreadsheet (.ods).', SAVE_AS('.xlsx or .csv'))
    }
    if (type.includes('opendocument')) return unreadable('That file is an OpenDocument file.', SAVE_AS('.pdf'))
    if (type.includes('epub')) return unreadable('That file is an e-book.', 'Choose the document it was made from.')
  }
  if (has(/^Index\/Document\.iwa$|^index\.xml$/i)) {
    return unreadable(
      'That file is a Pages or Numbers document.',
      'Export it there as .docx, .xlsx or .pdf and choose that.',
    )
  }
  if (has(/^(?:word|xl)\//i)) {
    return unreadable(
      'That file is an Office document without its main part.',
      'Ask for a fresh copy, or save it again in Word or Excel, and choose that.',
    )
  }
  return unreadable('That file is an archive (.zip).', 'Unpack it first and choose the documents themselves.')
}

/** Office files before 2007; a modern one with a password is wrapped in the same way. */
function older(bytes: Uint8Array): Fault {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (stream: string): boolean => file.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) {
    return unreadable(
      'That document is protected by a password.',
      'Open it in Word or Excel, take the password off (File, Info, Protect), save it, and choose that.',
    )
  }
  if (holds('WordDocument')) {
    return unreadable('That file is an older Word document (.doc).', 'Save it in Word as .docx and choose that.')
  }
  if (holds('Workbook') || holds('Book')) {
    return unreadable('That file is an older Excel workbook (.xls).', 'Save it in Excel as .xlsx and choose that.')
  }
  if (holds('PowerPoint Document')) {
    return unreadable(
      'That file is an older PowerPoint presentation.',
      'Save it in PowerPoint as .pdf and choose that.',
    )
  }
  if (holds('__substg1.0_')) {
    return unreadable('That file is an Outlook message (.msg).', 'Save the document attached to it and choose that.')
  }
  return unreadable(
    'That file is in the format of an older Office program.',
    'Open it in the program it was made with, save it as .docx, .xlsx or .pdf, and choose that.',
  )
}
