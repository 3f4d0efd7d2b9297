/** Rules in sentences as a table: one row a question, one column an audience (design 5, "prose rules"). Pure. */
import type { z } from 'zod'
import type { Activity, CellContent, DeviceClass } from '@contract/matrices'
import type { Correction } from '@contract/reading'
import { DeviceRule } from '@contract/report'
import { AUDIENCE_WORDS } from '@contract/words'
import { BLANK, DEVICE_ACTIVITIES, DEVICE_WORDS } from '../matrices'
import { ruleAnswer } from './answers'
import type { BaseFinding } from './findings'
import type { BuiltColumn, BuiltTable, StandsIn } from './tables'
import { cut, oneLine } from './words'

export const PROSE_TITLE = 'Rules in prose'

/** Key of the record that links the rules of a document to their matrix. */
export const PROSE_KEY = 'table:prose'

const Rule = DeviceRule.pick({
  ...{ audience: true, device: true, deviceClass: true, activity: true, permission: true, permitting: true },
  ...{ conditions: true, quote: true, source: true },
})
export type Rule = z.output<typeof Rule>

/** The rule a finding was made of; null for a finding of another kind. */
export function ruleIn({
  kind,
  data,
  asWritten,
  source,
}: Pick<BaseFinding, 'kind' | 'data' | 'asWritten' | 'source'>): Rule | null {
  if (kind !== 'rule' || typeof data !== 'object' || data === null) return null
  return Rule.safeParse({ ...data, quote: asWritten, source }).data ?? null
}

/** A rule as a person accepted it. */
export interface AcceptedRule {
  readonly rule: Rule
  readonly correction: Correction | null
  /** The document said so before and does not any more. */
  readonly isGone: boolean
}

/** Questions of the trust's catalogue by key. */
export type Questions = ReadonlyMap<string, Activity>

/**
 * The table of some rules; places no rule speaks of hold nothing. Two rules for one place are kept side by side, and
 * where they differ nobody has said yet what they mean together.
 */
export function proseTable(rules: readonly AcceptedRule[], questions: Questions, document: StandsIn): BuiltTable {
  const columns = unique(
    rules.map(({ rule }) => columnFor(rule)),
    nameOf,
  )
  const rows = unique(
    rules.map(({ rule }) => rowFor(rule, questions)),
    ({ label }) => label,
  )
  return {
    ...{ title: PROSE_TITLE, kind: 'prose', rowHeading: 'Question', columns },
    from: columns.map(() => []),
    rows: rows.map((row, read) => ({
      ...row,
      read,
      cells: columns.map((column) => {
        const here = rules.filter(
          ({ rule }) => rowFor(rule, questions).label === row.label && nameOf(columnFor(rule)) === nameOf(column),
        )
        return cellOf(here, document)
      }),
    })),
  }
}

/** The question a row of rules asks: a rule is matched to it when a person accepts it as what its title says. */
export const questionOf = (rules: readonly AcceptedRule[], questions: Questions, label: string): string | null =>
  rules.find(({ rule }) => rowFor(rule, questions).label === label)?.rule.activity ?? null

const nameOf = ({ audience, device }: BuiltColumn): string => `${audience} ${device ?? ''}`

/** Questions asked once for each class of device have a column for each. */
const deviceOf = ({ activity, deviceClass }: Rule): DeviceClass | null =>
  activity !== null && DEVICE_ACTIVITIES.includes(activity) ? deviceClass : null

function columnFor(rule: Rule): BuiltColumn {
  const device = deviceOf(rule)
  const label = AUDIENCE_WORDS[rule.audience]
  return {
    group: null,
    label: device === null ? label : `${label}: ${DEVICE_WORDS[device]}`,
    audience: rule.audience,
    device,
    captions: [],
  }
}

/** A rule that asks none of the catalogue's questions stands under its own words, so that no two are taken for one. */
function rowFor({ activity, quote }: Rule, questions: Questions) {
  const question = activity === null ? undefined : questions.get(activity)
  return { group: question?.area ?? null, label: cut(question?.label ?? oneLine(quote), 600) }
}

function cellOf(all: readonly AcceptedRule[], document: StandsIn): CellContent | null {
  if (all.length === 0) return null
  const rules = all.filter(({ isGone }) => !isGone)
  const [first] = rules
  if (first === undefined) return notStated(document)
  const answers = rules.map(({ rule, correction }) => (correction?.of === 'words' ? null : ruleAnswer(rule)))
  const same = answers.every((answer) => answer !== null && JSON.stringify(answer) === JSON.stringify(answers[0]))
  const words = rules.map(({ rule, correction }) => oneLine(correction?.of === 'words' ? correction.words : rule.quote))
  const { source } = first.rule
  return {
    ...BLANK,
    words: cut([...new Set(words)].join(' / '), 2000),
    // What a person worded anew is read from its words, or by a person, never from what they took the place of.
    answers: same && answers[0] !== null && answers[0] !== undefined ? [answers[0]] : null,
    source: {
      document: cut(oneLine(document.title), 200),
      clause: source.clause,
      place: null,
      passage: { document: document.id, block: source.block, row: source.row },
    },
  }
}

const notStated = ({ title }: StandsIn): CellContent => ({
  ...BLANK,
  silent: true,
  source: {
    ...{ document: cut(oneLine(title), 200), clause: 'Whole document', place: 'Read for this, nothing found' },
    passage: null,
  },
})

function unique<T>(items: readonly T[], nameOfItem: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [nameOfItem(item), item])).values()]
}
