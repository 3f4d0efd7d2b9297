/** An open trust on this PC: its keys, its files, who is at the keyboard. Ends with `close`; nothing outlives it. */
import { allSchools } from '@db/repo/schools'
import { grantsOf, onePerson } from '@db/repo/people'
import { migrations } from '@db/migrations'
import { dirname } from 'node:path'
import { Fault } from '@contract/fault'
import type { CivilDate, PersonId, Role, SchoolId, TenantId } from '@contract/primitives'
import { holdsOn } from '../features/people/rules'
import type { Draft } from '../sync/core/event'
import { londonToday } from './clock'
import type { Access, Actor, ListedSchool, Tenant } from './context'
import type { Keys } from './keyring'
import { deviceOf } from './log/seal'
import type { Change } from './log/tenant-log'
import { registry } from './registry'
import type { HeldGrant } from './rights'
import { LEAST_LENGTH, strengthOf } from './strength'
import { Tenants, type OpenTenant } from './tenants'

/** How long a passphrase counts as just typed (C31). */
const FRESH_MS = 5 * 60_000

/** Label of the sub-key that opens a file. */
const FILE_KEY = 'filekey_'

export interface OpenedPorts {
  readonly now: () => number
  readonly newId: () => string
  readonly nativeBinding: string | undefined
  readonly onCommit: (tenant: TenantId, change: Change) => void
}

export class Opened {
  readonly tenants: Tenants
  #closed = false
  /** When the person last typed their passphrase: nothing opens without one, or without setting one. */
  #provenAt: number

  /**
   * @param keyringPath its folder holds the files too
   * @param practice whether everything in it is made up
   */
  constructor(
    readonly keys: Keys,
    readonly person: PersonId,
    readonly practice: boolean,
    keyringPath: string,
    private readonly ports: OpenedPorts,
  ) {
    const { now, newId, nativeBinding, onCommit } = ports
    this.#provenAt = now()
    const folder = dirname(keyringPath)
    const device = deviceOf(keys.signing)
    this.tenants = new Tenants({ folder, registry, migrations, device, now, newId, nativeBinding, onCommit })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Notes that the person at the keyboard typed their passphrase just now. */
  prove(): void {
    this.#provenAt = this.ports.now()
  }

  /** Whether they typed it within the last five minutes. In the practice trust always: its passphrase is published. */
  get isFresh(): boolean {
    const age = this.ports.now() - this.#provenAt
    // A clock that was put back proves nothing.
    return this.practice || (age >= 0 && age <= FRESH_MS)
  }

  /** First eight characters of this PC's id, as the history shows it. */
  get shortDevice(): string {
    return deviceOf(this.keys.signing).id.slice(0, 8)
  }

  get trustId(): TenantId {
    return this.keys.trust
  }

  /** @throws Fault 'locked' once closed, otherwise as opening a file does */
  trust(): OpenTenant {
    return this.tenant(this.trustId)
  }

  today(): CivilDate {
    return londonToday(this.ports.now())
  }

  grants(): readonly HeldGrant[] {
    return grantsOf(this.trust().db, this.person)
  }

  personName(): string {
    return onePerson(this.trust().db, this.person)?.name ?? ''
  }

  /** @throws Fault with the file's state as its code */
  tenant(id: TenantId): OpenTenant {
    if (this.#closed) throw locked()
    const open = this.tenants.get(id)
    if (open !== null) return open
    const key = this.keys.tenantKey(id, FILE_KEY)
    try {
      return this.tenants.open(id, key)
    } finally {
      key.wipe()
    }
  }

  /** Makes the trust's own file. */
  createTrustFile(): OpenTenant {
    return this.#create('trust', this.trustId)
  }

  /** @throws Fault 'no-space'; then the key file is as it was */
  createSchoolFile(id: SchoolId): Tenant {
    return this.#create('school', asTenant(id))
  }

  #create(kind: Tenant['kind'], id: TenantId): OpenTenant {
    if (this.#closed) throw locked()
    // The key comes first: a key without a file is nothing, a file without its key is lost.
    this.keys.addTenant(id)
    const key = this.keys.tenantKey(id, FILE_KEY)
    try {
      return this.tenants.create(kind, id, key)
    } catch (error) {
      this.keys.dropTenant(id)
      throw error
    } finally {
      key.wipe()
    }
  }

  /** Every school the trust lists, with its file or with why that cannot be read. */
  schools(): readonly ListedSchool[] {
    const held = new Set<string>(this.keys.tenants)
    return allSchools(this.trust().db).map(({ id, facts }): ListedSchool => {
      if (!held.has(id)) return { id, facts, state: 'missing', words: NO_KEY, tenant: null }
      const open = this.tenants.get(asTenant(id))
      if (open !== null) return { id, facts, state: 'open', words: null, tenant: open }
      const key = this.keys.tenantKey(asTenant(id), FILE_KEY)
      try {
        return { id, facts, ...this.tenants.look(asTenant(id), key) }
      } finally {
        key.wipe()
      }
    })
  }

  /** Names a guesser would try first. */
  namesKnown(): readonly string[] {
    const people = this.personName()
    return [people, ...allSchools(this.trust().db).flatMap(({ name, facts }) => [name, facts.shortName])]
  }

  readonly access: Access = {
    unlocksHere: (person) => this.keys.unlocksHere(person),
    allow: (person, signInName, passphrase) => {
      if (this.keys.unlocksHere(person)) {
        throw new Fault(
          'conflict',
          'This person unlocks here already. Take that away first to begin anew. Nothing was changed.',
        )
      }
      refuseWeak(passphrase, [...this.namesKnown(), signInName, onePerson(this.trust().db, person)?.name ?? ''])
      this.keys.setPassphrase(person, signInName, passphrase)
    },
    withdraw: (person) => {
      this.keys.removePerson(person)
    },
  }

  /** Who acts, with the role that gave the right. */
  actor(role: Role): Actor {
    return { id: this.person, name: this.personName(), role }
  }

  /** Writes to the trust's file in the name of the person at the keyboard. */
  write(drafts: readonly Draft[], role: Role = this.#nearestRole()): void {
    const author = { person: this.person, role }
    this.trust().log.append(drafts, author, { batch: this.ports.newId(), reason: null, undoes: null })
  }

  /** A role of today, or else the one held last: what is written must name one. */
  #nearestRole(): Role {
    const grants = this.grants()
    const nearest = grants.find((grant) => holdsOn(grant, this.today())) ?? grants.at(-1)
    return nearest?.role ?? 'GOVERNOR'
  }

  /** Closes every file and overwrites every key (C12). Safe to call again. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.tenants.closeAll()
    this.keys.wipe()
  }
}

/** @throws Fault 'bad-input' with what to change */
export function refuseWeak(passphrase: string, known: readonly string[]): void {
  const { accepted, advice } = strengthOf(passphrase, known)
  if (accepted) return
  throw new Fault(
    'bad-input',
    `This passphrase is too easy to guess. ${advice} It needs at least ${LEAST_LENGTH} characters. Nothing was changed.`,
  )
}

export const locked = (): Fault =>
  new Fault('locked', 'Trustward is locked. Unlock it and try again. What was saved before is safe.')

/** A school's id names its file. */
export const asTenant = (id: SchoolId): TenantId => id as unknown as TenantId

const NO_KEY =
  'This PC holds no key for this school yet. Its records are safe where they are. Ask whoever manages people to share it with this PC.'
