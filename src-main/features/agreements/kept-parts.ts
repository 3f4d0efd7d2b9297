/** Saying of a part the trust left to the school that it is meant as the trust has it. */
import type { Clause, Version } from '@contract/agreements'
import { Fault } from '@contract/fault'
import { keptParts } from '@db/repo/agreements'
import type { Ctx, Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { entityOf, remove, setAgain } from '@vault/entity'
import { canonical, type Draft } from '../../sync/core/event'
import { keptPartKind } from './events'

/** What the words of a clause are known by: another word, or another heading, and nobody has confirmed it. */
export const wordsHash = ({ heading, text }: Pick<Clause, 'heading' | 'text'>): string =>
  hashHex(canonical({ heading, text }))

/**
 * @param draft in which it is said
 * @param kept false: takes it back
 * @returns nothing to append when it stands so already. @throws Fault 'not-found', 'conflict'
 */
export function keepingPart(tenant: Tenant, draft: Version, clause: string, kept: boolean, ctx: Ctx): readonly Draft[] {
  const part = draft.localParts.find((one) => one.clause === clause)
  const words = draft.clauses.find(({ id }) => id === clause)
  if (part === undefined || words === undefined) {
    throw new Fault('not-found', 'There is no such part the trust left to the school. Nothing was changed.')
  }
  const id = entityOf('agreements.kept', draft.agreement, clause)
  if (!kept) return part.state === 'KEPT' ? [remove(keptPartKind, id)] : []
  switch (part.state) {
    case 'KEPT':
      return []
    case 'OPEN': {
      const { agreement, id: version } = draft
      const said = { agreement, clause, version, words: wordsHash(words), by: ctx.actor.id, on: ctx.today() }
      return setAgain(tenant, keptPartKind, id, said)
    }
    case 'TO_FILL':
      throw new Fault('conflict', 'Something in this part has to be filled in first. Nothing was changed.')
    default:
      throw new Fault('conflict', 'The school has its own words in this part. Nothing was changed.')
  }
}

/** Whether a person settled a part in this draft: then somebody else approves it, as with words they wrote (C23). */
export const keptIn = ({ db }: Pick<Tenant, 'db'>, version: string, person: string): boolean =>
  keptParts(db).some((row) => row.version === version && row.by === person)
