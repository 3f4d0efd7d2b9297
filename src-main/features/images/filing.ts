/** Putting files that a look found into a set. */
import { Fault } from '@contract/fault'
import type { FileGroup } from '@contract/images'
import { unsortedIn } from '@db/repo/found'
import { filesAt } from '@db/repo/images'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { FILES_PART, filesKind, type RegisteredFile } from './events'

/** Groups as they are asked for. */
export type AskedGroup = Pick<FileGroup, 'path' | 'from' | 'to'>

/**
 * The files of groups, each once. A file that was put into a set meanwhile, as on another PC, is left out.
 * @throws Fault 'conflict' when no look on this PC found one of the groups, or nothing of it is left
 */
export function filesOfGroups(
  tenant: Tenant,
  folder: string,
  groups: readonly AskedGroup[],
): readonly RegisteredFile[] {
  const files = new Map<string, RegisteredFile>()
  for (const group of groups) {
    const own = unsortedIn(tenant.db, folder, group)
    if (own.length === 0) throw notFound()
    for (const { path, size, takenOn, hash } of own) files.set(path, { path, size, takenOn, hash })
  }
  for (const { path } of filesAt(tenant.db, folder, [...files.keys()])) files.delete(path)
  if (files.size === 0) throw notFound()
  return [...files.values()]
}

const notFound = (): Fault =>
  new Fault(
    'conflict',
    'These files were not found by a scan on this PC, or are in a set by now. Nothing was saved. Look through the folder again and choose anew.',
  )

/** Drafts that name files of a set, a part at a time. */
export function filesDrafts(of: string, folder: string, files: readonly RegisteredFile[], ctx: Ctx): readonly Draft[] {
  const parts = Math.ceil(files.length / FILES_PART)
  return Array.from({ length: parts }, (_, at) =>
    set(filesKind, ctx.newId(), { set: of, folder, files: files.slice(at * FILES_PART, (at + 1) * FILES_PART) }),
  )
}
