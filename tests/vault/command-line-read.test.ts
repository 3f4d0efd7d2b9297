import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/index'
import { ReadDocument } from '@contract/document'
import { ReadReport } from '@contract/report'
import type { Io } from '../../src-main/cli/io'
import { run } from '../../src-main/cli/run'
import { keptFolder } from '../support/kept-folder'
import { builtReader } from '../support/reader'

const readers = builtReader()
const { path: folder, remove } = keptFolder()
afterAll(remove)

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs one command as the program would; a vault it opened would be a failure. */
async function command(...words: readonly string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env: {},
    readDescriptor: () => '',
    ask: () => Promise.reject(new Error('A passphrase was asked for')),
    appFolder: join(folder, 'nowhere'),
  }
  const open = () => Promise.reject(new Error('A vault was opened'))
  const code = await run(words, open, () => CivilDate.parse('2026-11-22'), io, readers)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const POLICY = `Marrowby High School
Acceptable use policy

Last reviewed: May 2025
Next review: May 2026

1 Purpose
Pupils keep phones in lockers during the day.
`

function file(name: string, content: string | Uint8Array = POLICY): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('one file', () => {
  it('is printed as the report alone, its parts in the order of the contract', async () => {
    const { code, out, err } = await command('read', file('policy.txt'), '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const report: unknown = JSON.parse(out)
    expect(ReadReport.parse(report)).toEqual(report)
    expect(Object.keys(Object(report))).toEqual(Object.keys(ReadReport.shape))
  })

  it('is printed with its text when that is asked for', async () => {
    const { out } = await command('read', file('policy.txt'), '--json', '--document')
    const { document, report } = JSON.parse(out) as { document: unknown; report: unknown }
    expect(ReadDocument.parse(document)).toMatchObject({ name: 'policy.txt', format: 'txt' })
    expect(ReadReport.safeParse(report).success).toBe(true)
  })

  it('is told in lines when no JSON is asked for', async () => {
    const { code, out } = await command('read', file('policy.txt'))
    expect(code).toBe(0)
    expect(out).toMatch(/^policy\.txt/)
    expect(out).toContain('Also found')
  })

  it.each([
    ['empty', 'empty.txt', ''],
    ['not what its name says', 'picture.docx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['cut off', 'cut.pdf', '%PDF-1.7\n1 0 obj\n<< /Type /Cat'],
  ])('ends with 2 and words when it is %s', async (_what, name, content) => {
    const { code, out, err } = await command('read', file(name, content), '--json')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/\. .*[A-Z].*\.$/)
    expect(err).not.toContain('   at ')
  })

  it('ends with 2 when it is not there or was not named', async () => {
    expect(await command('read', join(folder, 'gone.txt'), '--json')).toMatchObject({ code: 2, out: '' })
    const { code, err } = await command('read')
    expect(code).toBe(2)
    expect(err).toContain('read takes the name of a file')
  })

  it('leaves nothing behind', async () => {
    const path = file('alone.txt')
    const before = readdirSync(folder)
    await command('read', path, '--json')
    expect(readdirSync(folder)).toEqual(before)
  })
})

describe('several files', () => {
  it('each have an outcome of their own, and the whole ends with 2 when one has none', async () => {
    const good = file('good.txt')
    const empty = file('empty.txt', '')
    const { code, out, err } = await command('read', good, empty, '--json')
    expect(code).toBe(2)
    const list = JSON.parse(out) as { file: string; report?: unknown; error?: string }[]
    expect(list.map((one) => [one.file, Object.keys(one)])).toEqual([
      [good, ['file', 'report']],
      [empty, ['file', 'error']],
    ])
    expect(ReadReport.safeParse(list[0]?.report).success).toBe(true)
    expect(err).toContain('empty')
  })

  it('are those of a folder, by name; its folders, links, hidden and lock files are passed over', async () => {
    const inside = join(folder, 'policies')
    mkdirSync(join(inside, 'older'), { recursive: true })
    for (const name of ['b10.txt', 'b9.txt', '.hidden.txt', '~$open.docx', 'picture.png', 'older/deep.txt']) {
      writeFileSync(join(inside, name), POLICY)
    }
    symlinkSync(file('outside.txt'), join(inside, 'link.txt'))
    const { code, out } = await command('read', inside, '--json')
    expect(code).toBe(0)
    const list = JSON.parse(out) as { file: string }[]
    expect(list.map((one) => one.file)).toEqual(['b9.txt', 'b10.txt'].map((name) => join(inside, name)))
  })

  it('are refused in words when a folder has none', async () => {
    const inside = join(folder, 'nothing')
    mkdirSync(inside)
    const { code, err } = await command('read', inside)
    expect(code).toBe(2)
    expect(err).toContain('no document in that folder')
  })
})
