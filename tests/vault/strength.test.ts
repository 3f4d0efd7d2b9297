import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Strength } from '@contract/index'
import { strengthOf } from '@vault/strength'

/** 1,000 passphrases of the kind that leak lists hold, long enough to pass on length alone. */
function commonPassphrases(): readonly string[] {
  const bases = [
    ...['password', 'qwertyuiop', 'liverpool', 'sunshine', 'football', 'princess', 'charlotte', 'manchester'],
    ...['butterfly', 'chocolate', 'teacher', 'school', 'headteacher', 'letmeinplease', 'iloveyou', 'september'],
    ...['welcome', 'superman', 'elizabeth', 'safeguarding'],
  ]
  const endings = ['123456789', '2024', '2025!', '1234', '12345678', '01092024', '111111', 'abc123', '!!!!!', '1985xx']
  const spellings = [
    (word: string) => word,
    (word: string) => word.charAt(0).toUpperCase() + word.slice(1),
    (word: string) => word.toUpperCase(),
    (word: string) => word.replace(/a/g, '@').replace(/o/g, '0').replace(/e/g, '3').replace(/s/g, '$'),
    (word: string) => `${word} `,
  ]
  const all = bases.flatMap((base) => endings.flatMap((end) => spellings.map((spell) => spell(base) + end)))
  return all.map((text) => text.padEnd(12, '1'))
}

test('refuses each of 1,000 common passphrases', () => {
  const all = commonPassphrases()
  expect(new Set(all).size).toBe(1000)
  expect(all.filter((text) => strengthOf(text).accepted)).toEqual([])
})

test.each([
  'correct horse battery staple',
  'youllneverwalkalone',
  "You'll never walk alone!",
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'abcabcabcabcabcabc',
  '1qaz2wsx3edc4rfv',
  'qwertyuiopasdfghjkl',
  '12345678901234567890',
  'zyxwvutsrqponml',
  'P@ssw0rdP@ssw0rd',
  'summer-holiday-2024',
  '01/09/201401092014',
])('refuses %s', (text) => {
  expect(strengthOf(text).accepted).toBe(false)
})

test('refuses what is short, however odd, and says how much to add', () => {
  const judged = strengthOf('x7Kq9vTz2mL')
  expect(judged).toMatchObject({ accepted: false, score: 0 })
  expect(judged.advice).toContain('1 more character')
})

test('counts characters as people see them when a sign takes two units', () => {
  expect(strengthOf('😀'.repeat(11)).advice).toContain('1 more character')
})

test.each([
  'purple tractor lemon gravel',
  'copper lantern drifts westward',
  'x7Kq9vTz2mLp',
  'badger kettle thimble moss',
])('takes %s', (text) => {
  expect(strengthOf(text)).toMatchObject({ accepted: true })
})

test('refuses names of the trust, its people and schools when they are known', () => {
  const known = ['Marrowby Learning Trust', 'Tamsin Quillfeather', 'Thistlebrook Primary School']
  for (const text of ['Thistlebrook2024', 'tamsinquillfeather', 'MarrowbyTrust1', 'quillfeather12!']) {
    expect(strengthOf(text, known).accepted, text).toBe(false)
  }
  expect(strengthOf('tamsinquillfeather').accepted).toBe(true)
})

test('says more for a longer time when random letters are added', () => {
  const order = ['seconds', 'minutes', 'hours', 'days', 'months', 'years', 'centuries']
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{12,30}$/), fc.stringMatching(/^[bcdfgk]{6}$/), (text, more) => {
      const shorter = order.indexOf(strengthOf(text).guessWords)
      return order.indexOf(strengthOf(`${text} ${more}`).guessWords) >= shorter || shorter === 6
    }),
    { numRuns: 300 },
  )
})

test('fits its contract and never shows the passphrase, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), (text) => {
      const judged = strengthOf(text)
      expect(Strength.safeParse(judged).success).toBe(true)
      // Words of ours that a short text may happen to be part of prove nothing.
      if (text.length >= 12) expect(JSON.stringify(judged)).not.toContain(text)
    }),
    { numRuns: 500 },
  )
})
