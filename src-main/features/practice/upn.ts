/** Made-up unique pupil numbers that hold together (domain section 8). */
import { checkLetter } from '../pupils'

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
