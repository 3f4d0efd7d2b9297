/** How a permission, or the want of one, is shown: a drawing, a word and a letter key together, never colour alone (ux 9, R12). */
import { LEVEL_WORDS, type AnswerState, type CellState, type Level, type Permitting } from '@contract'
import type { GlyphName } from './glyphs'

/** Everything a cell may show. The kinds of "no answer" are kept apart (design 1, R117). */
export type MarkKind =
  | 'allowed'
  | 'times'
  | 'permission'
  | 'selected'
  | 'not-allowed'
  | 'illegal'
  | 'not-stated'
  | 'blank'
  | 'no-equivalent'
  | 'conflict'
  | 'unread'
  | 'no-such-year'
  | 'file-closed'

/** How one kind is drawn and said. */
export interface MarkLook {
  readonly glyph: GlyphName
  /** The full caption, for legends, sentences and wide places. */
  readonly word: string
  /** One or two words for a cell. */
  readonly shortWord: string
  /** The key that sets it in an editable matrix; null where nobody can set it by a key. */
  readonly letter: string | null
  /** Which pair of colours in tokens.css it wears. */
  readonly colour:
    'allowed' | 'times' | 'permission' | 'selected' | 'not-allowed' | 'illegal' | 'not-stated' | 'checking'
  readonly border: 'solid' | 'dotted' | 'dashed'
}

/** The legend, in the order it is printed. */
export const MARKS: Readonly<Record<MarkKind, MarkLook>> = {
  allowed: {
    glyph: 'tick',
    word: LEVEL_WORDS.ALLOWED,
    shortWord: 'Allowed',
    letter: 'A',
    colour: 'allowed',
    border: 'solid',
  },
  times: {
    glyph: 'clock',
    word: LEVEL_WORDS.CERTAIN_TIMES,
    shortWord: 'Certain times',
    letter: 'T',
    colour: 'times',
    border: 'solid',
  },
  permission: {
    glyph: 'key',
    word: LEVEL_WORDS.NOMINATED_OR_PERMISSION,
    shortWord: 'With permission',
    letter: 'P',
    colour: 'permission',
    border: 'solid',
  },
  selected: {
    glyph: 'half',
    word: 'Selected people',
    shortWord: 'Selected people',
    letter: 'S',
    colour: 'selected',
    border: 'solid',
  },
  'not-allowed': {
    glyph: 'cross',
    word: LEVEL_WORDS.NOT_ALLOWED,
    shortWord: 'Not allowed',
    letter: 'N',
    colour: 'not-allowed',
    border: 'solid',
  },
  illegal: {
    glyph: 'octagon',
    word: LEVEL_WORDS.ILLEGAL,
    shortWord: 'Illegal',
    letter: 'X',
    colour: 'illegal',
    border: 'solid',
  },
  'not-stated': {
    glyph: 'dash',
    word: LEVEL_WORDS.UNSET,
    shortWord: 'Not stated',
    letter: '-',
    colour: 'not-stated',
    border: 'dotted',
  },
  blank: {
    glyph: 'blank',
    word: 'Blank in source',
    shortWord: 'Blank',
    letter: null,
    colour: 'not-stated',
    border: 'dotted',
  },
  'no-equivalent': {
    glyph: 'empty-set',
    word: 'No equivalent row',
    shortWord: 'No equivalent',
    letter: null,
    colour: 'not-stated',
    border: 'dotted',
  },
  conflict: {
    glyph: 'two-marks',
    word: 'Conflict: two marks or statements disagree',
    shortWord: 'Conflict',
    letter: null,
    colour: 'checking',
    border: 'dashed',
  },
  unread: {
    glyph: 'question',
    word: 'Needs checking',
    shortWord: 'Needs checking',
    letter: '?',
    colour: 'checking',
    border: 'dashed',
  },
  'no-such-year': {
    glyph: 'none',
    word: 'This school does not teach this year',
    shortWord: 'Year not taught',
    letter: null,
    colour: 'not-stated',
    border: 'dotted',
  },
  'file-closed': {
    glyph: 'closed',
    word: 'School file cannot be read',
    shortWord: 'File closed',
    letter: null,
    colour: 'not-stated',
    border: 'dotted',
  },
}

const byLevel: Readonly<Record<Level, MarkKind>> = {
  ALLOWED: 'allowed',
  CERTAIN_TIMES: 'times',
  NOMINATED_OR_PERMISSION: 'permission',
  NOT_ALLOWED: 'not-allowed',
  ILLEGAL: 'illegal',
  UNSET: 'not-stated',
}

/**
 * The kind to show for a level as understood.
 * @param permitting which caption NOMINATED_OR_PERMISSION wears; null counts as "with permission".
 */
export function kindOfLevel(level: Level, permitting: Permitting | null): MarkKind {
  return level === 'NOMINATED_OR_PERMISSION' && permitting === 'selected' ? 'selected' : byLevel[level]
}

/**
 * The kind to show for a state without an answer; null when the state is `answered` and the level decides.
 * `silent` (a cell) and `not-stated` (a compared answer) are the same thing to a reader.
 */
export function kindOfState(state: CellState | AnswerState): MarkKind | null {
  if (state === 'answered') return null
  return state === 'silent' ? 'not-stated' : state
}
