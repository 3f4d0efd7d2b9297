/** A passage cut into clauses, each with what it hangs on: what leads its list in, the subject before, the sentence before. */
import { mentionsIn } from './device-words'
import { predicateIn } from './permission-words'
import type { Passage } from './passages'

const LONGEST_SENTENCE = 1500

export interface Clause {
  /** A clause in front, with its comma: "If a pupil brings one, ". */
  readonly leading: string
  readonly main: string
  /** What was printed: with the words that lead its list in. */
  readonly quote: string
  /** Subject of the clause before, for "and must not …"; empty where the clause has its own. */
  readonly inherited: string
  /** The sentence or clause before, for "such purposes" and "these communications". */
  readonly earlier: string
  /** What an item says beyond the rule that leads it in: "to take photos". Empty for others. */
  readonly circumstance: string
}

const SPLIT =
  /;\s+|,?\s+and\s+(?=(?:where|if|when)\b)|,?\s+(?:and|but|nor)\s+(?=(?:they |these |it |then )?(?:(?:must|will|should|shall|may|can|are|is|do|does)\s+(?:not|never|only)\b|cannot\b|(?:not|never)\s+(?:be\s+)?(?:used|use|transferred|taken|brought)\b))/i
const LEADING =
  /^(?:where|when|whenever|if|in the event|in (?:exceptional|certain|an|any|some|these|such|those) [\w ]{3,30}|on occasions?|occasionally|whilst|while|during|before|after|once|at (?:all|other) times|outside|for (?!example|instance)[\w ]{3,40}|on (?:trips|visits|school)[\w ]{0,30}|exceptionally|with (?:the )?(?:permission|consent|prior)[^,]{0,60})\b[^,;]{0,200},\s*/i

/** A clause that names who or what it speaks of before it rules. */
const SUBJECT = /^(?!\s*(?:to|not|never|no longer|be|keep|ensure|do not|refrain)\b)\W*[\p{L}]/iu
const ADVERBIAL =
  /^\W*(?:to|in|on|at|during|when|for|if|unless|while|with|without|directly|outside|before|after|by|as|until|whilst|within|around)\b/i
/** A clause that goes on with the subject of the one before. */
const CONTINUES =
  /^\W*(?:(?:they|it|these|this|those|then)\s+)?(?:must|will|should|shall|may|can|cannot|are|is|do|does|not|never|be)\b/i
const MODAL = /\b(?:must|will|should|shall|may|can|are|is)\b/i

/** Brackets keep their room, so that places in the text stay where they are. */
export const plain = (text: string): string => text.replace(/\([^()]*\)/g, (words) => ' '.repeat(words.length))

const split = (sentence: string): string[] => sentence.split(SPLIT).filter((part) => part.trim().length > 8)

/** A clause in front; one that goes on after "but" or "and" is taken in whole. */
function leadingOf(text: string): string {
  const match = LEADING.exec(text)
  if (match === null) return ''
  const more = /^(?:but|and|or)\b[^,;]{0,160},\s*/i.exec(text.slice(match[0].length))
  return text.slice(0, match[0].length + (more?.[0].length ?? 0))
}

/** "All school devices will be used in line with the agreement": subject, verb and device are all there. */
function isComplete(lead: string): boolean {
  const predicate = predicateIn(plain(lead))
  return predicate !== null && mentionsIn(lead).length > 0 && lead.length - predicate.end > 12
}

interface Cut {
  readonly parts: readonly string[]
  readonly quote: string
  readonly circumstance: string
}

/** An item that is no sentence by itself goes on with what leads it in. */
function cutOf(sentence: string, lead: string): Cut {
  const parts = split(sentence)
  const alone = { parts, quote: sentence, circumstance: '' }
  const rules = parts.some(
    (part, at) => predicateIn(plain(part)) !== null && SUBJECT.test(part) && (at === 0 || !CONTINUES.test(part)),
  )
  if (rules || lead === '') return alone
  const words = lead.replace(/[:\s–-]+$/, '')
  if (!isComplete(words))
    return { parts: split(`${words} ${sentence}`), quote: `${lead} ${sentence}`, circumstance: '' }
  // A lead that is a whole rule and is followed by things, not by circumstances, stands by itself.
  if (!ADVERBIAL.test(sentence)) return { parts: split(words), quote: lead, circumstance: '' }
  const circumstance = (parts[0] ?? sentence).replace(/[\s.,;]+$/, '')
  return { parts: split(`${words} ${sentence}`), quote: `${lead} ${sentence}`, circumstance }
}

/** Every clause of a passage in its order. */
export function clausesOf(passage: Passage): Clause[] {
  const clauses: Clause[] = []
  const lead = passage.leads.at(-1) ?? ''
  let earlier = ''
  passage.sentences.forEach((sentence, index) => {
    // What leads a list in is read with its items.
    if (sentence.length > LONGEST_SENTENCE || /:\s*$/.test(sentence)) return
    const { parts, quote, circumstance } = cutOf(sentence, index === 0 ? lead : '')
    let inherited = ''
    parts.forEach((text, at) => {
      const leading = leadingOf(text)
      clauses.push({
        ...{ leading, main: text.slice(leading.length), quote, earlier },
        inherited: at > 0 && CONTINUES.test(text) ? inherited : '',
        circumstance: at === 0 ? circumstance : '',
      })
      const start = predicateIn(plain(text))?.start ?? MODAL.exec(text)?.index
      if (inherited === '' && start !== undefined) inherited = text.slice(0, start)
      earlier = at + 1 < parts.length ? text : sentence
    })
  })
  return clauses
}
