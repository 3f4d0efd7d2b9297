/** The comparison in view: what is asked, what came back, and the marks laid beside it. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type {
  AppContract,
  Audience,
  Client,
  ComparedRow,
  Comparison,
  ComparisonAction,
  Reference,
  SchoolId,
  YearCode,
} from '@contract'
import { client } from '../../ipc/client'
import { today } from '../../ui/dates'
import { faultWords } from '../../ui/words'
import type { Mode, RowOrder } from './view'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]
type Query = Input<'comparison.compare'>
type Pin = NonNullable<Query['pinned']>[number]

export const useComparison = defineStore('comparison', {
  state: () => ({
    audience: 'LEARNER' as Audience,
    year: null as YearCode | null,
    asAt: today(),
    /** Schools in the order of the columns; empty: all of them. */
    chosen: [] as SchoolId[],
    drafts: [] as SchoolId[],
    /** Editions read whatever the date, one at most for each matrix. */
    pinned: [] as Pin[],
    mode: 'all' as Mode,
    /** The school others are held against in mode 4. */
    against: null as SchoolId | null,
    area: null as string | null,
    order: 'area' as RowOrder,
    asList: false,
    /** Raw: 100 schools by 64 rows are read often and never changed in place. */
    comparison: null as Comparison | null,
    failure: null as string | null,
    loading: false,
    actions: null as readonly ComparisonAction[] | null,
    actionsFailure: null as string | null,
    turn: 0,
  }),
  getters: {
    reference(): Reference {
      if (this.mode === 'baseline') return { kind: 'baseline' }
      return this.mode === 'school' && this.against !== null
        ? { kind: 'school', of: this.against }
        : { kind: 'commonest' }
    },
    query(): Query {
      const { audience, year, asAt, chosen, drafts, pinned, reference } = this
      return { schools: [...chosen], audience, year, asAt, drafts: [...drafts], pinned: [...pinned], reference }
    },
    openActions: (state): number => (state.actions ?? []).filter((action) => action.state === 'open').length,
  },
  clearOn: 'lock',
  actions: {
    /**
     * Reads one edition of a matrix whatever the date, or with null goes back to the one in force.
     * @param editions all editions of that matrix: a pin to another of them falls away
     */
    pin(pinFor: SchoolId, editions: readonly string[], edition: string | null) {
      const others = this.pinned.filter((pin) => pin.pinFor !== pinFor || !editions.includes(pin.edition))
      this.pinned = edition === null ? others : [...others, { pinFor, edition }]
    },
    /** Asks for the comparison as set. @returns whether this was still the newest question when its answer came */
    async load(): Promise<boolean> {
      const mine = ++this.turn
      this.loading = true
      try {
        const comparison = await client['comparison.compare'](this.query)
        if (mine !== this.turn) return false
        this.comparison = markRaw(comparison)
        this.failure = null
        if (!comparison.areas.some(({ area }) => area === this.area)) this.area = null
        return true
      } catch (refusal) {
        if (mine !== this.turn) return false
        this.failure = faultWords(refusal)
        return true
      } finally {
        if (mine === this.turn) this.loading = false
      }
    },
    async loadActions() {
      try {
        this.actions = await client['comparison.actions']({})
        this.actionsFailure = null
      } catch (refusal) {
        this.actionsFailure = faultWords(refusal)
      }
    },
    sources(question: string) {
      return client['comparison.sources']({ ...this.query, question })
    },
    notes(question: string) {
      return client['comparison.notes']({ question, audience: this.audience })
    },
    /** Marks a row of the comparison as reviewed, or takes the mark back, and shows it at once. */
    async setReviewed(row: ComparedRow, reviewed: boolean, asked: Pick<Query, 'audience' | 'year'>) {
      const { audience, year } = asked
      await client['comparison.setReviewed']({ question: row.question, audience, year, digest: row.digest, reviewed })
      if (audience === this.audience && year === this.year) this.changeRow(row.question, () => ({ reviewed }))
    },
    async addNote(question: string, text: string) {
      const note = await client['comparison.addNote']({ question, audience: this.audience, text })
      this.changeRow(question, ({ notes }) => ({ notes: notes + 1 }))
      return note
    },
    async raiseAction(input: Omit<Input<'comparison.raiseAction'>, 'audience'>) {
      const action = await client['comparison.raiseAction']({
        ...input,
        audience: this.audience,
      })
      this.keepAction(action)
      this.changeRow(input.question, ({ actions }) => ({ actions: actions + 1 }))
      return action
    },
    async closeAction(action: string, outcome: string) {
      this.keepAction(await client['comparison.closeAction']({ action, outcome }))
    },
    exportAs(format: 'xlsx' | 'pdf' | 'csv') {
      const differencesOnly = this.mode === 'differences'
      return client['comparison.export']({ query: this.query, differencesOnly, format })
    },
    keepAction(action: ComparisonAction) {
      const others = (this.actions ?? []).filter(({ id }) => id !== action.id)
      this.actions = [...others, action]
    },
    /** Puts a changed row in its place without asking for all of them. */
    changeRow(question: string, change: (row: ComparedRow) => Partial<ComparedRow>) {
      if (this.comparison === null) return
      const rows = this.comparison.rows.map((row) => (row.question === question ? { ...row, ...change(row) } : row))
      const reviewed = rows.filter((row) => row.reviewed).length
      this.comparison = markRaw({ ...this.comparison, rows, reviewed })
    },
  },
})
