/** Wordings of consent: what R43 asks of them, their issue, and which text an answer was given to. */
import type { Wording, WordingFacts } from '@contract/consents'
import type { WordingRow } from '@db/repo/consents'
import { canonical, type Json } from '../../sync/core/event'
import { hashHex } from '@vault/crypto'
import { wordingProblems } from './rules/wording'

/** The hash a wording is known by for ever: over its canonical text. */
export const wordingHash = (facts: WordingFacts): string => hashHex(canonical(facts as unknown as Json))

/**
 * A wording as the page gets it. What was issued stands, whatever was drafted afterwards.
 * @param controller legal name of the trust, which the text has to name (R2)
 * @returns null for a row that holds neither
 */
export function wordingOf({ id, draft, issued, issuedOn, hash }: WordingRow, controller: string): Wording | null {
  const facts = issued ?? draft
  if (facts === null) return null
  return { ...facts, id, issuedOn, hash, problems: issued === null ? [...wordingProblems(facts, controller)] : [] }
}
