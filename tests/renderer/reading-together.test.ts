import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import CellPane from '@renderer/features/matrices/parts/CellPane.vue'
import ReviewScreen from '@renderer/features/reading/ReviewScreen.vue'
import { useScrollTogether, type ScrollTogether } from '@renderer/features/reading/scroll-together'
import { aFinding, aSource, aView, documentId, school, someBlocks, someFindings } from './reading-samples'
import { installFakeVault } from './support/fake-vault'
import { aSession, id } from './support/samples'
import { show } from './support/show'

describe('scrolling together', () => {
  /** Both sides as the rule sees them, and what it asked of each. */
  function sides() {
    const asked: string[] = []
    const list = someFindings()
    let together: ScrollTogether | undefined
    const part = defineComponent({
      setup() {
        together = useScrollTogether(
          ref({
            bring: (place) => {
              asked.push(`document ${place.block}`)
              return Promise.resolve(true)
            },
            readingNow: () => ({ block: 2, row: 1, keys: ['gone-by', 'nextReview'], titles: [] }),
          }),
          ref({
            bring: (key) => {
              asked.push(`findings ${key}`)
              return Promise.resolve()
            },
            readingNow: () => 'grid',
          }),
          (key) => list.find((finding) => finding.key === key),
        )
        return () => h('i')
      },
    })
    return { part, asked, get: () => together! }
  }
  const aFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

  test('the side somebody moves leads, once a frame; the other does not lead back', async () => {
    installFakeVault()
    const { part, asked, get } = sides()
    await show(part)
    get().scrolled('document')
    await aFrame()
    expect(asked).toEqual([])
    get().lead('document')
    get().scrolled('document')
    get().scrolled('document')
    get().scrolled('findings')
    await aFrame()
    expect(asked).toEqual(['findings nextReview'])
    expect(get().near.value).toBe('nextReview')
    get().lead('findings')
    get().scrolled('findings')
    await aFrame()
    expect(asked.at(-1)).toBe('document 4')
    get().rest()
    get().scrolled('findings')
    await aFrame()
    expect(asked).toHaveLength(2)
    expect(get().near.value).toBeNull()
  })
})

test('a cell of a matrix leads to its sentence, for those who may look at documents', async () => {
  const content = {
    ...{ marks: [], words: 'No', answers: null, footnote: null, silent: false, exception: null },
    source: {
      ...{ document: 'Policy', clause: 'Devices', place: 'row 2' },
      passage: { document: documentId(), block: 4, row: 2 },
    },
  }
  const parts = {
    ...{ school, incident: false, mayEdit: false, mayReadHistory: false, mayReadDocuments: true },
    row: { id: id(1), group: null, label: 'Phones', activity: null, position: 1 },
    column: { id: id(2), group: null, label: 'Pupils', audience: 'LEARNER', device: null, captions: [], position: 1 },
    cell: { id: id(3), row: id(1), column: id(2), content, answers: [], state: 'unread', asWritten: 'No' },
  }
  installFakeVault()
  const { wrapper } = await show(CellPane, { props: parts, session: aSession() })
  await flushPromises()
  const link = () => [...document.querySelectorAll('a')].find((one) => one.textContent === 'Show in document')
  expect(link()?.getAttribute('href')).toBe(`/schools/${school}/documents/${documentId()}?block=4&row=2`)
  await wrapper.setProps({ mayReadDocuments: false })
  expect(link()).toBeUndefined()
})

test('a long document is put into the page a stretch at a time, and any passage of it is reached at once', async () => {
  const blocks = Array.from({ length: 40 }, () => someBlocks()).flat()
  const findings = [aFinding('last', { source: aSource(blocks.length - 1), title: 'Last' })]
  installFakeVault({ 'reading.open': () => aView({ blocks, findings }) })
  await show(ReviewScreen, {
    props: { school, document: documentId() },
    session: aSession({ school }, 'POLICY_LEAD'),
    at: `/schools/${school}/documents/${documentId()}`,
  })
  expect(document.querySelector(`[data-block="${blocks.length - 1}"]`)?.className).toContain('marked')
})
