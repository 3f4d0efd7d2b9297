/** What a mapping has to say before a file can be tried with it. Pure. */
import type { ColumnMap, ColumnMeaning, Mapping } from '@contract/imports'
import type { ReadRows } from '@contract/tabular'
import { headingAt } from './columns'
import { listed } from './wording'

const NOTHING = 'Nothing was changed.'

/** Why a file cannot be tried with a mapping, in words that say what to choose; null when it can. */
export function mappingProblem(table: ReadRows, { columns }: Mapping): string | null {
  const name = ({ column }: ColumnMap): string => `"${headingAt(table, column) || `Column ${column + 1}`}"`
  if (columns.some(({ column }) => column >= table.columns)) {
    return `The file has not so many columns as were mapped. ${NOTHING} Choose the file again.`
  }
  const used = columns.filter(({ meaning }) => meaning !== 'ignore')
  if (new Set(used.map(({ column }) => column)).size !== used.length) {
    return `One column was given two meanings. ${NOTHING} Choose one for it.`
  }
  const twice = used.find(
    ({ meaning }, at) => meaning !== 'consent' && used.findIndex((one) => one.meaning === meaning) < at,
  )
  if (twice !== undefined) {
    const both = used.filter(({ meaning }) => meaning === twice.meaning).map(name)
    return `${listed(both)} are said to be the same thing. ${NOTHING} Choose one of them and leave the others out.`
  }
  const open = used.filter(({ meaning, purpose }) => meaning === 'consent' && purpose === null)
  if (open.length > 0) {
    return `Nobody has said which use ${listed(open.map(name))} ${open.length === 1 ? 'is' : 'are'} about. ${NOTHING} Choose a use, or leave ${open.length === 1 ? 'the column' : 'the columns'} out.`
  }
  const uses = used.flatMap(({ meaning, purpose }) => (meaning === 'consent' && purpose !== null ? [purpose] : []))
  if (new Set(uses).size !== uses.length) {
    return `Two columns are about one use. ${NOTHING} Choose the one that counts and leave the other out.`
  }
  return lacking(new Set(used.map(({ meaning }) => meaning)))
}

function lacking(meanings: ReadonlySet<ColumnMeaning>): string | null {
  const hasAny = (...wanted: readonly ColumnMeaning[]): boolean => wanted.some((one) => meanings.has(one))
  if (!hasAny('legalSurname', 'preferredSurname', 'fullName')) {
    return `No column is said to hold surnames, and a number alone never shows whose row it is. ${NOTHING} Choose the column with the names.`
  }
  const hasAnswers = hasAny('consentStatus', 'consentDenied')
  if (hasAnswers && !meanings.has('consentType')) {
    return `Nobody has said which column names the use each consent is about. ${NOTHING} Choose that column, or leave the consents out.`
  }
  if (meanings.has('consentType') && !hasAnswers) {
    return `Nobody has said which column holds the answer to each consent. ${NOTHING} Choose that column, or leave the consents out.`
  }
  if (meanings.has('consentStatus') && meanings.has('consentDenied')) {
    return `One column says whether consent was given and another whether it was denied. ${NOTHING} Choose one of them and leave the other out.`
  }
  return null
}
