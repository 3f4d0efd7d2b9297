import { describe, expect, test } from 'vitest'
import { createPinia, defineStore, getActivePinia, setActivePinia, type Pinia } from 'pinia'
import { mount } from '@vue/test-utils'
import { SchoolId } from '@contract'
import { useSession } from '@renderer/features/session/session-store'
import { clearingPlugin, clearStores } from '@renderer/ui/store-clearing'
import { installFakeVault } from './support/fake-vault'
import { aCard, aSession, id, trustId } from './support/samples'
import { freshStores } from './support/show'

const modules = import.meta.glob<Record<string, unknown>>('../../src-renderer/**/*-store.ts', { eager: true })

/** Every store the page has, made; found by file name so that a new one is in the list by itself. */
function allStores() {
  return Object.entries(modules).flatMap(([file, exports]) =>
    Object.entries(exports)
      .filter((entry): entry is [string, (pinia?: Pinia) => { $id: string; $state: unknown }] => {
        const [name, value] = entry
        return name.startsWith('use') && typeof value === 'function'
      })
      .map(([name, use]) => ({ name: `${file.split('/').at(-1) ?? ''} ${name}`, use })),
  )
}

describe('stores', () => {
  test('each file of a store makes one', () => {
    expect(Object.keys(modules).length).toBeGreaterThanOrEqual(5)
    expect(allStores().length).toBe(Object.keys(modules).length)
  })

  test('each says when it forgets, or it is refused', () => {
    freshStores()
    for (const { use, name } of allStores()) expect(() => use(), name).not.toThrow()
    const silent = defineStore('silent', { state: () => ({ names: [] }) } as unknown as Parameters<
      typeof defineStore
    >[1])
    expect(() => silent()).toThrow(/clearOn/)
  })

  test('nothing is left in any of them when the session locks', async () => {
    const vault = installFakeVault({ 'session.lock': () => aSession({ state: 'locked', person: null }) })
    freshStores()
    const empty = Object.fromEntries(allStores().map(({ use }) => [use().$id, JSON.stringify(use().$state)]))
    for (const { use } of allStores()) {
      const state = use().$state as Record<string, unknown>
      for (const key of Object.keys(state)) state[key] = Array.isArray(state[key]) ? ['kept'] : 'kept'
    }
    const session = useSession()
    await session.lock()
    expect(vault.inputsOf('session.lock')).toHaveLength(1)
    for (const { use } of allStores()) {
      const store = use()
      if (store.$id === 'session') expect(session.now?.state).toBe('locked')
      else expect(JSON.stringify(store.$state), store.$id).toBe(empty[store.$id])
    }
  })

  test('only what belongs to a school is forgotten when the window moves to another', async () => {
    const school = SchoolId.parse(id(101))
    installFakeVault({
      'session.enterSchool': ({ enter }) => aSession({ school: enter }),
      'schools.list': () => [aCard(1)],
      'history.list': () => ({ entries: [], more: false }),
    })
    freshStores()
    const { useSchools } = await import('@renderer/features/schools/schools-store')
    const { useHistory } = await import('@renderer/features/history/history-store')
    const session = useSession()
    session.now = aSession()
    await useSchools().load()
    const { TenantId } = await import('@contract')
    await useHistory().show({ of: TenantId.parse(trustId), person: null, type: null })
    await session.enterSchool(school)
    expect(session.school).toBe(school)
    expect(useSchools().cards).toHaveLength(1)
    expect(useHistory().entries).toBeNull()
  })

  test('stores of an earlier page are not held when the page is made anew', () => {
    const pinia = createPinia().use(clearingPlugin)
    mount({ render: () => null }, { global: { plugins: [pinia] } }).unmount()
    setActivePinia(pinia)
    expect(getActivePinia()).toBe(pinia)
    expect(() => clearStores('lock')).not.toThrow()
  })
})
