/** What other features may use of people. */
export { accessKind, grantKind, peopleKinds, personKind } from './events'
export { holdsOn, ROLE_WORDS, TOP_ROLE, type DatedGrant } from './rules'
