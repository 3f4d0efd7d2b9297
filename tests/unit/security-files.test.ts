import fc from 'fast-check'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readBounded, safeFileName, saveWhole } from '../../src-main/ipc/files'
import { HostFailure } from '../../src-main/ipc/refusal'

/** The step of a save that fails next, and how. */
const failing = vi.hoisted(() => ({ step: null as string | null, code: '' }))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const fail = (step: string): void => {
    if (failing.step === step) throw Object.assign(new Error(`${step} failed`), { code: failing.code })
  }
  return {
    ...real,
    rename: async (...given: Parameters<typeof real.rename>) => {
      fail('rename')
      return real.rename(...given)
    },
    open: async (...given: Parameters<typeof real.open>) => {
      fail('open')
      const file = await real.open(...given)
      return new Proxy(file, {
        get: (target, name) => {
          if (typeof name === 'string') fail(name)
          const value: unknown = Reflect.get(target, name, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
})

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'Trustward fïles '))
})
afterEach(() => {
  failing.step = null
  rmSync(folder, { recursive: true, force: true })
})

const bytes = (text: string) => new TextEncoder().encode(text)
const failure = (run: Promise<unknown>) => run.then(() => null).catch((error: unknown) => error)

describe('saving', () => {
  test('replaces a file whole, for its owner alone, and leaves nothing beside it', async () => {
    const path = join(folder, 'Übersicht.csv')
    writeFileSync(path, 'old')
    await saveWhole(path, bytes('new'))
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual([basename(path)])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('keeps the old file and leaves nothing beside it when it cannot be put in place', async () => {
    const path = join(folder, 'taken')
    mkdirSync(join(path, 'full'), { recursive: true })
    const error = await failure(saveWhole(path, bytes('new')))
    expect(error).toBeInstanceOf(HostFailure)
    expect(readdirSync(folder)).toEqual(['taken'])
  })

  test('says that the place is not there when the folder is missing', async () => {
    expect(await failure(saveWhole(join(folder, 'no', 'a.csv'), bytes('x')))).toMatchObject({ code: 'unavailable' })
  })

  const codes = [
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EACCES', 'denied'],
    ['EROFS', 'denied'],
    ['EBUSY', 'busy'],
    ['EIO', 'unavailable'],
  ] as const
  const steps = ['open', 'writeFile', 'sync', 'rename'] as const
  test.each(steps.flatMap((step) => codes.map(([code, told]) => [step, code, told] as const)))(
    'keeps the old file and leaves nothing beside it when %s fails with %s',
    async (step, code, told) => {
      const path = join(folder, 'a.csv')
      writeFileSync(path, 'old')
      failing.step = step
      failing.code = code
      expect(await failure(saveWhole(path, bytes('new')))).toMatchObject({ code: told })
      failing.step = null
      expect(readFileSync(path, 'utf8')).toBe('old')
      expect(readdirSync(folder)).toEqual(['a.csv'])
      await saveWhole(path, bytes('again'))
      expect(readFileSync(path, 'utf8')).toBe('again')
    },
  )

  test('names no path and no file in its words', async () => {
    const error = await failure(saveWhole(join(folder, 'no', 'secret.csv'), bytes('x')))
    expect(error instanceof HostFailure && error.words).not.toMatch(/secret|Trustward f/)
  })
})

describe('reading', () => {
  test('gives the name without its folder, and the bytes', async () => {
    const path = join(folder, 'régister.csv')
    writeFileSync(path, 'a,b')
    expect(await readBounded(path, 3)).toEqual({ name: 'régister.csv', bytes: bytes('a,b') })
  })

  test('refuses a file when it is one byte larger than allowed', async () => {
    const path = join(folder, 'large.csv')
    writeFileSync(path, 'abcd')
    expect(await failure(readBounded(path, 3))).toMatchObject({ code: 'bad-input' })
  })

  test('refuses what is no plain file', async () => {
    expect(await failure(readBounded(folder, 100))).toBeInstanceOf(HostFailure)
    if (process.platform !== 'win32') {
      expect(await failure(readBounded('/dev/zero', 100))).toMatchObject({ code: 'bad-input' })
    }
  })

  test('says so when the file has gone', async () => {
    expect(await failure(readBounded(join(folder, 'gone.csv'), 3))).toMatchObject({ code: 'unavailable' })
  })
})

describe('a proposed file name', () => {
  test.each([
    ['Matrix - Oakwood - 2026-09-03.xlsx', 'Matrix - Oakwood - 2026-09-03.xlsx'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Windows\\win.ini', 'C Windows win.ini'],
    ['a/b:c*d?e"f<g>h|i.csv', 'a b c d e f g h i.csv'],
    ['CON.csv', 'Trustward CON.csv'],
    ['lpt1', 'Trustward lpt1'],
    ['.hidden', 'hidden'],
    ['trailing. . .', 'trailing'],
    ['a\u202Egpj.exe', 'a gpj.exe'],
    ['', 'Trustward'],
    ['...', 'Trustward'],
    [`${'x'.repeat(300)}.xlsx`, `${'x'.repeat(120)}.xlsx`],
  ])('is made safe when it is %j', (suggested, safe) => expect(safeFileName(suggested)).toBe(safe))

  test('never has a folder in it and is never empty, whatever is proposed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (suggested) => {
        const name = safeFileName(suggested)
        expect(name.length).toBeGreaterThan(0)
        expect(basename(name)).toBe(name)
        expect(name).not.toMatch(/[\\/:]|^\.|[. ]$/)
      }),
    )
  })
})
