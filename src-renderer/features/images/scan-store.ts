/**
 * The scan of a folder, while it runs. It outlives the screen and a change of school, because one goes on
 * working meanwhile; what it shows belongs to its own school only.
 */
import { defineStore } from 'pinia'
import type { ScanReport, SchoolId } from '@contract'
import { client, on } from '../../ipc/client'
import { newJobId } from '../../ipc/job-id'
import { useToasts } from '../../ui/toasts-store'
import { faultWords } from '../../ui/words'
import { secondsLeft } from '../reading/time-left'
import { folderWords } from './folder-words'

export interface ScanJob {
  readonly id: string
  readonly school: SchoolId
  readonly folder: string
  /** What is being done now; null until the first word of it. */
  readonly words: string | null
  readonly done: number
  /** Null: not known. */
  readonly total: number | null
  /** Seconds; null while nothing sound can be said. */
  readonly left: number | null
  readonly cancelling: boolean
}

export const useScans = defineStore('images-scans', {
  state: () => ({
    job: null as ScanJob | null,
    failure: null as { readonly folder: string; readonly words: string } | null,
  }),
  clearOn: 'lock',
  actions: {
    /** Scans one folder at a time; a second start is not heard. @returns its report; null when it was refused */
    async start(school: SchoolId, folder: string): Promise<ScanReport | null> {
      if (this.job !== null) return null
      const id = newJobId()
      const begun = performance.now()
      this.job = { id, school, folder, words: null, done: 0, total: null, left: null, cancelling: false }
      this.failure = null
      const end = on('progress', ({ job, words, done, total }) => {
        if (job !== id || this.job?.id !== id) return
        this.job = { ...this.job, words, done, total, left: secondsLeft(performance.now() - begun, done, total) }
      })
      try {
        const report = await client['images.scan']({ school, folder, job: id })
        // Locked meanwhile: nothing of it may come back.
        if (this.job?.id !== id) return null
        useToasts().done(report.complete ? folderWords.done(report.counts.new) : folderWords.stoppedToast)
        return report
      } catch (refusal) {
        if (this.job?.id !== id) return null
        this.failure = { folder, words: faultWords(refusal) }
        useToasts().done(faultWords(refusal))
        return null
      } finally {
        end()
        if (this.job?.id === id) this.job = null
      }
    },
    /** Asks the scan to stop. It ends by itself with what it found so far. */
    async cancel() {
      const { job } = this
      if (job === null || job.cancelling) return
      this.job = { ...job, cancelling: true }
      try {
        await client['images.cancelScan']({ school: job.school, job: job.id })
      } catch (refusal) {
        if (this.job?.id === job.id) this.job = { ...this.job, cancelling: false }
        useToasts().done(faultWords(refusal))
      }
    },
  },
})
