import { afterEach, beforeEach, expect } from 'vitest'

/**
 * Makes unexpected console output a failure of the test that caused it. A test that expects a line puts
 * its own spy on the console (`vi.spyOn(console, 'warn').mockImplementation(() => {})`), which then stands
 * in front of this one.
 */
const methods = ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const
type Method = (typeof methods)[number]

let written: string[] = []
const originals = new Map<Method, (typeof console)[Method]>()

beforeEach(() => {
  written = []
  for (const method of methods) {
    originals.set(method, console[method])
    console[method] = (...parts: unknown[]) => {
      written.push(`console.${method}: ${parts.map(String).join(' ')}`)
    }
  }
})

afterEach(() => {
  for (const [method, original] of originals) console[method] = original
  expect(written, 'unexpected console output').toEqual([])
})
