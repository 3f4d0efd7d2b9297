/**
 * Walks a folder and the folders in it, holding only the names of folders still to be entered. Links and junctions are
 * told and never followed, and a folder is entered only if its real place lies inside the chosen one.
 */
import { absolute, codeOf, type FileSystem, type Listed } from './disk'
import { isPicture } from './pictures'
import type { Root } from './root'
import type { ScanTrouble, ScanTroubleCode } from './wire'

/** A picture to read, or what stands in the way. */
export type Found = { readonly kind: 'PICTURE'; readonly path: string; readonly isOdd: boolean } | ScanTrouble

/** Counted while walking. */
export interface Tally {
  leftOut: number
  folders: number
  /** Folders that were not listed to their end. */
  unreadable: number
}

/** Kept by Windows for itself on every drive, and readable by nobody. */
const OF_THE_SYSTEM = 'System Volume Information'

/** Control characters, marks that turn the direction of writing, the other system's separator. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for (2026-11-30)
const ODD = /[\u0000-\u001f\u007f-\u009f\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** Half a letter: not writable in any file of ours. */
const HALF_LETTER = /\p{Surrogate}/u
/** Stands in a name for bytes that are no letters, or is a letter itself. */
const REPLACEMENT = '\ufffd'

const trouble = (code: ScanTroubleCode, path: string, read = false): ScanTrouble => ({
  kind: 'TROUBLE',
  code,
  path,
  read,
})

/**
 * Ends early when the folder has gone, which it tells as `GONE`, or when `stop` is aborted.
 * @param tally counted up as it goes
 */
export async function* walk(root: Root, tally: Tally, disk: FileSystem, stop: AbortSignal): AsyncGenerator<Found> {
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (stop.aborted) return
    const path = absolute(root.real, folder)
    try {
      if (!root.holds(await disk.realpath(path))) {
        yield trouble('LINK', folder)
        continue
      }
      let exact: ReadonlySet<string> | null = null
      for await (const listed of disk.list(path)) {
        if (stop.aborted) return
        if (listed.name.includes(REPLACEMENT)) exact ??= await exactNames(path, disk)
        const below = folder === '' ? listed.name : `${folder}/${listed.name}`
        if (!isSayable(listed.name, exact)) {
          if (listed.kind === 'FOLDER') tally.unreadable += 1
          yield trouble('ODD_NAME', below)
        } else yield* foundAs(listed, below, waiting, tally)
      }
      tally.folders += 1
    } catch (error) {
      if (!(await root.stands())) {
        yield trouble('GONE', '')
        return
      }
      tally.unreadable += 1
      yield trouble(codeOf(error) === 'ENAMETOOLONG' ? 'TOO_LONG' : 'FOLDER_UNREADABLE', folder)
    }
  }
}

function* foundAs({ name, kind }: Listed, below: string, waiting: string[], tally: Tally): Generator<Found> {
  const isOdd = ODD.test(name)
  if (kind === 'LINK') yield trouble('LINK', below)
  else if (kind === 'FOLDER') {
    if (below === OF_THE_SYSTEM) return
    waiting.push(below)
    if (isOdd) yield trouble('ODD_NAME', below, true)
  } else if (kind === 'FILE' && isPicture(name)) yield { kind: 'PICTURE', path: below, isOdd }
  else tally.leftOut += 1
}

/** Whether a name can be written down and read back as the same name. */
const isSayable = (name: string, exact: ReadonlySet<string> | null): boolean =>
  !HALF_LETTER.test(name) && (!name.includes(REPLACEMENT) || exact === null || exact.has(name))

/** The names of a folder whose bytes are letters. */
async function exactNames(folder: string, disk: FileSystem): Promise<ReadonlySet<string>> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const names = new Set<string>()
  for (const bytes of await disk.rawNames(folder)) {
    try {
      names.add(decoder.decode(bytes))
    } catch {
      // Bytes that are no letters.
    }
  }
  return names
}
