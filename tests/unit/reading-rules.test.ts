/** Rules from sentences: what they answer, for whom, and which school they mean. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Activity } from '@contract/matrices'
import { ready } from '@vault/crypto'
import { ruleAnswer, ruleWords, yearsIn } from '../../src-main/features/reading/answers'
import { findingsIn } from '../../src-main/features/reading/findings'
import { proseTable } from '../../src-main/features/reading/prose'
import { alsoNamed, concerns, leavesOut, plainName, standingOf } from '../../src-main/features/reading/standing'
import { report, rule } from '../vault/reading-documents'

describe('the years a sentence speaks of', () => {
  test.each([
    ['Pupils do not use phones in lessons.', null],
    ['Pupils in Years 7-11 do not bring phones.', { from: '7', to: '11' }],
    ['Students in years 12 and 13 may use their phones.', { from: '12', to: '13' }],
    ['From Year 6 on trips only', { from: '6', to: '6' }],
    ['Years 3 to 6 hand them in', { from: '3', to: '6' }],
    ['Years 7 and 9 may, others may not', 'unclear'],
    ['Years 11 to 7', 'unclear'],
    ['Years 7-11 may not; Years 12-13 may', 'unclear'],
    ['Sixth form students may use phones', 'unclear'],
    ['Year 9 and Key Stage 4 pupils', 'unclear'],
    ['In the early years no device is used alone', 'unclear'],
    ['Pupils aged 13 or over may have an account', 'unclear'],
    ['For 12 years of research', null],
  ] as const)('%s', (text, years) => {
    expect(yearsIn(text)).toEqual(years)
  })

  test('never make a leave for some a leave for all', () => {
    const year = fc.integer({ min: 1, max: 13 })
    const before = fc.constantFrom('Pupils in ', 'Only ', 'When in ', 'Except in ')
    const words = fc.constantFrom('Year', 'Years', 'year group', 'Yr', 'Key Stage', 'KS')
    fc.assert(
      fc.property(before, words, year, fc.option(year), (start, word, from, to) => {
        const quote = `${start}${word} ${from}${to === null ? '' : `-${to}`} phones are allowed.`
        expect(ruleAnswer(rule({ permission: 'ALLOWED', quote }))?.years).not.toBeNull()
      }),
    )
  })

  test('leave the answer to a person where they cannot be read', () => {
    const sixth = rule({ permission: 'ALLOWED', quote: 'Sixth form students may use phones.' })
    expect(ruleAnswer(sixth)).toBeNull()
    expect(ruleWords(sixth)).toBe('Allowed (for some years: say which in the table)')
    expect(ruleAnswer(rule({ permission: 'UNSET' }))).toBeNull()
    expect(ruleWords(rule({ conditions: ['in lessons', ' in  class '] }))).toBe('Not allowed: in lessons; in class')
    expect(ruleWords(rule({ quote: 'Pupils in Year 7 do not.', conditions: ['in Year 7'] }))).toBe(
      'Not allowed (Year 7): in Year 7',
    )
  })
})

beforeAll(ready)

describe('how sure a rule is', () => {
  test('it is never sure where it answers no question of the trust', () => {
    const labelOf = (activity: string) => (activity === 'phone-in-lessons' ? 'Use a phone in lessons' : null)
    const sure = (change: Parameters<typeof rule>[0]) => {
      const found = report({ deviceRules: [rule({ confidence: 'certain', ...change })] })
      const standing = { how: 'unnamed', isOurs: () => false } as const
      return findingsIn(found, standing, null, labelOf).find(({ kind }) => kind === 'rule')
    }
    expect(sure({ activity: 'phone-in-lessons' })?.confidence).toBe('certain')
    expect(sure({ activity: null })).toMatchObject({ confidence: 'likely', why: expect.stringContaining('none of') })
    expect(sure({ activity: 'flying-drones' })?.confidence).toBe('likely')
    expect(sure({ activity: null, confidence: 'possible' })?.confidence).toBe('possible')
  })
})

describe('rules in prose', () => {
  const questions = new Map<string, Activity>([
    ['phone-in-lessons', { key: 'phone-in-lessons', label: 'Use a phone in lessons', area: 'Phones', position: 1 }],
  ])
  const document = { id: 'd'.repeat(32), title: 'Policy' }
  const table = (...rules: readonly Parameters<typeof rule>[0][]) =>
    proseTable(
      rules.map((change) => ({ rule: rule(change), correction: null, isGone: false })),
      questions,
      document,
    )

  test('stand under their question and their audience, each with its own words', () => {
    const built = table(
      {},
      { audience: 'STAFF', permission: 'ALLOWED', quote: 'Staff may.' },
      { activity: null, quote: 'No drones.' },
    )
    expect(built.columns.map(({ label }) => label)).toEqual(['Learners', 'Staff'])
    expect(built.rows.map(({ group, label }) => [group, label])).toEqual([
      ['Phones', 'Use a phone in lessons'],
      [null, 'No drones.'],
    ])
    expect(built.rows.map(({ cells }) => cells.map((cell) => cell?.answers?.[0]?.level ?? null))).toEqual([
      ['NOT_ALLOWED', 'ALLOWED'],
      ['NOT_ALLOWED', null],
    ])
  })

  test('that differ in one place keep both sentences and answer nothing until somebody says', () => {
    const [row] = table({}, { permission: 'ALLOWED', quote: 'Pupils may on trips.' }).rows
    expect(row?.cells).toMatchObject([
      { words: 'Pupils do not use mobile phones in lessons. / Pupils may on trips.', answers: null },
    ])
  })

  test('worded anew by a person are read from those words, never from what they took the place of', () => {
    const correction = { of: 'words' as const, words: 'Phones are allowed on trips', iso: null }
    const built = proseTable([{ rule: rule({}), correction, isGone: false }], questions, document)
    expect(built.rows[0]?.cells).toMatchObject([{ words: 'Phones are allowed on trips', answers: null }])
  })
})

describe('a school a document names', () => {
  const naming = { name: 'Oakmere High School', shortName: 'OHS' }
  const of = (schools: readonly string[], schoolTags: Record<string, string> = {}, one: string | null = null) =>
    standingOf(report({ school: one, schools: [...schools], schoolTags }), naming)

  test.each([
    [[], null, 'unnamed'],
    [['Oakmere High School'], null, 'named'],
    [['The Oakmere High'], null, 'named'],
    [[], 'OAKMERE HIGH SCHOOL', 'named'],
    [['Oakmere Primary School'], null, 'other'],
    [['Oakmere High School', 'Birch College'], null, 'among'],
    [['Ash School', 'Birch College'], null, 'other'],
  ] as const)('is found in %s (%s): %s', (schools, one, how) => {
    expect(of(schools, {}, one).how).toBe(how)
  })

  test('is meant by a tag only as the document itself uses it', () => {
    const theirs = of(['Oldham High School', 'Birch College'], { OHS: 'Oldham High School' })
    expect([theirs.how, theirs.isOurs('OHS')]).toEqual(['other', false])
    const ours = of(['Oakmere High School', 'Birch College'], { Oakmere: 'Oakmere High School', BC: 'Birch College' })
    expect(['Oakmere', 'oakmere', 'OHS', 'BC'].map(ours.isOurs)).toEqual([true, true, true, false])
    expect(concerns(ours, { appliesTo: ['BC'] })).toBe(false)
    expect(concerns(ours, { appliesTo: ['BC', 'Oakmere'] })).toBe(true)
    expect(concerns(ours, { appliesTo: [] })).toBe(true)
    expect(leavesOut(ours, { not: ['Oakmere'], only: [] })).toBe(true)
    expect(leavesOut(ours, { not: [], only: ['BC'] })).toBe(true)
    expect(leavesOut(ours, { not: ['BC'], only: [] })).toBe(false)
  })

  test('hides nothing where it is not named, and leaves nobody out', () => {
    const other = of(['Ash School', 'Birch College'])
    expect(concerns(other, { appliesTo: ['Ash'] })).toBe(true)
    expect(leavesOut(other, { not: [], only: ['Ash'] })).toBe(false)
  })

  test('is the same with and without the words that tell nobody apart', () => {
    expect(plainName('The A & B School')).toBe(plainName('A and B'))
    expect(plainName("St. Mary's School")).toBe(plainName('St Mary’s'))
    expect(plainName('Oak Junior School')).not.toBe(plainName('Oak Infant School'))
    const schools = [
      { facts: naming },
      { facts: { name: 'Birch College', shortName: 'BC' } },
      { facts: { name: 'Cedar School', shortName: 'CS' } },
    ]
    expect(alsoNamed(report({ schools: ['Oakmere High', 'BC'] }), schools).map(({ facts }) => facts.shortName)).toEqual(
      ['OHS', 'BC'],
    )
    expect(alsoNamed(report({ schools: ['Oakmere High'] }), schools)).toEqual([])
  })
})
