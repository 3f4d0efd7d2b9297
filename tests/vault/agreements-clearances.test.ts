/** Who is cleared and why not, how far a school has come, what the agreement lets one person do, and the list for the network. */
import { describe, expect, test } from 'vitest'
import type { Signee } from '@contract/signatures'
import { TODAY, versionFacts } from '../support/agreements/texts'
import { asRole, day, makeSigning } from '../support/agreements/signing-stage'
import { schoolFacts } from '../support/vault'

const reason = 'For the network manager'

describe('a new text', () => {
  test.each([
    ['WORDING', true, 'CURRENT', false],
    ['INFORM', true, 'CURRENT', true],
    ['RESIGN', false, 'RESIGN_DUE', false],
  ] as const)('classed %s leaves cleared %s', async (change, cleared, state, toInform) => {
    const stage = await makeSigning()
    const { addPupil, signBoth, reissue, agreement, later, clearance } = stage
    const { signee } = await addPupil()
    await signBoth(signee)
    await later(10)
    const changes = [{ audience: 'KS2' as const, change }]
    await reissue(agreement, { label: '2026/27, 2', changes, summary: 'Said better' })
    const found = await clearance(signee)
    expect(found).toMatchObject({ cleared, standings: [{ state, toInform }] })
    if (state === 'RESIGN_DUE') {
      expect(found.standings[0]?.words).toBe(
        'Signed 2026/27 on 1 October 2026; a new text is in force since 11 October 2026.',
      )
    }
  })
})

describe('the list', () => {
  test('is of those here that day, by agreement, group, state and day', async () => {
    const stage = await makeSigning()
    const { addPupil, addAdult, signBoth, issued, sign, signing, call, school, agreement, later } = stage
    const staff = { title: 'Working with technology', audiences: ['STAFF_VOLUNTEER' as const] }
    const text = await issued({ ...staff, signers: 'ADULT', childFrom: null, validity: 'UNTIL_LEFT' })
    const [signed, open] = [await addPupil(), await addPupil({ className: '4B' })]
    await addPupil({ onRollFrom: day('2026-11-02') })
    const adult = await addAdult()
    await addAdult({ name: 'Delbo Fixit', audience: 'VISITOR', group: null, organisation: 'Fixit Ltd', until: TODAY })
    await signBoth(signed.signee)
    await sign(signing(adult, { version: text.id, capacity: 'ADULT' }))
    const list = async (filter: Partial<Parameters<(typeof call)['agreements.clearances']>[0]> = {}) =>
      (await call['agreements.clearances']({ school, ...filter })).map(
        ({ member, cleared }) => `${member.name}, ${member.group ?? '-'}: ${cleared ? 'yes' : 'no'}`,
      )
    const [one, two] = ['Corbo1 Thistlemead, 4A: yes', 'Corbo2 Thistlemead, 4B: no']
    const [orla, delbo] = ['Orla Pennywhistle, Office: yes', 'Delbo Fixit, Fixit Ltd: no']
    expect(await list()).toEqual([one, two, delbo, orla])
    expect(await list({ agreement })).toEqual([one, two])
    expect(await list({ group: '4B' })).toEqual([two])
    expect(await list({ state: 'NOT_SIGNED' })).toEqual([two])
    expect(await list({ agreement, state: 'CURRENT' })).toEqual([one])
    expect(await list({ on: day('2026-11-02') })).toHaveLength(4)
    const [, notSigned, visitor] = await call['agreements.clearances']({ school })
    expect(notSigned).toMatchObject({ member: { audience: 'KS2', card: { id: open.signee.id, restricted: false } } })
    expect(visitor?.words).toBe('This school has no agreement for this person to sign.')
    await later(1)
    expect(await list()).toEqual([one, two, orla])
  })

  test('shows IT names and classes only, and is saved for them without reasons', async () => {
    const stage = await makeSigning()
    const { addPupil, addAdult, signBoth, call, school, vault } = stage
    const [one] = [await addPupil(), await addPupil({ legalForename: '=HYPERLINK("x")', className: '4B' })]
    await addAdult()
    await signBoth(one.signee)
    await asRole(stage, 'IT')
    const list = await call['agreements.clearances']({ school })
    expect(list.map(({ member }) => member.card)).toEqual([null, null, null])
    for (const format of ['csv', 'xlsx'] as const) {
      expect(await call['agreements.exportClearances']({ school, format, reason })).toMatchObject({ saved: true })
    }
    const csv = new TextDecoder().decode(vault.saved[0]?.bytes)
    expect(csv).toContain('Corbo1 Thistlemead,4A,key stage 2,Yes,2027-08-31')
    expect(csv).toContain('Orla Pennywhistle,Office,staff and volunteers,No,')
    expect(csv).toContain('"\'=HYPERLINK')
    expect(csv).not.toMatch(/signed|refused/i)
    vault.cancelSaving = true
    await call['agreements.exportClearances']({ school, format: 'csv', reason })
    const { entries } = await call['history.list']({ school: stage.texts.school, type: 'agreements.exported' })
    expect(entries.map((entry) => entry.reason)).toEqual([reason, reason])
  })
})

describe('completion', () => {
  test('counts each state once, by class, without leavers and those to come', async () => {
    const stage = await makeSigning()
    const { addPupil, signBoth, sign, signing, call, school, agreement, later } = stage
    const made = [await addPupil(), await addPupil(), await addPupil(), await addPupil({ className: '4B' })]
    const [one, two, three, four] = made as unknown as readonly { readonly signee: Signee }[]
    await signBoth(one!.signee)
    await sign(signing(two!.signee, { outcome: 'REFUSED' }))
    await sign(signing(three!.signee))
    await sign(signing(four!.signee, { outcome: 'CANNOT_SIGN', witness: 'Otto Lensgrove' }))
    const leaver = await addPupil()
    await addPupil({ onRollFrom: day('2026-11-02') })
    await call['pupils.leave']({ school, pupil: leaver.signee.id, on: TODAY })
    await later(1)
    const none = { resignDue: 0, expired: 0 }
    const lines = [
      { group: null, inScope: 4, current: 1, refused: 1, cannotSign: 1, notSigned: 1, ...none },
      { group: '4A', inScope: 3, current: 1, refused: 1, cannotSign: 0, notSigned: 1, ...none },
      { group: '4B', inScope: 1, current: 0, refused: 0, cannotSign: 1, notSigned: 0, ...none },
    ]
    const titled = lines.map((line) => ({ agreement, title: 'Screens at school', ...line }))
    expect(await call['agreements.completion']({ school })).toEqual(titled)
    const other = await call['schools.create']({ facts: schoolFacts({ name: 'Elsewhere School', shortName: 'ES' }) })
    const trust = await call['agreements.trustCompletion']({})
    expect(trust).toContainEqual({ school, completion: [titled[0]] })
    expect(trust).toContainEqual({ school: other.id, completion: [] })
  })

  test('hides small counts from whoever may not see who signed (R4)', async () => {
    const stage = await makeSigning()
    const { addPupil, signBoth, call, school } = stage
    for (let i = 0; i < 6; i += 1) {
      const { signee } = await addPupil()
      if (i > 0) await signBoth(signee)
    }
    await addPupil({ className: '4B' })
    await asRole(stage, 'GOVERNOR')
    for (const line of await call['agreements.completion']({ school })) {
      expect(line).toMatchObject({ current: null, notSigned: null })
      expect(line.inScope === null || line.inScope >= 5).toBe(true)
    }
    await expect(call['agreements.clearances']({ school })).rejects.toMatchObject({ code: 'denied' })
  })
})

describe('a matrix that depends on the agreement (R25)', () => {
  test('allows one pupil what it does not allow another', async () => {
    const stage = await makeSigning()
    const { addPupil, addAdult, signBoth, call, school, texts } = stage
    const file = texts.school
    const column = (label: string, audience: 'LEARNER' | 'STAFF') => ({
      ...{ group: null, label, audience, device: null, captions: [] },
    })
    const columns = [column('Pupils', 'LEARNER'), column('Staff', 'STAFF')]
    const made = await call['matrices.create']({
      ...{ school: file, title: 'Devices', kind: 'permission', rowHeading: 'Activity', document: 'Policy', columns },
    })
    const edition = made.edition.id
    const words = ['Allowed once the acceptable use agreement is signed', 'Allowed', 'No']
    for (const label of ['Tablets', 'Cameras', 'Phones']) {
      await call['matrices.addRow']({ ...{ school: file, edition, label, group: null, after: null, reason } })
    }
    const answer = (level: 'ALLOWED' | 'NOT_ALLOWED', needsAgreement: boolean) => [
      {
        ...{ level, permitting: null, years: null },
        condition: { when: null, where: null, whoPermits: null, purpose: null, needsAgreement },
      },
    ]
    const view = await call['matrices.open']({ school: file, edition })
    const answers = [answer('ALLOWED', true), answer('ALLOWED', false), answer('NOT_ALLOWED', false)]
    for (const [at, row] of view.rows.entries()) {
      const cell = { school: file, edition, row: row.id, column: view.columns[0]?.id ?? '', reason }
      await call['matrices.setCell']({ ...cell, change: { words: words[at] ?? '', answers: answers[at] ?? null } })
    }
    const [signed, open, adult] = [await addPupil(), await addPupil(), await addAdult()]
    await signBoth(signed.signee)
    const mayUse = (signee: Signee) => call['agreements.mayUse']({ school, signee, edition })
    await expect(mayUse(signed.signee)).rejects.toMatchObject({ code: 'conflict' })
    await asRole(stage, 'HEAD')
    await call['matrices.approve']({
      ...{ school: file, edition, approvingBody: 'Board', approvedOn: TODAY, effectiveFrom: TODAY },
      ...{ nextReview: null, minute: null },
    })
    const rows = async (signee: Signee) =>
      (await mayUse(signee)).rows.map(({ label, level, verdict }) => `${label} ${level ?? '-'} ${verdict}`)
    expect(await rows(signed.signee)).toEqual([
      ...['Tablets ALLOWED ALLOWED', 'Cameras ALLOWED AS_BEFORE', 'Phones NOT_ALLOWED AS_BEFORE'],
    ])
    expect(await rows(open.signee)).toEqual([
      ...['Tablets ALLOWED NOT_ALLOWED', 'Cameras ALLOWED AS_BEFORE', 'Phones NOT_ALLOWED AS_BEFORE'],
    ])
    const told = (await mayUse(open.signee)).rows.map(({ words: said }) => said)
    expect(told).toEqual(['Not allowed until it is signed. Screens at school: Nobody has signed.', null, null])
    // Nobody has written anything in the column of staff.
    expect((await mayUse(adult)).rows.map(({ level }) => level)).toEqual([null, null, null])
  })
})

test('a year no agreement is for, and a school without a text, are told as what they are', async () => {
  const stage = await makeSigning()
  const { addPupil, call, school, clearance, texts } = stage
  const other = await addPupil({ year: 'X', className: null })
  expect((await clearance(other.signee)).words).toContain('No agreement of this school is for Year X')
  await call['agreements.saveDraft']({
    ...{ school: texts.school, version: null },
    facts: versionFacts(await texts.add({ title: 'Second' })),
  })
  const { signee } = await addPupil()
  expect((await clearance(signee)).standings.map(({ state }) => state).sort()).toEqual(['NOT_SIGNED', 'NO_TEXT'])
  const completion = await call['agreements.completion']({ school })
  expect(new Set(completion.map(({ title }) => title))).toEqual(new Set(['Screens at school']))
})
