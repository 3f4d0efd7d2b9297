import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/primitives'
import { chaseLetters, type Letter, type LetterRun } from '../../src-main/features/forms/letter'
import { formNumber, spacedNumber } from '../../src-main/features/forms/number'
import { subjectAccessPage, type HeldValue, type SubjectAccess } from '../../src-main/features/forms/subject-access'
import { all, attribute, only, pageOf, says, within } from '../support/page-tree'
import { HOSTILE } from './forms-hostile'

const date = (text: string): CivilDate => CivilDate.parse(text)
const number = formNumber('123456789012')

const letter = (more: Partial<Letter> = {}): Letter => ({
  child: 'Brenbo Thistlecrest',
  className: '4A',
  to: 'parent',
  occasion: { kind: 'not-returned', askedOn: date('2026-09-03') },
  formNumber: number,
  ...more,
})

const run = (letters: readonly Letter[], more: Partial<LetterRun> = {}): LetterRun => ({
  school: 'Marblewick Primary',
  controller: 'Copperbrook Learning Trust',
  address: '1 Thistle Row\nMarblewick',
  date: date('2026-10-01'),
  returnBy: date('2026-10-16'),
  returnTo: 'the school office',
  contact: '01632 960000',
  from: 'Office team',
  letters,
  ...more,
})

const skeleton = (html: string): string[] =>
  within(pageOf(html))
    .filter((element) => attribute(element, 'class') !== 'long')
    .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`)

describe('letters', () => {
  it('are one a child, in the order given, each to the parent or carer', () => {
    const names = ['Brenbo Dale', 'Corcia Dale', 'Daldri Dale']
    const page = pageOf(chaseLetters(run(names.map((child) => letter({ child })))))
    const sections = all(page, 'section.letter')
    expect(sections.map((section) => says(only(section, '.to')))).toEqual(
      names.map((child) => `To the parent or carer of ${child} 4A`),
    )
    sections.forEach((section, at) => {
      expect(names.filter((name) => says(section).includes(name))).toEqual([names[at]])
    })
  })

  it.each<[string, Partial<Letter>, readonly string[]]>([
    [
      'a form that did not come back',
      {},
      ['We sent you a form on 3 September 2026', 'Until we have them, we will not use', spacedNumber(number)],
    ],
    [
      'a form of an unknown day',
      { occasion: { kind: 'not-returned', askedOn: null }, formNumber: null },
      ['We do not have your answers yet.', 'A form comes with this letter.'],
    ],
    [
      'answers that end',
      { occasion: { kind: 'renewal', endsOn: date('2026-10-31') } },
      ['end on 31 October 2026.', 'After that day we will make no new use'],
    ],
    [
      'answers that end today',
      { occasion: { kind: 'renewal', endsOn: date('2026-10-01') } },
      ['end on 1 October 2026.', 'After that day we will make no new use'],
    ],
    [
      'answers that have ended',
      { occasion: { kind: 'renewal', endsOn: date('2026-08-31') } },
      ['The answers we had', 'ended on 31 August 2026.', 'We make no new use'],
    ],
    [
      'answers that ended on no known day',
      { occasion: { kind: 'renewal', endsOn: null } },
      ['The answers we had', 'have ended.', 'We make no new use'],
    ],
  ])('speak of %s', (_what, more, expected) => {
    const words = says(pageOf(chaseLetters(run([letter(more)]))))
    for (const part of [...expected, 'return it by 16 October 2026 to the school office', '01632 960000']) {
      expect(words).toContain(part)
    }
  })

  it.each<Letter['to']>(['parent', 'pupil'])(
    'do not press: No is as good as Yes, and silence costs nothing (%s)',
    (to) => {
      const words = says(pageOf(chaseLetters(run([letter({ to })]))))
      expect(words).toContain('Yes and No are both fine.')
      expect(words).toContain('even if you do not answer, it makes no difference')
      expect(words).not.toMatch(/must|please|sorry|urgent|overdue|reminder|fail|unfortunately|miss out/i)
      expect(words.includes('your child')).toBe(to === 'parent')
    },
  )

  it('lets no text from outside become markup', () => {
    const filled = (words: string): string =>
      chaseLetters(
        run([letter({ child: words, className: words })], {
          ...{ school: words, controller: words, address: words, returnTo: words, contact: words, from: words },
        }),
      )
    const harmless = skeleton(filled('Corcia Dale'))
    for (const words of HOSTILE) {
      expect(skeleton(filled(words))).toEqual(harmless)
      expect(says(only(pageOf(filled(words)), 'h1'))).toBe(`Pictures and videos of ${words}`)
    }
  })
})

const held = (more: Partial<SubjectAccess> = {}): SubjectAccess => ({
  school: 'Marblewick Primary',
  controller: 'Copperbrook Learning Trust',
  person: 'Brenbo Thistlecrest',
  madeAt: Date.UTC(2026, 11, 1, 13, 5),
  madeBy: 'Data protection officer',
  purposes: 'To know which pictures may show a pupil.',
  recipients: 'Nobody outside school.',
  kept: 'Until six years after leaving.',
  contact: 'the school office',
  sections: [],
  leftOut: [],
  ...more,
})

const section = (values: readonly HeldValue[]) => ({
  title: 'Answers',
  source: 'Paper forms',
  seenBy: 'Office staff',
  blocks: [
    { kind: 'facts' as const, facts: values.map((value, at) => ({ label: `Fact ${at}`, value })) },
    {
      kind: 'table' as const,
      caption: 'All',
      columns: ['Use', 'Value'],
      rows: values.map((value) => ['Website', value]),
    },
    { kind: 'paragraph' as const, text: 'Said on the telephone.\nWritten down later.' },
  ],
})

describe('the subject-access document', () => {
  it('says who holds what, why, for how long and who may see it', () => {
    const words = says(pageOf(subjectAccessPage(held({ sections: [section(['x'])] }))))
    for (const part of [
      'Everything held about Brenbo Thistlecrest',
      'ControllerCopperbrook Learning Trust',
      'Made on1 December 2026 at 13:05',
      'How long it is keptUntil six years after leaving.',
      'Where it came fromPaper forms',
      'Who may see itOffice staff',
      'Said on the telephone. Written down later.',
      'Information Commissioner',
    ]) {
      expect(words).toContain(part)
    }
  })

  it('has contents that lead to every part', () => {
    const page = pageOf(subjectAccessPage(held({ sections: [section([]), section([])] })))
    const links = all(only(page, 'nav'), 'a')
    const parts = all(page, 'section')
    expect(links.map((link) => attribute(link, 'href'))).toEqual(parts.map((part) => `#${attribute(part, 'id')}`))
    expect(links.map((link, at) => `${at + 1}. ${says(link)}`)).toEqual(parts.map((part) => says(only(part, 'h2'))))
    expect(links).toHaveLength(4)
  })

  it.each<[HeldValue, string, string]>([
    [null, 'Not recorded', 'Not recorded'],
    ['', 'Not recorded', 'Not recorded'],
    [true, 'Yes', 'Yes'],
    [false, 'No', 'No'],
    [0, '0', '0'],
    ['00123', '00123', '00123'],
    [{ date: date('2026-09-03') }, '3 September 2026', '3 Sep 2026'],
    [{ date: date('2026-05-31') }, '31 May 2026', '31 May 2026'],
    [{ at: Date.UTC(2026, 5, 30, 23, 30) }, '1 July 2026 at 00:30', '1 Jul 2026 at 00:30'],
  ])('says %j as words', (value, inFacts, inTable) => {
    const page = pageOf(subjectAccessPage(held({ sections: [section([value])] })))
    const [part] = all(page, 'section')
    expect(all(part!, 'dd').map(says)).toContain(inFacts)
    expect(all(only(part!, 'tbody'), 'td').map(says)).toEqual([inTable])
  })

  it('says that a part is empty, and what was left out', () => {
    const empty = { ...section([]), blocks: [] }
    const page = pageOf(subjectAccessPage(held({ sections: [empty], leftOut: ['Names of other families.'] })))
    expect(all(page, 'section').map(says)[0]).toContain('Nothing is held here.')
    expect(says(page)).toContain('Names of other families.')
    expect(says(pageOf(subjectAccessPage(held())))).toContain('Nothing was left out.')
  })

  it('lets no text from outside become markup', () => {
    const filled = (words: string): string =>
      subjectAccessPage({
        ...held({ school: words, controller: words, person: words, madeBy: words, purposes: words, recipients: words }),
        ...{ kept: words, contact: words, leftOut: [words] },
        sections: [
          {
            ...{ title: words, source: words, seenBy: words },
            blocks: [
              { kind: 'facts', facts: [{ label: words, value: words }] },
              { kind: 'table', caption: words, columns: [words, words], rows: [[words, words]] },
              { kind: 'paragraph', text: words },
            ],
          },
        ],
      })
    const harmless = skeleton(filled('Corcia Dale'))
    for (const words of HOSTILE) {
      expect(skeleton(filled(words))).toEqual(harmless)
      expect(says(only(pageOf(filled(words)), 'td'))).toBe(words)
    }
  })
})
