import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Audience, Level } from '@contract/matrices'
import type { YearRange } from '@contract/primitives'
import { closed, combine, type Combined, type Said } from '../../src-main/features/comparison/combine'
import { areasOf, holdRow, signatureOf, type Placed } from '../../src-main/features/comparison/rows'
import { anyColumns, anyTaught, saidIn, YEARS } from './comparison-arbitraries'

const says = (audience: Audience, level: Level, words = level as string, years: YearRange | null = null): Said => ({
  audience,
  state: 'answered',
  answers: [{ level, permitting: null, years, condition: null }],
  asWritten: words,
})
const without = (audience: Audience, state: 'blank' | 'silent' | 'unread'): Said => ({
  audience,
  state,
  answers: [],
  asWritten: state === 'unread' ? 'see sheet' : '',
})
const SECONDARY = YEARS.slice(YEARS.indexOf('7'))

describe('one school', () => {
  test('has no equivalent when no statement speaks to the audience', () => {
    expect(combine([says('STAFF', 'ALLOWED')], 'LEARNER', null, SECONDARY).state).toBe('no-equivalent')
  })

  test('answers each audience when a statement speaks to everyone', () => {
    for (const audience of ['STAFF', 'LEARNER', 'VISITOR', 'PARENT', 'COMMUNITY', 'EVERYONE'] as const) {
      expect(combine([says('EVERYONE', 'NOT_ALLOWED')], audience, null, SECONDARY)).toMatchObject({
        state: 'answered',
        answers: [{ level: 'NOT_ALLOWED', years: null }],
      })
    }
  })

  test('keeps blank, not stated and unread apart when nothing answers', () => {
    expect(combine([without('STAFF', 'blank')], 'STAFF', null, SECONDARY).state).toBe('blank')
    expect(combine([without('STAFF', 'silent')], 'STAFF', null, SECONDARY).state).toBe('not-stated')
    expect(combine([without('STAFF', 'unread')], 'STAFF', null, SECONDARY).state).toBe('unread')
  })

  test('gives the answer when another statement is blank or silent', () => {
    const statements = [without('STAFF', 'silent'), says('STAFF', 'ALLOWED'), without('STAFF', 'blank')]
    expect(combine(statements, 'STAFF', null, SECONDARY).state).toBe('answered')
  })

  test('is unread when words nobody understood stand beside an answer', () => {
    const answer = combine([says('STAFF', 'ALLOWED', 'Yes'), without('STAFF', 'unread')], 'STAFF', null, SECONDARY)
    expect(answer).toMatchObject({ state: 'unread', asWritten: 'Yes / see sheet' })
  })

  test('is one answer when two statements agree', () => {
    const answer = combine(
      [says('STAFF', 'ALLOWED', 'Yes'), says('EVERYONE', 'ALLOWED', 'yes')],
      'STAFF',
      null,
      SECONDARY,
    )
    expect(answer).toMatchObject({ state: 'answered', asWritten: 'Yes' })
    expect(answer.answers).toHaveLength(1)
  })

  test('is a conflict with the strictest applied and both kept when two statements disagree', () => {
    const answer = combine(
      [says('STAFF', 'ALLOWED', 'Yes'), says('STAFF', 'NOT_ALLOWED', 'No')],
      'STAFF',
      null,
      SECONDARY,
    )
    expect(answer).toMatchObject({
      state: 'conflict',
      asWritten: 'Yes / No',
      answers: [{ level: 'NOT_ALLOWED', years: null }],
    })
  })

  test('is a conflict only in the years it concerns when statements disagree for some', () => {
    const statements = [
      says('LEARNER', 'NOT_ALLOWED', 'Not allowed'),
      {
        ...says('LEARNER', 'NOT_ALLOWED', '7-11 no, 12-13 yes'),
        answers: [
          ...says('LEARNER', 'NOT_ALLOWED', '', { from: '7', to: '11' }).answers,
          ...says('LEARNER', 'CERTAIN_TIMES', '', { from: '12', to: '13' }).answers,
        ],
      },
    ]
    expect(combine(statements, 'LEARNER', '8', SECONDARY).state).toBe('answered')
    expect(combine(statements, 'LEARNER', '12', SECONDARY)).toMatchObject({
      state: 'conflict',
      answers: [{ level: 'NOT_ALLOWED', years: null }],
    })
    expect(combine(statements, 'LEARNER', null, SECONDARY).state).toBe('conflict')
  })

  test('shows its split when no year is chosen and one part when one is', () => {
    const split: Said = {
      ...says('LEARNER', 'NOT_ALLOWED'),
      answers: [
        ...says('LEARNER', 'NOT_ALLOWED', '', { from: '7', to: '11' }).answers,
        ...says('LEARNER', 'ALLOWED', '', { from: '12', to: '13' }).answers,
      ],
    }
    expect(combine([split], 'LEARNER', null, SECONDARY).answers.map(({ level, years }) => [level, years])).toEqual([
      ['NOT_ALLOWED', { from: '7', to: '11' }],
      ['ALLOWED', { from: '12', to: '13' }],
    ])
    expect(combine([split], 'LEARNER', '13', SECONDARY).answers).toMatchObject([{ level: 'ALLOWED', years: null }])
  })

  test('has no such year when the school does not teach it, and years do not count for staff', () => {
    expect(combine([says('LEARNER', 'ALLOWED')], 'LEARNER', '3', SECONDARY).state).toBe('no-such-year')
    expect(combine([says('STAFF', 'ALLOWED')], 'STAFF', '3', SECONDARY).state).toBe('answered')
    expect(combine([says('LEARNER', 'ALLOWED')], 'LEARNER', '3', ['X']).state).toBe('answered')
  })

  test('is not stated for a year no part speaks for', () => {
    const gap = says('LEARNER', 'NOT_ALLOWED', '7-11 no', { from: '7', to: '11' })
    expect(combine([gap], 'LEARNER', '12', SECONDARY).state).toBe('not-stated')
  })

  test('reads the same in every order of its statements', () => {
    fc.assert(
      fc.property(
        anyTaught.chain((taught) => fc.tuple(fc.constant(taught), fc.array(saidIn(taught), { maxLength: 4 }))),
        fc.option(fc.constantFrom(...YEARS)),
        ([taught, statements], year) => {
          const forth = combine(statements, 'LEARNER', year, taught)
          const back = combine([...statements].reverse(), 'LEARNER', year, taught)
          expect(back.state).toBe(forth.state)
          expect(back.answers).toEqual(forth.answers)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('never reads looser than any of its statements', () => {
    const weight = { ALLOWED: 0, CERTAIN_TIMES: 1, NOMINATED_OR_PERMISSION: 1, NOT_ALLOWED: 2, ILLEGAL: 3, UNSET: -1 }
    fc.assert(
      fc.property(
        anyTaught.chain((taught) =>
          fc.tuple(fc.constantFrom(...taught), fc.constant(taught), fc.array(saidIn(taught), { maxLength: 4 })),
        ),
        ([year, taught, statements]) => {
          const { answers } = combine(statements, 'LEARNER', year, taught)
          const heaviest = Math.max(-1, ...answers.map(({ level }) => weight[level]))
          for (const { audience, answers: parts } of statements) {
            if (audience === 'STAFF') continue
            for (const { level, years } of parts) {
              const place = YEARS.indexOf(year)
              if (years && (YEARS.indexOf(years.from) > place || YEARS.indexOf(years.to) < place)) continue
              expect(heaviest).toBeGreaterThanOrEqual(weight[level])
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

const commonest = { kind: 'commonest' } as const

describe('a row', () => {
  test('groups schools exactly when they answer alike', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const { answers } = holdRow(columns, commonest)
        columns.forEach((one, i) =>
          columns.forEach((other, j) => {
            const alike = signatureOf(one.answer) === signatureOf(other.answer)
            expect(answers[i]?.group === answers[j]?.group).toBe(alike)
          }),
        )
      }),
    )
  })

  test('gives every school the same cell when the schools stand in another order', () => {
    fc.assert(
      fc.property(
        anyColumns.chain((columns) =>
          fc.tuple(fc.constant(columns), fc.shuffledSubarray([...columns], { minLength: columns.length })),
        ),
        fc.boolean(),
        ([columns, shuffled], byCommonest) => {
          const reference = byCommonest ? commonest : ({ kind: 'column', id: 'school-0' } as const)
          const [forth, back] = [holdRow(columns, reference), holdRow(shuffled, reference)]
          expect(back.disagreement).toBe(forth.disagreement)
          expect(back.content).toBe(forth.content)
          shuffled.forEach((column, index) => {
            expect(back.answers[index]).toEqual(forth.answers[columns.indexOf(column)])
          })
        },
      ),
    )
  })

  test('leaves every other cell as it was when a school that cannot be read is added', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const shut: Placed = { id: 'shut', baseline: false, answer: closed }
        const [before, after] = [holdRow(columns, commonest), holdRow([...columns, shut], commonest)]
        expect(after.answers.slice(0, -1)).toEqual(before.answers)
        expect(after.disagreement).toBe(before.disagreement)
        expect(after.answers.at(-1)).toMatchObject({ state: 'file-closed', difference: 'none', answers: [] })
      }),
    )
  })

  const column = (id: string, level: Level, baseline = false): Placed => ({
    id,
    baseline,
    answer: {
      state: 'answered',
      answers: [{ level, permitting: null, years: null, condition: null }],
      asWritten: level,
      years: YEARS,
    } satisfies Combined,
  })

  test('measures against the stricter answer when two are equally common', () => {
    const columns = [column('a', 'ALLOWED'), column('b', 'NOT_ALLOWED')]
    expect(holdRow(columns, commonest).answers.map(({ difference }) => difference)).toEqual(['looser', 'same'])
    expect(holdRow([...columns].reverse(), commonest).answers.map(({ difference }) => difference)).toEqual([
      'same',
      'looser',
    ])
  })

  test('gives the baseline no vote and no disagreement when it stands beside the schools', () => {
    const columns = [column('a', 'ALLOWED'), column('b', 'ALLOWED'), column('trust', 'NOT_ALLOWED', true)]
    const row = holdRow(columns, { kind: 'column', id: 'trust' })
    expect(row.disagreement).toBe(0)
    expect(row.answers.map(({ difference }) => difference)).toEqual(['looser', 'looser', 'none'])
  })

  test('says the reference lacks an answer when the document is silent and another school answers', () => {
    const silent: Placed = { ...column('a', 'ALLOWED'), answer: { ...closed, state: 'not-stated' } }
    const reference = { kind: 'column', id: 'a' } as const
    const differences = (columns: readonly Placed[]) =>
      holdRow(columns, reference).answers.map(({ difference }) => difference)
    expect(differences([silent, column('b', 'ALLOWED')])).toEqual(['missing', 'none'])
    expect(differences([silent, { ...silent, id: 'b' }])).toEqual(['none', 'same'])
    expect(differences([column('a', 'ALLOWED'), { ...silent, id: 'b' }])).toEqual(['none', 'missing'])
  })

  test('changes its content when an answer or its wording changes', () => {
    const row = holdRow([column('a', 'ALLOWED')], commonest)
    const [other] = [column('a', 'ALLOWED')]
    expect(holdRow([{ ...other, answer: { ...other.answer, asWritten: 'Yes' } }], commonest).content).not.toBe(
      row.content,
    )
    expect(holdRow([column('a', 'CERTAIN_TIMES')], commonest).content).not.toBe(row.content)
  })

  test('counts an area as differing when a school departs by more than words', () => {
    const alike = { area: 'Phones', ...holdRow([column('a', 'ALLOWED'), column('b', 'ALLOWED')], commonest) }
    const apart = { area: 'Phones', ...holdRow([column('a', 'ALLOWED'), column('b', 'ILLEGAL')], commonest) }
    expect(areasOf([alike, apart, { ...alike, area: 'AI' }])).toEqual([
      { area: 'Phones', rows: 2, differing: 1 },
      { area: 'AI', rows: 1, differing: 0 },
    ])
  })
})
