/**
 * The printed recovery kit: 32 random bytes a person can read over the phone and type back (C9).
 *
 * Four lines of fifteen characters in groups of five. A line holds eight bytes in thirteen characters and two check
 * characters; the check is the line's value modulo a prime, so every single wrong character and every two neighbours
 * swapped are found, and it counts in the line's number, so lines in the wrong order are found too.
 */
import { Fault } from '@contract/fault'
import { randomBytes, SecretKey } from './crypto'

/** Letters and digits without I, L, O and U, which people mistake for 1, 0 and V (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LINES = 4
const BYTES_PER_LINE = 8
const VALUE_CHARACTERS = 13
const CHECK_CHARACTERS = 2
const GROUP = 5
/** The largest prime two characters can carry: no single slip and no swap of neighbours is a multiple of it. */
const PRIME = 1021n
/** Sets the four lines apart. */
const LINE_STEP = 251n

/** A fresh kit. */
export function newKit(): SecretKey {
  return new SecretKey(randomBytes(LINES * BYTES_PER_LINE))
}

/** The kit as its four printed lines, each `XXXXX XXXXX XXXXX`. */
export function kitLines(kit: SecretKey): readonly string[] {
  return kit.use((bytes) =>
    Array.from({ length: LINES }, (_, line) => {
      const value = bytes
        .subarray(line * BYTES_PER_LINE, (line + 1) * BYTES_PER_LINE)
        .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
      const text = written(value, VALUE_CHARACTERS) + written(checkOf(value, line), CHECK_CHARACTERS)
      return (text.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join(' ')
    }),
  )
}

/**
 * Reads a kit as typed: any case, spaces and dashes anywhere, O for 0, I and L for 1.
 * @throws Fault 'bad-input' naming the line that has a slip
 */
export function readKit(typed: string): SecretKey {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const perLine = VALUE_CHARACTERS + CHECK_CHARACTERS
  if (text.length !== LINES * perLine) {
    throw new Fault(
      'bad-input',
      `The kit has ${LINES * perLine} letters and digits in ${LINES} lines; ${text.length} were typed. Check it against the paper and type it again.`,
    )
  }
  const bytes = new Uint8Array(LINES * BYTES_PER_LINE)
  for (let line = 0; line < LINES; line++) {
    const start = line * perLine
    const value = valueOf(text.slice(start, start + VALUE_CHARACTERS))
    const check = valueOf(text.slice(start + VALUE_CHARACTERS, start + perLine))
    if (value === null || check === null || value >> 64n !== 0n || check !== checkOf(value, line)) {
      throw new Fault('bad-input', `Line ${line + 1} has a slip. Check it against the paper and type it again.`)
    }
    for (let i = 0; i < BYTES_PER_LINE; i++) {
      bytes[line * BYTES_PER_LINE + i] = Number((value >> BigInt(8 * (BYTES_PER_LINE - 1 - i))) & 0xffn)
    }
  }
  return new SecretKey(bytes)
}

const checkOf = (value: bigint, line: number): bigint => (value + LINE_STEP * BigInt(line + 1)) % PRIME

function written(value: bigint, characters: number): string {
  let text = ''
  for (let rest = value, i = 0; i < characters; i++, rest >>= 5n) text = (ALPHABET[Number(rest & 31n)] ?? '') + text
  return text
}

/** @returns null when a character is none of the alphabet's */
function valueOf(text: string): bigint | null {
  let value = 0n
  for (const character of text) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) return null
    value = (value << 5n) | BigInt(digit)
  }
  return value
}
