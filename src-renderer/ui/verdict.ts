/** How an answer about pictures is shown: a drawing and a word together, never colour alone (ux 4, 9). */
import type { AskVerdict, ConsentState, ReasonCode } from '@contract'
import type { GlyphName } from './glyphs'

/** How one verdict is drawn and said. */
export interface VerdictLook {
  readonly glyph: GlyphName
  /** The answer as Ask gives it. */
  readonly word: string
  /** Which pair of colours in tokens.css it wears: those of the permission nearest to it. */
  readonly colour: 'allowed' | 'permission' | 'not-allowed' | 'checking'
  readonly border: 'solid' | 'dashed'
}

/** The legend, from the freest to the one that somebody has to see to. */
export const VERDICTS: Readonly<Record<AskVerdict, VerdictLook>> = {
  YES: { glyph: 'tick', word: 'Yes', colour: 'allowed', border: 'solid' },
  YES_IF: { glyph: 'half', word: 'Yes, if', colour: 'permission', border: 'solid' },
  NO: { glyph: 'cross', word: 'No', colour: 'not-allowed', border: 'solid' },
  CHECK_FIRST: { glyph: 'question', word: 'Check first', colour: 'checking', border: 'dashed' },
}

/** States in a sentence (R40). */
export const STATE_WORDS: Readonly<Record<ConsentState, string>> = {
  NOT_ASKED: 'not asked',
  REQUESTED: 'form out',
  GIVEN: 'given',
  REFUSED: 'refused',
  WITHDRAWN: 'taken back',
  EXPIRED: 'run out',
  DISPUTED: 'to settle',
  NO_OBJECTION: 'no objection',
  OBJECTED: 'objects',
  OBJECTION_OVERRULED: 'objection overruled',
}

/** States that say more than their verdict does, in the word or two of a cell. */
const TELLING: Partial<Record<AskVerdict, Partial<Record<ConsentState, string>>>> = {
  NO: { WITHDRAWN: 'Taken back', OBJECTED: 'Objects' },
  CHECK_FIRST: { NOT_ASKED: 'Not asked', REQUESTED: 'Form out', EXPIRED: 'Run out', DISPUTED: 'To settle' },
}

/** A reason that somebody else has to see to than its state says: who decides in care, not whose answers differ. */
const AUTHORITY: ReasonCode = 'CARE_AUTHORITY_MISSING'
const AUTHORITY_WORDS = 'Check authority'

/** One or two words for a cell: the verdict, or the state or reason where that tells more. */
export function cellWord(verdict: AskVerdict, state: ConsentState | null, reason?: ReasonCode | null): string {
  if (reason === AUTHORITY) return AUTHORITY_WORDS
  const telling = state === null ? undefined : TELLING[verdict]?.[state]
  return telling ?? (verdict === 'CHECK_FIRST' ? 'Check' : VERDICTS[verdict].word)
}

/** For a sentence read aloud (A4): "Check first, not asked". A state that only repeats the verdict is left out. */
export function verdictSentence(verdict: AskVerdict, state: ConsentState, reason?: ReasonCode | null): string {
  if (reason === AUTHORITY) return `${VERDICTS[verdict].word}, ${AUTHORITY_WORDS.toLowerCase()}`
  const repeats = (verdict === 'YES' && state === 'GIVEN') || (verdict === 'NO' && state === 'REFUSED')
  return repeats ? VERDICTS[verdict].word : `${VERDICTS[verdict].word}, ${STATE_WORDS[state]}`
}
