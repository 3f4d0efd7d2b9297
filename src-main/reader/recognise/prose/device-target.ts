/** What a rule is about: which of the devices a clause mentions. */
import type { Clause } from './device-clauses'
import { plain } from './device-clauses'
import { mentionsIn, type Mention, type Topic } from './device-words'
import { EXCEPTION } from './conditions'
import type { Mood, Predicate } from './permission-words'
import type { Passage } from './passages'

export interface Target {
  readonly mentions: readonly Mention[]
  /** Which of them. */
  readonly at: number
  /** The text the mentions stand in. */
  readonly text: string
  /** The same with what it refers back to. */
  readonly whole: string
}

/** Things something is done with. */
const TOOLS = new Set<Topic>(['MEDIA', 'PHONE', 'PERSONAL_DEVICE', 'SCHOOL_DEVICE', 'PERSONAL_EMAIL', 'AI'])
/** Said of something else as often as ruled about. */
const INSTRUMENTS = new Set<Topic>(['PHOTO', 'MESSAGING', 'WEBSITE'])
const REFERS =
  /\b(?:such purposes?|this purpose|these communications|such (?:images|resources|devices)|these images|those images|these purposes)\b/i
const EXCEPTIONALLY = /^\W*(?:in (?:exceptional|some|certain)|exceptionally)\b/i
const PRONOUN = /^\W*(?:(?:however|therefore|also|in addition|instead),?\s+)?(?:they|it|these|those|this|such)\b/i
/** Between a thing and what is said of it: then it is said of something else. */
const OTHER_SUBJECT = /\b(?:are|is|will|must|should|names?|details|identit\w+|information|passwords?)\b/i

/** "Sanctions for misuse of phones" is about sanctions; "the use of phones" is about phones. */
function partOfOther(text: string): boolean {
  const head = /(?:^|\s)([\w-]+)\s+(?:for|of|about|regarding)\s+(?:[\w'’-]+\s+){0,3}$/i.exec(text)?.[1]
  return head !== undefined && !HEADS.test(head)
}
const HEADS =
  /(?:ing|use|usage|possession|access|publication|any|all|none|form|kind|type|both|some|either|each|members|one)$/i

const saidOfOther = (gap: string): boolean =>
  OTHER_SUBJECT.test(gap) && !/^\s*(?:and|or) (?:other|similar)\b/i.test(gap)

/** @returns null when the clause rules about something that is no device, account or service */
export function targetOf(
  { main, leading, inherited, earlier }: Clause,
  predicate: Predicate,
  passage: Passage,
): Target | null {
  const flat = plain(main)
  const all = mentionsIn(flat)
  const usable = all.filter(({ start }) => !EXCEPTION.test(main.slice(predicate.end, Math.max(predicate.end, start))))
  const list = usable.length > 0 ? usable : all
  const back = REFERS.test(main) || EXCEPTIONALLY.test(leading + main)
  if (list.length > 0) {
    const mention = ownTarget(flat, list, predicate)
    return mention === null
      ? null
      : { mentions: list, at: list.indexOf(mention), text: main, whole: back ? `${main} [${earlier}]` : main }
  }
  // "It must be handed in", "and must not be used": what was spoken of before.
  if (!PRONOUN.test(main) && inherited === '' && !/\b(?:them|it)\b/i.test(main)) return null
  const source = [inherited, leading, passage.leads.at(-1) ?? '', earlier].find((text) => mentionsIn(text).length > 0)
  if (source === undefined) return null
  const mentions = mentionsIn(source)
  const at = mentions.findIndex(({ topic }) => !INSTRUMENTS.has(topic))
  return at < 0 ? null : { mentions, at, text: source, whole: `${source} ${main}` }
}

/** After the verb of an active sentence, before that of a passive one. */
function ownTarget(flat: string, list: readonly Mention[], predicate: Predicate): Mention | null {
  const says = flat.slice(predicate.start, predicate.end)
  const following = flat.slice(predicate.end)
  const toBe = /\bto be\b/i.test(says) || /^\s+to be\b/i.test(following)
  const active = !toBe && (/\bto(?: \w+){0,2}$/i.test(says) || /^\s+to\b/i.test(following))
  const passive = !active && /\bbe(?:en)?\b|\b(?:is|are|remains?)\b|\bno\b/i.test(says)
  const before = list.filter(
    ({ start, end }) =>
      end <= predicate.start && !saidOfOther(flat.slice(end, predicate.start)) && !partOfOther(flat.slice(0, start)),
  )
  const after = list.filter(({ start }) => start >= predicate.start)
  const within = after.filter(({ start }) => start < predicate.end)
  const impersonal = /^\W*(?:it|there)\s*$/i.test(flat.slice(0, predicate.start)) || /^no reference\b/i.test(says)
  const proper = (mentions: readonly Mention[]): Mention | undefined =>
    mentions.find(({ topic }) => !INSTRUMENTS.has(topic))
  if (!passive || impersonal || within.length > 0) {
    const from = after.length > 0 ? after : before
    const [first, second] = from
    // "Post photographs on social media" is about photographs.
    if (first?.topic === 'PHOTO' && second !== undefined && isPlace(second, flat)) return first
    return proper(from) ?? proper(before) ?? from[0] ?? null
  }
  // Something else is the subject: then only what it is done with can be meant.
  const tools =
    predicate.mood === 'keep' || /\bcannot\b/i.test(says) ? [] : after.filter(({ topic }) => TOOLS.has(topic))
  return proper(before) ?? tools[0] ?? before[0] ?? null
}

const isPlace = ({ topic, start }: Mention, flat: string): boolean =>
  PLACES.has(topic) &&
  /\b(?:on|to|onto|via|through|in) (?:(?:any|their|the|our|personal|public|other) )*$/i.test(flat.slice(0, start))
const PLACES = new Set<Topic>(['SOCIAL', 'BLOG', 'WEBSITE', 'MESSAGING', 'CHAT'])

const KEPT_THINGS = new Set<Topic>(['PHONE', 'PERSONAL_DEVICE', 'MEDIA', 'BLUETOOTH'])
const FOR_ALL = new Set<Topic>(['SCHOOL_DEVICE', 'AI', 'PHOTO', 'PHONE', 'PERSONAL_DEVICE'])

/** Whether a thing can be ruled about in such words: devices are kept off or locked away, services are not. */
export function suits(topic: Topic, mood: Mood, says: string): boolean {
  if (mood === 'keep') return KEPT_THINGS.has(topic)
  if (topic === 'SOFTWARE') return mood !== 'allow' || /install|download/i.test(says)
  return topic !== 'WEBSITE' || mood === 'forbid'
}

/** Whether a sentence that names nobody can be meant for everyone. What is forbidden is; what is allowed seldom. */
export function holdsForAll(mood: Mood, topic: Topic, rest: string): boolean {
  if (mood === 'forbid' || mood === 'approve') return true
  if (mood === 'only') return FOR_ALL.has(topic)
  if (mood === 'keep') return topic === 'PHONE' || topic === 'PERSONAL_DEVICE'
  return /\b(?:in accordance with|in line with|permission|consent|approval)\b/i.test(rest) && topic !== 'AI'
}
