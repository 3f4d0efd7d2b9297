/** What can happen to matrices and to the trust's catalogue of activities, as the log knows it. */
import { z } from 'zod'
import { Activity, ActivityKey, CellContent, Column, EditionFacts, Row } from '@contract/matrices'
import { CivilDate, EntityId, Note, PersonId, SchoolId, StatedDate } from '@contract/primitives'
import { allApprovals, allEditions } from '@db/repo/matrices'
import { entityKind, type EntityKind } from '@vault/entity'
import type { Json, LogEvent } from '../../sync/core/event'

/** Where a part belongs, and the first of its line: copies in later editions keep it. */
const part = { edition: EntityId, lineage: EntityId }

/** What was approved, or taken over as in use, is changed by a new draft, not by undoing what led to it (C23). */
const settled: NonNullable<EntityKind['whyNotUndo']> = (db, { edition }, changed) => {
  // Matching a row to a question changes nothing an approval binds.
  if (changed.length > 0 && changed.every((name) => name === 'activity')) return null
  const isInUse = allEditions(db).some(({ id, inUse }) => id === edition && inUse)
  if (!isInUse && !allApprovals(db).some((approval) => approval.edition === edition)) return null
  return 'This was approved since. Open a draft and change it there. Nothing was undone.'
}

/** One edition of a matrix. A new one is a draft unless it was taken over as already in use. */
export const editionKind = entityKind({
  type: 'matrices.edition',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    matrix: EntityId,
    ...EditionFacts.pick({
      title: true,
      kind: true,
      rowHeading: true,
      document: true,
      effectiveFrom: true,
      approvedOn: true,
      approvingBody: true,
      nextReview: true,
      openedBecause: true,
    }).shape,
    /** Taken over as in use already, with the approval its document states (R86); false for all that is approved here. */
    inUse: z.boolean(),
    /** Edition it was copied from; null when it is the first. */
    openedFrom: EntityId.nullable(),
  }),
  words: (event, before) => {
    const title = textIn(event.body, 'title') ?? textIn(before, 'title') ?? 'a matrix'
    if (event.op === 'delete') return `Discarded the draft of “${title}”`
    if (event.op === 'restore') return `Brought back the draft of “${title}”`
    if (before !== null) return `Changed the facts of “${title}”`
    return textIn(event.body, 'openedFrom') === null ? `Added “${title}”` : `Opened a draft of “${title}”`
  },
  shown: () => null,
  // Taking back the opening of an edition would take the edition away, approved or not; a draft is discarded instead.
  undo: 'never',
})

/** That somebody approved an edition, exactly as it stood. Never taken back; changing the edition voids it (C23, R122). */
export const approvalKind = entityKind({
  type: 'matrices.approval',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    edition: EntityId,
    title: z.string(),
    /** Hash of the content approved, 64 hex digits. */
    content: z.string().length(64),
    approvingBody: z.string(),
    approvedOn: CivilDate,
    effectiveFrom: CivilDate,
    nextReview: StatedDate.nullable(),
    minute: Note.nullable(),
  }),
  words: (event) =>
    `Approved “${textIn(event.body, 'title') ?? 'a matrix'}”, in force from ${textIn(event.body, 'effectiveFrom') ?? ''}`,
})

export const columnKind = entityKind({
  type: 'matrices.column',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ ...part, ...Column.omit({ id: true }).shape }),
  words: (event, before) => {
    const label = textIn(event.body, 'label') ?? textIn(before, 'label') ?? ''
    return before === null ? `Added the column “${label}”` : `Changed the column “${label}”`
  },
  shown: (fields) => textIn(fields, 'label'),
  whyNotUndo: settled,
})

export const rowKind = entityKind({
  type: 'matrices.row',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ ...part, ...Row.omit({ id: true }).shape }),
  words: rowWords,
  shown: (fields) => textIn(fields, 'label') ?? textIn(fields, 'activity'),
  whyNotUndo: settled,
})

/** A cell: its content, and for the history the place and the value in words as they stood when it was set. */
export const cellKind = entityKind({
  type: 'matrices.cell',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    ...part,
    row: EntityId,
    column: EntityId,
    ...CellContent.shape,
    place: z.string().max(1000),
    saying: z.string().max(4000),
  }),
  words: (event, before) => {
    const place = textIn(event.body, 'place') ?? textIn(before, 'place') ?? 'a cell'
    if (event.op === 'delete') return `Took away ${place}`
    if (event.op === 'restore') return `Brought back ${place}`
    return `${before === null ? 'Entered' : 'Set'} ${place}: ${sayingIn(event.body) ?? sayingIn(before) ?? ''}`
  },
  shown: sayingIn,
  whyNotUndo: settled,
})

/** An activity the trust added to the catalogue; lives in the trust's file. */
export const activityKind = entityKind({
  type: 'matrices.activity',
  family: 'fields',
  schema: 1,
  body: Activity,
  words: (event, before) => {
    const label = textIn(event.body, 'label') ?? textIn(before, 'label') ?? ''
    return event.op === 'delete' ? `Took the question “${label}” away` : `Added the question “${label}”`
  },
  shown: (fields) => textIn(fields, 'label'),
  undo: 'catalogue.edit',
})

/**
 * That a school matched rows worded so to a question; lives in the trust's file, where its other schools meet it. Its
 * entity id follows from wording and school: each school confirms for itself, and the newest match is proposed first.
 */
export const wordingKind = entityKind({
  type: 'matrices.wording',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    wording: z.string().min(1).max(600),
    label: z.string().max(600),
    activity: ActivityKey,
    school: SchoolId.nullable(),
    person: PersonId,
  }),
  words: (event, before) => {
    const label = textIn(event.body, 'label') ?? textIn(before, 'label') ?? ''
    const activity = textIn(event.body, 'activity') ?? textIn(before, 'activity') ?? ''
    return `Remembered that “${label}” asks the question ${activity}`
  },
  shown: (fields) => textIn(fields, 'activity'),
  undo: 'catalogue.edit',
})

export const matricesKinds = [
  ...[editionKind, approvalKind, columnKind, rowKind, cellKind],
  ...[activityKind, wordingKind],
] as const

function rowWords(event: LogEvent, before: Readonly<Record<string, Json>> | null): string {
  const now = textIn(event.body, 'label')
  const old = textIn(before, 'label')
  if (event.op === 'delete') return `Took away the row “${old ?? ''}”`
  if (event.op === 'restore') return `Brought back the row “${old ?? ''}”`
  if (before === null) return `Added the row “${now ?? ''}”`
  if (now !== null && now !== old) return `Renamed the row “${old ?? ''}” to “${now}”`
  const activity = textIn(event.body, 'activity')
  if (activity !== null) return `Matched the row “${old ?? ''}” to the question ${activity}`
  return has(event.body, 'activity') ? `Took the row “${old ?? ''}” off its question` : `Moved the row “${old ?? ''}”`
}

type Fields = Readonly<Record<string, Json>>

const isFields = (body: Json): body is Fields => typeof body === 'object' && body !== null && !Array.isArray(body)

const has = (body: Json, name: string): boolean => isFields(body) && name in body

function textIn(body: Json, name: string): string | null {
  const value = isFields(body) ? body[name] : null
  return typeof value === 'string' ? value : null
}

/** The value of a cell as people read it; nothing written reads "blank". */
function sayingIn(body: Json): string | null {
  const saying = textIn(body, 'saying')
  return saying === '' ? 'blank' : saying
}
