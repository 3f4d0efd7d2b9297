/** What the overview says of the schools: which need action, and the sentence on top. Pure. */
import type { CivilDate, FileState, SchoolCard } from '@contract'
import { daysLate } from '../../ui/dates'
import { counted, plural } from '../../ui/words'

/** Whether somebody should do something at this school: its file, a late review, a conflict or a post (R7, R15). */
export function needsAction(card: SchoolCard): boolean {
  if (card.file !== 'open' || card.matrices === null) return true
  return card.matrices.reviewOverdue || card.matrices.conflicts > 0 || card.alerts.length > 0
}

/** Days the oldest review of a school is late; 0 when none is, or when its file cannot be read. */
export function reviewDaysLate(card: SchoolCard, today: CivilDate): number {
  const due = card.matrices?.nextReview
  return due && card.matrices?.reviewOverdue ? daysLate(due, today) : 0
}

/** One sentence from the figures: how many schools need action, and the most pressing reason. */
export function overviewSentence(cards: readonly SchoolCard[], today: CivilDate): string {
  if (cards.length === 0) return 'There are no schools yet.'
  const pressing = cards.filter(needsAction).length
  const total = counted(cards.length, 'school', 'schools')
  if (pressing === 0) return `${plural(cards.length, 'The one school is', `All ${total} are`)} in order.`
  const head = `${pressing} of ${total} ${plural(pressing, 'needs', 'need')} action`
  const closed = cards.filter((card) => card.file !== 'open').length
  if (closed > 0) return `${head}; ${counted(closed, 'school file', 'school files')} cannot be read.`
  const late = Math.max(...cards.map((card) => reviewDaysLate(card, today)))
  if (late > 0) return `${head}; the oldest review is ${counted(late, 'day', 'days')} overdue.`
  const alerts = cards.reduce((sum, card) => sum + card.alerts.length, 0)
  if (alerts > 0) return `${head}; ${counted(alerts, 'post needs', 'posts need')} attention.`
  const conflicts = cards.reduce((sum, card) => sum + (card.matrices?.conflicts ?? 0), 0)
  return `${head}; ${counted(conflicts, 'cell holds', 'cells hold')} two marks that disagree.`
}

/** States of a school's file in a word or two. */
export const FILE_WORDS: Readonly<Record<FileState, string>> = {
  open: 'Open',
  missing: 'File missing',
  damaged: 'File damaged',
  newer: 'Newer version',
  foreign: 'Not ours',
  busy: 'In use',
}

/** The figure a column sorts by; null where there is none. */
export function overviewValue(card: SchoolCard, key: string): string | number | null {
  switch (key) {
    case 'name':
      return card.facts.name
    case 'file':
      return card.file === 'open' ? 'z' : card.file
    case 'matrices':
      return card.matrices?.count ?? null
    case 'conflicts':
      return card.matrices?.conflicts ?? null
    case 'unmapped':
      return card.matrices?.unmappedRows ?? null
    case 'review':
      return card.matrices?.nextReview ?? null
    case 'alerts':
      return card.alerts.length
    case 'pupils':
      return card.pupils
    default:
      return null
  }
}
