/** Makes the context a handler is given for one call. */
import type { Topic, TopicPayload } from '@contract/events'
import { Fault } from '@contract/fault'
import type { Actor, Ctx, Host, Tenant } from './context'
import { bytesOf, CryptoFailure, hexOf, open, seal, type SecretKey } from './crypto'
import { locked, type Opened } from './opened'
import { registry } from './registry'
import { roleFor } from './rights'
import type { Shelf } from './shelf'
import type { CallingWindow } from './wire'

/** What every context shares. */
export interface Surroundings {
  readonly now: () => number
  readonly newId: () => string
  readonly host: Host
  readonly shelf: Shelf
  readonly tell: <T extends Topic>(topic: T, payload: TopicPayload<T>) => void
}

/**
 * @param actor who acts and in which role; written into every event
 * @param batch names the batch of a write: one for all writes of a call
 */
export function contextFor(
  opened: Opened,
  actor: Actor,
  window: CallingWindow,
  around: Surroundings,
  batch: () => string,
): Ctx {
  const may: Ctx['may'] = (action, tenant) => roleFor(opened.grants(), action, aboutOf(tenant, opened), opened.today())
  const withReasons = <T>(tenant: Tenant, work: (key: SecretKey) => T): T => {
    if (opened.isClosed) throw locked()
    const key = opened.keys.tenantKey(tenant.id, REASONS_KEY)
    try {
      return work(key)
    } finally {
      key.wipe()
    }
  }
  return {
    actor,
    window,
    now: around.now,
    today: () => opened.today(),
    newId: around.newId,
    trust: () => opened.trust(),
    tenant: (id) => opened.tenant(id),
    schools: () => opened.schools(),
    append(tenant, drafts, { reason = null, undoes = null } = {}) {
      // The session may have ended while the call waited for a dialog.
      if (opened.isClosed) throw locked()
      const id = batch()
      const events = tenant.log.append(drafts, { person: actor.id, role: actor.role }, { batch: id, reason, undoes })
      return { batch: id, events: events.map((event) => event.id) }
    },
    erase(tenant, eventIds, basis) {
      if (opened.isClosed) throw locked() // as above
      const id = batch()
      const records = tenant.log.erase(eventIds, { person: actor.id, role: actor.role }, { batch: id, ...basis })
      return { batch: id, events: records.map((event) => event.id) }
    },
    newSchoolFile: (id) => opened.createSchoolFile(id),
    kindOf: (type) => registry.get(type)?.kind,
    may,
    isFresh: () => opened.isFresh,
    confide: (tenant, about, text) =>
      withReasons(tenant, (key) => hexOf(seal(new TextEncoder().encode(text), key, boundTo(tenant, about)))),
    reveal(tenant, about, sealed) {
      if (may('pupils.reasons', tenant.id) === null) throw new Fault('denied', NOT_FOR_THIS_ROLE)
      return withReasons(tenant, (key) => new TextDecoder().decode(opening(sealed, key, boundTo(tenant, about))))
    },
    access: opened.access,
    shelf: around.shelf,
    host: around.host,
    tell: around.tell,
  }
}

/** Label of the sub-key that opens reasons (C22). */
const REASONS_KEY = 'reasons_'

const boundTo = ({ id }: Tenant, about: string): string => `reason ${id} ${about}`

const NOT_FOR_THIS_ROLE =
  'Your role may not read this reason. Ask the safeguarding lead of the school. Nothing was changed.'

/** @throws Fault 'damaged' */
function opening(sealed: string, key: SecretKey, bound: string): Uint8Array {
  try {
    return open(bytesOf(sealed), key, bound)
  } catch (cause) {
    if (!(cause instanceof CryptoFailure)) throw cause
    throw new Fault(
      'damaged',
      'A reason cannot be read. What it protects stays protected. Record the reason anew, and tell IT.',
      { cause },
    )
  }
}

/** A call about the trust's own file is about the trust as a whole. */
export function aboutOf(tenant: string | null, opened: Opened): Parameters<typeof roleFor>[2] {
  // Any other tenant is a school; one that does not exist has no grants.
  return tenant === null || tenant === opened.trustId ? null : (tenant as NonNullable<Parameters<typeof roleFor>[2]>)
}
