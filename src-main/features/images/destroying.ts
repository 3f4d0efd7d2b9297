/**
 * Carrying a disposal out: files of registered folders are deleted a few at a time, each lot written down before it is
 * touched and after, and everything that could forbid it is asked again before each lot (R72-R76, C38).
 */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { Disposal, retention } from '@contract/retention'
import { listsOfSet, listsToErase } from '@db/repo/disposals'
import { oneFolder } from '@db/repo/images'
import type { ProposalRow } from '@db/repo/retention'
import type { z } from 'zod'
import type { Ctx, Tenant } from '@vault/context'
import { add, remove } from '@vault/entity'
import { MOST_DESTROYED, PathBelow } from '../../folders/wire'
import type { Draft } from '../../sync/core/event'
import { fileOf } from '../consents'
import { beginCarrying } from './carrying'
import { dayOf, Disposing, isGone, proposalIn, type FileToDispose } from './disposal-known'
import { disposalOf, SHARED_NEXT } from './disposal-view'
import { needlessShown } from './erasing'
import { filesKind } from './events'
import { destroyedKind, disposedKind, type FileResult } from './events-retention'
import { ofSet } from './proposing'
import { refusing } from './refusing'
import { mayCarryOut, type Refusal } from './rules/disposing'
import { Pictures, type SetStanding } from './standing'
import { isAnswered } from './systems'

type CarryingOut = z.output<(typeof retention)['images.carryOut']['input']>

/**
 * Goes on with what an earlier end left. Sets that may not go just now are left and told; the others go.
 * @throws Fault with why, when none of them may go; 'busy' when it goes on already; 'unavailable' when a folder or the
 *   process that deletes cannot be reached: what was deleted until then is recorded, nothing else is
 */
export async function carryOut({ school, disposal, job, saidToday }: CarryingOut, ctx: Ctx): Promise<Disposal> {
  const tenant = fileOf(school, ctx)
  const row = proposalIn(tenant, disposal)
  const end = beginCarrying(tenant, disposal)
  try {
    const wasLeft = eraseLists(tenant, ctx)
    await new Carrying(tenant, row, saidToday, job, ctx).run(wasLeft)
  } finally {
    end()
  }
  return disposalOf(tenant, row, ctx)
}

/** Codes that say of the day, not of a set, that nothing may go. */
const OF_THE_DAY: readonly Refusal['code'][] = ['CLOCK_DIFFERS', 'CLOCK_BEHIND', 'RECORDS_DOUBTFUL']

class Carrying {
  #disposing: Disposing
  /** What the records were when they were last read. */
  #read: string
  /** Files this run has dealt with: what it kept it does not try twice. */
  readonly #dealtWith = new Set<string>()
  #total = 0

  constructor(
    private readonly tenant: Tenant,
    private readonly row: ProposalRow,
    private readonly saidToday: CivilDate,
    private readonly job: string,
    private readonly ctx: Ctx,
  ) {
    this.#disposing = this.#readAll()
    this.#read = this.#records()
  }

  /** @param wasLeft whether an earlier end has just been finished, so that there may be nothing more to do */
  async run(wasLeft: boolean): Promise<void> {
    const { left } = this.#disposing
    if (left.length === 0) {
      if (wasLeft) return
      throw refusing('CARRY_OUT', { code: 'ALREADY_DISPOSED' }, null)
    }
    const free = left.filter((standing) => this.#refusal(standing) === null)
    const [first] = left
    if (free.length === 0 && first !== undefined) throw this.#fault(first)
    this.#total = free.reduce((sum, standing) => sum + this.#toDo(standing).length, 0)
    const gone: string[] = []
    try {
      for (const { row } of free) if (await this.#setGoes(row.id)) gone.push(row.id)
    } finally {
      if (gone.length > 0) eraseLists(this.tenant, this.ctx)
    }
  }

  /** @returns whether nothing of the set is left */
  async #setGoes(set: string): Promise<boolean> {
    let read: Disposing | null = null
    let toDo: FileToDispose[] = []
    for (;;) {
      const standing = this.#now(set)
      if (standing === null) return false
      if (!this.#disposing.deletes(standing)) {
        // Its own place has to be answered for first; a person does that.
        if (!isAnswered(this.#disposing, standing.row.facts)) return false
        break
      }
      if (read !== this.#disposing) {
        read = this.#disposing
        toDo = [...this.#toDo(standing)].sort((a, b) =>
          a.row.folder < b.row.folder ? -1 : Number(a.row.folder > b.row.folder),
        )
      }
      const folder = toDo[0]?.row.folder
      if (folder === undefined) {
        if (!this.#disposing.filesOf(set).every(({ id }) => isGone(this.#disposing.lastOf(id)))) return false
        break
      }
      const others = toDo.slice(0, MOST_DESTROYED).findIndex(({ row }) => row.folder !== folder)
      await this.#lotGoes(set, folder, toDo.splice(0, others === -1 ? MOST_DESTROYED : others))
    }
    this.ctx.append(this.tenant, disposedDrafts(this.tenant, this.row.id, set, this.ctx))
    this.#reread()
    return true
  }

  async #lotGoes(set: string, folder: string, lot: readonly FileToDispose[]): Promise<void> {
    const root = oneFolder(this.tenant.db, folder)?.path
    if (root === undefined) throw new Fault('unavailable', NO_FOLDER)
    this.#write(
      set,
      'BEGUN',
      lot.map((file) => [file, 'PENDING']),
    )
    const outcomes = await this.#destroyed(root, lot)
    this.#write(set, 'DONE', outcomes)
    for (const { id } of lot) this.#dealtWith.add(id)
    this.ctx.tell('progress', {
      ...{ job: this.job, words: 'Deleting pictures', done: this.#dealtWith.size },
      total: Math.max(this.#total, this.#dealtWith.size),
    })
    if (outcomes.some(([, result]) => result === 'KEPT_NO_FOLDER')) throw new Fault('unavailable', NO_FOLDER)
  }

  async #destroyed(root: string, lot: readonly FileToDispose[]): Promise<readonly Outcome[]> {
    const asked = lot.filter(({ row }) => PathBelow.safeParse(row.path).success)
    const came = await this.ctx.host.destroyFiles(
      root,
      asked.map(({ row: { path, size, hash } }) => ({ path, size, hash })),
    )
    const results = new Map(asked.map(({ id }, at) => [id, came[at]]))
    // A path that could lead elsewhere is not even tried.
    return lot.map((file): Outcome => {
      const { result = 'KEPT_OUTSIDE', otherNames = 0 } = results.get(file.id) ?? {}
      return otherNames > 0 ? [file, result, otherNames] : [file, result]
    })
  }

  #write(set: string, phase: 'BEGUN' | 'DONE', outcomes: readonly Outcome[]): void {
    const files = outcomes.map(([{ id, row }, result, otherNames]) => ({
      ...{ file: id, hash: row.hash, result },
      ...(otherNames === undefined ? {} : { otherNames }),
    }))
    const isMine = this.#read === this.#records()
    const body = { disposal: this.row.id, set, phase, files, by: this.ctx.actor.id }
    this.ctx.append(this.tenant, [add(destroyedKind, this.ctx.newId(), body)])
    for (const { file, result } of files) this.#disposing.note(file, result)
    // What it has written itself changes nothing that was judged; whatever else was written is read at the next lot.
    if (isMine) this.#read = this.#records()
  }

  /** The set as it stands, null when it may not go any more. @throws Fault when the day itself forbids it */
  #now(set: string): SetStanding | null {
    if (this.#read !== this.#records()) this.#reread()
    const standing = this.#disposing.left.find(({ row }) => row.id === set)
    if (standing === undefined) return null
    const refusal = this.#refusal(standing)
    if (refusal !== null && refusal !== 'SHARED' && OF_THE_DAY.includes(refusal.code)) throw this.#fault(standing)
    return refusal === null ? standing : null
  }

  #refusal(standing: SetStanding): Refusal | 'SHARED' | null {
    const { pictures, known, tenant } = this.#disposing
    const refusal = mayCarryOut(ofSet(standing, pictures), known, dayOf(tenant, this.ctx, this.saidToday))
    if (refusal !== null) return refusal
    return this.#isShared(standing) ? 'SHARED' : null
  }

  /** Whether a file of it is named by a set that stays, or that was to go with it and may not just now. */
  #isShared(standing: SetStanding): boolean {
    if (!this.#disposing.deletes(standing)) return false
    const { pictures, known, tenant } = this.#disposing
    const day = dayOf(tenant, this.ctx, this.saidToday)
    return this.#disposing.sharersOf(standing.row.id).some((other) => {
      const sharer = this.#disposing.left.find(({ row }) => row.id === other)
      return sharer === undefined || mayCarryOut(ofSet(sharer, pictures), known, day) !== null
    })
  }

  #fault(standing: SetStanding): Fault {
    const refusal = this.#refusal(standing)
    if (refusal === 'SHARED' || refusal === null) {
      return new Fault(
        'conflict',
        `Some of these files also belong to a set that stays. Nothing more was deleted. ${SHARED_NEXT}`,
      )
    }
    return refusing('CARRY_OUT', refusal, standing)
  }

  #toDo({ row }: SetStanding): readonly FileToDispose[] {
    const seen = new Set(this.#dealtWith)
    return this.#disposing.filesOf(row.id).filter(({ id, last }) => {
      if (isGone(last) || seen.has(id)) return false
      // Named twice, it is one file.
      seen.add(id)
      return true
    })
  }

  #reread(): void {
    this.#read = this.#records()
    this.#disposing = this.#readAll()
  }

  #readAll(): Disposing {
    const sets = this.row.sets.map(({ set }) => set)
    return new Disposing(this.tenant, this.row, new Pictures(this.tenant, this.ctx, sets))
  }

  /** Changes with every event of any PC, and with the day. */
  #records(): string {
    return JSON.stringify([this.ctx.today(), this.tenant.log.heads()])
  }
}

type Outcome = readonly [file: FileToDispose, result: FileResult, otherNames?: number]

const NO_FOLDER =
  'The folder these pictures lie in cannot be reached from this PC, or is empty as if its drive were not connected. Nothing was recorded as deleted that is not. Connect to it, then carry out again. If it is meant to be empty, put a note in it first.'

const SHOWN = { kind: 'note that an erased pupil was on pictures', count: 1 }

/** That a set is gone, and that its lists of files are: in one batch, so that no list comes back. */
export const disposedDrafts = (tenant: Tenant, disposal: string, set: string, ctx: Ctx): readonly Draft[] => [
  add(disposedKind, set, { disposal, by: ctx.actor.id, on: ctx.today() }),
  ...listsOfSet(tenant.db, set).map((list) => remove(filesKind, list)),
]

/**
 * Erases for good the lists of files of sets that are gone, because names of files may be names of children; hashes stay
 * in what was recorded of each file (R73). Also what an earlier end, or another PC, has left of them.
 * @returns whether there was anything
 */
export function eraseLists(tenant: Tenant, ctx: Ctx): boolean {
  const shown = needlessShown(tenant)
  if (shown.length > 0) ctx.erase(tenant, shown, { reason: 'Nothing needs it any more', about: SHOWN })
  const lists = listsToErase(tenant.db)
  if (lists.length === 0) return false
  const events = tenant.log
    .eventsAbout(lists.map((entity) => ({ type: filesKind.type, entity })))
    .filter((id) => tenant.log.event(id)?.op !== 'delete')
  ctx.erase(tenant, events, {
    reason: 'The pictures they name were disposed of by the retention schedule',
    about: { kind: 'list of files of pictures', count: lists.length },
  })
  return true
}
