import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  ASK_VERDICTS,
  CivilDate,
  CONSENT_STATES,
  Fault,
  RegisterLine,
  SchoolId,
  TenantId,
  type AskVerdict,
  type PupilCard,
  type Role,
} from '@contract'
import FiguresScreen from '@renderer/features/consents/FiguresScreen.vue'
import ListsScreen from '@renderer/features/consents/ListsScreen.vue'
import RegisterScreen from '@renderer/features/consents/RegisterScreen.vue'
import { useAsk } from '@renderer/features/consents/ask-store'
import { actionTest, cellSentence, EVERYBODY, filtered, type Register } from '@renderer/features/consents/register'
import { useRegister } from '@renderer/features/consents/register-store'
import { useSchools } from '@renderer/features/schools/schools-store'
import { cellWord, VERDICTS, verdictSentence } from '@renderer/ui/verdict'
import { dateText, shifted, today } from '@renderer/ui/dates'
import { aPupil, aPurpose, school } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

const website = aPurpose(1, { label: 'Website' })
const press = aPurpose(2, { label: 'Press' })
const day = CivilDate.parse('2026-11-30')
const amira = aPupil(1, { forename: 'Amira', surname: 'Khan' })
const ben = aPupil(2, { forename: 'Ben', surname: 'Larch', year: '9', className: '9C', restricted: true })
const cy = aPupil(3, { forename: 'Cy', surname: 'Ash', className: '7B' })

const STATES = { YES: 'GIVEN', YES_IF: 'GIVEN', NO: 'REFUSED', CHECK_FIRST: 'NOT_ASKED' } as const
const aLine = (pupil: PupilCard, verdicts: readonly AskVerdict[], holdsUntil: string | null = null): RegisterLine =>
  RegisterLine.parse({
    pupil,
    cells: verdicts.map((verdict) => ({ verdict, state: STATES[verdict], holdsUntil })),
    answeredOn: '2026-09-03',
  })
const register = (): Register => ({
  on: day,
  purposes: [website, press],
  lines: [aLine(cy, ['YES', 'CHECK_FIRST']), aLine(amira, ['YES', 'NO']), aLine(ben, ['NO', 'NO'])],
})

let vault: FakeVault
beforeEach(() => {
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'checklists.list': () => [],
    'consents.register': ({ on }) => ({
      ...register(),
      lines: [...register().lines],
      purposes: [website, press],
      on: on ?? day,
    }),
    'pupils.list': () => [amira, ben, cy],
  })
})

async function open(role: Role = 'OFFICE_STAFF'): Promise<Shown> {
  const shown = await show(RegisterScreen, {
    props: { school },
    session: aSession({ school }, role),
    at: `/schools/${school}/consent`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}
const names = () => [...document.querySelectorAll('tbody th .name')].map((cell) => cell.textContent.trim())
async function key(name: string, held: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...held }))
  await flushPromises()
}
const intoGrid = async () => {
  document.querySelector<HTMLElement>('#register tbody [tabindex="0"]')?.focus()
  await flushPromises()
}

describe('the register', () => {
  test('a row a pupil, a column a use, each cell a sentence', async () => {
    await open()
    expect(names()).toEqual(['Ash, Cy', 'Khan, Amira', 'Larch, Ben'])
    const labels = [...document.querySelectorAll('#register tbody td[aria-label]')].map((cell) =>
      cell.getAttribute('aria-label'),
    )
    expect(labels[0]).toBe('Cy Ash, Year 7, 7B. Website: Yes.')
    expect(labels[1]).toBe('Cy Ash, Year 7, 7B. Press: Check first, not asked.')
  })

  test('is narrowed in words that can be taken away one by one', async () => {
    const shown = await open()
    await shown.fill('Use', press.id)
    await shown.fill('Answer', 'NO')
    expect(names()).toEqual(['Khan, Amira', 'Larch, Ben'])
    await shown.fill('Class', '9C')
    expect(names()).toEqual(['Larch, Ben'])
    expect(shown.text()).toContain('1 of 3 pupils shown')
    await shown.press('Take away: Press: No')
    await shown.press('Take away: Class 9C')
    expect(names()).toHaveLength(3)
  })

  test('those restricted and those who need action are counted and shown', async () => {
    const shown = await open()
    await shown.press('Restricted 1')
    expect(names()).toEqual(['Larch, Ben'])
    await shown.press('Restricted 1')
    await shown.press('Needs action 1')
    expect(names()).toEqual(['Ash, Cy'])
  })

  test('filtered to nothing it says what to take away', async () => {
    const shown = await open()
    await shown.fill('Year', '9')
    await shown.fill('Class', '7A')
    expect(shown.text()).toContain('Take away one of: Year 9 and Class 7A.')
    await shown.press('Show everybody')
    expect(names()).toHaveLength(3)
  })

  test('filters are put off and on again by key without being lost', async () => {
    const shown = await open()
    await shown.fill('Class', '7A')
    await key('l', { ctrlKey: true, shiftKey: true })
    expect(names()).toHaveLength(3)
    await key('l', { ctrlKey: true, shiftKey: true })
    expect(names()).toEqual(['Khan, Amira'])
  })

  test('another day is shown as the records stood then, and says so', async () => {
    const shown = await open()
    await shown.fill('As on', '1 9 2026')
    expect(vault.inputsOf('consents.register').at(-1)).toEqual({ school, on: '2026-09-01' })
    expect(shown.text()).toContain('This is the register of 1 September 2026')
    await shown.press('Show today')
    expect(vault.inputsOf('consents.register').at(-1)).toEqual({ school, on: null })
    expect(shown.field('As on').value).toBe(dateText(today()))
  })

  test('a use sorts by what needs a person first', async () => {
    const shown = await open()
    await shown.press('Press')
    expect(names()[0]).toBe('Ash, Cy')
  })

  test('it is read again when answers change, once for many changes', async () => {
    vi.useFakeTimers()
    try {
      await open()
      for (let n = 0; n < 5; n += 1)
        vault.tell('changed', { school: TenantId.parse(school), types: ['consents.answer'], ids: [] })
      await vi.runAllTimersAsync()
      await flushPromises()
      expect(vault.inputsOf('consents.register')).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a refusal stands where it would', async () => {
    vault.answer({
      'consents.register': () => {
        throw new Fault('busy', 'Another program holds the file.')
      },
    })
    const { text } = await open()
    expect(text()).toContain('Another program holds the file.')
  })

  test('without uses it leads to them', async () => {
    vault.answer({ 'consents.register': () => ({ on: day, purposes: [], lines: [] }) })
    const { text } = await open()
    expect(text()).toContain('No uses yet')
  })
})

describe('choosing rows', () => {
  test('Space chooses one, Shift and arrows several, Ctrl+A all that are shown, Escape nobody', async () => {
    await open()
    await intoGrid()
    await key(' ')
    expect(useRegister().chosen).toEqual([cy.id])
    await key('ArrowDown', { shiftKey: true })
    expect(useRegister().chosen).toEqual([cy.id, amira.id])
    expect(document.querySelectorAll('tr[aria-selected="true"]')).toHaveLength(2)
    await key('a', { ctrlKey: true })
    expect(useRegister().chosen).toHaveLength(3)
    await key('Escape')
    expect(useRegister().chosen).toEqual([])
  })

  test('the key of Ask, which holds the same letter, chooses nobody', async () => {
    await open()
    await intoGrid()
    await key('A', { ctrlKey: true, shiftKey: true })
    expect(useRegister().chosen).toEqual([])
  })

  test('Ctrl+A stays within the filter', async () => {
    const shown = await open()
    await shown.fill('Class', '7A')
    await intoGrid()
    await key('a', { ctrlKey: true })
    expect(useRegister().chosen).toEqual([amira.id])
  })

  test('nobody stays chosen who is out of sight: another filter, another day, an answer changed', async () => {
    const shown = await open()
    const choose = async () => {
      await intoGrid()
      await key('a', { ctrlKey: true })
      expect(shown.text()).toContain('3 pupils chosen')
    }
    await choose()
    await shown.fill('Class', '7A')
    await shown.fill('Class', '')
    expect(useRegister().chosen).toEqual([])
    await choose()
    await key('l', { ctrlKey: true, shiftKey: true })
    expect(useRegister().chosen).toEqual([])
    await choose()
    await shown.fill('As on', '1 9 2026')
    expect(useRegister().chosen).toEqual([])
    await choose()
    vault.answer({
      'consents.register': () => ({ ...register(), purposes: [website, press], lines: register().lines.slice(1) }),
    })
    await useRegister().load(SchoolId.parse(school))
    await flushPromises()
    expect(shown.text()).toContain('2 pupils chosen')
  })

  test('those chosen are asked about together', async () => {
    const shown = await open()
    await intoGrid()
    await key('a', { ctrlKey: true })
    await shown.press('Ask about them')
    expect(shown.router.currentRoute.value.name).toBe('school-ask')
    expect(new Set(useAsk().pupils.map((card) => card.id))).toEqual(new Set([amira.id, ben.id, cy.id]))
  })

  test('Enter on a cell opens the pupil', async () => {
    const shown = await open()
    await intoGrid()
    await key('ArrowRight')
    await key('Enter')
    await flushPromises()
    expect(shown.router.currentRoute.value.params['pupil']).toBe(cy.id)
  })
})

describe('what is shown', () => {
  const verdict = fc.constantFrom<AskVerdict>('YES', 'YES_IF', 'NO', 'CHECK_FIRST')
  const line = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('7A', '7B', null), fc.boolean(), verdict, verdict)
    .map(([n, className, restricted, first, second]) => aLine(aPupil(n, { className, restricted }), [first, second]))
  const some = fc.array(line, { maxLength: 12 }).map((lines): Register => ({ ...register(), lines }))
  const filter = fc.record({
    typed: fc.constantFrom('', 'fam', 'family1', '7a', 'nobody'),
    year: fc.constantFrom('' as const, '7' as const, '9' as const),
    className: fc.constantFrom('', '7A'),
    purpose: fc.constantFrom('', website.id, press.id),
    answer: fc.constantFrom('' as const, 'YES' as const, 'NO' as const, 'NOT_ASKED' as const),
    restricted: fc.boolean(),
    action: fc.boolean(),
  })

  test('narrowing takes away and never adds, moves or changes a line', () => {
    fc.assert(
      fc.property(some, filter, (all, by) => {
        const kept = filtered(all, by)
        expect(all.lines.filter((one) => kept.includes(one))).toEqual(kept)
        expect(filtered({ ...all, lines: kept }, by)).toEqual(kept)
        expect(filtered(all, EVERYBODY)).toEqual(all.lines)
      }),
    )
  })

  test('a use and an answer keep exactly those with that answer on that use', () => {
    fc.assert(
      fc.property(some, verdict, (all, wanted) => {
        const kept = filtered(all, { ...EVERYBODY, purpose: press.id, answer: wanted })
        expect(kept).toEqual(all.lines.filter(({ cells }) => cells[1]?.verdict === wanted))
      }),
    )
  })

  test('a state is looked for where its verdict covers more', () => {
    const all = register()
    const kept = filtered(all, { ...EVERYBODY, answer: 'NOT_ASKED' })
    expect(kept.map(({ pupil }) => pupil.id)).toEqual([cy.id])
    expect(filtered(all, { ...EVERYBODY, answer: 'REQUESTED' })).toEqual([])
  })

  test.each([
    ['a Yes far from its end', 'YES', 400, false],
    ['a Yes about to run out', 'YES', 30, true],
    ['a No', 'NO', 1, false],
    ['somebody not asked', 'CHECK_FIRST', 400, true],
  ] as const)('%s needs action: %s', (_what, given, days, needed) => {
    expect(actionTest(register())(aLine(amira, [given, 'NO'], shifted(day, days)))).toBe(needed)
  })

  test('a sentence says until when', () => {
    expect(cellSentence(register(), aLine(amira, ['YES', 'NO'], '2027-08-31'), website.id)).toBe(
      'Amira Khan, Year 7, 7A. Website: Yes, until 31 August 2027.',
    )
  })

  test.each(ASK_VERDICTS.flatMap((verdict) => CONSENT_STATES.map((state) => [verdict, state] as const)))(
    'the sentence of %s, %s holds the word that is seen',
    (given, state) => {
      const sentence = verdictSentence(given, state).toLowerCase()
      expect(sentence).toContain(cellWord(given, state).toLowerCase())
    },
  )

  test('a missing authority has words of its own, and is not among the answers to settle', () => {
    const [verdict, state, reason] = ['CHECK_FIRST', 'DISPUTED', 'CARE_AUTHORITY_MISSING'] as const
    expect(cellWord(verdict, state)).toBe('To settle')
    expect(cellWord(verdict, state, reason)).toBe('Check authority')
    const line = aLine(amira, [verdict, 'NO'])
    const missing = { ...line, cells: [{ verdict, state, reason, holdsUntil: null }, ...line.cells.slice(1)] }
    const all = { ...register(), lines: [missing] }
    expect(cellSentence(all, missing, website.id)).toBe(
      'Amira Khan, Year 7, 7A. Website: Check first, check authority.',
    )
    expect(filtered(all, { ...EVERYBODY, answer: 'DISPUTED' })).toEqual([])
    expect(filtered(all, { ...EVERYBODY, answer: 'CHECK_FIRST' })).toEqual([missing])
  })

  test('the four answers differ in word and in drawing', () => {
    const looks = Object.values(VERDICTS)
    expect(new Set(looks.map(({ glyph }) => glyph)).size).toBe(4)
    expect(new Set(looks.map(({ word }) => word)).size).toBe(4)
    expect(cellWord('CHECK_FIRST', 'NOT_ASKED')).not.toBe(cellWord('CHECK_FIRST', 'REQUESTED'))
    expect(cellWord('NO', 'WITHDRAWN')).not.toBe(cellWord('NO', 'REFUSED'))
  })
})

describe('lists and figures', () => {
  const at = { props: { school }, session: aSession({ school }, 'OFFICE_STAFF') }

  test('each list says how many, and one opens the pupil', async () => {
    vault.answer({
      'consents.list': ({ kind }) =>
        kind === 'NOT_RETURNED' ? [{ pupil: amira, words: 'Form is out: Website', dueOn: null }] : [],
    })
    const shown = await show(ListsScreen, { ...at, at: `/schools/${school}/consent/to-do` })
    expect(shown.text()).toContain('Form is out: Website')
    expect(shown.button('Not returned').textContent).toContain('1')
    await shown.press('Answers differ')
    expect(shown.text()).toContain('Nobody’s answers differ.')
    expect(shown.text()).not.toContain('Letters home')
  })

  test('counts that may not be shown are said, not shown as nothing', async () => {
    vault.answer({
      'consents.figures': () => ({
        on: day,
        purposes: [website],
        lines: [
          { className: '7A', pupils: 28, uses: [{ yes: 20, no: null, check: null }], notReturned: null },
          { className: null, pupils: 1204, uses: [{ yes: 900, no: 104, check: 200 }], notReturned: 90 },
        ],
      }),
    })
    const shown = await show(FiguresScreen, { ...at, at: `/schools/${school}/consent/figures` })
    const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '))
    expect(rows[0]).toContain('fewer than 5')
    expect(rows[0]).not.toMatch(/\b0\b/)
    expect(rows[1]).toContain('Whole school')
    expect(shown.text()).toContain('1,204')
  })
})

test('nothing of the register is asked for elsewhere', async () => {
  await open()
  vault.tell('changed', { school: TenantId.parse(id(102)), types: ['consents.answer'], ids: [] })
  await flushPromises()
  expect(vault.inputsOf('consents.register')).toHaveLength(1)
})
