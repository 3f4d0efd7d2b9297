/** Rules and shading out of drawn paths. Word and Chromium draw a border as a thin filled rectangle, others as a line. */
import { type Matrix, type Point, transformed } from './matrix'
import type { Area, Box, Rule } from './page'

/** Thickest border, in points. */
const THICKEST = 4
/** A line may lean this much, in points, and still be straight. */
const LEANING = 0.8
const SHORTEST = 2
const LARGEST_BULLET = 7
const SMALLEST_SHAPE = 0.7
const LARGEST_SHAPE = 120
/** Of one page; a page with more is a drawing. */
const MOST = 12_000
const MOST_AREAS = 4000

interface Style {
  readonly matrix: Matrix
  readonly clip: Box
  readonly fill: string
  readonly lineWidth: number
}

/** pdf.js's own numbers for the parts of a path. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4

interface Outline {
  readonly points: Point[]
  closed: boolean
  curved: boolean
}

export class PathCollector {
  /** More was drawn than is kept. */
  full = false

  constructor(
    private readonly rules: Rule[],
    private readonly areas: Area[],
    private readonly shapes: Box[],
  ) {}

  add(path: ArrayLike<number>, style: Style, painted: { readonly fill: boolean; readonly stroke: boolean }): void {
    if (!painted.fill && !painted.stroke) return
    if (this.rules.length > MOST || this.areas.length > MOST_AREAS || this.shapes.length > MOST_AREAS) {
      this.full = true
      return
    }
    const parts = outlines(path, style.matrix)
    const straight = parts.filter((part) => !part.curved && isUpright(part.points, painted.fill || part.closed))
    for (const part of parts) if (!straight.includes(part)) this.shape(part, style.clip)
    if (painted.fill && !this.frame(straight, style.clip)) for (const part of straight) this.filled(part, style)
    if (painted.stroke) for (const part of straight) this.stroked(part, style)
  }

  /** A border on all four sides, filled between an outer and an inner rectangle. */
  private frame(parts: readonly Outline[], clip: Box): boolean {
    const [first, second] = parts
    if (parts.length !== 2 || first === undefined || second === undefined) return false
    if (first.points.length < 4 || second.points.length < 4) return false
    const [outer, inner] = [bounds(first.points), bounds(second.points)]
    const sides = [
      inner.left - outer.left,
      inner.top - outer.top,
      outer.right - inner.right,
      outer.bottom - inner.bottom,
    ]
    if (!sides.every((side) => side >= 0 && side <= THICKEST)) return false
    const middle = {
      left: (outer.left + inner.left) / 2,
      top: (outer.top + inner.top) / 2,
      right: (outer.right + inner.right) / 2,
      bottom: (outer.bottom + inner.bottom) / 2,
    }
    const corners: readonly Point[] = [
      [middle.left, middle.top],
      [middle.right, middle.top],
      [middle.right, middle.bottom],
      [middle.left, middle.bottom],
    ]
    corners.forEach((corner, index) => {
      this.line(corner, corners[(index + 1) % 4] ?? corner, clip)
    })
    return true
  }

  private filled(outline: Outline, style: Style): void {
    if (outline.points.length < 3) return
    const box = cut(bounds(outline.points), style.clip)
    if (box === null) return
    const width = box.right - box.left
    const height = box.bottom - box.top
    if (height <= THICKEST && width > Math.max(height * 1.5, SHORTEST)) {
      this.rules.push({ lies: 'across', at: (box.top + box.bottom) / 2, from: box.left, to: box.right })
    } else if (width <= THICKEST && height > Math.max(width * 1.5, SHORTEST)) {
      this.rules.push({ lies: 'down', at: (box.left + box.right) / 2, from: box.top, to: box.bottom })
    } else if (Math.max(width, height) <= LARGEST_BULLET) {
      this.shapes.push(box)
    } else {
      this.areas.push({ ...box, colour: style.fill })
    }
  }

  /** Curves and slanting lines: kept by their place, as something that is there and cannot be read. */
  private shape({ points }: Outline, clip: Box): void {
    const box = cut(bounds(points), clip)
    if (box === null) return
    const [width, height] = [box.right - box.left, box.bottom - box.top]
    if (Math.max(width, height) >= SMALLEST_SHAPE && Math.max(width, height) <= LARGEST_SHAPE) this.shapes.push(box)
  }

  private stroked(outline: Outline, style: Style): void {
    const { points } = outline
    const last = outline.closed ? points.length : points.length - 1
    for (let index = 0; index < last; index += 1) {
      const start = points[index]
      const end = points[(index + 1) % points.length]
      if (start !== undefined && end !== undefined) this.strokedLine(start, end, style)
    }
  }

  private strokedLine(start: Point, end: Point, style: Style): void {
    const [a, b, c, d] = style.matrix
    const thickness = style.lineWidth * Math.sqrt(Math.abs(a * d - b * c))
    if (thickness <= THICKEST) {
      this.line(start, end, style.clip)
      return
    }
    const line = bounds([start, end])
    const half = thickness / 2
    const across = line.right - line.left > line.bottom - line.top
    const box = cut(
      across
        ? { ...line, top: line.top - half, bottom: line.bottom + half }
        : { ...line, left: line.left - half, right: line.right + half },
      style.clip,
    )
    if (box !== null) this.areas.push({ ...box, colour: 'stroke' })
  }

  private line(start: Point, end: Point, clip: Box): void {
    const across = Math.abs(end[0] - start[0])
    const down = Math.abs(end[1] - start[1])
    if (Math.max(across, down) < SHORTEST || Math.min(across, down) > LEANING) return
    const box = cut(bounds([start, end]), clip)
    if (box === null) return
    if (across > down) {
      this.rules.push({ lies: 'across', at: (start[1] + end[1]) / 2, from: box.left, to: box.right })
    } else {
      this.rules.push({ lies: 'down', at: (start[0] + end[0]) / 2, from: box.top, to: box.bottom })
    }
  }
}

function outlines(path: ArrayLike<number>, matrix: Matrix): Outline[] {
  const all: Outline[] = []
  let outline: Outline = { points: [], closed: false, curved: false }
  const point = (index: number): Point => transformed(matrix, [path[index] ?? 0, path[index + 1] ?? 0])
  for (let index = 0; index < path.length;) {
    switch (path[index]) {
      case MOVE:
        outline = { points: [point(index + 1)], closed: false, curved: false }
        all.push(outline)
        index += 3
        break
      case LINE:
        outline.points.push(point(index + 1))
        index += 3
        break
      case CURVE:
        outline.points.push(point(index + 1), point(index + 3), point(index + 5))
        outline.curved = true
        index += 7
        break
      case QUADRATIC:
        outline.points.push(point(index + 1), point(index + 3))
        outline.curved = true
        index += 5
        break
      case CLOSE:
        outline.closed = true
        index += 1
        break
      default:
        return all
    }
  }
  return all
}

/** Every side runs along or across the page. @param closed the side from the last point to the first counts as well */
function isUpright(points: readonly Point[], closed: boolean): boolean {
  return points.every((point, index) => {
    if (!closed && index === points.length - 1) return true
    const next = points[(index + 1) % points.length] ?? point
    return Math.min(Math.abs(next[0] - point[0]), Math.abs(next[1] - point[1])) <= LEANING
  })
}

function bounds(points: readonly Point[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** What of a box can be seen; null: nothing. A line has no thickness, so touching is seen. */
function cut(box: Box, clip: Box): Box | null {
  const left = Math.max(box.left, clip.left)
  const top = Math.max(box.top, clip.top)
  const right = Math.min(box.right, clip.right)
  const bottom = Math.min(box.bottom, clip.bottom)
  return right >= left - LEANING && bottom >= top - LEANING && Number.isFinite(right - left)
    ? { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) }
    : null
}
