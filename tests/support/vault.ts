/**
 * The whole product without a window, in a fresh folder with a space and a non-ASCII letter in its path, over real
 * encrypted files, with cheap stretching, a clock that stands still until told, and a host that saves into a list.
 *
 *     const vault = await makeVault()
 *     await vault.createTrust()
 *     const school = await vault.call['schools.create']({ facts })
 *     const inSchool = vault.window('2', school.id)
 *     await expect(inSchool['matrices.list']({ school: other })).rejects.toThrow(Fault)
 *
 * Everything is closed and removed after the test by itself; call it inside a test, or hand in `folder` and close it.
 */
import { onTestFinished } from 'vitest'
import {
  contract,
  Fault,
  type AppContract,
  type Client,
  type Reply,
  type SchoolFacts,
  type SchoolId,
} from '@contract/index'
import type { SessionState } from '@contract/session'
import type { Host } from '@vault/context'
import type { Stretching } from '@vault/crypto'
import { createVault, type Vault } from '@vault/vault'
import { readFile } from '../../src-main/reader/read'
import { readPacked } from '../../src-main/reader/tables'
import { foldersInProcess } from './folders'
import { START_OF_TESTS, temporaryFolder } from './tenant'

/** The least libsodium takes; a packaged vault refuses it. */
export const CHEAP: Stretching = { passes: 1, memory: 8192 }

/** The founder of test trusts. All names are made up. */
export const FOUNDER = {
  trustName: 'Marrowby Learning Trust',
  personName: 'Tamsin Quillfeather',
  signInName: 'tamsin',
  passphrase: 'copper lantern drifts westward',
} as const

/** A passphrase good enough for anybody else. */
export const OTHER_PASSPHRASE = 'badger kettle thimble moss'

/** Facts of a made-up school. */
export const schoolFacts = (change: Partial<SchoolFacts> = {}): SchoolFacts => ({
  name: 'Thistlebrook Primary School',
  shortName: 'TPS',
  phase: 'PRIMARY',
  lowYear: 'R',
  highYear: '6',
  urn: null,
  laEstab: null,
  ukprn: null,
  localAuthority: null,
  policeForce: null,
  postcode: null,
  learnerWord: 'pupil',
  predecessorUrn: null,
  ...change,
})

export interface SavedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface MakeVault {
  readonly folder?: string
  readonly nowMs?: number
  readonly kdf?: Stretching
  readonly host?: Partial<Host>
}

export interface TestVault {
  readonly folder: string
  /** Typed calls from a window that works in the whole trust. Rejects with the `Fault` the page would get. */
  readonly call: Client<AppContract>
  /** The same from a window of its own, working in a school, or in the whole trust with null. */
  readonly window: (id: string, school: SchoolId | null) => Client<AppContract>
  /** The untyped call, for attacks. */
  readonly raw: (name: string, input: unknown, school?: SchoolId | null) => Promise<Reply>
  /** Files the host was asked to save, copied, oldest first. */
  readonly saved: SavedFile[]
  /** Pages the host was asked to print, oldest first. */
  readonly printed: {
    readonly html: string
    readonly title: string
    readonly landscape: boolean
    readonly apart: boolean
    readonly paper: 'A4' | 'A3'
    readonly figures: boolean
  }[]
  /** Files handed out when the host is asked for one; cancelled when empty. */
  readonly toOpen: SavedFile[]
  /** Documents handed out when the host is asked for some, all at once; cancelled when empty. They are read for real, in this process. */
  readonly toPick: SavedFile[]
  /** Folders handed out when the host is asked for one, absolute; cancelled when empty. They are scanned for real, in this process. */
  readonly toPickFolders: string[]
  /** When true, saving is cancelled by the person. */
  cancelSaving: boolean
  /** How many pages a printed page of HTML comes to; null: one. */
  pagesOf: ((html: string) => number) | null
  readonly events: { readonly topic: string; readonly payload: unknown }[]
  readonly now: () => number
  /** Moves the clock on, or back with a negative number of milliseconds. */
  readonly advance: (ms: number) => void
  /** Founds a trust and leaves it open. */
  readonly createTrust: () => Promise<SessionState>
  /** Ends the process, so to speak, and starts another over the same folder. */
  readonly restart: () => Promise<void>
  readonly close: () => void
}

export async function makeVault(options: MakeVault = {}): Promise<TestVault> {
  const folder = options.folder ?? temporaryFolder()
  const saved: SavedFile[] = []
  const printed: TestVault['printed'] = []
  const toOpen: SavedFile[] = []
  const toPick: SavedFile[] = []
  const toPickFolders: string[] = []
  const events: TestVault['events'] = []
  let nowMs = options.nowMs ?? START_OF_TESTS

  const host: Host = {
    printPdf: async (html, { title, landscape, apart = false, paper = 'A4', figures = false }) => {
      printed.push({ html, title, landscape, apart, paper, figures })
      const pages = made.pagesOf?.(html) ?? 1
      return new TextEncoder().encode(`%PDF-1.7 ${title}${' /Type /Page '.repeat(pages)}`)
    },
    saveFile: async ({ suggestedName, bytes }) => {
      if (made.cancelSaving) return null
      saved.push({ name: suggestedName, bytes: Uint8Array.from(bytes) })
      return suggestedName
    },
    openFile: async ({ maxBytes }) => {
      const file = toOpen.shift() ?? null
      if (file !== null && file.bytes.length > maxBytes) throw new Fault('bad-input', 'This file is too large.')
      return file
    },
    pickDocuments: async () => {
      const picked = toPick.splice(0)
      if (picked.length === 0) return null
      return {
        files: picked.map(({ name, bytes }) => ({ name, size: bytes.length })),
        open: async (index, maxBytes) => {
          const file = picked[index]!
          if (file.bytes.length > maxBytes) throw new Fault('bad-input', 'This file is too large.')
          return file.bytes
        },
      }
    },
    readDocument: async (file, { progress, stop }) => {
      stop.throwIfAborted()
      return readFile(file, { progress })
    },
    readTables: async ({ name, bytes }, { progress, stop }) => {
      stop.throwIfAborted()
      return readPacked(name, bytes, { progress })
    },
    ...foldersInProcess(toPickFolders),
    ...options.host,
  }

  const start = async (): Promise<Vault> => {
    const vault = await createVault({ folder, host, now: () => nowMs, kdf: options.kdf ?? CHEAP, packaged: false })
    vault.on((topic, payload) => events.push({ topic, payload }))
    return vault
  }

  let vault = await start()
  const window: TestVault['window'] = (id, school) => clientOf((name, input) => vault.call(name, input, { id, school }))
  const call = window('1', null)
  const made: TestVault = {
    folder,
    call,
    window,
    raw: (name, input, school = null) => vault.call(name, input, { id: '1', school }),
    saved,
    printed,
    toOpen,
    toPick,
    toPickFolders,
    cancelSaving: false,
    pagesOf: null,
    events,
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms
    },
    createTrust: () => call['session.createTrust'](FOUNDER),
    restart: async () => {
      vault.close()
      vault = await start()
    },
    close: () => vault.close(),
  }
  if (options.folder === undefined) onTestFinished(() => vault.close())
  return made
}

/** A typed client over an untyped call: what the page's own client does, without the bridge. */
export function clientOf(ask: (name: string, input: unknown) => Promise<Reply>): Client<AppContract> {
  const client = Object.fromEntries(
    Object.keys(contract).map((name) => [
      name,
      async (input: unknown) => {
        const reply = await ask(name, input)
        if (reply.ok) return reply.value
        throw new Fault(reply.error.code, reply.error.message)
      },
    ]),
  )
  return client as unknown as Client<AppContract> // One function for each name of the contract, as its type says.
}
