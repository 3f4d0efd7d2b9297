/** What changed between two versions: clauses by their ids, words by laws. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clause } from '@contract/agreements'
import { clauseDifferences, comparedTexts } from '../../src-main/features/agreements/rules/diff'
import { commonPairs, wordMarks, type WordMark } from '../../src-main/features/agreements/rules/words-diff'

const clause = (id: string, text = `Text of ${id}`, more: Partial<Clause> = {}): Clause => ({
  ...{ id, text, heading: '', local: false, symbol: null },
  ...more,
})

/** `id change before>after`, the places left out where there are none. */
const told = (before: readonly Clause[], after: readonly Clause[]) =>
  clauseDifferences(before, after).map(
    ({ clause: id, change, before: old, after: fresh }) => `${id} ${change} ${old ?? ''}>${fresh ?? ''}`,
  )

const clauses = (ids: string) => [...ids].map((id) => clause(id))

describe('clauses', () => {
  it.each([
    ['the same', 'abc', 'abc', ['a SAME 1>1', 'b SAME 2>2', 'c SAME 3>3']],
    ['one added', 'ac', 'abc', ['a SAME 1>1', 'b ADDED >2', 'c RENUMBERED 2>3']],
    ['one removed', 'abc', 'ac', ['a SAME 1>1', 'b REMOVED 2>', 'c RENUMBERED 3>2']],
    ['the last removed', 'ab', 'a', ['a SAME 1>1', 'b REMOVED 2>']],
    [
      'one moved to the end',
      'abcd',
      'bcda',
      ['b RENUMBERED 2>1', 'c RENUMBERED 3>2', 'd RENUMBERED 4>3', 'a MOVED 1>4'],
    ],
    ['one moved to the front', 'abc', 'cab', ['c MOVED 3>1', 'a RENUMBERED 1>2', 'b RENUMBERED 2>3']],
    ['all new', 'a', 'b', ['b ADDED >1', 'a REMOVED 1>']],
  ])('%s', (_name, before, after, expected) => {
    expect(told(clauses(before), clauses(after))).toEqual(expected)
  })

  it.each<[string, Partial<Clause>, string]>([
    ['other words', { text: 'Other text' }, 'CHANGED'],
    ['another heading', { heading: 'Phones' }, 'CHANGED'],
    ['another symbol', { symbol: 'phone' }, 'CHANGED'],
    ['a part made local', { local: true }, 'SAME'],
  ])('%s', (_name, change, expected) => {
    expect(clauseDifferences([clause('a')], [clause('a', undefined, change)])[0]?.change).toBe(expected)
  })

  it('tells one both moved and changed as changed, with its places', () => {
    expect(told(clauses('abc'), [...clauses('bc'), clause('a', 'Other')])[2]).toBe('a CHANGED 1>3')
  })

  const HOME = 'We keep the laptop at home in a dry place'
  const AWAY = 'We tell the office on the day it is lost or broken'
  it.each<[string, Clause[], Clause[], readonly (number | null)[]]>([
    ['split in two', [clause('a', `${HOME}. ${AWAY}.`)], [clause('a', `${HOME}.`), clause('b', `${AWAY}.`)], [null, 1]],
    ['two made one', [clause('a', HOME), clause('b', AWAY)], [clause('a', `${HOME}. ${AWAY}.`)], [null, 1]],
    ['replaced by another', [clause('a', HOME)], [clause('b', AWAY)], [null, null]],
    ['of few words', [clause('a', `${HOME}. Not me.`)], [clause('a', HOME), clause('b', 'Not me')], [null, null]],
  ])('says where words of a clause %s have gone', (_name, before, after, expected) => {
    expect(clauseDifferences(before, after).map(({ kin }) => kin)).toEqual(expected)
  })

  it('loses nothing: both versions can be written out again from what is told', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'))
    const words = fc.array(fc.constantFrom('phones', 'stay', 'off', '9.30', 'until', '£5', 'we', '\n', '.'), {
      maxLength: 20,
    })
    const texts = ids.chain((all) =>
      fc.tuple(...all.map((id) => words.map((said) => clause(id, said.join(' '), { heading: `Head ${id}` })))),
    )
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const found = clauseDifferences(before, after)
        const written = (place: 'before' | 'after', mark: '-' | '+') =>
          found
            .filter((one) => one[place] !== null)
            .sort((a, b) => (a[place] ?? 0) - (b[place] ?? 0))
            .map((one) => [one.clause, side(one.words, mark)])
        expect(written('before', '-')).toEqual(before.map(({ id, text }) => [id, text]))
        expect(written('after', '+')).toEqual(after.map(({ id, text }) => [id, text]))
      }),
    )
  })

  it('holds every clause of both once, and its words give both texts', () => {
    const some = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...'abcdefgh'), text: fc.constantFrom('a b', 'a c', 'b c d') }),
      {
        selector: ({ id }) => id,
      },
    )
    fc.assert(
      fc.property(some, some, (old, fresh) => {
        const [before, after] = [old, fresh].map((all) => all.map(({ id, text }) => clause(id, text)))
        const found = clauseDifferences(before ?? [], after ?? [])
        expect(found.flatMap((one) => (one.after === null ? [] : one.clause))).toEqual(fresh.map(({ id }) => id))
        expect(found.map((one) => one.clause).sort()).toEqual(
          [...new Set([...old, ...fresh].map(({ id }) => id))].sort(),
        )
        for (const one of found) {
          const [was, is] = [before, after].map((all) => all?.find(({ id }) => id === one.clause) ?? null)
          expect([side(one.words, '-'), side(one.words, '+')]).toEqual(comparedTexts(was ?? null, is ?? null))
        }
        // Whatever is neither moved nor come or gone keeps its order.
        const kept = found.filter(({ change }) => change === 'SAME' || change === 'RENUMBERED')
        expect(kept.map((one) => one.before)).toEqual(kept.map((one) => one.before).sort((a, b) => (a ?? 0) - (b ?? 0)))
      }),
    )
  })
})

const side = (marks: readonly WordMark[], which: '-' | '+') =>
  marks
    .filter(({ mark }) => mark === '=' || mark === which)
    .map(({ text }) => text)
    .join('')

describe('words', () => {
  it.each([
    ['a word put in', 'Keep it safe.', 'Keep it very safe.', '=[Keep it ]+[very ]=[safe.]'],
    ['a word taken out', 'Do not share it.', 'Do share it.', '=[Do ]-[not ]=[share it.]'],
    ['a word changed', 'by 9 May', 'by 10 May', '=[by ]-[9]+[10]=[ May]'],
    ['nothing', 'a b', 'a b', '=[a b]'],
    ['all', '', 'a b', '+[a b]'],
    ['a stop', 'a b', 'a b.', '=[a b]+[.]'],
    ['figures with a point', 'by 3.30pm', 'by 3.45pm', '=[by ]-[3.30]+[3.45]=[pm]'],
    ['a sum', 'up to £1,000', 'up to £1,500', '=[up to £]-[1,000]+[1,500]'],
    [
      'a passage written anew',
      'Ask before you film anyone.',
      'Always tell if people film us.',
      '-[Ask before you film anyone]+[Always tell if people film us]=[.]',
    ],
    [
      'two figures apart',
      'by 9 May at 3 in the hall',
      'by 10 May at 4 in the hall',
      '=[by ]-[9]+[10]=[ May at ]-[3]+[4]=[ in the hall]',
    ],
    ['an apostrophe inside a word', "don't", 'dont', "-[don't]+[dont]"],
  ])('%s', (_name, before, after, expected) => {
    expect(
      wordMarks(before, after)
        .map(({ mark, text }) => `${mark}[${text}]`)
        .join(''),
    ).toBe(expected)
  })

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', '.', 'é', '🙂', "it's"), { maxLength: 30 })
    .map((all) => all.join(''))

  it('gives the text before by = and -, the text after by = and +, and no mark twice running', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'binary' })),
        fc.oneof(text, fc.string({ unit: 'binary' })),
        (before, after) => {
          const marks = wordMarks(before, after)
          expect([side(marks, '-'), side(marks, '+')]).toEqual([before, after])
          expect(marks.every(({ mark }, at) => mark !== marks[at + 1]?.mark)).toBe(true)
          expect(marks.some(({ mark }, at) => mark === '+' && marks[at + 1]?.mark === '-')).toBe(false)
        },
      ),
    )
  })

  it('keeps as much as can be kept', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const pairs = commonPairs(a, b)
        expect(
          pairs.every(
            ([x, y], at) => a[x] === b[y] && x > (pairs[at - 1]?.[0] ?? -1) && y > (pairs[at - 1]?.[1] ?? -1),
          ),
        ).toBe(true)
        expect(pairs.length).toBe(longest(a, b))
      }),
    )
  })

  it('shows texts with nothing in common as one taken out and one put in', () => {
    const many = (word: string) => Array.from({ length: 1500 }, (_, at) => `${word}${at}`).join('')
    const spaced = (word: string) => Array.from({ length: 1500 }, (_, at) => `${word}${at};`).join('')
    expect(wordMarks(many('a'), many('b')).map(({ mark }) => mark)).toEqual(['-', '+'])
    const [before, after] = [spaced('a'), spaced('b')]
    const marks = wordMarks(before, after)
    expect([side(marks, '-'), side(marks, '+')]).toEqual([before, after])
  })
})

/** Length of a longest common subsequence by the table everybody knows. */
function longest(a: readonly string[], b: readonly string[]): number {
  let row = b.map(() => 0)
  for (const left of a) {
    const next: number[] = []
    b.forEach((right, at) => {
      next.push(left === right ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0))
    })
    row = next
  }
  return row.at(-1) ?? 0
}
