/** Finding pupils in a list on the screen by what is typed. Pure. */
import type { PupilCard } from '@contract'
import { yearWords } from '../schools/facts-entry'

/** Letters without accents and capitals, so that "noemi" finds "Noémi". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Words of a pupil that a search may begin, worked out once for each line of a list. */
const known = new WeakMap<PupilCard, readonly string[]>()

function partsOf(card: PupilCard): readonly string[] {
  const before = known.get(card)
  if (before !== undefined) return before
  const text = [card.surname, card.forename, card.className, card.admissionNumber, yearWords(card.year)].join(' ')
  const whole = plain(text).split(' ')
  // A name with a hyphen or an apostrophe is found by either half too.
  const parts = [...whole, ...whole.flatMap((word) => word.split(/['’-]+/))]
  known.set(card, parts)
  return parts
}

/**
 * Makes the test for one search: every word typed must begin a word of the names, the class, the year or the number.
 * Nothing typed fits everybody.
 */
export function fitsSearch(typed: string): (card: PupilCard) => boolean {
  const words = plain(typed)
    .split(/[\s,]+/)
    .filter(Boolean)
  if (words.length === 0) return () => true
  return (card) => {
    const parts = partsOf(card)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
}
