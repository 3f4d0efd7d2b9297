import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault, TenantId } from '@contract'
import { questionKey, touchesAnswers } from '@renderer/features/consents/ask'
import { useAsk } from '@renderer/features/consents/ask-store'
import { dateText, today } from '@renderer/ui/dates'
import { spoken } from '@renderer/ui/live'
import {
  amira,
  answer,
  askAboutAmira,
  askVault,
  ben,
  display,
  openAsk,
  take,
  verdict,
  website,
  type Verdicts,
} from './ask-screen'
import { anAnswer, decided, school } from './consents-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'
import type { Shown } from './support/show'

let vault: FakeVault
let verdicts: Verdicts = {}

beforeEach(() => {
  verdicts = {}
  vault = askVault(verdicts)
})

describe('asking about one child', () => {
  test('letters, Enter, the use and Enter again give the answer of today', async () => {
    await askAboutAmira()
    expect(vault.inputsOf('consents.ask')).toEqual([
      { school, pupils: [amira.id], purpose: website.id, named: false, on: today(), knownOn: null },
    ])
    expect(verdict()).toBe('YES')
    expect(answer().textContent).toContain('Amira Khan, Year 7, 7A')
    expect(answer().textContent).toContain('A parent said yes on 3 September 2026.')
  })

  test.each([
    ['YES', 'Yes', 'A parent said yes'],
    ['YES_IF', 'Yes, if', 'No close-up'],
    ['NO', 'No', 'A parent said no'],
    ['CHECK_FIRST', 'Check first', 'The office: ask the family'],
  ] as const)('%s is told as a word with its reason and said aloud', async (given, word, why) => {
    verdicts[amira.id] = given
    await askAboutAmira()
    expect(answer().querySelector('.form-answer')?.textContent.trim()).toBe(word)
    expect(answer().textContent).toContain(why)
    expect(spoken.polite.startsWith(`${word}. `)).toBe(true)
  })

  test('what is allowed instead stands below a No', async () => {
    vault.answer({
      'consents.ask': () => anAnswer([decided(amira, 'NO')], { instead: ['Display inside school', 'Newsletter'] }),
    })
    await askAboutAmira()
    expect(answer().textContent).toContain('Allowed instead: Display inside school and Newsletter')
  })

  test('nothing is asked before child, use and date are there, and each is asked for', async () => {
    const shown = await openAsk()
    await shown.press('Ask')
    expect(vault.inputsOf('consents.ask')).toEqual([])
    expect(shown.text()).toContain('Choose at least one pupil')
    expect(shown.text()).toContain('Choose the use')
  })

  test('the name beside the picture and an earlier state of the records are asked for when chosen', async () => {
    const shown = await openAsk()
    await take(shown, 'kha')
    await shown.fill('For which use?', website.id)
    shown.field('With the name').click()
    await flushPromises()
    await shown.fill('What the records said on', '1 9 2026')
    await shown.press('Ask')
    expect(vault.inputsOf('consents.ask')[0]).toMatchObject({ named: true, knownOn: '2026-09-01' })
    expect(answer().textContent).toContain('As the records stood on 1 September 2026')
  })

  test('a day to come is no day the records can have stood on', async () => {
    const shown = await openAsk()
    await take(shown, 'kha')
    await shown.fill('For which use?', website.id)
    await shown.fill('What the records said on', '+3')
    await shown.press('Ask')
    expect(vault.inputsOf('consents.ask')).toEqual([])
    expect(shown.text()).toContain('Choose an earlier day')
  })

  test('a refusal is no answer and says not to use the picture', async () => {
    vault.answer({
      'consents.ask': () => {
        throw new Fault('busy', 'Another program holds the file.')
      },
    })
    await askAboutAmira()
    expect(verdict()).toBeNull()
    expect(answer().textContent).toContain('Another program holds the file.')
    expect(answer().textContent).toContain('do not use the picture')
  })
})

describe('an answer belongs to its question alone', () => {
  test.each([
    ['the use', (shown: Shown) => shown.fill('For which use?', display.id)],
    ['the date', (shown: Shown) => shown.fill('On which date?', '3 9 2026')],
    ['a date that is none', (shown: Shown) => shown.fill('On which date?', '45 13')],
    ['the name', (shown: Shown) => Promise.resolve(shown.field('With the name').click())],
    ['the earlier day', (shown: Shown) => shown.fill('What the records said on', '1 9 2026')],
    ['one more child', (shown: Shown) => take(shown, 'lar')],
    ['a child taken out', (shown: Shown) => shown.press('Take Amira Khan out')],
  ])('changing %s blanks it at once', async (_what, change) => {
    const shown = await askAboutAmira()
    expect(verdict()).toBe('YES')
    await change(shown)
    await flushPromises()
    expect(verdict()).toBeNull()
    expect(answer().textContent).not.toContain('A parent said yes')
  })

  test('changing it back does not bring the old answer back', async () => {
    const shown = await askAboutAmira()
    await shown.fill('For which use?', display.id)
    await shown.fill('For which use?', website.id)
    expect(verdict()).toBeNull()
  })

  test('an answer that comes after the question changed is dropped', async () => {
    let give = () => {}
    vault.answer({
      'consents.ask': () =>
        new Promise((resolve) => {
          give = () => resolve(anAnswer([decided(amira, 'YES')]))
        }),
    })
    const shown = await askAboutAmira()
    await shown.fill('For which use?', display.id)
    give()
    await flushPromises()
    expect(verdict()).toBeNull()
  })

  test('a change of the records takes it away and asks again', async () => {
    vi.useFakeTimers()
    try {
      await askAboutAmira()
      verdicts[amira.id] = 'NO'
      vault.tell('changed', { school: TenantId.parse(school), types: ['consents.answer'], ids: [] })
      await flushPromises()
      expect(verdict()).toBeNull()
      expect(answer().textContent).toContain('Out of date.')
      await vi.runAllTimersAsync()
      await flushPromises()
      expect(verdict()).toBe('NO')
      expect(answer().textContent).not.toContain('Out of date.')
    } finally {
      vi.useRealTimers()
    }
  })

  test('when asking again fails, the old answer stays away', async () => {
    vi.useFakeTimers()
    try {
      await askAboutAmira()
      vault.answer({
        'consents.ask': () => {
          throw new Fault('busy', 'Another program holds the file.')
        },
      })
      vault.tell('changed', { school: TenantId.parse(school), types: ['pupils.flag'], ids: [] })
      await vi.runAllTimersAsync()
      await flushPromises()
      expect(verdict()).toBeNull()
      expect(answer().textContent).toContain('Ask again before using the picture')
    } finally {
      vi.useRealTimers()
    }
  })

  test('a change told while the vault was answering makes that answer out of date too', async () => {
    vi.useFakeTimers()
    try {
      let give = () => {}
      vault.answer({
        'consents.ask': () =>
          new Promise((resolve) => {
            give = () => resolve(anAnswer([decided(amira, verdicts[amira.id] ?? 'YES')]))
          }),
      })
      await askAboutAmira()
      verdicts[amira.id] = 'NO'
      vault.tell('changed', { school: TenantId.parse(school), types: ['consents.answer'], ids: [] })
      verdicts[amira.id] = 'YES'
      give()
      await flushPromises()
      expect(verdict()).toBeNull()
      verdicts[amira.id] = 'NO'
      await vi.runAllTimersAsync()
      give()
      await flushPromises()
      expect(verdict()).toBe('NO')
    } finally {
      vi.useRealTimers()
    }
  })

  test('its own note in the history, and changes elsewhere, leave it standing', async () => {
    await askAboutAmira()
    vault.tell('changed', { school: TenantId.parse(school), types: ['consents.asked'], ids: [] })
    vault.tell('changed', { school: TenantId.parse(school), types: ['matrices.cell'], ids: [] })
    vault.tell('changed', { school: TenantId.parse(id(102)), types: ['consents.answer'], ids: [] })
    await flushPromises()
    expect(verdict()).toBe('YES')
    expect(vault.inputsOf('consents.ask')).toHaveLength(1)
  })

  test('it does not outlive the screen', async () => {
    const shown = await askAboutAmira()
    shown.wrapper.unmount()
    expect(useAsk().shown).toBeNull()
  })

  test('any two questions share a key only when they are the same', () => {
    const question = fc.record({
      pupils: fc.subarray([amira, ben]),
      open: fc.subarray([
        { line: 'x', found: [] },
        { line: 'y', found: [] },
      ]),
      purpose: fc.constantFrom('', website.id, display.id),
      named: fc.boolean(),
      on: fc.constantFrom(null, today()),
      knownOn: fc.constantFrom(null, today()),
    })
    fc.assert(
      fc.property(question, question, (a, b) => {
        expect(questionKey(a) === questionKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
  })
})

test('only what may change an answer is taken for a change', () => {
  expect(touchesAnswers(['consents.answer'])).toBe(true)
  expect(touchesAnswers(['consents.asked', 'pupils.flag'])).toBe(true)
  for (const silent of ['consents.asked', 'consents.exported', 'pupils.viewed', 'schools.school', 'history.undo'])
    expect(touchesAnswers([silent])).toBe(false)
})

test('today is the date that is asked for unless another is typed', async () => {
  const shown = await openAsk()
  expect(shown.field('On which date?').value).toBe(dateText(today()))
})
