/** A PC whose clock was ahead has recorded something: what stops, and how two people take it out of the way (C38). */
import { describe, expect, test } from 'vitest'
import { TODAY } from '../support/consents/register'
import { DAY, HOUR, makePublications } from './images-publications-stage'
import { makeDisposalStage, day, ruleFacts, type DisposalStage } from './images-disposal-stage'
import { fileId } from './pupils-stage'

const WHY = 'The battery of the clock was flat; put right by IT'

/** This PC recorded something while its clock was so many days ahead; the clock is right again. */
async function recordAhead(stage: DisposalStage, days: number): Promise<void> {
  const { vault, call, school, asFounder } = stage
  vault.advance(days * DAY)
  await asFounder()
  await call['images.saveRule']({
    school,
    rule: null,
    facts: ruleFacts({ imageClass: 'OTHER' }),
    reason: 'Another class',
  })
  vault.advance(-days * DAY)
  await asFounder()
}

describe.each([1, 30, 365, 3652])('an entry dated %i days ahead', (days) => {
  test('stops disposals until two people have declared it; nothing goes before its time then either', async () => {
    const stage = await makeDisposalStage()
    const { call, school, vault, asHead, asFounder, founder, head } = stage
    const due = await stage.dueSet('old', ['a.jpg', 'b.jpg'])
    // Due tomorrow, and due while the wrong clock runs ahead.
    const tomorrow = await stage.dueSet('soon', ['c.jpg'], '2025-10-02')
    const later = await stage.dueSet('later', ['d.jpg'], '2026-09-20')
    await recordAhead(stage, days)
    await expect(stage.propose(due)).rejects.toMatchObject({
      ...{ code: 'conflict', message: expect.stringContaining('two people can declare') },
    })
    const [entry, ...others] = await call['images.clocks']({ school })
    expect(others).toEqual([])
    expect(entry).toMatchObject({ isHere: true, by: founder, words: 'Added a retention rule', declared: [] })
    expect(entry?.at).toBeGreaterThan(vault.now() + days * DAY - HOUR)

    const declare = (saidToday = TODAY) =>
      call['images.declareClock']({ school, event: entry?.event ?? '', reason: WHY, saidToday })
    await expect(declare(day('2026-10-02'))).rejects.toMatchObject({ code: 'bad-input' })
    await expect(declare()).resolves.toMatchObject([{ declared: [{ by: founder, on: TODAY, reason: WHY }] }])
    await expect(declare()).rejects.toMatchObject({ code: 'denied' })
    await expect(stage.propose(due)).rejects.toMatchObject({ code: 'conflict' })
    await asHead()
    await expect(declare()).resolves.toEqual([])
    await expect(declare()).rejects.toMatchObject({ code: 'not-found' })
    expect(head).not.toBe(founder)
    await asFounder()
    const { entries } = await call['history.list']({ school: fileId(school), type: 'images.clock' })
    expect(entries).toHaveLength(2)

    // What is not due stays; whoever sets the clock ahead is stopped by the date they type.
    for (const early of [tomorrow, later])
      await expect(stage.propose(early)).rejects.toMatchObject({ code: 'conflict' })
    const proposed = await stage.propose(due)
    await stage.approve(proposed)
    vault.advance(days * DAY)
    await asFounder()
    const { id: disposal } = proposed
    const asked = { school, disposal, job: 'b'.repeat(32), saidToday: TODAY }
    await expect(call['images.carryOut'](asked)).rejects.toMatchObject({ code: 'bad-input' })
    vault.advance(-days * DAY)
    await asFounder()
    expect(['old/a.jpg', 'soon/c.jpg', 'later/d.jpg'].map(stage.is)).toEqual([true, true, true])
    await stage.carryOut(proposed)
    expect(['old/a.jpg', 'old/b.jpg', 'soon/c.jpg', 'later/d.jpg'].map(stage.is)).toEqual([false, false, true, true])
    expect((await call['history.verify']({ school: fileId(school) })).problems).toEqual([])
    // A clock that runs behind what was recorded truly still stops everything.
    vault.advance(-8 * HOUR)
    await asFounder()
    const yesterday = await call['images.clocks']({ school })
    expect(yesterday).toHaveLength(1)
    await expect(stage.propose(tomorrow)).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('Ask answers as before once two people have declared it, and not before', async () => {
  const stage = await makePublications()
  const { call, school, vault, families, website, asFounder, become } = stage
  const [{ pupil }] = families
  const { id: head } = await call['people.add']({ name: 'Bryony Fettlewick' })
  await vault.call['people.grant']({
    person: head,
    role: 'HEAD',
    grantFor: school,
    from: day('2020-09-01'),
    until: null,
  })
  const passphrase = 'velvet harbour counts eleven geese'
  await vault.call['people.letUnlock']({ person: head, signInName: 'bryony', passphrase })
  await become('DSL')
  const ask = async () =>
    (await call['consents.ask']({ school, pupils: [pupil], purpose: website, named: false, on: TODAY })).verdict
  await expect(ask()).resolves.toBe('YES')
  vault.advance(40 * DAY)
  await asFounder()
  await call['images.recordParentsPhotos']({
    ...{ school, facts: { event: 'Fair', on: TODAY, allowed: true, conditions: null, decidedBy: head } },
  })
  vault.advance(-40 * DAY)
  await asFounder()
  await expect(ask()).resolves.toBe('CHECK_FIRST')
  const [entry] = await call['images.clocks']({ school })
  const said = { school, event: entry?.event ?? '', reason: WHY, saidToday: TODAY }
  await call['images.declareClock'](said)
  await expect(ask()).resolves.toBe('CHECK_FIRST')
  await call['session.unlock']({ signInName: 'bryony', passphrase })
  await call['images.declareClock'](said)
  await asFounder()
  await expect(ask()).resolves.toBe('YES')
  // Behind what was recorded truly, it is in doubt again.
  vault.advance(-8 * HOUR)
  await asFounder()
  await expect(ask()).resolves.toBe('CHECK_FIRST')
})
