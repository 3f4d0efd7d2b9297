/** The register of the school in view, what it is narrowed to, and who is chosen in it. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { AppContract, CivilDate, Client, ListKind, SchoolId } from '@contract'
import { client } from '../../ipc/client'
import { today } from '../../ui/dates'
import type { GridSort } from '../../ui/grid'
import { faultWords } from '../../ui/words'
import { EVERYBODY, type Register, type RegisterFilter } from './register'

type Output<K extends keyof AppContract> = Awaited<ReturnType<Client<AppContract>[K]>>
type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]
export type ListLine = Output<'consents.list'>[number]
export type FilePreview = Output<'consents.previewFile'>

export const useRegister = defineStore('register', {
  state: () => ({
    /** Null until it has been asked for once. Raw: thousands of cells are read often and never changed in place. */
    register: null as Register | null,
    failure: null as string | null,
    /** Null: today. */
    on: null as CivilDate | null,
    filter: EVERYBODY as RegisterFilter,
    /** False: everybody is shown, and the filter waits. */
    filtering: true,
    sort: { key: 'name', descending: false } as GridSort | null,
    /** Ids of the pupils chosen. */
    chosen: [] as readonly string[],
    lists: {} as Partial<Record<ListKind, readonly ListLine[]>>,
    listFailure: null as string | null,
    figures: null as Output<'consents.figures'> | null,
    figuresFailure: null as string | null,
    turn: 0,
  }),
  clearOn: 'school-change',
  actions: {
    async load(school: SchoolId) {
      const mine = ++this.turn
      try {
        const register = await client['consents.register']({ school, on: this.on })
        if (mine !== this.turn) return
        this.register = markRaw(register)
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    /** Shows another day. */
    async showOn(school: SchoolId, day: CivilDate) {
      this.chosen = []
      this.on = day === today() ? null : day
      await this.load(school)
    },
    /** Shows others. Nobody stays chosen, so that nobody is acted on who is out of sight. */
    narrow(to: Partial<RegisterFilter>) {
      this.chosen = []
      this.filter = { ...this.filter, ...to }
      this.filtering = true
    },
    /** Puts the filter aside, or on again. */
    putAside() {
      this.chosen = []
      this.filtering = !this.filtering
    },
    choose(ids: readonly string[]) {
      this.chosen = ids
    },
    async loadList(school: SchoolId, kind: ListKind) {
      try {
        const lines = await client['consents.list']({ school, kind })
        this.lists = { ...this.lists, [kind]: markRaw(lines) }
        this.listFailure = null
      } catch (refusal) {
        this.listFailure = faultWords(refusal)
      }
    },
    async loadFigures(school: SchoolId) {
      try {
        this.figures = await client['consents.figures']({ school })
        this.figuresFailure = null
      } catch (refusal) {
        this.figuresFailure = faultWords(refusal)
      }
    },
    preview(input: Input<'consents.previewFile'>) {
      return client['consents.previewFile'](input)
    },
    exportAs(input: Input<'consents.export'>) {
      return client['consents.export'](input)
    },
    chase(input: Input<'consents.chase'>) {
      return client['consents.chase'](input)
    },
  },
})
