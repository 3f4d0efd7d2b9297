import { expect, test, vi } from 'vitest'

test('a spy takes expected console output when the test asks for it', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  console.warn('expected')
  expect(warn).toHaveBeenCalledExactlyOnceWith('expected')
  warn.mockRestore()
})

test.fails('unexpected console output fails the test', () => {
  console.log('unexpected')
})
