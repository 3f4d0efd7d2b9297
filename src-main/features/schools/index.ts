/** What other features may use of schools. */
export { appointmentKind, schoolKind, schoolsKinds } from './events'
export { knownAuthorities } from './kept-register'
export { holdsOn, POST_WORDS, postAlerts } from './rules'
