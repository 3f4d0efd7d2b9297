import { describe, expect, it } from 'vitest'
import { CivilDate, PersonId } from '@contract/primitives'
import { holdsOn, postAlerts, shortNameOf, type HeldPost } from '../../src-main/features/schools/rules'

const date = (text: string): CivilDate => CivilDate.parse(text)
const today = date('2026-11-22')
const person = PersonId.parse('0'.repeat(32))

const held = (post: HeldPost['post'], more: Partial<HeldPost> = {}): HeldPost => ({
  post,
  person: null,
  holderName: 'Practice Person',
  deputy: false,
  from: date('2026-09-01'),
  until: null,
  ...more,
})

const complete = [
  held('DSL', { holderName: 'A' }),
  held('FM_SENIOR_LEADER', { holderName: 'B' }),
  held('FM_GOVERNOR', { holderName: 'C' }),
  held('DPO', { holderName: 'D' }),
]

describe('postAlerts', () => {
  it('says nothing when every required post is held', () => {
    expect(postAlerts(complete, today)).toEqual([])
  })

  it.each(['DSL', 'FM_SENIOR_LEADER', 'FM_GOVERNOR', 'DPO'] as const)(
    'names %s when it has no current holder (R7)',
    (post) => {
      const others = complete.filter((row) => row.post !== post)
      expect(postAlerts(others, today)).toHaveLength(1)
      expect(postAlerts([...others, held(post, { deputy: true })], today)).toHaveLength(1)
      expect(postAlerts([...others, held(post, { holderName: null })], today)).toHaveLength(1)
      expect(postAlerts([...others, held(post, { until: date('2026-11-21') })], today)).toHaveLength(1)
      expect(postAlerts([...others, held(post, { from: date('2026-11-23') })], today)).toHaveLength(1)
    },
  )

  it.each(['HEAD', 'IT_PROVIDER', 'IT_MANAGER'] as const)(
    'warns when the data protection officer is also %s (R8)',
    (post) => {
      const warnings = postAlerts([...complete, held(post, { holderName: 'D' })], today)
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain('conflict of interest')
    },
  )

  it('does not take two people of the app for one when only a name agrees', () => {
    const byPerson = held('HEAD', { person, holderName: 'D' })
    expect(postAlerts([...complete, byPerson], today)).toEqual([])
  })
})

describe('holdsOn', () => {
  it.each([
    ['2026-08-31', false],
    ['2026-09-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('includes both ends: %s', (on, expected) => {
    expect(holdsOn({ from: '2026-09-01', until: '2026-12-31' }, date(on))).toBe(expected)
  })
})

describe('shortNameOf', () => {
  it.each([
    ['Oakwood High School', 'OHS'],
    ['The Ecclesbourne School', 'ES'],
    ['Fernbrook', 'FERN'],
  ])('shortens %s', (name, short) => {
    expect(shortNameOf(name)).toBe(short)
  })
})
