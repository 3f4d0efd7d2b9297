/** Whether a file is another school's (R106). Then nothing of it counts: a wrong roll would carry one child's Yes to another. Pure. */
import { YEAR_CODES, type YearCode } from '@contract/primitives'
import type { SchoolFacts } from '@contract/schools'
import { folded } from './wording'

/** A school as files name it. */
export interface SchoolKnown {
  readonly facts: Pick<SchoolFacts, 'name' | 'shortName' | 'urn' | 'laEstab' | 'lowYear' | 'highYear'>
}

/** Another school of the trust, as it is named in words. */
export interface OtherNamed extends SchoolKnown {
  /** Null for whoever may not see that school's pupils. */
  readonly name: string | null
}

export interface OtherSchool extends OtherNamed {
  /** How many pupils of the file are on its roll, by UPN, or by name and birthday. */
  readonly matches: number
  /** The same by UPN alone. */
  readonly upns: number
}

export interface WholeFile {
  /** Pupils in the file. */
  readonly pupils: number
  /** Those who are, or may be, on the roll here. */
  readonly here: number
  /** Pupils with a UPN, and those of them on the roll here. */
  readonly withUpn: number
  readonly upnsHere: number
  /** Years as the file has them, one for each pupil that has one. */
  readonly years: readonly YearCode[]
  /** What the file calls the school of a row, one for each row that says so. */
  readonly schools: readonly string[]
}

/** Fewer pupils prove nothing by not being here. */
export const ENOUGH = 10
/** Fewer UPNs may be those of pupils registered at two schools (edge case 21). */
const ENOUGH_UPNS = 5

const NOTHING = 'Nothing of it was read in. Look whether the right school is open.'

/** Why the file is not this school's, in words; null when nothing speaks against it. */
export function wrongSchool(file: WholeFile, here: SchoolKnown, others: readonly OtherSchool[]): string | null {
  return bySchoolNamed(file, here, others) ?? byYears(file, here) ?? byPupils(file, others)
}

/** Whose school a text names. `foreign`: a number that is not this school's and none of the trust's. */
export function schoolNamed<Other extends OtherNamed>(
  text: string,
  here: SchoolKnown,
  others: readonly Other[],
): 'here' | 'foreign' | Other | null {
  if (names(text, here)) return 'here'
  const other = others.find((school) => names(text, school))
  if (other !== undefined) return other
  const digits = text.replace(/\D/g, '')
  const isNumber = /^[\d/ -]+$/.test(text.trim())
  const isForeign =
    isNumber &&
    ((digits.length === 6 && here.facts.urn !== null) || (digits.length === 7 && here.facts.laEstab !== null))
  return isForeign ? 'foreign' : null
}

function names(text: string, { facts }: SchoolKnown): boolean {
  const plain = folded(text)
  const digits = text.replace(/\D/g, '')
  const laEstab = facts.laEstab?.replace(/\D/g, '') ?? null
  if (/^[\d/ -]+$/.test(text.trim()) && digits !== '') return digits === facts.urn || digits === laEstab
  return plain === folded(facts.name) || plain === folded(facts.shortName)
}

function bySchoolNamed({ schools }: WholeFile, here: SchoolKnown, others: readonly OtherSchool[]): string | null {
  const named = schools.map((text) => schoolNamed(text, here, others))
  const wrong = named.filter((one) => one !== 'here' && one !== null)
  if (wrong.length * 2 <= schools.length) return null
  const known = commonest(wrong.filter((one) => one !== 'foreign'))
  return `Most rows of this file say that they are of ${whose(known)}. ${NOTHING}`
}

function commonest(schools: readonly OtherSchool[]): OtherSchool | null {
  const counts = new Map<OtherSchool, number>()
  for (const school of schools) counts.set(school, (counts.get(school) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

const whose = (school: OtherSchool | null): string =>
  school === null ? 'another school' : (school.name ?? 'another school of the trust')

/** Whether a school teaches a year; `X` says nothing. */
export function teaches({ facts }: SchoolKnown, year: YearCode): boolean {
  const [at, low, high] = [year, facts.lowYear, facts.highYear].map((code) => YEAR_CODES.indexOf(code))
  return year === 'X' || (at !== undefined && low !== undefined && high !== undefined && at >= low && at <= high)
}

function byYears({ years }: WholeFile, here: SchoolKnown): string | null {
  const outside = years.filter((year) => !teaches(here, year)).length
  if (years.length < ENOUGH || outside * 2 <= years.length) return null
  return `Most pupils in this file are in years that ${here.facts.name} does not teach. ${NOTHING}`
}

function byPupils(file: WholeFile, others: readonly OtherSchool[]): string | null {
  const { pupils, here, withUpn, upnsHere } = file
  const byUpn =
    withUpn >= ENOUGH_UPNS && upnsHere * 10 < withUpn ? others.find(({ upns }) => upns * 2 > withUpn) : undefined
  const isStrange = pupils >= ENOUGH && here * 10 < pupils
  const found = byUpn ?? (isStrange ? others.find(({ matches }) => matches * 2 > pupils) : undefined)
  if (found === undefined) return null
  return `Hardly anybody in this file is on the roll here, and most are on the roll of ${whose(found)}. ${NOTHING}`
}
