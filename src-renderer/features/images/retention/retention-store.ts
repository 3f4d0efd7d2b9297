/** How long pictures are kept at one school (or by the trust's defaults), what is due there, and what is on hold. */
import { defineStore } from 'pinia'
import type { AppContract, Client, Hold, ImageSet, RetentionRule, SchoolId, TenantId, WhatIf } from '@contract'
import { client } from '../../../ipc/client'
import { today } from '../../../ui/dates'
import { faultWords } from '../../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

/** States that make a list of their own. */
export const LISTED = ['DUE', 'OVERDUE', 'NO_RULE'] as const
export type Listed = (typeof LISTED)[number]
/** What the screen shows one of. */
export const VIEWS = ['SCHEDULE', 'DUE', 'OVERDUE', 'ON_HOLD', 'NO_RULE'] as const
export type View = (typeof VIEWS)[number]

const urgent = (a: ImageSet, b: ImageSet) =>
  (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.title.localeCompare(b.title, 'en-GB')

export const useRetention = defineStore('retention', {
  state: () => ({
    /** Retired ones too; null until they have been asked for once. */
    rules: null as readonly RetentionRule[] | null,
    rulesFailure: null as string | null,
    rulesTurn: 0,
    /** Sets by state, the longest due first; null until they have been asked for once. */
    lists: null as Readonly<Record<Listed, readonly ImageSet[]>> | null,
    holds: null as readonly Hold[] | null,
    listsFailure: null as string | null,
    listsTurn: 0,
    /** Ids of the sets chosen in the list shown. */
    chosen: [] as readonly string[],
  }),
  getters: {
    /** Those with the soonest review first. */
    holdsInOrder: (state): Hold[] =>
      [...(state.holds ?? [])].sort((a, b) => a.reviewOn.localeCompare(b.reviewOn) || a.title.localeCompare(b.title)),
    /** By class, the rule for any class last. */
    rulesInOrder: (state): RetentionRule[] =>
      [...(state.rules ?? [])].sort(
        (a, b) =>
          Number(a.imageClass === null) - Number(b.imageClass === null) ||
          (a.imageClass ?? '').localeCompare(b.imageClass ?? '') ||
          a.label.localeCompare(b.label, 'en-GB'),
      ),
    inForce: (state): RetentionRule[] => {
      const now = today()
      return (state.rules ?? []).filter(({ retiredOn }) => retiredOn === null || retiredOn > now)
    },
  },
  clearOn: 'school-change',
  actions: {
    async loadRules(school: TenantId) {
      const mine = ++this.rulesTurn
      try {
        const rules = await client['images.rules']({ school })
        if (mine !== this.rulesTurn) return
        this.rules = rules
        this.rulesFailure = null
      } catch (refusal) {
        if (mine === this.rulesTurn) this.rulesFailure = faultWords(refusal)
      }
    },
    async loadLists(school: SchoolId) {
      const mine = ++this.listsTurn
      try {
        const [holds, ...found] = await Promise.all([
          client['images.holds']({ school }),
          ...LISTED.map((state) => client['images.sets']({ school, state })),
        ])
        if (mine !== this.listsTurn) return
        const [due = [], overdue = [], noRule = []] = found.map((sets) => [...sets].sort(urgent))
        this.lists = { DUE: due, OVERDUE: overdue, NO_RULE: noRule }
        this.holds = holds
        this.listsFailure = null
      } catch (refusal) {
        if (mine === this.listsTurn) this.listsFailure = faultWords(refusal)
      }
    },
    choose(ids: readonly string[]) {
      this.chosen = ids
    },
    /** @throws Fault */
    whatIf(input: Input<'images.whatIf'>): Promise<WhatIf> {
      return client['images.whatIf'](input)
    },
    /** @throws Fault */
    async saveRule(input: Input<'images.saveRule'>) {
      const rule = await client['images.saveRule'](input)
      this.rulesTurn += 1
      this.rules = [...(this.rules ?? []).filter(({ id }) => id !== rule.id), rule]
    },
    /** @returns how many rules came. @throws Fault */
    async adoptDefaults(school: SchoolId): Promise<number> {
      const before = new Set((this.rules ?? []).map(({ id }) => id))
      const rules = await client['images.adoptDefaults']({ school })
      this.rulesTurn += 1
      this.rules = rules
      return rules.filter(({ id }) => !before.has(id)).length
    },
    keepHolds(holds: readonly Hold[]) {
      this.listsTurn += 1
      this.holds = holds
    },
    /** @throws Fault */
    async hold(input: Input<'images.hold'>): Promise<Hold> {
      const hold = await client['images.hold'](input)
      this.keepHolds([...(this.holds ?? []).filter(({ id }) => id !== hold.id), hold])
      return hold
    },
    /** @throws Fault */
    async reviewHold(input: Input<'images.reviewHold'>) {
      this.keepHolds(await client['images.reviewHold'](input))
    },
    /** @throws Fault */
    async liftHold(input: Input<'images.liftHold'>) {
      this.keepHolds(await client['images.liftHold'](input))
    },
  },
})
