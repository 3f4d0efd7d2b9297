import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReadDocument, type Block } from '@contract/document'
import { Fault } from '@contract/fault'
import '../support/properties'
import type { Parsed } from '../../src-main/reader/format'
import { parseText } from '../../src-main/reader/formats/text'

const told = { progress: () => {} }
const read = (text: string): Parsed => parseText(new TextEncoder().encode(text), told) as Parsed

/** Blocks in short: `# heading`, `paragraph`, `[marker] item`, `a | b / c | d` for a table, `---` for a break. */
const short = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `${'#'.repeat(block.level)} ${block.text}`
      case 'item':
        return `${' '.repeat(block.depth)}[${block.marker ?? ''}] ${block.text}`
      case 'table':
        return block.rows.map(({ cells }) => cells.map(({ text }) => text).join(' | ')).join(' / ')
      case 'break':
        return '---'
      case 'paragraph':
        return block.text
    }
  })
const blocks = (text: string): string[] => short(read(text).blocks)

describe('headings', () => {
  test('of Markdown, with signs of emphasis and of both kinds', () => {
    expect(blocks('# **1 Scope**\n\n### 3.1 Use ##\n\nTitle\n=====\n\nPart\n----\n\ntext')).toEqual([
      '# 1 Scope',
      '### 3.1 Use',
      '# Title',
      '## Part',
      'text',
    ])
  })

  test('facts between lines of dashes at the top are no heading', () => {
    expect(blocks('---\ntitle: Policy\nversion: 2\n---\n\n# A')).toEqual(['title: Policy', 'version: 2', '# A'])
  })

  test('a sentence above a line of dashes stays a sentence', () => {
    expect(blocks('# A\n\nStaff must sign.\n---\nNext')).toEqual(['# A', 'Staff must sign.', 'Next'])
  })

  test('of a text without marks: titles, numbers and capitals between blank lines', () => {
    const text =
      'ONLINE SAFETY POLICY\n\nOak School\n\n1. Phones\n\nPhones are kept in lockers.\n\n1.1 In lessons\n\nOff.\n\nVisitors\n\nSign in.\n\n2. Images\n\nAsk first.'
    expect(blocks(text)).toEqual([
      ...[
        '# ONLINE SAFETY POLICY',
        '## Oak School',
        '### 1. Phones',
        'Phones are kept in lockers.',
        '#### 1.1 In lessons',
      ],
      ...['Off.', '##### Visitors', 'Sign in.', '### 2. Images', 'Ask first.'],
    ])
  })

  test.each([
    ['a sentence', 'Pupils must hand in their phones\n\nStaff may not.'],
    ['a lead-in', 'The school will make sure that:\n\n- phones are off'],
    ['a label with its value', 'Approved by: Governors\n\nText here.'],
    ['a date', 'September 2026\n\nText here.'],
    ['a sentence broken by a page', 'All activity will be logged whenever anyone uses a school\n\ndevice or network.'],
    ['one line of a paragraph', 'Phones And Tablets\nare not allowed here at all.'],
    ['a contents page', '1. Aims\n\n2. Scope\n\n3. Roles\n\n4. Phones\n\n5. Images'],
    ['a numbered rule', '1. Phones must be switched off\n\nText.'],
    ['an address', 'www.example.org\n\nText here.'],
    ['a numbered list', '1. Aims\n2. Scope\n\nText.'],
  ])('%s is none', (_, text) => {
    expect(
      read(text).blocks.filter(
        ({ kind, ...block }) => kind === 'heading' && !('text' in block && block.text === '5. Images'),
      ),
    ).toEqual([])
  })

  test('a text that marks its headings has no others', () => {
    expect(blocks('# Policy\n\nPHONES\n\nText.')).toEqual(['# Policy', 'PHONES', 'Text.'])
  })
})

describe('lists', () => {
  test('bullets with indents, and letters behind bullets', () => {
    expect(blocks('- one\n  - two\n    - three\n- four\n\n- a. five\n  - i. six\n• seven\no  eight')).toEqual([
      '[•] one',
      ' [•] two',
      '  [•] three',
      '[•] four',
      '[a.] five',
      ' [i.] six',
      '[•] seven',
      '[•] eight',
    ])
  })

  test('a running number and a tab in front of sentences is a list, over blank lines and broken entries', () => {
    const text =
      '1\tRead the policy and sign it\n2\tReport all incidents to\n\n\tthe school office\n3\tLock the screen when away\n---\t--\n\n4\tNever share a password'
    expect(blocks(text)).toEqual([
      '[1] Read the policy and sign it',
      '[2] Report all incidents to the school office',
      '[3] Lock the screen when away',
      '[4] Never share a password',
    ])
  })

  test('numbers in a table of more columns, of numbers, or out of order are a table', () => {
    expect(blocks('1\tPhones off\tX\n2\tTablets off\t')).toEqual(['1 | Phones off | X / 2 | Tablets off | '])
    expect(blocks('Year\tNumber\n7\t120\n8\t118')).toEqual(['Year | Number / 7 | 120 / 8 | 118'])
    expect(blocks('7\tPhones in bags\n3\tPhones at home')).toEqual(['7 | Phones in bags / 3 | Phones at home'])
  })

  test('an entry goes on where it is set in, or broken in the middle of a sentence', () => {
    expect(
      blocks(
        '- Staff may use phones\n  in the staff room\n- Pupils will hand their phones to the office each\n\nmorning before lessons.',
      ),
    ).toEqual([
      '[•] Staff may use phones in the staff room',
      '[•] Pupils will hand their phones to the office each morning before lessons.',
    ])
  })

  test('the first entry of a list that lost its mark is an entry', () => {
    expect(blocks('We ask first for these places.\n\nOn the school website\n\n- On social media\n- In print')).toEqual([
      'We ask first for these places.',
      '[•] On the school website',
      '[•] On social media',
      '[•] In print',
    ])
  })
})

describe('tables', () => {
  test('cells by tabs keep their places, blank ones at both ends too', () => {
    const [table] = read('Use\tStaff\t\tPupils\t\n\tYes\tNo\tYes\tNo\nPhones\t\tX\tX*\t\n').blocks
    expect(table?.kind === 'table' && table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['Use', 'Staff', '', 'Pupils', ''],
      ['', 'Yes', 'No', 'Yes', 'No'],
      ['Phones', '', 'X', 'X*', ''],
    ])
    expect(table).toMatchObject({ spans: false, line: 1, rows: [{ line: 1 }, { line: 2 }, { line: 3 }] })
  })

  test('a blank line begins another block; lines of dashes are no rows', () => {
    expect(blocks('A\tB\n---\t---\nx\ty\n\nz\tw\n---\t--\n')).toEqual(['A | B / x | y', 'z | w'])
  })

  test('markup in cells becomes lines, list items and raised signs', () => {
    const text =
      'Use\t<p><b>Any of these:</b></p> <ul><li>• One*</li> <li>Two</li></ul>\t<b>X</b>\tDevice <sup>1</sup>\t[Guide](#)\t**No** (7&ndash;11)'
    expect(blocks(text)).toEqual(['Use | Any of these:\n• One*\n• Two | X | Device ¹ | Guide | No (7–11)'])
  })

  test('pipe tables with alignment, escaped pipes and no outer pipes', () => {
    const { blocks: found } = read(
      '| Use | Staff |\n|:--|:-:|\n| a \\| b | **X** |\n| c | |\n\nOne | Two\n--- | ---\n1 | 2\n',
    )
    expect(short(found)).toEqual(['Use | Staff / a | b | X / c | ', 'One | Two / 1 | 2'])
    expect(found[0]).toMatchObject({
      rows: [{ cells: [{ heading: true }, { heading: true }] }, { cells: [{ heading: false }, {}] }, {}],
    })
  })

  test('a table drawn with signs, its cells over several lines; none where cells reach over several', () => {
    const drawn = [
      '+--------+-------+',
      '| Use    | Staff |',
      '+========+=======+',
      '| Chat   | X     |',
      '| rooms  |       |',
      '+--------+-------+',
    ]
    const { blocks: found } = read(drawn.join('\n'))
    expect(short(found)).toEqual(['Use | Staff / Chat rooms | X'])
    expect(found[0]).toMatchObject({
      rows: [
        { line: 2, cells: [{ heading: true }, {}] },
        { line: 4, cells: [{ heading: false }, {}] },
      ],
    })
    const reaching = ['+-----+-----+', '| Staff     |', '+-----+-----+', '| Yes | No  |', '+-----+-----+']
    expect(read(reaching.join('\n')).blocks.some((block) => block.kind === 'table' && block.rows.length > 1)).toBe(
      false,
    )
  })

  test('a table in HTML between lines of text has its spans and its lines', () => {
    const { blocks: found } = read(
      '# Use\n\n<table>\n<tr><th colspan="2">Staff</th></tr>\n<tr><td>Yes</td><td>No</td></tr>\n</table>\n\nAfter.',
    )
    expect(found[1]).toMatchObject({
      kind: 'table',
      spans: true,
      line: 3,
      rows: [{ line: 4, cells: [{ columns: 2, heading: true }] }, { line: 5 }],
    })
    expect(short(found).at(-1)).toBe('After.')
  })

  test('columns made of spaces, with a heading across them', () => {
    const text = [
      '                  Staff and other adults    Pupils',
      'Activity          Allowed    Not allowed    Allowed',
      'Phones in bags    X                         X',
      'Phones in class              X',
    ].join('\n')
    expect(blocks(text)).toEqual([
      ' | Staff and other adults |  | Pupils / Activity | Allowed | Not allowed | Allowed / Phones in bags | X |  | X / Phones in class |  | X | ',
    ])
  })

  test('columns that cannot be told apart are no table, and that is said', () => {
    const text = [
      'Activity      Allowed Not allowed',
      'Phones        X',
      'Tablets               X',
      'Watches       X',
    ].join('\n')
    const { blocks: found, leftOut } = read(text)
    expect(found.every(({ kind }) => kind === 'paragraph')).toBe(true)
    expect(leftOut.join()).toMatch(/columns cannot be told apart/)
  })

  test('prose with wide gaps after full stops is prose', () => {
    const text =
      'Phones are off.  Staff may use them.\nPupils may not.  Visitors ask first.\nThat is all.  Thank you so much.'
    expect(read(text).blocks.every(({ kind }) => kind === 'paragraph')).toBe(true)
  })
})

describe('words', () => {
  test.each([
    ['X*', 'X*'],
    ['imagery* and more', 'imagery* and more'],
    ['**bold** and *it* and ***both***', 'bold and it and both'],
    ['a_b_c and __x__', 'a_b_c and x'],
    ['5*3*2 = 30', '5*3*2 = 30'],
    ['`code` and \\*star\\*', 'code and *star*'],
    ['[KCSIE](https://example.org/a(b)) and <https://example.org>', 'KCSIE and https://example.org'],
    ['use <insert school name> here', 'use <insert school name> here'],
    ['a < b and c > d', 'a < b and c > d'],
    ['<u>line</u> &amp; <sup>2</sup>', 'line & ²'],
    ['1<sup>st</sup> of May', '1st of May'],
    ['Signed: ____ Date: ____', 'Signed: ____ Date: ____'],
    ['see note[^1]', 'see note¹'],
  ])('%s', (written, wanted) => {
    expect(blocks(`# T\n\n${written}`)[1]).toBe(wanted)
  })

  test('what is struck out is left out, and that is said', () => {
    const { blocks: found, leftOut } = read('# T\n\nPhones are ~~not~~ allowed <s>never</s>.')
    expect(short(found)[1]).toBe('Phones are  allowed .')
    expect(leftOut).toEqual(['Struck-out text was left out.'])
  })

  test('lines broken at an edge are one paragraph; short lines stand alone', () => {
    const wrapped =
      'The school keeps a list of everyone who is given access to its\ndevices and systems, and looks through that list once a term in\norder to take out those who have left. Governors are told each\nyear. The list is kept by the office and is shown to nobody but\nthe head and the safeguarding lead.'
    expect(blocks(wrapped)).toEqual([wrapped.replaceAll('\n', ' ')])
    expect(blocks('Written by: A. Name\nApproved by: Governors\nNext review: May 2027')).toHaveLength(3)
  })

  test('pages: a form feed is a break', () => {
    const { blocks: found, pages } = read('one\n\ftwo\n\n\fthree')
    expect(short(found)).toEqual(['one', '---', 'two', '---', 'three'])
    expect(pages).toBe(3)
    expect(found.map(({ page, line }) => [page, line])).toEqual([
      [1, 1],
      [2, 2],
      [2, 2],
      [3, 4],
      [3, 4],
    ])
  })
})

describe('whatever the text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'Phones',
      ' ',
      '  ',
      '\t',
      '\n',
      '\n\n',
      '|',
      '-',
      '---',
      '#',
      '# ',
      '*',
      '**',
      '_',
      '~~',
      '`',
      '```',
      '<b>',
      '</b>',
    ],
    ...[
      '<table>',
      '</table>',
      '<td>',
      '<',
      '&',
      '&amp;',
      '[',
      '](',
      ')',
      '\\',
      '\f',
      '1',
      '1.',
      '1\t',
      '• ',
      '- ',
      '\u00a0',
      '====',
      'é',
      '📱',
      ':',
      '.',
    ],
  )

  test('it becomes blocks the contract takes, with lines in their order and nothing thrown', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const { blocks: found, leftOut, pages } = read(pieces.join(''))
        ReadDocument.parse({ name: 'a.txt', format: 'txt', pages, blocks: found, leftOut })
        const lines = found.map(({ line }) => line ?? 0)
        expect(lines).toEqual([...lines].sort((a, b) => a - b))
      }),
      { numRuns: 1000 },
    )
  })

  test('a table by tabs is given back cell by cell', () => {
    const cell = fc.constantFrom('', 'X', 'X*', 'No (7-11)', 'Allowed', '✓', 'a  b')
    const row = fc.tuple(
      fc.constantFrom('Phones', 'Use of chat', 'E-mail'),
      fc.array(cell, { minLength: 2, maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const written = rows.map(([label, cells]) => [label, ...cells])
        const [table, ...more] = read(written.map((cells) => cells.join('\t')).join('\n')).blocks
        expect(more).toEqual([])
        expect(table?.kind === 'table' && table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual(written)
      }),
      { numRuns: 300 },
    )
  })

  test('bytes of any kind are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          void parseText(bytes, told)
        } catch (error) {
          if (!(error instanceof Fault)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})
