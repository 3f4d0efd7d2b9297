/** Laying a document that speaks for several schools before the others too, each within the rights held there. */
import { Fault } from '@contract/fault'
import type { SchoolId, TenantId } from '@contract/primitives'
import { allDocuments, documentOfBytes } from '@db/repo/reading'
import { oneSchool } from '@db/repo/schools'
import type { Ctx, Tenant } from '@vault/context'
import { documentDrafts, wholeOf } from './contents'
import type { OpenReading } from './readings'
import { seriesFor } from './series'
import { alsoNamed } from './standing'

/** How many schools have it now that had not, and which were left out and why, in words. */
export interface Shared {
  readonly shared: number
  readonly leftOut: readonly string[]
}

/** Appends the same reading to each school's own file; a school that cannot have it is left out, the others are not. */
export function shareWith(to: readonly SchoolId[], from: Tenant, { row, report }: OpenReading, ctx: Ctx): Shared {
  const { blocks } = wholeOf(from, row)
  const document = {
    ...{ name: row.fileName, format: row.format, pages: row.pages, blocks: [...blocks] },
    leftOut: JSON.parse(row.leftOut) as string[], // As the kind checked it.
  }
  const leftOut: string[] = []
  let shared = 0
  for (const school of new Set(to)) {
    const known = oneSchool(ctx.trust().db, school)
    const name = known?.name ?? 'A school no longer listed'
    const why =
      known === null
        ? 'it is not in this trust'
        : alsoNamed(report, [known]).length === 0
          ? 'the document does not name it'
          : null
    const words = why ?? handOver(school, { row, report, document }, from, ctx)
    if (words === null) shared += 1
    else leftOut.push(`${name}: ${words}.`)
  }
  return { shared, leftOut }
}

/** @returns why a school could not be given it, null when it was */
function handOver(
  school: SchoolId,
  { row, report, document }: Pick<OpenReading, 'row' | 'report'> & Parameters<typeof documentDrafts>[2],
  from: Tenant,
  ctx: Ctx,
): string | null {
  const id = school as string as TenantId // A school's file has the school's own id.
  if (id === from.id) return 'it was read there'
  if (ctx.may('reading.review', id) === null) return 'your role does not allow it there'
  try {
    const tenant = ctx.tenant(id)
    if (documentOfBytes(tenant.db, row.bytes) !== null) return 'it has the document already'
    const fresh = ctx.newId()
    const { fileName, title, bytes, words, format, pages } = row
    const facts = {
      ...{ fileName, title, bytes, words, format, pages, leftOut: document.leftOut, discarded: false },
      series: seriesFor({ title, fileName }, allDocuments(tenant.db)) ?? fresh,
      person: ctx.actor.id,
      sharedFrom: from.kind === 'school' ? (from.id as string as SchoolId) : null, // As above.
    }
    ctx.append(tenant, documentDrafts(fresh, facts, { document, report }))
    return null
  } catch (error) {
    if (error instanceof Fault && error.code !== 'locked') return `its file could not take it (${error.words})`
    throw error
  }
}
