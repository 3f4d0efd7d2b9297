import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { CellState, LEVELS, type Answer, type CellContent, type Column } from '@contract/matrices'
import { BLANK, understand } from '../../src-main/features/matrices/understand'
import { yearsBetween } from '../../src-main/features/matrices/years'
import { anyContent, anyColumn, anyKind } from './matrices-arbitraries'

const TICKED: Pick<Column, 'captions'> = {
  captions: [
    { id: 'no', label: 'Not allowed', level: 'NOT_ALLOWED', permitting: null },
    { id: 'yes', label: 'Allowed', level: 'ALLOWED', permitting: null },
    { id: 'times', label: 'Allowed at certain times', level: 'CERTAIN_TIMES', permitting: null },
    { id: 'some', label: 'Allowed for selected staff', level: 'NOMINATED_OR_PERMISSION', permitting: 'selected' },
    { id: 'later', label: 'To be decided', level: null, permitting: null },
  ],
}
const WORDED: Pick<Column, 'captions'> = { captions: [] }
const ticks = (...captions: string[]): CellContent => ({
  ...BLANK,
  marks: captions.map((caption) => ({ caption, mark: 'X' })),
})
const words = (text: string): CellContent => ({ ...BLANK, words: text })
const SECONDARY = yearsBetween('7', '13')

const ticked = (content: CellContent) => understand('permission', TICKED, content, SECONDARY)
const worded = (text: string) => understand('permission', WORDED, words(text), SECONDARY)
const levels = (answers: readonly Answer[]) => answers.map(({ level }) => level)

describe('a ticked cell', () => {
  it('follows the level of its caption when one mark stands under it', () => {
    expect(ticked(ticks('times'))).toEqual({
      state: 'answered',
      asWritten: 'Allowed at certain times',
      answers: [{ level: 'CERTAIN_TIMES', permitting: null, years: null, condition: null }],
    })
  })

  it('keeps both marks and applies the strictest when two stand in it', () => {
    const read = ticked(ticks('yes', 'no'))
    expect(read.state).toBe('conflict')
    expect(levels(read.answers)).toEqual(['NOT_ALLOWED'])
    expect(read.asWritten).toBe('Not allowed / Allowed')
  })

  it('asks for permission when two levels that cannot be ranked are marked', () => {
    expect(levels(ticked(ticks('times', 'some')).answers)).toEqual(['NOMINATED_OR_PERMISSION'])
  })

  it('is answered when a page end repeats the mark under one caption', () => {
    expect(ticked(ticks('no', 'no')).state).toBe('answered')
  })

  it('keeps the star when the mark carries one', () => {
    const read = ticked({ ...BLANK, marks: [{ caption: 'no', mark: 'X*' }] })
    expect(read).toMatchObject({ state: 'answered', asWritten: 'Not allowed*' })
  })

  it.each([
    ['the mark stands under no caption', ticks('elsewhere')],
    ['the caption was given no level', ticks('later')],
    ['the mark is a word and not a tick', { ...BLANK, marks: [{ caption: 'yes', mark: 'No' }] }],
    ['words stand beside the mark', { ...ticks('yes'), words: 'sometimes' }],
    ['a conflicting mark has no level', ticks('yes', 'later')],
  ])('stays unread when %s', (_state, content) => {
    expect(ticked(content)).toMatchObject({ state: 'unread', answers: [] })
  })

  it('takes what a person understood when they said so', () => {
    const answers: Answer[] = [{ level: 'ILLEGAL', permitting: null, years: null, condition: null }]
    expect(ticked({ ...ticks('yes', 'no'), answers })).toMatchObject({ state: 'answered', answers })
  })

  it('is no conflict when several actions of an incident are marked', () => {
    expect(understand('incident', TICKED, ticks('yes', 'no', 'times'), SECONDARY)).toMatchObject({
      state: 'answered',
      answers: [],
    })
  })
})

describe('a cell without anything in it', () => {
  it('is blank when nobody said the document is silent', () => {
    expect(ticked(BLANK)).toEqual({ state: 'blank', answers: [], asWritten: '' })
    expect(worded('   ')).toEqual({ state: 'blank', answers: [], asWritten: '' })
  })

  it('is silent when the document was read for it', () => {
    expect(understand('prose', WORDED, { ...BLANK, silent: true }, null).state).toBe('silent')
  })
})

describe('a worded cell', () => {
  it.each([
    ['allowed', 'ALLOWED'],
    ['Yes', 'ALLOWED'],
    ['S Staff allowed', 'ALLOWED'],
    ['Not allowed', 'NOT_ALLOWED'],
    ['No', 'NOT_ALLOWED'],
    ['P learners not allowed', 'NOT_ALLOWED'],
    ['Pupil /students not allowed', 'NOT_ALLOWED'],
    ['allowed in emergencies', 'CERTAIN_TIMES'],
    ['S Staff restricted to staff only areas', 'CERTAIN_TIMES'],
    ['with permission', 'NOMINATED_OR_PERMISSION'],
    ['Allowed with staff permission', 'NOMINATED_OR_PERMISSION'],
    ['Allowed for selected staff', 'NOMINATED_OR_PERMISSION'],
    ['Pupil /students allowed in accordance with AUP', 'ALLOWED'],
    ['Pupil /students allowed (Educational use only)', 'ALLOWED'],
    ['S Staff allowed (for professional reasons)', 'ALLOWED'],
    ['Learners allowed but turned off and not used during the day', 'ALLOWED'],
    ['Unacceptable and illegal', 'ILLEGAL'],
  ])('is understood when it says "%s"', (text, level) => {
    const read = worded(text)
    expect(levels(read.answers)).toEqual([level])
    expect(read).toMatchObject({ state: 'answered', asWritten: text })
  })

  it.each([
    'Not allowed in emergencies',
    'allowed, not in lessons',
    'S Limited Staff allowed (educational use only)',
    'Not applicable',
    'Ask the head',
    'No (7-11)',
    'No (11-7) Yes (12-13)',
    'allowed allowed',
    'yes and no',
  ])('stays unread when it says "%s"', (text) => {
    expect(worded(text)).toMatchObject({ state: 'unread', answers: [], asWritten: text })
  })

  it('splits by years when it gives each range its own word', () => {
    expect(worded('No (7-11) Yes (12-13)').answers).toMatchObject([
      { level: 'NOT_ALLOWED', years: { from: '7', to: '11' } },
      { level: 'ALLOWED', years: { from: '12', to: '13' } },
    ])
  })

  it('shuts out the younger years the school teaches when it speaks of the sixth form only', () => {
    expect(worded('BYOD SF Only').answers).toMatchObject([
      { level: 'NOT_ALLOWED', years: { from: '7', to: '11' } },
      { level: 'ALLOWED', years: { from: '12', to: '13' } },
    ])
    const college = understand('device', WORDED, words('Sixth form only'), yearsBetween('12', '13'))
    expect(college.answers).toHaveLength(1)
  })

  it('keeps the condition when it names one', () => {
    expect(worded('allowed in emergencies').answers[0]?.condition?.when).toBe('In emergencies')
    expect(worded('allowed in accordance with AUP').answers[0]?.condition?.needsAgreement).toBe(true)
    expect(worded('with permission from the head').answers[0]?.condition?.whoPermits).toBe('Head')
  })
})

describe('understanding', () => {
  it('gives any cell exactly one state, and answers only when answered or in conflict', () => {
    fc.assert(
      fc.property(anyKind, anyColumn, anyContent, (kind, column, content) => {
        const read = understand(kind, column, content, SECONDARY)
        expect(CellState.options).toContain(read.state)
        for (const { level } of read.answers) expect(LEVELS).toContain(level)
        if (read.state !== 'answered' && read.state !== 'conflict') expect(read.answers).toEqual([])
        if (read.state === 'conflict') expect(read.answers).toHaveLength(1)
        if (kind !== 'incident' && read.state === 'answered') expect(read.answers.length).toBeGreaterThan(0)
        expect(read.asWritten).not.toMatch(/\n/)
      }),
    )
  })

  it('never reads leave into a cell that nobody marked or wrote in', () => {
    fc.assert(
      fc.property(anyKind, anyColumn, anyContent, (kind, column, content) => {
        const read = understand(kind, column, { ...content, marks: [], words: null, answers: null }, SECONDARY)
        expect(read.state).toBe(content.silent ? 'silent' : 'blank')
      }),
    )
  })
})
