import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Difference, SchoolId } from '@contract'
import {
  answerWords,
  agreementWords,
  cellHead,
  departs,
  differenceWords,
  groupsOf,
  heatStep,
  mostGroups,
  nextDifference,
  outcomeWords,
  referenceWords,
  rowDiffers,
  schoolsInOrder,
  shownRows,
} from '@renderer/features/comparison/view'
import { DIFFERENCE_WORDS } from '@renderer/features/comparison/words'
import { aBaseline, aComparison, aDeparture, anAnswer, aSchool, questions, schoolId } from './comparison-samples'

const three = [aSchool(1), aSchool(2), aSchool(3)]
/** Row 1: school 2 departs. Row 4: all three differ. Row 5: other words only. */
const compared = aComparison(three, 6, (row, school) => {
  if (row === 1 && school === 1) return aDeparture('looser')
  if (row === 4) return { ...aDeparture('conflict', school), state: 'conflict' }
  if (row === 5 && school === 2) return anAnswer({ difference: 'wording-only' })
  return anAnswer()
})
const row = (at: number) => compared.rows[at]!
const school = (at: number) => compared.schools[at]!

describe('the rows shown', () => {
  test('are all of them when the mode is all rows', () => {
    expect(shownRows(compared.rows, 'all', null, 'area')).toEqual(compared.rows)
  })
  test('are those with a departure, and not with other words alone, when only differences are asked for', () => {
    expect(questions(shownRows(compared.rows, 'differences', null, 'area'))).toEqual(['question-1', 'question-4'])
  })
  test('stay within an area when one is chosen', () => {
    expect(questions(shownRows(compared.rows, 'all', 'E-mail', 'area'))).toEqual(['question-2', 'question-3'])
    expect(shownRows(compared.rows, 'differences', 'E-mail', 'area')).toEqual([])
  })
  test('start with most disagreement and keep their order otherwise when sorted so', () => {
    expect(questions(shownRows(compared.rows, 'all', null, 'disagreement')).slice(0, 3)).toEqual([
      'question-4',
      'question-1',
      'question-0',
    ])
  })
})

describe('an answer in words', () => {
  test('names every part with its years and condition when it splits', () => {
    expect(answerWords(row(1).answers[1]!)).toBe(
      'Not allowed, Year 7 to 11. At certain times or places, Year 12 to 13, at break',
    )
  })
  test('keeps the kinds of no answer apart when a school gives none', () => {
    const states = [
      'blank',
      'not-stated',
      'no-equivalent',
      'unread',
      'no-such-year',
      'file-closed',
      'conflict',
    ] as const
    const said = states.map((state) => answerWords({ ...anAnswer({ state, answers: [] }), asWritten: '' } as never))
    expect(new Set(said).size).toBe(states.length)
    expect(said).not.toContain('Not allowed')
  })
  test('shows what applies meanwhile when a cell is in conflict', () => {
    expect(answerWords(row(4).answers[0]!)).toMatch(/^Conflict.*Not allowed, Year 7 to 11/)
  })
})

test('every difference but same and none has a word, and no two share one', () => {
  const said = Difference.options.map((difference) => DIFFERENCE_WORDS[difference]).filter((word) => word !== '')
  expect(said).toHaveLength(Difference.options.length - 2)
  expect(new Set(said).size).toBe(said.length)
})

test('a difference is said against what it is measured by, and nothing is said without one', () => {
  const reference = 'the trust baseline'
  expect(differenceWords('stricter', reference)).toBe('Stricter than the trust baseline')
  expect(differenceWords('missing', reference)).toBe('Missing, against the trust baseline')
  expect([differenceWords('same', reference), differenceWords('none', reference)]).toEqual(['', ''])
})

test('the head of a row says how far schools agree', () => {
  expect(agreementWords(row(0))).toBe('all alike')
  expect(agreementWords(row(4))).toBe('3 ways of answering')
  expect(cellHead(row(0), school(1))).toBe('Question 0, School 2: ')
})

test('the reference is named by the school when one is chosen', () => {
  expect(referenceWords({ kind: 'school', of: SchoolId.parse(schoolId(2)) }, compared.schools)).toBe('School 2')
  expect(referenceWords({ kind: 'baseline' }, compared.schools)).toBe('the trust baseline')
})

test('the outcome counts rows with a departure', () => {
  expect(outcomeWords(compared)).toBe('2 of 6 questions differ')
})

describe('schools that answer alike', () => {
  test('stand together with their count and names when the mode is grouped', () => {
    const groups = groupsOf(row(1), compared.schools)
    expect(groups.map(({ count, schools }) => [count, schools.map(({ shortName }) => shortName)])).toEqual([
      [2, ['S1', 'S3']],
      [1, ['S2']],
    ])
    expect(mostGroups(compared.rows)).toBe(3)
  })
  test('are not counted with the baseline when it answers alike', () => {
    const withBaseline = aComparison([aBaseline(), aSchool(1)], 1)
    const [group] = groupsOf(withBaseline.rows[0]!, withBaseline.schools)
    expect([group?.count, group?.schools.length]).toEqual([1, 2])
  })
  test('wear the difference of the group when what is measured against stands among them', () => {
    const [group] = groupsOf(
      aComparison(three, 1, (_, at) => aDeparture(at === 0 ? 'none' : 'stricter', 0)).rows[0]!,
      compared.schools,
    )
    expect(group?.answer.difference).toBe('stricter')
  })
  test('every school stands in exactly one group, whatever the groups', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 30 }), (numbers) => {
        const many = aComparison(
          numbers.map((_, at) => aSchool(at + 1)),
          1,
          (_, at) => anAnswer({ group: numbers[at] ?? 0 }),
        )
        const groups = groupsOf(many.rows[0]!, many.schools)
        expect(groups.flatMap(({ schools }) => schools.map((one) => one.school)).sort()).toEqual(
          many.schools.map((one) => one.school).sort(),
        )
        expect(groups).toHaveLength(new Set(numbers).size)
      }),
    )
  })
})

describe('the next difference', () => {
  const at = (rowAt: number, column: number) => departs(row(rowAt).answers[column]!.difference)
  const size = { rows: 6, columns: 3 }
  const from = (rowAt: number, column: number, step: 1 | -1) =>
    nextDifference({ row: rowAt, column }, step, size, (spot) => at(spot.row, spot.column))

  test('is found along the rows from the head of a row on', () => {
    expect(from(0, -1, 1)).toEqual({ row: 1, column: 1 })
    expect(from(1, 1, 1)).toEqual({ row: 4, column: 0 })
    expect(from(4, 0, -1)).toEqual({ row: 1, column: 1 })
  })
  test('is none when there is no more that way', () => {
    expect(from(4, 2, 1)).toBeNull()
    expect(from(1, 1, -1)).toBeNull()
  })
  test('visits every difference once, forwards and backwards alike', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), { maxLength: 8 }), (grid) => {
        const bounds = { rows: grid.length, columns: 4 }
        const walk = (step: 1 | -1) => {
          const found: string[] = []
          let spot: { row: number; column: number } | null =
            step === 1 ? { row: 0, column: -1 } : { row: grid.length, column: 0 }
          while ((spot = nextDifference(spot, step, bounds, (one) => grid[one.row]?.[one.column] === true))) {
            found.push(`${spot.row}:${spot.column}`)
          }
          return found
        }
        expect(walk(1)).toHaveLength(grid.flat().filter(Boolean).length)
        expect(walk(-1).reverse()).toEqual(walk(1))
      }),
    )
  })
})

describe('the step of the heat map', () => {
  test('is 0 for nothing and 4 for the greatest', () => {
    expect([heatStep(0, 9), heatStep(1, 9), heatStep(9, 9), heatStep(3, 0)]).toEqual([0, 1, 4, 0])
  })
  test('never falls when the figure grows', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), fc.integer({ min: 100, max: 200 }), (a, b, greatest) => {
        expect(heatStep(Math.min(a, b), greatest)).toBeLessThanOrEqual(heatStep(Math.max(a, b), greatest))
      }),
    )
  })
})

test('the plain list starts with the school that differs most and keeps wording apart from the count', () => {
  const list = schoolsInOrder(compared.rows, compared.schools)
  expect(list.map(({ school: one, differing, lines }) => [one.shortName, differing, lines.length])).toEqual([
    ['S2', 2, 2],
    ['S1', 1, 1],
    ['S3', 1, 2],
  ])
  expect(compared.rows.filter(rowDiffers)).toHaveLength(2)
})
