/** Which folder lies in which, which names say what is never kept, and how files become groups. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '@vault/clock'
import { liesTo, type Lies } from '../../src-main/features/images/folder-paths'
import { groupsOf, type DayOfFolder } from '../../src-main/features/images/rules/groups'
import { refusedName } from '../../src-main/features/images/rules/refused'
import { day } from '../support/consents/register'

describe('a folder beside another', () => {
  const cases: readonly (readonly [string, string, Lies])[] = [
    ['/srv/pictures', '/srv/pictures', 'SAME'],
    ['/srv/pictures/', '/srv//pictures/./', 'SAME'],
    ['/srv/Pictures', '/srv/pictures', 'APART'],
    ['/srv/pictures/2026', '/srv/pictures', 'INSIDE'],
    ['/srv', '/srv/pictures', 'AROUND'],
    ['/', '/srv', 'AROUND'],
    ['/srv/pictures 2', '/srv/pictures', 'APART'],
    ['/srv/e\u0301t\u00e9', '/srv/\u00e9te\u0301', 'SAME'],
    ['C:\\Pictures', 'c:\\pictures\\', 'SAME'],
    ['C:/Pictures/2026', 'c:\\pictures', 'INSIDE'],
    ['C:\\', 'c:\\pictures', 'AROUND'],
    ['C:\\Pictures', 'D:\\Pictures', 'APART'],
    ['C:\\a\\..\\Pictures', 'C:\\Pictures', 'SAME'],
    ['\\\\?\\C:\\Pictures', 'C:\\Pictures', 'SAME'],
    ['\\\\Server\\Share\\Pictures', '\\\\server\\share\\pictures\\', 'SAME'],
    ['\\\\?\\UNC\\server\\share\\pictures', '\\\\SERVER\\share\\Pictures', 'SAME'],
    ['//server/share/pictures', '\\\\server\\share\\pictures', 'SAME'],
    ['\\\\server\\share\\pictures\\2026', '\\\\server\\share', 'INSIDE'],
    ['\\\\server\\share', '\\\\server\\share2', 'APART'],
    ['\\\\server\\c\\pictures', 'c:\\pictures', 'APART'],
  ]
  test.each(cases)('%s to %s is %s', (path, other, lies) => {
    expect(liesTo(path, other)).toBe(lies)
    const turned: Readonly<Record<Lies, Lies>> = { SAME: 'SAME', INSIDE: 'AROUND', AROUND: 'INSIDE', APART: 'APART' }
    expect(liesTo(other, path)).toBe(turned[lies])
  })
})

test.each([
  ['CCTV', 'CCTV'],
  ['gate-cctv2', 'CCTV'],
  ['Incidents 2026', 'INCIDENT'],
  ['incident_12', 'INCIDENT'],
  ['Evidence', 'INCIDENT'],
  ['Evidence images', 'INCIDENT'],
  ['Safeguarding evidence', 'INCIDENT'],
  ['Evidence of learning', null],
  ['Coincidental', null],
  ['Incidental music', null],
  ['Sports day', null],
] as const)('the name %s says %s', (name, kind) => {
  expect(refusedName(name)).toBe(kind)
})

describe('groups', () => {
  const days = fc
    .uniqueArray(fc.tuple(fc.constantFrom('', 'a', 'a/b', 'z'), fc.integer({ min: 0, max: 40 })), {
      selector: ([path, at]) => `${path} ${at}`,
      maxLength: 60,
    })
    .map((places) =>
      places.map(([path, at]): DayOfFolder => ({ path, on: addDays(day('2024-02-20'), at), files: at + 1, bytes: at })),
    )

  test('hold every file once, without a gap of more than a day inside and with one between them', () => {
    fc.assert(
      fc.property(days, (all) => {
        const groups = groupsOf(all, 1000)
        for (const { path, from, to, files, bytes } of groups) {
          const own = all.filter((one) => one.path === path && from <= one.on && one.on <= to)
          const sums = [own.reduce((sum, one) => sum + one.files, 0), own.reduce((sum, one) => sum + one.bytes, 0)]
          expect([files, bytes]).toEqual(sums)
          expect(own).toHaveLength(daysBetween(from, to) + 1)
          const near = groups.filter((other) => other.path === path && other.from > to)
          for (const other of near) expect(daysBetween(to, other.from)).toBeGreaterThan(1)
        }
        expect(groups.reduce((sum, { files }) => sum + files, 0)).toBe(all.reduce((sum, { files }) => sum + files, 0))
        const order = groups.map(({ files, to }) => [files, to] as const)
        expect(order).toEqual([...order].sort(([a, x], [b, y]) => b - a || (x < y ? 1 : x > y ? -1 : 0)))
        expect(groupsOf([...all].reverse(), 1000)).toEqual(groups)
        expect(groupsOf(all, 3)).toEqual(groups.slice(0, 3))
      }),
    )
  })
})
