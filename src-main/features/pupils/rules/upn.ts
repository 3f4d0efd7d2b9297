/** The unique pupil number: its check letter, its kinds, and which of two stays (R102, R104; domain section 8). Pure. */

/** Letters in order of value, A = 0 to Z = 22; I, O and S are left out. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** Check letter, authority (3), establishment (4), year of issue (2), serial (3 digits, or 2 and a letter). */
const SHAPE = /^[A-HJ-NP-RT-Z](\d{3})\d{4}(\d{2})\d{2}([0-9A-HJ-NP-RT-Z])$/

const LENGTH = 13

/**
 * The letter a number begins with.
 * @param body the twelve characters after it: eleven digits, then a digit or, in a temporary number, a letter
 */
export function checkLetter(body: string): string {
  const sum = [...body].reduce((total, character, index) => {
    const value = LETTERS.includes(character) ? LETTERS.indexOf(character) : Number(character)
    return total + value * (index + 2)
  }, 0)
  return LETTERS.charAt(sum % LETTERS.length)
}

/** A number that holds together. */
export interface Upn {
  /** Thirteen characters, upper case. */
  readonly upn: string
  /** A temporary number ends in a letter and waits to be replaced (R104). */
  readonly kind: 'permanent' | 'temporary'
  /** Authority, three digits. Any is taken: the list changes with every reorganisation of councils (R102). */
  readonly laCode: string
  /** Calendar year in which the academic year of issue began. */
  readonly issued: number
}

/** Why a text is no such number; the words never repeat it. */
export interface UpnFault {
  readonly fault: 'length' | 'signs' | 'letter'
  readonly words: string
}

/** Reads a number as typed or as a file gives it: trimmed, in either case. A blank text has the fault `length`. */
export function readUpn(text: string): Upn | UpnFault {
  const upn = text.trim().toUpperCase()
  if (upn.length !== LENGTH) {
    return { fault: 'length', words: `A UPN has 13 characters and this one has ${upn.length}. Check it in your MIS.` }
  }
  const [, laCode, year, last] = SHAPE.exec(upn) ?? []
  if (laCode === undefined || year === undefined || last === undefined) {
    return {
      fault: 'signs',
      words:
        'A UPN is a letter and 12 digits; a temporary one ends in a letter. I, O and S are not used. Check it in your MIS.',
    }
  }
  if (checkLetter(upn.slice(1)) !== upn.charAt(0)) {
    return {
      fault: 'letter',
      words: 'The first letter of this UPN does not fit its digits, so one of them is wrong. Check it in your MIS.',
    }
  }
  return { upn, kind: /\d/.test(last) ? 'permanent' : 'temporary', laCode, issued: yearOf(Number(year)) }
}

/** Numbers are issued since the academic year 1999/2000, so two digits name one year for the lifetime of any pupil. */
const yearOf = (digits: number): number => (digits >= 90 ? 1900 : 2000) + digits

/** The number issued in the earlier academic year (R104); null where both are of one year. */
export function earlierOf(a: Upn, b: Upn): Upn | null {
  if (a.issued === b.issued) return null
  return a.issued < b.issued ? a : b
}

/**
 * Which of two numbers found for one pupil is normally kept (R104): a permanent one before a temporary one, then the
 * earlier. A proposal for a person to confirm: a number used already for key stage assessment stays, whatever its age.
 * @returns null where the numbers do not tell
 */
export function keptOf(a: Upn, b: Upn): Upn | null {
  if (a.kind !== b.kind) return a.kind === 'permanent' ? a : b
  return earlierOf(a, b)
}
