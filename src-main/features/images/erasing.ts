/**
 * What is said of an erased pupil on pictures (R73, R76). Everything typed goes. That the pupil is on a set, or no longer on
 * a use, stays bare while pictures of the set are kept or a use of it is out, because it is what brings them down (R71).
 */
import { disposedSets } from '@db/repo/retention'
import { pupilsShown, setsShowing, shownWithoutPupil } from '@db/repo/images'
import { allPublications, publicationStates } from '@db/repo/publications'
import { eventsNaming } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { add, decideOver, entityOf, remove, set } from '@vault/entity'
import type { Draft, LogEvent } from '../../sync/core/event'
import { fieldsOf } from '../../sync/core/merge'
import { peopleShownKind, shownKind } from './events'
import {
  breachAwareKind,
  breachDecisionKind,
  breachKind,
  leftOutKind,
  publicationKind,
  publicationStateKind,
  takeDownKind,
} from './events-publications'
import { isOut } from './rules/ending'

/** What is to be said anew without words, and the events that lose their content after that. */
export interface PicturesErased {
  readonly drafts: readonly Draft[]
  readonly events: readonly string[]
}

/** Stands in place of what was typed. */
const ERASED_WORDS = 'Erased with the record of the pupil'

/** @param by who erases */
export function picturesOfErased(tenant: Tenant, pupil: string, by: string): PicturesErased {
  const shown = shownOf(tenant, pupil, by)
  const uses = usesOf(tenant, pupil, by)
  return { drafts: [...shown.drafts, ...uses.drafts], events: [...new Set([...shown.events, ...uses.events])] }
}

/** Uses that are out. */
function usesOut({ db }: Pick<Tenant, 'db'>): ReturnType<typeof allPublications> {
  const states = publicationStates(db)
  return allPublications(db).filter(({ id }) => isOut(states.get(id)?.state ?? 'LIVE'))
}

/** Sets of which pictures are still kept, or a use is out. */
function standingSets(tenant: Pick<Tenant, 'db'>): (set: string) => boolean {
  const gone = disposedSets(tenant.db)
  const out = new Set(usesOut(tenant).map((row) => row.set))
  return (one) => out.has(one) || !gone.has(one)
}

function shownOf(tenant: Tenant, pupil: string, by: string): PicturesErased {
  const { db, log } = tenant
  const entities = [...new Set(eventsNaming(db, [shownKind.type], pupil).map(({ entity }) => entity))]
  const own = log.eventsAbout(entities.map((entity) => ({ type: shownKind.type, entity })))
  const stands = standingSets(tenant)
  const drafts = setsShowing(db, pupil)
    .filter(stands)
    .map((of) => bare(tenant, of, pupil, true, by))
  // One reason is written beside everything that was said in one go, of others on the same pictures too.
  const batches = new Set(own.flatMap((id) => batchWithWords(log.event(id))))
  const around = [...batches]
    .flatMap((batch) => log.batch(batch))
    .filter(({ id, erased }) => !erased && !own.includes(id))
  return {
    drafts: [...drafts, ...saidAgain(tenant, around, by)],
    events: [...own, ...around.map(({ id }) => id)],
  }
}

const batchWithWords = (event: LogEvent | null): readonly string[] =>
  event === null || event.reason === null ? [] : [event.batch]

/** The same things as they stand, without the reason. */
function saidAgain(tenant: Tenant, events: readonly LogEvent[], by: string): readonly Draft[] {
  const things = new Map(events.map(({ type, entity, body }) => [`${type} ${entity}`, { type, entity, body }]))
  return [...things.values()].flatMap(({ type, entity, body }): readonly Draft[] => {
    if (type === peopleShownKind.type) {
      const fields = fieldsOf(tenant.log.stateOf(type, entity))
      return fields === null ? [] : [set(peopleShownKind, entity, fields)]
    }
    if (type !== shownKind.type) return []
    const { set: of, pupil } = body as { readonly set: string; readonly pupil: string } // The log has checked it.
    const isOn = (pupilsShown(tenant.db, [of]).get(of) ?? []).includes(pupil)
    return [bare(tenant, of, pupil, isOn, by, entity)]
  })
}

const bare = (
  tenant: Tenant,
  of: string,
  pupil: string,
  isShown: boolean,
  by: string,
  entity = entityOf(shownKind.type, of, pupil),
): Draft => decideOver(tenant, shownKind, entity, { set: of, pupil, isShown, by })

function usesOf(tenant: Tenant, pupil: string, by: string): PicturesErased {
  const { db, log } = tenant
  const out = new Set(usesOut(tenant).map(({ id }) => id))
  const left = eventsNaming(db, [leftOutKind.type], pupil).flatMap(({ id }) => log.event(id) ?? [])
  const tasks = eventsNaming(db, [takeDownKind.type], pupil).flatMap(({ id }) => log.event(id) ?? [])
  const publicationOf = ({ body }: LogEvent): string => (body as { readonly publication: string }).publication // As above.
  const again = new Map(left.filter((event) => out.has(publicationOf(event))).map((one) => [publicationOf(one), one]))
  const ended = tasks.filter((event) => !out.has(publicationOf(event)))
  // Of this pupil alone, and down: nothing needs it any more.
  const own = allPublications(db).filter(
    ({ id, facts }) => !out.has(id) && facts.pupils?.length === 1 && facts.pupils[0] === pupil,
  )
  const kinds = [publicationKind, publicationStateKind, breachKind, breachAwareKind, breachDecisionKind]
  return {
    drafts: [
      ...[...again].map(([publication, { id, body }]) => {
        const { on } = body as { readonly on: string } // As above.
        const entity = `${id.slice(0, 16)}${publication.slice(0, 16)}`
        return add(leftOutKind, entity, { publication, pupil, evidence: ERASED_WORDS, by, on })
      }),
      ...[...new Set(ended.map(({ entity }) => entity))].map((entity) => remove(takeDownKind, entity)),
    ],
    events: [
      ...[...left, ...ended].map(({ id }) => id),
      ...log.eventsAbout(own.flatMap(({ id }) => kinds.map(({ type }) => ({ type, entity: id })))),
    ],
  }
}

/** Bare words on erased pupils that nothing needs any more: their sets are disposed of and no use of those is out. */
export function needlessShown(tenant: Tenant): readonly string[] {
  const gone = disposedSets(tenant.db)
  if (gone.size === 0) return []
  const stands = standingSets(tenant)
  const entities = shownWithoutPupil(tenant.db)
    .filter((row) => !stands(row.set))
    .map(({ entity }) => ({ type: shownKind.type, entity }))
  return entities.length === 0 ? [] : tenant.log.eventsAbout(entities)
}
