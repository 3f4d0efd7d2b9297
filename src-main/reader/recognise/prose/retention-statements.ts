/** How long things are kept and what is done with them then, in sentences and in retention schedules. */
import type { RetentionStatement } from '@contract/report'
import type { Context } from '../context'
import { sourceOf, type Passage } from './passages'
import { isPlaceholder } from './placeholders'
import { tagsOfSentence } from './scope'
import { statesRule } from './standing'

const MOST = 300

const THING =
  '(?:images?|photo(?:graph)?s?|pictures?|videos?|video recordings?|recordings?|sound clips?|footage|cctv(?: footage)?|(?:personal |pupil |such |the |this |all )*(?:data|information)|records?|logs?|files?|e-?mails?|media|consent forms?|forms?|accounts?|backups?|back-ups?|documents?|material)'
const SUBJECT = new RegExp(
  `((?:(?:any|all|the|these|those|such|personal|digital|pupil|pupils['’]?|incident|monitoring|filtering|recorded|minimum|confiscated|signed|paper|electronic)\\s+)*${THING}(?:\\s*(?:,|and|or|/)\\s*(?:${THING}))*(?:\\s+(?:of|from|about|relating to|for)\\s+(?:[\\w’'/-]+\\s){1,6}?(?:that|who|which)\\s+have\\s+\\w+(?:\\s+the\\s+\\w+)?|\\s+(?:of|from|about)\\s+(?:former |the |all |our )*(?:pupils?|students?|learners?|children|staff|leavers|participants))?)`,
  'i',
)
const NUMBER = '(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|ninety)'
const UNIT = '(?:(?:calendar|working|school|academic|full) )?(?:days?|weeks?|months?|years?|terms?|half[- ]terms?)'
const PERIOD = `(?:(?:a (?:minimum|maximum) (?:period )?of |at least |up to |no more than |no longer than |a period of |the current (?:academic )?year(?: plus|\\s*\\+) |date of birth (?:plus|\\+) |dob ?\\+ ?)*${NUMBER}\\s*(?:\\(\\d{1,3}\\)\\s*)?${UNIT}(?:\\s+(?:after|from|following|since)\\s+[^.;,]{3,90})?)`
const KEPT = new RegExp(
  `\\b(?:ke(?:ep|pt)|retain(?:ed|s)?|stor(?:e|ed)|h(?:old|eld)|archiv(?:e|ed)|preserv(?:e|ed)|sav(?:e|ed))\\b[^.;]{0,140}?\\b(?:for|until|up to|no (?:longer|more))\\b`,
  'i',
)
const LENGTH = new RegExp(
  `((?:for )?(?:no (?:longer|more)(?: time)? than\\s+[^.;,]{3,120}|not (?:be )?(?:held|kept|retained|hold|keep|retain)(?: it)? (?:for )?(?:any )?longer than\\s+[^.;,]{3,120}|longer than (?:is )?necessary[^.;,]{0,100}|as long as\\s+[^.;,]{3,100}|until\\s+[^.;,]{3,100}|(?:for |up to |after |within )?${PERIOD}))`,
  'i',
)
const GONE =
  /\b(?:(?:securely |permanently |confidentially )?(?:delet(?:e|ed|es|ing|ion)|destroy(?:ed|ing)?|dispos(?:e|ed|al)(?: of)?|shred(?:ded)?|eras(?:e|ed|ing)|wip(?:e|ed|ing)|remov(?:e|ed|ing)|anonymis(?:e|ed)|archiv(?:e|ed|ing)))\b/i
const TRIGGER =
  /\b((?:when(?:ever)?|once|after|as soon as|at the end of|on|upon|following|within [\w ]{1,20} of|immediately after|until)\s+(?:they |it |the |a |an |their |that |this |any |each |leaving|departure|completion|he |she |consent|permission|use|transfer|being|no longer|we |pupils?|students?|children|staff|written|request)[^.;]{2,160})/i
const POLICY_WORDS =
  /\bin (?:line|accordance|keeping) with\b[^.;]{0,40}\b(?:retention|records management)\b[^.;,]{0,40}/i
const RESPONSIBLE =
  /^(?:\W*)((?:the |our )?(?:SLT|[\w’'/&-]+(?: [\w’'/&-]+){0,5}?)(?: staff| team| lead| officer| manager)?)\s+(?:have|has|(?:is|are) responsible|will be responsible|take|takes)\b[^.;]{0,20}\b(?:responsibility|responsible)?\b[^.;]{0,20}\b(?:of|for)\s+(?:securely )?(?:delet|destroy|dispos|remov|eras|shred)/i
const DONE_BY =
  /\b(?:deleted|destroyed|disposed of|shredded|erased|removed)\b[^.;]{0,60}? by ((?:the |our )?(?:office|admin\w*|business|data|it|network|head\w*|school|designated|senior|class)\s?[\w /-]{0,40}?)(?=[.,;]|$)/i
const IMAGES =
  /\b(?:images?|photo(?:graph)?s?|pictures?|video|recordings?|footage|data|records?|logs?|files?|information|documents?|forms?|media|material)\b/i
/** Not about keeping: rules for people, incidents on a phone, and the policy itself. */
const NOT_KEEPING =
  /\b(?:kept (?:up to date|safe|confidential|private|informed|under review)|keep (?:children|pupils|themselves|passwords?|up|mobile|phones?)|password|username|asked to remove|requested to be deleted|content may be deleted|keep(?:ing)? (?:a |the )?(?:record|log) of|lawful basis|access to .{0,30} disabled|policy (?:is|will be) (?:kept|held))\b/i

const LEFT = [
  /\bfollowing their departure\b/i,
  /\bafter (?:they|pupils|students|the pupil) (?:leave|have left|has left)\b/i,
  /\bhave left\b/i,
]

interface Parts {
  readonly period: string | null
  readonly trigger: string | null
  readonly action: string | null
}

/** Every statement on keeping and deleting. */
export function retentionStatementsOf(context: Context, passages: readonly Passage[]): RetentionStatement[] {
  const found: RetentionStatement[] = [...schedulesIn(context, passages)]
  const tables = new Set(found.map(({ source }) => source.block))
  const seen = new Set<string>()
  for (const passage of passages) {
    if (passage.aside !== null || passage.kind === 'heading' || tables.has(passage.block)) continue
    const lead = passage.leads.at(-1) ?? ''
    for (const sentence of passage.sentences) {
      if (sentence.length > 900 || NOT_KEEPING.test(sentence) || !statesRule(`${lead} ${sentence}`.trim())) continue
      const statement = statementOf(context, passage, sentence, lead)
      if (statement === null || seen.has(statement.asWritten)) continue
      seen.add(statement.asWritten)
      found.push(statement)
    }
  }
  return found.slice(0, MOST)
}

function statementOf(context: Context, passage: Passage, sentence: string, lead: string): RetentionStatement | null {
  if (!IMAGES.test(sentence)) return null
  const policy = POLICY_WORDS.exec(sentence)?.[0] ?? null
  const kept = KEPT.test(sentence) || /\bnot hold\b[^.;]{0,40}\blonger\b/i.test(sentence)
  const gone = GONE.exec(sentence)
  if (!kept && gone === null && policy === null) return null
  const parts = partsOf(sentence, kept, gone?.[0] ?? null)
  if (parts.period === null && parts.trigger === null && policy === null) return null
  // Without a time, a moment or somebody who answers for it, a deletion is a step in some procedure.
  if (parts.period === null && policy === null && gone === null) return null
  const subject = subjectOf(sentence)
  if (subject === null || NO_LONGER.test(sentence) || isDenied(sentence, parts)) return null
  const responsible = (RESPONSIBLE.exec(sentence) ?? DONE_BY.exec(sentence))?.[1]?.trim() ?? null
  const quote = /:\s*$/.test(lead) && /^\p{Ll}/u.test(sentence) ? `${lead} ${sentence}` : sentence
  return {
    subject: subject.slice(0, 400),
    period: cut(parts.period),
    trigger: cut(parts.trigger),
    action: cut(parts.action ?? (policy === null ? null : actionWith(sentence, policy))),
    responsible: cut(responsible),
    asWritten: quote.slice(0, 4000),
    appliesTo: tagsOfSentence(context, quote, passage.block),
    confidence: parts.period !== null && /\d|no (?:longer|more)/.test(parts.period) ? 'certain' : 'likely',
    why:
      parts.period === null
        ? 'The sentence says when it goes, not how long it is kept.'
        : 'The sentence says how long it is kept.',
    source: sourceOf(context, passage),
  }
}

/** What was done once, or is not done for so long: "We no longer keep footage for 90 days." */
const NO_LONGER =
  /\b(?:no longer|do(?:es)? not|don['’]t|did not|used to) (?:keep|retain|store|hold|archive)\b(?![^.;]*\b(?:longer|more) than\b)/i
/** Kept or deleted not, rarely or by nobody: the time named is then not how long it is kept. */
const DENIES =
  /\b(?:not|never|cannot|rarely|seldom|hardly|no longer)\b (?:(?!(?:are|is|will|must|should|and|or|they|we|until|when|after|unless|without)\b)\w+ ){0,3}(?:ke(?:ep|pt)|retain(?:ed)?|stor(?:e|ed)|h(?:old|eld)|archiv(?:e|ed)|delet(?:e|ed)|destroy(?:ed)?|eras(?:e|ed)|shred(?:ded)?|remov(?:e|ed)|dispos(?:e|ed))\b|^\W*(?:neither|no|none of|nobody|no[- ]one)\b/i

const isDenied = (sentence: string, { period }: Parts): boolean =>
  DENIES.test(sentence) && !/\b(?:longer|more)\b/i.test(period ?? '')

/** Words in front of a thing that are no part of its name. */
const NO_NAME =
  /\b(?:we|you|they|it|i|if|when|where|once|after|before|while|how|will|must|should|shall|may|can|do|does|not|no|never|keep|keeps|store|stores|hold|holds|retain|retains|delete|deletes|of|in|on|for|from|with|by|to|and|or|is|are|be|school|schools|academy|trust|staff|all|any|some|each)\b/i

/** The thing kept, with the words of its name in front of it: "Training records", not "records". */
function subjectOf(sentence: string): string | null {
  const match = SUBJECT.exec(sentence)
  if (match?.[1] === undefined) return null
  const before = sentence.slice(0, match.index)
  const named = /^(?:[\p{L}’'-]+ ){1,3}$/u.test(before) && !NO_NAME.test(before)
  return `${named ? before : ''}${match[1]}`.trim()
}

const cut = (text: string | null): string | null => {
  const words = text?.replace(/\s+/g, ' ').replace(/^[\s,;:]+|[\s,;:.]+$/g, '') ?? ''
  return words === '' ? null : words.slice(0, 300)
}

function partsOf(sentence: string, kept: boolean, gone: string | null): Parts {
  const period = kept || gone !== null ? (LENGTH.exec(sentence)?.[1] ?? null) : null
  const shorter =
    period?.split(/,?\s+(?:and (?:then|will|are|is|deleted|destroyed|securely)|then|before being|at which)\b/)[0] ??
    null
  const outside = period === null ? sentence : sentence.replace(period, ' ')
  const after = gone === null ? outside : outside.slice(Math.max(0, outside.indexOf(gone)))
  const trigger = (TRIGGER.exec(after) ?? TRIGGER.exec(outside))?.[1] ?? null
  const leavers = LEFT.map((pattern) => pattern.exec(outside)?.[0]).find((words) => words !== undefined) ?? null
  return { period: shorter, trigger: gone !== null || period === null ? trigger : (leavers ?? trigger), action: gone }
}

/** "securely stored" of "will be securely stored in line with the retention policy" */
function actionWith(sentence: string, policy: string): string {
  const verb =
    /\b(?:(?:securely|safely) )?(?:stored|kept|retained|held|archived|deleted|disposed of|destroyed)\b/i.exec(
      sentence,
    )?.[0]
  return verb === undefined ? policy : `${verb} ${policy}`
}

const COLUMNS = {
  subject: /\b(?:record|document|data|information|type|category|item|what|description|class of)/i,
  period: /\b(?:retention|period|how long|kept for|retain|keep)\b/i,
  trigger: /\b(?:trigger|from when|starting|start of|event)\b/i,
  action:
    /\b(?:action|disposal|end of (?:the )?(?:administrative )?life|destruction|method|what happens|secure disposal)\b/i,
  responsible: /\b(?:responsib|owner|who|officer)\b/i,
} as const

/** Rows of a retention schedule: a table whose headings name what is kept and how long. */
function schedulesIn(context: Context, passages: readonly Passage[]): RetentionStatement[] {
  const aside = new Set(passages.filter(({ aside }) => aside !== null && aside !== 'wide').map(({ block }) => block))
  return context.document.blocks.flatMap((block, index) => {
    if (block.kind !== 'table' || aside.has(index) || block.rows.length < 2) return []
    const texts = block.rows.map(({ cells }) => cells.map(({ text }) => text.replace(/\s+/g, ' ').trim()))
    const [head = []] = texts
    if (head.length < 2 || head.length > 8) return []
    const at = (pattern: RegExp, not: readonly number[]): number =>
      head.findIndex((text, column) => pattern.test(text) && text.length < 60 && !not.includes(column))
    const period = at(COLUMNS.period, [])
    const subject = at(COLUMNS.subject, [period])
    if (period < 0 || subject < 0 || !/\bretention|how long|kept for|retain/i.test(head[period] ?? '')) return []
    const action = at(COLUMNS.action, [period, subject])
    const trigger = at(COLUMNS.trigger, [period, subject, action])
    const responsible = at(COLUMNS.responsible, [period, subject, action, trigger])
    return texts.slice(1).flatMap((row, offset): RetentionStatement[] => {
      const value = (column: number): string | null => {
        const text = column < 0 ? '' : (row[column] ?? '')
        return text === '' || isPlaceholder(text) ? null : text.slice(0, 300)
      }
      const what = value(subject)
      if (what === null || (value(period) === null && value(action) === null)) return []
      const asWritten = row
        .filter((text) => text !== '')
        .join(' | ')
        .slice(0, 4000)
      return [
        {
          ...{
            subject: what,
            period: value(period),
            trigger: value(trigger),
            action: value(action),
            responsible: value(responsible),
          },
          ...{ asWritten, appliesTo: tagsOfSentence(context, asWritten, index), confidence: 'certain' },
          why: 'A row of a retention schedule.',
          source: context.outline.source(index, offset + 1),
        },
      ]
    })
  })
}
