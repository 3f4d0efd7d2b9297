/** What can happen to a signature: recorded, corrected, taken back. */
import { z } from 'zod'
import { EntityId, Hash, PersonId } from '@contract/primitives'
import { SigningFacts, SigningOutcome } from '@contract/signatures'
import { entityKind, fieldOf } from '@vault/entity'
import { RESTRICTIVENESS } from './rules/acts'

/**
 * What was asked of one person and came of it. `hash` is that of the text. `voids`: events taken back as recorded in error.
 * `restores`: the event whose answer stands again or still; none: an answer of its own.
 */
export const SigningBody = SigningFacts.extend({
  outcome: SigningOutcome,
  agreement: EntityId,
  hash: Hash,
  by: PersonId,
  voids: z.array(EntityId).max(100),
  restores: z.array(EntityId).max(1).default([]),
})
export type SigningBody = z.output<typeof SigningBody>

/** Entity: one act, as `signingEntity` names it. Where two PCs differ, the outcome that clears nobody counts. */
export const signingKind = entityKind({
  type: 'agreements.signing',
  family: 'decisions',
  schema: 1,
  body: SigningBody,
  rank: (value) => {
    const outcome = SigningOutcome.safeParse(fieldOf(value, 'outcome'))
    return outcome.success ? RESTRICTIVENESS[outcome.data] : Infinity
  },
  references: ['voids', 'restores'],
  words: ({ body }) => {
    const isTakenBack = (SigningBody.safeParse(body).data?.voids ?? []).length > 0
    const said = isTakenBack ? 'VOID' : String(fieldOf(body, 'outcome'))
    return SIGNING_WORDS[said] ?? 'Recorded an answer to an agreement'
  },
})

const SIGNING_WORDS: Readonly<Record<string, string>> = {
  SIGNED: 'Recorded a signature',
  REFUSED: 'Recorded that somebody will not sign an agreement',
  CANNOT_SIGN: 'Recorded that somebody cannot sign an agreement',
  VOID: 'Took back a signature recorded in error',
}
