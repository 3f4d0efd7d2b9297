/** Documents that a person picked, one by one or by their folder: listed first, opened one at a time later. */
import { lstat, readdir, stat } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { basename, extname, join } from 'node:path'
import { LARGEST_FILE, MOST_DOCUMENTS } from '../reader/child'
import type { PickedList } from '../vault/wire'
import { readBounded } from './files'
import { HostFailure } from './refusal'

/** A document and where it lies. */
export interface Listed {
  readonly path: string
  readonly name: string
  readonly size: number
  /** Whether a link in its place may be followed: a person picked that very file. */
  readonly follows: boolean
}

const byName = (a: string, b: string): number => a.localeCompare(b, 'en-GB', { numeric: true })

const tooMany = (): HostFailure =>
  new HostFailure(
    'bad-input',
    `That is more than ${MOST_DOCUMENTS.toLocaleString('en-GB')} documents, the most Trustward reads in one go. Nothing was read. Choose fewer.`,
  )

/** Hidden files, and those that Office lays beside an open document. */
const isAside = (name: string): boolean => name.startsWith('.') || name.startsWith('~$')

/** @param extensions without the dot, in lower case; empty: every one */
const hasEnding = (name: string, extensions: readonly string[]): boolean =>
  extensions.length === 0 || extensions.includes(extname(name).slice(1).toLowerCase())

/**
 * Lists the documents of a folder by name. Folders inside it are not entered and links are not followed, so that nothing
 * is read that the person does not see there.
 * @throws HostFailure 'bad-input' when there is none or too many, 'unavailable' or 'denied' when it cannot be listed
 */
export async function documentsIn(folder: string, extensions: readonly string[]): Promise<readonly Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new HostFailure(
      'unavailable',
      'That folder could not be opened. Nothing was read. Check that it is still there and that you may open it.',
      { cause },
    )
  })
  const names = entries
    .filter((entry) => entry.isFile() && !isAside(entry.name) && hasEnding(entry.name, extensions))
    .map(({ name }) => name)
    .sort(byName)
  if (names.length === 0) {
    throw new HostFailure(
      'bad-input',
      'There is no document in that folder that Trustward reads. Nothing was read. Choose a folder with Word, PDF, Excel, HTML, CSV or text files in it.',
    )
  }
  if (names.length > MOST_DOCUMENTS) throw tooMany()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      // Gone between the two looks: it is told when it is opened.
      const size = await lstat(path).then(
        (found) => found.size,
        () => 0,
      )
      return { path, name, size, follows: false }
    }),
  )
}

/** Lists files that were picked one by one, by name. @throws HostFailure 'bad-input' for too many */
export async function documentsAt(paths: readonly string[]): Promise<readonly Listed[]> {
  if (paths.length > MOST_DOCUMENTS) throw tooMany()
  const listed = await Promise.all(
    paths.map(async (path) => {
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      )
      return { path, name: basename(path), size, follows: true }
    }),
  )
  return listed.sort((a, b) => byName(a.name, b.name))
}

/** What was picked for one vault, by ticket. Forgotten with it. */
export class Picked {
  readonly #byTicket = new Map<string, readonly Listed[]>()

  /** @returns what the vault is told: names and sizes, and a ticket in place of the paths */
  keep(documents: readonly Listed[]): PickedList {
    const ticket = randomBytes(16).toString('hex')
    this.#byTicket.set(ticket, documents)
    return { ticket, files: documents.map(({ name, size }) => ({ name, size })) }
  }

  /** @throws HostFailure 'not-found' for a ticket or number that was not given out, and as `readBounded` */
  async open(ticket: string, index: number, maxBytes: number): Promise<Uint8Array> {
    const document = this.#byTicket.get(ticket)?.[index]
    if (document === undefined) {
      throw new HostFailure('not-found', 'That file was not chosen in this session. Nothing was read. Choose it again.')
    }
    return (await readBounded(document.path, Math.min(maxBytes, LARGEST_FILE), document.follows)).bytes
  }

  forget(): void {
    this.#byTicket.clear()
  }
}
