/** Serving the blind re-key: which forms, and how the second keying differs. Nothing here tells what was keyed first. */
import { Fault } from '@contract/fault'
import type { entry } from '@contract/entry'
import type { Handlers } from '@contract/rpc'
import { rekeysOf, sheetsOf, sheetStates, type BatchRow, type SheetRow } from '@db/repo/entry'
import type { Ctx, Tenant } from '@vault/context'
import { add, set } from '@vault/entity'
import { fileOf } from '../consents'
import { batchIn, cardOfBatch, isKeyed, sampleIn, sheetViews } from './batches'
import { rekeyKind, sheetKind } from './events'
import { differencesOf, needsFullRekey } from './rules/sample'

type Rekeying = Pick<Handlers<typeof entry, Ctx>, 'entry.sample' | 'entry.rekey'>

export const rekeyHandlers: Rekeying = {
  'entry.sample': ({ school, batch: id }, ctx) => {
    const tenant = fileOf(school, ctx)
    const batch = batchIn(tenant, id)
    const rekeys = rekeysOf(tenant.db, id)
    const done = new Map(rekeys.map(({ sheet, by }) => [sheet, by]))
    const sample = new Set(sampled(tenant, batch).map((one) => one.id))
    const rows = sheetsOf(tenant.db, id).filter((row) => sample.has(row.id))
    const open = rows.filter((row) => !done.has(row.id) && !hasSeen(tenant, row, ctx))
    const own = rows.filter((row) => done.get(row.id) === ctx.actor.id)
    if (rows.length > 0 && open.length === 0 && own.length === 0) {
      throw new Fault(
        'denied',
        rows.every((row) => done.has(row.id))
          ? 'Every form of the sample has been keyed a second time already.'
          : 'You have keyed or opened these forms yourself. Somebody else has to key them the second time.',
      )
    }
    const listed = new Set([...open, ...own].map((row) => row.id))
    return sheetViews(tenant, rows, ctx)
      .filter((view) => listed.has(view.id))
      .map(({ id: sheet, position, card }) => ({ sheet, position, card, done: done.has(sheet) }))
  },

  'entry.rekey': ({ school, batch: id, sheet, ticks, signedOn }, ctx) => {
    const tenant = fileOf(school, ctx)
    const batch = batchIn(tenant, id)
    const row = sheetsOf(tenant.db, id).find((one) => one.id === sheet)
    if (row === undefined || !sampled(tenant, batch).some((one) => one.id === sheet)) {
      throw new Fault(
        'not-found',
        'That form is not to be keyed a second time. Nothing was saved. Open the list again.',
      )
    }
    if (batch.state === 'CLOSED') {
      throw new Fault('conflict', 'This batch is closed. Nothing was saved.')
    }
    if (rekeysOf(tenant.db, id).some((one) => one.sheet === sheet)) {
      throw new Fault('conflict', 'This form has been keyed a second time already. Nothing was saved.')
    }
    if (hasSeen(tenant, row, ctx)) {
      throw new Fault(
        'denied',
        'You have keyed or opened this form yourself. Somebody else has to key it. Nothing was saved.',
      )
    }
    if (ticks.length !== row.facts.ticks.length) {
      throw new Fault('bad-input', 'The form has another number of questions. Nothing was saved. Open the list again.')
    }
    const differs = [...differencesOf(row.facts, { ticks, signedOn })]
    ctx.append(tenant, [
      add(rekeyKind, ctx.newId(), { batch: id, sheet, ticks, signedOn, differs, by: ctx.actor.id }),
      // Neither keying is taken for the right one: the answers stay, and somebody looks at the paper.
      ...(differs.length === 0
        ? []
        : [set(sheetKind, sheet, { problems: [...new Set([...row.problems, 'REKEY_DIFFERS'])] })]),
    ])
    return { differs, batch: cardOfBatch(tenant, id) }
  },
}

function sampled(tenant: Tenant, { id }: BatchRow) {
  const keyed = sheetStates(tenant.db, id).filter(isKeyed)
  return sampleIn(id, keyed, needsFullRekey(rekeysOf(tenant.db, id)))
}

/** Whoever has written on a form knows what was keyed, and is not blind. */
function hasSeen(tenant: Tenant, { id }: SheetRow, ctx: Ctx): boolean {
  return tenant.log.find({ entity: id, person: ctx.actor.id, limit: 1 }).length > 0
}
