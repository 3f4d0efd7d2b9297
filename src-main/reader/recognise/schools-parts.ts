/** Parts of a document that speak for some of its schools, by their headings. */
import type { ReadDocument } from '@contract/document'

interface Open {
  readonly level: number
  readonly tags: readonly string[]
}

/** Ends of documents, which belong to no single school. */
const FOR_ALL =
  /^\W*(?:\d+\W*)?(?:useful (?:links|contacts)|(?:policy )?review\b.{0,20}$|monitoring and review|appendix|annex)/i

const SHORT = 60

/** Numbers, punctuation and words that may stand beside a school's name in a heading of its own. */
const BESIDE = /\b(?:the|and|at|for|section|part|chapter|policy|information|procedures?|specific)\b|[\s\d.,:;&/()–—-]/gi

/**
 * For each block the tags of the schools it speaks for; empty: all of them.
 *
 * A heading that names a school rules what stands under it. Where a heading is nothing but a school's name and another
 * heading follows at once, on no deeper level, the file keeps no levels: it then rules until the next school's name, or
 * an appendix, or a heading above those it began with.
 */
export function partsOf(
  { blocks }: Pick<ReadDocument, 'blocks'>,
  tagsIn: (text: string) => readonly string[],
): (readonly string[])[] {
  const stack: Open[] = []
  let flat: Open | null = null
  return blocks.map((block, index) => {
    if (block.kind === 'heading' && FOR_ALL.test(block.text)) flat = null
    if (block.kind === 'paragraph' && block.text.length < SHORT && FOR_ALL.test(block.text)) {
      flat = null
      stack.length = 0
    }
    if (block.kind === 'heading') {
      while ((stack.at(-1)?.level ?? 0) >= block.level) stack.pop()
      const tags = tagsIn(block.text)
      if (
        tags.length > 0 ||
        /^\s*(?:appendix|annex)\b/i.test(block.text) ||
        (flat !== null && block.level < flat.level)
      ) {
        flat = null
      }
      if (tags.length > 0) {
        const bare = isBare(block.text, tagsIn)
        const next = blocks.slice(index + 1, index + 4).find(({ kind }) => kind !== 'break')
        if (bare && next?.kind === 'heading' && next.level <= block.level) {
          flat = { level: next.level, tags }
        }
        stack.push({ level: block.level, tags })
      }
    }
    return stack.at(-1)?.tags ?? flat?.tags ?? []
  })
}

/** Nothing in the heading but names of schools, their short forms and numbers. */
function isBare(text: string, tagsIn: (text: string) => readonly string[]): boolean {
  const left = text.replace(BESIDE, ' ').split(/\s+/).filter(Boolean)
  return left.every((word) => word.length < 3 || tagsIn(word).length > 0 || /^\p{Lu}/u.test(word)) && text.length < 90
}
