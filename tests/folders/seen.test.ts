/** What a scan says beside the register, against an oracle that holds both whole. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sightings, type Register, type RegisteredFile, type Sighting } from '../../src-main/folders/seen'
import type { ScanEntry, ScannedFile, ScanSummary } from '../../src-main/folders/wire'

interface Case {
  /** Bytes of each registered path. */
  readonly registered: ReadonlyMap<string, string>
  /** Bytes of each path that is there. */
  readonly there: ReadonlyMap<string, string>
  readonly destroyed: ReadonlySet<string>
  /** Paths of files another program holds. */
  readonly inUse: ReadonlySet<string>
  readonly links: readonly string[]
  readonly order: readonly string[]
  readonly whole: boolean
  /** How many of the entries come when it is not whole. */
  readonly until: number
}

const EMPTY = 'empty'

const entryOf = (path: string, bytes: string, inUse: boolean): ScanEntry =>
  inUse
    ? { kind: 'TROUBLE', code: 'IN_USE', path, read: false }
    : {
        ...{ kind: 'FILE', path, size: bytes === EMPTY ? 0 : 5, modifiedAt: 0, takenOn: null, dated: null },
        hash: bytes,
      }

const endOf = (whole: boolean): ScanSummary => ({
  ...{ files: 0, bytes: 0, leftOut: 0, folders: 0 },
  ...{ complete: whole, ended: whole ? 'WHOLE' : 'GONE' },
})

const registerOf = ({ registered, destroyed }: Case): Register<number> => {
  const rows: RegisteredFile<number>[] = [...registered].map(([path, hash], id) => ({ id, path, hash }))
  return {
    byPath: (path) => rows.find((row) => row.path === path) ?? null,
    byHash: (hash) => rows.filter((row) => row.hash === hash),
    isDestroyed: (hash) => destroyed.has(hash),
    every: () => rows,
  }
}

const entriesOf = ({ there, inUse, links, order, whole, until }: Case): ScanEntry[] => {
  const all = [
    ...order.map((path) => entryOf(path, there.get(path)!, inUse.has(path))),
    ...links.map((path): ScanEntry => ({ kind: 'TROUBLE', code: 'LINK', path, read: false })),
  ]
  return whole ? all : all.slice(0, until)
}

const said = (one: Sighting<number>): string => {
  switch (one.what) {
    case 'NEW':
      return `NEW ${one.file.path}`
    case 'RETURNED':
      return `RETURNED ${one.file.path}`
    case 'TROUBLE':
      return `TROUBLE ${one.trouble.path}`
    case 'MISSING':
      return `MISSING ${one.registered.path}`
    default:
      return `${one.what} ${one.file.path} ${one.registered.path}`
  }
}

function judged(one: Case): string[] {
  const sightings = new Sightings(registerOf(one))
  const heard = entriesOf(one).map((entry) => sightings.see(entry))
  const found = [...heard.filter((sighting) => sighting !== null), ...sightings.finish(endOf(one.whole))]
  return found.map(said).sort()
}

/** Knows everything at once: first what became of each registered place, then what each file is. */
function oracle(one: Case): string[] {
  const entries = entriesOf(one)
  const files = entries.filter((entry): entry is ScannedFile => entry.kind === 'FILE')
  const troubled = new Set(entries.filter(({ kind }) => kind === 'TROUBLE').map(({ path }) => path))
  const seenPaths = new Set([...files.map(({ path }) => path), ...troubled])
  const seenLinks = one.links.filter((link) => troubled.has(link))
  const behind = (path: string) => seenLinks.some((link) => path === link || path.startsWith(`${link}/`))
  const away = [...one.registered].filter(([path]) => !seenPaths.has(path) && !(one.whole && behind(path)))
  const open = [...one.registered].filter(([path]) => !seenPaths.has(path))
  const taken = new Set<string>()
  const lines = [...troubled].map((path) => `TROUBLE ${path}`)
  for (const { path, hash, size } of files) {
    const own = one.registered.get(path)
    const gone = size > 0 && one.destroyed.has(hash)
    const homes = size === 0 ? [] : [...one.registered].filter(([, bytes]) => bytes === hash).map(([home]) => home)
    const free = open.map(([home]) => home).filter((home) => homes.includes(home) && !taken.has(home))
    const [from] = one.whole ? free.filter((home) => away.some(([other]) => other === home)) : []
    if (own === hash) lines.push(`SAME ${path} ${path}`)
    else if (own !== undefined) lines.push(gone ? `RETURNED ${path}` : `CHANGED ${path} ${path}`)
    else if (from !== undefined) {
      taken.add(from)
      lines.push(`MOVED ${path} ${from}`)
    } else if (free[0] !== undefined) lines.push(`UNDECIDED ${path} ${free[0]}`)
    else if (gone) lines.push(`RETURNED ${path}`)
    else lines.push(homes[0] === undefined ? `NEW ${path}` : `DUPLICATED ${path} ${homes[0]}`)
  }
  if (one.whole) {
    for (const [path] of away) if (!taken.has(path)) lines.push(`MISSING ${path}`)
  }
  return lines.sort()
}

const path = fc
  .tuple(fc.constantFrom('', 'trip/', 'trip/day 1/', 'sports/'), fc.constantFrom('a', 'b', 'c', 'd'))
  .map(([folder, name]) => `${folder}${name}.jpg`)
const bytes = fc.constantFrom('red', 'blue', 'green', 'grey', 'pink', EMPTY)
const tree = fc.uniqueArray(fc.tuple(path, bytes), { maxLength: 14, selector: ([name]) => name })

const cases: fc.Arbitrary<Case> = fc
  .record({
    before: tree,
    /** What is there now grows out of what was registered. */
    moves: fc.array(fc.tuple(path, path), { maxLength: 4 }),
    copies: fc.array(fc.tuple(path, path), { maxLength: 4 }),
    changes: fc.array(fc.tuple(path, bytes), { maxLength: 4 }),
    gone: fc.array(path, { maxLength: 4 }),
    destroyed: fc.uniqueArray(bytes, { maxLength: 2 }),
    inUse: fc.uniqueArray(path, { maxLength: 2 }),
    links: fc.uniqueArray(fc.constantFrom('trip', 'trip/day 1', 'sports', 'b.jpg'), { maxLength: 1 }),
    shuffle: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
    whole: fc.boolean(),
    until: fc.nat(14),
  })
  .map(({ before, moves, copies, changes, gone, destroyed, inUse, links, shuffle, whole, until }) => {
    const there = new Map(before)
    for (const [from, to] of moves) {
      const moved = there.get(from)
      if (moved !== undefined && there.delete(from)) there.set(to, moved)
    }
    for (const [from, to] of copies) {
      const copied = there.get(from)
      if (copied !== undefined) there.set(to, copied)
    }
    for (const [at, now] of changes) there.set(at, now)
    for (const at of gone) there.delete(at)
    for (const at of [...there.keys()]) {
      if (links.some((link) => at === link || at.startsWith(`${link}/`))) there.delete(at)
    }
    const order = [...there.keys()].map((at, index) => [shuffle[index]!, at] as const).sort(([a], [b]) => a - b)
    return {
      ...{ registered: new Map(before), there, destroyed: new Set(destroyed), links, whole, until },
      inUse: new Set(inUse),
      order: order.map(([, at]) => at),
    }
  })

test('2,000 generated folders with moves, copies, changes, links and files in use', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(cases, (one) => {
      const lines = judged(one)
      for (const line of lines) met.add(line.split(' ')[0]!)
      expect(lines).toEqual(oracle(one))
      if (!one.whole) expect(lines.filter((line) => /^(MISSING|MOVED)/.test(line))).toEqual([])
    }),
    { numRuns: 2000 },
  )
  const every = ['CHANGED', 'DUPLICATED', 'MISSING', 'MOVED', 'NEW', 'RETURNED', 'SAME', 'TROUBLE', 'UNDECIDED']
  expect([...met].sort()).toEqual(every)
})

const small = (change: Partial<Case>): Case => ({
  ...{ registered: new Map([['a.jpg', 'red']]), there: new Map(), destroyed: new Set(), inUse: new Set() },
  ...{ links: [], order: [...(change.there ?? new Map()).keys()], whole: true, until: 99 },
  ...change,
})

test.each<[string, Partial<Case>, string[]]>([
  ['the same', { there: new Map([['a.jpg', 'red']]) }, ['SAME a.jpg a.jpg']],
  ['other bytes', { there: new Map([['a.jpg', 'blue']]) }, ['CHANGED a.jpg a.jpg']],
  ['another place', { there: new Map([['b.jpg', 'red']]) }, ['MOVED b.jpg a.jpg']],
  ['another place, not all seen', { there: new Map([['b.jpg', 'red']]), whole: false }, ['UNDECIDED b.jpg a.jpg']],
  [
    'two other places: one moved, one is a copy',
    { there: new Map([['b.jpg', 'red'], ['c.jpg', 'red']]) }, // prettier-ignore
    ['DUPLICATED c.jpg a.jpg', 'MOVED b.jpg a.jpg'],
  ],
  ['a copy seen before its first', { there: new Map([['b.jpg', 'red'], ['a.jpg', 'red']]) }, ['DUPLICATED b.jpg a.jpg', 'SAME a.jpg a.jpg']], // prettier-ignore
  ['not there', {}, ['MISSING a.jpg']],
  ['not there, not all seen', { whole: false }, []],
  ['in use', { there: new Map([['a.jpg', 'red']]), inUse: new Set(['a.jpg']) }, ['TROUBLE a.jpg']],
  ['a link in its place', { links: ['a.jpg'] }, ['TROUBLE a.jpg']],
  ['what was destroyed is back', { registered: new Map(), there: new Map([['a.jpg', 'red']]), destroyed: new Set(['red']) }, ['RETURNED a.jpg']], // prettier-ignore
  ['it is back in the place of another', { there: new Map([['a.jpg', 'blue']]), destroyed: new Set(['blue']) }, ['RETURNED a.jpg']], // prettier-ignore
  ['a live copy of it has moved', { there: new Map([['b.jpg', 'red']]), destroyed: new Set(['red']) }, ['MOVED b.jpg a.jpg']], // prettier-ignore
  ['a live copy of it is registered', { there: new Map([['a.jpg', 'red']]), destroyed: new Set(['red']) }, ['SAME a.jpg a.jpg']], // prettier-ignore
  ['empty files are not each other', { registered: new Map([['a.jpg', EMPTY]]), there: new Map([['b.jpg', EMPTY]]) }, ['MISSING a.jpg', 'NEW b.jpg']], // prettier-ignore
])('%s', (_why, change, lines) => {
  expect(judged(small(change))).toEqual(lines)
  expect(oracle(small(change))).toEqual(lines)
})

test('behind a link nothing is missing', () => {
  const one = small({ registered: new Map([['trip/a.jpg', 'red'], ['trips/b.jpg', 'red']]), links: ['trip'] }) // prettier-ignore
  expect(judged(one)).toEqual(['MISSING trips/b.jpg', 'TROUBLE trip'])
})

test('a scan that never ended says nothing is missing', () => {
  expect([...new Sightings(registerOf(small({}))).finish(null)]).toEqual([])
})

test('with more links than are kept, nothing is missing', () => {
  const sightings = new Sightings(registerOf(small({})))
  for (let at = 0; at <= 10_001; at += 1) sightings.see({ kind: 'TROUBLE', code: 'LINK', path: `l${at}`, read: false })
  expect([...sightings.finish(endOf(true))]).toEqual([])
})
