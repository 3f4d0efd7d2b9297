/**
 * Whom a line of a pasted list names: exactly, or nobody. A list comes from a register, a spreadsheet or a message, so a
 * line may be "Surname, Forename", "Forename Surname", an admission number, with a class, year or number beside the name,
 * in brackets or not. Nothing is guessed from the beginning of a name, as it is while somebody types. Pure.
 */
import { numberKey, type FindablePupil } from './finding'
import { foldName, forenameForms, nameWords, sortKey, surnameForms } from './names'
import { readYear } from './years'

type Listed = Omit<FindablePupil, 'upn'>

/** A roll ready for pasted lines. Made by `pastedIndex` alone. */
export interface PastedIndex {
  readonly byName: ReadonlyMap<string, readonly Listed[]>
  readonly byNumber: ReadonlyMap<string, readonly Listed[]>
  /** Folded names of all classes. */
  readonly classes: ReadonlySet<string>
}

const nameKey = (surname: string, forename: string): string => `${surname} ${forename}`

/** Prepares a roll; leavers are found if they are handed in. */
export function pastedIndex(roll: readonly Listed[]): PastedIndex {
  const byName = new Map<string, Listed[]>()
  const byNumber = new Map<string, Listed[]>()
  const put = (into: Map<string, Listed[]>, key: string, pupil: Listed): void => {
    const there = into.get(key)
    if (there === undefined) into.set(key, [pupil])
    else if (there.at(-1) !== pupil) there.push(pupil)
  }
  const sorted = roll
    .map((pupil) => ({ pupil, key: `${sortKey(pupil)} ${pupil.id}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  for (const { pupil } of sorted) {
    const forenames = forenameForms(pupil)
    for (const forename of forenames.length === 0 ? [''] : forenames) {
      for (const surname of surnameForms(pupil)) put(byName, nameKey(surname, forename), pupil)
    }
    put(byNumber, numberKey(pupil.admissionNumber), pupil)
  }
  return { byName, byNumber, classes: new Set(roll.map(({ className }) => foldName(className ?? ''))) }
}

/** What stands before a name in a list: a bullet, or the number of the line. */
const BULLET = /^\s*(?:[-–—•*·]|\d{1,3}[.)])\s+/
const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]/g

/** A name as a line may be read: folded, the surname first. */
type Reading = readonly [surname: string, forename: string]

/** Ids of the pupils a line names, in the order of lists: one, all who bear the name, or none. */
export function findPasted(index: PastedIndex, line: string): readonly string[] {
  const marks: string[] = []
  const plain = line
    .normalize('NFKC')
    .replace(BULLET, '')
    .replace(BRACKETS, (_all, inside: string) => {
      marks.push(inside)
      return '\t'
    })
  const isTable = /\t\s*\S/.test(plain)
  const cells = plain
    .split(/[,;\t]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
  const names = cells.flatMap((cell) => {
    if (!/\d/.test(cell)) return [cell]
    const words = cell.split(/\s+/)
    marks.push(...(words.every((word) => /\d/.test(word)) ? [cell] : words.filter((word) => /\d/.test(word))))
    const rest = words.filter((word) => !/\d/.test(word)).join(' ')
    return isGroupWord(rest) ? [] : [rest]
  })
  const found = named(index, names, marks, isTable)
  return [...new Set(found.map(({ id }) => id))]
}

/** "Year 7" and "Class 7A" hold a word that is no name. */
const isGroupWord = (words: string): boolean =>
  words === '' || /^(?:year|yr|y|class|form|group|no|adm)\.?$/i.test(words)

function named(
  index: PastedIndex,
  names: readonly string[],
  marks: readonly string[],
  isTable: boolean,
): readonly Listed[] {
  const wanted = marks.map((mark) => mark.trim()).filter((mark) => mark !== '')
  if (names.length === 0) {
    const numbers = wanted.filter((mark) => index.byNumber.has(numberKey(mark)))
    const found = numbers.flatMap((mark) => index.byNumber.get(numberKey(mark)) ?? [])
    return found.filter((pupil) => fits(index, pupil, wanted))
  }
  const [first = '', second, ...more] = names
  const last = names.at(-1) ?? ''
  const byName = more.length > 0 ? [] : second === undefined ? inAnyOrder(first) : inColumns(first, second, isTable)
  const found = byName.flatMap(([surname, forename]) => index.byName.get(nameKey(surname, forename)) ?? [])
  const withMarks = found.filter((pupil) => fits(index, pupil, wanted))
  // The last cell may be a class without a digit, such as "Willow".
  if (second === undefined || !index.classes.has(foldName(last))) return withMarks
  return [...withMarks, ...named(index, names.slice(0, -1), [...marks, last], isTable)]
}

/** "Forename Surname" or "Surname Forename", wherever one ends and the other begins; or a single name. */
function inAnyOrder(name: string): readonly Reading[] {
  const words = nameWords(name)
  const cuts = words.slice(1).map((_, at): Reading => [words.slice(0, at + 1).join(''), words.slice(at + 1).join('')])
  return [[words.join(''), ''], ...cuts, ...cuts.map(([a, b]): Reading => [b, a])]
}

/** After a comma stands the forename; columns of a table may stand either way. */
const inColumns = (first: string, second: string, isTable: boolean): readonly Reading[] => [
  [foldName(first), foldName(second)],
  ...(isTable ? [[foldName(second), foldName(first)] as const] : []),
]

/**
 * Whether everything beside the name is true of a pupil. A remark in words that is no class is passed over; something with
 * a digit in it is a class, year or number, and where it is another's the line names nobody.
 */
const fits = (index: PastedIndex, pupil: Listed, marks: readonly string[]): boolean =>
  marks.every((mark) => {
    const group = foldName(mark.replace(/^\s*(?:class|form|group)\s+/i, ''))
    if (foldName(pupil.className ?? '') === group && group !== '') return true
    if (readYear(mark) === pupil.year || numberKey(mark) === numberKey(pupil.admissionNumber)) return true
    return !/\d/.test(mark) && !index.classes.has(group) && readYear(mark) === null
  })
