/** What a person should know of how a list was read, gathered while it is read. */
import { NOTED_LINES, type TableNote, type TableNoteKind } from '@contract/tabular'

const WORDS: Readonly<Record<TableNoteKind, string>> = {
  formulas: 'Some values come from formulas. The values saved with them were read; nothing was worked out again.',
  'lost-zeros':
    'This column holds numbers, and zeros in front of a number are not kept in one. Compare a few with the system they come from.',
  password: 'Passwords were dropped unread.',
  'short-rows': 'Some rows have fewer values than there are headings. The missing ones were read as empty.',
  'hidden-rows': 'Hidden rows were read as well.',
  'hidden-columns': 'Hidden columns were read as well.',
  'hidden-sheet': 'A hidden sheet was left out. Show it in Excel to have it read.',
  merged: 'Some cells are merged. Their value was read in the first of them; the others are empty.',
  'heading-signs': 'Signs that nobody can see were taken out of the headings, or of what stands above them.',
  'not-read': 'Part of the file was not read.',
  'no-manifest':
    'The set has no manifest.csv. Its version, and whether its files hold everything or changes only, was told by the files.',
  'manifest-differs': 'The manifest.csv of the set says otherwise than its files.',
}

/** Longest words of a note. */
const LONGEST = 600

interface Noted {
  readonly kind: TableNoteKind
  readonly column: number | null
  readonly lines: number[]
  count: number
  readonly words: string
}

export class Notes {
  readonly #all = new Map<string, Noted>()

  /**
   * @param about.line a line it is about; each line counts once when lines come in their order
   * @param about.column place from 0; a note for each column
   * @param about.words in place of the usual ones; a note for each
   */
  add(
    kind: TableNoteKind,
    about: { readonly line?: number; readonly column?: number; readonly words?: string } = {},
  ): void {
    const key = [kind, about.column ?? '', about.words ?? ''].join('\n')
    const known = this.#all.get(key)
    const noted = known ?? {
      kind,
      column: about.column ?? null,
      lines: [],
      count: 0,
      words: (about.words ?? WORDS[kind]).slice(0, LONGEST),
    }
    if (known === undefined) this.#all.set(key, noted)
    if (about.line === undefined || noted.lines.at(-1) === about.line) return
    noted.count += 1
    if (noted.lines.length < NOTED_LINES) noted.lines.push(about.line)
  }

  /** @param columnOf where a column went; null: it was dropped, and notes about it with it */
  all(columnOf: (column: number) => number | null = (column) => column): TableNote[] {
    return [...this.#all.values()].flatMap((noted) => {
      const column = noted.column === null ? null : columnOf(noted.column)
      return noted.column !== null && column === null ? [] : [{ ...noted, column }]
    })
  }
}
