/** Batches as the page gets them: their counts, their re-key, their sheets; and who may write in them. */
import { Fault } from '@contract/fault'
import type { Batch, BatchCard, Sheet } from '@contract/entry'
import { allPurposes, oneWording } from '@db/repo/consents'
import {
  allBatches,
  oneBatch,
  oneSheet,
  rekeysOf,
  sheetsOf,
  sheetStates,
  type BatchRow,
  type RekeyRow,
  type SheetRow,
} from '@db/repo/entry'
import { somePupils, type PupilRow } from '@db/repo/pupils'
import { byKey } from '@vault/by-key'
import type { Ctx, Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { cardOf, restrictedPupils } from '../pupils'
import { needsFullRekey, sampleOf } from './rules/sample'

/** As much of a sheet as counting takes. */
type Counted = ReturnType<typeof sheetStates>[number]

/** Every batch, the newest first. */
export function cardsOf(tenant: Tenant): BatchCard[] {
  const sheets = byKey(sheetStates(tenant.db, null), ({ batch }) => batch)
  const rekeys = byKey(rekeysOf(tenant.db, null), ({ batch }) => batch)
  return allBatches(tenant.db).map((row) => card(tenant, row, sheets.get(row.id) ?? [], rekeys.get(row.id) ?? []))
}

export const cardOfBatch = (tenant: Tenant, id: string): BatchCard => {
  const row = batchIn(tenant, id)
  return card(tenant, row, sheetStates(tenant.db, id), rekeysOf(tenant.db, id))
}

function card(tenant: Tenant, row: BatchRow, sheets: readonly Counted[], rekeys: readonly RekeyRow[]): BatchCard {
  const keyed = sheets.filter(isKeyed)
  const { id, wording, receivedOn, expected, owner, state, startedAt } = row
  return {
    ...{ id, wording, version: versionOf(tenant, wording), receivedOn, expected, owner, state, startedAt },
    keyed: keyed.length,
    toCheck: sheets.filter((one) => one.state === 'TO_CHECK').length,
    rekey: rekeyOf(id, keyed, rekeys),
  }
}

/** A form that came back and was keyed; drafts and what was set aside are not in the count of a pile. */
export const isKeyed = ({ state }: Pick<SheetRow, 'state'>): boolean => state === 'SAVED' || state === 'TO_CHECK'

function rekeyOf(batch: string, keyed: readonly Counted[], rekeys: readonly RekeyRow[]): BatchCard['rekey'] {
  const full = needsFullRekey(rekeys)
  const sample = sampleIn(batch, keyed, full)
  const done = new Set(rekeys.map(({ sheet }) => sheet))
  return {
    sample: sample.length,
    done: sample.filter(({ id }) => done.has(id)).length,
    differing: keyed.filter(({ problems }) => problems.includes('REKEY_DIFFERS')).length,
    full,
  }
}

/** The forms of a batch to key again. */
export const sampleIn = <T extends { readonly id: string }>(
  batch: string,
  keyed: readonly T[],
  full: boolean,
): readonly T[] => sampleOf(keyed, (id) => hashHex(`entry.sample ${batch} ${id}`), full)

/** A batch with every form in it, as keyed. */
export function batchView(tenant: Tenant, id: string, ctx: Ctx): Batch {
  const row = batchIn(tenant, id)
  const issued = oneWording(tenant.db, row.wording)?.issued
  const labels = new Map(allPurposes(tenant.db).map((purpose) => [purpose.id, purpose.label]))
  return {
    ...cardOfBatch(tenant, id),
    questions: (issued?.questions ?? []).map((question) => ({
      ...question,
      label: labels.get(question.purpose) ?? question.text.slice(0, 200),
    })),
    sheets: sheetViews(tenant, sheetsOf(tenant.db, id), ctx),
  }
}

/** Sheets with a line about whom each is; those of pupils since erased are left out. */
export function sheetViews(tenant: Tenant, rows: readonly SheetRow[], ctx: Ctx): Sheet[] {
  const today = ctx.today()
  const ids = [...new Set(rows.map(({ pupil }) => pupil))]
  const pupils = new Map(somePupils(tenant.db, ids).map((pupil) => [pupil.id, pupil]))
  const restricted = restrictedPupils(tenant.db, ids, today)
  return rows.flatMap(({ id, position, state, problems, facts, pupil }) => {
    const about = pupils.get(pupil)
    if (about === undefined) return []
    const line = cardOf(about, today, restricted.has(pupil))
    return [{ ...facts, id, position, state, problems: [...problems], card: line }]
  })
}

/** One line about a pupil. */
export const pupilCard = (tenant: Tenant, pupil: PupilRow, ctx: Ctx) =>
  cardOf(pupil, ctx.today(), restrictedPupils(tenant.db, [pupil.id], ctx.today()).has(pupil.id))

/** @throws Fault 'not-found' */
export function batchIn(tenant: Tenant, id: string): BatchRow {
  const row = oneBatch(tenant.db, id)
  if (row === null) throw new Fault('not-found', 'This school has no such batch. Nothing was changed.')
  return row
}

/** @throws Fault 'not-found' */
export function sheetIn(tenant: Tenant, batch: BatchRow, id: string): SheetRow {
  const row = oneSheet(tenant.db, id)
  if (row === null || row.batch !== batch.id) {
    throw new Fault('not-found', 'This batch has no such form. Nothing was changed. Open the batch again.')
  }
  return row
}

/**
 * The batch, if the caller owns it and is at work in it: one owner at a time (ux 6).
 * @throws Fault 'conflict' otherwise
 */
export function ownBatch(tenant: Tenant, id: string, ctx: Ctx): BatchRow {
  const row = ownedBatch(tenant, id, ctx)
  if (row.state !== 'OPEN') {
    throw new Fault('conflict', 'This batch is not open. Nothing was saved. Take it up again first.')
  }
  return row
}

/** The batch, if it is the caller's, whatever its state. @throws Fault 'conflict' otherwise */
export function ownedBatch(tenant: Tenant, id: string, ctx: Ctx): BatchRow {
  const row = batchIn(tenant, id)
  if (row.owner === ctx.actor.id) return row
  throw new Fault(
    'conflict',
    'Somebody else is keying this batch. Nothing was saved. Take the batch over first; they will then be told the same.',
  )
}

export const versionOf = (tenant: Tenant, wording: string): string =>
  oneWording(tenant.db, wording)?.issued?.version ?? ''
