/** Makes the context a handler is given for one call. */
import type { Topic, TopicPayload } from '@contract/events'
import type { Actor, Ctx, Host } from './context'
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
    may: (action, tenant) => roleFor(opened.grants(), action, aboutOf(tenant, opened), opened.today()),
    access: opened.access,
    shelf: around.shelf,
    host: around.host,
    tell: around.tell,
  }
}

/** A call about the trust's own file is about the trust as a whole. */
export function aboutOf(tenant: string | null, opened: Opened): Parameters<typeof roleFor>[2] {
  // Any other tenant is a school; one that does not exist has no grants.
  return tenant === null || tenant === opened.trustId ? null : (tenant as NonNullable<Parameters<typeof roleFor>[2]>)
}
