import { describe, expect, it } from 'vitest'
import { cell, para, row, run, table } from '../support/word'
import { blocksOf, cellsOf, parsed, tableOf, textsOf } from '../support/word-reading'

const STYLES = [
  '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>',
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
  '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>',
  '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Heading1"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="Circle"><w:name w:val="circle"/><w:basedOn w:val="Circle"/></w:style>',
].join('')

const level = (index: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`

const NUMBERING = [
  `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}${level(2, 'lowerRoman', '(%3)')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '\uf0b7', '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')}${level(1, 'bullet', '\uf0fc', '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="3">${level(0, 'decimal', '%1')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>`,
  '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
  '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>',
  '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
  '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>',
  '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>',
].join('')

const listed = (text: string, num: number, depth = 0): string =>
  para(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${num}"/></w:numPr>`)

describe('paragraphs', () => {
  it('puts the runs of a paragraph together, with tabs, line ends and hyphens', async () => {
    const body = para(
      `${run('Approved by:')}<w:r><w:tab/></w:r>${run('Full ')}${run('board')}<w:r><w:br/></w:r>${run('co')}<w:r><w:softHyphen/></w:r>${run('op')}<w:r><w:noBreakHyphen/></w:r>${run('ted\u00ad\u200b')}`,
    )
    expect(await textsOf(body)).toEqual(['Approved by:\tFull board', 'coop-ted'])
  })

  it('keeps lines ended by hand apart and puts a sentence broken so together', async () => {
    const lines = (...texts: string[]): string => para(texts.map((text) => run(text)).join('<w:r><w:br/></w:r>'))
    const sentence = [
      'The school reviews this policy once in every year,',
      'and after each incident that calls for it.',
    ]
    expect(await textsOf(lines('Owner: the head', 'Version: 3', '', 'Next review: May 2027'))).toEqual([
      'Owner: the head',
      'Version: 3',
      'Next review: May 2027',
    ])
    expect(await textsOf(lines(...sentence))).toEqual([sentence.join(' ')])
    expect(cellsOf(await tableOf(table([row([cell(lines('a', 'b'))])])))).toEqual([['a\nb']])
  })

  it('decodes what XML writes as references and keeps what looks like markup as text', async () => {
    expect(await textsOf(para('&lt;b&gt; &amp;amp; &#8217;'))).toEqual(['<b> &amp; ’'])
  })

  it('reads the strict form of the format as the usual one', async () => {
    expect(await textsOf(para('Rules'), { strict: true })).toEqual(['Rules'])
  })

  it('finds headings by outline level, inherited, set directly, or by the name of the style', async () => {
    const body = [
      para('One', '<w:pStyle w:val="Heading1"/>'),
      para('Under', '<w:pStyle w:val="Own"/>'),
      para('Again', '<w:pStyle w:val="Own"/>'),
      para('Three', '<w:pStyle w:val="Kop3"/>'),
      para('Direct', '<w:outlineLvl w:val="4"/>'),
      para('Text', '<w:outlineLvl w:val="9"/>'),
    ].join('')
    expect(await textsOf(body, { styles: STYLES, numbering: NUMBERING })).toEqual([
      '# 1 One',
      '## 1.1 Under',
      '## 1.2 Again',
      '### Three',
      '##### Direct',
      'Text',
    ])
  })

  it('takes a line that is bold throughout for a heading, a label and a bold word for text', async () => {
    const body = [
      para(run('Mobile phones', '<w:b/><w:sz w:val="32"/>')),
      para(run('Approved by: the board', '<w:b/>')),
      para(`${run('Never', '<w:b/>')}${run(' in lessons')}`),
      para(run('Stop.', '<w:b/>')),
      para(run('X', '<w:b/>')),
    ].join('')
    expect(await textsOf(body)).toEqual([
      '## Mobile phones',
      'Approved by: the board',
      'Never in lessons',
      'Stop.',
      'X',
    ])
  })

  it('takes the lines of an automatic table of contents for text', async () => {
    const contents = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${para(
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('Aims')}<w:r><w:tab/></w:r>${run('3')}`,
      '<w:pStyle w:val="TOC1"/>',
    )}</w:sdtContent></w:sdt>`
    expect(await textsOf(contents, { styles: STYLES })).toEqual(['Aims\t3'])
  })

  it('ends a circle of styles where it closes', async () => {
    expect(await textsOf(para('Round', '<w:pStyle w:val="Circle"/>'), { styles: STYLES })).toEqual(['Round'])
  })
})

describe('lists', () => {
  it('counts as Word prints: levels, restarts, lists of one pattern, an own start', async () => {
    const body = [
      listed('a', 1),
      listed('b', 1, 1),
      listed('c', 1, 2),
      listed('d', 1, 2),
      listed('e', 1),
      listed('f', 1, 1),
      listed('g', 4),
      listed('h', 3),
      listed('i', 3),
    ].join('')
    expect(await textsOf(body, { numbering: NUMBERING })).toEqual([
      '1. a',
      '  a) b',
      '    (i) c',
      '    (ii) d',
      '2. e',
      '  a) f',
      '3. g',
      '5. h',
      '6. i',
    ])
  })

  it('writes bullets as bullets, whatever their form', async () => {
    expect(await textsOf(listed('a', 2) + listed('b', 2, 1), { numbering: NUMBERING })).toEqual(['• a', '  • b'])
  })

  it('lets a paragraph step out of its style’s list', async () => {
    const out = para('Plain', '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    expect(await textsOf(out, { styles: STYLES, numbering: NUMBERING })).toEqual(['# Plain'])
  })
})

describe('tables', () => {
  it('reads merges in both directions as spans', async () => {
    const body = table([
      row(
        [
          cell('Activity', '<w:vMerge w:val="restart"/>'),
          cell('Staff', '<w:gridSpan w:val="2"/>'),
          cell('Learners', '<w:gridSpan w:val="2"/>'),
        ],
        '<w:tblHeader/>',
      ),
      row([cell('', '<w:vMerge/>'), cell('Yes'), cell('No'), cell('Yes'), cell('No')], '<w:tblHeader w:val="true"/>'),
      row([cell('Phones'), cell('X'), cell(''), cell(''), cell('X')], '<w:tblHeader w:val="0"/>'),
    ])
    const read = await tableOf(body)
    expect(cellsOf(read)).toEqual([
      ['Activity v2', 'Staff >2', 'Learners >2'],
      ['Yes', 'No', 'Yes', 'No'],
      ['Phones', 'X', '', '', 'X'],
    ])
    expect(read.spans).toBe(true)
    expect(read.rows.map(({ cells }) => cells.every(({ heading }) => heading))).toEqual([true, true, false])
  })

  it('never joins cells that do not lie under one another', async () => {
    const body = table([
      row([cell('a', '<w:vMerge w:val="continue"/>'), cell('b', '<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>')]),
      row([cell('c'), cell('d', '<w:vMerge/>'), cell('e', '<w:vMerge/>')]),
      row([cell('f', '<w:vMerge/>'), cell('g'), cell('h')]),
      row([cell('i'), cell('', '<w:vMerge/>'), cell('', '<w:vMerge/>')]),
    ])
    expect(cellsOf(await tableOf(body))).toEqual([
      ['a', 'b >2'],
      ['c', 'd', 'e'],
      ['f', 'g', 'h'],
      ['i', '', ''],
    ])
  })

  it('says when words are hidden under a merged cell', async () => {
    const body = table([row([cell('Seen', '<w:vMerge w:val="restart"/>')]), row([cell('Not seen', '<w:vMerge/>')])])
    const read = await parsed({ body: para('Rules') + body })
    expect(JSON.stringify(read.blocks)).not.toContain('Not seen')
    expect(read.leftOut).toEqual(['Words in cells that are hidden under a merged cell'])
  })

  it('leaves room for columns before and after a short row and joins cells the older way', async () => {
    const body = table([
      row([cell('b')], '<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'),
      row([cell('c', '<w:hMerge w:val="restart"/>'), cell('', '<w:hMerge/>'), cell('d'), cell('e')]),
    ])
    expect(cellsOf(await tableOf(body))).toEqual([
      ['', 'b', ' >2'],
      ['c >2', 'd', 'e'],
    ])
  })

  it('writes list items of a cell as lines, and their numbers too', async () => {
    const body = table([
      row([
        cell(`${para('Any of:')}${listed('one', 2)}${listed('two', 2, 1)}`),
        cell(listed('first', 1)),
        cell(listed('', 1)),
        cell(listed('', 2, 1)),
      ]),
    ])
    expect(cellsOf(await tableOf(body, { numbering: NUMBERING }))).toEqual([
      ['Any of:\n• one\n• two', '1. first', '2.', '✓'],
    ])
  })

  it('shows a table inside a cell after the one it stands in, and opens a frame of one column', async () => {
    const inner = table([row([cell('a'), cell('b')]), row([cell('c'), cell('d')])])
    const small = table([row([cell('e'), cell('f')])])
    const beside = table([row([cell(`${inner}${para('')}`), cell(`${small}${para('g')}`)])])
    const besideRead = (await blocksOf(beside)).filter((block) => block.kind === 'table')
    expect(besideRead.map(cellsOf)).toEqual([
      [['', 'e\tf\ng']],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ])
    expect(await textsOf(table([row([cell(`${para('Above')}${inner}${para('')}`)])]))).toEqual(['Above', 'table 2'])
  })

  it('reads rows and cells inside content controls', async () => {
    const control = (inner: string): string => `<w:sdt><w:sdtPr/><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
    const body = table([control(row([cell('a'), control(cell(control(para('b'))))]))])
    expect(cellsOf(await tableOf(body))).toEqual([['a', 'b']])
  })

  it('keeps a cell that holds a picture or a formula from looking empty', async () => {
    const picture = '<w:p><w:r><w:drawing><a:graphic><pic:pic><pic:x/></pic:pic></a:graphic></w:drawing></w:r></w:p>'
    const formula = '<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>'
    const read = await parsed({ body: table([row([cell(picture), cell(formula), cell('x')])]) + para(picture) })
    expect(read.blocks.map((block) => (block.kind === 'table' ? cellsOf(block) : block))).toEqual([
      [['[picture]', '[formula]', 'x']],
    ])
    expect(read.leftOut).toEqual(['Pictures', 'Formulas'])
  })
})
