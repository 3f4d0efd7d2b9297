import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/primitives'
import {
  destructionRecordPage,
  MOST_HASHES,
  type DestroyedSet,
  type DestructionRecord,
} from '../../src-main/features/forms/destruction-record'
import { all, attribute, pageOf, within } from '../support/page-tree'
import { HOSTILE } from './forms-hostile'

const date = (text: string): CivilDate => CivilDate.parse(text)
const hashes = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => i.toString(16).padStart(64, '0'))

const set = (change: Partial<DestroyedSet> = {}): DestroyedSet => ({
  ...{ id: '1'.repeat(32), imageClass: 'Event', takenOn: date('2024-06-19'), dueOn: date('2025-06-19') },
  ...{ rule: 'Events: one year', files: 3, count: 0, disposedOn: date('2026-10-01'), hashes: hashes(3) },
  ...change,
})

const record = (change: Partial<DestructionRecord> = {}): DestructionRecord => ({
  ...{ school: 'Marblewick Primary', controller: 'Copperbrook Learning Trust', number: '12b', id: '2'.repeat(32) },
  ...{ state: 'Carried out', why: 'Time is over', carriedOutAt: Date.UTC(2026, 9, 1, 8) },
  proposed: { name: 'Tamsin Quillfeather', role: 'Office staff', on: date('2026-09-28') },
  approved: { name: 'Bryony Fettlewick', role: 'Head', on: date('2026-09-30') },
  sets: [set()],
  results: [
    {
      ...{ place: 'Backups', result: 'Beyond use', items: 3, words: 'Nightly tape', purgeBy: date('2026-12-31') },
      ...{ by: 'Tamsin Quillfeather', at: Date.UTC(2026, 9, 1, 8) },
    },
  ],
  ...{ open: [], holds: [], entries: 9, fingerprint: 'ab'.repeat(32), madeAt: Date.UTC(2026, 9, 1, 9) },
  madeBy: 'Tamsin Quillfeather',
  ...change,
})

describe('the destruction record', () => {
  it('says what, why, by whom, how and with what result, with room for two signatures (R73)', () => {
    const html = destructionRecordPage(record())
    for (const words of [
      ...['Destruction record 12b', 'Tamsin Quillfeather</bdi>, Office staff, 28 September 2026', 'Events: one year'],
      ...['Bryony Fettlewick</bdi>, Head, 30 September 2026', 'Beyond use until 31 December 2026', 'Nightly tape'],
      ...['Every place is answered for', '1 October 2026 at 09:00', 'abababab abababab'],
    ]) {
      expect(html, words).toContain(words)
    }
    expect(html.match(/class="signature"/g)).toHaveLength(2)
    expect(html.match(/<li>[0-9a-f]{64}<\/li>/g)).toHaveLength(3)
  })

  it('claims no more than is so', () => {
    const html = destructionRecordPage(
      record({
        ...{ state: 'Broken off: something may be there still', carriedOutAt: null, approved: null, results: [] },
        ...{ open: ['Backups', 'Website'], sets: [set({ disposedOn: null, hashes: [], files: 0, count: 14 })] },
        holds: [{ set: '3'.repeat(32), words: 'police, to be looked at again by 3 March 2027' }],
      }),
    )
    for (const words of [
      ...['Not finished', 'Nobody', 'No result is recorded yet', 'Not answered for yet:</strong> Backups, Website'],
      ...['<strong>No</strong>', '<td>14</td>', 'No file of it was registered, or none is gone', 'police'],
    ]) {
      expect(html, words).toContain(words)
    }
    expect(html).not.toContain('Every place is answered for')
  })

  it('says how many hashes it leaves to the history', () => {
    const html = destructionRecordPage(record({ sets: [set({ hashes: hashes(MOST_HASHES + 7) })] }))
    expect(html.match(/<li>[0-9a-f]{64}<\/li>/g)).toHaveLength(MOST_HASHES)
    expect(html).toContain('7 more stand in the history')
  })

  it('lets no text become markup', () => {
    const skeleton = (html: string): string[] =>
      within(pageOf(html))
        .filter((element) => attribute(element, 'class') !== 'long')
        .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`)
    const filled = (words: string): string => {
      const deed = { name: words, role: words, on: date('2026-10-01') }
      const [result] = record().results
      return destructionRecordPage(
        record({
          ...{ school: words, controller: words, state: words, why: words, proposed: deed, approved: deed },
          ...{ sets: [set({ rule: words, imageClass: words })], open: [words], madeBy: words },
          ...{ holds: [{ set: words, words }], results: result === undefined ? [] : [{ ...result, words, by: words }] },
        }),
      )
    }
    const plain = skeleton(filled('plain'))
    for (const words of HOSTILE) expect(skeleton(filled(words)), words).toEqual(plain)
    expect(all(pageOf(filled('plain')), 'script')).toEqual([])
  })
})
