/**
 * Carries disposals out, one after another and without pause, until it is ended by force. Says `begun` before the first and
 * the id of each that has been carried out.
 */
import { writeSync } from 'node:fs'
import type { Host } from '@vault/context'
import { createVault } from '@vault/vault'
import { destroyFiles } from '../../src-main/folders/destroy'
import { CHEAP, FOUNDER } from '../support/vault'

const [folder = '', school = '', startMs = '', baseMs = '', saidToday = '', ...disposals] = process.argv.slice(2)

const refuse = (): Promise<never> => Promise.reject(new Error('Not in this programme'))
const host: Host = {
  ...{ printPdf: refuse, saveFile: refuse, openFile: refuse, pickDocuments: refuse, readDocument: refuse },
  ...{ readTables: refuse, pickFolder: refuse, openScan: refuse, nextScanned: refuse, closeScan: refuse },
  destroyFiles: (root, files) => destroyFiles(root, files),
}
// A clock that goes on from where the test's own stood.
const now = (): number => Number(startMs) + Date.now() - Number(baseMs)
const vault = await createVault({ folder, host, now, kdf: CHEAP, packaged: false })
const window = { id: '1', school: null }
const call = async (name: string, input: unknown): Promise<void> => {
  const reply = await vault.call(name, input, window)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
}
await call('session.unlock', { signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
// Opens the school's file, so that no end falls into that.
await call('images.holds', { school })
writeSync(1, 'begun\n')
for (const disposal of disposals) {
  await call('images.carryOut', { school, disposal, job: 'c'.repeat(32), saidToday })
  writeSync(1, `${disposal}\n`)
}
writeSync(1, 'done\n')
