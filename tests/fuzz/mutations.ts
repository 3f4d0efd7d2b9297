/** Ways to spoil a policy, from a turned bit to tables torn apart. */
import type { Chance } from './chance'

const JUNK = [
  ...['\u202E', '\u200B', '\uFEFF', '\u00AD', '\u0301\u0301\u0301', '\uD800', '\uDC00', '\u2028', '\u0000', '\uFFFD'],
  ...['🏫', 'ﬁ', 'İ', 'ß', '\u00A0', '\u3000', '\t', '\r', '\f', '\v', '\u0085', '•', '', '✓', '✗', '☐', '☑', '✱'],
  ...[
    '¹',
    '²',
    '*',
    '**',
    '†',
    '(',
    ')',
    '[',
    ']',
    '|',
    '"',
    "'",
    ',',
    ';',
    '—',
    '–',
    '…',
    '=1+1',
    '@',
    '${',
    '</w:t>',
  ],
  ...['<table>', '<td colspan=99>', '<!--', '-->', '&#0;', '&amp', '```', '---', '===', '# ', '1. ', '- '],
]

const NUMBERS = [
  '0',
  '-1',
  '99999999999999999999',
  '1e999',
  '31/02/2025',
  '00/00/0000',
  '2025-13-45',
  'NaN',
  '12-13',
  '7–11',
]

type Mutate = (text: string, chance: Chance, other: string) => string

const cut = (text: string, chance: Chance): [start: number, end: number] => {
  const start = chance.upTo(text.length)
  return [start, Math.min(text.length, start + 1 + chance.upTo(chance.one([3, 30, 300])))]
}
const lineAt = (lines: readonly string[], chance: Chance): number => chance.upTo(lines.length)
const onLines = (change: (lines: string[], chance: Chance, other: readonly string[]) => void): Mutate => {
  return (text, chance, other) => {
    const lines = text.split('\n')
    change(lines, chance, other.split('\n'))
    return lines.join('\n')
  }
}
const swap = (list: string[], a: number, b: number): void => {
  const first = list[a]
  const second = list[b]
  if (first === undefined || second === undefined) return
  list[a] = second
  list[b] = first
}
const MARK = /\t|\s{3,}|\|/

const MUTATIONS: readonly Mutate[] = [
  // A letter for another, as a turned bit makes it.
  (text, chance) => {
    const at = chance.upTo(text.length)
    return `${text.slice(0, at)}${String.fromCharCode((text.charCodeAt(at) || 32) ^ (1 << chance.upTo(7)))}${text.slice(at + 1)}`
  },
  (text, chance) => text.slice(0, chance.upTo(text.length)),
  (text, chance) => text.slice(chance.upTo(text.length)),
  (text, chance) => {
    const [start, end] = cut(text, chance)
    return text.slice(0, start) + text.slice(end)
  },
  (text, chance) => {
    const [start, end] = cut(text, chance)
    return text.slice(0, end) + text.slice(start, end).repeat(1 + chance.upTo(4)) + text.slice(end)
  },
  (text, chance, other) => {
    const [start, end] = cut(other, chance)
    const at = chance.upTo(text.length)
    return text.slice(0, at) + other.slice(start, end) + text.slice(at)
  },
  (text, chance, other) => text.slice(0, chance.upTo(text.length)) + other.slice(chance.upTo(other.length)),
  (text, chance) => {
    const at = chance.upTo(text.length)
    return text.slice(0, at) + chance.one(JUNK).repeat(chance.one([1, 1, 2, 40])) + text.slice(at)
  },
  (text, chance) => text.replace(/\d+/g, (number) => (chance.in(6) ? chance.one(NUMBERS) : number)),
  (text, chance) =>
    text.replaceAll(chance.one(['\t', 'X', 'x', '|', ' ', 'Allowed', 'Staff', '\n\n']), chance.one(JUNK)),
  onLines((lines, chance) => swap(lines, lineAt(lines, chance), lineAt(lines, chance))),
  onLines((lines, chance) => void lines.splice(lineAt(lines, chance), 1 + chance.upTo(3))),
  onLines((lines, chance, other) => void lines.splice(lineAt(lines, chance), 0, chance.one(other))),
  onLines((lines, chance) => {
    const at = lineAt(lines, chance)
    lines.splice(at, 0, ...lines.slice(at, at + 3))
  }),
  // Two cells of a row, or of neighbouring rows, change places.
  onLines((lines, chance) => {
    const tables = lines.flatMap((line, at) => (MARK.test(line) ? [at] : []))
    const at = tables[chance.upTo(tables.length)]
    const line = at === undefined ? undefined : lines[at]
    if (at === undefined || line === undefined) return
    const between = /\t/.test(line) ? '\t' : /\|/.test(line) ? '|' : '   '
    const cells = line.split(between)
    swap(cells, chance.upTo(cells.length), chance.upTo(cells.length))
    if (chance.in(3)) cells.splice(chance.upTo(cells.length), 1)
    if (chance.in(4)) cells.splice(chance.upTo(cells.length), 0, chance.one(['X', '', 'X*', 'Yes', 'Allowed', '12-13']))
    lines[at] = cells.join(between)
  }),
  onLines((lines, chance) => {
    const at = lineAt(lines, chance)
    lines[at] =
      (lines[at] ?? '') + chance.one(['\f', ' Page 3 of 9', '\t\t\t', ' (Not MHS)', ' '.repeat(200), '\nX\tX'])
  }),
]

/** @param other another policy, for what is spliced in */
export function mutated(text: string, other: string, chance: Chance): string {
  let changed = text
  for (let left = 1 + chance.upTo(6); left > 0; left -= 1) changed = chance.one(MUTATIONS)(changed, chance, other)
  return changed.slice(0, 60_000)
}

/** Bytes turned, cut, doubled and overwritten, without regard to what they stand for. */
export function mutatedBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  let changed = bytes.slice()
  for (let left = 1 + chance.upTo(8); left > 0; left -= 1) {
    const at = chance.upTo(changed.length)
    switch (chance.upTo(5)) {
      case 0:
        changed[at] = chance.upTo(256)
        break
      case 1:
        changed[at] = (changed[at] ?? 0) ^ (1 << chance.upTo(8))
        break
      case 2:
        changed = changed.slice(0, Math.max(1, changed.length - chance.upTo(200)))
        break
      case 3:
        changed.copyWithin(at, chance.upTo(changed.length), chance.upTo(changed.length))
        break
      default:
        changed.fill(chance.one([0, 0xff, 0x30]), at, at + chance.upTo(16))
    }
  }
  return changed
}
