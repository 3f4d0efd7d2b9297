/** What a changed schedule would do, told before it is saved. */
import { expect, it } from 'vitest'
import type { CivilDate } from '@contract/primitives'
import { retentionOf, type RuleKnown, type SetKnown } from '../../src-main/features/images/rules/retention'
import { whatIf } from '../../src-main/features/images/rules/what-if'
import { askedOf } from '../support/images/sets'

// Written as dates.
const day = (text: string): CivilDate => text as CivilDate
const ON = day('2025-06-01')

const rule = (months: number, more: Partial<RuleKnown> = {}): RuleKnown => ({
  ...{ id: 'rule', label: 'Rule', imageClass: null, trigger: 'CAPTURE', months, windowMonths: 12, retiredOn: null },
  ...more,
})
interface Named extends SetKnown {
  readonly id: string
}

const set = (id: string, takenOn: string, more: Partial<SetKnown> = {}): Named => ({
  ...{ id, imageClass: 'EVENT', takenOn: day(takenOn), heldOn: 'PUBLIC_TASK', rule: null, pupils: [] },
  ...{ lastUsedOn: null, inUse: false, held: false, disposal: 'NONE' },
  ...more,
})

const SETS = [
  set('old', '2022-01-10'),
  set('middle', '2024-01-10'),
  set('held', '2024-01-10', { held: true }),
  set('gone', '2024-01-10', { disposal: 'DISPOSED' }),
  set('new', '2025-05-01'),
]

it('tells each set whose days change, and which of them come due', () => {
  const changed = whatIf(SETS, [rule(36)], [rule(12)], ON)
  expect(changed.map(({ set: { id }, newlyDue }) => [id, newlyDue])).toEqual([
    ['old', false],
    ['middle', true],
    ['held', true],
    ['new', false],
  ])
  expect(changed[1]).toMatchObject({ before: { state: 'HELD' }, after: { state: 'DUE', dueOn: '2025-01-10' } })
})

it('tells nothing where nothing changes, whatever else the rules are called', () => {
  expect(whatIf(SETS, [rule(36)], [rule(36, { id: 'other', label: 'Other' })], ON)).toEqual([])
})

it('tells sets that would have no rule, and sets whose window alone changes', () => {
  const [first] = whatIf(SETS, [rule(36)], [rule(36, { retiredOn: ON })], ON)
  expect(first?.after.state).toBe('NO_RULE')
  expect(whatIf(SETS, [rule(36)], [rule(36, { windowMonths: 6 })], ON)).toHaveLength(4)
})

it('leaves out exactly the sets that stand as before', () => {
  const cases = Array.from({ length: 2000 }, (_, number) => askedOf(7, number))
  const [before = [], after = []] = [cases[1]?.rules, cases[2]?.rules]
  const named = new Set(
    whatIf(
      cases.map((one) => one.set),
      before,
      after,
      ON,
    ).map((one) => one.set),
  )
  for (const { set: one } of cases) {
    const days = [before, after].map((rules) => {
      const { state, dueOn, disposeBy } = retentionOf(one, rules, ON)
      return [state, dueOn, disposeBy].join()
    })
    expect(named.has(one)).toBe(one.disposal !== 'DISPOSED' && days[0] !== days[1])
  }
  expect(named.size).toBeGreaterThan(100)
})
