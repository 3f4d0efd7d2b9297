import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import CompareGrid from '@renderer/features/comparison/parts/CompareGrid.vue'
import { heard } from './comparison-screen'
import { aComparison, aDeparture, anAnswer, aSchool, schoolId } from './comparison-samples'

/** The trust of design 8: 90 schools, 64 questions. A school in seven departs on every third row. */
const SCHOOLS = 90
const ROWS = 64
const wide = aComparison(
  Array.from({ length: SCHOOLS }, (_, at) => aSchool(at + 1)),
  ROWS,
  (row, school) => (row % 3 === 0 && school % 7 === 6 ? aDeparture('stricter') : anAnswer()),
)

let wrapper: VueWrapper
beforeEach(async () => {
  // A window of 1280 by 800: the page without a screen gives every box no size at all.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1056)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480)
  wrapper = mount(CompareGrid, {
    props: {
      rows: wide.rows,
      schools: wide.schools,
      mode: 'all',
      byArea: true,
      caption: 'Wide',
      reference: 'the commonest answer',
    },
    attachTo: document.body,
  })
  await flushPromises()
})
afterEach(() => {
  wrapper.unmount()
  vi.restoreAllMocks()
})

const cells = () => document.querySelectorAll('#compare tbody td[role="gridcell"]')
const press = async (key: string, more: KeyboardEventInit = {}) => {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await flushPromises()
}

test('only the schools and questions in view are drawn and the rest is counted when 90 stand across', () => {
  const table = document.querySelector('#compare')
  expect(table?.getAttribute('aria-colcount')).toBe(String(SCHOOLS + 1))
  expect(table?.getAttribute('aria-rowcount')).toBe(String(ROWS + 1))
  const down = document.querySelectorAll('#compare tbody th[scope="row"]').length
  const across = cells().length / down
  expect(down).toBeGreaterThanOrEqual(6)
  expect(down).toBeLessThanOrEqual(24)
  expect(across).toBeGreaterThanOrEqual(6)
  expect(across).toBeLessThanOrEqual(16)
})

test('the table can be entered by Tab when it was scrolled before anybody was in it', async () => {
  const box = document.querySelector<HTMLElement>('.scroller')
  box?.scrollTo(4000, 3000)
  box?.dispatchEvent(new Event('scroll'))
  await flushPromises()
  expect(document.querySelector('[data-place="30:30"], [data-place="33:26"]')).not.toBeNull()
  expect(document.querySelectorAll('#compare [tabindex="0"]')).toHaveLength(1)
})

test('every cell has one height when only part of the columns is drawn', () => {
  expect(document.querySelectorAll('#compare .answer:not(.tight)')).toHaveLength(0)
  expect(document.querySelectorAll('#compare thead .head:not(.tight)')).toHaveLength(0)
})

test('the focus reaches a school far out of view and its cell says where it is', async () => {
  document.querySelector<HTMLElement>('[data-place="3:1"]')?.focus()
  await press('End')
  expect(heard(document.querySelector(`[data-place="3:${SCHOOLS}"]`))).toContain(`Question 3, School ${SCHOOLS}`)
  expect(document.querySelector(`[data-place="3:${SCHOOLS}"]`)?.getAttribute('aria-colindex')).toBe(String(SCHOOLS + 1))
  expect(document.activeElement?.getAttribute('data-place')).toBe(`3:${SCHOOLS}`)
})

test('the next difference is reached when it stands beyond the columns drawn', async () => {
  document.querySelector<HTMLElement>('[data-place="0:7"]')?.focus()
  for (let times = 0; times < 4; times += 1) await press('j')
  expect(document.activeElement?.getAttribute('data-place')).toBe('0:35')
  expect(heard(document.activeElement)).toContain('School 35: ')
})

test('all schools stand in few columns when they are grouped', async () => {
  await wrapper.setProps({ mode: 'grouped' })
  expect(document.querySelectorAll('#compare thead th')).toHaveLength(3)
  const first = document.querySelector('[data-place="0:2"]')
  expect(heard(first)).toContain('12 schools: S7, S14')
  expect(wide.schools[6]?.school).toBe(schoolId(7))
})
