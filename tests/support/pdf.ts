/**
 * Writes small PDF files for tests: text, rules, shading and pictures at exact places, in the fonts every reader has.
 * Places are in points from the page's top left corner. No packing, so that a test can also damage a file on purpose.
 */

export const FONTS = { plain: 'F1', bold: 'F2', dingbats: 'F3', wingdings: 'F4' } as const
type Font = keyof typeof FONTS

/** Widths of Helvetica's letters, for a size of 1000, where they differ much from the usual 556. */
const WIDTHS: Readonly<Record<string, number>> = {
  ...Object.fromEntries([..." !,.:;'/|ijlfIt"].map((letter) => [letter, 278])),
  ...Object.fromEntries([...'mM'].map((letter) => [letter, 833])),
  ...Object.fromEntries([...'ABEKPSVXYTFZ'].map((letter) => [letter, 667])),
  ...Object.fromEntries([...'CDHNRUwGOQ'].map((letter) => [letter, 722])),
}

/** About as wide as Helvetica draws it. */
export function widthOf(text: string, size = 10): number {
  return ([...text].reduce((sum, letter) => sum + (WIDTHS[letter] ?? 556), 0) * size) / 1000
}

export class PdfPage {
  readonly content: string[] = []

  constructor(
    readonly width = 595,
    readonly height = 842,
    /** In degrees, as the page is turned when shown. */
    readonly rotate = 0,
  ) {}

  /** @param y of the base line */
  text(
    x: number,
    y: number,
    words: string,
    { size = 10, font = 'plain', angle = 0 }: { size?: number; font?: Font; angle?: number } = {},
  ): this {
    const turn = (angle * Math.PI) / 180
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    const matrix = [cos, sin, -sin, cos, x, this.height - y].map((number) => number.toFixed(4)).join(' ')
    this.content.push(`BT /${FONTS[font]} ${size} Tf ${matrix} Tm ${literal(words)} Tj ET`)
    return this
  }

  line(x1: number, y1: number, x2: number, y2: number, width = 0.5): this {
    this.content.push(`${width} w ${x1} ${this.height - y1} m ${x2} ${this.height - y2} l S`)
    return this
  }

  /** A filled rectangle: shading, or a rule when it is thin. */
  fill(x: number, y: number, width: number, height: number, grey = 0): this {
    this.content.push(`${grey} g ${x} ${this.height - y - height} ${width} ${height} re f 0 g`)
    return this
  }

  frame(x: number, y: number, width: number, height: number): this {
    this.content.push(`0.5 w ${x} ${this.height - y - height} ${width} ${height} re S`)
    return this
  }

  picture(x: number, y: number, width: number, height: number): this {
    this.content.push(`q ${width} 0 0 ${height} ${x} ${this.height - y - height} cm /I1 Do Q`)
    return this
  }
}

/** Bytes of a file of some pages. @param trailer more entries of the trailer, such as an encryption */
export function pdfOf(pages: readonly PdfPage[], trailer = ''): Uint8Array {
  const fonts = Object.values(FONTS)
    .map((name, index) => `/${name} ${3 + index} 0 R`)
    .join(' ')
  const first = 9
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [8 0 R] >>`,
    font('Helvetica', '/Encoding /WinAnsiEncoding'),
    font('Helvetica-Bold', '/Encoding /WinAnsiEncoding'),
    font('ZapfDingbats'),
    // Word's way: a font of signs, with its signs at letters' places.
    font('Wingdings', '/Encoding /WinAnsiEncoding'),
    stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', 'A'),
    `<< /Type /Pages /Parent 2 0 R /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ')}] >>`,
    ...pages.flatMap(({ width, height, rotate, content }, index) => [
      `<< /Type /Page /Parent 8 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${first + 2 * index + 1} 0 R /Resources << /Font << ${fonts} >> /XObject << /I1 7 0 R >> >> >>`,
      stream('', content.join('\n')),
    ]),
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0))
}

function font(name: string, more = ''): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} ${more} >>`
}

function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** Letters beyond ASCII that WinAnsi has elsewhere than Unicode. */
const WIN_ANSI: Readonly<Record<string, number>> = { '•': 0x95, '–': 0x96, '’': 0x92, '“': 0x93, '”': 0x94 }

function literal(words: string): string {
  const letters = [...words].map((letter) => {
    const code = WIN_ANSI[letter] ?? letter.charCodeAt(0)
    return code > 0x7e || '()\\'.includes(letter) ? `\\${code.toString(8).padStart(3, '0')}` : letter
  })
  return `(${letters.join('')})`
}

export interface DrawnCell {
  readonly text: string
  readonly columns?: number
  readonly rows?: number
  readonly shade?: number
  readonly font?: Font
}

export type Borders = 'lines' | 'filled' | 'boxes'

/**
 * Draws a table: cells by row as in HTML, each with its spans, text broken into lines at `\n`.
 * @param borders single lines along each cell's sides, thin filled rectangles, or a frame for each cell standing apart
 * @returns the height at which it ends
 */
export function drawTable(
  page: PdfPage,
  rows: readonly (readonly DrawnCell[])[],
  {
    left = 50,
    top = 100,
    widths,
    heights,
    borders = 'lines',
  }: { left?: number; top?: number; widths: readonly number[]; heights: readonly number[]; borders?: Borders },
): number {
  const xs = ends(left, widths)
  const ys = ends(top, heights)
  for (const { cell, row, column } of placed(rows)) {
    const [x, right] = [at(xs, column), at(xs, column + (cell.columns ?? 1))]
    const [y, bottom] = [at(ys, row), at(ys, row + (cell.rows ?? 1))]
    if (cell.shade !== undefined) page.fill(x, y, right - x, bottom - y, cell.shade)
    if (borders === 'boxes') page.frame(x + 0.75, y + 0.75, right - x - 1.5, bottom - y - 1.5)
    else if (borders === 'filled') {
      page.fill(x, y - 0.25, right - x, 0.5).fill(x, bottom - 0.25, right - x, 0.5)
      page.fill(x - 0.25, y, 0.5, bottom - y).fill(right - 0.25, y, 0.5, bottom - y)
    } else {
      page.line(x, y, right, y).line(x, bottom, right, bottom).line(x, y, x, bottom).line(right, y, right, bottom)
    }
    cell.text.split('\n').forEach((line, index) => {
      if (line !== '') page.text(x + 4, y + 12 + 12 * index, line, { font: cell.font ?? 'plain' })
    })
  }
  return at(ys, heights.length)
}

/** Cells with the grid place each begins at. */
export function placed(
  rows: readonly (readonly DrawnCell[])[],
): { readonly cell: DrawnCell; readonly row: number; readonly column: number }[] {
  const taken = new Set<string>()
  return rows.flatMap((cells, row) => {
    let column = 0
    return cells.map((cell) => {
      while (taken.has(`${row} ${column}`)) column += 1
      const here = { cell, row, column }
      for (let down = 0; down < (cell.rows ?? 1); down += 1) {
        for (let across = 0; across < (cell.columns ?? 1); across += 1) taken.add(`${row + down} ${column + across}`)
      }
      return here
    })
  })
}

function ends(start: number, sizes: readonly number[]): number[] {
  const places = [start]
  for (const size of sizes) places.push((places.at(-1) ?? start) + size)
  return places
}

function at(places: readonly number[], index: number): number {
  return places[index] ?? places.at(-1) ?? 0
}
