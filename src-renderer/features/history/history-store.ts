/** The history on the screen: which part of it, the entries so far, and the outcome of the last check. */
import { defineStore } from 'pinia'
import type { AppContract, Client, HistoryEntry, PersonId, TenantId, Verification } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

/** What is shown: one tenant, by one person or anybody, of one kind or all. */
export interface HistoryFilter {
  readonly of: TenantId
  readonly person: PersonId | null
  readonly type: string | null
}

export const useHistory = defineStore('history', {
  state: () => ({
    filter: null as HistoryFilter | null,
    entries: null as readonly HistoryEntry[] | null,
    more: false,
    failure: null as string | null,
    checked: null as Verification | null,
    turn: 0,
  }),
  clearOn: 'school-change',
  actions: {
    async show(filter: HistoryFilter) {
      if (this.filter?.of !== filter.of) this.checked = null
      this.filter = filter
      await this.fetch(null)
    },
    async reload() {
      if (this.filter) await this.fetch(null)
    },
    async older() {
      const last = this.entries?.at(-1)
      if (last) await this.fetch(last)
    },
    /** @param after entries older than this one are added; null begins anew. */
    async fetch(after: HistoryEntry | null) {
      const { filter } = this
      if (!filter) return
      const mine = ++this.turn
      const asked: Input<'history.list'> = {
        school: filter.of,
        ...(filter.person === null ? {} : { person: filter.person }),
        ...(filter.type === null ? {} : { type: filter.type }),
        ...(after === null ? {} : { before: after.event }),
      }
      try {
        const { entries, more } = await client['history.list'](asked)
        if (mine !== this.turn) return
        this.entries = after === null ? entries : [...(this.entries ?? []), ...entries]
        this.more = more
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    async verify() {
      const { filter } = this
      if (!filter) return
      const checked = await client['history.verify']({ school: filter.of })
      if (this.filter?.of === filter.of) this.checked = checked
    },
  },
})
