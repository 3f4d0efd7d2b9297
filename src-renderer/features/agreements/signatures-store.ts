/** Who is cleared in the school in view, who has not signed, adults, loans and access; each list as asked for last. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type {
  AccessGrant,
  Adult,
  AppContract,
  CivilDate,
  Clearance,
  Client,
  Completion,
  Loan,
  SchoolId,
  Signing,
} from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

export const useSignatures = defineStore('signatures', {
  state: () => ({
    /** Everybody who is asked for anything on `on`. Raw: thousands of rows that are replaced as a whole. */
    clearances: null as readonly Clearance[] | null,
    /** The day they are about; null: today. */
    on: null as CivilDate | null,
    failure: null as string | null,
    turn: 0,
    completion: null as readonly Completion[] | null,
    completionFailure: null as string | null,
    adults: null as readonly Adult[] | null,
    adultsFailure: null as string | null,
    loans: null as readonly Loan[] | null,
    access: null as readonly AccessGrant[] | null,
    accessFailure: null as string | null,
    accessTurn: 0,
    /** Day and witness last used; offered again in the same sitting. */
    lastDay: null as CivilDate | null,
    witness: '',
    reason: '',
  }),
  clearOn: 'school-change',
  actions: {
    async load(school: SchoolId, on: CivilDate | null = null) {
      const mine = ++this.turn
      if (this.on !== on) this.clearances = null
      this.on = on
      try {
        const found = await client['agreements.clearances']({ school, on })
        if (mine !== this.turn) return
        this.clearances = markRaw(found)
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    async loadCompletion(school: SchoolId) {
      try {
        this.completion = markRaw(await client['agreements.completion']({ school }))
        this.completionFailure = null
      } catch (refusal) {
        this.completionFailure = faultWords(refusal)
      }
    },
    async loadAdults(school: SchoolId, past = false) {
      try {
        this.adults = await client['agreements.adults']({ school, past })
        this.adultsFailure = null
      } catch (refusal) {
        this.adultsFailure = faultWords(refusal)
      }
    },
    async loadAccess(school: SchoolId) {
      const mine = ++this.accessTurn
      try {
        const [loans, access] = await Promise.all([
          client['agreements.loans']({ school }),
          client['agreements.access']({ school }),
        ])
        if (mine !== this.accessTurn) return
        this.loans = loans
        this.access = access
        this.accessFailure = null
      } catch (refusal) {
        if (mine === this.accessTurn) this.accessFailure = faultWords(refusal)
      }
    },
    /** @throws Fault */
    async saveAdult(input: Input<'agreements.saveAdult'>): Promise<Adult> {
      const adult = await client['agreements.saveAdult'](input)
      if (this.adults !== null) {
        const others = this.adults.filter(({ id }) => id !== adult.id)
        this.adults = [...others, adult].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      }
      return adult
    },
    /** @throws Fault with the reason when one of them may not be recorded; then none is */
    async sign(input: Input<'agreements.sign'>) {
      return await client['agreements.sign'](input)
    },
    /** @throws Fault */
    async voidSigning(input: Input<'agreements.voidSigning'>): Promise<Signing> {
      return await client['agreements.voidSigning'](input)
    },
    /** Takes back all of a batch, or nothing. @throws Fault */
    async takeBackTogether(input: Input<'agreements.takeBackTogether'>) {
      return await client['agreements.takeBackTogether'](input)
    },
    /** @throws Fault */
    async lend(input: Input<'agreements.lend'>) {
      this.keepLoan(await client['agreements.lend'](input))
    },
    /** @throws Fault */
    async takeBack(input: Input<'agreements.takeBack'>) {
      this.keepLoan(await client['agreements.takeBack'](input))
    },
    keepLoan(loan: Loan) {
      this.accessTurn += 1
      this.loans = [loan, ...(this.loans ?? []).filter(({ id }) => id !== loan.id)]
    },
    /** @throws Fault */
    async grantAccess(input: Input<'agreements.grantAccess'>) {
      this.keepAccess(await client['agreements.grantAccess'](input))
    },
    /** @throws Fault */
    async endAccess(input: Input<'agreements.endAccess'>) {
      this.keepAccess(await client['agreements.endAccess'](input))
    },
    /** Whatever the answer holds stands for the same grants from now on; others stay. */
    keepAccess(grants: readonly AccessGrant[]) {
      this.accessTurn += 1
      const known = new Set(grants.map(({ id }) => id))
      this.access = [...grants, ...(this.access ?? []).filter(({ id }) => !known.has(id))]
    },
    /** @returns the name of the saved file, null when nothing was saved. @throws Fault */
    async exportClearances(input: Input<'agreements.exportClearances'>): Promise<string | null> {
      this.reason = input.reason
      const { saved, fileName } = await client['agreements.exportClearances'](input)
      return saved ? fileName : null
    },
  },
})
