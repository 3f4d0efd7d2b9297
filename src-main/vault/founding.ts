/** Making a new trust on this PC: built in a folder of its own and named last, so that it is there whole or not at all. */
import { dirname } from 'node:path'
import type { PersonId, TenantId } from '@contract/primitives'
import { grantKind, personKind } from '../features/people/events'
import { TOP_ROLE } from '../features/people/rules'
import { settingsKind, trustKind } from '../features/session/events'
import type { Draft } from '../sync/core/event'
import { diskFault, type Disk } from './durable'
import { set } from './entity'
import { Keys, type KeyringPlace } from './keyring'
import type { Opened } from './opened'

/** Minutes before a new trust's sessions lock by themselves (C11). */
export const DEFAULT_IDLE_MINUTES = 5

/** Who makes a trust and what it is called. */
export interface Founding {
  readonly trustName: string
  readonly personName: string
  readonly signInName: string
  readonly passphrase: string
}

export interface FoundingSite {
  readonly disk: Disk
  readonly newId: () => string
  /** Where the key file is while the trust is being built; its folder is emptied first. */
  readonly stage: KeyringPlace
  /** The folder the trust has in the end; it must not exist. */
  readonly folder: string
  readonly open: (keys: Keys, creator: PersonId) => Opened
  /** What is written beside the first events, before the trust gets its name. */
  readonly fill: (opened: Opened) => Promise<void>
}

/** @throws Fault 'no-space', 'busy'; then nothing is left behind */
export async function found(site: FoundingSite, founding: Founding): Promise<void> {
  const { disk, newId, stage, folder } = site
  const building = dirname(stage.path)
  let opened: Opened | null = null
  let keys: Keys | null = null
  try {
    disk.remove(building)
    disk.makeFolder(building)
    const trust = newId() as TenantId // Fresh random ids are ids of their kind from here on.
    const creator = newId() as PersonId
    keys = Keys.create(stage, { id: newId(), trust, creator })
    keys.setPassphrase(creator, founding.signInName, founding.passphrase)
    opened = site.open(keys, creator)
    opened.createTrustFile()
    opened.write(firstEvents(opened, founding, newId), TOP_ROLE)
    await site.fill(opened)
    opened.close()
    disk.rename(building, folder)
    disk.syncFolder(dirname(folder))
  } catch (cause) {
    opened?.close()
    keys?.wipe()
    clear(disk, building)
    throw cause instanceof Error && 'syscall' in cause ? diskFault(cause, 'No trust was made.') : cause
  }
}

/** Takes away what a failed founding left. What resists is taken away before the next one. */
function clear(disk: Disk, building: string): void {
  try {
    disk.remove(building)
  } catch {
    return
  }
}

function firstEvents(opened: Opened, { trustName: name, personName }: Founding, newId: () => string): readonly Draft[] {
  const { person, trustId } = opened
  return [
    set(trustKind, trustId, { name }),
    set(settingsKind, trustId, { idleMinutes: DEFAULT_IDLE_MINUTES }),
    set(personKind, person, { name: personName }),
    set(grantKind, newId(), { person, role: TOP_ROLE, school: null, from: opened.today(), until: null }),
  ]
}
