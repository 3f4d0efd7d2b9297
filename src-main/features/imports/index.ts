/** What other features may use of reading lists in. */
export { checkedTables } from './checked'
export { likeliestTable } from './rules/columns'
export { datesRefusal, lookAtDates, provenOrder, readDate, type DateOrder } from './rules/dates'
export { headingKey, meaningsOf } from './rules/headings'
export { counted, cut, listed, tidy } from './rules/wording'
