import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import { takeLock } from '@db/lock'
import { createFile, openFile, type FileRequest } from '@db/open'
import { bundle, start } from '../support/child'
import { newRequest } from './file'

const isBusy = (work: () => unknown): boolean => {
  try {
    work()
    return false
  } catch (error) {
    if (error instanceof Fault) return error.code === 'busy'
    throw error
  }
}

/** What the note of this process says, with some of it changed. */
async function noted(change: Readonly<Record<string, unknown>>): Promise<FileRequest> {
  const request = await newRequest()
  const lock = takeLock(request.file)
  const own = JSON.parse(readFileSync(`${request.file}.lock`, 'utf8')) as Record<string, unknown>
  lock.release()
  writeFileSync(`${request.file}.lock`, JSON.stringify({ ...own, ...change }))
  return request
}

test('a note is refused to others while its writer lives, and gone when it is released', async () => {
  const { file } = await newRequest()
  const lock = takeLock(file)
  expect(lock.wasLeft).toBe(false)
  expect(isBusy(() => takeLock(file))).toBe(true)
  lock.release()
  expect(existsSync(`${file}.lock`)).toBe(false)
})

test.each([
  ['its process is gone', { pid: 2 ** 22 + 1 }],
  ['the computer was started anew since', { bootedAt: 0 }],
  ['its process number now belongs to another', { started: '1' }],
])('a note is taken over when %s, and tells of the unclean close', async (_name, change) => {
  const { file } = await noted(change)
  const lock = takeLock(file)
  expect(lock.wasLeft).toBe(true)
  lock.release()
  expect(readdirSync(dirname(file))).toEqual([])
})

test('a note from another computer is never taken over', async () => {
  const { file } = await noted({ host: `not-${hostname()}`, pid: 2 ** 22 + 1 })
  expect(isBusy(() => takeLock(file))).toBe(true)
})

test('a note without sense is left alone while it may still be in writing, and taken over later', async () => {
  const { file } = await newRequest()
  writeFileSync(`${file}.lock`, '{"pid":')
  expect(isBusy(() => takeLock(file))).toBe(true)
  utimesSync(`${file}.lock`, 0, 0)
  takeLock(file).release()
})

test('what a process that is gone had put aside is swept away; what a living one has aside is not', async () => {
  const { file } = await newRequest()
  writeFileSync(`${file}.lock.${2 ** 22 + 1}`, '{"pid":')
  writeFileSync(`${file}.lock.${process.ppid}`, '{"pid":')
  takeLock(file).release()
  expect(readdirSync(dirname(file))).toEqual([expect.stringMatching(new RegExp(`\\.lock\\.${process.ppid}$`))])
})

test('of two processes one at most opens a file, and the loser harms nothing: 100 races, half over a left note', async () => {
  const request = await newRequest()
  createFile(request, { kind: 'school' }).close()
  const programme = await bundle('tests/db/race.child.ts')
  const racers = [0, 1].map(() => start(programme, [request.file, request.id, request.keyHex]))
  for (const racer of racers) expect(await racer.line()).toBe('ready')
  const won: number[] = []
  for (let race = 0; race < 100; race++) {
    const isLeft = race % 2 === 1
    if (isLeft) writeFileSync(`${request.file}.lock`, '{"pid":0,"host":"' + hostname() + '","bootedAt":0}')
    for (const racer of race % 4 < 2 ? racers : [...racers].reverse()) racer.say('open')
    const answers = await Promise.all(racers.map((racer) => racer.line()))
    const winners = answers.filter((answer) => answer === 'open').length
    expect(answers.filter((answer) => answer !== 'open' && answer !== 'busy')).toEqual([])
    expect(winners).toBeLessThanOrEqual(1)
    if (!isLeft) expect(winners).toBe(1)
    won.push(winners)
    for (const racer of racers) racer.say('close')
    await Promise.all(racers.map((racer) => racer.line()))
    const file = openFile(request)
    expect(file.isSound()).toBe(true)
    file.close()
  }
  expect(won.filter((winners) => winners === 1).length).toBeGreaterThanOrEqual(60)
})
