/** The trust's template and a school's text made from it: which clauses are whose, and how a newer template is taken over. */
import type { ChangeClass, Clause, VersionFacts } from '@contract/agreements'
import { isTrusts, type TrustTexts } from './local-parts'

/**
 * What a school's text changes of the trust's that is not the school's to change, in words; null: nothing. The school may
 * write its own local parts, leave them out, set symbols beside a clause, and add clauses of its own.
 */
export function trustTextChanged(clauses: readonly Clause[], template: readonly Clause[]): string | null {
  const known = new Map(template.map((clause) => [clause.id, clause]))
  const own = new Map(clauses.map((clause) => [clause.id, clause]))
  for (const [place, clause] of template.entries()) {
    if (clause.local) continue
    const here = own.get(clause.id)
    if (here === undefined) return `${called(clause, place)} is the trust’s text and cannot be left out.`
    if (here.local || here.heading !== clause.heading || here.text !== clause.text)
      return `${called(clause, place)} is the trust’s text and cannot be changed here.`
  }
  const unmarked = clauses.findIndex(({ id, local }) => !local && known.get(id)?.local !== false)
  const clause = clauses[unmarked]
  return clause === undefined ? null : `${called(clause, unmarked)} is the school’s own and has to be marked as such.`
}

const called = ({ heading }: Clause, place: number): string => (heading === '' ? `Clause ${place + 1}` : `“${heading}”`)

/**
 * The clauses of a template with the school's own parts in them: a local clause keeps what the school wrote in it, a
 * clause the school added stays behind the one it followed, or the nearest before that which is still there.
 * @param own the school's text so far; null: it has none
 * @param ever every issued text of the template: a local part with the trust's own words takes the new ones
 */
export function takenOver(
  template: readonly Clause[],
  own: readonly Clause[] | null,
  ever: TrustTexts['ever'] = [],
): readonly Clause[] {
  const before = own ?? []
  const written = new Map(
    before.flatMap((clause) => (clause.local && !isTrusts(clause, ever) ? [[clause.id, clause] as const] : [])),
  )
  const clauses = template.map((clause) => (clause.local ? (written.get(clause.id) ?? clause) : clause))
  const known = new Set(template.map(({ id }) => id))
  before.forEach((clause, place) => {
    if (!clause.local || known.has(clause.id)) return
    const followed = before
      .slice(0, place)
      .map(({ id }) => clauses.findIndex((one) => one.id === id))
      .findLast((index) => index >= 0)
    clauses.splice((followed ?? -1) + 1, 0, clause)
  })
  return clauses
}

const STRICTNESS: readonly ChangeClass[] = ['WORDING', 'INFORM', 'RESIGN']

/**
 * What several versions taken over at once ask of those who signed before: the strictest of each audience's classes.
 * @param audiences those of the school's agreement; one no version speaks of is left out, for a person to say
 */
export function changesOver(
  versions: readonly Pick<VersionFacts, 'changes'>[],
  audiences: readonly VersionFacts['changes'][number]['audience'][],
): VersionFacts['changes'] {
  return audiences.flatMap((audience) => {
    const classes = versions.flatMap(({ changes }) => changes.filter((one) => one.audience === audience))
    const change = STRICTNESS.findLast((strict) => classes.some((one) => one.change === strict))
    return change === undefined ? [] : [{ audience, change }]
  })
}

/** A label nobody used yet: the wanted one, or the same with a number behind it. */
export function freeLabel(wanted: string, used: readonly string[]): string {
  const taken = new Set(used.map(plainLabel))
  const numbered = (n: number): string => (n === 1 ? wanted : `${wanted.slice(0, 190)}, ${n}`)
  let n = 1
  while (taken.has(plainLabel(numbered(n)))) n += 1
  return numbered(n)
}

/** Labels that read the same are the same. */
export const plainLabel = (label: string): string => label.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
