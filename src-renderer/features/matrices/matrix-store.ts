/** The matrices of the school in view, and the one that is open. */
import { defineStore } from 'pinia'
import type {
  Activity,
  AppContract,
  CellContent,
  Client,
  ExportFormat,
  MappingProposal,
  MatrixCard,
  MatrixView,
  TenantId,
} from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

export const useMatrices = defineStore('matrices', {
  state: () => ({
    cards: null as readonly MatrixCard[] | null,
    view: null as MatrixView | null,
    activities: [] as readonly Activity[],
    proposals: [] as readonly MappingProposal[],
    failure: null as string | null,
    /** The reason last given; offered again for the next change of the same sitting. */
    reason: '',
    turn: 0,
  }),
  clearOn: 'school-change',
  actions: {
    async loadList(school: TenantId) {
      const mine = ++this.turn
      try {
        const cards = await client['matrices.list']({ school })
        if (mine !== this.turn) return
        this.cards = cards
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    async open(school: TenantId, edition: string) {
      const mine = ++this.turn
      try {
        const [view, activities] = await Promise.all([
          client['matrices.open']({ school, edition }),
          client['matrices.catalogue']({ school }),
        ])
        if (mine !== this.turn) return
        this.view = view
        this.activities = activities
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    async create(input: Input<'matrices.create'>): Promise<MatrixView> {
      this.view = await client['matrices.create'](input)
      return this.view
    },
    async openDraft(school: TenantId, edition: string, reason: string): Promise<MatrixView> {
      this.reason = reason
      this.view = await client['matrices.openDraft']({ school, edition, reason })
      return this.view
    },
    async discardDraft(school: TenantId, edition: string, reason: string): Promise<string> {
      return (await client['matrices.discardDraft']({ school, edition, reason })).shown
    },
    /** Sets a cell of the open draft. @returns the batch, for undo */
    async setCell(
      school: TenantId,
      row: string,
      column: string,
      change: Partial<CellContent>,
      reason: string,
    ): Promise<string> {
      if (this.view === null) throw new Error('No matrix is open')
      const edition = this.view.edition.id
      const done = await client['matrices.setCell']({ school, edition, row, column, change, reason })
      this.reason = reason
      const others = this.view.cells.filter(
        (cell) => cell.id !== done.cell.id && !(cell.row === row && cell.column === column),
      )
      this.view = { ...this.view, cells: [...others, done.cell], problems: done.problems }
      return done.batch
    },
    async addRow(input: Input<'matrices.addRow'>) {
      this.reason = input.reason
      this.view = await client['matrices.addRow'](input)
    },
    async renameRow(input: Input<'matrices.renameRow'>) {
      this.reason = input.reason
      this.view = await client['matrices.renameRow'](input)
    },
    async removeRow(input: Input<'matrices.removeRow'>) {
      this.reason = input.reason
      this.view = await client['matrices.removeRow'](input)
    },
    async approve(input: Input<'matrices.approve'>) {
      this.view = await client['matrices.approve'](input)
    },
    async propose(school: TenantId) {
      if (this.view === null) return
      this.proposals = await client['matrices.proposeMappings']({ school, edition: this.view.edition.id })
    },
    async mapRow(school: TenantId, row: string, activity: string | null) {
      if (this.view === null) return
      this.view = await client['matrices.mapRow']({ school, edition: this.view.edition.id, row, activity })
      await this.propose(school)
    },
    exportAs(school: TenantId, format: ExportFormat) {
      if (this.view === null) throw new Error('No matrix is open')
      return client['matrices.export']({ school, edition: this.view.edition.id, format })
    },
    /** Takes one batch back. @returns the batch that brings it back again */
    async undo(school: TenantId, batch: string): Promise<string> {
      const undone = await client['history.undo']({ school, batch })
      if (this.view !== null) await this.open(school, this.view.edition.id)
      return undone.batch
    },
  },
})
