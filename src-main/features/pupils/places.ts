/** Where a call about a pupil looks: the school's file, and in it the pupil, the contact. */
import { Fault } from '@contract/fault'
import type { SchoolId } from '@contract/primitives'
import { oneContact, onePupil, type ContactRow, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { asTenant } from '@vault/opened'

/** The school's file. @throws Fault with the file's state as its code */
export const fileOf = (school: SchoolId, ctx: Pick<Ctx, 'tenant'>): Tenant => ctx.tenant(asTenant(school))

/** @throws Fault 'not-found' */
export function pupilIn(tenant: Pick<Tenant, 'db'>, id: string): PupilRow {
  const row = onePupil(tenant.db, id)
  if (row === null) {
    throw new Fault(
      'not-found',
      'This school has no such pupil. Nothing was changed. Look whether the right school is open.',
    )
  }
  return row
}

/** @throws Fault 'not-found' for a contact of nobody, or of another pupil */
export function contactIn(tenant: Pick<Tenant, 'db'>, pupil: string, id: string): ContactRow {
  const row = oneContact(tenant.db, id)
  if (row === null || row.pupil !== pupil) {
    throw new Fault('not-found', 'This pupil has no such contact. Nothing was changed. Open the pupil again.')
  }
  return row
}
