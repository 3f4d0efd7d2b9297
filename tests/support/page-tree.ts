/** Reads a page of HTML as a browser would, so that tests speak of its elements and not of its markup. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** @returns the page's `html` element */
export function pageOf(html: string): Element {
  const root = parse(html).childNodes.find((node): node is Element => node.nodeName === 'html')
  if (root === undefined) throw new Error('There is no page')
  return root
}

const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : [])

/** Every element inside one, in the order they are read. */
export const within = (node: Node): readonly Element[] =>
  childrenOf(node).flatMap((child) => ('tagName' in child ? [child, ...within(child)] : []))

export const attribute = (element: Element, name: string): string | null =>
  element.attrs.find((one) => one.name === name)?.value ?? null

/** Elements by name, with a class or without: `td`, `section.form`, `.box`. */
export function all(node: Node, chosen: string): readonly Element[] {
  const [tag = '', className] = chosen.split('.')
  return within(node).filter(
    (element) =>
      (tag === '' || element.tagName === tag) &&
      (className === undefined || (attribute(element, 'class') ?? '').split(' ').includes(className)),
  )
}

/** @throws Error when there is not exactly one */
export function only(node: Node, chosen: string): Element {
  const [found, ...more] = all(node, chosen)
  if (found === undefined || more.length > 0) throw new Error(`Not exactly one ${chosen}`)
  return found
}

/** What an element says, white space as it is shown: runs of it are one space. Styles say nothing. */
export function says(node: Node): string {
  const raw = (one: Node): string => {
    if ('value' in one && one.nodeName === '#text') return one.value
    if (one.nodeName === 'style') return ''
    if (one.nodeName === 'br') return ' '
    return childrenOf(one).map(raw).join('')
  }
  return raw(node).replace(/\s+/g, ' ').trim()
}
