/** Serving the calls of keying: the child behind a form, forms kept and saved, looked at, set aside. */
import { Fault } from '@contract/fault'
import type { entry, Sheet, SheetFacts } from '@contract/entry'
import type { SchoolId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { lastPosition, oneSheet, sheetsAt, type BatchRow, type SheetRow } from '@db/repo/entry'
import type { Ctx, Tenant } from '@vault/context'
import { remove, set } from '@vault/entity'
import { canonical, type Draft, type Json } from '../../sync/core/event'
import { fileOf, pupilIn } from '../consents'
import { answersDrafts } from './answers'
import { batchIn, ownBatch, sheetIn, sheetViews } from './batches'
import { sheetKind } from './events'
import { checkFacts, judge } from './judging'
import { countingIn } from './rules/said'
import { formScanned, targetOf } from './targets'

type Keying = Pick<
  Handlers<typeof entry, Ctx>,
  'entry.scan' | 'entry.target' | 'entry.keep' | 'entry.save' | 'entry.release' | 'entry.setAside'
>

export const keyHandlers: Keying = {
  'entry.scan': ({ school, batch, number }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { form, pupil } = formScanned(tenant, number)
    return targetOf(tenant, batchIn(tenant, batch), { pupil, form }, ctx)
  },

  'entry.target': ({ school, batch, pupil }, ctx) => {
    const tenant = fileOf(school, ctx)
    return targetOf(tenant, batchIn(tenant, batch), { pupil: pupilIn(tenant, pupil), form: null }, ctx)
  },

  'entry.keep': ({ school, batch: id, sheet, facts }, ctx) => {
    const { tenant, batch } = batchOf(school, id, ctx)
    checkFacts(tenant, batch, facts)
    const { draft, position } = placeOf(tenant, batch, sheet)
    if (draft !== null && canonical(plain(draft.facts)) === canonical(plain(facts))) return { sheet: draft.id }
    const kept = draft?.id ?? ctx.newId()
    ctx.append(tenant, [
      draft === null
        ? set(sheetKind, kept, { ...whole(facts, batch, position, ctx), state: 'DRAFT', problems: [] })
        : set(sheetKind, kept, { ...facts, keyedBy: ctx.actor.id }),
    ])
    return { sheet: kept }
  },

  'entry.save': ({ school, batch: id, sheet, facts }, ctx) => {
    const { tenant, batch } = batchOf(school, id, ctx)
    const pupil = checkFacts(tenant, batch, facts)
    const { saved, draft, position } = placeOf(tenant, batch, sheet)
    // A draft of a new form becomes the form; that of a correction goes, and the form is corrected.
    const own = saved?.id ?? draft?.id ?? ctx.newId()
    const judged = judge(tenant, batch, { facts, pupil, sheet: saved }, ctx)
    const state = judged.isHeld ? 'TO_CHECK' : 'SAVED'
    const source = judged.source(own, position, !judged.isHeld)
    ctx.append(tenant, [
      set(sheetKind, own, { ...whole(facts, batch, position, ctx), state, problems: [...judged.problems] }),
      ...(saved !== null && draft !== null ? [remove(sheetKind, draft.id)] : []),
      ...answersDrafts(tenant, own, source, countingIn(state, judged.said), {
        ...{ isHeld: judged.isHeld, by: ctx.actor.id },
      }),
    ])
    return sheetView(tenant, own, ctx)
  },

  'entry.release': ({ school, batch: id, sheet, note }, ctx) => {
    const tenant = fileOf(school, ctx)
    const batch = batchIn(tenant, id)
    const row = sheetIn(tenant, batch, sheet)
    const problems = row.problems.filter((problem) => problem !== 'REKEY_DIFFERS')
    if (row.state !== 'TO_CHECK' && problems.length === row.problems.length) {
      throw new Fault('conflict', 'This form is not held. Nothing was changed. Open the batch again.')
    }
    const looked = set(sheetKind, sheet, { state: 'SAVED', problems, outcome: note })
    ctx.append(tenant, [looked, ...(row.state === 'TO_CHECK' ? released(tenant, batch, row, ctx) : [])])
    return sheetView(tenant, sheet, ctx)
  },

  'entry.setAside': ({ school, batch: id, sheet, note }, ctx) => {
    const tenant = fileOf(school, ctx)
    const batch = batchIn(tenant, id)
    const row = sheetIn(tenant, batch, sheet)
    const { saved, draft } = placeOf(tenant, batch, sheet)
    if (row.state === 'SET_ASIDE') throw new Fault('conflict', 'This form was set aside already. Nothing was changed.')
    if (row.state === 'DRAFT' && saved !== null) {
      // The draft of a correction: the form itself stays as it was saved.
      ctx.append(tenant, [remove(sheetKind, row.id)])
      return sheetView(tenant, saved.id, ctx)
    }
    ctx.append(tenant, [
      set(sheetKind, sheet, { state: 'SET_ASIDE', outcome: note }),
      ...(draft !== null && draft.id !== sheet ? [remove(sheetKind, draft.id)] : []),
      ...answersDrafts(tenant, sheet, null, [], { isHeld: false, by: ctx.actor.id }),
    ])
    return sheetView(tenant, sheet, ctx)
  },
}

function batchOf(school: SchoolId, id: string, ctx: Ctx): { readonly tenant: Tenant; readonly batch: BatchRow } {
  const tenant = fileOf(school, ctx)
  return { tenant, batch: ownBatch(tenant, id, ctx) }
}

/** Every field of a sheet but its state. */
const whole = (facts: SheetFacts, batch: BatchRow, position: number, ctx: Ctx) => ({
  ...facts,
  ...{ batch: batch.id, position, keyedBy: ctx.actor.id, outcome: null },
})

/** Where a form stands in its batch. A form being corrected has a draft beside it, at the same place. */
interface Place {
  readonly saved: SheetRow | null
  readonly draft: SheetRow | null
  readonly position: number
}

/** @param sheet a form or its draft; null: a new form at the end @throws Fault 'not-found' */
function placeOf(tenant: Tenant, batch: BatchRow, sheet: string | null): Place {
  if (sheet === null) return { saved: null, draft: null, position: lastPosition(tenant.db, batch.id) + 1 }
  const { position } = sheetIn(tenant, batch, sheet)
  const here = sheetsAt(tenant.db, batch.id, position)
  return {
    saved: here.find(({ state }) => state !== 'DRAFT') ?? null,
    draft: here.find(({ state }) => state === 'DRAFT') ?? null,
    position,
  }
}

/** Answers of a held form that count from now on. @throws Fault 'conflict' when looking at it was not enough */
function released(tenant: Tenant, batch: BatchRow, row: SheetRow, ctx: Ctx): readonly Draft[] {
  const pupil = pupilIn(tenant, row.pupil)
  const judged = judge(tenant, batch, { facts: row.facts, pupil, sheet: row }, ctx)
  if (judged.whyNotReleased !== null) {
    throw new Fault('conflict', `${judged.whyNotReleased} Nothing was changed; its no counts already.`)
  }
  const source = judged.source(row.id, row.position, true)
  return answersDrafts(tenant, row.id, source, judged.said, { isHeld: false, by: ctx.actor.id })
}

function sheetView(tenant: Tenant, id: string, ctx: Ctx): Sheet {
  const row = oneSheet(tenant.db, id)
  const [view] = row === null ? [] : sheetViews(tenant, [row], ctx)
  if (view === undefined) throw new Error('A sheet that was written is there')
  return view
}

const plain = (facts: SheetFacts): Json => ({ ...facts })
