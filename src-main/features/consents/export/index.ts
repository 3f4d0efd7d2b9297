/** The register as a file: with names for those who may, otherwise by class and place (ux 10, C31). Pure. */
import type { Purpose } from '@contract/consents'
import type { ConsentState } from '@contract/answers'
import { dateWords } from '@vault/clock'
import type { PrintCell, PrintDocument } from '@vault/printing'
import { wholeName } from '../../pupils'
import { VERDICT_WORDS } from '../asking'
import type { Roll } from '../lists'

const STATE_WORDS: Readonly<Record<ConsentState, string>> = {
  NOT_ASKED: 'not answered',
  REQUESTED: 'form is out',
  GIVEN: 'given',
  REFUSED: 'refused',
  WITHDRAWN: 'taken back',
  EXPIRED: 'run out',
  DISPUTED: 'answers differ',
  NO_OBJECTION: 'no objection',
  OBJECTED: 'objected',
  OBJECTION_OVERRULED: 'objection overruled',
}

/**
 * @param around.names whether names and classes are told; without them a line has a number only
 * @param around.made when and by whom, in words
 */
export function registerDocument(
  { on, purposes, lines }: Roll,
  around: { readonly school: string; readonly names: boolean; readonly made: string },
): PrintDocument {
  const heading = (text: string): PrintCell => ({ text, heading: 'column' })
  const who = around.names ? ['Name', 'Year', 'Class'] : ['Line']
  return {
    title: 'Consent register',
    school: around.school,
    facts: [
      { label: 'As at', value: dateWords(on) },
      { label: 'On roll', value: String(lines.length) },
    ],
    tables: [
      {
        caption: 'Answers as they count on that day',
        header: [[...who, ...purposes.map(({ label }) => label)].map(heading)],
        body: lines.map(({ card, found }, i) => [
          ...(around.names
            ? [{ text: wholeName(card), heading: 'row' as const }, { text: card.year }, { text: card.className ?? '' }]
            : [{ text: String(i + 1), heading: 'row' as const }]),
          ...found.map((one): PrintCell => ({
            // Why somebody is protected, and that it is protection, is not for a file that travels (R5).
            text: GUARDED.has(one.reason)
              ? VERDICT_WORDS.NO
              : `${VERDICT_WORDS[one.verdict]} (${STATE_WORDS[one.state]})`,
          })),
        ]),
      },
    ],
    notes: purposes.map((purpose) => noteOf(purpose)),
    landscape: true,
    classification: around.names
      ? 'Official use in school: contains pupil data'
      : 'No names; keep it in school all the same',
    made: around.made,
  }
}

const GUARDED: ReadonlySet<string> = new Set(['COURT_ORDER', 'PROTECTED', 'CARE_AUTHORITY_MISSING'])

const noteOf = ({ label, basis }: Purpose): string =>
  basis === 'CONSENT' ? `${label}: asks for consent.` : `${label}: needs no consent; an objection counts.`
