/** From a file a person picks to what it looks like and how it may be read. Nothing of it is kept beyond memory. */
import { Fault } from '@contract/fault'
import type { FileSeen } from '@contract/imports'
import type { SchoolId } from '@contract/primitives'
import type { ReadRows, TablesRead } from '@contract/tabular'
import { importOf, mappingFor } from '@db/repo/imports'
import { onePerson } from '@db/repo/people'
import type { Ctx, Tenant } from '@vault/context'
import { dateWords, londonToday } from '@vault/clock'
import { hashHex } from '@vault/crypto'
import { asTenant } from '@vault/opened'
import { schoolFacts } from '../consents'
import { checkedTables } from './checked'
import { onRoll, otherSchools, usesAsked } from './ground'
import { beginJob, dropJob, stopped, type FileInHand, type Job } from './jobs'
import { tellerOf } from './progress'
import { headingsKey, likeliestTable, lookAtTable, proposed, remembered, seenOf } from './rules/columns'
import { joinRoster } from './rules/roster'
import { counted, cut, linesWords } from './rules/wording'

/** Largest file taken in, in bytes (C35). */
const FILE_LIMIT = 50_000_000
const EXTENSIONS = ['csv', 'xlsx', 'zip', 'txt', 'tsv'] as const
const MOST_NOTES = 50

/** Asks for a file and looks into it. @returns null when cancelled. @throws Fault; then nothing of the file is kept */
export async function pick(school: SchoolId, id: string, ctx: Ctx): Promise<FileSeen | null> {
  const tenant = ctx.tenant(asTenant(school))
  const job = beginJob(tenant, id)
  try {
    const title = 'Choose a list of pupils or consents'
    const picked = await ctx.host.openFile({ title, extensions: EXTENSIONS, maxBytes: FILE_LIMIT })
    if (job.stop.signal.aborted) throw stopped()
    if (picked === null) {
      dropJob(tenant, id)
      return null
    }
    const tell = tellerOf(job, 'Reading the file', ctx)
    const answer = await ctx.host.readTables(picked, {
      progress: (done, total) => tell(total === null || total === 0 ? 0 : done / total),
      stop: job.stop.signal,
    })
    if (job.stop.signal.aborted) throw stopped()
    // The session may have ended meanwhile.
    ctx.tenant(asTenant(school))
    const read = checkedTables(answer)
    const file = inHand(picked, read, school, ctx)
    job.file = file
    return seen(job, file, school, ctx)
  } catch (error) {
    dropJob(tenant, id)
    throw error
  }
}

function inHand(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  read: TablesRead,
  school: SchoolId,
  ctx: Ctx,
): FileInHand {
  const about = { fileName: cut(name, 300), digest: hashHex(bytes), source: read.source }
  const notes = [...read.notes, ...read.tables.flatMap((table) => table.notes)].map(({ words, lines }) =>
    lines.length === 0 ? words : `${words} (${linesWords(lines)})`,
  )
  if (read.oneRoster === null) return { ...about, tables: read.tables, meanings: null, wholeRoll: null, notes }
  const here = { facts: schoolFacts(school, ctx) }
  const joined = joinRoster(read.tables, read.oneRoster, here, otherSchools(school, ctx))
  if (typeof joined === 'string') throw new Fault('bad-input', joined)
  const lost = read.tables.filter(({ name }) => name !== 'users.csv').flatMap(({ leftOut }) => leftOut).length
  const { table, meanings, wholeRoll } = joined
  const more = lost === 0 ? [] : [`${counted(lost, 'row', 'rows')} of the other files of the set could not be read.`]
  return { ...about, tables: [table], meanings, wholeRoll, notes: [...joined.notes, ...more, ...notes] }
}

/** Hash of a table's headings, by which its mapping is remembered. */
export const mappingId = (table: ReadRows): string => hashHex(`imports.mapping ${headingsKey(table)}`).slice(0, 32)

function seen(job: Job, file: FileInHand, school: SchoolId, ctx: Ctx): FileSeen {
  const tenant = ctx.tenant(asTenant(school))
  const looked = file.tables.map(lookAtTable)
  const uses = usesAsked(tenant, ctx.today())
  const around = { uses, meanings: file.meanings, wholeRoll: file.wholeRoll, onRoll: onRoll(tenant, ctx.today()) }
  const proposals = looked.map((table, at) => {
    const { mapping: fresh, looksLike } = proposed(table, at, around)
    const kept = mappingFor(tenant.db, mappingId(table.table))
    const mapping = kept === null ? fresh : remembered(kept.mapping, fresh, uses)
    // A set says itself whether everybody is in it.
    return { looksLike, isKept: kept !== null, mapping: { ...mapping, wholeRoll: file.wholeRoll ?? mapping.wholeRoll } }
  })
  const best = proposals[likeliestTable(file.tables)]
  if (best === undefined) throw new Fault('bad-input', 'This file holds no list. Nothing of it was kept.')
  return {
    job: job.id,
    fileName: file.fileName,
    source: file.source,
    looksLike: file.source === 'oneroster' ? 'OneRoster set of pupils' : best.looksLike,
    tables: looked.map(seenOf),
    mapping: best.mapping,
    mappings: proposals.map(({ mapping }) => mapping),
    remembered: best.isKept,
    notes: [...knownWords(file, tenant, ctx), ...file.notes].slice(0, MOST_NOTES),
  }
}

/** Says that this very file was read in before (R107); nothing for one that was not, or was taken back. */
export function knownWords({ digest }: Pick<FileInHand, 'digest'>, tenant: Tenant, ctx: Ctx): readonly string[] {
  const before = importOf(tenant.db, digest)
  if (before === null) return []
  const who = onePerson(ctx.trust().db, before.by)?.name ?? 'somebody no longer listed'
  const day = dateWords(londonToday(before.appliedAt))
  return [`This very file was read in before, on ${day} by ${who}. What has not changed since stays as it is.`]
}
