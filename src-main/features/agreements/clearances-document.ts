/** Who is cleared, as a file for whoever runs the network: names and yes or no, never why not (R5). */
import { dateWords } from '@vault/clock'
import type { PrintCell, PrintDocument } from '@vault/printing'
import { AUDIENCE_WORDS } from './rules/recording-words'
import type { Found, Signatures } from './signatures'

const HEADINGS = ['Name', 'Class or group', 'Audience', 'Cleared', 'Until']

/** @param around.made when and by whom, in words */
export function clearancesDocument(
  signatures: Signatures,
  people: readonly Found[],
  around: { readonly school: string; readonly made: string },
): PrintDocument {
  const lines = people.map((found) => ({ member: signatures.member(found.person), known: signatures.cleared(found) }))
  return {
    title: 'Cleared for access',
    school: around.school,
    facts: [
      { label: 'As at', value: dateWords(signatures.on) },
      { label: 'People', value: String(lines.length) },
      { label: 'Cleared', value: String(lines.filter(({ known }) => known.cleared).length) },
    ],
    tables: [
      {
        caption: 'Everybody here on that day',
        header: [HEADINGS.map((text): PrintCell => ({ text, heading: 'column' }))],
        body: lines.map(({ member, known }): PrintCell[] => [
          { text: member.name, heading: 'row' },
          { text: member.group ?? '' },
          { text: AUDIENCE_WORDS[member.audience] },
          { text: known.cleared ? 'Yes' : 'No' },
          // As a date that a spreadsheet can sort.
          { text: known.holdsUntil ?? '' },
        ]),
      },
    ],
    notes: ['“Until” is the last day as far as is known today. Ask for this list again before relying on it later.'],
    landscape: false,
    classification: 'Official use in school: contains names of pupils and adults',
    made: around.made,
  }
}
