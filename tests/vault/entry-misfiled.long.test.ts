import { expect, it } from 'vitest'
import { makeBatch } from './entry-stage'
import { keyPile, rollWithHomonyms } from './entry-operator'

it('no form of 10,000 ends at another child, by scan or by name, on a roll of homonyms', async () => {
  const stage = await makeBatch()
  const children = await rollWithHomonyms(stage, 240, 20261201)
  const keyed = await keyPile(stage, children, 10_000, 8)
  expect(keyed).toMatchObject({ entries: 10_000, misfiled: 0 })
  expect(keyed.refused).toBe(keyed.misread)
})
