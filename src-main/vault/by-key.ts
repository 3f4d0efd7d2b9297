/**
 * Rows of one key together, such as all answers of a pupil. Keys stand in the order they first came, and so do the rows
 * of each.
 */
export function byKey<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const of = key(row)
    const group = groups.get(of)
    if (group === undefined) groups.set(of, [row])
    else group.push(row)
  }
  return groups
}
