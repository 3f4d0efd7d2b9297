/** Looking through a folder of pictures: pulls what lies in it, compares, keeps what was found, and writes what moved. */
import { Fault } from '@contract/fault'
import type { ImageFolder, ScanReport } from '@contract/images'
import type { SchoolId } from '@contract/primitives'
import { movedOf, partsMoved } from '@db/repo/found'
import { filesInFolder, filesOfPart, lastScan, oneFolder, type FileRow, type FolderRow } from '@db/repo/images'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import type { ScanBatch, ScanEntry } from '../../folders/wire'
import { fileOf } from '../consents'
import { filesKind, scannedKind, type RegisteredFile } from './events'
import { amissIn, reportOf } from './found'
import { Look } from './looking'
import { lookedAt, MANY_LINKS, stoppedWords } from './scan-words'

/** Between two words of how far it is. */
const TOLD_EVERY_MS = 250
/** How long others wait for their turn. */
const TURN_MS = 40
/** Most lists of files written at once, so that others have their turn between them. */
const PARTS_AT_ONCE = 20

/** A look that goes on. */
interface Running {
  readonly job: string
  readonly stop: AbortController
}

const running = new WeakMap<Tenant, Map<string, Running>>()

/**
 * Looks through a folder to its end, or until it is stopped or the folder goes away; then what was seen until then counts.
 * @throws Fault 'busy' while it is looked through, 'unavailable' when it cannot be reached at all
 */
export async function scan(school: SchoolId, id: string, job: string, ctx: Ctx): Promise<ScanReport> {
  const tenant = fileOf(school, ctx)
  const folder = folderIn(tenant, id)
  const looks = running.get(tenant) ?? new Map<string, Running>()
  running.set(tenant, looks)
  if (looks.has(id)) {
    throw new Fault(
      'busy',
      'This folder is being looked through already. Nothing was changed. Wait until that is done.',
    )
  }
  const own: Running = { job, stop: new AbortController() }
  looks.set(id, own)
  try {
    return await lookThrough(school, folder, own, ctx)
  } finally {
    looks.delete(id)
  }
}

/** Stops a look; one that has ended needs no stopping. */
export function cancelScan(tenant: Tenant, job: string): void {
  for (const look of running.get(tenant)?.values() ?? []) if (look.job === job) look.stop.abort()
}

/** @throws Fault 'not-found' */
export function folderIn(tenant: Pick<Tenant, 'db'>, id: string): FolderRow {
  const folder = oneFolder(tenant.db, id)
  if (folder === null) {
    throw new Fault('not-found', 'This school has registered no such folder. Nothing was changed. Open the list again.')
  }
  return folder
}

/** A folder with what is known of its files. */
export function folderOf(tenant: Tenant, { id, label, path }: FolderRow): ImageFolder {
  const last = lastScan(tenant.db, id)
  const own = amissIn(tenant, id)
  // Another PC may have looked since.
  const seen = own !== null && own.at >= (last?.at ?? 0) ? own : last
  return {
    ...{ id, label, path, scannedAt: last?.at ?? null, files: filesInFolder(tenant.db, id) },
    missing: seen?.missing ?? 0,
    changed: seen?.changed ?? 0,
  }
}

async function lookThrough(school: SchoolId, folder: FolderRow, own: Running, ctx: Ctx): Promise<ScanReport> {
  const tenant = fileOf(school, ctx)
  const look = new Look(tenant, folder.id, ctx.today(), ctx.now)
  const broke = await pull(look, school, folder, own, ctx)
  await inTurns(look.finish(), () => fileOf(school, ctx))
  const still = fileOf(school, ctx)
  const { isWhole } = look
  await noteMoved(folder.id, school, ctx)
  look.close(isWhole ? null : (broke ?? stoppedWords(look.end?.ended ?? 'STOPPED') ?? MANY_LINKS))
  noteScanned(look, still, folder, ctx)
  const report = reportOf(still, folderOf(still, folder))
  if (report === null) throw new Error('A look left nothing behind')
  return report
}

/**
 * Pulls batches until the last, telling how far it is; the next one is asked for while one is worked on.
 * @returns why it broke off, in words; null when it came to an end of its own or was stopped
 */
async function pull(look: Look, school: SchoolId, folder: FolderRow, own: Running, ctx: Ctx): Promise<string | null> {
  const { signal } = own.stop
  const ticket = await ctx.host.openScan(folder.path)
  const close = (): void => void ctx.host.closeScan(ticket).catch(() => {})
  // A network that hangs is not waited for.
  signal.addEventListener('abort', close)
  try {
    const tell = tellerOf(own.job, ctx)
    let next = ask(ctx, ticket)
    for (let isFirst = true; ; isFirst = false) {
      const answer = await next
      // The session may have ended meanwhile.
      fileOf(school, ctx)
      if (signal.aborted) return null
      if ('words' in answer) {
        if (isFirst) throw answer.fault
        return answer.words
      }
      const { batch } = answer
      if (isFirst && batch.end?.ended === 'GONE' && !batch.entries.some(isSeen)) throw gone()
      if (batch.end === null) next = ask(ctx, ticket)
      look.take(batch)
      tell(look.files)
      if (batch.end !== null) return null
    }
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}

const isSeen = (entry: ScanEntry): boolean => entry.kind === 'FILE' || entry.code !== 'GONE'

const gone = (): Fault =>
  new Fault(
    'unavailable',
    'This folder cannot be reached from this PC. Nothing was changed, and nothing counts as missing. Check that the drive is connected, then look again.',
  )

type Answer = { readonly batch: ScanBatch } | { readonly fault: Fault; readonly words: string }

/** The next batch, or why there is none; never rejects, because nobody may be waiting any more. */
async function ask(ctx: Ctx, ticket: string): Promise<Answer> {
  try {
    return { batch: await ctx.host.nextScanned(ticket) }
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('unavailable', BROKE_OFF, { cause: error })
    return { fault, words: fault.message }
  }
}

const BROKE_OFF = 'Looking through the folder broke off. What was seen until then counts. Look again.'

function tellerOf(job: string, ctx: Ctx): (files: number) => void {
  let told = -Infinity
  return (files) => {
    const now = performance.now()
    if (now - told < TOLD_EVERY_MS) return
    told = now
    ctx.tell('progress', { job, words: lookedAt(files), done: files, total: null })
  }
}

const turn = (): Promise<void> => new Promise((go) => setImmediate(go))

/** @param check throws when the session has ended meanwhile */
async function inTurns(work: Iterator<void>, check: () => void): Promise<void> {
  let since = performance.now()
  while (work.next().done !== true) {
    if (performance.now() - since < TURN_MS) continue
    await turn()
    check()
    since = performance.now()
  }
}

/** Writes where files are now: one new list for each event that names some of them. */
async function noteMoved(folder: string, school: SchoolId, ctx: Ctx): Promise<void> {
  const parts = partsMoved(fileOf(school, ctx).db, folder)
  for (let at = 0; at < parts.length; at += PARTS_AT_ONCE) {
    const tenant = fileOf(school, ctx)
    const drafts = parts.slice(at, at + PARTS_AT_ONCE).map((part): Draft => {
      const places = new Map(movedOf(tenant.db, folder, part).map(({ path, to }) => [path, to]))
      const files = filesOfPart(tenant.db, part).map((row) => ({
        ...asRegistered(row),
        path: places.get(row.path) ?? row.path,
      }))
      return set(filesKind, part, { files })
    })
    ctx.append(tenant, drafts)
    await turn()
  }
}

/** A file as an event names it. */
export const asRegistered = ({ path, size, takenOn, hash }: FileRow): RegisteredFile => ({ path, size, takenOn, hash })

function noteScanned(look: Look, tenant: Tenant, folder: FolderRow, ctx: Ctx): void {
  const { missing, changed } = folderOf(tenant, folder)
  const at = ctx.now()
  ctx.append(tenant, [set(scannedKind, folder.id, { at, complete: look.isWhole, missing, changed, by: ctx.actor.id })])
}
