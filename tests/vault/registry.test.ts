import { expect, test } from 'vitest'
import { joinRegistry, registry } from '@vault/registry'
import { shelf, toyKinds, toyProjections } from '../support/toy'

test('kinds and projections are joined by type, and a missing half or a double is told at once', () => {
  expect([...joinRegistry(toyKinds, toyProjections).keys()]).toEqual(['toy.shelf', 'toy.ticket', 'toy.gate'])
  expect(() => joinRegistry(toyKinds, {})).toThrow('toy.shelf has no projection')
  expect(() => joinRegistry([], toyProjections)).toThrow('toy.shelf has no entity kind')
  expect(() => joinRegistry([...toyKinds, shelf], toyProjections)).toThrow('toy.shelf is declared twice')
})

test('every kind of the product is named after its feature and ranks its answers when it decides', () => {
  for (const [type, { kind }] of registry) {
    expect(type).toBe(kind.type)
    expect(type).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
    expect(kind.family !== 'decisions' || kind.rank !== undefined).toBe(true)
  }
})
