/** Which files of a disposal are still to go, also when the app is ended between a deletion and its record. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  nextStep,
  type FileResult,
  type FileToGo,
  type Files,
  type Presence,
} from '../../src-main/features/images/rules/disposing-files'

const [BEGUN, DONE] = [{ step: 'BEGUN' }, { step: 'DONE' }] as const
const IN_USE = { step: 'KEPT', why: 'IN_USE' } as const
const CHANGED = { step: 'KEPT', why: 'CHANGED' } as const

/** In which list a file is; a file in none or in two fails. */
function listed(file: FileToGo): string {
  const { pending, gone, kept, missing, returned, unrecorded } = nextStep([file])
  const lists = Object.entries({ pending, gone, kept, missing, returned }).filter(([, files]) => files.length > 0)
  expect(lists.map(([, files]) => files.length)).toEqual([1])
  const [name] = lists[0] ?? ['']
  if (unrecorded.length > 0) expect(name).toBe('gone')
  return [name, ...(unrecorded.length > 0 ? ['unrecorded'] : []), ...kept.map(({ why }) => why)].join(' ')
}

it.each<[readonly FileResult[], Presence, string]>([
  [[], 'SAME', 'pending'],
  [[], 'CHANGED', 'kept CHANGED'],
  [[], 'UNREADABLE', 'kept UNREADABLE'],
  [[], 'ABSENT', 'missing'],
  [[BEGUN], 'SAME', 'pending'],
  [[BEGUN], 'ABSENT', 'gone unrecorded'],
  [[BEGUN], 'CHANGED', 'kept CHANGED'],
  [[BEGUN], 'UNREADABLE', 'kept UNREADABLE'],
  [[BEGUN, BEGUN], 'ABSENT', 'gone unrecorded'],
  [[BEGUN, IN_USE], 'SAME', 'kept IN_USE'],
  [[BEGUN, IN_USE], 'ABSENT', 'missing'],
  [[BEGUN, CHANGED], 'ABSENT', 'missing'],
  [[BEGUN, IN_USE, BEGUN], 'SAME', 'pending'],
  [[BEGUN, IN_USE, BEGUN], 'ABSENT', 'gone unrecorded'],
  [[BEGUN, DONE], 'ABSENT', 'gone'],
  [[BEGUN, DONE], 'UNREADABLE', 'gone'],
  [[BEGUN, DONE], 'CHANGED', 'gone'],
  [[BEGUN, DONE], 'SAME', 'returned'],
  [[BEGUN, DONE, BEGUN, DONE], 'ABSENT', 'gone'],
  [[BEGUN, DONE, BEGUN], 'ABSENT', 'gone'],
])('after %j a file that is %s is %s', (results, now, list) => {
  expect(listed({ hash: 'abc', results, now })).toBe(list)
})

it.each<[Presence, string]>([
  ['SAME', 'kept UNREADABLE'],
  ['CHANGED', 'kept UNREADABLE'],
  ['ABSENT', 'missing'],
])('a file whose hash was never known and that is %s now is %s', (now, list) => {
  expect(listed({ hash: null, results: [], now })).toBe(list)
})

it('only what is there and the same is ever to be deleted, and every file is in exactly one list', () => {
  const result = fc.constantFrom<FileResult>(BEGUN, DONE, IN_USE, CHANGED, { step: 'KEPT', why: 'UNREADABLE' })
  const file = fc.record({
    hash: fc.constantFrom('abc', null),
    results: fc.array(result, { maxLength: 6 }),
    now: fc.constantFrom<Presence>('SAME', 'CHANGED', 'ABSENT', 'UNREADABLE'),
  })
  fc.assert(
    fc.property(fc.array(file, { maxLength: 8 }), (files) => {
      const of = nextStep(files)
      const sorted = [...of.pending, ...of.gone, ...of.kept.map((one) => one.file), ...of.missing, ...of.returned]
      expect(new Set(sorted)).toEqual(new Set(files))
      expect(sorted).toHaveLength(files.length)
      for (const { hash, now } of of.pending) expect([hash, now]).toEqual(['abc', 'SAME'])
      for (const { now } of of.unrecorded) expect(now).toBe('ABSENT')
    }),
    { numRuns: 1000 },
  )
})

/** A disposal on a disk that remembers everything, ended now and then. */
class Disk {
  readonly files: FileToGo[]
  deleted = 0

  constructor(kinds: readonly Presence[]) {
    this.files = kinds.map((now) => ({ hash: 'abc', results: [], now }))
  }

  /** Goes on until nothing is left to do, or until so many things were written or deleted. */
  run(most: number): Files<FileToGo> {
    let left = most
    const may = (): boolean => left-- > 0
    for (;;) {
      const of = nextStep(this.files)
      for (const file of of.unrecorded) if (!may() || !this.put(file, { results: [...file.results, DONE] })) return of
      const [file] = of.pending
      if (file === undefined || !may()) return of
      const begun = this.put(file, { results: [...file.results, BEGUN] })
      if (!may()) return of
      if (begun.now === 'SAME') this.deleted += 1
      const without = this.put(begun, { now: 'ABSENT' })
      if (!may()) return of
      this.put(without, { results: [...without.results, DONE] })
    }
  }

  private put(file: FileToGo, parts: Partial<FileToGo>): FileToGo {
    const changed = { ...file, ...parts }
    this.files[this.files.indexOf(file)] = changed
    return changed
  }
}

it('a disposal ended at any moment, any number of times, destroys each file once and knows it', () => {
  const kind = fc.constantFrom<Presence>('SAME', 'SAME', 'SAME', 'CHANGED', 'ABSENT', 'UNREADABLE')
  fc.assert(
    fc.property(fc.array(kind, { maxLength: 8 }), fc.array(fc.nat(9), { maxLength: 12 }), (kinds, ends) => {
      const disk = new Disk(kinds)
      for (const end of ends) {
        disk.run(end)
        const { gone, pending } = nextStep(disk.files)
        expect(gone).toHaveLength(disk.deleted)
        expect(gone.length + pending.length).toBe(kinds.filter((one) => one === 'SAME').length)
      }
      disk.run(1000)
      const after = nextStep(disk.files)
      expect(after.pending).toEqual([])
      expect(after.unrecorded).toEqual([])
      expect(after.gone).toHaveLength(kinds.filter((one) => one === 'SAME').length)
      expect(disk.files.filter(({ now }) => now === 'CHANGED')).toHaveLength(
        kinds.filter((one) => one === 'CHANGED').length,
      )
    }),
    { numRuns: 2000 },
  )
})
