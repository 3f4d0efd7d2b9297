/**
 * What looks through folders found, as this PC saw it: kept in the school's file on this PC alone, until a later look has
 * seen otherwise. What is registered stands in the log; this is only how it compares with what lies in the folder.
 */
import type { ImageFolder, ScanReport } from '@contract/images'
import { amissCounts, amissOfSet, lookAt, problemsIn, unsortedDays, type AmissRow, type LookRow } from '@db/repo/found'
import { byKey } from '@vault/by-key'
import type { Tenant } from '@vault/context'
import type { RegisteredFile } from './events'
import { groupsOf } from './rules/groups'
import { CUT_OFF } from './scan-words'
import type { FilesSeen } from './set-view'

/** Most groups told of one folder. */
const MOST_GROUPS = 2000
/** Most files told with what is wrong with them. */
export const MOST_TOLD = 200

/** What is told first when there is more than can be told. */
export const TOLD_FIRST = [
  'RETURNED',
  'CHANGED',
  'MISSING',
  'TROUBLE',
  'OTHER_NAMES',
  'LEFT_OUT',
  'DUPLICATED',
  'UNDATED',
] as const

/** What the newest look on this PC found in a folder, with what looks before had found and it has not come to. */
export function reportOf(tenant: Pick<Tenant, 'db'>, folder: ImageFolder): ScanReport | null {
  const row = lookAt(tenant.db, folder.id)
  return row === null ? null : reportFrom(tenant, folder, row)
}

function reportFrom({ db }: Pick<Tenant, 'db'>, folder: ImageFolder, row: LookRow): ScanReport {
  const byKind = byKey(problemsIn(db, folder.id), ({ kind }) => kind)
  return {
    ...{ folder, asOf: row.at, complete: row.ended === 'WHOLE', counts: row.counts },
    stopped: row.ended === 'NOT_YET' ? CUT_OFF : row.stopped,
    groups: groupsOf(unsortedDays(db, folder.id), MOST_GROUPS),
    problems: TOLD_FIRST.flatMap((kind) => byKind.get(kind) ?? [])
      .slice(0, MOST_TOLD)
      .map(({ path, words }) => ({ path, words })),
  }
}

/** How many files of a folder are missing and changed; null before a look on this PC has seen everything. */
export function amissIn({ db }: Pick<Tenant, 'db'>, folder: string): (FilesSeen & { readonly at: number }) | null {
  const row = lookAt(db, folder)
  if (row?.whole !== true) return null
  return { ...seenIn(amissCounts(db, folder)), at: row.at }
}

/** Files of a set that are amiss, by folder and path. */
export const amissByFile = ({ db }: Pick<Tenant, 'db'>, set: string): ReadonlyMap<string, AmissRow> =>
  new Map(amissOfSet(db, set).map((row) => [fileKey(row), row]))

export const fileKey = ({ folder, path }: { readonly folder: string; readonly path: string }): string =>
  `${folder} ${path}`

/** What lies in the place of a changed file; null where it is missing. */
export function nowOf({ path, size, takenOn, hash }: AmissRow): RegisteredFile | null {
  return size === null || takenOn === null || hash === null ? null : { path, size, takenOn, hash }
}

/** What looks on this PC say of the files of each set; sets without anything amiss are left out. */
export function seenBySet({ db }: Pick<Tenant, 'db'>): ReadonlyMap<string, FilesSeen> {
  return new Map([...byKey(amissCounts(db), ({ set }) => set)].map(([set, counts]) => [set, seenIn(counts)]))
}

function seenIn(counts: ReturnType<typeof amissCounts>): FilesSeen {
  const of = (wanted: AmissRow['state']): number =>
    counts.reduce((sum, { state, files }) => (state === wanted ? sum + files : sum), 0)
  return { missing: of('MISSING'), changed: of('CHANGED') }
}
