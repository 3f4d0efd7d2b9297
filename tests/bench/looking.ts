/** What the vault takes in while a folder is looked through: memory with ten times the files, and how long writing takes. */
import type { SchoolId } from '@contract/index'
import type { Ctx } from '@vault/context'
import { asTenant } from '@vault/opened'
import { set } from '@vault/entity'
import { imagesHandlers } from '../../src-main/features/images/handlers'
import type { ScanBatch, ScannedFile } from '../../src-main/folders/wire'
import { schoolsOf } from './asking'
import type { Figure } from './measure'
import { registers } from './registers'
import { newId, trustOf } from './trust'

const FEW = 10_000
const MANY = 100_000
const IN_BATCH = 500
const FOLDER_KIND = { type: 'images.folder', family: 'fields' } as const

const fileAt = (at: number): ScannedFile => ({
  ...{ kind: 'FILE', path: `${Math.floor(at / 500)}/IMG_${String(at).padStart(6, '0')}.jpg`, size: 2_000_000 + at },
  ...{ modifiedAt: 1_780_000_000_000, takenOn: '2026-05-28' as ScannedFile['takenOn'], dated: 'FILE' },
  hash: at.toString(16).padStart(64, '0'),
})

/** Megabytes in use, after what is not needed has gone. */
function heapNow(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_000_000
}

/** @param folder an empty folder on a local disk */
export async function looking(folder: string): Promise<(Figure | string)[]> {
  const trust = await trustOf(folder, registers([{ name: 'A school', pupils: 30, earlier: 1 }]))
  try {
    const [school] = schoolsOf(trust)
    if (school === undefined) throw new Error('The school is missing')
    const id = newId()
    const kind = { ...FOLDER_KIND } as never // Only its type is asked for.
    trust.ctx.append(trust.opened.tenant(asTenant(school)), [
      set(kind, id, { label: 'Drive', path: '/drive', by: trust.ctx.actor.id }),
    ])
    const said: string[] = []
    const look = async (files: number): Promise<{ readonly ms: number; readonly mb: number }> => {
      let next = 0
      const before = heapNow()
      let last = 0
      const host: Partial<Ctx['host']> = {
        openScan: async () => 'ticket',
        closeScan: async () => undefined,
        nextScanned: async (): Promise<ScanBatch> => {
          const many = Math.min(IN_BATCH, files - next)
          const entries = Array.from({ length: many }, (_, at) => fileAt(next + at))
          next += many
          const sofar = { files: next, bytes: next * 2_000_000, leftOut: 0, folders: next / 500 }
          const isLast = next >= files
          if (isLast) last = heapNow()
          return { entries, sofar, end: isLast ? { ...sofar, complete: true, ended: 'WHOLE' } : null }
        },
      }
      const ctx = { ...trust.ctx, host: { ...trust.ctx.host, ...host } }
      const began = performance.now()
      await imagesHandlers['images.scan']({ school: school as SchoolId, folder: id, job: newId() }, ctx)
      return { ms: performance.now() - began, mb: last - before }
    }
    for (const files of [FEW, MANY]) {
      const { ms, mb } = await look(files)
      said.push(
        `Vault while ${files.toLocaleString('en-GB')} new pictures are looked through: ${mb.toFixed(1)} MB more before the last batch, ${Math.round(ms)} ms, ${((ms / files) * 1000).toFixed(0)} us a file`,
      )
    }
    return said
  } finally {
    trust.opened.close()
  }
}
