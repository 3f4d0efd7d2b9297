import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReadDocument, type Block } from '@contract/document'
import { Fault } from '@contract/fault'
import '../support/properties'
import type { Parsed } from '../../src-main/reader/format'
import { parseHtml } from '../../src-main/reader/formats/html'

const told = { progress: () => {} }
const read = (html: string): Parsed => parseHtml(new TextEncoder().encode(html), told) as Parsed

const short = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => {
    if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`
    if (block.kind === 'item') return `${' '.repeat(block.depth)}[${block.marker ?? ''}] ${block.text}`
    if (block.kind === 'paragraph') return block.text
    if (block.kind === 'break') return '---'
    return block.rows.map(({ cells }) => cells.map(({ text }) => text).join(' | ')).join(' / ')
  })
const blocks = (html: string): string[] => short(read(html).blocks)

test('headings, paragraphs, lists and line breaks', () => {
  expect(
    blocks(
      '<h1>Online  <b>safety</b></h1><p>One<br>Two &amp; three</p><ul><li>a<ol type=a start=2><li>b<li>c</ol>after<li><p>d</p></ul><div>x<div>y</div>z</div>',
    ),
  ).toEqual(['# Online safety', 'One', 'Two & three', '[•] a', ' [b.] b', ' [c.] c', 'after', '[•] d', 'x', 'y', 'z'])
})

test('tables have their spans, headings and lines', () => {
  const { blocks: found } = read(
    '<table>\n<thead><tr><td rowspan=2>Use</td><td colspan=2>Staff</td></tr>\n<tr><td>Yes</td><td>No</td></tr></thead>\n' +
      '<tr><th>Phones</th><td>X</td><td></td></tr><tr><td rowspan=9>Last</td></tr></table>',
  )
  expect(found[0]).toMatchObject({
    kind: 'table',
    spans: true,
    line: 1,
    rows: [
      {
        line: 2,
        cells: [
          { text: 'Use', rows: 2, columns: 1, heading: true },
          { text: 'Staff', columns: 2 },
        ],
      },
      { line: 3, cells: [{ text: 'Yes', heading: true }, { text: 'No' }] },
      { line: 4, cells: [{ text: 'Phones', heading: true }, { text: 'X', heading: false }, { text: '' }] },
      // A span ends with its table.
      { line: 4, cells: [{ text: 'Last', rows: 1 }] },
    ],
  })
})

test('cells hold lines, list items, inner tables row by row, raised signs and marks', () => {
  const cell = (html: string): string => {
    const [table] = read(`<table><tr><td>a<td>${html}</table>`).blocks
    return table?.kind === 'table' ? (table.rows[0]?.cells[1]?.text ?? '') : ''
  }
  expect(cell('<p>Any of:</p><ul><li>• one</li><li>two<ul><li>three</ul></ul>')).toBe('Any of:\n• one\n• two\n• three')
  expect(cell('x<table><tr><td>1<td>2<tr><td>3<td>4</table>y')).toBe('x\n1 2\n3 4\ny')
  expect(cell('No<sup>1</sup> on 1<sup>st</sup>')).toBe('No¹ on 1st')
  expect(cell('<img alt="green tick">')).toBe('✓')
  expect(cell('<img alt="red cross icon"><img alt="logo">')).toBe('✗')
  expect(cell('<input type=checkbox checked><input type=checkbox>')).toBe('✓')
  expect(cell('<select><option>No<option selected>Yes</select>')).toBe('Yes')
  expect(cell('<font face="Wingdings">ü</font>')).toBe('✓')
  expect(cell('<span style="font-family:Wingdings">û</span>')).toBe('✗')
})

test('what nobody sees is left out, and what a person would miss is said', () => {
  const { blocks: found, leftOut } = read(
    '<title>t</title><style>p{}</style><script>alert("<p>no</p>")</script><!-- <p>no</p> --><template><p>no</p></template>' +
      '<p hidden>no</p><p style="DISPLAY : none">no</p><p>yes<span style="display:none">no</span></p><p><s>old</s> new</p><img src=x alt="A map">',
  )
  expect(short(found)).toEqual(['yes', 'new'])
  expect(leftOut).toEqual([
    'Hidden text was left out.',
    'Struck-out text was left out.',
    'A picture was left out: A map',
  ])
})

test('tables that only lay the page out are looked into', () => {
  expect(blocks('<table role=presentation><tr><td><h2>A</h2><table><tr><td>1<td>2</table><td>b</table>')).toEqual([
    '## A',
    '1 | 2',
    'b',
  ])
  expect(blocks('<table><tr><td>one</td></tr><tr><td>two</td></tr></table>')).toEqual(['one', 'two'])
})

test('terms and their values are a table of two columns; a caption is its heading', () => {
  expect(blocks('<dl><div><dt>Status</dt><dd>In force</dd></div><dt>Owner</dt><dd>A</dd><dd>B</dd></dl>')).toEqual([
    'Status | In force / Owner | A\nB',
  ])
  expect(blocks('<h2>Use</h2><table><caption>Phones</caption><tr><td>a<td>b</table>')).toEqual([
    '## Use',
    '### Phones',
    'a | b',
  ])
})

test('lists as Word saves them are lists; page breaks are breaks', () => {
  expect(
    blocks(
      "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span>Phones off</p>" +
        "<p style='mso-list:l1 level1 lfo2'>3.<span>&nbsp; </span>Ask first</p><br style='page-break-before:always'><p>Next</p>",
    ),
  ).toEqual([' [•] Phones off', '[3.] Ask first', '---', 'Next'])
})

test('letters: named encodings, and none that would come out wrong unnoticed', () => {
  const latin = new Uint8Array(
    [...'<meta charset=windows-1252><p>caf'].map((sign) => sign.charCodeAt(0)).concat([0xe9, 0x20, 0x93]),
  )
  expect(short((parseHtml(latin, told) as Parsed).blocks)).toEqual(['café “'])
  const utf8 = new TextEncoder().encode('<meta charset=iso-8859-1><p>café ✓')
  expect(short((parseHtml(utf8, told) as Parsed).blocks)).toEqual(['café ✓'])
})

describe('made to do harm', () => {
  test.each(['div', 'b', 'ul><li', 'blockquote', 'table><tr><td', 'span style=x'])('10,000 levels of %s', (tag) => {
    const { blocks: found } = read(`<${tag}>`.repeat(10_000) + 'deep')
    expect(JSON.stringify(found)).toContain('deep')
  })

  test.each([
    ['elements', '<i></i>'.repeat(500_000)],
    ['levels', '<div>'.repeat(400_000)],
    ['attributes', `<p ${Array.from({ length: 5000 }, (_, n) => `a${n}=1`).join(' ')}>`],
    ['letters', '<p>' + 'word '.repeat(3_000_000)],
    ['columns', `<table><tr>${'<td>x'.repeat(501)}</table>`],
    ['spans', '<table><tr><td colspan=400>a<td colspan=400>b</table>'],
  ])('too many %s are refused', (_, html) => {
    expect(() => read(html)).toThrow(Fault)
  })

  test('endless comments and pictures in the page cost nothing', () => {
    expect(blocks(`<p>a</p>${'<!-- '.repeat(300_000)}`)).toEqual(['a'])
    expect(blocks(`<p>a<img alt="" src="data:image/png;base64,${'QUJD'.repeat(3_500_000)}">b</p>`)).toEqual(['ab'])
  })

  test('whatever the markup, blocks the contract takes', () => {
    const piece = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<table>',
        '</table>',
        '<tr>',
        '<td>',
        '<td rowspan=0 colspan=9>',
        '<th colspan=-1>',
        '</td>',
        '<thead>',
      ],
      ...[
        '<ul>',
        '</ul>',
        '<li>',
        '<ol start=x>',
        '<b>',
        '</b>',
        '<i>',
        '<sup>',
        '</sup>',
        '<h2>',
        '</h2>',
        '<dl>',
        '<dt>',
        '<dd>',
      ],
      ...[
        '<br>',
        '<hr>',
        '<select>',
        '<option>',
        '<template>',
        '</template>',
        '<svg>',
        '<math>',
        '<a>',
        '<form>',
        '<caption>',
      ],
      ...[
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '&lt;',
        '&#0;',
        '<',
        '>',
        '"',
        ' ',
        'a',
        'X*',
        '✓',
        '\n',
        '<pre>',
        '</pre>',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const { blocks: found, leftOut, pages } = read(pieces.join(''))
        ReadDocument.parse({ name: 'a.html', format: 'html', pages, blocks: found, leftOut })
        expect(JSON.stringify(found)).not.toMatch(/<(?:p|td|script)>/)
      }),
      { numRuns: 600 },
    )
  })
})
