/** The list in hand: what it looks like, what its columns mean, what it would change; and the lists read in before. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { CivilDate, DryRow, DryRun, FileSeen, ImportRun, Mapping, SchoolId } from '@contract'
import { client, on } from '../../ipc/client'
import { newJobId } from '../../ipc/job-id'
import { faultWords } from '../../ui/words'

export type Step = 'choose' | 'columns' | 'values' | 'check' | 'done'

/** What somebody chose for a row to confirm: a pupil, or nobody of those. */
export type Choice = { readonly pupil: string | null }

/** Something under way: its job, words, and how far it is; the whole of it told: it is being written and cannot be stopped. */
export interface Doing {
  readonly job: string
  readonly words: string | null
  readonly done: number
  /** Null while unknown. */
  readonly total: number | null
}

const begun = (job: string): Doing => ({ job, words: null, done: 0, total: null })

export const isWriting = (doing: Doing | null): boolean =>
  doing !== null && doing.total !== null && doing.done >= doing.total

export const useImports = defineStore('imports', {
  state: () => ({
    step: 'choose' as Step,
    /** Raw: a table of hundreds of columns is read often and never changed in place. */
    file: null as FileSeen | null,
    mapping: null as Mapping | null,
    dryRun: null as DryRun | null,
    /** Rows beyond those of the dry run, in the order they came. */
    more: [] as readonly DryRow[],
    choices: {} as Readonly<Record<number, Choice>>,
    leavers: {} as Readonly<Record<string, CivilDate>>,
    /** What is being done with the file; null between. */
    busy: null as Doing | null,
    /** The applying was stopped, and changed nothing. */
    stopped: false,
    failure: null as string | null,
    /** The taking back that is under way. */
    undoing: null as Doing | null,
    result: null as ImportRun | null,
    /** Rows of it that were left out, or that nobody confirmed. */
    resultOpen: 0,
    runs: null as readonly ImportRun[] | null,
    runsFailure: null as string | null,
    runsTurn: 0,
  }),
  clearOn: 'school-change',
  actions: {
    /** Does one thing at a time with a job; another start is not heard. @returns what came of it, null when it was refused or the page moved on */
    async work<T>(job: string, work: () => Promise<T>): Promise<{ readonly value: T } | null> {
      if (this.busy !== null) return null
      this.busy = begun(job)
      this.failure = null
      this.stopped = false
      const end = on('progress', (told) => {
        if (told.job === job && this.busy?.job === job) this.busy = told
      })
      try {
        const value = await work()
        return this.busy?.job === job ? { value } : null
      } catch (refusal) {
        if (this.busy?.job === job && !this.stopped) this.failure = faultWords(refusal)
        return null
      } finally {
        end()
        if (this.busy?.job === job) this.busy = null
      }
    },
    /** Lets the person choose a file. @returns whether one was chosen and read; null when it was refused */
    async pick(school: SchoolId): Promise<boolean | null> {
      const job = newJobId()
      const before = this.file
      const picked = await this.work(job, () => client['imports.pick']({ school, job }))
      if (picked === null) return null
      if (picked.value === null) return false
      if (before !== null) void client['imports.drop']({ school, job: before.job }).catch(() => {})
      this.file = markRaw(picked.value)
      this.mapping = picked.value.mapping
      this.forgetTrial()
      this.step = 'columns'
      return true
    },
    forgetTrial() {
      this.dryRun = null
      this.more = []
      this.choices = {}
      this.leavers = {}
      this.result = null
    },
    map(mapping: Mapping) {
      this.mapping = mapping
    },
    /** Reads another table of the file. */
    useTable(at: number) {
      const mapping = this.file?.mappings[at]
      if (mapping !== undefined) this.mapping = mapping
    },
    async tryOut(school: SchoolId) {
      const { file, mapping } = this
      if (file === null || mapping === null) return
      this.forgetTrial()
      this.step = 'check'
      const tried = await this.work(file.job, () => client['imports.tryOut']({ school, job: file.job, mapping }))
      if (tried !== null) this.dryRun = markRaw(tried.value)
    },
    /** Rows of one outcome, those already asked for. */
    rowsOf(outcome: DryRow['outcome']): readonly DryRow[] {
      return [...(this.dryRun?.rows ?? []), ...this.more].filter((row) => row.outcome === outcome)
    },
    async loadMore(school: SchoolId, outcome: DryRow['outcome']) {
      const { file } = this
      if (file === null) return
      const from = this.rowsOf(outcome).length
      const found = await this.work(file.job, () => client['imports.rows']({ school, job: file.job, outcome, from }))
      if (found !== null && this.rowsOf(outcome).length === from) this.more = [...this.more, ...found.value]
    },
    /** @param choice null takes a choice back */
    choose(line: number, choice: Choice | null) {
      const { [line]: _before, ...rest } = this.choices
      this.choices = choice === null ? rest : { ...rest, [line]: choice }
    },
    /** @param on null: the pupil has not left */
    setLeaver(pupil: string, on: CivilDate | null) {
      const { [pupil]: _before, ...rest } = this.leavers
      this.leavers = on === null ? rest : { ...rest, [pupil]: on }
    },
    /** @returns whether it was applied */
    async apply(school: SchoolId): Promise<boolean> {
      const { file } = this
      if (file === null) return false
      const choices = Object.entries(this.choices).map(([line, { pupil }]) => ({ line: Number(line), pupil }))
      const leavers = Object.entries(this.leavers).map(([pupil, day]) => ({ pupil, on: day }))
      const applied = await this.work(file.job, () =>
        client['imports.apply']({ school, job: file.job, choices, leavers }),
      )
      if (applied === null) return false
      // Whoever pressed Stop too late sees that it was done.
      this.stopped = false
      const { leftOut = 0, toConfirm = 0 } = this.dryRun?.counts ?? {}
      this.file = null
      this.mapping = null
      this.forgetTrial()
      this.result = applied.value
      this.resultOpen = leftOut + toConfirm - choices.length
      this.step = 'done'
      return true
    },
    /** Stops what is being done: applying leaves the file as it was tried out, anything before that leaves no file. */
    async stop(school: SchoolId) {
      const { busy } = this
      if (busy === null || isWriting(busy)) return
      if (this.step !== 'check' || this.dryRun === null) {
        this.drop(school)
        return
      }
      this.stopped = true
      await client['imports.stop']({ school, job: busy.job }).catch((refusal: unknown) => {
        this.stopped = false
        this.failure = faultWords(refusal)
      })
    },
    /** Forgets the file, and stops what is being done with it. */
    drop(school: SchoolId) {
      const job = this.busy?.job ?? this.file?.job ?? null
      this.busy = null
      this.file = null
      this.mapping = null
      this.failure = null
      this.stopped = false
      this.forgetTrial()
      this.step = 'choose'
      // A file that is not in hand any more is dropped already.
      if (job !== null) void client['imports.drop']({ school, job }).catch(() => {})
    },
    /** @returns the file's name; null when saving was cancelled. @throws Fault */
    async saveLeftOut(school: SchoolId): Promise<string | null> {
      if (this.file === null) return null
      const { saved, fileName } = await client['imports.saveLeftOut']({ school, job: this.file.job })
      return saved ? (fileName ?? '') : null
    },
    async loadRuns(school: SchoolId) {
      const mine = ++this.runsTurn
      try {
        const runs = await client['imports.list']({ school })
        if (mine !== this.runsTurn) return
        this.runs = runs
        this.runsFailure = null
      } catch (refusal) {
        if (mine === this.runsTurn) this.runsFailure = faultWords(refusal)
      }
    },
    /** Takes a whole list back. @throws Fault */
    async undo(school: SchoolId, id: string, reason: string) {
      const job = newJobId()
      this.undoing = begun(job)
      const end = on('progress', (told) => {
        if (told.job === job && this.undoing?.job === job) this.undoing = told
      })
      try {
        const run = await client['imports.undo']({ school, job, import: id, reason })
        this.runsTurn += 1
        this.runs = (this.runs ?? []).map((one) => (one.id === run.id ? run : one))
        if (this.result?.id === run.id) this.result = run
      } finally {
        end()
        if (this.undoing?.job === job) this.undoing = null
      }
    },
    /** Stops the taking back before anything is written; it is then refused, and says so. */
    stopUndoing(school: SchoolId) {
      const { undoing } = this
      if (undoing !== null && !isWriting(undoing)) {
        void client['imports.stop']({ school, job: undoing.job }).catch(() => {})
      }
    },
  },
})
