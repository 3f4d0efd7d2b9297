/** Who signed which text, through the contract: recorded, refused with words, taken back. */
import { describe, expect, test } from 'vitest'
import type { SigningFacts } from '@contract/signatures'
import { TODAY, versionFacts } from '../support/agreements/texts'
import { day, makeSigning } from '../support/agreements/signing-stage'

const NOBODY = '0'.repeat(32)
const reason = 'Typed for the wrong person'

describe('a signature', () => {
  test('clears once child and parent have signed, and said again adds nothing', async () => {
    const { addPupil, sign, signing, clearance, version, vault, texts } = await makeSigning()
    const { signee, mother } = await addPupil()
    const [child, parent] = [signing(signee), signing(signee, { capacity: 'PARENT', contact: mother })]
    expect(await clearance(signee)).toMatchObject({
      ...{ cleared: false, words: 'Screens at school: Nobody has signed.', holdsUntil: null },
      standings: [{ state: 'NOT_SIGNED', missing: ['CHILD', 'PARENT'], version: version.id }],
    })
    expect(await sign(child)).toMatchObject({ recorded: 1, same: 0, warnings: [] })
    expect(await clearance(signee)).toMatchObject({ cleared: false, standings: [{ state: 'PART_SIGNED' }] })
    expect(await sign(child, parent)).toMatchObject({ recorded: 1, same: 1 })
    const words = 'Signed 2026/27 on 1 October 2026; holds until 31 August 2027.'
    expect(await clearance(signee)).toMatchObject({
      ...{ cleared: true, words: null, holdsUntil: '2027-08-31' },
      standings: [{ state: 'CURRENT', words, missing: [] }],
    })
    const events = async () => (await vault.call['history.list']({ school: texts.school })).entries.length
    const before = await events()
    expect(await sign(child, parent)).toEqual({ recorded: 0, same: 2, batch: null, warnings: [] })
    expect(await events()).toBe(before)
  })

  test('in class is a row for each pupil with one witness', async () => {
    const { addPupil, addAdult, sign, signing, call, school } = await makeSigning()
    const pupils = [await addPupil(), await addPupil(), await addPupil()]
    const inClass = { method: 'IN_CLASS', witness: 'Orla Pennywhistle' } as const
    const rows = pupils.map(({ signee }) => signing(signee, inClass))
    expect(await sign(...rows)).toMatchObject({ recorded: 3 })
    const [one] = await call['agreements.signings']({ school, signee: pupils[1]!.signee })
    expect(one).toMatchObject({ ...inClass, label: '2026/27', title: 'Screens at school', isVoid: false })
    expect(one?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await call['agreements.signings']({ school, signee: await addAdult() })).toEqual([])
  })

  test.each<[string, string, Partial<SigningFacts>]>([
    ['of a day to come', 'in the future', { signedOn: day('2026-10-02') }],
    ['older than its text', 'was issued on 1 October 2026', { signedOn: day('2026-09-30') }],
    ['for a text that is not there', 'never issued', { version: NOBODY }],
    ['by an adult where a child is', 'the pupil and a parent or carer has to sign', { capacity: 'ADULT' }],
    ['in class that nobody saw', 'which adult saw it', { method: 'IN_CLASS' }],
    ['nobody says who cannot give', 'knows that this person cannot sign', { outcome: 'CANNOT_SIGN' }],
    ['that ends before it begins', 'lies before the day it was signed', { until: day('2026-09-30') }],
    ['by a parent nobody knows', 'no contact of this pupil', { capacity: 'PARENT', contact: NOBODY }],
  ])('%s is refused with words', async (_name, words, change) => {
    const { addPupil, sign, signing, clearance } = await makeSigning()
    const { signee } = await addPupil()
    const refused = sign(signing(signee, change))
    await expect(refused).rejects.toThrow(words)
    await expect(refused).rejects.toThrow('Nothing was recorded.')
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'NOT_SIGNED' }])
  })

  test('of a leaver, of another year, or for a draft is refused; a child does not sign for a parent', async () => {
    const { addPupil, sign, signing, call, school, texts, issued, later } = await makeSigning()
    const [leaver, older] = [await addPupil(), await addPupil({ year: '2', className: '2B' })]
    const parents = await issued({ title: 'At home', audiences: ['PARENT'], signers: 'PARENT', childFrom: null })
    await call['pupils.leave']({ school, pupil: leaver.signee.id, on: TODAY })
    await later(2)
    const signedOn = day('2026-10-03')
    await expect(sign(signing(leaver.signee, { signedOn }))).rejects.toThrow('after the last day at the school')
    const wrong = 'for key stage 2; on that day this person belonged to early years and key stage 1'
    await expect(sign(signing(older.signee))).rejects.toThrow(wrong)
    await expect(sign(signing(older.signee, { version: parents.id, signedOn }))).rejects.toThrow(
      'a signature of the child alone does not count',
    )
    const draft = await call['agreements.saveDraft']({
      ...{ school: texts.school, version: null },
      facts: versionFacts(parents.agreement, { label: 'Next' }),
    })
    await expect(sign(signing(older.signee, { version: draft.id }))).rejects.toThrow('never issued')
  })

  test('refused in one row refuses all, and says which row', async () => {
    const { addPupil, sign, signing, clearance } = await makeSigning()
    const [one, two] = [await addPupil(), await addPupil()]
    const bad = signing(two.signee, { method: 'IN_CLASS' })
    await expect(sign(signing(one.signee), bad)).rejects.toThrow(/^Row 2: Say which adult saw it/)
    await expect(sign(signing(one.signee), signing(one.signee))).rejects.toThrow('Rows 1 and 2 answer for the same')
    await expect(sign(signing({ kind: 'ADULT', id: one.signee.id }))).rejects.toMatchObject({ code: 'not-found' })
    for (const { signee } of [one, two]) expect((await clearance(signee)).standings[0]?.state).toBe('NOT_SIGNED')
  })
})

describe('a refusal', () => {
  test('stands over a signature, and ends with a later one, not with an older paper', async () => {
    const { addPupil, sign, signing, signBoth, clearance, later } = await makeSigning()
    const { signee } = await addPupil()
    await signBoth(signee)
    await later(3)
    await sign(signing(signee, { outcome: 'REFUSED', signedOn: day('2026-10-03') }))
    expect(await clearance(signee)).toMatchObject({
      cleared: false,
      standings: [{ state: 'REFUSED', words: 'The pupil would not sign on 3 October 2026.' }],
    })
    // An older paper that turns up is recorded, and ends nothing.
    await sign(signing(signee, { signedOn: day('2026-10-02') }))
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'REFUSED' }])
    await sign(signing(signee, { signedOn: day('2026-10-04') }))
    expect((await clearance(signee)).cleared).toBe(true)
  })

  test('and a child who cannot sign leave the parent’s signature to count', async () => {
    const { addPupil, sign, signing, clearance } = await makeSigning()
    const { signee } = await addPupil()
    await sign(signing(signee, { outcome: 'CANNOT_SIGN', witness: 'Otto Lensgrove' }))
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'CANNOT_SIGN' }])
    await sign(signing(signee, { capacity: 'PARENT', name: 'Marba Thistlemead' }))
    const [standing] = (await clearance(signee)).standings
    expect(standing).toMatchObject({ state: 'CURRENT' })
    expect(standing?.words).toContain('by a parent, since the pupil cannot sign')
  })
})

describe('a mistake', () => {
  test('is taken back with a reason, stays listed, and may be recorded anew', async () => {
    const { addPupil, sign, signing, signBoth, clearance, call, school } = await makeSigning()
    const { signee } = await addPupil()
    await signBoth(signee)
    const [child] = (await call['agreements.signings']({ school, signee })).filter(
      ({ capacity }) => capacity === 'CHILD',
    )
    const of = { school, signing: child?.id ?? '', reason }
    expect(await call['agreements.voidSigning'](of)).toMatchObject({ id: child?.id, isVoid: true })
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'PART_SIGNED', missing: ['CHILD'] }])
    expect((await call['agreements.signings']({ school, signee })).map(({ isVoid }) => isVoid).sort()).toEqual([
      false,
      true,
    ])
    await expect(call['agreements.voidSigning'](of)).rejects.toMatchObject({ code: 'conflict' })
    const none = { ...of, signing: NOBODY }
    await expect(call['agreements.voidSigning'](none)).rejects.toMatchObject({ code: 'not-found' })
    await sign(signing(signee))
    expect((await clearance(signee)).cleared).toBe(true)
  })
})

describe('what is said beside a signature', () => {
  test('is that it was recorded before, is of an old text, or of a contact who is not known to be responsible', async () => {
    const { addPupil, sign, signing, signBoth, reissue, agreement, later, call, school } = await makeSigning()
    const { signee } = await addPupil()
    await signBoth(signee)
    await later(10)
    const change = { changes: [{ audience: 'KS2', change: 'RESIGN' }] as const }
    await reissue(agreement, { label: '2026/27, 2', changes: [...change.changes], summary: 'Watches' })
    await later(1)
    const view = await call['pupils.addContact']({
      ...{ school, pupil: signee.id, responsibility: null },
      facts: {
        ...{ name: 'Undo Thistlemead', relationship: 'OTHER', resident: true, asksToBeConsulted: false },
        ...{ delegated: null, endedOn: null },
      },
    })
    const contact = view.contacts.find(({ relationship }) => relationship === 'OTHER')?.id ?? ''
    const signedOn = day('2026-10-12')
    const { warnings } = await sign(
      signing(signee, { signedOn }),
      signing(signee, { signedOn, capacity: 'PARENT', contact }),
    )
    expect(warnings.every((words) => words.startsWith('Corbo1 Thistlemead: '))).toBe(true)
    const all = warnings.join(' ')
    expect(all).toContain('Recorded already for 1 October 2026')
    expect(all).toContain('version 2026/27, 2 is in force since 11 October 2026')
    expect(all).toContain('holds parental responsibility')
  })
})

test('adults are entered, changed, and gone once their last day is over', async () => {
  const { addAdult, call, school, later } = await makeSigning()
  const visitor = await addAdult({ name: 'Delbo Fixit', audience: 'VISITOR', from: TODAY, until: TODAY })
  const facts = { name: 'Orla Pennywhistle', audience: 'GOVERNOR', group: null, organisation: null } as const
  const orla = await addAdult()
  await call['agreements.saveAdult']({ school, adult: orla.id, facts: { ...facts, from: TODAY, until: null } })
  const names = async (past: boolean) => (await call['agreements.adults']({ school, past })).map(({ name }) => name)
  expect(await names(false)).toEqual(['Delbo Fixit', 'Orla Pennywhistle'])
  await later(1)
  expect(await names(false)).toEqual(['Orla Pennywhistle'])
  expect(await names(true)).toEqual(['Delbo Fixit', 'Orla Pennywhistle'])
  const backwards = { ...facts, from: TODAY, until: day('2026-09-30') }
  const saving = (adult: string) => call['agreements.saveAdult']({ school, adult, facts: backwards })
  await expect(saving(visitor.id)).rejects.toMatchObject({ code: 'bad-input' })
  const nobody = call['agreements.saveAdult']({ school, adult: NOBODY, facts: { ...facts, from: TODAY, until: null } })
  await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
})
