/** Comparing many schools against reading the same rows raw, and how the cost grows with the number of schools. */
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { contract, Fault, Role } from '@contract/index'
import type { Ctx, Host } from '@vault/context'
import { hexOf, randomBytes } from '@vault/crypto'
import { disk } from '@vault/durable'
import { STRETCHING_FLOOR } from '@vault/keyring'
import { LockedKeyring } from '@vault/locked-keyring'
import { Opened } from '@vault/opened'
import { contextFor } from '@vault/serving-context'
import { PRACTICE_PASSPHRASE } from '@vault/session'
import { shelfIn } from '@vault/shelf'
import { createVault } from '@vault/vault'
import { comparisonHandlers } from '../../src-main/features/comparison/handlers'
import { manySchools } from './many-schools'
import { against, type Figure } from './measure'

const refuse = async (): Promise<never> => {
  throw new Fault('unavailable', 'Not in a benchmark')
}
const host: Host = {
  printPdf: refuse,
  saveFile: refuse,
  openFile: refuse,
  pickDocuments: refuse,
  readDocument: refuse,
  readTables: refuse,
}
const newId = (): string => hexOf(randomBytes(16))

const TABLES = ['matrix_edition', 'matrix_column', 'matrix_row', 'matrix_cell']

interface BigTrust {
  readonly opened: Opened
  readonly ctx: Ctx
}

/** A trust of so many schools, made by the vault and opened again with its keys, so that its files can be read raw too. */
async function trustOf(folder: string, schools: number): Promise<BigTrust> {
  const vault = await createVault({ folder, host, packaged: false, practice: manySchools(schools) })
  const reply = await vault.call('session.practice', {}, { id: 'bench', school: null })
  vault.close()
  if (!reply.ok) throw new Error(reply.error.message)
  const path = join(folder, 'practice', 'keyring.json')
  const place = { disk, path, stretching: STRETCHING_FLOOR, floor: STRETCHING_FLOOR }
  const { keys, person } = new LockedKeyring(place).unlock(null, PRACTICE_PASSPHRASE, Date.now())
  const opened = new Opened(keys, person, true, path, {
    now: Date.now,
    newId,
    nativeBinding: undefined,
    onCommit: () => undefined,
  })
  const around = { now: Date.now, newId, host, shelf: shelfIn(join(folder, 'reference')), tell: () => undefined }
  const actor = { id: person, name: 'Benchmark', role: Role.enum.TRUST_SAFEGUARDING_LEAD }
  return { opened, ctx: contextFor(opened, actor, { id: 'bench', school: null }, around, newId) }
}

const query = contract['comparison.compare'].input.parse({
  audience: 'LEARNER',
  year: '8',
  asAt: '2026-11-22',
  reference: { kind: 'commonest' },
})

/** As a call is served: the handler, then the check of its output. */
async function compare({ ctx }: BigTrust): Promise<unknown> {
  return contract['comparison.compare'].output.parse(await comparisonHandlers['comparison.compare'](query, ctx))
}

function readRaw({ ctx }: BigTrust): number {
  let rows = 0
  for (const { tenant } of ctx.schools()) {
    if (tenant === null) throw new Error('A school of the benchmark could not be opened')
    for (const table of TABLES) rows += tenant.db.all(sql.raw(`SELECT * FROM ${table}`)).length
  }
  return rows
}

/** @param folder an empty folder on a local disk */
export async function comparing(folder: string): Promise<Figure[]> {
  const small = await trustOf(join(folder, 'nine'), 9)
  const large = await trustOf(join(folder, 'ninety'), 90)
  try {
    const whole = await against(
      'Compare 90 schools x 64 questions',
      () => compare(large),
      () => readRaw(large),
      { target: 3, against: 'reading the same rows raw' },
    )
    const growth = await against(
      'Compare 90 schools, as ten comparisons of 9',
      () => compare(large),
      async () => {
        for (let n = 0; n < 10; n += 1) await compare(small)
      },
      { target: 1.2, against: 'ten comparisons of 9 schools: 1 means the cost per school is flat' },
    )
    return [whole, growth]
  } finally {
    small.opened.close()
    large.opened.close()
  }
}
