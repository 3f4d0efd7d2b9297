import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clause } from '@contract/agreements'
import {
  changesOver,
  freeLabel,
  takenOver,
  trustTextChanged,
} from '../../src-main/features/agreements/rules/template-text'
import { versionProblems } from '../../src-main/features/agreements/rules/version-problems'
import { clause, clauseId, TODAY, versionFacts } from '../support/agreements/texts'

const DIGITS = [...'123456789']

/** A template of some clauses, each open or not, in any order. */
const templates = fc
  .shuffledSubarray(DIGITS.slice(0, 6), { minLength: 1 })
  .chain((digits) =>
    fc.tuple(
      ...digits.map((digit) =>
        fc.tuple(fc.boolean(), fc.constantFrom('a', 'b')).map(([local, text]) => clause(digit, { local, text })),
      ),
    ),
  )

/** A school's text from a template: local parts written or left out, own clauses anywhere. */
const schoolText = (template: readonly Clause[]): fc.Arbitrary<readonly Clause[]> =>
  fc
    .tuple(
      fc.array(fc.constantFrom('kept', 'written', 'gone'), { minLength: template.length, maxLength: template.length }),
      fc.array(fc.tuple(fc.constantFrom('7', '8', '9'), fc.nat(6)), { maxLength: 3 }),
    )
    .map(([what, added]) => {
      const clauses = template.flatMap((one, place) =>
        !one.local || what[place] === 'kept' ? [one] : what[place] === 'written' ? [{ ...one, text: 'Ours.' }] : [],
      )
      for (const [digit, place] of added)
        if (clauses.every(({ id }) => id !== clauseId(digit)))
          clauses.splice(place, 0, clause(digit, { local: true, text: 'Added.' }))
      return clauses
    })

const pairs = templates.chain((older) => fc.tuple(schoolText(older), templates))

describe('taking a template over', () => {
  it('always gives a text the trust’s lock allows, each clause once', () => {
    fc.assert(
      fc.property(pairs, ([own, newer]) => {
        const taken = takenOver(newer, own)
        expect(trustTextChanged(taken, newer)).toBeNull()
        expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length)
      }),
    )
  })

  it('loses no word a school wrote, and no order of its own clauses or of the template’s', () => {
    fc.assert(
      fc.property(pairs, ([own, newer]) => {
        const taken = takenOver(newer, own)
        const locked = new Set(newer.flatMap(({ id, local }) => (local ? [] : [id])))
        const written = own.filter(({ id, local }) => local && !locked.has(id))
        for (const one of written) expect(taken).toContainEqual(one)
        const known = newer.map(({ id }) => id)
        expect(taken.map(({ id }) => id).filter((id) => known.includes(id))).toEqual(known)
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(pairs, ([own, newer]) => {
        const once = takenOver(newer, own)
        expect(takenOver(newer, once)).toEqual(once)
      }),
    )
  })

  it('brings the trust’s new words where a school kept the old ones', () => {
    fc.assert(
      fc.property(
        templates.chain((older) => fc.tuple(fc.constant(older), schoolText(older), templates)),
        ([older, own, newer]) => {
          const taken = new Map(takenOver(newer, own, [older, newer]).map((one) => [one.id, one]))
          const before = new Map(own.map((one) => [one.id, one]))
          for (const one of newer) {
            const wrote = before.get(one.id)
            const isOwn = one.local && wrote?.local === true && wrote.text === 'Ours.'
            expect(taken.get(one.id)?.text).toBe(isOwn ? 'Ours.' : one.text)
          }
        },
      ),
    )
  })

  it('asks of each audience the most that any version asked', () => {
    const of = (...changes: (readonly ['KS2' | 'PARENT', 'WORDING' | 'INFORM' | 'RESIGN'])[]) => ({
      changes: changes.map(([audience, change]) => ({ audience, change })),
    })
    const versions = [of(['KS2', 'RESIGN']), of(['KS2', 'WORDING'], ['PARENT', 'WORDING']), of(['PARENT', 'INFORM'])]
    expect(changesOver(versions, ['KS2', 'PARENT', 'GOVERNOR'])).toEqual(
      of(['KS2', 'RESIGN'], ['PARENT', 'INFORM']).changes,
    )
    expect(changesOver([], ['KS2'])).toEqual([])
  })

  it('finds a free label', () => {
    expect(freeLabel('2026/27', [])).toBe('2026/27')
    expect(freeLabel('2026/27', [' 2026/27 ', '2026/27, 2'])).toBe('2026/27, 3')
  })
})

it('a text that two PCs have together and the trust’s lock refuses cannot be issued', () => {
  const ground = { audiences: ['KS2' as const], issued: [], isTemplate: false, localParts: [], today: TODAY }
  const facts = versionFacts(clauseId('a'), { templateVersion: clauseId('b') })
  const problems = (trustText: readonly Clause[] | null) => versionProblems(facts, { ...ground, trustText })
  expect(problems(facts.clauses)).toEqual([])
  expect(problems(null)).toEqual([])
  const newer = [clause('1', { text: 'Newer.' }), clause('2')]
  expect(problems(newer)).toEqual(['“Heading 1” is the trust’s text and cannot be changed here.'])
})
