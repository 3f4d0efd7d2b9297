/** Taking signatures back that were recorded in error, one or all of a batch: what each had corrected stands again. */
import { Fault } from '@contract/fault'
import type { PersonId } from '@contract/primitives'
import type { Signing } from '@contract/signatures'
import { oneSigning, recordsOfActs, signingsOfBatch, type SigningRow } from '@db/repo/signings'
import type { Ctx, Tenant } from '@vault/context'
import type { Draft } from '../../sync/core/event'
import { headsOf } from '../../sync/core/merge'
import { SigningBody, signingKind } from './events-signing'
import { rootOf, takingBack, type ActRecord } from './rules/acts'
import { Signatures } from './signatures'
import { signingsIn } from './signings'

/** Takes one record back. @throws Fault 'not-found', 'conflict' for what does not stand any more */
export function takeBack(tenant: Tenant, signing: string, reason: string, ctx: Ctx): Signing {
  const row = oneSigning(tenant.db, signing)
  if (row?.facts == null || row.restores !== null || row.outcome === 'VOID') {
    throw new Fault('not-found', 'There is no such signature here. Nothing was changed. Open the person again.')
  }
  const records = recordsOfActs(tenant.db, [row.entity])
  const standing = records.filter(({ stands, outcome }) => stands && outcome !== 'VOID')
  if (!standing.some((one) => rootOf(one) === signing)) {
    throw new Fault(
      'conflict',
      'This signature does not stand any more: it was taken back or corrected. Nothing was changed.',
    )
  }
  // Where two PCs recorded the very same, it is one mistake.
  const wrong = standing.filter((one) => isSameAnswer(one, row)).map(rootOf)
  ctx.append(tenant, draftsFor(tenant, [row.entity], new Set([signing, ...wrong]), ctx.actor.id), { reason })
  const signatures = new Signatures(tenant, ctx, { of: [row.facts.signee] })
  const taken = signingsIn(signatures, row.facts.signee, ctx).find(({ id }) => id === signing)
  if (taken === undefined) throw new Error('A signature is not listed after it was taken back')
  return taken
}

const isSameAnswer = (a: SigningRow, b: SigningRow): boolean =>
  a.outcome === b.outcome && a.until === b.until && a.facts?.witness === b.facts?.witness

/**
 * Takes everything back that was recorded at once: a form, a class, a file. All of it in one change, or nothing.
 * @returns `left`: records that had been taken back before
 * @throws Fault 'not-found' for no such batch, 'conflict' when all of it was taken back already
 */
export function takeBackTogether(
  tenant: Tenant,
  batch: string,
  reason: string,
  ctx: Ctx,
): { takenBack: number; left: number } {
  const rows = signingsOfBatch(tenant.db, batch)
  if (rows.length === 0) {
    throw new Fault('not-found', 'Nothing of that is here to take back. Nothing was changed. Open the list again.')
  }
  const wrong = new Set(rows.map(({ event }) => event))
  const drafts = draftsFor(tenant, [...new Set(rows.map(({ entity }) => entity))], wrong, ctx.actor.id)
  const takenBack = new Set(drafts.flatMap(({ body }) => SigningBody.parse(body).voids)).size
  if (takenBack === 0) throw new Fault('conflict', 'All of that was taken back already. Nothing was changed.')
  ctx.append(tenant, drafts, { reason, undoes: batch })
  return { takenBack, left: rows.length - takenBack }
}

function draftsFor(
  tenant: Tenant,
  entities: readonly string[],
  wrong: ReadonlySet<string>,
  by: PersonId,
): readonly Draft[] {
  return entities.flatMap((entity) => takingBackDrafts(tenant, entity, wrong, by))
}

/** @returns none where nothing of the act is to be taken back */
export function takingBackDrafts(
  { log }: { readonly log: Pick<Tenant['log'], 'stateOf'> },
  entity: string,
  wrong: ReadonlySet<string>,
  by: PersonId,
): readonly Draft[] {
  const state = log.stateOf(signingKind.type, entity)
  if (state?.family !== 'decisions') return []
  const heads = new Set(headsOf(state.nodes, signingKind.rank ?? null))
  const nodes = Object.entries(state.nodes).sort(([a, one], [b, other]) =>
    one.hlc === other.hlc ? (a < b ? -1 : 1) : one.hlc < other.hlc ? -1 : 1,
  )
  const bodies = new Map<string, SigningBody>()
  const records = nodes.map(([event, { value, erased, parents }]): ActRecord => {
    const body = erased ? null : (SigningBody.safeParse(value).data ?? null)
    if (body !== null) bodies.set(event, body)
    return {
      ...{ event, outcome: body?.outcome ?? null, over: parents, stands: heads.has(event) },
      ...{ voids: body?.voids ?? [], restores: body?.restores?.[0] ?? null },
    }
  })
  const done = takingBack(records, wrong)
  if (done === null) return []
  const { over, voids } = done
  const [of] = over.flatMap((event) => bodies.get(event) ?? [])
  if (of === undefined) return []
  const op = over.length > 1 ? 'resolve' : 'decide'
  return done.restores.map((restored): Draft => {
    const said = restored === null ? undefined : bodies.get(restored)
    const now: SigningBody =
      said === undefined || restored === null
        ? { ...of, outcome: 'VOID', restores: [] }
        : { ...said, restores: [restored] }
    return { type: signingKind.type, entity, op, body: { ...now, by, voids: [...voids] }, parents: [...over] }
  })
}
