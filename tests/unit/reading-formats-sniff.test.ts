import { strToU8, zipSync } from 'fflate' // writes the packages these tests try
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import '../support/properties'
import { textOf } from '../../src-main/reader/decode'
import { formatOf } from '../../src-main/reader/sniff'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const hex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits.replaceAll(' ', ''), 'hex'))
const zip = (...names: string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<a/>')])))

/** An older Office file with these streams: its mark, and the names as they stand in its directory. */
const older = (...streams: string[]): Uint8Array => {
  const names = streams.map((stream) => Buffer.from(stream.padEnd(64, '\0'), 'utf16le'))
  return new Uint8Array(Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.alloc(504), ...names]))
}

function refusal(name: string, file: Uint8Array): string {
  try {
    formatOf({ name, bytes: file })
  } catch (error) {
    expect(error).toBeInstanceOf(Fault)
    expect((error as Fault).code).toBe('bad-input')
    return (error as Fault).words
  }
  throw new Error('It was not refused.')
}

describe('which format a file has', () => {
  test.each([
    ['policy.docx', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
    ['policy.xlsx', zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['policy.docx', zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['policy.docx', bytes('%PDF-1.7\n'), 'pdf'],
    ['policy.txt', bytes('\u0000\u0000%PDF-1.4'), 'pdf'],
    ['policy.doc', bytes('<!DOCTYPE html><p>x'), 'html'],
    ['policy.txt', bytes('\ufeff  <html><body>x'), 'html'],
    ['policy.html', bytes('just words'), 'html'],
    ['policy.xhtml', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'), 'html'],
    ['list.CSV', bytes('a,b'), 'csv'],
    ['list.xls', bytes('a\tb\n'), 'csv'],
    ['policy.md', bytes('# A'), 'md'],
    ['policy.markdown', bytes('# A'), 'md'],
    ['policy.txt', bytes('<table> is a tag'), 'txt'],
    ['policy', bytes('Words'), 'txt'],
    ['policy.pdf', bytes('Words only'), 'txt'],
    ['policy.txt', hex('fffe 5000 6f00 6c00 6900 6300 7900'), 'txt'],
  ] as const)('%s', (name, file, format) => {
    expect(formatOf({ name, bytes: file })).toBe(format)
  })

  test('every file that is not read is refused in words of its own', () => {
    const mimetype = (type: string): Uint8Array =>
      zipSync({ mimetype: [strToU8(type), { level: 0 }], 'content.xml': strToU8('<a/>') })
    const files: Record<string, Uint8Array> = {
      empty: new Uint8Array(),
      blank: bytes(' \n\t\u00a0\r\n'),
      large: { length: 51 * 1024 * 1024 } as Uint8Array,
      doc: older('Root Entry', 'WordDocument'),
      xls: older('Root Entry', 'Workbook'),
      ppt: older('Root Entry', 'PowerPoint Document'),
      locked: older('Root Entry', 'EncryptionInfo', 'EncryptedPackage'),
      msg: older('Root Entry', '__substg1.0_0037001F'),
      rtf: bytes('{\\rtf1\\ansi Words}'),
      odt: mimetype('application/vnd.oasis.opendocument.text'),
      ods: mimetype('application/vnd.oasis.opendocument.spreadsheet'),
      pptx: zip('ppt/presentation.xml'),
      xlsb: zip('xl/workbook.bin'),
      zip: zip('policy.txt'),
      png: hex('89504e470d0a1a0a 0000000d49484452'),
      '7z': hex('377abcaf271c 0004'),
      exe: hex('4d5a9000 03000000 04000000ffff0000'),
      mp4: hex('00000018 66747970 6d703432 00000000'),
      xml: bytes('<?xml version="1.0"?><data/>'),
      wordml: bytes('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      eml: bytes('From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHello'),
      ps: bytes('%!PS-Adobe-3.0\n'),
      binary: hex('00010203040506070800aabbccdd00ff'),
    }
    const words = Object.entries(files).map(([ending, file]) => refusal(`policy.${ending}`, file))
    expect(new Set(words).size).toBe(words.length)
    for (const said of words) expect(said).toMatch(/^[A-Z].*[.] Nothing was read[.] [A-Z].*[.]$/)
    expect(words[6]).toMatch(/password/)
  })

  test('data under the name of a text is refused', () => {
    expect(refusal('policy.txt', hex('00010203040506070800aabbccdd00ff'))).toMatch(/no document/)
  })

  test('any bytes have a format or are refused', () => {
    const starts = fc.constantFrom(
      '',
      '504b0304',
      '504b0506',
      'd0cf11e0',
      '255044462d',
      'fffe',
      'feff',
      'efbbbf',
      '3c3f786d6c',
      '7b5c',
    )
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        try {
          expect(formatOf({ name: 'a.txt', bytes: new Uint8Array([...hex(start), ...rest]) })).toMatch(/^[a-z]+$/)
        } catch (error) {
          if (!(error instanceof Fault)) throw error
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('letters', () => {
  const said = 'Café – “no” for pupils’ phones: £5 ✓'
  const wide = (little: boolean, mark: boolean): Uint8Array => {
    const codes = [...(mark ? [0xfeff] : []), ...[...said].map((sign) => sign.charCodeAt(0))]
    return new Uint8Array(codes.flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255])))
  }

  test.each([
    ['UTF-8', bytes(said)],
    ['UTF-8 with a mark', bytes(`\ufeff${said}`)],
    ['UTF-16, little end first', wide(true, true)],
    ['UTF-16, big end first', wide(false, true)],
    ['UTF-16 without a mark', wide(true, false)],
    ['UTF-16 without a mark, big end first', wide(false, false)],
  ])('%s', (_, file) => {
    expect(textOf(file)).toEqual({ text: said, notes: [] })
  })

  test('Windows-1252 with its quotation marks and dashes', () => {
    expect(textOf(hex('436166e9 2096 20936e6f94 20a335')).text).toBe('Café – “no” £5')
  })

  test('one broken letter in UTF-8 is shown as lost and does not change the others', () => {
    const { text, notes } = textOf(new Uint8Array([...bytes('Café – no '), 0xff, ...bytes(' ✓')]))
    expect(text).toBe('Café – no \ufffd ✓')
    expect(notes).toEqual(['1 letter could not be read: shown as \ufffd.'])
  })

  test('what nobody can see is taken out', () => {
    expect(textOf(bytes('no\u200bt\u202e al\u00adlow\u0007ed\ufeff')).text).toBe('not allowed')
  })

  test('an encoding nobody knows is refused, other bytes too', () => {
    expect(() => textOf(hex('80818283'), 'x-unknown')).toThrow(Fault)
    expect(() => textOf(hex('0001020304050607'))).toThrow(Fault)
  })

  test('text in UTF-8 always comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        // eslint-disable-next-line no-control-regex -- they are what is taken out
        fc.pre(!/[\0-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/.test(text))
        expect(textOf(bytes(`a${text}`)).text).toBe(`a${text}`)
      }),
      { numRuns: 300 },
    )
  })
})
