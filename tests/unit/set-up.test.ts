import { expect, test } from 'vitest'
import { packArchive } from '../../src-main/dev/asar.mjs'
import { isModern } from '../../src-main/dev/node-runtime.mjs'
import { isInstalled, isLocked } from '../../src-main/dev/packages.mjs'

const locked = {
  packages: {
    '': { devDependencies: { vue: '3.5.45' } },
    'node_modules/vue': { version: '3.5.45' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  },
}
const everythingExists = () => true

test('packages count as installed when npm wrote down the same versions', () => {
  const installed = { packages: { 'node_modules/vue': { version: '3.5.45' } } }
  expect(isInstalled(locked, installed, everythingExists)).toBe(true)
})

test.each([
  ['nothing was installed', null],
  ['a version is another', { packages: { 'node_modules/vue': { version: '3.5.44' } } }],
  ['a package is missing', { packages: {} }],
])('packages count as missing when %s', (_state, installed) => {
  expect(isInstalled(locked, installed, everythingExists)).toBe(false)
})

test('packages count as missing when a folder was deleted by hand', () => {
  const installed = { packages: { 'node_modules/vue': { version: '3.5.45' } } }
  expect(isInstalled(locked, installed, (path) => path !== 'node_modules/vue')).toBe(false)
})

test('the lockfile counts as out of date when the manifest names another version', () => {
  expect(isLocked({ devDependencies: { vue: '3.5.45' } }, locked)).toBe(true)
  expect(isLocked({ devDependencies: { vue: '3.5.46' } }, locked)).toBe(false)
  expect(isLocked({ devDependencies: { vue: '3.5.45' }, dependencies: { zod: '4.6.7' } }, locked)).toBe(false)
})

test.each([
  ['24.21.0', true],
  ['22.14.0', true],
  ['22.13.1', false],
  ['20.20.2', false],
])('Node %s is new enough: %s', (version, modern) => {
  expect(isModern(version)).toBe(modern)
})

test('an archive gives back its files when it is read by the format', () => {
  const contents = { 'package.json': Buffer.from('{}'), 'läuncher.cjs': Buffer.from('start()') }
  const archive = packArchive(contents)
  const directoryLength = archive.readUInt32LE(4)
  const textLength = archive.readUInt32LE(12)
  const { files } = JSON.parse(archive.subarray(16, 16 + textLength).toString('utf8'))
  const body = archive.subarray(8 + directoryLength)
  const read = Object.entries(files as Record<string, { size: number; offset: string }>).map(
    ([name, { size, offset }]) => [name, body.subarray(Number(offset), Number(offset) + size).toString()],
  )
  expect(Object.fromEntries(read)).toEqual({ 'package.json': '{}', 'läuncher.cjs': 'start()' })
})
