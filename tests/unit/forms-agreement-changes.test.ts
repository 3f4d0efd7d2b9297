/** The sheet of what changed, for a revision as schools make them: moved, split, taken out, other figures, only another day. */
import { expect, test } from 'vitest'
import type { Clause } from '@contract/agreements'
import { CivilDate } from '@contract/primitives'
import { clauseDifferences } from '../../src-main/features/agreements/rules/diff'
import { agreementChanges } from '../../src-main/features/forms'
import { all, attribute, only, pageOf, says } from '../support/page-tree'

const clause = (id: string, heading: string, text: string): Clause => ({
  ...{ id: id.repeat(32), heading, text, local: false, symbol: null },
})
const KIND = clause('1', 'Kind online', 'I write to people as I would speak to them.')
const BEFORE = [
  clause('2', 'Account', 'I change my password once in 90 days.'),
  clause('3', 'Photos and phones', 'I ask before I take a photo. I put my phone in the box by 8.45am every day.'),
  KIND,
  clause('4', 'Games', 'I play games in the club.'),
]
const AFTER = [
  KIND,
  clause('2', 'Account', 'I change my password once in 60 days.'),
  clause('3', 'Photos', 'I ask before I take a photo.'),
  clause('5', 'Phone', 'I put my phone in the box by 8.35am every day.'),
]
const day = CivilDate.parse('2026-09-01')

const sheetOf = (after: readonly Clause[], language = { tag: 'en-GB', rtl: false }) => {
  const clauses = clauseDifferences(BEFORE, after)
  const sheet = { before: '1', after: '2', since: day, people: 3, groups: [], summaries: [], clauses }
  return pageOf(agreementChanges({ school: 'Larch', title: 'Screens', printed: day, language, sheets: [sheet] }))
}

test('says of each clause what became of it, in words for whoever signed', () => {
  const tree = sheetOf(AFTER)
  expect(all(tree, 'div.clause').map((one) => [says(only(one, 'h2')), says(only(one, 'p.said'))])).toEqual([
    ['1. Kind online', 'Moved from number 3 to 1. It says the same.'],
    ['2. Account', 'Changed, was number 1'],
    ['3. Photos', 'Changed, was number 2'],
    ['4. Phone', 'New clause with words that stood in number 2'],
    ['Games', 'Taken out, was number 4'],
  ])
  expect(all(tree, 'del').map(says)).toContain('90')
  expect(all(tree, 'ins').map(says)).toContain('60')
})

test('of another day alone it says so', () => {
  expect(says(sheetOf(BEFORE))).toContain('No clause says anything else: only the version and its day are new.')
})

test('a translation stands in its language', () => {
  const tree = sheetOf(AFTER, { tag: 'ur', rtl: true })
  const heading = only(all(tree, 'div.clause')[1] ?? tree, 'h2')
  expect([attribute(heading, 'lang'), attribute(heading, 'dir')]).toEqual(['ur', 'rtl'])
})
