/** Serving the calls of reading. */
import { Fault } from '@contract/fault'
import type { RecordedFact, reading } from '@contract/reading'
import type { Source } from '@contract/document'
import type { Handlers } from '@contract/rpc'
import { onePerson } from '@db/repo/people'
import { allRecords, type DocumentRow } from '@db/repo/reading'
import type { Ctx } from '@vault/context'
import { set } from '@vault/entity'
import { applyDrafts } from './apply'
import { decisionDrafts } from './decide'
import { documentKind } from './events'
import { EXTENSIONS, readAll } from './intake'
import { beginJob, endJob, stopJob } from './jobs'
import { aroundOf, cardOf, documentIn, openReading, viewOf, type Around, type OpenReading } from './readings'
import { shareWith } from './share'

export const readingHandlers: Handlers<typeof reading, Ctx> = {
  'reading.read': async ({ school, from, job }, ctx) => {
    ctx.tenant(school)
    const stop = beginJob(school, job)
    if (stop === null) {
      throw new Fault('conflict', 'These documents are being read already. Wait until that has ended, or stop it.')
    }
    try {
      const folder = from === 'folder'
      const title = folder ? 'Choose a folder of documents to read' : 'Choose documents to read'
      const picked = await ctx.host.pickDocuments({ title, folder, extensions: EXTENSIONS })
      return picked === null ? [] : await readAll(picked, { id: job, school, ctx, stop })
    } finally {
      endJob(school, job)
    }
  },

  'reading.cancel': ({ school, job }) => ({ cancelled: stopJob(school, job) }),

  'reading.list': ({ school }, ctx) => {
    const around = aroundOf(school, ctx)
    return around.documents
      .filter(({ discarded }) => !discarded)
      .map((row) => cardOf(row, openReading(row, around), around, ctx))
  },

  'reading.open': ({ school, document }, ctx) => {
    const around = aroundOf(school, ctx)
    return viewOf(documentIn(around, document), around, ctx)
  },

  'reading.decide': ({ school, document, decisions }, ctx) => {
    const before = aroundOf(school, ctx)
    const row = documentIn(before, document)
    const { batch } = ctx.append(before.tenant, decisionDrafts(decisions, opened(row, before), before))
    const around = aroundOf(school, ctx)
    const after = opened(row, around)
    const keys = new Set(decisions.map(({ key }) => key))
    return {
      card: cardOf(row, after, around, ctx),
      findings: after.findings.filter(({ key }) => keys.has(key)),
      batch,
    }
  },

  'reading.apply': ({ school, document, reason }, ctx) => {
    const around = aroundOf(school, ctx)
    const row = documentIn(around, document)
    const { drafts, made } = applyDrafts(opened(row, around), around, ctx)
    const batch = drafts.length === 0 ? null : ctx.append(around.tenant, drafts, { reason }).batch
    return { view: viewOf(row, aroundOf(school, ctx), ctx), batch, made: [...made] }
  },

  'reading.share': ({ school, document, to }, ctx) => {
    const around = aroundOf(school, ctx)
    const row = documentIn(around, document)
    const reading = opened(row, around)
    const { shared, leftOut } = shareWith(to, around.tenant, reading, ctx)
    return { card: cardOf(row, reading, around, ctx), shared, leftOut: [...leftOut] }
  },

  'reading.discard': ({ school, document, reason }, ctx) => {
    const around = aroundOf(school, ctx)
    const row = documentIn(around, document)
    if (row.discarded) {
      throw new Fault('conflict', 'Somebody has taken this reading off the list already. Nothing was changed.')
    }
    return { batch: ctx.append(around.tenant, [set(documentKind, document, { discarded: true })], { reason }).batch }
  },

  'reading.records': ({ school }, ctx) =>
    allRecords(ctx.tenant(school).db)
      .filter(({ matrix }) => matrix === null)
      .map((record): RecordedFact => {
        const { id, kind, title, asWritten, understood, document, documentTitle, changedAt, person } = record
        return {
          ...{ id, kind, title, asWritten, understood, document, documentTitle, acceptedAt: changedAt },
          source: JSON.parse(record.source) as Source, // As the kind checked it.
          acceptedBy: onePerson(ctx.trust().db, person)?.name ?? 'Somebody no longer listed',
        }
      }),
}

/** @throws Fault 'unavailable' while parts of the document have not arrived on this PC */
function opened(row: DocumentRow, around: Around): OpenReading {
  const reading = openReading(row, around)
  if (reading !== null) return reading
  throw new Fault(
    'unavailable',
    'Parts of this document have not arrived on this PC yet. Nothing was changed. Try again once this PC has met the others.',
  )
}
