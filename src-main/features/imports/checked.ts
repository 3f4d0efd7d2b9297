/**
 * What came from the reader process, checked before anything is done with it: it read a list from outside, so its answer
 * is taken no more on trust than the list itself (C33, C35).
 */
import { Fault } from '@contract/fault'
import { isPasswordHeading, TABLE_CELLS, TablesRead, type ReadRows } from '@contract/tabular'
import { unpacked } from '@contract/tabular-packed'

/**
 * @param answer of `Host.readTables`, with its rows packed or not
 * @throws Fault 'bad-input' when the answer has not the agreed shape, or does not fit together
 */
export function checkedTables(answer: unknown): TablesRead {
  const parsed = TablesRead.safeParse(plain(answer))
  if (!parsed.success || !isConsistent(parsed.data)) {
    throw new Fault(
      'bad-input',
      'This list could not be read: what came of it does not fit together. Nothing of it was kept. Save it again as .csv or .xlsx and try that.',
    )
  }
  return parsed.data
}

function plain(answer: unknown): unknown {
  try {
    return unpacked(answer)
  } catch {
    // A piece that is no JSON was not packed by the reader.
    return null
  }
}

function isConsistent({ source, tables, encoding, delimiter, oneRoster }: TablesRead): boolean {
  const isText = source !== 'xlsx'
  return (
    tables.length > 0 &&
    (source === 'csv' ? tables.length === 1 && encoding !== null : true) &&
    (isText || encoding === null) &&
    (source === 'csv' || delimiter === null) &&
    (oneRoster !== null) === (source === 'oneroster') &&
    tables.reduce((cells, { rows, columns }) => cells + rows.length * columns, 0) <= TABLE_CELLS &&
    tables.every((table) => isEven(table) && (isText ? table.rows.every(({ dates }) => dates.length === 0) : true))
  )
}

/** Every row has a cell for each column, no column holds passwords, and whatever names a column or line names one there is. */
function isEven({ columns, header, headerLine, rows, notes }: ReadRows): boolean {
  return (
    (header === null) === (headerLine === null) &&
    (header === null || (header.length === columns && !header.some(isPasswordHeading))) &&
    rows.every(
      ({ line, cells, dates }, index) =>
        cells.length === columns &&
        line > (rows[index - 1]?.line ?? headerLine ?? 0) &&
        dates.every(
          (at, index) => at < columns && at > (dates[index - 1] ?? -1) && /^\d{4}-\d\d-\d\d$/.test(cells[at] ?? ''),
        ),
    ) &&
    notes.every(({ column }) => column === null || column < columns)
  )
}
