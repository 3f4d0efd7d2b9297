/** Serving the calls of the history. */
import type { z } from 'zod'
import { Fault } from '@contract/fault'
import type { history, HistoryEntry } from '@contract/history'
import { Role, type PersonId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { erasureOf } from '@db/repo/erasure'
import { undoneBatches } from '@db/repo/history'
import { allPeople } from '@db/repo/people'
import { allSchools } from '@db/repo/schools'
import { dateWords, londonToday } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import type { LogEvent } from '../../sync/core/event'
import { parts } from '../../sync/core/clock'
import { fieldsOf } from '../../sync/core/merge'
import { NO_UNDO_WORDS, pastsOf } from './pasts'
import { fieldsBefore, plainValues, undoDrafts, withNames, type Fields } from './rules'

export const historyHandlers: Handlers<typeof history, Ctx> = {
  'history.list': ({ school, entity, type, person, before, limit }, ctx) => {
    const tenant = ctx.tenant(school)
    const found = tenant.log.find({
      ...(entity !== undefined && { entity }),
      ...(type !== undefined && { typePrefix: type }),
      ...(person !== undefined && { person }),
      ...(before !== undefined && { beforeEvent: before }),
      limit: limit + 1,
    })
    return { entries: entriesOf(found.slice(0, limit), tenant, ctx), more: found.length > limit }
  },

  'history.undo': ({ school, batch, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const events = tenant.log.batch(batch)
    if (events.length === 0) throw new Fault('not-found', 'The history has no such change. Nothing was undone.')
    if (undoneBatches(tenant.db, [batch]).has(batch)) {
      throw new Fault('conflict', 'This change was undone already. Look at the history for what stands now.')
    }
    refuseForbidden(events, tenant, ctx)
    const drafts = undoDrafts(batch, pastsOf(events, tenant, ctx), ctx.actor.id)
    if (typeof drafts === 'string') throw new Fault('conflict', NO_UNDO_WORDS[drafts])
    if (drafts.length === 0) throw new Fault('conflict', 'There is nothing left of this change to undo.')
    const done = ctx.append(tenant, drafts, { reason: reason ?? null, undoes: batch })
    const [latest] = entriesOf(events.slice(-1), tenant, ctx)
    return { batch: done.batch, words: latest === undefined ? 'Undone' : `Undone: ${latest.words}` }
  },

  'history.verify': ({ school }, ctx) => ctx.tenant(school).log.verify(),
}

/** Undoing takes the right to do: otherwise a role could take back what it could never have done (C20). */
function mayUndo(event: LogEvent, tenant: Tenant, ctx: Ctx): 'yes' | 'never' | 'denied' {
  const kind = ctx.kindOf(event.type)
  if (kind === undefined || kind.undo === 'never' || event.erased) return 'never'
  if (kind.family !== 'fields' && (kind.family !== 'decisions' || kind.undo === undefined)) return 'never'
  if (event.schema > kind.schema) return 'never'
  return kind.undo === undefined || ctx.may(kind.undo, tenant.id) !== null ? 'yes' : 'denied'
}

/** What has settled a change since, in words; null when nothing has. */
function whyNot(event: LogEvent, tenant: Tenant, ctx: Ctx): string | null {
  const state = tenant.log.stateOf(event.type, event.entity)
  // What was deleted is asked about too: undoing may bring it back.
  const fields = fieldsOf(state?.family === 'fields' ? { ...state, deleted: null } : null)
  const changed = event.op === 'set' ? Object.keys(event.body ?? {}) : []
  return fields === null ? null : (ctx.kindOf(event.type)?.whyNotUndo?.(tenant.db, fields, changed) ?? null)
}

function refuseForbidden(events: readonly LogEvent[], tenant: Tenant, ctx: Ctx): void {
  const verdicts = new Set(events.map((event) => mayUndo(event, tenant, ctx)))
  if (verdicts.has('never')) {
    throw new Fault('conflict', 'This kind of change cannot be undone from the history. Change it on its own screen.')
  }
  if (verdicts.has('denied')) {
    throw new Fault('denied', 'Your role may not undo this change. Ask somebody whose role may make it.')
  }
  for (const event of events) {
    const why = whyNot(event, tenant, ctx)
    if (why !== null) throw new Fault('conflict', why)
  }
}

function entriesOf(events: readonly LogEvent[], tenant: Tenant, ctx: Ctx): z.input<typeof HistoryEntry>[] {
  const people = new Map<string, string>(allPeople(ctx.trust().db).map(({ id, name }) => [id, name]))
  const schools = new Map<string, string>(allSchools(ctx.trust().db).map(({ id, name }) => [id, name]))
  const names = { person: (id: string) => people.get(id) ?? null, school: (id: string) => schools.get(id) ?? null }
  const before = new Map(pastsOf(events, tenant, ctx).flatMap((past) => [...fieldsBefore(past)]))
  const batches = [...new Set(events.map(({ batch }) => batch))]
  const undone = undoneBatches(tenant.db, batches)
  const undoable = new Set(
    ctx.may('history.undo', tenant.id) === null
      ? []
      : batches.filter((batch) =>
          tenant.log
            .batch(batch)
            .every((event) => mayUndo(event, tenant, ctx) === 'yes' && whyNot(event, tenant, ctx) === null),
        ),
  )
  return events.map((event) => ({
    event: event.id,
    batch: event.batch,
    type: event.type,
    entity: event.entity,
    at: parts(event.hlc).ms,
    person: { id: event.person as PersonId, name: names.person(event.person) ?? 'Somebody no longer listed' },
    role: Role.catch('GOVERNOR').parse(event.role),
    device: event.device.slice(0, 8),
    ...(event.erased ? erasedWords(event, tenant) : said(event, before.get(event.id) ?? null, ctx, names)),
    reason: mayReadReason(event, tenant, ctx) ? event.reason : null,
    undoable: undoable.has(event.batch) && !undone.has(event.batch),
    undone: undone.has(event.batch),
  }))
}

function mayReadReason({ type }: LogEvent, tenant: Tenant, ctx: Ctx): boolean {
  const action = ctx.kindOf(type)?.reasonTakes
  return action === undefined || ctx.may(action, tenant.id) !== null
}

interface Said {
  readonly words: string
  readonly before: string | null
  readonly after: string | null
}

/** What is left to say of an erased event: when and why its content went (R73). */
function erasedWords(event: LogEvent, tenant: Tenant): Said {
  const erasure = erasureOf(tenant.db, event)
  const words =
    erasure === null
      ? 'A change whose content is missing, with no record of why'
      : `Erased on ${dateWords(londonToday(erasure.erasedAt))}: ${erasure.why}`
  return { words, before: null, after: null }
}

/** The sentence and the values of one event that has its content. */
function said(event: LogEvent, before: Fields | null, ctx: Ctx, names: Parameters<typeof withNames>[1]): Said {
  const kind = ctx.kindOf(event.type)
  if (kind === undefined || event.schema > kind.schema) {
    return { words: 'A change made with a newer version of Trustward', before: null, after: null }
  }
  const words = withNames(
    event.undoes === null ? kind.words(event, before) : `Undid: ${kind.words(event, before)}`,
    names,
  )
  if (kind.family !== 'fields' || event.op !== 'set') return { words, before: null, after: null }
  const after = event.body as Fields // A `set` carries an object of fields; the log refuses anything else.
  const was = Object.fromEntries(Object.entries(before ?? {}).filter(([name]) => name in after))
  const shown = (fields: Fields): string | null => {
    const text = (kind.shown ?? plainValues)(fields)
    return text === null ? null : withNames(text, names)
  }
  return { words, before: before === null ? null : shown(was), after: shown(after) }
}
