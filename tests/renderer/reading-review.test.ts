import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { Fault, TenantId, type Finding, type Role } from '@contract'
import ReviewScreen from '@renderer/features/reading/ReviewScreen.vue'
import { useReading } from '@renderer/features/reading/reading-store'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { aCard, aFinding, aSource, aTable, aView, documentId, school, someFindings } from './reading-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

let vault: FakeVault
let findings: Finding[]
const place = `/schools/${school}/documents/${documentId()}`

async function open(query = '', role: Role = 'POLICY_LEAD'): Promise<Shown> {
  return show(ReviewScreen, {
    props: { school, document: documentId() },
    session: aSession({ school }, role),
    at: place + query,
  })
}
async function press(key: string, held: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
  await flushPromises()
  await flushPromises()
}
const heads = () => [...document.querySelectorAll<HTMLElement>('.findings button.head')]
const head = (title: string) => {
  const found = heads().find((one) => one.textContent.includes(title))
  if (!found) throw new Error(`No finding "${title}"`)
  return found
}
const chosen = () => document.querySelector('.findings [aria-expanded="true"] .title')?.textContent.trim()
const titles = () => heads().map((one) => one.querySelector('.title')?.firstChild?.textContent?.trim())
const marked = () => [...document.querySelectorAll<HTMLElement>('.document .marked:not(.stop)')]
const decisions = () => vault.inputsOf('reading.decide').flatMap((input) => input.decisions)

beforeEach(() => {
  findings = someFindings()
  vault = installFakeVault({
    'reading.open': () => aView({ findings }),
    'reading.decide': (input) => {
      const changed = findings.flatMap((finding) => {
        const decision = input.decisions.find(({ key }) => key === finding.key)
        return decision ? [{ ...finding, verdict: decision.verdict, correction: decision.correction }] : []
      })
      findings = findings.map((finding) => changed.find(({ key }) => key === finding.key) ?? finding)
      return { card: aCard(), findings: changed, batch: id(9000 + decisions().length) }
    },
    'history.undo': () => ({ batch: id(9900), words: 'Undone' }),
  })
})

describe('a document beside its findings', () => {
  test('both sides stand there: text, tables, pages on the left; what was found by kind on the right', async () => {
    const { text } = await open()
    expect(text()).toContain('Policy 1')
    expect(document.querySelector('[role="heading"][aria-level="3"]')?.textContent).toBe('Devices')
    expect(document.querySelectorAll('.document table')).toHaveLength(3)
    expect(document.querySelector('.document th[scope="col"]')?.textContent).toContain('Activity')
    expect(text()).toContain('Page 2')
    expect(
      [...document.querySelectorAll('.findings h3')].map((one) => one.textContent.replace(/\s+/g, ' ').trim()),
    ).toEqual([
      ...['Facts of the policy (3)', 'Tables of rules (1)', 'Tables that could not be read (1)'],
      ...['Rules about devices (1)', 'Uses of pictures (1)'],
    ])
  })

  test('it begins with the first thing to decide, and its passage is marked', async () => {
    await open()
    expect(chosen()).toBe('Approved by')
    expect(marked()).toHaveLength(1)
    expect(marked()[0]?.textContent).toContain('Full board')
  })

  test('how sure, why, what it means and where it stands is said in words', async () => {
    const { text } = await open()
    head('Bring a phone').click()
    await flushPromises()
    expect(text()).toContain('Likely: The label says so.')
    expect(text()).toMatch(/As understood ?Not allowed ?at the gate/)
    expect(text()).toContain('Devices, page 1')
    head('Next review').click()
    await flushPromises()
    expect(text()).toContain('Check this: The label says so.')
  })

  test('what changed, stayed or went against the records says so', async () => {
    findings = [
      aFinding('a', { title: 'Owner', news: 'changed', before: 'Old owner' }),
      aFinding('b', { title: 'Version', news: 'same', before: '3' }),
      aFinding('c', { title: 'Location', news: 'gone', before: 'Office' }),
      aFinding('d', { title: 'Author', news: 'same' }),
    ]
    const { text, press: button } = await open()
    expect(text()).toMatch(/Changed ?Was ?Old owner/)
    await button('All 4')
    expect(head('Version').textContent).toContain('Same as in the records')
    expect(head('Author').textContent).toContain('Same as before, turned down then')
    expect(head('Location').textContent).toContain('Not in this edition any more')
    head('Location').click()
    await flushPromises()
    expect(marked()).toEqual([])
    await button('Take it off the records')
    expect(decisions()).toEqual([{ key: 'c', verdict: 'accepted', correction: null }])
    expect(head('Location').textContent).toContain('To be taken off')
  })

  test('a table that speaks of nobody known says what to do first, and is not sent', async () => {
    const table = aTable({ understood: aTable().understood.map((one) => ({ ...one, audience: null })) })
    findings = findings.map((finding) => (finding.key === 'grid' ? { ...finding, table } : finding))
    const { text } = await open()
    head('Phone table').click()
    head('Phone table').focus()
    await flushPromises()
    await press('a')
    expect(text()).toContain('Say first what the columns mean; 2 are not known.')
    expect(spoken.assertive).toContain('2 are not known')
    expect(decisions()).toEqual([])
    expect(chosen()).toBe('Phone table')
  })

  test('a press on a passage chooses its finding, once more the next one there', async () => {
    await open()
    const row = document.querySelector<HTMLElement>('.document [data-block="2"] [data-row="1"]')
    row?.click()
    await flushPromises()
    expect(chosen()).toBe('Next review')
    row?.click()
    await flushPromises()
    expect(chosen()).toBe('Two dates differ')
    // The notice is not among what is to decide, so the list shows everything now.
    expect(titles()).toHaveLength(9)
  })

  test('filters show what they count', async () => {
    const { press: button } = await open()
    await button('Could not be read 1')
    expect(titles()).toEqual(['A table of chat and games'])
    await button('To know 1')
    expect(chosen()).toBe('Two dates differ')
    await button('To decide 7')
    expect(titles()).toHaveLength(7)
  })

  test('a document without findings says what to do', async () => {
    findings = []
    const { text } = await open()
    expect(text()).toContain('Nothing was found in this document')
  })

  test('one that cannot be opened says why', async () => {
    vault.answer({
      'reading.open': () => {
        throw new Fault('not-found', 'This document was taken off the list.')
      },
    })
    const { text } = await open()
    expect(text()).toContain('This document was taken off the list.')
    expect(spoken.assertive).toContain('This document was taken off the list.')
  })
})

describe('a passage asked for from elsewhere', () => {
  test('is in view, marked and has the focus, and its finding is chosen', async () => {
    await open('?block=2&row=1')
    expect(chosen()).toBe('Next review')
    expect(marked().map((one) => one.dataset['row'])).toEqual(['1'])
    expect((document.activeElement as HTMLElement).dataset['stop']).toBe('2:1')
  })

  test('a row of a table leads to the finding of the table', async () => {
    await open('?block=4&row=2')
    expect(marked().map((one) => one.dataset['row'])).toEqual(['2'])
    expect(chosen()).toBe('Phone table')
  })

  test('is marked too where nothing was found', async () => {
    await open('?block=6')
    expect(marked()[0]?.textContent).toContain('Pictures in the hall')
    expect(chosen()).toBe('Approved by')
    expect(document.activeElement?.className).toContain('document')
  })

  test('is reached too where the document was looked at before', async () => {
    const { wrapper } = await open()
    const reading = useReading().view
    wrapper.unmount()
    const shown = await show(
      defineComponent({
        setup() {
          useReading().view = reading
          return () => h(ReviewScreen, { school: TenantId.parse(school), document: documentId() })
        },
      }),
      { session: aSession({ school }, 'POLICY_LEAD'), at: `${place}?block=2&row=1` },
    )
    expect(shown.text()).toContain('Policy 1')
    expect(marked().map((one) => one.dataset['row'])).toEqual(['1'])
  })

  test('one that is not there is said', async () => {
    await open('?block=400')
    expect(spoken.assertive).toContain('The passage asked for is not in this document.')
    expect(chosen()).toBe('Approved by')
  })

  test('another one of the same document is gone to', async () => {
    const { router } = await open('?block=2&row=1')
    await router.push(`${place}?block=5`)
    await flushPromises()
    expect(chosen()).toBe('Website')
  })
})

describe('deciding by keys', () => {
  test('A accepts and goes on, R rejects, U takes back, J and K and the arrows move', async () => {
    await open()
    head('Approved by').focus()
    await press('a')
    expect(decisions()).toEqual([{ key: 'approvedBy', verdict: 'accepted', correction: null }])
    expect(chosen()).toBe('Next review')
    expect(document.activeElement?.textContent).toContain('Next review')
    expect(spoken.polite).toContain('Accepted: Approved by')
    await press('r')
    expect(decisions().at(-1)).toMatchObject({ key: 'nextReview', verdict: 'rejected' })
    await press('j')
    await press('ArrowDown')
    const at = chosen()
    await press('k')
    await press('ArrowDown')
    expect(chosen()).toBe(at)
  })

  test('U brings a decided one back among the open ones', async () => {
    const { press: button } = await open()
    head('Approved by').focus()
    await press('a')
    await button('All 9')
    head('Approved by').focus()
    head('Approved by').click()
    await flushPromises()
    await press('u')
    expect(decisions().at(-1)).toMatchObject({ key: 'approvedBy', verdict: 'undecided' })
    expect(chosen()).toContain('Approved by')
  })

  test('a decision is undone by Ctrl+Z', async () => {
    await open()
    head('Approved by').focus()
    await press('a')
    vault.answer({ 'reading.open': () => aView() })
    await useToasts().undo()
    expect(vault.inputsOf('history.undo')).toEqual([{ school, batch: id(9001) }])
    expect(titles()).toContain('Approved by')
  })

  test('a refused decision is taken back on the screen and said; nothing is lost', async () => {
    vault.answer({
      'reading.decide': () => {
        throw new Fault('conflict', 'Somebody else took this document off the list.')
      },
    })
    await open()
    head('Approved by').focus()
    await press('a')
    expect(chosen()).toBe('Approved by')
    expect(titles()).toHaveLength(7)
    expect(spoken.assertive).toContain('Somebody else took this document off the list.')
    expect(document.querySelector('.findings')?.textContent).toContain('Somebody else took this document off the list.')
  })

  test('of two decisions on the way the later one stands, whatever answer comes first', async () => {
    const answers: (() => void)[] = []
    vault.answer({
      'reading.decide': ({ decisions: [only] }) =>
        new Promise((resolve) =>
          answers.push(() => {
            const was = someFindings().find(({ key }) => key === only?.key)!
            resolve({ card: aCard(), findings: [{ ...was, verdict: only!.verdict }], batch: id(9001) })
          }),
        ),
    })
    await open()
    const reading = useReading()
    const [first, second] = [
      reading.decide(TenantId.parse(school), [{ key: 'rule', verdict: 'accepted', correction: null }]),
      reading.decide(TenantId.parse(school), [{ key: 'rule', verdict: 'rejected', correction: null }]),
    ]
    await flushPromises()
    answers[1]?.()
    await second
    answers[0]?.()
    await first
    expect(reading.view?.findings.find(({ key }) => key === 'rule')?.verdict).toBe('rejected')
  })

  test('nothing to decide is said instead of done', async () => {
    const { press: button } = await open()
    await button('All 9')
    for (const [title, said] of [
      ['Two dates differ', 'for you to know'],
      ['Version', 'This is in the records already'],
    ] as const) {
      head(title).click()
      head(title).focus()
      await flushPromises()
      await press('a')
      expect(spoken.polite).toContain(said)
    }
    expect(decisions()).toEqual([])
  })

  test('keys of the list do nothing elsewhere', async () => {
    await open()
    document.querySelector<HTMLElement>('h1')?.focus()
    await press('a')
    await press('r')
    expect(decisions()).toEqual([])
  })

  test('somebody who may only look is told so, and finds no buttons', async () => {
    const { text } = await open('', 'DPO')
    expect(text()).toContain('Your role may look at findings, not decide on them.')
    expect(text()).not.toContain('Accept all that are sure')
    head('Approved by').focus()
    await press('a')
    await press('Enter', { ctrlKey: true })
    expect(decisions()).toEqual([])
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })

  test('Enter goes to the passage, and from there back; arrows there go on by passage', async () => {
    await open()
    head('Approved by').focus()
    await press('Enter')
    expect((document.activeElement as HTMLElement).dataset['stop']).toBe('2:0')
    await press('ArrowDown')
    expect(chosen()).toBe('Next review')
    expect((document.activeElement as HTMLElement).dataset['stop']).toBe('2:1')
    await press('ArrowUp')
    await press('ArrowUp')
    expect(chosen()).toContain('Bring a phone')
    await press('a')
    expect(decisions()[0]).toMatchObject({ key: 'rule', verdict: 'accepted' })
    await press('Escape')
    expect(document.activeElement?.className).toContain('head')
  })

  test('Shift+A accepts what is sure after saying how many, and can be undone as one', async () => {
    const { text, press: button } = await open()
    head('Approved by').focus()
    await press('A', { shiftKey: true })
    expect(text()).toContain('3 findings are sure and will be accepted.')
    expect(text()).toContain('1 more is sure but should be looked at first')
    await button('Accept 3 findings')
    expect(decisions().map(({ key }) => key)).toEqual(['approvedBy', 'grid', 'website'])
    expect(useToasts().toasts.at(-1)).toMatchObject({ words: '3 findings accepted' })
    expect(useToasts().undoSteps).toHaveLength(1)
  })
})

describe('a changed file elsewhere', () => {
  test('shows up at once; what this window writes is not fetched twice', async () => {
    await open()
    vault.tell('changed', { school: TenantId.parse(school), types: ['reading.decision'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('reading.open')).toHaveLength(2)
    const answer = vault.inputsOf('reading.open').length
    vault.answer({
      'reading.decide': () => {
        vault.tell('changed', { school: TenantId.parse(school), types: ['reading.decision'], ids: [] })
        return { card: aCard(), findings: [], batch: id(1) }
      },
    })
    head('Approved by').focus()
    await press('a')
    expect(vault.inputsOf('reading.open')).toHaveLength(answer)
  })

  test('nobody listens any more when the screen is left', async () => {
    const { wrapper } = await open()
    wrapper.unmount()
    expect(vault.listeners()).toBe(0)
  })
})

describe('the table of a finding', () => {
  test('is a real table: captions, meaning of each column, flags beside their rows, changes in words', async () => {
    findings = [
      aFinding('grid', {
        kind: 'table',
        title: 'Phone table',
        news: 'changed',
        source: aSource(4),
        table: aTable({ flags: [{ code: 'stray-mark', words: 'A stray mark', row: 0, column: 0 }] }),
        changes: [{ place: 'Phones at break, Allowed', row: 1, column: 0, before: '', after: 'X' }],
      }),
    ]
    const { text } = await open()
    const table = document.querySelector('.findings table')
    expect(table?.querySelector('caption')?.textContent.trim()).toBe('Table as read: Phone table')
    expect(table?.querySelector('th[scope="colgroup"]')?.textContent.trim()).toBe('Pupils')
    expect(
      [...(table?.querySelectorAll('thead tr:last-child th') ?? [])].map((one) =>
        one.textContent.replace(/\s+/g, ' ').trim(),
      ),
    ).toEqual([
      'Activity',
      'Allowed . Understood as:LearnersAllowed',
      'Not allowed . Understood as:LearnersNot allowed',
      'To look at',
    ])
    expect(table?.querySelectorAll('tbody th[scope="row"]')).toHaveLength(2)
    expect(table?.querySelector('td.changed')?.textContent).toMatch(/X\s*Changed, was blank/)
    expect(text()).toContain('A stray mark')
    expect(text()).toContain('Phones at break, Allowed: was blank, now “X”')
    for (const cell of table?.querySelectorAll('td[headers]') ?? [])
      for (const name of cell.getAttribute('headers')?.split(' ') ?? [])
        expect(document.getElementById(name)).not.toBeNull()
  })
})
