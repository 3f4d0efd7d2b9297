/**
 * Closing every door of a reader's process before the first byte of a file is parsed (C33): files, network, other
 * programs, other threads, loading of code, making code out of text. Whatever a parser or a fault in one asks for after
 * that is refused. It is a wall inside the process; the process itself has no keys, an empty environment, and is watched.
 *
 * Everything the reader needs has to be loaded before. This file alone may import these modules, in order to close them.
 */
import childProcess from 'node:child_process'
import cluster from 'node:cluster'
import dgram from 'node:dgram'
import dns from 'node:dns'
import dnsPromises from 'node:dns/promises'
import fs from 'node:fs'
import fsPromises from 'node:fs/promises'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import inspector from 'node:inspector'
import module from 'node:module'
import net from 'node:net'
import os from 'node:os'
import repl from 'node:repl'
import tls from 'node:tls'
import v8 from 'node:v8'
import vm from 'node:vm'
import workerThreads from 'node:worker_threads'

/** What a closed door says; for the tests, a person never sees it. */
export const SHUT = 'Shut: a reader of documents does not do this.'

function refuse(): never {
  throw new Error(SHUT)
}

/** Modules none of whose functions may be used. */
const DOORS: readonly object[] = [
  ...[fs, fsPromises, net, tls, http, https, http2, dgram, dns, dnsPromises],
  ...[childProcess, cluster, inspector, module, repl, v8, vm],
]

/** Classes that live on in objects made earlier, such as the streams of the process. */
const METHODS: readonly (readonly [owner: object, names: readonly string[]])[] = [
  [net.Socket.prototype, ['connect']],
  [net.Server.prototype, ['listen']],
  [tls.TLSSocket.prototype, ['connect']],
  [dgram.Socket.prototype, ['bind', 'connect', 'send']],
  [childProcess.ChildProcess.prototype, ['spawn']],
  [module.prototype, ['require', 'load', '_compile']],
  [dns.Resolver.prototype, ['resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse']],
]

const PROCESS_DOORS = [
  ...['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'chdir', 'kill', '_kill', '_debugProcess'],
  ...['_debugEnd', '_startProfilerIdleNotifier', '_rawDebug', 'openStdin', 'setuid', 'setgid', 'seteuid', 'setegid'],
  ...['setgroups', 'initgroups', 'loadEnvFile', 'execve', 'createRequire'],
]

/** Names of the world outside that a page would have. */
const GLOBAL_DOORS = [
  ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'BroadcastChannel', 'Worker', 'SharedWorker'],
  ...['importScripts', 'require', 'eval'],
]

const close = (owner: object, name: PropertyKey): void => {
  const found = Object.getOwnPropertyDescriptor(owner, name)
  if (found === undefined) return
  if (found.configurable === true) {
    Object.defineProperty(owner, name, { value: refuse, writable: false, configurable: false, enumerable: true })
  } else if (found.writable === true) {
    Reflect.set(owner, name, refuse)
  }
}

/** Closes every function of a module, and what a getter would load. */
function closeAll(owner: object): void {
  for (const name of Object.getOwnPropertyNames(owner)) {
    const found = Object.getOwnPropertyDescriptor(owner, name)
    // The later forms of fs and dns stand in the list by themselves.
    if (name === 'promises') continue
    if (found?.get !== undefined || typeof found?.value === 'function') close(owner, name)
  }
}

/** Code out of text: all four kinds of function have a constructor that makes it, and none is needed. */
function closeCodeFromText(): void {
  const kinds = [
    function () {},
    async function () {},
    function* () {
      yield
    },
    async function* () {
      yield
    },
  ]
  for (const kind of kinds) close(Object.getPrototypeOf(kind) as object, 'constructor')
  close(globalThis, 'Function')
}

/** Closes the doors. To be called once, after the last module was loaded. There is no way back. */
export function shut(): void {
  // Asked before the module that holds it is closed. Node 22.15 and later can also refuse `import()` itself.
  const { registerHooks, syncBuiltinESMExports } = module as typeof module & {
    registerHooks?: (hooks: { resolve: () => never; load: () => never }) => unknown
  }
  registerHooks?.({ resolve: refuse, load: refuse })
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  for (const name of ['Worker', 'BroadcastChannel', 'setEnvironmentData', 'moveMessagePortToContext']) {
    close(workerThreads, name)
  }
  for (const name of ['setPriority', 'networkInterfaces', 'userInfo', 'homedir', 'hostname']) close(os, name)
  for (const [owner, names] of METHODS) for (const name of names) close(owner, name)
  for (const door of DOORS) closeAll(door)
  if (typeof process.report === 'object') closeAll(process.report)
  for (const name of PROCESS_DOORS) close(process, name)
  Object.defineProperty(process, 'mainModule', { value: undefined, configurable: true })
  for (const name of Object.keys(console)) Reflect.set(console, name, () => {})
  for (const name of GLOBAL_DOORS) {
    Object.defineProperty(globalThis, name, { value: refuse, writable: false, configurable: true })
  }
  closeCodeFromText()
  syncBuiltinESMExports()
}
