/** Disposals of one school: proposed, answered, carried out, with what became of every copy. */
import { defineStore } from 'pinia'
import type { AppContract, CivilDate, Client, ClockEntry, Disposal, SchoolId } from '@contract'
import { client, on } from '../../../ipc/client'
import { newJobId } from '../../../ipc/job-id'
import { faultWords } from '../../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

// Numbers are read as people file them: 9 before 10, and a letter after the same number.
const filed = new Intl.Collator('en-GB', { numeric: true })

export const useDisposals = defineStore('disposals', {
  state: () => ({
    /** Null until they have been asked for once. */
    disposals: null as readonly Disposal[] | null,
    failure: null as string | null,
    /** What is dated ahead of this PC's clock. */
    clocks: [] as readonly ClockEntry[],
    turn: 0,
    /** The one being carried out here: how far it is; null between. */
    work: null as {
      readonly disposal: string
      readonly job: string
      readonly words: string | null
      readonly done: number
      readonly total: number | null
    } | null,
    /** Why the work last ended before its time, and of which disposal. */
    workFailure: null as { readonly disposal: string; readonly words: string } | null,
  }),
  getters: {
    /** The newest number first. */
    newestFirst: (state): Disposal[] => [...(state.disposals ?? [])].sort((a, b) => filed.compare(b.number, a.number)),
  },
  clearOn: 'school-change',
  actions: {
    find(id: string | null): Disposal | undefined {
      return id === null ? undefined : this.disposals?.find((disposal) => disposal.id === id)
    },
    async load(school: SchoolId) {
      const mine = ++this.turn
      try {
        const [disposals, clocks] = await Promise.all([
          client['images.disposals']({ school }),
          client['images.clocks']({ school }),
        ])
        if (mine !== this.turn) return
        this.disposals = disposals
        this.clocks = clocks
        this.failure = null
      } catch (refusal) {
        if (mine === this.turn) this.failure = faultWords(refusal)
      }
    },
    keep(disposal: Disposal): Disposal {
      this.turn += 1
      this.disposals = [...(this.disposals ?? []).filter(({ id }) => id !== disposal.id), disposal]
      return disposal
    },
    /** @throws Fault */
    async propose(input: Input<'images.propose'>): Promise<Disposal> {
      const disposal = await client['images.propose'](input)
      // The list was perhaps never read here; one entry must not pass for all of them.
      if (this.disposals !== null) this.keep(disposal)
      return disposal
    },
    /** @throws Fault */
    async approve(input: Input<'images.approve'>) {
      this.keep(await client['images.approve'](input))
    },
    /**
     * Deletes the files, or goes on with it; one at a time. It runs on when the screen is left.
     * @returns how it stands afterwards; null when it was refused or broken off (`workFailure` says why), or the window moved on
     */
    async carryOut(school: SchoolId, disposal: string, saidToday: CivilDate): Promise<Disposal | null> {
      if (this.work !== null) return null
      const job = newJobId()
      this.work = { disposal, job, words: null, done: 0, total: null }
      this.workFailure = null
      const end = on('progress', ({ job: of, words, done, total }) => {
        if (of === job && this.work?.job === job) this.work = { disposal, job, words, done, total }
      })
      try {
        const after = await client['images.carryOut']({ school, disposal, job, saidToday })
        return this.work?.job === job ? this.keep(after) : null
      } catch (refusal) {
        if (this.work?.job === job) {
          this.workFailure = { disposal, words: faultWords(refusal) }
          // Some of it may have been done before it ended.
          void this.load(school)
        }
        return null
      } finally {
        end()
        if (this.work?.job === job) this.work = null
      }
    },
    /** @throws Fault */
    async declareClock(input: Input<'images.declareClock'>) {
      this.clocks = await client['images.declareClock'](input)
    },
    /** @throws Fault */
    async recordResult(input: Input<'images.recordResult'>) {
      this.keep(await client['images.recordResult'](input))
    },
    /** @returns the file's name; null when saving was cancelled. @throws Fault */
    async saveRecord(school: SchoolId, disposal: string): Promise<string | null> {
      const { saved, fileName } = await client['images.saveRecord']({ school, disposal })
      return saved ? (fileName ?? '') : null
    },
  },
})
