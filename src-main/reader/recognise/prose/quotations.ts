/** What a document quotes from guidance: somebody else's words are no rule of the school. */
import type { Block } from '@contract/document'

const OPENS = /^[\s*_(]*["“‘«]/
const CLOSES = /["”»’][\s*_).,;]*$/
/** The sentence before a quotation names where it is from. */
const ANNOUNCES =
  /\b(?:states?|says?|suggest(?:s|ed)|highlight(?:s|ed)|advises|recommends|defines|reads|explains|sets out)\b[^.]{0,60}[:;-]?\s*$/i
/** How many blocks one quotation may run over. */
const REACH = 12

/** Quotation marks without a partner in a text; apostrophes do not count. */
function unpaired(text: string): number {
  const straight = (text.match(/"/g) ?? []).length
  const open = (text.match(/[“«]/g) ?? []).length
  const close = (text.match(/[”»]/g) ?? []).length
  return (straight % 2) + open - close
}

/** Blocks that are quotations, whole or in part of one that runs over several. */
export function quotedBlocks(blocks: readonly Block[]): ReadonlySet<number> {
  const quoted = new Set<number>()
  let announced = false
  let before = -1
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index]
    if (block === undefined || block.kind === 'break' || block.kind === 'table') continue
    const text = block.text.trim()
    if (text === '') continue
    const opens = OPENS.test(text) && text.length > 40
    if (opens && block.kind !== 'heading') {
      quoted.add(index)
      if (!CLOSES.test(text) || unpaired(text) > 0) for (const inside of runsOver(blocks, index)) quoted.add(inside)
    } else if (
      (announced || quoted.has(before)) &&
      block.kind === 'paragraph' &&
      CLOSES.test(text) &&
      unpaired(text) !== 0
    ) {
      quoted.add(index)
    }
    before = index
    announced = block.kind !== 'heading' && ANNOUNCES.test(text)
  }
  return quoted
}

/** Where a quotation opened in one block closes in a later one of the same section; empty when it never does. */
function runsOver(blocks: readonly Block[], from: number): number[] {
  const inside: number[] = []
  for (let index = from + 1; index < Math.min(blocks.length, from + REACH); index += 1) {
    const block = blocks[index]
    if (block === undefined || block.kind === 'heading' || block.kind === 'table') return []
    if (block.kind === 'break') continue
    inside.push(index)
    if (
      CLOSES.test(block.text.trim()) &&
      (unpaired(block.text) < 0 || (block.text.match(/"/g) ?? []).length % 2 === 1)
    ) {
      return inside
    }
    if (OPENS.test(block.text.trim())) return []
  }
  return []
}
