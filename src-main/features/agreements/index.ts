/** What other features may use of agreements. */
export { agreementIssueKind, agreementKind, agreementsKinds } from './events'
export { versionHash } from './versions'
