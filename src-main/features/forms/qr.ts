/** The code on a printed form that a scanner reads, as a drawing inside the page. */
// uqr draws nothing and depends on nothing: text in, squares out, with types of its own, in 27 KB.
import { encode } from 'uqr'
import { scanText, spacedNumber } from './number'
import { plain } from './page'

/** White squares around the code, as many as the standard asks for. */
const QUIET = 4

/** Width and height on paper in millimetres, white border included. */
export const QR_MM = 25

/** The dark squares of a code, row by row, without its white border. */
export type Squares = readonly (readonly boolean[])[]

/**
 * The squares for a form number: 21 a side, 0.86 mm each at 25 mm.
 * Error level M at least; the encoder goes up to Q, as the text fits the same size at that level, so that a quarter of
 * the code may be lost under a pen or a crease.
 * @throws Error when it is no form number
 */
export function squaresOf(number: string): Squares {
  return encode(scanText(number), { ecc: 'M', boostEcc: true, border: 0 }).data
}

/** The dark squares as one path, one unit a square, its corner at the end of the white border. */
export function pathOf(squares: Squares): string {
  return squares
    .flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`))
    .join('')
}

/**
 * The code of a form number, 25 mm wide with its white border.
 * @param label what it is, in the words of the page, for whoever cannot see it
 * @throws Error when it is no form number
 */
export function qrSvg(number: string, label: string): string {
  const squares = squaresOf(number)
  const side = squares.length + 2 * QUIET
  const name = plain(`${label} ${spacedNumber(number)}`)
  return (
    `<svg class="qr" role="img" aria-label="${name}" width="${QR_MM}mm" height="${QR_MM}mm" viewBox="0 0 ${side} ${side}">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${pathOf(squares)}" fill="#000"/></svg>`
  )
}

/** Where dark squares of a row begin and how many follow one another. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}
