import { describe, expect, test } from 'vitest'
import type { Block } from '@contract/document'
import { parsePdf } from '../../src-main/reader/formats/pdf'
import { pdfOf, PdfPage, widthOf } from '../support/pdf'

const read = async (...pages: PdfPage[]) => await parsePdf(pdfOf(pages), { progress: () => {} })
const shown = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `${'#'.repeat(block.level)} ${block.text}`
      case 'item':
        return `${'  '.repeat(block.depth)}${block.marker ?? '?'} ${block.text}`
      case 'paragraph':
        return block.text
      case 'break':
        return `--- ${block.page ?? '?'}`
      case 'table':
        return 'table'
    }
  })

/** Words set in lines of a width, as a word processor does. @returns the base line after the last */
function set(page: PdfPage, x: number, y: number, words: string, width = 480, size = 10): number {
  let line = ''
  let base = y
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, size) > width) {
      page.text(x, base, line, { size })
      base += 1.2 * size
      line = word
    } else line = longer
  }
  page.text(x, base, line, { size })
  return base + 1.2 * size
}

const RULE =
  'Staff keep their own phones out of sight while they work with pupils, and use the phones of the school for all calls to families and for pictures of work, so that numbers and pictures stay with the school.'
const OTHER =
  'Visitors are asked at the door to leave their phones with the office or to keep them switched off, and a card on the wall of the entrance says so in plain words for everyone who comes in.'

describe('text', () => {
  test('becomes whole paragraphs, parted where lines end on purpose or stand apart', async () => {
    const page = new PdfPage()
    const y = set(page, 50, 100, OTHER)
    page.text(50, y, 'Every room has a copy.')
    set(page, 50, set(page, 50, y + 12, OTHER) + 10, RULE)
    expect(shown((await read(page)).blocks)).toEqual([OTHER, 'Every room has a copy.', OTHER, RULE])
  })

  test('has headings by size, weight and numbering', async () => {
    const page = new PdfPage()
    page.text(50, 60, 'Devices in school', { size: 18, font: 'bold' })
    page.text(50, 90, '1. Scope', { size: 13, font: 'bold' })
    let y = set(page, 50, 110, RULE)
    page.text(50, y + 12, '1.1 Phones of visitors', { size: 10, font: 'bold' })
    y = set(page, 50, y + 28, OTHER)
    page.text(50, y + 12, '2. Pictures', { size: 13, font: 'bold' })
    set(page, 50, y + 32, RULE)
    expect(shown((await read(page)).blocks)).toEqual([
      '# Devices in school',
      '## 1. Scope',
      RULE,
      '### 1.1 Phones of visitors',
      OTHER,
      '## 2. Pictures',
      RULE,
    ])
  })

  test('takes no contents entry, label or bold sentence for a heading', async () => {
    const page = new PdfPage()
    page.text(50, 60, 'Scope ................................................ 3', { font: 'bold' })
    page.text(50, 90, 'Approved by', { font: 'bold' }).text(200, 90, 'Governing body', { font: 'bold' })
    page.text(50, 120, 'No phone is ever used in a changing room.', { font: 'bold' })
    set(page, 50, 150, RULE)
    expect((await read(page)).blocks.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'paragraph'))
  })

  test('has list items with their signs, depths and wrapped lines', async () => {
    const page = new PdfPage()
    set(page, 50, 60, RULE)
    page.text(60, 100, '•')
    let y = set(page, 75, 100, RULE, 455)
    page.text(60, y, '•').text(75, y, 'never in changing rooms')
    page.text(85, y + 12, '–').text(100, y + 12, 'nor in toilets')
    page.text(60, y + 24, '•').text(75, y + 24, 'always at the office')
    y += 50
    page.text(60, y, 'a)').text(75, y, 'by letter')
    page.text(60, y + 12, 'b)').text(75, y + 12, 'by phone')
    expect(shown((await read(page)).blocks)).toEqual([
      RULE,
      `• ${RULE}`,
      '• never in changing rooms',
      '  – nor in toilets',
      '• always at the office',
      'a) by letter',
      'b) by phone',
    ])
  })

  test('has bullets drawn as dots', async () => {
    const page = new PdfPage()
    const lines = Array.from({ length: 9 }, (_, index) => `rule number ${index + 1}`)
    lines.forEach((line, index) => {
      const y = 842 - (100 + 12 * index)
      page.content.push(`62 ${y + 1.5} m 62 ${y + 6} 66.4 ${y + 6} 66.4 ${y + 1.5} c f`)
      page.text(75, 842 - y, line)
    })
    expect(shown((await read(page)).blocks)).toEqual(lines.map((line) => `• ${line}`))
  })

  test('joins a hyphenated word only when the document has it whole', async () => {
    const page = new PdfPage()
    const full = 'x'.repeat(70)
    page.text(50, 100, `${full} the permis-`).text(50, 112, 'sion of the head')
    page.text(50, 140, 'A permission is asked for in writing.')
    page.text(50, 170, `${full} a well-`).text(50, 182, 'known rule of the school')
    expect(shown((await read(page)).blocks)).toEqual([
      `${full} the permission of the head`,
      'A permission is asked for in writing.',
      `${full} a well-known rule of the school`,
    ])
  })

  test('keeps words of one line apart where a wide gap stands between them', async () => {
    const page = new PdfPage()
    page.text(50, 100, 'Date approved').text(200, 100, 'June 2031')
    page.text(50, 120, 'Next review').text(200, 120, 'June 2032')
    expect(shown((await read(page)).blocks)).toEqual(['Date approved\tJune 2031', 'Next review\tJune 2032'])
  })

  test('is read column by column where the page is set in two', async () => {
    const page = new PdfPage()
    page.text(50, 60, 'News of the school', { size: 18 })
    const left = `${RULE} ${OTHER}`
    const right = `${OTHER} ${RULE}`
    set(page, 50, 100, left, 220)
    set(page, 300, 100, right, 220)
    expect(shown((await read(page)).blocks)).toEqual(['# News of the school', left, right])
  })

  test('at an angle is left out, and said so', async () => {
    const page = new PdfPage()
    page.text(100, 500, 'DRAFT', { size: 60, angle: 45 })
    set(page, 50, 100, RULE)
    const { blocks, leftOut } = await read(page)
    expect(shown(blocks)).toEqual([RULE])
    expect(leftOut).toEqual(['Page 1: text set at an angle was left out.'])
  })
})

describe('pages', () => {
  const body = (number: number): PdfPage => {
    const page = new PdfPage()
    page.text(50, 30, 'Hillview School: devices', { size: 8 })
    page.text(280, 820, `Page ${number} of 4`, { size: 8 })
    set(page, 50, 80, `Part ${'abcd'[number - 1] ?? ''} begins here. ${RULE}`)
    return page
  }

  test('lose what repeats at their head and foot, which is named', async () => {
    const { blocks, leftOut, pages } = await read(...[1, 2, 3, 4].map(body))
    expect(pages).toBe(4)
    expect(shown(blocks)).toEqual(
      ['a', 'b', 'c', 'd'].flatMap((part, index) => [
        ...(index > 0 ? [`--- ${index + 1}`] : []),
        `Part ${part} begins here. ${RULE}`,
      ]),
    )
    expect(leftOut).toEqual([
      'Repeated at the head or foot of pages, left out: “Hillview School: devices”.',
      'Repeated at the head or foot of pages, left out: “Page 1 of 4”.',
    ])
  })

  test('keep what repeats in their middle', async () => {
    const pages = [1, 2, 3].map(() => new PdfPage().text(50, 400, 'Signed by the head'))
    expect(shown((await read(...pages)).blocks).filter((text) => text === 'Signed by the head')).toHaveLength(3)
  })

  test('go on with a sentence cut by a page break, and not with a new one', async () => {
    const [first, second, third] = [new PdfPage(), new PdfPage(), new PdfPage()]
    const [head, tail] = [RULE.slice(0, RULE.indexOf(' pictures of')), RULE.slice(RULE.indexOf(' pictures of') + 1)]
    set(first, 50, 700, head)
    set(second, 50, 80, tail)
    set(third, 50, 80, OTHER)
    expect(shown((await read(first, second, third)).blocks)).toEqual([RULE, '--- 2', '--- 3', OTHER])
  })
})
