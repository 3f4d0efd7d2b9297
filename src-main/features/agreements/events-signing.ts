/** What can happen to a signature: recorded, corrected, taken back. */
import { z } from 'zod'
import { EntityId, PersonId } from '@contract/primitives'
import { SigningFacts, SigningOutcome } from '@contract/signatures'
import { entityKind, fieldOf } from '@vault/entity'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What was asked of one person and came of it. `hash` is that of the text. `voids`: events taken back as recorded in error. */
export const SigningBody = SigningFacts.extend({
  outcome: SigningOutcome,
  agreement: EntityId,
  hash: Sha256,
  by: PersonId,
  voids: z.array(EntityId).max(100),
})
export type SigningBody = z.output<typeof SigningBody>

const OUTCOME_RANK: Readonly<Record<SigningOutcome, number>> = { SIGNED: 0, VOID: 1, CANNOT_SIGN: 2, REFUSED: 3 }

/** Entity: version, signee and capacity. Where two PCs differ, the outcome that clears nobody counts. */
export const signingKind = entityKind({
  type: 'agreements.signing',
  family: 'decisions',
  schema: 1,
  body: SigningBody,
  rank: (value) => {
    const outcome = SigningOutcome.safeParse(fieldOf(value, 'outcome'))
    return outcome.success ? OUTCOME_RANK[outcome.data] : Infinity
  },
  references: ['voids'],
  words: (event) => SIGNING_WORDS[String(fieldOf(event.body, 'outcome'))] ?? 'Recorded an answer to an agreement',
})

const SIGNING_WORDS: Readonly<Record<string, string>> = {
  SIGNED: 'Recorded a signature',
  REFUSED: 'Recorded that somebody will not sign an agreement',
  CANNOT_SIGN: 'Recorded that somebody cannot sign an agreement',
  VOID: 'Took back a signature recorded in error',
}
