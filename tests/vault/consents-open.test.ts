/** Where two PCs recorded one person differently, as the calls see it and end it. */
import { describe, expect, it } from 'vitest'
import type { ConsentAnswer } from '@contract/answers'
import type { PersonId } from '@contract/primitives'
import { standingOfEntity } from '@db/repo/consents'
import { answerEntity, answerKind, type AnswerBody } from '../../src-main/features/consents'
import { makeRegister, day, TODAY, type Register } from '../support/consents/register'
import { FOUNDER } from '../support/vault'
import { behind } from './pupils-stage'

/** The mother's Yes of 10 September, beside which another PC knew of the same Yes and recorded something over it. */
async function split(theirs: ConsentAnswer, change: Partial<AnswerBody> = {}): Promise<Register> {
  const made = await makeRegister()
  const { vault, answer, pupil, mother, website, wording, tenant: file } = made
  await answer(pupil, mother, 'GIVEN')
  await behind({ vault }, (ctx) => {
    const tenant = ctx.tenant(file)
    const entity = answerEntity(pupil, website, { kind: 'CONTACT', contact: mother })
    const [ours] = standingOfEntity(tenant.db, entity)
    const before = ours === undefined ? [] : tenant.log.event(ours.event)?.parents
    const body: AnswerBody = {
      ...{ pupil, purpose: website, contact: mother, name: null, capacity: 'PARENT', answer: theirs },
      ...{ decidedOn: day('2026-09-10'), channel: 'PAPER', wording, coversFrom: day('2026-09-10'), yearThen: '4' },
      ...{ expiresOn: null, outlastsLeaving: false, conditions: null, evidence: null, from: null, voids: [] },
      by: ctx.actor.id satisfies PersonId,
      ...change,
    }
    ctx.append(tenant, [{ type: answerKind.type, entity, op: 'decide', body: { ...body }, parents: before ?? [] }])
  })
  await vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
  return made
}

const note = 'Spoke to the mother on the phone'

describe('a Yes beside one that was taken back as an error', () => {
  it('is check first, and the person’s fresh answer ends it', async () => {
    const { ask, answer, pupil, mother, website, call, school } = await split('VOID')
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'DISPUTED' }] })
    await answer(pupil, mother, 'GIVEN', { on: TODAY })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES', pupils: [{ reason: 'GIVEN' }] })
    const { answers } = await call['consents.ofPupil']({ school, pupil })
    expect(answers.filter(({ stands }) => stands)).toHaveLength(1)
  })

  it('can be settled as a no, which the person’s fresh answer opens again', async () => {
    const { ask, answer, pupil, mother, website, call, school } = await split('VOID')
    const settled = await call['consents.settle']({ school, pupil, purpose: website, outcome: 'REFUSED', note })
    expect(settled).toMatchObject({ verdict: 'NO', reason: 'RESPONSIBLE_SAID_NO' })
    await answer(pupil, mother, 'GIVEN', { on: TODAY })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES' })
  })

  it('cannot be settled as a yes', async () => {
    const { pupil, website, call, school } = await split('VOID')
    await expect(
      call['consents.settle']({ school, pupil, purpose: website, outcome: 'GIVEN', note }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Two PCs') as string })
  })

  it('does not end with an answer older than either', async () => {
    const { ask, answer, pupil, mother, website } = await split('VOID')
    await answer(pupil, mother, 'GIVEN', { on: '2026-09-09' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'DISPUTED' }] })
  })
})

it('a Yes beside a withdrawal does not end with a fresh Yes: somebody has to settle it', async () => {
  const { ask, answer, pupil, mother, website, call, school } = await split('WITHDRAWN')
  await answer(pupil, mother, 'GIVEN', { on: TODAY })
  expect(await ask([pupil], website)).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'DISPUTED' }] })
  await call['consents.settle']({ school, pupil, purpose: website, outcome: 'REFUSED', note })
  expect(await ask([pupil], website)).toMatchObject({ verdict: 'NO' })
})

it('nothing open and no No is nothing to settle', async () => {
  const { answer, pupil, mother, website, call, school } = await makeRegister()
  await answer(pupil, mother, 'GIVEN')
  await expect(
    call['consents.settle']({ school, pupil, purpose: website, outcome: 'REFUSED', note }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('nothing to settle') as string })
})
