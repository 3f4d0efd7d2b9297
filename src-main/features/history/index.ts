/** What other features may use of the history. */
export { withNames } from './rules'
