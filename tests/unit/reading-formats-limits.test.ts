import { strToU8, zipSync } from 'fflate' // writes the packages these tests try; small, and already below read-excel-file
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import '../support/properties'
import { LIMITS, partNames, sizeWithin, unzipWithin } from '../../src-main/reader/limits'
import { readXml } from '../../src-main/reader/xml'
import { checksum, checksumByByte } from '../../src-main/reader/zip'

const packed = (parts: Record<string, string>, level: 0 | 9 = 9): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), { level })

/** The words of the refusal; anything else than a refusal fails. */
function refusal(step: () => unknown): string {
  try {
    step()
  } catch (error) {
    expect(error).toBeInstanceOf(Fault)
    expect((error as Fault).code).toBe('bad-input')
    return (error as Fault).words
  }
  throw new Error('It was not refused.')
}

/** Changes the directory's numbers of the first entry, and nothing else. */
function withDirectory(bytes: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  for (let at = copy.length - 4; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) {
      change(view, view.getUint32(at + 16, true))
      return copy
    }
  }
  throw new Error('No directory')
}

test('a sum reckoned byte by byte is the one of the runtime, whole or in pieces', () => {
  const bytes = new TextEncoder().encode('123456789')
  expect(checksumByByte(bytes)).toBe(0xcbf43926)
  expect(checksum(bytes)).toBe(0xcbf43926)
  for (const sum of [checksum, checksumByByte]) {
    expect(sum(bytes.subarray(4), sum(bytes.subarray(0, 4)))).toBe(0xcbf43926)
    expect(sum(new Uint8Array())).toBe(0)
  }
})

describe('a package from outside', () => {
  test('comes out part by part, stored or deflated', () => {
    for (const level of [0, 9] as const) {
      const parts = unzipWithin(packed({ 'word/document.xml': '<a/>', 'empty.xml': '' }, level))
      expect([...parts.keys()]).toEqual(['word/document.xml', 'empty.xml'])
      expect(new TextDecoder().decode(parts.get('word/document.xml'))).toBe('<a/>')
      expect(parts.get('empty.xml')).toHaveLength(0)
    }
  })

  test('unpacks only what is wanted', () => {
    const bytes = packed({ 'a.xml': 'a', 'media/large.bin': '0'.repeat(1_000_000) })
    expect([...unzipWithin(bytes, (name) => name.endsWith('.xml')).keys()]).toEqual(['a.xml'])
    expect(partNames(bytes)).toEqual(['a.xml', 'media/large.bin'])
  })

  test('each breach is refused in its own words', () => {
    const many = Object.fromEntries(Array.from({ length: LIMITS.entries + 1 }, (_, n) => [`${n}.xml`, 'x']))
    const words = [
      refusal(() => sizeWithin({ length: LIMITS.fileBytes + 1 } as Uint8Array)),
      refusal(() => unzipWithin(packed(many, 0))),
      refusal(() => unzipWithin(packed({ 'a.xml': '0'.repeat(24_000_000) }))),
      refusal(() => unzipWithin(packed({ '../a.xml': 'a' }))),
      refusal(() => unzipWithin(packed({ 'inner.bin': 'PK\u0003\u0004' }, 0))),
      refusal(() =>
        unzipWithin(withDirectory(packed({ 'a.xml': 'abc' }), (view, at) => view.setUint16(at + 8, 1, true))),
      ),
      refusal(() => unzipWithin(withDirectory(packed({ 'A.xml': 'a', 'b.xml': 'b' }), renameFirst('b.xml')))),
      refusal(() => unzipWithin(packed({ 'a.xml': 'abc' }).subarray(0, 40))),
      refusal(() =>
        unzipWithin(
          withDirectory(packed({ 'a.xml': 'abc' }), (view, at) => view.setUint32(at + 24, 0x0f000000, true)),
          () => false,
        ),
      ),
    ]
    expect(new Set(words).size).toBe(words.length)
    for (const said of words) expect(said).toMatch(/^[A-Z].*\. Nothing was read\. [A-Z].*\.$/)
  })

  test.each(['/etc/x', 'C:/x.xml', 'a/../../x', '..\\x.xml', ''])('a name that leads out is refused: %s', (name) => {
    expect(refusal(() => unzipWithin(packed({ [name]: 'x' })))).toMatch(/name|damaged/)
  })

  test('a part full of tables packs tighter than most and is read all the same', () => {
    const xml = `<w:tbl>${'<w:tr><w:tc><w:p/></w:tc></w:tr>'.repeat(60_000)}</w:tbl>`
    const bytes = packed({ 'word/document.xml': xml })
    expect(xml.length).toBeGreaterThan(bytes.length * LIMITS.ratio)
    expect(unzipWithin(bytes).get('word/document.xml')?.length).toBe(xml.length)
  })

  test('a directory that understates a part does not get it unpacked', () => {
    const lying = withDirectory(packed({ 'a.xml': '0'.repeat(5_000_000) }), (view, at) => {
      view.setUint32(at + 24, 100, true)
    })
    expect(refusal(() => unzipWithin(lying))).toMatch(/far more than its size/)
  })

  test('one altered byte in a part is noticed', () => {
    const bytes = packed({ 'a.xml': 'The cell says no.' }, 0)
    const at = new TextDecoder('latin1').decode(bytes).indexOf('no.')
    const altered = bytes.slice()
    altered[at] = 0x73
    expect(refusal(() => unzipWithin(altered))).toMatch(/damaged/)
  })

  test('what is embedded stays packed', () => {
    const bytes = packed({ 'word/document.xml': 'a', 'word/embeddings/Sheet1.xlsx': 'PK\u0003\u0004' }, 0)
    expect([...unzipWithin(bytes, (name) => name.endsWith('.xml')).keys()]).toEqual(['word/document.xml'])
    expect(refusal(() => unzipWithin(bytes))).toMatch(/another packed file/)
  })

  test('whatever is done to a package, it opens as it was or is refused', () => {
    const whole = packed({ 'a.xml': 'Staff may. Pupils may not. '.repeat(20), 'b.xml': '<b/>' })
    const intact = JSON.stringify([...unzipWithin(whole).values()].map((part) => [...part]))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(whole.length),
        fc.boolean(),
        (changes, cut, isCut) => {
          const bytes = whole.slice(0, isCut ? cut : whole.length)
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
          try {
            const parts = [...unzipWithin(bytes).values()].map((part) => [...part])
            for (const part of parts) expect(intact).toContain(JSON.stringify(part))
          } catch (error) {
            if (!(error instanceof Fault)) throw error
            expect(error.code).toBe('bad-input')
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

function renameFirst(name: string): (view: DataView, at: number) => void {
  return (view, at) => {
    for (const [index, byte] of [...strToU8(name)].entries()) view.setUint8(at + 46 + index, byte)
  }
}

describe('a part in XML', () => {
  const NS = { 'urn:a': 'a', 'urn:strict-a': 'a' }
  const read = (xml: string | Uint8Array): string[] => {
    const seen: string[] = []
    readXml(typeof xml === 'string' ? strToU8(xml) : xml, NS, {
      open: (name, attributes) => seen.push(`<${name}${JSON.stringify(attributes())}`),
      close: (name) => seen.push(`>${name}`),
      text: (text) => seen.push(text),
    })
    return seen
  }

  test('elements carry the prefix asked for, whatever the part calls them', () => {
    const plain = ['<a:p{"n":"1 & 2"}', 'x < y 📱', '>a:p']
    expect(read('<p xmlns="urn:a" n="1 &amp; 2">x &lt; y &#x1F4F1;</p>').map(withoutNames)).toEqual(plain)
    expect(read('<q:p xmlns:q="urn:strict-a" n="1 &#38; 2"><![CDATA[x < y 📱]]></q:p>').map(withoutNames)).toEqual(
      plain,
    )
  })

  test('UTF-16 is read, other bytes are refused', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'<p>é</p>'].flatMap((sign) => [sign.charCodeAt(0), 0])])
    expect(read(utf16)).toEqual(['<p{}', 'é', '>p'])
    expect(refusal(() => read(new Uint8Array([0x3c, 0x70, 0x3e, 0xff])))).toMatch(/damaged/)
  })

  test.each([
    '<!DOCTYPE p [<!ENTITY x "boom">]><p>&x;</p>',
    '<!DOCTYPE p SYSTEM "file:///etc/passwd"><p/>',
    '<p><!ENTITY x "y"></p>',
  ])('a DTD is refused: %s', (xml) => {
    expect(refusal(() => read(xml))).toMatch(/DTD/)
  })

  test.each(['<p>', '<p></q>', '<p', 'no markup', '<p><!-- x</p>', ''])('what is no XML is refused: %s', (xml) => {
    expect(refusal(() => read(xml))).toMatch(/damaged/)
  })

  test('a reference that means nothing stays as written', () => {
    expect(read('<p>&unknown; &#0; &#xD800; &amp;lt;</p>')[1]).toBe('&unknown; &#0; &#xD800; &lt;')
  })

  test('10,000 levels are read', () => {
    expect(read('<p>'.repeat(10_000) + '</p>'.repeat(10_000))).toHaveLength(20_000)
  })
})

/** Without the declarations of namespaces among the attributes. */
const withoutNames = (step: string): string => step.replace(/"xmlns[^"]*":"[^"]*",?/g, '').replace(/,\}/, '}')
