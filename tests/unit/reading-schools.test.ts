/** Which schools a document speaks for: names by pattern, short forms, exceptions, parts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namesIn } from '../../src-main/reader/recognise/schools-names'
import { contextOf } from './reading-prose-document'

const namesOf = (text: string) => contextOf(text).names

const TRUST = `
# Online Safety Policy
This policy is for everybody at Northgate High School, Millbrook Infant School and Eastfield Sixth Form College.
# Devices
Phones stay in bags (Not ESFC).
Wristbands are collected at the door (Millbrook only).
Tablets go home at the weekend (NHS & MIS pupils only).
# Northgate High School (NHS)
Bags stay closed.
## Phones
Phones stay in bags.
# Millbrook Infant School (MIS)
# Pictures
Pictures stay in school.
# Storage
Cards are wiped.
# Appendix 2 - ESFC
Reports go to the tutor.
# Appendix 3
For all.
`

describe('one school', () => {
  it.each([
    [
      '# Hillside Primary School\n# E-Safety Policy\nHillside Primary School wants every child safe.',
      'Hillside Primary School',
    ],
    ['THE GRANGE ACADEMY\n# Online Safety\nAll at The Grange Academy follow this.', 'The Grange Academy'],
    ["# St Mary's Church of England (VA) Primary School\nPolicy", "St Mary's Church of England (VA) Primary School"],
    [
      '# ICT policy\nAt Our Lady of Lourdes Catholic Primary School we care.',
      'Our Lady of Lourdes Catholic Primary School',
    ],
    ["# Queen Elizabeth's Grammar School\nPolicy", "Queen Elizabeth's Grammar School"],
    ['# Little Acorns Nursery School\nWelcome to Little Acorns Nursery School.', 'Little Acorns Nursery School'],
    ['Policy\nThe governors of Weston and Hopton Junior School agreed this.', 'Weston and Hopton Junior School'],
  ])('is named in %j', (text, school) => {
    expect(namesOf(text).school).toBe(school)
    expect(namesOf(text).schools).toEqual([school])
  })

  it('is not taken from a partner, a template or a list of links', () => {
    const text = `
# Hillside Primary School Online Safety Policy
Adapted from a model policy by Brookside Academy. Hillside Primary School has made it its own.
Some pupils attend lessons at Castle College on Fridays.
# Useful links
Riverside School of Safety: www.example.org
`
    expect(namesOf(text).schools).toEqual(['Hillside Primary School'])
  })

  it('needs no short forms to be told apart', () => {
    const { tags, tagsIn, exceptionsIn } = namesOf('# Oakfield High School (OHS)\nOakfield High School policy')
    expect(tags).toEqual({ OHS: 'Oakfield High School' })
    expect(tagsIn('Grid (OHS)')).toEqual([])
    expect(exceptionsIn('Phones (OHS only)')).toEqual([])
  })
})

describe('what is no school', () => {
  it.each([
    'Keeping Children Safe in Education',
    'Derby City Police and the Education Safeguarding Team',
    'the UK Safer Internet Centre and the National College',
    'Meeting Digital and Technology Standards in Schools & Colleges',
    'Review of Sexual Abuse in Schools and Colleges',
    'The School will act. Our School is safe. The Headteacher of the School decides.',
    'the Royal College of Nursing and the College of Policing',
    'Home School Agreement, After School Club, Whole School Policy',
    'Hartley & Stone Solicitors LLP',
    'Brightwater Academy Trust',
    'Primary School and High School pupils',
  ])('%j', (text) => {
    expect(namesIn(text)).toEqual([])
    expect(namesOf(text).schools).toEqual([])
  })

  it('leaves a document without any name at that', () => {
    const names = namesOf('# Online Safety Policy\nThe school keeps its pupils safe.')
    expect([names.school, names.schools, names.tags, names.trust]).toEqual([null, [], {}, null])
  })
})

describe('several schools', () => {
  const names = namesOf(TRUST)

  it('are all named, and none is the one', () => {
    expect(names.school).toBeNull()
    expect(names.schools).toEqual(['Northgate High School', 'Millbrook Infant School', 'Eastfield Sixth Form College'])
  })

  it('go by what stands in brackets, by initials and by what tells them apart', () => {
    expect(names.tags).toEqual({
      NHS: 'Northgate High School',
      MIS: 'Millbrook Infant School',
      Millbrook: 'Millbrook Infant School',
      ESFC: 'Eastfield Sixth Form College',
    })
  })

  it('are limited by words in brackets', () => {
    expect(names.exceptionsIn('Phones in bags (Not ESFC)')).toEqual([{ words: '(Not ESFC)', not: ['ESFC'], only: [] }])
    expect(names.exceptionsIn('Bands (Millbrook only). Clubs (ESFC only).')).toEqual([
      { words: '(Millbrook only)', not: [], only: ['MIS'] },
      { words: '(ESFC only)', not: [], only: ['ESFC'] },
    ])
    expect(names.exceptionsIn('At home (NHS & MIS Chromebook only)')).toEqual([
      { words: '(NHS & MIS Chromebook only)', not: [], only: ['NHS', 'MIS'] },
    ])
    expect(names.exceptionsIn('Allowed, except at ESFC')).toEqual([
      { words: 'except at ESFC', not: ['ESFC'], only: [] },
    ])
    expect(names.exceptionsIn('Allowed (not during lessons) and (with permission only)')).toEqual([])
    expect(names.exceptionsIn('Northgate High School (NHS)')).toEqual([])
  })

  it('are named in captions', () => {
    expect(names.tagsIn('Device table (NHS & ESFC)')).toEqual(['NHS', 'ESFC'])
    expect(names.tagsIn('MILLBROOK INFANT SCHOOL')).toEqual(['MIS'])
    expect(names.tagsIn('NHSX, Misuse and mis-spelled')).toEqual([])
  })

  it('have parts of the document to themselves', () => {
    const { document, names: own } = contextOf(TRUST)
    const parts = document.blocks.map((block, index) => [
      block.kind === 'heading' ? block.text : '',
      own.appliesTo(index),
    ])
    expect(parts.filter(([heading]) => heading !== '')).toEqual([
      ['Online Safety Policy', []],
      ['Devices', []],
      ['Northgate High School (NHS)', ['NHS']],
      ['Phones', ['NHS']],
      ['Millbrook Infant School (MIS)', ['MIS']],
      ['Pictures', ['MIS']],
      ['Storage', ['MIS']],
      ['Appendix 2 - ESFC', ['ESFC']],
      ['Appendix 3', []],
    ])
  })
})

describe('the trust', () => {
  it.each([
    ['# Online Safety\nBrightwater Multi Academy Trust runs its schools.', 'Brightwater Multi Academy Trust'],
    ['# Policy of the Saint Cuthbert Catholic Academy Trust\nText', 'Saint Cuthbert Catholic Academy Trust'],
    ['# Rules\nStaff of Downland Schools Federation', 'Downland Schools Federation'],
  ])('%j', (text, trust) => expect(namesOf(text).trust).toBe(trust))

  it('is not every body of that name', () => {
    expect(
      namesOf('# Trust Online Safety Policy\nThe Trust and all Trust staff. Health: Mid Vale NHS Foundation Trust')
        .trust,
    ).toBeNull()
  })
})

it('never takes longer than the text is long', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('School', 'The', 'of', 'and', 'Hill', '(', ')', 'St.', 'Academy', ',', 'x'), {
        maxLength: 400,
      }),
      (words) => {
        const text = words.join(' ')
        for (const { name, start, end } of namesIn(text)) expect(text.slice(start, end).replace(/\s+/g, ' ')).toBe(name)
      },
    ),
  )
})
