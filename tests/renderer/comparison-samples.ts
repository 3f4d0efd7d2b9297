/** A made-up comparison of any size: valid by the contract, with differences in known places. */
import { Comparison, type ComparedRow, type Difference } from '@contract'
import type { z } from 'zod'
import { id, trustId } from './support/samples'

export const AREAS = ['Phones', 'E-mail', 'Gaming'] as const

type AnswerIn = z.input<typeof Comparison>['rows'][number]['answers'][number]

export const anAnswer = (change: Partial<AnswerIn> = {}): AnswerIn => ({
  state: 'answered',
  answers: [{ level: 'NOT_ALLOWED', permitting: null, years: null, condition: null }],
  asWritten: 'Not allowed',
  difference: 'same',
  group: 0,
  ...change,
})

/** The answer of a school that departs: allowed for the older, at break. */
export const aDeparture = (difference: Difference = 'looser', group = 1): AnswerIn =>
  anAnswer({
    answers: [
      { level: 'NOT_ALLOWED', permitting: null, years: { from: '7', to: '11' }, condition: null },
      {
        level: 'CERTAIN_TIMES',
        permitting: null,
        years: { from: '12', to: '13' },
        condition: { when: 'at break', where: null, whoPermits: null, purpose: null, needsAgreement: false },
      },
    ],
    asWritten: 'No (7-11) Yes (12-13)',
    difference,
    group,
  })

export const schoolId = (n: number): string => id(100 + n)

type SchoolIn = z.input<typeof Comparison>['schools'][number]

export const aSchool = (n: number, change: Partial<SchoolIn> = {}): SchoolIn => ({
  school: schoolId(n),
  name: `School ${n}`,
  shortName: `S${n}`,
  file: 'open',
  fileWords: null,
  baseline: false,
  lowYear: '7',
  highYear: '13',
  editions: [
    {
      edition: id(5000 + n),
      title: 'Permission grid',
      document: 'Online safety policy',
      status: 'IN_FORCE',
      effectiveFrom: '2026-09-01',
      nextReview: '2027-09',
      draft: false,
      overdue: false,
    },
  ],
  ...change,
})

export const aBaseline = (): SchoolIn =>
  aSchool(0, { school: trustId, name: 'Rowan Trust', shortName: 'Trust', baseline: true })

/**
 * A comparison of schools 1 to `schools` on questions 0 to `rows` - 1.
 * @param answerAt the answer of a school (from 0) on a row (from 0)
 */
export function aComparison(
  schools: readonly SchoolIn[],
  rows: number,
  answerAt: (row: number, school: number) => AnswerIn = () => anAnswer(),
  change: Partial<z.input<typeof Comparison>> = {},
): Comparison {
  const made = Array.from({ length: rows }, (_, row) => {
    const answers = schools.map((_school, at) => answerAt(row, at))
    return {
      question: `question-${row}`,
      activity: `question-${row}`,
      label: `Question ${row}`,
      area: AREAS[Math.floor((row * AREAS.length) / rows)] ?? AREAS[0],
      answers,
      disagreement: new Set(answers.map(({ group }) => group)).size - 1,
      digest: `d${row}`,
      reviewed: false,
      notes: 0,
      actions: 0,
    }
  })
  const differs = ({ answers }: (typeof made)[number]) =>
    answers.some(({ difference }) => !['same', 'none', 'wording-only'].includes(difference))
  return Comparison.parse({
    asAt: '2026-11-22',
    audience: 'LEARNER',
    year: null,
    schools,
    rows: made,
    areas: AREAS.map((area) => {
      const own = made.filter((row) => row.area === area)
      return { area, rows: own.length, differing: own.filter(differs).length }
    }).filter((area) => area.rows > 0),
    reviewed: 0,
    ...change,
  })
}

/** The questions of rows, in their order. */
export const questions = (rows: readonly ComparedRow[]): string[] => rows.map(({ question }) => question)
