/** Made-up rolls whose names are spread like those of a real school: a few surnames with many bearers, most with one or two. */
import { YEAR_CODES, type CivilDate } from '@contract/primitives'
import { addDays } from '@vault/clock'
import { checkLetter } from '../../src-main/features/pupils/rules/upn'
import type { FindablePupil } from '../../src-main/features/pupils/rules/finding'

/** Numbers from 0 up to 1, the same for the same seed. */
export function drawer(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws from a list where the n-th of it weighs 1 / n to a power: 0 is even, 1 as skewed as words of a language. */
function skewed<T>(list: readonly T[], power: number, draw: () => number): () => T {
  const sums: number[] = []
  for (const [index] of list.entries()) sums.push((sums.at(-1) ?? 0) + 1 / (index + 1) ** power)
  return () => {
    const at = draw() * (sums.at(-1) ?? 0)
    return list[sums.findIndex((sum) => sum > at)]!
  }
}

// In order of how often real surnames and forenames begin, go on and end so; the names themselves are made up.
const SURNAME_STARTS = 'S B H M W C T P R G D L F K A J N E O Br Cl Gr St Wh Th Sh Mc Tr Ch Fl Pr Y V Z I U'.split(' ')
const VOWELS = 'a o e i u ar er all ea ou oo ai'.split(' ')
const MIDDLES = 'n r l ck tt dd rm nd st bb ng ss lm rt v mp'.split(' ')
const SURNAME_ENDS = 'on er ley son ton s ford ing by ett well dale man worth a an i wick stone ridge'.split(' ')
const FORENAME_STARTS = 'A J M E L S H C O I R T F N D Z B K G P W Y V'.split(' ')
const FORENAME_ENDS = 'a ie n en lyn ah el is o y er ra ia us ette on'.split(' ')

/** So many different names out of parts, commonest parts first. */
function bank(size: number, parts: readonly (readonly string[])[], draw: () => number): readonly string[] {
  const drawers = parts.map((list) => skewed(list, 0.6, draw))
  const names = new Set<string>()
  while (names.size < size) names.add(drawers.map((next) => next()).join(''))
  return [...names]
}

/** A pupil as the tests need one. */
export interface RollPupil extends FindablePupil {
  readonly dateOfBirth: CivilDate
}

/** A number of its own for each serial below ten million; no authority has the code 999. */
export function upnOf(serial: number): string {
  const body = `999${String(Math.floor(serial / 1_000)).padStart(4, '0')}21${String(serial % 1_000).padStart(3, '0')}`
  return checkLetter(body) + body
}

/** A roll of Years 7 to 13. */
export function skewedRoll(size: number, seed: number): readonly RollPupil[] {
  const draw = drawer(seed)
  const surnames = bank(Math.max(40, Math.round(size * 0.75)), [SURNAME_STARTS, VOWELS, MIDDLES, SURNAME_ENDS], draw)
  const forenames = bank(300, [FORENAME_STARTS, VOWELS, MIDDLES, FORENAME_ENDS], draw)
  const [surname, forename] = [skewed(surnames, 0.75, draw), skewed(forenames, 0.6, draw)]
  return Array.from({ length: size }, (_, index): RollPupil => {
    const plain = surname()
    const whim = draw()
    const dressed =
      whim < 0.03 ? `${plain}-${surname()}` : whim < 0.04 ? `O'${plain}` : whim < 0.045 ? `van ${plain}` : plain
    const year = YEAR_CODES[YEAR_CODES.indexOf('7') + Math.floor(draw() * 7)] ?? '7'
    return {
      id: String(index),
      forename: draw() < 0.003 ? null : forename(),
      surname: dressed,
      preferredForename: draw() < 0.06 ? forename() : null,
      preferredSurname: draw() < 0.02 ? surname() : null,
      year,
      className: `${year}${'ABCDEFGH'.charAt(Math.floor(draw() * 8))}`,
      admissionNumber: String(4_000 + index).padStart(6, '0'),
      upn: draw() < 0.01 ? null : upnOf(index),
      dateOfBirth: addDays(day('2008-09-01'), Math.floor(draw() * 2_557)),
    }
  })
}

// A date the tests write is one of the calendar.
export const day = (text: string): CivilDate => text as CivilDate
