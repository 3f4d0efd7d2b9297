/**
 * OneRoster sets: a zip of text files with fixed names, and a manifest that says what is in it (R115; 1EdTech OneRoster
 * 1.1 and 1.2, CSV binding). Headings are found by name, wherever they stand. Files about anything but who belongs where
 * are not unpacked: marks, demographics, credentials.
 */
import {
  ONE_ROSTER_FILES,
  type OneRoster,
  type OneRosterFile,
  type OneRosterMode,
  type TableEncoding,
  type TableNote,
} from '@contract/tabular'
import { rowsIn, type PackedRows } from '@contract/tabular-packed'
import type { Told } from '../format'
import { partNames, unreadable, Unreadable, unzipWithin } from '../limits'
import { readText, type TextTable } from './csv'
import { Budget } from './limits'
import { Notes } from './notes'
import { withoutUnseen } from './signs'

export interface Roster {
  readonly tables: PackedRows[]
  readonly notes: TableNote[]
  readonly oneRoster: OneRoster
  /** Null when the files differ. */
  readonly encoding: TableEncoding | null
}

const MANIFEST = 'manifest'
const AGAIN = 'Ask for the set to be exported once more and choose that.'

const OTHER_VERSION =
  'The manifest states no version of OneRoster that is read, 1.1 or 1.2. The set was read as the version its files look like.'

/** Most names of files that are told as not read. */
const MOST_NAMED = 20

/** Whether a zip with these parts is a set: it has users or orgs, or a manifest, as text files. */
export function isRoster(names: readonly string[]): boolean {
  const files = filesIn(names)
  return [MANIFEST, 'users', 'orgs'].some((file) => files.has(file))
}

/**
 * Files by their names without folder and ending. A folder around all of them is no part of their names; what a Mac packs
 * beside them is none of the set.
 */
function filesIn(names: readonly string[]): ReadonlyMap<string, string[]> {
  const files = new Map<string, string[]>()
  for (const name of names) {
    if (isBeside(name)) continue
    const file = /(?:^|\/)([^/]+)\.csv$/i.exec(name)?.[1]?.toLowerCase()
    if (file !== undefined) files.set(file, [...(files.get(file) ?? []), name])
  }
  return files
}

const isBeside = (name: string): boolean => /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$)/.test(name)

/** @throws Fault 'bad-input' when the package is damaged or over a limit, or a file of the set cannot be read */
export async function readRoster(bytes: Uint8Array, budget: Budget, told: Told): Promise<Roster> {
  const notes = new Notes()
  const names = partNames(bytes)
  const files = filesIn(names)
  const manifest = await manifestOf(bytes, files)
  if (manifest === null) notes.add('no-manifest')
  else if (manifest.version === null) notes.add('manifest-differs', { words: OTHER_VERSION })
  const read = new Map<OneRosterFile, TextTable>()
  for (const [index, file] of ONE_ROSTER_FILES.entries()) {
    told.progress(index, ONE_ROSTER_FILES.length)
    const part = partOf(file, files)
    const mode = manifest?.modes.get(file.toLowerCase())
    if (mode !== undefined && (mode === 'absent') !== (part === null)) {
      notes.add('manifest-differs', { words: differing(file, mode) })
    }
    if (part === null || mode === 'absent') continue
    const name = `${file}.csv`
    const text = await inFile(name, async () =>
      readText(unpacked(bytes, part), { name, headings: 'first' }, budget, told),
    )
    read.set(file, text)
  }
  const rest = names.filter((name) => !name.endsWith('/') && !isBeside(name) && !isRead(name))
  if (rest.length > 0) notes.add('not-read', { words: unreadWords(rest) })
  const tables = [...read.values()].flatMap(({ table }) => table ?? [])
  if (tables.length === 0) throw unreadable('That OneRoster set holds no list of schools, people or classes.', AGAIN)
  return {
    tables,
    notes: notes.all(),
    oneRoster: { version: manifest?.version ?? versionOf(read), modes: modesOf(read, manifest) },
    encoding: alike([...read.values()].map(({ encoding }) => encoding)),
  }
}

/** @throws Fault 'bad-input' when two folders of the zip hold a file of that name */
function partOf(file: string, files: ReadonlyMap<string, readonly string[]>): string | null {
  const [part, other] = files.get(file.toLowerCase()) ?? []
  if (other !== undefined) {
    throw unreadable(`That zip holds ${file}.csv twice, so nobody can say which is meant.`, AGAIN)
  }
  return part ?? null
}

const unpacked = (bytes: Uint8Array, part: string): Uint8Array =>
  unzipWithin(bytes, (name) => name === part).get(part) ?? new Uint8Array()

/** Says in which file it is that something cannot be read. */
async function inFile<T>(file: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw error instanceof Unreadable ? unreadable(`In ${file} of that set: ${error.what}`, AGAIN, error) : error
  }
}

const READ: readonly string[] = [MANIFEST, ...ONE_ROSTER_FILES].map((file) => `${file}.csv`.toLowerCase())
const isRead = (name: string): boolean => READ.includes((name.split('/').at(-1) ?? '').toLowerCase())

function unreadWords(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => withoutUnseen(name.split('/').at(-1) ?? '').slice(0, 25))
  return `Files of the set that are not read: ${shown.join(', ')}${names.length > MOST_NAMED ? ' and more' : ''}.`
}

const differing = (file: string, mode: OneRosterMode): string =>
  mode === 'absent'
    ? `The manifest says that ${file}.csv is none of the set, so it was not read.`
    : `The manifest says that ${file}.csv is in the set, and it is not.`

interface Manifest {
  /** Null: one that is not known. */
  readonly version: OneRoster['version'] | null
  /** By the file's name in small letters. */
  readonly modes: ReadonlyMap<string, OneRosterMode>
}

async function manifestOf(bytes: Uint8Array, files: ReadonlyMap<string, readonly string[]>): Promise<Manifest | null> {
  const part = partOf(MANIFEST, files)
  if (part === null) return null
  const name = `${MANIFEST}.csv`
  const { table } = await inFile(name, async () =>
    readText(unpacked(bytes, part), { name, headings: 'first' }, new Budget(), SILENT),
  )
  const property = columnOf(table, 'propertyName')
  const value = columnOf(table, 'value')
  if (table === null || property === null || value === null) {
    throw unreadable('The manifest.csv of that OneRoster set has not the headings propertyName and value.', AGAIN)
  }
  const said = new Map(
    rowsIn(table.rows).map(({ cells }) => [
      (cells[property] ?? '').trim().toLowerCase(),
      (cells[value] ?? '').trim().toLowerCase(),
    ]),
  )
  const version = said.get('oneroster.version') ?? ''
  const modes = ONE_ROSTER_FILES.flatMap((file): [string, OneRosterMode][] => {
    const mode = said.get(`file.${file.toLowerCase()}`)
    return mode === 'bulk' || mode === 'delta' || mode === 'absent' ? [[file.toLowerCase(), mode]] : []
  })
  return { version: version === '1.1' || version === '1.2' ? version : null, modes: new Map(modes) }
}

const SILENT: Told = { progress: () => {} }

/** 1.2 moved roles out of the users (R115). */
function versionOf(read: ReadonlyMap<OneRosterFile, TextTable>): OneRoster['version'] {
  const users = read.get('users')?.table ?? null
  return read.has('roles') || (users !== null && columnOf(users, 'role') === null) ? '1.2' : '1.1'
}

function modesOf(read: ReadonlyMap<OneRosterFile, TextTable>, manifest: Manifest | null): OneRoster['modes'] {
  const modeOf = (file: OneRosterFile): OneRosterMode => {
    const text = read.get(file)
    if (text === undefined) return 'absent'
    return manifest?.modes.get(file.toLowerCase()) ?? (hasChanges(text.table) ? 'delta' : 'bulk')
  }
  return {
    orgs: modeOf('orgs'),
    users: modeOf('users'),
    classes: modeOf('classes'),
    enrollments: modeOf('enrollments'),
    academicSessions: modeOf('academicSessions'),
    roles: modeOf('roles'),
  }
}

/** Bulk files leave both blank (R115). */
function hasChanges(table: PackedRows | null): boolean {
  const places = ['status', 'dateLastModified'].flatMap((heading) => columnOf(table, heading) ?? [])
  if (table === null || places.length === 0) return false
  return table.rows.some((piece) =>
    rowsIn([piece]).some(({ cells }) => places.some((place) => (cells[place] ?? '').trim() !== '')),
  )
}

/** Headings are written in mixed letters, and not by everybody in the same. */
function columnOf(table: PackedRows | null, heading: string): number | null {
  const at = table?.header?.findIndex((text) => text.trim().toLowerCase() === heading.toLowerCase()) ?? -1
  return at < 0 ? null : at
}

const alike = <T>(values: readonly T[]): T | null => {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}
