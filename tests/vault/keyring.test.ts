import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { PersonId, TenantId } from '@contract/index'
import { hexOf, randomBytes, ready, type SecretKey } from '@vault/crypto'
import { disk, type Disk } from '@vault/durable'
import { newKit } from '@vault/kit'
import { Keys, STRETCHING, STRETCHING_FLOOR, type KeyringPlace } from '@vault/keyring'
import { LockedKeyring } from '@vault/locked-keyring'
import { temporaryFolder } from '../support/tenant'
import { CHEAP } from '../support/vault'

const OLD = 'copper lantern drifts westward'
const NEW = 'badger kettle thimble moss'
const NOW = Date.UTC(2026, 9, 1)
const id = () => hexOf(randomBytes(16))
const person = id() as PersonId
const other = id() as PersonId
const trust = id() as TenantId
const school = id() as TenantId

beforeAll(ready)

const placeIn = (folder: string, on: Disk = disk): KeyringPlace => ({
  disk: on,
  path: join(folder, 'keyring.json'),
  stretching: CHEAP,
  floor: CHEAP,
})

/** A keyring with one person and two files, closed again. */
function made(folder = temporaryFolder()): { folder: string; keys: Map<TenantId, string> } {
  const keyring = Keys.create(placeIn(folder), { id: id(), trust, creator: person })
  keyring.setPassphrase(person, 'Tamsin', OLD)
  for (const tenant of [trust, school]) keyring.addTenant(tenant)
  const keys = new Map([trust, school].map((tenant) => [tenant, fileKey(keyring, tenant)]))
  keyring.wipe()
  return { folder, keys }
}

const fileKey = (keyring: Keys, tenant: TenantId): string => keyring.tenantKey(tenant, 'filekey_').use(hexOf)
const unlock = (folder: string, passphrase: string, name: string | null = null, now = NOW) =>
  new LockedKeyring(placeIn(folder)).unlock(name, passphrase, now)
const opens = (folder: string, passphrase: string, name: string | null = null): boolean => {
  try {
    unlock(folder, passphrase, name).keys.wipe()
    return true
  } catch {
    return false
  }
}
const fileText = (folder: string): string => readFileSync(join(folder, 'keyring.json'), 'utf8')
const copyText = (folder: string): string => readFileSync(join(folder, 'keyring.json.bak'), 'utf8')
const edit = (folder: string, change: (data: { slots: object[] }) => void): void => {
  const data = JSON.parse(fileText(folder)) as { slots: object[] }
  change(data)
  const text = JSON.stringify(data)
  writeFileSync(join(folder, 'keyring.json'), text)
  writeFileSync(join(folder, 'keyring.json.bak'), text)
}

test('gives the same file keys when it is opened again', () => {
  const { folder, keys } = made()
  const { keys: keyring, person: who } = unlock(folder, OLD)
  expect(who).toBe(person)
  for (const [tenant, key] of keys) expect(fileKey(keyring, tenant)).toBe(key)
  expect(new Set(keys.values()).size).toBe(2)
})

test('has nothing readable on disk but format, ids, numbers, hashes and wraps', () => {
  const { folder, keys } = made()
  const text = fileText(folder)
  expect(text.toLowerCase()).not.toMatch(/tamsin|copper|lantern/)
  for (const key of keys.values()) expect(text).not.toContain(key)
  const words = text.match(/"[^"]*"/g) ?? []
  const unexplained = words.filter((word) => !/^"([0-9a-f]+|[a-zA-Z]+)"$/.test(word) && word !== '"trustward-keyring"')
  expect(unexplained).toEqual([])
})

test('the two halves of the stretching default and floor are those of the design', () => {
  expect(STRETCHING).toEqual({ passes: 3, memory: 134_217_728 })
  expect(STRETCHING_FLOOR).toEqual({ passes: 3, memory: 67_108_864 })
})

test('refuses numbers below the floor or beyond all measure, and numbers changed after the fact', () => {
  for (const [passes, memory] of [
    [1, 8192],
    [2, 67_108_864],
    [3, 33_554_432],
    [0, 0],
    [3, 2 ** 40],
  ] as const) {
    const { folder } = made()
    edit(folder, ({ slots }) => Object.assign(slots[0] ?? {}, { passes, memory }))
    const strict = { ...placeIn(folder), floor: STRETCHING_FLOOR }
    expect(() => new LockedKeyring(strict), `${passes}/${memory}`).toThrow('damaged')
  }
  const { folder } = made()
  edit(folder, ({ slots }) => Object.assign(slots[0] ?? {}, { passes: 2 }))
  expect(opens(folder, OLD)).toBe(false)
})

test('says the same for a wrong passphrase and a wrong name, and the name may differ in case and spaces', () => {
  const { folder } = made()
  const { keys } = unlock(folder, OLD)
  keys.setPassphrase(other, 'Orla', NEW)
  const said = (name: string, passphrase: string): string => {
    try {
      unlock(folder, passphrase, name)
      return 'opened'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  expect(said(' TAMSIN ', OLD)).toBe('opened')
  expect(said('tamsin', NEW)).toBe(said('nobody', OLD))
  expect(said('tamsin', NEW)).toContain('not right')
  expect(new LockedKeyring(placeIn(folder)).asksSignInName).toBe(true)
  expect(() => unlock(folder, OLD)).toThrow('sign-in name')
})

test('makes people wait longer from the sixth wrong try on, across restarts, and forgets when it opens', () => {
  const { folder } = made()
  let now = NOW
  const tryWrong = (): string => {
    try {
      unlock(folder, 'wrong', null, now)
      return 'opened'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  for (let i = 0; i < 5; i++) expect(tryWrong()).toContain('not right')
  const waits: string[] = []
  for (let i = 0; i < 9; i++) {
    const said = /Wait (\d+) (seconds|minutes)/.exec(tryWrong())
    waits.push(`${said?.[1]} ${said?.[2]}`)
    now += Number(said?.[1]) * (said?.[2] === 'minutes' ? 60_000 : 1000)
    expect(tryWrong()).toContain('not right')
  }
  expect(waits).toEqual(
    ['15 seconds', '30 seconds', '60 seconds', '2 minutes', '4 minutes', '8 minutes'].concat(
      Array(3).fill('15 minutes'),
    ),
  )
  now += 15 * 60_000
  expect(() => unlock(folder, OLD, null, now)).not.toThrow()
  expect(tryWrong()).toContain('not right')
})

test('does not wait for years when the clock is put back', () => {
  const { folder } = made()
  for (let i = 0; i < 5; i++) expect(() => unlock(folder, 'wrong', null, NOW + 1e12)).toThrow('not right')
  expect(() => unlock(folder, OLD, null, NOW)).toThrow('15 seconds')
  expect(() => unlock(folder, OLD, null, NOW + 15_000)).not.toThrow()
})

test('does not even try the passphrase while it makes people wait', () => {
  const { folder } = made()
  for (let i = 0; i < 5; i++) expect(() => unlock(folder, 'wrong')).toThrow('not right')
  expect(() => unlock(folder, OLD)).toThrow('Wait')
})

test('opens with the kit alone, and not with an older or another one', () => {
  const { folder, keys } = made()
  const [first, second] = [newKit(), newKit()]
  const { keys: keyring } = unlock(folder, OLD)
  keyring.sealToKit(first)
  expect(keyring.kitPrinted).toBe(true)
  const withKit = (kit: SecretKey) => new LockedKeyring(placeIn(folder)).unlockWithKit(kit)
  for (const [tenant, key] of keys) expect(fileKey(withKit(first), tenant)).toBe(key)
  expect(() => withKit(newKit())).toThrow('does not open')
  keyring.sealToKit(second)
  expect(() => withKit(first)).toThrow('does not open')
  for (const [tenant, key] of keys) expect(fileKey(withKit(second), tenant)).toBe(key)
})

test('seals the key of a school made later to the kit as well', () => {
  const { folder } = made()
  const { keys } = unlock(folder, OLD)
  keys.sealToKit(newKit())
  keys.addTenant(id() as TenantId)
  const { tenants } = JSON.parse(fileText(folder)) as { tenants: { sealed: string | null }[] }
  expect(tenants.every(({ sealed }) => sealed !== null && sealed.length === 2 * (48 + 48))).toBe(true)
})

test('finds every altered value when it opens', () => {
  const { folder } = made()
  unlock(folder, OLD).keys.sealToKit(newKit())
  const original = fileText(folder)
  const paths = leaves(JSON.parse(original) as object).filter((path) => path[0] !== 'tries')
  const found: string[] = []
  for (const path of paths) {
    edit(folder, (data) => bend(data, path))
    if (opens(folder, OLD)) found.push(path.join('.'))
    writeFileSync(join(folder, 'keyring.json'), original)
    writeFileSync(join(folder, 'keyring.json.bak'), original)
  }
  expect(paths.length).toBeGreaterThan(20)
  expect(found).toEqual([])
})

test('opens from the copy when the file is gone or torn, and mends it', () => {
  for (const content of [null, '', '{"format":"trustw', '\u0000\u0000']) {
    const { folder } = made()
    if (content === null) disk.remove(join(folder, 'keyring.json'))
    else writeFileSync(join(folder, 'keyring.json'), content)
    expect(opens(folder, OLD)).toBe(true)
  }
})

test('names what is wrong when file and copy cannot be used', () => {
  const cases: [string, string][] = [
    ['{"format":"trustward-keyring","version":2}', 'newer Trustward'],
    ['{"format":"something-else","version":1}', 'another program'],
    ['{"format":"trustward-keyring","version":1}', 'damaged'],
    ['[]', 'damaged'],
    ['not json', 'damaged'],
  ]
  for (const [content, words] of cases) {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'keyring.json'), content)
    expect(() => unlock(folder, OLD)).toThrow(words)
  }
  expect(() => unlock(temporaryFolder(), OLD)).toThrow('missing')
})

test('shows no key when it is printed, inspected or turned into JSON', () => {
  const { folder, keys } = made()
  const { keys: keyring } = unlock(folder, OLD)
  const key = keyring.tenantKey(school, 'filekey_')
  const shown = [inspect(keyring, { depth: 9, showHidden: true }), JSON.stringify(keyring), String(key), inspect(key)]
  for (const text of shown) for (const secret of keys.values()) expect(text).not.toContain(secret)
})

test('hands out nothing after it was wiped', () => {
  const { folder } = made()
  const { keys } = unlock(folder, OLD)
  keys.wipe()
  expect(() => keys.tenantKey(school, 'filekey_')).toThrow()
  expect(() => keys.addTenant(id() as TenantId)).toThrow()
})

test('keeps the last person and refuses a name that is taken', () => {
  const { folder } = made()
  const { keys } = unlock(folder, OLD)
  expect(() => keys.removePerson(person)).toThrow('Nobody else')
  expect(() => keys.setPassphrase(other, 'TAMSIN', NEW)).toThrow('sign-in name')
  keys.setPassphrase(other, 'orla', NEW)
  keys.removePerson(person)
  expect(opens(folder, OLD, 'tamsin')).toBe(false)
  expect(opens(folder, NEW, 'orla')).toBe(true)
  expect(copyText(folder)).toBe(fileText(folder))
})

/** Journeys that rewrite the file, and what must open after a power cut anywhere in them. */
const journeys: readonly { name: string; run: (keys: Keys) => void; after: (folder: string) => void }[] = [
  {
    name: 'a new passphrase',
    run: (keys) => keys.setPassphrase(person, null, NEW),
    after: (folder) => {
      const which = [OLD, NEW].filter((passphrase) => opensWithoutSettling(folder, passphrase))
      expect(which.length).toBeGreaterThan(0)
      const used = which[0] ?? ''
      expect(opens(folder, used)).toBe(true)
      expect([OLD, NEW].filter((passphrase) => opensWithoutSettling(folder, passphrase))).toEqual([used])
      expect(slotsIn(fileText(folder))).toBe(1)
      expect(copyText(folder)).toBe(fileText(folder))
    },
  },
  {
    name: 'a new school',
    run: (keys) => keys.addTenant(id() as TenantId),
    after: (folder) => expect(opens(folder, OLD)).toBe(true),
  },
  {
    name: 'a new kit',
    run: (keys) => keys.sealToKit(newKit()),
    after: (folder) => expect(opens(folder, OLD)).toBe(true),
  },
  {
    name: 'another person',
    run: (keys) => keys.setPassphrase(other, 'orla', NEW),
    after: (folder) => {
      const isSecondThere = slotsIn(fileText(folder)) > 1
      expect(opens(folder, OLD, 'tamsin')).toBe(true)
      if (isSecondThere) expect(opens(folder, NEW, 'orla')).toBe(true)
    },
  },
]

const slotsIn = (text: string): number => (JSON.parse(text) as { slots: unknown[] }).slots.length

function copyOf(folder: string): string {
  const beside = temporaryFolder()
  for (const name of readdirSync(folder)) writeFileSync(join(beside, name), readFileSync(join(folder, name)))
  return beside
}

/** Tries a passphrase on a copy of the folder, so that trying settles nothing. */
const opensWithoutSettling = (folder: string, passphrase: string, name: string | null = null): boolean =>
  opens(copyOf(folder), passphrase, name)

test.each(journeys)('still opens when the power goes at any step of $name', ({ run, after }) => {
  let cut = 1
  for (; ; cut++) {
    const { folder, keys: known } = made()
    const world = mortal(cut)
    const { keys } = new LockedKeyring(placeIn(folder, world.disk)).unlock(null, OLD, NOW)
    world.arm()
    try {
      run(keys)
    } catch {
      // The process is gone; what counts is what the disk holds.
    }
    if (!world.isDead()) break
    const beside = copyOf(folder)
    const passphrase = opensWithoutSettling(beside, OLD, 'tamsin') ? OLD : NEW
    const { keys: again } = unlock(beside, passphrase, 'tamsin')
    for (const [tenant, key] of known) expect(fileKey(again, tenant)).toBe(key)
    after(folder)
  }
  expect(cut).toBeGreaterThan(6)
})

test('still opens with the old passphrase when the disk is full at any step of a change', () => {
  for (let step = 1; step <= 4; step++) {
    const { folder } = made()
    const before = fileText(folder)
    let writes = 0
    const full: Disk = {
      ...disk,
      write: (path, bytes) => {
        writes += 1
        if (writes >= step) throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })
        disk.write(path, bytes)
      },
    }
    const { keys } = new LockedKeyring(placeIn(folder, full)).unlock(null, OLD, NOW)
    // The fourth write is the copy of the finished change: the change itself is done by then.
    if (step < 4) expect(() => keys.setPassphrase(person, null, NEW), `${step}`).toThrow(/disk is full/)
    else keys.setPassphrase(person, null, NEW)
    if (step === 1) expect(fileText(folder)).toBe(before)
    expect(opensWithoutSettling(folder, step < 4 ? OLD : NEW), `${step}`).toBe(true)
  }
})

/** A disk that dies at its n-th changing step: that step is left half done, and nothing happens after it. */
function mortal(dieAt: number): { disk: Disk; arm: () => void; isDead: () => boolean } {
  let armed = false
  let step = 0
  const alive = (half: () => void): void => {
    if (!armed) return
    step += 1
    if (step < dieAt) return
    if (step === dieAt) half()
    throw new Error('The power went')
  }
  return {
    arm: () => {
      armed = true
    },
    isDead: () => step >= dieAt,
    disk: {
      ...disk,
      write: (path, bytes) => {
        alive(() => writeFileSync(path, bytes.subarray(0, bytes.length / 2)))
        disk.write(path, bytes)
      },
      rename: (from, to) => {
        alive(() => {})
        disk.rename(from, to)
      },
      syncFolder: (folder) => {
        alive(() => {})
        disk.syncFolder(folder)
      },
      remove: (path) => {
        alive(() => {})
        disk.remove(path)
      },
    },
  }
}

type Path = readonly (string | number)[]

function leaves(value: object): Path[] {
  return Object.entries(value).flatMap(([key, inner]): Path[] =>
    typeof inner === 'object' && inner !== null ? leaves(inner as object).map((path) => [key, ...path]) : [[key]],
  )
}

/** Changes one value into another of the same shape. */
function bend(data: object, path: Path): void {
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, data as Record<string, unknown>)
  const key = String(path.at(-1))
  const value = parent[key]
  if (typeof value === 'string') parent[key] = value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')
  else if (typeof value === 'number') parent[key] = value + 1
  else if (typeof value === 'boolean') parent[key] = !value
  else parent[key] = hexOf(randomBytes(16))
}
