/** Agreements on paper: packs whose numbers lead back to a person, letters, and what changed since. */
import { describe, expect, test } from 'vitest'
import { readFormNumber } from '../../src-main/features/forms'
import { clause, TODAY } from '../support/agreements/texts'
import { day, makeSigning } from '../support/agreements/signing-stage'

const numbersIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/\d{4} \d{4} \d{4} \d{2}/g)].map(([found]) => found.replace(/ /g, ''))),
]

describe('a pack', () => {
  test('has a cover for each class and a sheet with a number for each person, in the order of the list', async () => {
    const { addPupil, addAdult, call, school, version, vault, signBoth } = await makeSigning()
    const second = await addPupil({ legalSurname: 'Zephyrmead' })
    const first = await addPupil({ legalSurname: 'Alderbrook' })
    const other = await addPupil({ className: '4B' })
    await addPupil({ year: '2', className: '2A' })
    await addAdult()
    const pack = (change: { group?: string; onlyMissing?: boolean } = {}) =>
      call['agreements.printPack']({
        ...{ school, version: version.id, group: change.group ?? null, onlyMissing: change.onlyMissing ?? false },
      })
    expect(await pack()).toMatchObject({ saved: true, forms: 3 })
    const page = vault.printed[0]
    expect(page).toMatchObject({ apart: true, landscape: false })
    const html = page?.html ?? ''
    expect(html.match(/class="sheet cover"/g)).toHaveLength(2)
    expect(html.match(/class="sheet agreement"/g)).toHaveLength(3)
    expect(html.match(/<svg class="qr"/g)).toHaveLength(3)
    expect(html.indexOf('Alderbrook')).toBeLessThan(html.indexOf('Zephyrmead'))
    expect(html).toContain('Child or young person')
    expect(html).toContain('Parent or carer')
    const numbers = numbersIn(html)
    expect(numbers).toHaveLength(3)
    const people = await Promise.all(
      numbers.map(async (number) => {
        expect(readFormNumber(number)).toBe(number)
        const form = await call['agreements.readForm']({ school, number })
        expect(form).toMatchObject({ version: version.id, capacities: ['CHILD', 'PARENT'], label: '2026/27' })
        expect(form.signers).toMatchObject([{ responsible: true }])
        return form.member.signee.id
      }),
    )
    expect(people).toEqual([first.signee.id, second.signee.id, other.signee.id])

    await signBoth(first.signee)
    expect(await pack({ group: '4A', onlyMissing: true })).toMatchObject({ forms: 1 })
    expect(vault.printed[1]?.html).toContain('Zephyrmead')
    expect(vault.printed[1]?.html).not.toContain('Alderbrook')
    await expect(pack({ group: '5C' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that was not saved leaves no number behind', async () => {
    const { addPupil, call, school, version, vault } = await makeSigning()
    await addPupil()
    vault.cancelSaving = true
    const print = { school, version: version.id, group: null, onlyMissing: false }
    expect(await call['agreements.printPack'](print)).toMatchObject({ saved: false, fileName: null })
    const [number = ''] = numbersIn(vault.printed[0]?.html ?? '')
    await expect(call['agreements.readForm']({ school, number })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('and a consent form scanned where the other belongs are told as what they are', async () => {
    const { addPupil, call, school, version, vault } = await makeSigning()
    await addPupil()
    await call['agreements.printPack']({ school, version: version.id, group: null, onlyMissing: false })
    const purpose = await call['consents.addPurpose']({
      school,
      facts: {
        ...{ label: 'School website', asWritten: null, code: 'WEBSITE', basis: 'CONSENT', outside: true },
        ...{ renewal: 'ANNUAL', reminderDays: 30, position: 1, retiredOn: null, source: null },
      },
    })
    const draft = await call['consents.saveWording']({
      ...{ school, wording: null },
      facts: {
        ...{ version: '1', title: 'Pictures', controller: 'Marrowby Learning Trust', otherControllers: [] },
        ...{ intro: 'Marrowby Learning Trust is responsible. You decide about each use.', language: 'en-GB' },
        questions: [{ purpose: purpose.id, text: 'May we use pictures?', whatWillBeDone: 'We show them for a year.' }],
        withdrawal: 'You can take your consent back at any time. Tell the office in any way you like.',
        ...{ direction: 'ltr', effectiveFrom: TODAY },
      },
    })
    const { id: wording } = await call['consents.issueWording']({ school, wording: draft.id })
    await call['entry.print']({ school, wording, classes: ['4A'], onlyMissing: false })
    const [agreement = '', consent = ''] = vault.printed.map(({ html }) => numbersIn(html)[0])
    await expect(call['agreements.readForm']({ school, number: consent })).rejects.toThrow('This is a consent form.')
    const { id: batch } = await call['entry.start']({ school, wording, receivedOn: TODAY, expected: 1 })
    const scan = call['entry.scan']({ school, batch, number: agreement })
    await expect(scan).rejects.toThrow('This is an agreement to sign, not a consent form.')
    const wrong = `${agreement.slice(0, 13)}${agreement.endsWith('0') ? '1' : '0'}`
    await expect(call['agreements.readForm']({ school, number: wrong })).rejects.toMatchObject({ code: 'bad-input' })
  })
})

test('letters go to those who have still to sign, say why and by when, and to nobody who would not', async () => {
  const { addPupil, call, school, agreement, vault, sign, signing, signBoth, reissue, later } = await makeSigning()
  const [never, half, done, refused] = [await addPupil(), await addPupil(), await addPupil(), await addPupil()]
  await sign(signing(half.signee))
  await signBoth(done.signee)
  await sign(signing(refused.signee, { outcome: 'REFUSED' }))
  const write = (group: string | null = null) => call['agreements.printLetters']({ school, agreement, group })
  expect(await write()).toMatchObject({ saved: true, letters: 2 })
  const html = vault.printed[0]?.html ?? ''
  expect(html).toContain('signed by 15 October 2026')
  expect(html).toContain('We do not have your signature and that of <bdi>Corbo1 Thistlemead</bdi> yet.')
  expect(html).toContain('Thank you for what we have already. We do not have your signature for <bdi>Corbo2')
  expect(html).not.toContain('Corbo3')
  expect(html).not.toContain('Corbo4')
  await later(10)
  await reissue(agreement, { label: '2', changes: [{ audience: 'KS2', change: 'RESIGN' }], summary: 'New' })
  await write('4A')
  expect(vault.printed[1]?.html).toContain('has changed since it was signed on 1 October 2026, from 11 October 2026')
  await expect(write('5C')).rejects.toMatchObject({ code: 'conflict' })
  expect(never.signee.kind).toBe('PUPIL')
})

test('what changed is printed once for each version last signed, with how many it is for', async () => {
  const { addPupil, call, school, agreement, vault, signBoth, reissue, later, version } = await makeSigning()
  const print = () => call['agreements.printChanges']({ school, agreement })
  const [one, two, three] = [await addPupil(), await addPupil(), await addPupil()]
  await signBoth(one.signee)
  await signBoth(two.signee)
  await expect(print()).rejects.toMatchObject({ code: 'conflict' })
  const changes = [{ audience: 'KS2', change: 'INFORM' }] as const
  await later(1)
  const clauses = [clause('1'), clause('2', { text: 'Text of clause two.' })]
  const next = await reissue(agreement, { label: 'B', changes: [...changes], summary: 'Clearer', clauses })
  await signBoth(three.signee, { version: next.id, signedOn: day('2026-10-02') })
  await later(1)
  const third = [...clauses, clause('3', { heading: 'Watches', text: 'Watches stay in bags.' })]
  await reissue(agreement, { label: 'C', changes: [...changes], summary: 'Watches are new', clauses: third })
  expect(await print()).toMatchObject({ saved: true })
  const sheets = (vault.printed[0]?.html ?? '').split('<section').slice(1)
  expect(sheets).toHaveLength(2)
  expect(sheets[0]).toContain(`<bdi>${version.label}</bdi>`)
  expect(sheets[0]).toMatch(/People<\/dt><dd>2</)
  expect(sheets[0]).toContain('Clearer')
  expect(sheets[0]).toContain('<ins>')
  expect(sheets[1]).toMatch(/People<\/dt><dd>1</)
  expect(sheets[1]).not.toContain('Clearer')
  for (const sheet of sheets) expect(sheet).toContain('Watches stay in bags.')
})
