/** An HTML page as a tree, within limits: pages made to fill the memory or the time are refused (C35). */
// parse5 reads broken markup the way browsers do, which decides what a person saw in which cell.
import { defaultTreeAdapter, Parser, type DefaultTreeAdapterTypes, type Token } from 'parse5'
import { unreadable } from '../limits'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element
export type Parent = DefaultTreeAdapterTypes.ParentNode

/** Twice as many come near the memory a reader may take. */
const MOST_ELEMENTS = 200_000
const MOST_ATTRIBUTES = 200
const MOST_ATTRIBUTES_IN_ALL = 2_000_000
/** Each start tag may look through all open elements; this bounds the looking, and lets 10,000 levels pass. */
const MOST_LOOKING = 1_000_000_000
/** Letters of text and markup, embedded pictures aside; more would not fit the reader's memory. */
const MOST_LETTERS = 12_000_000
/** Characters handed over at once, so that one endless tag is seen before it fills the memory. */
const CHUNK = 1_048_576

const tooTangled = (): Error =>
  unreadable(
    'That page is built of far more elements, or far deeper, than a document is.',
    'Save it as .docx or .pdf and choose that.',
  )

/** Counts what the page makes the parser do, and stops it. */
class Bounded extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  #depth = 0
  #looking = 0
  #attributes = 0

  override onStartTag(token: Token.TagToken): void {
    this.#looking += this.#depth
    this.#attributes += token.attrs.length
    if (
      this.#looking > MOST_LOOKING ||
      token.attrs.length > MOST_ATTRIBUTES ||
      this.#attributes > MOST_ATTRIBUTES_IN_ALL
    ) {
      throw tooTangled()
    }
    super.onStartTag(token)
  }

  override onEndTag(token: Token.TagToken): void {
    this.#looking += this.#depth
    if (this.#looking > MOST_LOOKING) throw tooTangled()
    super.onEndTag(token)
  }

  override onItemPush(node: Parent, tid: number, isTop: boolean): void {
    this.#depth += 1
    super.onItemPush(node, tid, isTop)
  }

  override onItemPop(node: Parent, isTop: boolean): void {
    this.#depth -= 1
    super.onItemPop(node, isTop)
  }
}

/** @throws Fault 'bad-input' when the page is built of more than a document can hold */
export function treeOf(page: string): Parent {
  let elements = 0
  const counted: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement: (...made) => {
      elements += 1
      if (elements > MOST_ELEMENTS) throw tooTangled()
      return defaultTreeAdapter.createElement(...made)
    },
  }
  const parser = new Bounded({ treeAdapter: counted, sourceCodeLocationInfo: true, scriptingEnabled: false })
  // Pictures written into the page are left out anyway.
  const html = withoutPictures(withoutComments(page))
  if (html.length > MOST_LETTERS) {
    throw unreadable(
      'That page holds more than 12 million letters.',
      'Save the part that holds the rules as a file of its own and choose that.',
    )
  }
  for (let at = 0; at === 0 || at < html.length; at += CHUNK) {
    parser.tokenizer.write(html.slice(at, at + CHUNK), at + CHUNK >= html.length)
    const open = parser.tokenizer['currentToken']
    if (open !== null && 'attrs' in open && open.attrs.length > MOST_ATTRIBUTES) throw tooTangled()
  }
  return parser.document
}

/** Comments gone, lines kept: the parser would build up each of them letter by letter. */
function withoutComments(page: string): string {
  const pieces: string[] = []
  let from = 0
  for (let at = page.indexOf('<!--'); at >= 0; at = page.indexOf('<!--', from)) {
    const end = page.indexOf('-->', at + 4)
    pieces.push(page.slice(from, at))
    if (end < 0) return pieces.join('')
    pieces.push('\n'.repeat(page.slice(at, end).split('\n').length - 1))
    from = end + 3
  }
  return pieces.length === 0 ? page : pieces.join('') + page.slice(from)
}

/** Pictures written into attributes gone. */
function withoutPictures(page: string): string {
  const start = 'data:image/'
  const end = /["'\s<>]/g
  const pieces: string[] = []
  let from = 0
  for (let at = page.indexOf(start); at >= 0; at = page.indexOf(start, from)) {
    end.lastIndex = at
    const found = end.exec(page)
    pieces.push(page.slice(from, at))
    if (found === null) return pieces.join('')
    from = found.index
  }
  return pieces.length === 0 ? page : pieces.join('') + page.slice(from)
}

export const isElement = (node: Node | Parent): node is Element => 'tagName' in node

export const attribute = (element: Element, name: string): string | null =>
  element.attrs.find((attr) => attr.name === name)?.value ?? null

export const lineOf = (node: Node): number | null => node.sourceCodeLocation?.startLine ?? null

/** What is done at each place of a tree. */
export interface Visit {
  /** @returns false to leave out what is inside; `leave` is then not called */
  readonly enter: (element: Element) => boolean
  readonly leave: (element: Element) => void
  readonly text: (text: string, node: Node) => void
}

/** Goes through a tree in the order of the page, without calling itself, so that no depth can overflow the stack. */
export function walk(root: Parent, { enter, leave, text }: Visit): void {
  const path: { readonly node: Parent; next: number }[] = [{ node: root, next: 0 }]
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const child = top.node.childNodes[top.next]
    top.next += 1
    if (child === undefined) {
      path.pop()
      if (top.node !== root && isElement(top.node)) leave(top.node)
    } else if (isElement(child)) {
      if (enter(child)) path.push({ node: child, next: 0 })
    } else if ('value' in child) {
      text(child.value, child)
    }
  }
}
