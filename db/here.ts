/**
 * Tables that stay on this PC: what it saw around itself, beside the records and never part of them. They are told by their
 * names, so that neither the proof of a file nor another PC asks for them.
 */
const PREFIX = 'here_'

/** Whether a table stays on this PC. */
export const staysHere = (table: string): boolean => table.startsWith(PREFIX)

const WRITES = new RegExp(`^\\s*(?:insert(?: or \\w+)? into|update|delete from)\\s+"${PREFIX}\\w+"`, 'i')

/** Whether a statement that writes, as the query library words it, writes such a table. */
export const writesHereOnly = (source: string): boolean => WRITES.test(source)
