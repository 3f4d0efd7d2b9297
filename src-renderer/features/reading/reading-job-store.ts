/**
 * The job that reads files, while it runs and after. It outlives the screen and a change of school, because one goes
 * on working meanwhile; what it shows belongs to its own school only.
 */
import { defineStore } from 'pinia'
import type { ReadOutcome, TenantId } from '@contract'
import { client, on } from '../../ipc/client'
import { newJobId } from '../../ipc/job-id'
import { say } from '../../ui/live'
import { useToasts } from '../../ui/toasts-store'
import { faultWords } from '../../ui/words'
import { secondsLeft } from './time-left'
import { words } from './words'

export interface ReadingJob {
  readonly id: string
  readonly school: TenantId
  /** What is being done now; null until the files are chosen. */
  readonly words: string | null
  readonly done: number
  /** Null: not known. */
  readonly total: number | null
  /** Seconds; null while nothing sound can be said. */
  readonly left: number | null
  readonly cancelling: boolean
}

export const useReadingJob = defineStore('reading-job', {
  state: () => ({
    job: null as ReadingJob | null,
    outcomes: null as { readonly school: TenantId; readonly files: readonly ReadOutcome[] } | null,
    failure: null as { readonly school: TenantId; readonly words: string } | null,
  }),
  clearOn: 'lock',
  actions: {
    /** Lets the person choose and reads. One job at a time; a second start is not heard. Resolves when it is over. */
    async start(school: TenantId, from: 'files' | 'folder') {
      if (this.job !== null) return
      const id = newJobId()
      let begun: number | null = null
      this.job = { id, school, words: null, done: 0, total: null, left: null, cancelling: false }
      this.outcomes = null
      this.failure = null
      const end = on('progress', ({ job, words: now, done, total }) => {
        if (job !== id || this.job?.id !== id) return
        begun ??= performance.now()
        this.job = { ...this.job, words: now, done, total, left: secondsLeft(performance.now() - begun, done, total) }
      })
      try {
        const files = await client['reading.read']({ school, from, job: id })
        // Locked meanwhile: nothing of it may come back.
        if (this.job?.id !== id) return
        this.tellOutcome(school, files)
      } catch (refusal) {
        if (this.job?.id !== id) return
        this.failure = { school, words: faultWords(refusal) }
        useToasts().done(faultWords(refusal))
      } finally {
        end()
        if (this.job?.id === id) this.job = null
      }
    },
    tellOutcome(school: TenantId, files: readonly ReadOutcome[]) {
      const count = (state: ReadOutcome['state']) => files.filter((file) => file.state === state).length
      if (files.length === 0) {
        say(words.job.none)
        return
      }
      this.outcomes = { school, files }
      useToasts().done(words.job.done(count('read'), count('known'), count('refused')))
    },
    /** Asks the job to stop. It ends by itself with the outcomes so far. */
    async cancel() {
      const { job } = this
      if (job === null || job.cancelling) return
      this.job = { ...job, cancelling: true }
      try {
        await client['reading.cancel']({ school: job.school, job: job.id })
      } catch (refusal) {
        if (this.job?.id === job.id) this.job = { ...this.job, cancelling: false }
        useToasts().done(faultWords(refusal))
      }
    },
    forgetOutcomes() {
      this.outcomes = null
      this.failure = null
    },
  },
})
