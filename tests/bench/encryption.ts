/** What encryption costs: the same driver, pragmas and rows, with and without a key. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { against, type Figure } from './measure'

const ROWS = 100_000
const READS = 50_000

type Db = InstanceType<typeof Database>

function openFile(path: string, key: string | null): Db {
  const db = new Database(path)
  if (key !== null) {
    db.pragma(`cipher='chacha20'`)
    db.pragma(`key="raw:${key}"`)
  }
  db.pragma('journal_mode=WAL')
  db.pragma('synchronous=FULL')
  db.pragma('temp_store=2')
  db.exec('CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, school TEXT NOT NULL, words TEXT NOT NULL)')
  return db
}

function insertAll(db: Db): void {
  const insert = db.prepare('INSERT INTO line (school, words) VALUES (?, ?)')
  db.transaction(() => {
    db.exec('DELETE FROM line')
    for (let n = 0; n < ROWS; n += 1) insert.run(`school ${n % 90}`, `allowed with permission, case ${n}`)
  })()
}

function readPoints(db: Db): void {
  const read = db.prepare('SELECT words FROM line WHERE id = ?')
  let at = 1
  for (let n = 0; n < READS; n += 1) {
    at = (at * 48_271) % 2_147_483_647
    read.get((at % ROWS) + 1)
  }
}

/** @param folder an empty folder on a local disk */
export async function encryption(folder: string): Promise<Figure[]> {
  const plain = openFile(join(folder, 'plain.db'), null)
  const encrypted = openFile(join(folder, 'encrypted.db'), randomBytes(32).toString('hex'))
  try {
    return [
      await against(
        'Insert 100,000 rows, encrypted',
        () => insertAll(encrypted),
        () => insertAll(plain),
        {
          target: 1.8,
          against: 'the same insert into a plain file',
        },
      ),
      await against(
        '50,000 point reads, encrypted',
        () => readPoints(encrypted),
        () => readPoints(plain),
        {
          target: 1.2,
          against: 'the same reads from a plain file',
        },
      ),
    ]
  } finally {
    plain.close()
    encrypted.close()
  }
}
