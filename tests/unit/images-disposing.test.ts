/** Who may propose, approve and carry out a disposal, on which days, and what a wrong clock does to it. */
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@contract/primitives'
import { addDays, addYears } from '@vault/clock'
import {
  mayApprove,
  mayCarryOut,
  mayDispose,
  mayPropose,
  phaseOf,
  type DayKnown,
  type DisposalKnown,
  type Refusal,
  type ToDispose,
} from '../../src-main/features/images/rules/disposing'

// Written as dates.
const day = (text: string): CivilDate => text as CivilDate

/** Due on 10 May 2025. */
const OF: ToDispose = {
  set: {
    ...{ imageClass: 'EVENT', takenOn: day('2024-05-10'), heldOn: 'CONSENT', rule: null, pupils: [], lastUsedOn: null },
    ...{ inUse: false, held: false, disposal: 'NONE' },
  },
  rules: [{ id: 'a', label: 'A', imageClass: null, trigger: 'CAPTURE', months: 12, windowMonths: 12, retiredOn: null }],
  usesInReach: 0,
}
const PROPOSED: DisposalKnown = {
  ...{ proposedBy: 'office', proposedOn: day('2025-05-20'), decision: null },
  ...{ begunOn: null, stoppedOn: null, finishedOn: null },
}
const APPROVED: DisposalKnown = { ...PROPOSED, decision: { by: 'head', on: day('2025-06-01'), approved: true } }

const on = (today: string, more: Partial<DayKnown> = {}): DayKnown => ({
  ...{ today: day(today), saidToday: day(today), newestRecordedOn: null, recordsDoubtful: false },
  ...more,
})
const of = (more: Partial<ToDispose['set']>): ToDispose => ({ ...OF, set: { ...OF.set, ...more } })

/** All three steps with all else in order, so that only what is tested stands in the way. */
const everyStep = (to: ToDispose, at: DayKnown): readonly (Refusal | null)[] => [
  mayPropose(to, at),
  mayApprove(to, PROPOSED, 'head', at),
  mayCarryOut(to, APPROVED, at),
]
const all = <T>(one: T): readonly T[] => [one, one, one]

it('in order, every step may be taken', () => {
  expect(everyStep(OF, on('2025-06-02'))).toEqual(all(null))
  expect(mayDispose(OF, on('2025-05-10'))).toBeNull()
})

describe('every step', () => {
  it.each([
    ['is on hold', of({ held: true }), { code: 'ON_HOLD' }],
    ['is gone', of({ disposal: 'DISPOSED' }), { code: 'ALREADY_DISPOSED' }],
    ['is used where the school can take it down', { ...OF, usesInReach: 2 }, { code: 'IN_USE', uses: 2 }],
    ['has no rule', { ...OF, rules: [] }, { code: 'NOT_DUE', dueOn: null, because: { code: 'NO_RULE', date: null } }],
  ] as const)('refuses a set that %s', (_what, to, refusal) => {
    expect(everyStep(to, on('2025-06-02'))).toEqual(all(refusal))
  })

  it('refuses a set that is due tomorrow, and says when', () => {
    const refusal = { code: 'NOT_DUE', dueOn: '2025-05-10', because: { code: 'TAKEN', date: '2024-05-10' } }
    expect(mayPropose(OF, on('2025-05-09'))).toEqual(refusal)
    expect(mayPropose(OF, on('2025-05-10'))).toBeNull()
  })

  it('refuses what was due and is no more, as when the pupil who had left is taken off the set', () => {
    const rules = OF.rules.map((rule) => ({ ...rule, trigger: 'LEAVING' as const }))
    const left = { ...{ bornOn: null, endedOn: null, withdrawn: false }, leftOn: day('2024-05-20') }
    const [before, after] = [of({ pupils: [left] }), of({ pupils: [{ ...left, leftOn: null }] })]
    expect(everyStep({ ...before, rules }, on('2025-06-02'))).toEqual(all(null))
    expect(everyStep({ ...after, rules }, on('2025-06-02')).map((refusal) => refusal?.code)).toEqual(all('NOT_DUE'))
  })

  it('lets go what others still use, for that ends as asked and not as taken down', () => {
    expect(everyStep(of({ inUse: true }), on('2025-06-02'))).toEqual(all(null))
  })

  it('refuses doubtful records', () => {
    const doubtful = on('2025-06-02', { recordsDoubtful: true })
    expect(everyStep(OF, doubtful)).toEqual(all({ code: 'RECORDS_DOUBTFUL' }))
  })
})

describe('a wrong clock', () => {
  it.each([1, 2, 10])('%i years ahead is caught at every step by the date that is typed', (years) => {
    const truly = day('2025-05-09') // The day before the set is due.
    const today = addYears(truly, years)
    expect(everyStep(OF, on(today, { saidToday: truly }))).toEqual(all({ code: 'CLOCK_DIFFERS', today, said: truly }))
  })

  it.each([-3650, -366, -365, -1, 1, 365, 366, 3650])('%i days off destroys nothing', (days) => {
    const truly = day('2025-06-02')
    const today = addDays(truly, days)
    expect(everyStep(OF, on(today, { saidToday: truly })).map((refusal) => refusal?.code)).toEqual(all('CLOCK_DIFFERS'))
  })

  it('is caught where no date is typed', () => {
    const told = everyStep(OF, on('2025-06-02', { saidToday: null })).map((refusal) => refusal?.code)
    expect(told).toEqual(all('CLOCK_DIFFERS'))
  })

  it('that somebody typed off the PC is caught once it is right: what it recorded is still to come', () => {
    const ahead = { ...PROPOSED, proposedOn: day('2026-06-02') }
    const refusal = { code: 'CLOCK_BEHIND', today: '2025-06-03', recorded: '2026-06-02' }
    expect(mayApprove(OF, ahead, 'head', on('2025-06-03'))).toEqual(refusal)
    const approvedAhead = { ...PROPOSED, decision: { by: 'head', on: day('2026-06-02'), approved: true } }
    expect(mayCarryOut(OF, approvedAhead, on('2025-06-03'))).toEqual(refusal)
  })

  it('behind the newest recorded day is caught at every step', () => {
    const at = on('2025-06-02', { newestRecordedOn: day('2025-06-03') })
    expect(everyStep(OF, at)).toEqual(all({ code: 'CLOCK_BEHIND', today: '2025-06-02', recorded: '2025-06-03' }))
    expect(everyStep(OF, on('2025-06-03', { newestRecordedOn: day('2025-06-03') }))).toEqual(all(null))
  })
})

describe('two people', () => {
  it('propose and approve', () => {
    expect(mayApprove(OF, PROPOSED, 'office', on('2025-06-02'))).toEqual({ code: 'SAME_PERSON' })
    const alone = { ...PROPOSED, decision: { by: 'office', on: day('2025-06-01'), approved: true } }
    expect(mayCarryOut(OF, alone, on('2025-06-02'))).toEqual({ code: 'SAME_PERSON' })
  })

  it('are needed before anything goes', () => {
    expect(mayCarryOut(OF, PROPOSED, on('2025-06-02'))).toEqual({ code: 'NOT_APPROVED' })
    expect(mayCarryOut(OF, null, on('2025-06-02'))).toEqual({ code: 'NOT_PROPOSED' })
    expect(mayApprove(OF, null, 'head', on('2025-06-02'))).toEqual({ code: 'NOT_PROPOSED' })
  })

  it('do not go on with what one of them refused', () => {
    const refused = { ...PROPOSED, decision: { by: 'head', on: day('2025-06-01'), approved: false } }
    const refusal = { code: 'REFUSED', on: '2025-06-01' }
    expect(mayApprove(OF, refused, 'head', on('2025-06-02'))).toEqual(refusal)
    expect(mayCarryOut(OF, refused, on('2025-06-02'))).toEqual(refusal)
  })

  it('do not propose or approve twice', () => {
    expect(mayPropose(of({ disposal: 'PROPOSED' }), on('2025-06-02'))).toEqual({ code: 'ALREADY_PROPOSED' })
    const twice = { code: 'ALREADY_APPROVED', on: '2025-06-01' }
    expect(mayApprove(OF, APPROVED, 'governor', on('2025-06-02'))).toEqual(twice)
    const finished = { ...APPROVED, finishedOn: day('2025-06-01') }
    expect(mayApprove(OF, finished, 'governor', on('2025-06-02'))).toEqual({ code: 'ALREADY_DISPOSED' })
    expect(mayCarryOut(OF, finished, on('2025-06-02'))).toEqual({ code: 'ALREADY_DISPOSED' })
  })
})

it('an approval lasts to its thirtieth day, and may be given again after it', () => {
  expect(mayCarryOut(OF, APPROVED, on('2025-07-01'))).toBeNull()
  expect(mayCarryOut(OF, APPROVED, on('2025-07-02'))).toEqual({ code: 'APPROVAL_OLD', until: '2025-07-01' })
  expect(mayApprove(OF, APPROVED, 'head', on('2025-07-01'))?.code).toBe('ALREADY_APPROVED')
  expect(mayApprove(OF, APPROVED, 'head', on('2025-07-02'))).toBeNull()
  expect(mayApprove(OF, APPROVED, 'office', on('2025-07-02'))).toEqual({ code: 'SAME_PERSON' })
})

describe('a disposal', () => {
  const refused = { by: 'head', on: day('2025-06-01'), approved: false }
  const later = day('2025-06-02')
  it.each([
    ['PROPOSED', PROPOSED],
    ['APPROVED', APPROVED],
    ['REFUSED', { ...PROPOSED, decision: refused }],
    ['BEGUN', { ...APPROVED, begunOn: later }],
    ['BROKEN_OFF', { ...APPROVED, begunOn: later, stoppedOn: later }],
    ['BROKEN_OFF', { ...APPROVED, stoppedOn: later }],
    ['BROKEN_OFF', { ...PROPOSED, decision: refused, begunOn: later }],
    ['CARRIED_OUT', { ...APPROVED, begunOn: later, finishedOn: later }],
  ] as const)('is %s', (phase, disposal) => {
    expect(phaseOf(disposal)).toBe(phase)
  })
})
