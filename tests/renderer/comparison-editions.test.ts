import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { schoolId } from './comparison-samples'
import { button, click, freshPage, open, pane } from './comparison-screen'
import { id } from './support/samples'

freshPage()

const edition = (n: number, status: 'IN_FORCE' | 'SUPERSEDED') => ({
  id: id(n),
  matrix: id(700),
  title: 'Permission grid',
  kind: 'permission' as const,
  rowHeading: 'Activity',
  document: 'Policy',
  status,
  effectiveFrom: '2025-09-01',
  approvedOn: '2025-07-01',
  approvingBody: 'Trust board',
  nextReview: null,
  reviewOverdue: false,
  openedBecause: null,
  changedAt: 0,
})

test('another edition is read, and the one in force again, when it is chosen for a school', async () => {
  const vault = await open({
    'matrices.list': () => [
      {
        matrix: id(700),
        title: 'Permission grid',
        kind: 'permission',
        shown: id(701),
        editions: [edition(701, 'IN_FORCE'), edition(702, 'SUPERSEDED')],
        rows: 1,
        problems: 0,
        blocking: 0,
        unmappedRows: 0,
      },
    ],
  })
  await click(button(/Editions read/))
  const others = [...(pane()?.querySelectorAll('button') ?? [])].find((one) =>
    one.textContent.includes('Read another edition'),
  )
  if (others === undefined) throw new Error('no button')
  await click(others)
  const choice = pane()?.querySelector('select')
  if (!choice) throw new Error('no choice')
  const choose = async (value: string) => {
    choice.value = value
    choice.dispatchEvent(new Event('change', { bubbles: true }))
    await flushPromises()
    return (vault.inputsOf('comparison.compare').at(-1) as { pinned: unknown }).pinned
  }
  expect(await choose(id(702))).toEqual([{ pinFor: schoolId(1), edition: id(702) }])
  expect(await choose(id(701))).toEqual([{ pinFor: schoolId(1), edition: id(701) }])
  expect(await choose('')).toEqual([])
})
