/** Serving pictures that went out against the decision (R59): found at publishing, or once the records of another PC came. */
import { Fault } from '@contract/fault'
import type { Breach, publications } from '@contract/publications'
import type { Handlers } from '@contract/rpc'
import { allBreaches, breachDecisions, breachesKnownSince, type BreachRow } from '@db/repo/publications'
import type { Ctx } from '@vault/context'
import { add, decideOver } from '@vault/entity'
import { fileOf } from '../consents'
import { breachAwareKind, breachDecisionKind } from './events-publications'
import { noesBefore, type NoBefore } from './noes-before'
import { Pictures, type Use } from './standing'

/** The regulator is to be told within 72 hours of learning of it. */
const HOURS_72 = 72 * 60 * 60 * 1000

export const breachesHandlers: Handlers<Pick<typeof publications, 'images.breaches' | 'images.decideBreach'>, Ctx> = {
  'images.breaches': ({ school }, ctx) => breachesOf(new Pictures(fileOf(school, ctx), ctx), ctx),

  'images.decideBreach': ({ school, publication, decision, note }, ctx) => {
    const tenant = fileOf(school, ctx)
    breachIn(breachesOf(new Pictures(tenant, ctx), ctx), publication)
    const by = ctx.actor.id
    ctx.append(tenant, [decideOver(tenant, breachDecisionKind, publication, { publication, decision, note, by })])
    return breachIn(breachesOf(new Pictures(tenant, ctx), ctx), publication)
  },
}

/** @throws Fault 'not-found' */
function breachIn(breaches: readonly Breach[], publication: string): Breach {
  const found = breaches.find((one) => one.publication === publication)
  if (found === undefined)
    throw new Fault('not-found', 'No breach is recorded of that use. Nothing was changed. Open the list again.')
  return found
}

/**
 * Every breach, undecided ones first, then the newest. One found for the first time is recorded as known from now on.
 * Whoever brings in what another PC recorded asks for it in the same go, so that the 72 hours begin when it came (R59).
 */
export function breachesOf(pictures: Pictures, ctx: Ctx): Breach[] {
  const { db } = pictures.tenant
  const recorded = new Map(allBreaches(db).map((row) => [row.publication, row]))
  const decisions = breachDecisions(db)
  const before = noesBefore(pictures)
  const since = becomeAware(pictures, recorded, before, ctx)
  return pictures.uses
    .flatMap((use): Breach[] => {
      const noes = before(use)
      const known = recorded.get(use.row.id)
      const found = known ?? foundLater(use, noes, since)
      if (found === null) return []
      const decided = decisions.get(use.row.id)
      const decideBy = found.openedAt + HOURS_72
      return [
        {
          ...{ publication: use.row.id, channel: use.row.facts.channel, openedAt: found.openedAt, decideBy },
          title: pictures.sets.find((set) => set.row.id === use.row.set)?.row.facts.title ?? '',
          kind: known === undefined ? 'FOUND' : 'KNOWINGLY',
          overdue: decided === undefined && decideBy < ctx.now(),
          pupils: found.pupils.length + (known === undefined ? 0 : noes.length),
          why: found.why,
          decision: decided?.decision ?? null,
          note: decided?.note ?? null,
          decidedBy: decided?.by ?? null,
        },
      ]
    })
    .sort((a, b) => Number(a.decision !== null) - Number(b.decision !== null) || b.openedAt - a.openedAt)
}

/** Records those found for the first time. @returns since when each is known, milliseconds since 1970 UTC */
function becomeAware(
  { tenant, uses }: Pictures,
  recorded: ReadonlyMap<string, BreachRow>,
  before: (use: Use) => readonly NoBefore[],
  ctx: Ctx,
): ReadonlyMap<string, number> {
  const since = breachesKnownSince(tenant.db)
  const fresh = uses.filter((use) => !recorded.has(use.row.id) && !since.has(use.row.id) && before(use).length > 0)
  if (fresh.length === 0) return since
  ctx.append(
    tenant,
    fresh.map(({ row }) => add(breachAwareKind, row.id, { by: ctx.actor.id })),
  )
  return breachesKnownSince(tenant.db)
}

/** A No that was on another PC's records before the pictures went out, and came here since. */
function foundLater(
  use: Use,
  noes: readonly NoBefore[],
  since: ReadonlyMap<string, number>,
): Pick<BreachRow, 'openedAt' | 'pupils' | 'why'> | null {
  const openedAt = since.get(use.row.id)
  if (noes.length === 0 || openedAt === undefined) return null
  return {
    pupils: noes.map(({ pupil }) => pupil),
    openedAt,
    why: 'A no had been recorded before the pictures went out, and was not known, or the pupil not named, when they did.',
  }
}
