/** A pupil's facts while they are being typed: all text, checked together, each fault with its cure. Pure. */
import { Line, PupilFacts, Upn, type CivilDate, type PupilView, type Registration, type YearCode } from '@contract'
import { words } from './words'

export interface PupilEntry {
  legalForename: string
  legalSurname: string
  preferredForename: string
  preferredSurname: string
  dateOfBirth: CivilDate | null
  year: YearCode | ''
  className: string
  admissionNumber: string
  upn: string
  registration: Registration | ''
  onRollFrom: CivilDate | null
}

type KnownFacts = PupilView['facts']

/** The entry that shows given facts; empty for a new pupil. */
export function entryOf(facts: KnownFacts | null): PupilEntry {
  return {
    legalForename: facts?.legalForename ?? '',
    legalSurname: facts?.legalSurname ?? '',
    preferredForename: facts?.preferredForename ?? '',
    preferredSurname: facts?.preferredSurname ?? '',
    dateOfBirth: facts?.dateOfBirth ?? null,
    year: facts?.year ?? '',
    className: facts?.className ?? '',
    admissionNumber: facts?.admissionNumber ?? '',
    upn: '',
    registration: facts?.registration ?? 'MAIN',
    onRollFrom: facts?.onRollFrom ?? null,
  }
}

export type EntryErrors = Partial<Record<keyof PupilEntry, string>>

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** A UPN as it is pasted: spaces out, capitals. */
export const typedUpn = (text: string): string | null => orNull(text.replace(/\s/g, '').toUpperCase())

/**
 * The facts of an entry, or what to put right in it.
 * @param leftOn the last day on roll, which is not for this form
 */
export function readEntry(
  entry: PupilEntry,
  leftOn: CivilDate | null,
): { facts: PupilFacts | null; errors: EntryErrors } {
  const w = words.facts
  const errors: EntryErrors = {}
  if (!Line.safeParse(entry.legalSurname).success) errors.legalSurname = w.needSurname
  for (const name of ['legalForename', 'preferredForename', 'preferredSurname'] as const) {
    if (orNull(entry[name]) !== null && !Line.safeParse(entry[name]).success) errors[name] = w.needLine
  }
  if (entry.year === '') errors.year = w.needYear
  if (entry.className.trim().length > 40) errors.className = w.needClass
  if (!/^.{1,20}$/.test(entry.admissionNumber.trim())) errors.admissionNumber = w.needNumber
  const upn = typedUpn(entry.upn)
  if (upn !== null && !Upn.safeParse(upn).success) errors.upn = w.needUpn
  if (entry.registration === '') errors.registration = w.needRegistration
  if (Object.keys(errors).length > 0) return { facts: null, errors }
  const read = PupilFacts.safeParse({
    legalForename: orNull(entry.legalForename),
    legalSurname: entry.legalSurname,
    preferredForename: orNull(entry.preferredForename),
    preferredSurname: orNull(entry.preferredSurname),
    dateOfBirth: entry.dateOfBirth,
    year: entry.year,
    className: orNull(entry.className),
    admissionNumber: entry.admissionNumber,
    upn,
    registration: entry.registration,
    onRollFrom: entry.onRollFrom,
    leftOn,
  })
  return read.success ? { facts: read.data, errors } : { facts: null, errors: { legalSurname: w.needSurname } }
}
