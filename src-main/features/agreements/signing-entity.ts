/** Which act an answer is: the same on every PC, so that two that record it differently meet in it. */
import type { SigningCapacity, SigningFacts } from '@contract/signatures'
import { entityOf } from '@vault/entity'
import { foldName } from '../pupils'

/**
 * Who signed, as the rules compare it: a parent's contact, or else the name as signed, folded. Null: a parent nobody named;
 * or the child or adult whom it covers.
 * @param signer contact or name
 */
export function signerKey(capacity: SigningCapacity, signer: string | null): string | null {
  if (capacity !== 'PARENT' || signer === null) return null
  return IS_ID.test(signer) ? signer : foldName(signer) || null
}

const IS_ID = /^[0-9a-f]{32}$/

/** The same of an answer on its way in. */
export const signerOf = ({ capacity, contact, name }: Pick<SigningFacts, 'capacity' | 'contact' | 'name'>) =>
  signerKey(capacity, contact ?? name)

/** Entity of what one signer answered to one version, for one person, in one capacity, on one day. */
export const signingEntity = (
  facts: Pick<SigningFacts, 'version' | 'signee' | 'capacity' | 'contact' | 'name' | 'signedOn'>,
): string => {
  const { version, signee, capacity, signedOn } = facts
  const by = capacity === 'PARENT' ? 'unnamed' : 'self'
  return entityOf('agreements.signing', version, signee.kind, signee.id, capacity, signerOf(facts) ?? by, signedOn)
}
