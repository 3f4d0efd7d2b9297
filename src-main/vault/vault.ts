/** The whole product without a window: makes the vault that the app's process, the command line and the tests run. */
import { join } from 'node:path'
import { contract } from '@contract/index'
import { Fault } from '@contract/fault'
import type { Topic, TopicPayload } from '@contract/events'
import type { Role } from '@contract/primitives'
import type { Needs, Reply } from '@contract/rpc'
import { sessionHandlers, type SessionCtx } from '../features/session/handlers'
import { calls } from './calls'
import type { Ctx, Host } from './context'
import { hexOf, randomBytes, randomId, ready, type Stretching } from './crypto'
import { disk } from './durable'
import { faultsLogIn } from './faults-log'
import { STRETCHING, STRETCHING_FLOOR } from './keyring'
import { locked, type Opened } from './opened'
import { practiceFiller } from './practice'
import type { BuildPractice } from './practice-tools'
import { roleFor } from './rights'
import { serve, type Admission, type Run } from './serve'
import { aboutOf, contextFor, type Surroundings } from './serving-context'
import { Session } from './session'
import { shelfIn } from './shelf'
import type { CallingWindow } from './wire'

export interface VaultOptions {
  /** Absolute path of the folder that holds `trust/` and `practice/`; made when missing. */
  readonly folder: string
  readonly host: Host
  /** Milliseconds since 1970 UTC; the system's clock when left out. */
  readonly now?: () => number
  /** Cheaper stretching for tests. Refused when packaged. */
  readonly kdf?: Stretching
  /** Who fills the practice trust; benchmarks fill it with many more schools. Refused when packaged. */
  readonly practice?: BuildPractice
  readonly packaged: boolean
  /** Path of the database addon for the development runtime; null or left out for the packaged one. */
  readonly nativeBinding?: string | null
}

export interface Vault {
  /** Answers one call; never rejects. */
  readonly call: (name: string, input: unknown, window: CallingWindow) => Promise<Reply>
  /** @returns a function that ends the listening */
  readonly on: (listener: (topic: Topic, payload: unknown) => void) => () => void
  /** Ends the session; files closed, keys overwritten. */
  readonly close: () => void
}

/** Most ids one `changed` message carries. */
const IDS_PER_MESSAGE = 500

/** @throws Error when a packaged vault is given what only tests and benchmarks may change */
export async function createVault(options: VaultOptions): Promise<Vault> {
  if (options.packaged && (options.kdf ?? options.practice) !== undefined) {
    throw new Error('A packaged vault takes no cheaper stretching and no other practice trust')
  }
  await ready()
  const { folder, host, now = Date.now, kdf } = options
  disk.makeFolder(folder)
  const newId = randomId

  const listeners = new Set<(topic: Topic, payload: unknown) => void>()
  const tell = <T extends Topic>(topic: T, payload: TopicPayload<T>): void => {
    for (const listener of listeners) listener(topic, payload)
  }
  const around: Surroundings = { now, newId, host, shelf: shelfIn(join(folder, 'reference')), tell }

  const session = new Session({
    folder,
    disk,
    host,
    now,
    newId,
    nativeBinding: options.nativeBinding ?? undefined,
    stretching: kdf ?? STRETCHING,
    floor: kdf ?? STRETCHING_FLOOR,
    practiceStretching: kdf ?? STRETCHING_FLOOR,
    fillPractice: practiceFiller(around, options.practice),
    onCommit: (school, change) => {
      for (const ids of pages(change.ids)) tell('changed', { school, types: [...change.types], ids: [...ids] })
    },
    onState: (state) => tell('session', { state }),
  })

  const faults = faultsLogIn(folder)
  const call = serve({
    contract,
    run: runners(session, around),
    gate: (needs, school, window) => admit(session, needs, school, window),
    newRef: () => hexOf(randomBytes(4)),
    note: (fault) => faults.note({ at: now(), ...fault }),
  })

  return {
    call,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => session.lock(),
  }
}

/** What the gate hands on: the open trust and the role that gave the right. */
interface Pass {
  readonly opened: Opened | null
  readonly role: Role | null
}

function admit(session: Session, needs: Needs, school: string | null, window: CallingWindow): Pass {
  if (needs === 'none') return { opened: session.opened, role: null }
  const { opened } = session
  if (opened === null) throw locked()
  if (needs === 'session') return { opened, role: null }
  const about = aboutOf(school, opened)
  if (window.school !== null && about !== null && about !== window.school) {
    throw new Fault(
      'denied',
      'This window works in another school. Open that school in this window or in its own. Nothing was changed.',
    )
  }
  const role = roleFor(opened.grants(), needs, about, opened.today())
  if (role === null) {
    throw new Fault('denied', 'Your role does not allow this today. Ask whoever manages people. Nothing was changed.')
  }
  return { opened, role }
}

/** As the serving function pairs each handler with its own schema by name, their inputs need no common type. */
type ByName<X> = Readonly<Record<string, ((input: never, ctx: X) => unknown) | undefined>>

/** Handlers by call name, each closed over what it is given. */
function runners(session: Session, around: Surroundings): Readonly<Record<string, Run>> {
  const ofSession: ByName<SessionCtx> = sessionHandlers
  const ofOthers: ByName<Ctx> = calls
  return {
    ...bound(ofSession, ({ window, pass }) => ({ session, window, role: passOf(pass).role })),
    ...bound(ofOthers, ({ window, pass }) => {
      const { opened, role } = passOf(pass)
      if (opened === null || role === null) throw locked()
      let batch: string | null = null
      return contextFor(opened, opened.actor(role), window, around, () => (batch ??= around.newId()))
    }),
  }
}

function bound<X>(handlers: ByName<X>, ctxOf: (admission: Admission) => X): Record<string, Run> {
  return Object.fromEntries(
    Object.entries(handlers).flatMap(([name, handle]): [string, Run][] =>
      handle === undefined ? [] : [[name, (input, admission) => handle(input, ctxOf(admission))]],
    ),
  )
}

/** The gate above is the only one that makes passes. */
const passOf = (pass: unknown): Pass => pass as Pass

function* pages(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += IDS_PER_MESSAGE) yield ids.slice(at, at + IDS_PER_MESSAGE)
}
