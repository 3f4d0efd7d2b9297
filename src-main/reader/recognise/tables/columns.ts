/** The columns of a table as printed, and what each is understood to mean. */
import type { Audience, DeviceClass } from '@contract/matrices'
import { deviceGroupOf, deviceOf } from '../../vocabulary/devices'
import type { CaptionLevel } from '../../vocabulary/levels'
import { onOneLine } from '../../vocabulary/wording'
import { isCaption, type Caption } from './captions'
import { textAt, type GridRow } from './grid'
import { coverOf, leafTexts, type Cover, type Covered } from './groups'
import { firstValueColumn } from './heads'

export interface ValueColumn {
  /** Place in the grid. */
  readonly at: number
  /** As printed, on one line. */
  readonly caption: string
  /** Heading over it and its neighbours; null: none. */
  readonly group: string | null
  readonly audience: Audience | null
  /** The headings speak of people, whether they name one audience or not. */
  readonly people: boolean
  readonly device: DeviceClass | null
  readonly aboutDevices: boolean
  readonly level: CaptionLevel | null
  readonly action: 'tells' | 'does' | null
}

export interface Columns {
  /** Number of label columns before the first value column. */
  readonly labels: number
  /** Texts over the label columns, on one line. */
  readonly corner: string
  readonly values: readonly ValueColumn[]
  /** How the headings over several columns were laid over them; null: there are none. */
  readonly cover: Covered['how'] | null
}

/** Why the headings cannot be read, in words. */
export interface Unclear {
  readonly unclear: string
}

type Read = (text: string) => Caption

/**
 * Reads the headings.
 * @param body the rows below them: values stand under value columns only
 * @returns null when no heading is one of a table of rules
 */
export function columnsOf(rows: readonly GridRow[], body: readonly GridRow[], read: Read): Columns | Unclear | null {
  const first = firstValueColumn(rows, read, body)
  if (first === null) return null
  const { leaf, upper } = leafOf(rows, first, read)
  const covers: Covered[] = []
  for (const row of upper) {
    if (leafTexts(row, first).every((text) => text === '')) continue
    const covered = coverOf(row, first, leaf.texts, read)
    if (covered === null) return { unclear: 'It is not clear which columns the headings above them cover.' }
    covers.push(covered)
  }
  const values = leaf.texts.map((text, index) =>
    columnAt(
      first + index,
      text,
      covers.map(({ cover }) => cover),
      index,
      read,
    ),
  )
  const corner = cornerOf(rows, first)
  return { labels: first, corner, values, cover: covers.at(-1)?.how ?? null }
}

interface Leaf {
  readonly texts: readonly string[]
}

/** The lowest heading of every column; headings broken over several rows are put together. */
function leafOf(rows: readonly GridRow[], first: number, read: Read): { leaf: Leaf; upper: readonly GridRow[] } {
  const texts = rows.map((row) => leafTexts(row, first))
  const last = texts.length - 1
  const known = (row: readonly string[]): number => row.filter((text) => text !== '' && isCaption(read(text))).length
  const bottom = texts[last] ?? []
  let joined = bottom
  for (let above = last - 1; above >= 0; above -= 1) {
    const row = rows[above]
    if (row === undefined || row.places.slice(first).some(({ columns, text }) => columns > 1 && text !== '')) break
    joined = joined.map((text, index) => {
      const before = texts[above]?.[index] ?? ''
      const same = rows[above + 1]?.places[first + index]?.below === true
      return same ? text : `${before} ${text}`.trim()
    })
    const filled = joined.filter((text) => text !== '').length
    if (known(joined) === filled && known(joined) > known(bottom)) {
      return { leaf: { texts: joined }, upper: rows.slice(0, above) }
    }
  }
  const upper = rows.slice(0, last)
  return { leaf: { texts: bottom.map((text, index) => (text === '' ? ownAbove(upper, first + index) : text)) }, upper }
}

/** A heading that stands alone in an upper row, with nothing below it: the column's own. */
function ownAbove(upper: readonly GridRow[], column: number): string {
  for (const row of [...upper].reverse()) {
    const place = row.places[column]
    if (place?.text !== undefined && place.text !== '' && place.columns === 1 && place.begins) return place.text
  }
  return ''
}

function columnAt(at: number, text: string, covers: readonly Cover[], index: number, read: Read): ValueColumn {
  const over = covers.map((cover) => cover[index] ?? null).filter((above) => above !== null && above !== text)
  const own = read(text)
  const above = over.map((heading) => read(heading ?? ''))
  const people = [own, ...above].flatMap((caption) => [...caption.people])
  const unclear = [own, ...above].some((caption) => caption.unclearPeople)
  const [audience] = people
  const named = over.findLast((heading) => heading !== null && isCaption(read(heading))) ?? over.at(-1) ?? null
  const group = named === null ? null : onOneLine(named)
  return {
    at,
    caption: onOneLine(text),
    group,
    audience: audience !== undefined && !unclear && people.every((one) => one === audience) ? audience : null,
    people: people.length > 0 || unclear,
    device: deviceOf(text, group),
    aboutDevices:
      own.deviceGroup || (group !== null && deviceGroupOf(group) !== null) || deviceOf(text, group) !== null,
    level: own.level ?? above.find((caption) => caption.level !== null)?.level ?? null,
    action: own.action ?? (above.some((caption) => caption.action === 'tells') ? 'tells' : null),
  }
}

/** What stands over the labels: the lowest text over the last label column, else over those before it. */
function cornerOf(rows: readonly GridRow[], labels: number): string {
  for (let column = labels - 1; column >= 0; column -= 1) {
    const texts = [...new Set(rows.map((row) => textAt(row, column)).filter((text) => text !== ''))]
    if (texts.length > 0) return onOneLine(texts.join(' '))
  }
  return ''
}
