/** Lists taken to events, and which of them are no longer true. */
import { defineStore } from 'pinia'
import type { AppContract, Checklist, Client, SchoolId } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

export const useChecklists = defineStore('checklists', {
  state: () => ({
    /** Null until they have been asked for once. */
    lists: null as readonly Checklist[] | null,
    failure: null as string | null,
    turn: 0,
  }),
  getters: {
    /** Copies are out and say something that is not so any more. */
    changed: (state): Checklist[] => (state.lists ?? []).filter(({ out, changed }) => out && changed > 0),
    /** Newest first. */
    newestFirst: (state): Checklist[] => [...(state.lists ?? [])].sort((a, b) => b.madeAt - a.madeAt),
  },
  clearOn: 'school-change',
  actions: {
    async load(school: SchoolId) {
      const mine = ++this.turn
      try {
        const lists = await client['checklists.list']({ school })
        if (mine !== this.turn) return
        this.lists = lists
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    keep(list: Checklist) {
      this.turn += 1
      this.lists = [...(this.lists ?? []).filter(({ id }) => id !== list.id), list]
    },
    /** Makes a list and saves it. @returns the file's name; null when saving was cancelled and nothing was recorded. @throws Fault */
    async make(input: Input<'checklists.make'>): Promise<string | null> {
      const made = await client['checklists.make'](input)
      if (made.checklist !== null) this.keep(made.checklist)
      return made.saved ? (made.fileName ?? '') : null
    },
    async returned(input: Input<'checklists.returned'>) {
      this.keep(await client['checklists.returned'](input))
    },
  },
})
