import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FigureLine } from '@contract/consents'
import { hideSmall, SMALLEST } from '../../src-main/features/consents/rules/small-counts'

/** A class of some pupils, each with one verdict for each of two uses. */
const classes = fc.array(fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.boolean()), { minLength: 1, maxLength: 35 }), {
  minLength: 1,
  maxLength: 6,
})
type Pupils = readonly (readonly [number, number, boolean])[]

const lineOf = (className: string | null, pupils: Pupils): FigureLine => ({
  className,
  pupils: pupils.length,
  uses: [0, 1].map((use) => {
    const count = (verdict: number): number => pupils.filter((pupil) => pupil[use] === verdict).length
    return { yes: count(0), no: count(1), check: count(2) }
  }),
  notReturned: pupils.filter(([, , silent]) => silent).length,
})

/** Every count of a line under a name of its own. */
const cells = (line: FigureLine): ReadonlyMap<string, number | null> =>
  new Map([
    ['pupils', line.pupils],
    ['notReturned', line.notReturned],
    ...line.uses.flatMap(({ yes, no, check }, use): [string, number | null][] => [
      [`${use} yes`, yes],
      [`${use} no`, no],
      [`${use} check`, check],
    ]),
  ])

test('shows no count under five, and none by which one could be worked out, in 5,000 random schools', () => {
  fc.assert(
    fc.property(classes, (school) => {
      const real = school.map((pupils, i) => lineOf(`${i + 1}A`, pupils))
      const [whole, ...shown] = hideSmall(lineOf(null, school.flat()), real)
      if (whole === undefined) throw new Error('The whole school is missing')
      for (const line of [whole, ...shown]) {
        for (const count of cells(line).values()) expect(count === null || count === 0 || count >= SMALLEST).toBe(true)
      }
      for (const [name, total] of cells(whole)) {
        const hidden = shown.filter((line) => cells(line).get(name) === null)
        // One hidden class beside a shown total is the total less the others.
        if (total !== null && shown.length > 1) expect(hidden.length).not.toBe(1)
      }
    }),
    { numRuns: 5000 },
  )
})

test('hides nothing where nothing is small', () => {
  const pupils: Pupils = Array.from({ length: 30 }, (_, i) => [i % 3, (i + 1) % 3, i % 2 === 0] as const)
  const lines = [lineOf('1A', pupils), lineOf('1B', pupils)]
  const whole = lineOf(null, [...pupils, ...pupils])
  expect(hideSmall(whole, lines)).toEqual([whole, ...lines])
})
