import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Clause } from '@contract/agreements'
import { CivilDate, PersonId } from '@contract/primitives'
import { localParts, openPartsProblem, placeholderIn } from '../../src-main/features/agreements/rules/local-parts'
import { clause } from '../support/agreements/texts'

const by = PersonId.parse('b'.repeat(32))
const on = CivilDate.parse('2026-10-01')
const local = { local: true } as const
const carried = [clause('1'), clause('2', local), clause('3', local)]
const nobody = () => null

const statesOf = (clauses: readonly Clause[], ever: readonly (readonly Clause[])[] = [carried]) =>
  localParts(clauses, { carried, ever }, nobody).map(({ state }) => state)

describe('a part left to the school', () => {
  it.each<[string, readonly Clause[], readonly string[]]>([
    ['as the trust has it', carried, ['OPEN', 'OPEN']],
    ['with words of its own', [clause('2', { ...local, text: 'Ours.' }), clause('3', local)], ['OWN', 'OPEN']],
    ['with a heading of its own', [clause('2', { ...local, heading: 'Ours' }), clause('3', local)], ['OWN', 'OPEN']],
    ['with no more than another space', [clause('2', { ...local, text: ' Text  of clause 2.' })], ['OPEN', 'LEFT_OUT']],
    ['with a picture alone', [clause('2', { ...local, symbol: 'ask' })], ['OPEN', 'LEFT_OUT']],
    ['left out, beside a clause of the school’s', [clause('9', local)], ['LEFT_OUT', 'LEFT_OUT']],
  ])('%s', (_what, clauses, states) => expect(statesOf(clauses)).toEqual(states))

  it('is the trust’s with the words of any of its versions', () => {
    const older = [clause('2', { ...local, text: 'As it was.' })]
    expect(statesOf(older)).toEqual(['OWN', 'LEFT_OUT'])
    expect(statesOf(older, [older, carried])).toEqual(['OPEN', 'LEFT_OUT'])
  })

  it('that is confirmed says who and when, unless something in it is to be filled in', () => {
    const said = () => ({ by, on })
    const open = [clause('2', { ...local, text: 'Ask [insert name].' })]
    expect(localParts(carried, { carried, ever: [carried] }, said)[0]).toEqual({
      ...{ clause: clause('2').id, heading: 'Heading 2', state: 'KEPT', by, on },
    })
    expect(localParts(open, { carried: open, ever: [open] }, said)[0]).toMatchObject({ state: 'TO_FILL', by: null })
  })
})

test('nothing is settled but by words of one’s own, by leaving it out, or by a person', () => {
  const text = fc.constantFrom('Text of clause 2.', 'Ours.', 'TBC', 'text of clause 2.')
  fc.assert(
    fc.property(text, fc.boolean(), fc.boolean(), (words, isThere, isConfirmed) => {
      const clauses = isThere ? [clause('2', { ...local, text: words })] : []
      const [part] = localParts(clauses, { carried, ever: [carried] }, () => (isConfirmed ? { by, on } : null))
      const isTrusts = isThere && words === 'Text of clause 2.'
      expect(part?.state === 'OPEN').toBe(isTrusts && !isConfirmed)
      expect(part?.state === 'KEPT').toBe(isTrusts && isConfirmed)
    }),
  )
})

test('the parts that are open are named in one sentence', () => {
  const parts = localParts(carried, { carried, ever: [carried] }, nobody)
  expect(openPartsProblem(parts)).toEqual([
    'Left to the school and still as the trust wrote it: “Heading 2”, “Heading 3”. Write the school’s own words in each, or confirm that it is meant as it stands.',
  ])
  expect(openPartsProblem(parts.slice(0, 1))[0]).toContain('Write the school’s own words there')
  expect(openPartsProblem([])).toEqual([])
})

test.each([
  ['Dear {school name}', '{school name}'],
  ['Ask [insert whom', '[insert whom'],
  ['to be tbc soon', 'tbc'],
  ['Nothing [here]', null],
])('%s holds %s', (text, found) => expect(placeholderIn(text)).toBe(found))
