/** What other features may use of pupils. */
export { ageOn, oldestAge, turns18On, turnsOn, youngestAge } from './rules/age'
export { checkLetter, readUpn, type Upn, type UpnFault } from './rules/upn'
export { KEY_STAGES, keyStageOf, lastYearOfStage, readYear, type KeyStage } from './rules/years'
