/** Names as they are searched, compared, shown and sorted (R113, edge case 31). Pure. */

/** Legal and preferred names of a pupil. A pupil with one name has it as surname and no forename. */
export interface PupilNames {
  readonly forename: string | null
  readonly surname: string
  /** Null: as the legal one. */
  readonly preferredForename: string | null
  readonly preferredSurname: string | null
}

/** A name as it stands on a list. */
export interface ShownName {
  readonly forename: string | null
  readonly surname: string
}

/** Every sign people and programs use for an apostrophe. */
const APOSTROPHES = /['’‘‛`´ʼʻʹʾʿ′＇]/g

/** Letters that are no plain letter with a mark, as English keyboards and MIS exports write them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
}
const ODD_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

/** Small letters without marks; apostrophes gone; all that is no letter or digit a space. */
const plain = (text: string): string =>
  text
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .toLowerCase()
    // Marks of Latin letters only: in other scripts they are vowels.
    .replace(/[\u0300-\u036f]|\p{Cf}/gu, '')
    .replace(ODD_LETTERS, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** The words of a name or of a search in their folded form: "Zoë van-der Ærø" is `zoe`, `van`, `der`, `aero`. */
export function nameWords(text: string): readonly string[] {
  // Nine names of ten need no more, and a trust has tens of thousands.
  if (/^[A-Za-z]+$/.test(text)) return [text.toLowerCase()]
  const folded = plain(text)
  return folded === '' ? [] : folded.split(' ')
}

/**
 * A name folded to one word, by which names are equal: no capitals, marks, apostrophes, hyphens or spaces.
 * "O'Copperdale", "O Copperdale" and "OCOPPERDALE" are one. Empty where a text holds no letter.
 */
export const foldName = (text: string): string => nameWords(text).join('')

/** Folded forms of a name from each later part on: "O'Copperdale" has `copperdale`, "van der Berg" `derberg` and `berg`. */
export function laterParts(name: string): readonly string[] {
  const words = nameWords(name.replace(APOSTROPHES, ' '))
  return words.slice(1).map((_, index) => words.slice(index + 1).join(''))
}

/** Preferred names where there are any, as lists for pupils and families have them (R113). */
export function shownName({ forename, surname, preferredForename, preferredSurname }: PupilNames): ShownName {
  return { forename: preferredForename ?? forename, surname: preferredSurname ?? surname }
}

/** A name in one line, forename first. */
export const wholeName = ({ forename, surname }: ShownName): string =>
  forename === null ? surname : `${forename} ${surname}`

/** What lists are sorted by, compared character by character: the shown surname, then the shown forename. */
export function sortKey(pupil: PupilNames): string {
  const { forename, surname } = shownName(pupil)
  return `${foldName(surname)} ${foldName(forename ?? '')}`
}

/** Legal surname and, where it differs, the preferred one; folded, empty ones left out. */
export const surnameForms = ({ surname, preferredSurname }: PupilNames): readonly string[] =>
  forms(surname, preferredSurname)

/** Legal forename and, where it differs, the preferred one; folded, none for a pupil with one name. */
export const forenameForms = ({ forename, preferredForename }: PupilNames): readonly string[] =>
  forms(forename, preferredForename)

const forms = (...names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.map((name) => foldName(name ?? '')).filter((name) => name !== '')),
]
