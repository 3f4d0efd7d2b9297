/** Parts of a document nothing is read from: contents, lists of links, lines printed on every page, publishers' lines. */
import type { Block } from '@contract/document'

export type Aside = 'links' | 'contents' | 'footer' | 'publisher'

const CONTENTS_HEADING = /^(?:table of )?contents(?: page)?\W*$|^index\W*$/i
/** "7.1 Classroom Use ........ 8", "Classroom use 8" */
const CONTENTS_LINE = /(?:[.…·_]{3,}|\s|\t)\s*\d{1,3}\s*$/
const LINKS_HEADING =
  /\b(?:useful (?:links|contacts|websites|resources)|(?:national |further |external |online |web ?)?(?:links|resources|references|bibliography)|further (?:information|reading|help|advice)|helplines?|useful contacts|sources of (?:help|support))\b/i
const NOT_LINKS = /\blinks? (?:with|to) (?:other|statutory|our|policies)|data|systems?\b/i
const ADDRESS = /https?:\/\/|\bwww\.|<[^>]+@[^>]+>/i
const PAGE_LINE = /^(?:page\s+)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?$|\bpage\s+\d{1,4}(?:\s+of\s+\d{1,4})?\b/i
const PUBLISHER =
  /©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b.{0,40}\b(?:19|20)\d\d|\ball rights reserved\b|\b(?:model|template) (?:policy|document)\b.{0,60}\b(?:by|from|provided|published|produced|©)|\b(?:published|produced|provided|supplied|printed|template) by\b.{0,60}\b(?:the key|ltd|limited|llp|council|swgfl|lgfl|services?|solutions|publish|press|print)|\btemplate (?:version|provider|last)\b/i
/** A line that comes this often is printed on pages, not written once. */
const OFTEN = 3
const SHORT = 160

/** Why nothing is read from a block, by block; others are not in it. */
export function setAside(blocks: readonly Block[], clauseOf: (block: number) => string): ReadonlyMap<number, Aside> {
  const aside = new Map<number, Aside>()
  const repeated = repeatedLines(blocks)
  let inContents = false
  let links: string | null = null
  blocks.forEach((block, index) => {
    if (block.kind === 'break') return
    if (block.kind === 'table') {
      if (inContents || isContentsTable(block)) aside.set(index, 'contents')
      inContents = false
      // A table without an address ends a list of links: it is a review block or a form behind it.
      if (links !== null && block.rows.some(({ cells }) => cells.some(({ text }) => ADDRESS.test(text)))) {
        aside.set(index, 'links')
      } else links = null
      return
    }
    const text = block.text.trim()
    if (CONTENTS_HEADING.test(text)) {
      inContents = true
      aside.set(index, 'contents')
      return
    }
    if (inContents) {
      const listed =
        CONTENTS_LINE.test(text) || (block.kind === 'item' && text.length < 80) || /^page(?: no)?\.?$/i.test(text)
      if (listed) {
        aside.set(index, 'contents')
        return
      }
      inContents = false
    }
    if (block.kind === 'heading') {
      const own = LINKS_HEADING.test(text) && !NOT_LINKS.test(text)
      const clause = clauseOf(index)
      // Headings inside a list of links stay inside it; without levels the list ends at the next heading of other words.
      if (own) links = clause
      else if (
        links !== null &&
        !clause.startsWith(`${links} / `) &&
        !ADDRESS.test(text) &&
        !addressNext(blocks, index)
      ) {
        links = null
      }
    }
    if (
      block.kind === 'paragraph' &&
      LINKS_HEADING.test(text) &&
      !NOT_LINKS.test(text) &&
      text.length < 60 &&
      /:$/.test(text)
    ) {
      links = clauseOf(index)
    }
    if (repeated.has(lineKey(text)) && block.kind !== 'item') aside.set(index, 'footer')
    else if (PAGE_LINE.test(text) && text.length < 120 && block.kind === 'paragraph') aside.set(index, 'footer')
    else if (PUBLISHER.test(text) && text.length < 400) aside.set(index, 'publisher')
    else if (links !== null) aside.set(index, 'links')
  })
  return aside
}

/** A title over an address, in a list of links that keeps no bullets. */
function addressNext(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1]
  return (
    next !== undefined &&
    (next.kind === 'paragraph' || next.kind === 'heading') &&
    /^\W*(?:https?:|www\.)/i.test(next.text)
  )
}

/** A contents page printed as a table: most rows end in a page number. */
function isContentsTable(block: Extract<Block, { kind: 'table' }>): boolean {
  if (block.rows.length < 4) return false
  const numbered = block.rows.filter(({ cells }) => {
    const texts = cells.map(({ text }) => text.trim()).filter((text) => text !== '')
    return texts.length > 1 && /^\d{1,3}$/.test(texts.at(-1) ?? '') && !/^\d{1,3}$/.test(texts[0] ?? '')
  })
  return numbered.length * 4 > block.rows.length * 3
}

const lineKey = (text: string): string => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase()

/** Short paragraphs that come again and again, page numbers aside. */
function repeatedLines(blocks: readonly Block[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.text.length > SHORT) continue
    const key = lineKey(block.text.trim())
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Set([...counts].filter(([key, count]) => count >= OFTEN && key.length > 3).map(([key]) => key))
}
