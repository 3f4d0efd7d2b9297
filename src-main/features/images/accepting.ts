/** A file that is not what was registered, and is right as it is now. */
import { Fault } from '@contract/fault'
import type { ImageSet } from '@contract/images'
import type { SchoolId } from '@contract/primitives'
import { dropAmissOf } from '@db/repo/found'
import { filesOfPart, filesOfSet } from '@db/repo/images'
import { wasDestroyed } from '@db/repo/retention'
import type { Ctx } from '@vault/context'
import { set } from '@vault/entity'
import { fileOf } from '../consents'
import { filesKind } from './events'
import { amissByFile, fileKey, nowOf } from './found'
import { asRegistered } from './scanning'
import { setIn, standingSet } from './sets'

/**
 * Takes a changed file as the last look saw it. Whoever disposes of it later compares with that.
 * @throws Fault 'not-found' for a file that is not of the set, 'conflict' when no look on this PC saw it changed, or
 *   when it was destroyed under a disposal
 */
export function acceptChanged(school: SchoolId, id: string, path: string, reason: string, ctx: Ctx): ImageSet {
  const tenant = fileOf(school, ctx)
  standingSet(tenant, id)
  const rows = filesOfSet(tenant.db, id).filter((row) => row.path === path)
  const [first] = rows
  if (first === undefined) throw new Fault('not-found', 'This set has no such file. Nothing was changed.')
  const seen = amissByFile(tenant, id).get(fileKey(first))
  const now = seen === undefined ? null : nowOf(seen)
  if (now === null) {
    throw new Fault(
      'conflict',
      'No scan on this PC has found this file changed. Nothing was saved. Scan its folder first.',
    )
  }
  if (now.size > 0 && wasDestroyed(tenant.db, now.hash)) {
    throw new Fault(
      'conflict',
      'What lies there now was destroyed under a disposal before. Nothing was saved. Find out who put it back, and dispose of it again.',
    )
  }
  const drafts = [...new Set(rows.map(({ part }) => part))].map((part) => {
    const files = filesOfPart(tenant.db, part).map((row) => (row.path === path ? now : asRegistered(row)))
    return set(filesKind, part, { files })
  })
  ctx.append(tenant, drafts, { reason })
  tenant.here.write((db) => dropAmissOf(db, first.folder, path, id))
  return setIn(tenant, id, ctx)
}
