import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/primitives'
import { consentForms, reprintForm, type ChildForm, type FormRun } from '../../src-main/features/forms/consent-form'
import { ENGLISH, SIGNER_BOXES } from '../../src-main/features/forms/form-words'
import { formNumber, spacedNumber } from '../../src-main/features/forms/number'
import { all, attribute, only, pageOf, says, within, type Element } from '../support/page-tree'
import { HOSTILE } from './forms-hostile'

const numberOf = (turn: number): string => formNumber(String(100_000_000_000 + turn * 7_919))

const child = (turn: number, more: Partial<ChildForm> = {}): ChildForm => ({
  number: numberOf(turn),
  child: `Brenbo${turn} Thistlecrest`,
  className: '4A',
  pupilSigns: false,
  ...more,
})

const questions = ['Website', 'Social media', 'Prospectus', 'Newspapers', 'Displays', 'Videos', 'Class photo'].map(
  (use) => ({ question: `May we use pictures for ${use}?`, willBeDone: `What is done for ${use}.` }),
)

const run = (forms: readonly ChildForm[], more: Partial<FormRun> = {}): FormRun => ({
  school: 'Marblewick Primary',
  controller: 'Copperbrook Learning Trust',
  otherControllers: [],
  className: '4A',
  run: '2026-014',
  printed: CivilDate.parse('2026-09-03'),
  returnTo: 'the school office',
  returnBy: CivilDate.parse('2026-09-18'),
  wording: {
    version: '3',
    lang: 'en-GB',
    dir: 'ltr',
    title: 'Pictures and videos of your child',
    intro: 'We take pictures.\nSome uses need your permission.',
    takeBack: 'You can take any Yes back at any time.',
    questions,
  },
  forms,
  ...more,
})

const formsOf = (html: string): readonly Element[] => all(pageOf(html), 'section.form')
const classOf30 = Array.from({ length: 30 }, (_, turn) => child(turn))

describe('consent forms', () => {
  it('have each child exactly once, each on a form of its own, in the order given', () => {
    const html = consentForms(run(classOf30))
    const forms = formsOf(html)
    expect(forms).toHaveLength(30)
    forms.forEach((form, turn) => {
      expect(classOf30.filter(({ child: name }) => says(form).includes(`${name} `))).toEqual([classOf30[turn]])
      expect(says(only(form, 'h2'))).toBe(`Pictures and videos of your child ${classOf30[turn]!.child}`)
      expect(says(form)).toContain(spacedNumber(numberOf(turn)))
    })
  })

  it('begin with a cover sheet that counts them and lists names to tick', () => {
    const page = pageOf(consentForms(run(classOf30)))
    const cover = only(page, 'section.cover')
    expect(all(page, 'section')[0]).toBe(cover)
    for (const words of ['4A', 'Forms30', 'Run2026-014', 'Wording version3', 'Printed on3 September 2026']) {
      expect(says(cover)).toContain(words)
    }
    const rows = all(only(cover, 'tbody'), 'tr')
    expect(rows.map((row) => says(only(row, 'th')))).toEqual(classOf30.map((form) => form.child))
    expect(rows.every((row) => all(row, '.box').length === 1)).toBe(true)
  })

  it('ask in keying order, Yes before No in every row, both boxes alike and empty', () => {
    const [form] = formsOf(consentForms(run([child(1)])))
    const table = only(form!, 'table.questions')
    const rows = all(only(table, 'tbody'), 'tr')
    expect(rows.map((row) => says(only(row, 'th')))).toEqual(
      questions.map(({ question, willBeDone }, at) => `${at + 1} ${question}${willBeDone}`),
    )
    for (const row of rows) {
      const cells = all(row, 'td')
      expect(cells.map(says)).toEqual(['Yes', 'No'])
      const boxes = cells.map((cell) => only(cell, '.box'))
      expect(boxes.map((box) => attribute(box, 'aria-label'))).toEqual(['Yes box', 'No box'])
      expect(boxes.map((box) => [box.tagName, attribute(box, 'class'), box.childNodes.length])).toEqual([
        ['span', 'box', 0],
        ['span', 'box', 0],
      ])
    }
    expect(all(only(table, 'thead'), 'th').map((cell) => attribute(cell, 'scope'))).toEqual(['col', 'col', 'col'])
    expect(rows.map((row) => attribute(only(row, 'th'), 'scope'))).toEqual(questions.map(() => 'row'))
  })

  it('have no field, no mark, no script and nothing from elsewhere', () => {
    const elements = within(pageOf(consentForms(run([child(1, { pupilSigns: true })]))))
    const names = new Set(elements.map(({ tagName }) => tagName))
    for (const tag of ['input', 'script', 'img', 'link', 'a', 'object', 'iframe']) expect(names).not.toContain(tag)
    const attributes = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name))
    expect(attributes.filter((name) => /^on|checked|href|src|style/.test(name))).toEqual([])
  })

  it('say who is responsible, what no answer means and how to take it back', () => {
    const [form] = formsOf(consentForms(run([child(1)], { otherControllers: ['Ribbon Studio', 'Velvet Press'] })))
    for (const words of [
      'Marblewick Primary',
      'Copperbrook Learning Trust',
      'Ribbon Studio; Velvet Press',
      ENGLISH.noAnswer,
      ENGLISH.noDetriment,
      'You can take any Yes back at any time.',
      'Return by18 September 2026',
      'Wording version 3',
    ]) {
      expect(says(form!)).toContain(words)
    }
  })

  it('name the number at every place a second page can begin with', () => {
    const [form] = formsOf(consentForms(run([child(1)])))
    const number = spacedNumber(numberOf(1))
    expect(says(only(only(form!, 'table.questions'), 'thead'))).toContain(number)
    expect(says(only(form!, '.close'))).toContain(number)
  })

  it('offer every person who may sign, once', () => {
    const [form] = formsOf(consentForms(run([child(1)])))
    expect(all(only(form!, '.signers'), 'li').map(says)).toEqual(SIGNER_BOXES.map((one) => ENGLISH.signers[one]))
    expect(all(only(form!, '.signers'), '.box')).toHaveLength(SIGNER_BOXES.length)
  })

  it('have a part for the pupil where the pupil signs, and only there', () => {
    const forms = formsOf(consentForms(run([child(1, { pupilSigns: true }), child(2)])))
    const [own] = forms.map((form) => all(form, '.pupil'))
    expect(forms.map((form) => all(form, '.pupil').length)).toEqual([1, 0])
    expect(says(own![0]!)).toBe('For the pupilI agree with the answers above Yes No Signature')
    expect(all(own![0]!, '.box').map((box) => attribute(box, 'aria-label'))).toEqual(['Yes box', 'No box'])
  })

  it('keep another language, its direction and its own words for dates', () => {
    const months = Array.from({ length: 12 }, (_, at) => `شهر${at + 1}`)
    const wording = { ...run([]).wording, lang: 'ar', dir: 'rtl' as const, title: 'صور طفلك', intro: 'نلتقط صورا.' }
    const words = { ...ENGLISH, yes: 'نعم', no: 'لا', yesBox: 'مربع نعم', noBox: 'مربع لا', months }
    const page = pageOf(consentForms(run([child(1)], { wording: { ...wording, words } })))
    const form = only(page, 'section.form')
    expect([attribute(form, 'lang'), attribute(form, 'dir')]).toEqual(['ar', 'rtl'])
    expect(attribute(only(page, 'section.cover'), 'lang')).toBeNull()
    expect(says(form)).toContain('صور طفلك')
    expect(says(form)).toContain('18 شهر9 2026')
    const [first] = all(only(form, 'tbody'), 'tr')
    expect(all(first!, 'td').map(says)).toEqual(['نعم', 'لا'])
  })

  it('can be an empty run', () => {
    const page = pageOf(consentForms(run([])))
    expect(says(only(page, 'section.cover'))).toContain('Forms0')
    expect(all(page, 'section.form')).toEqual([])
  })

  it('are not printed with a number that cannot be read back', () => {
    expect(() => consentForms(run([child(1, { number: '10000000007999' })]))).toThrow()
  })
})

describe('a reprint', () => {
  it('is the same form without a cover sheet', () => {
    const { forms: _, ...rest } = run([])
    const page = pageOf(reprintForm(rest, child(5)))
    const [again] = all(page, 'section')
    const [first] = formsOf(consentForms(run([child(5)])))
    expect(all(page, 'section')).toHaveLength(1)
    expect(says(again!)).toBe(says(first!))
    expect(all(page, 'h1')).toHaveLength(1)
  })
})

describe('text from outside on a form', () => {
  /** What a page is made of, what it says left out; long words have an element of their own. */
  const skeleton = (html: string): string[] =>
    within(pageOf(html))
      .filter((element) => attribute(element, 'class') !== 'long')
      .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`)

  const filled = (words: string): string =>
    consentForms(
      run([child(1, { child: words, className: words })], {
        school: words,
        controller: words,
        otherControllers: [words],
        className: words,
        run: words,
        returnTo: words,
        wording: {
          ...{ version: words, lang: words, dir: 'ltr', title: words, intro: words, takeBack: words },
          questions: [{ question: words, willBeDone: words }],
        },
      }),
    )

  it('stays text, for 300 texts that try not to', () => {
    expect(new Set(HOSTILE).size).toBe(300)
    const harmless = skeleton(filled('Brenbo Thistlecrest'))
    for (const words of HOSTILE) {
      const html = filled(words)
      expect(skeleton(html)).toEqual(harmless)
      const form = only(pageOf(html), 'section.form')
      expect(says(only(form, 'h2'))).toBe(`${words} ${words}`)
      expect(attribute(form, 'lang')).toBe(words)
    }
  })

  it.each([
    ['\u0000Bren\u0007bo\u009b', 'Brenbo'],
    ['Bren\u202ebo', 'Brenbo'],
    ['Bren\ud800bo', 'Brenbo'],
    ['  Bren \t\n bo ', 'Bren bo'],
    ['Zoë Ó’Maoilriain', 'Zoë Ó’Maoilriain'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['李\u3000小龍', '李 小龍'],
  ])('loses signs without a shape: %j', (written, shown) => {
    const [form] = formsOf(consentForms(run([child(1, { child: written })])))
    expect(says(only(only(form!, 'h2'), 'bdi'))).toBe(shown)
  })
})
