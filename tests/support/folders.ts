/** The host's work on folders done for real, in this process: for tests of the vault over real folders. */
import { Fault } from '@contract/fault'
import type { Host } from '@vault/context'
import { destroyFiles } from '../../src-main/folders/destroy'
import type { FileSystem } from '../../src-main/folders/disk'
import { scanFolder } from '../../src-main/folders/scan'
import type { ScanBatch } from '../../src-main/folders/wire'

export type FolderHost = Pick<Host, 'pickFolder' | 'openScan' | 'nextScanned' | 'closeScan' | 'destroyFiles'>

/**
 * @param toPick absolute paths handed out when a folder is asked for, first one first; cancelled when empty
 * @param disk a drive that fails, if one is wanted
 */
export function foldersInProcess(toPick: string[], disk?: FileSystem): FolderHost {
  const scans = new Map<string, { scan: AsyncGenerator<ScanBatch>; stop: AbortController }>()
  let opened = 0
  return {
    pickFolder: async () => toPick.shift() ?? null,
    openScan: async (root) => {
      const stop = new AbortController()
      const ticket = `scan-${(opened += 1)}`
      scans.set(ticket, { scan: scanFolder(root, disk === undefined ? {} : { disk }, stop.signal), stop })
      return ticket
    },
    nextScanned: async (ticket) => {
      const open = scans.get(ticket)
      if (open === undefined) throw new Fault('not-found', 'That scan is not open.')
      const { value, done } = await open.scan.next()
      if (open.stop.signal.aborted) throw new Fault('unavailable', 'That scan was closed.')
      if (done === true) throw new Fault('unavailable', 'That scan has ended.')
      return value
    },
    closeScan: async (ticket) => {
      scans.get(ticket)?.stop.abort()
      scans.delete(ticket)
    },
    destroyFiles: (root, files) => destroyFiles(root, files, () => {}, disk),
  }
}
