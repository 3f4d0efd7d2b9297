/** Agreements of the school in view, or the trust's templates; the versions of the one that is open; two of them compared. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { Agreement, AgreementSettings, AppContract, Client, SchoolId, Version } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]
/** Two versions with every clause of both. */
export type Comparison = Awaited<ReturnType<Client<AppContract>['agreements.compare']>>

export const useAgreements = defineStore('agreements', {
  state: () => ({
    /** All of them, retired ones too, by title; null until asked for once. */
    list: null as readonly Agreement[] | null,
    failure: null as string | null,
    turn: 0,
    /** The trust's templates, beside a school's own agreements. */
    templates: null as readonly Agreement[] | null,
    settings: null as AgreementSettings | null,
    /** Of `versionsOf`: drafts first, then issued ones, the newest first. */
    versions: null as readonly Version[] | null,
    versionsOf: null as string | null,
    versionsFailure: null as string | null,
    versionsTurn: 0,
    comparison: null as Comparison | null,
    comparisonFailure: null as string | null,
    comparisonTurn: 0,
    /** The reason last given; offered again for the next change of the same sitting. */
    reason: '',
  }),
  clearOn: 'school-change',
  actions: {
    find(id: string): Agreement | undefined {
      return this.list?.find((agreement) => agreement.id === id)
    },
    version(id: string): Version | undefined {
      return this.versions?.find((version) => version.id === id)
    },
    async load(school: string) {
      const mine = ++this.turn
      try {
        const list = await client['agreements.list']({ school })
        if (mine !== this.turn) return
        this.list = list
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    /** What cannot be read is not offered: an agreement of the school's own needs no template. */
    async loadTemplates(trust: string) {
      try {
        this.templates = await client['agreements.list']({ school: trust })
      } catch {
        this.templates = null
      }
    },
    async loadSettings(school: string) {
      try {
        this.settings = await client['agreements.settings']({ school })
      } catch (refusal) {
        this.failure = faultWords(refusal)
      }
    },
    async loadVersions(school: string, agreement: string) {
      const mine = ++this.versionsTurn
      if (this.versionsOf !== agreement) this.versions = null
      this.versionsOf = agreement
      try {
        const versions = await client['agreements.versions']({ school, agreement })
        if (mine !== this.versionsTurn) return
        this.versions = versions
        this.versionsFailure = null
      } catch (refusal) {
        if (mine === this.versionsTurn) this.versionsFailure = faultWords(refusal)
      }
    },
    async compare(school: string, before: string, after: string) {
      const mine = ++this.comparisonTurn
      if (this.comparison?.before.id !== before || this.comparison.after.id !== after) this.comparison = null
      try {
        const comparison = await client['agreements.compare']({ school, before, after })
        if (mine !== this.comparisonTurn) return
        this.comparison = markRaw(comparison)
        this.comparisonFailure = null
      } catch (refusal) {
        if (mine === this.comparisonTurn) this.comparisonFailure = faultWords(refusal)
      }
    },
    keep(agreement: Agreement): Agreement {
      this.turn += 1
      this.list = [...(this.list ?? []).filter(({ id }) => id !== agreement.id), agreement].sort((a, b) =>
        a.title.localeCompare(b.title, 'en-GB'),
      )
      return agreement
    },
    async add(input: Input<'agreements.add'>) {
      return this.keep(await client['agreements.add'](input))
    },
    async edit(input: Input<'agreements.edit'>) {
      this.reason = input.reason
      return this.keep(await client['agreements.edit'](input))
    },
    async adopt(input: Input<'agreements.adopt'>) {
      return this.keep(await client['agreements.adopt'](input))
    },
    async setSettings(input: Input<'agreements.setSettings'>) {
      this.reason = input.reason
      this.settings = await client['agreements.setSettings'](input)
    },
    keepVersion(version: Version): Version {
      if (this.versionsOf !== version.agreement) return version
      this.versionsTurn += 1
      const all = this.versions ?? []
      this.versions = all.some(({ id }) => id === version.id)
        ? all.map((one) => (one.id === version.id ? version : one))
        : [version, ...all]
      return version
    },
    async takeOver(input: Input<'agreements.takeOver'>) {
      return this.keepVersion(await client['agreements.takeOver'](input))
    },
    async saveDraft(input: Input<'agreements.saveDraft'>) {
      return this.keepVersion(await client['agreements.saveDraft'](input))
    },
    async keepPart(input: Input<'agreements.keepPart'>) {
      return this.keepVersion(await client['agreements.keepPart'](input))
    },
    async discardDraft(input: Input<'agreements.discardDraft'>) {
      this.reason = input.reason
      this.versionsTurn += 1
      this.versions = await client['agreements.discardDraft'](input)
    },
    async sendToReview(input: Input<'agreements.sendToReview'>) {
      return this.keepVersion(await client['agreements.sendToReview'](input))
    },
    async review(input: Input<'agreements.review'>) {
      return this.keepVersion(await client['agreements.review'](input))
    },
    /** The versions are asked for again: another one is in force, or replaced, by it. */
    async issue(input: Input<'agreements.issue'>) {
      const version = this.keepVersion(await client['agreements.issue'](input))
      await this.loadVersions(input.school, version.agreement)
      return version
    },
    /** What changed since people last signed. @returns as `print` */
    async printChanges(school: SchoolId, agreement: string): Promise<string | null> {
      const { saved, fileName } = await client['agreements.printChanges']({ school, agreement })
      return saved ? fileName : null
    },
    /** @returns the name of the saved file, null when nothing was saved */
    async print(input: Input<'agreements.print'>): Promise<string | null> {
      const { saved, fileName } = await client['agreements.print'](input)
      return saved ? fileName : null
    },
  },
})
