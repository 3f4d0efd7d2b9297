import { Fault } from '@contract/fault'
import { describe, expect, it } from 'vitest'
import { parseDocx } from '../../src-main/reader/formats/docx'
import { cell, para, row, run, table, wordFile } from '../support/word'
import { blocksOf, cellsOf, parsed, shortly, tableOf, textsOf } from '../support/word-reading'

const STYLES =
  '<w:style w:type="character" w:styleId="Secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>'

describe('marks', () => {
  it('reads ticks and boxes of symbol fonts as what is seen', async () => {
    const sym = (font: string, place: string): string =>
      cell(para(`<w:r><w:sym w:font="${font}" w:char="${place}"/></w:r>`))
    const body = table([
      row([
        sym('Wingdings', 'F0FC'),
        sym('Wingdings', '00FB'),
        sym('Wingdings 2', 'F050'),
        sym('Webdings', 'F061'),
        sym('Wingdings', 'F0A8'),
        sym('Wingdings', 'F0FE'),
        sym('Wingdings', 'F04A'),
        sym('Symbol', 'F0D6'),
        sym('MS Gothic', '2612'),
        cell(para(run('ü', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))),
        cell(para(run('\uf0fc'))),
      ]),
    ])
    expect(cellsOf(await tableOf(body))).toEqual([['✓', '✗', '✓', '✓', '☐', '☑', '\uFFFD', '√', '☒', '✓', '✓']])
  })

  it('reads the boxes of form fields, new and old', async () => {
    const control = `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>${run('☒')}</w:sdtContent></w:sdt>`
    const old = (inner: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${inner}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const body = table([
      row([
        cell(`<w:p>${control}</w:p>`),
        cell(para(old('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'))),
        cell(para(old('<w:checkBox><w:default w:val="0"/></w:checkBox>'))),
        cell(
          para(old('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>')),
        ),
      ]),
    ])
    expect(cellsOf(await tableOf(body))).toEqual([['☒', '☒', '☐', 'No']])
  })

  it('raises footnote signs and puts the notes after the block', async () => {
    const note = (id: number, text: string): string =>
      `<w:footnote w:id="${id}">${para(`<w:r><w:footnoteRef/></w:r>${run(` ${text}`)}`)}</w:footnote>`
    const footnotes = `<w:footnote w:type="separator" w:id="-1">${para('line')}</w:footnote>${note(3, 'Only in the office')}${note(2, 'Not at all')}`
    const ref = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`
    const body = [
      table([
        row([
          cell(para(`${run('X')}${ref(3)}`)),
          cell(para(`${run('X')}${run('7', '<w:vertAlign w:val="superscript"/>')}`)),
          cell(para(`${run('X')}${run('8', '<w:position w:val="7"/><w:sz w:val="16"/>')}`)),
        ]),
      ]),
      para(`${run('Text')}${ref(2)}`),
      para('End'),
    ].join('')
    const blocks = await blocksOf(body, { footnotes })
    expect(blocks.flatMap((block) => (block.kind === 'table' ? cellsOf(block).flat() : shortly([block])))).toEqual([
      'X¹',
      'X⁷',
      'X⁸',
      '¹ Only in the office',
      'Text²',
      '² Not at all',
      'End',
    ])
  })

  it('keeps the sign of a note that is called twice, and its words once', async () => {
    const ref = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    const footnotes = `<w:footnote w:id="1">${para('Once')}</w:footnote>`
    const body = para(`${run('a')}${ref}${run(' b')}${ref}`) + para(`${run('c')}${ref}`)
    expect(await textsOf(body, { footnotes })).toEqual(['a¹ b¹', '¹ Once', 'c¹'])
  })

  it('puts endnotes at the end, under signs of their own', async () => {
    const endnotes = `<w:endnote w:id="1">${para(`<w:r><w:endnoteRef/></w:r>${run(' Late')}`)}</w:endnote>`
    const body = para(`${run('Text')}<w:r><w:endnoteReference w:id="1"/></w:r>`) + para('More')
    expect(await textsOf(body, { endnotes })).toEqual(['Textⁱ', 'More', 'ⁱ Late'])
  })
})

describe('what is left out', () => {
  it('accepts tracked changes, and says so', async () => {
    const body = [
      para(
        `${run('Phones are ')}<w:del>${run('not ').replaceAll('w:t', 'w:delText')}</w:del><w:ins>${run('never ')}</w:ins>${run('allowed')}`,
      ),
      para('First half', '<w:rPr><w:del w:id="1"/></w:rPr>'),
      para(' and second'),
      table([
        row([cell('stays')]),
        row([cell('goes')], '<w:del w:id="2"/>'),
        row([cell('is new', '<w:tcPrChange><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange>')], '<w:ins w:id="3"/>'),
      ]),
      `<w:moveFrom>${run('gone')}</w:moveFrom>`,
    ].join('')
    const read = await parsed({ body })
    expect(read.blocks.flatMap((block) => (block.kind === 'table' ? cellsOf(block).flat() : shortly([block])))).toEqual(
      ['Phones are never allowed', 'First half and second', 'stays', 'is new'],
    )
    expect(read.leftOut).toEqual(['Words deleted in tracked changes; words inserted are read as if accepted'])
  })

  it('keeps a last paragraph whose end was deleted', async () => {
    const end = '<w:rPr><w:del w:id="1"/></w:rPr>'
    expect(await textsOf(para('First', end) + para(' last', end))).toEqual(['First last'])
    expect(cellsOf(await tableOf(table([row([cell(para('a', end)), cell('b')])])))).toEqual([['a', 'b']])
  })

  it('leaves out hidden words, comments, prompts of empty fields and what pages repeat', async () => {
    const body = [
      para(
        `${run('Seen')}${run(' hidden', '<w:vanish/>')}${run(' by style', '<w:rStyle w:val="Secret"/>')}${run(' shown', '<w:vanish w:val="0"/>')}`,
      ),
      para(`${run('Said')}<w:r><w:commentReference w:id="1"/></w:r>`),
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${para('Click here to enter a date.')}</w:sdtContent></w:sdt>`,
      para('After'),
    ].join('')
    const read = await parsed({
      body,
      styles: STYLES,
      parts: { 'word/header1.xml': '<h/>', 'word/vbaProject.bin': 'macro', 'word/comments.xml': '<c/>' },
    })
    expect(shortly(read.blocks)).toEqual(['Seen shown', 'Said', 'After'])
    expect(read.leftOut).toEqual([
      'Hidden words',
      'Comments',
      'Prompts of form fields that nobody filled in',
      'Headers and footers of the pages',
      'Macros; they were not run',
    ])
  })

  it('reads text boxes once, after the paragraph they hang on', async () => {
    const box = `<w:txbxContent>${para('In the box')}${table([row([cell('a'), cell('b')])])}</w:txbxContent>`
    const body = para(
      `${run('Beside')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${run(' it')}`,
    )
    expect(await textsOf(body)).toEqual(['Beside it', 'In the box', 'table 1'])
  })
})

describe('pages', () => {
  const rendered = '<w:r><w:lastRenderedPageBreak/></w:r>'
  const explicit = '<w:r><w:br w:type="page"/></w:r>'

  it('counts each page once, whether the program or the author began it', async () => {
    const body = [
      para('one'),
      para(explicit),
      para(`${rendered}${run('two')}`),
      para(`${run('two goes on ')}${rendered}${run('on three')}`),
      para(`${rendered}${run('four')}`, '<w:pageBreakBefore/>'),
      para('four ends', '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'),
      para(`${rendered}${run('five')}`),
      para('still five', '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'),
      para('five ends'),
    ].join('')
    const read = await parsed({ body })
    expect(shortly(read.blocks)).toEqual([
      'one',
      '--- 2',
      'two',
      'two goes on on three',
      '--- 3',
      '--- 4',
      'four',
      'four ends',
      '--- 5',
      'five',
      'still five',
      'five ends',
    ])
    expect(read.blocks.map(({ page }) => page)).toEqual([1, 2, 2, 2, 3, 4, 4, 4, 5, 5, 5, 5])
    expect(read.pages).toBe(5)
  })

  it('tells the page of each row of a table that goes over pages', async () => {
    const body = table([
      row([cell('a')]),
      row([cell(para(`${rendered}${run('b')}`))]),
      row([cell(para(`${run('c')}${rendered}${run('d')}`))]),
      row([cell('e')]),
    ])
    expect((await tableOf(body)).rows.map(({ page }) => page)).toEqual([1, 2, 2, 3])
    expect(await textsOf(body + para('after'))).toEqual(['table 4', 'after'])
  })

  it('names no page when nobody noted where pages began', async () => {
    const body = para('one') + para(`${explicit}${run('two')}`)
    expect((await parsed({ body })).pages).toBeNull()
    expect((await parsed({ body })).blocks.map(({ page }) => page)).toEqual([null, null, null])
    expect((await parsed({ body, pages: 2 })).pages).toBe(2)
    expect((await parsed({ body, pages: 9 })).pages).toBeNull()
  })
})

describe('files that cannot be read', () => {
  const refusal = async (bytes: Uint8Array): Promise<string> => {
    const failure: unknown = await Promise.resolve()
      .then(() => parseDocx(bytes, { progress: () => {} }))
      .catch((reason: unknown) => reason)
    if (!(failure instanceof Fault)) throw new Error('It was read, or failed without words')
    expect(failure.code).toBe('bad-input')
    return failure.message
  }

  it.each([
    ['cut off', wordFile({ body: para('Rules') }).slice(0, 400), /damaged/],
    ['broken inside', wordFile({ body: '<w:p><w:r>' }), /damaged/],
    ['with a DTD', wordFile({ body: para('x'), parts: { 'word/styles.xml': '<!DOCTYPE x><x/>' } }), /DTD/],
    ['without words', wordFile({ body: para('') }), /holds no words/],
    ['scanned', wordFile({ body: para('<w:r><pic:pic/></w:r>') }), /pictures but no words/],
    ['too wide', wordFile({ body: table([row([cell('a', '<w:gridSpan w:val="501"/>')])]) }), /500 columns/],
  ])('says why of a file %s', async (_what, bytes, words) => {
    expect(await refusal(bytes)).toMatch(words)
  })

  it('survives elements in places where they do not belong', async () => {
    const body = [
      '<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>',
      '<w:tr><w:tc/></w:tr><w:r><w:t>lost</w:t></w:r><w:rPr><w:b/></w:rPr><w:tcPr><w:vMerge/></w:tcPr>',
      '<w:tbl><w:tc><w:p/></w:tc><w:tr><w:tr><w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tc></w:tr></w:tr></w:tbl>',
      '<mc:Choice/><w:footnoteReference/><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:footnote w:id="1"/>',
      '<w:tbl/><w:tbl><w:tr/></w:tbl>',
      `${'<w:tbl><w:tr><w:tc>'.repeat(200)}${para('deep')}${'</w:tc></w:tr></w:tbl>'.repeat(200)}`,
    ].join('')
    expect(JSON.stringify(await blocksOf(body))).toContain('deep')
  })
})
