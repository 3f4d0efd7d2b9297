/** The rows behind an answer, read by the driver alone: prepared statements on the same open file, nothing made of them. */
import type { OpenFile } from '@db/open'

type Client = OpenFile['client']

/** Rows of some pupils. @param pupils ids */
export type ReadPupils = (pupils: readonly string[]) => number

const ABOUT_PUPILS = [
  'SELECT * FROM pupil_of_school WHERE id IN (SELECT value FROM json_each(?))',
  'SELECT * FROM contact WHERE pupil IN (SELECT value FROM json_each(?))',
  'SELECT * FROM pupil_standing WHERE pupil IN (SELECT value FROM json_each(?)) AND stands = 1',
  'SELECT * FROM consent_answer WHERE pupil IN (SELECT value FROM json_each(?)) AND stands = 1',
  'SELECT * FROM consent_settlement WHERE pupil IN (SELECT value FROM json_each(?)) AND stands = 1',
  'SELECT * FROM entry_form WHERE pupil IN (SELECT value FROM json_each(?))',
]
const ABOUT_SCHOOL = [
  'SELECT * FROM consent_use ORDER BY position',
  'SELECT id, issued_on FROM consent_wording',
  'SELECT * FROM consent_settings',
  'SELECT hlc FROM event ORDER BY hlc DESC LIMIT 1',
  'SELECT * FROM held',
]
/** Who asks, and in which school. */
const ABOUT_CALL = [
  ['SELECT * FROM school WHERE id = ?', 'school'],
  ['SELECT * FROM role_grant WHERE person = ?', 'person'],
] as const
const WHOLE_SCHOOL = [
  'SELECT * FROM pupil_of_school ORDER BY legal_surname, legal_forename',
  'SELECT * FROM contact',
  'SELECT * FROM pupil_standing WHERE stands = 1',
  'SELECT * FROM consent_answer WHERE stands = 1',
  'SELECT * FROM consent_settlement WHERE stands = 1',
  'SELECT * FROM entry_form',
  ...ABOUT_SCHOOL,
]

/** Everything an answer about some pupils rests on. @param trust the trust's own file */
export function pupilReader(
  client: Client,
  trust: Client,
  call: { readonly school: string; readonly person: string },
): ReadPupils {
  const about = ABOUT_PUPILS.map((source) => client.prepare<[string]>(source))
  const school = ABOUT_SCHOOL.map((source) => client.prepare<[]>(source))
  const asked = ABOUT_CALL.map(([source, of]) => ({ statement: trust.prepare<[string]>(source), of }))
  return (pupils) => {
    const ids = JSON.stringify(pupils)
    let rows = 0
    for (const statement of about) rows += statement.all(ids).length
    for (const statement of school) rows += statement.all().length
    for (const { statement, of } of asked) rows += statement.all(call[of]).length
    return rows
  }
}

/** The same for everybody in the file. */
export function schoolReader(client: Client): () => number {
  const statements = WHOLE_SCHOOL.map((source) => client.prepare<[]>(source))
  return () => statements.reduce((rows, statement) => rows + statement.all().length, 0)
}

/** Pupils whose surname begins with some letters, as far as a list shows them. */
export function prefixReader(client: Client): (letters: string) => number {
  const statement = client.prepare<[string]>(
    'SELECT * FROM pupil_of_school WHERE legal_surname LIKE ? AND left_on IS NULL ORDER BY legal_surname, legal_forename LIMIT 8',
  )
  return (letters) => statement.all(`${letters}%`).length
}

/** Pupils of a class for whom a No to one use stands. */
export function filterReader(client: Client, className: string, purpose: string): () => number {
  const statement = client.prepare<[string, string]>(
    `SELECT * FROM pupil_of_school WHERE class_name = ? AND left_on IS NULL AND id IN (
       SELECT pupil FROM consent_answer WHERE purpose = ? AND answer IN ('REFUSED', 'WITHDRAWN') AND stands = 1)`,
  )
  return () => statement.all(className, purpose).length
}

/** One row of the size of a small event, kept durably: a transaction of its own in a table without an index. */
export function noteWriter(client: Client): (text: string) => void {
  client.exec('CREATE TABLE IF NOT EXISTS bench_note (text TEXT NOT NULL) STRICT')
  const insert = client.prepare<[string]>('INSERT INTO bench_note (text) VALUES (?)')
  const write = client.transaction((text: string) => insert.run(text))
  return (text) => void write.immediate(text)
}
