import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import { ReadDocument } from '@contract/document'
import { parsePdf } from '../../src-main/reader/formats/pdf'
import { drawTable, pdfOf, PdfPage } from '../support/pdf'

const quiet = { progress: () => {} }
const page = (words = 'Phones are kept in bags all day.'): PdfPage => new PdfPage().text(50, 100, words)
const scan = (): PdfPage => new PdfPage().picture(0, 0, 595, 842)

/** The words of the refusal; fails when the file is read. */
async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await parsePdf(bytes, quiet)
  } catch (reason) {
    expect(reason).toBeInstanceOf(Fault)
    if (reason instanceof Fault) {
      expect(reason.code).toBe('bad-input')
      return reason.words
    }
  }
  throw new Error('it was read')
}

describe('a PDF', () => {
  test('locked with a password is refused as such', async () => {
    const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >> /ID [<00> <00>]`
    expect(await refusal(pdfOf([page()], lock))).toContain('locked with a password')
  })

  test('of scanned pages is refused as a scan', async () => {
    expect(await refusal(pdfOf([scan(), scan()]))).toContain('scan')
  })

  test('without any text is refused as such', async () => {
    expect(await refusal(pdfOf([new PdfPage().line(50, 100, 200, 100)]))).toContain('no text')
  })

  test('without pages is refused', async () => {
    expect(await refusal(pdfOf([]))).toContain('damaged')
  })

  test('that is cut short, or is none at all, is refused as damaged', async () => {
    const whole = pdfOf([page()])
    expect(await refusal(whole.subarray(0, 400))).toContain('damaged')
    expect(await refusal(new TextEncoder().encode('%PDF-1.7\nnothing else'))).toContain('damaged')
    expect(await refusal(new TextEncoder().encode('Phones are kept in bags.'))).toContain('damaged')
  })

  test('of more than 2,000 pages is refused with its number of pages', async () => {
    expect(await refusal(pdfOf(Array.from({ length: 2001 }, () => page())))).toContain('2001 pages')
  })

  test('with a scanned page among others is read, and the page named', async () => {
    const { blocks, leftOut } = await parsePdf(pdfOf([page(), scan(), page(), scan()]), quiet)
    expect(blocks.filter(({ kind }) => kind === 'paragraph')).toHaveLength(2)
    expect(leftOut).toEqual(['Pages 2 and 4: a scan without text; nothing was read there.'])
  })

  test('whose page breaks off is read as far as it goes, and the page named', async () => {
    const broken = page()
    broken.content.push('BT /F1 10 Tf 1 0 0 1 50 700 Tm (Email) Tj ET', '/Gone Do', 'BT /F1 10 Tf (after) Tj ET')
    const { blocks, leftOut } = await parsePdf(pdfOf([broken]), quiet)
    expect(JSON.stringify(blocks)).toContain('Phones are kept in bags all day.')
    expect(leftOut.join()).toContain('Page 1: damaged in part')
  })

  test('tells after each page how far it is', async () => {
    const told: string[] = []
    const pages = [page('First page of three.'), page('Second page of three.'), page('Third page of three.')]
    await parsePdf(pdfOf(pages), { progress: (done, total) => told.push(`${done} of ${total ?? '?'}`) })
    expect(told).toEqual(['1 of 3', '2 of 3', '3 of 3'])
  })

  test('is left as it was given', async () => {
    const bytes = pdfOf([page()])
    const before = bytes.slice()
    await parsePdf(bytes, quiet)
    expect(bytes).toEqual(before)
  })
})

describe('a mangled PDF', () => {
  const sample = (): Uint8Array => {
    const first = page('Rules for devices in this school.')
    const cell = (text: string) => ({ text })
    drawTable(
      first,
      [
        [cell('Activity'), { text: 'Staff', columns: 2 }],
        [cell('Phones'), cell('X'), cell('')],
        [cell('Email'), cell(''), cell('X')],
      ],
      { widths: [100, 60, 60], heights: [20, 20, 20] },
    )
    return pdfOf([first, page('A second page.'), scan()])
  }
  const whole = sample()

  type Change = (bytes: Uint8Array) => Uint8Array
  const place = fc.integer({ min: 0, max: whole.length - 1 })
  const anyChange: fc.Arbitrary<Change> = fc.oneof(
    fc.tuple(place, fc.integer({ min: 0, max: 255 })).map(
      ([at, value]): Change =>
        (bytes) =>
          bytes.map((byte, index) => (index === at ? value : byte)),
    ),
    place.map(
      (end): Change =>
        (bytes) =>
          bytes.slice(0, end),
    ),
    fc.tuple(place, place, place).map(
      ([from, length, to]): Change =>
        (bytes) =>
          joined(bytes.slice(0, to), bytes.slice(from, from + (length % 400)), bytes.slice(to)),
    ),
    fc.tuple(place, fc.integer({ min: 1, max: 60 })).map(
      ([from, length]): Change =>
        (bytes) =>
          joined(bytes.slice(0, from), bytes.slice(from + length)),
    ),
    fc.tuple(fc.nat(200), fc.constantFrom('99999999', '-1', '0', '1e9', '<<>>')).map(
      ([which, value]): Change =>
        (bytes) =>
          withNumber(bytes, which, value),
    ),
  )

  test('ends in a refusal or in a document within the contract', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = changes.reduce((file, change) => change(file), whole)
        try {
          const { pages, blocks, leftOut } = await parsePdf(bytes, quiet)
          ReadDocument.parse({ name: 'rules.pdf', format: 'pdf', pages, blocks, leftOut })
        } catch (reason) {
          expect(reason).toBeInstanceOf(Fault)
        }
      }),
      { numRuns: 100, timeout: 20_000 },
    )
  })
})

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** Puts something else for one of the numbers in a file. */
function withNumber(bytes: Uint8Array, which: number, value: string): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  const numbers = [...text.matchAll(/\b\d+\b/g)]
  const found = numbers[which % Math.max(numbers.length, 1)]
  if (found === undefined) return bytes
  const changed = text.slice(0, found.index) + value + text.slice(found.index + found[0].length)
  return Uint8Array.from(changed, (letter) => letter.charCodeAt(0))
}
