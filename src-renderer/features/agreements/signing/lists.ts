/** What the lists of signatures show: who is open, by class, filtered and found; and how far schools have come. Pure. */
import type {
  Agreement,
  AgreementAudience,
  AppContract,
  Clearance,
  Client,
  Completion,
  Member,
  Signee,
  SigningState,
  Standing,
} from '@contract'
import { compareValues } from '../../../ui/grid'

/** One agreement somebody has not signed, or not as they should. */
export interface OpenRow {
  readonly key: string
  readonly member: Member
  readonly standing: Standing
}

export interface OpenFilter {
  /** Ids; null: all. */
  readonly agreement: string | null
  readonly group: string | null
  readonly state: SigningState | null
}

export const keyOf = ({ kind, id }: Signee): string => `${kind}-${id}`

export const isSameSignee = (a: Signee, b: Signee): boolean => a.kind === b.kind && a.id === b.id

/** Everybody with an agreement that is not current, by class and then by name. */
export function openRows(clearances: readonly Clearance[], filter: OpenFilter): OpenRow[] {
  const rows = clearances.flatMap(({ member, standings }) =>
    standings
      .filter(
        ({ agreement, state }) =>
          state !== 'CURRENT' &&
          (filter.agreement === null || agreement === filter.agreement) &&
          (filter.state === null || state === filter.state) &&
          (filter.group === null || member.group === filter.group),
      )
      .map((standing): OpenRow => ({
        key: `${keyOf(member.signee)}-${standing.agreement}`,
        ...{ member, standing },
      })),
  )
  return rows.sort(
    (a, b) =>
      compareValues(a.member.group, b.member.group) ||
      compareValues(a.member.name, b.member.name) ||
      compareValues(a.standing.title, b.standing.title),
  )
}

/** Every class, department and organisation, as people file them. */
export function groupsOf(clearances: readonly Clearance[]): string[] {
  const all = new Set(clearances.flatMap(({ member }) => (member.group === null ? [] : [member.group])))
  return [...all].sort(compareValues)
}

/** Agreements that are asked of anybody, by title. */
export function agreementsOf(
  clearances: readonly Clearance[],
): { id: string; title: string; version: string | null }[] {
  const all = new Map(
    clearances.flatMap(({ standings }) =>
      standings.map(({ agreement, title, version }) => [agreement, { id: agreement, title, version }] as const),
    ),
  )
  return [...all.values()].sort((a, b) => compareValues(a.title, b.title))
}

export interface ClearedFilter {
  readonly group: string | null
  readonly audience: AgreementAudience | null
  /** Null: both. */
  readonly cleared: boolean | null
}

/** Those the filter lets through: who is not cleared first, then by class and name. */
export function clearedRows(clearances: readonly Clearance[], filter: ClearedFilter): Clearance[] {
  return clearances
    .filter(
      ({ member, cleared }) =>
        (filter.group === null || member.group === filter.group) &&
        (filter.audience === null || member.audience === filter.audience) &&
        (filter.cleared === null || cleared === filter.cleared),
    )
    .sort(
      (a, b) =>
        Number(a.cleared) - Number(b.cleared) ||
        compareValues(a.member.group, b.member.group) ||
        compareValues(a.member.name, b.member.name),
    )
}

/** A row that can be signed in class: somebody who signs for themselves has not, and there is a text. */
export const signsInClass = ({ standing }: OpenRow): boolean =>
  standing.version !== null && standing.missing.some((capacity) => capacity !== 'PARENT')

/** So many lines of a search are shown. */
const MOST = 12

/**
 * Finds people as forms are keyed: letters of the surname, a space and letters of the first name, or an admission number.
 * Names as they are said are found too. `homonym`: somebody else has the same name, so a person has to choose.
 */
export function found(members: readonly Member[], typed: string): { member: Member; homonym: boolean }[] {
  const query = plain(typed.trim())
  if (query === '') return []
  const [first = '', ...rest] = query.split(/\s+/)
  const second = rest.join(' ')
  const hits = members.filter((member) => {
    if (member.card?.admissionNumber.toLowerCase() === query) return true
    const { forename, surname } = namesOf(member)
    const filed = surname.startsWith(first) && (second === '' || forename.startsWith(second))
    return filed || `${forename} ${surname}`.startsWith(query) || `${surname} ${forename}`.startsWith(query)
  })
  const named = new Map<string, number>()
  for (const { name } of hits) named.set(plain(name), (named.get(plain(name)) ?? 0) + 1)
  return hits
    .sort((a, b) => compareValues(filed(a), filed(b)))
    .slice(0, MOST)
    .map((member) => ({ member, homonym: (named.get(plain(member.name)) ?? 0) > 1 }))
}
/** Without accents and in small letters. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
function namesOf({ name, card }: Member): { forename: string; surname: string } {
  if (card !== null) return { forename: plain(card.forename ?? ''), surname: plain(card.surname) }
  const parts = plain(name).split(/\s+/)
  return { forename: parts.slice(0, -1).join(' '), surname: parts.at(-1) ?? '' }
}
const filed = (member: Member) => Object.values(namesOf(member)).reverse().join(' ')

/** Percent of those in scope that are current, rounded down so that 100 means all; null when nobody is, or it is not shown. */
export const percent = ({ current, inScope }: Pick<Completion, 'current' | 'inScope'>): number | null =>
  current === null || inScope === null || inScope === 0 ? null : Math.floor((100 * current) / inScope)

export type SchoolCompletion = Awaited<ReturnType<Client<AppContract>['agreements.trustCompletion']>>[number]

export const FIGURES = ['inScope', 'current', 'resignDue', 'expired', 'refused', 'cannotSign', 'notSigned'] as const
export type Figures = Pick<Completion, (typeof FIGURES)[number]>

/** One school in figures: all its agreements together. */
export interface SchoolSum {
  readonly school: SchoolCompletion['school']
  /** Null: the school's file cannot be opened here. */
  readonly sum: Figures | null
}

/** Sums the figures of every agreement over a whole school; rows of single classes are parts of them. What is hidden stays hidden. */
export function sumOf({ school, completion }: SchoolCompletion): SchoolSum {
  if (completion === null) return { school, sum: null }
  const sum: Figures = {
    ...{ inScope: 0, current: 0, resignDue: 0, expired: 0, refused: 0, cannotSign: 0, notSigned: 0 },
  }
  for (const line of completion.filter(({ group }) => group === null)) {
    for (const figure of FIGURES) {
      const [so, more] = [sum[figure], line[figure]]
      sum[figure] = so === null || more === null ? null : so + more
    }
  }
  return { school, sum }
}

/** The agreement a variant is told under: the one that is a variant of nothing. */
export function leadOf(all: readonly Agreement[], one: Agreement): Agreement {
  const seen = new Set<string>()
  let lead = one
  while (lead.variantOf !== null && !seen.has(lead.id)) {
    seen.add(lead.id)
    const next = all.find(({ id }) => id === lead.variantOf)
    if (next === undefined) break
    lead = next
  }
  return lead
}

/** Asked only of those who have a device, so whoever is to have one may sign it first. */
export const isForDevices = ({ audiences }: Pick<Agreement, 'audiences'>): boolean =>
  audiences.includes('DEVICE_LOAN') || audiences.includes('OWN_DEVICE')
