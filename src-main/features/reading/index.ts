/** What other features may use of reading. */
export { readingKinds } from './events'
