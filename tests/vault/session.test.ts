import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PersonId } from '@contract/index'
import { createVault } from '@vault/vault'
import { foldersInProcess } from '../support/folders'
import { temporaryFolder } from '../support/tenant'
import { CHEAP, FOUNDER, makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

const unlock = (vault: TestVault, passphrase: string = FOUNDER.passphrase, signInName: string | null = null) =>
  vault.call['session.unlock']({ signInName, passphrase })

/** The four lines on the page that was printed last. */
function kitOnPaper(vault: TestVault): string {
  const html = vault.printed.at(-1)?.html ?? ''
  const list = /<ol class="kit">([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? ''
  return list.replace(/<[^>]+>/g, ' ').trim()
}

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
}

test('is without a trust when the folder is fresh', async () => {
  const vault = await makeVault()
  expect(await vault.call['session.state']({})).toEqual({
    state: 'no-trust',
    practice: false,
    hasTrust: false,
    asksSignInName: false,
    trust: null,
    person: null,
    idleMinutes: 5,
    kitPrinted: false,
    school: null,
  })
})

test('makes its creator trust safeguarding lead for the whole trust when a trust is created', async () => {
  const vault = await makeVault()
  const state = await vault.createTrust()
  expect(state).toMatchObject({ state: 'open', practice: false, trust: { name: FOUNDER.trustName }, kitPrinted: false })
  expect(state.person).toMatchObject({
    name: FOUNDER.personName,
    roles: [{ role: 'TRUST_SAFEGUARDING_LEAD', school: null }],
  })
  expect(vault.events).toContainEqual({ topic: 'session', payload: { state: 'open' } })
})

test('is the same again after a restart and the passphrase', async () => {
  const vault = await makeVault()
  const state = await vault.createTrust()
  await vault.restart()
  expect(await vault.call['session.state']({})).toMatchObject({
    state: 'locked',
    hasTrust: true,
    trust: null,
    person: null,
  })
  expect(await unlock(vault)).toEqual(state)
})

test('refuses a second trust, and a weak passphrase leaves nothing behind', async () => {
  const vault = await makeVault()
  const weak = vault.call['session.createTrust']({ ...FOUNDER, passphrase: 'MarrowbyTrust1' })
  await expect(weak).rejects.toMatchObject({ code: 'bad-input' })
  expect(readdirSync(vault.folder)).toEqual([])
  await vault.createTrust()
  await expect(vault.createTrust()).rejects.toMatchObject({ code: 'conflict' })
  expect(readdirSync(vault.folder)).toEqual(['trust'])
})

test('makes one trust when two windows create one at once', async () => {
  const vault = await makeVault()
  const both = await Promise.allSettled([vault.createTrust(), vault.createTrust()])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(readdirSync(vault.folder)).toEqual(['trust'])
  expect(await vault.call['people.list']({})).toHaveLength(1)
})

test('keeps an open session when somebody types a wrong passphrase in another window', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  await expect(unlock(vault, 'not the passphrase')).rejects.toMatchObject({ code: 'denied' })
  expect(await vault.call['people.list']({})).toHaveLength(1)
})

test('leaves nothing behind when an older attempt was cut off', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'trust.new'))
  writeFileSync(join(folder, 'trust.new', 'half'), 'made')
  const vault = await makeVault({ folder })
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'no-trust' })
  await vault.createTrust()
  expect(existsSync(join(folder, 'trust.new'))).toBe(false)
  expect(readdirSync(join(folder, 'trust')).some((name) => name === 'half')).toBe(false)
  vault.close()
})

test('says the same for a wrong passphrase and keeps the trust closed', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  await vault.restart()
  await expect(unlock(vault, 'not the passphrase')).rejects.toMatchObject({ code: 'denied' })
  await expect(unlock(vault, FOUNDER.passphrase, 'somebody')).rejects.toMatchObject({ code: 'denied' })
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'locked', trust: null })
  expect(await unlock(vault, FOUNDER.passphrase, ' TAMSIN ')).toMatchObject({ state: 'open' })
})

test('holds nothing open and tells the windows when it is locked', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  await vault.call['schools.create']({ facts: schoolFacts() })
  const state = await vault.call['session.lock']({})
  expect(state).toMatchObject({ state: 'locked', trust: null, person: null })
  expect(vault.events.at(-1)).toEqual({ topic: 'session', payload: { state: 'locked' } })
  expect(everyFile(vault.folder).filter((path) => path.endsWith('.lock'))).toEqual([])
  await expect(vault.call['schools.list']({})).rejects.toMatchObject({ code: 'locked' })
})

test('rewrites no data when the passphrase changes, and only the new one opens', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  await vault.call['schools.create']({ facts: schoolFacts() })
  await vault.restart()
  await unlock(vault)
  const files = () => everyFile(vault.folder).filter((path) => path.endsWith('.trustward'))
  const before = files().map((path) => readFileSync(path).toString('base64'))
  await vault.call['session.changePassphrase']({ current: FOUNDER.passphrase, next: OTHER_PASSPHRASE })
  expect(files().map((path) => readFileSync(path).toString('base64'))).toEqual(before)
  expect(before).toHaveLength(2)
  await vault.restart()
  await expect(unlock(vault)).rejects.toMatchObject({ code: 'denied' })
  await unlock(vault, OTHER_PASSPHRASE)
  expect(await vault.call['schools.list']({})).toHaveLength(1)
})

test('changes nothing when the current passphrase is wrong or the next is weak, and locks after five wrong ones', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const change = (current: string, next: string) => vault.call['session.changePassphrase']({ current, next })
  await expect(change(FOUNDER.passphrase, 'tamsinquillfeather')).rejects.toMatchObject({ code: 'bad-input' })
  for (let i = 0; i < 5; i++) {
    await expect(change('wrong one', OTHER_PASSPHRASE)).rejects.toMatchObject({ code: 'denied' })
  }
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'locked' })
  await unlock(vault)
})

test('takes the passphrase once more from whoever is at the keyboard, and locks after five wrong ones', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const confirm = (passphrase: string) => vault.call['session.confirm']({ passphrase })
  expect(await confirm(FOUNDER.passphrase)).toEqual({ confirmed: true })
  for (let i = 0; i < 4; i++) await expect(confirm('wrong one')).rejects.toMatchObject({ code: 'denied' })
  // A right one in between begins the count anew.
  await confirm(FOUNDER.passphrase)
  for (let i = 0; i < 5; i++) {
    expect(await vault.call['session.state']({})).toMatchObject({ state: 'open' })
    await expect(confirm('wrong one')).rejects.toMatchObject({ code: 'denied' })
  }
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'locked' })
  await expect(confirm(FOUNDER.passphrase)).rejects.toMatchObject({ code: 'locked' })
})

test('prints a kit in plain words and counts it as printed only when it was saved', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  vault.cancelSaving = true
  expect(await vault.call['session.printKit']({})).toEqual({ saved: false, fileName: null })
  expect(await vault.call['session.state']({})).toMatchObject({ kitPrinted: false })
  vault.cancelSaving = false
  expect(await vault.call['session.printKit']({})).toEqual({ saved: true, fileName: 'Recovery kit 2026-10-01.pdf' })
  expect(await vault.call['session.state']({})).toMatchObject({ kitPrinted: true })
  const html = vault.printed.at(-1)?.html ?? ''
  for (const words of [FOUNDER.trustName, '1 October 2026', 'How to use it', 'Where to keep it'])
    expect(html).toContain(words)
  expect(html).not.toMatch(/<script|https?:|src=/)
  expect(vault.printed.at(-1)).toMatchObject({ landscape: false })
  expect(kitOnPaper(vault).split(/\s+/)).toHaveLength(12)
})

test('recovers from paper alone, says so to everybody, and asks for a new kit', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  await vault.call['schools.create']({ facts: schoolFacts() })
  await vault.call['session.printKit']({})
  const kit = kitOnPaper(vault)
  await vault.call['schools.create']({ facts: schoolFacts({ name: 'Later School', shortName: 'LS' }) })
  await vault.restart()
  const recover = (typed: string, passphrase: string) =>
    vault.call['session.recover']({ kit: typed, signInName: 'tamsin', passphrase })
  await expect(
    recover(
      kit.replace(/^./, (c) => (c === '2' ? '3' : '2')),
      OTHER_PASSPHRASE,
    ),
  ).rejects.toThrow('Line 1')
  await expect(recover(kit, 'too short')).rejects.toMatchObject({ code: 'bad-input' })
  const state = await recover(kit.toLowerCase(), OTHER_PASSPHRASE)
  expect(state).toMatchObject({ state: 'open', person: { name: FOUNDER.personName }, kitPrinted: false })
  expect((await vault.call['schools.list']({})).map(({ file }) => file)).toEqual(['open', 'open'])
  const { entries } = await vault.call['history.list']({ school: state.trust?.id ?? '', type: 'people.access' })
  expect(entries[0]?.words).toBe(
    `Opened the trust with the recovery kit and set a new passphrase for ${FOUNDER.personName}`,
  )
  await vault.restart()
  await expect(unlock(vault)).rejects.toMatchObject({ code: 'denied' })
  await unlock(vault, OTHER_PASSPHRASE)
})

test('makes the old kit useless when a new one is saved', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  await vault.call['session.printKit']({})
  const old = kitOnPaper(vault)
  await vault.call['session.printKit']({})
  const recent = kitOnPaper(vault)
  await vault.restart()
  const recover = (kit: string) =>
    vault.call['session.recover']({ kit, signInName: 'tamsin', passphrase: OTHER_PASSPHRASE })
  await expect(recover(old)).rejects.toMatchObject({ code: 'denied' })
  await expect(recover(recent)).resolves.toMatchObject({ state: 'open' })
})

test('gives access back to the creator when the sign-in name is nobody’s, and to another person by name', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const orla = (await vault.call['people.add']({ name: 'Orla Pennywhistle' })).id
  await vault.call['people.letUnlock']({ person: orla, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await vault.call['session.printKit']({})
  const recover = (signInName: string) =>
    vault.call['session.recover']({ kit: kitOnPaper(vault), signInName, passphrase: 'mustard window carpet otter' })
  expect(await recover('orla')).toMatchObject({ person: { id: orla } })
  expect(await recover('forgotten')).toMatchObject({ person: { name: FOUNDER.personName } })
  await expect(unlock(vault, 'mustard window carpet otter', 'orla')).resolves.toMatchObject({ person: { id: orla } })
})

test('keeps the minutes before it locks, for every PC of the trust', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  expect(await vault.call['session.setIdleMinutes']({ minutes: 12 })).toMatchObject({ idleMinutes: 12 })
  await vault.restart()
  expect(await unlock(vault)).toMatchObject({ idleMinutes: 12 })
  for (const minutes of [0, 16, 1.5]) {
    await expect(vault.call['session.setIdleMinutes']({ minutes })).rejects.toMatchObject({ code: 'bad-input' })
  }
})

test('lets a window work in a school the person has a role for', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const school = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  const other = (await vault.call['schools.create']({ facts: schoolFacts({ name: 'Other School', shortName: 'OS' }) }))
    .id
  const orla = (await vault.call['people.add']({ name: 'Orla Pennywhistle' })).id
  await vault.call['people.grant']({ person: orla, role: 'HEAD', grantFor: school, from: '2026-10-01', until: null })
  await vault.call['people.letUnlock']({ person: orla, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await unlock(vault, OTHER_PASSPHRASE, 'orla')
  const enter = (id: string | null) => vault.call['session.enterSchool']({ enter: id })
  expect(await enter(school)).toMatchObject({ school })
  expect(await enter(null)).toMatchObject({ school: null })
  await expect(enter(other)).rejects.toMatchObject({ code: 'denied' })
  await expect(enter('f'.repeat(32))).rejects.toMatchObject({ code: 'not-found' })
})

test(
  'makes the practice trust beside the real one, opens it with no passphrase, and comes back',
  { timeout: 60_000 },
  async () => {
    const vault = await makeVault()
    await vault.createTrust()
    const practice = await vault.call['session.practice']({})
    expect(practice).toMatchObject({ state: 'open', practice: true, hasTrust: true, kitPrinted: true })
    const schools = await vault.call['schools.list']({})
    expect(schools).toHaveLength(5)
    await expect(
      vault.call['session.changePassphrase']({ current: 'x', next: OTHER_PASSPHRASE }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await vault.call['session.leavePractice']({})).toMatchObject({
      state: 'locked',
      practice: false,
      hasTrust: true,
    })
    await vault.restart()
    await vault.call['session.practice']({})
    expect((await vault.call['schools.list']({})).map(({ id }) => id)).toEqual(schools.map(({ id }) => id))
    expect(await unlock(vault)).toMatchObject({ practice: false, trust: { name: FOUNDER.trustName } })
  },
)

test('makes the practice trust again when its files cannot be read', { timeout: 60_000 }, async () => {
  const vault = await makeVault()
  mkdirSync(join(vault.folder, 'practice'))
  writeFileSync(join(vault.folder, 'practice', 'keyring.json'), 'torn')
  expect(await vault.call['session.practice']({})).toMatchObject({ state: 'open', hasTrust: false })
  expect(await vault.call['session.leavePractice']({})).toMatchObject({ state: 'no-trust' })
})

test('makes one practice trust when two windows ask at once', { timeout: 60_000 }, async () => {
  const vault = await makeVault()
  const both = await Promise.all([vault.call['session.practice']({}), vault.call['session.practice']({})])
  expect(both[0].trust?.id).toBe(both[1].trust?.id)
  expect(await vault.call['schools.list']({})).toHaveLength(5)
})

test('is locked, not without a trust, when the key file is gone', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  vault.close()
  for (const name of ['keyring.json', 'keyring.json.bak']) writeFileSync(join(vault.folder, 'trust', name), '')
  await vault.restart()
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'locked', hasTrust: true })
  await expect(unlock(vault)).rejects.toMatchObject({ code: 'damaged' })
  await expect(vault.createTrust()).rejects.toMatchObject({ code: 'conflict' })
})

test.each([
  ['damaged', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 1000))],
  ['missing', (path: string) => rmSync(path)],
  ['foreign', (path: string) => writeFileSync(path, `SQLite format 3\0${'x'.repeat(5000)}`)],
] as const)('lists a school as %s, never as empty, when its file is so', async (file, spoil) => {
  const vault = await makeVault()
  await vault.createTrust()
  const { id } = await vault.call['schools.create']({ facts: schoolFacts() })
  vault.close()
  spoil(everyFile(vault.folder).find((path) => path.includes(id)) ?? '')
  await vault.restart()
  await unlock(vault)
  expect(await vault.call['schools.list']({})).toMatchObject([{ id, file, matrices: null, pupils: null }])
  await expect(vault.call['schools.posts']({ school: id })).rejects.toMatchObject({
    code: file === 'missing' ? 'not-found' : file,
  })
})

test('writes no name, passphrase or key in clear to the disk', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const orla = (await vault.call['people.add']({ name: 'Orla Pennywhistle' })).id
  await vault.call['people.letUnlock']({
    person: orla as PersonId,
    signInName: 'orlapenny',
    passphrase: OTHER_PASSPHRASE,
  })
  await vault.call['schools.create']({ facts: schoolFacts() })
  await vault.call['session.printKit']({})
  const kit = kitOnPaper(vault)
  const markers = [
    'Marrowby',
    'Quillfeather',
    'tamsin',
    'copper lantern',
    'Pennywhistle',
    'orlapenny',
    'badger kettle',
    'Thistlebrook',
  ]
  const look = () =>
    everyFile(vault.folder).flatMap((path) => {
      const text =
        `${path} ${readFileSync(path).toString('latin1')} ${readFileSync(path).toString('utf16le')}`.toLowerCase()
      return [...markers, ...kit.split(/\s+/)].filter((marker) => text.includes(marker.toLowerCase()))
    })
  expect(look()).toEqual([])
  vault.close()
  expect(look()).toEqual([])
})

test('refuses cheaper stretching when it is packaged', async () => {
  const host = {
    printPdf: () => Promise.reject(new Error()),
    saveFile: () => Promise.resolve(null),
    openFile: () => Promise.resolve(null),
    pickDocuments: () => Promise.resolve(null),
    readDocument: () => Promise.reject(new Error()),
    readTables: () => Promise.reject(new Error()),
    ...foldersInProcess([]),
  }
  await expect(createVault({ folder: temporaryFolder(), host, packaged: true, kdf: CHEAP })).rejects.toThrow('packaged')
})

test('locks while the kit is being saved: the old kit stays in force', async () => {
  let lockNow = (): Promise<unknown> => Promise.resolve()
  const vault = await makeVault({
    host: {
      saveFile: async ({ suggestedName }) => {
        await lockNow()
        return suggestedName
      },
    },
  })
  await vault.createTrust()
  await vault.call['session.printKit']({})
  const old = kitOnPaper(vault)
  lockNow = () => vault.call['session.lock']({})
  await expect(vault.call['session.printKit']({})).rejects.toMatchObject({ code: 'locked' })
  const recovered = vault.call['session.recover']({ kit: old, signInName: 'tamsin', passphrase: OTHER_PASSPHRASE })
  await expect(recovered).resolves.toMatchObject({ state: 'open' })
})
