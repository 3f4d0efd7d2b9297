/**
 * One step of a file's structure. Written once, never changed after release: files remember its hash.
 *
 * Rows are written by projections in whatever order events arrive, so tables of different entities do not refer to
 * one another by foreign key; `secure_delete` and erasure work row by row.
 */
export interface Migration {
  /** In tens, so that a later insertion is visible as one: 10 log, 20 people, 30 schools ... */
  readonly id: number
  /** One word, the feature's. */
  readonly name: string
  /** Statements in order, each complete. */
  readonly up: readonly string[]
}
