/** Ways to the screens of agreements: a school's own, or the trust's templates. */
import type { RouteLocationRaw } from 'vue-router'
import type { SchoolId } from '@contract'
import { useSession } from '../session/session-store'

/** Whether an id is the trust's own and so means its templates. */
export function isTrust(tenant: string): boolean {
  return useSession().now?.trust?.id === tenant
}

/** @param name of the route without `school-` or `trust-` */
function inTenant(
  tenant: string,
  name: string,
  params: Record<string, string>,
): { name: string; params: Record<string, string> } {
  return isTrust(tenant)
    ? { name: `trust-${name}`, params: { ...params, trust: tenant } }
    : { name: `school-${name}`, params: { ...params, school: tenant } }
}

export const agreementsPlace = (tenant: string): RouteLocationRaw => inTenant(tenant, 'agreements', {})

export const agreementPlace = (tenant: string, agreement: string): RouteLocationRaw =>
  inTenant(tenant, 'agreement', { agreement })

export const versionPlace = (tenant: string, agreement: string, version: string): RouteLocationRaw =>
  inTenant(tenant, 'agreement-version', { agreement, version })

/** Two versions side by side. Without them: the newest with the one before it. */
export const comparePlace = (tenant: string, agreement: string, before?: string, after?: string): RouteLocationRaw => ({
  ...inTenant(tenant, 'agreement-compare', { agreement }),
  query: { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
})

/** @param agreement only those who have not signed this one */
export const notSignedPlace = (school: SchoolId, agreement?: string): RouteLocationRaw => ({
  name: 'school-agreements-not-signed',
  params: { school },
  query: agreement === undefined ? {} : { agreement },
})

const inSchool =
  (name: string) =>
  (school: SchoolId): RouteLocationRaw => ({ name, params: { school } })

export const clearedPlace = inSchool('school-agreements-cleared')
export const signPlace = inSchool('school-agreements-sign')
export const accessPlace = inSchool('school-agreements-access')
