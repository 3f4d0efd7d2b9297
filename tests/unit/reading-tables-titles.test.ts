/** Titles, the schools a table speaks for, footnotes, and the places named for what was declined. */
import { describe, expect, it } from 'vitest'
import { declined, heading, only, paragraph, readBlocks, sketch } from './reading-tables-blocks'

const GRID = ` | Staff | | Pupils |
 | Allowed | Not allowed | Allowed | Not allowed
Phones in lessons | X | | | X
Social media | | X | | X
Online games | X | | | X`

describe('titles, schools and footnotes', () => {
  it('takes the title from the corner, a row over the headings or the line above, and the schools it names', () => {
    const rows = 'Staff | Pupils\nPhones | Allowed (Not BBB) | Not allowed\nGames | No | Only at break'
    const corner = only([sketch(`Technology Matrix (AAA & BBB) | ${rows}`)])
    expect(corner).toMatchObject({ title: 'Technology Matrix (AAA & BBB)', appliesTo: ['AAA', 'BBB'] })
    expect(corner.rows[0]?.exceptions).toEqual([{ words: '(Not BBB)', not: ['BBB'], only: [], column: 0 }])
    expect(only([heading('3.1 Use of technology (AAA)'), sketch(`Activity | ${rows}`)])).toMatchObject({
      title: '3.1 Use of technology (AAA)',
      rowHeader: 'Activity',
      appliesTo: ['AAA'],
    })
    expect(
      only([paragraph('A long sentence that only happens to stand above.'), sketch(`Activity | ${rows}`)]).title,
    ).toBe('Activity')
  })

  it('finds footnotes between the parts of a table and flags signs without a text (R18)', () => {
    const table = only([
      sketch(
        ' | School devices | | Personal devices |\n | School owned for single user | School owned for multiple users | Authorised device ¹ | Staff owned',
      ),
      paragraph('¹ Bought through the school'),
      sketch(
        'Allowed in school | Yes | Yes | Yes | Yes†\nFull network access | Yes | Yes | No | Yes\nInternet only | No | No | Yes | Yes',
      ),
    ])
    expect(table.kind).toBe('device')
    expect(table.footnotes).toEqual([
      { mark: '¹', text: 'Bought through the school' },
      { mark: '†', text: null },
    ])
    expect(table.understood.map(({ device }) => device)).toEqual([
      'SCHOOL_SINGLE',
      'SCHOOL_SHARED',
      'AUTHORISED',
      'STAFF_OWNED',
    ])
    expect(table.flags.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['joined', null, null],
      ['contradiction', 2, 3],
      ['footnote-missing', 0, 3],
    ])
  })

  it('names a place for what was declined', () => {
    const { declined } = readBlocks([
      heading('Rules'),
      sketch('Activity | Staff | Pupils\nPhones | ✓ | \nSocial media | ✓ | ✓'),
    ])
    expect(declined).toMatchObject([{ what: 'Rules', source: { block: 1, clause: 'Rules' } }])
  })

  it('declines what is too long to keep', () => {
    expect(declined([sketch(`${GRID}\n${'Long words about phones '.repeat(300)} | X | | | X`)])).toEqual([
      expect.stringContaining('longer than can be kept'),
    ])
  })
})
