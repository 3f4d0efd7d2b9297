/** What a finding says of itself, in sentences. */
import type { Correction, Finding, ReadTable, Source } from '@contract'
import { dateText } from '../../ui/dates'
import { needsDecision, wasTurnedDown } from './review'
import { words } from './words'

/** Where something stands: "Mobile phones / Pupils, page 4, row 3". */
export function placeText({ clause, page, line, row }: Source): string {
  const w = words.place
  return [
    clause,
    page === null ? (line === null ? '' : w.line(line)) : w.page(page),
    row === null ? '' : w.row(row + 1),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** What became of it so far, in a word or few; empty where there is nothing to decide. */
export function stateText(finding: Finding): string {
  const { kind, news, verdict, applied, correction } = finding
  const w = words.finding
  if (kind === 'notice') return ''
  if (news === 'gone' && applied) return w.takenOff
  if (applied) return w.applied
  if (verdict === 'accepted')
    return news === 'gone'
      ? w.toTakeOff
      : correction === null
        ? w.accepted
        : `${w.accepted}, ${w.corrected.toLowerCase()}`
  if (verdict === 'rejected') return news === 'gone' ? w.kept : w.rejected
  return needsDecision(finding) ? w.undecided : ''
}

/** What it is against the records. */
export const newsText = (finding: Finding): string =>
  wasTurnedDown(finding) ? words.finding.turnedDown : words.finding.news[finding.news]

/** A correction of words with its date, or the mark that a table was finished by hand. Null for a corrected table: it shows itself. */
export function correctionText(correction: Correction | null): string | null {
  const w = words.finding
  if (correction?.of === 'words')
    return correction.iso === null
      ? correction.words
      : `${correction.words}. ${w.correctionDate(dateText(correction.iso))}`
  return correction?.of === 'hand' ? `${w.byHand}: ${correction.title}` : null
}

/** For which schools only some words hold. */
export function exceptionText({ words: text, not, only }: ReadTable['rows'][number]['exceptions'][number]): string {
  const w = words.table
  if (only.length > 0) return w.only(only, text)
  return not.length > 0 ? w.not(not, text) : w.tags(text)
}
