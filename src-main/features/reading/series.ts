/** Which readings are of one document and its later editions. Pure. */
import type { DocumentRow } from '@db/repo/reading'
import { plainText } from './words'

/** What tells editions of one document apart: dates, versions, and words for the state of a file. */
const EDITION_WORDS = new RegExp(
  [
    String.raw`\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b`,
    String.raw`\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b`,
    String.raw`\b(?:version|issue|edition|rev|revision|v)\s*\d+(?: \d+)*\b`,
    String.raw`\b(?:draft|final|approved|reviewed|updated|copy|new|latest|signed)\b`,
    String.raw`\b\d+(?:st|nd|rd|th)?\b`,
  ].join('|'),
  'g',
)

/** The words of a title that stay the same from edition to edition; empty when it has none. */
export function seriesTitle(title: string): string {
  return plainText(title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(EDITION_WORDS, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A file's name without its ending. */
export const withoutEnding = (fileName: string): string => fileName.replace(/\.[a-z0-9]{1,5}$/i, '')

/**
 * The readings one belongs with: the newest of the same title, else the newest of a file named alike.
 * @param known every reading of the file, the newest first
 * @returns null when it is the first of its kind
 */
export function seriesFor(
  document: { readonly title: string; readonly fileName: string },
  known: readonly Pick<DocumentRow, 'title' | 'fileName' | 'series'>[],
): string | null {
  const alike = (of: (one: { readonly title: string; readonly fileName: string }) => string) => {
    const own = of(document)
    return own === '' ? undefined : known.find((one) => of(one) === own)
  }
  const found =
    alike(({ title }) => seriesTitle(title)) ?? alike(({ fileName }) => seriesTitle(withoutEnding(fileName)))
  return found?.series ?? null
}
