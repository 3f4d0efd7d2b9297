import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { CivilDate, CivilMonth, type StatedDate } from '@contract/primitives'
import {
  chosen,
  draftOf,
  factsOf,
  hasPassed,
  inForceOn,
  type Approval,
  type KeptEdition,
} from '../../src-main/features/matrices/editions'

const day = (text: string) => CivilDate.parse(text)
const month = (text: string) => CivilMonth.parse(text)

const edition = (id: string, more: Partial<KeptEdition> = {}): KeptEdition => ({
  id,
  matrix: 'm',
  title: 'Use of technology',
  kind: 'permission',
  rowHeading: 'Activity',
  document: 'Policy',
  inUse: false,
  effectiveFrom: null,
  approvedOn: null,
  approvingBody: null,
  nextReview: null,
  openedBecause: null,
  openedFrom: null,
  changedAt: 0,
  approvals: [],
  content: null,
  ...more,
})
const approval = (effectiveFrom: StatedDate, more: Partial<Approval> = {}): Approval => ({
  content: 'hash',
  approvingBody: 'Trust board',
  approvedOn: day('2026-01-01'),
  effectiveFrom,
  nextReview: null,
  at: 1,
  ...more,
})
const approved = (id: string, from: StatedDate, more: Partial<KeptEdition> = {}) =>
  edition(id, { content: 'hash', approvals: [approval(from)], ...more })
const inUse = (id: string, from: StatedDate | null, more: Partial<KeptEdition> = {}) =>
  edition(id, { inUse: true, effectiveFrom: from, ...more })
const statuses = (editions: readonly KeptEdition[], on: string) =>
  editions.map((one) => factsOf(one, editions, on).status)

describe('the edition in force', () => {
  it('is the one that began last when several were approved', () => {
    const editions = [
      approved('a', day('2024-09-01')),
      approved('b', day('2025-09-01')),
      approved('c', day('2026-09-01')),
    ]
    expect(inForceOn(editions, '2026-01-15')?.id).toBe('b')
    expect(statuses(editions, '2026-01-15')).toEqual(['SUPERSEDED', 'IN_FORCE', 'APPROVED'])
  })

  it('begins with the month when only a month is stated', () => {
    const editions = [inUse('a', month('2023-06'))]
    expect(inForceOn(editions, '2023-05-31')).toBeNull()
    expect(inForceOn(editions, '2023-06-01')?.id).toBe('a')
  })

  it('counts, labelled, when its approval is not evidenced', () => {
    const editions = [inUse('a', month('2022-03'), { approvingBody: 'Governing body' })]
    expect(statuses(editions, '2026-10-01')).toEqual(['NOT_EVIDENCED'])
    const evidenced = [inUse('a', month('2022-03'), { approvingBody: 'Governing body', approvedOn: month('2022-03') })]
    expect(statuses(evidenced, '2026-10-01')).toEqual(['IN_FORCE'])
  })

  it('has always been in force when its beginning is not stated', () => {
    expect(inForceOn([inUse('a', null)], '1999-01-01')?.id).toBe('a')
  })

  it('is never a draft', () => {
    const editions = [edition('a'), inUse('b', null)]
    expect(inForceOn(editions, '2026-10-01')?.id).toBe('b')
    expect(draftOf(editions)?.id).toBe('a')
  })

  it('is at most one on any day, the same in whatever order they come', () => {
    const some = fc.array(
      fc.record({
        from: fc.constantFrom(day('2024-01-01'), day('2025-01-01'), month('2025-01'), day('2026-01-01')),
        at: fc.nat(3),
        kind: fc.constantFrom('approved', 'inUse', 'draft'),
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(some, fc.constantFrom('2023-12-31', '2025-01-01', '2026-06-01'), (list, on) => {
        const editions = list.map(({ from, at, kind }, index) => {
          if (kind === 'draft') return edition(`e${index}`)
          if (kind === 'inUse') return inUse(`e${index}`, from, { approvingBody: 'Board', approvedOn: from })
          return edition(`e${index}`, { content: 'hash', approvals: [approval(from, { at })] })
        })
        const current = inForceOn(editions, on)
        expect(inForceOn([...editions].reverse(), on)?.id).toBe(current?.id)
        const inForce = editions.filter((one) => factsOf(one, editions, on).status === 'IN_FORCE')
        expect(inForce.map(({ id }) => id)).toEqual(current === null ? [] : [current.id])
      }),
    )
  })
})

describe('an approval', () => {
  it('falls away when the content is no longer what was approved, and stands again when it is', () => {
    const changed = approved('a', day('2026-01-01'), { content: 'other', openedBecause: 'Yearly review.' })
    expect(factsOf(changed, [changed], '2026-10-01')).toMatchObject({
      status: 'DRAFT',
      effectiveFrom: null,
      openedBecause: expect.stringMatching(/^Yearly review\. The approval of 2026-01-01 by Trust board fell away/),
    })
    const restored = { ...changed, content: 'hash' }
    expect(factsOf(restored, [restored], '2026-10-01').status).toBe('IN_FORCE')
  })
})

describe('a review date', () => {
  it.each([
    ['2024-06', '2024-06-30', false],
    ['2024-06', '2024-07-01', true],
    ['2024-06-15', '2024-06-15', false],
    ['2024-06-15', '2024-06-16', true],
  ])('of %s has gone by on %s: %s', (date, on, gone) => {
    expect(hasPassed(date.length === 7 ? month(date) : day(date), on)).toBe(gone)
  })
})

describe('what a comparison reads', () => {
  const editions = [
    inUse('old', day('2022-01-01')),
    approved('new', day('2026-01-01')),
    edition('draft'),
    inUse('other', day('2025-01-01'), { matrix: 'n' }),
  ]
  const read = (asked: Partial<Parameters<typeof chosen>[1]>) =>
    chosen(editions, { asAt: '2026-10-01', drafts: false, pinned: [], ...asked }).map(({ id }) => id)

  it('is the edition of each matrix that counts on the day', () => {
    expect(read({})).toEqual(['new', 'other'])
    expect(read({ asAt: '2024-01-01' })).toEqual(['old'])
    expect(read({ asAt: '2020-01-01' })).toEqual([])
  })

  it('is the draft where drafts are asked for and there is one', () => {
    expect(read({ drafts: true })).toEqual(['draft', 'other'])
  })

  it('is the edition pinned, whatever the day', () => {
    expect(read({ asAt: '2020-01-01', pinned: ['new'] })).toEqual(['new'])
    expect(read({ drafts: true, pinned: ['old'] })).toEqual(['old', 'other'])
  })
})
