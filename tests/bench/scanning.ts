/** Looking through a folder of 100,000 pictures, against a plain walk that asks size and dates and hashes each file. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { scanFolder } from '../../src-main/folders/scan'
import { jpeg, tiff } from '../support/pictures'
import { against, type Figure } from './measure'

const FILES = 100_000
const PER_FOLDER = 500
const FEW = 10_000
const never = new AbortController().signal

/** One file in four states in itself when it was taken. */
function picture(at: number): Uint8Array {
  const rest = Buffer.alloc(2000 + ((at * 7919) % 12_000), at % 251)
  rest.writeUInt32LE(at, 0)
  const month = String(1 + (at % 12)).padStart(2, '0')
  return jpeg(at % 4 === 0 ? tiff(`2025:${month}:15 10:00:00`) : null, rest)
}

/** @param folder an empty folder on a local disk */
export async function scanning(folder: string): Promise<(Figure | string)[]> {
  for (let at = 0; at < FILES; at += 1) {
    const below = join(folder, `${Math.floor(at / PER_FOLDER)}`)
    if (at % PER_FOLDER === 0) mkdirSync(below)
    writeFileSync(join(below, `IMG_${at}.jpg`), picture(at))
  }
  const heap = { few: 0, many: 0 }
  const own = async (): Promise<void> => {
    let seen = 0
    for await (const { entries, end } of scanFolder(folder, {}, never)) {
      const before = seen
      seen += entries.length
      if (before < FEW && seen >= FEW) heap.few = heapNow()
      if (end !== null) heap.many = heapNow()
    }
    if (seen !== FILES) throw new Error(`Saw ${seen} files`)
  }
  const plain = async (): Promise<void> => {
    let seen = 0
    const walk = async (below: string): Promise<void> => {
      for (const entry of await readdir(below, { withFileTypes: true })) {
        const path = join(below, entry.name)
        if (entry.isDirectory()) await walk(path)
        else {
          await stat(path)
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex')
          seen += 1
        }
      }
    }
    await walk(folder)
    if (seen !== FILES) throw new Error(`Saw ${seen} files`)
  }
  const options = { pairs: 3, against: 'a walk with stat, readFile and SHA-256, one file after another' }
  return [
    await against(`Look through ${FILES.toLocaleString('en-GB')} pictures`, own, plain, { ...options, target: 1.3 }),
    await against('The same in time of the processor', own, plain, { ...options, target: 1.3, time: 'processor' }),
    `Heap after ${FEW.toLocaleString('en-GB')} pictures ${heap.few.toFixed(1)} MB, after all ${heap.many.toFixed(1)} MB`,
  ]
}

/** Megabytes in use, after what is not needed has gone. */
function heapNow(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_000_000
}
