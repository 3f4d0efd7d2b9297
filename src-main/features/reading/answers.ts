/**
 * What a rule found in a sentence answers (R12, R16). A rule for some years is never taken for one for all: where its years
 * cannot be read, it answers nothing until a person says what it means. Pure.
 */
import type { Answer } from '@contract/matrices'
import { YearCode, type YearRange } from '@contract/primitives'
import type { DeviceRule } from '@contract/report'
import { LEVEL_WORDS } from '@contract/words'
import { answerWords, ORDERED_YEARS } from '../matrices'
import { cut, oneLine } from './words'

type Said = Pick<DeviceRule, 'permission' | 'permitting' | 'conditions' | 'quote'>

/** Words by which a sentence speaks of some pupils by age. */
const AGES =
  /\b(?:years?|yrs?) ?(?:groups? )?\d|\by\d{1,2}\b|\bkey stages?\b|\bks ?\d|\b(?:sixth|6th) form|\bpost[- ]?16|\breception\b|\bnursery\b|\beyfs\b|\bearly years\b|\bfoundation stage|\binfants?\b|\bjuniors?\b|\bprimary\b|\bsecondary\b|\baged? \d/gi

const RANGE =
  /\b(?:years?|yrs?) ?(?:groups? )?(\d{1,2})(?: ?(?:-|–|—|to|and|&) ?(?:(?:years?|yrs?) ?)?(\d{1,2}))?(?!\d)/gi

/** The years a text speaks of: null when of none, `unclear` when of some nobody can be sure of. */
export function yearsIn(text: string): YearRange | null | 'unclear' {
  const ages = text.match(AGES) ?? []
  if (ages.length === 0) return null
  const ranges = [...text.matchAll(RANGE)]
  const [only] = ranges
  // "and" joins two years only where they follow one another; any other talk of ages may widen or narrow it.
  const rest = only === undefined ? text : text.replace(only[0], ' ')
  if (only === undefined || ranges.length > 1 || (rest.match(AGES) ?? []).length > 0) return 'unclear'
  const [, first = '', last = first] = only
  const [from, to] = [YearCode.safeParse(first).data, YearCode.safeParse(last).data]
  if (from === undefined || to === undefined) return 'unclear'
  const gap = ORDERED_YEARS.indexOf(to) - ORDERED_YEARS.indexOf(from)
  const isList = /(?:and|&)/i.test(only[0])
  return gap < 0 || (isList && gap > 1) ? 'unclear' : { from, to }
}

/** What a rule answers, with its conditions as written; null where a person has to say. */
export function ruleAnswer(rule: Said): Answer | null {
  const years = yearsIn([rule.quote, ...rule.conditions].filter(isOwn).join(' / '))
  if (years === 'unclear' || rule.permission === 'UNSET') return null
  const when = conditionsOf(rule)
  const condition = { when: cut(when, 200), where: null, whoPermits: null, purpose: null, needsAgreement: false }
  return { level: rule.permission, permitting: rule.permitting, years, condition: when === '' ? null : condition }
}

/** Conditions mostly repeat words of the quote: each is asked about once. */
const isOwn = (text: string, index: number, all: readonly string[]): boolean =>
  index === 0 ||
  !oneLine(all[0] ?? '')
    .toLowerCase()
    .includes(oneLine(text).toLowerCase())

const conditionsOf = ({ conditions }: Said): string =>
  conditions
    .map((words) => oneLine(words))
    .filter((words) => words !== '')
    .join('; ')

/** The same in words. */
export function ruleWords(rule: Said): string {
  const answer = ruleAnswer(rule)
  if (answer !== null) return answerWords(answer)
  const conditions = conditionsOf(rule)
  const level = `${LEVEL_WORDS[rule.permission]}${conditions === '' ? '' : `: ${conditions}`}`
  return rule.permission === 'UNSET' ? level : `${level} (for some years: say which in the table)`
}
