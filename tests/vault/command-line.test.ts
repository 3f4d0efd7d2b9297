import { closeSync, openSync, readdirSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CivilDate, Comparison } from '@contract/index'
import type { Host } from '@vault/context'
import { createVault } from '@vault/vault'
import { run } from '../../src-main/cli/run'
import type { Io } from '../../src-main/cli/io'
import { keptFolder } from '../support/kept-folder'
import { CHEAP, FOUNDER, makeVault } from '../support/vault'

const nowhere = () => Promise.reject(new Error('There is no window'))
const host: Host = {
  printPdf: nowhere,
  saveFile: nowhere,
  openFile: nowhere,
  pickDocuments: nowhere,
  readDocument: nowhere,
  readTables: nowhere,
  pickFolder: nowhere,
  openScan: nowhere,
  nextScanned: nowhere,
  closeScan: nowhere,
  destroyFiles: nowhere,
}
const today = CivilDate.parse('2026-11-22')

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs one command over a folder, as the program would. */
async function command(folder: string, words: readonly string[], world: Partial<Io> = {}): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env: {},
    readDescriptor: () => '',
    ask: null,
    appFolder: folder,
    ...world,
  }
  const open = (at: string) => createVault({ folder: at, host, kdf: CHEAP, packaged: false })
  const noReaders = (): never => {
    throw new Error('There is no reader')
  }
  const code = await run(words, open, () => today, io, noReaders)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Turns one byte of a file's first page round. */
function damage(path: string): void {
  const file = openSync(path, 'r+')
  const at = 200
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, at)
  writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 0xff]), 0, 1, at)
  closeSync(file)
}

describe('the practice trust', () => {
  const { path: folder, remove } = keptFolder()
  beforeAll(async () => {
    await command(folder, ['sample'])
  }, 120_000)
  afterAll(remove)

  it('is told school by school when sampled', async () => {
    const { code, out } = await command(folder, ['sample', '--json'])
    expect(code).toBe(0)
    const told = JSON.parse(out) as { version: number; schools: { name: string; pupils: number }[] }
    expect(told.version).toBe(1)
    expect(told.schools).toHaveLength(5)
  })

  it('is compared as JSON of the contract when asked', async () => {
    const words = ['compare', '--practice', '--json', '--audience', 'learner', '--year', '8', '--against', 'ohs']
    const { code, out } = await command(folder, words)
    expect(code).toBe(0)
    const { version, ...comparison } = JSON.parse(out) as { version: number }
    expect(version).toBe(1)
    const { asAt, year, schools, rows } = Comparison.parse(comparison)
    expect({ asAt, year, schools: schools.length }).toEqual({ asAt: today, year: '8', schools: 5 })
    expect(rows.length).toBeGreaterThanOrEqual(64)
  })

  it('prints fewer lines when only differences are asked for', async () => {
    const all = await command(folder, ['compare', '--practice'])
    const some = await command(folder, ['compare', '--practice', '--differences'])
    expect(some.out.split('\n').length).toBeLessThan(all.out.split('\n').length)
  })

  it('is sound when verified, and damaged once a byte was turned', async () => {
    expect(await command(folder, ['verify', '--practice'])).toMatchObject({ code: 0, err: '' })
    const practice = join(folder, 'practice')
    const trust = await command(folder, ['compare', '--practice', '--json'])
    const { schools } = Comparison.loose().parse(JSON.parse(trust.out))
    const school = schools[0]?.school ?? ''
    damage(join(practice, readdirSync(practice).find((name) => name === `${school}.trustward`) ?? ''))
    const { code, out } = await command(folder, ['verify', '--practice', '--json'])
    expect(code).toBe(3)
    const { sound, files } = JSON.parse(out) as { sound: boolean; files: { name: string; sound: boolean }[] }
    expect(sound).toBe(false)
    expect(files.filter((file) => !file.sound).map(({ name }) => name)).toEqual([schools[0]?.name])
  })
})

describe('a trust of its own', () => {
  async function founded(): Promise<string> {
    const vault = await makeVault()
    await vault.createTrust()
    vault.close()
    return vault.folder
  }

  it('opens by environment variable, by descriptor and by prompt', async () => {
    const folder = await founded()
    const { passphrase } = FOUNDER
    const ways: Partial<Io>[] = [
      { env: { TRUSTWARD_PASSPHRASE: passphrase } },
      { ask: () => Promise.resolve(passphrase) },
    ]
    for (const world of ways) expect(await command(folder, ['verify'], world)).toMatchObject({ code: 0 })
    const read: number[] = []
    const readDescriptor = (descriptor: number): string => {
      read.push(descriptor)
      return `${passphrase}\n`
    }
    expect(await command(folder, ['verify', '--passphrase-fd', '3'], { readDescriptor })).toMatchObject({ code: 0 })
    expect(read).toEqual([3])
  })

  it('is refused with 1 when the passphrase is wrong, and says no passphrase back', async () => {
    const folder = await founded()
    const { code, out, err } = await command(folder, ['verify'], {
      env: { TRUSTWARD_PASSPHRASE: 'not the one at all' },
    })
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).not.toContain('not the one')
  })

  it.each([
    [['verify'], 'Give the passphrase by'],
    [['verify', '--passphrase-fd', 'x'], 'number of an open file descriptor'],
    [['frobnicate'], 'There is no command frobnicate'],
    [['verify', 'compare'], 'One command at a time'],
    [['compare', '--shout'], 'Unknown option'],
  ])('ends with 2 and the usage when asked %j', async (words, said) => {
    const folder = await founded()
    const { code, err } = await command(folder, words)
    expect(code).toBe(2)
    expect(err).toContain(said)
    expect(err).toContain('Exit codes')
  })

  it.each([
    ['--audience', 'everybody-else'],
    ['--year', '99'],
    ['--as-at', '31/12/2026'],
    ['--against', 'nowhere'],
  ])('ends with 2 when %s is %s', async (option, value) => {
    const folder = await founded()
    const world = { env: { TRUSTWARD_PASSPHRASE: FOUNDER.passphrase } }
    expect(await command(folder, ['compare', option, value], world)).toMatchObject({ code: 2, out: '' })
  })

  it('is refused with 1 when the folder holds none', async () => {
    const { folder } = await makeVault()
    expect(await command(folder, ['verify'], { env: { TRUSTWARD_PASSPHRASE: 'x' } })).toMatchObject({ code: 1 })
  })
})
