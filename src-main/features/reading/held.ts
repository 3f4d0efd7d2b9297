/** The school's matrices as a reading is held against them, and which of them a table is. */
import type { ReadableDb } from '@db/handles'
import { draftOf, keptEditions, linesOf, partsOf, shownOn, type KeptEdition, type Parts } from '../matrices'
import { differenceTo, matchRows, type Difference } from './changes'
import { seriesTitle } from './series'
import type { BuiltTable } from './tables'
import { plainText } from './words'

/** One matrix: the edition it is shown by, and its open draft where that is another. */
export interface HeldMatrix {
  readonly edition: KeptEdition
  readonly parts: Parts
  /** Whether that edition is itself a draft: nothing of the matrix counts yet. */
  readonly isDraft: boolean
  readonly draft: { readonly edition: KeptEdition; readonly parts: Parts } | null
}

const NO_PARTS: Parts = { columns: [], rows: [], cells: [] }

/** Every matrix of a file. @param day a civil date: what is in force on it counts */
export function heldMatrices(db: ReadableDb, day: string): readonly HeldMatrix[] {
  const kept = keptEditions(db)
  const matrices = [...new Set(kept.map(({ matrix }) => matrix))].flatMap((matrix) => {
    const all = kept.filter((edition) => edition.matrix === matrix)
    const edition = shownOn(all, day)
    const draft = draftOf(all)
    if (edition === null) return []
    const isDraft = draft?.id === edition.id
    return [{ edition, isDraft, draft: isDraft ? null : draft }]
  })
  const parts = partsOf(
    db,
    matrices.flatMap(({ edition, draft }) => [edition.id, ...(draft === null ? [] : [draft.id])]),
  )
  const of = ({ id }: KeptEdition): Parts => parts.get(id) ?? NO_PARTS
  return matrices.map(({ edition, isDraft, draft }) => ({
    edition,
    isDraft,
    parts: of(edition),
    draft: draft === null ? null : { edition: draft, parts: of(draft) },
  }))
}

/** The lines of an edition's parts, for a copy of it. */
export const linesIn = (db: ReadableDb, edition: KeptEdition): ReadonlyMap<string, string> => linesOf(db, edition.id)

/** A table with the matrix it is; null: none of them. */
export type Pairing = ReadonlyMap<string, HeldMatrix | null>

/** At or below this two tables share too little to be one. */
const ALIKE = 0.5

/**
 * Pairs tables with matrices, the likest first, each matrix once.
 * @param tables by any key of their own, with the matrix they became at an earlier reading if they did
 */
export function pairTables(
  tables: readonly { readonly key: string; readonly built: BuiltTable; readonly linked: string | null }[],
  matrices: readonly HeldMatrix[],
): Pairing {
  const pairs = tables
    .flatMap(({ key, built, linked }) =>
      matrices.map((held) => ({ key, held, score: linked === held.edition.matrix ? 2 : likeness(built, held) })),
    )
    .filter(({ score }) => score > ALIKE)
    .sort((a, b) => b.score - a.score)
  const found = new Map<string, HeldMatrix | null>(tables.map(({ key }) => [key, null]))
  const taken = new Set<string>()
  for (const { key, held } of pairs) {
    if (found.get(key) !== null || taken.has(held.edition.matrix)) continue
    found.set(key, held)
    taken.add(held.edition.matrix)
  }
  return found
}

/** Share of title, rows and audiences a table and a matrix have in common, 0 to 1. */
function likeness(built: BuiltTable, { edition, parts }: HeldMatrix): number {
  if (built.kind !== edition.kind) return 0
  const same = plainText(built.title).toLowerCase() === plainText(edition.title).toLowerCase()
  const matched = matchRows(built.rows, parts.rows).filter((row) => row !== null).length
  const rows = matched / Math.max(1, built.rows.length, parts.rows.length)
  const audiences = (columns: readonly { readonly audience: string; readonly device: string | null }[]) =>
    new Set(columns.map(({ audience, device }) => `${audience} ${device ?? ''}`))
  const [ours, theirs] = [audiences(built.columns), audiences(parts.columns)]
  const common = [...ours].filter((one) => theirs.has(one)).length
  return (same ? 0.3 : 0) + 0.5 * rows + 0.2 * (common / Math.max(1, ours.size, theirs.size))
}

/** The matrix the rules of a document stand in: the one they became before, else the rules in prose of the same document. */
export function proseMatrix(
  matrices: readonly HeldMatrix[],
  linked: string | null,
  documentTitle: string,
): HeldMatrix | null {
  const own = seriesTitle(documentTitle)
  return (
    matrices.find(({ edition }) => edition.matrix === linked) ??
    matrices.find(({ edition }) => edition.kind === 'prose' && own !== '' && seriesTitle(edition.document) === own) ??
    null
  )
}

/** What a table is to the records: nothing yet, the same, or changed. */
export type TableNews =
  | { readonly news: 'new' }
  | { readonly news: 'same'; readonly held: HeldMatrix }
  | { readonly news: 'changed'; readonly held: HeldMatrix; readonly difference: Difference }

/** Holds a table against its matrix; what an open draft of it says already is no change any more. */
export function tableNews(built: BuiltTable, held: HeldMatrix | null): TableNews {
  if (held === null) return { news: 'new' }
  const against = (parts: Parts): Difference => differenceTo(built, { kind: held.edition.kind, parts })
  const difference = against(held.parts)
  if (difference.changes.length === 0) return { news: 'same', held }
  if (held.draft !== null && against(held.draft.parts).changes.length === 0) return { news: 'same', held }
  return { news: 'changed', held, difference }
}
