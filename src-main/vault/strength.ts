/**
 * How hard a passphrase is to guess, in words (C4). Length and a list of what people choose; no rules about digits or
 * capitals. Pure.
 *
 * The passphrase is cut into the pieces a guesser would try: known words and names, runs along the keyboard or the
 * alphabet, repeats, years, and what is left. Each piece costs a guesser so many bits.
 */
import type { z } from 'zod'
import type { Strength as StrengthSchema } from '@contract/session'
import { COMMON_PHRASES, COMMON_WORDS } from './common-words'

export type Strength = z.output<typeof StrengthSchema>

/** C4. Counted in characters a person sees as one. */
export const LEAST_LENGTH = 12

/** Below this a passphrase is refused: a guesser with the file needs less than some months. */
const ACCEPTED_BITS = 36
const FAIR_BITS = 36
const GOOD_BITS = 46
const STRONG_BITS = 58

/** Guesses a second against 128 MiB, three passes, by somebody with a rack of machines. */
const GUESSES_PER_SECOND = 10_000

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '!"£$%^&*()',
  '!@#$%^&*()',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
] as const

/** Signs people write for letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '£': 'e',
  '€': 'e',
}

/**
 * Judges a passphrase.
 * @param known names a guesser would try first: of the trust, the person, the schools
 */
export function strengthOf(passphrase: string, known: readonly string[] = []): Strength {
  const typed = passphrase.normalize('NFKC')
  const length = [...typed].length
  if (length < LEAST_LENGTH) {
    const more = LEAST_LENGTH - length
    return refused(
      0,
      'seconds',
      `Add ${more} more ${more === 1 ? 'character' : 'characters'}. Four unrelated words are easy to keep in mind.`,
    )
  }
  const words = new Set([...COMMON_WORDS, ...namesIn(known)])
  const letters = plainLetters(typed)
  if (COMMON_PHRASES.some((phrase) => letters === phrase)) {
    return refused(0, 'seconds', 'Many people use this one. Choose four unrelated words instead.')
  }
  const bits = bitsOf(typed.toLowerCase(), words)
  if (bits < ACCEPTED_BITS) {
    return refused(
      bits < ACCEPTED_BITS / 2 ? 0 : 1,
      guessWords(bits),
      'It is made of names, common words, dates or keys in a row. Add one or two unrelated words.',
    )
  }
  const score = bits >= STRONG_BITS ? 4 : bits >= GOOD_BITS ? 3 : bits >= FAIR_BITS ? 2 : 1
  const advice = score >= 3 ? '' : 'It will do. One more unrelated word makes it much harder to guess.'
  return { accepted: true, score, guessWords: guessWords(bits), advice }
}

const refused = (score: number, words: string, advice: string): Strength => ({
  accepted: false,
  score,
  guessWords: words,
  advice,
})

/** Cuts from the left, taking the cheapest long piece at each place. */
function bitsOf(text: string, words: ReadonlySet<string>): number {
  let bits = 0
  const seen = new Set<string>()
  for (let at = 0; at < text.length;) {
    const piece = pieceAt(text, at, words)
    const part = text.slice(at, at + piece.length)
    // The same piece again is the first thing a guesser tries.
    bits += seen.has(part) ? 1 : piece.bits
    if (part.length > 1) seen.add(part)
    at += piece.length
  }
  return bits
}

interface Piece {
  readonly length: number
  readonly bits: number
}

function pieceAt(text: string, at: number, words: ReadonlySet<string>): Piece {
  return (
    repeatAt(text, at) ??
    yearAt(text, at) ??
    longest(wordAt(text, at, words), runAt(text, at)) ?? { length: 1, bits: characterBits(text, at) }
  )
}

/** Longest word of the list that begins here, signs for letters turned back; a common word is one of about a thousand. */
function wordAt(text: string, at: number, words: ReadonlySet<string>): Piece | null {
  for (let length = Math.min(24, text.length - at); length >= 3; length--) {
    const part = text.slice(at, at + length)
    if (words.has(part)) return { length, bits: 8 }
    const isMasked =
      /[a-z]/.test(part) && [unmasked(part), unmasked(part.replace(/1/g, 'l'))].some((as) => words.has(as))
    if (isMasked) return { length, bits: 10 }
  }
  return null
}

/** Three or more neighbours of a keyboard row or the alphabet, in either direction. */
function runAt(text: string, at: number): Piece | null {
  let best = 0
  for (const run of RUNS) {
    for (const line of [run, [...run].reverse().join('')]) {
      let length = 2
      while (at + length <= text.length && line.includes(text.slice(at, at + length))) length++
      best = Math.max(best, length - 1)
    }
  }
  return best >= 3 ? { length: best, bits: 5 + Math.log2(best) } : null
}

/** One to six characters written at least twice more. */
function repeatAt(text: string, at: number): Piece | null {
  for (let unit = 1; unit <= 6; unit++) {
    const part = text.slice(at, at + unit)
    let times = 1
    while (text.startsWith(part, at + times * unit)) times++
    if (times >= 3) return { length: times * unit, bits: 3 * unit + Math.log2(times) }
  }
  return null
}

/** A year, or a day written in six or eight digits. */
function yearAt(text: string, at: number): Piece | null {
  const date = /^(?:0[1-9]|[12]\d|3[01])[/.-]?(?:0[1-9]|1[0-2])[/.-]?(?:19|20)?\d\d/.exec(text.slice(at, at + 11))
  if (date) return { length: date[0].length, bits: 13 }
  return /^(?:19|20)\d\d/.test(text.slice(at, at + 4)) ? { length: 4, bits: 6 } : null
}

/** What a character outside any known piece is worth: little in something that reads like a word, much elsewhere. */
function characterBits(text: string, at: number): number {
  const character = text.charAt(at)
  if (/[\s._-]/.test(character)) return 0.5
  if (/\d/.test(character)) return 3.3
  if (!/[a-z]/.test(character)) return 5
  return isWordLike(text, at) ? 2.2 : 3.8
}

/** Whether the run of letters around a place has vowels as words do. */
function isWordLike(text: string, at: number): boolean {
  const before = /[a-z]*$/.exec(text.slice(0, at))?.[0] ?? ''
  const after = /^[a-z]*/.exec(text.slice(at))?.[0] ?? ''
  const run = before + after
  const vowels = run.replace(/[^aeiouy]/g, '').length
  return run.length >= 3 && vowels / run.length >= 0.22 && vowels / run.length <= 0.67
}

const longest = (a: Piece | null, b: Piece | null): Piece | null => {
  if (a === null || b === null) return a ?? b
  return b.length > a.length ? b : a
}

/** Lower case with the usual signs for letters turned back. */
const unmasked = (text: string): string => [...text.toLowerCase()].map((sign) => LOOKALIKES[sign] ?? sign).join('')

/** Letters alone, signs for letters turned back, what trails behind the last letter left off. */
const plainLetters = (text: string): string => unmasked(text.replace(/[^\p{L}]+$/u, '')).replace(/[^a-z]/g, '')

/** Names and their parts, as a guesser would write them. */
function namesIn(known: readonly string[]): readonly string[] {
  return known.flatMap((name) => {
    const plain = name.normalize('NFKC').toLowerCase()
    const parts = plain.split(/[^\p{L}\d]+/u).filter((part) => part.length >= 3)
    return [...parts, parts.join('')]
  })
}

/** Half of all guesses, in the words of time. */
function guessWords(bits: number): string {
  const seconds = 2 ** (bits - 1) / GUESSES_PER_SECOND
  const steps = [
    [60, 'seconds'],
    [3600, 'minutes'],
    [86_400, 'hours'],
    [2_592_000, 'days'],
    [31_536_000, 'months'],
    [3_153_600_000, 'years'],
  ] as const
  return steps.find(([limit]) => seconds < limit)?.[1] ?? 'centuries'
}
