/** Parts a template leaves to the school: whose words stand there, and whether somebody means them so (R28). Pure. */
import type { Clause, LocalPart } from '@contract/agreements'

/** Signs of a text that is not finished: `{school name}`, `[insert ...]`, `TBC`. @returns the first of them */
export const placeholderIn = (text: string): string | null => PLACEHOLDER.exec(text)?.[0] ?? null

const PLACEHOLDER = /\{[^{}\n]{1,80}\}|\[\s*insert\b[^\]\n]{0,80}\]?|\bTBC\b/i

/** What a school's parts are judged by. */
export interface TrustTexts {
  /** The clauses of the template's version that the school's text carries. */
  readonly carried: readonly Clause[]
  /** Those of every issued version of the template: words of an earlier one are the trust's as well. */
  readonly ever: readonly (readonly Clause[])[]
}

/** Who means a part as the trust has it; null: nobody said so of these words. */
export type Confirmed = (clause: Clause) => Pick<LocalPart, 'by' | 'on'> | null

/** Every part the trust left to the school, in the trust's order. Clauses the school added are none. */
export function localParts(
  clauses: readonly Clause[],
  { carried, ever }: TrustTexts,
  confirmed: Confirmed,
): readonly LocalPart[] {
  const own = new Map(clauses.map((clause) => [clause.id, clause]))
  const nobody = { by: null, on: null }
  return carried.flatMap((theirs): readonly LocalPart[] => {
    if (!theirs.local) return []
    const here = own.get(theirs.id)
    const part = { clause: theirs.id, heading: here?.heading ?? theirs.heading }
    if (here === undefined) return [{ ...part, state: 'LEFT_OUT', ...nobody }]
    if (!isTrusts(here, ever)) return [{ ...part, state: 'OWN', ...nobody }]
    if (placeholderIn(`${here.heading}\n${here.text}`) !== null) return [{ ...part, state: 'TO_FILL', ...nobody }]
    const by = confirmed(here)
    return [by === null ? { ...part, state: 'OPEN', ...nobody } : { ...part, state: 'KEPT', ...by }]
  })
}

/** Whether a clause says what the trust said there in any of its texts; spaces are no words of one's own. */
export function isTrusts(clause: Clause, ever: TrustTexts['ever']): boolean {
  return ever.some((text) => text.some((theirs) => theirs.id === clause.id && sameWords(theirs, clause)))
}

const sameWords = (a: Clause, b: Clause): boolean =>
  spaced(a.heading) === spaced(b.heading) && spaced(a.text) === spaced(b.text)

const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** One sentence that names every part nobody has decided about; none: there is none. */
export function openPartsProblem(parts: readonly LocalPart[]): readonly string[] {
  const open = parts.flatMap(({ state, heading }) =>
    state === 'OPEN' ? [heading === '' ? 'a part without a heading' : `“${heading}”`] : [],
  )
  if (open.length === 0) return []
  const rest = open.length === 1 ? 'Write the school’s own words there' : 'Write the school’s own words in each'
  return [
    `Left to the school and still as the trust wrote it: ${open.join(', ')}. ${rest}, or confirm that it is meant as it stands.`,
  ]
}
