/** Disposals this program is carrying out just now, by the open file of their school: they end with the session. */
import { Fault } from '@contract/fault'
import type { Tenant } from '@vault/context'

const underWay = new WeakMap<Tenant, Set<string>>()

export const isCarrying = (tenant: Tenant, disposal: string): boolean => underWay.get(tenant)?.has(disposal) === true

/** @returns ends it. @throws Fault 'busy' when it goes on already */
export function beginCarrying(tenant: Tenant, disposal: string): () => void {
  const known = underWay.get(tenant) ?? new Set()
  if (known.has(disposal))
    throw new Fault('busy', 'This disposal is being carried out already. Nothing was started twice. Wait for its end.')
  underWay.set(tenant, known.add(disposal))
  return () => void known.delete(disposal)
}
