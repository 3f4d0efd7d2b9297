/**
 * Reading the national register's establishment file (domain section 6, R99-R101). Pure: bytes in, rows out.
 * The file is wide, in Windows-1252 or UTF-8, and some fifty thousand rows long.
 */
import { parse } from 'csv-parse/sync'
import { Fault } from '@contract/fault'
import { CivilDate } from '@contract/primitives'
import type { Establishment, SchoolFacts } from '@contract/schools'
import { phaseOf, shortNameOf, yearsFromAges } from './rules'

/** Columns without which a row cannot be understood; exact captions of the register. */
const REQUIRED = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (name)',
  'PhaseOfEducation (code)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Postcode',
] as const

/** The register holds about 52,000 rows; a file far beyond that is not it. */
const MOST_ROWS = 200_000

export interface ReadRegister {
  readonly establishments: readonly Establishment[]
  /** Lines that could not be taken, 1-based as a spreadsheet counts them, with the reason in words. */
  readonly leftOut: readonly { readonly line: number; readonly why: string }[]
}

type Record_ = Readonly<Record<string, string>>

/**
 * Reads the file whole or refuses it whole.
 * @throws Fault 'bad-input' naming the columns that are missing, or why the file is no table
 */
export function readRegister(bytes: Uint8Array): ReadRegister {
  const text = decode(bytes)
  const records = table(text)
  const first = records[0]
  if (first === undefined) throw refused('It holds no rows.')
  const missing = REQUIRED.filter((caption) => !(caption in first))
  if (missing.length > 0) {
    throw refused(
      `These columns are missing: ${missing.join(', ')}. Download “Establishment fields” as CSV from the national register and choose that file.`,
    )
  }
  const establishments: Establishment[] = []
  const leftOut: { line: number; why: string }[] = []
  const seen = new Set<string>()
  records.forEach((record, index) => {
    const line = index + 2
    const why = problemOf(record, seen)
    if (why === null) {
      seen.add(field(record, 'URN'))
      establishments.push(establishmentOf(record))
    } else leftOut.push({ line, why })
  })
  if (establishments.length === 0) throw refused('None of its rows has a six-digit URN and a name.')
  return { establishments, leftOut }
}

/** Facts a person starts from when picking a school out of the register; every one of them can be changed. */
export function factsFrom(establishment: Establishment): SchoolFacts {
  const years = yearsFromAges(establishment.lowAge, establishment.highAge)
  return {
    name: establishment.name.slice(0, 200),
    shortName: shortNameOf(establishment.name),
    phase: establishment.phase,
    lowYear: years?.low ?? 'R',
    highYear: years?.high ?? '13',
    urn: establishment.urn,
    laEstab: establishment.laEstab === '' ? null : establishment.laEstab,
    ukprn: establishment.ukprn,
    localAuthority: establishment.localAuthority === '' ? null : establishment.localAuthority,
    policeForce: null,
    postcode: establishment.postcode === '' ? null : establishment.postcode,
    learnerWord: establishment.phase === 'SIXTH_FORM' ? 'student' : 'pupil',
    predecessorUrn: null,
  }
}

/** Establishments whose name, URN, LAESTAB or postcode matches, best first, at most 20. */
export function search(register: readonly Establishment[], query: string, openOnly: boolean): readonly Establishment[] {
  const asked = fold(query)
  const words = asked.split(' ').filter((word) => word !== '')
  const rank = (row: Establishment): number => {
    const name = fold(row.name)
    if (row.urn === asked || row.laEstab === asked) return 0
    if (name === asked) return 1
    if (name.startsWith(asked)) return 2
    if (words.every((word) => name.includes(word))) return 3
    if (fold(row.postcode).replace(/ /g, '') === asked.replace(/ /g, '')) return 4
    if (words.every((word) => `${name} ${fold(row.localAuthority)}`.includes(word))) return 5
    return 9
  }
  return register
    .filter((row) => !openOnly || row.status.startsWith('Open'))
    .map((row) => ({ row, rank: rank(row) }))
    .filter((found) => found.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.row.name.localeCompare(b.row.name, 'en-GB'))
    .slice(0, 20)
    .map((found) => found.row)
}

/** UTF-8 when the bytes are that, else Windows-1252 (R112). */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function table(text: string): readonly Record_[] {
  if (text.slice(0, 1000).includes('\u0000')) throw refused('It is not a text file.')
  try {
    return parse(text, {
      bom: true,
      columns: (captions: string[]) => captions.map((caption) => caption.trim()),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      max_record_size: 100_000,
      to: MOST_ROWS,
    })
  } catch (cause) {
    throw refused('It could not be read as a table with commas between the columns.', cause)
  }
}

function problemOf(record: Record_, seen: ReadonlySet<string>): string | null {
  const urn = field(record, 'URN')
  if (!/^\d{6}$/.test(urn)) return 'The URN is not six digits'
  if (seen.has(urn)) return `URN ${urn} stands in the file twice; the first row was kept`
  if (field(record, 'EstablishmentName') === '') return 'The school has no name'
  return null
}

function establishmentOf(record: Record_): Establishment {
  const typeName = field(record, 'TypeOfEstablishment (name)')
  const number = field(record, 'EstablishmentNumber')
  const la = field(record, 'LA (code)')
  const trust = field(record, 'Trusts (name)')
  const ukprn = field(record, 'UKPRN')
  return {
    urn: field(record, 'URN'),
    name: field(record, 'EstablishmentName'),
    laCode: la,
    localAuthority: field(record, 'LA (name)'),
    // Spreadsheets drop leading zeros; both parts have a fixed width (R100).
    laEstab: la === '' || number === '' ? '' : la.padStart(3, '0') + number.padStart(4, '0'),
    type: typeName,
    status: field(record, 'EstablishmentStatus (name)'),
    phase: phaseOf(field(record, 'PhaseOfEducation (code)'), typeName),
    lowAge: age(field(record, 'StatutoryLowAge')),
    highAge: age(field(record, 'StatutoryHighAge')),
    postcode: field(record, 'Postcode'),
    ukprn: /^\d{8}$/.test(ukprn) ? ukprn : null,
    trust: trust === '' ? null : trust,
    openDate: ukDate(field(record, 'OpenDate')),
  }
}

function field(record: Record_, caption: string): string {
  return record[caption] ?? ''
}

function age(text: string): number | null {
  return /^\d{1,2}$/.test(text) ? Number(text) : null
}

/** The register writes `dd-mm-yyyy`; anything else is left out rather than guessed (R112). */
function ukDate(text: string): CivilDate | null {
  const match = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(text)
  if (!match) return null
  const parsed = CivilDate.safeParse(`${match[3]}-${match[2]}-${match[1]}`)
  return parsed.success ? parsed.data : null
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function refused(why: string, cause?: unknown): Fault {
  return new Fault('bad-input', `This file is not the national register of schools. ${why} Nothing was kept from it.`, {
    cause,
  })
}
