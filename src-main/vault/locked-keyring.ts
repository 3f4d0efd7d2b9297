/** A key file nobody has opened yet: unlocking it, and the wait after wrong tries. */
import { Fault } from '@contract/fault'
import type { PersonId, TenantId } from '@contract/primitives'
import { boxPair, bytesOf, isEqual, randomBytes, SALT_BYTES, stretch, type SecretKey } from './crypto'
import { Keys, type KeyringPlace } from './keyring'
import { damaged, macOf, readKeyring, writeKeyring, type KeyringData, type Slot } from './keyring-file'
import { hasSeveralPeople, isKitPrinted, masterOf, nameHash, unsealed } from './keyring-wraps'

/** Open keys and whose passphrase opened them. */
export interface Unlocked {
  readonly keys: Keys
  readonly person: PersonId
}

const FREE_TRIES = 5
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * 60_000

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
    return hasSeveralPeople(this.#data)
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

/** 15 seconds after the fifth wrong try, doubling up to a quarter of an hour. */
const waitAfter = (wrongTries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, wrongTries - FREE_TRIES))

function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
