/** Entry of the command line: joins `run` to this process and to the vault under plain Node. */
import { Fault } from '@contract/fault'
import { londonToday } from '@vault/clock'
import type { Host } from '@vault/context'
import { createVault } from '@vault/vault'
import { join } from 'node:path'
import { Readers } from '../reader/child'
import { readerUnderNode } from './reader-process'
import { run } from './run'
import { terminal } from './terminal'

/** A terminal has no dialogs and no printer; what needs one is done in the app. */
const nowhere = (): never => {
  throw new Fault('unavailable', 'This needs a window. Do it in the app. Nothing was changed.')
}
/** Built beside this file. */
const readerFile = join(__dirname, 'reader.cjs')

const after = (ms: number, act: () => void): (() => void) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

const host: Host = {
  printPdf: async () => nowhere(),
  saveFile: async () => nowhere(),
  openFile: async () => nowhere(),
  pickDocuments: async () => nowhere(),
  readDocument: async () => nowhere(),
  pickFolder: async () => nowhere(),
  openScan: async () => nowhere(),
  nextScanned: async () => nowhere(),
  closeScan: async () => nowhere(),
  destroyFiles: async () => nowhere(),
  readTables: async (file, job) => {
    const readers = new Readers(readerUnderNode(readerFile), after)
    const answer = await readers.readTables(file, job)
    readers.end()
    if (!answer.ok) throw new Fault(answer.code, answer.words)
    return answer.value
  },
}

// Not a packaged app, so that a window built for development can be looked into; the binding of its runtime is not for this Node.
void run(
  process.argv.slice(2),
  (folder, openFile = host.openFile) => createVault({ folder, host: { ...host, openFile }, packaged: false }),
  () => londonToday(Date.now()),
  terminal,
  () => new Readers(readerUnderNode(readerFile), after),
).then((code) => {
  process.exitCode = code
})
