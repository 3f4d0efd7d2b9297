/** Exporting a comparison as it is shown: questions down, schools across, with date and editions printed (R118). Pure. */
import type { ComparedRow, ComparedSchool, Comparison, Difference, SchoolAnswer } from '@contract/comparison'
import { AUDIENCE_WORDS } from '@contract/words'
import { dateWords } from '@vault/clock'
import type { PrintCell, PrintDocument } from '@vault/printing'
import { answerWords } from '../../matrices/export'

/** Differences in the words of the screen (R119). */
export const DIFFERENCE_WORDS: Readonly<Record<Difference, string>> = {
  same: '',
  none: '',
  stricter: 'Stricter',
  looser: 'Looser',
  'different-kind': 'Different kind',
  missing: 'Missing',
  conflict: 'Conflict',
  'wording-only': 'Wording only',
}

const STATE_WORDS: Readonly<Record<Exclude<SchoolAnswer['state'], 'answered' | 'conflict'>, string>> = {
  blank: 'Blank in source',
  'not-stated': 'Not stated',
  'no-equivalent': 'No equivalent',
  unread: 'Needs checking',
  'no-such-year': 'No such year here',
  'file-closed': 'School file not open',
}

/** One school's answer in words, with its difference behind it. */
export function schoolAnswerWords(answer: SchoolAnswer): string {
  const understood = answer.answers.map(answerWords).join(' / ')
  const base =
    answer.state === 'answered'
      ? understood
      : answer.state === 'conflict'
        ? `Conflict: ${understood} applies`
        : STATE_WORDS[answer.state]
  const difference = DIFFERENCE_WORDS[answer.difference]
  return difference === '' || difference === 'Conflict' ? base : `${base} [${difference}]`
}

/**
 * The document of a comparison.
 * @param reference what differences are measured against, in words
 * @param differencesOnly leaves out rows on which all schools answer alike
 * @param made when and by whom, in words
 */
export function comparisonDocument(
  comparison: Comparison,
  reference: string,
  differencesOnly: boolean,
  made: string,
): PrintDocument {
  const rows = differencesOnly ? comparison.rows.filter((row) => row.disagreement > 0) : comparison.rows
  const year = comparison.year === null ? '' : `, Year ${comparison.year}`
  return {
    title: `Comparison of rules: ${AUDIENCE_WORDS[comparison.audience]}${year}`,
    school: 'All schools compared',
    facts: [
      { label: 'As at', value: dateWords(comparison.asAt) },
      { label: 'Differences against', value: reference },
      { label: 'Rows', value: `${rows.length} of ${comparison.rows.length} questions` },
    ],
    tables: [
      {
        caption: 'Answers as understood',
        header: [headings(comparison.schools)],
        body: bodyOf(rows, schoolAnswerWords),
      },
      {
        caption: 'Answers as written',
        header: [headings(comparison.schools)],
        body: bodyOf(rows, (answer) => answer.asWritten),
      },
    ],
    notes: comparison.schools.flatMap(schoolNotes),
    landscape: true,
    classification: 'No personal data',
    made,
  }
}

const headings = (schools: readonly ComparedSchool[]): PrintCell[] =>
  ['Area', 'Question', ...schools.map((school) => school.name)].map((text) => ({ text, heading: 'column' }))

function bodyOf(rows: readonly ComparedRow[], words: (answer: SchoolAnswer) => string): PrintCell[][] {
  return rows.map((row) => [
    { text: row.area },
    { text: row.label, heading: 'row' },
    ...row.answers.map((answer) => ({ text: words(answer) })),
  ])
}

/** Which editions were read; drafts and overdue reviews are labelled, unreadable files named (R118, models B1). */
function schoolNotes(school: ComparedSchool): string[] {
  if (school.fileWords !== null) return [`${school.name}: ${school.fileWords}`]
  return school.editions.map((edition) => {
    const marks = [
      edition.draft ? 'draft' : null,
      edition.overdue ? 'review overdue' : null,
      edition.status === 'NOT_EVIDENCED' ? 'approval not evidenced' : null,
    ].filter((mark) => mark !== null)
    const from = edition.effectiveFrom === null ? '' : `, from ${dateWords(edition.effectiveFrom)}`
    return `${school.name}: ${edition.title} (${edition.document}${from})${marks.length > 0 ? `, ${marks.join(', ')}` : ''}`
  })
}
