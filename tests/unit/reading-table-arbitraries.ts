/** Any table a reader may hand over, of marks or of words. */
import fc from 'fast-check'
import { AUDIENCES, LEVELS } from '@contract/matrices'
import type { ReadTable } from '@contract/report'
import { source, ticked, worded } from '../vault/reading-documents'

export const text = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,4}$/)
const mark = fc.constantFrom('', '', 'X', '✓', 'X*', '✓ *', 'No')

/** Any table of marks under headings: two audiences, a few levels each. */
export const markTable = fc
  .record({
    title: text,
    levels: fc.uniqueArray(fc.constantFrom(...LEVELS), { minLength: 1, maxLength: 4 }),
    audiences: fc.uniqueArray(fc.constantFrom(...AUDIENCES), { minLength: 1, maxLength: 3 }),
    labels: fc.uniqueArray(text, { minLength: 1, maxLength: 6 }),
  })
  .chain(({ title, levels, audiences, labels }) =>
    fc
      .array(
        fc.array(mark, { minLength: levels.length * audiences.length, maxLength: levels.length * audiences.length }),
        {
          minLength: labels.length,
          maxLength: labels.length,
        },
      )
      .map((cells): ReadTable => {
        const captions = levels.map((level) => `Level ${level}`)
        return {
          ...ticked(title, 0, []),
          columnGroups: audiences.map((audience) => ({ label: `For ${audience}`, columns: captions })),
          columns: audiences.flatMap(() => captions),
          understood: audiences.flatMap((audience) =>
            levels.map((level) => ({ audience, device: null, level, permitting: null })),
          ),
          rows: labels.map((label, index) => ({
            ...{ label, group: null, cells: cells[index] ?? [], items: [], exceptions: [], source: source(0, index) },
          })),
        }
      }),
  )

/** Any table of words. */
export const wordTable = fc
  .array(fc.tuple(text, fc.oneof(fc.constant(''), text), fc.oneof(fc.constant(''), text)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((rows) => worded('Words', 0, rows))
