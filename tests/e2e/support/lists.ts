/** Files as the offices of schools have them: lists of other systems, written byte by byte as those systems write them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeExcelFile, { type Row, type SheetData } from 'write-excel-file/node'

type Rows = readonly (readonly string[])[]

/** Signs that Windows has where Latin-1 has none. */
const WINDOWS: Readonly<Record<string, number>> = { '’': 0x92, '–': 0x96, '€': 0x80 }

/** A list as a PC in an office saves it: Windows-1252, semicolons. @returns its path */
export function windowsList(folder: string, name: string, rows: Rows): string {
  const text = rows.map((row) => `${row.join(';')}\r\n`).join('')
  const path = join(folder, name)
  writeFileSync(
    path,
    Uint8Array.from([...text], (sign) => WINDOWS[sign] ?? sign.charCodeAt(0)),
  )
  return path
}

/** A cell of a workbook: dates are real dates, numbers real numbers. */
export type Cell = string | number | Date | null

/** A workbook of one sheet. @returns its path */
export async function workbook(folder: string, name: string, rows: readonly (readonly Cell[])[]): Promise<string> {
  const data: SheetData = rows.map((row): Row =>
    row.map((value) => {
      if (value === null) return null
      if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy' }
      return typeof value === 'number' ? { value, type: Number } : { value, type: String }
    }),
  )
  const path = join(folder, name)
  writeFileSync(path, await writeExcelFile(data, { sheet: 'Pupils' }).toBuffer())
  return path
}
