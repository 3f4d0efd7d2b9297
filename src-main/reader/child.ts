/**
 * The reader's process seen from outside: started, given one file at a time, watched, ended (C33). The app runs it as an
 * Electron utility process, the command line and the tests as a plain Node process; both hand in how.
 *
 * One process reads the files of a job one after another, so that a folder of a hundred letters does not pay a hundred
 * starts; it is ended when nothing has been asked of it for a moment, after every file it did not read to a good end, and
 * when it has grown. What a hostile file could reach in it is the files of the same pick and nothing else.
 */
import type { FaultCode } from '../contract/fault'

/** Most that one file may take of time and memory (C33). */
export const READING_LIMITS = { ms: 30_000, bytes: 512 * 1024 * 1024 } as const

/** Largest file that is handed to a reader (C35). */
export const LARGEST_FILE = 50_000_000

/** Most documents taken in one go. */
export const MOST_DOCUMENTS = 1000

/** Endings of the files a reader takes, without the dot. */
export const READABLE = ['txt', 'md', 'html', 'htm', 'docx', 'pdf', 'csv', 'xlsx'] as const

/** How often its memory is looked at. */
const LOOK_MS = 100
/** A process that nobody needs stays this long for the next file of the job. */
const LINGER_MS = 3000
/** A process that keeps more than this after a file is not given another: what one file left must not stop the next. */
const GROWN_BYTES = 160 * 1024 * 1024
/** Longest words taken from a reader. */
const LONGEST_WORDS = 600

/** What is posted to a reader's process: `read` for a document, `tables` for a list of another system. */
export interface ToReader {
  readonly kind: 'read' | 'tables'
  readonly id: number
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a reader's process posts. `value` is a `Reading` of `read.ts`, or the `PackedTables` of a list. */
export type FromReader =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number | null }
  | { readonly kind: 'read'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly words: string }

/** A running reader's process. */
export interface ReaderLink {
  post(message: ToReader): void
  /** Ends it at once, in the middle of anything. */
  kill(): void
  /** Bytes it holds now; null where nobody can say. */
  memory(): number | null
}

/** Starts one. `gone` is told once when it has ended, whoever ended it. @throws anything when it cannot be started */
export type ForkReader = (told: { message: (message: unknown) => void; gone: () => void }) => ReaderLink

/** Does something later. @returns takes it back */
export type After = (ms: number, act: () => void) => () => void

/** What came of one file; `value` is unchecked. */
export type ReadAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FaultCode; readonly words: string }

export interface ReadJob {
  readonly progress: (done: number, total: number | null) => void
  readonly stop: AbortSignal
}

const kept = 'Nothing of it was kept.'
export const TOO_LONG = `Reading that file took longer than 30 seconds, so it was stopped. ${kept} Save it again as a new .docx or .pdf, or split it, and read that.`
export const TOO_MUCH = `Reading that file took more than 512 MB of memory, so it was stopped. ${kept} Save it again as a new .docx or .pdf, or split it, and read that.`
export const LIST_TOO_LONG = `Reading that list took longer than 30 seconds, so it was stopped. ${kept} Save it in parts, a school or a few years each, and read those.`
export const LIST_TOO_MUCH = `Reading that list took more than 512 MB of memory, so it was stopped. ${kept} Save it in parts, a school or a few years each, and read those.`
export const BROKE_OFF = `The reading broke off in the middle of that file; it may be damaged. ${kept} Open it in the program it was made with, save it again and read that.`
export const NOT_STARTED = `The part of Trustward that reads documents could not start. Nothing was changed. Try again, and tell your IT support if it stays so.`
export const STOPPED = `Reading that file was stopped. ${kept} Read it again when you want it.`

const BREACHES = {
  read: { time: TOO_LONG, memory: TOO_MUCH },
  tables: { time: LIST_TOO_LONG, memory: LIST_TOO_MUCH },
} as const

const refused = (words: string, code: FaultCode = 'bad-input'): ReadAnswer => ({ ok: false, code, words })

/** The file a process has in hand. */
interface Task {
  readonly id: number
  readonly job: ReadJob
  readonly settle: (answer: ReadAnswer) => void
}

interface Reader {
  link: ReaderLink | null
  ready: boolean
  task: Task | null
  /** Takes back what ends it for want of work. */
  rest: (() => void) | null
}

/** All readers of one program. */
export class Readers {
  readonly #all = new Set<Reader>()
  #lastId = 0

  constructor(
    private readonly fork: ForkReader,
    private readonly after: After,
    private readonly limits: { readonly ms: number; readonly bytes: number } = READING_LIMITS,
  ) {}

  /** Starts a process ahead of the first file, unless one waits already. */
  warm(): void {
    if ([...this.#all].some((reader) => reader.task === null)) return
    const reader = this.#start()
    if (reader !== null) this.#rest(reader)
  }

  /**
   * Reads one document in a process without keys. Never throws.
   * @returns what the process sent, to be checked before use; or a refusal in words, and then nothing is left behind
   */
  read(file: { readonly name: string; readonly bytes: Uint8Array }, job: ReadJob): Promise<ReadAnswer> {
    return this.#read('read', file, job)
  }

  /** Reads one list of another system, as `read` does a document. Never throws. @returns the same, with `PackedTables` */
  readTables(file: { readonly name: string; readonly bytes: Uint8Array }, job: ReadJob): Promise<ReadAnswer> {
    return this.#read('tables', file, job)
  }

  /** Ends every process; files in hand are answered as stopped. */
  end(): void {
    for (const reader of [...this.#all]) {
      reader.task?.settle(refused(STOPPED, 'unavailable'))
      this.#end(reader)
    }
  }

  async #read(
    kind: ToReader['kind'],
    file: { readonly name: string; readonly bytes: Uint8Array },
    job: ReadJob,
  ): Promise<ReadAnswer> {
    if (job.stop.aborted) return refused(STOPPED, 'unavailable')
    const reader = [...this.#all].find(({ task }) => task === null) ?? this.#start()
    const link = reader?.link ?? null
    if (reader === null || link === null) return refused(NOT_STARTED, 'unavailable')
    reader.rest?.()
    reader.rest = null
    const id = ++this.#lastId
    const undo: (() => void)[] = []
    const answer = await new Promise<ReadAnswer>((settle) => {
      reader.task = { id, job, settle }
      undo.push(this.after(this.limits.ms, () => settle(refused(BREACHES[kind].time))))
      undo.push(this.#watch(link, () => settle(refused(BREACHES[kind].memory))))
      const stop = (): void => settle(refused(STOPPED, 'unavailable'))
      job.stop.addEventListener('abort', stop)
      undo.push(() => job.stop.removeEventListener('abort', stop))
      try {
        link.post({ kind, id, name: file.name, bytes: file.bytes })
      } catch {
        settle(refused(BROKE_OFF))
      }
    })
    for (const take of undo) take()
    reader.task = null
    // A file that was not read to a good end may have left anything behind: the next one gets a fresh process.
    if (!answer.ok || (link.memory() ?? 0) > GROWN_BYTES) this.#end(reader)
    else this.#rest(reader)
    return answer
  }

  #start(): Reader | null {
    const reader: Reader = { link: null, ready: false, task: null, rest: null }
    try {
      reader.link = this.fork({
        message: (message) => this.#take(reader, message),
        gone: () => {
          this.#all.delete(reader)
          reader.rest?.()
          reader.task?.settle(reader.ready ? refused(BROKE_OFF) : refused(NOT_STARTED, 'unavailable'))
        },
      })
    } catch {
      return null
    }
    this.#all.add(reader)
    return reader
  }

  #take(reader: Reader, arrived: unknown): void {
    const message = readFromReader(arrived)
    if (message?.kind === 'ready') reader.ready = true
    const { task } = reader
    if (message === null || message.kind === 'ready' || task === null || message.id !== task.id) return
    switch (message.kind) {
      case 'progress':
        task.job.progress(message.done, message.total)
        return
      case 'read':
        task.settle({ ok: true, value: message.value })
        return
      case 'refused':
        task.settle(refused(message.words))
    }
  }

  /** Looks at its memory again and again. @returns ends the looking */
  #watch(link: ReaderLink, breached: () => void): () => void {
    let cancel = (): void => {}
    const look = (): void => {
      if ((link.memory() ?? 0) > this.limits.bytes) breached()
      else cancel = this.after(LOOK_MS, look)
    }
    cancel = this.after(LOOK_MS, look)
    return () => cancel()
  }

  #rest(reader: Reader): void {
    reader.rest = this.after(LINGER_MS, () => this.#end(reader))
  }

  #end(reader: Reader): void {
    reader.rest?.()
    // Once: what is not among them has ended already.
    if (this.#all.delete(reader)) reader.link?.kill()
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** Reads what a reader's process posts; it has seen files from outside, so nothing it says is taken as it comes. */
function readFromReader(message: unknown): FromReader | null {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return null
  if (message.kind === 'ready') return { kind: 'ready' }
  if (!('id' in message) || !isCount(message.id)) return null
  const { id } = message
  if (message.kind === 'progress' && 'done' in message && 'total' in message) {
    const { done, total } = message
    return isCount(done) && (total === null || isCount(total)) ? { kind: 'progress', id, done, total } : null
  }
  if (message.kind === 'read' && 'value' in message) return { kind: 'read', id, value: message.value }
  if (message.kind === 'refused' && 'words' in message && typeof message.words === 'string') {
    return { kind: 'refused', id, words: message.words.slice(0, LONGEST_WORDS) }
  }
  return null
}
