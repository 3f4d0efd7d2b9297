/** The styles of a Word file, as far as reading needs them: headings, automatic numbers, what is hidden or bold. */
import { readXml } from '../xml'
import { isOn, PREFIXES, wholeOf } from './docx-package'

/** What a style, or formatting set directly, says about a run; null: nothing. */
export interface RunLook {
  readonly hidden: boolean | null
  readonly bold: boolean | null
  /** Half points. */
  readonly size: number | null
  readonly font: string | null
  readonly raised: boolean | null
}

export interface ParagraphLook extends RunLook {
  /** Name as the program knows it, in small letters: "heading 1", "toc 2", "title". */
  readonly name: string
  /** 0 to 8; 9 and null: body text. */
  readonly outline: number | null
  /** Null: none said; numId 0 takes an inherited number away. */
  readonly numId: string | null
  readonly numLevel: number | null
  readonly newPage: boolean | null
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface Style extends Mutable<ParagraphLook> {
  basedOn: string | null
}

export interface Styles {
  /** A paragraph style with everything it inherits; the default style for null or a name nobody knows. */
  readonly paragraph: (id: string | null) => ParagraphLook
  /** A character style with everything it inherits. */
  readonly run: (id: string) => RunLook
}

export const PLAIN_RUN: RunLook = { hidden: null, bold: null, size: null, font: null, raised: null }
const PLAIN: ParagraphLook = { ...PLAIN_RUN, name: '', outline: null, numId: null, numLevel: null, newPage: null }

/** No font has a longer name. */
const LONGEST_NAME = 60

/** Puts what one element of run formatting says into a look. @returns whether the element was one */
export function takeRunLook(
  look: Mutable<RunLook>,
  name: string,
  attributes: () => Readonly<Record<string, string>>,
): boolean {
  switch (name) {
    case 'w:vanish':
      look.hidden = isOn(attributes()['w:val'])
      return true
    case 'w:b':
      look.bold = isOn(attributes()['w:val'])
      return true
    case 'w:sz':
      look.size = wholeOf(attributes()['w:val'])
      return true
    case 'w:rFonts': {
      const fonts = attributes()
      look.font = (fonts['w:ascii'] ?? fonts['w:hAnsi'] ?? look.font)?.slice(0, LONGEST_NAME) ?? null
      return true
    }
    case 'w:vertAlign':
      look.raised = attributes()['w:val'] === 'superscript'
      return true
    // Some programs raise a sign by moving it up, in half points.
    case 'w:position':
      look.raised = Number(attributes()['w:val'] ?? 0) >= LEAST_RAISE
      return true
    default:
      return false
  }
}

const LEAST_RAISE = 4

/** Reads `styles.xml`; without one everything is plain. @throws Fault 'bad-input' when the part is damaged */
export function readStyles(part: Uint8Array | null): Styles {
  const styles = new Map<string, Style>()
  let standard: string | null = null
  const defaults: Mutable<ParagraphLook> = { ...PLAIN }
  let style: Style | null = null
  let inDefaults = false
  const open = (name: string, attributes: () => Readonly<Record<string, string>>): void => {
    if (name === 'w:style') {
      const { 'w:styleId': id = '', 'w:type': type, 'w:default': isDefault } = attributes()
      style = { ...PLAIN, basedOn: null }
      styles.set(id, style)
      if (type === 'paragraph' && isDefault !== undefined && isOn(isDefault)) standard = id
      return
    }
    if (name === 'w:docDefaults') inDefaults = true
    const look = style ?? (inDefaults ? defaults : null)
    if (look !== null && !takeRunLook(look, name, attributes) && style !== null)
      takeParagraphLook(style, name, attributes)
  }
  const close = (name: string): void => {
    if (name === 'w:style') style = null
    if (name === 'w:docDefaults') inDefaults = false
  }
  if (part !== null) readXml(part, PREFIXES, withoutTableParts({ open, close }))
  const paragraph = inheriting(styles, defaults)
  return {
    paragraph: (id) => paragraph(id !== null && styles.has(id) ? id : standard),
    run: inheriting(styles, PLAIN),
  }
}

interface Steps {
  readonly open: (name: string, attributes: () => Readonly<Record<string, string>>) => void
  readonly close: (name: string) => void
}

/** Leaves out formatting for single parts of a table and what tracked changes say was before. */
function withoutTableParts({ open, close }: Steps): Steps {
  let left = 0
  return {
    open: (name, attributes) => {
      if (left > 0 || name === 'w:tblStylePr' || name.endsWith('PrChange')) left += 1
      else open(name, attributes)
    },
    close: (name) => {
      if (left > 0) left -= 1
      else close(name)
    },
  }
}

function takeParagraphLook(style: Style, name: string, attributes: () => Readonly<Record<string, string>>): void {
  const value = (): string | undefined => attributes()['w:val']
  if (name === 'w:name') style.name = (value() ?? '').toLowerCase()
  else if (name === 'w:basedOn') style.basedOn = value() ?? null
  else if (name === 'w:outlineLvl') style.outline = wholeOf(value())
  else if (name === 'w:numId') style.numId = value() ?? null
  else if (name === 'w:ilvl') style.numLevel = wholeOf(value())
  else if (name === 'w:pageBreakBefore') style.newPage = isOn(value())
}

/** Each style with what it is based on, worked out once; a circle of styles ends where it closes. */
function inheriting(styles: ReadonlyMap<string, Style>, defaults: ParagraphLook): (id: string | null) => ParagraphLook {
  const done = new Map<string, ParagraphLook>()
  return (id) => {
    if (id === null) return defaults
    const chain: { id: string; style: Style }[] = []
    const seen = new Set<string>()
    let at: string | null = id
    while (at !== null && !seen.has(at) && !done.has(at)) {
      const style = styles.get(at)
      if (style === undefined) break
      seen.add(at)
      chain.push({ id: at, style })
      at = style.basedOn
    }
    let look: ParagraphLook = (at !== null ? done.get(at) : undefined) ?? defaults
    for (const { id: own, style } of chain.reverse()) {
      look = joined(look, style)
      done.set(own, look)
    }
    return look
  }
}

/** What is said directly, over what is inherited. */
function joined(base: ParagraphLook, own: ParagraphLook): ParagraphLook {
  return {
    name: own.name,
    ...over(base, own),
    outline: own.outline ?? base.outline ?? headingOf(own.name),
    numId: own.numId ?? base.numId,
    numLevel: own.numLevel ?? base.numLevel,
    newPage: own.newPage ?? base.newPage,
  }
}

/** One run's looks, the nearer one first. */
export function over(base: RunLook, own: RunLook): RunLook {
  return {
    hidden: own.hidden ?? base.hidden,
    bold: own.bold ?? base.bold,
    size: own.size ?? base.size,
    font: own.font ?? base.font,
    raised: own.raised ?? base.raised,
  }
}

/** Programs that write no outline level still call the style by its name. */
function headingOf(name: string): number | null {
  const level = /^heading ([1-9])$/.exec(name)?.[1]
  return level === undefined ? null : Number(level) - 1
}
