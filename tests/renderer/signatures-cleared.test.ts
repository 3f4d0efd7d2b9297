import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Clearance, type Signing } from '@contract'
import ClearedScreen from '@renderer/features/agreements/ClearedScreen.vue'
import PupilAgreements from '@renderer/features/agreements/signing/PupilAgreements.vue'
import { shifted, today } from '@renderer/ui/dates'
import {
  aClearance,
  aldana,
  anAdult,
  aSigning,
  aStanding,
  corbo,
  dialog,
  openSignatures,
  rowsOf,
  save,
  school,
  signaturesVault,
  signed,
  tamsin,
  tick,
  visitor,
} from './signatures-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
let clearances: Clearance[]
let kept: Signing[]
beforeEach(() => {
  clearances = [
    aClearance(corbo, [signed()]),
    aClearance(aldana, [aStanding()]),
    aClearance(tamsin, [signed({ holdsUntil: null })]),
    aClearance(visitor, [aStanding({ state: 'EXPIRED', words: 'The visit is over.', missing: ['ADULT'] })]),
  ]
  kept = [aSigning(1), aSigning(2, { capacity: 'PARENT', isVoid: true })]
  vault = signaturesVault({
    'agreements.clearances': () => clearances,
    'agreements.clearance': ({ signee }) => {
      const found = clearances.find(({ member }) => member.signee.id === signee.id)
      if (!found) throw new Fault('not-found', 'Nobody of that kind here.')
      return found
    },
    'agreements.signings': () => kept,
  })
})
const pane = () => document.getElementById('right-pane')?.textContent.replace(/\s+/g, ' ') ?? ''

describe('who is cleared', () => {
  test('word and why for everybody, those who are not first, and how many', async () => {
    const { text } = await openSignatures(ClearedScreen, { at: '/cleared' })
    const rows = rowsOf('cleared')
    expect(rows.map((row) => row.includes('Not cleared'))).toEqual([true, true, false, false])
    expect(rows[0]).toContain('Nobody has signed.')
    expect(rows[2]).toContain('31 Aug 2027')
    expect(text()).toContain('2 of 4 people cleared.')
    expect(document.querySelectorAll('#cleared tbody .badge svg')).toHaveLength(4)
  })

  test('by class, by audience, by yes and no', async () => {
    const { fill, press } = await openSignatures(ClearedScreen, { at: '/cleared' })
    await fill('Who', 'VISITOR')
    expect(rowsOf('cleared')).toEqual([expect.stringContaining('The visit is over.')])
    await fill('Cleared', 'yes')
    expect(rowsOf('cleared')).toEqual([])
    await press('Show all')
    await fill('Class or group', '4A')
    expect(rowsOf('cleared')).toHaveLength(2)
  })

  test('another day is asked for by itself and named; today is asked for as today', async () => {
    const { fill, text } = await openSignatures(ClearedScreen, { at: '/cleared' })
    await fill('Day', '1 9 2027')
    expect(vault.inputsOf('agreements.clearances').map(({ on }) => on)).toEqual([null, '2027-09-01'])
    expect(text()).toContain('Cleared on 1 September 2027')
    await fill('Day', 'today')
    expect(vault.inputsOf('agreements.clearances').at(-1)?.on).toBeNull()
  })

  test('saving as a file asks what it is for; whoever may not export does not see it', async () => {
    vault.answer({ 'agreements.exportClearances': () => ({ saved: true, fileName: 'cleared.xlsx' }) })
    const { press, fill, text } = await openSignatures(ClearedScreen, { at: '/cleared' })
    await press('Save as a file')
    await save()
    expect(text()).toContain('Enter what it is for')
    expect(vault.inputsOf('agreements.exportClearances')).toEqual([])
    await fill('What it is for', 'Accounts on the network')
    await save()
    expect(vault.inputsOf('agreements.exportClearances')).toEqual([
      { school, format: 'xlsx', reason: 'Accounts on the network' },
    ])
    expect(dialog()).toBeNull()
    const other = await openSignatures(ClearedScreen, { at: '/cleared', role: 'HEAD' })
    expect(other.wrapper.text()).not.toContain('Save as a file')
  })
})

describe('one person', () => {
  test('standings, every signing, and what was taken back', async () => {
    await openSignatures(ClearedScreen, { at: `/cleared?person=PUPIL-${corbo.signee.id}` })
    expect(pane()).toContain('Corbo Thistlemead, 4A')
    expect(pane()).toContain('Until 31 August 2027')
    expect(pane()).toContain('The child, 10 Sep 2026. On paper.')
    expect(pane()).toContain('Taken back')
    expect(document.querySelectorAll('#right-pane button.look-quiet')).toHaveLength(1)
  })

  test('a signature is taken back with a reason, and everything is asked anew', async () => {
    vault.answer({
      'agreements.voidSigning': () => {
        kept = kept.map((one) => ({ ...one, isVoid: true }))
        clearances = [aClearance(corbo, [aStanding()])]
        return kept[0]!
      },
    })
    const { press, fill, text } = await openSignatures(ClearedScreen, {
      at: `/cleared?person=PUPIL-${corbo.signee.id}`,
    })
    await press('Take back: Pupils, key stage 2, 10 September 2026')
    await save()
    expect(text()).toContain('Enter a reason of at least 3 letters')
    await fill('Why', 'Keyed for the wrong child')
    await save()
    await flushPromises()
    expect(vault.inputsOf('agreements.voidSigning')).toEqual([
      { school, signing: id(3201), reason: 'Keyed for the wrong child' },
    ])
    expect(pane()).toContain('Not cleared')
    expect(pane()).not.toContain('Take back')
    expect(rowsOf('cleared')).toHaveLength(1)
  })

  test('whoever is open is asked to sign on the way that fits them', async () => {
    await openSignatures(ClearedScreen, { at: `/cleared?person=ADULT-${visitor.signee.id}` })
    const link = document.querySelector<HTMLAnchorElement>('#right-pane a[href*="/sign"]')
    expect(link?.getAttribute('href')).toContain('way=desk')
    expect(link?.getAttribute('href')).toContain(`person=ADULT-${visitor.signee.id}`)
  })

  test('whoever only sees takes nothing back and keys nothing', async () => {
    await openSignatures(ClearedScreen, { at: `/cleared?person=PUPIL-${aldana.signee.id}`, role: 'HEAD' })
    expect(pane()).toContain('Not cleared')
    expect(pane()).not.toContain('Take back:')
    expect(pane()).not.toContain('Key a signature')
  })

  test('what a matrix in force allows this person, agreement rules first; drafts are not offered', async () => {
    const edition = (n: number, status: 'IN_FORCE' | 'DRAFT') => ({
      ...{
        id: id(4000 + n),
        matrix: id(4100 + n),
        title: `Devices ${n}`,
        kind: 'device' as const,
        rowHeading: 'Device',
      },
      ...{ document: 'Policy', status, effectiveFrom: null, approvedOn: null, approvingBody: null, nextReview: null },
      ...{ reviewOverdue: false, openedBecause: null, changedAt: 0 },
    })
    const card = (n: number, status: 'IN_FORCE' | 'DRAFT') => ({
      ...{ matrix: id(4100 + n), title: `Devices ${n}`, kind: 'device' as const, shown: id(4000 + n) },
      ...{ editions: [edition(n, status)], rows: 2, problems: 0, blocking: 0, unmappedRows: 0 },
    })
    const row = (n: number) => ({ row: id(4200 + n), column: id(4300), label: `Row ${n}`, asWritten: '' })
    vault.answer({
      'matrices.list': () => [card(1, 'IN_FORCE'), card(2, 'DRAFT')],
      'agreements.mayUse': () => ({
        ...{ member: corbo, cleared: true },
        rows: [
          { ...row(1), level: 'CERTAIN_TIMES', verdict: 'AS_BEFORE', needsAgreement: false, words: null },
          {
            ...row(2),
            level: 'ALLOWED',
            verdict: 'NOT_ALLOWED',
            needsAgreement: true,
            words: 'Not until it is signed.',
          },
        ],
      }),
    })
    const { fill, field } = await openSignatures(ClearedScreen, {
      ...{ at: `/cleared?person=PUPIL-${corbo.signee.id}`, role: 'DSL' },
    })
    expect([...field('Matrix').querySelectorAll('option')].map((one) => one.textContent)).toEqual([
      'Choose',
      'Devices 1',
    ])
    await fill('Matrix', id(4001))
    const lines = [...document.querySelectorAll('#right-pane .rule')].map((one) => one.textContent)
    expect(lines[0]).toContain('Row 2')
    expect(lines[0]).toContain('Not until it is signed.')
    expect(document.querySelector('#right-pane .rule [data-kind="not-allowed"]')).not.toBeNull()
    expect(document.querySelector('#right-pane .rule [data-kind="times"]')).not.toBeNull()
  })
})

describe('adults of the school', () => {
  beforeEach(() => {
    vault.answer({
      'agreements.adults': ({ past }) => [
        anAdult(2, { name: 'Morwen Larch', audience: 'STAFF_VOLUNTEER', group: 'Science', until: null }),
        ...(past ? [anAdult(1)] : []),
      ],
      'agreements.saveAdult': ({ adult, facts }) => ({ ...facts, id: adult ?? id(760) }),
    })
  })
  test('are added with first day; the last day never comes before it', async () => {
    const { press, fill, text } = await openSignatures(ClearedScreen, { at: '/cleared?list=adults' })
    await press('Add an adult')
    await save()
    expect(text()).toContain('Enter the name')
    await fill('Name', 'Osric Fenn')
    await fill('Who', 'SUPPLY')
    await fill('Last day', '-1')
    await save()
    expect(text()).toContain('The last day comes before the first.')
    await fill('Last day', '+5')
    await save()
    expect(vault.inputsOf('agreements.saveAdult')).toEqual([
      {
        ...{ school, adult: null },
        facts: {
          ...{ name: 'Osric Fenn', audience: 'SUPPLY', group: null, organisation: null, from: today() },
          until: shifted(today(), 5),
        },
      },
    ])
    expect(rowsOf('adults').map((row) => row.includes('Osric'))).toEqual([false, true])
  })

  test('are changed: leaving is a last day', async () => {
    const { press, fill } = await openSignatures(ClearedScreen, { at: '/cleared?list=adults' })
    await press('Change Morwen Larch')
    await fill('Last day', '31 8 2027')
    await save()
    expect(vault.inputsOf('agreements.saveAdult')).toMatchObject([
      { adult: id(752), facts: { name: 'Morwen Larch', group: 'Science', until: '2027-08-31' } },
    ])
  })

  test('those who have left come on request; whoever only sees changes nothing', async () => {
    const { text } = await openSignatures(ClearedScreen, { at: '/cleared?list=adults', role: 'HEAD' })
    expect(rowsOf('adults')).toHaveLength(1)
    await tick('Those who have left too')
    expect(rowsOf('adults')).toHaveLength(2)
    expect(text()).not.toContain('Add an adult')
  })
})

describe('the line on a pupil’s page', () => {
  const line = async (pupil: string) =>
    (await openSignatures(PupilAgreements, { props: { pupil, name: 'Corbo Thistlemead' } })).text()
  test('says cleared and until when', async () => {
    expect(await line(corbo.signee.id)).toContain('Cleared until 31 August 2027')
  })
  test('says not cleared and why, with the way to the signatures', async () => {
    const text = await line(aldana.signee.id)
    expect(text).toContain('Not cleared')
    expect(text).toContain('Nobody has signed.')
    expect(document.querySelector('a')?.getAttribute('href')).toContain(`person=PUPIL-${aldana.signee.id}`)
  })
})
