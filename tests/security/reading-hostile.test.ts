/**
 * Files made to do harm, read by the process that ships: each is refused in words of its own or read plainly, within time
 * and memory, and nothing is fetched, opened or left behind (C33-C35).
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ReadDocument } from '@contract/document'
import { ReadReport } from '@contract/report'
import { BROKE_OFF, TOO_LONG, TOO_MUCH, type Readers } from '../../src-main/reader/child'
import { builtReader } from '../support/reader'
import type { Bait, Hostile, Reading } from './hostile/case'
import { OFFICE } from './hostile/office'
import { PDFS } from './hostile/pdfs'
import { TEXTS } from './hostile/texts'

const SECRET = 'Orla Pennywhistle was here'
const readersFor = builtReader()
let readers: Readers
let server: Server
let bait: Bait
let folder: string
let visits = 0

beforeAll(async () => {
  readers = readersFor()
  folder = mkdtempSync(join(tmpdir(), 'trustward bait '))
  writeFileSync(join(folder, 'secret.txt'), SECRET)
  server = createServer((_request, response) => {
    visits += 1
    response.end(SECRET)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // It listens on a port.
  bait = { url: `http://127.0.0.1:${port}`, path: join(folder, 'secret.txt') }
})
afterAll(() => {
  readers.end()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const never = new AbortController().signal

/** Limits are the last wall: a file that only they stop is a failure here unless it is named as such. */
const LAST_WALL = [TOO_LONG, TOO_MUCH, BROKE_OFF]

async function tried({ name, bytes, then }: Hostile): Promise<void> {
  const answer = await readers.read({ name, bytes: bytes(bait) }, { progress: () => {}, stop: never })
  if (!answer.ok) {
    expect(answer.code).toBe('bad-input')
    if (then === 'stopped' && LAST_WALL.includes(answer.words)) return
    expect(LAST_WALL).not.toContain(answer.words)
    expect(answer.words).not.toMatch(/could not make sense/)
    expect(answer.words).toMatch(/^(That|A|Parts?|The)\b.*\. .*\.$/)
    expect(answer.words).not.toContain(name)
    if (then !== 'either' && then !== 'stopped')
      expect(answer.words).toMatch(then instanceof RegExp ? then : /^it was to be read$/)
    return
  }
  expect(then instanceof RegExp ? 'read' : 'refused or looked at').not.toBe('read')
  const { document, report } = answer.value as { document: unknown; report: unknown } // Parsed in the next lines.
  const reading: Reading = { document: ReadDocument.parse(document), report: ReadReport.parse(report) }
  const whole = JSON.stringify(reading)
  expect(whole).not.toContain(SECRET)
  // Half a letter is written as its number; a whole one never is.
  expect(whole).not.toMatch(/\\ud[89a-f][0-9a-f]{2}/i)
  if (typeof then === 'function') then(reading)
}

const groups = { 'Word and Excel': OFFICE, PDF: PDFS, 'text, web page and table': TEXTS }

describe.each(Object.entries(groups))('%s', (_group, cases) => {
  test.each(cases.map((one) => [one.what, one] as const))('%s', (_what, one) => tried(one))
})

test('there are at least sixty of them, none twice', () => {
  const all = Object.values(groups).flatMap((cases) => cases.map(({ what, name }) => `${what} ${name}`))
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(60)
})

test('nothing was fetched and nothing was left behind', () => {
  expect(visits).toBe(0)
  expect(readdirSync(folder)).toEqual(['secret.txt'])
})
