/** What a person sees of an element: hidden and struck-out text left out, signs as signs, lines and list items kept. */
import type { Building } from './building'
import { lettersOf } from './docx-symbols'
import { attribute, isElement, walk, type Element, type Parent } from './html-tree'
import { markOfPicture, raised } from './signs'

/** Nothing in them is text of the page. */
const SILENT = new Set([
  ...['script', 'style', 'template', 'head', 'title', 'meta', 'link', 'noscript', 'iframe', 'frame', 'object', 'embed'],
  ...['canvas', 'audio', 'video', 'svg', 'math', 'map', 'datalist', 'noembed', 'noframes', 'colgroup', 'base'],
])

/** Elements that begin a line of their own. */
const LINES = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'body',
    'caption',
    'center',
    'dd',
    'details',
    'dialog',
    'dir',
    'div',
  ],
  ...['dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header'],
  ...['hgroup', 'hr', 'html', 'legend', 'li', 'main', 'menu', 'nav', 'ol', 'option', 'p', 'pre', 'search', 'section'],
  ...['summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul', 'optgroup', 'plaintext', 'listing', 'xmp'],
])

export const beginsLine = (element: Element): boolean => LINES.has(element.tagName)

/** Whether an element is left out, noting what a person would miss. */
export function isLeftOut(element: Element, into: Building): boolean {
  const { tagName } = element
  if (SILENT.has(tagName)) return true
  if (tagName === 's' || tagName === 'strike' || tagName === 'del') {
    into.leaveOut('Struck-out text was left out.')
    return true
  }
  const style = attribute(element, 'style')
  const hidden =
    attribute(element, 'hidden') !== null ||
    (style !== null && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style))
  if (hidden) into.leaveOut('Hidden text was left out.')
  return hidden
}

/** The text of an element that is more than its text nodes; null: look inside it. */
export function spokenText(element: Element, into: Building): string | null {
  switch (element.tagName) {
    case 'img': {
      const words = attribute(element, 'alt') ?? ''
      const mark = markOfPicture(words)
      if (mark === null)
        into.leaveOut(words.trim() === '' ? 'Pictures were left out.' : `A picture was left out: ${words.trim()}`)
      return mark ?? ''
    }
    case 'input': {
      const kind = attribute(element, 'type')?.toLowerCase()
      if (kind === 'checkbox' || kind === 'radio') return attribute(element, 'checked') === null ? '' : '✓'
      return kind === 'hidden' || kind === 'submit' || kind === 'button' ? '' : (attribute(element, 'value') ?? '')
    }
    case 'select':
      return chosen(element)
    case 'sup':
      return raised(textIn(element))
    case 'wbr':
      return ''
    case 'hr':
      return ''
    default:
      return signsIn(element)
  }
}

/** Text in a font that draws signs in place of letters. */
function signsIn(element: Element): string | null {
  const style = attribute(element, 'style')
  const face =
    attribute(element, 'face') ?? (style === null ? null : /font-family\s*:\s*["']?([^;"',]{1,60})/i.exec(style)?.[1])
  if (face === null || face === undefined || !/^(?:wingdings|webdings|symbol)\b/i.test(face.trim())) return null
  if (!element.childNodes.some((child) => 'value' in child && child.value.trim() !== '')) return null
  return lettersOf(textIn(element), face.trim())
}

/** What a closed list of choices shows. */
function chosen(select: Element): string {
  const options: Element[] = []
  walk(select, {
    enter: (element) => (element.tagName === 'option' ? (options.push(element), false) : true),
    leave: () => {},
    text: () => {},
  })
  const option = options.find((one) => attribute(one, 'selected') !== null) ?? options[0]
  return option === undefined ? '' : textIn(option)
}

/** All text inside, as it stands. */
function textIn(element: Parent): string {
  const pieces: string[] = []
  walk(element, { enter: (inner) => !SILENT.has(inner.tagName), leave: () => {}, text: (text) => pieces.push(text) })
  return pieces.join('')
}

/** Lines being gathered from pieces of running text. */
export class Lines {
  readonly #lines: string[] = []
  #pieces: string[] = []
  #mark = ''

  add(text: string): void {
    if (text !== '') this.#pieces.push(text)
  }

  /** Ends the line; an empty one is none. */
  end(): void {
    const line = collapsed(this.#pieces.join(''))
    this.#pieces = []
    if (line === '') return
    this.#lines.push(this.#mark === '' ? line : this.#mark + line.replace(/^[•·▪◦●○■]\s*/, ''))
    this.#mark = ''
  }

  /** The next line is an item of a list. */
  item(): void {
    this.end()
    this.#mark = '• '
  }

  /** Ends the list item, even one without text. */
  endItem(): void {
    this.end()
    this.#mark = ''
  }

  take(): string[] {
    this.end()
    return this.#lines.splice(0)
  }
}

/** White space as a browser shows it; a space that must not break is a space. */
export const collapsed = (text: string): string => text.replace(/[ \t\r\n\f\v\u00a0\u202f]+/g, ' ').trim()

/**
 * The lines of a cell or of another element that holds text only. Tables inside come out row by row.
 * @param except elements not to look into, such as the lists of an item
 */
export function linesIn(root: Element, into: Building): string[] {
  const lines = new Lines()
  walk(root, {
    enter: (element) => {
      if (isLeftOut(element, into)) return false
      const spoken = spokenText(element, into)
      if (element.tagName === 'br') lines.end()
      if (spoken !== null) {
        lines.add(spoken)
        return false
      }
      if (element.tagName === 'li') lines.item()
      else if (beginsLine(element)) lines.end()
      else if (element.tagName === 'td' || element.tagName === 'th') lines.add(' ')
      return true
    },
    leave: (element) => {
      if (element.tagName === 'li') lines.endItem()
      else if (beginsLine(element)) lines.end()
      else if (element.tagName === 'td' || element.tagName === 'th') lines.add(' ')
    },
    text: (text, node) => {
      if (isPreformatted(node)) {
        for (const [index, line] of text.split('\n').entries()) {
          if (index > 0) lines.end()
          lines.add(line)
        }
      } else lines.add(text)
    },
  })
  return lines.take()
}

/** Whether line ends in this text are line ends on the page. */
export const isPreformatted = (node: { parentNode: Parent | null }): boolean =>
  node.parentNode !== null &&
  isElement(node.parentNode) &&
  ['pre', 'listing', 'xmp', 'plaintext'].includes(node.parentNode.tagName)
