/**
 * Reading in a list of pupils and consents, tried out and applied, against the least that could do it: the plain parser over
 * the file, and plain inserts of the very rows that are written, log and all, into an encrypted file of the same kind.
 */
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { contract, type DryRun, type FileSeen, type SchoolId } from '@contract/index'
import { readPacked } from '../../src-main/reader/tables'
import type { Ctx } from '@vault/context'
import { asTenant } from '@vault/opened'
import type { OpenFile } from '@db/open'
import { importsHandlers } from '../../src-main/features/imports/handlers'
import { upnOf } from '../support/imports/numbers'
import { against, type Figure } from './measure'
import { registers } from './registers'
import { newId, trustOf, type BenchTrust } from './trust'

/** Rows of the file. */
const ROWS = 5000
/** Applying leaves a school changed, so that each run has a school of its own. */
const RUNS = 4

type Client = OpenFile['client']

const HEADINGS = ['Adno', 'UPN', 'Surname', 'Forename', 'DOB', 'Year', 'Reg', 'Date of admission']

/** A number in letters, as names have no figures. */
const letters = (number: number): string =>
  [...String(number)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')

/** A list of pupils, all new to the roll, and others for each school: one of the trust's would be refused. */
function listOf(rows: number, school: number): Uint8Array {
  const two = (number: number): string => String(number).padStart(2, '0')
  const lines = Array.from({ length: rows }, (_, at) =>
    [
      ...[
        900_000 + at,
        upnOf(school * rows + at),
        `Copper${letters((at * 7919) % 9973)}dale`,
        `Ana${letters(at % 311)}${letters(school)}`,
      ],
      ...[
        `${two(1 + (at % 28))}/${two(1 + (at % 12))}/${2011 + (at % 10)}`,
        1 + (at % 11),
        `${1 + (at % 11)}A`,
        '01/09/2025',
      ],
    ].join(','),
  )
  return new TextEncoder().encode([HEADINGS.join(','), ...lines].join('\r\n'))
}

/** As calls are served: the handler, then the check of its output. */
class Import {
  readonly #ctx: Ctx

  constructor(
    { ctx }: BenchTrust,
    private readonly school: SchoolId,
    private readonly bytes: Uint8Array,
  ) {
    this.#ctx = {
      ...ctx,
      host: {
        ...ctx.host,
        openFile: async () => ({ name: 'pupils.csv', bytes }),
        readTables: ({ name }) => readPacked(name, this.bytes),
      },
    }
  }

  async tryOut(): Promise<{ seen: FileSeen; run: DryRun }> {
    const job = newId()
    const answer = await importsHandlers['imports.pick']({ school: this.school, job }, this.#ctx)
    const seen = contract['imports.pick'].output.parse(answer)
    if (seen === null) throw new Error('No file was picked')
    const input = { school: this.school, job, mapping: seen.mapping }
    const run = contract['imports.tryOut'].output.parse(await importsHandlers['imports.tryOut'](input, this.#ctx))
    if (run.refused !== null) throw new Error(run.refused)
    return { seen, run }
  }

  async drop({ job }: FileSeen): Promise<void> {
    await importsHandlers['imports.drop']({ school: this.school, job }, this.#ctx)
  }

  async apply({ job }: FileSeen): Promise<void> {
    await importsHandlers['imports.apply']({ school: this.school, job, choices: [], leavers: [] }, this.#ctx)
  }
}

/** Tables an import of pupils writes into. */
const TABLES = ['event', 'outbox', 'entity', 'pupil'] as const

/** Inserts what the import of one school wrote into empty tables of another encrypted file, by the driver alone. */
function inserter(from: Client, into: Client): () => void {
  const copies = TABLES.map((table) => {
    const rows = from.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
    const columns = Object.keys(rows[0] ?? {})
    into.exec(`DROP TABLE IF EXISTS bench_${table}`)
    const { sql } = from
      .prepare<[string], { sql: string }>('SELECT sql FROM sqlite_master WHERE name = ?')
      .get(table) ?? { sql: '' }
    into.exec(sql.replace(table, `bench_${table}`))
    const insert = into.prepare(`INSERT INTO bench_${table} VALUES (${columns.map(() => '?').join(', ')})`)
    return { insert, rows: rows.map((row) => Object.values(row)) }
  })
  const write = into.transaction(() => {
    for (const { insert, rows } of copies) for (const row of rows) insert.run(...row)
  })
  return () => {
    for (const table of TABLES) into.exec(`DELETE FROM bench_${table}`)
    write.immediate()
  }
}

export async function importing(folder: string): Promise<Figure[]> {
  const lists = Array.from({ length: RUNS + 2 }, (_, school) => listOf(ROWS, school))
  const [bytes = new Uint8Array()] = lists
  const sizes = Array.from({ length: RUNS + 2 }, (_, at) => ({ name: `School ${at}`, pupils: 1, earlier: 0 }))
  const trust = await trustOf(join(folder, 'imports'), registers(sizes))
  try {
    const schools = trust.ctx.schools().map(({ id }) => id)
    const [dry, raw, ...fresh] = schools
    if (dry === undefined || raw === undefined) throw new Error('The benchmark has no schools')
    const parsing = (): unknown => parse(Buffer.from(bytes), { columns: false })
    const trying = new Import(trust, dry, bytes)
    const tried = await against(
      `Try out a list of ${ROWS} pupils`,
      async () => trying.drop((await trying.tryOut()).seen),
      parsing,
      { target: null, pairs: 5, against: 'parsing the file with the plain parser' },
    )
    const filled = new Import(trust, dry, bytes)
    await filled.apply((await filled.tryOut()).seen)
    const clientOf = (school: SchoolId): Client => trust.opened.tenant(asTenant(school)).file.client
    const insert = inserter(clientOf(dry), clientOf(raw))
    const whole = await against(
      `Read in a list of ${ROWS} pupils: look, try out, apply`,
      async () => {
        const school = fresh.shift()
        if (school === undefined) throw new Error('The benchmark has no fresh school left')
        const run = new Import(trust, school, lists[schools.indexOf(school)] ?? bytes)
        await run.apply((await run.tryOut()).seen)
      },
      () => {
        parsing()
        insert()
      },
      { target: 3, pairs: RUNS - 1, against: 'parsing it and inserting the same rows raw' },
    )
    return [tried, whole]
  } finally {
    trust.opened.close()
  }
}
