import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Hold, type ImageSet, type RetentionRule, type Role, type WhatIf } from '@contract'
import { periodWords, readPeriod } from '@renderer/features/images/retention/period'
import RetentionScreen from '@renderer/features/images/retention/RetentionScreen.vue'
import { readSaidDate } from '@renderer/features/images/retention/said-date'
import { useSchools } from '@renderer/features/schools/schools-store'
import { dateText, shifted, today } from '@renderer/ui/dates'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { aDisposal, aHold, aRule, aSet, school } from './retention-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id, trustId } from './support/samples'
import { show, type Shown } from './support/show'

let vault: FakeVault
let rules: RetentionRule[]
let sets: ImageSet[]
let holds: Hold[]
let whatIf: WhatIf

beforeEach(() => {
  rules = [aRule(1, { label: 'Events' }), aRule(2, { label: 'Old rule', imageClass: 'VIDEO', retiredOn: '2020-01-01' })]
  sets = [
    aSet(1, { title: 'Sports day' }),
    aSet(2, { title: 'Open evening', dueOn: '2026-01-01' }),
    aSet(3, { title: 'Summer fair', state: 'OVERDUE', dueOn: '2025-03-01', disposeBy: '2026-03-01', live: 1 }),
    aSet(4, { title: 'Old slides', state: 'NO_RULE', dueOn: null, disposeBy: null, because: 'Nobody has said' }),
    aSet(5, { title: 'New pictures', state: 'HELD', dueOn: '2030-01-01' }),
  ]
  holds = [aHold(9, { title: 'Trip', reviewOn: '2026-09-01', reviewOverdue: true }), aHold(8, { title: 'Play' })]
  whatIf = {
    sets: 20,
    changes: [
      { set: id(7001), title: 'Sports day', before: null, after: shifted(today(), -1), dueNow: true },
      { set: id(7005), title: 'New pictures', before: shifted(today(), 9), after: shifted(today(), 90), dueNow: false },
    ],
    changed: 14,
    dueNow: 3,
  }
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' }), aPerson(3, { name: 'Robin Marsh' })],
    'images.rules': () => rules,
    'images.sets': ({ state }) => sets.filter((set) => state === null || set.state === state),
    'images.holds': () => holds,
    'images.whatIf': () => whatIf,
  })
})

async function open(role: Role = 'DSL', query = ''): Promise<Shown> {
  const shown = await show(RetentionScreen, {
    props: { school },
    session: aSession({ school }, role),
    at: `/schools/${school}/photos-kept/retention${query}`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}
const row = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('tbody tr')].find((one) => one.textContent.includes(words))
const heads = () => [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())
const lastToast = () => useToasts().toasts.at(-1)?.words

describe('the schedule', () => {
  test('says each rule in words', async () => {
    await open()
    const said = row('Events')?.textContent ?? ''
    for (const words of [
      '2 years',
      'from: day the pictures were taken',
      '3 months',
      'Delete',
      'Records schedule',
      'Headteacher',
    ])
      expect(said).toContain(words)
    expect(row('Old rule')).toBeUndefined()
  })

  test('shows retired rules when asked to', async () => {
    const { field } = await open()
    field('Show retired rules too').click()
    await flushPromises()
    expect(row('Old rule')?.textContent).toContain('Retired from 1 Jan 2020')
  })

  test('a rule is saved only after what it changes was seen, and with a reason', async () => {
    vault.answer({ 'images.saveRule': ({ facts }) => ({ ...facts, id: id(7101), sets: 20 }) })
    const { press, fill, text } = await open()
    await press('Change the rule: Events')
    await fill('Kept for', '18 months')
    await press('See what changes')
    expect(vault.inputsOf('images.whatIf')[0]).toMatchObject({ school, rule: id(7101), facts: { months: 18 } })
    expect(text()).toContain('If you save this: 14 sets change, 3 become due today.')
    expect(spoken.polite).toContain('14 sets change')
    expect(document.activeElement?.id).toBe('rule-seen')
    expect(document.querySelector('#what-if')?.textContent).toContain('Due today')
    expect(text()).toContain('The first 2 of 14 sets are listed.')
    await press('Save the rule')
    expect(vault.inputsOf('images.saveRule')).toEqual([])
    expect(text()).toContain('Enter a reason of at least 3 letters')
    await fill('Why', 'Agreed by the board')
    await press('Save the rule')
    expect(vault.inputsOf('images.saveRule')[0]).toMatchObject({ rule: id(7101), reason: 'Agreed by the board' })
    expect(row('Events')?.textContent).toContain('1 year and 6 months')
  })

  test('going back to the rule has what it changes looked at again', async () => {
    const { press, fill } = await open()
    await press('Change the rule: Events')
    await press('See what changes')
    await press('Back to the rule')
    await fill('Kept for', '5 years')
    await press('See what changes')
    expect(vault.inputsOf('images.whatIf').map(({ facts }) => facts.months)).toEqual([24, 60])
    expect(vault.inputsOf('images.saveRule')).toEqual([])
  })

  test('what is missing in a new rule is said', async () => {
    const { press, fill, text } = await open()
    await press('Add a rule')
    await fill('Kept for', 'long')
    await press('See what changes')
    for (const words of ['Enter a name for the rule', 'Choose what it is counted from', 'like 2 years or 18 months'])
      expect(text()).toContain(words)
    expect(vault.inputsOf('images.whatIf')).toEqual([])
  })

  test('retiring one asks for the day and shows what loses its date', async () => {
    vault.answer({ 'images.saveRule': ({ facts }) => ({ ...facts, id: id(7101), sets: 0 }) })
    const { press, fill } = await open()
    await press('Retire the rule: Events')
    await fill('First day on which it no longer counts', '1 9 2031')
    await press('See what changes')
    await fill('Why', 'Replaced by another')
    await press('Retire the rule')
    expect(vault.inputsOf('images.saveRule')[0]?.facts).toMatchObject({ label: 'Events', retiredOn: '2031-09-01' })
  })

  test('without rules it says so and takes over those of the trust', async () => {
    rules = []
    vault.answer({ 'images.adoptDefaults': () => [aRule(5, { label: 'Default' }), aRule(6)] })
    const { press, text } = await open()
    expect(text()).toContain('No rules yet')
    await press('Take over the trust’s defaults')
    expect(lastToast()).toBe('2 rules taken over')
    expect(row('Default')).toBeDefined()
  })

  test('the office sees the rules and who may change them', async () => {
    const { text } = await open('OFFICE_STAFF')
    expect(row('Events')).toBeDefined()
    expect(text()).not.toContain('Add a rule')
    expect(text()).toContain('A safeguarding lead or the policy lead changes the rules.')
  })

  test('the policy lead changes rules without seeing which pictures they touch', async () => {
    whatIf = { ...whatIf, changes: whatIf.changes.map((change) => ({ ...change, title: '' })) }
    const { press, text } = await open('POLICY_LEAD')
    expect(vault.inputsOf('images.sets')).toEqual([])
    expect(text()).toContain('Which pictures are due is for those who look after them.')
    await press('Change the rule: Events')
    await press('See what changes')
    expect(document.querySelector('#what-if tbody th')?.textContent).toBe('A set')
  })

  test('the trust’s defaults have no sets, no lists and nothing to take over', async () => {
    vault.answer({ 'images.saveRule': ({ facts }) => ({ ...facts, id: id(7101), sets: 0 }) })
    const { press, fill, text } = await show(RetentionScreen, {
      props: { school: trustId },
      session: aSession(),
      at: `/photos-kept/defaults/${trustId}`,
    })
    expect(vault.inputsOf('images.rules')).toEqual([{ school: trustId }])
    expect(vault.inputsOf('images.sets')).toEqual([])
    expect(text()).not.toContain('Take over')
    await press('Change the rule: Events')
    await press('See what changes')
    expect(vault.inputsOf('images.whatIf')).toEqual([])
    await fill('Why', 'Agreed by the trust')
    await press('Save the rule')
    expect(vault.inputsOf('images.saveRule')[0]).toMatchObject({ school: trustId, reason: 'Agreed by the trust' })
  })
})

describe('the lists', () => {
  test('each says how many, the longest due first', async () => {
    const { press, button } = await open()
    expect(button('Due 2')).toBeDefined()
    expect(button('On hold 2').getAttribute('aria-pressed')).toBe('false')
    await press('Due 2')
    expect(heads()).toEqual(['Open evening', 'Sports day'])
    await press('No rule 1')
    expect(heads()).toEqual(['Old slides'])
    expect(row('Old slides')?.textContent).toContain('Nobody has said')
  })

  test('the address names the list', async () => {
    await open('DSL', '?show=OVERDUE')
    expect(heads()).toEqual(['Summer fair'])
    expect(row('Summer fair')?.textContent).toContain('1 use out')
  })

  test('chosen by keys, proposed with the date typed from a calendar', async () => {
    vault.answer({ 'images.propose': () => aDisposal(12) })
    const { press, fill, field, text, router } = await open('OFFICE_STAFF', '?show=DUE')
    const first = document.querySelector<HTMLElement>('#retention-list [data-place="0:0"]')
    first?.focus()
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true }))
    await flushPromises()
    expect(spoken.polite).toContain('2 sets chosen')
    await press('Propose 2 sets for disposal')
    expect(field('Type today’s date').value).toBe('')
    expect(text()).toContain('so that a wrong clock destroys nothing')
    await press('Propose 2 sets')
    expect(vault.inputsOf('images.propose')).toEqual([])
    await fill('Why do they go?', 'Time is over')
    for (const typed of ['today', '-0', '3 sep']) {
      await fill('Type today’s date', typed)
      document.querySelector<HTMLFormElement>('#propose')?.requestSubmit()
      await flushPromises()
    }
    expect(vault.inputsOf('images.propose')).toEqual([])
    await fill('Type today’s date', '3/9/2026')
    document.querySelector<HTMLFormElement>('#propose')?.requestSubmit()
    await flushPromises()
    expect(vault.inputsOf('images.propose')).toEqual([
      { school, sets: [id(7002), id(7001)], why: 'Time is over', saidToday: '2026-09-03' },
    ])
    await flushPromises()
    expect(router.currentRoute.value.fullPath).toContain(`disposals?show=${aDisposal(12).id}`)
  })

  test('what is refused is said in the dialog and nothing is let go of', async () => {
    vault.answer({
      'images.propose': () => {
        throw new Fault('conflict', 'The clock of this PC differs.')
      },
    })
    const { press, fill, field, text } = await open('DSL', '?show=OVERDUE')
    document.querySelector<HTMLInputElement>('input.pick')?.click()
    await flushPromises()
    await press('Propose 1 set for disposal')
    expect(text()).toContain('Still in use: Summer fair.')
    await fill('Why do they go?', 'Time is over')
    await fill('Type today’s date', '3 September 2026')
    document.querySelector<HTMLFormElement>('#propose')?.requestSubmit()
    await flushPromises()
    expect(text()).toContain('The clock of this PC differs.')
    expect(field('Type today’s date').value).toBe('3 September 2026')
  })

  test('a head sees what is due and who proposes', async () => {
    const { text, press } = await open('HEAD', '?show=DUE')
    expect(text()).toContain('The office or a safeguarding lead proposes what goes.')
    document.querySelector<HTMLInputElement>('input.pick')?.click()
    await flushPromises()
    expect(text()).not.toContain('for disposal')
    await press('Put on hold')
    expect(text()).toContain('Nothing on hold is disposed of.')
  })
})

describe('holds', () => {
  test('the soonest review first, a late one marked', async () => {
    await open('DSL', '?show=ON_HOLD')
    expect([...document.querySelectorAll('tbody th a')].map(({ textContent }) => textContent)).toEqual(['Trip', 'Play'])
    expect(row('Trip')?.textContent).toContain('Overdue since 1 Sep 2026')
    expect(row('Play')?.textContent).toContain('1 Mar 2027')
    expect(row('Trip')?.textContent).toContain('Ashley Field')
  })

  test('put on any set the school still has, due or not', async () => {
    vault.answer({
      'images.hold': ({ facts }) => ({
        ...facts,
        id: id(1),
        title: 'New pictures',
        from: today(),
        reviewOverdue: false,
      }),
    })
    const { press, fill, field } = await open('DSL', '?show=ON_HOLD')
    await press('Put a set on hold')
    const choices = [...field('Which set?').querySelectorAll('option')].map((one) => one.textContent)
    expect(choices).toEqual(['', 'New pictures', 'Old slides', 'Open evening', 'Sports day', 'Summer fair'])
    await fill('Which set?', id(7005))
    await fill('Because of what?', 'POLICE')
    await fill('Why', 'Asked for by letter')
    const review = shifted(today(), 60)
    await fill('Look again on', dateText(today()))
    await press('Put on hold')
    expect(vault.inputsOf('images.hold')).toEqual([])
    await fill('Look again on', dateText(review))
    await press('Put on hold')
    expect(vault.inputsOf('images.hold')).toEqual([
      {
        school,
        facts: { set: id(7005), kind: 'POLICE', owner: id(2), reason: 'Asked for by letter', reviewOn: review },
      },
    ])
    expect(lastToast()).toBe('On hold: New pictures')
  })

  test('looked at again, it stays until the next date', async () => {
    vault.answer({ 'images.reviewHold': () => [aHold(9, { title: 'Trip' })] })
    const { press, fill } = await open('DSL', '?show=ON_HOLD')
    const next = shifted(today(), 90)
    await press('Look again at the hold: Trip')
    await fill('Why it stays', 'The case goes on')
    await fill('Look again next on', dateText(next))
    await press('Keep the hold')
    expect(vault.inputsOf('images.reviewHold')).toEqual([
      { school, hold: id(7209), reviewOn: next, reason: 'The case goes on' },
    ])
    expect(row('Trip')?.textContent).not.toContain('Overdue')
  })

  test('lifted only with a reason', async () => {
    vault.answer({ 'images.liftHold': () => [] })
    const { press, fill } = await open('DSL', '?show=ON_HOLD')
    await press('Lift the hold: Trip')
    await press('Lift the hold')
    document.querySelector<HTMLFormElement>('#hold-lift')?.requestSubmit()
    await flushPromises()
    expect(vault.inputsOf('images.liftHold')).toEqual([])
    await fill('Why', 'The police wrote that it is over')
    holds = []
    document.querySelector<HTMLFormElement>('#hold-lift')?.requestSubmit()
    await flushPromises()
    expect(vault.inputsOf('images.liftHold')).toEqual([
      { school, hold: id(7209), reason: 'The police wrote that it is over' },
    ])
    expect(lastToast()).toBe('Hold lifted')
  })

  test('the office sees holds and who answers for them', async () => {
    const { text } = await open('OFFICE_STAFF', '?show=ON_HOLD')
    expect(row('Trip')).toBeDefined()
    expect(text()).not.toContain('Put a set on hold')
    expect(text()).toContain('A head, a safeguarding lead or the data protection officer puts pictures on hold.')
  })
})

describe('periods', () => {
  test.each([
    ['2 years', 24],
    ['18 months', 18],
    ['1 year and 6 months', 18],
    ['1 year, 6 months', 18],
    [' 7 YEARS ', 84],
    ['at once', 0],
    ['0', 0],
    ['', null],
    ['two years', null],
    ['2', null],
    ['2 weeks', null],
  ])('%j', (typed, months) => {
    expect(readPeriod(typed)).toBe(months)
  })

  test('are read as they are said', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1200 }), (months) => readPeriod(periodWords(months)) === months))
  })
})

describe('today’s date, typed', () => {
  test.each(['3 9 2026', '3/9/26', '3.9.2026', '3 sep 2026', '3 September 2026', '2026-09-03'])(
    '%j is read',
    (typed) => {
      expect(readSaidDate(typed)).toEqual({ ok: true, date: '2026-09-03' })
    },
  )

  test.each(['today', 'yesterday', 'tomorrow', '-3', '+1', '-0', '3 sep', '3/9', '29 feb', ''])(
    '%j needs a clock or is no date',
    (typed) => {
      expect(readSaidDate(typed).ok).toBe(false)
    },
  )

  test('a day that does not exist says so', () => {
    expect(readSaidDate('31 9 2026')).toMatchObject({
      ok: false,
      words: expect.stringContaining('There is no 31 September'),
    })
  })
})
