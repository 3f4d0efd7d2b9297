/** The documents of the school in view, the one that is open with the decisions on it, and what came from documents. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type {
  AppContract,
  Client,
  Correction,
  DocumentCard,
  DocumentView,
  Finding,
  RecordedFact,
  SchoolId,
  TenantId,
  Verdict,
} from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'
import { decided } from './review'

type Output<K extends keyof AppContract> = Awaited<ReturnType<Client<AppContract>[K]>>
/** What a person decided on one finding. */
export interface Decision {
  readonly key: string
  readonly verdict: Verdict
  readonly correction: Correction | null
}
export type Made = Output<'reading.apply'>['made'][number]

export const useReading = defineStore('reading', {
  state: () => ({
    /** Null until they have been asked for once. */
    cards: null as readonly DocumentCard[] | null,
    listFailure: null as string | null,
    /** Raw: hundreds of pages are read often and never changed in place. */
    view: null as DocumentView | null,
    viewFailure: null as string | null,
    /** What the last `apply` made of the open document. */
    made: [] as readonly Made[],
    /** The reason last given; offered again for the next step of the same sitting. */
    reason: '',
    records: null as readonly RecordedFact[] | null,
    recordsFailure: null as string | null,
    listTurn: 0,
    viewTurn: 0,
    recordsTurn: 0,
    /** Decisions sent so far, and for each finding the last one that was about it. */
    sent: 0,
    lastSent: {} as Record<string, number>,
    /** Writes of this window not yet answered; what they change comes with the answer. */
    inFlight: 0,
  }),
  clearOn: 'school-change',
  actions: {
    async loadList(school: TenantId) {
      const mine = ++this.listTurn
      try {
        const cards = await client['reading.list']({ school })
        if (mine !== this.listTurn) return
        this.cards = cards
        this.listFailure = null
      } catch (refusal) {
        if (mine === this.listTurn) this.listFailure = faultWords(refusal)
      }
    },
    async open(school: TenantId, document: string) {
      const mine = ++this.viewTurn
      if (this.view?.card.id !== document) {
        this.view = null
        this.made = []
      }
      const sent = this.sent
      try {
        const view = await client['reading.open']({ school, document })
        if (mine !== this.viewTurn) return
        this.keep(view, sent)
        this.viewFailure = null
      } catch (refusal) {
        if (mine === this.viewTurn) this.viewFailure = faultWords(refusal)
      }
    },
    /** Takes in a view as it stood after so many decisions were sent; later ones are not overwritten by it. */
    keep(view: DocumentView, asOf: number) {
      const own = new Map(this.view?.card.id === view.card.id ? this.view.findings.map((one) => [one.key, one]) : [])
      const findings = view.findings.map((finding) =>
        (this.lastSent[finding.key] ?? 0) > asOf ? (own.get(finding.key) ?? finding) : finding,
      )
      this.view = markRaw({ ...view, findings })
    },
    /**
     * Notes decisions. They show at once; a refusal puts back what stood before.
     * @returns the batch, for undo. @throws Fault
     */
    async decide(school: TenantId, decisions: readonly Decision[]): Promise<string> {
      const before = this.view
      if (before === null) throw new Error('No document is open')
      const mine = ++this.sent
      const asked = new Map(decisions.map((decision) => [decision.key, decision]))
      const stood = new Map(
        before.findings.filter(({ key }) => asked.has(key)).map((finding) => [finding.key, finding]),
      )
      for (const key of asked.keys()) this.lastSent[key] = mine
      this.change(before.card, (finding) => {
        const decision = asked.get(finding.key)
        return decision ? decided(finding, decision.verdict, decision.correction) : finding
      })
      this.inFlight += 1
      try {
        const answer = await client['reading.decide']({ school, document: before.card.id, decisions: [...decisions] })
        const changed = new Map(answer.findings.map((finding) => [finding.key, finding]))
        // An answer to an earlier decision does not undo a later one on the same finding.
        if (this.view?.card.id === answer.card.id)
          this.change(answer.card, (finding) =>
            (this.lastSent[finding.key] ?? 0) > mine ? finding : (changed.get(finding.key) ?? finding),
          )
        return answer.batch
      } catch (refusal) {
        if (this.view?.card.id === before.card.id)
          this.change(this.view.card, (finding) =>
            this.lastSent[finding.key] === mine ? (stood.get(finding.key) ?? finding) : finding,
          )
        throw refusal
      } finally {
        this.inFlight -= 1
      }
    },
    change(card: DocumentCard, change: (finding: Finding) => Finding) {
      if (this.view !== null) this.view = markRaw({ ...this.view, card, findings: this.view.findings.map(change) })
    },
    /** Puts what was accepted into the records. @returns the answer of the call. @throws Fault */
    async apply(school: TenantId, document: string, reason: string): Promise<Output<'reading.apply'>> {
      this.inFlight += 1
      try {
        const answer = await client['reading.apply']({ school, document, reason })
        if (this.view?.card.id === document) {
          this.keep(answer.view, this.sent)
          this.made = answer.made
        }
        return answer
      } finally {
        this.inFlight -= 1
      }
    },
    /** Lays the open document before other schools as well. @returns how many have it now, and which do not and why */
    async share(school: TenantId, document: string, to: readonly SchoolId[]) {
      const { card, shared, leftOut } = await client['reading.share']({ school, document, to: [...to] })
      if (this.view?.card.id === document) this.change(card, (finding) => finding)
      return { shared, leftOut }
    },
    async discard(school: TenantId, document: string, reason: string): Promise<string> {
      const { batch } = await client['reading.discard']({ school, document, reason })
      if (this.view?.card.id === document) this.view = null
      return batch
    },
    async loadRecords(school: TenantId) {
      const mine = ++this.recordsTurn
      try {
        const records = await client['reading.records']({ school })
        if (mine !== this.recordsTurn) return
        this.records = records
        this.recordsFailure = null
      } catch (refusal) {
        if (mine === this.recordsTurn) this.recordsFailure = faultWords(refusal)
      }
    },
    /** Takes one batch back and shows what stands then. @returns the batch that brings it back again */
    async undo(school: TenantId, batch: string): Promise<string> {
      this.inFlight += 1
      try {
        const { batch: back } = await client['history.undo']({ school, batch })
        this.made = []
        if (this.view !== null) await this.open(school, this.view.card.id)
        return back
      } finally {
        this.inFlight -= 1
      }
    },
  },
})
