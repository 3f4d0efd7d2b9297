/** What other features may use of agreements. */
export { accessKind, adultKind, agreementIssueKind, agreementKind, agreementsKinds, loanKind } from './events'
export { signingKind, type SigningBody } from './events-signing'
export { signingEntity } from './signing-entity'
export { versionHash } from './versions'
