/**
 * Where a file may not lie: a folder another program copies while it is open, or a disk of another computer (C27).
 */
import { statfsSync } from 'node:fs'
import { Fault } from '../src-main/contract/fault'

/** Folder names that sync programs give their own root, with or without a firm's name behind them. */
const SYNC_FOLDER =
  /^(OneDrive|Dropbox|iCloud ?Drive|iCloud~.*|Mobile Documents|CloudStorage|Google ?Drive|GoogleDrive-.*|My Drive|Box|Box Sync|Nextcloud|ownCloud|pCloud ?Drive|MEGA|MEGAsync|Tresorit|Syncthing)( ?[-(].*)?$/i

/** Linux numbers of network file systems: NFS, SMB, CIFS, SMB2, AFS, Ceph, 9P, Coda. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x01021997, 0x73757245])

/** What the machine says about a place. */
export interface Place {
  /** The folder, absolute. */
  readonly folder: string
  readonly platform: NodeJS.Platform
  /** Folders that sync programs name in the environment. */
  readonly syncRoots: readonly string[]
  /** Number of the file system's type as Linux gives it; null where unknown. */
  readonly fileSystem: number | null
}

/** Why a place is refused, in a few words; null when it may be used. */
export function unsafeBecause({ folder, platform, syncRoots, fileSystem }: Place): string | null {
  const parts = folder.split(/[\\/]+/)
  const inSyncFolder = parts.some((part) => SYNC_FOLDER.test(part)) || syncRoots.some((top) => isInside(folder, top))
  if (inSyncFolder) return 'a folder that another program copies elsewhere'
  if (platform === 'win32' && /^[\\/]{2}(?![?.][\\/])/.test(folder)) return 'a network drive'
  if (/^[\\/]{2}\?[\\/]UNC[\\/]/i.test(folder)) return 'a network drive'
  if (fileSystem !== null && NETWORK_TYPES.has(fileSystem >>> 0)) return 'a network drive'
  return null
}

/**
 * Refuses a folder that is not safe for an open file.
 * @throws Fault 'unavailable' with the reason in words
 */
export function refuseUnsafe(folder: string): void {
  const reason = unsafeBecause({
    folder,
    platform: process.platform,
    syncRoots: [process.env.OneDrive, process.env.OneDriveCommercial, process.env.OneDriveConsumer].filter(
      (root): root is string => root !== undefined && root !== '',
    ),
    fileSystem: process.platform === 'linux' ? fileSystemOf(folder) : null,
  })
  if (reason !== null) {
    throw new Fault(
      'unavailable',
      `Records cannot be kept in ${reason}: they could be damaged there. Nothing was changed. Ask IT to move them to this PC's own disk.`,
    )
  }
}

function isInside(folder: string, top: string): boolean {
  const plain = (path: string) =>
    path
      .replace(/[\\/]+/g, '/')
      .replace(/\/$/, '')
      .toLowerCase()
  return `${plain(folder)}/`.startsWith(`${plain(top)}/`)
}

function fileSystemOf(folder: string): number | null {
  try {
    return statfsSync(folder).type
  } catch {
    return null // a folder that cannot be asked is judged by its name alone
  }
}
