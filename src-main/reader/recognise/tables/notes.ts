/** Footnotes and keys: what the signs in a table lead to. */
import { levelOf, type CaptionLevel } from '../../vocabulary/levels'
import { markIn } from './marks'

export interface Note {
  readonly mark: string
  readonly text: string | null
}

const SIGN = '[*†‡§]{1,4}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\\[[0-9a-z]{1,3}\\]|\\([0-9]{1,2}\\)'
const NOTE = new RegExp(`^(${SIGN})(?![*])\\s*[-–—:=.]?\\s*(\\S[^]*)$`)
const AT_END = new RegExp(`(${SIGN})[.,;:)]?$`)
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A footnote's sign and text; null when the text begins with no sign. */
export function noteIn(text: string): { readonly mark: string; readonly text: string } | null {
  if (text.length > 2000) return null
  const found = NOTE.exec(text.trim())
  const [, mark, words] = found ?? []
  if (mark === undefined || words === undefined) return null
  const emphasised = mark.startsWith('*') && words.trimEnd().endsWith(mark)
  return emphasised ? null : { mark, text: words.trim() }
}

/** Whether a text is a footnote or a key, by its beginning. */
export const isNoteText = (text: string): boolean => noteIn(text) !== null || keyIn(text) !== null

/** The same sign however it is printed: `¹`, `[1]`, `(1)`, `1`. */
export function sameSign(mark: string): string {
  const plain = [...mark].map((sign) => (RAISED.includes(sign) ? String(RAISED.indexOf(sign)) : sign)).join('')
  return plain.replace(/[[\]()]/g, '')
}

/** Signs of footnotes in a text: after a mark, at the end of a label or of one of its lines. */
export function signsIn(text: string): string[] {
  const mark = markIn(text)
  if (mark !== null) return mark.note === null ? [] : [mark.note]
  if (text.length > 4000) return []
  return text.split('\n').flatMap((line) => {
    const sign = AT_END.exec(line.trimEnd().slice(-12))?.[1]
    return sign === undefined || /^\([0-9]/.test(sign) ? [] : [sign]
  })
}

export interface KeyEntry {
  readonly sign: string
  readonly words: string
  readonly level: CaptionLevel | null
}

const ENTRY = /^(\S{1,4})\s*(?:=|:|–|—|-|means|is)\s*(\S[^]{0,140})$/

/** A key such as "Key: ✓ = allowed, P = with permission"; null when any part of it is no entry. */
export function keyIn(text: string): readonly KeyEntry[] | null {
  if (text.length > 800) return null
  const named = /^(?:key|legend)(?: to (?:the )?(?:table|symbols|marks))?\b\s*[:\-–]?\s*/i.exec(text.trim())
  const body = text.trim().slice(named?.[0].length ?? 0)
  const parts = body
    .split(/[,;|\n\t]+| {2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const entries = parts.map((part) => {
    const [, sign, words] = ENTRY.exec(part) ?? []
    if (sign === undefined || words === undefined) return null
    return { sign, words: words.trim().replace(/\.$/, ''), level: levelOf(words) }
  })
  if (entries.length === 0 || entries.includes(null)) return null
  const known = entries.filter((entry) => entry !== null)
  if (named === null && !known.every(({ sign }) => /^[^a-z0-9]$/i.test(sign) || /^[A-Z✓✔✗✘×]{1,2}$/.test(sign)))
    return null
  return named !== null || known.some(({ level }) => level !== null) ? known : null
}
