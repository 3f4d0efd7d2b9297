/**
 * Which pupil on a roll an incoming record is about (R103, R106). A number decides only where name or date of birth bear it
 * out and nobody else on the roll fits as well; a name alone never decides. When in doubt a person does: two children made
 * one would carry one's Yes to the other. Pure.
 */
import type { CivilDate } from '@contract/primitives'
import { numberKey } from './finding'
import { forenameForms, surnameForms, type PupilNames } from './names'
import { readUpn } from './upn'

/** What a record says of a pupil, as far as matching looks at it. Nothing else, such as year or class, tells children apart. */
export interface IncomingPupil extends PupilNames {
  readonly dateOfBirth: CivilDate | null
  /** As written; null or blank where the file has none. */
  readonly admissionNumber: string | null
  /** As written. Only a permanent number whose check letter fits is looked at; a temporary one may be another's tomorrow. */
  readonly upn: string | null
}

/** One pupil of the roll. Former UPNs are not among it: they may have been parted on purpose (R105). */
export interface RollPupil extends IncomingPupil {
  readonly id: string
}

/** Why a record waits for a person. */
export const MATCH_REASONS = [
  'name-and-birth',
  'name',
  'forename-and-birth',
  'surname-and-birth',
  'namesakes',
  'details-differ',
  'two-upns',
  'numbers-disagree',
  'upn-of-another',
  'admission-number-of-another',
  'number-shared',
] as const
export type MatchReason = (typeof MATCH_REASONS)[number]

/** The same in words for the person who decides. */
export const MATCH_WORDS: Readonly<Record<MatchReason, string>> = {
  'name-and-birth': 'Name and date of birth are the same, but no number shows that it is this pupil.',
  name: 'The name is the same. There is no date of birth to compare, and no number shows that it is this pupil.',
  'forename-and-birth': 'Forename and date of birth are the same, the surname is not. It may have changed.',
  'surname-and-birth': 'Surname and date of birth are the same, but there is no forename to compare.',
  namesakes: 'The number is that of one pupil, and another fits this row as well.',
  'details-differ': 'The number is that of this pupil, but name or date of birth differ.',
  'two-upns': 'The admission number is that of this pupil, but the UPN is not.',
  'numbers-disagree': 'The UPN is that of one pupil and the admission number that of another.',
  'upn-of-another': 'The UPN is that of a pupil whom the rest of the row does not fit.',
  'admission-number-of-another': 'The admission number is that of a pupil whom the rest of the row does not fit.',
  'number-shared': 'Two pupils on the roll have this number.',
}

/** What matching says of a record. Pupils are named by their ids, the likeliest first. */
export type Match =
  | { readonly kind: 'same'; readonly pupil: string; readonly by: 'upn' | 'admission-number' }
  /** May be one of these: for a person to confirm. */
  | { readonly kind: 'candidates'; readonly pupils: readonly string[]; readonly why: MatchReason }
  /** The record contradicts the roll: nothing is taken from it until a person has found out why. */
  | { readonly kind: 'conflict'; readonly pupils: readonly string[]; readonly why: MatchReason }
  /** Nobody on the roll. `namesakes` bear the same name with another date of birth: perhaps the same child after all. */
  | { readonly kind: 'new'; readonly namesakes: readonly string[] }

/** A roll ready to be matched against. Made by `rollIndex` alone. */
export interface RollIndex {
  readonly byUpn: Lookup
  readonly byNumber: Lookup
  readonly bySurname: Lookup
  readonly byBirth: Lookup
}
type Lookup = ReadonlyMap<string, readonly Known[]>

/** A pupil of the roll with names folded. */
interface Known {
  readonly id: string
  readonly surnames: readonly string[]
  readonly forenames: readonly string[]
  readonly dateOfBirth: CivilDate | null
  readonly upn: string | null
  readonly number: string
}

/** Prepares a roll. Leavers belong to it as well, so that one who returns is known. */
export function rollIndex(roll: readonly RollPupil[]): RollIndex {
  const known = roll.map((pupil): Known => ({ ...foldedOf(pupil), id: pupil.id }))
  return {
    byUpn: lookup(known, ({ upn }) => [upn]),
    byNumber: lookup(known, ({ number }) => [number]),
    bySurname: lookup(known, ({ surnames }) => surnames),
    byBirth: lookup(known, ({ dateOfBirth }) => [dateOfBirth]),
  }
}

const foldedOf = (record: IncomingPupil): Omit<Known, 'id'> => ({
  surnames: surnameForms(record),
  forenames: forenameForms(record),
  dateOfBirth: record.dateOfBirth,
  upn: permanentUpn(record.upn),
  number: numberKey(record.admissionNumber ?? ''),
})

function permanentUpn(text: string | null): string | null {
  const read = text === null ? null : readUpn(text)
  return read !== null && 'upn' in read && read.kind === 'permanent' ? read.upn : null
}

function lookup(known: readonly Known[], keysOf: (pupil: Known) => readonly (string | null)[]): Lookup {
  const found = new Map<string, Known[]>()
  for (const pupil of known) {
    for (const key of keysOf(pupil)) {
      if (key === null || key === '') continue
      const group = found.get(key)
      if (group === undefined) found.set(key, [pupil])
      else group.push(pupil)
    }
  }
  return found
}

type Sign = 'agrees' | 'differs' | 'unknown'

/** A pupil of the roll held against a record. */
interface Fit {
  readonly pupil: Known
  readonly surname: Sign
  readonly forename: Sign
  readonly birth: Sign
  readonly agreeing: number
  readonly differing: number
}

function fitOf(pupil: Known, record: Omit<Known, 'id'>): Fit {
  const surname = sameName(pupil.surnames, record.surnames)
  const forename = sameName(pupil.forenames, record.forenames)
  const unknownBirth = pupil.dateOfBirth === null || record.dateOfBirth === null
  const birth: Sign = unknownBirth ? 'unknown' : pupil.dateOfBirth === record.dateOfBirth ? 'agrees' : 'differs'
  const signs = [surname, forename, birth]
  const count = (sign: Sign): number => signs.filter((one) => one === sign).length
  return { pupil, surname, forename, birth, agreeing: count('agrees'), differing: count('differs') }
}

/** Legal and preferred names count alike: many files hold only one of them. Where one side has none, nothing is known. */
function sameName(ours: readonly string[], theirs: readonly string[]): Sign {
  if (ours.length === 0 || theirs.length === 0) return 'unknown'
  return ours.some((name) => theirs.includes(name)) ? 'agrees' : 'differs'
}

/** Says which pupil a record is about (R106): by UPN, then by admission number; by name only for a person to confirm. */
export function matchPupil(roll: RollIndex, incoming: IncomingPupil): Match {
  const record = foldedOf(incoming)
  const named = record.surnames.flatMap((surname) => roll.bySurname.get(surname) ?? [])
  const born = record.dateOfBirth === null ? [] : (roll.byBirth.get(record.dateOfBirth) ?? [])
  const fits = [...new Set([...named, ...born])].map((pupil) => fitOf(pupil, record))
  const withUpn = record.upn === null ? [] : (roll.byUpn.get(record.upn) ?? [])
  const withNumber = roll.byNumber.get(record.number) ?? []

  if (withUpn.length > 1) return conflict('number-shared', withUpn)
  const [byUpn] = withUpn
  if (byUpn !== undefined) {
    const other = withNumber.filter((pupil) => pupil !== byUpn)
    if (other.length === withNumber.length && other.length > 0) return conflict('numbers-disagree', [byUpn, ...other])
    return matchByUpn(fitOf(byUpn, record), fits, withNumber.length > 0)
  }
  if (withNumber.length === 0) return matchByName(fits, record)
  const matches = withNumber.map((pupil) => matchByNumber(fitOf(pupil, record), fits, record))
  // Two numbers may differ by a leading zero alone, which a spreadsheet drops: then the rest of the row has to tell.
  const [match, ...more] = matches.length === 1 ? matches : matches.filter(({ kind }) => kind === 'same')
  return match === undefined || more.length > 0 ? conflict('number-shared', withNumber) : match
}

/**
 * A UPN is one child's in the whole country, so it outweighs one changed detail, but not a changed forename: with surname
 * and birthday the same, that is how a twin looks. Then the admission number has to say the same.
 */
function matchByUpn(fit: Fit, fits: readonly Fit[], numberToo: boolean): Match {
  const better = fits.filter((other) => {
    const named = other.surname === 'agrees' && other.forename === 'agrees' && fit.forename !== 'agrees'
    return other.agreeing >= 2 && (other.differing < fit.differing || (named && other.differing === fit.differing))
  })
  if (better.length > 0) return conflict('upn-of-another', pupilsOf([fit, ...better]))
  const [surname, birth] = [fit.surname === 'agrees', fit.birth === 'agrees']
  const holds: Readonly<Record<Sign, boolean>> = {
    agrees: surname || birth,
    unknown: surname && fit.birth !== 'differs',
    differs: numberToo && surname && birth,
  }
  if (holds[fit.forename]) return { kind: 'same', pupil: fit.pupil.id, by: 'upn' }
  return fit.agreeing > 0 && fit.differing < 2
    ? candidates('details-differ', [fit])
    : conflict('upn-of-another', [fit.pupil])
}

/**
 * An admission number is a school's own and is mistyped, reused and shifted by a row, so surname or date of birth has to
 * agree, the forename may not differ, and no other pupil may fit as well. A date of birth that differs is how a namesake
 * looks.
 */
function matchByNumber(fit: Fit, fits: readonly Fit[], record: Omit<Known, 'id'>): Match {
  const rivals = fits.filter((other) => other.pupil !== fit.pupil && isRival(other, fit))
  const better = rivals.filter(
    (other) => other.agreeing >= 2 && (other.agreeing > fit.agreeing || other.differing < fit.differing),
  )
  const borneOut = fit.surname === 'agrees' || fit.birth === 'agrees'
  if (!borneOut || better.length > 0 || fit.differing > 1) {
    return conflict('admission-number-of-another', pupilsOf([fit, ...better]))
  }
  const holds =
    fit.birth !== 'differs' && (fit.forename === 'agrees' || (fit.forename === 'unknown' && fit.differing === 0))
  if (!holds) return candidates('details-differ', [fit, ...rivals])
  if (rivals.length > 0) return candidates('namesakes', [fit, ...rivals])
  const otherUpn = record.upn !== null && fit.pupil.upn !== null && record.upn !== fit.pupil.upn
  if (otherUpn) return candidates('two-upns', [fit])
  return { kind: 'same', pupil: fit.pupil.id, by: 'admission-number' }
}

/** Whether the record may as well be about another pupil: one who fits as well, or has the name and nothing against it. */
const isRival = (other: Fit, fit: Fit): boolean =>
  other.differing <= fit.differing &&
  (other.agreeing >= fit.agreeing || (other.surname === 'agrees' && other.forename !== 'differs'))

/** Strongest first. A twin is under none of them: there the forename differs. */
const BY_NAME: readonly (readonly [why: MatchReason, fits: (fit: Fit, oneName: boolean) => boolean])[] = [
  ['name-and-birth', (fit) => fit.agreeing === 3],
  ['surname-and-birth', (fit) => fit.forename === 'unknown' && fit.surname === 'agrees' && fit.birth === 'agrees'],
  [
    'name',
    (fit, oneName) => fit.surname === 'agrees' && (fit.forename === 'agrees' || oneName) && fit.birth === 'unknown',
  ],
  ['forename-and-birth', (fit) => fit.forename === 'agrees' && fit.surname !== 'agrees' && fit.birth === 'agrees'],
]

function matchByName(fits: readonly Fit[], record: Omit<Known, 'id'>): Match {
  const ranked = BY_NAME.map(([why, holds]) => ({
    why,
    found: fits.filter((fit) => holds(fit, fit.pupil.forenames.length + record.forenames.length === 0)),
  })).filter(({ found }) => found.length > 0)
  const [strongest] = ranked
  if (strongest !== undefined) {
    return candidates(
      strongest.why,
      ranked.flatMap(({ found }) => found),
    )
  }
  const namesakes = fits.filter(({ surname, forename }) => surname === 'agrees' && forename === 'agrees')
  return { kind: 'new', namesakes: idsOf(pupilsOf(namesakes)) }
}

const pupilsOf = (fits: readonly Fit[]): readonly Known[] => fits.map(({ pupil }) => pupil)

const idsOf = (pupils: readonly Known[]): readonly string[] => [...new Set(pupils.map(({ id }) => id))]

const conflict = (why: MatchReason, pupils: readonly Known[]): Match => ({
  kind: 'conflict',
  pupils: idsOf(pupils),
  why,
})

const candidates = (why: MatchReason, fits: readonly Fit[]): Match => ({
  ...{ kind: 'candidates', why },
  pupils: idsOf(pupilsOf(fits)),
})
