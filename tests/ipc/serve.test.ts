import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract, FaultReply, REQUEST_LIMIT, type CallName, type Reply } from '@contract/index'
import { samples } from '../support/samples'
import { makeVault, type TestVault } from '../support/vault'

const names = Object.keys(contract) as CallName[]
/** Calls that begin or end a session would change what the other attacks meet; they are attacked by name below. */
const quiet = names.filter((name) => !['session.lock', 'session.practice', 'session.unlock'].includes(name))
const refused = (reply: Reply, code: string, why: string): string => {
  expect(reply.ok, why).toBe(false)
  if (reply.ok) return ''
  expect(FaultReply.safeParse(reply.error).success, why).toBe(true)
  expect(reply.error.code, why).toBe(code)
  expect(reply.error.ref, why).toMatch(/^[0-9a-f]{8}$/)
  return reply.error.message
}

async function openVault(): Promise<TestVault> {
  const vault = await makeVault()
  await vault.createTrust()
  return vault
}

test('every call of the contract is served', async () => {
  const vault = await openVault()
  for (const name of quiet) {
    const reply = await vault.raw(name, samples[name])
    expect(reply.ok ? null : reply.error.code, name).not.toBe('unavailable')
  }
})

test('every sample has the shape its call asks for', () => {
  for (const name of names) expect(contract[name].input.safeParse(samples[name]).success, name).toBe(true)
})

test.each(['', 'nope', 'schools', 'schools.', 'SCHOOLS.LIST', 'schools.list ', 'constructor', '__proto__', 'toString'])(
  'refuses the unknown name "%s"',
  async (name) => {
    const vault = await openVault()
    const message = refused(await vault.raw(name, {}), 'not-found', name)
    if (name !== '') expect(message).not.toContain(name)
  },
)

test.each([null, undefined, 7, {}, ['schools.list'], Symbol('schools.list'), { toString: () => 'schools.list' }])(
  'refuses a name that is no text',
  async (name) => {
    const vault = await openVault()
    refused(await vault.raw(name as string, {}), 'not-found', 'name') // What a hostile caller may send.
  },
)

test('refuses an unknown key in every call, without saying it', async () => {
  const vault = await openVault()
  for (const name of names) {
    const message = refused(await vault.raw(name, { ...samples[name], sneakedIn: 'x' }), 'bad-input', name)
    expect(message, name).not.toContain('sneakedIn')
  }
})

test('refuses keys that reach for prototypes in every call', async () => {
  const vault = await openVault()
  for (const name of names) {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const text = JSON.stringify(samples[name]).replace(
        /^\{/,
        `{"${key}":{"polluted":true}${samples[name] && Object.keys(samples[name]).length > 0 ? ',' : ''}`,
      )
      const reply = await vault.raw(name, JSON.parse(text))
      if (key !== '__proto__') refused(reply, 'bad-input', `${name} ${key}`)
      expect(Reflect.get({}, 'polluted'), `${name} ${key}`).toBeUndefined()
    }
  }
})

test('refuses each missing key of every call and names the field', async () => {
  const vault = await openVault()
  let tried = 0
  for (const name of names) {
    for (const key of Object.keys(samples[name])) {
      const without = Object.fromEntries(Object.entries(samples[name]).filter(([other]) => other !== key))
      if (contract[name].input.safeParse(without).success) continue
      const message = refused(await vault.raw(name, without), 'bad-input', `${name} ${key}`)
      expect(message, `${name} ${key}`).toContain(`"${key}"`)
      tried += 1
    }
  }
  expect(tried).toBeGreaterThan(100)
})

test('refuses each value of another type in every call and never repeats it', async () => {
  const vault = await openVault()
  const strangers = [{ secretName: 'Quillfeather' }, ['Quillfeather'], 123456.5, true, 'Quillfeather\u0000', null]
  let tried = 0
  for (const name of names) {
    for (const key of Object.keys(samples[name])) {
      for (const value of strangers) {
        const input = { ...samples[name], [key]: value }
        if (contract[name].input.safeParse(input).success) continue
        const message = refused(await vault.raw(name, input), 'bad-input', `${name} ${key}`)
        expect(message, `${name} ${key}`).not.toMatch(/Quillfeather|123456|secretName/)
        tried += 1
      }
    }
  }
  expect(tried).toBeGreaterThan(500)
})

test('refuses what is no object at all in every call', async () => {
  const vault = await openVault()
  for (const name of names) {
    for (const input of [undefined, null, 7, 'text', [], [samples[name]], true]) {
      refused(await vault.raw(name, input), 'bad-input', name)
    }
  }
})

test('refuses what is larger than the limit before it looks at it', async () => {
  const vault = await openVault()
  const huge = 'x'.repeat(REQUEST_LIMIT)
  for (const name of [...names, 'nobody.knows']) refused(await vault.raw(name, { huge }), 'bad-input', name)
})

test('refuses what cannot be written as JSON', async () => {
  const vault = await openVault()
  const round: { self?: unknown } = {}
  round.self = round
  let deep: unknown = 1
  for (let i = 0; i < 50_000; i++) deep = [deep]
  const angry = {
    get school(): never {
      throw new Error('Quillfeather')
    },
  }
  for (const input of [round, deep, 10n, angry]) {
    expect(refused(await vault.raw('schools.posts', input), 'bad-input', 'not JSON')).not.toContain('Quillfeather')
  }
})

test('answers locked to every call that needs a session when none is open', async () => {
  const vault = await openVault()
  await vault.call['session.lock']({})
  let tried = 0
  for (const name of names) {
    if (contract[name].needs === 'none') continue
    refused(await vault.raw(name, samples[name]), 'locked', name)
    tried += 1
  }
  expect(tried).toBe(names.filter((name) => contract[name].needs !== 'none').length)
})

test('calls that need no session tell nothing of the trust when it is locked', async () => {
  const vault = await openVault()
  await vault.call['session.lock']({})
  const state = await vault.call['session.state']({})
  expect(JSON.stringify(state)).not.toMatch(/Marrowby|Quillfeather|tamsin/)
  expect(state).toMatchObject({ trust: null, person: null })
})

test('always answers in the envelope when names and values are arbitrary', { timeout: 60_000 }, async () => {
  const vault = await openVault()
  const marker = 'zQ9-marker-7Kx'
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withObjectString: true,
  })
  const input = fc.oneof(
    anything,
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('school', 'edition', 'person', 'reason')),
      fc.oneof(anything, fc.constant(marker)),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...quiet), fc.string()), input, async (name, value) => {
      const reply = await vault.raw(name, value)
      if (reply.ok) return
      expect(FaultReply.safeParse(reply.error).success).toBe(true)
      expect(reply.error.message).not.toContain(marker)
      expect(reply.error.code).not.toBe('internal')
    }),
    { numRuns: 500 },
  )
})

test('never breaks when samples are bent in one place', { timeout: 60_000 }, async () => {
  const vault = await openVault()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...quiet.filter((name) => Object.keys(samples[name]).length > 0)),
      fc.nat(),
      fc.jsonValue(),
      async (name, at, value) => {
        const keys = Object.keys(samples[name])
        const key = keys[at % keys.length] ?? ''
        const reply = await vault.raw(name, { ...samples[name], [key]: value })
        if (!reply.ok) expect(reply.error.code).not.toBe('internal')
      },
    ),
    { numRuns: 500 },
  )
})

test('leaves nothing personal in the local log when handlers fail with names in their errors', async () => {
  const name = 'Orla Pennywhistle'
  const failing = new TypeError(`cannot read ${name} at /home/${name}/Trustward`, { cause: new Error(name) })
  const vault = await makeVault({ host: { openFile: () => Promise.reject(failing) } })
  await vault.createTrust()
  const reply = await vault.raw('schools.readRegister', {})
  refused(reply, 'internal', 'failing host')
  const text = readFileSync(join(vault.folder, 'faults.log'), 'utf8')
  const line: unknown = JSON.parse(text.trim())
  expect(line).toMatchObject({ call: 'schools.readRegister', code: 'internal', error: 'TypeError', under: 'Error' })
  expect(line).toHaveProperty('ref', reply.ok ? '' : reply.error.ref)
  expect(text).not.toMatch(/Orla|Pennywhistle|home|cannot/)
})
