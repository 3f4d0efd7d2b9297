/** Exporting an edition: its own shape first, then what it is understood to mean, then notes. */
import type { EditionFacts, MatrixView } from '@contract/matrices'
import type { StatedDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import type { PrintDocument } from '@vault/printing'
import { ownShape } from './layout'
import { understoodTable } from './understood'

export { answerWords, cellWords } from './understood'

const STATUS_WORDS: Readonly<Record<EditionFacts['status'], string>> = {
  DRAFT: 'Draft',
  APPROVED: 'Approved',
  IN_FORCE: 'In force',
  SUPERSEDED: 'Superseded',
  NOT_EVIDENCED: 'In use, approval not evidenced',
}

/**
 * The document of one edition.
 * @param school name of the school, or of the trust for a baseline
 * @param made when and by whom, in words
 */
export function editionDocument(view: MatrixView, school: string, made: string): PrintDocument {
  const understood = understoodTable(view)
  const problems = view.problems.filter((problem) => problem.code !== 'unmapped').map((problem) => problem.words)
  return {
    title: view.edition.title,
    school,
    facts: editionFacts(view.edition),
    tables: understood === null ? [ownShape(view)] : [ownShape(view), understood],
    notes: [...new Set(problems)],
    landscape: view.columns.reduce((total, column) => total + Math.max(1, column.captions.length), 0) > 4,
    classification: 'No personal data',
    made,
  }
}

/** A date in words, with the precision it was stated in (R84). */
const written = (date: StatedDate | null): string | null => (date === null ? null : dateWords(date))

function editionFacts(edition: EditionFacts): { label: string; value: string }[] {
  const facts = [
    { label: 'Taken from', value: edition.document },
    { label: 'Status', value: STATUS_WORDS[edition.status] },
    { label: 'In force from', value: written(edition.effectiveFrom) },
    { label: 'Approved by', value: edition.approvingBody },
    { label: 'Approved on', value: written(edition.approvedOn) },
    {
      label: 'Next review',
      value:
        edition.nextReview === null
          ? null
          : `${dateWords(edition.nextReview)}${edition.reviewOverdue ? ' (overdue)' : ''}`,
    },
  ]
  return facts.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
}
