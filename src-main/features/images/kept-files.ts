/** Files of a set as the page gets them. */
import type { KeptFile } from '@contract/images'
import { filesOfSet, type FileRow } from '@db/repo/images'
import { destroyedWithHash } from '@db/repo/retention'
import type { Tenant } from '@vault/context'
import { amissKey, foundIn } from './found'
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
  const stateOf = ({ folder, path }: FileRow): KeptFile['state'] => {
    if (destroyed.size > 0 && destroyed.has(fileEntity(folder, path))) return 'DESTROYED'
    return foundIn(tenant, folder)?.amiss.get(amissKey(id, path))?.state ?? 'PRESENT'
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
