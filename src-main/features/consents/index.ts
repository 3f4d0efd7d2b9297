/** What other features may use of the consent register. */
export { VERDICT_WORDS } from './asking'
export {
  answerKind,
  askedKind,
  consentsKinds,
  exportedKind,
  issueKind,
  purposeKind,
  SETTINGS,
  settingsKind,
  settlementKind,
  termsKind,
  viewFromKind,
  wordingKind,
  type AnswerBody,
} from './events'
export { purposeIn, wordingIn } from './handlers-design'
export { DEFAULT_SETTINGS, inUse, Knowledge } from './knowledge'
export {
  answerDrafts,
  answerEntity,
  bodyOf,
  checkAnswers,
  coversFrom,
  decideDraft,
  endsSplit,
  plainUse,
  settlementEntity,
  type AnsweredUse,
  type Answering,
} from './recording'
export { recordsOf } from './records'
export type { Found } from './rules/decide'
export { readingsOf } from './rules/readings'
export { hideSmall } from './rules/small-counts'
export { lastDayOf } from './rules/validity'
export { reverseAnswers, reversingDrafts } from './reversing'
export { fileOf, pupilIn, pupilsIn, schoolFacts, trustName } from './school'
export { partsOf, termsDraft } from './terms'
export { wordingHash, wordingOf } from './wordings'
export { decisionOf, RELATIONSHIP_WORDS, type Telling } from './words'
