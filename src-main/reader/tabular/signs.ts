/** Signs in a cell that would make one name pass for another: rows that hold them are left out, never smoothed (R113). */

/**
 * What nobody can see: control characters but tab and line break, soft hyphens, marks of no width, marks that turn the
 * direction round, tags, half letters. Joiners stay, as some scripts and signs are written with them.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- they are what is looked for
  /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\u{e0000}-\u{e0fff}]|\p{Cs}/gu

/** Stands where a letter was lost before the file was saved. */
const LOST = '\uFFFD'

/** Most texts are of these alone, and told so many times as fast. */
const ORDINARY = /^[\t\n\r -~]*$/

export const hasUnseen = (text: string): boolean => !ORDINARY.test(text) && text.search(UNSEEN) >= 0

export const hasLost = (text: string): boolean => text.includes(LOST)

/** For headings and what stands above them, which name no person. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '')
