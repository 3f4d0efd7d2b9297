/**
 * What a look finds, written as it goes into the school's file on this PC: a lock in the midst of it loses at most the batch
 * in hand, and the vault holds no more than that batch, however many files there are.
 */
import type { ScanReport } from '@contract/images'
import {
  beginLook,
  dropAmiss,
  dropOlder,
  dropScratch,
  keepAmiss,
  keepLook,
  keepMoved,
  keepProblems,
  keepUnsorted,
  keepWaiting,
  lookAt,
  wasUnsorted,
  waitingAfter,
  type AmissRow,
  type MovedRow,
  type ProblemRow,
  type UnsortedRow,
} from '@db/repo/found'
import type { Tenant } from '@vault/context'
import { ScannedFile, type ScannedFile as Scanned } from '../../folders/wire'
import type { RegisteredFile } from './events'
import type { Known } from './registered'

/** Most things kept in hand before they are written. */
const IN_HAND = 500

/** The folder a file lies in, below the registered one; empty for that itself. */
export const folderOfPath = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

export class Finding {
  readonly #number: number
  readonly #wasWhole: boolean
  #hasBegun = false
  #waiting = 0
  readonly #told = new Map<string, number>()
  #hand = emptyHand()

  constructor(
    private readonly tenant: Pick<Tenant, 'db' | 'here'>,
    private readonly folder: string,
  ) {
    const before = lookAt(tenant.db, folder)
    this.#number = (before?.number ?? 0) + 1
    this.#wasWhole = before?.whole ?? false
  }

  /** A file of no set. */
  unsorted(file: RegisteredFile): void {
    const below = folderOfPath(file.path)
    this.#hand.unsorted.push({ ...file, folder: this.folder, below, look: this.#number, filed: false })
  }

  /** Whether this look has seen a file as one of no set; it may have been put into one since. */
  sawUnsorted(path: string): boolean {
    return (
      this.#hand.unsorted.some((row) => row.path === path) ||
      wasUnsorted(this.tenant.db, this.folder, path, this.#number)
    )
  }

  /** A registered file that is missing, or has changed to what is there now. */
  amiss(set: string, path: string, now: RegisteredFile | null): void {
    const state = now === null ? 'MISSING' : 'CHANGED'
    const { size, takenOn, hash } = now ?? { size: null, takenOn: null, hash: null }
    this.#hand.amiss.push({ folder: this.folder, path, set, state, size, takenOn, hash, look: this.#number })
  }

  /** A registered file that is as it was registered. */
  right({ path }: Pick<Known, 'path'>): void {
    this.#hand.right.push(path)
  }

  /** @param other the registered file the words name. @param most more of a kind are left out */
  problem(kind: string, path: string, words: string, other: string | null, most: number): void {
    const position = this.#told.get(kind) ?? 0
    if (position >= most) return
    this.#told.set(kind, position + 1)
    this.#hand.problems.push({ folder: this.folder, kind, position, path, other, words })
  }

  /** A file that can be judged only at the end. */
  wait(file: Scanned): void {
    const { path, hash } = file
    this.#hand.waiting.push({ folder: this.folder, position: this.#waiting++, file: JSON.stringify(file), path, hash })
  }

  /** Files that wait, a page at a time. */
  *waiting(): Generator<readonly Scanned[]> {
    for (let after = -1; ;) {
      const page = waitingAfter(this.tenant.db, this.folder, after, IN_HAND)
      const last = page.at(-1)
      if (last === undefined) return
      yield page.map(({ file }) => ScannedFile.parse(JSON.parse(file)))
      after = last.position
    }
  }

  moved({ part, path }: Known, to: string): void {
    this.#hand.moved.push({ folder: this.folder, part, path, to })
  }

  get isFull(): boolean {
    return Object.values(this.#hand).some((rows) => rows.length >= IN_HAND)
  }

  /** Writes what is in hand, and how far the look has come. @param at milliseconds since 1970 UTC */
  write(counts: ScanReport['counts'], at: number): void {
    this.#keep({ counts, at, ended: 'NOT_YET', stopped: null, whole: this.#wasWhole })
  }

  /** Writes what is left in hand, and how it ended. What a look that saw everything has not seen is there no more. */
  end(counts: ScanReport['counts'], at: number, isWhole: boolean, stopped: string | null): void {
    this.#keep({ counts, at, ended: isWhole ? 'WHOLE' : 'PART', stopped, whole: isWhole || this.#wasWhole })
  }

  #keep(come: Omit<Parameters<typeof keepLook>[1], 'folder' | 'device' | 'number'>): void {
    const { folder } = this
    const hand = this.#hand
    const { device } = this.tenant.here
    this.tenant.here.write((db) => {
      if (!this.#hasBegun) beginLook(db, folder)
      dropAmiss(db, folder, hand.right)
      keepUnsorted(db, hand.unsorted)
      keepAmiss(db, hand.amiss)
      keepProblems(db, hand.problems)
      keepWaiting(db, hand.waiting)
      keepMoved(db, hand.moved)
      if (come.ended === 'WHOLE') dropOlder(db, folder, this.#number)
      if (come.ended !== 'NOT_YET') dropScratch(db, folder)
      keepLook(db, { ...come, folder, device, number: this.#number })
    })
    this.#hasBegun = true
    this.#hand = emptyHand()
  }
}

const emptyHand = () => ({
  unsorted: [] as UnsortedRow[],
  amiss: [] as AmissRow[],
  right: [] as string[],
  problems: [] as ProblemRow[],
  waiting: [] as Parameters<typeof keepWaiting>[1][number][],
  moved: [] as MovedRow[],
})
