/** A disposal as the page gets it: where it stands, what is left, and what has to be done, in words. */
import type { Disposal } from '@contract/retention'
import { copiesElsewhere } from '@db/repo/disposals'
import { filesToldOf } from '@db/repo/found'
import { allProposals, type ProposalRow } from '@db/repo/retention'
import type { Ctx, Tenant } from '@vault/context'
import { dayOf, Disposing, isGone, actionOf } from './disposal-known'
import type { FileResult } from './events-retention'
import { counted, holdsWords, refusalWords } from './refusing'
import { mayCarryOut, mayDispose, phaseOf, type Refusal } from './rules/disposing'
import { Pictures, type SetStanding } from './standing'
import { openPlaces, overduePurges, resultsIn } from './systems'

/** Numbers of this school: where two PCs gave the same one, a letter tells them apart. */
export function numbersOf({ db }: Tenant): ReadonlyMap<string, string> {
  const counts = new Map<number, number>()
  // Of one number they come in the order of their ids, which is the same on every PC.
  return new Map(
    allProposals(db).map(({ id, number }) => {
      const before = counts.get(number) ?? 0
      counts.set(number, before + 1)
      return [id, `${number}${letterOf(before)}`]
    }),
  )
}

/** Nothing for the first, then `b`, `c` and on to `z`, `27` and on. */
const letterOf = (before: number): string => {
  if (before === 0) return ''
  return before < 26 ? String.fromCharCode('a'.charCodeAt(0) + before) : `-${before + 1}`
}

/** Every disposal of a school, the newest number first. */
export function disposalsOf(tenant: Tenant, ctx: Ctx): Disposal[] {
  const rows = allProposals(tenant.db)
  const pictures = new Pictures(tenant, ctx)
  const numbers = numbersOf(tenant)
  return rows.map((row) => viewOf(new Disposing(tenant, row, pictures), numbers, ctx))
}

/** One disposal as it stands now. */
export const disposalOf = (tenant: Tenant, row: ProposalRow, ctx: Ctx): Disposal =>
  viewOf(new Disposing(tenant, row, new Pictures(tenant, ctx)), numbersOf(tenant), ctx)

function viewOf(disposing: Disposing, numbers: ReadonlyMap<string, string>, ctx: Ctx): Disposal {
  const { row, approval } = disposing
  const phase = phaseOf(disposing.known)
  const isOver = phase === 'REFUSED' || phase === 'CARRIED_OUT'
  return {
    ...{ id: row.id, number: numbers.get(row.id) ?? String(row.number), phase },
    sets: row.sets.map(({ set, title, rule, dueOn, files }) => ({
      ...{ set, title, rule, dueOn, files, ...countsOf(disposing, set) },
    })),
    ...{ why: row.why, proposedBy: row.by, proposedOn: row.on },
    ...{ answeredBy: approval?.by ?? null, answeredOn: approval?.on ?? null, note: approval?.note ?? null },
    carriedOutAt: disposing.finishedAt,
    results: resultsIn(disposing),
    open: phase === 'REFUSED' ? [] : openPlaces(disposing),
    problems: [
      ...overduePurges(disposing, ctx.today()),
      ...stillNamedWords(disposing),
      ...(isOver ? [] : problemsOf(disposing, ctx)),
      ...lateFiles(disposing),
    ].slice(0, MOST_PROBLEMS),
  }
}

const MOST_PROBLEMS = 200

function countsOf(disposing: Disposing, set: string): { readonly pending: number; readonly kept: number } {
  const standing = disposing.left.find(({ row }) => row.id === set)
  if (standing === undefined) return { pending: 0, kept: 0 }
  const files = disposing.filesOf(set)
  const kept = files.filter(({ last }) => last !== null && last !== 'PENDING' && !isGone(last)).length
  return { kept, pending: files.filter(({ last }) => !isGone(last)).length - kept }
}

/** What stands in the way of a set just now, whoever would act; null: nothing. */
export function refusalNow(disposing: Disposing, standing: SetStanding, ctx: Ctx): Refusal | null {
  const of = { set: standing.known, rules: disposing.pictures.rules, usesInReach: standing.usesInReach }
  const day = dayOf(disposing.tenant, ctx, null)
  return disposing.approval === null ? mayDispose(of, day) : mayCarryOut(of, disposing.known, day)
}

function problemsOf(disposing: Disposing, ctx: Ctx): string[] {
  const { left, pictures } = disposing
  const ofSets = left.flatMap((standing) => {
    const refusal = refusalNow(disposing, standing, ctx)
    return [
      ...(refusal === null ? [] : [refusalWords(refusal, standing).join(' ')]),
      ...actionWords(disposing, standing),
      ...sharedWords(disposing, standing),
      ...keptWords(disposing, standing),
      ...namedTwiceWords(disposing, standing),
    ]
  })
  const here = new Set(left.map(({ row }) => row.id))
  const held = pictures.sets.filter(
    ({ row, holds, known }) => holds.length > 0 && !here.has(row.id) && known.disposal !== 'DISPOSED',
  )
  const holds = held.map(
    ({ row, holds: those }) => `On hold, and not part of this: ${row.facts.title}${holdsWords(those)}.`,
  )
  const elsewhere = disposing.row.sets.filter(({ set }) => {
    const gone = disposing.disposedAs(set)
    return gone !== null && gone.disposal !== disposing.row.id
  })
  return [
    ...new Set(ofSets),
    ...elsewhere.map(({ title }) => `${title}: disposed of under another number. Have this one refused.`),
    ...holds,
  ]
}

function actionWords({ tenant }: Disposing, { row, retention }: SetStanding): string[] {
  const action = actionOf(tenant, retention)
  if (action === 'DELETE') return []
  const what = action === 'ARCHIVE' ? 'archive' : 'make anonymous'
  return [
    `${row.facts.title}: its rule says to ${what} these pictures, so Trustward deletes nothing of them. Once that is done, record what became of them in the place they lay in.`,
  ]
}

/** Other sets that name the files of this one, told where they lie at other places and a reason to stop where not. */
function sharedWords(disposing: Disposing, { row }: SetStanding): string[] {
  const title = row.facts.title
  const copies = copiesElsewhere(disposing.tenant.db, row.id)
    .filter(({ set }) => disposing.disposedAs(set) === null && disposing.row.sets.every((one) => one.set !== set))
    .reduce((sum, { files }) => sum + files, 0)
  return [
    ...(sharingStay(disposing, row.id).length === 0
      ? []
      : [`${title}: some of its files also belong to a set that stays, so they are not deleted. ${SHARED_NEXT}`]),
    ...(copies === 0
      ? []
      : [
          `${title}: ${counted(copies, 'copy lies', 'copies lie')} in another set and ${copies === 1 ? 'stays' : 'stay'} there.`,
        ]),
  ]
}

/** Sets that name the same files and are not part of this. */
const sharingStay = (disposing: Disposing, set: string): readonly string[] =>
  disposing.sharersOf(set).filter((other) => disposing.row.sets.every((one) => one.set !== other))

export const SHARED_NEXT = 'Register them in one set only, or dispose of both sets together.'

const KEPT_WORDS: Readonly<Partial<Record<FileResult, string>>> = {
  KEPT_CHANGED:
    'not what was registered any more, and left alone. Scan the folder again and look at them; if they are right, accept them on the page of the set, then go on here.',
  KEPT_IN_USE: 'open in another program, and left alone. Have it closed, then carry out again.',
  KEPT_UNREADABLE:
    'not to be read or deleted from this PC, and left alone. Have IT look at their rights, then carry out again.',
  KEPT_OUTSIDE: 'reached through a link or outside the registered folder, and left alone. Look at them by hand.',
  KEPT_NO_FOLDER:
    'in a folder that could not be reached. Whether they are there is not known. Carry out again once it can be opened.',
}

function keptWords(disposing: Disposing, { row }: SetStanding): string[] {
  const files = disposing.filesOf(row.id)
  const words = Object.entries(KEPT_WORDS).flatMap(([result, why]) => {
    const n = files.filter(({ last }) => last === result).length
    return n === 0 ? [] : [`${row.facts.title}: ${counted(n, 'file is', 'files are')} ${why}`]
  })
  const pending = disposing.destroyed.length === 0 ? 0 : files.filter(({ last }) => last === 'PENDING').length
  return pending === 0
    ? words
    : [
        ...words,
        `${row.facts.title}: Trustward ended while ${counted(pending, 'file', 'files')} of it were being deleted. Carry out again: what is gone is then found so.`,
      ]
}

/** Told before: what the last scan on this PC said of further names. */
function namedTwiceWords({ tenant, destroyed }: Disposing, { row }: SetStanding): string[] {
  const n = destroyed.length > 0 ? 0 : filesToldOf(tenant.db, row.id, 'OTHER_NAMES')
  if (n === 0) return []
  return [
    `${row.facts.title}: ${counted(n, 'file has', 'files have')} a further name on the drive (hard link), as the last scan on this PC saw. Trustward deletes the registered name alone, and the picture stays under the other. Find it first; where it stays, answer for it as a copy.`,
  ]
}

/** Told after: copies that remain. */
function stillNamedWords({ row, stillNamed }: Disposing): string[] {
  return row.sets.flatMap(({ set, title }) => {
    const n = stillNamed.get(set) ?? 0
    return n === 0 ? [] : [`${title}: ${remainWords(n)} Find and delete it by hand.`]
  })
}

/** @param files deleted files that had further names */
export const remainWords = (files: number): string =>
  `${counted(files, 'deleted file', 'deleted files')} had a further name on the drive (hard link), under which the picture remains.`

/** Files another PC added to a set before it knew that the set was gone: nobody approved that these go. */
function lateFiles(disposing: Disposing): string[] {
  return disposing.row.sets.flatMap(({ set, title }) => {
    if (disposing.disposedAs(set) === null) return []
    const files = disposing.pictures.sets.find((one) => one.row.id === set)?.files ?? 0
    return files === 0
      ? []
      : [
          `${title}: ${counted(files, 'file was', 'files were')} added on another PC before it knew of this. They lie there still; register them as a set of their own.`,
        ]
  })
}
