/** What the log says of one disposal, read once for a call: its steps, its files, its places (R72-R77). */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { RetentionRuleFacts } from '@contract/retention'
import { setsSharing } from '@db/repo/disposals'
import { filesOfSet, type FileRow } from '@db/repo/images'
import {
  allRules,
  approvals,
  destroyedIn,
  disposedSets,
  oneProposal,
  resultsOf,
  type ApprovalRow,
  type DestroyedRow,
  type DisposedRow,
  type ProposalRow,
  type ResultRow,
} from '@db/repo/retention'
import { londonToday } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { parts } from '../../sync/core/clock'
import { recordsOf } from '../consents'
import { isCarrying } from './carrying'
import type { FileResult } from './events-retention'
import { fileEntity } from './registered'
import type { DayKnown, DisposalKnown } from './rules/disposing'
import type { Pictures, SetStanding } from './standing'
import { openPlaces } from './systems'

/** What the day is known by (C38). @param saidToday as typed by the person who acts; null where nothing is to be destroyed */
export function dayOf(tenant: Tenant, ctx: Ctx, saidToday: CivilDate | null): DayKnown {
  const newest = tenant.log.newestStamp()
  const { old, clockDoubtful } = recordsOf(tenant, ctx)
  const today = ctx.today()
  return {
    ...{ today, saidToday: saidToday ?? today },
    newestRecordedOn: newest === null ? null : londonToday(parts(newest).ms),
    recordsDoubtful: old || clockDoubtful,
  }
}

/** One file of a set that is to go. */
export interface FileToDispose {
  readonly id: string
  readonly row: FileRow
  /** The last thing this disposal recorded of it; null: nothing. */
  readonly last: FileResult | null
}

/** @throws Fault 'not-found' */
export function proposalIn({ db }: Tenant, id: string): ProposalRow {
  const row = oneProposal(db, id)
  if (row === null)
    throw new Fault('not-found', 'There is no such disposal. Nothing was changed. Open the list of disposals again.')
  return row
}

export const isGone = (result: FileResult | null): boolean => result === 'DELETED' || result === 'ALREADY_GONE'

/** Everything recorded of one disposal, as it was when it was made. */
export class Disposing {
  readonly approval: ApprovalRow | null
  readonly destroyed: readonly DestroyedRow[]
  readonly results: readonly ResultRow[]
  readonly #gone: ReadonlyMap<string, DisposedRow>
  readonly #last = new Map<string, FileResult>()
  readonly #files = new Map<string, readonly Omit<FileToDispose, 'last'>[]>()
  readonly #sharers = new Map<string, readonly string[]>()

  /** @param pictures of the sets of this disposal at least */
  constructor(
    readonly tenant: Tenant,
    readonly row: ProposalRow,
    readonly pictures: Pictures,
  ) {
    const { db } = tenant
    this.approval = approvals(db).get(row.id) ?? null
    this.destroyed = destroyedIn(db, row.id)
    this.results = resultsOf(db, row.id)
    this.#gone = disposedSets(db)
    for (const { file, result } of inOrderOfSteps(this.destroyed)) this.note(file, result as FileResult) // As its kind says.
  }

  /** What has just been recorded of a file. */
  note(file: string, result: FileResult): void {
    this.#last.set(file, result)
  }

  lastOf(file: string): FileResult | null {
    return this.#last.get(file) ?? null
  }

  /** When a set was disposed of, under whichever disposal; null: it was not. */
  disposedAs(set: string): DisposedRow | null {
    return this.#gone.get(set) ?? null
  }

  /** Sets that are not disposed of; one whose own record has not come from another PC is left out. */
  get left(): readonly SetStanding[] {
    return this.row.sets.flatMap(({ set }) =>
      this.disposedAs(set) === null ? this.pictures.sets.filter(({ row }) => row.id === set) : [],
    )
  }

  /** Files of a set as it stood when this was read, with what was recorded of them here until now. */
  filesOf(set: string): readonly FileToDispose[] {
    const known = this.#files.get(set) ?? this.#readFiles(set)
    return known.map(({ id, row }) => ({ id, row, last: this.lastOf(id) }))
  }

  #readFiles(set: string): readonly Omit<FileToDispose, 'last'>[] {
    const files = filesOfSet(this.tenant.db, set).map((row) => ({ id: fileEntity(row.folder, row.path), row }))
    this.#files.set(set, files)
    return files
  }

  /** Other sets, not gone, that name files at the very places of a set's files. */
  sharersOf(set: string): readonly string[] {
    const known = this.#sharers.get(set)
    if (known !== undefined) return known
    const sharers = setsSharing(this.tenant.db, set).map((one) => one.set)
    const standing = sharers.filter((other) => this.disposedAs(other) === null)
    this.#sharers.set(set, standing)
    return standing
  }

  /** Deleted files whose bytes still lay under further names: of each set how many. */
  get stillNamed(): ReadonlyMap<string, number> {
    const files = new Map(
      this.destroyed.filter(({ otherNames }) => otherNames !== null).map((row) => [row.file, row.set]),
    )
    const sets = new Map<string, number>()
    for (const set of files.values()) sets.set(set, (sets.get(set) ?? 0) + 1)
    return sets
  }

  /** Sets whose files the app itself deletes. */
  deletes({ row, files, retention }: SetStanding): boolean {
    return row.facts.storage === 'FOLDER' && files > 0 && actionOf(this.tenant, retention) === 'DELETE'
  }

  get isBegun(): boolean {
    return this.destroyed.length > 0 || this.results.length > 0
  }

  get known(): DisposalKnown {
    const { row, approval } = this
    const moments = [...this.destroyed, ...this.results].map(({ at }) => at)
    const isStopped =
      this.destroyed.length > 0 && !isCarrying(this.tenant, row.id) && this.left.some((set) => this.deletes(set))
    const finishedAt = this.finishedAt
    return {
      ...{ proposedBy: row.by, proposedOn: row.on },
      decision: approval === null ? null : { by: approval.by, on: approval.on, approved: approval.approved },
      begunOn: this.isBegun ? londonToday(least(moments)) : null,
      stoppedOn: isStopped ? londonToday(most(this.destroyed.map(({ at }) => at))) : null,
      finishedOn: finishedAt === null ? null : londonToday(finishedAt),
    }
  }

  /** When the last set was gone and the last place answered for, milliseconds UTC; null: something is left. */
  get finishedAt(): number | null {
    const gone = this.row.sets.map(({ set }) => this.disposedAs(set))
    const moments = gone.flatMap((one) => (one?.disposal === this.row.id ? [one.at] : []))
    if (moments.length < gone.length || openPlaces(this).length > 0) return null
    return most([...moments, ...this.results.map(({ at }) => at)])
  }
}

/** What a rule does to a set that is due; a No takes pictures kept on consent whatever the rule says (R71). */
export function actionOf({ db }: Tenant, { rule, because }: SetStanding['retention']): RetentionRuleFacts['action'] {
  if (because.code === 'SAID_NO') return 'DELETE'
  return allRules(db).find(({ id }) => id === rule)?.facts.action ?? 'DELETE'
}

/** In one moment what was done comes after what was about to be. */
const inOrderOfSteps = (rows: readonly DestroyedRow[]): readonly DestroyedRow[] =>
  [...rows].sort((a, b) => a.at - b.at || Number(a.phase === 'DONE') - Number(b.phase === 'DONE'))

const least = (moments: readonly number[]): number => moments.reduce((a, b) => Math.min(a, b), Infinity)
const most = (moments: readonly number[]): number => moments.reduce((a, b) => Math.max(a, b), 0)
