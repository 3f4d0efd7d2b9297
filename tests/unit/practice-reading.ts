/** Reads the practice trust's tables as the vault would: cells understood, statements made, answers combined. */
import { combine, type Combined } from '../../src-main/features/comparison/combine'
import { byQuestion } from '../../src-main/features/comparison/compare'
import { statementsOf, type MatrixStatement } from '../../src-main/features/matrices/statements'
import { yearsBetween } from '../../src-main/features/matrices/years'
import { understand } from '../../src-main/features/matrices/understand'
import type { TableFacts } from '../../src-main/features/practice/facts'
import { PRACTICE_SCHOOLS, type PracticeSchool } from '../../src-main/features/practice/schools'
import type { Audience, Cell, EditionFacts } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'

const id = (kind: number, number: number): string => `${kind}${String(number)}`.padStart(32, '0')

/** Years a practice school teaches. */
export const taughtBy = ({ facts }: PracticeSchool): readonly YearCode[] => yearsBetween(facts.lowYear, facts.highYear)

/** Cells of one table as they are understood in a school. */
export function cellsOf(table: TableFacts, taught: readonly YearCode[]): readonly Cell[] {
  return table.rows.flatMap((row, rowNumber) =>
    row.cells.flatMap((content, columnNumber) => {
      const column = table.columns[columnNumber]
      if (content === null || column === undefined) return []
      return [
        {
          id: id(3, rowNumber * 100 + columnNumber),
          row: id(1, rowNumber),
          column: id(2, columnNumber),
          content,
          ...understand(table.kind, column, content, taught),
          answers: [...understand(table.kind, column, content, taught).answers],
        },
      ]
    }),
  )
}

const read = new Map<PracticeSchool, readonly MatrixStatement[]>()

/** All statements of a practice school. */
export function statements(school: PracticeSchool): readonly MatrixStatement[] {
  const made = read.get(school) ?? statementsIn(school)
  read.set(school, made)
  return made
}

function statementsIn(school: PracticeSchool): readonly MatrixStatement[] {
  const taught = taughtBy(school)
  return school.tables.flatMap((table) =>
    statementsOf(
      {
        edition: { kind: table.kind, title: table.title } as EditionFacts, // No more of it is read here.
        columns: table.columns.map((column, number) => ({ ...column, id: id(2, number), position: number })),
        rows: table.rows.map(({ group, label, activity }, number) => ({
          group,
          label,
          activity,
          id: id(1, number),
          position: number,
        })),
        cells: cellsOf(table, taught),
      },
      taught,
    ),
  )
}

/** What a practice school answers. */
export function answer(school: PracticeSchool, question: string, audience: Audience, year: YearCode | null): Combined {
  const asked = byQuestion(statements(school)).get(question) ?? []
  return combine(asked, audience, year, taughtBy(school))
}

/** The school of that short name. */
export function practiceSchool(shortName: string): PracticeSchool {
  const found = PRACTICE_SCHOOLS.find(({ facts }) => facts.shortName === shortName)
  if (!found) throw new Error(`No practice school is called ${shortName}`)
  return found
}

/** The table of a school with that title. */
export function practiceTable(shortName: string, title: string): TableFacts {
  const found = practiceSchool(shortName).tables.find((table) => table.title === title)
  if (!found) throw new Error(`${shortName} has no table ${title}`)
  return found
}
