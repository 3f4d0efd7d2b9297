/** How findings are worded: plain words for people beside the document's own. Pure. */
import type { MetadataName, TABLE_KINDS } from '@contract/report'

/** What each stated fact is called. */
export const FACT_WORDS: Readonly<Record<MetadataName, string>> = {
  title: 'Title',
  version: 'Version',
  author: 'Written by',
  owner: 'Owner',
  approvedBy: 'Approved by',
  approvingBody: 'Approving body',
  reviewingBody: 'Reviewing body',
  dateApproved: 'Date approved',
  issued: 'Issued',
  effectiveFrom: 'In force from',
  lastReviewed: 'Last reviewed',
  nextReview: 'Next review',
  frequency: 'How often it is reviewed',
  communication: 'How it is made known',
  location: 'Where it is kept',
}

/** Facts whose value is a date. */
export const DATE_FACTS: readonly MetadataName[] = [
  'dateApproved',
  'issued',
  'effectiveFrom',
  'lastReviewed',
  'nextReview',
]

/** What the actions of an incident table are called where nothing is printed over them. */
export const ACTIONS = 'Actions'

export const TABLE_WORDS: Readonly<Record<(typeof TABLE_KINDS)[number], string>> = {
  permission: 'Table of what is allowed',
  userActions: 'User actions chart',
  incident: 'Table of responses to incidents',
  device: 'Table of devices',
}

export const RULE_ABOUT_WORDS = {
  needed: 'When consent is needed',
  'not-needed': 'When consent is not needed',
  'when-asked': 'When consent is asked for',
  withdrawal: 'Taking consent back',
  participants: 'Who has to agree',
  names: 'Names beside pictures',
  families: 'Pictures families take',
  other: 'Consent',
} as const

/** What silence is called, here and on everything that is printed (design 1). */
export const NOT_STATED = 'Not stated'

/** "1 row", "11 rows". */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : several}`

/** "A", "A and B", "A, B and C". */
export function listed(parts: readonly string[]): string {
  const [last, ...before] = [...parts].reverse()
  if (last === undefined) return ''
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`
}

/** Texts that differ in nothing a reader would see: spaces, kinds of quotes and dashes. */
export const plainText = (text: string): string =>
  text.normalize('NFKC').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[‐-―]/g, '-').replace(/\s+/g, ' ').trim()

/** On one line, otherwise as written. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** As many characters as a field holds, the cut shown. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
