/** What other features may use of the consent register. */
export {
  answerKind,
  askedKind,
  consentsKinds,
  exportedKind,
  issueKind,
  purposeKind,
  settingsKind,
  settlementKind,
  wordingKind,
} from './events'
