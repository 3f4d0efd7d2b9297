/** What other features may use of matrices. */
export { catalogueOf } from './activities'
export { AREAS, CATALOGUE, DEVICE_ACTIVITIES, DEVICE_WORDS, questionKey, questionLabel, type Area } from './catalogue'
export { compareLevels, compareParts, lets, opposite, plainly, strictest, together, type Strictness } from './levels'
export { compareAnswers, type Side } from './strictness'
export { speaksTo, statementsOf, type MatrixStatement, type ReadEdition } from './statements'
export {
  answerIn,
  holds,
  inOrder,
  ORDERED_YEARS,
  placeOf,
  rangeInWords,
  speaksFor,
  splitFaults,
  withinYears,
  yearsBetween,
  yearsInWords,
  type SplitFaults,
} from './years'
export { activityKind, approvalKind, cellKind, columnKind, editionKind, matricesKinds, rowKind } from './events'
export { type Asked } from './editions'
export {
  rulesAsAt,
  summaryOf,
  taughtBy,
  taughtIn,
  type MatricesSummary,
  type StatedRules,
  type Taught,
} from './reading'
