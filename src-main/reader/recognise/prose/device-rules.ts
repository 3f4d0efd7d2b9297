/**
 * Rules in prose: sentences that allow, forbid or condition the use of devices, accounts and services by somebody.
 * Aims, training, monitoring and duties yield none; where it is not clear who may do what, nothing is read.
 */
import type { ActivityKey, Audience } from '@contract/matrices'
import type { DeviceRule } from '@contract/report'
import type { Context } from '../context'
import { conditionsOf } from './conditions'
import { activityOf, deviceClassOf } from './device-activity'
import { clausesOf, plain, type Clause } from './device-clauses'
import {
  exempts,
  exemptsEarlier,
  forbids,
  isForOthers,
  isLeaveOfOthers,
  isOfSome,
  keepsOfOthers,
  moodWith,
  ruledIn,
} from './device-doubt'
import { levelOf } from './device-level'
import { holdsForAll, suits, targetOf } from './device-target'
import { isSchool, WHO_WORDS, whoOf } from './device-who'
import { deviceWords, listOf, mentionsIn, type Topic } from './device-words'
import { sourceOf, type Passage } from './passages'
import { ruleIn, type Mood } from './permission-words'
import { placeholdersIn } from './placeholders'
import { tagsOfSentence } from './scope'
import { inQuotes, isOfHereAndNow, ruledUnder, statesRule } from './standing'

const MOST_RULES = 1000
const MOST_CONDITIONS = 20
/** How many blocks back "this does not apply to staff" may speak of. */
const REACH = 2

/** Before the words that allow or forbid: then the sentence teaches, fears, describes or asks. */
const NO_RULE_BEFORE =
  /\b(?:where|whether|how|why|what|who (?:see|sees|find|finds|discovers?|notices?|catch(?:es)?|witness(?:es)?)|aware|understand|understanding|know|recognis\w+|realis\w+|remind(?:ed|s)?|taught|teach(?:es)?|educat\w+|believ\w+|consider\w*|acknowledg\w+|risks?|dangers?|discuss\w*|explain\w*|investigat\w+|confiscat\w+|search(?:ed|es|ing)?|incidents?|allegations?|suspect\w*|concerns?|evidence|offenders?|criminal|example of|liab\w+|damage[sd]?|stolen|insur\w+|monitor(?:ed|ing)?|deliberate\w*|breach\w*|posters?|signage|guarantee\w*|possible|impossible)\b/i
const NO_RULE =
  /\b(?:confiscat\w+|be searched|searches of|bully|bullied|harass|groom(?:ing|ed)?|child abuse|indecent images|youth produced|sexting|nudes?|evidence|investigation|offence|damaged?, lost|loss or|lost or stolen|accepts? no responsib|not be (?:held )?(?:responsible|liable)|purchased)\b/i
/** What may happen is not what may be done. */
const HARM =
  /\b(?:inappropriate|harmful|unsuitable|offensive|illegal|upsetting|explicit) (?:\w+ )?(?:content|material|images?|messages?|sites?)\b/i
/** A relative clause describes; it does not rule. */
const RELATIVE = /\b(?:that|which|who|whose)\s*$/i
/** A parent's leave for pictures is a matter of consent, not of devices. */
const LEAVE_OF_OTHERS = /\b(?:parents?|carers?|famil\w+|participants)\b/i
const GIVEN = /\bbe (?:first |always )?(?:\w+ed|sought|given)\b/i
/** What has to be seen to is not what is allowed. */
const PROVISO = /\bprovid(?:ed|ing) that\b[^[]*/i
const PERMITS = /\b(?:permit|allow|authorise|ban|prohibit|forbid)s?\b/i

/** Two wordings to choose from, "[are / are not]", or a placeholder: nobody has said yet what holds. */
const CHOICE = /\[[^\]\n]{1,60}\s*\/\s*[^\]\n]{1,60}\]/
const isOpen = (text: string): boolean => CHOICE.test(text) || placeholdersIn(text).length > 0

/** Every rule the document states in sentences. */
export function deviceRulesOf(context: Context, passages: readonly Passage[]): DeviceRule[] {
  const rules: DeviceRule[] = []
  const seen = new Set<string>()
  for (const passage of passages) {
    if (rules.length >= MOST_RULES) break
    if (passage.aside !== null || passage.kind === 'heading') continue
    const path = context.outline.clauseOf(passage.block)
    if (exemptsEarlier(passage.sentences[0] ?? '')) {
      // Who was left out is not said by the rules before it.
      const kept = rules.filter(({ source }) => source.block < passage.block - REACH || source.clause !== path)
      rules.splice(0, rules.length, ...kept)
    }
    if (!mayRule(passage) || !ruledUnder(path)) continue
    for (const rule of rulesIn(context, passage)) {
      const key = [rule.audience, rule.quote, rule.device, rule.activity, rule.permission].join('|')
      if (!seen.has(key)) rules.push(rule)
      seen.add(key)
    }
  }
  return rules.slice(0, MOST_RULES)
}

/** Words without which nothing is allowed or forbidden, and something it could be about: a cheap test before the long ones. */
const RULING =
  /\b(?:must|not|never|no|cannot|may|can|only|should|shall|will|allow|permit|forbid|prohibit|ban|approv|permission|consent|keep|kept|welcome|refrain|encouraged|entitled|to)/i
const mayRule = ({ text, leads }: Passage): boolean =>
  (RULING.test(text) || leads.some((lead) => RULING.test(lead))) &&
  [text, ...leads].some((words) => mentionsIn(words).length > 0)

function rulesIn(context: Context, passage: Passage): DeviceRule[] {
  const rules: DeviceRule[] = []
  const closing: DeviceRule[] = []
  let said: readonly Audience[] = []
  // A rule that leaves somebody out in the next breath would be wrong without that.
  if (passage.sentences.some(exemptsEarlier) || !passage.leads.every(isOfHereAndNow)) return []
  for (const clause of clausesOf(passage)) {
    if (!statesRule(clause.quote) || exempts(plain(clause.quote))) continue
    const found = rulesOf(context, clause, passage, said)
    if (found.rules.length === 0) continue
    rules.push(...found.rules)
    said = found.rules.map(({ audience }) => audience)
    // "Only on school equipment" leaves no room for one's own, unless the passage speaks of that itself.
    if (found.mood === 'only') closing.push(...found.rules.flatMap((rule) => closedBy(rule)))
  }
  return [...rules, ...closing.filter(({ activity }) => rules.every((rule) => rule.activity !== activity))]
}

/** What is left when only one thing may be used: for pictures and for AI services that is a question of its own. */
function closedBy(rule: DeviceRule): DeviceRule[] {
  if (rule.activity === 'photo-school-device') return [closed(rule, 'other devices', 'photo-own-device')]
  const approvedOnly =
    /\bAI\b|artificial intelligence/i.test(rule.device) && rule.permission === 'NOMINATED_OR_PERMISSION'
  return approvedOnly ? [closed(rule, 'other AI services', 'ai-unapproved')] : []
}

const closed = (rule: DeviceRule, device: string, activity: ActivityKey): DeviceRule => ({
  ...rule,
  ...{ device, deviceClass: null, activity, permission: 'NOT_ALLOWED', permitting: null, conditions: [] },
  ...{ confidence: 'possible', why: `Only “${rule.device}” may be used, so no other.` },
})

interface Found {
  readonly mood: Mood | null
  readonly rules: readonly DeviceRule[]
}

const NONE: Found = { mood: null, rules: [] }

function rulesOf(context: Context, clause: Clause, passage: Passage, said: readonly Audience[]): Found {
  const { main, leading, quote } = clause
  const flat = plain(main)
  const predicate = ruleIn(flat)
  // A question rules nothing, and neither does a sentence somebody has still to fill in.
  if (predicate === null || inQuotes(flat, predicate.start) || isOpen(main)) return NONE
  const before = flat.slice(0, predicate.start)
  const rest = flat.slice(predicate.start)
  const says = flat.slice(predicate.start, predicate.end)
  const mood = moodWith(predicate.mood, before, clause.inherited, leading, flat.slice(predicate.end))
  // "including not using …": what the school sees to, not what it does.
  const lists = /^(?:(?:including|means):? )?not \w+ing\b/i.test(says)
  const ruled = lists ? '' : ruledIn(before)
  if (mood === null || ruled === null) return NONE
  if (RELATIVE.test(before) || NO_RULE_BEFORE.test(before) || NO_RULE.test(main)) return NONE
  if (/\b(?:if|when|unless|until|once)\b/i.test(before) || (mood === 'allow' && HARM.test(rest))) return NONE
  if (isSchool(before) && !lists && !PERMITS.test(says)) return NONE
  if (mood === 'approve' && GIVEN.test(says) && LEAVE_OF_OTHERS.test(flat)) return NONE

  if (mood === 'keep' && keepsOfOthers(says) && passage.leads.length === 0) return NONE
  if (
    mood === 'allow' &&
    (isOfSome(before) || isLeaveOfOthers(says, before, flat.slice(predicate.end), isSchool(before)))
  )
    return NONE

  const target = targetOf(clause, predicate, passage)
  const primary = target?.mentions[target.at]
  if (target === null || primary === undefined || !suits(primary.topic, mood, says)) return NONE
  const path = context.outline.clauseOf(passage.block)
  // An item in the imperative under words that forbid is forbidden, whatever it sounds like by itself.
  const above = [...passage.leads, path.split(' / ').at(-1) ?? '']
  if (/^\W*$/.test(before) && clause.inherited === '' && mood !== 'forbid' && above.some(forbids)) return NONE
  const who = whoOf(clause, ruled, rest, passage, path, said)
  if (isForOthers(rest, who.audiences)) return NONE
  if (who.from === 'nobody' && !holdsForAll(mood, primary.topic, rest)) return NONE

  const conditions = conditionsIn(clause, before, main.slice(predicate.start), mood)
  const level = levelOf(mood, primary.topic, before, rest, conditions.join(' | '))
  const words = deviceWords(target.text, target.mentions, target.at)
  const topics = new Set(target.mentions.map(({ topic }) => topic))
  const asked = (audience: Audience, topic: Topic): ActivityKey | null => {
    const of = (text: string) =>
      activityOf({
        topics,
        primary: topic,
        text: `${leading} ${text.replace(PROVISO, '')}`,
        clause: path,
        audience,
        mood,
      })
    return of(main) ?? of(target.whole)
  }
  const make = (audience: Audience, activity: ActivityKey | null): DeviceRule => ({
    audience,
    device: words,
    deviceClass: deviceClassOf(primary.topic, words, audience),
    activity,
    permission: level.level,
    permitting: level.permitting,
    conditions,
    quote: quote.slice(0, 4000),
    appliesTo: tagsOfSentence(context, quote, passage.block),
    confidence: who.from === 'nobody' ? 'possible' : who.from === 'sentence' && mood !== 'only' ? 'certain' : 'likely',
    why: `${WHO_WORDS[who.from]} ${level.why}`,
    source: sourceOf(context, passage),
  })
  const rules = who.audiences.flatMap((audience) => {
    const listed = listOf(target.text, target.mentions, target.at).map(({ topic }) => asked(audience, topic))
    const activities = [...new Set(listed.filter((activity) => activity !== null))]
    return activities.length > 0 ? activities.map((activity) => make(audience, activity)) : [make(audience, null)]
  })
  return { mood, rules }
}

/** Everything the clause says about when, where and how, in the order it says it. */
function conditionsIn({ leading, circumstance }: Clause, before: string, rest: string, mood: Mood): string[] {
  const conditions = conditionsOf(before, rest)
  const opening = leading.trim().replace(/,$/, '')
  for (const more of [circumstance, opening]) {
    if (more !== '' && !conditions.some((one) => more.includes(one) || one.includes(more)))
      conditions.unshift(more.slice(0, 400))
  }
  const limited = /\b(?:restricted|limited|confined) to\b.*/is
  if (mood === 'only' && (conditions.length === 0 || limited.test(rest))) {
    const only = (limited.exec(rest) ?? /\bonly\b.*/is.exec(rest))?.[0].replace(/[\s.;]+$/, '')
    if (only !== undefined)
      return [only.slice(0, 400), ...conditions.filter((one) => !only.includes(one))].slice(0, MOST_CONDITIONS)
  }
  return conditions.slice(0, MOST_CONDITIONS)
}
