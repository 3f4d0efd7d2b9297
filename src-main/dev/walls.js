import { builtinModules } from 'node:module'
import { posix } from 'node:path'

/**
 * The import walls: which room of the source tree may import what. The lint and `tests/unit/walls.test.ts`
 * both ask `judge`; a package or a path that no line here allows is refused, so a new one has to be listed.
 *
 * @typedef {object} Room
 * @property {string} name
 * @property {string[]} files which files it holds; the first room that fits a file has it
 * @property {string[]} may paths inside the repository, `<f>` standing for the importing file's own feature
 * @property {string[]} [types] further paths, for type-only imports
 * @property {string[]} packages
 * @property {string[]} [typePackages] further packages, for type-only imports
 * @property {string[]} builtins Node's own modules without the `node:`, `*` for all but the refused ones
 */

/** Rules may lean on the rules of a feature further to the left, never to the right. */
export const featureOrder = [
  ...['people', 'schools', 'pupils', 'matrices', 'agreements', 'policies', 'consents', 'images', 'incidents', 'duties'],
  ...['comparison', 'reports'],
]

const contract = 'src-main/contract/**'
/** A feature's front door, and the one beside it that only writes documents. */
const doors = ['src-main/features/*/index', 'src-main/features/*/export/index']
/** What is said of a folder's files, and the pure comparison with what is registered. */
const ofFolders = ['src-main/folders/wire', 'src-main/folders/seen']
/** The vault's end of the wire to the main process, and what both ends share. */
const vaultSide = ['vault-side', 'wire', 'refusal'].map((name) => `src-main/ipc/${name}`)

const plainBuiltins = ['buffer', 'path', 'util', 'zlib']
const tables = ['csv-parse', 'csv-stringify', 'write-excel-file', 'read-excel-file']

/** @type {Room[]} */
export const rooms = [
  {
    name: 'dev',
    files: ['src-main/dev/**'],
    may: ['src-main/dev/**'],
    packages: ['*'],
    builtins: ['*', 'crypto', 'child_process'],
  },
  { name: 'contract', files: [contract], may: [contract], packages: ['zod'], builtins: [] },
  {
    name: 'preload',
    files: ['src-main/preload.ts'],
    may: [],
    types: [contract],
    packages: ['electron'],
    builtins: [],
  },
  {
    name: 'rules',
    files: ['src-main/features/*/rules.ts', 'src-main/features/*/rules-*.ts', 'src-main/features/*/rules/**'],
    // Civil-date arithmetic takes its dates as arguments, so it is as pure as the rules are.
    may: [contract, 'src-main/features/*/rules', 'src-main/features/*/rules-*', 'src-main/features/*/rules/**'].concat(
      'src-main/sync/core/**',
      'src-main/vault/clock',
    ),
    packages: [],
    builtins: [],
  },
  {
    name: 'sync/core',
    files: ['src-main/sync/core/**'],
    may: [contract, 'src-main/sync/core/**'],
    packages: [],
    builtins: [],
  },
  {
    name: 'handlers',
    files: ['src-main/features/*/handlers.ts', 'src-main/features/*/handlers-*.ts', 'src-main/features/*/handlers/**'],
    may: [contract, 'src-main/features/<f>/**', ...doors, 'src-main/vault/**', 'src-main/sync/core/**'].concat(
      'db/repo/**',
      ofFolders,
    ),
    types: ['db/handles'],
    packages: ['zod'],
    builtins: ['path'],
  },
  {
    name: 'features',
    files: ['src-main/features/**'],
    may: [contract, 'src-main/features/<f>/**', ...doors, 'src-main/vault/**', 'src-main/sync/core/**'].concat(
      'db/repo/**',
      ofFolders,
    ),
    types: ['db/handles'],
    packages: ['zod', ...tables, 'uqr'],
    builtins: plainBuiltins,
  },
  {
    name: 'vault/crypto',
    files: ['src-main/vault/crypto.ts'],
    may: [contract, 'src-main/vault/**'],
    packages: ['libsodium-wrappers-sumo'],
    builtins: ['*', 'crypto'],
  },
  {
    name: 'vault/clock',
    files: ['src-main/vault/clock.ts'],
    may: [contract],
    packages: ['temporal-polyfill'],
    builtins: [],
  },
  {
    name: 'vault',
    files: ['src-main/vault/**'],
    may: [contract, 'src-main/vault/**', 'src-main/sync/**', 'src-main/reader/**', 'db/**', ...doors].concat(
      vaultSide,
      ofFolders,
      ...['handlers', 'events', 'events-*', 'rules'].map((part) => `src-main/features/*/${part}`),
    ),
    packages: ['zod', ...tables, 'docx'],
    // It runs under plain Node as well, where there is no Electron to load.
    typePackages: ['electron'],
    builtins: ['*'],
  },
  {
    // Imports what it closes: every door out of a reader's process.
    name: 'reader/shut',
    files: ['src-main/reader/shut.ts'],
    may: [],
    packages: [],
    builtins: ['*', 'http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'child_process', 'cluster'].concat(
      ...['vm', 'repl', 'inspector'],
    ),
  },
  {
    name: 'reader',
    files: ['src-main/reader/**'],
    may: [contract, 'src-main/reader/**'],
    packages: ['zod', ...tables, 'fflate', 'parse5', 'saxen', 'unpdf'],
    typePackages: ['electron'],
    builtins: [...plainBuiltins, 'worker_threads'],
  },
  {
    // Touches other people's files, so it holds no key and knows of no record: paths and hashes in, results out.
    name: 'folders',
    files: ['src-main/folders/**'],
    // Civil dates are worked out in one place.
    may: [contract, 'src-main/folders/**', 'src-main/vault/clock'],
    // Its schemas are checked by the vault; its own process does not load them.
    packages: ['zod'],
    typePackages: ['electron'],
    // A file is hashed as it is read, and crossing to the vault's own hashing would bring keys near.
    builtins: ['fs', 'path', 'crypto', 'util', 'buffer'],
  },
  {
    name: 'sync',
    files: ['src-main/sync/**'],
    may: [contract, 'src-main/sync/**', 'src-main/vault/crypto', 'src-main/vault/clock', 'db/repo/**'],
    types: ['src-main/vault/**', 'db/handles'],
    packages: ['zod'],
    builtins: ['*'],
  },
  {
    // The one place that starts another program: our own reader, so that a hostile file can be ended with its process.
    name: 'cli/reader-process',
    files: ['src-main/cli/reader-process.ts'],
    may: ['src-main/reader/child'],
    packages: [],
    builtins: ['fs', 'path', 'child_process'],
  },
  {
    name: 'cli',
    files: ['src-main/cli/**'],
    may: [contract, 'src-main/cli/**', 'src-main/vault/**', 'src-main/reader/**', ...doors].concat(
      // Files a person names are listed and read as in the app.
      ...['documents', 'files', 'refusal'].map((name) => `src-main/ipc/${name}`),
    ),
    packages: ['zod'],
    builtins: ['*'],
  },
  {
    // Runs inside the vault's process, so without Electron.
    name: 'ipc/vault-side',
    files: vaultSide.map((path) => `${path}.ts`),
    may: [contract, ...vaultSide],
    types: ['src-main/vault/**'],
    packages: ['zod'],
    typePackages: ['electron'],
    builtins: ['*'],
  },
  {
    name: 'ipc',
    files: ['src-main/ipc/**'],
    may: [contract, 'src-main/ipc/**', 'src-main/*', 'src-main/reader/child', 'src-main/folders/child'],
    types: ['src-main/vault/**', 'src-main/folders/**'],
    packages: ['electron', 'zod'],
    builtins: ['*'],
  },
  {
    name: 'main',
    files: ['src-main/*.ts'],
    may: [contract, 'src-main/*', 'src-main/ipc/**', 'src-main/reader/child', 'src-main/folders/child'],
    types: ['src-main/vault/**', 'src-main/reader/**', 'src-main/folders/**'],
    packages: ['electron', 'zod'],
    builtins: ['*'],
  },
  {
    name: 'db/open',
    files: ['db/open.ts'],
    may: [contract, 'db/**', 'src-main/sync/core/**'],
    types: ['src-main/vault/entity'],
    packages: ['better-sqlite3', 'drizzle-orm'],
    builtins: ['fs', 'os', 'path'],
  },
  {
    name: 'db',
    files: ['db/**'],
    may: [contract, 'db/**', 'src-main/sync/core/**'],
    types: ['src-main/vault/entity'],
    packages: ['drizzle-orm'],
    // One place opens files with the driver; the others may be handed what it opened.
    typePackages: ['better-sqlite3'],
    builtins: ['fs', 'os', 'path'],
  },
  {
    name: 'src-renderer',
    files: ['src-renderer/**'],
    may: [contract, 'src-renderer/**'],
    packages: ['vue', 'pinia', 'vue-router', 'reka-ui', '@tanstack/vue-virtual', 'temporal-polyfill'],
    builtins: [],
  },
]

/** Node's own modules no room gets by `*`: the network, other programs, code from text; crypto has one place. */
const refusedBuiltins = [
  ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'child_process', 'cluster', 'vm', 'repl', 'inspector'],
  ...['crypto', 'sqlite', 'test'],
]

/** Rooms of the main process that need random names. */
const namers = ['main', 'ipc', 'ipc/vault-side']

/** Parts of Electron that have one place; as types they may be named wherever Electron may. */
export const electronPlaces = /** @type {Record<string, string[]>} */ ({
  ipcMain: ['src-main/ipc/**'],
  BaseWindow: ['src-main/window.ts'],
  WebContentsView: ['src-main/window.ts'],
  safeStorage: ['src-main/os-store.ts'],
  contextBridge: ['src-main/preload.ts'],
  ipcRenderer: ['src-main/preload.ts'],
})

/** Things with one maker, by how making one is written. */
const makers = [{ written: /\bnew\s+BrowserWindow\b/, what: 'a window', place: 'src-main/window.ts' }]

/**
 * Says whether a file makes something that another file alone makes.
 * @param {string} file path from the repository's top folder, with forward slashes
 * @param {string} text what it holds
 * @returns {string | null} null when it does not, otherwise what it may not make
 */
export function judgeMaking(file, text) {
  const found = makers.find(({ written, place }) => file !== place && written.test(text))
  return found === undefined ? null : `${found.place} alone makes ${found.what}`
}

const aliasPaths = /** @type {Record<string, string>} */ ({
  '@contract': 'src-main/contract',
  '@vault': 'src-main/vault',
  '@db': 'db',
  '@renderer': 'src-renderer',
})

/**
 * @typedef {object} Import
 * @property {string} from the text between the quotes
 * @property {boolean} typeOnly
 * @property {string[]} names what is imported by name; `*` for all of it, `default` for the default
 */

/**
 * Says whether a file may import something.
 * @param {string} file path from the repository's top folder, with forward slashes
 * @param {Import} wanted
 * @returns {string | null} null when it may, otherwise why not
 */
export function judge(file, wanted) {
  const room = rooms.find(({ files }) => files.some((pattern) => fits(file, pattern)))
  if (room === undefined) return `${file} lies in no room of the table in src-main/dev/walls.js`
  const refusal = (/** @type {string} */ why) => `${room.name} may not import ${wanted.from}: ${why}`

  const path = pathOf(file, wanted.from)
  if (path !== null) return judgePath(file, path, room, wanted.typeOnly, refusal)

  const builtin = wanted.from.replace(/^node:/, '')
  if (wanted.from.startsWith('node:') || builtinModules.includes(builtin)) {
    if (!wanted.from.startsWith('node:')) return refusal('Node modules are written with node: in front')
    const [top = ''] = builtin.split('/')
    const listed = room.builtins.includes(top) || (room.builtins.includes('*') && !refusedBuiltins.includes(top))
    // A random name for a file or an error is no cryptography, and the main process holds no keys.
    const isName = builtin === 'crypto' && ['randomUUID', 'randomBytes'].includes(wanted.names.join())
    return listed || (isName && namers.includes(room.name)) ? null : refusal('this Node module is not for this room')
  }

  const name = packageOf(wanted.from)
  const allowed = wanted.typeOnly ? [...room.packages, ...(room.typePackages ?? [])] : room.packages
  if (!allowed.includes(name) && !allowed.includes('*')) return refusal('this package is not listed for this room')
  return name === 'electron' && !wanted.typeOnly && room.name !== 'dev'
    ? judgeElectron(file, wanted.names, refusal)
    : null
}

/**
 * @param {string} file
 * @param {string} path what is imported, from the top folder
 * @param {Room} room
 * @param {boolean} typeOnly
 * @param {(why: string) => string} refusal
 */
function judgePath(file, path, room, typeOnly, refusal) {
  const feature = featureOf(file)
  const allowed = (typeOnly ? [...room.may, ...(room.types ?? [])] : room.may).map((pattern) =>
    pattern.replace('<f>', feature ?? '<none>'),
  )
  // A folder stands for its index file.
  if (![path, `${path}/index`].some((form) => allowed.some((pattern) => fits(form, pattern)))) {
    return refusal('this path is not open to this room')
  }
  const other = featureOf(path)
  if (other === null || other === feature) return null
  if (room.name === 'src-renderer' && path.includes('/parts/')) return refusal("another feature's parts are its own")
  if (room.name === 'rules' && !isBelow(other, feature)) return refusal(`rules lean on features before their own only`)
  return null
}

/**
 * @param {string} file
 * @param {string[]} names
 * @param {(why: string) => string} refusal
 */
function judgeElectron(file, names, refusal) {
  if (names.includes('*') || names.includes('default')) return refusal('import its parts by name, so that they show')
  const misplaced = names.find((name) => electronPlaces[name]?.every((place) => !fits(file, place)))
  return misplaced === undefined ? null : refusal(`${misplaced} is for ${electronPlaces[misplaced]?.join(', ')} alone`)
}

/**
 * @param {string} other
 * @param {string | null} feature
 */
function isBelow(other, feature) {
  const position = featureOrder.indexOf(other)
  const own = feature === null ? -1 : featureOrder.indexOf(feature)
  return position >= 0 && (own < 0 || position < own)
}

/**
 * @param {string} file
 * @param {string} from
 * @returns {string | null} the imported path from the top folder without its ending, null for a package
 */
function pathOf(file, from) {
  const [plain = ''] = from.split('?')
  const withoutEnding = plain.replace(/\.(ts|js|mjs|cjs|vue)$/, '')
  if (plain.startsWith('.')) return posix.join(posix.dirname(file), withoutEnding)
  const alias = Object.keys(aliasPaths).find((name) => plain === name || plain.startsWith(`${name}/`))
  return alias === undefined ? null : `${aliasPaths[alias]}${withoutEnding.slice(alias.length)}`
}

/** @param {string} path @returns {string | null} the feature a file of any room belongs to */
function featureOf(path) {
  return /^src-(?:main|renderer)\/features\/([^/]+)/.exec(path)?.[1] ?? null
}

/** @param {string} from @returns {string} the package's name, without a path inside it */
function packageOf(from) {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/**
 * @param {string} path
 * @param {string} pattern `**` stands for any folders and names, `*` for one name or a part of it
 */
function fits(path, pattern) {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*')
  return new RegExp(`^${source}$`).test(path)
}
