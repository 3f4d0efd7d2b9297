/** Systems a school names: known products, and names a sentence says are used for something. Guidance and bodies are none. */
import type { NamedSystem } from '@contract/report'
import type { Context } from '../context'
import { sourceOf, type Passage } from './passages'
import { tagsAt, tagsOfSentence } from './scope'
import { KNOWN, productOf } from './systems-known'

const MOST = 300

const USES =
  /\b(?:us(?:e|es|ed|ing)|via|through|log(?:ged)?|record(?:ed|ing)?|report(?:ed)?|stor(?:ed|ing)|upload(?:ed)?|enter(?:ed)?|on|onto|by|called|provided|software|system|platform|app|account|filter\w*|monitor\w*|messag\w*|subscrib\w*|communicat\w*|parents?)\b/i
const OWN_ACCOUNT =
  /\b(?:(?:school|academy|trust|college|our|official)(?:['’]s?)?(?: own)?(?: official)?\s+(?:[\w]+ (?:and|or|&|,) )?$)/i
const OWN_ACCOUNT_AFTER = /^\s*(?:account|page|feed|channel|profile)s?\b/i

/** A name of one to four capitalised words. */
const NAME = "((?:[\\p{Lu}][\\p{L}\\p{N}+&'’.-]*|\\d+)(?:\\s(?:[\\p{Lu}\\d][\\p{L}\\p{N}+&'’-]*|of|for)){0,3})"
const PATTERNS = [
  new RegExp(
    `\\b(?:[Ss]chool|[Aa]cademy|[Tt]rust|[Cc]ollege|[Nn]ursery|[Ww]e|[Ss]taff)\\s+(?:currently |also |now )?(?:uses?|subscribes? to|operates?|employs?|has adopted)\\s+(?:the\\s+)?${NAME}(?=[\\s,.;(])`,
    'gu',
  ),
  new RegExp(
    `\\b(?:logged|recorded|reported|stored|entered|uploaded|kept|saved|documented)\\s+(?:on|onto|in|into|via|using|through|with)\\s+(?:the\\s+)?${NAME}(?=[\\s,.;()]|$)`,
    'gu',
  ),
  new RegExp(
    `\\b(?:filtering|monitoring|messaging|communication|management information|mis|payment|homework|filter|firewall|visitor|device management|learning)\\s+(?:system|software|platform|solution|service|provider|app)s?\\s*(?:is|are|,|:|\\(|called|known as|used is|we use is)*\\s*(?:called |provided by |known as )?${NAME}(?=[\\s,.;)]|$)`,
    'gu',
  ),
  new RegExp(
    `\\b(?:system|software|platform|app|service|tool|product)\\s+(?:called|named|known as|from)\\s+${NAME}(?=[\\s,.;)]|$)`,
    'gu',
  ),
]
/** Capitalised words that are no product: documents, bodies, posts, laws, places, the plain names of things. */
const NO_PRODUCT =
  /^(?:the|a|an|our|this|that|all|any|it|ict|internet|wi-?fi|computers?|mobile|phones?|e-?mail|online|safety|safeguarding|child|protection|policy|policies|acceptable|agreement|aup|aua|keeping|children|kcsie|working|together|dfe|department|education|ofsted|ico|information|commissioner|gdpr|uk|data|act|nspcc|childnet|childline|ceop|iwf|swgfl|ukcis|ukccis|uksic|lado|mash|dsl|ddsl|slt|senco?|osl|head|headteacher|principal|governors?|governing|designated|lead|staff|pupils?|students?|parents?|police|prevent|channel|safer|centre|council|county|local|authority|board|school|schools|academy|trust|college|network|website|appendix|section|annex|january|february|march|april|may|june|july|august|september|october|november|december|monday|friday|key|stage|eyfs|ks\d|year|ai|artificial|personal|social|media|cyber|computing|relationships|pshe|rshe|digital|technology|filtering|monitoring|standards|national|professionals?|helpline|mfa|vpn|usb|cctv|pc|pcs|ipads?|tablets?|chromebooks?|laptops?|form|forms|incident|log|record|records|behaviour|risk|assessment|code|conduct|home|bluetooth|google|microsoft|apple|english|spanish|french|european|human|resources|hr|it|director|manager|officer|service|provider|single|central|register|england|wales|safe|term|autumn|spring|summer|early|years|foundation|individual|if|when|where|in|for)$/i
const BODY =
  /\b(?:foundation|council|team|police|board|partnership|department|office|centre|helpline|society|association|act|policy|standards|framework|guidance|committee|association|university|service)$/i

interface Mention {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly known: boolean
}

/** Every system the document names, once each, with what it is used for where that is said. */
export function systemsOf(context: Context, passages: readonly Passage[]): NamedSystem[] {
  const found = new Map<string, NamedSystem & { readonly limited: boolean }>()
  for (const passage of passages) {
    if (passage.aside !== null) continue
    for (const sentence of passage.sentences) {
      const mentions = mentionsIn(sentence, passage)
      for (const mention of mentions) {
        const limits = limitsOf(context, sentence, mention, passage.block)
        const next: NamedSystem & { limited: boolean } = {
          name: mention.name.slice(0, 120),
          use: useOf(sentence, mention) ?? leadUse(passage),
          asWritten: sentence.slice(0, 4000),
          appliesTo: limits.tags,
          confidence: mention.known ? 'certain' : 'possible',
          why: mention.known
            ? 'A product schools use, named in a sentence.'
            : 'A name in a sentence that says it is used.',
          source: sourceOf(context, passage),
          limited: limits.limited,
        }
        const key = mention.name.toLowerCase().replace(/[\s-]/g, '')
        const before = found.get(key)
        found.set(key, before === undefined ? next : joined(before, next))
      }
    }
  }
  return [...found.values()].slice(0, MOST).map(({ limited: _, ...system }) => system)
}

type Limited = NamedSystem & { readonly limited: boolean }

/** One system named again: the first place stands, a use and a limit to some schools are added. */
function joined(before: Limited, next: Limited): Limited {
  const better =
    before.use === null && next.use !== null ? { use: next.use, asWritten: next.asWritten, source: next.source } : {}
  const limited = before.limited || next.limited
  const all = before.appliesTo.length === 0 || next.appliesTo.length === 0
  // A limit that is written out counts more than a sentence that says nothing of schools.
  const tags = limited
    ? [...new Set([...(before.limited ? before.appliesTo : []), ...(next.limited ? next.appliesTo : [])])]
    : all
      ? []
      : [...new Set([...before.appliesTo, ...next.appliesTo])]
  return { ...before, ...better, appliesTo: tags, limited }
}

function limitsOf(
  context: Context,
  sentence: string,
  { end }: Mention,
  block: number,
): { tags: string[]; limited: boolean } {
  const after = sentence.slice(end, end + 60)
  const at = /^\s*(?:at|for|in)\b/i.test(after) ? tagsAt(context, after.split(/[,;)]/)[0] ?? '') : []
  if (at.length > 0) return { tags: at, limited: true }
  const tags = tagsOfSentence(context, sentence, block)
  const part = context.names.appliesTo(block)
  return { tags, limited: tags.join() !== part.join() }
}

function mentionsIn(sentence: string, passage: Passage): Mention[] {
  const mentions: Mention[] = []
  if (!/[\p{Lu}\d]/u.test(sentence)) return mentions
  for (const match of sentence.matchAll(KNOWN)) {
    const product = productOf(match[0])
    if (product === null) continue
    const before = sentence.slice(0, match.index)
    const after = sentence.slice(match.index + match[0].length)
    if (
      product.public &&
      !OWN_ACCOUNT.test(before) &&
      !(OWN_ACCOUNT_AFTER.test(after) && /\b(?:our|school|official)/i.test(before))
    )
      continue
    if (product.ordinary && !product.public && !isUsed(sentence, before, after, passage)) continue
    // "e.g." names an example, not what the school has, unless the name is a school product.
    if (product.public && /\be\.g\.|such as/i.test(before)) continue
    mentions.push({ name: match[0], start: match.index, end: match.index + match[0].length, known: true })
  }
  if (passage.kind === 'heading') return mentions
  for (const pattern of PATTERNS) {
    for (const match of sentence.matchAll(pattern)) {
      const name = trimmed(match[1] ?? '')
      if (name === null) continue
      const start = match.index + match[0].lastIndexOf(match[1] ?? '')
      const end = start + name.length
      if (mentions.some((other) => start < other.end && other.start < end)) continue
      mentions.push({ name, start, end, known: false })
    }
  }
  return mentions.sort((a, b) => a.start - b.start)
}

/** An ordinary word is a product only behind words of use, with a capital in mid-sentence. */
function isUsed(sentence: string, before: string, after: string, passage: Passage): boolean {
  if (passage.kind === 'heading' || before.trim() === '') return false
  return (
    /\b(?:uses?|using|use of|via|through|on|onto|called|by|in|with|such as|and|,)\s+(?:the\s+)?$/i.test(before) &&
    USES.test(sentence) &&
    (/^\s*(?:to|as|which|for|software|system|platform|app|is|are|\(|,|\.|;|and|or|$)/i.test(after) ||
      /\b(?:uses?|called|via)\s+$/i.test(before))
  )
}

/** A name without the words that belong to no product; null when nothing is left. */
function trimmed(words: string): string | null {
  let parts = words.replace(/[.’']+$/, '').split(/\s+/)
  while (parts.length > 0 && /^(?:of|for|the)$/i.test(parts.at(-1) ?? '')) parts = parts.slice(0, -1)
  const [first = ''] = parts
  if (parts.length === 0 || /^\d+$/.test(first) || first.length < 3) return null
  if (parts.some((part) => NO_PRODUCT.test(part.replace(/['’]s?$/, ''))) || BODY.test(parts.join(' '))) return null
  return parts.join(' ')
}

/** What the sentence says the system is for; null when it does not. */
function useOf(sentence: string, { start, end }: Mention): string | null {
  const after = sentence
    .slice(end)
    .replace(/^\s*\([^)]{0,80}\)/, '')
    .replace(/^\s*(?:software|system|platform|app|accounts?)\b/i, '')
  const purpose = /^\s*,?\s*((?:to|as|for|which|that)\s+[^.;]{4,240})/i.exec(after)?.[1]
  const words = purpose === undefined || /^(?:to|for) (?:the|our|all|which)\b.{0,20}$/i.test(purpose) ? null : purpose
  if (words !== null && !/^to\s+(?:ensure that )?(?:a |an )/i.test(words)) return tidy(words)
  const before = sentence.slice(0, start)
  const logged =
    /([\p{L}][^.;:(]{3,120}?\b(?:logged|recorded|reported|stored|entered|kept|sent|communicated))\b[^.;:]{0,60}$/iu.exec(
      before,
    )?.[1]
  return logged === undefined ? null : tidy(logged)
}

/** "The school reaches families through:" says it for each item of the list. */
function leadUse({ leads }: Passage): string | null {
  const words = /^(.{6,200}?)\s+(?:through|via|using|by means of)\s*:?\s*$/i.exec(leads.at(-1) ?? '')?.[1]
  return words === undefined ? null : tidy(words)
}

const tidy = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:]+$/, '')
    .trim()
    .slice(0, 300)
