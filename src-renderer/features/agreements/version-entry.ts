/** A draft version while it is typed: whatever stands in the boxes, it can be saved. Pure. */
import {
  FIXED_LINE_WORDS,
  FIXED_LINES,
  LanguageTag,
  Line,
  PUPIL_AUDIENCES,
  type Agreement,
  type AgreementAudience,
  type ChangeClass,
  type CivilDate,
  type Clause,
  type FixedLine,
  type FixedWords,
  type Version,
  type VersionFacts,
} from '@contract'
import { shifted } from '../../ui/dates'
import type { Comparison } from './agreements-store'
import { textWords } from './text-words'

export type ClauseChange = Comparison['clauses'][number]

export interface ClauseEntry {
  readonly id: string
  heading: string
  text: string
  local: boolean
  symbol: string
}

export interface VersionEntry {
  label: string
  clauses: ClauseEntry[]
  effectiveFrom: CivilDate | null
  changes: Partial<Record<AgreementAudience, ChangeClass>>
  summary: string
  /** Of a translation: language tag, and its words for what is fixed on paper; empty: the English stands there. */
  tag: string
  fixed: Record<FixedLine, string>
}

/** Stands for a text that is not written yet: it is saved with the clause and told as a problem, so that nothing else waits for it. */
export const NOT_WRITTEN = '[insert the text]'

/** An id of 32 hex digits for a new clause; it stays with the clause through every version. */
export const newClauseId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export function versionEntry({ label, clauses, effectiveFrom, changes, summary, fixedWords }: Version): VersionEntry {
  const said = new Map(fixedWords?.lines.map(({ line, words }) => [line, words]))
  // Every line has its own key, and nothing else has one.
  const fixed = Object.fromEntries(FIXED_LINES.map((line) => [line, said.get(line) ?? ''])) as Record<FixedLine, string>
  return {
    ...{ fixed, tag: fixedWords?.tag ?? '' },
    ...{ label, effectiveFrom, summary },
    clauses: clauses.map(({ symbol, text, ...clause }) => ({
      ...clause,
      text: text === NOT_WRITTEN ? '' : text,
      symbol: symbol ?? '',
    })),
    changes: Object.fromEntries(changes.map(({ audience, change }) => [audience, change])),
  }
}

const FOR_FORMS: readonly FixedLine[] = ['VERSION', 'IN_FORCE', 'LANGUAGE', 'FOR', 'GROUP', 'FORM_NUMBER']
const IN_FAMILY = {
  CHILD: ['CHILD', 'NAME', 'CLASS', 'SIGNATURE', 'DATE'],
  PARENT: ['PARENT', 'CHILD_NAME', 'CLASS', 'OWN_NAME', 'SIGNATURE', 'DATE'],
  BOTH: ['CHILD', 'PARENT', 'NAME', 'OWN_NAME', 'CLASS', 'SIGNATURE', 'DATE', 'CHILD_NAME'],
  ADULT: ['ADULT', 'NAME', 'SIGNATURE', 'DATE'],
} as const satisfies Record<Agreement['signers'], readonly FixedLine[]>
const PUPILS: readonly AgreementAudience[] = PUPIL_AUDIENCES

/** The lines that can stand on the paper of an agreement, in the order of the page. */
export function fixedLinesOf({
  signers,
  childFrom,
  audiences,
}: Pick<Agreement, 'signers' | 'childFrom' | 'audiences'>): readonly FixedLine[] {
  const own: readonly FixedLine[] = IN_FAMILY[signers]
  const isPupils = audiences.some((audience) => PUPILS.includes(audience))
  const asked = new Set<FixedLine>([
    ...[...FOR_FORMS, ...own],
    ...(signers === 'BOTH' && childFrom !== null ? ['FROM_YEAR' as const] : []),
    // A form for the child alone, of two who sign, asks whether a parent has read it.
    ...(isPupils && signers !== 'CHILD' && signers !== 'ADULT' ? ['READ_WITH_CHILD' as const] : []),
    ...(isPupils && (signers === 'CHILD' || signers === 'BOTH') ? ['READ_WITH_ME' as const] : []),
  ])
  return FIXED_LINES.filter((line) => asked.has(line))
}

/** What stands on paper for a line: the school's words, or the English in brackets. */
export const fixedShown = (line: FixedLine, words: string): string =>
  words.trim() === '' ? `[${FIXED_LINE_WORDS[line]}]` : words.trim()

/** Null: there is nothing to say, so nothing is stored. */
function readFixed({ tag, fixed }: VersionEntry, saved: Version): FixedWords | null {
  const read = LanguageTag.safeParse(tag.trim())
  const lines = FIXED_LINES.flatMap((line) => {
    const words = Line.safeParse(fixed[line])
    return words.success ? [{ line, words: words.data }] : []
  })
  const kept = read.success ? read.data : (saved.fixedWords?.tag ?? '')
  return saved.fixedWords === undefined && kept === '' && lines.length === 0 ? null : { tag: kept, lines }
}

/** Whether the words of a clause are the trust's and stand as they are. */
export const isTrustText = (clause: Pick<Clause, 'local'>, agreement: Pick<Agreement, 'template'>): boolean =>
  agreement.template !== null && !clause.local

/**
 * What of an entry can be saved now, and what of it cannot, by field. A label or a day that cannot be read stays as it was
 * saved; a clause with neither heading nor text is left out while it is new; a missing text is saved as one to write.
 * @param saved the draft as it stands
 * @param first it follows no version, so that nothing is classed
 */
export function readVersion(
  entry: VersionEntry,
  saved: Version,
  audiences: readonly AgreementAudience[],
  first: boolean,
): { facts: VersionFacts; errors: { label?: string; effectiveFrom?: string; tag?: string } } {
  const label = Line.safeParse(entry.label)
  const known = new Set(saved.clauses.map(({ id }) => id))
  const written = entry.clauses.filter(
    ({ id, heading, text }) => known.has(id) || heading.trim() !== '' || text.trim() !== '',
  )
  const clauses = (written.length > 0 ? written : entry.clauses).map(
    ({ id, heading, text, local, symbol }): Clause => ({
      ...{ id, local, heading: heading.trim(), text: text.trim() === '' ? NOT_WRITTEN : text.trim() },
      symbol: symbol.trim() === '' ? null : symbol.trim(),
    }),
  )
  const fixedWords = readFixed(entry, saved)
  return {
    facts: {
      ...(fixedWords === null ? {} : { fixedWords }),
      ...{ agreement: saved.agreement, clauses, templateVersion: saved.templateVersion, summary: entry.summary.trim() },
      label: label.success ? label.data : saved.label,
      effectiveFrom: entry.effectiveFrom ?? saved.effectiveFrom,
      changes: first
        ? []
        : audiences.flatMap((audience) => {
            const change = entry.changes[audience]
            return change === undefined ? [] : [{ audience, change }]
          }),
    },
    errors: {
      ...(label.success ? {} : { label: textWords.editor.needLabel }),
      ...(LanguageTag.safeParse(entry.tag.trim()).success ? {} : { tag: textWords.fixed.needTag }),
      ...(entry.effectiveFrom === null ? { effectiveFrom: textWords.editor.needDate } : {}),
    },
  }
}

const byDay = (a: Version, b: Version): number => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)

/** The issued version a draft would follow on its day; null: it is the first. */
export function followedBy(versions: readonly Version[], draft: Pick<Version, 'id' | 'effectiveFrom'>): Version | null {
  const issued = versions.filter(({ id, state }) => state === 'ISSUED' && id !== draft.id).sort(byDay)
  return issued.findLast(({ effectiveFrom }) => effectiveFrom <= draft.effectiveFrom) ?? null
}

/** What somebody who reviews a first version reads: every clause as new. */
export const allNew = (clauses: readonly Clause[]): ClauseChange[] =>
  clauses.map(({ id, heading, text }, at) => ({
    ...{ clause: id, change: 'ADDED' as const, before: null, after: at + 1, heading, kin: null },
    words: [{ mark: '+' as const, text }],
  }))

/** A label nobody used yet: the wanted one, or the same with a number behind it. */
export function freeLabel(wanted: string, used: readonly string[]): string {
  const stem = wanted.replace(/, \d+$/, '').slice(0, 190)
  const taken = new Set(used.map((label) => label.trim().toLowerCase()))
  let label = stem
  for (let n = 2; taken.has(label.toLowerCase()); n += 1) label = `${stem}, ${n}`
  return label
}

/** Academic year of a day, such as "2026/27": it begins on 1 September. */
function academicYear(day: CivilDate): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}

/**
 * The draft an agreement goes on with: the text of the newest issued version under a label of its own, or an empty first one.
 * @param versions of this agreement
 */
export function draftAfter(
  agreement: Pick<Agreement, 'id'>,
  versions: readonly Version[],
  today: CivilDate,
): VersionFacts {
  const newest = versions
    .filter(({ state }) => state === 'ISSUED')
    .sort(byDay)
    .at(-1)
  const label = freeLabel(
    academicYear(today),
    versions.map((one) => one.label),
  )
  const empty: Clause = { id: newClauseId(), heading: '', text: NOT_WRITTEN, local: false, symbol: null }
  return {
    ...{ agreement: agreement.id, label, changes: [], summary: '' },
    clauses: newest?.clauses ?? [empty],
    // Two versions cannot be in force from the same day.
    effectiveFrom: newest !== undefined && newest.effectiveFrom >= today ? shifted(newest.effectiveFrom, 1) : today,
    templateVersion: newest?.templateVersion ?? null,
    ...(newest?.fixedWords === undefined ? {} : { fixedWords: newest.fixedWords }),
  }
}
