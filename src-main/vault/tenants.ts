/** The open files of one trust on this PC: made, opened, listed and closed here. File names tell nothing but a random id (C1). */
import { metaValue } from '@db/repo/log'
import { isOfAnother, clearFound } from '@db/repo/found'
import { createFile, openFile, openMemory, type FileRequest, type OpenFile } from '@db/open'
import type { Migration } from '@db/migrations'
import { join } from 'node:path'
import { Fault } from '../contract/fault'
import type { TenantId } from '../contract/primitives'
import type { FileState } from '../contract/schools'
import type { Here, Tenant } from './context'
import { hashHex, hexOf, type SecretKey } from './crypto'
import type { Device } from './log/seal'
import { TenantLog, type Change } from './log/tenant-log'
import type { Registry } from './registry'

/** What the files need from outside. */
export interface TenantsPorts {
  /** Absolute path of the folder that holds the files; it must exist. */
  readonly folder: string
  readonly registry: Registry
  readonly migrations: readonly Migration[]
  /** This PC, as it signs. */
  readonly device: Device
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  /** A fresh random id, 32 hex digits. */
  readonly newId: () => string
  /** Another build of the driver's native part, for the test runtime; never set in a packaged app. */
  readonly nativeBinding?: string | undefined
  /** Called after each durable change. */
  readonly onCommit: (tenant: TenantId, change: Change) => void
}

/** One open file with everything behind it. */
export interface OpenTenant extends Tenant {
  readonly log: TenantLog
  readonly file: OpenFile
}

/** How a file answered: open, or why not, in words. An unreadable file is never an empty one. */
export type FileReport =
  | { readonly state: 'open'; readonly words: null; readonly tenant: OpenTenant }
  | { readonly state: Exclude<FileState, 'open'>; readonly words: string; readonly tenant: null }

export class Tenants {
  readonly #open = new Map<TenantId, OpenTenant>()

  constructor(private readonly ports: TenantsPorts) {}

  /**
   * Makes the file of a new school or trust and opens it.
   * @param id random, from `newId`; also the file's name
   * @throws Fault as `createFile`
   */
  create(kind: Tenant['kind'], id: TenantId, key: SecretKey): OpenTenant {
    return this.#keep(id, createFile(this.#request(id, key), { kind, createdAt: String(this.ports.now()) }))
  }

  /**
   * Opens a file, or hands out the one that is open already.
   * @throws Fault as `openFile`
   */
  open(id: TenantId, key: SecretKey): OpenTenant {
    return this.#open.get(id) ?? this.#keep(id, openFile(this.#request(id, key)))
  }

  /** Opens a file and says how that went; never throws for a file that cannot be read. */
  look(id: TenantId, key: SecretKey): FileReport {
    try {
      return { state: 'open', words: null, tenant: this.open(id, key) }
    } catch (error) {
      if (error instanceof Fault) return { state: stateOf(error), words: error.words, tenant: null }
      throw error
    }
  }

  /** An open file, null when it is not open. */
  get(id: TenantId): OpenTenant | null {
    return this.#open.get(id) ?? null
  }

  /** Every open file, in the order they were opened. */
  all(): readonly OpenTenant[] {
    return [...this.#open.values()]
  }

  close(id: TenantId): void {
    const tenant = this.#open.get(id)
    this.#open.delete(id)
    tenant?.file.close()
  }

  closeAll(): void {
    for (const { id } of this.all()) this.close(id)
  }

  /** Absolute path of a tenant's file, for backup and for tests. */
  fileOf(id: TenantId): string {
    return join(this.ports.folder, `${id}.trustward`)
  }

  #request(id: TenantId, key: SecretKey): FileRequest {
    return {
      file: this.fileOf(id),
      id,
      keyHex: key.use(hexOf),
      migrations: this.ports.migrations,
      hashText: hashHex,
      nativeBinding: this.ports.nativeBinding,
    }
  }

  #keep(id: TenantId, file: OpenFile): OpenTenant {
    try {
      const { registry, device, now, newId, migrations, nativeBinding, onCommit } = this.ports
      const kind = metaValue(file.readable, 'kind')
      if (kind !== 'trust' && kind !== 'school') throw new Error('The file does not say what it is')
      const log = new TenantLog({
        file,
        school: id,
        device,
        registry,
        now,
        newId,
        memory: () => openMemory(migrations, hashHex, nativeBinding),
        onCommit: (change) => onCommit(id, change),
      })
      const here: Here = { device: device.id, write: (work) => file.write(() => work(file.local)) }
      // A file that was carried to this PC says what another one saw.
      if (isOfAnother(file.readable, device.id)) here.write(clearFound)
      const tenant: OpenTenant = { id, kind, db: file.readable, log, here, file }
      this.#open.set(id, tenant)
      return tenant
    } catch (error) {
      file.close()
      throw error
    }
  }
}

/** The state a school's card shows for a failure; the words beside it say the rest. */
function stateOf({ code }: Fault): Exclude<FileState, 'open'> {
  switch (code) {
    case 'not-found':
      return 'missing'
    case 'newer-version':
      return 'newer'
    case 'foreign':
      return 'foreign'
    case 'busy':
    case 'unavailable':
    case 'no-space':
      return 'busy'
    default:
      return 'damaged'
  }
}
