/** Made-up pupils: names put together from parts, classes, admission numbers and numbers of an authority that is none. */
import { YEAR_CODES, type YearCode } from '@contract/primitives'
import { madeUpUpn } from './upn'

/** Fields of one pupil on the roll. */
export interface MadeUpPupil {
  readonly forename: string
  readonly surname: string
  readonly year: YearCode
  readonly className: string
  readonly admissionNumber: string
  readonly upn: string | null
}

const BEGINNINGS = ['Ald', 'Bren', 'Cor', 'Dal', 'El', 'Fen', 'Gar', 'Hes', 'Ib', 'Jor', 'Kel', 'Lum', 'Mer', 'Nev']
const ENDINGS = ['ana', 'bo', 'cia', 'dri', 'elle', 'fi', 'gan', 'ica', 'lo', 'mé', 'nia', 'ox', 'quin']
const FIRST_HALVES = [
  'Copper',
  'Thistle',
  'Marble',
  'Lantern',
  'Pebble',
  'Button',
  'Ribbon',
  'Saffron',
  'Teapot',
  'Velvet',
  'Walnut',
]
const SECOND_HALVES = [
  'brook',
  'crest',
  'dale',
  'fold',
  'gate',
  'hollow',
  'mead',
  'nook',
  'reach',
  'stile',
  'thorpe',
  'wick',
  'yard',
]

/** No local authority has this code, so no number here can be a child's. */
const NO_AUTHORITY = '999'

const CLASS_LETTERS = ['A', 'B', 'C']

/** The part of a list a running number falls on. */
const pick = (list: readonly string[], turn: number): string => list[turn % list.length] ?? ''

/** A name no other number below 2,002 has: so long the lists take to come round together. */
export function madeUpName(turn: number): { readonly forename: string; readonly surname: string } {
  const surname = pick(FIRST_HALVES, turn) + pick(SECOND_HALVES, turn)
  // Homonyms, hyphens and apostrophes are part of every real roll.
  const dressed =
    turn % 23 === 5 ? `${surname}-${pick(FIRST_HALVES, turn + 4)}` : turn % 29 === 7 ? `O'${surname}` : surname
  return { forename: pick(BEGINNINGS, turn) + pick(ENDINGS, turn), surname: dressed }
}

/**
 * The roll of one school.
 * @param school.first number of its first pupil, so that names differ between schools
 * @param school.establishment four digits, made up
 * @param academicYear calendar year in which the present academic year began
 */
export function madeUpRoll(
  school: {
    readonly lowYear: YearCode
    readonly highYear: YearCode
    readonly perYear: number
    readonly first: number
    readonly establishment: string
  },
  academicYear: number,
): readonly MadeUpPupil[] {
  const years = YEAR_CODES.slice(YEAR_CODES.indexOf(school.lowYear), YEAR_CODES.indexOf(school.highYear) + 1)
  return years.flatMap((year) =>
    Array.from({ length: school.perYear }, (_, place): MadeUpPupil => {
      const serial = years.indexOf(year) * school.perYear + place + 1
      const entered = academicYear - (year === 'R' ? 0 : Number(year))
      const upn = madeUpUpn({
        authority: NO_AUTHORITY,
        establishment: school.establishment,
        issued: String(entered % 100).padStart(2, '0'),
        serial,
        temporary: serial % 50 === 17,
      })
      return {
        ...madeUpName(school.first + serial),
        year,
        className: `${year}${pick(CLASS_LETTERS, place)}`,
        admissionNumber: String(school.first * 10 + serial).padStart(6, '0'),
        // One in sixty has no number yet, which is allowed (R102).
        upn: serial % 60 === 23 ? null : upn,
      }
    }),
  )
}
