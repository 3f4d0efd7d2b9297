/** The review block in the shapes schools print it, and what must never pass for one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf } from '../../src-main/reader/recognise/prose/stated-date'
import { isPlaceholder } from '../../src-main/reader/recognise/prose/placeholders'
import { labelOf, twoLabels } from '../../src-main/reader/recognise/prose/review-labels'
import { codesOf, factsOf, proseOf } from './reading-prose-document'

const BODY = '\n# 1 Aims\nWe keep pupils safe online.\n# 2 Roles\nEverybody helps.\n'

describe('dates as written', () => {
  it.each([
    ['June 2024', '2024-06', 'month'],
    ['1st September 2026', '2026-09-01', 'day'],
    ['Monday 1 September 2026', '2026-09-01', 'day'],
    ['the 3rd of March 2025', '2025-03-03', 'day'],
    ['01/09/2026', '2026-09-01', 'day'],
    ['1.9.2026', '2026-09-01', 'day'],
    ['13-10-25', '2025-10-13', 'day'],
    ['2026-09-01', '2026-09-01', 'day'],
    ['September 1, 2026', '2026-09-01', 'day'],
    ['Sept. 2026', '2026-09', 'month'],
    ['09/2026', '2026-09', 'month'],
    ['2026', '2026', 'year'],
    ['March 2026 (or earlier if the law changes)', '2026-03', 'month'],
    ['29/02/2024', '2024-02-29', 'day'],
  ])('%s', (text, iso, precision) => expect(dateOf(text)).toEqual({ iso, precision, trouble: null }))

  it.each([
    ['31/02/2026', 'malformed'],
    ['29/02/2026', 'malformed'],
    ['10/13/2026', 'malformed'],
    ['Juen 2024', 'malformed'],
    ['Septmber 2025', 'malformed'],
    ['Febuary 2025', 'malformed'],
    ['June 20245', 'malformed'],
    ['Sept 26', 'vague'],
    ['Autumn term 2026', 'vague'],
    ['2025/26', 'vague'],
    ['2025-2026', 'vague'],
    ['June 2024 / June 2025', 'vague'],
    ['May', 'vague'],
    ['Full Governing Body', 'none'],
    ['Annually', 'none'],
    ['', 'none'],
  ])('%s has no date: %s', (text, trouble) => expect(dateOf(text)).toEqual({ iso: null, precision: null, trouble }))

  it('are real days of the calendar whatever is written', () => {
    const pieces = fc.constantFrom('31', '02', '2026', 'June', '/', ' ', 'st', '-', 'Sept', '1', '99')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const { iso, precision } = dateOf(parts.join(''))
        if (iso === null) return
        expect(iso).toMatch(/^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/)
        expect(iso.length).toBe({ year: 4, month: 7, day: 10 }[precision!])
        if (precision === 'day') expect(new Date(`${iso}T00:00:00Z`).toISOString().slice(0, 10)).toBe(iso)
      }),
    )
  })
})

describe('placeholders', () => {
  it.each([
    ...[
      '[insert date]',
      'TBC',
      'tbc.',
      'xx/xx/xxxx',
      'DD/MM/YYYY',
      '<name>',
      '<insert name of school>',
      '…………',
      '____',
      '........',
    ],
    ...[
      'School name',
      '[Name of governor]',
      'Insert school name here',
      '[ ]',
      '[insert name], Headteacher',
      'To be confirmed',
      'XX',
    ],
  ])('%s', (text) => expect(isPlaceholder(text)).toBe(true))

  it.each([
    'Governing Body',
    'Mrs A Boxx',
    'June 2024',
    '1',
    '2.0',
    'Staff Handbook, Website',
    'Full Governors [FGB]',
    'N/A',
    '',
  ])('%j is none', (text) => expect(isPlaceholder(text)).toBe(false))
})

describe('labels', () => {
  it.each([
    ['Written by:', 'author'],
    ['Policy author', 'author'],
    ['Approved by', 'approvedBy'],
    ['Approved by Chair', 'approvedBy'],
    ['Policy to be approved by', 'approvingBody'],
    ['Approving body', 'approvingBody'],
    ['Ratified by', 'approvingBody'],
    ['Date approved', 'dateApproved'],
    ['Adopted', 'dateApproved'],
    ['Date of review', 'review'],
    ['Review date', 'review'],
    ['Date of next review', 'nextReview'],
    ['Next review due by', 'nextReview'],
    ['Review due', 'nextReview'],
    ['Last reviewed on', 'lastReviewed'],
    ['Effective from', 'effectiveFrom'],
    ['Implementation date', 'effectiveFrom'],
    ['Policy owner', 'owner'],
    ['Lead professional', 'owner'],
    ['Version No.', 'version'],
    ['Policy review frequency', 'frequency'],
    ['Document location', 'location'],
  ])('%s', (label, meaning) => expect(labelOf(label)?.meaning).toBe(meaning))

  it.each(['Staff', 'The school', 'Pupils must', 'Content', 'E-mail', 'Note', 'Example'])('%s is none', (text) => {
    expect(labelOf(text)?.meaning ?? null).toBeNull()
  })

  it('may be two in one', () => {
    expect(twoLabels('Lead Professional External Review')).toEqual(['Lead Professional', 'External Review'])
    expect(twoLabels('Approved by / Date approved')).toEqual(['Approved by', 'Date approved'])
    expect(twoLabels('Date of next review')).toBeNull()
    expect(twoLabels('Approved by Chair of Governors')).toBeNull()
  })
})

describe('a review block', () => {
  it('as a table of two columns', () => {
    const text = `# Online Safety Policy
Policy owner | A Deputy
Approving body | Full Governing Board
Date approved | 12 March 2025
Review date | March 2026
Version | 2.1${BODY}`
    expect(factsOf(text)).toEqual({
      ...{ title: 'Online Safety Policy', owner: 'A Deputy', approvingBody: 'Full Governing Board' },
      ...{ dateApproved: '12 March 2025', nextReview: 'March 2026', version: '2.1' },
    })
    expect(proseOf(text).metadata.dateApproved).toMatchObject({
      iso: '2025-03-12',
      precision: 'day',
      source: { row: 2 },
    })
  })

  it('as a table of four columns, and at the back', () => {
    const text = `# E-safety Policy${BODY}
Author | The DSL | Version | 3
Ratified by | Local Governing Body | Next review | Autumn term 2026`
    expect(factsOf(text)).toMatchObject({
      author: 'The DSL',
      version: '3',
      approvingBody: 'Local Governing Body',
      nextReview: 'Autumn term 2026',
    })
    expect(proseOf(text).metadata.nextReview).toMatchObject({ iso: null, precision: null })
    expect(codesOf(proseOf(text))).toContain('date-unclear')
  })

  it('as a table with the date in the same row', () => {
    const text = `# ICT and internet acceptable use policy
Approved by: | The governing body | Date: 4 May 2024
Last reviewed on: | 1 May 2024 |
Next review due by: | 1 May 2026 | ${BODY}`
    expect(factsOf(text)).toMatchObject({
      approvedBy: 'The governing body',
      dateApproved: '4 May 2024',
      lastReviewed: '1 May 2024',
      nextReview: '1 May 2026',
    })
  })

  it('as a heading row over a row of values', () => {
    const text = `# Mobile Phone Policy\nVersion | Approved by | Date approved | Next review\n1.2 | Trust Board | 01/09/2025 | 01/09/2027${BODY}`
    expect(factsOf(text)).toMatchObject({
      version: '1.2',
      approvedBy: 'Trust Board',
      approvingBody: 'Trust Board',
      dateApproved: '01/09/2025',
    })
  })

  it('as lines with colons', () => {
    const text = `# Online Safety Policy\nWritten by: The computing lead\nDate adopted: 3 July 2025\nReview due: July 2026${BODY}`
    expect(factsOf(text)).toMatchObject({
      author: 'The computing lead',
      dateApproved: '3 July 2025',
      nextReview: 'July 2026',
    })
  })

  it('as one sentence', () => {
    const text = `# Acceptable Use Policy 2025\nThis policy was approved by the Local Governing Body on 9 October 2025 and will be reviewed every two years. The next review is due in October 2027.${BODY}`
    expect(factsOf(text)).toEqual({
      ...{
        title: 'Acceptable Use Policy',
        issued: '2025',
        approvedBy: 'Local Governing Body',
        approvingBody: 'Local Governing Body',
      },
      ...{ dateApproved: '9 October 2025', frequency: 'every two years', nextReview: 'October 2027' },
    })
  })

  it('as a version table, newest line with a date', () => {
    const text = `# Online Safety Policy\nVersion | Date | Author | Changes\n1.0 | 02/09/2023 | HT | First\n1.1 | 04/09/2024 | HT | Links\n2.0 | 05/09/2025 | DSL | AI added${BODY}`
    expect(factsOf(text)).toEqual({ title: 'Online Safety Policy', version: '2.0' })
    expect(factsOf(text.replace('2.0 | 05/09/2025', '2.0 | TBC'))).toMatchObject({ version: '1.1' })
    expect(factsOf(text.replace('2.0 | 05', '0.9 | 05'))).toEqual({ title: 'Online Safety Policy' })
  })

  it('tells a lone review date apart by the other dates, or not at all', () => {
    const lines = (...extra: string[]) =>
      `# Online Safety Policy\nReview date: May 2025\nVersion: 1\n${extra.join('\n')}${BODY}`
    expect(factsOf(lines('Next review: May 2026'))).toMatchObject({ lastReviewed: 'May 2025', nextReview: 'May 2026' })
    expect(factsOf(lines('Date approved: May 2024'))).toMatchObject({ nextReview: 'May 2025' })
    expect(factsOf(lines('Date approved: May 2025'))).toMatchObject({ lastReviewed: 'May 2025' })
    const alone = proseOf(lines())
    expect([alone.metadata.lastReviewed, alone.metadata.nextReview]).toEqual([null, null])
    expect(alone.reviewBlock).toContainEqual(
      expect.objectContaining({ label: 'Review date', value: 'May 2025', field: null }),
    )
    expect(codesOf(alone)).toContain('review-date-unclear')
  })

  it('keeps a malformed date as written and says so', () => {
    const read = proseOf(`# Online Safety Policy\nDate approved: 31/02/2026\nNext review: Juen 2027${BODY}`)
    expect(read.metadata.dateApproved).toMatchObject({ asWritten: '31/02/2026', iso: null, precision: null })
    expect(read.metadata.nextReview).toMatchObject({ asWritten: 'Juen 2027', iso: null, precision: null })
    expect(codesOf(read)).toEqual(['malformed-date', 'malformed-date'])
  })

  it('takes no placeholder for a name or a date', () => {
    const text = `# Online Safety Policy\nApproved by: [insert name]\nDate approved: xx/xx/xxxx\nAuthor: ………………\nNext review: TBC\nOwner: <name>${BODY}`
    expect(factsOf(text)).toEqual({ title: 'Online Safety Policy' })
    expect(codesOf(proseOf(text))).toEqual(Array.from({ length: 5 }, () => 'placeholder'))
  })

  it('leaves blank what is blank, even where a sentence would fill it', () => {
    const text = `# Online Safety Policy\nApproved by | \nDate approved | \nVersion | 4\nAuthor | ${BODY}This policy was approved by the Full Governing Body on 3 May 2024.`
    expect(factsOf(text)).toEqual({ title: 'Online Safety Policy', version: '4', approvingBody: 'Full Governing Body' })
    expect(codesOf(proseOf(text)).filter((code) => code === 'blank-in-source')).toHaveLength(2)
  })

  it('says when two places name different values', () => {
    const text = `# Online Safety Policy\nNext review: May 2026\nVersion: 1${BODY}\nVersion: 1\nNext review: June 2026`
    expect(codesOf(proseOf(text))).toEqual(['two-values'])
    expect(factsOf(text).nextReview).toBe('May 2026')
  })
})

describe('what is no review block', () => {
  const none = (text: string, name?: string) => {
    const { title: _, ...facts } = factsOf(text, name)
    expect(facts).toEqual({})
  }

  it('file names', () => none(`# Online Safety Policy${BODY}`, 'Online Safety Policy v3 approved June 2024.docx'))

  it('lines printed on every page', () => {
    const foot = '\nReview date: May 2030 | page\n'.replace(' | page', '')
    none(
      `# Online Safety Policy${BODY}Next review: May 2030\n# 3 More\nNext review: May 2030\n# 4 More\nNext review: May 2030\n# 5 End${BODY}${foot}`.replace(
        foot,
        '',
      ),
    )
    none(`# Online Safety Policy${BODY}Online Safety Policy v2 Approved: June 2024 Page 3 of 12`)
  })

  it("publishers' lines", () => {
    none(
      `# Online Safety Policy\n© 2024 Template Provider Ltd. Next review: August 2025\nModel policy published by The Publisher, reviewed June 2023${BODY}`,
    )
    none(`# Online Safety Policy\nTemplate provided by Safe Schools Ltd, version 5, approved March 2024${BODY}`)
  })

  it('contents pages, links and quoted guidance', () => {
    none(`# Online Safety Policy\n# Contents\nVersion | 2\nReview date | 3\nApproved by | 4\nAuthor | 5${BODY}`)
    none(`# Online Safety Policy${BODY}# Useful links\nNext review: www.example.org May 2026\nLast updated: March 2024`)
    none(
      `# Online Safety Policy${BODY}The guidance states:\n"This policy was approved by the Governing Body on 3 May 2024 and the next review is due in May 2025."`,
    )
  })

  it('sentences that only promise', () => {
    none(
      `# Online Safety Policy${BODY}The policy will be approved by the governing body. Filtering is reviewed annually. If the policy was approved in May 2020 it is old.`,
    )
  })

  it('forms to sign', () => {
    none(
      `# Online Safety Policy${BODY}# Appendix: agreement\nName: ____________\nSigned: ____________\nDate: ____________`,
    )
  })
})
