/** Automatic numbers and bullets of a Word file: what Word would print before a paragraph. */
import { readXml } from '../xml'
import { PREFIXES, wholeOf } from './docx-package'
import { lettersOf } from './docx-symbols'
import type { Styles } from './docx-styles'
import { roman } from './markers'

interface Level {
  start: number
  format: string
  /** `%1.%2`, or the bullet's own sign. */
  text: string
  font: string | null
  /** Level whose step starts this one anew; null: any level above it. 0: none does. */
  restart: number | null
  /** All levels in plain digits. */
  legal: boolean
}

interface Abstract {
  readonly levels: Map<number, Level>
  styleLink: string | null
}

interface Num {
  abstract: string
  readonly starts: Map<number, number>
  readonly levels: Map<number, Level>
}

const LEVELS = 9
/** Characters of a level's pattern, or of a font's name, that are looked at. */
const LONGEST = 60
const freshLevel = (): Level => ({ start: 1, format: 'decimal', text: '', font: null, restart: null, legal: false })

/** What stands before a paragraph. */
export interface Marker {
  readonly bullet: boolean
  /** As printed; empty when the level prints nothing. */
  readonly text: string
}

/** Steps a list on and says what is printed; null for a list the file does not hold. */
export type Numbering = (numId: string, level: number) => Marker | null

/** Reads `numbering.xml`. @throws Fault 'bad-input' when the part is damaged */
export function readNumbering(part: Uint8Array | null, styles: Styles): Numbering {
  const abstracts = new Map<string, Abstract>()
  const nums = new Map<string, Num>()
  if (part !== null) collect(part, abstracts, nums)
  return counting(abstracts, nums, styles)
}

function collect(part: Uint8Array, abstracts: Map<string, Abstract>, nums: Map<string, Num>): void {
  let abstract: Abstract | null = null
  let num: Num | null = null
  let at = 0
  let level: Level | null = null
  readXml(part, PREFIXES, {
    open: (name, attributes) => {
      const value = (): string | undefined => attributes()['w:val']
      switch (name) {
        case 'w:abstractNum':
          abstract = { levels: new Map(), styleLink: null }
          abstracts.set(attributes()['w:abstractNumId'] ?? '', abstract)
          break
        case 'w:num':
          num = { abstract: '', starts: new Map(), levels: new Map() }
          nums.set(attributes()['w:numId'] ?? '', num)
          break
        case 'w:abstractNumId':
          if (num !== null) num.abstract = value() ?? ''
          break
        case 'w:numStyleLink':
          if (abstract !== null) abstract.styleLink = value() ?? null
          break
        case 'w:lvlOverride':
          at = wholeOf(attributes()['w:ilvl']) ?? 0
          break
        case 'w:startOverride':
          num?.starts.set(at, wholeOf(value()) ?? 1)
          break
        case 'w:lvl':
          at = wholeOf(attributes()['w:ilvl']) ?? 0
          level = freshLevel()
          ;(num ?? abstract)?.levels.set(at, level)
          break
        default:
          if (level !== null) takeLevel(level, name, attributes)
      }
    },
    close: (name) => {
      if (name === 'w:abstractNum') abstract = null
      else if (name === 'w:num') num = null
      else if (name === 'w:lvl') level = null
    },
  })
}

function takeLevel(level: Level, name: string, attributes: () => Readonly<Record<string, string>>): void {
  if (name === 'w:start') level.start = wholeOf(attributes()['w:val']) ?? 1
  else if (name === 'w:numFmt') level.format = attributes()['w:val'] ?? 'decimal'
  else if (name === 'w:lvlText') level.text = (attributes()['w:val'] ?? '').slice(0, LONGEST)
  else if (name === 'w:lvlRestart') level.restart = wholeOf(attributes()['w:val'])
  else if (name === 'w:isLgl') level.legal = true
  else if (name === 'w:rFonts')
    level.font = (attributes()['w:ascii'] ?? attributes()['w:hAnsi'])?.slice(0, LONGEST) ?? null
}

function counting(abstracts: ReadonlyMap<string, Abstract>, nums: ReadonlyMap<string, Num>, styles: Styles): Numbering {
  /** Lists of one pattern count on together, as Word does. */
  const counts = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()
  const patternOf = (num: Num): string => {
    const link = abstracts.get(num.abstract)?.styleLink
    const linked = link == null ? null : styles.paragraph(link).numId
    return (linked === null ? undefined : nums.get(linked)?.abstract) ?? num.abstract
  }
  return (numId, asked) => {
    const num = nums.get(numId)
    if (num === undefined) return null
    const at = Math.min(Math.max(asked, 0), LEVELS - 1)
    const pattern = patternOf(num)
    const levelAt = (index: number): Level | undefined =>
      num.levels.get(index) ?? abstracts.get(pattern)?.levels.get(index)
    const level = levelAt(at)
    if (level === undefined) return null
    const count = counts.get(pattern) ?? []
    counts.set(pattern, count)
    if (!begun.has(numId)) {
      begun.add(numId)
      for (const [index, start] of num.starts) count[index] = start - 1
    }
    const starting = (index: number): number => num.starts.get(index) ?? levelAt(index)?.start ?? 1
    count[at] = (count[at] ?? starting(at) - 1) + 1
    for (let below = at + 1; below < LEVELS; below += 1) {
      const restart = levelAt(below)?.restart ?? null
      if (restart === null || (restart > 0 && at < restart)) count[below] = undefined
    }
    if (level.format === 'bullet') return { bullet: true, text: lettersOf(level.text, level.font).trim() }
    const text = level.text.replace(/%([1-9])/g, (_whole, digit: string) => {
      const index = Number(digit) - 1
      const shown = count[index] ?? starting(index)
      return numberIn(level.legal ? 'decimal' : (levelAt(index)?.format ?? 'decimal'), shown)
    })
    return { bullet: false, text: text.trim() }
  }
}

/** A count in one of Word's forms; forms nobody here reads come out as digits. */
export function numberIn(format: string, count: number): string {
  switch (format) {
    case 'none':
      return ''
    case 'lowerLetter':
      return letters(count)
    case 'upperLetter':
      return letters(count).toUpperCase()
    case 'lowerRoman':
      return roman(count)
    case 'upperRoman':
      return roman(count).toUpperCase()
    case 'decimalZero':
      return String(count).padStart(2, '0')
    case 'ordinal':
      return `${count}${ordinalEnding(count)}`
    default:
      return String(count)
  }
}

/** a to z, then aa, bb, cc, as Word goes on. */
function letters(count: number): string {
  if (count < 1 || count > 780) return String(count)
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.floor((count - 1) / 26) + 1)
}

function ordinalEnding(count: number): string {
  if (count % 100 >= 11 && count % 100 <= 13) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th'
}
