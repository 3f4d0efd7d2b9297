/** The school a call is about: its file, and what the trust knows of it. */
import { Fault } from '@contract/fault'
import type { SchoolId } from '@contract/primitives'
import type { SchoolFacts } from '@contract/schools'
import { trustName as nameOfTrust } from '@db/repo/people'
import { oneSchool } from '@db/repo/schools'
import { onePupil, somePupils, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { asTenant } from '@vault/opened'

/** The school's file. @throws Fault with the file's state as its code */
export const fileOf = (school: SchoolId, ctx: Ctx): Tenant => ctx.tenant(asTenant(school))

/** Legal name of the controller: the trust registers for all its academies (R2). */
export const trustName = (ctx: Ctx): string => nameOfTrust(ctx.trust().db) ?? ''

/** @throws Fault 'not-found' */
export function schoolFacts(school: SchoolId, ctx: Ctx): SchoolFacts {
  const row = oneSchool(ctx.trust().db, school)
  if (row === null) throw new Fault('not-found', 'This trust has no such school. Nothing was changed.')
  return row.facts
}

/** @throws Fault 'not-found' */
export function pupilIn(tenant: Pick<Tenant, 'db'>, id: string): PupilRow {
  const row = onePupil(tenant.db, id)
  if (row === null) throw notHere()
  return row
}

/** All of these pupils, each once, in the order asked. @throws Fault 'not-found' when one is not of this school */
export function pupilsIn(tenant: Pick<Tenant, 'db'>, ids: readonly string[]): readonly PupilRow[] {
  const wanted = [...new Set(ids)]
  const rows = new Map(somePupils(tenant.db, wanted).map((row) => [row.id, row]))
  return wanted.map((id) => {
    const row = rows.get(id)
    if (row === undefined) throw notHere()
    return row
  })
}

const notHere = (): Fault =>
  new Fault(
    'not-found',
    'This school has no such pupil. Nothing was answered or changed. Look whether the right school is open.',
  )
