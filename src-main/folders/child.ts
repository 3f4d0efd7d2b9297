/**
 * The folders' process seen from outside: started, asked, ended. The app runs it as an Electron utility process, the
 * tests as a plain Node process; both hand in how. A scan has a process of its own, because one that hangs on a network
 * drive can only be ended with its process; destroying has another, which stays a moment for the next lot of files.
 */
import type { FaultCode } from '../contract/fault'
import type { FileToDestroy } from './wire'

/** What is posted to a folders' process. One scan a process: the first `next` opens it. */
export type ToFolders =
  | { readonly kind: 'next'; readonly id: number; readonly root: string }
  | { readonly kind: 'destroy'; readonly id: number; readonly root: string; readonly files: readonly FileToDestroy[] }

/** What it posts: a `ScanBatch`, or a list of `Destroyed`; unchecked, as it has seen files from outside. */
export type FromFolders =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'broke'; readonly id: number }

/** A running process. */
export interface FoldersLink {
  post(message: ToFolders): void
  /** Ends it at once, in the middle of anything. */
  kill(): void
}

/** Starts one. `gone` is told once when it has ended, whoever ended it. @throws anything when it cannot be started */
export type ForkFolders = (told: { message: (message: unknown) => void; gone: () => void }) => FoldersLink

/** What came of one request; `value` is unchecked. */
export type FoldersAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FaultCode; readonly words: string }

/** Scans open at the same time. */
const MOST_SCANS = 4
/** A process for destroying that nobody needs stays this long. */
const LINGER_MS = 3000

export const NO_SUCH_SCAN = 'That look through a folder is not open any more. Nothing was changed. Start it again.'
export const SCAN_CLOSED =
  'Looking through the folder was stopped. Nothing was changed, and what was not seen counts as not looked at.'
export const TOO_MANY_SCANS =
  'Other folders are being looked through. Nothing was lost. Wait until one is done, or stop it, and try again.'
export const FOLDERS_BROKE_OFF =
  'The part of Trustward that looks into folders broke off. What was not answered counts as not done. Check that the folder can be opened, then start again.'

const refused = (words: string, code: FaultCode): FoldersAnswer => ({ ok: false, code, words })

/** One process and what it was asked. */
class Helping {
  readonly #asked = new Map<number, (answer: FoldersAnswer) => void>()
  readonly #link: FoldersLink
  #lastId = 0
  #ended = false

  /** @param gone told once when it has ended. @throws what `fork` throws */
  constructor(fork: ForkFolders, gone: () => void) {
    this.#link = fork({
      message: (message) => this.#take(message),
      gone: () => {
        this.#settle(refused(FOLDERS_BROKE_OFF, 'unavailable'))
        gone()
      },
    })
  }

  get isIdle(): boolean {
    return this.#asked.size === 0
  }

  ask(message: (id: number) => ToFolders): Promise<FoldersAnswer> {
    if (this.#ended) return Promise.resolve(refused(FOLDERS_BROKE_OFF, 'unavailable'))
    const id = ++this.#lastId
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      try {
        this.#link.post(message(id))
      } catch {
        this.#answer(id, refused(FOLDERS_BROKE_OFF, 'unavailable'))
      }
    })
  }

  /** Ends the process; what it was asked is answered with these words. */
  end(words: string): void {
    if (this.#ended) return
    this.#settle(refused(words, 'unavailable'))
    this.#link.kill()
  }

  #settle(answer: FoldersAnswer): void {
    this.#ended = true
    for (const id of [...this.#asked.keys()]) this.#answer(id, answer)
  }

  #take(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('kind' in message) || !('id' in message)) return
    const { id } = message
    if (typeof id !== 'number') return
    if (message.kind === 'done' && 'value' in message) this.#answer(id, { ok: true, value: message.value })
    if (message.kind === 'broke') this.#answer(id, refused(FOLDERS_BROKE_OFF, 'unavailable'))
  }

  #answer(id: number, answer: FoldersAnswer): void {
    this.#asked.get(id)?.(answer)
    this.#asked.delete(id)
  }
}

/** All work on folders of one program. */
export class Folders {
  readonly #scans = new Map<string, { readonly root: string; readonly process: Helping }>()
  #destroying: Helping | null = null
  /** Takes back what ends the process for destroying for want of work. */
  #rest: () => void = () => {}

  /**
   * @param after does something later; what it returns takes that back
   * @param newTicket a fresh random name
   */
  constructor(
    private readonly fork: ForkFolders,
    private readonly after: (ms: number, act: () => void) => () => void,
    private readonly newTicket: () => string,
  ) {}

  /** Opens a scan and starts its process. @param root absolute @returns a ticket */
  openScan(root: string): FoldersAnswer {
    if (this.#scans.size >= MOST_SCANS) return refused(TOO_MANY_SCANS, 'busy')
    try {
      const ticket = this.newTicket()
      this.#scans.set(ticket, { root, process: new Helping(this.fork, () => {}) })
      return { ok: true, value: ticket }
    } catch {
      return refused(FOLDERS_BROKE_OFF, 'unavailable')
    }
  }

  /** The next batch of a scan. Never throws. */
  async nextScanned(ticket: string): Promise<FoldersAnswer> {
    const scan = this.#scans.get(ticket)
    if (scan === undefined) return refused(NO_SUCH_SCAN, 'not-found')
    return scan.process.ask((id) => ({ kind: 'next', id, root: scan.root }))
  }

  /** Ends a scan; a batch that is waited for is answered as stopped. */
  closeScan(ticket: string): void {
    this.#scans.get(ticket)?.process.end(SCAN_CLOSED)
    this.#scans.delete(ticket)
  }

  /** Has files destroyed. Never throws. @param root absolute */
  async destroyFiles(root: string, files: readonly FileToDestroy[]): Promise<FoldersAnswer> {
    this.#rest()
    try {
      this.#destroying ??= new Helping(this.fork, () => (this.#destroying = null))
    } catch {
      return refused(FOLDERS_BROKE_OFF, 'unavailable')
    }
    const process = this.#destroying
    const answer = await process.ask((id) => ({ kind: 'destroy', id, root, files }))
    this.#rest()
    this.#rest = this.after(LINGER_MS, () => {
      if (process.isIdle) this.#endDestroying()
    })
    return answer
  }

  /** Ends everything. */
  end(): void {
    for (const ticket of [...this.#scans.keys()]) this.closeScan(ticket)
    this.#endDestroying()
  }

  #endDestroying(): void {
    this.#rest()
    const process = this.#destroying
    this.#destroying = null
    process?.end(FOLDERS_BROKE_OFF)
  }
}
