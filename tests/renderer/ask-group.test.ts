import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { SchoolId, type AskVerdict, type PupilCard, type Role } from '@contract'
import HomeScreen from '@renderer/features/consents/HomeScreen.vue'
import { answerGroups, pastedLines, wholeVerdict, withPupils } from '@renderer/features/consents/ask'
import { useAsk } from '@renderer/features/consents/ask-store'
import { useSchools } from '@renderer/features/schools/schools-store'
import { useSession } from '@renderer/features/session/session-store'
import { features } from '@renderer/shell/features'
import { spoken } from '@renderer/ui/live'
import {
  amira,
  answer,
  askAboutAmira,
  askVault,
  ben,
  hit,
  key,
  openAsk,
  take,
  verdict,
  website,
  type Verdicts,
} from './ask-screen'
import { aChecklist, anAnswer, aPupil, decided, school } from './consents-samples'
import type { FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { freshStores, show } from './support/show'

let vault: FakeVault
let verdicts: Verdicts = {}

beforeEach(() => {
  verdicts = {}
  vault = askVault(verdicts)
})

describe('children of one name', () => {
  const twins = [
    aPupil(11, { forename: 'Noor', surname: 'Ash', year: '7', className: '7A' }),
    aPupil(12, { forename: 'Noor', surname: 'Ash', year: '9', className: '9C' }),
  ]
  beforeEach(() => {
    vault.answer({ 'pupils.find': () => twins.map((one) => hit(one, true)) })
  })

  test('show year and class, and Enter takes neither', async () => {
    const shown = await openAsk()
    await take(shown, 'ash n')
    const lines = [...document.querySelectorAll('[role="option"]')].map((line) => line.textContent)
    expect(lines[0]).toContain('Year 7, 7A')
    expect(lines[1]).toContain('Year 9, 9C')
    expect(shown.text()).toContain('Nobody chosen yet')
    expect(spoken.polite).toContain('2 pupils called Noor Ash')
  })

  test('are chosen by an arrow and Enter', async () => {
    const shown = await openAsk()
    shown.field('Who is in the picture?').focus()
    await shown.fill('Who is in the picture?', 'ash n')
    await key('ArrowDown')
    await key('ArrowDown')
    await key('Enter')
    expect(useAsk().pupils.map(({ id: pupil }) => pupil)).toEqual([twins[1]?.id])
    await shown.fill('Who is in the picture?', 'ash')
    expect(shown.text()).toContain('1 pupil in the picture')
  })
})

test('Enter before the names have come takes nobody unless there is only one', async () => {
  let give: (cards: PupilCard[]) => void = () => {}
  vault.answer({
    'pupils.find': () => new Promise((resolve) => (give = (cards) => resolve(cards.map((one) => hit(one))))),
  })
  const shown = await openAsk()
  await take(shown, 'a')
  give([amira, ben])
  await flushPromises()
  expect(useAsk().pupils).toEqual([])
  await take(shown, 'kh')
  give([amira])
  await flushPromises()
  expect(useAsk().pupils).toEqual([amira])
})

describe('asking about a group', () => {
  test('a class is picked from the roll', async () => {
    const shown = await openAsk()
    await shown.press('Pick a class')
    await shown.fill('Type the name of a class', '7b')
    document.getElementById('ask-class-box')?.focus()
    await key('Enter')
    await flushPromises()
    expect(useAsk().pupils).toEqual([ben])
  })

  test('the No list stands first, and one No makes the picture a No', async () => {
    verdicts[ben.id] = 'NO'
    const shown = await openAsk()
    await take(shown, 'kha')
    await take(shown, 'lar')
    await shown.fill('For which use?', website.id)
    await shown.press('Ask')
    expect(verdict()).toBe('NO')
    const heads = [...answer().querySelectorAll('h3')].map((head) => head.textContent.replace(/\s+/g, ' ').trim())
    expect(heads).toEqual(['No 1 pupil', 'Yes 1 pupil'])
    expect(answer().querySelector('section')?.textContent).toContain('Ben Larch')
  })

  test('lines that fit nobody or several count as check first and can be settled', async () => {
    const other = aPupil(3, { forename: 'Ben', surname: 'Larch', year: '9', className: '9C' })
    vault.answer({
      'pupils.findAll': ({ lines }) =>
        lines.map((line) => ({
          line,
          found: line === 'Amira Khan' ? [amira] : line === 'Ben Larch' ? [ben, other] : [],
        })),
    })
    const shown = await openAsk()
    await shown.press('Paste a list')
    await shown.fill('One on each line', 'Amira Khan\n\nBen Larch\r\nNobody Known\n')
    await shown.press('Find them')
    expect(vault.inputsOf('pupils.findAll')[0]?.lines).toEqual(['Amira Khan', 'Ben Larch', 'Nobody Known'])
    expect(shown.text()).toContain('2 lines of the list to settle')
    await shown.fill('For which use?', website.id)
    await shown.press('Ask')
    expect(verdict()).toBe('CHECK_FIRST')
    expect(answer().textContent).toContain('“Nobody Known”')
    // What is true of those found alone is not the answer, neither on the screen nor in the note.
    expect(answer().querySelector('.why')?.textContent).toBe(
      '2 lines of the list not settled. Of those found: In words: YES',
    )

    await shown.fill('Who is “Ben Larch”?', ben.id)
    expect(verdict()).toBeNull()
    await shown.press('“Nobody Known” is not in the picture')
    expect(shown.text()).not.toContain('to settle')
    await shown.press('Ask')
    expect(verdict()).toBe('YES')
    expect(vault.inputsOf('consents.ask').at(-1)?.pupils).toEqual([amira.id, ben.id])
  })

  test('two children of one name are two lines, and whoever one of them is the other is not', async () => {
    const other = aPupil(3, { forename: 'Ben', surname: 'Larch', year: '9', className: '9C' })
    vault.answer({
      'pupils.findAll': ({ lines }) =>
        lines.map((line) => ({
          line,
          found: line === 'Ben Larch' ? [ben, other] : line === 'Amira Khan' ? [amira] : [],
        })),
    })
    const shown = await openAsk()
    await shown.press('Paste a list')
    await shown.fill('One on each line', 'Ben Larch\nAmira Khan\nNobody Known\nBen Larch\nAmira Khan\nNobody Known')
    await shown.press('Find them')
    expect(shown.text()).toContain('3 lines of the list to settle')
    expect(shown.text()).toContain('1 pupil in the picture')
    await shown.fill('Who is “Ben Larch”?', ben.id)
    expect(shown.text()).toContain('2 lines of the list to settle')
    const list = shown.field('Who is “Ben Larch”?')
    expect([...list.querySelectorAll('option')].map((option) => option.value)).toEqual(['', other.id])
    expect(list.value).toBe('')
    await shown.fill('For which use?', website.id)
    await shown.press('Ask')
    expect(verdict()).toBe('CHECK_FIRST')
    await shown.fill('Who is “Ben Larch”?', other.id)
    await shown.press('“Nobody Known” is not in the picture')
    await shown.press('Ask')
    expect(new Set(vault.inputsOf('consents.ask').at(-1)?.pupils)).toEqual(new Set([amira.id, ben.id, other.id]))
  })

  test('a list on which nobody was found is check first without asking the vault', async () => {
    vault.answer({ 'pupils.findAll': ({ lines }) => lines.map((line) => ({ line, found: [] })) })
    const shown = await openAsk()
    await shown.press('Paste a list')
    await shown.fill('One on each line', 'Nobody Known')
    await shown.press('Find them')
    await shown.fill('For which use?', website.id)
    await shown.press('Ask')
    expect(verdict()).toBe('CHECK_FIRST')
    expect(vault.inputsOf('consents.ask')).toEqual([])
  })

  test('an open line makes no picture better than check first, whatever the others are', () => {
    const all: AskVerdict[] = ['YES', 'YES_IF', 'CHECK_FIRST', 'NO']
    for (const one of all) {
      const given = anAnswer([decided(amira, one)])
      expect(wholeVerdict(given, 1)).toBe(one === 'NO' ? 'NO' : 'CHECK_FIRST')
      expect(wholeVerdict(given, 0)).toBe(one)
    }
    expect(wholeVerdict(null, 0)).toBe('CHECK_FIRST')
  })

  test('every pupil stands in exactly one group, the No’s first', () => {
    const card = fc.integer({ min: 1, max: 30 }).map((n) => aPupil(n))
    const some = fc.array(fc.tuple(card, fc.constantFrom<AskVerdict>('YES', 'YES_IF', 'NO', 'CHECK_FIRST')), {
      minLength: 1,
    })
    fc.assert(
      fc.property(some, (pairs) => {
        const groups = answerGroups(anAnswer(pairs.map(([one, given]) => decided(one, given))))
        expect(groups.reduce((sum, { pupils }) => sum + pupils.length, 0)).toBe(pairs.length)
        const order = ['NO', 'CHECK_FIRST', 'YES_IF', 'YES']
        const places = groups.map((group) => order.indexOf(group.verdict))
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }),
    )
  })

  test('nobody is put in twice', () => {
    expect(withPupils([amira], [ben, amira, ben])).toEqual([amira, ben])
  })

  test('blank lines of a list say nothing; two alike may be two children', () => {
    expect(pastedLines(' Amira   Khan \r\n\n\tBen\nAmira Khan\r')).toEqual(['Amira Khan', 'Ben', 'Amira Khan'])
  })
})

describe('the dated note', () => {
  test('is copied, or laid out to be copied by hand', async () => {
    const shown = await askAboutAmira()
    const copied: string[] = []
    Object.defineProperty(document, 'execCommand', {
      configurable: true,
      value: () => {
        const box = document.activeElement
        copied.push(box instanceof HTMLTextAreaElement ? box.value : '')
        return true
      },
    })
    await shown.press('Copy as a dated note')
    expect(copied).toEqual(['Note of 1'])
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
    Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false })
    await shown.press('Copy as a dated note')
    expect(shown.field('Dated note').value).toBe('Note of 1')
  })
})

test('the school’s own word for its pupils follows', async () => {
  vault.answer({ 'schools.list': () => [aCard(1, { facts: { learnerWord: 'student' } })] })
  const shown = await openAsk()
  await take(shown, 'kha')
  expect(shown.text()).toContain('1 student in the picture')
})

test('a printed list that is no longer true is told of here too', async () => {
  vault.answer({ 'checklists.list': () => [aChecklist(1, { changed: 3 }), aChecklist(2)] })
  const shown = await openAsk()
  expect(shown.text()).toContain('Event 1: 3 answers changed since this list was printed: collect 2 copies.')
  expect(shown.text()).not.toContain('Event 2')
})

test.each<[Role, boolean, boolean]>([
  ['OFFICE_STAFF', true, true],
  ['DSL', true, true],
  ['DPO', true, true],
  ['POLICY_LEAD', false, true],
  ['GOVERNOR', false, true],
  ['IT', false, false],
])('%s finds Ask on the rail: %s, Consent: %s', (role, asks, counts) => {
  freshStores()
  const session = useSession()
  session.now = aSession({}, role)
  const found = features.flatMap(({ rail }) => (rail?.needs && session.mayAnywhere(rail.needs) ? [rail.to] : []))
  expect([found.includes('ask'), found.includes('consent')]).toEqual([asks, counts])
})

describe('where to ask', () => {
  const home = async (session: ReturnType<typeof aSession>, at = '/ask') => {
    const shown = await show(HomeScreen, { props: { to: 'ask' }, session, at })
    await useSchools().load()
    await flushPromises()
    return shown
  }

  test('a window of the whole trust picks a school first', async () => {
    vault.answer({ 'schools.list': () => [aCard(1), aCard(2)] })
    const { router, text } = await home(aSession())
    expect(router.currentRoute.value.name).toBe('ask')
    expect(text()).toContain('School 2')
  })

  test('a window that works in a school goes on there', async () => {
    vault.answer({ 'schools.list': () => [aCard(1), aCard(2)] })
    const { router } = await home(aSession({ school }))
    expect(router.currentRoute.value).toMatchObject({ name: 'school-ask', params: { school } })
  })

  test('schools one may not ask in are not offered', async () => {
    vault.answer({ 'schools.list': () => [aCard(1), aCard(2), aCard(3)] })
    const session = aSession()
    const roles = [1, 3].map((n) => ({ role: 'OFFICE_STAFF' as const, school: SchoolId.parse(id(100 + n)) }))
    const { text } = await home({ ...session, person: session.person && { ...session.person, roles } })
    expect(text()).toContain('School 3')
    expect(text()).not.toContain('School 2')
  })
})
