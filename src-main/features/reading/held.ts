/** The school's matrices as a reading is held against them, and which of them a table is. */
import type { ReadTable, UnderstoodColumn } from '@contract/report'
import type { ReadableDb } from '@db/handles'
import { draftOf, keptEditions, linesOf, partsOf, shownOn, type KeptEdition, type Parts } from '../matrices'
import { differenceTo, matchRows, plainHead, type Difference } from './changes'
import { PROSE_TITLE } from './prose'
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

/** Share of title, rows and columns a table and a matrix have in common, 0 to 1. */
function likeness(built: BuiltTable, { edition, parts }: HeldMatrix): number {
  const same = plainText(built.title).toLowerCase() === plainText(edition.title).toLowerCase()
  // Rules in prose are printed as a table of words: it is theirs again only under their own title.
  const isPrinted = edition.kind === 'prose' && same && built.columns.every(({ captions }) => captions.length === 0)
  if (built.kind !== edition.kind && !isPrinted) return 0
  const matched = matchRows(built.rows, parts.rows).filter((row) => row !== null).length
  const rows = matched / Math.max(1, built.rows.length, parts.rows.length)
  const whom = (columns: readonly Shown[]) => columns.map(({ audience, device }) => `${audience} ${device ?? ''}`)
  const heads = (columns: readonly Shown[]) =>
    columns.flatMap(({ label, captions }) => (captions.length === 0 ? [label] : captions.map((one) => one.label)))
  const columns = Math.max(
    common(whom(built.columns), whom(parts.columns)),
    common(heads(built.columns).map(plainHead), heads(parts.columns).map(plainHead)),
  )
  return (same ? 0.3 : 0) + 0.5 * rows + 0.2 * columns
}

type Shown = Pick<BuiltTable['columns'][number], 'audience' | 'device' | 'label' | 'captions'>

/** Share of two lists that is in both, 0 to 1. */
function common(ours: readonly string[], theirs: readonly string[]): number {
  const [left, right] = [new Set(ours), new Set(theirs)]
  const shared = [...left].filter((one) => right.has(one)).length
  return shared / Math.max(1, left.size, right.size)
}

/**
 * A table with what nobody could read of its columns filled in from the matrix it is: whom a heading speaks of, or what a
 * mark under it means, as a person settled it there. Only where that heading means one thing in the matrix.
 */
export function settledAs(table: ReadTable, { parts }: HeldMatrix): ReadTable {
  const understood = table.understood.map((meaning, index): UnderstoodColumn => {
    const head = plainHead(table.columns[index] ?? '')
    const known = parts.columns.flatMap(({ label, audience, device, captions }) => [
      ...(captions.length === 0 && plainHead(label) === head
        ? [{ audience, device, level: null, permitting: null }]
        : []),
      ...captions
        .filter((caption) => plainHead(caption.label) === head)
        .map(({ level, permitting }) => ({ audience, device, level, permitting })),
    ])
    const fitting = known.filter(({ audience }) => meaning.audience === null || audience === meaning.audience)
    const [first, ...others] = fitting
    if (head === '' || first === undefined || others.some((one) => JSON.stringify(one) !== JSON.stringify(first))) {
      return meaning
    }
    const { audience, device, level, permitting } = meaning
    return level === null && audience !== null && first.level === null
      ? meaning
      : {
          audience: audience ?? first.audience,
          device: device ?? (audience === null ? first.device : null),
          ...(level === null ? { level: first.level, permitting: first.permitting } : { level, permitting }),
        }
  })
  return { ...table, understood }
}

/** The school's tables of rules in prose taken from a document. */
export function proseMatrices(matrices: readonly HeldMatrix[], linked: string | null, documentTitle: string) {
  const own = seriesTitle(documentTitle)
  return matrices.filter(
    ({ edition }) =>
      edition.matrix === linked || (edition.kind === 'prose' && own !== '' && seriesTitle(edition.document) === own),
  )
}

/** The one its rules go into: the one they went into before, else the one named so, else the largest. */
export function proseMatrix(proses: readonly HeldMatrix[], linked: string | null): HeldMatrix | null {
  const rows = ({ parts }: HeldMatrix): number => parts.rows.length
  return (
    proses.find(({ edition }) => edition.matrix === linked) ??
    proses.find(({ edition }) => edition.title.startsWith(PROSE_TITLE)) ??
    [...proses].sort((a, b) => rows(b) - rows(a))[0] ??
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
