/** Uses of pictures, what has to come down, and what went out against a decision. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { AppContract, Breach, Client, Publication, PublicationCheck, SchoolId, TakeDown } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

export const usePublications = defineStore('publications', {
  state: () => ({
    /** Null until they have been asked for once. */
    uses: null as readonly Publication[] | null,
    usesFailure: null as string | null,
    usesTurn: 0,
    takeDowns: null as readonly TakeDown[] | null,
    takeDownsFailure: null as string | null,
    takeDownsTurn: 0,
    breaches: null as readonly Breach[] | null,
    breachesFailure: null as string | null,
    breachesTurn: 0,
    /** The answer to the use as it is filled in now; null when something was changed since, or nothing asked. */
    check: null as PublicationCheck | null,
    checkFailure: null as string | null,
    checking: false,
    checkTurn: 0,
  }),
  getters: {
    /** Newest first. */
    newestFirst: (state): Publication[] =>
      [...(state.uses ?? [])].sort((a, b) => b.from.localeCompare(a.from) || a.title.localeCompare(b.title, 'en-GB')),
    /** Overdue first, then by the day it is due. */
    inOrder: (state): TakeDown[] =>
      [...(state.takeDowns ?? [])].sort(
        (a, b) => Number(b.overdue) - Number(a.overdue) || a.dueOn.localeCompare(b.dueOn),
      ),
    /** Not decided yet first, the one with the least time left in front. */
    breachesInOrder: (state): Breach[] =>
      [...(state.breaches ?? [])].sort(
        (a, b) => Number(a.decision !== null) - Number(b.decision !== null) || a.decideBy - b.decideBy,
      ),
  },
  clearOn: 'school-change',
  actions: {
    async load(school: SchoolId) {
      const mine = ++this.usesTurn
      try {
        const uses = await client['images.publications']({ school })
        if (mine !== this.usesTurn) return
        this.uses = markRaw(uses)
        this.usesFailure = null
      } catch (refusal) {
        if (mine === this.usesTurn) this.usesFailure = faultWords(refusal)
      }
    },
    async loadTakeDowns(school: SchoolId) {
      const mine = ++this.takeDownsTurn
      try {
        const takeDowns = await client['images.takeDowns']({ school })
        if (mine !== this.takeDownsTurn) return
        this.takeDowns = markRaw(takeDowns)
        this.takeDownsFailure = null
      } catch (refusal) {
        if (mine === this.takeDownsTurn) this.takeDownsFailure = faultWords(refusal)
      }
    },
    async loadBreaches(school: SchoolId) {
      const mine = ++this.breachesTurn
      try {
        const breaches = await client['images.breaches']({ school })
        if (mine !== this.breachesTurn) return
        this.breaches = breaches
        this.breachesFailure = null
      } catch (refusal) {
        if (mine === this.breachesTurn) this.breachesFailure = faultWords(refusal)
      }
    },
    keep(use: Publication) {
      this.usesTurn += 1
      if (this.uses !== null) this.uses = markRaw([...this.uses.filter(({ id }) => id !== use.id), use])
      return use
    },
    keepTakeDowns(takeDowns: readonly TakeDown[]) {
      this.takeDownsTurn += 1
      this.takeDowns = markRaw(takeDowns)
    },
    /** The use was changed: an answer to what it was before stands no more. */
    forgetCheck() {
      this.checkTurn += 1
      this.check = null
      this.checkFailure = null
      this.checking = false
    },
    /** Asks what stands in the way. @returns the answer; null when it was refused or another question came after it */
    async ask(input: Input<'images.check'>): Promise<PublicationCheck | null> {
      const mine = ++this.checkTurn
      this.checking = true
      this.checkFailure = null
      try {
        const check = await client['images.check'](input)
        if (mine !== this.checkTurn) return null
        this.check = check
        return check
      } catch (refusal) {
        if (mine === this.checkTurn) {
          this.check = null
          this.checkFailure = faultWords(refusal)
        }
        return null
      } finally {
        if (mine === this.checkTurn) this.checking = false
      }
    },
    /** @throws Fault 'conflict' when something stands in the way and no reason was given */
    async publish(input: Input<'images.publish'>): Promise<Publication> {
      return this.keep(await client['images.publish'](input))
    },
    async setState(input: Input<'images.setPublication'>) {
      return this.keep(await client['images.setPublication'](input))
    },
    async assign(input: Input<'images.assignTakeDown'>) {
      this.keepTakeDowns(await client['images.assignTakeDown'](input))
    },
    async leaveOut(input: Input<'images.leaveOut'>) {
      this.keepTakeDowns(await client['images.leaveOut'](input))
    },
    async decide(input: Input<'images.decideBreach'>) {
      const breach = await client['images.decideBreach'](input)
      this.breachesTurn += 1
      this.breaches = (this.breaches ?? []).map((one) => (one.publication === breach.publication ? breach : one))
    },
  },
})
