import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Role, type Version } from '@contract'
import VersionScreen from '@renderer/features/agreements/VersionScreen.vue'
import { useToasts } from '@renderer/ui/toasts-store'
import {
  aDifference,
  agreementsVault,
  anAgreement,
  aVersion,
  inForce,
  tenant,
  type AgreementsVault,
} from './agreements-samples'
import { school } from './consents-samples'
import { id } from './support/samples'

let vault: AgreementsVault
let text: Version

const clauses = [
  aDifference(1, 'SAME'),
  aDifference(2, 'CHANGED', [
    { mark: '=', text: 'Ask ' },
    { mark: '-', text: 'somebody' },
    { mark: '+', text: 'your teacher' },
  ]),
  aDifference(3, 'RENUMBERED'),
  aDifference(4, 'ADDED', [{ mark: '+', text: 'Say so when a chatbot helped.' }]),
]

beforeEach(() => {
  text = aVersion(2, { state: 'IN_REVIEW', changes: [{ audience: 'KS2', change: 'RESIGN' }], summary: 'Chatbots.' })
  vault = agreementsVault({
    'agreements.versions': () => [text, inForce],
    'agreements.compare': () => ({ before: inForce, after: text, clauses }),
    'agreements.review': ({ approved, note }) =>
      (text = approved
        ? { ...text, state: 'APPROVED', note, approvedBy: text.author, approvedOn: text.effectiveFrom }
        : { ...text, state: 'DRAFT', note }),
    'agreements.issue': () => (text = { ...text, state: 'ISSUED', issuedOn: text.effectiveFrom }),
  })
})

const place = `/schools/${school}/agreements/texts/${id(9001)}/versions/${id(9102)}`
const open = (role: Role = 'HEAD') =>
  vault.open(VersionScreen, { school, agreement: id(9001), version: id(9102) }, place, role)
const openers = () => [...document.querySelectorAll<HTMLButtonElement>('button[aria-expanded]')]
async function openAll() {
  for (const opener of openers()) opener.click()
  await flushPromises()
}

describe('review by a second person', () => {
  test('shows what is different, and nothing else of the text', async () => {
    const shown = await open()
    expect(shown.text()).toContain('You see what is different from version 2025/26, in force from 1 September 2025.')
    expect(openers().map((one) => one.textContent.replace(/\s+/g, ' ').trim())).toEqual([
      '2. Heading 2 Changed',
      '4. Heading 4 Added',
    ])
    expect(shown.text()).toContain('1 clause renumbered only')
    expect(shown.text()).not.toContain('Heading 1')
    expect(shown.text()).toContain('Key stage 2: Sign again.')
  })

  test('is approved once each change was opened and a note is there, for exactly the text that was read', async () => {
    const shown = await open()
    await shown.press('Approve')
    expect(vault.inputsOf('agreements.review')).toEqual([])
    expect(shown.text()).toContain('Open the 2 changed clauses that are still closed')
    openers()[0]?.click()
    await flushPromises()
    expect(shown.text()).toContain('1 of 2 changed clauses opened')
    expect(document.querySelector('ins')?.textContent).toContain('your teacher')
    expect(document.querySelector('ins .heard')?.textContent).toContain('inserted')
    expect(document.querySelector('del')?.textContent).toContain('somebody')
    openers()[0]?.click()
    openers()[1]?.click()
    await flushPromises()
    await shown.fill('Note', 'Read with the head, minute 7')
    await shown.press('Approve')
    expect(vault.inputsOf('agreements.review')).toEqual([
      { school, version: id(9102), hash: 'hash2', approved: true, note: 'Read with the head, minute 7' },
    ])
    expect(shown.text()).toContain('Issue this version')
  })

  test('changes are asked for with a note, without opening everything', async () => {
    const shown = await open()
    await shown.press('Ask for changes')
    expect(shown.text()).toContain('Enter a note of at least 3 letters')
    await shown.fill('Note', 'Say it in shorter words')
    await shown.press('Ask for changes')
    expect(vault.inputsOf('agreements.review')[0]).toMatchObject({ approved: false, note: 'Say it in shorter words' })
    expect(shown.text()).toContain('Say it in shorter words')
  })

  test('a text that changed meanwhile is opened anew', async () => {
    const shown = await open()
    await openAll()
    expect(shown.text()).toContain('2 of 2 changed clauses opened')
    text = { ...text, hash: 'other' }
    vault.tell('changed', { school: tenant, types: ['agreements.draft'], ids: [] })
    await flushPromises()
    expect(shown.text()).toContain('0 of 2 changed clauses opened')
    await openAll()
    await shown.fill('Note', 'Read again')
    await shown.press('Approve')
    expect(vault.inputsOf('agreements.review')[0]?.hash).toBe('other')
  })

  test('a refusal is told and the note stays', async () => {
    vault.answer({
      'agreements.review': () => {
        throw new Fault('denied', 'Author cannot approve own text.')
      },
    })
    const shown = await open()
    await openAll()
    await shown.fill('Note', 'All read')
    await shown.press('Approve')
    expect(shown.text()).toContain('Author cannot approve own text.')
    expect(shown.field('Note').value).toBe('All read')
  })

  test('of a first version every clause is new', async () => {
    vault.answer({ 'agreements.versions': () => [text] })
    const shown = await open()
    expect(shown.text()).toContain('This is the first version, so every clause is new.')
    expect(openers()).toHaveLength(3)
    expect(vault.inputsOf('agreements.compare')).toEqual([])
  })

  test('neither its author nor somebody without the right reviews it; both are told who does', async () => {
    const shown = await open('OFFICE_STAFF')
    expect(shown.text()).toContain('Somebody whose role may approve agreements reviews this text.')
    expect(document.querySelector('textarea')).toBeNull()
    text = { ...text, author: aVersion(1, { author: id(2) }).author }
    document.body.replaceChildren()
    const mine = await open('DSL')
    expect(mine.text()).toContain('You wrote this text, so a second person reviews it.')
    expect(mine.text()).not.toContain('Ask for changes')
  })
})

describe('issuing', () => {
  beforeEach(() => {
    text = aVersion(2, {
      state: 'APPROVED',
      approvedBy: text.author,
      approvedOn: '2026-07-01',
      changes: [
        { audience: 'KS2', change: 'RESIGN' },
        { audience: 'PARENT', change: 'INFORM' },
      ],
    })
    vault.answer({ 'agreements.list': () => [anAgreement(1, { audiences: ['KS2', 'PARENT'] })] })
  })
  const listed = () => {
    const list = document.querySelector('[role="dialog"] dl')
    const words = (part: string) => [...(list?.querySelectorAll(part) ?? [])].map((one) => one.textContent)
    const values = words('dd')
    return Object.fromEntries(words('dt').map((term, at) => [term, values[at]]))
  }

  test('shows the final list and is done once that was read', async () => {
    const shown = await open()
    await shown.press('Issue this version')
    expect(listed()).toEqual({
      Version: '2026/27, 2',
      'In force from': '1 September 2026',
      'Signs again': 'Key stage 2',
      'Is told': 'Parents and carers',
      'Nothing to do': 'Nobody',
    })
    await shown.press('Issue version 2026/27, 2 for ever')
    expect(vault.inputsOf('agreements.issue')).toEqual([])
    shown.field('I have read this list').click()
    await flushPromises()
    await shown.press('Issue version 2026/27, 2 for ever')
    expect(vault.inputsOf('agreements.issue')).toEqual([{ school, version: id(9102), hash: 'hash2' }])
    expect(document.querySelector('[role="dialog"]')).toBeNull()
    expect(shown.text()).toContain('Issued')
    expect(shown.text()).not.toContain('Put this draft aside')
  })

  test('of a first version it says who signs for the first time', async () => {
    vault.answer({ 'agreements.versions': () => [text] })
    const shown = await open()
    await shown.press('Issue this version')
    expect(listed()['Signs it for the first time']).toBe('Key stage 2 and Parents and carers')
    expect(listed()['Signs again']).toBeUndefined()
  })

  test('somebody who may not is told who does', async () => {
    const shown = await open('POLICY_LEAD')
    expect(shown.text()).toContain('Somebody whose role may approve agreements issues it.')
    expect(shown.text()).not.toContain('Issue this version')
  })
})

describe('print', () => {
  test('the agreement and its poster, as PDF and Word, with the name of the file', async () => {
    text = aVersion(2, { state: 'ISSUED', issuedOn: '2026-07-10' })
    vault.answer({ 'agreements.print': ({ format }) => ({ saved: true, fileName: `Agreement.${format}` }) })
    const shown = await open()
    for (const button of ['Agreement, PDF', 'Agreement, Word', 'Poster A4, PDF', 'Poster A3, PDF', 'Poster, Word'])
      await shown.press(button)
    expect(vault.inputsOf('agreements.print').map(({ what, format, paper }) => `${what} ${format} ${paper}`)).toEqual([
      'AGREEMENT pdf A4',
      'AGREEMENT docx A4',
      'POSTER pdf A4',
      'POSTER pdf A3',
      'POSTER docx A4',
    ])
    expect(useToasts().toasts.at(-1)?.words).toBe('Saved as Agreement.docx')
  })

  test('what changed since people signed, of the text in force alone', async () => {
    text = aVersion(2, { state: 'ISSUED', issuedOn: '2026-07-10', inForce: true })
    vault.answer({ 'agreements.printChanges': () => ({ saved: true, fileName: 'Changed.pdf' }) })
    const shown = await open()
    await shown.press('What changed since people signed, PDF')
    expect(vault.inputsOf('agreements.printChanges')).toEqual([{ school, agreement: id(9001) }])
    expect(useToasts().toasts.at(-1)?.words).toBe('Saved as Changed.pdf')
    shown.wrapper.unmount()
    text = aVersion(2)
    expect((await open()).text()).not.toContain('What changed since people signed')
  })

  test('nothing saved is told, a refusal in the vault’s words', async () => {
    const shown = await open()
    expect(shown.text()).toContain('says that it is a draft')
    vault.answer({ 'agreements.print': () => ({ saved: false, fileName: null }) })
    await shown.press('Poster A4, PDF')
    expect(useToasts().toasts.at(-1)?.words).toBe('Nothing was saved')
    vault.answer({
      'agreements.print': () => {
        throw new Fault('unavailable', 'There is nothing to print with.')
      },
    })
    await shown.press('Poster A4, PDF')
    expect(useToasts().toasts.at(-1)?.words).toBe('There is nothing to print with.')
  })
})
