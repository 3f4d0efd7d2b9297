/** A school's facts while they are being typed: all text, checked together, each fault with its cure. Pure. */
import { Line, PHASES, SchoolFacts, YEAR_CODES, type Phase, type YearCode } from '@contract'

export type LearnerWord = SchoolFacts['learnerWord']

export interface FactsEntry {
  name: string
  shortName: string
  phase: Phase | ''
  lowYear: YearCode | ''
  highYear: YearCode | ''
  learnerWord: LearnerWord | ''
  urn: string
  laEstab: string
  ukprn: string
  localAuthority: string
  policeForce: string
  postcode: string
  predecessorUrn: string
}

/** The entry that shows given facts; empty for a new school. */
export function entryOf(facts: SchoolFacts | null): FactsEntry {
  return {
    name: facts?.name ?? '',
    shortName: facts?.shortName ?? '',
    phase: facts?.phase ?? '',
    lowYear: facts?.lowYear ?? '',
    highYear: facts?.highYear ?? '',
    learnerWord: facts?.learnerWord ?? 'pupil',
    urn: facts?.urn ?? '',
    laEstab: facts?.laEstab ?? '',
    ukprn: facts?.ukprn ?? '',
    localAuthority: facts?.localAuthority ?? '',
    policeForce: facts?.policeForce ?? '',
    postcode: facts?.postcode ?? '',
    predecessorUrn: facts?.predecessorUrn ?? '',
  }
}

export type FactsErrors = Partial<Record<keyof FactsEntry, string>>

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
/** Identifiers are pasted with spaces and slashes (`830/4167`); only the digits count. */
const digits = (text: string): string | null => orNull(text.replace(/[\s/-]/g, ''))

/** The facts of an entry, or what to put right in it. */
export function readEntry(entry: FactsEntry): { facts: SchoolFacts | null; errors: FactsErrors } {
  const errors: FactsErrors = {}
  if (!Line.safeParse(entry.name).success) errors.name = 'Enter the name of the school'
  if (!/^.{1,12}$/.test(entry.shortName.trim())) {
    errors.shortName = 'Enter a short name of up to 12 letters, like OHS'
  }
  if (entry.phase === '') errors.phase = 'Choose the phase'
  if (entry.lowYear === '') errors.lowYear = 'Choose the lowest year taught'
  if (entry.highYear === '') errors.highYear = 'Choose the highest year taught'
  else if (entry.lowYear !== '' && YEAR_CODES.indexOf(entry.highYear) < YEAR_CODES.indexOf(entry.lowYear)) {
    errors.highYear = 'The highest year comes before the lowest. Swap them or choose again'
  }
  const numbers = [
    ['urn', 6, 'URN'],
    ['laEstab', 7, 'LA and establishment number'],
    ['ukprn', 8, 'UKPRN'],
    ['predecessorUrn', 6, 'URN'],
  ] as const
  for (const [field, length, name] of numbers) {
    const typed = digits(entry[field])
    if (typed !== null && !new RegExp(`^\\d{${length}}$`).test(typed)) {
      errors[field] = `A ${name} has ${length} digits. Check it or leave it empty`
    }
  }
  if (entry.postcode.trim().length > 10) errors.postcode = 'Enter a postcode, like S60 2JB'
  if (Object.keys(errors).length > 0) return { facts: null, errors }
  const read = SchoolFacts.safeParse({
    name: entry.name,
    shortName: entry.shortName,
    phase: entry.phase,
    lowYear: entry.lowYear,
    highYear: entry.highYear,
    learnerWord: entry.learnerWord === '' ? 'pupil' : entry.learnerWord,
    urn: digits(entry.urn),
    laEstab: digits(entry.laEstab),
    ukprn: digits(entry.ukprn),
    localAuthority: orNull(entry.localAuthority),
    policeForce: orNull(entry.policeForce),
    postcode: orNull(entry.postcode),
    predecessorUrn: digits(entry.predecessorUrn),
  })
  return read.success
    ? { facts: read.data, errors }
    : { facts: null, errors: { name: 'Check the facts above and try again' } }
}

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  NURSERY: 'Nursery',
  PRIMARY: 'Primary',
  MIDDLE: 'Middle',
  SECONDARY: 'Secondary',
  SIXTH_FORM: 'Sixth form',
  ALL_THROUGH: 'All-through',
  SPECIAL: 'Special',
  OTHER: 'Other',
}

/** A year as people say it: "Reception", "Year 7". */
export function yearWords(year: YearCode): string {
  if (/^\d+$/.test(year)) return `Year ${year}`
  const named: Partial<Record<YearCode, string>> = {
    E1: 'Early years 1',
    E2: 'Early years 2',
    N1: 'Nursery 1',
    N2: 'Nursery 2',
    R: 'Reception',
  }
  return named[year] ?? 'Not by year'
}

/** Years in one breath: "Year 7 to Year 13", or one year alone. */
export function yearRangeWords(low: YearCode, high: YearCode): string {
  return low === high ? yearWords(low) : `${yearWords(low)} to ${yearWords(high)}`
}

export const YEAR_OPTIONS = YEAR_CODES.filter((year) => year !== 'X').map((year) => ({
  value: year,
  label: yearWords(year),
}))
export const PHASE_OPTIONS = PHASES.map((phase) => ({ value: phase, label: PHASE_WORDS[phase] }))
export const LEARNER_OPTIONS: readonly { value: LearnerWord; label: string }[] = [
  { value: 'pupil', label: 'Pupil' },
  { value: 'learner', label: 'Learner' },
  { value: 'student', label: 'Student' },
]
