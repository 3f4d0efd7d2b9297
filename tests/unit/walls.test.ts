import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { aliases, root } from '../../src-main/dev/aliases.js'
import { importsOf } from '../../src-main/dev/imports-of.js'
import { purityRules } from '../../src-main/dev/purity.js'
import { judge, judgeMaking, rooms } from '../../src-main/dev/walls.js'

const files = globSync('{src-main,src-renderer,db}/**/*.{ts,vue,js,mjs,cjs}', { cwd: root }).map((file) =>
  file.split(sep).join('/'),
)

/** What the walls say about each import of a text, as if it stood in that file. */
function refusals(file: string, text: string): string[] {
  return [...importsOf(file, text).map((one) => judge(file, one)), judgeMaking(file, text)].filter(
    (why) => why !== null,
  )
}

test('every import of the product is one its room may make', () => {
  const found = files.flatMap((file) =>
    refusals(file, readFileSync(join(root, file), 'utf8')).map((why) => `${file}: ${why}`),
  )
  expect(found).toEqual([])
})

test('no file has a name that says nothing', () => {
  const vague = /(^|[/-])(utils?|helpers?|managers?|misc)([.-]|\/)/i
  expect(files.filter((file) => vague.test(file))).toEqual([])
})

test('component files are written in capitals, all others in lower case with dashes', () => {
  const fits = (file: string): boolean => {
    const name = file.slice(file.lastIndexOf('/') + 1)
    if (file.endsWith('.vue')) return /^[A-Z][A-Za-z0-9]*\.vue$/.test(name)
    return /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|js|mjs|cjs)$/.test(name)
  }
  expect(files.filter((file) => !fits(file))).toEqual([])
})

test('the short names of rooms are the same for the build and for the type checker', () => {
  const { paths } = JSON.parse(readFileSync(join(root, 'src-main/tsconfig.json'), 'utf8')).compilerOptions
  const named = Object.entries(aliases).map(([name, folder]) => [`${name}/*`, join(folder, '*')])
  const forTypes = Object.entries(paths as Record<string, [string]>)
    .filter(([name]) => name.startsWith('@') && name.endsWith('/*'))
    .map(([name, [target]]) => [name, join(root, 'src-main', target)])
  expect(Object.fromEntries(forTypes)).toEqual(Object.fromEntries(named))
})

/** A bad import for every room and every kind of wall: file, text, and a word of the refusal. */
const planted: [file: string, text: string, word: string][] = [
  ['src-main/contract/people.ts', "import Database from 'better-sqlite3'", 'not listed'],
  ['src-main/contract/people.ts', "import { join } from 'node:path'", 'not for this room'],
  ['src-main/contract/people.ts', "import type { Ctx } from '../vault/context'", 'not open'],
  ['src-main/preload.ts', "import { z } from 'zod'", 'not listed'],
  ['src-main/preload.ts', "import { roles } from './contract/rights'", 'not open'],
  ['src-main/features/people/rules.ts', "import { readFileSync } from 'node:fs'", 'not for this room'],
  ['src-main/features/people/rules.ts', "import { Temporal } from 'temporal-polyfill'", 'not listed'],
  ['src-main/features/people/rules.ts', "import { allPeople } from '@db/repo/people'", 'not open'],
  ['src-main/features/people/rules.ts', "import type { Row } from '../../../db/schema/people'", 'not open'],
  ['src-main/features/people/rules.ts', "import { decide } from '../consents/rules'", 'before their own'],
  ['src-main/features/people/rules.ts', "import { invite } from './handlers'", 'not open'],
  ['src-main/sync/core/merge.ts', "import { now } from '../../vault/clock'", 'not open'],
  ['src-main/sync/core/merge.ts', "import { randomUUID } from 'node:crypto'", 'not for this room'],
  ['src-main/features/people/handlers.ts', "import { person } from '@db/schema/people'", 'not open'],
  ['src-main/features/people/handlers.ts', "import { dialog } from 'electron'", 'not listed'],
  ['src-main/features/people/handlers.ts', "import { decide } from '../consents/rules'", 'not open'],
  ['src-main/features/people/handlers.ts', "import { createHash } from 'node:crypto'", 'not for this room'],
  ['src-main/features/people/register.ts', "import { readFileSync } from 'node:fs'", 'not for this room'],
  ['src-main/vault/log/log.ts', "import { createHash } from 'node:crypto'", 'not for this room'],
  ['src-main/vault/log/log.ts', "import sodium from 'libsodium-wrappers-sumo'", 'not listed'],
  ['src-main/vault/log/log.ts', "import { request } from 'node:https'", 'not for this room'],
  ['src-main/vault/entry.ts', "import { app } from 'electron'", 'not listed'],
  ['src-main/vault/entry.ts', "import { page } from '../../src-renderer/main'", 'not open'],
  ['src-main/reader/entry.ts', "import { unlock } from '../vault/keys'", 'not open'],
  ['src-main/reader/entry.ts', "import { readFileSync } from 'node:fs'", 'not for this room'],
  ['src-main/reader/shut.ts', "import { createHash } from 'node:crypto'", 'not for this room'],
  ['src-main/reader/shut.ts', "import { recognise } from './recognise'", 'not open'],
  ['src-main/folders/scan.ts', "import { SecretKey } from '../vault/crypto'", 'not open'],
  ['src-main/folders/entry.ts', "import { fork } from 'node:child_process'", 'not for this room'],
  ['src-main/cli/reader-process.ts', "import { createVault } from '@vault/vault'", 'not open'],
  ['src-main/cli/run.ts', "import { fork } from 'node:child_process'", 'not for this room'],
  ['src-main/sync/engine.ts', "import { app } from 'electron'", 'not listed'],
  ['src-main/cli/verify.ts', "import { openDatabase } from '@db/open'", 'not open'],
  ['src-main/ipc/vault-side.ts', "import { app } from 'electron'", 'not listed'],
  ['src-main/ipc/vault-side.ts', "import { openWindow } from '../window'", 'not open'],
  ['src-main/ipc/serve.ts', "import { createCipheriv } from 'node:crypto'", 'not for this room'],
  ['src-main/ipc/serve.ts', "import { openVault } from '../vault/keys'", 'not open'],
  ['src-main/main.ts', "import { ipcMain } from 'electron'", 'src-main/ipc/** alone'],
  ['src-main/main.ts', "import { BaseWindow } from 'electron'", 'src-main/window.ts alone'],
  ['src-main/main.ts', "import { WebContentsView as Pane } from 'electron'", 'src-main/window.ts alone'],
  ['src-main/main.ts', 'const window = new BrowserWindow({})', 'alone makes a window'],
  ['src-main/main.ts', "import { safeStorage } from 'electron'", 'os-store.ts alone'],
  ['src-main/main.ts', "import * as electron from 'electron'", 'by name'],
  ['src-main/main.ts', "export * from 'electron'", 'by name'],
  ['src-main/main.ts', "import { matrix } from './features/matrices'", 'not open'],
  ['src-main/main.ts', "import { join } from 'path'", 'node: in front'],
  ['db/repo/people.ts', "import Database from 'better-sqlite3'", 'not listed'],
  ['db/repo/people.ts', "import { invite } from '../../src-main/features/people/handlers'", 'not open'],
  ['db/repo/people.ts', "import { hash } from '../../src-main/vault/crypto'", 'not open'],
  ['db/open.ts', "import { app } from 'electron'", 'not listed'],
  ['src-renderer/main.ts', "import { ipcRenderer } from 'electron'", 'not listed'],
  ['src-renderer/main.ts', "import fs from 'node:fs'", 'not for this room'],
  ['src-renderer/main.ts', "import type { Row } from '@db/repo/people'", 'not open'],
  ['src-renderer/main.ts', "import type { Ctx } from '@vault/context'", 'not open'],
  ['src-renderer/features/people/PeopleView.vue', "import X from '../schools/parts/X.vue'", 'parts are its own'],
  ['src-renderer/ui/Chart.vue', "import * as echarts from 'echarts'", 'not listed'],
  ['src-elsewhere/main.ts', "import { z } from 'zod'", 'no room'],
]

test.each(planted)('%s is refused: %s', (file, text, word) => {
  const source = file.endsWith('.vue') ? `<script setup lang="ts">\n${text}\n</script>` : text
  expect(refusals(file, source)).toEqual([expect.stringContaining(word)])
})

test('every room has a planted import that it refuses', () => {
  const tried = new Set(planted.map(([file]) => rooms.findIndex(({ files }) => files.some((one) => covers(one, file)))))
  // The tooling may import every package, so there is nothing to plant; two single-file rooms only add to theirs.
  const free = ['dev', 'vault/crypto', 'vault/clock']
  const untried = rooms.filter((room, at) => !tried.has(at) && !free.includes(room.name))
  expect(untried.map(({ name }) => name)).toEqual([])
})

test.each([
  ['a type', "type T = import('electron').App"],
  ['a value while running', "const e = await import('electron')"],
  ['a name put together while running', 'const e = await import(`elec${"tron"}`)'],
  ['require', "const e = require('electron')"],
  ['import equals', "import e = require('electron')"],
  ['a side effect', "import 'electron'"],
  ['passing it on', "export { app } from 'electron'"],
  ['type only', "import type { App } from 'electron'"],
  ['types by name', "import { type App } from 'electron'"],
])('an import is seen when it is written as %s', (_form, text) => {
  expect(refusals('src-main/contract/people.ts', text)).toHaveLength(1)
})

test.each([
  ['src-main/contract/people.ts', "import { z } from 'zod'"],
  ['src-main/preload.ts', "import { contextBridge } from 'electron'\nimport type { Call } from './contract/rpc'"],
  ['src-main/features/consents/rules.ts', "import { isCurrent } from '../people/rules'"],
  ['src-main/features/people/handlers.ts', "import { schoolsOf } from '../schools'"],
  ['src-main/ipc/serve.ts', "import { ipcMain } from 'electron'\nimport { randomUUID } from 'node:crypto'"],
  ['src-main/window.ts', "import { BrowserWindow } from 'electron'\nconst window = new BrowserWindow({})"],
  ['src-main/main.ts', "import type { BrowserWindow } from 'electron'"],
  ['src-renderer/features/people/PeopleView.vue', "import X from './parts/X.vue'\nimport { ref } from 'vue'"],
])('%s may make its own imports', (file, text) => {
  expect(refusals(file, file.endsWith('.vue') ? `<script lang="ts">\n${text}\n</script>` : text)).toEqual([])
})

test.each([
  'export const now = () => Date.now()',
  'export const now = () => new Date()',
  'export const now = () => Date()',
  'export const pick = () => Math.random()',
  'export const today = () => Temporal.Now.plainDateISO()',
  'export const folder = () => process.cwd()',
  'export const later = (f) => setTimeout(f, 1)',
  'export const id = () => crypto.randomUUID()',
  'export const load = () => fetch("/")',
  'export const wait = async (f) => await f',
])('a pure room may not say: %s', (text) => {
  const config = { rules: purityRules, languageOptions: { ecmaVersion: 2023, sourceType: 'module' } } as const
  expect(new Linter().verify(text, [config])).toHaveLength(1)
})

/** Whether a room's pattern covers a file, read the simple way: enough to pair planted files with rooms. */
function covers(pattern: string, file: string): boolean {
  const source = pattern.split('**').map((part) => part.replaceAll('.', '\\.').replaceAll('*', '[^/]*'))
  return new RegExp(`^${source.join('.*')}$`).test(file)
}
