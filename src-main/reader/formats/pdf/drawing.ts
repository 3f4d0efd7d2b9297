/**
 * From pdf.js's list of drawing operators to what the page shows: words with their places, rules, shading, pictures.
 * Words come from the single glyphs and not from pdf.js's own text items, which may join neighbouring table cells.
 */
import type { Operators, PdfPage, Shown } from './library'
import { type Matrix, type Point, boxOf, IDENTITY, times } from './matrix'
import type { Area, Box, Drawing, Rule } from './page'
import { PathCollector } from './paths'
import { Pen } from './pen'

interface State {
  readonly matrix: Matrix
  readonly clip: Box
  readonly fill: string
  readonly lineWidth: number
}

type Arguments = readonly unknown[]

/** Everything a page shows. The page may be forgotten afterwards. */
export function drawingOf(page: PdfPage, { list }: Shown, operators: Operators): Drawing {
  const viewport = page.getViewport({ scale: 1 })
  const whole: Box = { left: 0, top: 0, right: viewport.width, bottom: viewport.height }
  const painter = new Painter(viewport.transform as unknown as Matrix, whole, operators, page)
  list.fnArray.forEach((operator, index) => {
    painter.draw(operator, (list.argsArray[index] as Arguments | null) ?? [])
  })
  return painter.done()
}

class Painter {
  private state: State
  private readonly stack: State[] = []
  private readonly pen: Pen
  private readonly rules: Rule[] = []
  private readonly areas: Area[] = []
  private readonly pictures: Box[] = []
  private readonly shapes: Box[] = []
  private readonly paths: PathCollector
  private clipNext = false
  private annotations = 0

  constructor(
    view: Matrix,
    private readonly whole: Box,
    private readonly operators: Operators,
    page: PdfPage,
  ) {
    this.state = { matrix: view, clip: whole, fill: '#000000', lineWidth: 1 }
    this.pen = new Pen((id) => fontOf(page, id))
    this.paths = new PathCollector(this.rules, this.areas, this.shapes)
  }

  draw(operator: number, given: Arguments): void {
    const is = this.operators
    switch (operator) {
      case is.save:
        this.stack.push(this.state)
        this.pen.save()
        return
      case is.restore:
        this.state = this.stack.pop() ?? this.state
        this.pen.restore()
        return
      case is.transform:
        this.state = { ...this.state, matrix: times(this.state.matrix, matrixOf(given)) }
        return
      case is.paintFormXObjectBegin:
        this.beginForm(given[0], given[1])
        return
      case is.paintFormXObjectEnd:
        this.state = this.stack.pop() ?? this.state
        this.pen.restore()
        return
      case is.beginAnnotation:
        this.annotations += 1
        this.stack.push(this.state)
        this.pen.save()
        this.beginAnnotation(given)
        return
      case is.endAnnotation:
        this.annotations -= 1
        this.state = this.stack.pop() ?? this.state
        this.pen.restore()
        return
      case is.setFillRGBColor:
        this.state = { ...this.state, fill: typeof given[0] === 'string' ? given[0] : '#000000' }
        return
      case is.setFillColorN:
      case is.shadingFill:
        // A pattern: not to be told from shading, and never to be taken for white.
        this.state = { ...this.state, fill: 'pattern' }
        return
      case is.setLineWidth:
        this.state = { ...this.state, lineWidth: number(given[0]) }
        return
      case is.clip:
      case is.eoClip:
        this.clipNext = true
        return
      case is.constructPath:
        this.path(given)
        return
      case is.paintImageXObject:
      case is.paintImageMaskXObject:
      case is.paintInlineImageXObject:
      case is.paintSolidColorImageMask:
        this.picture(this.state.matrix)
        return
      case is.paintImageXObjectRepeat:
        this.repeated(number(given[1]), number(given[2]), given[3])
        return
      case is.paintImageMaskXObjectRepeat:
        this.repeated(number(given[1]), number(given[4]), given[5])
        return
      case is.paintImageMaskXObjectGroup:
      case is.paintInlineImageXObjectGroup:
        this.group(operator === is.paintInlineImageXObjectGroup ? given[1] : given[0])
        return
      default:
        this.pen.write(operator, given, this.operators, this.state.matrix, this.state.clip)
    }
  }

  done(): Drawing {
    const written = this.pen.done()
    return {
      width: this.whole.right,
      height: this.whole.bottom,
      rules: this.rules,
      areas: this.areas,
      pictures: this.pictures,
      shapes: this.shapes,
      ...written,
      full: written.full || this.paths.full,
    }
  }

  private beginForm(matrix: unknown, box: unknown): void {
    this.stack.push(this.state)
    this.pen.save()
    if (isNumbers(matrix, 6)) this.state = { ...this.state, matrix: times(this.state.matrix, matrixOf(matrix)) }
    if (isNumbers(box, 4)) this.clipTo(boxOf(corners(box), this.state.matrix))
  }

  /** An annotation's picture is fitted into its rectangle, as a filled-in form field is. */
  private beginAnnotation(given: Arguments): void {
    const [, rect, transform, matrix] = given
    if (!isNumbers(rect, 4)) return
    for (const part of [transform, matrix]) {
      if (isNumbers(part, 6)) this.state = { ...this.state, matrix: times(this.state.matrix, matrixOf(part)) }
    }
  }

  private path(given: Arguments): void {
    const [operator, data] = given
    const points = Array.isArray(data) ? (data as unknown[])[0] : null
    const path = points instanceof Float32Array || points instanceof Float64Array ? points : null
    if (this.clipNext) {
      this.clipNext = false
      if (isNumbers(given[2], 4)) this.clipTo(boxOf(corners(given[2]), this.state.matrix))
    }
    // Frames around links are no table.
    if (path === null || this.annotations > 0) return
    const is = this.operators
    const filled = [is.fill, is.eoFill, is.fillStroke, is.eoFillStroke, is.closeFillStroke, is.closeEOFillStroke]
    const stroked = [
      is.stroke,
      is.closeStroke,
      is.fillStroke,
      is.eoFillStroke,
      is.closeFillStroke,
      is.closeEOFillStroke,
    ]
    this.paths.add(path, this.state, {
      fill: (filled as unknown[]).includes(operator),
      stroke: (stroked as unknown[]).includes(operator),
    })
  }

  private clipTo(box: Box): void {
    const { clip } = this.state
    this.state = {
      ...this.state,
      clip: {
        left: Math.max(clip.left, box.left),
        top: Math.max(clip.top, box.top),
        right: Math.min(clip.right, box.right),
        bottom: Math.min(clip.bottom, box.bottom),
      },
    }
  }

  private picture(matrix: Matrix): void {
    const box = boxOf(UNIT, matrix)
    const { clip } = this.state
    const left = Math.max(box.left, clip.left)
    const top = Math.max(box.top, clip.top)
    const right = Math.min(box.right, clip.right)
    const bottom = Math.min(box.bottom, clip.bottom)
    if (right - left < SMALLEST_PICTURE || bottom - top < SMALLEST_PICTURE) return
    this.pictures.push({ left, top, right, bottom })
  }

  private repeated(scaleX: number, scaleY: number, places: unknown): void {
    if (!Array.isArray(places) && !(places instanceof Float32Array)) return
    const at = places as ArrayLike<unknown>
    for (let index = 0; index + 1 < at.length; index += 2) {
      this.picture(times(this.state.matrix, [scaleX, 0, 0, scaleY, number(at[index]), number(at[index + 1])]))
    }
  }

  private group(images: unknown): void {
    for (const image of Array.isArray(images) ? (images as { transform?: unknown }[]) : []) {
      if (isNumbers(image.transform, 6)) this.picture(times(this.state.matrix, matrixOf(image.transform)))
    }
  }
}

/** In points; smaller ones are dots and parts of lines. */
const SMALLEST_PICTURE = 4

const UNIT: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]

export interface PdfFont {
  readonly name: string
  readonly bold: boolean
  readonly vertical: boolean
  /** Width of one unit of a glyph's width, for a size of 1. */
  readonly unit: number
}

function fontOf(page: PdfPage, id: string): PdfFont {
  const font = (page.commonObjs.has(id) ? page.commonObjs.get(id) : null) as {
    name?: string
    bold?: boolean
    black?: boolean
    vertical?: boolean
    isType3Font?: boolean
    fontMatrix?: ArrayLike<number>
  } | null
  const name = font?.name ?? ''
  const unit = Math.abs(font?.fontMatrix?.[0] ?? 0)
  return {
    name,
    bold: font?.bold === true || font?.black === true || /bold|black|heavy|demi/i.test(name),
    vertical: font?.vertical === true,
    unit: unit > 0 && Number.isFinite(unit) ? unit : 0.001,
  }
}

function isNumbers(value: unknown, length: number): value is ArrayLike<number> {
  return typeof value === 'object' && value !== null && (value as ArrayLike<unknown>).length === length
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function matrixOf(given: ArrayLike<unknown>): Matrix {
  const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, index) => number(given[index]))
  return a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined
    ? IDENTITY
    : [a, b, c, d, e, f]
}

function corners(box: ArrayLike<number>): readonly Point[] {
  const [left, top, right, bottom] = [number(box[0]), number(box[1]), number(box[2]), number(box[3])]
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}
