import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from '@contract/document'
import { parsePdf } from '../../src-main/reader/formats/pdf'
import { type Borders, type DrawnCell, drawTable, pdfOf, PdfPage, placed, widthOf } from '../support/pdf'

const quiet = { progress: () => {} }
const read = async (...pages: PdfPage[]) => await parsePdf(pdfOf(pages), quiet)
const tablesOf = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'table')
const textsOf = (blocks: readonly Block[]) =>
  tablesOf(blocks).map(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text)))
const cells = (...texts: string[]): DrawnCell[] => texts.map((text) => ({ text }))

const GRID = [
  [
    { text: 'Activity', rows: 2 },
    { text: 'Staff', columns: 2 },
    { text: 'Pupils', columns: 2 },
  ],
  cells('Allowed', 'Not allowed', 'Allowed', 'Not allowed'),
  cells('Phones in lessons', 'X', '', '', 'X'),
  [{ text: 'Filming others' }, { text: 'Only with consent', columns: 2 }, { text: '' }, { text: 'X' }],
] satisfies DrawnCell[][]
const PLACES = { widths: [120, 70, 70, 70, 70], heights: [18, 18, 18, 18] }

describe('a ruled table', () => {
  test('puts a word together that was too long for its cell, and no two words that were not', async () => {
    const page = new PdfPage()
    page.text(50, 60, 'A technician looks after the equipment.')
    drawTable(page, [cells('Activity', 'Staff'), cells('Phones', ''), cells('Films', '')], {
      widths: [120, 48],
      heights: [18, 40, 40],
      borders: 'lines',
    })
    // Each first word fills the cell's line; what follows stands under it.
    const inside = 50 + 120 + 4
    for (const [word, rest, y] of [
      ['Techni', 'cian', 132],
      ['Permit', 'at noon', 172],
    ] as const) {
      const size = 40 / widthOf(word, 1)
      page.text(inside, y, word, { size }).text(inside, y + 14, rest, { size })
    }
    const { blocks } = await read(page)
    const [table] = textsOf(blocks)
    expect(table?.map((row) => row.at(-1))).toEqual(['Staff', 'Technician', 'Permit at noon'])
  })

  test.each<Borders>(['lines', 'filled', 'boxes'])('keeps every cell and its spans, drawn as %s', async (borders) => {
    const page = new PdfPage()
    drawTable(page, GRID, { ...PLACES, borders })
    const { blocks } = await read(page)
    expect(tablesOf(blocks)).toHaveLength(1)
    const [table] = tablesOf(blocks)
    expect(table).toMatchObject({ spans: true, page: 1, line: null })
    expect(table?.rows.map((row) => row.cells.map(({ text, columns, rows }) => ({ text, columns, rows })))).toEqual(
      GRID.map((row) => row.map((cell: DrawnCell) => ({ columns: 1, rows: 1, ...cell }))),
    )
  })

  test('is read whatever stands in its cells, empty columns and rows included', async () => {
    const anyCell = fc.constantFrom('', 'X', 'Yes', 'No', 'With consent', '7 to 11')
    const anyGrid = fc
      .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 1000 }))
      .chain(([columns, rows, seed]) =>
        fc.record({
          texts: fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
          widths: fc.array(fc.integer({ min: 64, max: 76 }), { minLength: columns, maxLength: columns }),
          heights: fc.array(fc.integer({ min: 16, max: 40 }), { minLength: rows, maxLength: rows }),
          borders: fc.constantFrom<Borders>('lines', 'filled', 'boxes'),
          seed: fc.constant(seed),
        }),
      )
    await fc.assert(
      fc.asyncProperty(anyGrid, async ({ texts, widths, heights, borders, seed }) => {
        const rows = spanned(texts, seed)
        const page = new PdfPage()
        page.text(50, 80, 'Rules for devices')
        drawTable(page, rows, { widths, heights, borders })
        const { blocks } = await read(page)
        if (rows.flat().every(({ text }) => text === '')) return
        expect(blocks.filter(({ kind }) => kind !== 'table')).toHaveLength(1)
        const got = tablesOf(blocks).flatMap((table) => table.rows.map((row) => row.cells))
        expect(got.map((row) => row.map(({ text, columns, rows: down }) => ({ text, columns, rows: down })))).toEqual(
          rows.map((row) => row.map((cell) => ({ columns: 1, rows: 1, ...cell }))),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('takes rows that share their shading with no other as headings, and no row shaded in turns', async () => {
    const shaded = (texts: DrawnCell[], shade: number): DrawnCell[] => texts.map((cell) => ({ ...cell, shade }))
    const rows = [cells('Activity', 'Staff'), cells('Phones', 'X'), cells('Email', ''), cells('Games', 'X')]
    const places = { widths: [100, 80], heights: [18, 18, 18, 18] }
    const [headed, striped] = [new PdfPage(), new PdfPage()]
    drawTable(headed, [shaded(rows[0] ?? [], 0.9), ...rows.slice(1)], places)
    drawTable(
      striped,
      rows.map((row, index) => (index % 2 === 0 ? shaded(row, 0.9) : row)),
      places,
    )
    const headings = (blocks: readonly Block[]) =>
      tablesOf(blocks).map((table) => table.rows.map((row) => row.cells.map(({ heading }) => heading)))
    expect(headings((await read(headed)).blocks)).toEqual([
      [
        [true, true],
        [false, false],
        [false, false],
        [false, false],
      ],
    ])
    expect(headings((await read(striped)).blocks).flat(2)).not.toContain(true)
  })

  test('is a block of its own on each page, with its repeated heading row and the rows as they are cut', async () => {
    const [first, second] = [new PdfPage(), new PdfPage()]
    const places = { widths: [120, 60], heights: [18, 30], top: 700 }
    drawTable(first, [cells('Activity', 'Staff'), cells('Phones in lessons and', 'X')], places)
    drawTable(second, [cells('Activity', 'Staff'), cells('in assembly', '')], { ...places, top: 50 })
    const { blocks } = await read(first, second)
    expect(textsOf(blocks)).toEqual([
      [
        ['Activity', 'Staff'],
        ['Phones in lessons and', 'X'],
      ],
      [
        ['Activity', 'Staff'],
        ['in assembly', ''],
      ],
    ])
    expect(blocks.map(({ kind, page }) => `${kind} ${page}`)).toEqual(['table 1', 'break 2', 'table 2'])
  })

  test('is read without rules at its outer edges', async () => {
    const page = new PdfPage()
    page.line(150, 100, 150, 154).line(210, 100, 210, 154)
    page.line(50, 118, 270, 118).line(50, 136, 270, 136)
    const texts = [
      ['Activity', 'Staff', 'Pupils'],
      ['Phones', 'X', ''],
      ['Email', '', 'X'],
    ]
    texts.forEach((row, down) => {
      row.forEach((text, across) => page.text(across === 0 ? 54 : 94 + 60 * across, 112 + 18 * down, text))
    })
    expect(textsOf((await read(page)).blocks)).toEqual([texts])
  })

  test('has dotted rules read as rules', async () => {
    const page = new PdfPage()
    const dots = (x1: number, y1: number, x2: number, y2: number): void => {
      const count = Math.round(Math.hypot(x2 - x1, y2 - y1) / 3)
      for (let dot = 0; dot <= count; dot += 1) {
        const [x, y] = [x1 + ((x2 - x1) * dot) / count, 842 - (y1 + ((y2 - y1) * dot) / count)]
        page.content.push(`${x - 0.7} ${y} m ${x - 0.7} ${y + 1} ${x + 0.7} ${y + 1} ${x + 0.7} ${y} c f`)
      }
    }
    for (const y of [100, 120, 140]) dots(50, y, 200, y)
    for (const x of [50, 125, 200]) dots(x, 100, x, 140)
    page.text(54, 114, 'Phones').text(129, 114, 'Yes').text(54, 134, 'Email').text(129, 134, 'No')
    expect(textsOf((await read(page)).blocks)).toEqual([
      [
        ['Phones', 'Yes'],
        ['Email', 'No'],
      ],
    ])
  })
})

describe('a cell', () => {
  const inCell = async (draw: (page: PdfPage) => void) => {
    const page = new PdfPage()
    drawTable(page, [cells('Phones', ''), cells('Email', 'No')], { widths: [100, 120], heights: [60, 20] })
    draw(page)
    const { blocks, leftOut } = await read(page)
    return { text: textsOf(blocks)[0]?.[0]?.[1], leftOut }
  }

  test('has ticks and crosses of fonts of signs as what they show', async () => {
    expect((await inCell((page) => page.text(154, 112, '4', { font: 'dingbats' }))).text).toBe('✔')
    expect((await inCell((page) => page.text(154, 112, 'ü', { font: 'wingdings' }))).text).toBe('✓')
    expect((await inCell((page) => page.text(154, 112, 'û', { font: 'wingdings' }))).text).toBe('✗')
  })

  test('has a sign nobody knows as neither blank nor mark, and says so', async () => {
    const { text, leftOut } = await inCell((page) => page.text(154, 112, '!', { font: 'wingdings' }))
    expect(text).toBe('\uFFFD')
    expect(leftOut.join()).toContain('font')
  })

  test('has a raised footnote sign as a raised character', async () => {
    const { text } = await inCell((page) =>
      page.text(154, 114, 'Yes').text(154 + widthOf('Yes'), 110, '2', { size: 6 }),
    )
    expect(text).toBe('Yes²')
  })

  test('joins lines broken for want of room, and keeps those ended on purpose', async () => {
    const wrapped = await inCell((page) =>
      page.text(154, 112, 'Allowed with written').text(154, 124, 'permission of the head'),
    )
    expect(wrapped.text).toBe('Allowed with written permission of the head')
    const ended = await inCell((page) => page.text(154, 112, 'No (7-11)').text(154, 124, 'Yes (12-13)'))
    expect(ended.text).toBe('No (7-11)\nYes (12-13)')
  })

  test('has list items as lines with a bullet', async () => {
    const { text } = await inCell((page) =>
      page.text(154, 112, '•').text(164, 112, 'in lessons').text(154, 124, '•').text(164, 124, 'at break'),
    )
    expect(text).toBe('• in lessons\n• at break')
  })

  test('ends at its walls, even where words of two cells touch', async () => {
    const page = new PdfPage()
    const width = widthOf('Staff')
    drawTable(page, [cells('', ''), cells('', '')], { widths: [width + 1, 60], heights: [20, 20] })
    page.text(50.5, 114, 'Staff').text(51 + width + 0.5, 114, 'Pupils')
    page.text(50.5, 134, 'Yes').text(51 + width + 0.5, 134, 'No')
    expect(textsOf((await read(page)).blocks)).toEqual([
      [
        ['Staff', 'Pupils'],
        ['Yes', 'No'],
      ],
    ])
  })

  test('keeps a tick before words', async () => {
    const { text } = await inCell((page) => page.text(154, 112, '4', { font: 'dingbats' }).text(166, 112, 'at break'))
    expect(text).toBe('✔ at break')
  })

  test('is not parted by an underline', async () => {
    const { text } = await inCell((page) =>
      page.text(154, 112, 'see the code').line(154, 113.5, 154 + widthOf('see the code'), 113.5),
    )
    expect(text).toBe('see the code')
  })

  test('with a picture and no words reads as a picture, never as blank or as a mark', async () => {
    const { text, leftOut } = await inCell((page) => page.picture(170, 110, 10, 10))
    expect(text).toBe('[picture]')
    expect(leftOut).toEqual(['Page 1: row 1 of a table has a picture and no words in a cell; it reads [picture].'])
  })

  test('with a tick drawn as lines reads as a picture', async () => {
    const { text } = await inCell((page) => page.content.push('160 730 m 164 726 l 172 738 l S'))
    expect(text).toBe('[picture]')
  })

  test.each([90, -90])('has text turned by %s degrees', async (angle) => {
    const page = new PdfPage()
    const upwards = angle > 0
    const turned = (x: number, lines: string[]): void => {
      lines.forEach((line, index) => {
        page.text(x + (upwards ? 12 : 20) + (upwards ? 12 : -12) * index, upwards ? 216 : 104, line, { angle })
      })
    }
    drawTable(page, [cells('', '', ''), cells('Phones', 'X', '')], { widths: [100, 40, 40], heights: [120, 20] })
    turned(150, ['Allowed'])
    turned(190, ['Not allowed during the', 'school day'])
    expect(textsOf((await read(page)).blocks)).toEqual([
      [
        ['', 'Allowed', 'Not allowed during the school day'],
        ['Phones', 'X', ''],
      ],
    ])
  })
})

describe('a table without upright rules', () => {
  const texts = [
    ['Activity', 'Staff', 'Pupils'],
    ['Phones', 'Yes', 'No'],
    ['Email', '', 'No'],
    ['Games', 'Yes', 'Yes'],
  ]
  const write = (page: PdfPage, lines: readonly (readonly string[])[], step = 20): PdfPage => {
    lines.forEach((row, down) => {
      row.forEach((text, across) => text !== '' && page.text(50 + 120 * across, 112 + step * down, text))
    })
    return page
  }

  test('is read between level rules', async () => {
    const page = write(new PdfPage(), texts)
    for (const y of [98, 118, 138, 158, 178]) page.line(48, y, 400, y)
    const { blocks } = await read(page)
    expect(textsOf(blocks)).toEqual([texts])
    expect(tablesOf(blocks)[0]).toMatchObject({ spans: false })
  })

  test('is read where its columns are clear in every row', async () => {
    expect(textsOf((await read(write(new PdfPage(), texts))).blocks)).toEqual([texts])
  })

  test('stays text where a heading stands over several columns, a cell goes on below, or two columns are all', async () => {
    const over = [['', 'Everyone who comes into the school'], ...texts.slice(1)]
    const wrapped = write(new PdfPage(), texts, 26).text(50, 149, 'in lessons')
    const pairs = texts.map((row) => row.slice(0, 2))
    for (const page of [write(new PdfPage(), over), wrapped, write(new PdfPage(), pairs)]) {
      expect(tablesOf((await read(page)).blocks)).toEqual([])
    }
  })

  test('is not made of a contents page', async () => {
    const contents = [
      ['1', 'Aims of this policy', '3'],
      ['2', 'Scope', '3'],
      ['3', 'Devices', '5'],
      ['4', 'Pictures', '9'],
    ]
    expect(tablesOf((await read(write(new PdfPage(), contents))).blocks)).toEqual([])
  })
})

describe('no table', () => {
  test('is made of a frame, of one column of frames, or of underlined words', async () => {
    const page = new PdfPage()
    page.frame(40, 60, 300, 60).text(50, 80, 'Any concern is told to the safeguarding lead.')
    drawTable(page, [cells('One'), cells('Two')], { top: 200, widths: [200], heights: [20, 20] })
    page
      .text(50, 300, 'Heading')
      .line(50, 302, 50 + widthOf('Heading'), 302)
      .line(40, 310, 340, 310)
    expect(tablesOf((await read(page)).blocks)).toEqual([])
  })

  test('is made of a drawing of many rules', async () => {
    const page = new PdfPage()
    for (let index = 0; index < 40; index += 1) {
      page.line(50, 100 + 5 * index, 250, 100 + 5 * index).line(50 + 5 * index, 100, 50 + 5 * index, 300)
    }
    page.text(50, 400, 'A chart without words in it.')
    const { blocks } = await read(page)
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph'])
  })
})

test('a page printed on its side is read as it is meant', async () => {
  const turned = new PdfPage(842, 595)
  drawTable(turned, GRID, PLACES)
  const upright = textsOf((await read(turned)).blocks)
  const shown = new PdfPage(842, 595, 90)
  drawTable(shown, GRID, PLACES)
  // Shown turned by 90 degrees, every word lies on its side; it is the same table.
  expect(textsOf((await read(shown)).blocks)).toEqual(upright)
})

/** Some neighbouring cells of a row made one cell, where the second is blank. */
function spanned(texts: readonly (readonly string[])[], seed: number): DrawnCell[][] {
  return texts.map((row, index) => {
    const join = (seed + index) % (row.length + 2)
    return row.flatMap((text, column): DrawnCell[] => {
      if (column === join + 1) return []
      return column === join && column + 1 < row.length ? [{ text, columns: 2 }] : [{ text }]
    })
  })
}

test('the writer of these tests places spanned cells as HTML does', () => {
  expect(placed(GRID).map(({ row, column }) => [row, column])).toEqual([
    ...[
      [0, 0],
      [0, 1],
      [0, 3],
    ],
    ...[1, 2, 3, 4].map((column) => [1, column]),
    ...[0, 1, 2, 3, 4].map((column) => [2, column]),
    ...[0, 1, 3, 4].map((column) => [3, column]),
  ])
})
