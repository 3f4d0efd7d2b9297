/** The people of the trust and the roles they hold. */
import { defineStore } from 'pinia'
import type { AppContract, Client, Person, PersonId } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

export const usePeople = defineStore('people', {
  state: () => ({
    people: null as readonly Person[] | null,
    failure: null as string | null,
    turn: 0,
  }),
  getters: {
    byName: (state): Person[] => [...(state.people ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
  },
  clearOn: 'lock',
  actions: {
    find(id: PersonId | null): Person | undefined {
      return id === null ? undefined : this.people?.find((person) => person.id === id)
    },
    async load() {
      const mine = ++this.turn
      try {
        const people = await client['people.list']({})
        if (mine !== this.turn) return
        this.people = people
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    keep(person: Person) {
      this.turn += 1
      this.people = [...(this.people ?? []).filter((other) => other.id !== person.id), person]
      return person
    },
    async add(input: Input<'people.add'>) {
      return this.keep(await client['people.add'](input))
    },
    async rename(input: Input<'people.rename'>) {
      return this.keep(await client['people.rename'](input))
    },
    /** @returns warnings in words, such as a conflict of interest (R8). */
    async grant(input: Input<'people.grant'>): Promise<readonly string[]> {
      const { person, warnings } = await client['people.grant'](input)
      this.keep(person)
      return warnings
    },
    async endGrant(input: Input<'people.endGrant'>) {
      return this.keep(await client['people.endGrant'](input))
    },
    async letUnlock(input: Input<'people.letUnlock'>) {
      return this.keep(await client['people.letUnlock'](input))
    },
    async stopUnlock(input: Input<'people.stopUnlock'>) {
      return this.keep(await client['people.stopUnlock'](input))
    },
  },
})
