/**
 * Form numbers: what a printed form is known by (ux 6). Twelve random digits and two check digits; no name, no UPN, no
 * school stands in them or in the code that is scanned.
 *
 * The check digits are those of ISO 7064 MOD 97-10. They find every change of one digit, every swap of two digits
 * however far apart (10 is a primitive root of 97), every pair of equal digits changed to another pair, and 96 of 97 of
 * all other faults. A number one digit too long or too short is refused by its length.
 */

/** What the scanned text begins with, so that a scan is told from typing. */
export const SCAN_PREFIX = 'TW'

const BODY = 12
const WHOLE = 14
const MODULUS = 97

/** Longer texts are no form number, however they are spaced. */
const LONGEST_TYPED = 60

/**
 * A form number of 14 digits.
 * @param random at least 8 random bytes, or the first 12 digits themselves. Bytes fall evenly on all numbers but for
 * one part in ten million. Two numbers can be alike: whoever keeps them asks whether one is taken.
 * @throws Error for fewer bytes, or for digits that are not twelve
 */
export function formNumber(random: Uint8Array | string): string {
  const body = typeof random === 'string' ? random : bodyOf(random)
  if (!/^[0-9]{12}$/.test(body)) throw new Error('A form number begins with twelve digits')
  return body + checkDigits(body)
}

/**
 * The form number that somebody typed or scanned.
 * @param text may hold spaces and dashes anywhere, and the scanner's prefix in either case
 * @returns the 14 digits, null when it is none or a digit is wrong
 */
export function readFormNumber(text: string): string | null {
  if (text.length > LONGEST_TYPED) return null
  // Some keyboards type full-width digits.
  const plain = text.normalize('NFKC').replace(/[\s\p{Dash}]/gu, '')
  const digits = /^(?:TW)?([0-9]{14})$/i.exec(plain)?.[1]
  return digits !== undefined && checkDigits(digits.slice(0, BODY)) === digits.slice(BODY) ? digits : null
}

/** The number as it is printed to be read and typed: `1234 5678 9012 34`. */
export const spacedNumber = (number: string): string => number.replace(/[0-9]{4}(?=[0-9])/g, '$& ')

/**
 * The text the printed code holds: the prefix and the number.
 * @throws Error when it is no form number, since a form that cannot be read back must not be printed
 */
export function scanText(number: string): string {
  if (number.length !== WHOLE || readFormNumber(number) !== number) throw new Error('This is no form number')
  return SCAN_PREFIX + number
}

function bodyOf(random: Uint8Array): string {
  if (random.length < 8) throw new Error('A form number takes at least 8 random bytes')
  const value = random.slice(0, 8).reduce((total, byte) => total * 256n + BigInt(byte), 0n)
  return String(value % 10n ** BigInt(BODY)).padStart(BODY, '0')
}

function checkDigits(body: string): string {
  const rest = [...body, '0', '0'].reduce((total, digit) => (total * 10 + Number(digit)) % MODULUS, 0)
  return String(MODULUS + 1 - rest).padStart(2, '0')
}
