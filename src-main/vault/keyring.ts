/**
 * The keys of a trust on this PC (models B3, sync-design 5).
 *
 *   passphrase --Argon2id--> slot key --unwraps--> master key --unwraps--> signing seed, one random key per file
 *   printed kit --X25519--> master key and each file's random key
 *
 * A passphrase never encrypts data: changing one rewrites one slot. Several slots open the same master key.
 */
import { Fault } from '@contract/fault'
import type { PersonId, TenantId } from '@contract/primitives'
import {
  boxPair,
  bytesOf,
  CryptoFailure,
  hexOf,
  isEqual,
  keyedHash,
  open,
  openSealed,
  randomBytes,
  SALT_BYTES,
  seal,
  sealTo,
  SecretKey,
  signingPair,
  stretch,
  subKey,
  wipe,
  type KeyPair,
  type Stretching,
} from './crypto'
import type { Disk } from './durable'
import { damaged, macOf, mendCopy, readKeyring, writeKeyring, type KeyringData, type Slot } from './keyring-file'

/** C4: what new slots are made with, and what no slot may fall below. */
export const STRETCHING: Stretching = { passes: 3, memory: 128 * 1024 * 1024 }
export const STRETCHING_FLOOR: Stretching = { passes: 3, memory: 64 * 1024 * 1024 }

/** Where a keyring stands and what it is made with. `floor` is lower than STRETCHING_FLOOR in tests alone. */
export interface KeyringPlace {
  readonly disk: Disk
  readonly path: string
  readonly stretching: Stretching
  readonly floor: Stretching
}

/** Open keys and whose passphrase opened them. */
export interface Unlocked {
  readonly keys: Keys
  readonly person: PersonId
}

const ID_BYTES = 16
const FREE_TRIES = 5
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * 60_000

/** A key file nobody has opened yet. */
export class LockedKeyring {
  #data: KeyringData

  /** @throws Fault as `readKeyring` */
  constructor(private readonly place: KeyringPlace) {
    this.#data = readKeyring(place.disk, place.path, place.floor)
  }

  get trust(): TenantId {
    return this.#data.trust
  }

  get asksSignInName(): boolean {
    return new Set(this.#data.slots.map(({ person }) => person)).size > 1
  }

  get kitPrinted(): boolean {
    return isKitPrinted(this.#data)
  }

  /**
   * Opens with a passphrase. A wrong passphrase and an unknown name take the same work and give the same words; from
   * the sixth wrong try on there is a wait that doubles, kept in the file so that a restart does not end it.
   * @param signInName null where only one person unlocks here
   * @throws Fault 'denied', or 'damaged' when the file was altered
   */
  unlock(signInName: string | null, passphrase: string, now: number): Unlocked {
    this.#checkWait(now)
    const { slots } = this.#data
    if (signInName === null && this.asksSignInName) {
      throw new Fault('bad-input', 'More than one person unlocks on this PC. Type your sign-in name too.')
    }
    const name = signInName === null ? null : nameHash(this.#data, signInName)
    const mine = slots.filter((slot) => name === null || isEqual(bytesOf(slot.name), bytesOf(name)))
    if (mine.length === 0) stretch(passphrase, randomBytes(SALT_BYTES), slots[0] ?? this.place.stretching).wipe()
    for (const slot of mine) {
      const master = masterOf(this.#data, slot, passphrase)
      if (master !== null) return { keys: this.#opened(master, slot), person: slot.person }
    }
    this.#noteWrongTry(now)
    throw new Fault(
      'denied',
      'The sign-in name or the passphrase is not right. Check Caps Lock and try again. Nothing was opened.',
    )
  }

  /** Opens with the printed kit. @throws Fault 'denied' when it is not the kit in force */
  unlockWithKit(kit: SecretKey): Keys {
    const { kit: stored, id } = this.#data
    const master = stored && unsealed(stored.sealed, boxPair(kit), id)
    if (!master) {
      throw new Fault(
        'denied',
        'This recovery kit does not open this trust. Look for the kit that was printed last; older ones no longer work. Nothing was changed.',
      )
    }
    return this.#opened(master, null)
  }

  #opened(master: SecretKey, slot: Slot | null): Keys {
    const data = this.#data
    if (!isEqual(bytesOf(data.mac), bytesOf(macOf(data, master)))) {
      master.wipe()
      throw damaged()
    }
    const keys = new Keys(this.place, data, master)
    keys.settle(slot)
    return keys
  }

  #checkWait(now: number): void {
    const { count, at } = this.#data.tries
    if (count < FREE_TRIES) return
    if (at > now) {
      // The clock was put back since: the wait starts again from now, or it could last for years.
      this.#writeTries(count, now)
    }
    const left = Math.min(at, now) + waitAfter(count) - now
    if (left <= 0) return
    throw new Fault(
      'denied',
      `Too many wrong tries. Wait ${waitWords(left)} and try again. Nothing was opened and nothing is lost.`,
    )
  }

  #noteWrongTry(now: number): void {
    this.#writeTries(this.#data.tries.count + 1, now)
  }

  #writeTries(count: number, at: number): void {
    this.#data = { ...this.#data, tries: { count, at } }
    try {
      writeKeyring(this.place.disk, this.place.path, this.#data)
    } catch (cause) {
      // Where the disk takes nothing the count still holds for this session; the answer stays "not right".
      if (!(cause instanceof Fault)) throw cause
    }
  }
}

/** An open key file: hands out keys, and changes who can open it. */
export class Keys {
  #data: KeyringData
  readonly #master: SecretKey
  readonly signing: KeyPair

  constructor(
    private place: KeyringPlace,
    data: KeyringData,
    master: SecretKey,
  ) {
    this.#data = data
    this.#master = master
    const seed = new SecretKey(
      openedOr(damaged, () => open(bytesOf(data.signing.wrap), master, boundTo(data, 'signing'))),
    )
    this.signing = signingPair(seed)
    seed.wipe()
  }

  /** Makes the keys of a new trust. Nothing is written before `setPassphrase`. */
  static create(
    place: KeyringPlace,
    ids: { readonly id: string; readonly trust: TenantId; readonly creator: PersonId },
  ): Keys {
    const master = SecretKey.random()
    const seed = SecretKey.random()
    const pair = signingPair(seed)
    const data: KeyringData = {
      format: 'trustward-keyring',
      version: 1,
      ...ids,
      salt: hexOf(randomBytes(32)),
      slots: [],
      signing: { publicKey: hexOf(pair.publicKey), wrap: '' },
      tenants: [],
      kit: null,
      tries: { count: 0, at: 0 },
      mac: '',
    }
    data.signing.wrap = seed.use((bytes) => hexOf(seal(bytes, master, boundTo(data, 'signing'))))
    seed.wipe()
    pair.secretKey.wipe()
    return new Keys(place, data, master)
  }

  get trust(): TenantId {
    return this.#data.trust
  }

  get creator(): PersonId {
    return this.#data.creator
  }

  get kitPrinted(): boolean {
    return isKitPrinted(this.#data)
  }

  get asksSignInName(): boolean {
    return new Set(this.#data.slots.map(({ person }) => person)).size > 1
  }

  /** Files this PC holds a key for, in the order they were made; the trust's own among them. */
  get tenants(): readonly TenantId[] {
    return this.#data.tenants.map(({ id }) => id)
  }

  unlocksHere(person: PersonId): boolean {
    return this.#data.slots.some((slot) => slot.person === person)
  }

  /** The person a sign-in name belongs to on this PC, null when it is nobody's. */
  personNamed(signInName: string): PersonId | null {
    const name = nameHash(this.#data, signInName)
    return this.#data.slots.find((slot) => slot.name === name)?.person ?? null
  }

  /** Whose passphrase this is, null when it opens no slot of that person. Takes as long as unlocking. */
  isPassphraseOf(person: PersonId, passphrase: string): boolean {
    return this.#data.slots
      .filter((slot) => slot.person === person)
      .some((slot) => {
        const master = masterOf(this.#data, slot, passphrase)
        master?.wipe()
        return master !== null
      })
  }

  /**
   * A labelled sub-key of a file's random key.
   * @param label eight ASCII characters; `filekey_` opens the file
   * @throws Fault 'not-found' when this PC holds no key for the file
   */
  tenantKey(id: TenantId, label: string): SecretKey {
    const held = this.#data.tenants.find((tenant) => tenant.id === id)
    if (!held) throw new Fault('not-found', 'This PC holds no key for that school file. Nothing was changed.')
    const key = new SecretKey(
      openedOr(damaged, () => open(bytesOf(held.wrap), this.#master, boundTo(this.#data, `tenant:${id}`))),
    )
    const sub = subKey(key, label)
    key.wipe()
    return sub
  }

  /** Makes a random key for a new file and writes its wraps. @throws Fault 'no-space' */
  addTenant(id: TenantId): void {
    const key = SecretKey.random()
    const wrapped = key.use((bytes) => hexOf(seal(bytes, this.#master, boundTo(this.#data, `tenant:${id}`))))
    const sealed = this.#data.kit && sealedTo(key, id, bytesOf(this.#data.kit.publicKey))
    key.wipe()
    this.#commit({ tenants: [...this.#data.tenants, { id, wrap: wrapped, sealed }] })
  }

  /** Takes back `addTenant` where making the file failed. */
  dropTenant(id: TenantId): void {
    this.#commit({ tenants: this.#data.tenants.filter((tenant) => tenant.id !== id) })
  }

  /**
   * Gives a person a passphrase, or a new one in place of the old. Writes the new slot beside the old, reads it back,
   * opens with it, and only then drops the old: at every moment one of the two opens, and whichever is used first
   * after a power cut settles which one stays.
   * @param signInName null keeps the name the person has
   * @throws Fault 'conflict' when the name is another person's, or as writing does; then the old one still opens
   */
  setPassphrase(person: PersonId, signInName: string | null, passphrase: string): void {
    const before = this.#data.slots.filter((slot) => slot.person === person)
    const name = signInName === null ? before[0]?.name : nameHash(this.#data, signInName)
    if (name === undefined) throw new Fault('bad-input', 'Type a sign-in name.')
    if (this.#data.slots.some((slot) => slot.name === name && slot.person !== person)) {
      throw new Fault(
        'conflict',
        'Somebody else unlocks on this PC with that sign-in name. Choose another. Nothing was changed.',
      )
    }
    const slot = this.#newSlot(person, name, before[0]?.id ?? null, passphrase)
    this.#commit({ slots: [...this.#data.slots, slot] })
    const stored = readKeyring(this.place.disk, this.place.path, this.place.floor)
    const readBack = stored.slots.find(({ id }) => id === slot.id)
    const master = readBack ? masterOf(stored, readBack, passphrase) : null
    const opens = master !== null && master.use((a) => this.#master.use((b) => isEqual(a, b)))
    master?.wipe()
    if (!opens) {
      this.#commit({ slots: this.#data.slots.filter(({ id }) => id !== slot.id) })
      throw new Fault(
        'unavailable',
        'The new passphrase could not be read back from the disk. The old one still opens; try again.',
      )
    }
    this.#dropReplaced(slot, before)
  }

  /** Takes a person's passphrase away. @throws Fault 'not-found' when there is none, 'conflict' when it is the last one */
  removePerson(person: PersonId): void {
    const left = this.#data.slots.filter((slot) => slot.person !== person)
    if (left.length === this.#data.slots.length) {
      throw new Fault('not-found', 'This person has no passphrase on this PC. Nothing was changed.')
    }
    if (left.length === 0) {
      throw new Fault(
        'conflict',
        'Nobody else could unlock this PC then. Let another person unlock here first. Nothing was changed.',
      )
    }
    this.#commit({ slots: left })
  }

  /** Seals everything to a new kit; the old one no longer opens anything from here on. */
  sealToKit(kit: SecretKey): void {
    const pair = boxPair(kit)
    pair.secretKey.wipe()
    const tenants = this.#data.tenants.map((tenant) => {
      const key = new SecretKey(
        openedOr(damaged, () => open(bytesOf(tenant.wrap), this.#master, boundTo(this.#data, `tenant:${tenant.id}`))),
      )
      const sealed = sealedTo(key, tenant.id, pair.publicKey)
      key.wipe()
      return { ...tenant, sealed }
    })
    const sealed = sealedTo(this.#master, this.#data.id, pair.publicKey)
    this.#commit({ tenants, kit: { publicKey: hexOf(pair.publicKey), sealed, used: false } })
  }

  /** Notes that the kit was used, so that the app asks for a new one (C9). */
  markKitUsed(): void {
    if (this.#data.kit) this.#commit({ kit: { ...this.#data.kit, used: true } })
  }

  /** After opening: forgets wrong tries, mends the copy, and ends a change of passphrase that was cut off. */
  settle(opened: Slot | null): void {
    const { slots, tries } = this.#data
    // The one that opened stays: what it replaces goes, and so does a newer one nobody was told of.
    const settled = opened
      ? slots.filter(({ id, replaces }) => id !== opened.replaces && replaces !== opened.id)
      : slots
    const clean = settled.map((slot) => (slot.id === opened?.id ? { ...slot, replaces: null } : slot))
    const isPending = settled.length !== slots.length || (opened !== null && opened.replaces !== null)
    if (isPending || tries.count > 0) this.#commit({ slots: isPending ? clean : slots, tries: { count: 0, at: 0 } })
    mendCopy(this.place.disk, this.place.path)
  }

  /** The trust's folder was given its final name. */
  moved(path: string): void {
    this.place = { ...this.place, path }
  }

  /** Overwrites every key held here; the object is of no use afterwards (C12). */
  wipe(): void {
    this.#master.wipe()
    this.signing.secretKey.wipe()
  }

  #dropReplaced(slot: Slot, before: readonly Slot[]): void {
    try {
      this.#commit({ slots: this.#slotsWith(slot, before) })
    } catch (cause) {
      if (!(cause instanceof Fault) || before.length === 0) throw cause
      throw new Fault(
        cause.code,
        'The disk is full or held by another program: the new passphrase works, but the old one could not be taken away yet. Make room, lock, and unlock with the new one; then only that one stays.',
        { cause },
      )
    }
  }

  #slotsWith(slot: Slot, replaced: readonly Slot[]): Slot[] {
    const gone = new Set([slot.id, ...replaced.map(({ id }) => id)])
    return [...this.#data.slots.filter(({ id }) => !gone.has(id)), { ...slot, replaces: null }]
  }

  #newSlot(person: PersonId, name: string, replaces: string | null, passphrase: string): Slot {
    const slot = { id: hexOf(randomBytes(ID_BYTES)), person, name, replaces, ...this.place.stretching }
    const salt = randomBytes(SALT_BYTES)
    const key = stretch(passphrase, salt, slot)
    const full = { ...slot, salt: hexOf(salt), wrap: '' }
    full.wrap = this.#master.use((bytes) => hexOf(seal(bytes, key, boundSlot(this.#data, full))))
    key.wipe()
    return full
  }

  #commit(change: Partial<KeyringData>): void {
    const next = { ...this.#data, ...change }
    const signed = { ...next, mac: macOf(next, this.#master) }
    writeKeyring(this.place.disk, this.place.path, signed)
    this.#data = signed
  }
}

/** Sign-in names are compared without regard to case or outer spaces. */
function nameHash(data: KeyringData, signInName: string): string {
  const key = new SecretKey(bytesOf(data.salt))
  const name = signInName.normalize('NFKC').trim().toLowerCase()
  const hash = hexOf(keyedHash(name, key))
  key.wipe()
  return hash
}

/** What a wrap is bound to: purpose and the keyring it stands in, so that it cannot be moved elsewhere. */
const boundTo = (data: Pick<KeyringData, 'id' | 'trust'>, purpose: string): string =>
  `trustward/keyring/1/${data.id}/${data.trust}/${purpose}`

/** The numbers of the stretching are authenticated with the wrap (C4). The name is not: the mac covers it. */
const boundSlot = (data: KeyringData, slot: Pick<Slot, 'id' | 'person' | 'passes' | 'memory' | 'salt'>): string =>
  boundTo(data, `slot:${slot.id}:${slot.person}:argon2id13:${slot.passes}:${slot.memory}:${slot.salt}`)

/** @returns null when the passphrase is another */
function masterOf(data: KeyringData, slot: Slot, passphrase: string): SecretKey | null {
  const key = stretch(passphrase, bytesOf(slot.salt), slot)
  try {
    return new SecretKey(open(bytesOf(slot.wrap), key, boundSlot(data, slot)))
  } catch (cause) {
    if (cause instanceof CryptoFailure) return null
    throw cause
  } finally {
    key.wipe()
  }
}

/** A sealed box carries no bound data, so the id it is for stands inside it. */
function sealedTo(key: SecretKey, id: string, publicKey: Uint8Array): string {
  const owner = bytesOf(id)
  return key.use((bytes) => {
    const plain = new Uint8Array(owner.length + bytes.length)
    plain.set(owner)
    plain.set(bytes, owner.length)
    const sealed = hexOf(sealTo(plain, publicKey))
    wipe(plain)
    return sealed
  })
}

/** @returns null when the box is for another kit or another id */
function unsealed(sealed: string, pair: KeyPair, id: string): SecretKey | null {
  try {
    const plain = openSealed(bytesOf(sealed), pair)
    if (!isEqual(plain.subarray(0, ID_BYTES), bytesOf(id))) return null
    return new SecretKey(plain.subarray(ID_BYTES))
  } catch (cause) {
    if (cause instanceof CryptoFailure) return null
    throw cause
  } finally {
    pair.secretKey.wipe()
  }
}

function openedOr(fault: () => Fault, opening: () => Uint8Array): Uint8Array {
  try {
    return opening()
  } catch (cause) {
    if (cause instanceof CryptoFailure) throw fault()
    throw cause
  }
}

const isKitPrinted = ({ kit }: KeyringData): boolean => kit !== null && !kit.used

/** 15 seconds after the fifth wrong try, doubling up to a quarter of an hour. */
const waitAfter = (wrongTries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, wrongTries - FREE_TRIES))

function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
