import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/primitives'
import { checklistPage, type Checklist, type ChecklistPupil } from '../../src-main/features/forms/checklist'
import { all, attribute, only, pageOf, says, within } from '../support/page-tree'
import { HOSTILE } from './forms-hostile'

const yes = { answer: 'yes' } as const
const no = { answer: 'no' } as const

const pupil = (name: string, className: string, more: Partial<ChecklistPupil> = {}): ChecklistPupil => ({
  pupil: name,
  year: `Year ${className.slice(0, 1)}`,
  className,
  doNotPhotograph: false,
  answers: [yes, yes],
  ...more,
})

const list = (pupils: readonly ChecklistPupil[], more: Partial<Checklist> = {}): Checklist => ({
  school: 'Marblewick Primary',
  event: 'Harvest assembly',
  date: CivilDate.parse('2026-10-02'),
  groups: ['4A', '5B'],
  uses: ['Website', 'Newspapers'],
  photographer: 'Ribbon Studio',
  madeAt: Date.UTC(2026, 9, 1, 13, 5),
  madeBy: 'office staff',
  copies: 2,
  returnTo: 'the school office',
  pupils,
  ...more,
})

/** The headings and names of the first page, in reading order. */
const firstPage = (html: string): string[] => {
  const [first] = all(pageOf(html), 'section')
  return within(first!)
    .filter(({ tagName }) => ['h2', 'h3', 'li', 'p'].includes(tagName))
    .map(says)
}

/** Every row of the tables from page 2 on. */
const rows = (html: string): string[] =>
  all(only(pageOf(html), 'section.everybody'), 'tbody').flatMap((body) => all(body, 'tr').map(says))

const mixed = [
  pupil('Brenbo Thistlecrest', '4A'),
  pupil('Corcia Marbledale', '4A', { answers: [no, yes] }),
  pupil('Daldri Lanternfold', '4A', { doNotPhotograph: true, answers: [no, no] }),
  pupil('Elelle Pebblegate', '5B', { answers: [no, no] }),
  pupil('Fenfi O’Dale', '5B', { answers: [{ answer: 'yes-if', condition: 'without a name' }, yes] }),
]

describe('the photo checklist', () => {
  it('begins with who may not be pictured, by use and class', () => {
    expect(firstPage(checklistPage(list(mixed)))).toEqual([
      'Do not photograph',
      '4A: do not photograph',
      'Daldri Lanternfold',
      'Not for this use',
      '4A: not for Website',
      'Corcia Marbledale',
      '5B: not for Website',
      'Elelle Pebblegate',
      '5B: not for Newspapers',
      'Elelle Pebblegate',
      'Only under a condition',
      'Fenfi O’Dale: Website (without a name)',
    ])
  })

  it('says in words that nobody is on a list', () => {
    expect(firstPage(checklistPage(list([pupil('Brenbo Thistlecrest', '4A')])))).toEqual([
      'Do not photograph',
      'Nobody in these groups',
      'Not for this use',
      'Not for Website',
      'Nobody in these groups',
      'Not for Newspapers',
      'Nobody in these groups',
    ])
  })

  it('then lists everybody by class, with a box to tick and every answer as a word', () => {
    const html = checklistPage(list(mixed))
    expect(rows(html)).toEqual([
      'Brenbo Thistlecrest Yes Yes',
      'Corcia Marbledale No Yes',
      'Daldri Lanternfold Do not photograph',
      'Elelle Pebblegate No No',
      'Fenfi O’Dale If: without a name Yes',
    ])
    const everybody = only(pageOf(html), 'section.everybody')
    expect(all(everybody, 'h3').map(says)).toEqual(['4A', '5B'])
    expect(all(everybody, '.box').every((box) => attribute(box, 'aria-label') === 'Taken box')).toBe(true)
    // Nothing to tick for a pupil who may not be pictured.
    expect(all(everybody, '.box')).toHaveLength(4)
    expect(all(everybody, 'thead').map((head) => all(head, 'th').map(says))).toEqual([
      ['4A: pupil', 'Taken', 'Website', 'Newspapers'],
      ['5B: pupil', 'Taken', 'Website', 'Newspapers'],
    ])
  })

  it('draws another shape for each answer, beside its word and hidden from whoever hears it', () => {
    const marks = all(only(pageOf(checklistPage(list(mixed))), 'section.everybody'), 'svg.mark')
    const shapes = marks.map((mark) =>
      within(mark)
        .map(({ tagName }) => tagName)
        .join(),
    )
    expect(new Set(shapes)).toEqual(new Set(['circle,path', 'rect,path', 'path,path']))
    expect(marks.every((mark) => attribute(mark, 'aria-hidden') === 'true')).toBe(true)
  })

  it('sets the No lists in 16 points at least', () => {
    const html = checklistPage(list(mixed))
    // The shared style stands first, the list's own rules after it.
    const own = html.slice(html.indexOf('footer {'), html.indexOf('</style>'))
    const sizes = ['.names', '.names.wide', '.nobody', 'h3'].map((chosen) => {
      const rule = own.split('\n').find((line) => line.startsWith(`${chosen} {`))
      return Number(/font-size: (\d+)pt/.exec(rule ?? '')?.[1])
    })
    expect(sizes.filter((size) => !(size >= 16))).toEqual([])
  })

  it('says at the foot when it was made, until when it is good and where it goes back to', () => {
    const page = pageOf(checklistPage(list(mixed)))
    expect(says(only(page, 'footer'))).toBe(
      'Good until the end of 2 October 2026. Made on 1 October 2026 at 14:05 by office staff. 2 copies. ' +
        'Return for shredding to the school office. Marblewick Primary. Official use in school: contains pupil data.',
    )
    expect(says(only(pageOf(checklistPage(list(mixed, { copies: 1 }))), 'footer'))).toContain(' 1 copy. ')
    for (const words of ['Harvest assembly', '2 October 2026', '4A, 5B', 'Website; Newspapers', 'Ribbon Studio']) {
      expect(says(only(page, 'main'))).toContain(words)
    }
  })

  it('tells pupils of one name apart by year and class', () => {
    const twins = [
      pupil('Brenbo Dale', '4A', { answers: [no, yes] }),
      pupil('brenbo  DALE', '5B'),
      pupil('Corcia Dale', '5B'),
    ]
    const html = checklistPage(list(twins))
    expect(firstPage(html)).toContain('Brenbo Dale (Year 4, 4A)')
    expect(rows(html)).toEqual([
      'Brenbo Dale (Year 4, 4A) No Yes',
      'brenbo DALE (Year 5, 5B) Yes Yes',
      'Corcia Dale Yes Yes',
    ])
  })

  it('sends to the office about pupils of one name in one class', () => {
    const twins = [pupil('Brenbo Dale', '4A', { answers: [no, yes] }), pupil('Brenbo Dale', '4A')]
    for (const row of rows(checklistPage(list(twins)))) {
      expect(row).toContain('2 pupils in this class have this name: ask the office which one before any picture')
    }
  })

  it('refuses a pupil whose answers do not fit the uses', () => {
    expect(() => checklistPage(list([pupil('Brenbo Dale', '4A', { answers: [yes] })]))).toThrow()
    expect(() => checklistPage(list([pupil('Brenbo Dale', '4A', { answers: [yes, yes, yes] })]))).toThrow()
  })

  it('lets no text from outside become markup', () => {
    const filled = (words: string): string =>
      checklistPage(
        list(
          [
            pupil(words, '4A', {
              year: words,
              className: words,
              answers: [no, { answer: 'yes-if', condition: words }],
            }),
            pupil('Brenbo Dale', '4A', { doNotPhotograph: true }),
          ],
          {
            school: words,
            event: words,
            groups: [words],
            uses: [words, words],
            photographer: words,
            madeBy: words,
            returnTo: words,
          },
        ),
      )
    const skeleton = (html: string): string[] =>
      within(pageOf(html))
        .filter((element) => attribute(element, 'class') !== 'long')
        .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`)
    const harmless = skeleton(filled('Corcia Dale'))
    for (const words of HOSTILE) {
      const html = filled(words)
      expect(skeleton(html)).toEqual(harmless)
      expect(says(only(pageOf(html), 'h1'))).toBe(`Photo checklist: ${words}`)
    }
  })
})
