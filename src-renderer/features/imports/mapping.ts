/** Changing what columns and values mean. Pure: every change gives a new mapping. */
import type { ColumnMap, ColumnMeaning, FileSeen, Mapping, ValueMeaning } from '@contract'

export type TableSeen = FileSeen['tables'][number]
export type ColumnSeen = TableSeen['columns'][number]

/** Meanings whose values have to be explained one by one. */
export const ANSWERS: readonly ColumnMeaning[] = ['consent', 'consentStatus', 'consentDenied']

export const isAnswer = ({ meaning }: Pick<ColumnMap, 'meaning'>): boolean => ANSWERS.includes(meaning)

/** Values that differ in capitals alone are one. */
const key = (value: string): string => value.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase()

const changed = (mapping: Mapping, column: number, change: (map: ColumnMap) => ColumnMap): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((map) => (map.column === column ? change(map) : map)),
})

/**
 * Gives a column another meaning. Values of an answer that were explained already stay so; any other waits to be
 * explained, and a blank says nothing.
 */
export function withMeaning(mapping: Mapping, seen: ColumnSeen, meaning: ColumnMeaning): Mapping {
  return changed(mapping, seen.column, (map) => {
    if (!ANSWERS.includes(meaning)) return { ...map, meaning, purpose: null, values: [] }
    const known = new Map(map.values.map((one) => [key(one.value), one]))
    const values = seen.values.map(
      ({ value }) => known.get(key(value)) ?? { value, means: value === '' ? ('NOTHING' as const) : ('STOP' as const) },
    )
    // Turned round, a yes is a no: what was said of the other way round says nothing here.
    const isReversed = (map.meaning === 'consentDenied') !== (meaning === 'consentDenied') && isAnswer(map)
    const fresh = isReversed
      ? values.map((one) => (one.means === 'NOTHING' ? one : { ...one, means: 'STOP' as const }))
      : values
    return { ...map, meaning, purpose: meaning === 'consent' ? map.purpose : null, values: fresh }
  })
}

export const withUse = (mapping: Mapping, column: number, purpose: string | null): Mapping =>
  changed(mapping, column, (map) => ({ ...map, purpose }))

/** Says what one value of a column means. */
export function withValue(mapping: Mapping, column: number, value: string, means: ValueMeaning): Mapping {
  return changed(mapping, column, (map) => {
    const rest = map.values.filter((one) => key(one.value) !== key(value))
    return { ...map, values: [...rest, { value, means }] }
  })
}

export function withType(mapping: Mapping, value: string, purpose: string | null): Mapping {
  const rest = mapping.types.filter((one) => key(one.value) !== key(value))
  return { ...mapping, types: [...rest, { value, purpose }] }
}

/** What a value of a column means; nobody has said for one that is not in the mapping. */
export const meansOf = (map: Pick<ColumnMap, 'values'>, value: string): ValueMeaning =>
  map.values.find((one) => key(one.value) === key(value))?.means ?? (value === '' ? 'NOTHING' : 'STOP')

export const useOfType = (mapping: Pick<Mapping, 'types'>, value: string): string | null =>
  mapping.types.find((one) => key(one.value) === key(value))?.purpose ?? null

/** Values of answer columns that nobody has explained. */
export function openValues(mapping: Mapping, table: TableSeen): number {
  return mapping.columns.filter(isAnswer).reduce((open, map) => {
    const values = table.columns[map.column]?.values ?? []
    return open + values.filter(({ value }) => meansOf(map, value) === 'STOP').length
  }, 0)
}

/** Whether the file holds anything about consents. */
export const holdsConsents = ({ columns }: Pick<Mapping, 'columns'>): boolean =>
  columns.some((map) => isAnswer(map) || map.meaning === 'consentType')
