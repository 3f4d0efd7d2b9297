/**
 * Finding the child by what somebody types (edge case 31; R105, R113): surname and forename letters, an admission number or
 * a UPN. The index is built once for a roll; a search looks at little more than it answers with. Pure.
 */
import type { YearCode } from '@contract/primitives'
import { forenameForms, laterParts, nameWords, sortKey, surnameForms, type PupilNames } from './names'
import { readUpn } from './upn'

/** One pupil as the index takes it. */
export interface FindablePupil extends PupilNames {
  readonly id: string
  readonly year: YearCode
  readonly className: string | null
  /** As written, leading zeros kept. */
  readonly admissionNumber: string
  /** Searched for only; an answer never holds it (R105). */
  readonly upn: string | null
}

/** A pupil as an answer names one. */
export type ListedPupil = Omit<FindablePupil, 'upn'>

/** One line of an answer. */
export interface FoundPupil {
  readonly pupil: ListedPupil
  /** Others bear the same name, or the number asked for: nothing is taken without a choice by year and class. */
  readonly homonym: boolean
}

/** Keys in order of their characters, each with the place of its pupil. */
interface Sorted {
  readonly keys: readonly string[]
  readonly places: readonly number[]
}

/** A roll ready to be searched. Made by `pupilIndex` alone. */
export interface PupilIndex {
  /** In the order of lists: shown surname, shown forename. */
  readonly pupils: readonly ListedPupil[]
  readonly bySurname: Sorted
  readonly byInitials: Sorted
  readonly byForename: Sorted
  readonly byNumber: ReadonlyMap<string, readonly number[]>
  readonly byUpn: ReadonlyMap<string, readonly number[]>
  /** All who share a name, by the place of each. */
  readonly namesakes: ReadonlyMap<number, ReadonlySet<number>>
}

/** Fewest letters of a surname that are a search. */
const FEWEST_LETTERS = 2

/** A longer text is no search: the longest name there may be is shorter. */
const LONGEST = 200
const MOST_WORDS = 8

/** Whole surnames come before those that only hold the letters in a later part, such as the second of a double name. */
const TIERS = ['0', '1'] as const
type Tier = (typeof TIERS)[number]

/** Stands where a name is too short to have a letter; no folded name holds it. */
const NONE = '-'

/** First two letters of the surname, first of the forename, both names: those two pairs of keys choose few of many. */
const initialsKey = (tier: Tier, surname: string, forename: string): string =>
  `${tier}${surname.slice(0, 2).padEnd(2, NONE)}${forename.charAt(0) || NONE}${surname} ${forename}`

/** An admission number as it is compared: without blanks, in small letters, without leading zeros. */
export const numberKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=.)/, '')

/** Makes a roll searchable. Leavers are found if they are handed in. */
export function pupilIndex(roll: readonly FindablePupil[]): PupilIndex {
  const sorted = roll
    .map((pupil) => ({ pupil, key: sortKey(pupil) }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.pupil.id, b.pupil.id))
    .map(({ pupil }) => pupil)
  const [surnames, initials, forenames, pairs] = [entries(), entries(), entries(), entries()]
  const [numbers, upns] = [entries(), entries()]
  sorted.forEach((pupil, place) => {
    const forms = forenameForms(pupil)
    for (const forename of forms.length === 0 ? [''] : forms) {
      for (const surname of surnameForms(pupil)) pairs.add(bothOrders(surname, forename), place)
      for (const { tier, form } of tiered(pupil)) {
        surnames.add(`${tier}${form} ${forename}`, place)
        initials.add(initialsKey(tier, form, forename), place)
      }
      if (forename !== '') forenames.add(forename, place)
    }
    numbers.add(numberKey(pupil.admissionNumber), place)
    const read = pupil.upn === null ? null : readUpn(pupil.upn)
    if (read !== null && 'upn' in read) upns.add(read.upn, place)
  })
  return {
    pupils: sorted.map(listed),
    bySurname: surnames.sorted(),
    byInitials: initials.sorted(),
    byForename: forenames.sorted(),
    byNumber: numbers.grouped(),
    byUpn: upns.grouped(),
    namesakes: joined([...pairs.grouped().values()].filter((places) => places.length > 1)),
  }
}

/** One key for a name in either order: "Martin James" and "James Martin" are mistaken for one another like any homonyms. */
const bothOrders = (surname: string, forename: string): string => [surname, forename].sort(compare).join(' ')

/** Every form under which a surname is found, with its tier. */
function tiered(pupil: PupilNames): readonly { readonly tier: Tier; readonly form: string }[] {
  const whole = surnameForms(pupil)
  const later = new Set([pupil.surname, pupil.preferredSurname ?? ''].flatMap(laterParts))
  return [
    ...whole.map((form) => ({ tier: TIERS[0], form })),
    ...[...later].filter((form) => form.length > 1).map((form) => ({ tier: TIERS[1], form })),
  ]
}

const listed = ({
  id,
  forename,
  surname,
  preferredForename,
  preferredSurname,
  year,
  className,
  admissionNumber,
}: FindablePupil): ListedPupil => ({
  ...{ id, forename, surname, preferredForename, preferredSurname },
  ...{ year, className, admissionNumber },
})

/** Keys and places on their way into the index. */
function entries() {
  const pairs: (readonly [key: string, place: number])[] = []
  return {
    add: (key: string, place: number): void => {
      pairs.push([key, place])
    },
    sorted: (): Sorted => {
      pairs.sort((a, b) => compare(a[0], b[0]) || a[1] - b[1])
      return { keys: pairs.map(([key]) => key), places: pairs.map(([, place]) => place) }
    },
    grouped: (): ReadonlyMap<string, readonly number[]> => {
      const groups = new Map<string, number[]>()
      for (const [key, place] of pairs) {
        const group = groups.get(key)
        if (group === undefined) groups.set(key, [place])
        else if (group.at(-1) !== place) group.push(place)
      }
      return groups
    },
  }
}

/** Joins groups that have a place in common: with a legal and a preferred name one pupil may be in two. */
function joined(groups: readonly (readonly number[])[]): ReadonlyMap<number, ReadonlySet<number>> {
  const byPlace = new Map<number, Set<number>>()
  for (const group of groups) {
    const all = new Set(group.flatMap((place) => [place, ...(byPlace.get(place) ?? [])]))
    for (const place of all) byPlace.set(place, all)
  }
  return byPlace
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The pupils a search means, best first.
 *
 * - Letters: at least two of the surname, and after a space letters of the forename ("co al"); or forename and surname;
 *   or the forename alone, below all surnames. A later part of a surname is found below the whole ones. Legal and
 *   preferred names both find a pupil. After a comma stands the forename.
 * - With a digit in it: a whole admission number, leading zeros or not, or a UPN whose check letter fits. Part of a
 *   number finds nobody, and neither does a class.
 * @param limit most lines; all bearers of a name come together, so that only they may make it more
 */
export function findPupils(index: PupilIndex, query: string, limit = 8): readonly FoundPupil[] {
  if (query.length > LONGEST) return []
  return /\d/.test(query) ? byNumbers(index, query) : byNames(index, query, limit)
}

function byNumbers(index: PupilIndex, query: string): readonly FoundPupil[] {
  const read = readUpn(query)
  const places = ('upn' in read ? index.byUpn.get(read.upn) : null) ?? index.byNumber.get(numberKey(query)) ?? []
  return places.flatMap((place) => line(index, place, places.length > 1))
}

function byNames(index: PupilIndex, query: string, limit: number): readonly FoundPupil[] {
  const found = new Set<number>()
  for (const place of meant(index, query)) {
    if (found.has(place)) continue
    if (found.size >= limit) break
    found.add(place)
    for (const namesake of index.namesakes.get(place) ?? []) found.add(namesake)
  }
  return [...found].flatMap((place) => line(index, place, index.namesakes.has(place)))
}

function line({ pupils }: PupilIndex, place: number, homonym: boolean): readonly FoundPupil[] {
  const pupil = pupils[place]
  return pupil === undefined ? [] : [{ pupil, homonym }]
}

/** Places of the pupils a search may mean, best first, some more than once. Nothing is looked up before it is asked for. */
function* meant(index: PupilIndex, query: string): Generator<number> {
  // A hyphen holds a name together: what follows it is not the forename.
  const [left = '', ...right] = query.replace(/\p{Pd}/gu, '').split(',')
  const [before, after] = [nameWords(left), nameWords(right.join(' '))]
  const words = [...before, ...after]
  const whole = words.join('')
  if (whole.length < FEWEST_LETTERS || words.length > MOST_WORDS) return
  const cuts = after.length > 0 ? [before.length] : words.slice(1).map((_, at) => at + 1)
  const splits = cuts.map((at) => [words.slice(0, at).join(''), words.slice(at).join('')] as const)

  for (const [surname, forename] of splits) yield* exactly(index.bySurname, `${TIERS[0]}${surname} ${forename}`)
  for (const [forename, surname] of splits) yield* exactly(index.bySurname, `${TIERS[0]}${surname} ${forename}`)
  for (const tier of TIERS) {
    for (const [surname, forename] of splits) yield* bothStarting(index, tier, surname, forename)
    yield* startingWith(index.bySurname, tier + whole)
    for (const [forename, surname] of splits) yield* bothStarting(index, tier, surname, forename)
  }
  yield* startingWith(index.byForename, whole)
}

/** Pupils whose surname and forename begin so. One letter of a surname is a search only where it is all of it. */
function* bothStarting(index: PupilIndex, tier: Tier, surname: string, forename: string): Generator<number> {
  if (surname === '' || forename === '') return
  const { keys, places } = index.byInitials
  const prefix = initialsKey(tier, surname, forename).slice(0, 4) + surname
  for (let at = firstFrom(keys, prefix); at < keys.length; at += 1) {
    const key = keys[at] ?? ''
    if (!key.startsWith(prefix)) return
    const place = places[at]
    if (place !== undefined && key.startsWith(forename, key.lastIndexOf(' ') + 1)) yield place
  }
}

function* startingWith({ keys, places }: Sorted, prefix: string): Generator<number> {
  for (let at = firstFrom(keys, prefix); keys[at]?.startsWith(prefix) === true; at += 1) {
    const place = places[at]
    if (place !== undefined) yield place
  }
}

function* exactly({ keys, places }: Sorted, key: string): Generator<number> {
  for (let at = firstFrom(keys, key); keys[at] === key; at += 1) {
    const place = places[at]
    if (place !== undefined) yield place
  }
}

/** Where the first key stands that is not before a text. */
function firstFrom(keys: readonly string[], text: string): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}
