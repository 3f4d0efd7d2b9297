/** Markup inside a line of text - Markdown's, and HTML's as converters leave it - taken off; the words stay as written. */
import { visible } from '../decode'
import type { Building } from './building'
import { treeOf } from './html-tree'
import { linesIn } from './html-words'
import { markOfPicture, raised } from './signs'

/** Elements that converters leave in text. Anything else in angle brackets is text, such as a placeholder. */
const TAG =
  /<\/?(?:a|b|big|blockquote|br|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|input|ins|kbd|label|li|mark|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>|<!--[^<>]{0,2000}-->/gi
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi
/** Names of letters that converters leave in text; others stay as written. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’' },
  ...{
    ldquo: '“',
    rdquo: '”',
    hellip: '…',
    bull: '•',
    middot: '·',
    pound: '£',
    euro: '€',
    copy: '©',
    reg: '®',
    times: '×',
  },
  ...{
    check: '✓',
    checkmark: '✓',
    cross: '✗',
    deg: '°',
    eacute: 'é',
    egrave: 'è',
    shy: '',
    zwnj: '',
    ensp: ' ',
    emsp: ' ',
  },
}
const LINK = /(!?)\[([^[\]\n]{0,2000})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+"[^"]{0,300}")?\)/g
const ADDRESS = /<((?:https?:\/\/|mailto:)[^<>\s]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200})>/gi

/**
 * The lines a piece of text comes to: more than one where its markup says so. List items begin with `• `.
 * @param into is told what was left out
 */
export function plainLines(text: string, into: Building): string[] {
  const addressed = text.includes('<') ? text.replace(ADDRESS, '$1') : text
  const lines = isMarkedUp(addressed) && into.allows(20) ? markedUp(addressed, into) : [lettered(addressed)]
  return lines.map((line) => withoutMarkdown(line, into).trim()).filter((line) => line !== '')
}

/** The same in one line. */
export const plain = (text: string, into: Building): string => plainLines(text, into).join(' ')

function isMarkedUp(text: string): boolean {
  return text.includes('<') && text.search(TAG) >= 0
}

/** Letters written by name or number as themselves. */
function lettered(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
    const isLetter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isLetter ? visible(String.fromCodePoint(code)) : whole
  })
}

function markedUp(text: string, into: Building): string[] {
  let html = ''
  let from = 0
  for (const { 0: tag, index } of text.matchAll(TAG)) {
    html += text.slice(from, index).replaceAll('<', '&lt;') + tag
    from = index + tag.length
  }
  html += text.slice(from).replaceAll('<', '&lt;')
  const [root] = treeOf(`<div>${html}</div>`).childNodes
  return root !== undefined && 'tagName' in root ? linesIn(root, into) : []
}

function withoutMarkdown(line: string, into: Building): string {
  const spaced = line.replace(/\u00a0/g, ' ')
  if (!/[*_~`[\\]/.test(spaced)) return spaced
  const linked = spaced
    .replace(LINK, (_, picture: string, words: string) => (picture === '' ? words : pictured(words, into)))
    .replace(/\[\^(\w{1,20})\]:?/g, (_, sign: string) => raised(sign))
  return withoutEmphasis(linked, into).replace(/\\([*_#[\]|<>~`\\])/g, '$1')
}

function pictured(words: string, into: Building): string {
  const mark = markOfPicture(words)
  if (mark === null)
    into.leaveOut(words.trim() === '' ? 'Pictures were left out.' : `A picture was left out: ${words.trim()}`)
  return mark ?? ''
}

/** Signs of emphasis: where they stand, how many, and how many of them were taken off. */
interface Run {
  readonly at: number
  readonly length: number
  off: number
}

/**
 * Takes off pairs of emphasis signs; a sign without its other half is text, such as the star of a footnote. Text struck
 * out goes with its signs.
 */
function withoutEmphasis(text: string, into: Building): string {
  const open = new Map<string, Run[]>()
  const runs: Run[] = []
  const struck: { readonly from: number; readonly to: number }[] = []
  const found = [...text.matchAll(/\*+|_+|~~|`+/g)]
  if (!into.allows(found.length)) return text
  for (const { 0: signs, index: at } of found) {
    const sign = signs[0] ?? ''
    const run: Run = { at, length: signs.length, off: 0 }
    runs.push(run)
    if (signs.length > 3 || isEscaped(text, at)) continue
    const before = at === 0 ? ' ' : (text[at - 1] ?? ' ')
    const after = text[at + signs.length] ?? ' '
    const waiting = open.get(sign) ?? []
    open.set(sign, waiting)
    const inWord = isWord(before) && isWord(after)
    const closes = !/\s/.test(before) && !(inWord && (sign === '_' || signs.length === 1))
    while (closes && run.off < run.length) {
      const opener = waiting.at(-1)
      if (opener === undefined || !fit(sign, opener, run)) break
      const count = Math.min(opener.length - opener.off, run.length - run.off)
      opener.off += count
      run.off += count
      if (opener.off === opener.length) waiting.pop()
      if (sign === '~') struck.push({ from: opener.at, to: at + signs.length })
    }
    const opens = !/\s/.test(after) && !(inWord && (sign === '_' || signs.length === 1))
    if (run.off === 0 && opens) waiting.push(run)
  }
  if (struck.length > 0) into.leaveOut('Struck-out text was left out.')
  return rebuilt(text, runs, struck)
}

/** Code is marked by equally many signs on both sides; one star cannot close two. */
function fit(sign: string, opener: Run, closer: Run): boolean {
  if (opener.at + opener.length === closer.at) return false
  return sign === '`' ? opener.length === closer.length : opener.off === 0 || closer.length - closer.off > 0
}

function rebuilt(text: string, runs: readonly Run[], struck: readonly { from: number; to: number }[]): string {
  let out = ''
  let from = 0
  let next = 0
  for (const run of runs) {
    const gone = struck[next]
    if (gone !== undefined && run.at >= gone.from) {
      out += text.slice(from, Math.max(from, gone.from))
      from = Math.max(from, gone.to)
      while (next < struck.length && (struck[next]?.to ?? 0) <= from) next += 1
    }
    if (run.at < from) continue
    out += text.slice(from, run.at) + text.slice(run.at, run.at + run.length - run.off)
    from = run.at + run.length
  }
  return out + text.slice(from)
}

const isWord = (letter: string): boolean => /[\p{L}\p{N}]/u.test(letter)

const isEscaped = (text: string, at: number): boolean => text[at - 1] === '\\' && text[at - 2] !== '\\'
