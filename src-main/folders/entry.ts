/**
 * Where a folders' process begins: looks through a folder batch by batch, or destroys the files it is told to. It holds
 * no key and no record; what it sends is checked by the vault.
 */
import type { FromFolders, ToFolders } from './child'
import { destroyFiles } from './destroy'
import { scanFolder } from './scan'
import type { ScanBatch } from './wire'

/** The line to the program that started this one: an Electron parent or a plain Node one. */
function line(): { post: (message: FromFolders) => void; listen: (hear: (message: unknown) => void) => void } {
  const port = process.parentPort as typeof process.parentPort | undefined // Present in an Electron utility process only.
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      listen: (hear) => port.on('message', ({ data }) => hear(data)),
    }
  }
  const send = process.send?.bind(process)
  if (send === undefined) throw new Error('This is started by another program.')
  // Left without a parent, it has nobody to look for.
  process.on('disconnect', () => process.exit(0))
  return { post: (message) => void send(message), listen: (hear) => void process.on('message', hear) }
}

/** The scan of this process; it ends with the process. */
let scan: AsyncGenerator<ScanBatch> | null = null
const never = new AbortController().signal

async function nextOf(root: string): Promise<ScanBatch> {
  scan ??= scanFolder(root, {}, never)
  const { value, done } = await scan.next()
  if (done === true) throw new Error('That scan has ended.')
  return value
}

const isAsk = (message: unknown): message is ToFolders =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  (message.kind === 'next' || message.kind === 'destroy')

const { post, listen } = line()
listen((message) => {
  if (!isAsk(message)) return
  const { id } = message
  const work: Promise<unknown> =
    message.kind === 'next' ? nextOf(message.root) : destroyFiles(message.root, message.files)
  work.then(
    (value) => post({ kind: 'done', id, value }),
    () => post({ kind: 'broke', id }),
  )
})
