/** When pictures go: tables of the days that are easily got wrong, and 10,000 sets against the oracle. */
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@contract/primitives'
import {
  DAYS_AFTER_NO,
  retentionOf,
  type PupilOnSet,
  type RuleKnown,
  type SetKnown,
  type Trigger,
} from '../../src-main/features/images/rules/retention'
import { retentionAgainstOracle } from '../support/images/compared'

// Written as dates.
const day = (text: string): CivilDate => text as CivilDate

const rule = (trigger: Trigger, months: number, more: Partial<RuleKnown> = {}): RuleKnown => ({
  ...{ id: 'rule', label: 'Rule', imageClass: null, trigger, months, windowMonths: 12, retiredOn: null },
  ...more,
})

const pupil = (more: Partial<PupilOnSet> = {}): PupilOnSet => ({
  ...{ bornOn: null, leftOn: null, endedOn: null, withdrawn: false },
  ...more,
})

const set = (more: Partial<SetKnown> = {}): SetKnown => ({
  imageClass: 'EVENT',
  takenOn: day('2024-05-10'),
  heldOn: 'CONSENT',
  rule: null,
  pupils: [pupil()],
  lastUsedOn: null,
  inUse: false,
  held: false,
  disposal: 'NONE',
  ...more,
})

const ON = day('2025-01-01')
const dueOf = (of: SetKnown, ...rules: RuleKnown[]): string | null => retentionOf(of, rules, ON).dueOn

describe('a due day', () => {
  it.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2023-02-28', 12, '2024-02-28'],
    ['2024-02-28', 12, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', 1, '2024-04-30'],
    ['2024-08-31', 6, '2025-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2024-10-31', 13, '2025-11-30'],
    ['2024-05-10', 0, '2024-05-10'],
    ['2096-02-29', 48, '2100-02-28'], // 2100 is no leap year.
    ['1996-02-29', 48, '2000-02-29'],
  ])('of pictures taken on %s, %i months after, is %s', (takenOn, months, due) => {
    expect(dueOf(set({ takenOn: day(takenOn) }), rule('CAPTURE', months))).toBe(due)
  })

  it.each([
    ['2024-08-31', 0, '2024-08-31'],
    ['2024-09-01', 0, '2025-08-31'],
    ['2024-12-31', 0, '2025-08-31'],
    ['2025-01-01', 0, '2025-08-31'],
    ['2024-02-29', 0, '2024-08-31'],
    ['2024-08-31', 6, '2025-02-28'],
    ['2024-09-01', 6, '2026-02-28'],
    ['2023-06-30', 6, '2024-02-29'],
    ['2024-09-01', 12, '2026-08-31'],
    ['2024-03-31', 36, '2027-08-31'], // The clocks change that night; dates have no hours.
    ['2024-10-27', 36, '2028-08-31'],
  ])('of pictures taken on %s, %i months after that school year, is %s', (takenOn, months, due) => {
    expect(dueOf(set({ takenOn: day(takenOn) }), rule('ACADEMIC_YEAR_END', months))).toBe(due)
  })

  it('counts from the first pupil to leave, and goes back when that pupil is taken off the set', () => {
    const [first, second] = [pupil({ leftOn: day('2024-07-19') }), pupil({ leftOn: day('2026-07-17') })]
    expect(dueOf(set({ pupils: [second, pupil(), first] }), rule('LEAVING', 24))).toBe('2026-07-19')
    expect(dueOf(set({ pupils: [second, pupil()] }), rule('LEAVING', 24))).toBe('2028-07-17')
  })

  it('is not there before anybody has left, whatever their age', () => {
    const grown = pupil({ bornOn: day('2000-01-01') })
    expect(retentionOf(set({ pupils: [grown] }), [rule('LEAVING', 0)], ON)).toMatchObject({
      ...{ state: 'HELD', dueOn: null, disposeBy: null, because: { code: 'NOBODY_LEFT', date: null } },
    })
  })

  it('that a leaving to come gives is to come', () => {
    const of = set({ pupils: [pupil({ leftOn: day('2025-07-18') })] })
    expect(retentionOf(of, [rule('LEAVING', 0)], day('2025-07-17')).state).toBe('HELD')
    expect(retentionOf(of, [rule('LEAVING', 0)], day('2025-07-18')).state).toBe('DUE')
  })

  it('counts from the oldest pupil with a known date of birth', () => {
    const pupils = [pupil(), pupil({ bornOn: day('2012-02-29') }), pupil({ bornOn: day('2011-03-01') })]
    expect(dueOf(set({ pupils }), rule('BIRTH', 300))).toBe('2036-03-01')
    expect(dueOf(set({ pupils: pupils.slice(0, 2) }), rule('BIRTH', 300))).toBe('2037-02-28')
  })

  it('is never before the pictures were taken', () => {
    const pupils = [pupil({ bornOn: day('2004-01-01'), leftOn: day('2022-07-20'), endedOn: day('2022-07-21') })]
    for (const trigger of ['BIRTH', 'LEAVING', 'CONSENT_END'] as const) {
      expect(dueOf(set({ pupils }), rule(trigger, 0))).toBe('2024-05-10')
    }
    expect(dueOf(set({ pupils }), rule('LEAVING', 24))).toBe('2026-05-10')
    expect(dueOf(set({ lastUsedOn: day('2024-01-01') }), rule('LAST_USE', 1))).toBe('2024-06-10')
  })

  it.each([
    ['LEAVING', [], 'NOBODY_SHOWN'],
    ['CONSENT_END', [], 'NOBODY_SHOWN'],
    ['BIRTH', [], 'NOBODY_SHOWN'],
    ['CONSENT_END', [pupil()], 'CONSENT_RUNS'],
    ['BIRTH', [pupil()], 'NO_BIRTH_DATE'],
  ] as const)('by %s of %j is not there: %s', (trigger, pupils, code) => {
    expect(retentionOf(set({ pupils }), [rule(trigger, 0)], ON)).toMatchObject({ state: 'HELD', because: { code } })
  })

  it('by the last use waits for every use to end, and counts from the taking where there was none', () => {
    const used = set({ lastUsedOn: day('2024-09-30') })
    expect(dueOf(used, rule('LAST_USE', 6))).toBe('2025-03-30')
    expect(dueOf({ ...used, lastUsedOn: null }, rule('LAST_USE', 6))).toBe('2024-11-10')
    expect(retentionOf({ ...used, inUse: true }, [rule('LAST_USE', 0)], ON)).toMatchObject({
      ...{ state: 'HELD', dueOn: null, because: { code: 'STILL_USED' } },
    })
  })
})

describe('a set', () => {
  it.each([
    ['2025-05-09', 'HELD'],
    ['2025-05-10', 'DUE'],
    ['2026-05-10', 'DUE'],
    ['2026-05-11', 'OVERDUE'],
  ] as const)('on %s is %s', (on, state) => {
    expect(retentionOf(set(), [rule('CAPTURE', 12)], day(on)).state).toBe(state)
  })

  it('counts its window from the due day', () => {
    const of = retentionOf(set({ takenOn: day('2024-02-29') }), [rule('CAPTURE', 12, { windowMonths: 36 })], ON)
    expect(of).toMatchObject({ dueOn: '2025-02-28', disposeBy: '2028-02-28' })
  })

  it('waits for a hold and tells its days all the same', () => {
    const held = retentionOf(set({ held: true, disposal: 'PROPOSED' }), [rule('CAPTURE', 0)], ON)
    expect(held).toMatchObject({ state: 'ON_HOLD', dueOn: '2024-05-10', disposeBy: '2025-05-10' })
    expect(retentionOf(set({ held: true, disposal: 'DISPOSED' }), [], ON).state).toBe('DISPOSED')
  })

  it('goes by the rule chosen for it, then by its class, then by any', () => {
    const any = rule('CAPTURE', 1, { id: 'any' })
    const own = rule('CAPTURE', 2, { id: 'own', imageClass: 'EVENT' })
    const chosen = rule('CAPTURE', 3, { id: 'chosen', imageClass: 'ID' })
    const told = (of: SetKnown, ...rules: RuleKnown[]): string | null => retentionOf(of, rules, ON).rule
    expect(told(set({ rule: 'chosen' }), any, own, chosen)).toBe('chosen')
    expect(told(set({ rule: 'chosen' }), any, own, { ...chosen, retiredOn: ON })).toBe('own')
    expect(told(set(), any, own, chosen)).toBe('own')
    expect(told(set(), any, { ...own, retiredOn: day('2025-01-02') }, chosen)).toBe('own')
    expect(told(set(), any, { ...own, retiredOn: ON }, chosen)).toBe('any')
    expect(retentionOf(set(), [chosen], ON)).toMatchObject({ state: 'NO_RULE', because: { code: 'NO_RULE' } })
  })

  it('whose chosen rule is not there goes by none, for it may have been longer', () => {
    const told = retentionOf(set({ rule: 'elsewhere' }), [rule('CAPTURE', 0)], ON)
    expect(told).toMatchObject({ state: 'NO_RULE', dueOn: null, because: { code: 'RULE_NOT_KNOWN' } })
  })

  it('under two rules alike has to be due by both', () => {
    const [short, long] = [rule('CAPTURE', 1, { id: 'short' }), rule('CAPTURE', 24, { id: 'long' })]
    for (const rules of [
      [short, long],
      [long, short],
    ]) {
      expect(retentionOf(set(), rules, ON)).toMatchObject({ rule: 'long', dueOn: '2026-05-10' })
    }
    const waiting = rule('LEAVING', 0, { id: 'waiting' })
    expect(retentionOf(set(), [short, waiting], ON)).toMatchObject({ rule: 'waiting', dueOn: null })
  })
})

describe('a No', () => {
  const no = pupil({ endedOn: day('2025-03-01'), withdrawn: true })

  it('brings the due day of pictures held on consent forward, with a month to act', () => {
    const told = retentionOf(set({ pupils: [pupil(), no] }), [rule('CAPTURE', 36)], day('2025-03-01'))
    expect(told).toMatchObject({ state: 'DUE', dueOn: '2025-03-01', disposeBy: '2025-03-31', saidNoOn: '2025-03-01' })
    expect(told.because).toEqual({ code: 'SAID_NO', date: '2025-03-01' })
    expect(DAYS_AFTER_NO).toBe(30)
  })

  it('puts no earlier day back, and shortens its window', () => {
    const told = retentionOf(set({ pupils: [no] }), [rule('CAPTURE', 6)], day('2025-03-01'))
    expect(told).toMatchObject({ dueOn: '2024-11-10', disposeBy: '2025-03-31', because: { code: 'TAKEN' } })
    const over = retentionOf(set({ pupils: [no] }), [rule('CAPTURE', 6, { windowMonths: 0 })], day('2025-03-01'))
    expect(over).toMatchObject({ state: 'OVERDUE', disposeBy: '2024-11-10' })
  })

  it('works without a rule and where a rule waits for a fact', () => {
    expect(retentionOf(set({ pupils: [no] }), [], day('2025-03-01'))).toMatchObject({ state: 'DUE', rule: null })
    expect(dueOf(set({ pupils: [no] }), rule('LEAVING', 0))).toBe('2025-03-01')
  })

  it('does not hasten what is held as a public task, nor does consent that ran out', () => {
    expect(dueOf(set({ pupils: [no], heldOn: 'PUBLIC_TASK' }), rule('CAPTURE', 36))).toBe('2027-05-10')
    expect(dueOf(set({ pupils: [{ ...no, withdrawn: false }] }), rule('CAPTURE', 36))).toBe('2027-05-10')
  })

  it('waits for a hold', () => {
    expect(retentionOf(set({ pupils: [no], held: true }), [], day('2025-06-01')).state).toBe('ON_HOLD')
  })
})

it('10,000 sets stand as the oracle says, in every state and for every reason', () => {
  const { differences, codes, states } = retentionAgainstOracle(20_261_130, 10_000)
  expect(differences).toEqual([])
  expect(states.size).toBe(7)
  expect(codes.size).toBe(15)
})
