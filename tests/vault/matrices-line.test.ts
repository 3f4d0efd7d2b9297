import { expect, it } from 'vitest'
import { linesOf, partsOf } from '@db/repo/matrices'
import { matricesProjections } from '@db/repo/matrices-projections'
import { set } from '@vault/entity'
import { cellLine, matricesKinds } from '../../src-main/features/matrices'
import { blankCells, columnDraft, copyOf, draftEdition, rowDraft } from '../../src-main/features/matrices/drafting'
import { rowKind } from '../../src-main/features/matrices/events'
import { keptEditions } from '../../src-main/features/matrices/reading'
import { makeTenant } from '../support/tenant'

const FACTS = { title: 'Use of technology', kind: 'permission', rowHeading: 'Activity', document: 'Policy' } as const

/** A file with one edition of one column, one row and one cell. */
async function withEdition() {
  const file = await makeTenant({ kinds: matricesKinds, projections: matricesProjections })
  const { newId } = file
  const [edition, matrix, column, row] = [newId(), newId(), newId(), newId()]
  const staff = {
    id: column,
    group: null,
    label: 'Staff',
    audience: 'STAFF',
    device: null,
    captions: [],
    position: 0,
  } as const
  file.write([
    draftEdition(edition, { matrix, ...FACTS }, { because: null, from: null }),
    columnDraft(column, edition, column, { ...staff, captions: [] }),
    rowDraft(row, edition, row, { group: null, label: 'Gaming', activity: null, position: 0 }),
    ...blankCells(
      { id: edition, kind: 'permission' },
      { id: row, label: 'Gaming' },
      [{ ...staff, captions: [] }],
      newId,
    ),
  ])
  const copied = (from: string) => {
    const kept = keptEditions(file.db).find(({ id }) => id === from)
    const parts = partsOf(file.db, [from]).get(from)
    if (kept === undefined || parts === undefined) throw new Error('The edition is there')
    const id = newId()
    file.write(copyOf(kept, parts, linesOf(file.db, from), { id, because: 'Review' }, newId))
    return id
  }
  const cellIn = (of: string) => partsOf(file.db, [of]).get(of)?.cells[0]?.id ?? ''
  return { file, edition, row, copied, cellIn }
}

it('a cell is followed through every copy of its edition, from whichever of them one starts', async () => {
  const { file, edition, copied, cellIn } = await withEdition()
  const second = copied(edition)
  file.advance(1000)
  const third = copied(second)
  const line = [cellIn(edition), cellIn(second), cellIn(third)]
  expect(new Set(line).size).toBe(3)
  for (const id of line) expect([...cellLine(file.db, id)].sort()).toEqual([...line].sort())
  expect(cellLine(file.db, 'f'.repeat(32))).toEqual([])
})

it('what was read of a file is read again when anything in it changed', async () => {
  const { file, edition, row } = await withEdition()
  const before = keptEditions(file.db)
  expect(keptEditions(file.db)).toBe(before)
  file.advance(1000)
  file.write([set(rowKind, row, { label: 'Online gaming' })])
  const after = keptEditions(file.db)
  expect(after.find(({ id }) => id === edition)?.changedAt).toBe(file.now())
  expect(before.find(({ id }) => id === edition)?.changedAt).toBeLessThan(file.now())
})
