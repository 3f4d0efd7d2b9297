/**
 * Whether a document speaks for a school, and which of its parts do (R17). Names are compared as people take them for the
 * same: "The Thistlebrook School" and "Thistlebrook", "A & B" and "A and B". Pure.
 */
import type { ReadReport, TagException } from '@contract/report'
import type { SchoolFacts } from '@contract/schools'

/** A school as a document may name it. */
export type Naming = Pick<SchoolFacts, 'name' | 'shortName'>

export interface Standing {
  /**
   * `named`: the document speaks for this school alone. `among`: for it and others. `other`: for others only.
   * `unnamed`: it names none. `trust`: it is read for the whole trust.
   */
  readonly how: 'named' | 'among' | 'other' | 'unnamed' | 'trust'
  /** Whether a tag or name of the document means this school. */
  readonly isOurs: (tag: string) => boolean
}

/** Words that do not tell two schools apart. */
const EMPTY = new Set(['the', 'school', 'schools'])

/** A school's name as it is compared. */
export function plainName(name: string): string {
  return wordsOf(name)
    .filter((word) => !EMPTY.has(word))
    .join(' ')
}

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/** OHS for Oakwood High School. */
const initialsOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !['the', 'of', 'and', 'for', 'at'].includes(word))
    .map((word) => word.charAt(0))
    .join('')

/** Whether a name in a document means a school. */
export const isNameOf = (name: string, naming: Naming): boolean => {
  const plain = plainName(name)
  return plain !== '' && (plain === plainName(naming.name) || plain === plainName(naming.shortName))
}

/** @param naming null where the document is read for the whole trust */
export function standingOf(
  report: Pick<ReadReport, 'school' | 'schools' | 'schoolTags'>,
  naming: Naming | null,
): Standing {
  if (naming === null) return { how: 'trust', isOurs: () => true }
  const tags = new Map(Object.entries(report.schoolTags).map(([tag, name]) => [tag.trim().toLowerCase(), name]))
  const isOurs = (tag: string): boolean => {
    const plain = tag.trim().toLowerCase()
    // What the document itself says of its short forms comes before any likeness.
    const name = tags.get(plain)
    if (name !== undefined) return isNameOf(name, naming)
    return plain === naming.shortName.toLowerCase() || plain === initialsOf(naming.name) || isNameOf(tag, naming)
  }
  const named = report.schools.length > 0 ? report.schools : report.school === null ? [] : [report.school]
  if (named.length === 0) return { how: 'unnamed', isOurs }
  if (!named.some((name) => isNameOf(name, naming) || isOurs(name))) return { how: 'other', isOurs }
  return { how: named.length === 1 ? 'named' : 'among', isOurs }
}

/** Whether a part of a document concerns the school: of a shared one only what names it, or names nobody. */
export const concerns = (standing: Standing, { appliesTo }: { readonly appliesTo: readonly string[] }): boolean =>
  standing.how !== 'among' || appliesTo.length === 0 || appliesTo.some(standing.isOurs)

/** Whether words such as "(Not TRC)" leave the school out. Asked only where the document speaks for it by name. */
export function leavesOut(standing: Standing, { not, only }: Pick<TagException, 'not' | 'only'>): boolean {
  if (standing.how !== 'among' && standing.how !== 'named') return false
  return not.some(standing.isOurs) || (only.length > 0 && !only.some(standing.isOurs))
}

/** Schools of a list a document speaks for, beside the one it was read for. */
export function alsoNamed<S extends { readonly facts: Naming }>(
  report: Pick<ReadReport, 'school' | 'schools' | 'schoolTags'>,
  others: readonly S[],
): readonly S[] {
  if (report.schools.length < 2) return []
  return others.filter(({ facts }) => standingOf(report, facts).how === 'among')
}
