/** Reading picked files one by one: each has its own outcome, and one that is refused leaves nothing behind. */
import { Fault } from '@contract/fault'
import type { PersonId, TenantId } from '@contract/primitives'
import type { ReadOutcome } from '@contract/reading'
import { allDocuments, documentOfBytes, documentOfWords, type DocumentRow } from '@db/repo/reading'
import { parts as stampParts } from '../../sync/core/clock'
import { dateWords, londonToday } from '@vault/clock'
import type { Ctx, PickedDocuments } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { checkedReading } from './checked'
import { documentDrafts, wordsHash } from './contents'
import { aroundOf, cardOf, documentIn, openReading } from './readings'
import { seriesFor, withoutEnding } from './series'
import { counted, cut, oneLine } from './words'

/** Largest file taken in, in bytes (C35). */
const FILE_LIMIT = 50_000_000

export const EXTENSIONS = ['txt', 'md', 'html', 'htm', 'docx', 'pdf', 'csv', 'xlsx'] as const

interface Job {
  readonly id: string
  readonly school: TenantId
  readonly ctx: Ctx
  readonly stop: AbortController
}

/** Reads every picked file, in order. @throws Fault 'locked' when the session ends meanwhile */
export async function readAll(picked: PickedDocuments, job: Job): Promise<ReadOutcome[]> {
  const outcomes: ReadOutcome[] = []
  for (const [index, { name }] of picked.files.entries()) {
    outcomes.push(job.stop.signal.aborted ? cancelled(name) : await readOne(picked, index, job))
  }
  return outcomes
}

const outcome = (fileName: string, state: ReadOutcome['state'], words: string): ReadOutcome => ({
  ...{ fileName: cut(fileName, 300), state, words, document: null, toDecide: 0 },
})

const cancelled = (fileName: string): ReadOutcome =>
  outcome(fileName, 'cancelled', 'Not read: the reading was stopped. Nothing of this file was kept.')

async function readOne(picked: PickedDocuments, index: number, job: Job): Promise<ReadOutcome> {
  const name = picked.files[index]?.name ?? ''
  const { ctx, school, stop } = job
  const say = progressOf(name, index, picked.files.length, job)
  say(0, null)
  try {
    refuseLarge(picked.files[index]?.size ?? 0)
    const bytes = await picked.open(index, FILE_LIMIT)
    const hash = hashHex(bytes)
    const before = documentOfBytes(ctx.tenant(school).db, hash)
    if (before !== null) return known(name, before, 'This very file was read', job)
    const answer = await ctx.host.readDocument({ name, bytes }, { progress: say, stop: stop.signal })
    if (stop.signal.aborted) return cancelled(name)
    return keep(name, hash, answer, job)
  } catch (error) {
    // The session may have ended meanwhile: then no file has an outcome of its own.
    ctx.tenant(school)
    if (stop.signal.aborted) return cancelled(name)
    return outcome(name, 'refused', error instanceof Fault ? error.words : UNREADABLE)
  }
}

const UNREADABLE =
  'This file could not be read. Nothing of it was kept, and nothing else was changed. Save it in another format and try that.'

function refuseLarge(size: number): void {
  if (size <= FILE_LIMIT) return
  throw new Fault(
    'bad-input',
    `This file is larger than ${String(FILE_LIMIT / 1_000_000)} MB, which no policy is. Nothing of it was read. Save it without its pictures and try again.`,
  )
}

function known(name: string, before: DocumentRow, what: string, { school, ctx }: Job): ReadOutcome {
  const around = aroundOf(school, ctx)
  const card = cardOf(before, openReading(before, around), around, ctx)
  const day = dateWords(londonToday(stampParts(before.stamp).ms))
  const left = card.toDecide === 0 ? '' : ` There is still something to decide: ${counted(card.toDecide, 'finding')}.`
  return {
    ...outcome(name, 'known', `${what} before, on ${day}. It was not read again.${left}`),
    ...{ document: before.id, toDecide: card.toDecide },
  }
}

/** Keeps what was read, as one batch. @throws Fault when the answer does not fit or cannot be kept; then nothing is */
function keep(name: string, bytes: string, answer: unknown, job: Job): ReadOutcome {
  const { ctx, school } = job
  const reading = checkedReading(answer)
  const { document, report } = reading
  const tenant = ctx.tenant(school)
  const words = wordsHash(document.blocks)
  const before = documentOfWords(tenant.db, words)
  if (before !== null) return known(name, before, 'A file that says the very same words was read', job)
  const id = ctx.newId()
  const fileName = cut(name, 300)
  const title = cut(
    oneLine(report.metadata.title?.asWritten ?? '') || oneLine(withoutEnding(fileName)) || 'Document',
    300,
  )
  const facts = {
    ...{ fileName, title, bytes, words, format: document.format, pages: document.pages, leftOut: document.leftOut },
    series: seriesFor({ title, fileName }, allDocuments(tenant.db)) ?? id,
    ...{ person: ctx.actor.id satisfies PersonId, sharedFrom: null, discarded: false },
  }
  ctx.append(tenant, documentDrafts(id, facts, reading))
  const around = aroundOf(school, ctx)
  const row = documentIn(around, id)
  const card = cardOf(row, openReading(row, around), around, ctx)
  return {
    ...outcome(name, 'read', readWords(card.toDecide, card.earlier !== null)),
    ...{ document: id, toDecide: card.toDecide },
  }
}

function readWords(toDecide: number, hasEarlier: boolean): string {
  if (toDecide > 0) return `Read. ${counted(toDecide, 'finding')} to decide on; nothing counts before that.`
  return hasEarlier ? 'Read. It says what the records hold already.' : 'Read. Nothing was found in it to decide on.'
}

/** Tells the windows how far a file is, at most a hundred times for each; ends the job when the session has ended. */
function progressOf(
  name: string,
  index: number,
  files: number,
  { id, school, ctx, stop }: Job,
): (done: number, total: number | null) => void {
  let told = ''
  return (done, total) => {
    try {
      ctx.tenant(school)
    } catch {
      stop.abort()
      return
    }
    const words = `${String(index + 1)} of ${String(files)}: ${cut(name, 200)}${placeWords(name, done, total)}`
    if (words === told) return
    told = words
    ctx.tell('progress', { job: id, words, done: index, total: files })
  }
}

function placeWords(name: string, done: number, total: number | null): string {
  if (total === null || total <= 0 || done <= 0) return ''
  if (/\.pdf$/i.test(name)) return `, page ${String(Math.min(done, total))} of ${String(total)}`
  return `, ${String(Math.min(100, Math.floor((done * 100) / total)))} per cent`
}
