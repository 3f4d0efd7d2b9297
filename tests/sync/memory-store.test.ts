import { describe, expect, test } from 'vitest'
import { HeadMoved } from '../../src-main/sync/log-store'
import { MemoryStore } from '../../src-main/sync/stores/memory'
import { Place, STORE_ID } from './simulator/place'
import { chain, idOf, SCHOOL } from './support/events'

const [one, other] = [idOf('one'), idOf('other')]
const events = chain(one, null, 'a', 'b', 'c')
const headOf = (i: number): { readonly seq: number; readonly hash: string } | null => {
  const event = events[i]
  return event ? { seq: event.seq, hash: event.hash } : null
}

describe('a store', () => {
  test('keeps a chain and names its newest event when each append builds on the last', async () => {
    const store = new MemoryStore(STORE_ID)
    expect(await store.head(SCHOOL, one)).toBeNull()
    expect(await store.append(SCHOOL, one, events.slice(0, 2), null)).toEqual(headOf(1))
    expect(await store.append(SCHOOL, one, events.slice(2), headOf(1))).toEqual(headOf(2))
    expect(await store.head(SCHOOL, one)).toEqual(headOf(2))
    expect((await store.read(SCHOOL, null, 10)).events).toEqual(events)
  })

  test('adds nothing and tells its head when the caller builds on another one', async () => {
    const store = new MemoryStore(STORE_ID)
    await store.append(SCHOOL, one, events.slice(0, 1), null)
    for (const expected of [null, headOf(1)]) {
      const refused = store.append(SCHOOL, one, events.slice(1), expected)
      await expect(refused).rejects.toThrow(HeadMoved)
      await expect(refused).rejects.toMatchObject({ actual: headOf(0) })
    }
    expect(await store.head(SCHOOL, one)).toEqual(headOf(0))
  })

  test.each([
    ['none', []],
    ['a later one', events.slice(1)],
    ["another device's", chain(other, null, 'x')],
  ])('refuses what is not the next of the chain: %s', async (_name, wrong) => {
    await expect(new MemoryStore(STORE_ID).append(SCHOOL, one, wrong, null)).rejects.toThrow(TypeError)
  })

  test('reads page by page, and only what is new after the last page', async () => {
    const store = new MemoryStore(STORE_ID)
    await store.append(SCHOOL, one, events, null)
    const first = await store.read(SCHOOL, null, 2)
    expect(first).toMatchObject({ events: events.slice(0, 2), more: true })
    const second = await store.read(SCHOOL, first.cursor, 2)
    expect(second).toMatchObject({ events: events.slice(2), more: false })
    expect(await store.read(SCHOOL, second.cursor, 2)).toMatchObject({ events: [], more: false })
    const late = chain(other, null, 'x')
    await store.append(SCHOOL, other, late, null)
    expect((await store.read(SCHOOL, second.cursor, 2)).events).toEqual(late)
  })

  test('keeps schools apart', async () => {
    const store = new MemoryStore(STORE_ID)
    await store.append(SCHOOL, one, events, null)
    expect(await store.head(idOf('another school'), one)).toBeNull()
    expect((await store.read(idOf('another school'), null, 10)).events).toEqual([])
  })

  test('reads from the beginning when it was put back behind a cursor and has grown again', async () => {
    const place = new Place(STORE_ID)
    await place.append(SCHOOL, one, events, null)
    const { cursor } = await place.read(SCHOOL, null, 10)
    place.empty()
    const late = chain(other, null, 'x')
    await place.append(SCHOOL, other, late, null)
    await place.append(SCHOOL, one, events.slice(0, 2), null)
    expect((await place.read(SCHOOL, cursor, 10)).events).toEqual([...late, ...events.slice(0, 2)])
  })
})
