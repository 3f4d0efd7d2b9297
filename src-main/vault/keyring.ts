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
  hexOf,
  isEqual,
  open,
  randomBytes,
  SALT_BYTES,
  seal,
  SecretKey,
  signingPair,
  stretch,
  subKey,
  type KeyPair,
  type Stretching,
} from './crypto'
import type { Disk } from './durable'
import { damaged, macOf, mendCopy, readKeyring, writeKeyring, type KeyringData, type Slot } from './keyring-file'
import {
  boundSlot,
  boundTo,
  hasSeveralPeople,
  ID_BYTES,
  isKitPrinted,
  masterOf,
  nameHash,
  openedOr,
  sealedTo,
} from './keyring-wraps'

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

/** An open key file: hands out keys, and changes who can open it. */
export class Keys {
  #data: KeyringData
  readonly #master: SecretKey
  readonly signing: KeyPair

  constructor(
    private readonly place: KeyringPlace,
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
    return hasSeveralPeople(this.#data)
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
