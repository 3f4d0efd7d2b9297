import { expect, test } from 'vitest'
import { makeTenant } from '../support/tenant'
import { shelf, shelves, toyKinds, toyMigration, toyProjections } from '../support/toy'
import { set } from '@vault/entity'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }

test('a change is there after reopening when it was acknowledged', async () => {
  const made = await makeTenant(toy)
  const id = made.newId()
  made.write([set(shelf, id, { label: 'Top', size: 3 })])
  made.reopen()
  expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'Top', size: 3 }])
  expect(made.log.verify()).toMatchObject({ sound: true, events: 1, problems: [] })
})
