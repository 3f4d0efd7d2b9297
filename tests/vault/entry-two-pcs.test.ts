import { describe, expect, it } from 'vitest'
import type { ConsentAnswer } from '@contract/answers'
import type { PersonId } from '@contract/primitives'
import { consentsProjections, standingOfEntity } from '@db/repo/consents'
import { answerKind, answerEntity, consentsKinds, type AnswerBody } from '../../src-main/features/consents'
import { answersDrafts, type SheetSource } from '../../src-main/features/entry/answers'
import type { SaidAnswer } from '../../src-main/features/entry/rules/said'
import { day } from '../support/consents/register'
import { makeTenant } from '../support/tenant'

const [pupil, purpose, contact, sheet, other] = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(32)) as [
  ...[string, string, string, string, string], // Five were mapped.
]
const by = 'f'.repeat(32) as PersonId // As parsing would make it.

const body = (answer: ConsentAnswer, from: string): AnswerBody => ({
  ...{ pupil, purpose, contact, name: null, capacity: 'PARENT', answer, decidedOn: day('2026-09-10') },
  ...{ channel: 'PAPER', wording: null, coversFrom: day('2026-09-10'), yearThen: '4', expiresOn: null },
  ...{ outlastsLeaving: false, conditions: null, evidence: null, from, by, voids: [] },
})

const source: SheetSource = {
  ...{ sheet, facts: { signedBy: { kind: 'CONTACT', contact }, capacity: 'PARENT' }, pupil: { id: pupil, year: '4' } },
  ...{ wording: '6'.repeat(32), on: day('2026-09-10'), evidence: 'Paper form 1' },
}
const saying = (answer: ConsentAnswer): SaidAnswer[] => [{ who: 'SIGNER', purpose, answer }]

/** Two PCs have recorded the same person, neither knowing of the other: one from our form, one otherwise. */
async function split(ours: ConsentAnswer, theirs: ConsentAnswer) {
  const made = await makeTenant({ kinds: consentsKinds, projections: consentsProjections })
  const { write, db } = made
  const entity = answerEntity(pupil, purpose, { kind: 'CONTACT', contact })
  const record = (answer: ConsentAnswer, from: string) =>
    write([{ type: answerKind.type, entity, op: 'decide', body: { ...body(answer, from) }, parents: [] }])
  record(ours, sheet)
  record(theirs, other)
  const now = () => standingOfEntity(db, entity).map(({ answer, from }) => [answer, from === sheet ? 'ours' : 'theirs'])
  expect(now()).toHaveLength(2)
  const bring = (from: SheetSource | null, said: readonly SaidAnswer[]) =>
    write(answersDrafts(made.tenant, sheet, from, said, { isHeld: false, by }))
  return { now, bring }
}

describe('where two PCs disagree about one person', () => {
  it.each([
    ['REFUSED', 'GIVEN'],
    ['GIVEN', 'REFUSED'],
    ['GIVEN', 'GIVEN'],
  ] as const)('setting aside our %s leaves their %s alone', async (ours, theirs) => {
    const { now, bring } = await split(ours, theirs)
    bring(null, [])
    expect(now()).toEqual([[theirs, 'theirs']])
  })

  it('correcting our no to a yes leaves their no standing beside it', async () => {
    const { now, bring } = await split('REFUSED', 'REFUSED')
    bring(source, saying('GIVEN'))
    expect(now()).toEqual(
      expect.arrayContaining([
        ['GIVEN', 'ours'],
        ['REFUSED', 'theirs'],
      ]),
    )
    expect(now()).toHaveLength(2)
  })

  it('correcting our no to a yes ends the disagreement where they said yes', async () => {
    const { now, bring } = await split('REFUSED', 'GIVEN')
    bring(source, saying('GIVEN'))
    expect(now().map(([answer]) => answer)).toEqual(['GIVEN', 'GIVEN'])
  })

  it('correcting our yes to a no leaves a no', async () => {
    const { now, bring } = await split('GIVEN', 'GIVEN')
    bring(source, saying('REFUSED'))
    expect(now()).toContainEqual(['REFUSED', 'ours'])
  })

  it('does nothing twice', async () => {
    const { now, bring } = await split('REFUSED', 'GIVEN')
    bring(null, [])
    const after = now()
    expect(bring(null, [])).toEqual([])
    expect(now()).toEqual(after)
  })
})
