import { describe, expect, test } from 'vitest'
import { isKey, KEY_TABLE, keyWords, railDigit, spelled, type KeyRow } from '@renderer/ui/keys'

const press = (key: string, held: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...held })
const rows: readonly KeyRow[] = KEY_TABLE

describe('the table of keys', () => {
  test('no bare letter works outside a focused table', () => {
    const bare = rows.filter(
      ({ place, keys }) => place === 'anywhere' && keys.split(' | ').some((way) => way.length === 1),
    )
    expect(bare).toEqual([])
  })

  test('each row has its own name, and each way its own row within a place', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const ways = rows.flatMap(({ place, keys }) => keys.split(' | ').map((way) => `${place} ${way}`))
    expect(new Set(ways).size).toBe(ways.length)
  })

  test('a key is itself only when exactly its modifiers are held', () => {
    expect(isKey(press('k', { ctrlKey: true }), 'Mod+K')).toBe(true)
    expect(isKey(press('K', { ctrlKey: true, shiftKey: true }), 'Mod+K')).toBe(false)
    expect(isKey(press('k'), 'Mod+K')).toBe(false)
    expect(isKey(press('ArrowLeft', { altKey: true }), 'Alt+Left')).toBe(true)
    expect(isKey(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Y | Mod+Shift+Z')).toBe(true)
  })

  test('the rail answers to Ctrl and a digit only', () => {
    expect(railDigit(press('3', { ctrlKey: true }))).toBe(3)
    expect(railDigit(press('3'))).toBeNull()
    expect(railDigit(press('0', { ctrlKey: true }))).toBeNull()
  })

  test('keys are spelled as they stand on the keyboard', () => {
    expect(keyWords('lock')).toBe('Ctrl L')
    expect(spelled('Mod+Y | Mod+Shift+Z')).toBe('Ctrl Y or Ctrl Shift Z')
  })
})
