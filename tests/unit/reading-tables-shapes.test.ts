/** Single shapes of tables, and what of them a person must be shown. */
import { describe, expect, it } from 'vitest'
import { codes, declined, heading, only, pageBreak, paragraph, sketch, table, tablesIn } from './reading-tables-blocks'

const GRID = ` | Staff | | Pupils |
 | Allowed | Not allowed | Allowed | Not allowed
Phones in lessons | X | | | X
Social media | | X | | X
Online games | X | | | X`

describe('marks', () => {
  it('flags two marks for one audience, keeps both, and leaves incidents alone (R15, R26)', () => {
    const table = only([sketch(`${GRID}\nStreaming films | X | X | | X`)])
    expect(table.rows[3]?.cells).toEqual(['X', 'X', '', 'X'])
    expect(table.flags).toMatchObject([{ code: 'two-marks', row: 3, column: 0 }])
    const incidents = only([
      sketch(
        'Incidents | Refer to head | Refer to police | Inform parents\nHacking | X | X | \nBullying online | X | | X',
      ),
    ])
    expect(incidents).toMatchObject({ kind: 'incident', flags: [], rowHeader: 'Incidents' })
  })

  it('keeps stray words as written and flags them', () => {
    const table = only([sketch(`${GRID}\nStreaming films | see note | | | X`)])
    expect(table.rows[3]?.cells[0]).toBe('see note')
    expect(table.flags).toMatchObject([{ code: 'stray-mark', row: 3, column: 0 }])
  })

  it('takes a tick under one caption and a cross under the other for marks', () => {
    const table = only([
      sketch('Staff activity | Allowed | Not allowed\nPhones | ✓ | \nSocial media | | ✗\nGames | | ✗'),
    ])
    expect(table.understood.map(({ level }) => level)).toEqual(['ALLOWED', 'NOT_ALLOWED'])
  })

  it('declines where a cross may say “not this”', () => {
    expect(
      declined([sketch('Pupils | Allowed | Not allowed\nPhones | ✓ | ✗\nSocial media | ✗ | ✓\nGames | ✗ | ✓')]),
    ).toEqual([expect.stringContaining('not this')])
  })

  it('declines marks under audiences alone, unless a key says what they mean', () => {
    const rows = 'Activity | Staff | Pupils\nPhones in lessons | ✓ | \nSocial media | ✓ | ✓\nOnline games | | ✓'
    expect(declined([sketch(rows)])).toEqual([expect.stringContaining('no key')])
    const table = only([sketch(rows), paragraph('Key: ✓ = allowed')])
    expect(table.understood.map(({ audience, level }) => [audience, level])).toEqual([
      ['STAFF', 'ALLOWED'],
      ['LEARNER', 'ALLOWED'],
    ])
    expect(table.footnotes).toEqual([{ mark: '✓', text: 'allowed' }])
    expect(table.rows[2]?.cells).toEqual(['', '✓'])
  })

  it('keeps ticks and crosses under audiences as written, without a level', () => {
    const rows = 'Activity | Staff | Pupils\nPhones in lessons | ✓ | ✗\nSocial media | ✓ | ✗\nOnline games | ✗ | P'
    const table = only([sketch(rows), paragraph('Key: ✓ = allowed, ✗ = not allowed, P = with permission')])
    expect(table.understood.every(({ level }) => level === null)).toBe(true)
    expect(table.footnotes).toHaveLength(3)
    const bare = only([sketch(rows.replace('✗ | P', '✗ | ✓'))])
    expect(codes(bare)).toEqual(['no-level', 'no-level'])
    expect(bare.confidence).toBe('possible')
  })

  it('declines a grid without any mark, and headings without rows', () => {
    expect(declined([sketch(GRID.replaceAll('X', ''))])).toEqual([expect.stringContaining('pictures')])
    expect(declined([sketch(GRID.split('\n').slice(0, 2).join('\n'))])).toEqual([expect.stringContaining('no rows')])
  })
})

describe('headings', () => {
  it('never guesses which columns a heading covers', () => {
    const bunched = ` | Staff | Pupils | | |
 | Allowed | Not allowed | With permission | Allowed | Not allowed
Phones | X | | | | X
Games | | X | X | | `
    expect(declined([sketch(bunched)])).toEqual([expect.stringContaining('headings above them cover')])
    const centred = only([sketch(GRID.replace(' | Staff | | Pupils |', ' | | Staff | | Pupils'))])
    expect(centred.columnGroups.map(({ columns }) => columns.length)).toEqual([2, 2])
    expect(centred.confidence).toBe('likely')
  })

  it('shares out headings of a narrower row where only one way is possible', () => {
    const table = only([
      sketch('Technology | Staff | Pupils'),
      paragraph(''),
      sketch(GRID.split('\n').slice(1).join('\n')),
    ])
    expect(table.understood.map(({ audience }) => audience)).toEqual(['STAFF', 'STAFF', 'LEARNER', 'LEARNER'])
    expect(table.confidence).toBe('likely')
    expect(table.rowHeader).toBe('Technology')
  })

  it('reads audience and level from one caption', () => {
    const table = only([
      sketch(
        'Activity | Staff: allowed | Staff: not allowed | Allowed (pupils) | Not allowed for pupils\nPhones | X | | | X\nGames | | X | | X',
      ),
    ])
    expect(table.understood.map(({ audience, level }) => `${audience} ${level}`)).toEqual([
      ...['STAFF ALLOWED', 'STAFF NOT_ALLOWED', 'LEARNER ALLOWED', 'LEARNER NOT_ALLOWED'],
    ])
  })

  it('reads headings printed over several rows and with levels above audiences', () => {
    const broken = only([
      sketch(
        'Pupils | Allowed | Allowed at | Not\n | | certain times | allowed\nPhones | | X | \nSocial media | | | X\nGames | | | X',
      ),
    ])
    expect(broken.columns).toEqual(['Allowed', 'Allowed at certain times', 'Not allowed'])
    expect(broken.understood.map(({ level }) => level)).toEqual(['ALLOWED', 'CERTAIN_TIMES', 'NOT_ALLOWED'])
    expect(broken.understood.every(({ audience }) => audience === 'LEARNER')).toBe(true)
    const turned = only([
      sketch(' | Allowed | | Not allowed |\n | Staff | Pupils | Staff | Pupils\nPhones | X | | | X\nGames | | | X | X'),
    ])
    expect(turned.understood.map(({ audience, level }) => `${audience} ${level}`)).toEqual([
      ...['STAFF ALLOWED', 'LEARNER ALLOWED', 'STAFF NOT_ALLOWED', 'LEARNER NOT_ALLOWED'],
    ])
  })

  it('leaves captions it does not know without a level, and people that are no one audience without an audience', () => {
    const table = only([
      sketch(
        'Activity | Staff and pupils | | \n | Allowed | Only if insured | Not allowed\nPhones | X | | \nGames | | X | ',
      ),
    ])
    expect(table.understood.map(({ audience, level }) => [audience, level])).toEqual([
      [null, 'ALLOWED'],
      [null, null],
      [null, 'NOT_ALLOWED'],
    ])
    expect(codes(table)).toEqual(['no-audience', 'no-level', 'no-audience'])
    const years = only([
      sketch('Activity | Staff | Sixth form\nPhones in class | Allowed | Allowed\nGames | No | Not allowed'),
    ])
    expect(years.understood.map(({ audience }) => audience)).toEqual(['STAFF', null])
  })

  it('takes the audience from the title or corner only where it names just one', () => {
    const rows = 'Allowed | Not allowed\nPhones | X | \nSocial media | | X'
    expect(only([paragraph('Pupil use of technology'), sketch(`Activity | ${rows}`)]).understood[0]?.audience).toBe(
      'LEARNER',
    )
    expect(only([sketch(`Visitors | ${rows}`)]).understood[0]?.audience).toBe('VISITOR')
    for (const title of [
      'Student teachers',
      'Staff and pupils',
      'Rules set by staff for pupils',
      'Use of technology',
    ]) {
      const table = only([paragraph(title), sketch(`Activity | ${rows}`)])
      expect(table.understood[0]?.audience).toBeNull()
      expect(codes(table)).toContain('no-audience')
    }
  })

  it('turns a grid that lies on its side, when every row says what it is', () => {
    const table = only([
      sketch(
        ' | Phones in class | Social media | Games\nStaff | Allowed | Not allowed | Not allowed\nPupils | Not allowed | Not allowed | At break',
      ),
    ])
    expect(table.columns).toEqual(['Staff', 'Pupils'])
    expect(table.rows.map(({ label, cells }) => [label, ...cells])).toEqual([
      ['Phones in class', 'Allowed', 'Not allowed'],
      ['Social media', 'Not allowed', 'Not allowed'],
      ['Games', 'Not allowed', 'At break'],
    ])
    expect(table.confidence).toBe('likely')
    const marks = only([
      sketch(
        'Staff | Allowed | X | | X\n | Not allowed | | X | \nPupils | Allowed | | | X\n | Not allowed | X | X | '.replace(
          'Staff',
          ' | | Phones | Social media | Games\nStaff',
        ),
      ),
    ])
    expect(marks.understood.map(({ audience, level }) => `${audience} ${level}`)).toEqual([
      ...['STAFF ALLOWED', 'STAFF NOT_ALLOWED', 'LEARNER ALLOWED', 'LEARNER NOT_ALLOWED'],
    ])
    expect(marks.rows.map(({ cells }) => cells)).toEqual([
      ['X', '', '', 'X'],
      ['', 'X', '', 'X'],
      ['X', '', 'X', ''],
    ])
  })

  it('declines lists that name the audience in a column or in rows of their own', () => {
    expect(
      declined([
        sketch(
          'Activity | Who | Rule\nPhones | Staff | Allowed\nPhones | Pupils | Not allowed\nGames | Pupils | Not allowed',
        ),
      ]),
    ).toEqual([expect.stringContaining('column of its own')])
    expect(
      declined([
        sketch('Activity | Allowed | Not allowed\nStaff: | | \nPhones | X | \nPupils: | | \nPhones | | X\nGames | | X'),
      ]),
    ).toEqual([expect.stringContaining('row of its own')])
  })
})

describe('rows', () => {
  it('hands down the heading of a group, from a column, a merged row or a line of its own', () => {
    const chart = `User actions | | Acceptable | Unacceptable | Unacceptable and illegal
Never do this | Hacking the network | | | X
 | Sharing files | | X |
Not at school | Online games | | X | `
    expect(only([sketch(chart)])).toMatchObject({
      kind: 'userActions',
      title: 'User actions',
      rowHeader: 'User actions',
    })
    expect(only([sketch(chart)]).rows.map(({ group }) => group)).toEqual([
      'Never do this',
      'Never do this',
      'Not at school',
    ])
    expect(only([sketch(chart)]).understood[0]?.audience).toBe('EVERYONE')
    const merged = only([
      table(
        [
          ['Activity', 'Allowed', 'Not allowed'],
          [{ text: 'Phones', columns: 3 }],
          ['In lessons', '', 'X'],
          [{ text: 'Online', columns: 3 }],
          ['Social media', '', 'X'],
          ['Games', 'X', ''],
        ],
        true,
      ),
    ])
    expect(merged.rows.map(({ group, label }) => `${group}: ${label}`)).toEqual([
      ...['Phones: In lessons', 'Online: Social media', 'Online: Games'],
    ])
  })

  it('keeps one set of marks beside a list of examples', () => {
    const chart = table(
      [
        ['User actions', '', 'Acceptable', 'Unacceptable', 'Unacceptable and illegal'],
        [{ text: 'Users shall not', rows: 2 }, 'See or share:\n• Weapons for sale\n• Hateful videos*', '', '', 'X'],
        ['Use a school computer for a business', '', 'X', ''],
      ],
      true,
    )
    const read = only([chart, paragraph('* Report this to the safeguarding lead at once')])
    expect(read.rows).toMatchObject([
      {
        label: 'See or share:\n• Weapons for sale\n• Hateful videos*',
        items: ['Weapons for sale', 'Hateful videos*'],
        cells: ['', '', 'X'],
      },
      { group: 'Users shall not', items: [] },
    ])
    expect(codes(read)).toEqual(['mark-for-several'])
    expect(read.footnotes).toEqual([{ mark: '*', text: 'Report this to the safeguarding lead at once' }])
  })

  it('joins what a page end broke, and flags it', () => {
    const [first, second] = [
      `${GRID}\nUse of school e-mail for | X | | | `,
      'personal letters | | | | X\nBlogs | X | | X | ',
    ]
    const joined = only([sketch(first), pageBreak, paragraph('4'), sketch(second)])
    expect(joined.rows.slice(3)).toMatchObject([
      { label: 'Use of school e-mail for personal letters', cells: ['X', '', '', 'X'], source: { block: 0, row: 5 } },
      { label: 'Blogs', cells: ['X', '', 'X', ''], source: { block: 3, row: 1 } },
    ])
    expect(codes(joined)).toEqual(['joined', 'joined'])
    expect(joined.confidence).toBe('likely')
  })

  it('leaves a doubtful part as it stands and says so', () => {
    const table = only([
      sketch(`${GRID}\nStreaming services e.g. | X | | | X`),
      pageBreak,
      sketch('Netflix | | | | \nBlogs | X | | X | '),
    ])
    expect(table.rows.map(({ label }) => label).slice(3)).toEqual(['Streaming services e.g. Netflix', 'Blogs'])
    const doubtful = only([
      sketch(`${GRID}\nStreaming services | X | | | X`),
      pageBreak,
      sketch('Netflix | | | | \nBlogs | X | | X | '),
    ])
    expect(doubtful.rows.map(({ label }) => label).slice(3)).toEqual(['Streaming services', 'Netflix', 'Blogs'])
    expect(doubtful.flags.filter(({ code }) => code === 'uneven')).toMatchObject([{ row: 4 }])
    expect(doubtful.confidence).toBe('possible')
  })

  it('keeps tables apart that follow each other', () => {
    expect(tablesIn([sketch(GRID), pageBreak, sketch(GRID)])).toHaveLength(2)
    expect(tablesIn([sketch(GRID), paragraph('For trips:'), sketch(GRID)])).toHaveLength(2)
    const chart = 'User actions | Acceptable | Unacceptable\nGaming | | X\nShopping | X | \n'
    expect(tablesIn([sketch(chart), sketch(GRID)]).map(({ columns }) => columns.length)).toEqual([2, 4])
    const sheet = sketch(
      `Rules for games | | | |\n${GRID}\n | | | |\nRules for trips | | | |\n${GRID.replaceAll('Phones', 'Cameras')}`,
    )
    expect(tablesIn([sheet]).map(({ title, rows }) => `${title}: ${rows[0]?.label}`)).toEqual([
      ...['Rules for games: Phones in lessons', 'Rules for trips: Cameras in lessons'],
    ])
  })

  it('declines rows whose values may have moved, and rows without a label', () => {
    const moved = table([
      ['', 'Staff', '', 'Pupils', ''],
      ['', 'Allowed', 'Not allowed', 'Allowed', 'Not allowed'],
      ['Phones', 'X', '', '', 'X'],
      ['Games', '', 'X', ''],
    ])
    expect(declined([moved])).toEqual([expect.stringContaining('fewer cells')])
    const lost = table([
      ['', 'Staff', 'Pupils', 'Visitors'],
      ['Phones', 'Allowed', 'Not allowed', 'Not allowed'],
      ['Games', 'Not allowed', 'Not allowed'],
      ['Social media', 'Allowed', 'Not allowed', 'Not allowed'],
      ['Messages', 'Allowed', 'Not allowed', 'Not allowed'],
    ])
    expect(declined([lost])).toEqual([expect.stringContaining('fewer cells')])
    const trimmed = table([
      ['', 'Staff', '', 'Pupils', ''],
      ['', 'Allowed', 'Not allowed', 'Allowed', 'Not allowed'],
      ['Phones', 'X', '', 'X'],
      ['Games', '', 'X', '', 'X'],
      ['Social media', 'X'],
    ])
    expect(only([trimmed]).rows.map(({ cells }) => cells)).toEqual([
      ['X', '', 'X', ''],
      ['', 'X', '', 'X'],
      ['X', '', '', ''],
    ])
    expect(declined([sketch(`${GRID}\n | X | | | X`)])).toEqual([expect.stringContaining('no label')])
    expect(declined([heading('Rules'), sketch('Phones | X | | | X\nSocial media | | X | | X')])).toEqual([
      expect.stringContaining('Nothing that says what its marks mean'),
    ])
  })

  it('declines a table whose headings a page end may have cut, and not one that only follows another table', () => {
    const [groups, ...rest] = GRID.split('\n')
    expect(
      declined([
        sketch(`Activity | Staff and | Pupils and\n | volunteers | families`),
        pageBreak,
        sketch(rest.join('\n')),
      ]),
    ).toEqual([expect.stringContaining('part of its headings')])
    expect(only([sketch(`Activity${groups}`), pageBreak, sketch(rest.join('\n'))]).columnGroups).toHaveLength(2)
    expect(only([sketch('Approved by | Governors\nNext review | June'), pageBreak, sketch(GRID)]).rows).toHaveLength(3)
  })

  it('leaves out what belongs to the page', () => {
    const table = only([sketch(`${GRID}\n | | | |\n--- | --- | --- | --- | ---\n12 | | | |\nBlogs | X | | X | `)])
    expect(table.rows).toHaveLength(4)
    expect(codes(table)).toEqual(['noise-removed'])
  })
})
