import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { CellState, AnswerState, LEVELS } from '@contract'
import AsWritten from '@renderer/ui/AsWritten.vue'
import PermissionMark from '@renderer/ui/PermissionMark.vue'
import { GLYPHS } from '@renderer/ui/glyphs'
import { kindOfLevel, kindOfState, MARKS, type MarkKind } from '@renderer/ui/permission'

// The keys of a record of all kinds are all kinds.
const kinds = Object.keys(MARKS) as MarkKind[]

describe('a permission mark', () => {
  test.each(kinds)('%s is told by a drawing and a word of its own', (kind) => {
    for (const form of ['cell', 'full', 'glyph'] as const) {
      const mark = mount(PermissionMark, { props: { kind, form } })
      expect(mark.find('path').attributes('d')).toBe(GLYPHS[MARKS[kind].glyph])
      expect(mark.text()).toContain(form === 'full' ? MARKS[kind].word : MARKS[kind].shortWord)
    }
  })

  test('no two kinds share a drawing, a word or a letter', () => {
    const looks = Object.values(MARKS)
    const glyphs = looks.map(({ glyph }) => GLYPHS[glyph])
    const letters = looks.flatMap(({ letter }) => letter ?? [])
    expect(new Set(glyphs).size).toBe(looks.length)
    expect(new Set(looks.map(({ word }) => word)).size).toBe(looks.length)
    expect(new Set(looks.map(({ shortWord }) => shortWord)).size).toBe(looks.length)
    expect(new Set(letters).size).toBe(letters.length)
  })

  test('not stated, blank, no equivalent and not allowed are four different marks', () => {
    const four: MarkKind[] = ['not-stated', 'blank', 'no-equivalent', 'not-allowed']
    expect(new Set(four.map((kind) => MARKS[kind].word)).size).toBe(4)
    expect(kindOfState('silent')).toBe('not-stated')
    expect(kindOfState('blank')).toBe('blank')
    expect(kindOfState('no-equivalent')).toBe('no-equivalent')
  })

  test('every level and every state of the contract has a mark', () => {
    for (const level of LEVELS) expect(MARKS[kindOfLevel(level, null)]).toBeDefined()
    expect(kindOfLevel('NOMINATED_OR_PERMISSION', 'selected')).toBe('selected')
    expect(kindOfLevel('NOMINATED_OR_PERMISSION', 'permission')).toBe('permission')
    for (const state of [...CellState.options, ...AnswerState.options]) {
      const kind = kindOfState(state)
      expect(kind === null).toBe(state === 'answered')
    }
  })

  test('a footnote is said as one', () => {
    expect(mount(PermissionMark, { props: { kind: 'allowed', note: '2' } }).text()).toMatch(/footnote\s*2/)
  })
})

describe('words as written', () => {
  test('a blank source says so and quotes nothing', () => {
    const shown = mount(AsWritten, { props: { written: ' ' } })
    expect(shown.text()).toContain('Blank in source')
    expect(shown.find('q').exists()).toBe(false)
  })

  test('the words stand in quotation beside where they were found', () => {
    const shown = mount(AsWritten, { props: { written: 'Yes*', place: 'Appendix A, row 4' } })
    expect(shown.find('q').text()).toBe('Yes*')
    expect(shown.text()).toContain('Appendix A, row 4')
  })
})

describe('the palette', () => {
  const css = readFileSync(resolve('src-renderer/ui/tokens.css'), 'utf8')
  const light = css.slice(0, css.indexOf('@media (prefers-color-scheme: dark)'))
  const dark = css.slice(css.indexOf('@media (prefers-color-scheme: dark)'), css.indexOf('@media (prefers-contrast'))
  const colour = (block: string, name: string) => {
    const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1]
    if (value === undefined) throw new Error(`No colour ${name}.`)
    return value
  }
  const part = (hex: string, from: number) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const luminance = (hex: string) => 0.2126 * part(hex, 1) + 0.7152 * part(hex, 3) + 0.0722 * part(hex, 5)
  const contrast = (a: string, b: string) => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }
  const words = ['allowed', 'times', 'permission', 'selected', 'not-allowed', 'illegal', 'not-stated', 'checking']

  test.each(words)('%s reads at 4.5:1 in light and in dark', (word) => {
    for (const block of [light, dark]) {
      expect(contrast(colour(block, `${word}-ink`), colour(block, `${word}-ground`))).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each(['ink', 'ink-quiet', 'link', 'act'])('%s reads on paper and on the ground behind it', (name) => {
    for (const block of [light, dark]) {
      for (const ground of ['paper', 'ground', 'raised', 'row-hover']) {
        expect(contrast(colour(block, name), colour(block, ground))).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  test('figures read on every step of the heat map', () => {
    for (const step of [0, 1, 2, 3, 4]) {
      expect(contrast(colour(light, `heat-${step}-ink`), colour(light, `heat-${step}`))).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('lines of controls stand out at 3:1', () => {
    for (const block of [light, dark]) {
      for (const ground of ['paper', 'field']) {
        expect(contrast(colour(block, 'line-strong'), colour(block, ground))).toBeGreaterThanOrEqual(3)
      }
    }
  })
})
