import { expect, test } from 'vitest'
import { add, remove, set } from '@vault/entity'
import { makeTenant, type TestTenant } from '../support/tenant'
import { erase, erasing } from '../support/erasing'
import { gate, shelf, ticket } from '../support/toy'

const toy = erasing

/** A file with every kind of entry, erased ones among them, and one waiting entry of another PC. */
async function filled(): Promise<TestTenant> {
  const made = await makeTenant({ ...toy, device: 'here' })
  const there = await makeTenant({ ...toy, device: 'there' })
  made.log.admit(there.device)
  const [one, two] = [made.newId(), made.newId()]
  made.write([set(shelf, one, { label: 'A', size: 1 }), add(ticket, made.newId(), { text: 'B' })], { reason: 'Why' })
  const [decided] = made.write([{ type: gate.type, entity: two, op: 'decide', body: 'open' }])
  made.write([{ type: gate.type, entity: two, op: 'decide', body: 'shut', parents: [decided?.id ?? ''] }])
  made.write([set(shelf, two, { label: 'C', size: null })], { undoes: made.newId() })
  made.write([remove(shelf, two)])
  for (const event of there.write([set(shelf, there.newId(), { label: 'D', size: 4 })])) made.log.ingest(event)
  there.advance(86_400_000)
  for (const event of there.write([set(shelf, there.newId(), { label: 'E', size: 5 })])) made.log.ingest(event)
  made.write([set(shelf, one, { size: 2 })])
  const erased = made.write([add(ticket, made.newId(), { text: 'F' }), set(shelf, two, { label: 'G' })])
  erase(made, erased)
  return made
}

/** Columns an edit may touch, by table, with the rows named by their key. */
const EDITABLE = ['event', 'device', 'entity', 'held', 'toy_shelf', 'toy_ticket', 'toy_gate'].concat(
  'erasure',
  'erasure_event',
)

interface Column {
  readonly table: string
  readonly rowid: string
  readonly name: string
  readonly value: string | number | null
}

/** Every value of every row of those tables. */
function valuesOf({ tenant }: TestTenant): readonly Column[] {
  return EDITABLE.flatMap((table) => {
    const keys = tenant.file.client
      .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0')
      .pluck()
      .all(table) as string[]
    const rows = tenant.file.client.prepare(`SELECT * FROM "${table}"`).all() as Record<
      string,
      string | number | null
    >[]
    return rows.flatMap((row) => {
      const rowid = keys.map((key) => `"${key}" = '${String(row[key])}'`).join(' AND ')
      return Object.entries(row).map(([name, value]) => ({ table, rowid, name, value }))
    })
  })
}

/** Another value of the same type. @param turn chooses which */
function otherThan(value: Column['value'], turn: number): string | number | null {
  if (value === null) return turn % 2 === 0 ? 'x' : '0'.repeat(128)
  if (typeof value === 'number') return value + 1 + (turn % 3)
  if (value.length === 0) return 'x'
  const at = (turn * 31) % value.length
  const char = value[at] ?? ''
  const replacement = '0123456789abcdefx '[turn % 18] ?? '0'
  if (turn % 5 === 4) return `${value.slice(0, at)}${value.slice(at + 1)}`
  if (turn % 5 === 3) return `${value.slice(0, at)} ${value.slice(at)}`
  return `${value.slice(0, at)}${replacement === char ? 'y' : replacement}${value.slice(at + 1)}`
}

test('every edit made to the log or its rows behind its back is found: 1,000 edits', { timeout: 120_000 }, async () => {
  const made = await filled()
  const { client } = made.tenant.file
  expect(made.log.verify().problems).toEqual([])
  const values = valuesOf(made)
  const missed: Column[] = []
  let done = 0
  for (let turn = 0; done < 1000; turn++) {
    const column = values[(turn * 7) % values.length]
    if (!column) throw new Error('No values')
    client.exec('SAVEPOINT edit')
    try {
      const edit = client.prepare(`UPDATE "${column.table}" SET "${column.name}" = ? WHERE ${column.rowid}`)
      if (tryEdit(() => edit.run(otherThan(column.value, turn)).changes)) {
        done++
        const { sound, problems } = made.log.verify()
        if (sound) missed.push(column)
        expect(problems.join()).not.toMatch(/[0-9a-f]{32}|SQL/)
      }
    } finally {
      client.exec('ROLLBACK TO edit')
      client.exec('RELEASE edit')
    }
  }
  expect(missed).toEqual([])
  expect(made.log.verify().problems).toEqual([])
})

/** @returns false when the table itself refuses the edit, or it changed nothing */
function tryEdit(edit: () => number): boolean {
  try {
    return edit() > 0
  } catch (error) {
    if (error instanceof Error && error.name === 'SqliteError') return false
    throw error
  }
}

test.each([
  [
    'an entry is taken out of the middle',
    "DELETE FROM event WHERE seq = 3 AND device = '<own>'",
    /entries are missing/,
  ],
  [
    'the newest entries are cut off',
    "DELETE FROM event WHERE seq >= 4 AND device = '<own>'",
    /does not end where it should/,
  ],
  [
    'two entries change places',
    "UPDATE event SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4) AND device = '<own>'; UPDATE event SET seq = -seq WHERE seq < 0",
    /does not follow/,
  ],
  ['a signature is taken away', "UPDATE event SET signature = NULL WHERE seq = 4 AND device = '<own>'", /not signed/],
  ['a row is added', "INSERT INTO toy_shelf VALUES ('x', 'y', 1)", /1 too many/],
  ['a row is taken away', 'DELETE FROM toy_ticket', /1 missing/],
  ['an entry that waits is let through', 'DELETE FROM held', /do not match the history/],
  [
    'content is removed',
    "UPDATE event SET body = 'null', erased = 1, reason = NULL, salt = NULL WHERE seq = 1",
    /lost its content/,
  ],
  ['the record of an erasure is taken out of the rows', 'DELETE FROM erasure_event', /lost its content/],
  [
    'the record of an erasure is made up',
    "INSERT INTO erasure_event SELECT id, payload_hash, '0' FROM event WHERE seq = 2",
    /still holds content/,
  ],
  ['a PC is taken out', "DELETE FROM device WHERE id <> '<own>'", /never added/],
  ['evidence of a fork is made up', "INSERT INTO fork VALUES ('a', 'b', 1, 'c', '{}')", /was altered/],
  ['an unsent change is made up', 'INSERT INTO outbox VALUES (99)', /wait to be sent/],
  ["the file's id is another", "UPDATE meta SET value = '0' WHERE name = 'id'", /another school/],
])('the check says what it found when %s', async (_name, edit, words) => {
  const made = await filled()
  made.tenant.file.client.exec(edit.replaceAll('<own>', made.device.id))
  const found = made.log.verify()
  expect(found.sound).toBe(false)
  expect(found.problems.join('\n')).toMatch(words)
  for (const problem of found.problems) expect(problem).toMatch(/^[A-Z].*\.$/)
})

test('erased content that is put back is found, though every hash of it is right', async () => {
  const made = await makeTenant(toy)
  const { client } = made.tenant.file
  const [event] = made.write([add(ticket, made.newId(), { text: 'A' })], { reason: 'Why' })
  const before = client.prepare('SELECT body, reason, salt FROM event WHERE seq = 1').get()
  erase(made, [event?.id ?? ''])
  expect(made.log.verify()).toMatchObject({ sound: true, events: 2, problems: [] })
  client.prepare('UPDATE event SET body = @body, reason = @reason, salt = @salt, erased = 0 WHERE seq = 1').run(before)
  expect(made.log.verify().problems.join()).toMatch(/^Entry 1 of PC \w{8} still holds content that was erased\./)
})

test('an entry set aside without a reason takes effect again', async () => {
  const made = await filled()
  const waiting = made.log.held()
  made.tenant.file.client.exec("INSERT INTO held SELECT id, 'ahead', hlc FROM event WHERE seq = 1")
  expect(made.log.held()).toHaveLength(3)
  expect(made.log.verify().problems).toEqual([])
  expect(made.log.held()).toEqual(waiting)
})

test('the check names what it proved: how many entries, up to when, and the newest hash', async () => {
  const made = await makeTenant(toy)
  expect(made.log.verify()).toEqual({ sound: true, events: 0, upTo: null, head: null, problems: [] })
  const [event] = made.write([add(ticket, made.newId(), { text: 'A' })])
  expect(made.log.verify()).toEqual({ sound: true, events: 1, upTo: made.now(), head: event?.hash, problems: [] })
})

test('a long list of findings is cut and counted', async () => {
  const made = await makeTenant(toy)
  made.write(Array.from({ length: 60 }, () => add(ticket, made.newId(), { text: 'A' })))
  made.tenant.file.client.exec("UPDATE event SET role = 'HEAD'")
  const { problems } = made.log.verify()
  expect(problems).toHaveLength(51)
  expect(problems.at(-1)).toBe('There are 10 more findings.')
})
