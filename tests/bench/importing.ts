/**
 * Reading in a list of pupils and consents, tried out and applied, against the least that could do it: the plain parser over
 * the file, and plain inserts of the very rows that are written, log and all, into an encrypted file of the same kind.
 */
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { contract, type DryRun, type FileSeen, type SchoolId } from '@contract/index'
import { readPacked } from '../../src-main/reader/tables'
import type { Ctx } from '@vault/context'
import { academicYear } from '@vault/clock'
import { asTenant } from '@vault/opened'
import type { OpenFile } from '@db/open'
import { importsHandlers } from '../../src-main/features/imports/handlers'
import { allWordings } from '@db/repo/consents'
import { ASKED, consentList, pupilList } from './importing-lists'
import { against, type Figure } from './measure'
import { registers } from './registers'
import { newId, trustOf, type BenchTrust } from './trust'

/** Rows of a file. */
const ROWS = 5000
/** Applying leaves a school changed, so that each run has a school of its own. */
const RUNS = 4

type Client = OpenFile['client']

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
    const wording = seen.mapping.columns.some(({ meaning }) => meaning === 'consent') ? this.#wording() : null
    const input = { school: this.school, job, mapping: { ...seen.mapping, wording } }
    const run = contract['imports.tryOut'].output.parse(await importsHandlers['imports.tryOut'](input, this.#ctx))
    if (run.refused !== null) throw new Error(run.refused)
    return { seen, run }
  }

  #wording(): string | null {
    return allWordings(this.#ctx.tenant(asTenant(this.school)).db)[0]?.id ?? null
  }

  async drop({ job }: FileSeen): Promise<void> {
    await importsHandlers['imports.drop']({ school: this.school, job }, this.#ctx)
  }

  async apply({ job }: FileSeen): Promise<void> {
    await importsHandlers['imports.apply']({ school: this.school, job, choices: [], leavers: [] }, this.#ctx)
  }
}

/** Tables an import writes into. */
const TABLES = [
  'event',
  'outbox',
  'entity',
  'pupil',
  'pupil_membership',
  'contact',
  'pupil_standing',
  'consent_answer',
] as const

/**
 * Inserts what the import of one school wrote into empty tables of the same file, by the driver alone.
 * @returns fills one set of tables each time, as often as asked for
 */
function inserter(client: Client, times: number): () => void {
  const copies = TABLES.flatMap((table) => {
    const rows = client.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
    return rows.length === 0 ? [] : [{ table, rows: rows.map((row) => Object.values(row)) }]
  })
  const sets = Array.from({ length: times }, (_, at) =>
    copies.map(({ table, rows }) => {
      const { sql } = client
        .prepare<[string], { sql: string }>('SELECT sql FROM sqlite_master WHERE name = ?')
        .get(table) ?? { sql: '' }
      client.exec(sql.replace(table, `bench_${at}_${table}`))
      const marks = rows[0]?.map(() => '?').join(', ') ?? ''
      return { insert: client.prepare(`INSERT INTO bench_${at}_${table} VALUES (${marks})`), rows }
    }),
  )
  const write = client.transaction((set: (typeof sets)[number]) => {
    for (const { insert, rows } of set) for (const row of rows) insert.run(...row)
  })
  return () => {
    const set = sets.shift()
    if (set === undefined) throw new Error('The benchmark has no empty tables left')
    write.immediate(set)
  }
}

/** A file of a kind, for each school its own. */
interface Kind {
  readonly name: string
  readonly list: (school: number) => Uint8Array
}

export async function importing(folder: string): Promise<Figure[]> {
  const sizes = Array.from({ length: 2 * (RUNS + 1) }, (_, at) => ({ name: `School ${at}`, pupils: 1, earlier: 0 }))
  const trust = await trustOf(join(folder, 'imports'), registers(sizes))
  try {
    const { begins } = academicYear(trust.ctx.today())
    const [year = '', month = '', day = ''] = begins.split('-')
    const on = `${day}/${month}/${year}`
    const schools = trust.ctx.schools().map(({ id }, at) => ({ id, at }))
    const pupils = { name: `a list of ${ROWS} pupils`, list: (school: number) => pupilList(ROWS, school) }
    const consents = {
      name: `a sheet of ${ROWS} new pupils, each with a new contact and ${ASKED} answers`,
      list: (school: number) => consentList(ROWS, school, on),
    }
    return [
      ...(await reading(trust, pupils, schools.slice(0, RUNS + 1))),
      ...(await reading(trust, consents, schools.slice(RUNS + 1))),
    ]
  } finally {
    trust.opened.close()
  }
}

async function reading(
  trust: BenchTrust,
  { name, list }: Kind,
  schools: readonly { readonly id: SchoolId; readonly at: number }[],
): Promise<Figure[]> {
  const [dry, ...fresh] = schools
  if (dry === undefined) throw new Error('The benchmark has no schools')
  const bytes = list(dry.at)
  const parsing = (): unknown => parse(Buffer.from(bytes), { columns: false })
  const trying = new Import(trust, dry.id, bytes)
  const tried = await against(`Try out ${name}`, async () => trying.drop((await trying.tryOut()).seen), parsing, {
    ...{ target: null, pairs: 5, against: 'parsing the file with the plain parser', time: 'processor' },
  })
  await trying.apply((await trying.tryOut()).seen)
  const insert = inserter(trust.opened.tenant(asTenant(dry.id)).file.client, RUNS)
  const files = fresh.map((school) => ({ ...school, bytes: list(school.at) }))
  const whole = await against(
    `Read in ${name}: look, try out, apply`,
    async () => {
      const school = files.shift()
      if (school === undefined) throw new Error('The benchmark has no fresh school left')
      const run = new Import(trust, school.id, school.bytes)
      await run.apply((await run.tryOut()).seen)
    },
    () => {
      parsing()
      insert()
    },
    { target: 3, pairs: RUNS - 1, against: 'parsing it and inserting the same rows raw', time: 'processor' },
  )
  return [tried, whole]
}
