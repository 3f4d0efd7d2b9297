/** Tables of rules: permission grids, user-actions charts, device tables, incident grids. Declines rather than invents. */
import type { Declined, ReadTable } from '@contract/report'
import type { Context } from '../context'

export interface RecognisedTables {
  readonly matrices: readonly ReadTable[]
  readonly deviceTables: readonly ReadTable[]
  readonly declined: readonly Declined[]
}

/** Every table of rules in the document, in its order, and those that looked like one and were not read. */
export function recogniseTables(_context: Context): RecognisedTables {
  return { matrices: [], deviceTables: [], declined: [] }
}
