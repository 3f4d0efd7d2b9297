/** What a table is called: in its corner, in a row over its headings, or in the line just above it. */
import type { Audience } from '@contract/matrices'
import type { Block } from '@contract/document'
import { peopleOf } from '../../vocabulary/audiences'
import { onOneLine, plainWords } from '../../vocabulary/wording'
import { textAt } from './grid'
import type { Head } from './heads'
import { isPageNoise } from './noise'
import { isNoteText } from './notes'

const LONGEST = 140
const NAMES_A_TABLE = /\b(?:matrix|matrices|chart|table|grid)\b/i

/** The line just above a block, if it is short enough to be a title; empty when there is none. */
export function lineAbove(blocks: readonly Block[], index: number): string {
  for (let above = index - 1; above >= 0 && above > index - 6; above -= 1) {
    const block = blocks[above]
    if (block === undefined || block.kind === 'table' || block.kind === 'item') return ''
    if (block.kind === 'break' || isPageNoise(block.text.trim())) continue
    const text = onOneLine(block.text)
    if (block.kind === 'heading') return text.slice(0, 400)
    return text.length <= LONGEST && !isNoteText(text) && !/[.!?]$/.test(text) ? text : ''
  }
  return ''
}

/**
 * The title as printed; empty when there is none.
 * @param namesSchools whether a text names schools by their short forms
 */
export function titleOf(head: Head, corner: string, above: string, namesSchools: (text: string) => boolean): string {
  const printed = head.titles.map((row) =>
    onOneLine(row.places.map((_, column) => textAt(row, column)).find((text) => text !== '') ?? ''),
  )
  const inside = printed.find((text) => NAMES_A_TABLE.test(text) || namesSchools(text)) ?? printed[0]
  if (inside !== undefined) return inside
  if (corner !== '' && (NAMES_A_TABLE.test(corner) || namesSchools(corner))) return corner
  return above === '' ? corner : above
}

/** Leading and trailing words that leave the audience the subject: "Pupil use of phones", "Permissions for staff". */
const BEGINS =
  /^((?:[a-z/]+ ){1,4}?)(?:use|usage|access|permissions?|permitted|activities|matrix|technology|devices?|mobile|acceptable|online)\b/
const ENDS = /\b(?:by|for|-|:) ((?:[a-z/]+ ){0,3}[a-z/]+)$/

/** The one audience a title speaks of; null when it names none, several, or names one beside the point. */
export function audienceInTitle(title: string): Audience | null {
  const words = plainWords(title)
  if (words.split(' ').length > 10) return null
  const found = new Set<Audience>()
  for (const candidate of [words, BEGINS.exec(words)?.[1], ENDS.exec(words)?.[1]]) {
    for (const audience of peopleOf(candidate ?? '') ?? []) found.add(audience)
  }
  const [only, ...others] = found
  if (only === undefined || others.length > 0) return null
  const mentions = words.match(
    /\b(?:staff|teachers?|pupils?|learners?|students?|children|visitors?|parents?|carers?|guests?|governors?)\b/g,
  )
  const named = new Set((mentions ?? []).flatMap((word): readonly string[] => peopleOf(word) ?? ['other']))
  return named.size <= 1 ? only : null
}
