/**
 * Serving the way out of a wrong clock (C38). An entry dated ahead of this PC's clock stops everything that permits, because
 * either clock may be the wrong one. Two people, who both typed today's date from a calendar and agree with this PC, can
 * declare the entry's clock wrong; then neither disposals nor Ask count it. The entry itself stays as it is.
 */
import { Fault } from '@contract/fault'
import type { ClockEntry, retention } from '@contract/retention'
import type { Handlers } from '@contract/rpc'
import { clocksDeclared, countedAfter } from '@db/repo/clocks'
import type { Ctx, Tenant } from '@vault/context'
import { add, entityOf } from '@vault/entity'
import { AHEAD_LIMIT_MS, parts, stamp } from '../../sync/core/clock'
import { fileOf } from '../consents'
import { clockKind } from './events-retention'
import { refusing } from './refusing'

/** Room for what the same PC goes on to record under its wrong time: stamps of a PC never go back. */
const ROOM_MS = 60_000

export const clocksHandlers: Handlers<Pick<typeof retention, 'images.clocks' | 'images.declareClock'>, Ctx> = {
  'images.clocks': ({ school }, ctx) => clocksOf(fileOf(school, ctx), ctx),

  'images.declareClock': ({ school, event, reason, saidToday }, ctx) => {
    const tenant = fileOf(school, ctx)
    const [today, by] = [ctx.today(), ctx.actor.id]
    if (saidToday !== today) throw refusing('DECLARE', { code: 'CLOCK_DIFFERS', today, said: saidToday }, null)
    const entry = clocksOf(tenant, ctx).find((one) => one.event === event)
    const stored = tenant.log.event(event)
    if (entry === undefined || stored === null) {
      throw new Fault('not-found', 'That entry stands in the way no more. Nothing was changed. Open the list again.')
    }
    if (entry.declared.some((one) => one.by === by)) {
      throw new Fault('denied', 'You have said so already. Nothing was changed. Somebody else has to say it too.')
    }
    ctx.append(tenant, [
      add(clockKind, entityOf(clockKind.type, event, by), {
        ...{ event, device: stored.device, reason, by, on: today },
        ...{ after: msText(ctx.now() + AHEAD_LIMIT_MS), upTo: msText(entry.at + ROOM_MS) },
      }),
    ])
    return clocksOf(tenant, ctx)
  },
}

/** Milliseconds since 1970 UTC as a stamp begins. */
const msText = (ms: number): string => stamp(Math.floor(ms), 0, '').slice(0, 12)

/** Entries ahead of this PC's clock that count, one of each PC: its newest. */
function clocksOf({ db, log, here }: Tenant, ctx: Ctx): ClockEntry[] {
  const declared = clocksDeclared(db)
  return countedAfter(db, msText(ctx.now() + AHEAD_LIMIT_MS)).flatMap(({ id, device, entries }) => {
    const event = log.event(declared.find((one) => one.device === device && isOpen(one, declared))?.event ?? id)
    if (event === null) return []
    return [
      {
        ...{ event: event.id, device: device.slice(0, 8), isHere: device === here.device, entries },
        at: parts(event.hlc).ms,
        words: (ctx.kindOf(event.type)?.words(event, null) ?? 'Something').replace(/\{[a-z]+:[^}]*\}/g, 'somebody'),
        by: event.person as ClockEntry['by'], // Written from an author's id alone.
        declared: declared
          .filter((one) => one.event === event.id)
          .map(({ by, on, reason }) => ({ by: by as ClockEntry['by'], on, reason })), // As above.
      },
    ]
  })
}

/** Whether one person alone has declared an entry so far: the second is asked about that same one. */
const isOpen = (one: { readonly event: string }, all: readonly { readonly event: string }[]): boolean =>
  all.filter(({ event }) => event === one.event).length === 1
