/** What can happen to documents read, as the log knows it. All of it lives in the school's own file. */
import { z } from 'zod'
import { Format, Source } from '@contract/document'
import { EntityId, PersonId, SchoolId } from '@contract/primitives'
import { Correction, FindingKind, Verdict } from '@contract/reading'
import { entityKind } from '@vault/entity'
import type { Json, LogEvent } from '../../sync/core/event'

/** Most parts one half of a document is packed in; each fits one event (see decision-document-in-log.md). */
export const PARTS_LIMIT = 100

const parts = z.int().min(0).max(PARTS_LIMIT)

/** One reading of one document. It stays in the history for ever; taking it off the list is a change of it. */
export const documentKind = entityKind({
  type: 'reading.document',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    fileName: z.string().max(300),
    format: Format,
    pages: z.int().positive().nullable(),
    bytes: z.string().length(64),
    words: z.string().length(64),
    title: z.string().max(300),
    series: EntityId,
    leftOut: z.array(z.string().max(300)).max(100),
    blockParts: parts,
    reportParts: parts,
    person: PersonId,
    sharedFrom: SchoolId.nullable(),
    discarded: z.boolean(),
  }),
  words: (event, before) => {
    const title = textIn(event.body, 'title') ?? textIn(before, 'title') ?? 'a document'
    if (before !== null) {
      const off = fieldOf(event.body, 'discarded') === true
      return off === isUndoing(event) ? `Put “${title}” on the list again` : `Took “${title}” off the list`
    }
    const from = textIn(event.body, 'sharedFrom')
    return from === null ? `Read “${title}”` : `Took over “${title}” as {school:${from}} read it`
  },
  shown: () => null,
  undo: 'reading.review',
})

/** A part of what a document says, packed; written with the document and never changed. */
export const textKind = entityKind({
  type: 'reading.text',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    document: EntityId,
    title: z.string().max(300),
    of: z.enum(['blocks', 'report']),
    part: z.int().min(0).max(PARTS_LIMIT),
    text: z.string().max(56_000),
  }),
  words: (event) =>
    `${textIn(event.body, 'of') === 'report' ? 'Kept what was found in' : 'Kept the text of'} “${textIn(event.body, 'title') ?? 'a document'}”`,
})

/** What a person decided on one finding; its entity id follows from document and key, so that two PCs decide on one thing. */
export const findingKind = entityKind({
  type: 'reading.finding',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    document: EntityId,
    key: z.string().min(1).max(64),
    title: z.string().max(600),
    verdict: Verdict,
    correction: Correction.nullable(),
    /** Put into the records as it was decided. */
    applied: z.boolean(),
  }),
  words: (event, before) => {
    const title = textIn(event.body, 'title') ?? textIn(before, 'title') ?? 'a finding'
    if (event.op !== 'set') return `Decided on “${title}”`
    const verdict = textIn(event.body, 'verdict')
    if (verdict === null) {
      const isIn = fieldOf(event.body, 'applied') === true
      return isIn === isUndoing(event) ? `Took “${title}” out of the records` : `Put “${title}” into the records`
    }
    if (verdict === 'undecided') return `Took back the decision on “${title}”`
    const corrected = (fieldOf(event.body, 'correction') ?? null) !== null
    return verdict === 'rejected'
      ? `Rejected “${title}”`
      : `${corrected ? 'Corrected and accepted' : 'Accepted'} “${title}”`
  },
  shown: (fields) => {
    const words = textIn(fields['correction'] ?? null, 'words')
    const verdict = textIn(fields, 'verdict')
    return words ?? (verdict === null ? null : VERDICT_WORDS[Verdict.catch('undecided').parse(verdict)])
  },
  undo: 'reading.review',
  whyNotUndo: (_db, fields, changed) => {
    if (changed.every((name) => name === 'applied') || fields['applied'] !== true) return null
    return 'This was put into the records since. Undo that first, or change the records. Nothing was undone.'
  },
})

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  undecided: 'Not decided',
  accepted: 'Accepted',
  rejected: 'Rejected',
}

/** Something accepted from a document. A later edition sets the same entity anew: its id follows from series and key. */
export const recordKind = entityKind({
  type: 'reading.record',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    series: EntityId,
    key: z.string().min(1).max(64),
    kind: FindingKind,
    title: z.string().max(600),
    asWritten: z.string().max(4000),
    asRead: z.string().max(4000).nullable(),
    understood: z.string().max(1000).nullable(),
    data: z.json(),
    matrix: EntityId.nullable(),
    document: EntityId,
    documentTitle: z.string().max(300),
    source: Source,
    person: PersonId,
  }),
  words: (event, before) => {
    const title = textIn(event.body, 'title') ?? textIn(before, 'title') ?? 'a fact'
    const undoing = isUndoing(event)
    if (event.op === 'delete') return undoing ? `Recorded “${title}”` : `Took “${title}” off the records`
    if (event.op === 'restore')
      return undoing ? `Took “${title}” off the records` : `Brought “${title}” back into the records`
    return `${before === null ? 'Recorded' : 'Recorded anew'} “${title}”`
  },
  shown: (fields) => textIn(fields, 'asWritten'),
  undo: 'reading.review',
})

export const readingKinds = [documentKind, textKind, findingKind, recordKind] as const

function fieldOf(body: Json | Readonly<Record<string, Json>> | null, name: string): Json | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  return Object.entries(body).find(([key]) => key === name)?.[1]
}

function textIn(body: Json | Readonly<Record<string, Json>> | null, name: string): string | null {
  const value = fieldOf(body, name)
  return typeof value === 'string' ? value : null
}

/** The history says “Undid:” before the words of a reversal, so they name what was undone. */
const isUndoing = ({ undoes }: Pick<LogEvent, 'undoes'>): boolean => undoes !== null
