/**
 * Full names of pupils in captions and file names (R60). It is a question to a person and no verdict, so it asks once too
 * often rather than once too seldom: "Will may come" asks about Will May. Pure.
 */
import { foldName, laterParts, nameWords, type PupilNames } from '../../pupils/rules/names'

/** A pupil as names are looked for. */
export interface PupilNamed extends PupilNames {
  readonly id: string
}

/** A caption, a title or a file name. */
export interface TextAt {
  /** What the finding is told under: a file, a use. */
  readonly where: string
  readonly text: string
}

/** A full name in a text; one at most for a pupil and a text. */
export interface NameFound {
  readonly where: string
  /** As it stands in the text. */
  readonly found: string
  /** The id of the pupil. */
  readonly pupil: string
}

/** The names of many pupils, made once and asked for every text. */
export interface NameIndex {
  /** Whole names run together, either way round, to the pupils who bear them. */
  readonly whole: ReadonlyMap<string, readonly string[]>
  /** Forenames to surnames to pupils, for names with one word between. */
  readonly apart: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  /** Letters of the longest whole name. */
  readonly longest: number
  /** Lengths of the whole names that are looked for inside a run of letters. */
  readonly lengths: readonly number[]
}

/** Letters from which a whole name is looked for inside a longer word: shorter ones are in words by chance. */
const RUN_ON = 8
/** Words from which a whole name cannot be put together any more. */
const MOST_WORDS = 12
/** Words before or inside a surname that alone are no part to know somebody by. */
const PARTICLES = new Set([
  'van',
  'von',
  'der',
  'den',
  'des',
  'del',
  'dos',
  'das',
  'dal',
  'della',
  'bin',
  'bint',
  'ibn',
  'abu',
  'mac',
  'the',
])

/** Full names of pupils in texts, in the order of the texts. */
export const findNames = (pupils: readonly PupilNamed[], texts: readonly TextAt[]): readonly NameFound[] =>
  namesIn(indexNames(pupils), texts)

/** Makes the index: legal and preferred names, in any pairing. */
export function indexNames(pupils: readonly PupilNamed[]): NameIndex {
  const whole = new Map<string, string[]>()
  const apart = new Map<string, Map<string, string[]>>()
  for (const { id, ...names } of pupils) {
    const forenames = unique([names.forename, names.preferredForename].flatMap(forenameForms))
    const surnames = unique([names.surname, names.preferredSurname].flatMap(surnameForms))
    // Somebody with one name has it in full there.
    if (foldName(names.forename ?? '') === '') {
      for (const name of [names.surname, names.preferredSurname]) add(whole, foldName(name ?? ''), id)
    }
    for (const forename of forenames) {
      const pairs = apart.get(forename) ?? new Map<string, string[]>()
      apart.set(forename, pairs)
      for (const surname of surnames) {
        add(whole, forename + surname, id)
        add(whole, surname + forename, id)
        add(pairs, surname, id)
      }
    }
  }
  const lengths = unique([...whole.keys()].map(({ length }) => length)).sort((one, other) => one - other)
  return { whole, apart, longest: lengths.at(-1) ?? 0, lengths: lengths.filter((length) => length >= RUN_ON) }
}

/** Asks an index for each text. */
export const namesIn = (index: NameIndex, texts: readonly TextAt[]): readonly NameFound[] =>
  texts.flatMap(({ where, text }) => [...inText(index, text)].map(([pupil, found]) => ({ where, found, pupil })))

/** A word of a text, folded, and where it stands. */
interface Word {
  readonly folded: string
  readonly from: number
  readonly to: number
}

/** Pupils whose name is in a text, with the name as it stands there. */
function inText(index: NameIndex, written: string): ReadonlyMap<string, string> {
  // File names of some systems write a mark beside its letter.
  const text = written.normalize('NFC')
  const words = wordsOf(text)
  const found = new Map<string, string>()
  const tell = (pupils: readonly string[] | undefined, from: number, to: number): void => {
    for (const pupil of pupils ?? []) if (!found.has(pupil)) found.set(pupil, text.slice(from, to))
  }
  words.forEach(({ from }, start) => {
    for (const { folded, to, next } of runs(words, start, index.longest)) {
      tell(index.whole.get(folded), from, to)
      const pairs = index.apart.get(folded)
      if (pairs === undefined || !isOneName(text, words, next)) continue
      for (const last of runs(words, next + 1, index.longest)) tell(pairs.get(last.folded), from, last.to)
    }
  })
  for (const { folded, from, to } of words) {
    for (const pupils of inside(index, folded)) tell(pupils, from, to)
  }
  return found
}

/** The words from one on, run together: the first, the first two, and so on. `next` is the word after them. */
function* runs(
  words: readonly Word[],
  start: number,
  longest: number,
): Generator<{ readonly folded: string; readonly to: number; readonly next: number }> {
  let folded = ''
  for (let next = start; next < Math.min(words.length, start + MOST_WORDS); next += 1) {
    const word = words[next]
    if (word === undefined) return
    folded += word.folded
    if (folded.length > longest) return
    yield { folded, to: word.to, next: next + 1 }
  }
}

/** Whether one word stands between two others as a middle name does: no comma, no line, nothing else around it. */
function isOneName(text: string, words: readonly Word[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]]
  if (before === undefined || word === undefined || after === undefined) return false
  return /^[\s._-]*$/.test(text.slice(before.to, word.from) + text.slice(word.to, after.from))
}

/** Whole names inside one unbroken word, as in `sportsdayamaraokafor`. */
function* inside({ whole, lengths }: NameIndex, folded: string): Generator<readonly string[]> {
  for (const length of lengths) {
    if (length >= folded.length) return
    for (let from = 0; from + length <= folded.length; from += 1) {
      const pupils = whole.get(folded.slice(from, from + length))
      if (pupils !== undefined) yield pupils
    }
  }
}

/** The smallest pieces names are put together from: `IMG_AmaraOkafor01` has `img`, `amara` and `okafor`. */
function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap((match) => {
    let from = match.index ?? 0
    return match[0].split(HUMPS).flatMap((piece) => {
      const word = { folded: foldName(piece), from, to: from + piece.length }
      from = word.to
      return word.folded === '' ? [] : [word]
    })
  })
}

/** Where a new word begins without a sign between: `AmaraOkafor`, `IMGAmara`. */
const HUMPS = /(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})/u

/** The whole forename, and its first word: "Mary-Jane" is "Mary" in many a caption. */
function forenameForms(name: string | null): readonly string[] {
  if (name === null) return []
  const [first = ''] = nameWords(name)
  return [foldName(name), ...(first.length > 1 ? [first] : [])].filter((form) => form !== '')
}

/** The whole surname, and what is left of one of several words when it is shortened. */
function surnameForms(name: string | null): readonly string[] {
  if (name === null) return []
  const [first = ''] = nameWords(name)
  const parts = [first, ...laterParts(name)].filter((part) => part.length > 2 && !PARTICLES.has(part))
  return [foldName(name), ...parts].filter((form) => form !== '')
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]

function add(to: Map<string, string[]>, name: string, pupil: string): void {
  if (name === '') return
  const pupils = to.get(name)
  if (pupils === undefined) to.set(name, [pupil])
  else if (!pupils.includes(pupil)) pupils.push(pupil)
}
