/**
 * Where a reader's process begins: loads what it needs, closes its doors, then reads what it is handed, one file at a
 * time. It knows no path and holds no key; it is given a name and bytes and says what it read (C33).
 */
import { Fault } from '@contract/fault'
import type { FromReader, ToReader } from './child'
import { loadParsers, readFile } from './read'
import { shut } from './shut'
import { readPacked } from './tables'

/** Said for what no parser foresaw; the fuzz tests see to it that it is not said. */
const NOT_UNDERSTOOD =
  'Trustward could not make sense of that file. Nothing of it was kept. Open it in the program it was made with, save it again and read that.'

/** Progress is told no more often than this. */
const TELL_MS = 50

/** The line to the program that started this one: an Electron parent or a plain Node one. */
function line(): { post: (message: FromReader) => void; listen: (hear: (message: unknown) => void) => void } {
  const port = process.parentPort as typeof process.parentPort | undefined // Present in an Electron utility process only.
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      listen: (hear) => port.on('message', ({ data }) => hear(data)),
    }
  }
  const send = process.send?.bind(process)
  if (send === undefined) throw new Error('A reader is started by another program.')
  // Left without a parent, it has nobody to read for.
  process.on('disconnect', () => process.exit(0))
  return { post: (message) => void send(message), listen: (hear) => void process.on('message', hear) }
}

async function answerTo({ kind, id, name, bytes }: ToReader, post: (message: FromReader) => void): Promise<void> {
  let told = 0
  const progress = (done: number, total: number | null): void => {
    const now = performance.now()
    if (now - told < TELL_MS && done !== total) return
    told = now
    post({ kind: 'progress', id, done, total })
  }
  try {
    const reading = kind === 'read' ? readFile({ name, bytes }, { progress }) : readPacked(name, bytes, { progress })
    post({ kind: 'read', id, value: await reading })
  } catch (error) {
    post({ kind: 'refused', id, words: error instanceof Fault ? error.words : NOT_UNDERSTOOD })
  }
}

const isAsk = (message: unknown): message is ToReader =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  (message.kind === 'read' || message.kind === 'tables') &&
  'bytes' in message &&
  message.bytes instanceof Uint8Array

/**
 * Loads every parser, and what Node itself loads only when it is first needed: where a stream ends while somebody reads
 * it, older runtimes reach for a module that is shut by then, and the process would break off in the middle of a PDF.
 */
async function prepare(): Promise<void> {
  await loadParsers()
  // Lists are read by a stream as well.
  await readPacked('list.csv', new TextEncoder().encode('UPN\nA1\n'))
  let control: ReadableStreamDefaultController | null = null
  const stream = new ReadableStream({ start: (given) => void (control = given) })
  const reader = stream.getReader()
  const end = reader.read()
  ;(control as ReadableStreamDefaultController | null)?.close()
  await end
  reader.releaseLock()
}

const { post, listen } = line()
void prepare().then(() => {
  shut()
  listen((message) => {
    if (isAsk(message)) void answerTo(message, post)
  })
  post({ kind: 'ready' })
})
