/**
 * A process that loads what the reader loads, closes its doors, and then tries everything a parser must not be able to do.
 * It says what came of each attempt.
 */
import childProcess, { spawnSync } from 'node:child_process'
import dgram from 'node:dgram'
import { lookup } from 'node:dns'
import dnsPromises from 'node:dns/promises'
import fs, { readFileSync } from 'node:fs'
import { open, readFile as readLater, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { createRequire } from 'node:module'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import v8 from 'node:v8'
import vm from 'node:vm'
import { Worker } from 'node:worker_threads'
import { loadParsers } from '../../src-main/reader/read'
import { SHUT, shut } from '../../src-main/reader/shut'

const target = join(tmpdir(), `trustward-shut-${process.pid}`)
const secret = '/etc/hostname'
const early = createRequire(__filename)
const earlySocket = new net.Socket()
const earlyServer = net.createServer()
/** Names put together while running, so that no bundler answers them. */
const named = (name: string): string => `node:${name}`

const attempts: Readonly<Record<string, () => unknown>> = {
  'read a file': () => fs.readFileSync(secret),
  'read a file by a name taken early': () => readFileSync(secret),
  'read a file later': () => readLater(secret),
  'read by fs.promises': () => fs.promises.readFile(secret),
  'read by callback': () =>
    new Promise((resolve, reject) => fs.readFile(secret, (error) => (error === null ? resolve(1) : reject(error)))),
  'stream a file': () =>
    new Promise((resolve, reject) => fs.createReadStream(secret).on('data', resolve).on('error', reject)),
  'open a file': () => open(secret),
  'list a folder': () => fs.readdirSync('/'),
  'look at a file': () => fs.statSync(secret),
  'know that a file is there': () => fs.existsSync(secret),
  'write a file': () => fs.writeFileSync(target, 'x'),
  'write a file later': () => writeFile(target, 'x'),
  'open a socket': () => net.connect(9, '127.0.0.1'),
  'connect an early socket': () => earlySocket.connect(9, '127.0.0.1'),
  'listen early': () => earlyServer.listen(0),
  'ask a web server': () => http.get('http://127.0.0.1:9/'),
  fetch: () => fetch('http://127.0.0.1:9/'),
  'open a web socket': () => new WebSocket('ws://127.0.0.1:9/'),
  'send a datagram': () => dgram.createSocket('udp4'),
  'look up a name': () => new Promise((resolve) => lookup('localhost', resolve)),
  'look up a name later': () => dnsPromises.lookup('localhost'),
  'start a program': () => childProcess.execFileSync('/bin/true'),
  'start a program by a name taken early': () => spawnSync('/bin/true'),
  'start a thread': () => new Worker('1', { eval: true }),
  'load a module': () => early(named('fs')),
  'load a file': () => early('./shut.cjs'),
  'load a module of Node': () => process.getBuiltinModule(named('os')),
  'import a module of Node': () => import(named('sqlite')),
  'import a file': () => import(`${__filename}?again`),
  'load by the module itself': () => Reflect.apply(module.require.bind(module), null, [named('fs')]),
  'reach the inner bindings': () => Reflect.apply(Reflect.get(process, 'binding'), process, ['fs']),
  'load an addon': () => process.dlopen({ exports: {} }, '/nowhere.node'),
  'run code in a context': () => vm.runInNewContext('1'),
  'evaluate text': () => Reflect.apply(globalThis['eval' as keyof typeof globalThis], null, ['1']),
  'make a function of text': () => Reflect.construct(Function, ['return 1']),
  'make a function by a constructor': () => Reflect.construct((() => 1).constructor, ['return 1']),
  'make a later function by a constructor': () => Reflect.construct((async () => 1).constructor, ['return 1']),
  'write its heap to a file': () => v8.writeHeapSnapshot(target),
  'write a report to a file': () => process.report?.writeReport(target),
  'signal another process': () => process.kill(process.ppid, 0),
  'change its folder': () => process.chdir('/'),
}

async function tried(attempt: () => unknown): Promise<string> {
  try {
    await attempt()
    return 'done'
  } catch (error) {
    return error instanceof Error && error.message.includes(SHUT) ? 'shut' : String(error)
  }
}

void loadParsers().then(async () => {
  const environment = Object.keys(process.env)
  shut()
  const outcomes: Record<string, string> = {}
  for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await tried(attempt)
  process.send?.({ outcomes, environment, after: Object.keys(process.env), target })
})
