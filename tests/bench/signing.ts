/** Completion of agreements against the least raw reads of the same rows, and how its cost grows with what was before. */
import { contract, type SchoolId } from '@contract/index'
import { asTenant } from '@vault/opened'
import { clearancesHandlers } from '../../src-main/features/agreements/handlers-clearances'
import { schoolsOf } from './asking'
import { against, type Figure, type Work } from './measure'
import { signatures } from './signatures'
import { trustOf, type BenchTrust } from './trust'

/** Waits for nothing: what the processor spends on it is the same on a machine that does other things as well. */
const READING = { time: 'processor', pairs: 31 } as const

/** A school of the ninety: 1,230 pupils and 104 adults, with 3,300 signatures. */
const USUAL = { pupils: 1_230, adults: 104, earlier: 0 }

/** @param folder an empty folder on a local disk */
export async function signing(folder: string): Promise<Figure[]> {
  const sizes = [
    { ...USUAL, name: 'A usual school' },
    { ...USUAL, name: 'B ten times the history', earlier: 9 },
  ]
  const trust = await trustOf(folder, signatures(sizes))
  try {
    const [usual, deep] = schoolsOf(trust)
    if (usual === undefined || deep === undefined) throw new Error('A school of the benchmark is missing')
    return [
      await against('Completion of a school', completion(trust, usual), raw(trust, usual), {
        ...{ ...READING, target: 3, against: 'raw reads of the same rows' },
      }),
      await against('Who is cleared, the whole list of a school', clearances(trust, usual), raw(trust, usual), {
        ...{ ...READING, target: null, against: 'raw reads of the same rows' },
      }),
      await against('Completion, ten times the history', completion(trust, deep), completion(trust, usual), {
        ...{ ...READING, target: 1.2, against: 'the usual school: 1 means flat' },
      }),
    ]
  } finally {
    trust.opened.close()
  }
}

/** 90 schools with 120,000 people and 300,000 signatures. Takes minutes to fill, so it runs when named. */
export async function signingXl(folder: string): Promise<(Figure | string)[]> {
  const many = Array.from({ length: 90 }, (_, n) => ({ ...USUAL, name: `School ${String(n).padStart(2, '0')}` }))
  const trust = await trustOf(folder, signatures(many))
  try {
    const schools = schoolsOf(trust)
    const rows = schools.map((school) => counts(trust, school))
    const total = (of: 'people' | 'signings') => rows.reduce((sum, one) => sum + one[of], 0).toLocaleString('en-GB')
    const name = 'agreements.trustCompletion'
    const whole: Work = () => contract[name].output.parse(clearancesHandlers[name]({}, trust.ctx))
    const readers = schools.map((school) => raw(trust, school))
    return [
      `${schools.length} schools, ${total('people')} people, ${total('signings')} signatures`,
      await against('Completion of the whole trust', whole, () => readers.forEach((read) => read()), {
        ...{ ...READING, pairs: 5, target: 3, against: 'raw reads of the same rows' },
      }),
    ]
  } finally {
    trust.opened.close()
  }
}

/** As a call is served: the handler, then the check of its output. */
function completion({ ctx }: BenchTrust, school: SchoolId): Work {
  const name = 'agreements.completion'
  return () => contract[name].output.parse(clearancesHandlers[name]({ school }, ctx))
}

function clearances({ ctx }: BenchTrust, school: SchoolId): Work {
  const name = 'agreements.clearances'
  const asked = contract[name].input.parse({ school })
  return () => contract[name].output.parse(clearancesHandlers[name](asked, ctx))
}

/** What completion cannot do without, read by the driver alone: no column more, and nothing made of it. */
const LEAST = [
  'SELECT id, year, date_of_birth, on_roll_from, left_on, last_left, class_name FROM pupil_of_school',
  'SELECT id, facts FROM agreement_adult',
  'SELECT signee, version, capacity, outcome, signed_on, until, signer FROM agreement_signing WHERE stands = 1',
  'SELECT id, facts FROM agreement',
  `SELECT id, json_extract(issued, '$.effectiveFrom'), json_extract(issued, '$.issuedOn'), json_extract(issued, '$.changes')
     FROM agreement_version WHERE issued IS NOT NULL`,
  'SELECT years FROM agreement_settings',
  'SELECT facts, returned_on FROM agreement_loan',
]

function raw({ opened }: BenchTrust, school: SchoolId): () => number {
  const { client } = opened.tenant(asTenant(school)).file
  const statements = LEAST.map((source) => client.prepare<[]>(source))
  return () => statements.reduce((rows, statement) => rows + statement.all().length, 0)
}

function counts({ opened }: BenchTrust, school: SchoolId): { readonly people: number; readonly signings: number } {
  const { client } = opened.tenant(asTenant(school)).file
  const count = (source: string): number => client.prepare<[], { n: number }>(source).get()?.n ?? 0
  return {
    people: count('SELECT (SELECT count(*) FROM pupil) + (SELECT count(*) FROM agreement_adult) AS n'),
    signings: count('SELECT count(*) AS n FROM agreement_signing WHERE stands = 1'),
  }
}
