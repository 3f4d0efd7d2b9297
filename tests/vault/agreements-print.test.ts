import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { AgreementFacts, Clause, FixedWords, PosterPaper } from '@contract/agreements'
import { clause, makeTexts, versionFacts } from '../support/agreements/texts'
import { all, attribute, only, pageOf, says, type Element } from '../support/page-tree'
import { parsed, shortly } from '../support/word-reading'

/** An issued agreement, and one call to print it. */
async function issued(
  change: Partial<AgreementFacts> = {},
  clauses: Clause[] = [clause('1'), clause('2', { heading: '' })],
  fixedWords?: FixedWords,
) {
  const made = await makeTexts()
  const own = fixedWords === undefined ? {} : { fixedWords }
  const version = await made.issue(made.school, versionFacts(await made.add(change), { clauses, ...own }))
  const print = (what: 'AGREEMENT' | 'POSTER', format: 'pdf' | 'docx', paper?: PosterPaper) =>
    made.call['agreements.print']({ school: made.school, version: version.id, what, format, paper })
  const page = async (what: 'AGREEMENT' | 'POSTER') => {
    await print(what, 'pdf')
    const last = made.vault.printed.at(-1)
    if (last === undefined) throw new Error('Nothing was printed')
    return { ...last, tree: pageOf(last.html) }
  }
  const word = async (what: 'AGREEMENT' | 'POSTER') => {
    await print(what, 'docx')
    const file = made.vault.saved.at(-1)
    if (file === undefined) throw new Error('Nothing was saved')
    return shortly((await parsed(file.bytes)).blocks)
  }
  return { ...made, version, print, page, word }
}

describe('a printed agreement', () => {
  it('says what it is, whose, from when, which text, and where everybody signs', async () => {
    const { page, version, print } = await issued()
    const { tree, title, landscape } = await page('AGREEMENT')
    const words = says(tree)
    for (const part of [
      'Screens at school',
      'Thistlebrook Primary School',
      'Version2026/27',
      'In force from1 October 2026',
    ])
      expect(words).toContain(part)
    const which = `Version 2026/27, text ${version.hash.slice(0, 8)}`
    expect(says(only(tree, 'p.which'))).toBe(which)
    expect([title.endsWith(which), landscape]).toEqual([true, false])
    expect(all(tree, 'li').map(says)).toEqual(['Heading 1Text of clause 1.', 'Text of clause 2.'])
    expect(all(tree, 'div.sign').map((one) => says(all(one, 'h2')[0]!))).toEqual([
      'Child or young person (from Year 3)',
      'Parent or carer',
    ])
    expect(all(tree, 'p.tick').map(says)).toEqual(['I have read this with my child.'])
    expect(await print('AGREEMENT', 'pdf')).toEqual({
      ...{ saved: true, fileName: 'Screens at school - 2026 27 - Thistlebrook Primary School.pdf' },
    })
  })

  it.each<[Partial<AgreementFacts>, readonly string[], readonly string[]]>([
    [{ signers: 'CHILD', childFrom: null }, ['Child or young person'], ['A parent or carer has read this with me.']],
    [{ signers: 'PARENT', childFrom: null }, ['Parent or carer'], ['I have read this with my child.']],
    [{ signers: 'PARENT', childFrom: null, audiences: ['PARENT'] }, ['Parent or carer'], []],
    [{ signers: 'ADULT', childFrom: null, audiences: ['VISITOR'], validity: 'VISIT' }, ['Your signature'], []],
  ])('has a place for whoever signs: %o', async (facts, headings, boxes) => {
    const { tree } = await (await issued(facts)).page('AGREEMENT')
    expect(all(tree, 'div.sign').map((one) => says(all(one, 'h2')[0]!))).toEqual(headings)
    expect(all(tree, 'p.tick').map(says)).toEqual(boxes)
  })

  it('is in the language it is translated into, from right to left where that is read so', async () => {
    const marks = async (language: string) => {
      const { page } = await issued({ variant: 'TRANSLATION', language })
      const { tree } = await page('AGREEMENT')
      const heading = only(tree, 'h1')
      return [attribute(heading, 'lang'), attribute(heading, 'dir')]
    }
    expect(await marks('Urdu')).toEqual(['ur', 'rtl'])
    expect(await marks('Polish')).toEqual(['pl', 'ltr'])
    expect(await marks('Old Marrowish')).toEqual([null, 'auto'])
  })

  describe('of a translation', () => {
    const headings = (tree: Element) => all(tree, 'div.sign').map((one) => says(only(one, 'h2')))
    const polish: FixedWords = {
      tag: '',
      lines: [
        { line: 'VERSION', words: 'Wersja' },
        { line: 'PARENT', words: 'Rodzic lub opiekun' },
        { line: 'OWN_NAME', words: 'Imię i nazwisko' },
        { line: 'DATE', words: 'Data' },
      ],
    }
    const translated = { variant: 'TRANSLATION', language: 'Polish', signers: 'PARENT', childFrom: null } as const

    it('says what is fixed in the school’s words, and the rest in English in brackets', async () => {
      const { page, version } = await issued(translated, [clause('1')], polish)
      const { tree, title, figures } = await page('AGREEMENT')
      expect([attribute(tree, 'lang'), figures]).toEqual(['pl', true])
      expect(all(tree, 'p.field').map(says)).toEqual([
        ...['[Name of the child]', '[Class]', 'Imię i nazwisko', '[Signature]', 'Data'],
      ])
      const languages = all(tree, 'p.field').map((one) => attribute(only(one, 'span'), 'lang'))
      expect(languages).toEqual(['en-GB', 'en-GB', 'pl', 'en-GB', 'pl'])
      expect(headings(tree)[0]).toBe('Rodzic lub opiekun')
      expect(says(only(tree, 'p.which'))).toBe(`Wersja 2026/27, ${version.hash.slice(0, 8)}`)
      expect(says(tree)).toContain('[In force from]01/10/2026')
      expect(title).not.toContain('Version')
    })

    it('puts a line of two words in English when one of them is missing', async () => {
      const both = { ...translated, signers: 'BOTH', childFrom: '3' } as const
      const lines: FixedWords['lines'] = [{ line: 'CHILD', words: 'Dziecko' }]
      const { tree } = await (await issued(both, [clause('1')], { tag: '', lines })).page('AGREEMENT')
      expect(headings(tree)[0]).toBe('[Child or young person (from Year 3)]')
      const said = [...lines, { line: 'FROM_YEAR' as const, words: 'od klasy' }]
      const whole = await (await issued(both, [clause('1')], { tag: '', lines: said })).page('AGREEMENT')
      expect(headings(whole.tree)[0]).toBe('Dziecko (od klasy 3)')
    })

    it('runs from right to left by the tag given for a language nobody knows by its name', async () => {
      const mirpuri = { ...translated, language: 'Mirpuri' }
      const { tree } = await (await issued(mirpuri, [clause('1')], { tag: 'pnb', lines: [] })).page('AGREEMENT')
      expect([attribute(tree, 'lang'), attribute(tree, 'dir')]).toEqual(['pnb', 'rtl'])
    })

    it('is so as a Word file too, its tables from the right', async () => {
      const urdu = { ...translated, language: 'Urdu' }
      const { print, vault } = await issued(urdu, [clause('1')], {
        ...{ tag: '', lines: [{ line: 'DATE', words: 'تاریخ' }] },
      })
      await print('AGREEMENT', 'docx')
      const parts = unzipSync(vault.saved.at(-1)!.bytes)
      const body = strFromU8(parts['word/document.xml']!)
      expect(body.match(/<w:bidiVisual/g)).toHaveLength(2)
      expect(body).toMatch(/<w:lang w:val="en-GB" w:bidi="ur"\/>[^/]*<\/w:rPr><w:t[^>]*>تاریخ/)
      expect(body).toContain('[Signature]')
      const [, footer = ''] = Object.entries(parts).find(([name]) => name.startsWith('word/footer')) ?? []
      expect(strFromU8(footer as Uint8Array)).not.toContain('Page')
    })

    it('is hashed and issued with its words, which cannot be said twice', async () => {
      const { call, school, version } = await issued(translated, [clause('1')], polish)
      expect(version.fixedWords).toEqual(polish)
      const again = (fixedWords: FixedWords) =>
        call['agreements.saveDraft']({
          ...{ school, version: null },
          facts: versionFacts(version.agreement, { label: '2', fixedWords }),
        })
      const [one, other] = [await again(polish), await again({ ...polish, lines: polish.lines.slice(1) })]
      expect(one.hash).not.toBe(other.hash)
      const twice = again({ tag: '', lines: [...polish.lines, ...polish.lines] })
      await expect(twice).rejects.toMatchObject({ code: 'bad-input' })
    })
  })

  it('hangs on the wall without anything to sign, with its symbols drawn or named', async () => {
    const clauses = [clause('1', { symbol: 'ask' }), clause('2', { symbol: 'Umbrella' }), clause('3')]
    const { page } = await issued({ variant: 'SYMBOLS' }, clauses)
    const { tree, landscape } = await page('POSTER')
    expect(landscape).toBe(true)
    expect(all(tree, 'div.symbol').map((one) => [says(one), all(one, 'svg').length])).toEqual([
      ['ask', 1],
      ['Umbrella', 0],
    ])
    expect(all(tree, 'div.sign')).toEqual([])
    const plain = await issued({}, clauses)
    expect(all((await plain.page('POSTER')).tree, 'div.symbol')).toEqual([])
  })

  it.each(['A4', 'A3'] as const)('hangs on one page of %s, which its name says', async (paper) => {
    const { vault, print } = await issued()
    expect(await print('POSTER', 'pdf', paper)).toEqual({
      saved: true,
      fileName: `Poster ${paper}, Screens at school - 2026 27 - Thistlebrook Primary School.pdf`,
    })
    expect(vault.printed.at(-1)).toMatchObject({ landscape: true, apart: true, paper })
  })

  it('is refused as a poster that nobody could read, and saved nowhere', async () => {
    const { vault, print } = await issued()
    vault.pagesOf = () => 2
    const before = vault.saved.length
    const tooLong = { code: 'conflict', words: expect.stringContaining('too long for one page') }
    await expect(print('POSTER', 'pdf', 'A4')).rejects.toMatchObject(tooLong)
    await expect(print('POSTER', 'pdf', 'A3')).rejects.toMatchObject(tooLong)
    expect(vault.saved).toHaveLength(before)
  })

  it('has the largest letters with which a poster is one page', async () => {
    const { vault, print } = await issued()
    const pointsOf = (html: string) => Number(/font-size: ([\d.]+)pt">/.exec(html)?.[1])
    vault.pagesOf = (html) => (pointsOf(html) > 24 ? 2 : 1)
    await print('POSTER', 'pdf', 'A4')
    const tried = vault.printed.map(({ html }) => pointsOf(html))
    expect(Math.max(...tried.filter((points) => points <= 24))).toBe(23)
    expect(tried.length).toBeLessThan(5)
  })

  it('is a Word file with headings, numbers and a place to sign', async () => {
    const { word } = await issued()
    expect(await word('AGREEMENT')).toEqual([
      '# Screens at school',
      'Thistlebrook Primary School',
      'table 2',
      expect.stringContaining('Heading 1'),
      'Text of clause 1.',
      expect.stringContaining('Text of clause 2.'),
      '## Child or young person (from Year 3)',
      'table 4',
      '## Parent or carer',
      '☐ I have read this with my child.',
      'table 3',
    ])
    expect((await word('POSTER')).filter((line) => line.startsWith('table'))).toEqual([])
  })

  it('says that it is a draft, so that nobody signs it, and is not saved when the person cancels', async () => {
    const { call, school, vault, version } = await issued()
    const { id, hash } = await call['agreements.saveDraft']({
      ...{ school, version: null, facts: versionFacts(version.agreement, { label: '<b>&2</b>' }) },
    })
    const print = { school, version: id, what: 'AGREEMENT', format: 'pdf' } as const
    vault.cancelSaving = true
    expect(await call['agreements.print'](print)).toEqual({ saved: false, fileName: null })
    const { html } = vault.printed.at(-1)!
    const tree = pageOf(html)
    expect(says(only(tree, 'p.notice'))).toBe('Draft: not for signing.')
    expect(all(tree, 'div.sign')).toEqual([])
    expect(all(tree, 'b')).toEqual([])
    expect(says(only(tree, 'p.which'))).toBe(`Version <b>&2</b>, text ${hash.slice(0, 8)}`)
  })
})
