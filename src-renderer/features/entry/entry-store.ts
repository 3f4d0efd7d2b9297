/** Printed runs and batches of the school in view, and the batch that is open. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { AppContract, Batch, BatchCard, Client, PrintRun, SchoolId, Sheet, SheetFacts } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]
type InSchool<K extends keyof AppContract> = Omit<Input<K>, 'school'> & { readonly school: SchoolId }
type Output<K extends keyof AppContract> = Awaited<ReturnType<Client<AppContract>[K]>>

export const useEntry = defineStore('entry', {
  state: () => ({
    /** The newest first; null until they have been asked for once. */
    batches: null as readonly BatchCard[] | null,
    runs: null as readonly PrintRun[] | null,
    listFailure: null as string | null,
    /** Raw: hundreds of sheets are read often and replaced one by one. */
    batch: null as Batch | null,
    batchFailure: null as string | null,
    listTurn: 0,
    batchTurn: 0,
    /** Writes of this window not yet answered; what they change comes with the answer. */
    inFlight: 0,
  }),
  clearOn: 'school-change',
  actions: {
    async loadList(school: SchoolId) {
      const mine = ++this.listTurn
      try {
        const [batches, runs] = await Promise.all([
          client['entry.batches']({ school }),
          client['entry.runs']({ school }),
        ])
        if (mine !== this.listTurn) return
        this.batches = batches
        this.runs = runs
        this.listFailure = null
      } catch (refusal) {
        if (mine === this.listTurn) this.listFailure = faultWords(refusal)
      }
    },
    async open(school: SchoolId, batch: string) {
      const mine = ++this.batchTurn
      if (this.batch?.id !== batch) this.batch = null
      try {
        const opened = await client['entry.batch']({ school, batch })
        if (mine === this.batchTurn) this.show(opened)
      } catch (refusal) {
        if (mine === this.batchTurn) this.batchFailure = faultWords(refusal)
      }
    },
    show(batch: Batch) {
      this.batchTurn += 1
      this.batch = markRaw(batch)
      this.batchFailure = null
    },
    async start(input: Input<'entry.start'>): Promise<Batch> {
      const batch = await client['entry.start'](input)
      this.show(batch)
      return batch
    },
    async resume(school: SchoolId, batch: string) {
      this.show(await this.sent(client['entry.resume']({ school, batch })))
    },
    async pause(school: SchoolId, batch: string) {
      this.merge(await this.sent(client['entry.pause']({ school, batch })))
    },
    async recount(school: SchoolId, batch: string, expected: number) {
      this.merge(await this.sent(client['entry.recount']({ school, batch, expected })))
    },
    async close(school: SchoolId, batch: string) {
      this.merge(await this.sent(client['entry.close']({ school, batch })))
    },
    /** Keeps a form in the middle of keying. @returns the sheet it is kept as. @throws Fault */
    async keep(school: SchoolId, batch: string, sheet: string | null, facts: SheetFacts): Promise<string> {
      return (await this.sent(client['entry.keep']({ school, batch, sheet, facts }))).sheet
    },
    /** Saves a form and puts it in its place in the list. @throws Fault */
    async save(school: SchoolId, batch: string, sheet: string | null, facts: SheetFacts): Promise<Sheet> {
      const saved = await this.sent(client['entry.save']({ school, batch, sheet, facts }))
      this.place(saved)
      return saved
    },
    /** @throws Fault */
    async release(school: SchoolId, batch: string, sheet: string, note: string) {
      this.place(await this.sent(client['entry.release']({ school, batch, sheet, note })))
    },
    /** @throws Fault */
    async setAside(school: SchoolId, batch: string, sheet: string, note: string) {
      const left = await this.sent(client['entry.setAside']({ school, batch, sheet, note }))
      this.place(left, sheet)
    },
    /** Shows a draft in the list without asking for all of it. */
    placeDraft(draft: Sheet) {
      if (this.batch === null) return
      const others = this.batch.sheets.filter(({ id }) => id !== draft.id)
      this.show({ ...this.batch, sheets: [...others, draft] })
    },
    /** A sheet as it stands now; the draft of its correction, at the same place, is gone with it. */
    place(sheet: Sheet, gone: string | null = null) {
      if (this.batch === null) return
      const others = this.batch.sheets.filter(
        ({ id, position, state }) =>
          id !== sheet.id && id !== gone && !(state === 'DRAFT' && position === sheet.position),
      )
      const sheets = [...others, sheet].sort((a, b) => a.position - b.position)
      const keyed = sheets.filter(({ state }) => state === 'SAVED' || state === 'TO_CHECK')
      const toCheck = keyed.filter(({ state }) => state === 'TO_CHECK').length
      this.show({ ...this.batch, sheets, keyed: keyed.length, toCheck })
    },
    /** Takes over the counts and the state of a card. */
    merge(card: BatchCard) {
      if (this.batch?.id === card.id) this.show({ ...this.batch, ...card })
    },
    async sent<T>(work: Promise<T>): Promise<T> {
      this.inFlight += 1
      try {
        return await work
      } finally {
        this.inFlight -= 1
      }
    },
    /** @throws Fault */
    async print(input: InSchool<'entry.print'>): Promise<Output<'entry.print'>> {
      const done = await client['entry.print'](input)
      if (done.saved) await this.loadList(input.school)
      return done
    },
    /** @throws Fault */
    async reprint(input: InSchool<'entry.reprint'>): Promise<Output<'entry.reprint'>> {
      const done = await client['entry.reprint'](input)
      if (done.saved) await this.loadList(input.school)
      return done
    },
    /** @returns the file's name, null when nothing was saved. @throws Fault */
    async slip(school: SchoolId, batch: string): Promise<string | null> {
      const { saved, fileName } = await client['entry.slip']({ school, batch })
      return saved ? fileName : null
    },
  },
})
