import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { formNumber } from '../../src-main/features/forms/number'
import { QR_MM, qrSvg, squaresOf } from '../../src-main/features/forms/qr'
import { chance } from '../fuzz/chance'
import { attribute, only, pageOf, type Element } from '../support/page-tree'

/** Dots a square, as a scanner of 150 dots an inch sees it. */
const DOTS = 5

interface Bitmap {
  readonly side: number
  readonly dark: readonly boolean[]
}

/** Draws the path of a code by itself: pieces `Mx yhNv1h-Nz`, each so many squares of one row. */
function drawn(svg: Element): Bitmap {
  const units = Number(attribute(svg, 'viewBox')!.split(' ')[2])
  const path = attribute(only(svg, 'path'), 'd')!
  const side = units * DOTS
  const dark = Array<boolean>(side * side).fill(false)
  const rest = path.replace(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g, (_piece, ...parts: string[]) => {
    const [x = 0, y = 0, length = 0, back = 0] = parts.slice(0, 4).map(Number)
    expect(back).toBe(length)
    for (let row = y * DOTS; row < (y + 1) * DOTS; row += 1) {
      dark.fill(true, row * side + x * DOTS, row * side + (x + length) * DOTS)
    }
    return ''
  })
  expect(rest).toBe('')
  return { side, dark }
}

function read({ side, dark }: Bitmap): string | null {
  const pixels = Uint8ClampedArray.from({ length: side * side * 4 }, (_, at) =>
    at % 4 === 3 || !dark[Math.floor(at / 4)] ? 255 : 0,
  )
  return jsQR(pixels, side, side, { inversionAttempts: 'dontInvert' })?.data ?? null
}

const svgOf = (number: string): Element => only(pageOf(qrSvg(number, 'Form number')), 'svg')

const numbers = Array.from({ length: 500 }, (_, turn) => {
  const by = chance(64_997, turn)
  return formNumber(Uint8Array.from({ length: 8 }, () => by.upTo(256)))
})

describe('the code on a form', () => {
  it('is read right by another decoder, for 500 random numbers', () => {
    expect(new Set(numbers).size).toBe(500)
    const misread = numbers.filter((number) => read(drawn(svgOf(number))) !== `TW${number}`)
    expect(misread).toEqual([])
  })

  it('is read when a pen has gone through it', () => {
    const misread = numbers.slice(0, 100).filter((number) => {
      const { side, dark } = drawn(svgOf(number))
      // A stroke one square high through the right half, clear of the three corners.
      const struck = dark.map((one, at) => one || (Math.floor(at / side / DOTS) === 15 && at % side > side / 2))
      return read({ side, dark: struck }) !== `TW${number}`
    })
    expect(misread).toEqual([])
  })

  it('is 25 mm wide with four white squares around it', () => {
    const svg = svgOf(numbers[0]!)
    expect([attribute(svg, 'width'), attribute(svg, 'height')]).toEqual([`${QR_MM}mm`, '25mm'])
    const { side, dark } = drawn(svg)
    expect(side).toBe(29 * DOTS)
    const columns = dark.flatMap((one, at) => (one ? [at % side] : []))
    const rows = dark.flatMap((one, at) => (one ? [Math.floor(at / side)] : []))
    for (const places of [columns, rows]) {
      expect(Math.min(...places)).toBe(4 * DOTS)
      expect(Math.max(...places)).toBe(25 * DOTS - 1)
    }
  })

  it('says its level of correction: Q, which is above M', () => {
    for (const number of numbers.slice(0, 50)) {
      const row = squaresOf(number)[8]!
      // The first two bits of the format, under a mask that begins 10; 11 is level Q.
      expect([row[0] !== true, row[1] !== false]).toEqual([true, true])
    }
  })

  it('holds nothing but the number', () => {
    const svg = svgOf('00000000079444')
    expect(attribute(svg, 'aria-label')).toBe('Form number 0000 0000 0794 44')
    expect(read(drawn(svg))).toBe('TW00000000079444')
    expect(() => qrSvg('00000000079445', 'Form number')).toThrow()
  })
})
