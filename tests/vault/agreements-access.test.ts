/** Devices lent and access granted: only to those who have signed for it, and ended when that is over. */
import { describe, expect, test } from 'vitest'
import { TODAY } from '../support/agreements/texts'
import { day, makeSigning, type SigningStage } from '../support/agreements/signing-stage'

const NOBODY = '0'.repeat(32)

const loanText = (stage: SigningStage) =>
  stage.issued({ title: 'Borrowing a device', audiences: ['DEVICE_LOAN'], childFrom: '7', validity: 'UNTIL_LEFT' })

describe('a device', () => {
  test('is lent against a signed statement where there is one, and comes back (R38)', async () => {
    const stage = await makeSigning()
    const { addPupil, sign, signing, call, school, later, clearance } = stage
    const { signee } = await addPupil()
    const facts = { device: 'Laptop 12', serial: 'SN-12', borrower: signee, from: TODAY, dueOn: day('2026-10-05') }
    const lend = (change: Partial<typeof facts> = {}) =>
      call['agreements.lend']({ school, facts: { ...facts, ...change } })
    const text = await loanText(stage)
    await expect(lend()).rejects.toMatchObject({ code: 'conflict' })
    await expect(lend()).rejects.toThrow('“Borrowing a device” has to be signed before a device is lent.')
    await sign(signing(signee, { version: text.id, capacity: 'PARENT', name: 'Marba Thistlemead' }))
    const loan = await lend()
    expect(loan).toMatchObject({ device: 'Laptop 12', signed: true, overdue: false, returnedOn: null })
    await expect(lend()).rejects.toThrow('A device of this serial number is out since 1 October 2026')
    expect((await clearance(signee)).standings.map(({ title }) => title).sort()).toEqual([
      ...['Borrowing a device', 'Screens at school'],
    ])
    await later(5)
    const list = () => call['agreements.loans']({ school })
    expect(await list()).toMatchObject([{ overdue: true, member: { name: 'Corbo1 Thistlemead' } }])
    const back = { school, loan: loan.id, returnedOn: day('2026-10-06'), condition: 'A key is missing' }
    const takeBack = (change: Partial<typeof back>) => call['agreements.takeBack']({ ...back, ...change })
    await expect(takeBack({ returnedOn: day('2026-09-30') })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(takeBack({ returnedOn: day('2026-10-07') })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(takeBack({ loan: NOBODY })).rejects.toMatchObject({ code: 'not-found' })
    expect(await takeBack({})).toMatchObject({
      returnedOn: '2026-10-06',
      condition: 'A key is missing',
      overdue: false,
    })
    await expect(takeBack({})).rejects.toMatchObject({ code: 'conflict' })
    expect((await clearance(signee)).standings.map(({ title }) => title)).toEqual(['Screens at school'])
  })

  test.each([
    ['in the future', { from: day('2026-10-02') }, 'future'],
    ['due before it goes out', { dueOn: day('2026-09-30') }, 'before the day it is lent'],
  ])('%s is not lent', async (_name, change, words) => {
    const { addPupil, call, school } = await makeSigning()
    const { signee: borrower } = await addPupil()
    const facts = { device: 'Laptop', serial: null, borrower, from: TODAY, dueOn: null, ...change }
    await expect(call['agreements.lend']({ school, facts })).rejects.toThrow(words)
    expect(await call['agreements.loans']({ school })).toEqual([])
  })
})

describe('access', () => {
  test('is granted to those cleared today alone, all of them or nobody (R31)', async () => {
    const { addPupil, signBoth, call, school } = await makeSigning()
    const [one, two] = [(await addPupil()).signee, (await addPupil()).signee]
    await signBoth(one)
    const grant = (...signees: (typeof one)[]) =>
      call['agreements.grantAccess']({ school, signees, system: 'School network', on: TODAY })
    await expect(grant(one, two)).rejects.toMatchObject({ code: 'conflict' })
    await expect(grant(one, two)).rejects.toThrow('1 of 2 are not cleared today: number 2 of those chosen.')
    await expect(grant(two)).rejects.toThrow('Screens at school: Nobody has signed.')
    expect(await call['agreements.access']({ school })).toEqual([])
    const granted = await grant(one, one)
    expect(granted).toMatchObject([{ system: 'School network', grantedOn: TODAY, endedOn: null, toEnd: false }])
    // A second time there is nothing left to grant.
    expect(await grant(one)).toEqual(granted)
    expect(await call['agreements.access']({ school })).toHaveLength(1)
  })

  test('is to end when somebody is cleared no more or has left, until it is ended', async () => {
    const { addPupil, addAdult, signBoth, sign, signing, issued, call, school, later } = await makeSigning()
    const staff = { title: 'Working with technology', audiences: ['STAFF_VOLUNTEER' as const], childFrom: null }
    const text = await issued({ ...staff, signers: 'ADULT', validity: 'UNTIL_LEFT' })
    const [pupil, adult] = [(await addPupil()).signee, await addAdult({ until: day('2026-10-03') })]
    await signBoth(pupil)
    await sign(signing(adult, { version: text.id, capacity: 'ADULT' }))
    const grants = await call['agreements.grantAccess']({
      ...{ school, signees: [pupil, adult], system: 'Network', on: TODAY },
    })
    const toEnd = async () =>
      (await call['agreements.access']({ school })).flatMap((one) => (one.toEnd ? one.member.name : []))
    expect(await toEnd()).toEqual([])
    await later(3)
    expect(await toEnd()).toEqual(['Orla Pennywhistle'])
    await sign(signing(pupil, { outcome: 'REFUSED', signedOn: day('2026-10-04') }))
    expect((await toEnd()).sort()).toEqual(['Corbo1 Thistlemead', 'Orla Pennywhistle'])
    const ids = grants.map(({ id }) => id)
    const end = (on: string) => call['agreements.endAccess']({ school, grants: ids, on: day(on) })
    await expect(end('2026-09-30')).rejects.toMatchObject({ code: 'bad-input' })
    await expect(end('2026-10-05')).rejects.toMatchObject({ code: 'bad-input' })
    const none = call['agreements.endAccess']({ school, grants: [NOBODY], on: TODAY })
    await expect(none).rejects.toMatchObject({ code: 'not-found' })
    expect((await end('2026-10-04')).map(({ endedOn }) => endedOn)).toEqual(['2026-10-04', '2026-10-04'])
    expect(await toEnd()).toEqual([])
  })
})
