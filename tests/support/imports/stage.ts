/** A school with a register into which files are read, and files of the systems schools use. */
import { stringify } from 'csv-stringify/sync'
import type { DryRow, DryRun, FileSeen, Mapping, ValueMeaning } from '@contract/imports'
import type { PupilFacts } from '@contract/pupils'
import { makeRegister, type Register } from '../consents/register'
import type { MakeVault } from '../vault'

export { upnOf } from './numbers'

export type Rows = readonly (readonly string[])[]

export const csv = (rows: Rows): Uint8Array => new TextEncoder().encode(stringify(rows.map((row) => [...row])))

export const idOf = (serial: number): string => serial.toString(16).padStart(32, '0')

export interface Imports extends Register {
  /** Picks a file of these rows, or of these bytes. */
  readonly pick: (rows: Rows | Uint8Array, name?: string) => Promise<FileSeen>
  /** Tries a picked file with its own mapping, changed as asked. */
  readonly tryOut: (seen: FileSeen, change?: Partial<Mapping>) => Promise<DryRun>
  readonly apply: (
    seen: Pick<FileSeen, 'job'>,
    choices?: readonly { readonly line: number; readonly pupil: string | null }[],
    leavers?: readonly { readonly pupil: string; readonly on: PupilFacts['leftOn'] & string }[],
  ) => ReturnType<Register['call']['imports.apply']>
  /** Picks, tries and applies, and gives what the dry run had said. */
  readonly readIn: (rows: Rows | Uint8Array, change?: Partial<Mapping>) => Promise<DryRun>
  /** Everybody on the roll as it is kept. */
  readonly roll: () => Promise<readonly PupilFacts[]>
}

export async function makeImports(options: MakeVault = {}): Promise<Imports> {
  const register = await makeRegister(options)
  const { vault, call, school } = register
  let jobs = 0
  const pick: Imports['pick'] = async (rows, name = 'pupils.csv') => {
    vault.toOpen.push({ name, bytes: rows instanceof Uint8Array ? rows : csv(rows) })
    const seen = await call['imports.pick']({ school, job: idOf(++jobs) })
    if (seen === null) throw new Error('The picking was cancelled')
    return seen
  }
  const tryOut: Imports['tryOut'] = (seen, change = {}) =>
    call['imports.tryOut']({ school, job: seen.job, mapping: { ...seen.mapping, ...change } })
  const apply: Imports['apply'] = ({ job }, choices = [], leavers = []) =>
    call['imports.apply']({ school, job, choices: [...choices], leavers: [...leavers] })
  return {
    ...{ ...register, pick, tryOut, apply },
    readIn: async (rows, change = {}) => {
      const seen = await pick(rows)
      const run = await tryOut(seen, change)
      await apply(seen)
      return run
    },
    roll: async () => {
      const cards = await call['pupils.list']({ school, leavers: true })
      const facts: PupilFacts[] = []
      for (const { id } of cards) {
        const view = await call['pupils.view']({ school, pupil: id })
        const { upn } = view.hasUpn ? await call['pupils.revealUpn']({ school, pupil: id }) : { upn: null }
        facts.push({ ...view.facts, upn })
      }
      return facts
    },
  }
}

/** The row of a line. */
export function rowAt({ rows }: Pick<DryRun, 'rows'>, line: number): DryRow {
  const row = rows.find((one) => one.line === line)
  if (row === undefined) throw new Error(`No row for line ${line} among ${rows.map((one) => one.line).join(', ')}`)
  return row
}

/** A mapping in which a column means something else. */
export function remapped(
  { columns }: Mapping,
  headings: readonly string[],
  changes: Readonly<Record<string, Partial<Mapping['columns'][number]>>>,
): Mapping['columns'] {
  return columns.map((column) => ({ ...column, ...changes[headings[column.column] ?? ''] }))
}

/** Values with what each means. */
export const means = (meanings: Readonly<Record<string, ValueMeaning>>) =>
  Object.entries(meanings).map(([value, meaning]) => ({ value, means: meaning }))

export const SIMS = [
  ...['Adno', 'UPN', 'Legal Surname', 'Legal Forename', 'Surname', 'Forename', 'DOB', 'Gender', 'Year', 'Reg', 'House'],
  ...['Date of Admission', 'Date of Leaving', 'In Care', 'Parental Consent', 'Consent Date'],
] as const

/** A line of a SIMS report, by heading; whatever is left out is blank. */
export const sims = (cells: Partial<Record<(typeof SIMS)[number], string>>): readonly string[] =>
  SIMS.map((heading) => cells[heading] ?? '')
