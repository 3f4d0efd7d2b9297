/** How the findings of a document are listed, counted and gone through. Pure. */
import type { Finding, FindingKind, Verdict } from '@contract'
import { MARKS, type MarkKind } from '../../ui/permission'
import { comparePlaces } from './passages'

/** The chips over the list. */
export const FILTERS = ['decide', 'accepted', 'declined', 'notice', 'all'] as const
export type Filter = (typeof FILTERS)[number]

/** The kinds in the order of their headings; what could not be read stands beside what could. */
const KIND_ORDER: readonly FindingKind[] = [
  'fact',
  'table',
  'declined',
  'rule',
  'purpose',
  'consentRule',
  'retention',
  'system',
  'notice',
]

/** Whether somebody is still to say yes or no. A table to finish by hand is such a question too. */
export function needsDecision({ kind, verdict, applied, news }: Finding): boolean {
  return kind !== 'notice' && verdict === 'undecided' && !applied && news !== 'same'
}

/** The same as an earlier edition said, and turned down there: not asked again, yet somebody may change their mind. */
export const wasTurnedDown = ({ kind, news, before }: Finding): boolean =>
  kind !== 'notice' && news === 'same' && before === null

/** Whether a verdict can be given at all. */
export const takesVerdict = (finding: Finding): boolean =>
  finding.kind !== 'notice' && !finding.applied && (finding.news !== 'same' || wasTurnedDown(finding))

/** Accepted and waiting for the records. */
export const isWaiting = ({ verdict, applied }: Finding): boolean => verdict === 'accepted' && !applied

const FITS: Readonly<Record<Filter, (finding: Finding) => boolean>> = {
  decide: needsDecision,
  accepted: ({ verdict, applied }) => verdict === 'accepted' || applied,
  declined: ({ kind }) => kind === 'declined',
  notice: ({ kind }) => kind === 'notice',
  all: () => true,
}

export const fits = (finding: Finding, filter: Filter): boolean => FITS[filter](finding)

/** How many findings each chip would show. */
export function countsOf(findings: readonly Finding[]): Readonly<Record<Filter, number>> {
  const count = (filter: Filter) => findings.filter(FITS[filter]).length
  return {
    decide: count('decide'),
    accepted: count('accepted'),
    declined: count('declined'),
    notice: count('notice'),
    all: findings.length,
  }
}

export interface Group {
  readonly kind: FindingKind
  readonly findings: readonly Finding[]
}

/** The findings under the headings of their kinds, each in document order; kinds without any are left out. */
export function groupsOf(findings: readonly Finding[], filter: Filter): Group[] {
  const shown = findings.filter(FITS[filter])
  return KIND_ORDER.map((kind) => ({
    kind,
    findings: shown.filter((finding) => finding.kind === kind).sort((a, b) => comparePlaces(a.source, b.source)),
  })).filter((group) => group.findings.length > 0)
}

/** The list from top to bottom. */
export const listed = (groups: readonly Group[]): Finding[] => groups.flatMap(({ findings }) => findings)

/**
 * The finding so many steps on; at an end it stays there.
 * @param key where one is; one that is not in the list counts as before its first
 */
export function stepped(list: readonly Finding[], key: string | null, step: 1 | -1): Finding | undefined {
  const at = list.findIndex((finding) => finding.key === key)
  if (at < 0) return list[0]
  return list[Math.min(list.length - 1, Math.max(0, at + step))]
}

/**
 * Where to go after a finding was decided: the next one down that needs a decision, else the nearest one up, else
 * the finding itself. `list` is the list as it stood before.
 */
export function afterDeciding(list: readonly Finding[], key: string): string {
  const at = list.findIndex((finding) => finding.key === key)
  const open = (finding: Finding) => finding.key !== key && needsDecision(finding)
  return (list.slice(at + 1).find(open) ?? list.slice(0, Math.max(0, at)).findLast(open))?.key ?? key
}

/** Columns of a table, as corrected so far, that speak of nobody known; such a table is not accepted yet. */
export function unknownColumns({ table, correction }: Finding): number {
  const own = new Map(
    correction?.of === 'table' ? correction.columns.map(({ column, audience }) => [column, audience]) : [],
  )
  return (table?.understood ?? []).filter(({ audience }, at) => (own.has(at) ? own.get(at) : audience) === null).length
}

/** What "accept all that are sure" takes, and what it leaves though it is sure, because somebody should look first. */
export function sureOnes(findings: readonly Finding[]): { take: Finding[]; leave: Finding[] } {
  const sure = findings.filter(
    (finding) => needsDecision(finding) && finding.confidence === 'certain' && finding.kind !== 'declined',
  )
  const needsEyes = (finding: Finding) =>
    finding.news === 'gone' || (finding.table?.flags.length ?? 0) > 0 || unknownColumns(finding) > 0
  return { take: sure.filter((finding) => !needsEyes(finding)), leave: sure.filter(needsEyes) }
}

/** A verdict as the card and the list will count it; a correction of a finding that stays undecided is kept too. */
export function decided(finding: Finding, verdict: Verdict, correction: Finding['correction']): Finding {
  return { ...finding, verdict, correction }
}

// The longest word first, so that "not allowed and illegal" is not taken for "not allowed".
const BY_WORD: readonly { kind: MarkKind; word: string }[] = (
  ['illegal', 'times', 'permission', 'selected', 'not-allowed', 'allowed'] as const
)
  .map((kind) => ({ kind, word: MARKS[kind].word.toLowerCase() }))
  .sort((a, b) => b.word.length - a.word.length)

/** The permission an understood sentence begins with, by the words of the legend; null when it begins with none. */
export function markIn(understood: string | null): MarkKind | null {
  const text = understood?.toLowerCase() ?? ''
  return BY_WORD.find(({ word }) => text.startsWith(word))?.kind ?? null
}

/** What an understood sentence says beside the permission it begins with; empty when that is all. */
export function besidesMark(understood: string, kind: MarkKind): string {
  return understood.slice(MARKS[kind].word.length).replace(/^[\s:;,]+/, '')
}

/** What people can put into words of their own, and so correct in a line of text. */
export const WORDED_KINDS: readonly FindingKind[] = ['fact', 'rule', 'purpose', 'consentRule', 'retention', 'system']
