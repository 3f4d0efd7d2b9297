/** What a school asks consent for, in which words, and its settings. */
import { defineStore } from 'pinia'
import type { AppContract, Client, ConsentSettingsView, Purpose, SchoolId, Wording } from '@contract'
import { client } from '../../ipc/client'
import { today } from '../../ui/dates'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

const inPaperOrder = (purposes: readonly Purpose[]): Purpose[] =>
  [...purposes].sort((a, b) => a.position - b.position || a.label.localeCompare(b.label, 'en-GB'))

export const useConsents = defineStore('consents', {
  state: () => ({
    /** All uses, retired ones too, in paper order; null until they have been asked for once. */
    purposes: null as readonly Purpose[] | null,
    settings: null as ConsentSettingsView | null,
    wordings: null as readonly Wording[] | null,
    failure: null as string | null,
    turn: 0,
    wordingsTurn: 0,
    /** The reason last given; offered again for the next change of the same sitting. */
    reason: '',
  }),
  getters: {
    /** Drafts first, then what was issued, the newest first. */
    wordingsInOrder: (state): Wording[] =>
      [...(state.wordings ?? [])].sort(
        (a, b) =>
          Number(a.issuedOn !== null) - Number(b.issuedOn !== null) || b.effectiveFrom.localeCompare(a.effectiveFrom),
      ),
    /** Uses that are asked and used now. */
    inUse: (state): Purpose[] => {
      const now = today()
      return (state.purposes ?? []).filter(({ retiredOn }) => retiredOn === null || retiredOn > now)
    },
  },
  clearOn: 'school-change',
  actions: {
    labelOf(id: string): string | undefined {
      return this.purposes?.find((purpose) => purpose.id === id)?.label
    },
    async load(school: SchoolId) {
      const mine = ++this.turn
      try {
        const purposes = await client['consents.purposes']({ school, retired: true })
        if (mine !== this.turn) return
        this.purposes = inPaperOrder(purposes)
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    async loadSettings(school: SchoolId) {
      try {
        this.settings = await client['consents.settings']({ school })
      } catch (refusal) {
        this.failure = faultWords(refusal)
      }
    },
    wordingOf(id: string): Wording | undefined {
      return this.wordings?.find((wording) => wording.id === id)
    },
    async loadWordings(school: SchoolId) {
      const mine = ++this.wordingsTurn
      try {
        const wordings = await client['consents.wordings']({ school })
        if (mine !== this.wordingsTurn) return
        this.wordings = wordings
        this.failure = null
      } catch (refusal) {
        if (mine === this.wordingsTurn) this.failure = faultWords(refusal)
      }
    },
    keepPurpose(purpose: Purpose) {
      this.turn += 1
      this.purposes = inPaperOrder([...(this.purposes ?? []).filter(({ id }) => id !== purpose.id), purpose])
      return purpose
    },
    async addPurpose(input: Input<'consents.addPurpose'>) {
      return this.keepPurpose(await client['consents.addPurpose'](input))
    },
    async editPurpose(input: Input<'consents.editPurpose'>) {
      this.reason = input.reason
      return this.keepPurpose(await client['consents.editPurpose'](input))
    },
    async settleTerms(input: Input<'consents.settleTerms'>) {
      this.reason = input.reason
      return this.keepPurpose(await client['consents.settleTerms'](input))
    },
    async setSettings(input: Input<'consents.setSettings'>) {
      this.reason = input.reason
      this.settings = await client['consents.setSettings'](input)
    },
    async settleViewFrom(input: Input<'consents.settleViewFrom'>) {
      this.reason = input.reason
      this.settings = await client['consents.settleViewFrom'](input)
    },
    keepWording(wording: Wording) {
      this.wordingsTurn += 1
      const others = (this.wordings ?? []).filter(({ id }) => id !== wording.id)
      this.wordings = [...others, wording]
      return wording
    },
    async saveWording(input: Input<'consents.saveWording'>) {
      return this.keepWording(await client['consents.saveWording'](input))
    },
    async issueWording(input: Input<'consents.issueWording'>) {
      return this.keepWording(await client['consents.issueWording'](input))
    },
  },
})
