import { describe, expect, it } from 'vitest'
import type { Row } from '@contract/matrices'
import { CATALOGUE } from '../../src-main/features/matrices/catalogue'
import { proposeMappings } from '../../src-main/features/matrices/mapping'
import { nonEducationalUse, userActions, deviceOwnership } from '../../src-main/features/practice/ecclesbourne-tables'
import { oakwoodTechnology, sitwellTechnology } from '../../src-main/features/practice/trust-policy-tables'

const rowOf = (label: string, activity: string | null = null): Row => ({
  id: label,
  group: null,
  label,
  activity,
  position: 0,
})
const propose = (label: string) =>
  proposeMappings({ edition: { kind: 'permission' }, rows: [rowOf(label)] }, CATALOGUE)[0]

describe('a proposed mapping', () => {
  it('meets what a person mapped when the tables of three real policies are read', () => {
    const tables = [userActions, nonEducationalUse, deviceOwnership, oakwoodTechnology, sitwellTechnology]
    const rows = tables.flatMap((table) => table.rows)
    const known = rows.filter((row) => row.activity !== null)
    expect(known.length).toBeGreaterThan(55)
    const proposed = known.map((row) => [row.label, propose(row.label)?.activity])
    expect(proposed).toEqual(known.map((row) => [row.label, row.activity]))
  })

  it.each([
    ['Mobile phones may be brought to school/college', 'phone-in-school'],
    ['Use of mobiles at break and lunch', 'phone-in-social-time'],
    ['Use of personal e-mail addresses in school', 'personal-email-in-school'],
    ['Use of school email for personal emails', 'school-email-for-personal'],
    ['Taking photographs on school cameras', 'photo-school-device'],
    ['Use of ChatGPT and other chatbots', 'ai-unapproved'],
  ])('is made when a row says "%s"', (label, activity) => {
    expect(propose(label)?.activity).toBe(activity)
  })

  it('is certain only when the row is worded like the question', () => {
    expect(propose('Shop online')).toMatchObject({ activity: 'shopping', confidence: 'certain' })
    expect(propose('Online shopping/commerce')).toMatchObject({ activity: 'shopping', confidence: 'likely' })
    expect(propose('Taking photos')).toMatchObject({ activity: 'photo-own-device', confidence: 'possible' })
  })

  it('names the words it rests on', () => {
    expect(propose('Use of blogs')?.why).toBe('Says “blogs”.')
  })

  it.each(['Wearing of hats', 'Parking in the yard', '', 'Use of the school hall'])(
    'is not made when a row says "%s"',
    (label) => {
      expect(propose(label)).toBeUndefined()
    },
  )

  it('is not made when a person has mapped the row, or the table is an incident grid', () => {
    const catalogue = CATALOGUE
    expect(
      proposeMappings({ edition: { kind: 'permission' }, rows: [rowOf('Use of blogs', 'gaming')] }, catalogue),
    ).toEqual([])
    expect(proposeMappings({ edition: { kind: 'incident' }, rows: [rowOf('Use of blogs')] }, catalogue)).toEqual([])
  })

  it('reaches the activities a trust added when the words are alike', () => {
    const own = { key: 'drone-flying', label: 'Fly a drone over the grounds', area: 'Devices and network', position: 1 }
    const [made] = proposeMappings(
      { edition: { kind: 'permission' }, rows: [rowOf('Flying drones over school grounds')] },
      [...CATALOGUE, own],
    )
    expect(made).toMatchObject({ activity: 'drone-flying', confidence: 'possible' })
  })
})

describe('the catalogue', () => {
  it('has every key once and stands in order', () => {
    expect(new Set(CATALOGUE.map(({ key }) => key)).size).toBe(CATALOGUE.length)
    const positions = CATALOGUE.map(({ position }) => position)
    expect(positions).toEqual([...positions].sort((a, b) => a - b))
  })
})
