import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '@contract'
import ToastStack from '@renderer/ui/ToastStack.vue'
import { spoken } from '@renderer/ui/live'
import { TOAST_STANDS, useToasts, type UndoStep } from '@renderer/ui/toasts-store'
import { installFakeVault } from './support/fake-vault'
import { show } from './support/show'

/** A step that counts a number down and up again. */
function step(ledger: { value: number }, by: number): UndoStep {
  return {
    words: `a step of ${by}`,
    run: () => {
      ledger.value += by
      return Promise.resolve(step(ledger, -by))
    },
  }
}

beforeEach(() => {
  installFakeVault()
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('notes of what was done', () => {
  test('a note goes after ten seconds and its undo stays in reach', async () => {
    const { text } = await show(ToastStack)
    const ledger = { value: 0 }
    const toasts = useToasts()
    toasts.done('Row removed', step(ledger, 5))
    await flushPromises()
    expect(text()).toContain('Row removed')
    vi.advanceTimersByTime(TOAST_STANDS - 1)
    await flushPromises()
    expect(text()).toContain('Row removed')
    vi.advanceTimersByTime(1)
    await flushPromises()
    expect(text()).not.toContain('Row removed')
    await toasts.undo()
    expect(ledger.value).toBe(5)
  })

  test('its time stands still while the pointer or the focus is on it', async () => {
    const { text } = await show(ToastStack)
    useToasts().done('Row removed')
    await flushPromises()
    const notes = document.querySelector('.toasts')
    vi.advanceTimersByTime(TOAST_STANDS - 1)
    notes?.dispatchEvent(new Event('mouseenter'))
    vi.advanceTimersByTime(TOAST_STANDS * 5)
    await flushPromises()
    expect(text()).toContain('Row removed')
    notes?.dispatchEvent(new Event('mouseleave'))
    vi.advanceTimersByTime(TOAST_STANDS)
    await flushPromises()
    expect(text()).not.toContain('Row removed')
  })

  test('undo and redo go back and forth, newest first', async () => {
    await show(ToastStack)
    const ledger = { value: 0 }
    const toasts = useToasts()
    toasts.done('One', step(ledger, 1))
    toasts.done('Ten', step(ledger, 10))
    await toasts.undo()
    expect(ledger.value).toBe(10)
    await toasts.undo()
    expect(ledger.value).toBe(11)
    await toasts.redo()
    expect(ledger.value).toBe(10)
    await toasts.redo()
    expect(ledger.value).toBe(0)
    await toasts.redo()
    expect(spoken.polite).toContain('Nothing to redo')
  })

  test('a new change leaves nothing to redo', async () => {
    await show(ToastStack)
    const ledger = { value: 0 }
    const toasts = useToasts()
    toasts.done('One', step(ledger, 1))
    await toasts.undo()
    toasts.done('Two', step(ledger, 2))
    expect(toasts.redoSteps).toEqual([])
  })

  test('a refused undo says why, keeps the step and frees the way', async () => {
    await show(ToastStack)
    const toasts = useToasts()
    toasts.done('One', {
      words: 'one',
      run: () => Promise.reject(new Fault('conflict', 'Something later changed the same cell.')),
    })
    await toasts.undo()
    expect(spoken.assertive).toBe('Something later changed the same cell.')
    expect(toasts.undoSteps).toHaveLength(1)
    expect(toasts.running).toBe(false)
  })

  test('a hundred steps are kept and no more', async () => {
    await show(ToastStack)
    const toasts = useToasts()
    const ledger = { value: 0 }
    for (let at = 0; at < 130; at += 1) toasts.done(`Step ${at}`, step(ledger, at))
    expect(toasts.undoSteps).toHaveLength(100)
    expect(toasts.toasts.length).toBeLessThanOrEqual(3)
  })
})
