import type { SigningFacts } from '@contract/signatures'
import { entityOf } from '@vault/entity'

/** Entity of what one signee answered to one version in one capacity, the same on every PC. */
export const signingEntity = ({
  version,
  signee,
  capacity,
}: Pick<SigningFacts, 'version' | 'signee' | 'capacity'>): string =>
  entityOf('agreements.signing', version, signee.kind, signee.id, capacity)
