/**
 * The session of this PC: no trust yet, locked, or open; in the real trust or in the practice one. Decides how a trust
 * is made, opened and closed. Everything that must not be half done is built in a folder of its own and then renamed.
 */
import { join } from 'node:path'
import { Fault } from '@contract/fault'
import type { PersonId, Role, SchoolId, TenantId } from '@contract/primitives'
import type { session } from '@contract/session'
import type { z } from 'zod'
import { allSchools } from '@db/repo/schools'
import { grantsOf, idleMinutes, trustName } from '@db/repo/people'
import { accessKind, grantKind, personKind } from '../features/people/events'
import { holdsOn } from '../features/people/rules'
import { settingsKind, trustKind } from '../features/session/events'
import type { Draft } from '../sync/core/event'
import type { Host } from './context'
import { diskFault, type Disk } from './durable'
import { add, set } from './entity'
import { kitLines, newKit, readKit } from './kit'
import { kitPage } from './kit-page'
import { Keys, type KeyringPlace } from './keyring'
import { LockedKeyring } from './locked-keyring'
import { hasKeyring } from './keyring-file'
import { locked, Opened, refuseWeak, type OpenedPorts } from './opened'
import { mayEnter } from './rights'
import { strengthOf, type Strength } from './strength'
import type { CallingWindow } from './wire'
import type { Stretching } from './crypto'

export type SessionState = z.input<(typeof session)['session.state']['output']>

/** The practice trust is no secret: its passphrase is published, so that nobody takes it for a safe place. */
export const PRACTICE_PASSPHRASE = 'everybody may open the practice trust'

const DEFAULT_IDLE_MINUTES = 5
const WRONG_CURRENT_LIMIT = 5

type Place = 'trust' | 'practice'

export interface SessionPorts extends Omit<OpenedPorts, 'onCommit'> {
  /** Absolute path of the folder that holds `trust/` and `practice/`. */
  readonly folder: string
  readonly disk: Disk
  readonly host: Host
  readonly stretching: Stretching
  readonly floor: Stretching
  /** Stretching of the practice trust, whose passphrase is published anyway. */
  readonly practiceStretching: Stretching
  /** Fills a practice trust that was just made. */
  readonly fillPractice: (opened: Opened) => Promise<void>
  /** Called after each durable change of an open trust. */
  readonly onCommit: OpenedPorts['onCommit']
  /** Called when the session begins or ends. */
  readonly onState: (state: SessionState['state']) => void
}

/** Who makes a trust and what it is called. */
interface Founding {
  readonly trustName: string
  readonly personName: string
  readonly signInName: string
  readonly passphrase: string
}

export class Session {
  #opened: Opened | null = null
  /** Grows whenever a session ends, so that whatever was under way for it knows. */
  #round = 0
  #practiceMaking: Promise<void> | null = null
  #wrongCurrent = 0

  constructor(private readonly ports: SessionPorts) {}

  /** The open trust, null while there is none. */
  get opened(): Opened | null {
    return this.#opened
  }

  state(window: CallingWindow): SessionState {
    const opened = this.#opened
    const hasTrust = this.#hasTrust()
    if (opened === null) return { ...this.#closedFacts(hasTrust), ...NOBODY, hasTrust, school: null }
    const { db } = opened.trust()
    return {
      state: 'open',
      practice: opened.practice,
      hasTrust,
      asksSignInName: opened.keys.asksSignInName,
      trust: { id: opened.trustId, name: trustName(db) ?? '' },
      person: {
        id: opened.person,
        name: opened.personName(),
        roles: opened
          .grants()
          .filter((grant) => holdsOn(grant, opened.today()))
          .map(({ role, school }) => ({ role, school })),
      },
      idleMinutes: idleMinutes(db) ?? DEFAULT_IDLE_MINUTES,
      // Nothing in the practice trust is worth recovering.
      kitPrinted: opened.practice || opened.keys.kitPrinted,
      school: window.school,
    }
  }

  strength(passphrase: string): Strength {
    return strengthOf(passphrase, this.#opened?.namesKnown() ?? [])
  }

  /** @throws Fault 'conflict' when there is a trust already, 'bad-input' for a weak passphrase, 'no-space' */
  async createTrust(founding: Founding): Promise<void> {
    if (this.#hasTrust()) {
      throw new Fault('conflict', 'There is a trust on this PC already. Unlock it instead. Nothing was changed.')
    }
    refuseWeak(founding.passphrase, [founding.trustName, founding.personName, founding.signInName])
    this.#end()
    await this.#found('trust', founding, null)
    this.#begin(this.#unlocked('trust', founding.signInName, founding.passphrase))
  }

  unlock(signInName: string | null, passphrase: string): void {
    if (!this.#hasTrust()) throw noTrust()
    this.#end()
    this.#begin(this.#unlocked('trust', signInName, passphrase))
  }

  /** Opens with the printed kit and gives its user a new passphrase; the others keep theirs. */
  recover(typedKit: string, signInName: string, passphrase: string): void {
    if (!this.#hasTrust()) throw noTrust()
    this.#end()
    const kit = readKit(typedKit)
    const place = this.#place('trust')
    const keys = new LockedKeyring(place).unlockWithKit(kit)
    kit.wipe()
    const opened = this.#openedWith(keys, keys.personNamed(signInName) ?? keys.creator, 'trust')
    try {
      refuseWeak(passphrase, [...opened.namesKnown(), signInName])
      // The notice comes first: a kit must never open anything unseen.
      this.#write(opened, [add(accessKind, this.ports.newId(), { person: opened.person, change: 'recovered' })])
      keys.setPassphrase(opened.person, signInName, passphrase)
      keys.markKitUsed()
    } catch (error) {
      opened.close()
      throw error
    }
    this.#begin(opened)
  }

  /** Ends the session: files closed, keys overwritten. In the practice trust this is leaving it. */
  lock(): void {
    if (this.#opened === null) return
    this.#end()
    this.ports.onState(this.#hasTrust() ? 'locked' : 'no-trust')
  }

  /** Opens the practice trust; makes it first when it is not there or cannot be read. */
  async practice(): Promise<void> {
    this.#end()
    const round = this.#round
    this.#practiceMaking ??= this.#makePractice().finally(() => {
      this.#practiceMaking = null
    })
    await this.#practiceMaking
    if (round !== this.#round) return
    this.#begin(this.#unlocked('practice', null, PRACTICE_PASSPHRASE))
  }

  changePassphrase(current: string, next: string): void {
    const opened = this.#mustBeOpen()
    if (opened.practice) {
      throw new Fault('conflict', 'The practice trust keeps its published passphrase. Nothing was changed.')
    }
    if (!opened.keys.isPassphraseOf(opened.person, current)) {
      this.#wrongCurrent += 1
      if (this.#wrongCurrent >= WRONG_CURRENT_LIMIT) this.lock()
      throw new Fault(
        'denied',
        'The passphrase you have now is not right. Check Caps Lock and try again. Nothing was changed.',
      )
    }
    refuseWeak(next, opened.namesKnown())
    opened.keys.setPassphrase(opened.person, null, next)
    this.#wrongCurrent = 0
  }

  /**
   * Makes a new kit and saves its page. The old kit stops working only once the new page is saved.
   * @returns the file's name without folder, null when the person cancelled
   */
  async printKit(role: Role): Promise<string | null> {
    const opened = this.#mustBeOpen()
    const kit = newKit()
    try {
      const trust = trustName(opened.trust().db) ?? ''
      const made = opened.today()
      const html = kitPage({ lines: kitLines(kit), trust, device: opened.shortDevice, made })
      const bytes = await this.ports.host.printPdf(html, { title: `Recovery kit - ${trust}`, landscape: false })
      const saved = await this.ports.host.saveFile({ suggestedName: `Recovery kit ${made}.pdf`, bytes })
      bytes.fill(0)
      if (saved === null) return null
      this.#keepKit(opened, role, () => opened.keys.sealToKit(kit))
      return saved
    } finally {
      kit.wipe()
    }
  }

  #keepKit(opened: Opened, role: Role, seal: () => void): void {
    try {
      if (opened.isClosed) throw locked()
      seal()
    } catch (cause) {
      const code = cause instanceof Fault ? cause.code : 'unavailable'
      throw new Fault(
        code,
        'The page was saved, but the kit on it could not be put in force: destroy it and print another. The kit before it still works.',
        { cause },
      )
    }
    this.#write(opened, [add(accessKind, this.ports.newId(), { person: opened.person, change: 'kit' })], role)
  }

  setIdleMinutes(minutes: number): void {
    const opened = this.#mustBeOpen()
    if (idleMinutes(opened.trust().db) === minutes) return
    this.#write(opened, [set(settingsKind, opened.trustId, { idleMinutes: minutes })])
  }

  /** Whether the person may work in this school, or the trust's view with null. @throws Fault 'not-found', 'denied' */
  checkEntry(school: SchoolId | null): void {
    const opened = this.#mustBeOpen()
    if (school !== null && !allSchools(opened.trust().db).some(({ id }) => id === school)) {
      throw new Fault('not-found', 'This trust has no such school.')
    }
    if (mayEnter(opened.grants(), school, opened.today())) return
    throw new Fault('denied', 'You have no role there today. Ask whoever manages people.')
  }

  #mustBeOpen(): Opened {
    if (this.#opened === null) throw locked()
    return this.#opened
  }

  #begin(opened: Opened): void {
    this.#opened = opened
    this.#wrongCurrent = 0
    this.ports.onState('open')
  }

  #end(): void {
    this.#round += 1
    this.#opened?.close()
    this.#opened = null
  }

  #folder(place: string): string {
    return join(this.ports.folder, place)
  }

  #place(place: Place | `${Place}.new`): KeyringPlace {
    const { disk, stretching, floor, practiceStretching } = this.ports
    const path = join(this.#folder(place), 'keyring.json')
    return { disk, path, floor, stretching: place.startsWith('practice') ? practiceStretching : stretching }
  }

  /** Also true where the key file is gone but the folder is there: that is a trust to restore, not an empty place. */
  #hasTrust(): boolean {
    return this.ports.disk.hasFolder(this.#folder('trust'))
  }

  #closedFacts(hasTrust: boolean): Pick<SessionState, 'state' | 'asksSignInName' | 'kitPrinted'> {
    if (!hasTrust) return { state: 'no-trust', asksSignInName: false, kitPrinted: false }
    try {
      const { asksSignInName, kitPrinted } = new LockedKeyring(this.#place('trust'))
      return { state: 'locked', asksSignInName, kitPrinted }
    } catch (error) {
      // What is wrong with the key file is told when somebody unlocks.
      if (error instanceof Fault) return { state: 'locked', asksSignInName: false, kitPrinted: true }
      throw error
    }
  }

  #openedWith(keys: Keys, person: PersonId, place: Place | `${Place}.new`): Opened {
    const { now, newId, nativeBinding } = this.ports
    const isInPlace = !place.endsWith('.new')
    const onCommit: OpenedPorts['onCommit'] = (tenant, change) => {
      if (isInPlace) this.ports.onCommit(tenant, change)
    }
    const path = this.#place(place).path
    return new Opened(keys, person, place.startsWith('practice'), path, { now, newId, nativeBinding, onCommit })
  }

  #unlocked(place: Place, signInName: string | null, passphrase: string): Opened {
    const { keys, person } = new LockedKeyring(this.#place(place)).unlock(signInName, passphrase, this.ports.now())
    const opened = this.#openedWith(keys, person, place)
    try {
      opened.trust()
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }

  async #makePractice(): Promise<void> {
    if (this.#isPracticeReadable()) return
    const { newId, disk } = this.ports
    disk.remove(this.#folder('practice'))
    await this.#found(
      'practice',
      {
        trustName: 'Practice trust',
        personName: 'Practice Lead',
        signInName: newId(),
        passphrase: PRACTICE_PASSPHRASE,
      },
      this.ports.fillPractice,
    )
  }

  /** What cannot be read is made again: everything in it is made up. A newer version's is left alone. */
  #isPracticeReadable(): boolean {
    const place = this.#place('practice')
    if (!hasKeyring(place.disk, place.path)) return false
    try {
      this.#unlocked('practice', null, PRACTICE_PASSPHRASE).close()
      return true
    } catch (error) {
      if (error instanceof Fault && ['damaged', 'not-found', 'foreign', 'denied'].includes(error.code)) return false
      throw error
    }
  }

  /** Builds a trust in a folder of its own and gives it its name last: it is there whole or not at all. */
  async #found(place: Place, founding: Founding, fill: ((opened: Opened) => Promise<void>) | null): Promise<void> {
    const { disk, newId } = this.ports
    const stage = this.#folder(`${place}.new`)
    let opened: Opened | null = null
    let keys: Keys | null = null
    try {
      disk.remove(stage)
      disk.makeFolder(stage)
      const trust = newId() as TenantId // Fresh random ids are ids of their kind from here on.
      const creator = newId() as PersonId
      keys = Keys.create(this.#place(`${place}.new`), { id: newId(), trust, creator })
      keys.setPassphrase(creator, founding.signInName, founding.passphrase)
      opened = this.#openedWith(keys, creator, `${place}.new`)
      opened.createTrustFile()
      this.#write(opened, this.#firstEvents(opened, founding), 'TRUST_SAFEGUARDING_LEAD')
      await fill?.(opened)
      opened.close()
      disk.rename(stage, this.#folder(place))
      disk.syncFolder(this.ports.folder)
    } catch (cause) {
      opened?.close()
      keys?.wipe()
      this.#clear(stage)
      throw cause instanceof Error && 'syscall' in cause ? diskFault(cause, 'No trust was made.') : cause
    }
  }

  /** Takes away what a failed founding left. What resists is taken away before the next one. */
  #clear(stage: string): void {
    try {
      this.ports.disk.remove(stage)
    } catch {
      return
    }
  }

  #firstEvents(opened: Opened, { trustName: name, personName }: Founding): readonly Draft[] {
    const { person, trustId } = opened
    const lead = { person, role: 'TRUST_SAFEGUARDING_LEAD', school: null, from: opened.today(), until: null }
    return [
      set(trustKind, trustId, { name }),
      set(settingsKind, trustId, { idleMinutes: DEFAULT_IDLE_MINUTES }),
      set(personKind, person, { name: personName }),
      set(grantKind, this.ports.newId(), lead),
    ]
  }

  /** Writes to the trust's file in the name of the person at the keyboard. */
  #write(opened: Opened, drafts: readonly Draft[], role: Role = this.#nearestRole(opened)): void {
    const author = { person: opened.person, role }
    opened.trust().log.append(drafts, author, { batch: this.ports.newId(), reason: null, undoes: null })
  }

  /** A role of today, or else the one held last: what is written must name one. */
  #nearestRole(opened: Opened): Role {
    const grants = grantsOf(opened.trust().db, opened.person)
    const nearest = grants.find((grant) => holdsOn(grant, opened.today())) ?? grants.at(-1)
    return nearest?.role ?? 'GOVERNOR'
  }
}

const NOBODY = { practice: false, trust: null, person: null, idleMinutes: DEFAULT_IDLE_MINUTES } as const

const noTrust = (): Fault =>
  new Fault('not-found', 'There is no trust on this PC yet. Create one, or explore the practice trust.')
