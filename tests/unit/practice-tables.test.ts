/** The practice trust's tables against the counts of the three documents, taken from them separately. */
import { describe, expect, test } from 'vitest'
import type { Audience } from '@contract/matrices'
import { AUDIENCES } from '@contract/matrices'
import { CATALOGUE, DEVICE_ACTIVITIES } from '../../src-main/features/matrices'
import { OWN_ACTIVITIES } from '../../src-main/features/practice/activities'
import { baselineTable } from '../../src-main/features/practice/baseline'
import type { TableFacts } from '../../src-main/features/practice/facts'
import { PRACTICE_SCHOOLS } from '../../src-main/features/practice/schools'
import { answer, cellsOf, practiceSchool, practiceTable, statements, taughtBy } from './practice-reading'

/** How many marks stand under each caption of a column, in printed order. */
function marksUnder(table: TableFacts, column: number): readonly number[] {
  const marks = table.rows.flatMap((row) => row.cells[column]?.marks ?? [])
  return (table.columns[column]?.captions ?? []).map(({ id }) => marks.filter(({ caption }) => caption === id).length)
}

/** Labels of rows with more than one mark in a column. */
const severalMarks = (table: TableFacts, column: number): readonly string[] =>
  table.rows.filter((row) => (row.cells[column]?.marks.length ?? 0) > 1).map(({ label }) => label)

describe('The Ecclesbourne School', () => {
  test('keeps 23 user actions in three groups under five outcomes when the chart is read', () => {
    const chart = practiceTable('Ecclesbourne', 'User actions')
    const groups = [...new Set(chart.rows.map(({ group }) => group))]
    expect(groups.map((name) => chart.rows.filter(({ group }) => group === name).length)).toEqual([11, 6, 6])
    expect(chart.columns).toHaveLength(1)
    // Acceptable, certain times, nominated, unacceptable, unacceptable and illegal.
    expect(marksUnder(chart, 0)).toEqual([0, 0, 1, 6, 18])
    expect(severalMarks(chart, 0)).toEqual([
      expect.stringMatching(/^Accessing inappropriate material/),
      expect.stringMatching(/^Unfair usage/),
    ])
  })

  test('says of each example that one mark stands for its group when the chart prints one', () => {
    const chart = practiceTable('Ecclesbourne', 'User actions')
    const places = chart.rows.map((row) => row.cells[0]?.source?.place ?? '')
    expect(places.filter((place) => place.includes('one mark for the whole group'))).toHaveLength(17)
    expect(places[10]).toContain('example 11 of 11')
    expect(places[11]).toContain('example 1 of 6')
  })

  test('keeps the star without a footnote when file sharing and the imagery row are read', () => {
    const use = practiceTable('Ecclesbourne', 'Activities for non-educational purposes')
    const sharing = use.rows.find(({ label }) => label === 'File sharing')
    expect(sharing?.cells[1]).toMatchObject({
      marks: [{ caption: 'notAllowed', mark: 'X*' }],
      footnote: { mark: '*', text: null },
    })
    const starred = [use, practiceTable('Ecclesbourne', 'User actions')].flatMap((table) =>
      table.rows.filter((row) => row.cells.some((cell) => cell?.footnote?.text === null)).map(({ label }) => label),
    )
    expect(starred).toEqual(['File sharing', 'Child sexual abuse imagery*'])
  })

  test('keeps 15 activities with the staff and learner counts of the table', () => {
    const use = practiceTable('Ecclesbourne', 'Activities for non-educational purposes')
    expect(use.rows).toHaveLength(15)
    // Not allowed, allowed, certain times, selected staff or staff permission.
    expect(marksUnder(use, 0)).toEqual([3, 12, 0, 0])
    expect(marksUnder(use, 1)).toEqual([13, 1, 1, 0])
  })

  test('splits pupils’ own devices by year and keeps footnote 1 when the device table is read', () => {
    const devices = practiceTable('Ecclesbourne', 'Devices the school allows')
    expect(devices.rows.map((row) => row.cells.map((cell) => cell?.words))).toEqual([
      ['Yes', 'Yes', 'Yes', 'No (7-11) Yes (12-13)', 'Yes', 'Yes'],
      ['No', 'Yes', 'No', 'No', 'No', 'No'],
      ['Yes', 'No', 'Yes', 'BYOD SF Only', 'Yes', 'No'],
    ])
    expect(devices.rows.every((row) => row.cells[2]?.footnote?.mark === '1')).toBe(true)
    const owned = practiceSchool('Ecclesbourne')
    expect(answer(owned, 'device-in-school.pupil_owned', 'LEARNER', '11').answers).toMatchObject([
      { level: 'NOT_ALLOWED' },
    ])
    expect(answer(owned, 'device-in-school.pupil_owned', 'LEARNER', '12').answers).toMatchObject([{ level: 'ALLOWED' }])
  })

  test('keeps every mark of the incident grids when both are read', () => {
    const learners = practiceTable('Ecclesbourne', 'Responding to learner actions')
    expect(learners.rows).toHaveLength(13)
    expect(marksUnder(learners, 0)).toEqual([0, 4, 5, 2, 0, 12, 1, 1, 1, 8])
    const broken = learners.rows.find(({ label }) => label.startsWith('Accidentally'))
    expect(broken?.cells[0]?.marks.map(({ caption }) => caption)).toEqual(['police', 'sanction', 'it'])
    expect(broken?.cells[0]?.source?.place).toContain('broken over two pages')
    const staff = practiceTable('Ecclesbourne', 'Responding to staff actions')
    expect(staff.rows).toHaveLength(16)
    expect(marksUnder(staff, 0)).toEqual([2, 13, 4, 1, 1, 0, 0, 7])
  })
})

describe('the trust policy', () => {
  const shared = 'Technology Matrix (OHS & TRC)'

  test('keeps 11 rows with letters as printed when Oakwood and Thomas Rotherham are read', () => {
    const table = practiceTable('OHS', shared)
    expect(table.rows).toHaveLength(11)
    expect(table.rows.map((row) => row.cells.map((cell) => cell?.words))).toEqual([
      ['Learners allowed but turned off and not used during the day', 'S Staff allowed'],
      ['P learners not allowed', 'S Staff allowed in emergencies'],
      ['P learners not allowed', 'S Staff restricted to staff only areas'],
      ['Pupil /students not allowed', 'S Staff not allowed'],
      ['Pupil /students allowed in accordance with AUP', 'S Staff allowed in accordance with AUP'],
      ['Pupil not allowed', 'S Staff not allowed'],
      ['Pupil /students not allowed', 'S Staff not allowed'],
      ['Pupil /students not allowed', 'S Staff not allowed'],
      ['Pupil /students not allowed', 'S Staff not allowed'],
      ['Pupil /students allowed (Educational use only)', 'S Staff allowed (for professional reasons)'],
      [
        'P Pupil /students have limited access (educational use only)',
        'S Limited Staff allowed (educational use only)',
      ],
    ])
    expect(practiceTable('TRC', shared).rows.slice(1)).toEqual(table.rows.slice(1))
  })

  test('is silent for Thomas Rotherham and answers for Oakwood when the first row leaves the college out', () => {
    const [oakwood, college] = ['OHS', 'TRC'].map((name) => practiceTable(name, shared).rows[0]?.cells[0])
    expect(oakwood).toMatchObject({ silent: false, exception: '(Not TRC)' })
    expect(college).toMatchObject({ silent: true, words: null, answers: null, exception: '(Not TRC)' })
    expect(answer(practiceSchool('OHS'), 'phone-in-school', 'LEARNER', '8')).toMatchObject({
      state: 'answered',
      answers: [{ level: 'ALLOWED', condition: { when: 'Turned off and not used during the day' } }],
    })
    expect(answer(practiceSchool('TRC'), 'phone-in-school', 'LEARNER', '12').state).toBe('not-stated')
  })

  test('keeps ten rows with the staff and pupil counts of the table when Sitwell is read', () => {
    const table = practiceTable('SJS', 'Technology Matrix (SJS)')
    expect(table.rows).toHaveLength(10)
    // Allowed, certain times, permission, not allowed.
    expect(marksUnder(table, 0)).toEqual([3, 2, 3, 2])
    expect(marksUnder(table, 1)).toEqual([0, 0, 3, 7])
    expect(table.rows.every((row) => row.cells.every((cell) => cell?.marks[0]?.mark === '✓'))).toBe(true)
  })

  test('asks for permission in seven places when Sitwell publishes pictures', () => {
    const places = practiceTable('SJS', 'Rules in prose').rows.flatMap((row) =>
      row.cells.flatMap((cell) => cell?.source?.clause ?? []),
    )
    expect(places.filter((clause) => clause.includes('of 7'))).toHaveLength(7)
  })
})

describe('all five schools', () => {
  const stateOf = (question: string, audience: Audience) =>
    PRACTICE_SCHOOLS.map((school) => answer(school, question, audience, null).state)

  test('answer every question of the technology tables in some way when staff or learners ask', () => {
    const questions = CATALOGUE.filter(({ key }) => !DEVICE_ACTIVITIES.includes(key))
    const states = questions.flatMap(({ key }) => [...stateOf(key, 'STAFF'), ...stateOf(key, 'LEARNER')])
    expect(states).toHaveLength(questions.length * 2 * 5)
    expect(new Set(states)).toEqual(new Set(['answered', 'not-stated', 'conflict']))
  })

  test('answer in some way, all of them or none, when any audience asks anything', () => {
    const asked = [...new Set(PRACTICE_SCHOOLS.flatMap(statements).map(({ question }) => question))]
    const uneven = asked.flatMap((question) =>
      AUDIENCES.filter((audience) => {
        const without = stateOf(question, audience).filter((state) => state === 'no-equivalent').length
        return without !== 0 && without !== PRACTICE_SCHOOLS.length
      }).map((audience) => `${question} ${audience}`),
    )
    expect(uneven).toEqual([])
  })

  test('answer somewhere when the trust adds a question of its own', () => {
    for (const { key } of OWN_ACTIVITIES) {
      expect(
        AUDIENCES.some((audience) => stateOf(key, audience).includes('answered')),
        key,
      ).toBe(true)
    }
  })

  test('conflict exactly where their documents contradict themselves', () => {
    const found = PRACTICE_SCHOOLS.flatMap((school) =>
      [...new Set(statements(school).map(({ question }) => question))].flatMap((question) =>
        (['STAFF', 'LEARNER'] as const)
          .filter((audience) => answer(school, question, audience, null).state === 'conflict')
          .map((audience) => `${school.facts.shortName} ${question} ${audience}`),
      ),
    )
    expect(found).toEqual([
      'Ecclesbourne inappropriate-material STAFF',
      'Ecclesbourne inappropriate-material LEARNER',
      'Ecclesbourne unfair-usage STAFF',
      'Ecclesbourne unfair-usage LEARNER',
      'Ecclesbourne phone-in-school LEARNER',
      'Ecclesbourne phone-in-social-time LEARNER',
      'Ecclesbourne photo-own-device STAFF',
      'Ecclesbourne ai-unapproved STAFF',
      'SJS photo-own-device LEARNER',
    ])
  })

  test('hold a source with document and clause in every cell', () => {
    for (const school of PRACTICE_SCHOOLS) {
      for (const table of school.tables) {
        for (const cell of cellsOf(table, taughtBy(school))) {
          expect(cell.content.source?.document).toBe(table.document.title)
          expect(cell.content.source?.clause).not.toBe('')
        }
      }
    }
  })

  test('are understood without a word left unread when every cell is read', () => {
    const unread = PRACTICE_SCHOOLS.flatMap((school) =>
      school.tables.flatMap((table) => cellsOf(table, taughtBy(school)).filter(({ state }) => state === 'unread')),
    )
    expect(unread).toEqual([])
  })

  test('differ by key stage when Asterdale’s pupils use the internet', () => {
    const school = practiceSchool('Asterdale')
    expect(answer(school, 'internet-in-lessons', 'LEARNER', '1').answers).toMatchObject([{ level: 'CERTAIN_TIMES' }])
    expect(answer(school, 'internet-in-lessons', 'LEARNER', '5').answers).toMatchObject([{ level: 'ALLOWED' }])
  })

  test('state review dates as their documents do, and no approval that is not evidenced', () => {
    const dates = (shortName: string) => practiceSchool(shortName).tables[0]?.document
    expect(dates('Ecclesbourne')).toMatchObject({ effectiveFrom: '2026-05', approvedOn: null, nextReview: '2027-05' })
    expect(dates('Asterdale')).toMatchObject({
      approvedOn: '2023-06',
      approvingBody: 'Governing Body',
      nextReview: '2024-06',
    })
    for (const name of ['OHS', 'SJS', 'TRC']) {
      expect(dates(name)).toMatchObject({ effectiveFrom: '2022-03', approvedOn: null, nextReview: '2023-03' })
    }
  })

  test('are five, from Reception to Year 13, with no number that could be a real one', () => {
    expect(PRACTICE_SCHOOLS.map(({ facts }) => [facts.name, facts.lowYear, facts.highYear])).toEqual([
      ['The Ecclesbourne School', '7', '13'],
      ['Asterdale Primary School', 'R', '6'],
      ['Oakwood High School', '7', '11'],
      ['Sitwell Junior School', '3', '6'],
      ['Thomas Rotherham College', '12', '13'],
    ])
    for (const { facts } of PRACTICE_SCHOOLS) {
      expect([facts.urn, facts.laEstab, facts.ukprn, facts.postcode, facts.predecessorUrn]).toEqual(Array(5).fill(null))
    }
  })
})

describe('the practice baseline', () => {
  test('allows no phone to the end of Year 11 when a pupil asks', () => {
    const row = baselineTable.rows.find(({ activity }) => activity === 'phone-in-school')
    expect(row?.cells[1]?.answers).toMatchObject([
      { level: 'NOT_ALLOWED', years: { from: 'E1', to: '11' } },
      { level: 'CERTAIN_TIMES', years: { from: '12', to: '14' } },
    ])
  })

  test('asks nothing the catalogue does not ask', () => {
    const known = new Set([...CATALOGUE, ...OWN_ACTIVITIES].map(({ key }) => key))
    const keys = [baselineTable, ...PRACTICE_SCHOOLS.flatMap(({ tables }) => tables)].flatMap(({ rows }) =>
      rows.flatMap(({ activity }) => activity ?? []),
    )
    expect(keys.filter((key) => !known.has(key))).toEqual([])
  })
})
