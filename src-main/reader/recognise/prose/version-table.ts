/** Version control tables: one line for each edition. The newest dated line gives the version, where that is clear. */
import type { StatedFact } from '@contract/report'
import type { Context } from '../context'
import { isPlaceholder } from './placeholders'
import type { Passage } from './passages'
import { dateOf } from './stated-date'

const VERSION = /^(?:version|issue|revision|rev|edition)(?:\s*(?:no\.?|number|#))?$/i
const DATE =
  /^(?:date|date of (?:change|issue|version|revision|approval)|(?:issue|revision|approval|review|version) date|amended|updated|approved)\b/i
const VALUE = /^(?:v|version|issue|rev)?\.?\s*\d+(?:\.\d+)*[a-z]?$/i

/** @returns null when there is no such table, or its newest line cannot be told */
export function versionsIn({ document, outline }: Context, passages: readonly Passage[]): StatedFact | null {
  const aside = new Set(passages.filter(({ aside }) => aside !== null && aside !== 'wide').map(({ block }) => block))
  for (const [index, block] of document.blocks.entries()) {
    if (block.kind !== 'table' || block.rows.length < 2 || aside.has(index)) continue
    const texts = block.rows.map(({ cells }) => cells.map(({ text }) => text.replace(/\s+/g, ' ').trim()))
    const head = texts.findIndex((row) => row.some((text) => VERSION.test(text)) && row.some((text) => DATE.test(text)))
    if (head < 0 || head > 1) continue
    const version = texts[head]?.findIndex((text) => VERSION.test(text)) ?? -1
    const date = texts[head]?.findIndex((text, at) => at !== version && DATE.test(text)) ?? -1
    const rows = texts.slice(head + 1).flatMap((row, at) => {
      const [value, when] = [row[version] ?? '', dateOf(row[date] ?? '').iso]
      return VALUE.test(value) && !isPlaceholder(value) && when !== null ? [{ value, when, row: head + 1 + at }] : []
    })
    const [newest, second] = [...rows].sort((a, b) => b.when.localeCompare(a.when))
    if (newest === undefined || (second !== undefined && second.when === newest.when)) continue
    const highest = rows.every(({ value }) => numbers(value).localeCompare(numbers(newest.value)) <= 0)
    if (!highest) continue
    return {
      asWritten: newest.value,
      ...{ iso: null, precision: null, confidence: 'likely' as const },
      why: 'The newest dated line of the version table.',
      source: outline.source(index, newest.row),
    }
  }
  return null
}

const numbers = (value: string): string => (value.match(/\d+/g) ?? []).map((part) => part.padStart(6, '0')).join('.')
