/** What other features may use of pupils. */
export { cardOf, inListOrder, namesOf, restrictedAmong, restrictedPupils, restricts, rollState } from './cards'
export {
  careKind,
  competenceKind,
  contactKind,
  flagKind,
  membershipKind,
  orderKind,
  pupilKind,
  pupilsKinds,
  responsibilityKind,
} from './events'
export { datesOf, loosestOf, membershipAsRead, membershipDraft, NEVER_HERE } from './membership'
export { ageOn, oldestAge, turns18On, turnsOn, youngestAge } from './rules/age'
export {
  findPupils,
  numberKey,
  pupilIndex,
  type FindablePupil,
  type FoundPupil,
  type ListedPupil,
  type PupilIndex,
} from './rules/finding'
export {
  MATCH_REASONS,
  MATCH_WORDS,
  matchPupil,
  rollIndex,
  type IncomingPupil,
  type Match,
  type MatchReason,
  type RollIndex,
  type RollPupil,
} from './rules/matching'
export { foldName, nameWords, shownName, sortKey, wholeName, type PupilNames, type ShownName } from './rules/names'
export { checkLetter, earlierOf, keptOf, readUpn, type Upn, type UpnFault } from './rules/upn'
export { KEY_STAGES, keyStageOf, lastYearOfStage, readYear, yearOn, type KeyStage } from './rules/years'
export { flagEntity, reasonOf, recordAnew, recordBeside, standsAs } from './standing'
