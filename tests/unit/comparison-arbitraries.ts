/** Arbitrary statements and answers of schools for property tests of the comparison. */
import fc from 'fast-check'
import type { Answer, Audience, Level } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import type { Combined, Said } from '../../src-main/features/comparison/combine'
import type { Placed } from '../../src-main/features/comparison/rows'
import { anyCondition } from './matrices-arbitraries'

/** Every year a school of the tests may teach, in order. */
export const YEARS: readonly YearCode[] = ['R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13']

export const STATED: readonly Level[] = [
  'ALLOWED',
  'CERTAIN_TIMES',
  'NOMINATED_OR_PERMISSION',
  'NOT_ALLOWED',
  'ILLEGAL',
]

/** Years a school teaches: one unbroken run. */
export const anyTaught: fc.Arbitrary<readonly YearCode[]> = fc
  .tuple(fc.nat(YEARS.length - 1), fc.nat(YEARS.length - 1))
  .map(([a, b]) => YEARS.slice(Math.min(a, b), Math.max(a, b) + 1))

const anyPart: fc.Arbitrary<Answer> = fc.record({
  level: fc.constantFrom(...STATED),
  permitting: fc.constantFrom('permission' as const, 'selected' as const, null),
  years: fc.constant(null),
  condition: fc.option(anyCondition, { freq: 2 }),
})

/** Answers over the years of one school: whole, or split in two at a year. */
export const answersFor = (taught: readonly YearCode[]): fc.Arbitrary<readonly Answer[]> =>
  fc.tuple(anyPart, anyPart, fc.nat(taught.length)).map(([whole, rest, cut]) => {
    const [first, last] = [taught[0], taught.at(-1)]
    const [before, after] = [taught[cut - 1], taught[cut]]
    if (!first || !last || !before || !after) return [whole]
    return [
      { ...whole, years: { from: first, to: before } },
      { ...rest, years: { from: after, to: last } },
    ]
  })

const anyWords = fc.constantFrom('Allowed', 'allowed ', 'Not allowed', 'With permission')

/** One school's answer, in any state. */
export const anyCombined: fc.Arbitrary<Combined> = anyTaught.chain((years) =>
  fc.oneof(
    { weight: 5, arbitrary: answered(years, 'answered') },
    { weight: 1, arbitrary: answered(years, 'conflict') },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('blank', 'not-stated', 'no-equivalent', 'no-such-year', 'file-closed', 'unread')
        .map((state): Combined => ({ state, answers: [], asWritten: state === 'unread' ? 'See sheet' : '', years })),
    },
  ),
)

function answered(years: readonly YearCode[], state: 'answered' | 'conflict'): fc.Arbitrary<Combined> {
  return fc
    .tuple(answersFor(years), anyWords)
    .map(([answers, asWritten]): Combined => ({ state, answers, asWritten, years }))
}

/** Schools on one row, ids in order. */
export const anyColumns: fc.Arbitrary<readonly Placed[]> = fc
  .array(anyCombined, { minLength: 1, maxLength: 8 })
  .map((answers) => answers.map((answer, index) => ({ id: `school-${index}`, baseline: false, answer })))

const anyAudience: fc.Arbitrary<Audience> = fc.constantFrom('STAFF', 'LEARNER', 'EVERYONE')

/** One statement of a school with the given years. */
export const saidIn = (taught: readonly YearCode[]): fc.Arbitrary<Said> =>
  fc.oneof(
    fc
      .tuple(anyAudience, answersFor(taught), anyWords)
      .map(([audience, answers, asWritten]): Said => ({ audience, answers, asWritten, state: 'answered' })),
    fc
      .tuple(anyAudience, fc.constantFrom('blank' as const, 'silent' as const))
      .map(([audience, state]): Said => ({ audience, answers: [], asWritten: '', state })),
  )
