/**
 * The session of this PC: no trust yet, locked, or open; in the real trust or in the practice one. Decides how a trust
 * is made, opened and closed. Everything that must not be half done is built in a folder of its own and then renamed.
 */
import { join } from 'node:path'
import { Fault } from '@contract/fault'
import type { PersonId, Role, SchoolId } from '@contract/primitives'
import type { session } from '@contract/session'
import type { z } from 'zod'
import { allSchools } from '@db/repo/schools'
import { idleMinutes, trustName } from '@db/repo/people'
import { accessKind } from '../features/people/events'
import { holdsOn } from '../features/people/rules'
import { settingsKind } from '../features/session/events'
import type { Host } from './context'
import type { Disk } from './durable'
import { add, set } from './entity'
import { kitLines, newKit, readKit } from './kit'
import { kitPage } from './kit-page'
import type { Keys, KeyringPlace } from './keyring'
import { LockedKeyring, type Unlocked } from './locked-keyring'
import { DEFAULT_IDLE_MINUTES, found, type Founding } from './founding'
import { hasKeyring } from './keyring-file'
import { locked, Opened, refuseWeak, type OpenedPorts } from './opened'
import { mayEnter } from './rights'
import { strengthOf, type Strength } from './strength'
import type { CallingWindow } from './wire'
import type { Stretching } from './crypto'

export type SessionState = z.input<(typeof session)['session.state']['output']>

/** The practice trust is no secret: its passphrase is published, so that nobody takes it for a safe place. */
export const PRACTICE_PASSPHRASE = 'everybody may open the practice trust'

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

export class Session {
  #opened: Opened | null = null
  /** Grows whenever a session ends, so that whatever was under way for it knows. */
  #round = 0
  #practiceMaking: Promise<void> | null = null
  #wrongCurrent = 0
  #isCreating = false

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
    if (this.#isCreating) throw new Fault('busy', 'The trust is being created already. Wait a moment.')
    this.#isCreating = true
    try {
      await this.#found('trust', founding, () => Promise.resolve())
    } finally {
      this.#isCreating = false
    }
    this.#replace(() => this.#unlocked('trust', founding.signInName, founding.passphrase))
  }

  /** A wrong passphrase leaves a session that is open as it is. */
  unlock(signInName: string | null, passphrase: string): void {
    if (!this.#hasTrust()) throw noTrust()
    const { keys, person } = this.#unlockedKeys('trust', signInName, passphrase)
    this.#replace(() => this.#openedWith(keys, person, 'trust'))
  }

  /** Opens with the printed kit and gives its user a new passphrase; the others keep theirs. */
  recover(typedKit: string, signInName: string, passphrase: string): void {
    if (!this.#hasTrust()) throw noTrust()
    const kit = readKit(typedKit)
    const keys = new LockedKeyring(this.#place('trust')).unlockWithKit(kit)
    kit.wipe()
    this.#replace(() => {
      const opened = this.#openedWith(keys, keys.personNamed(signInName) ?? keys.creator, 'trust')
      try {
        refuseWeak(passphrase, [...opened.namesKnown(), signInName])
        // The notice comes first: a kit must never open anything unseen.
        opened.write([add(accessKind, this.ports.newId(), { person: opened.person, change: 'recovered' })])
        keys.setPassphrase(opened.person, signInName, passphrase)
        keys.markKitUsed()
        return opened
      } catch (error) {
        opened.close()
        throw error
      }
    })
  }

  /** Ends the session: files closed, keys overwritten. In the practice trust this is leaving it. */
  lock(): void {
    if (this.#opened === null) return
    this.#end()
    this.#tellClosed()
  }

  /** Opens the practice trust; makes it first when it is not there or cannot be read. */
  async practice(): Promise<void> {
    if (this.#opened?.practice === true) return
    const wasOpen = this.#opened !== null
    this.#end()
    const round = this.#round
    try {
      if (!hasKeyring(this.ports.disk, this.#place('practice').path)) await this.#makePractice()
      // Whoever locked or unlocked meanwhile has the last word.
      if (round !== this.#round) return
      const opened = this.#practiceOpened()
      if (opened === null) await this.#makePractice()
      if (round === this.#round) this.#begin(opened ?? this.#unlocked('practice', null, PRACTICE_PASSPHRASE))
    } catch (error) {
      if (wasOpen && round === this.#round) this.#tellClosed()
      throw error
    }
  }

  changePassphrase(current: string, next: string): void {
    const opened = this.#mustBeOpen()
    if (opened.practice) {
      throw new Fault('conflict', 'The practice trust keeps its published passphrase. Nothing was changed.')
    }
    this.#refuseOther(opened, current)
    refuseWeak(next, opened.namesKnown())
    opened.keys.setPassphrase(opened.person, null, next)
    this.#wrongCurrent = 0
  }

  /**
   * Takes the passphrase of the person at the keyboard once more, for what asks a fresh one (C31).
   * @throws Fault 'denied' for another; the fifth in a row locks
   */
  confirm(passphrase: string): void {
    const opened = this.#mustBeOpen()
    this.#refuseOther(opened, passphrase)
    opened.prove()
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
    opened.write([add(accessKind, this.ports.newId(), { person: opened.person, change: 'kit' })], role)
  }

  setIdleMinutes(minutes: number): void {
    const opened = this.#mustBeOpen()
    if (idleMinutes(opened.trust().db) === minutes) return
    opened.write([set(settingsKind, opened.trustId, { idleMinutes: minutes })])
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

  #refuseOther(opened: Opened, passphrase: string): void {
    if (opened.keys.isPassphraseOf(opened.person, passphrase)) return
    this.#wrongCurrent += 1
    if (this.#wrongCurrent >= WRONG_CURRENT_LIMIT) this.lock()
    throw new Fault(
      'denied',
      'The passphrase you have now is not right. Check Caps Lock and try again. Nothing was changed.',
    )
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

  #tellClosed(): void {
    this.ports.onState(this.#hasTrust() ? 'locked' : 'no-trust')
  }

  /** Ends what is open and begins anew; when that fails, nothing is open and the windows are told. */
  #replace(open: () => Opened): void {
    const wasOpen = this.#opened !== null
    this.#end()
    try {
      this.#begin(open())
    } catch (error) {
      if (wasOpen) this.#tellClosed()
      throw error
    }
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

  #opens(keys: Keys, person: PersonId, place: Place | `${Place}.new`): Opened {
    const { now, newId, nativeBinding } = this.ports
    const isInPlace = !place.endsWith('.new')
    const onCommit: OpenedPorts['onCommit'] = (tenant, change) => {
      if (isInPlace) this.ports.onCommit(tenant, change)
    }
    const path = this.#place(place).path
    return new Opened(keys, person, place.startsWith('practice'), path, { now, newId, nativeBinding, onCommit })
  }

  /** @throws Fault as opening the trust's own file; then the keys are gone */
  #openedWith(keys: Keys, person: PersonId, place: Place): Opened {
    const opened = this.#opens(keys, person, place)
    try {
      opened.trust()
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }

  #unlockedKeys(place: Place, signInName: string | null, passphrase: string): Unlocked {
    return new LockedKeyring(this.#place(place)).unlock(signInName, passphrase, this.ports.now())
  }

  #unlocked(place: Place, signInName: string | null, passphrase: string): Opened {
    const { keys, person } = this.#unlockedKeys(place, signInName, passphrase)
    return this.#openedWith(keys, person, place)
  }

  /** Null when it cannot be read: it is made again then, for everything in it is made up. A newer version's is left alone. */
  #practiceOpened(): Opened | null {
    try {
      return this.#unlocked('practice', null, PRACTICE_PASSPHRASE)
    } catch (error) {
      if (error instanceof Fault && ['damaged', 'not-found', 'foreign', 'denied'].includes(error.code)) return null
      throw error
    }
  }

  /** Made once, however many windows ask. */
  #makePractice(): Promise<void> {
    const { newId, disk, fillPractice } = this.ports
    const names = { trustName: 'Practice trust', personName: 'Practice Lead' }
    const make = async (): Promise<void> => {
      disk.remove(this.#folder('practice'))
      const founding = { ...names, signInName: newId(), passphrase: PRACTICE_PASSPHRASE }
      await this.#found('practice', founding, fillPractice)
    }
    this.#practiceMaking ??= make().finally(() => {
      this.#practiceMaking = null
    })
    return this.#practiceMaking
  }

  #found(place: Place, founding: Founding, fill: (opened: Opened) => Promise<void>): Promise<void> {
    const { disk, newId } = this.ports
    const open = (keys: Keys, creator: PersonId): Opened => this.#opens(keys, creator, `${place}.new`)
    return found({ disk, newId, stage: this.#place(`${place}.new`), folder: this.#folder(place), open, fill }, founding)
  }
}

const NOBODY = { practice: false, trust: null, person: null, idleMinutes: DEFAULT_IDLE_MINUTES } as const

const noTrust = (): Fault =>
  new Fault('not-found', 'There is no trust on this PC yet. Create one, or explore the practice trust.')
