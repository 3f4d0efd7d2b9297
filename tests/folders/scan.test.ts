/** Looking through real folders, and through drives that fail. */
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { appendFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { disk, type FileSystem } from '../../src-main/folders/disk'
import { scanFolder } from '../../src-main/folders/scan'
import { ScanBatch, type ScanEntry } from '../../src-main/folders/wire'
import { jpeg, tiff } from '../support/pictures'
import { temporaryFolder } from '../support/tenant'

const never = new AbortController().signal

function put(root: string, path: string, bytes: Uint8Array | string = path): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), bytes)
}

/** Runs a scan to its end; every batch passes the schema that the vault holds it against. */
async function scanned(root: string, options: Parameters<typeof scanFolder>[1] = {}, stop = never) {
  const batches: ScanBatch[] = []
  for await (const batch of scanFolder(root, options, stop)) batches.push(ScanBatch.parse(batch))
  const entries = batches.flatMap((batch) => batch.entries)
  return { batches, entries, said: entries.map(line).sort(), end: batches.at(-1)!.end! }
}

const line = (entry: ScanEntry): string =>
  entry.kind === 'FILE' ? entry.path : `${entry.code} ${entry.path}${entry.read ? ' (read)' : ''}`

const failing = (code: string): Error => Object.assign(new Error(code), { code })

describe('a folder', () => {
  test('gives its pictures with size, dates and hash, and counts the rest', async () => {
    const root = temporaryFolder()
    const bytes = jpeg(tiff('2026:06:19 10:15:00'), Buffer.alloc(700_000, 7))
    put(root, 'sports day/One.JPG', bytes)
    put(root, 'film.mp4', 'film')
    put(root, 'notes.docx')
    put(root, 'jpg')
    utimesSync(join(root, 'film.mp4'), 0, Date.UTC(2019, 6, 1, 22, 59) / 1000)
    const { entries, end } = await scanned(root, { now: Date.now() })
    const [film, one] = entries.sort((a, b) => (a.path < b.path ? -1 : 1))
    expect(one).toMatchObject({
      ...{ kind: 'FILE', path: 'sports day/One.JPG', size: bytes.length, takenOn: '2026-06-19', dated: 'PICTURE' },
      hash: createHash('sha256').update(bytes).digest('hex'),
    })
    expect(film).toMatchObject({ modifiedAt: Date.UTC(2019, 6, 1, 22, 59), takenOn: '2019-07-01', dated: 'FILE' })
    expect(end).toEqual({ files: 2, bytes: bytes.length + 4, leftOut: 2, folders: 2, complete: true, ended: 'WHOLE' })
  })

  test('with 1,234 files comes in batches of at most 500', async () => {
    const root = temporaryFolder()
    for (let at = 0; at < 1234; at += 1) put(root, `${at % 7}/${at}.jpg`)
    const { batches, entries, end } = await scanned(root, { clock: () => 0 })
    expect(batches.map((batch) => batch.entries.length)).toEqual([500, 500, 234])
    expect(new Set(entries.map(({ path }) => path)).size).toBe(1234)
    expect(end).toMatchObject({ files: 1234, folders: 8 })
  })

  test('hands over what it has once a second has gone by', async () => {
    const root = temporaryFolder()
    for (let at = 0; at < 3; at += 1) put(root, `${at}.jpg`)
    let clock = 0
    const { batches } = await scanned(root, { clock: () => (clock += 1001) })
    expect(batches.map((batch) => batch.entries.length)).toEqual([1, 1, 1])
  })

  test('does nothing ahead of being asked', async () => {
    const root = temporaryFolder()
    for (let at = 0; at < 2000; at += 1) put(root, `${at}.jpg`)
    let opened = 0
    const counting: FileSystem = { ...disk, open: (path) => ((opened += 1), disk.open(path)) }
    const scan = scanFolder(root, { disk: counting, clock: () => 0 }, never)
    await scan.next()
    expect(opened).toBeLessThanOrEqual(510)
    await scan.return(undefined)
  })

  test('that is not there is gone', async () => {
    const root = temporaryFolder()
    for (const path of [join(root, 'none'), 'relative']) {
      const { said, end } = await scanned(path)
      expect([said, end.complete, end.ended]).toEqual([['GONE '], false, 'GONE'])
    }
  })

  test('of links: none is followed, and the chosen folder may be one', async () => {
    const root = temporaryFolder()
    const outside = temporaryFolder()
    put(outside, 'a.jpg')
    put(root, 'real/b.jpg')
    symlinkSync(outside, join(root, 'away'))
    symlinkSync(join(outside, 'a.jpg'), join(root, 'a.jpg'))
    symlinkSync(join(root, 'real'), join(root, 'inside'))
    symlinkSync(root, join(root, 'real', 'round'))
    const { said, end } = await scanned(root)
    expect(said).toEqual(['LINK a.jpg', 'LINK away', 'LINK inside', 'LINK real/round', 'real/b.jpg'])
    expect(end.complete).toBe(true)
    const way = join(temporaryFolder(), 'way')
    symlinkSync(join(root, 'real'), way)
    expect((await scanned(way)).said).toEqual(['LINK round', 'b.jpg'])
  })

  test('that is exchanged for a link while it waits is not entered', async () => {
    const root = temporaryFolder()
    const outside = temporaryFolder()
    put(outside, 'secret.jpg')
    put(root, 'trip/a.jpg')
    const swapping: FileSystem = {
      ...disk,
      async realpath(path) {
        if (path.endsWith('trip')) {
          await rename(path, `${path} old`)
          symlinkSync(outside, path)
        }
        return disk.realpath(path)
      },
    }
    const { said } = await scanned(root, { disk: swapping })
    expect(said).toEqual(['LINK trip'])
  })

  test('a pipe in a folder does not keep it waiting', async () => {
    const root = temporaryFolder()
    execFileSync('mkfifo', [join(root, 'pipe.jpg')])
    expect((await scanned(root)).end).toMatchObject({ leftOut: 1, complete: true })
  })

  test('with odd and long names', async () => {
    const root = temporaryFolder()
    const deep = Array.from({ length: 3 }, () => 'd'.repeat(100)).join('/')
    put(root, `${deep}/a.jpg`)
    put(root, 'line\nbreak.jpg')
    put(root, 'turned\u202egpj.jpg')
    put(root, '\ufffd real.jpg')
    put(root, 'e\u0301.jpg')
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')]), 'x')
    const { said, end } = await scanned(root)
    expect(said).toEqual(
      [
        ...['ODD_NAME line\nbreak.jpg (read)', 'ODD_NAME turned\u202egpj.jpg (read)', 'ODD_NAME \ufffd\ufffd.jpg'],
        ...[`TOO_LONG ${deep}/a.jpg (read)`, `${deep}/a.jpg`, 'line\nbreak.jpg', 'turned\u202egpj.jpg'],
        ...['\ufffd real.jpg', 'e\u0301.jpg'],
      ].sort(),
    )
    expect(end).toMatchObject({ files: 5, complete: true })
  })

  test('deeper than the system opens', async () => {
    const root = temporaryFolder()
    put(root, 'a.jpg')
    // Two that a path reaches, then one inside the other, which none does.
    const [upper, lower] = ['upper', 'lower'].map((top) => join(root, top, ...Array<string>(9).fill('d'.repeat(240))))
    mkdirSync(upper!, { recursive: true })
    mkdirSync(lower!, { recursive: true })
    writeFileSync(join(lower!, 'b.jpg'), 'b')
    renameSync(join(root, 'lower'), join(upper!, 'lower'))
    const { entries, end } = await scanned(root)
    renameSync(join(upper!, 'lower'), join(root, 'lower'))
    expect(entries.filter(({ kind }) => kind === 'TROUBLE')).toMatchObject([{ code: 'TOO_LONG', read: false }])
    expect(end).toMatchObject({ files: 1, complete: false, ended: 'PARTS_UNREADABLE' })
  })

  test('two names of one file are two entries of the same bytes', async () => {
    const root = temporaryFolder()
    put(root, 'a.jpg')
    linkSync(join(root, 'a.jpg'), join(root, 'b.jpg'))
    expect((await scanned(root)).said).toEqual(['a.jpg', 'b.jpg'])
  })
})

describe('a file', () => {
  const withOpen = (act: (path: string) => Promise<void>): FileSystem => ({
    ...disk,
    async open(path) {
      const file = await disk.open(path)
      if (!path.endsWith('b.jpg')) return file
      return { ...file, read: async (into, at) => (await act(path), file.read(into, at)) }
    },
  })

  test.each<[string, string, FileSystem]>([
    ['is written to meanwhile', 'CHANGED_WHILE_READ', withOpen((path) => appendFile(path, 'more'))],
    ['is touched meanwhile', 'CHANGED_WHILE_READ', withOpen(async (path) => utimesSync(path, 1, 1))],
    ['cannot be read to its end', 'UNREADABLE', withOpen(() => Promise.reject(failing('EIO')))],
    ...['EBUSY', 'ETXTBSY'].map((code): [string, string, FileSystem] => [
      `is held: ${code}`,
      'IN_USE',
      { ...disk, open: (path) => (path.endsWith('b.jpg') ? Promise.reject(failing(code)) : disk.open(path)) },
    ]),
    ...['EACCES', 'EPERM', 'EIO'].map((code): [string, string, FileSystem] => [
      `is refused: ${code}`,
      'UNREADABLE',
      { ...disk, open: (path) => (path.endsWith('b.jpg') ? Promise.reject(failing(code)) : disk.open(path)) },
    ]),
    [
      'goes between being listed and being opened',
      'CHANGED_WHILE_READ',
      {
        ...disk,
        open: (path) => {
          if (path.endsWith('b.jpg')) rmSync(path)
          return disk.open(path)
        },
      },
    ],
    [
      'becomes a link',
      'LINK',
      {
        ...disk,
        open: (path) => {
          if (path.endsWith('b.jpg')) {
            rmSync(path)
            symlinkSync('/etc/hostname', path)
          }
          return disk.open(path)
        },
      },
    ],
  ])('%s: the others are read', async (_why, code, failingDisk) => {
    const root = temporaryFolder()
    for (const name of ['a', 'b', 'c']) put(root, `${name}.jpg`)
    const { said, end } = await scanned(root, { disk: failingDisk })
    expect(said).toEqual([`${code} b.jpg`, 'a.jpg', 'c.jpg'].sort())
    expect(end).toMatchObject({ files: 2, complete: true, ended: 'WHOLE' })
  })

  test('that comes in small pieces has the hash of all its bytes', async () => {
    const root = temporaryFolder()
    const bytes = Buffer.alloc(5000, 'pieces')
    put(root, 'a.jpg', bytes)
    const slow: FileSystem = {
      ...disk,
      async open(path) {
        const file = await disk.open(path)
        return { ...file, read: (into, at) => file.read(into.subarray(0, 7), at) }
      },
    }
    const { entries } = await scanned(root, { disk: slow })
    expect(entries[0]).toMatchObject({ size: 5000, hash: createHash('sha256').update(bytes).digest('hex') })
  })
})

describe('the network', () => {
  test.each(['ENETDOWN', 'EHOSTDOWN', 'EIO', 'ESTALE', 'ENOENT', 'ENOTCONN'])(
    'goes in mid-scan with %s: it ends there, and nothing else is said of what was not seen',
    async (code) => {
      const root = temporaryFolder()
      for (let at = 0; at < 40; at += 1) put(root, `${at % 4}/${at}.jpg`)
      let opened = 0
      const dies = <T>(alive: () => T): T => {
        if (opened > 20) throw failing(code)
        return alive()
      }
      const dying: FileSystem = {
        ...disk,
        lstat: async (path) => dies(() => disk.lstat(path)),
        realpath: async (path) => dies(() => disk.realpath(path)),
        list: async function* (path) {
          for await (const one of disk.list(path)) yield dies(() => one)
        },
        open: async (path) => ((opened += 1), dies(() => disk.open(path))),
      }
      const { entries, said, end } = await scanned(root, { disk: dying })
      expect(end).toMatchObject({ complete: false, ended: 'GONE', files: entries.length - 1 })
      expect(said.filter((one) => !one.endsWith('.jpg'))).toEqual(['GONE '])
      expect(end.files).toBeGreaterThan(0)
      expect(end.files).toBeLessThan(40)
    },
  )

  test('is let go, and an empty folder stands in its place', async () => {
    const root = join(temporaryFolder(), 'drive')
    for (let at = 0; at < 5; at += 1) put(root, `${at}/a.jpg`)
    const letGo: FileSystem = {
      ...disk,
      async *list(path) {
        yield* disk.list(path)
        if (path === root) return
        renameSync(root, `${root} away`)
        mkdirSync(root)
      },
    }
    const { end } = await scanned(root, { disk: letGo })
    expect(end).toMatchObject({ complete: false, ended: 'GONE' })
  })

  test('refuses one folder: its rest is not said to be seen', async () => {
    const root = temporaryFolder()
    for (const path of ['a/1.jpg', 'b/2.jpg', 'c/3.jpg']) put(root, path)
    const refusing: FileSystem = {
      ...disk,
      async *list(path) {
        if (path.endsWith('b')) throw failing('EACCES')
        yield* disk.list(path)
      },
    }
    const { said, end } = await scanned(root, { disk: refusing })
    expect(said).toEqual(['FOLDER_UNREADABLE b', 'a/1.jpg', 'c/3.jpg'])
    expect(end).toMatchObject({ folders: 3, complete: false, ended: 'PARTS_UNREADABLE' })
  })
})

test('stopping ends it after what is in hand', async () => {
  const root = temporaryFolder()
  for (let at = 0; at < 3000; at += 1) put(root, `${at}.jpg`)
  const stop = new AbortController()
  const scan = scanFolder(root, { clock: () => 0 }, stop.signal)
  await scan.next()
  stop.abort()
  const { value } = await scan.next()
  expect(value).toMatchObject({ end: { complete: false, ended: 'STOPPED', files: 501 } })
  expect(await scan.next()).toMatchObject({ done: true })
})
