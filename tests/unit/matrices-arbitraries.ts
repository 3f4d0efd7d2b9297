/** Arbitrary parts of matrices for property tests. */
import fc from 'fast-check'
import {
  KINDS,
  LEVELS,
  type Answer,
  type Caption,
  type CellContent,
  type Condition,
  type Kind,
  type Level,
} from '@contract/matrices'
import type { YearRange } from '@contract/primitives'
import { ORDERED_YEARS } from '../../src-main/features/matrices/years'

export const anyKind: fc.Arbitrary<Kind> = fc.constantFrom(...KINDS)
export const anyLevel: fc.Arbitrary<Level> = fc.constantFrom(...LEVELS)

const claim = fc.option(fc.constantFrom('In emergencies', 'in emergencies.', 'Before school', 'Staff room'))

export const anyCondition: fc.Arbitrary<Condition> = fc.record({
  when: claim,
  where: claim,
  whoPermits: claim,
  purpose: claim,
  needsAgreement: fc.boolean(),
})

/** Places of years in order, so that ranges are never backwards. */
export const anyRange: fc.Arbitrary<YearRange> = fc
  .tuple(fc.nat(ORDERED_YEARS.length - 1), fc.nat(ORDERED_YEARS.length - 1))
  .map(([a, b]) => ({
    from: ORDERED_YEARS[Math.min(a, b)] ?? 'R',
    to: ORDERED_YEARS[Math.max(a, b)] ?? 'R',
  }))

export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  level: anyLevel,
  permitting: fc.constant(null),
  years: fc.option(anyRange),
  condition: fc.option(anyCondition),
})

const captionId = fc.constantFrom('a', 'b', 'c', 'd')

const anyCaption: fc.Arbitrary<Caption> = fc.record({
  id: captionId,
  label: fc.string({ maxLength: 12 }).map((label) => label.replace(/\s/g, ' ')),
  level: fc.option(anyLevel),
  permitting: fc.constant(null),
})

export const anyColumn: fc.Arbitrary<{ captions: Caption[] }> = fc.record({
  captions: fc.uniqueArray(anyCaption, { selector: ({ id }) => id, maxLength: 4 }),
})

export const anyContent: fc.Arbitrary<CellContent> = fc.record({
  marks: fc.array(fc.record({ caption: captionId, mark: fc.constantFrom('X', 'X*', '✓', 'No', '?', 'x 1') }), {
    maxLength: 4,
  }),
  words: fc.option(fc.oneof(fc.string(), fc.constantFrom('allowed', 'Not allowed', 'No (7-11) Yes (12-13)', '  '))),
  answers: fc.option(fc.array(anyAnswer, { maxLength: 3 })),
  footnote: fc.option(fc.record({ mark: fc.constant('*'), text: fc.option(fc.constant('See the office')) })),
  silent: fc.boolean(),
  exception: fc.option(fc.constant('(Not TRC)')),
  source: fc.constant(null),
})
