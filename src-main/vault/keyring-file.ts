/**
 * The key file of a trust on this PC, `keyring.json`: its shape, and reading and writing it. Readable to anybody who
 * can read the disk, so it holds only random ids, numbers of the stretching, salted hashes and wraps (C1).
 */
import { z } from 'zod'
import { Fault } from '@contract/fault'
import { EntityId, PersonId, TenantId } from '@contract/primitives'
import { canonical, type Json } from '../sync/core/event'
import { hexOf, keyedHash, subKey, type SecretKey, type Stretching } from './crypto'
import { diskFault, replaceFile, type Disk } from './durable'

const FORMAT = 'trustward-keyring'
const VERSION = 1

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const wrap = z
  .string()
  .regex(/^([0-9a-f]{2})+$/)
  .max(1000)

/** One passphrase of one person: the device master key wrapped under the stretched passphrase. */
export const Slot = z.strictObject({
  id: EntityId,
  person: PersonId,
  /** Salted hash of the sign-in name. */
  name: hex(32),
  /** The slot this one takes the place of, while both are kept (see `Keys.setPassphrase`). */
  replaces: EntityId.nullable(),
  passes: z.int(),
  /** Bytes. */
  memory: z.int(),
  salt: hex(16),
  wrap,
})
export type Slot = z.output<typeof Slot>

export const KeyringData = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  id: EntityId,
  trust: TenantId,
  /** Who made the trust on this PC; recovery falls back to this person. */
  creator: PersonId,
  /** Keys the hashes of sign-in names. */
  salt: hex(32),
  slots: z.array(Slot).max(200),
  /** The device's Ed25519 key; the seed under the master key. */
  signing: z.strictObject({ publicKey: hex(32), wrap }),
  /** One random key per file, under the master key and sealed to the recovery kit. */
  tenants: z.array(z.strictObject({ id: TenantId, wrap, sealed: wrap.nullable() })).max(2000),
  /** The printed kit's public half and the master key sealed to it; null until one was saved. */
  kit: z.strictObject({ publicKey: hex(32), sealed: wrap, used: z.boolean() }).nullable(),
  /** Wrong passphrases in a row, and when the last was, milliseconds UTC. */
  tries: z.strictObject({ count: z.int().nonnegative(), at: z.int().nonnegative() }),
  /** Over everything but `tries` and itself, keyed by the master key. */
  mac: hex(32),
})
export type KeyringData = z.output<typeof KeyringData>

/** @returns the mac a keyring should carry */
export function macOf(data: Omit<KeyringData, 'mac'>, master: SecretKey): string {
  const { id, trust, creator, salt, slots, signing, tenants, kit } = data
  const covered = { id, trust, creator, salt, slots, signing, tenants, kit, format: FORMAT, version: VERSION }
  const key = subKey(master, 'keyring_')
  // Parsed data is plain JSON.
  const mac = hexOf(keyedHash(canonical(covered as unknown as Json), key))
  key.wipe()
  return mac
}

/** Whether a trust's folder has a key file, or the last good copy of one. */
export const hasKeyring = (on: Disk, path: string): boolean => on.read(path) !== null || on.read(copyOf(path)) !== null

/**
 * Reads a key file, or its copy where the file itself is gone or unreadable.
 * @throws Fault 'not-found' when there is neither, 'damaged', 'foreign', 'newer-version'
 */
export function readKeyring(on: Disk, path: string, floor: Stretching): KeyringData {
  try {
    return parse(on.read(path), floor)
  } catch (fault) {
    if (!(fault instanceof Fault) || (fault.code !== 'damaged' && fault.code !== 'not-found')) throw fault
    const copy = on.read(copyOf(path))
    if (copy === null) throw fault
    return parse(copy, floor)
  }
}

/**
 * Writes the key file, then its copy. The copy is made equal at once, so that nothing a change took away stays behind
 * in it; a copy left behind by a power cut is mended at the next unlock.
 * @throws Fault 'no-space', 'busy' or 'unavailable'; then the file is as it was
 */
export function writeKeyring(on: Disk, path: string, data: KeyringData): void {
  const bytes = bytesOf(data)
  try {
    replaceFile(on, path, bytes)
  } catch (cause) {
    throw diskFault(cause, 'Nothing was changed.')
  }
  mendCopy(on, path, bytes)
}

/** Makes the copy equal to the file where it is not. Failing to is no failure of the change: unlocking tries again. */
export function mendCopy(on: Disk, path: string, bytes: Uint8Array | null = on.read(path)): void {
  if (bytes === null) return
  const copy = copyOf(path)
  try {
    const present = on.read(copy)
    if (present === null || !Buffer.from(present).equals(bytes)) replaceFile(on, copy, bytes)
  } catch {
    return
  }
}

const copyOf = (path: string): string => `${path}.bak`

const bytesOf = (data: KeyringData): Uint8Array => new TextEncoder().encode(`${JSON.stringify(data, null, 1)}\n`)

function parse(bytes: Uint8Array | null, floor: Stretching): KeyringData {
  if (bytes === null) {
    throw new Fault(
      'not-found',
      'The key file of this trust is missing from its folder. The school files are safe but cannot be opened without it. Restore the folder from a backup.',
    )
  }
  const value = jsonOf(bytes)
  if (typeof value !== 'object' || value === null || !('format' in value)) throw damaged()
  if (value.format !== FORMAT) {
    throw new Fault('foreign', 'The key file in this folder belongs to another program. Nothing was changed.')
  }
  if ('version' in value && typeof value.version === 'number' && value.version > VERSION) {
    throw new Fault(
      'newer-version',
      'This trust was last used with a newer Trustward. Update Trustward on this PC; nothing was changed.',
    )
  }
  const parsed = KeyringData.safeParse(value)
  if (!parsed.success) throw damaged()
  // A file that asks for less work than we ever write was altered to make guessing cheap (C4).
  if (parsed.data.slots.some(({ passes, memory }) => !withinLimits({ passes, memory }, floor))) throw damaged()
  return parsed.data
}

/** More than this no PC of a school can do; a file that asks for it was altered. */
const CEILING: Stretching = { passes: 12, memory: 1024 * 1024 * 1024 }

function withinLimits({ passes, memory }: Stretching, floor: Stretching): boolean {
  return passes >= floor.passes && memory >= floor.memory && passes <= CEILING.passes && memory <= CEILING.memory
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw damaged()
  }
}

/** The same words whatever the damage is: they help whoever restores, not whoever alters. */
export const damaged = (): Fault =>
  new Fault(
    'damaged',
    'The key file of this trust is damaged or was altered. The school files are untouched. Restore the folder from a backup, or ask whoever looks after this PC.',
  )
