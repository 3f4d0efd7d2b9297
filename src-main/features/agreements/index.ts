/** What other features may use of agreements. */
export {
  accessKind,
  adultKind,
  agreementIssueKind,
  agreementKind,
  agreementsKinds,
  loanKind,
  signingKind,
  type SigningBody,
} from './events'
export { signingEntity } from './signing-entity'
export { versionHash } from './versions'
