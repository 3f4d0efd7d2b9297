import { expect, it } from 'vitest'
import { makeBatch } from './entry-stage'
import { keyPile, rollWithHomonyms } from './entry-operator'

it('no form ends at another child, by scan or by name, on a roll of homonyms', async () => {
  const stage = await makeBatch()
  const children = await rollWithHomonyms(stage, 120, 20261130)
  const keyed = await keyPile(stage, children, 500, 7)
  expect(keyed).toMatchObject({ entries: 500, misfiled: 0 })
  // The case is a hard one: scans were misread and refused, and names stopped for a choice.
  expect(keyed.misread).toBeGreaterThan(15)
  expect(keyed.refused).toBe(keyed.misread)
  expect(keyed.stopped).toBeGreaterThan(80)
})
