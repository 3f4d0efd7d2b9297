/** Who signed: parents beside one another, the same act corrected, and records taken back one by one or together. */
import { describe, expect, test } from 'vitest'
import type { SigningFacts } from '@contract/signatures'
import { TODAY } from '../support/agreements/texts'
import { asRole, day, makeSigning, type SigningStage } from '../support/agreements/signing-stage'

const reason = 'Typed for the wrong person'

async function withParents(stage: SigningStage) {
  const { addPupil, call, school } = stage
  const { signee, mother } = await addPupil()
  const view = await call['pupils.addContact']({
    ...{ school, pupil: signee.id },
    facts: {
      ...{ name: 'Delbo Thistlemead', relationship: 'FATHER', resident: false, asksToBeConsulted: false },
      ...{ delegated: null, endedOn: null },
    },
    responsibility: { holds: true, basis: 'BIRTH_CERTIFICATE', evidence: null, from: null, until: null },
  })
  const father = view.contacts.find(({ relationship }) => relationship === 'FATHER')?.id ?? ''
  const parent = (contact: string | null, change: Partial<SigningFacts> = {}) =>
    stage.signing(signee, { capacity: 'PARENT', contact, ...change })
  const stateOn = async (on: SigningFacts['signedOn']) => {
    const all = await call['agreements.clearances']({ school, on })
    return all.find(({ member }) => member.signee.id === signee.id)?.standings[0]?.state
  }
  const signings = () => call['agreements.signings']({ school, signee })
  return { ...stage, signee, mother, father, parent, stateOn, signings }
}

const make = async () => withParents(await makeSigning())

describe('two parents', () => {
  test('stand beside one another, and neither outweighs the other’s refusal', async () => {
    const { sign, signing, signee, mother, father, parent, clearance, later } = await make()
    await sign(signing(signee), parent(mother))
    expect((await clearance(signee)).cleared).toBe(true)
    await later(1)
    await sign(parent(father, { outcome: 'REFUSED', signedOn: day('2026-10-02') }))
    const words = 'Delbo Thistlemead would not sign on 2 October 2026.'
    expect(await clearance(signee)).toMatchObject({ cleared: false, standings: [{ state: 'REFUSED', words }] })
    await later(1)
    await sign(parent(mother, { signedOn: day('2026-10-03') }))
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'REFUSED' }])
    await sign(parent(father, { signedOn: day('2026-10-03') }))
    expect((await clearance(signee)).cleared).toBe(true)
  })

  test('are named each with what they said, but not to whoever may not see pupils', async () => {
    const { sign, mother, father, parent, signings, signee, clearance, call, school } = await make()
    await sign(parent(mother), parent(father, { outcome: 'REFUSED' }), parent(null, { name: 'Undo Ash' }))
    const said = await signings()
    expect(said.map(({ signer, outcome, together }) => `${signer} ${outcome} ${together}`).sort()).toEqual([
      'Delbo Thistlemead REFUSED 3',
      'Marba1 Thistlemead SIGNED 3',
      'Undo Ash SIGNED 3',
    ])
    await asRole({ call, school }, 'IT')
    const hidden = await call['agreements.signings']({ school, signee })
    expect(hidden).toHaveLength(3)
    for (const one of hidden) expect(one).toMatchObject({ signer: null, contact: null, name: null })
    expect((await clearance(signee)).standings).toMatchObject([{ words: 'A parent would not sign on 1 October 2026.' }])
  })

  test('a name that one contact has is that contact', async () => {
    const { sign, father, parent, signings, clearance, signee, later } = await make()
    await sign(parent(null, { outcome: 'REFUSED', name: 'DELBO  thistlemead' }))
    expect(await signings()).toMatchObject([{ contact: father, name: null }])
    await later(1)
    await sign(parent(father, { signedOn: day('2026-10-02') }))
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'PART_SIGNED', missing: ['CHILD'] }])
  })

  test('no fault names who refused', async () => {
    const { sign, signing, signee, father, parent, call, school } = await make()
    await sign(signing(signee), parent(father, { outcome: 'REFUSED' }))
    const granting = call['agreements.grantAccess']({ school, signees: [signee], system: 'Network', on: TODAY })
    await expect(granting).rejects.toThrow('A parent would not sign')
    await expect(granting).rejects.not.toThrow('Delbo')
  })
})

describe('a renewal', () => {
  test('takes the place of nothing, so that each day is answered as it was', async () => {
    const { sign, signing, signee, mother, parent, later, stateOn, signings } = await make()
    await sign(signing(signee), parent(mother))
    await later(350)
    const renewed = { signedOn: day('2027-09-16') }
    await sign(signing(signee, renewed), parent(mother, renewed))
    expect(await signings()).toHaveLength(4)
    const days = ['2026-09-30', '2026-10-01', '2027-08-31', '2027-09-01', '2027-09-15', '2027-09-16']
    const told: string[] = []
    for (const on of days) told.push((await stateOn(day(on))) ?? '-')
    expect(told).toEqual(['NO_TEXT', 'CURRENT', 'CURRENT', 'EXPIRED', 'EXPIRED', 'CURRENT'])
  })
})

describe('the same act', () => {
  test('recorded otherwise is corrected, with a word; taken back, the first stands again', async () => {
    const { sign, signing, signee, signings, clearance, call, school } = await make()
    await sign(signing(signee, { outcome: 'REFUSED' }))
    const { warnings } = await sign(signing(signee))
    expect(warnings.join()).toContain('Recorded before as refused on that day; this takes its place.')
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'PART_SIGNED' }])
    const [corrected, refused] = (await signings()).sort((a, b) =>
      a.outcome === 'SIGNED' ? -1 : b.outcome === 'SIGNED' ? 1 : 0,
    )
    expect([corrected?.isCorrected, refused?.isCorrected]).toEqual([false, true])
    const taken = await call['agreements.voidSigning']({ school, signing: corrected?.id ?? '', reason })
    expect(taken).toMatchObject({ id: corrected?.id, isVoid: true, isCorrected: false })
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'REFUSED' }])
    const listed = (await signings()).map(({ outcome, isVoid, isCorrected }) => [outcome, isVoid, isCorrected])
    expect(listed).toHaveLength(2)
    expect(listed).toContainEqual(['REFUSED', false, false])
    expect(listed).toContainEqual(['SIGNED', true, false])
    // The first is taken back under its own name, though it was said again since.
    await call['agreements.voidSigning']({ school, signing: refused?.id ?? '', reason })
    expect((await clearance(signee)).standings).toMatchObject([{ state: 'NOT_SIGNED' }])
    expect((await signings()).map(({ isVoid }) => isVoid)).toEqual([true, true])
  })
})

describe('what was recorded together', () => {
  test('a class is taken back whole, each act in its own way, and nothing else', async () => {
    const { addPupil, sign, signing, clearance, call, school, vault, texts } = await makeSigning()
    const pupils = [await addPupil(), await addPupil(), await addPupil()]
    const inClass = { method: 'IN_CLASS', witness: 'Orla Pennywhistle' } as const
    const [first, second, third] = pupils.map(({ signee }) => signee)
    // Of the first it corrects what stood before; of the second it is corrected since.
    await sign(signing(first!, { outcome: 'REFUSED' }))
    const { batch } = await sign(...pupils.map(({ signee }) => signing(signee, inClass)))
    await sign(signing(second!, { outcome: 'REFUSED', note: 'Was not there' }))
    const states = async () => {
      const told: string[] = []
      for (const { signee } of pupils) told.push((await clearance(signee)).standings[0]?.state ?? '-')
      return told
    }
    expect(await states()).toEqual(['PART_SIGNED', 'REFUSED', 'PART_SIGNED'])
    const listed = { method: 'IN_CLASS', records: 3, takenBack: 0, witness: 'Orla Pennywhistle' }
    expect(await call['agreements.together']({ school })).toMatchObject([{ ...listed, batch }])
    const of = { school, batch: batch ?? '', reason }
    expect(await call['agreements.takeBackTogether'](of)).toEqual({ takenBack: 3, left: 0 })
    expect(await states()).toEqual(['REFUSED', 'REFUSED', 'NOT_SIGNED'])
    expect(await call['agreements.together']({ school })).toMatchObject([{ ...listed, takenBack: 3 }])
    await expect(call['agreements.takeBackTogether'](of)).rejects.toMatchObject({ code: 'conflict' })
    const none = { ...of, batch: '0'.repeat(32) }
    await expect(call['agreements.takeBackTogether'](none)).rejects.toMatchObject({ code: 'not-found' })
    // What was corrected since does not bring back what was taken back with the class.
    const [correction] = (await call['agreements.signings']({ school, signee: second! })).filter(
      ({ isVoid }) => !isVoid,
    )
    await call['agreements.voidSigning']({ school, signing: correction?.id ?? '', reason })
    expect(await states()).toEqual(['REFUSED', 'NOT_SIGNED', 'NOT_SIGNED'])
    await sign(signing(third!))
    expect((await states())[2]).toBe('PART_SIGNED')
    const history = await vault.call['history.list']({ school: texts.school })
    expect(history.entries.some((entry) => entry.reason === reason)).toBe(true)
    expect(await vault.call['history.verify']({ school: texts.school })).toMatchObject({ sound: true })
  })

  test('what was taken back before is left, and told', async () => {
    const { addPupil, sign, signing, call, school } = await makeSigning()
    const [one, two] = [await addPupil(), await addPupil()]
    const { batch } = await sign(signing(one.signee), signing(two.signee))
    const [signed] = await call['agreements.signings']({ school, signee: one.signee })
    await call['agreements.voidSigning']({ school, signing: signed?.id ?? '', reason })
    expect(await call['agreements.takeBackTogether']({ school, batch: batch ?? '', reason })).toEqual({
      takenBack: 1,
      left: 1,
    })
  })
})
