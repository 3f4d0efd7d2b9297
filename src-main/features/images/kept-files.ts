/** Files of a set as the page gets them. */
import type { KeptFile } from '@contract/images'
import { lookAt } from '@db/repo/found'
import { filesOfSet, type FileRow } from '@db/repo/images'
import { destroyedWithHash } from '@db/repo/retention'
import type { Tenant } from '@vault/context'
import { amissByFile, fileKey } from './found'
import { fileEntity } from './registered'

/** What is to be seen to comes first. */
const ORDER: readonly KeptFile['state'][] = ['CHANGED', 'MISSING', 'PRESENT', 'DESTROYED']

/** The first files of a set, those with something to see to in front, else in the order of their paths. */
export function keptFiles(tenant: Tenant, id: string, most: number): KeptFile[] {
  const rows = filesOfSet(tenant.db, id)
  const destroyed = new Set(
    destroyedWithHash(
      tenant.db,
      rows.map(({ hash }) => hash),
    ).map(({ file }) => file),
  )
  const amiss = amissByFile(tenant, id)
  const stateOf = ({ folder, path }: FileRow): KeptFile['state'] => {
    if (destroyed.size > 0 && destroyed.has(fileEntity(folder, path))) return 'DESTROYED'
    return amiss.get(fileKey({ folder, path }))?.state ?? 'PRESENT'
  }
  return rows
    .map(({ path, size, takenOn, ...row }) => ({
      path,
      size,
      takenOn,
      state: stateOf({ path, size, takenOn, ...row }),
    }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
    .slice(0, most)
}

/** Until when this PC last looked at a folder, milliseconds since 1970 UTC; null where it did not, or there is none. */
export const seenAt = ({ db }: Pick<Tenant, 'db'>, folder: string | null): number | null =>
  folder === null ? null : (lookAt(db, folder)?.at ?? null)
