import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '@contract'
import ReviewScreen from '@renderer/features/reading/ReviewScreen.vue'
import { useToasts } from '@renderer/ui/toasts-store'
import { aCard, aView, documentId, school, someFindings } from './reading-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aSession, id } from './support/samples'
import { show } from './support/show'

let vault: FakeVault

beforeEach(() => {
  vault = installFakeVault({
    'reading.open': () => aView({ findings: someFindings() }),
    'history.undo': () => ({ batch: id(9900), words: 'Undone' }),
  })
})

/** The review with its first finding in focus. */
async function open(): Promise<void> {
  await show(ReviewScreen, {
    props: { school, document: documentId() },
    session: aSession({ school }, 'POLICY_LEAD'),
    at: `/schools/${school}/documents/${documentId()}`,
  })
  document.querySelector<HTMLElement>('.findings button.head')?.focus()
}

async function press(key: string): Promise<void> {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

describe('undoing a decision', () => {
  test('undoing at once takes back the decision that is still being saved', async () => {
    let save = (): void => {}
    await open()
    vault.answer({
      'reading.decide': async () => {
        await new Promise<void>((done) => (save = done))
        return { card: aCard(), findings: [], batch: id(9050) }
      },
    })
    await press('r')
    const undone = useToasts().undo()
    expect(vault.inputsOf('history.undo')).toEqual([])
    save()
    await undone
    expect(vault.inputsOf('history.undo').map(({ batch }) => batch)).toEqual([id(9050)])
  })

  test('a decision that was refused leaves nothing to undo', async () => {
    await open()
    vault.answer({
      'reading.decide': () => {
        throw new Fault('busy', 'Another PC is at it. Try again.')
      },
    })
    await press('r')
    expect(useToasts().undoSteps).toEqual([])
  })
})
