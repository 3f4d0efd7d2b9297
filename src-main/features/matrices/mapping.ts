/**
 * Proposing which catalogue activity a row asks about, from its words (R117). A proposal only: a person confirms, and
 * a row with no good reason gets none.
 */
import type { Activity, ActivityKey, Kind, MatrixView, Row } from '@contract/matrices'
import { WORDINGS } from './synonyms'

/** One proposal with the reason a person can judge. */
export interface Proposal {
  readonly row: string
  readonly activity: string
  readonly confidence: 'certain' | 'likely' | 'possible'
  readonly why: string
}

/** What is remembered of one wording. */
export interface Remembered {
  readonly activity: ActivityKey
  /** Names of the schools that matched it so, the newest first. */
  readonly at: readonly string[]
  /** Names of schools that match it to another question. */
  readonly otherwise: readonly string[]
}

/** By label as it is matched. */
export type Memory = ReadonlyMap<string, Remembered>

/** Labels as they are matched: lower case, "e-mail" and "email" alike, quotes and signs of footnotes gone. */
export function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[‐-–—]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/\be-mail/g, 'email')
    .replace(/[*†‡]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Words that say nothing about an activity. */
const EMPTY_WORDS = new Set(
  'a an and any are as at be by for from in into is it may not of on or such the their to use used using via with school college mobile'.split(
    ' ',
  ),
)

/** Telling words of a text, singular where an s is all that differs. */
function telling(text: string): ReadonlySet<string> {
  const words = plainLabel(text).match(/[a-z][a-z']+/g) ?? []
  return new Set(words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => word.replace(/(?<=[a-z]{3})s$/, '')))
}

/** Share of telling words two texts have in common, 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - common
  return all === 0 ? 0 : common / all
}

/** Below this two labels share too little to be worth a look. */
const ALIKE = 0.4

/**
 * Proposals for the rows nobody has mapped, at most one each, in the order of the rows.
 * @param catalogue every activity of the trust, its own additions too
 * @param memory what schools of the trust matched before: that comes first
 */
export function proposeMappings(
  { edition, rows }: { readonly edition: { readonly kind: Kind }; readonly rows: MatrixView['rows'] },
  catalogue: readonly Activity[],
  memory: Memory = new Map(),
): readonly Proposal[] {
  if (edition.kind === 'incident') return []
  const labels = new Map(catalogue.map((activity) => [activity.key, activity]))
  return rows
    .filter((row) => row.activity === null)
    .flatMap((row) => remembered(row, memory, labels) ?? proposalFor(row, catalogue, labels) ?? [])
}

/** What was matched before, certain where nobody matched it otherwise. */
function remembered(row: Row, memory: Memory, byKey: ReadonlyMap<string, Activity>): Proposal | null {
  const known = memory.get(plainLabel(row.label))
  if (known === undefined || !byKey.has(known.activity)) return null
  const confidence = known.otherwise.length === 0 ? 'certain' : 'likely'
  return { row: row.id, activity: known.activity, confidence, why: whyRemembered(known) }
}

function proposalFor(row: Row, catalogue: readonly Activity[], byKey: ReadonlyMap<string, Activity>): Proposal | null {
  const label = plainLabel(row.label)
  const same = catalogue.find((activity) => plainLabel(activity.label) === label)
  if (same !== undefined) {
    return { row: row.id, activity: same.key, confidence: 'certain', why: 'Worded just like the question.' }
  }
  return byWording(row, label, byKey) ?? byLikeness(row, catalogue)
}

function byWording(row: Row, label: string, byKey: ReadonlyMap<string, Activity>): Proposal | null {
  for (const { activity, all, without, sure } of WORDINGS) {
    if (!byKey.has(activity) || without?.test(label) === true) continue
    const found = all.map((pattern) => pattern.exec(label)?.[0])
    if (found.some((words) => words === undefined)) continue
    const words = [...new Set(found)].map((each) => `“${each ?? ''}”`).join(' and ')
    return {
      row: row.id,
      activity,
      confidence: sure ? 'likely' : 'possible',
      why: sure ? `Says ${words}.` : `Says ${words}, which fits other questions too.`,
    }
  }
  return null
}

function byLikeness(row: Row, catalogue: readonly Activity[]): Proposal | null {
  const words = telling(row.label)
  const [best, next] = catalogue
    .map((activity) => ({ activity, score: likeness(words, telling(activity.label)) }))
    .sort((a, b) => b.score - a.score)
  if (best === undefined || best.score < ALIKE || best.score === next?.score) return null
  const common = [...telling(best.activity.label)].filter((word) => words.has(word)).map((word) => `“${word}”`)
  return {
    row: row.id,
    activity: best.activity.key,
    confidence: 'possible',
    why: `Shares ${common.join(', ')} with the question.`,
  }
}

/** "Matched this way at Sitwell Junior School." */
function whyRemembered({ at, otherwise }: Remembered): string {
  return `Matched this way at ${listed(at)}${otherwise.length > 0 ? `, otherwise at ${listed(otherwise)}` : ''}.`
}

const NAMED = 2

function listed(names: readonly string[]): string {
  const rest = names.length - NAMED
  if (rest > 0) return `${names.slice(0, NAMED).join(', ')} and ${rest} more`
  return names.join(' and ')
}
