/** Which row of a list holds its headings: never one that is a pupil, never one above or below the right one. */
import { describe, expect, test } from 'vitest'
import { isPasswordHeading } from '@contract/tabular'
import { findHeading, looksLikeValue, type Candidate } from '../../src-main/reader/tabular/heading'

/** Rows with cells parted by `|`; an empty line is a blank row, `~` before a cell a real date. */
function rowsOf(...lines: readonly string[]): readonly Candidate[] {
  const rows: Candidate[] = []
  let afterGap = false
  for (const line of lines) {
    if (line !== '') {
      const cells = line.split('|')
      const dates = cells.flatMap((cell, at) => (cell.startsWith('~') ? [at] : []))
      rows.push({ cells: cells.map((cell) => cell.replace('~', '')), dates, afterGap })
    }
    afterGap = line === ''
  }
  return rows
}

const found = (...lines: readonly string[]): number | null => findHeading(rowsOf(...lines)).row

describe('headings are found', () => {
  test.each<[string, number, string[]]>([
    ['in the first row', 0, ['Surname|Forename|Form', 'Ash|Bo|8B', 'Fell|Immy|5O']],
    ['in spellings of programs', 0, ['legal_surname|preferredName|sourcedId', 'Ash|Bo|1', 'Fell|Immy|2']],
    [
      'by what stands below, though their words are not known',
      0,
      ['Nachname|Vorname|Alter', 'Ash|Bo|12', 'Fell|Immy|11'],
    ],
    ['when only one row stands below', 0, ['Surname|Forename|DOB', 'Ash|Bo|01/02/2012']],
    ['when nothing stands below', 0, ['Surname|Forename|DOB']],
    ['below a title', 1, ['Class lists, autumn term', 'Surname|Forename|Form', 'Ash|Bo|8B']],
    ['below a title padded to the width', 1, ['Consent register|||', 'Surname|Forename|Form|Photo', 'Ash|Bo|8B|Y']],
    [
      'below instructions with commas too many',
      2,
      [
        'Please check, correct|and',
        'Return it by Friday',
        'UPN|Surname|Forename|Form|Photo',
        'A1|Ash|Bo|8B|Y',
        'A2|Fell|Immy|5O|N',
      ],
    ],
    [
      'below a group heading',
      1,
      ['|||Photographs||Video', 'UPN|Surname|Form|Inside|Outside|Any', 'A1|Ash|8B|Y|N|Y', 'A2|Fell|5O|Y|N|N'],
    ],
    [
      'below a full row of groups',
      1,
      ['Pupil|Pupil|Pupil|Consent|Consent', 'UPN|Surname|Form|Website|Press', 'A1|Ash|8B|Y|N', 'A2|Fell|5O|Y|N'],
    ],
    [
      'below facts and a blank row',
      2,
      ['School|Thistlebrook', 'As at|~2025-09-01', '', 'Surname|Forename|Form', 'Ash|Bo|8B', 'Fell|Immy|5O'],
    ],
    [
      'over columns that are mostly empty',
      0,
      [
        'UPN|Surname|Forename|Form|Website|Press|Video|Signed by',
        'A1|Ash|Bo|8B||||',
        'A2|Fell|Immy|5O||||',
        'A3|Pell|Juno|4B||||',
      ],
    ],
    [
      'as whole questions',
      0,
      [
        'Child|Class|I agree to photographs of my child on the school website and in the prospectus',
        'Juno Pell|4B|Yes',
        'Max Pell|2E|No',
      ],
    ],
    ['with years among them', 0, ['Surname|Forename|2024/25|2025/26', 'Ash|Bo|Y|N', 'Fell|Immy|N|N']],
    ['over dates that are real ones', 0, ['Surname|Born', 'Ash|~2012-09-03', 'Fell|~2015-03-07']],
    ['over one column', 0, ['UPN', 'P831900124017', 'N831900126001']],
    ['over one column of names', 0, ['Pupil name', 'Bo Ash', 'Immy Fell']],
    ['over one column, below a title', 1, ['Pupils who may not be in photographs', 'Name', 'Bo Ash', 'Immy Fell']],
    ['with a column of passwords', 0, ['login|password', 'bo|kestrel', 'immy|heron']],
    [
      'when one row is torn by commas too many',
      0,
      ['Surname|Form|Photo', 'Ash|8B|Y', 'Fell|5O|Y', 'a|b|c|d|e|f|g|h|i|j'],
    ],
    [
      'when they are printed again on every page',
      0,
      ['Surname|Form|Photo', 'Ash|8B|Y', 'Surname|Form|Photo', 'Fell|5O|Y'],
    ],
  ])('%s', (_, row, lines) => {
    expect(found(...lines)).toBe(row)
  })
})

describe('a pupil is no heading', () => {
  test.each<[string, string[]]>([
    ['with a class and a date', ['Ash|Bo|8B|01/02/2012', 'Fell|Immy|5O|07/03/2015']],
    ['with a real date', ['Ash|Bo|~2012-02-01', 'Fell|Immy|~2015-03-07']],
    ['with nothing but names', ['Ash|Bo|Kestrel', 'Fell|Immy|Heron', 'Pell|Juno|Heron']],
    ['whose name is a word of headings', ['House|Martin|8B|Y', 'Young|Grace|8B|N', 'Fell|Immy|5O|Y']],
    [
      'who has a field the others have not',
      ['Ash|Bo|TBC|Y|01/02/2012', 'Fell|Immy|5O|N|07/03/2015', 'Pell|Juno|4B|N|01/01/2016'],
    ],
    ['with answers', ['P831900124017|Y|N|Y', 'N831900126001|N|N|Y']],
    ['in a list of one column', ['P831900124017', 'N831900126001']],
    ['in a list of names', ['Bo Ash', 'Immy Fell', 'Juno Pell']],
    ['above a row that looks like headings', ['Ash|Bo|8B', 'Fell|Immy|5O', 'Surname|Forename|Form', 'Pell|Juno|4B']],
  ])('%s', (_, lines) => {
    expect(found(...lines)).toBeNull()
    expect(findHeading(rowsOf(...lines)).first).toBe(0)
  })

  test('titles above a list without headings are no part of it', () => {
    expect(findHeading(rowsOf('Class list', 'Ash|Bo|8B', 'Fell|Immy|5O'))).toMatchObject({ row: null, first: 1 })
  })
})

test.each([
  '12',
  '01/02/2012',
  '2012-02-01',
  '1 Sep 2012',
  '12:30',
  '£4.50',
  '01632 960001',
  'P831900124017',
  'Y',
  'No',
  'TRUE',
  'Female',
  '✓',
  '8B',
  '10X/Ma1',
  'Year 7',
  'a@b.example',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
])('stands in a list and not over it: %s', (text) => expect(looksLikeValue(text)).toBe(true))
test.each([
  'Surname',
  'Photo - Website',
  'UPN',
  'Date of birth',
  'Consent?',
  'Year group',
  'Yes please',
  'KS2 teacher',
  '',
])('may stand over a list: %j', (text) => expect(looksLikeValue(text)).toBe(false))

describe('headings of passwords', () => {
  test.each([
    'password',
    'PASSWORD',
    ' Password ',
    'User Password',
    'initialPassword',
    'pass word',
    'temp_pwd',
    'Passwords',
    'Password 1',
  ])('%s', (heading) => expect(isPasswordHeading(heading)).toBe(true))
  test.each(['I will not share my password with anybody', 'Pass', 'Word', 'Passport number', ''])('not %j', (heading) =>
    expect(isPasswordHeading(heading)).toBe(false),
  )
})
