/** The unique pupil number (domain section 8): check letter, authority, establishment, year of issue, serial. */

/** Letters in order of value, A = 0 to Z = 22; I, O and S are left out. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/**
 * The letter a UPN begins with.
 * @param body the twelve characters after it: eleven digits and a digit, or a letter in a temporary number
 */
export function checkLetter(body: string): string {
  const sum = [...body].reduce((total, character, index) => {
    const value = LETTERS.includes(character) ? LETTERS.indexOf(character) : Number(character)
    return total + value * (index + 2)
  }, 0)
  return LETTERS.charAt(sum % 23)
}

/** Parts of a number to be made up. */
export interface UpnParts {
  /** Three digits. */
  readonly authority: string
  /** Four digits. */
  readonly establishment: string
  /** Two digits. */
  readonly issued: string
  readonly serial: number
  /** A temporary number ends in a letter until it is replaced (R104). */
  readonly temporary: boolean
}

export function madeUpUpn({ authority, establishment, issued, serial, temporary }: UpnParts): string {
  const ending = temporary ? `${String(serial % 100).padStart(2, '0')}A` : String(serial).padStart(3, '0')
  const body = `${authority}${establishment}${issued}${ending}`
  return `${checkLetter(body)}${body}`
}
