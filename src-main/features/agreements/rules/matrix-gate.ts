/** What a matrix allows one person where it says that the acceptable use agreement decides (R25). Pure. */
import type { Answer, Cell, CellContent } from '@contract/matrices'
import { YEAR_CODES, type YearCode, type YearRange } from '@contract/primitives'
import type { ClearanceKnown } from './standing'

export const GATE_VERDICTS = ['ALLOWED', 'NOT_ALLOWED', 'AS_BEFORE'] as const
export type GateVerdict = (typeof GATE_VERDICTS)[number]

/** How a cell was recognised: by the condition a person or the reader took from it, or only by the words in it. */
export const GATE_SIGNS = ['CONDITION', 'WORDS'] as const
export type GateSign = (typeof GATE_SIGNS)[number]

export interface Gate {
  readonly verdict: GateVerdict
  /** Null: nothing says that the agreement decides. */
  readonly by: GateSign | null
  /** The words it was recognised by, as written; null otherwise. */
  readonly words: string | null
}

/** Short names of the agreement, and its long one with a word for the paper: "acceptable use" alone is a caption of levels. */
const PAPER = '(?:AUAs?|AUPs?|acceptable[- ]use (?:agreements?|polic(?:y|ies)|statements?|forms?|contracts?|rules))'
const NAMED = new RegExp(`\\b${PAPER}\\b`, 'i')

/** Said to be needless in so many words. Any other mention counts as a condition: "not without the AUP" is one. */
const NEEDLESS = new RegExp(
  `\\b(?:no|exempt from (?:the |an )?)(?: signed)? ?${PAPER}\\b|\\b${PAPER} (?:is |are )?not (?:needed|required|necessary)\\b`,
  'i',
)

/**
 * One answer of a cell for one person. Only an answer that allows something can be taken away, and none is given that was
 * not there: blank, not allowed and illegal stay as they are. With a signature, limits of time and permission go on.
 */
export function gateAnswer(
  answer: Pick<Answer, 'level' | 'condition'>,
  content: Pick<CellContent, 'words' | 'footnote'>,
  { cleared }: Pick<ClearanceKnown, 'cleared'>,
): Gate {
  const words = answer.condition?.needsAgreement === true ? null : wordsOf(answer, content)
  const by = answer.condition?.needsAgreement === true ? 'CONDITION' : words === null ? null : 'WORDS'
  return { verdict: by === null ? 'AS_BEFORE' : verdictOf(answer, cleared), by, words }
}

function verdictOf({ level }: Pick<Answer, 'level'>, cleared: boolean): GateVerdict {
  if (level === 'ALLOWED') return cleared ? 'ALLOWED' : 'NOT_ALLOWED'
  if (level === 'CERTAIN_TIMES' || level === 'NOMINATED_OR_PERMISSION') return cleared ? 'AS_BEFORE' : 'NOT_ALLOWED'
  return 'AS_BEFORE'
}

/** The first text of a cell that names the agreement; null: none does. */
function wordsOf({ condition }: Pick<Answer, 'condition'>, content: Pick<CellContent, 'words' | 'footnote'>) {
  const texts = [condition?.whoPermits, condition?.when, condition?.purpose, condition?.where]
  return (
    [...texts, content.words, content.footnote?.text].find(
      (text): text is string => typeof text === 'string' && namesAgreement(text),
    ) ?? null
  )
}

/** Whether words make something depend on the agreement. */
export const namesAgreement = (text: string): boolean =>
  text.split(/[.;\n]/).some((sentence) => NAMED.test(sentence) && !NEEDLESS.test(sentence))

/**
 * A whole cell for one person: of the answers that speak for the year, any that is taken away takes all away.
 * @param year of a pupil; null: an adult, for whom every answer speaks
 */
export function gateCell(
  cell: Pick<Cell, 'answers' | 'content'>,
  year: YearCode | null,
  clearance: Pick<ClearanceKnown, 'cleared'>,
): Gate {
  const gates = cell.answers
    .filter((answer) => speaksFor(answer, year))
    .map((answer) => gateAnswer(answer, cell.content, clearance))
  const refused = gates.find(({ verdict }) => verdict === 'NOT_ALLOWED')
  if (refused !== undefined) return refused
  const other = gates.find(({ verdict }) => verdict === 'AS_BEFORE')
  return other ?? gates[0] ?? { verdict: 'AS_BEFORE', by: null, words: null }
}

/** Whether an answer speaks for a year; for adults, null, every answer does. */
export const speaksFor = ({ years }: Pick<Answer, 'years'>, year: YearCode | null): boolean =>
  year === null || years === null || holds(years, year)

function holds({ from, to }: YearRange, year: YearCode): boolean {
  if (year === 'X' || from === 'X' || to === 'X') return from === year && to === year
  const place = YEAR_CODES.indexOf(year)
  return YEAR_CODES.indexOf(from) <= place && place <= YEAR_CODES.indexOf(to)
}
