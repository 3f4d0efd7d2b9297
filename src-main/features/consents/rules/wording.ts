/** What a wording must say before it may be issued (R36, R41, R43). Pure. */
import type { WordingFacts } from '@contract/consents'

/** Ways of asking that make a blank or a tick mean Yes, or turn a Yes into a No (R41, R43, edge case 15). */
const REVERSED =
  /\b(tick|mark|check|cross|select|sign)\b[^.?!]*\b(if|where|unless)\b[^.?!]*\b(not|don['’]t|object|withhold|opt out|refuse)\b|\bopt(ing)?[ -]out\b|\bunless (you|we hear|i|told)\b|\b(no|without a) (reply|response|answer)\b[^.?!]*\b(agree|consent|yes|permission)\b/i

/** Negations in a question that a No would answer with a double negative. */
const NEGATION = /\b(not|never|no longer|refuse|object|withhold|without|cannot|can['’]t|don['’]t|do not|won['’]t)\b/i

/** One No for the whole sheet, or one Yes (R42). */
const ALL_AT_ONCE = /\b(all|any) (of the )?(above|uses|images|photographs|purposes)\b/i

/** Other terms that must stand on a sheet of their own (R36). */
const OTHER_TERMS = /\b(acceptable use|home[- ]school agreement|behaviour policy|terms and conditions)\b/i

/** That it can be taken back, and at any time (R45). */
const TAKE_BACK = /\b(withdraw|take (it |this |your consent )?back|change your mind|change my mind)\b/i
const ANY_TIME = /\b(any|every) ?time\b|\bwhenever\b/i
/** The law asks for no form in which consent is taken back (R45). */
const ONLY_WRITING = /\b(only|must)\b[^.?!]*\bin writing\b|\bin writing only\b/i

/**
 * What is missing, one sentence each; empty when it may be issued.
 * @param controller legal name of the controller
 */
export function wordingProblems(facts: WordingFacts, controller: string): readonly string[] {
  const whole = [facts.title, facts.intro, facts.withdrawal, ...facts.questions.map(({ text }) => text)].join('\n')
  return [
    ...(fold(facts.intro).includes(fold(facts.controller))
      ? []
      : [`Name the controller in the text: ${facts.controller}.`]),
    ...(fold(facts.controller) === fold(controller)
      ? []
      : [`The controller is ${controller}, as the trust is registered.`]),
    ...facts.otherControllers
      .filter((name) => !fold(whole).includes(fold(name)))
      .map((name) => `Name ${name} in the text, who relies on the consent too.`),
    ...(facts.questions.length === 0 ? ['Ask about at least one use.'] : []),
    ...facts.questions.flatMap((question, i) => questionProblems(question, i + 1)),
    ...(TAKE_BACK.test(facts.withdrawal) ? [] : ['Say that consent can be taken back, and how.']),
    ...(ANY_TIME.test(facts.withdrawal) ? [] : ['Say that consent can be taken back at any time.']),
    ...(ONLY_WRITING.test(facts.withdrawal)
      ? ['Consent can be taken back in any way, spoken too: leave out that it must be in writing.']
      : []),
    ...(REVERSED.test(whole)
      ? ['A tick, a blank or no reply must never mean yes. Ask so that a tick means what it says.']
      : []),
    ...(ALL_AT_ONCE.test(whole) ? ['Ask for each use on its own, not for all at once.'] : []),
    ...(OTHER_TERMS.test(whole)
      ? ['Keep other agreements off this sheet: consent stands apart from other terms.']
      : []),
  ]
}

function questionProblems(
  { text, whatWillBeDone }: WordingFacts['questions'][number],
  number: number,
): readonly string[] {
  return [
    ...(whatWillBeDone.trim().length < 10 ? [`Question ${number}: say what will be done with the picture.`] : []),
    ...(NEGATION.test(text) ? [`Question ${number}: ask without a "not", so that a yes is a yes.`] : []),
  ]
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
