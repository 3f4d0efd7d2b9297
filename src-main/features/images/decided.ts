import type { Tenant } from '@vault/context'
import type { EntityKind } from '@vault/entity'
import { hashHex } from '@vault/crypto'
import type { Draft, Json } from '../../sync/core/event'
import { headsOf } from '../../sync/core/merge'

/** Drafts a decision over all that stands of an entity, so that it replaces what this PC has seen and nothing else. */
export function decideOver(tenant: Pick<Tenant, 'log'>, kind: EntityKind, entity: string, body: Json): Draft {
  const state = tenant.log.stateOf(kind.type, entity)
  const parents = state?.family === 'decisions' ? headsOf(state.nodes, kind.rank ?? null) : []
  // Whoever says it has before them what two PCs said differently, and settles it.
  return { type: kind.type, entity, op: parents.length > 1 ? 'resolve' : 'decide', body, parents }
}

/** An id that follows from what it is about, the same on every PC: 32 hex digits. */
export const entityOf = (...about: readonly string[]): string => hashHex(about.join(' ')).slice(0, 32)
