import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { grid, toDocx, type PrintCell, type PrintDocument } from '@vault/printing'
import { laidOut } from '../../src-main/vault/printing/laid'

const document: PrintDocument = {
  title: 'Rules & more',
  school: "St Brígid's",
  facts: [{ label: 'Status', value: 'In force' }],
  tables: [
    {
      caption: 'Use',
      header: [
        [
          { text: 'Activity', rows: 2, heading: 'column' },
          { text: 'Staff', columns: 2, heading: 'column' },
        ],
        [
          { text: 'Allowed', heading: 'column' },
          { text: 'Not allowed', heading: 'column' },
        ],
      ],
      body: [[{ text: '<Phones>\nin lessons', heading: 'row' }, { text: 'X*' }, { text: '' }]],
    },
  ],
  notes: ['[1] note'],
  landscape: true,
  classification: 'No personal data',
  made: 'Made today',
}

/** Parts of a written file as text. */
const partsOf = async (written: PrintDocument): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(await toDocx(written))).map(([name, bytes]) => [name, strFromU8(bytes)]))

const count = (text: string | undefined, what: RegExp): number => text?.match(what)?.length ?? 0

describe('laidOut', () => {
  it('tells the same places as the grid does', () => {
    const cell: fc.Arbitrary<PrintCell> = fc.record({
      text: fc.string(),
      columns: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }), (lines) => {
        const laid = laidOut(lines)
        const plain = grid(lines)
        laid.forEach((line, y) => {
          const width = line.reduce((sum, { columns }) => sum + columns, 0)
          // Overlapping spans are nobody's table; there the grid is wider than what stands in it.
          expect(width).toBeGreaterThanOrEqual(plain[y]?.length ?? 0)
          for (const { cell: of, x, part } of line)
            if (part === 'whole') expect([of, undefined]).toContain(plain[y]?.[x] ?? undefined)
        })
      }),
    )
  })
})

describe('toDocx', () => {
  it('writes merged cells, repeating headings and whole rows', async () => {
    const xml = (await partsOf(document))['word/document.xml']
    expect(count(xml, /<w:gridSpan w:val="2"\/>/g)).toBe(1)
    expect(count(xml, /<w:vMerge w:val="restart"\/>/g)).toBe(1)
    expect(count(xml, /<w:vMerge w:val="continue"\/>/g)).toBe(1)
    expect(count(xml, /<w:tblHeader\/>/g)).toBe(2)
    // One row of facts, three of the table.
    expect(count(xml, /<w:cantSplit\/>/g)).toBe(1 + 3)
    expect(count(xml, /<w:gridCol /g)).toBe(2 + 3)
  })

  it('gives every column room for its longest word', async () => {
    const xml = (await partsOf(document))['word/document.xml'] ?? ''
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((found) => Number(found[1])).slice(2)
    expect(widths).toHaveLength(3)
    for (const [at, word] of ['lessons', 'Allowed', 'allowed'].entries())
      expect(widths[at]).toBeGreaterThan(word.length * 100)
    expect(xml).not.toContain('<w:b w:val="false"/>')
  })

  it('marks headings, language and paper', async () => {
    const parts = await partsOf(document)
    expect(parts['word/document.xml']).toContain('<w:pStyle w:val="Heading1"/>')
    expect(count(parts['word/document.xml'], /<w:pStyle w:val="Heading2"\/>/g)).toBe(2)
    expect(parts['word/document.xml']).toMatch(/<w:pgSz [^>]*w:orient="landscape"/)
    expect(parts['word/document.xml']).toMatch(/<w:pgSz [^>]*w:w="16838"/)
    expect(parts['word/styles.xml']).toContain('<w:lang w:val="en-GB"/>')
    expect(parts['docProps/core.xml']).toContain('Rules &amp; more - St Brígid&apos;s')
  })

  it('says on every page whose it is, what it holds and which page this is', async () => {
    const parts = await partsOf(document)
    const footer = Object.entries(parts).find(([name]) => /^word\/footer\d+\.xml$/.test(name))?.[1]
    expect(footer).toContain('No personal data')
    expect(footer).toContain('NUMPAGES')
    const header = Object.entries(parts).find(([name]) => /^word\/header\d+\.xml$/.test(name))?.[1]
    expect(header).toContain('St Brígid')
  })

  it('lets no text become markup, a field or a broken file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const xml = (await partsOf({ ...document, title: text, notes: [`${text}<w:br/>`] }))['word/document.xml'] ?? ''
        expect(xml).not.toContain('<w:br/><w:br')
        // eslint-disable-next-line no-control-regex -- these are what XML refuses
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
        expect(xml).toContain('&lt;w:br/&gt;')
      }),
      { numRuns: 20 },
    )
  })
})
