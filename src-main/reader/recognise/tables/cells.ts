/** What the cells of a table without levels in its headings hold: words of permission, or signs a key explains. */
import { isOfOtherPurpose, isOnSubject, readsAsRule } from '../../vocabulary/activities'
import type { CaptionLevel } from '../../vocabulary/levels'
import type { BodyRow } from './body'
import type { ValueColumn } from './columns'
import { isSign, markIn, saysNothing } from './marks'
import type { KeyEntry } from './notes'

/** `level`: every mark stands for it, because a key says so. */
export type CellsRead =
  | { readonly take: true; readonly level: CaptionLevel | null; readonly unclearSigns: boolean }
  /** Null: nothing that needs a person's eye. */
  | { readonly take: false; readonly why: string | null }

const TAKE = { take: true, level: null, unclearSigns: false } as const
const LEAVE = { take: false, why: null } as const

const portion = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** How many labels name something rules on online safety are about, from 0 to 1. */
export const onSubject = (rows: readonly BodyRow[]): number =>
  portion(rows.filter(({ label, group }) => isOnSubject(label) || isOnSubject(group ?? '')).length, rows.length)

/**
 * Judges a table whose columns are people.
 * @param named title and corner
 */
export function readWorded(
  rows: readonly BodyRow[],
  values: readonly ValueColumn[],
  key: readonly KeyEntry[],
  named: string,
): CellsRead {
  const cells = rows.flatMap((row) => row.cells.filter((cell, at) => values[at]?.people === true && !saysNothing(cell)))
  if (cells.length === 0) return LEAVE
  const subject = onSubject(rows)
  const other = isOfOtherPurpose(named)
  const explained = byKey(cells, key)
  if (explained !== null) return explained
  if (isSurvey(rows)) return LEAVE
  const left = portion(cells.filter((cell) => LEFT_OPEN.test(cell)).length, cells.length)
  if (left >= 0.3) {
    return subject >= 0.5
      ? { take: false, why: 'Many of its cells still offer a choice: nobody has filled it in.' }
      : LEAVE
  }
  if (cells.some((cell) => BLOCKED.test(cell)) && OF_FILTER.test(named)) {
    return { take: false, why: 'It lists what a filter lets through, which may not be what people are allowed.' }
  }
  if (subject >= 0.5 && !other && holdsKeyOnly(cells, key)) {
    return { take: false, why: 'Its key explains its signs in words that do not plainly say what is allowed.' }
  }
  const signs = cells.filter(isSign)
  if (signs.length * 10 >= cells.length * 8) return readSigns(signs, subject, other)
  const rules = portion(cells.filter(readsAsRule).length, cells.length)
  const short = portion(cells.filter((cell) => cell.length <= 200).length, cells.length)
  const people = values.filter((value) => value.people).length
  const enough = people > 1 ? 0.6 : 0.8
  if (short >= 0.9 && subject >= 0.5 && rules >= (other ? 0.8 : enough)) return TAKE
  if (short >= 0.9 && subject >= 0.7 && rules >= 0.35 && !other && people > 1) return TAKE
  const doubt = subject >= 0.6 && rules >= 0.35 && !other
  return doubt ? { take: false, why: 'Too few of its cells say plainly what is allowed.' } : LEAVE
}

function readSigns(signs: readonly string[], subject: number, other: boolean): CellsRead {
  const kinds = new Set(signs.map((cell) => markIn(cell)?.sign))
  if (subject < 0.5 || other) return LEAVE
  if (kinds.has('tick') && kinds.has('cross')) return { take: true, level: null, unclearSigns: true }
  const why = 'No heading and no key says what its marks mean: allowed, or not allowed.'
  return { take: false, why }
}

/** Every cell holds a sign of the key, and the key gives each a level. */
function byKey(cells: readonly string[], key: readonly KeyEntry[]): CellsRead | null {
  const levels = new Map(key.flatMap(({ sign, level }) => (level === null ? [] : [[sign, level] as const])))
  const used = new Set(cells.map((cell) => (levels.has(cell) ? cell : cell.replace(/[*†‡§¹²³\s]+$/, ''))))
  if (levels.size === 0 || ![...used].every((sign) => levels.has(sign))) return null
  const [only, ...others] = used
  const level = others.length === 0 && only !== undefined && isSign(only) ? (levels.get(only) ?? null) : null
  return { take: true, level, unclearSigns: false }
}

/** "[Yes/No]", "Yes / No", "delete as appropriate". */
const LEFT_OPEN =
  /^\W*(?:yes|allowed|permitted)\s*\/\s*(?:no|not (?:allowed|permitted))\W*$|\bdelete as\b|^[[<{][^\]>}]*[\]>}]$/i
const BLOCKED = /\b(?:un)?(?:blocked|filtered)\b/i
const OF_FILTER = /\b(?:filter\w*|categor(?:y|ies)|web ?sites?|sites?|urls?)\b/i

/** Rows that ask what people have, do or think; "May I …?" and "Are phones allowed?" ask for a rule. */
function isSurvey(rows: readonly BodyRow[]): boolean {
  const asked = rows.filter(({ label }) => label.trimEnd().endsWith('?') && !ASKS_FOR_RULE.test(label))
  return rows.length > 0 && asked.length * 2 > rows.length
}
const ASKS_FOR_RULE = /^\W*(?:may|can|must)\b|\b(?:allowed|permitted|able)\b/i

/** Every cell holds a sign of a key that gives some of its signs no level. */
const holdsKeyOnly = (cells: readonly string[], key: readonly KeyEntry[]): boolean =>
  key.length > 1 && cells.every((cell) => key.some(({ sign }) => sign === cell.replace(/[*†‡§¹²³\s]+$/, '')))

/** Judges a table whose columns are classes of devices. */
export function readDevices(rows: readonly BodyRow[]): CellsRead {
  const cells = rows.flatMap((row) => row.cells.filter((cell) => !saysNothing(cell)))
  const read = cells.filter((cell) => readsAsRule(cell) || isSign(cell)).length
  if (cells.length === 0 || portion(read, cells.length) < 0.6) return LEAVE
  const signs = new Set(cells.flatMap((cell) => (isSign(cell) ? (markIn(cell)?.sign ?? []) : [])))
  const crossesOnly = signs.has('cross') && !signs.has('tick')
  if (crossesOnly && cells.every(isSign)) {
    return { take: false, why: 'No heading and no key says what its crosses mean: allowed, or not allowed.' }
  }
  return { take: true, level: null, unclearSigns: signs.has('cross') }
}
