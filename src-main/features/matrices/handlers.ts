/** Serving the calls of matrices. */
import { Fault } from '@contract/fault'
import type { ActivityKey, CellContent, Column, Kind, matrices, MatrixView, Row } from '@contract/matrices'
import type { TenantId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { boundTexts, linesOf, partsOf, type Parts } from '@db/repo/matrices'
import { instantWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add, remove, set } from '@vault/entity'
import { save } from '@vault/printing'
import type { Draft } from '../../sync/core/event'
import { catalogueOf, keyFor, positionIn } from './activities'
import { refusal, wroteInto } from './approval'
import {
  blankCells,
  cellDraft,
  changed,
  columnDraft,
  copyOf,
  differing,
  draftEdition,
  placeAfter,
  placeWords,
  rowDraft,
  sayingOf,
} from './drafting'
import { draftOf, factsOf, lastBeginning, shownOn, type KeptEdition } from './editions'
import { activityKind, approvalKind, cellKind, editionKind, rowKind } from './events'
import { editionDocument } from './export'
import { proposeMappings } from './mapping'
import { cardsOf, contentHash, keptEditions, schoolOf, taughtIn, viewOf } from './reading'
import { BLANK } from './understand'
import { memoryOf, rememberDrafts } from './wordings'
import { inOrder } from './years'

export const matricesHandlers: Handlers<typeof matrices, Ctx> = {
  'matrices.list': ({ school }, ctx) => {
    const tenant = ctx.tenant(school)
    return cardsOf(tenant.db, taughtIn(tenant, ctx), ctx.today())
  },

  'matrices.open': ({ school, edition }, ctx) => view(ctx.tenant(school), edition, ctx),

  'matrices.create': ({ school, columns, ...facts }, ctx) => {
    refuseUnclearCaptions(facts.kind, columns)
    const tenant = ctx.tenant(school)
    const id = ctx.newId()
    ctx.append(tenant, [
      draftEdition(id, { ...facts, matrix: ctx.newId() }, { because: null, from: null }),
      ...columns.map((column, position) => {
        const columnId = ctx.newId()
        return columnDraft(columnId, id, columnId, { ...column, position })
      }),
    ])
    return view(tenant, id, ctx)
  },

  'matrices.openDraft': ({ school, edition, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const { kept, siblings } = found(tenant, edition)
    if (draftOf(siblings) !== null) {
      throw new Fault('conflict', 'A draft of this matrix is open already. Go on with it, or discard it first.')
    }
    const id = ctx.newId()
    const copy = copyOf(kept, partsIn(tenant, edition), linesOf(tenant.db, edition), { id, because: reason }, ctx.newId)
    ctx.append(tenant, copy, { reason })
    return view(tenant, id, ctx)
  },

  'matrices.discardDraft': ({ school, edition, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const { kept, siblings } = draft(tenant, edition, ctx)
    const rest = siblings.filter(({ id }) => id !== edition)
    ctx.append(tenant, [remove(editionKind, edition)], { reason })
    return { shown: shownOn(rest, ctx.today())?.id ?? kept.openedFrom ?? edition }
  },

  'matrices.setCell': ({ school, edition, row: rowId, column: columnId, change, reason }, ctx) => {
    refuseBackwardYears(change)
    const tenant = ctx.tenant(school)
    const { kept } = draft(tenant, edition, ctx)
    const parts = partsIn(tenant, edition)
    const row = rowIn(parts, rowId)
    const column = columnIn(parts, columnId)
    const cell = parts.cells.find((one) => one.row === rowId && one.column === columnId)
    const content = changed(cell?.content ?? BLANK, change)
    const id = cell?.id ?? ctx.newId()
    const { batch } = ctx.append(tenant, [cellChange(id, kept, row, column, cell?.content ?? null, content)], {
      reason,
    })
    const after = view(tenant, edition, ctx)
    const written = after.cells.find((one) => one.id === id)
    if (written === undefined) throw gone('cell')
    return { cell: written, batch, problems: after.problems }
  },

  'matrices.addRow': ({ school, edition, label, group, after, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const { kept } = draft(tenant, edition, ctx)
    const parts = partsIn(tenant, edition)
    if (after !== null) rowIn(parts, after)
    const { position, moved } = placeAfter(parts.rows, after)
    const id = ctx.newId()
    const added = rowDraft(id, edition, id, { group, label, activity: null, position })
    ctx.append(tenant, [...moved, added, ...blankCells(kept, { id, label }, parts.columns, ctx.newId)], { reason })
    return view(tenant, edition, ctx)
  },

  'matrices.renameRow': ({ school, edition, row, label, reason }, ctx) =>
    changeDraft(school, edition, reason, ctx, (parts) => {
      rowIn(parts, row)
      return [set(rowKind, row, { label })]
    }),

  'matrices.removeRow': ({ school, edition, row, reason }, ctx) =>
    changeDraft(school, edition, reason, ctx, (parts) => {
      rowIn(parts, row)
      const cells = parts.cells.filter((cell) => cell.row === row)
      return [remove(rowKind, row), ...cells.map((cell) => remove(cellKind, cell.id))]
    }),

  'matrices.mapRow': ({ school, edition, row: rowId, activity }, ctx) => {
    const tenant = ctx.tenant(school)
    const { kept, siblings } = found(tenant, edition)
    if (activity !== null && !catalogueOf(ctx.trust().db).some(({ key }) => key === activity)) {
      throw new Fault('not-found', 'That question is not in the catalogue. Choose another; nothing was changed.')
    }
    const row = rowIn(partsIn(tenant, edition), rowId)
    const copies = rowsToFollow(tenant, siblings, edition, row)
    if (activity !== null && kept.kind !== 'incident') remember(tenant, row.label, activity, ctx)
    ctx.append(
      tenant,
      [row, ...copies].map(({ id }) => set(rowKind, id, { activity })),
    )
    return view(tenant, edition, ctx)
  },

  'matrices.proposeMappings': ({ school, edition }, ctx) => [
    ...proposeMappings(view(ctx.tenant(school), edition, ctx), catalogueOf(ctx.trust().db), memoryOf(ctx.trust().db)),
  ],

  'matrices.approve': ({ school, edition, ...approving }, ctx) => {
    const tenant = ctx.tenant(school)
    const { kept, siblings } = draft(tenant, edition, ctx)
    if (wroteInto(tenant.log, edition, ctx.actor.id)) {
      throw new Fault('denied', 'You wrote in this draft, so somebody else has to approve it. Nothing was changed.')
    }
    const { problems, rows } = view(tenant, edition, ctx)
    const refused = refusal(approving, {
      rows: rows.length,
      problems,
      lastBeginning: lastBeginning(siblings),
      today: ctx.today(),
    })
    if (refused !== null) throw new Fault(refused.code, refused.words)
    const content = contentHash(kept, boundTexts(tenant.db, [edition]).get(edition) ?? [])
    ctx.append(tenant, [add(approvalKind, ctx.newId(), { edition, title: kept.title, content, ...approving })])
    return view(tenant, edition, ctx)
  },

  'matrices.export': ({ school, edition, format }, ctx) => {
    const tenant = ctx.tenant(school)
    const made = `${instantWords(ctx.now())} by ${ctx.actor.name}`
    return save(editionDocument(view(tenant, edition, ctx), nameOf(tenant, ctx), made), format, ctx.today(), ctx.host)
  },

  'matrices.catalogue': (_input, ctx) => [...catalogueOf(ctx.trust().db)],

  'matrices.addActivity': ({ label, area, reason }, ctx) => {
    const catalogue = catalogueOf(ctx.trust().db)
    if (catalogue.some((activity) => activity.label.toLowerCase() === label.toLowerCase())) {
      throw new Fault('conflict', 'The catalogue has a question worded just so. Use that one; nothing was changed.')
    }
    const key = keyFor(label, new Set(catalogue.map((activity) => activity.key)))
    const added = { key, label, area, position: positionIn(catalogue, area) }
    ctx.append(ctx.trust(), [set(activityKind, ctx.newId(), added)], { reason })
    return added
  },
}

/** An edition with all editions of its matrix. @throws Fault 'not-found' */
function found(tenant: Tenant, edition: string): { kept: KeptEdition; siblings: readonly KeptEdition[] } {
  const all = keptEditions(tenant.db)
  const kept = all.find(({ id }) => id === edition)
  if (kept === undefined) throw gone('edition')
  return { kept, siblings: all.filter(({ matrix }) => matrix === kept.matrix) }
}

/** The same for an edition that may be changed. @throws Fault 'conflict' when it is no draft */
function draft(tenant: Tenant, edition: string, ctx: Ctx): ReturnType<typeof found> {
  const known = found(tenant, edition)
  const { status } = factsOf(known.kept, known.siblings, ctx.today())
  if (status !== 'DRAFT') {
    const what = status === 'SUPERSEDED' ? 'was replaced by a later one' : 'is approved or in use'
    throw new Fault(
      'conflict',
      `This edition ${what} and stays as it is. Open a draft to change it. Nothing was changed.`,
    )
  }
  return known
}

const partsIn = (tenant: Tenant, edition: string): Parts =>
  partsOf(tenant.db, [edition]).get(edition) ?? { columns: [], rows: [], cells: [] }

function view(tenant: Tenant, edition: string, ctx: Ctx): MatrixView {
  const opened = viewOf(tenant.db, edition, taughtIn(tenant, ctx), ctx.today())
  if (opened === null) throw gone('edition')
  return opened
}

function changeDraft(
  school: TenantId,
  edition: string,
  reason: string,
  ctx: Ctx,
  drafts: (parts: Parts) => readonly Draft[],
): MatrixView {
  const tenant = ctx.tenant(school)
  draft(tenant, edition, ctx)
  ctx.append(tenant, drafts(partsIn(tenant, edition)), { reason })
  return view(tenant, edition, ctx)
}

/** One event for a cell: the whole of a new one, otherwise the parts that differ. */
function cellChange(
  id: string,
  { id: edition, kind }: KeptEdition,
  row: Row,
  column: Column,
  before: CellContent | null,
  after: CellContent,
): Draft {
  if (before === null) return cellDraft(id, { edition, kind, lineage: id }, row, column, after)
  const words = { place: placeWords(row, column), saying: sayingOf(kind, column, after) }
  return set(cellKind, id, { ...differing(before, after), ...words })
}

/**
 * Copies of a row in the other editions of its matrix that were matched as this one was: a match is about the
 * question, so an open draft does not lose it when it comes into force.
 */
function rowsToFollow(tenant: Tenant, siblings: readonly KeptEdition[], edition: string, row: Row): readonly Row[] {
  const open = draftOf(siblings)
  if (open === null || open.id === edition) return []
  const line = linesOf(tenant.db, edition).get(row.id)
  const lines = linesOf(tenant.db, open.id)
  return partsIn(tenant, open.id).rows.filter(({ id, activity }) => lines.get(id) === line && activity === row.activity)
}

/** Tells the other schools of the trust how a wording was matched. Taking a match back does not unsay it. */
function remember(tenant: Tenant, label: string, activity: ActivityKey, ctx: Ctx): void {
  const school = schoolOf(tenant, ctx)?.id ?? null
  const drafts = rememberDrafts(ctx.trust(), label, activity, school, ctx.actor.id)
  if (drafts.length > 0) ctx.append(ctx.trust(), drafts)
}

function rowIn(parts: Parts, id: string): Row {
  const row = parts.rows.find((one) => one.id === id)
  if (row === undefined) throw gone('row')
  return row
}

function columnIn(parts: Parts, id: string): Column {
  const column = parts.columns.find((one) => one.id === id)
  if (column === undefined) throw gone('column')
  return column
}

function refuseBackwardYears(change: { readonly answers?: CellContent['answers'] | undefined }): void {
  if ((change.answers ?? []).every(({ years }) => years === null || inOrder(years))) return
  throw new Fault('bad-input', 'The first year comes after the last. Swap them; nothing was changed.')
}

function refuseUnclearCaptions(
  kind: Kind,
  columns: readonly { readonly captions: readonly { id: string; level: unknown }[] }[],
): void {
  for (const { captions } of columns) {
    if (new Set(captions.map(({ id }) => id)).size < captions.length) {
      throw new Fault('bad-input', 'Two headings of one column have the same name. Give each its own.')
    }
    if (kind !== 'incident' && captions.some(({ level }) => level === null)) {
      throw new Fault('bad-input', 'Say for each heading what a mark under it means. Nothing was changed.')
    }
  }
}

/** The name of the school a file belongs to, or of the baseline. */
const nameOf = (tenant: Tenant, ctx: Ctx): string => schoolOf(tenant, ctx)?.name ?? 'Trust baseline'

const gone = (what: 'edition' | 'row' | 'column' | 'cell'): Fault =>
  new Fault('not-found', `That ${what} is not there any more. Open the matrix again; nothing was changed.`)
