/** Ways to the matrices' screens: a school's own, or the trust's baseline. */
import type { RouteLocationRaw } from 'vue-router'
import { useSession } from '../session/session-store'

/** Whether an id is the trust's own and so means the baseline. */
export function isTrust(tenant: string): boolean {
  return useSession().now?.trust?.id === tenant
}

export const listPlace = (tenant: string): RouteLocationRaw =>
  isTrust(tenant)
    ? { name: 'baseline-matrices', params: { trust: tenant } }
    : { name: 'school-matrices', params: { school: tenant } }

export const matrixPlace = (tenant: string, edition: string): RouteLocationRaw =>
  isTrust(tenant)
    ? { name: 'baseline-matrix', params: { trust: tenant, edition } }
    : { name: 'school-matrix', params: { school: tenant, edition } }
