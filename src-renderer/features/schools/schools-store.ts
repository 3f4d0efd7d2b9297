/** The trust's schools as cards: for the overview, the school switcher and every list to pick a school from. */
import { defineStore } from 'pinia'
import type { AppContract, Client, SchoolCard, SchoolId } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

const RECENT = 5

export const useSchools = defineStore('schools', {
  state: () => ({
    /** Null until they have been asked for once. */
    cards: null as readonly SchoolCard[] | null,
    failure: null as string | null,
    /** Schools worked in, newest first. */
    recent: [] as SchoolId[],
    turn: 0,
  }),
  getters: {
    byName: (state): SchoolCard[] =>
      [...(state.cards ?? [])].sort((a, b) => a.facts.name.localeCompare(b.facts.name, 'en-GB')),
    recentFirst(state): SchoolCard[] {
      const top = state.recent.flatMap((id) => this.byName.filter((card) => card.id === id))
      return [...top, ...this.byName.filter((card) => !state.recent.includes(card.id))]
    },
  },
  clearOn: 'lock',
  actions: {
    find(id: SchoolId | null): SchoolCard | undefined {
      return id === null ? undefined : this.cards?.find((card) => card.id === id)
    },
    /** A school's name, undefined while it is not known. */
    nameOf(id: SchoolId | null): string | undefined {
      return this.find(id)?.facts.name
    },
    async load() {
      const mine = ++this.turn
      try {
        const cards = await client['schools.list']({})
        if (mine !== this.turn) return
        this.cards = cards
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    async create(facts: Input<'schools.create'>['facts']): Promise<SchoolCard> {
      const card = await client['schools.create']({ facts })
      this.keep(card)
      return card
    },
    async edit(input: Input<'schools.edit'>) {
      this.keep(await client['schools.edit'](input))
    },
    /** Puts one card in its place without asking for all of them. */
    keep(card: SchoolCard) {
      this.turn += 1
      this.cards = [...(this.cards ?? []).filter((other) => other.id !== card.id), card]
    },
    visited(id: SchoolId) {
      this.recent = [id, ...this.recent.filter((other) => other !== id)].slice(0, RECENT)
    },
  },
})
