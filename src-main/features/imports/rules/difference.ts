/** What a file changes about a pupil on the roll, and what it says of a new one. A blank in a file changes nothing. Pure. */
import type { CivilDate } from '@contract/primitives'
import type { PupilFacts } from '@contract/pupils'
import { dateWords } from '@vault/clock'
import { numberKey } from '../../pupils/rules/finding'
import { foldName } from '../../pupils/rules/names'
import { readUpn } from '../../pupils/rules/upn'
import type { IncomingFacts } from './incoming'

/** A pupil as the roll has it. */
export interface PupilKept extends PupilFacts {
  readonly id: string
  readonly formerUpn: string | null
  readonly lastLeft: CivilDate | null
}

/** Everything that is kept of a pupil but the id. */
export type PupilFields = Omit<PupilKept, 'id'>

export interface Difference {
  /** Fields to set; empty: nothing changes. */
  readonly fields: Partial<PupilFields>
  /** Old -> new, in words. */
  readonly changes: readonly string[]
  /** What a person should know. */
  readonly notes: readonly string[]
}

const none = 'none'

/**
 * Compares a pupil on the roll with what a file says.
 * @param namesCertain whether the file tells forename and surname apart
 * @param returns the pupil had left, and a person says that they are back (edge case 20)
 * @param today becomes the first day of a new stay that the file does not date
 */
export function differenceOf(
  kept: PupilKept,
  facts: IncomingFacts,
  {
    namesCertain,
    returns,
    today,
  }: { readonly namesCertain: boolean; readonly returns: boolean; readonly today: CivilDate },
): Difference {
  const fields: Partial<Record<keyof PupilFields, PupilFields[keyof PupilFields]>> = {}
  const changes: string[] = []
  const notes: string[] = []
  const set = (name: keyof PupilFields, label: string, to: string, shown: (value: string) => string = plain): void => {
    const from = kept[name]
    if (from === to) return
    fields[name] = to
    changes.push(`${label}: ${from === null ? none : shown(from)} → ${shown(to)}`)
  }
  if (namesCertain) for (const [name, label, to] of newNames(kept, facts)) set(name, label, to)
  if (facts.dateOfBirth !== null) set('dateOfBirth', 'Date of birth', facts.dateOfBirth, day)
  if (facts.year !== null) set('year', 'Year', facts.year)
  if (facts.className !== null) set('className', 'Class', facts.className)
  const { admissionNumber } = facts
  if (admissionNumber !== null && numberKey(admissionNumber) !== numberKey(kept.admissionNumber)) {
    set('admissionNumber', 'Admission number', admissionNumber)
  }
  if (facts.registration !== null) set('registration', 'Registration', facts.registration, capitalised)
  if (returns) {
    Object.assign(fields, { leftOn: null, lastLeft: kept.leftOn, onRollFrom: facts.onRollFrom ?? today })
    changes.push(`Back on roll from ${day(facts.onRollFrom ?? today)}; earlier consents stay ended`)
  } else if (facts.onRollFrom !== null) set('onRollFrom', 'On roll from', facts.onRollFrom, day)
  if (facts.leftOn !== null) set('leftOn', 'Last day on roll', facts.leftOn, day)
  const upn = newUpn(kept, facts.upn)
  Object.assign(fields, upn.fields)
  changes.push(...upn.changes)
  notes.push(...upn.notes)
  // Each field was set from one of the same name, which the compiler cannot follow.
  return { fields: fields as Partial<PupilFields>, changes, notes }
}

const plain = (value: string): string => value
const day = (value: string): string => dateWords(value as CivilDate) // Only dates of a pupil are handed in.
const capitalised = (value: string): string => value.charAt(0) + value.slice(1).toLowerCase()

type NameChange = readonly ['legalForename' | 'legalSurname' | 'preferredForename' | 'preferredSurname', string, string]

/**
 * Names that differ in more than their spelling. A list that has one set of names may hold the preferred ones, so a legal
 * name is left where the file's is the preferred one; and a poorer spelling (all capitals, no accents) changes nothing.
 */
function newNames(kept: PupilKept, facts: IncomingFacts): readonly NameChange[] {
  const changes: NameChange[] = []
  const look = (name: NameChange[0], label: string, others: readonly (string | null)[]): void => {
    const to = facts[name]
    const from = kept[name]
    if (to === null || to === from || isPoorer(to, from)) return
    if (others.some((other) => other !== null && foldName(other) === foldName(to)) && !sameFold(to, from)) return
    changes.push([name, label, to])
  }
  look('legalForename', 'Forename', facts.preferredForename === null ? [kept.preferredForename] : [])
  look('legalSurname', 'Surname', facts.preferredSurname === null ? [kept.preferredSurname] : [])
  // A preferred name like the legal one is none of its own.
  look(
    'preferredForename',
    'Preferred forename',
    kept.preferredForename === null ? [facts.legalForename ?? kept.legalForename] : [],
  )
  look(
    'preferredSurname',
    'Preferred surname',
    kept.preferredSurname === null ? [facts.legalSurname ?? kept.legalSurname] : [],
  )
  return changes
}

const sameFold = (a: string, b: string | null): boolean => b !== null && foldName(a) === foldName(b)

/** The same name with less in it: capitals throughout, or accents and apostrophes lost on the way. */
function isPoorer(to: string, from: string | null): boolean {
  if (from === null || !sameFold(to, from)) return false
  const isShouted = (text: string): boolean => text === text.toUpperCase() || text === text.toLowerCase()
  if (isShouted(to) && !isShouted(from)) return true
  return signs(to) < signs(from)
}

/** Signs that plain systems lose. */
const signs = (text: string): number => text.normalize('NFD').replace(/[A-Za-z ]/g, '').length

/** R104: a permanent number takes the place of none or of a temporary one; of two permanent ones a person decides. */
function newUpn(kept: PupilKept, incoming: string | null): Difference {
  const nothing = { fields: {}, changes: [], notes: [] }
  if (incoming === null || incoming === kept.upn) return nothing
  const now = kept.upn === null ? null : readUpn(kept.upn)
  const next = readUpn(incoming)
  if (!('upn' in next)) return nothing
  if (kept.upn === null) return { ...nothing, fields: { upn: incoming }, changes: ['UPN: added'] }
  if (now !== null && 'upn' in now && now.kind === 'temporary' && next.kind === 'permanent') {
    const fields = { upn: incoming, formerUpn: kept.upn }
    return { ...nothing, fields, changes: ['UPN: permanent in place of temporary'] }
  }
  return { ...nothing, notes: ['The UPN in the file is another than on the roll; the one on the roll stays.'] }
}

/** Why a pupil cannot be put on the roll, in words; null when one can. */
export function lackingForNew(facts: IncomingFacts, namesCertain: boolean, today: CivilDate): string | null {
  if (facts.leftOn !== null && facts.leftOn < today) return 'Has left already, and is not on the roll here.'
  if (!namesCertain) return 'Nobody on the roll fits, and it does not tell forename and surname apart.'
  if (facts.year === null) return 'Nobody on the roll fits, and a new pupil needs a year group.'
  const number = facts.admissionNumber ?? facts.sourceId
  if (number === null) return 'Nobody on the roll fits, and a new pupil needs an admission number.'
  return number.length > 20 ? 'Nobody on the roll fits, and its number is longer than 20 signs.' : null
}

/** A new pupil; null when `lackingForNew` names something. */
export function newPupil(facts: IncomingFacts): PupilFields | null {
  const { legalSurname, year } = facts
  const admissionNumber = facts.admissionNumber ?? facts.sourceId
  if (legalSurname === null || year === null || admissionNumber === null) return null
  const own = (name: string | null, legal: string | null): string | null =>
    name === null || (legal !== null && name === legal) ? null : name
  return {
    ...{ legalForename: facts.legalForename, legalSurname },
    preferredForename: own(facts.preferredForename, facts.legalForename),
    preferredSurname: own(facts.preferredSurname, legalSurname),
    ...{ dateOfBirth: facts.dateOfBirth, year, className: facts.className, admissionNumber, upn: facts.upn },
    ...{ registration: facts.registration ?? 'MAIN', onRollFrom: facts.onRollFrom, leftOn: facts.leftOn },
    ...{ formerUpn: null, lastLeft: null },
  }
}

/** A new pupil in words, without the UPN (R105). */
export function newWords(fields: PupilFields): readonly string[] {
  return [
    `Year ${fields.year}`,
    ...(fields.className === null ? [] : [`Class ${fields.className}`]),
    `Admission number ${fields.admissionNumber}`,
    ...(fields.dateOfBirth === null ? [] : [`Born ${day(fields.dateOfBirth)}`]),
    ...(fields.leftOn === null ? [] : [`Last day on roll ${day(fields.leftOn)}`]),
  ]
}
