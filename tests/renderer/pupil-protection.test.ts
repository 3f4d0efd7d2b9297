import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { TenantId, type PupilView, type Role } from '@contract'
import { today } from '@renderer/ui/dates'
import { useToasts } from '@renderer/ui/toasts-store'
import { aContact, aView, school } from './consents-samples'
import { amira, amiraView, choose, openMenu, openPupil, pupilVault, rowOf, save, website } from './pupil-screen'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
let view: PupilView

beforeEach(() => {
  view = amiraView()
  vault = pupilVault(() => view)
})

describe('what protects a pupil', () => {
  const flag = {
    kind: 'NO_PUBLISH' as const,
    from: '2026-09-01',
    reviewOn: '2026-10-01',
    reviewOverdue: true,
    setBy: id(2),
    reason: 'A reason for few eyes' as string | null,
  }

  test('is shown to the office as a mark without its reason', async () => {
    view = aView({ ...amira, restricted: true }, { flags: [], orders: null, care: null })
    const { text } = await openPupil()
    expect(text()).toContain('Ask before any picture. Speak to the safeguarding lead.')
    expect(text()).not.toContain('Court orders')
    expect(text()).not.toContain('Set a restriction')
  })

  test('a reason that may not be read is masked', async () => {
    view = aView({ ...amira, restricted: true }, { flags: [{ ...flag, reason: null }] })
    const { text } = await openPupil('HEAD')
    expect(text()).toContain('No pictures seen outside the school')
    expect(text()).toContain('Speak to the safeguarding lead.')
    expect(text()).not.toContain('Set a restriction')
  })

  test('the safeguarding lead reads the reason, changes and clears', async () => {
    view = aView({ ...amira, restricted: true }, { flags: [flag] })
    vault.answer({ 'pupils.clearFlag': () => (view = aView(amira)) })
    const shown = await openPupil('DSL')
    expect(shown.text()).toContain('Reason: A reason for few eyes')
    expect(shown.text()).toContain('Review overdue')
    await shown.press('Clear: No pictures seen outside the school')
    await shown.fill('Reason', 'No longer needed')
    await shown.press('Clear the restriction')
    expect(vault.inputsOf('pupils.clearFlag')).toEqual([
      { school, pupil: amira.id, kind: 'NO_PUBLISH', reason: 'No longer needed' },
    ])
    expect(shown.text()).not.toContain('A reason for few eyes')
  })

  test('a restriction is set with a review and a reason', async () => {
    vault.answer({ 'pupils.setFlag': () => view })
    const shown = await openPupil('DDSL')
    await shown.press('Set a restriction')
    shown.field('No pictures at all').click()
    await shown.fill('Review by', '1 9 2027')
    await save()
    expect(vault.inputsOf('pupils.setFlag')).toEqual([])
    await shown.fill('Reason', 'Placed for adoption')
    await save()
    expect(vault.inputsOf('pupils.setFlag')).toEqual([
      {
        school,
        pupil: amira.id,
        kind: 'NO_CAPTURE',
        from: today(),
        reviewOn: '2027-09-01',
        reason: 'Placed for adoption',
      },
    ])
  })

  test('a court order says what it forbids', async () => {
    vault.answer({ 'pupils.setOrder': () => view })
    const shown = await openPupil('DSL')
    await shown.press('Record a court order')
    await shown.fill('Kind of order', 'Prohibited steps order')
    await shown.fill('Reference', 'Case 12')
    shown.field('Only these uses').click()
    await flushPromises()
    await shown.press('Record the order')
    expect(vault.inputsOf('pupils.setOrder')).toEqual([])
    shown.field('Website').click()
    await flushPromises()
    await shown.press('Record the order')
    expect(vault.inputsOf('pupils.setOrder')[0]).toMatchObject({
      order: null,
      facts: { kind: 'Prohibited steps order', scope: [website.id], until: null },
    })
  })
})

describe('the UPN', () => {
  test('is hidden until somebody who may shows it, and hidden again when the pupil changes', async () => {
    vault.answer({ 'pupils.revealUpn': () => ({ upn: 'P831900124017' }) })
    const shown = await openPupil()
    expect(shown.text()).not.toContain('P831900124017')
    expect(vault.inputsOf('pupils.revealUpn')).toEqual([])
    await shown.press('Show UPN')
    expect(shown.text()).toContain('P831900124017')
    await shown.press('Hide UPN')
    expect(shown.text()).not.toContain('P831900124017')
    await shown.press('Show UPN')
    vault.tell('changed', { school: TenantId.parse(school), types: ['pupils.pupil'], ids: [] })
    await flushPromises()
    expect(shown.text()).not.toContain('P831900124017')
  })

  test('is not offered to somebody who may not edit', async () => {
    const { text } = await openPupil('DPO')
    expect(text()).not.toContain('Show UPN')
  })
})

describe('contacts', () => {
  test('a new one comes with parental responsibility, on the basis that was seen', async () => {
    vault.answer({ 'pupils.addContact': () => view })
    const shown = await openPupil()
    await shown.press('Add a contact')
    await shown.fill('Name', 'Robin Khan')
    await shown.fill('Is the child’s', 'FATHER')
    document.querySelector<HTMLInputElement>('[name="contact-holds"][value="yes"]')?.click()
    await flushPromises()
    await save()
    expect(vault.inputsOf('pupils.addContact')).toEqual([])
    await shown.fill('On what basis', 'BIRTH_CERTIFICATE')
    await save()
    expect(vault.inputsOf('pupils.addContact')[0]).toMatchObject({
      facts: { name: 'Robin Khan', relationship: 'FATHER', resident: false },
      responsibility: { holds: true, basis: 'BIRTH_CERTIFICATE', evidence: null, from: null, until: null },
    })
  })

  test('who is not known to hold responsibility is not said to lack it', async () => {
    view = aView(amira, { contacts: [aContact(2, { name: 'Sam Holt', responsibility: null, responsible: false })] })
    await openPupil()
    expect(rowOf('Sam Holt')).toContain('Not recorded')
  })

  test('two PCs that recorded it differently are told of', async () => {
    view = aView(amira, { contacts: [aContact(2, { name: 'Sam Holt', disagrees: true, responsible: false })] })
    await openPupil()
    expect(rowOf('Sam Holt')).toContain('Recorded differently on two PCs')
  })
})

describe('leaving, moving, erasing', () => {
  test('erasing asks for the admission number and leads back to the roll', async () => {
    vault.answer({
      'pupils.erase': () => ({ events: 12, words: 'Everything held was erased.' }),
      'pupils.list': () => [],
    })
    const shown = await openPupil('DPO')
    await choose('Erase everything held')
    await shown.fill('Why', 'Request of 3 September')
    await shown.fill('To go on, type the admission number 001', '002')
    await shown.press('Erase this pupil for good')
    expect(vault.inputsOf('pupils.erase')).toEqual([])
    await shown.fill('To go on, type the admission number 001', '001')
    await shown.press('Erase this pupil for good')
    expect(vault.inputsOf('pupils.erase')).toEqual([
      { school, pupil: amira.id, why: 'Request of 3 September', confirm: '001' },
    ])
    expect(shown.router.currentRoute.value.name).toBe('school-pupils')
  })

  test.each<[Role, string[]]>([
    ['OFFICE_STAFF', ['Change details', 'Record leaving']],
    ['HEAD', ['Save everything held']],
    ['DPO', ['Save everything held', 'Erase everything held']],
    ['DSL', ['Change details', 'Record leaving', 'Move to another school of the trust', 'Save everything held']],
  ])('%s finds what the role may do', async (role, expected) => {
    await openPupil(role)
    expect((await openMenu()).map((item) => item.textContent.trim())).toEqual(expected)
  })

  test('a move names the school it goes to', async () => {
    vault.answer({ 'pupils.transfer': () => ({ pupil: id(2500), words: 'Moved.' }), 'pupils.list': () => [] })
    const shown = await openPupil('DSL')
    await choose('Move to another school')
    await shown.fill('To which school?', id(102))
    await shown.fill('Admission number there', '0077')
    await shown.press('Move to School 2')
    expect(vault.inputsOf('pupils.transfer')).toEqual([
      { school, pupil: amira.id, to: id(102), on: today(), year: '7', admissionNumber: '0077' },
    ])
  })

  test('everything held is saved with a reason', async () => {
    vault.answer({ 'pupils.subjectAccess': () => ({ saved: true, fileName: 'everything.pdf' }) })
    const shown = await openPupil('HEAD')
    await choose('Save everything held')
    await shown.fill('Why', 'Request of 3 September')
    await shown.press('Save the file')
    expect(vault.inputsOf('pupils.subjectAccess')[0]).toMatchObject({ format: 'pdf' })
    expect(useToasts().toasts.at(-1)?.words).toBe('Saved as everything.pdf')
  })
})
