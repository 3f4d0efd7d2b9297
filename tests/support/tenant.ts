/**
 * A real encrypted file in a fresh folder, with a clock that stands still until told and randomness from a seed.
 *
 *     const { tenant, log, db, write, advance, reopen, close } = await makeTenant({ kinds, projections, migrations })
 *     write([set(kind, id, { label: 'A' })])
 *
 * Everything is closed and removed after the test by itself; call it inside a test.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ReadableDb, WritableDb } from '@db/handles'
import { migrations as productMigrations, type Migration } from '@db/migrations'
import type { TenantId } from '@contract/primitives'
import type { EntityKind, Projection } from '@vault/entity'
import { hash, hexOf, ready, SecretKey, signingPair } from '@vault/crypto'
import { deviceOf, type Device } from '@vault/log/seal'
import type { Author } from '@vault/log/log'
import type { Change, TenantLog } from '@vault/log/tenant-log'
import { joinRegistry, type Registry } from '@vault/registry'
import { Tenants, type OpenTenant } from '@vault/tenants'
import type { Draft, LogEvent } from '../../src-main/sync/core/event'

/** 1 October 2026, 09:00 in London. */
export const START_OF_TESTS = Date.UTC(2026, 9, 1, 8)

/** Who writes unless a test says otherwise. */
export const someone: Author = { person: 'f'.repeat(32), role: 'POLICY_LEAD' }

export interface MakeTenant {
  readonly kinds: readonly EntityKind[]
  readonly projections: Readonly<Record<string, Projection<WritableDb>>>
  /** Steps behind the product's own, for made-up features. */
  readonly migrations?: readonly Migration[]
  readonly nowMs?: number
  readonly kind?: 'trust' | 'school'
  /** Distinguishes PCs that share a tenant in one test. */
  readonly device?: string
  /** The tenant's id; the same for PCs that share it. */
  readonly id?: TenantId
  /** A folder of the test's own, made unless given. */
  readonly folder?: string
  /** A key of the test's own, made from the id unless given. */
  readonly key?: () => SecretKey
}

export interface TestTenant {
  readonly id: TenantId
  readonly folder: string
  /** Absolute path of the encrypted file. */
  readonly path: string
  readonly device: Device
  readonly registry: Registry
  readonly tenants: Tenants
  /** Read again after `reopen`. */
  readonly tenant: OpenTenant
  readonly log: TenantLog
  readonly db: ReadableDb
  /** What the log told after each commit, oldest first. */
  readonly changes: Change[]
  readonly key: () => SecretKey
  readonly now: () => number
  /** Fresh ids, the same in every run. */
  readonly newId: () => string
  /** Appends one batch as `someone`. */
  write(drafts: readonly Draft[], options?: { readonly reason?: string; readonly undoes?: string }): readonly LogEvent[]
  /** Moves the clock on, or back with a negative number of milliseconds. */
  advance(ms: number): void
  reopen(): void
  /** Closes the file and opens it with other kinds, as a newer version would; read the log and rows from the answer. */
  upgrade(to: Pick<MakeTenant, 'kinds' | 'projections'>): OpenTenant
  close(): void
}

/** A folder that goes away after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trustward é '))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Ids from a seed: not random, but unlike one another. */
export function idsFrom(seed: string): () => string {
  let made = 0
  return () => hexOf(hash(`${seed} ${made++}`, 16))
}

/** A device whose keys come from its name. */
export function deviceNamed(name: string): Device {
  return deviceOf(signingPair(new SecretKey(hash(`device ${name}`))))
}

export async function makeTenant(options: MakeTenant): Promise<TestTenant> {
  await ready()
  const deviceName = options.device ?? 'first'
  const newId = idsFrom(`ids of ${deviceName}`)
  const id = options.id ?? (hexOf(hash('tenant of tests', 16)) as TenantId) // made here as parsing would
  const device = deviceNamed(deviceName)
  let registry = joinRegistry(options.kinds, options.projections)
  const folder = options.folder ?? temporaryFolder()
  const key = options.key ?? (() => new SecretKey(hash(`key of ${id}`)))
  const changes: Change[] = []
  let nowMs = options.nowMs ?? START_OF_TESTS
  const now = () => nowMs
  const make = () =>
    new Tenants({
      folder,
      registry,
      migrations: [...productMigrations, ...(options.migrations ?? [])],
      device,
      now,
      newId,
      onCommit: (_tenant, change) => changes.push(change),
    })
  let tenants = make()
  let tenant = tenants.create(options.kind ?? 'school', id, key())
  onTestFinished(() => tenants.closeAll())
  const reopen = () => {
    tenants.closeAll()
    tenants = make()
    tenant = tenants.open(id, key())
  }
  return {
    id,
    folder,
    path: tenants.fileOf(id),
    device,
    get registry() {
      return registry
    },
    changes,
    key,
    now,
    newId,
    get tenants() {
      return tenants
    },
    get tenant() {
      return tenant
    },
    get log() {
      return tenant.log
    },
    get db() {
      return tenant.db
    },
    write: (drafts, { reason, undoes } = {}) =>
      tenant.log.append(drafts, someone, { batch: newId(), reason: reason ?? null, undoes: undoes ?? null }),
    advance: (ms) => {
      nowMs += ms
    },
    reopen,
    upgrade: ({ kinds, projections }) => {
      registry = joinRegistry(kinds, projections)
      reopen()
      return tenant
    },
    close: () => tenants.closeAll(),
  }
}
