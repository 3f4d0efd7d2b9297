/** A trust to measure: made by the vault, then opened again with its keys, so that its files can be read raw too. */
import { join } from 'node:path'
import { Fault, Role } from '@contract/index'
import type { Ctx, Host } from '@vault/context'
import { randomId } from '@vault/crypto'
import { disk } from '@vault/durable'
import { STRETCHING_FLOOR } from '@vault/keyring'
import { LockedKeyring } from '@vault/locked-keyring'
import { Opened } from '@vault/opened'
import type { BuildPractice } from '@vault/practice-tools'
import { contextFor } from '@vault/serving-context'
import { PRACTICE_PASSPHRASE } from '@vault/session'
import { shelfIn } from '@vault/shelf'
import { createVault } from '@vault/vault'

const refuse = async (): Promise<never> => {
  throw new Fault('unavailable', 'Not in a benchmark')
}
const host: Host = {
  printPdf: refuse,
  saveFile: refuse,
  openFile: refuse,
  pickDocuments: refuse,
  readDocument: refuse,
  readTables: refuse,
  pickFolder: refuse,
  openScan: refuse,
  nextScanned: refuse,
  closeScan: refuse,
  destroyFiles: refuse,
}

/** A fresh random id, 32 hex digits. */
export const newId = randomId

/** An open trust and the context its handlers are given. */
export interface BenchTrust {
  readonly opened: Opened
  readonly ctx: Ctx
  /** Ends this session and opens the trust anew, with no file open but its own. */
  readonly again: () => BenchTrust
}

/** @param folder an empty folder on a local disk */
export async function trustOf(folder: string, build: BuildPractice): Promise<BenchTrust> {
  const vault = await createVault({ folder, host, packaged: false, practice: build })
  const reply = await vault.call('session.practice', {}, { id: 'bench', school: null })
  vault.close()
  if (!reply.ok) throw new Error(reply.error.message)
  return openTrust(folder)
}

function openTrust(folder: string): BenchTrust {
  const path = join(folder, 'practice', 'keyring.json')
  const place = { disk, path, stretching: STRETCHING_FLOOR, floor: STRETCHING_FLOOR }
  const { keys, person } = new LockedKeyring(place).unlock(null, PRACTICE_PASSPHRASE, Date.now())
  const opened = new Opened(keys, person, true, path, {
    now: Date.now,
    newId,
    nativeBinding: undefined,
    onCommit: () => undefined,
  })
  const around = { now: Date.now, newId, host, shelf: shelfIn(join(folder, 'reference')), tell: () => undefined }
  const actor = { id: person, name: 'Benchmark', role: Role.enum.TRUST_SAFEGUARDING_LEAD }
  return {
    opened,
    ctx: contextFor(opened, actor, { id: 'bench', school: null }, around, newId),
    again: () => {
      opened.close()
      return openTrust(folder)
    },
  }
}
