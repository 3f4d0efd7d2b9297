/** What other features may use of the history. */
export { NO_UNDO_WORDS, pastsOf } from './pasts'
export { undoDrafts, withNames, type EntityPast, type NoUndo } from './rules'
